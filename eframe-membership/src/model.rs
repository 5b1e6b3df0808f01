//! The nouns: who applies and joins, what they were told, where they stand, what they owe, who decides.

mod application;
mod author;
mod case;
mod charter;
mod code;
mod country;
mod fee;
mod form;
mod group;
mod happening;
mod meeting;
mod member;
mod money;
mod standing;
mod term;

pub use application::{Application, Signature, Stage, State};
pub use author::Author;
pub use case::{Document, Entry, EntryId, Purpose, Side, What};
pub use charter::{
    Approval, Body, Charter, CharterError, CharterVersion, Composition, Condition, Deadlines,
    FeeRule, Figure, KindRule, OfficeRule, Right,
};
pub use code::{BodyCode, Code, Kind, Office, WrongCode};
pub use country::{Country, Region, UnknownCountry};
pub use fee::{Fee, FeeState};
pub(crate) use form::clean;
pub use form::{Complete, Contact, Coordinates, Form, LIMITS, Limits, Signatory};
pub use group::{Group, UnknownGroup};
pub use happening::{Happened, Happening, OtherKind};
pub use meeting::{
    Attendance, Attendee, Item, ItemId, ItemStage, ItemState, Matter, Meeting, MeetingId,
    MeetingStage, MeetingState, Vote,
};
pub use member::{Member, MemberId, Profile, folded};
pub use money::{Currency, Money, WrongMoney};
pub use standing::{Standing, Status, Step};
pub use term::{Term, TermId};

eframe_core::id! {
    /// Names one application.
    pub struct ApplicationId;
}

eframe_core::id! {
    /// Names one document of a case.
    pub struct DocumentId;
}

eframe_core::id! {
    /// Names one fee.
    pub struct FeeId;
}

eframe_core::id! {
    /// Names one import of a register.
    pub struct ImportId;
}
