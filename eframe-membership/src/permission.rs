//! What people may be allowed to do with membership, and what the audit log calls what they did.

use eframe_core::{Action, Permission};

/// Fill in, sign, hand in and take back an organisation's application, and write to the Secretariat about it.
/// Held for an organisation; whoever holds it everywhere fills in for any, which then has to confirm.
pub const APPLY: Permission = Permission::new("membership.application.edit");
/// Read every case, whosever it is.
pub const READ: Permission = Permission::new("membership.case.read");
/// Give applications back, accept and refuse them, and write to applicants.
pub const REVIEW: Permission = Permission::new("membership.application.review");
/// Change what the register says of members; suspend, reinstate and end memberships.
pub const MANAGE: Permission = Permission::new("membership.member.manage");
/// Ask for fees and note what was paid.
pub const FEES: Permission = Permission::new("membership.fee.manage");
/// Give offices and end terms.
pub const TERMS: Permission = Permission::new("membership.term.manage");
/// Plan and run meetings, record votes in the room, close and count.
pub const MEET: Permission = Permission::new("membership.meeting.manage");
/// Vote for an organisation. Held for it.
pub const VOTE: Permission = Permission::new("membership.vote.cast");
/// Bring in a register that was kept elsewhere.
pub const IMPORT: Permission = Permission::new("membership.register.import");

/// All of them, for roles and the manual.
pub const ALL: [Permission; 9] = [APPLY, READ, REVIEW, MANAGE, FEES, TERMS, MEET, VOTE, IMPORT];

macro_rules! actions {
    ($count:literal: $($name:ident = $text:literal;)*) => {
        $(pub(crate) const $name: Action = Action::new($text);)*
        /// Every action in the audit log of this block.
        pub const ACTIONS: [Action; $count] = [$($name),*];
    };
}

actions! { 31:
    BEGUN = "membership.application.begin";
    ATTACHED = "membership.document.add";
    DETACHED = "membership.document.remove";
    SIGNED = "membership.application.sign";
    SUBMITTED = "membership.application.submit";
    CONFIRMED = "membership.application.confirm";
    REOPENED = "membership.application.reopen";
    RETURNED = "membership.application.return";
    ACCEPTED = "membership.application.accept";
    REFUSED = "membership.application.refuse";
    TAKEN_BACK = "membership.application.withdraw";
    WRITTEN = "membership.case.write";
    NOTED = "membership.case.note";
    AMENDED = "membership.member.amend";
    SUSPENDED = "membership.member.suspend";
    REINSTATED = "membership.member.reinstate";
    LAPSED = "membership.member.lapse";
    RESTORED = "membership.member.restore";
    ENDED = "membership.member.withdraw";
    ASKED = "membership.fee.ask";
    SETTLED = "membership.fee.settle";
    APPOINTED = "membership.term.begin";
    TERM_ENDED = "membership.term.end";
    PLANNED = "membership.meeting.plan";
    AGENDA_SET = "membership.meeting.agenda";
    RUN = "membership.meeting.run";
    CALLED_OFF = "membership.meeting.call-off";
    VOTED = "membership.vote.cast";
    DECIDED = "membership.decision.make";
    POSTPONED = "membership.decision.defer";
    IMPORTED = "membership.register.import";
}
