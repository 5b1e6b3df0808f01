//! What may happen to applications, members, fees, offices and meetings: plain functions from what stands, a
//! command and an actor to a [`Decision`](eframe_core::Decision) or a [`Refusal`](crate::Refusal).
//!
//! An application's way is `Draft`, `Submitted`, `Accepted`, `Referred`, `Admitted`; on it, it may be given back,
//! put off, refused or taken back. What that means for a standing says the [charter](crate::model::Charter) of the day: [`status_at`]
//! folds what happened, and [`may`] says what follows, each with its reasons.

mod accept;
mod apply;
mod begin;
mod change;
mod correspond;
mod enrol;
mod fee;
mod figures;
mod give_back;
mod import;
mod meeting;
mod member;
mod policy;
mod remind;
#[cfg(test)]
pub(crate) mod samples;
mod sign;
mod status;
mod submit;
mod term;

pub use accept::{accept, refuse};
pub use apply::{
    Attach, Attached, Fill, Save, Saved, attach, detach, fill, may_attach, save, withdraw,
};
pub(crate) use begin::something_at_all;
pub use begin::{Begin, begin};
pub use change::{
    ApplicationStanding, Case, Change, Given, MeetingStanding, NewApplication, NewMeeting,
    NewMember, Staged,
};
pub(crate) use change::{FIGURES_TAG, REGISTER_TAG, TERMS_TAG, THE_TERMS, meeting_tag, member_tag};
pub use correspond::{note, remind, write};
pub use fee::{
    FeeDue, LEAST_DAYS, Settle, Settled, ask, ask_all, fee_due, is_out_of_grace, settle,
    year_is_near,
};
pub(crate) use fee::{grace_ends, out_of_grace_before};
pub(crate) use figures::{Ended, Stays};
pub use figures::{Mark, ProcessFigures, StageFigure, counted_days, process};
pub use give_back::{GiveBack, give_back};
pub use import::{
    CheckedFile, Entrant, EntrantFee, Fault, FileForm, Imported, MOST_MEGABYTES, MOST_MEMBERS, Row,
    Taken, adopt, check_file, read_file, staged, write_file,
};
pub use meeting::{
    Agenda, CallOff, Cast, Concerned, Count, Fold, LocalTime, Plan, Reschedule, Voter,
    add_application, add_motion, attend, call_off, cast, close_item, close_meeting, count,
    defer_item, leave, open_item, open_meeting, plan, remove_item, reschedule, take_the_chair,
};
pub use member::{
    Amend, Dated, Ending, MemberStanding, amend, end_membership, lapse, reinstate, restore, suspend,
};
pub use policy::Sight;
pub(crate) use policy::{is_of, organisations, side, writes_for};
pub use remind::{Due, due, reminder};
pub(crate) use remind::{Late, late, late_at_each};
pub use sign::{SignOnLine, SignOnPaper, sign_on_line, sign_on_paper};
pub(crate) use status::{for_a_roll, is_public};
pub use status::{may, status_at};
pub use submit::{confirm, reopen, submit};
pub use term::{Appoint, Terms, appoint, end_term, holders_on, last_day};

#[cfg(test)]
mod proofs;
