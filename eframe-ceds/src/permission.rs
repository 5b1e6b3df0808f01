//! What people may be allowed to do with assessments, and what the audit log calls what they did.

use eframe_core::{Action, Permission};

/// Answer questions, attach evidence and comment. Held for an organisation.
pub const ANSWER: Permission = Permission::new("ceds.assessment.answer");
/// Begin an organisation's assessments, share out sections, hand in, take back, and say what others may learn of them.
/// Held for an organisation.
pub const LEAD: Permission = Permission::new("ceds.assessment.lead");
/// Give back and freeze what was handed in. Held everywhere, or by a city's own reviewer for it.
pub const REVIEW: Permission = Permission::new("ceds.assessment.review");
/// Read every assessment, whosever it is.
pub const READ: Permission = Permission::new("ceds.assessment.read");
/// Keep instruments, and open and close rounds.
pub const ROUNDS: Permission = Permission::new("ceds.round.manage");

/// All of them, for roles and the manual.
pub const ALL: [Permission; 5] = [ANSWER, LEAD, REVIEW, READ, ROUNDS];

macro_rules! actions {
    ($count:literal: $($name:ident = $text:literal;)*) => {
        $(pub(crate) const $name: Action = Action::new($text);)*
        /// Every action in the audit log of this block.
        pub const ACTIONS: [Action; $count] = [$($name),*];
    };
}

actions! { 15:
    KEPT = "ceds.instrument.keep";
    OPENED = "ceds.round.open";
    MOVED = "ceds.round.move";
    CLOSED = "ceds.round.close";
    BEGUN = "ceds.assessment.begin";
    SHARED = "ceds.assessment.share";
    DESCRIBED = "ceds.assessment.describe";
    CONSENTED = "ceds.assessment.consent";
    ATTACHED = "ceds.evidence.add";
    DETACHED = "ceds.evidence.remove";
    COMMENTED = "ceds.comment.add";
    SUBMITTED = "ceds.assessment.submit";
    RETURNED = "ceds.assessment.return";
    FROZEN = "ceds.assessment.freeze";
    WITHDRAWN = "ceds.assessment.withdraw";
}
