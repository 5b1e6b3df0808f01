//! What one block reads of another, without knowing it: small traits that one implements and the host hands to the
//! other.

mod contact;
mod member;

pub use contact::{Contact, ContactDirectory, PersonDirectory};
pub use member::{
    MemberDirectory, MemberFigures, MemberPlace, MemberProfile, MemberStanding, citizens,
};
