//! What people may be allowed to do with the newsletter, and what the audit log calls what they did.

use eframe_core::{Action, Permission};

/// See who gets the newsletter, what they agreed to, and to whom nothing may be sent.
pub const READ: Permission = Permission::new("newsletter.subscriber.read");
/// End somebody's subscription for them, and lift what holds mail to an address back.
pub const WRITE: Permission = Permission::new("newsletter.subscriber.write");
/// Take somebody's address out of the house, and give them all that is kept of them.
pub const ERASE: Permission = Permission::new("newsletter.subscriber.erase");
/// Bring in a list that was kept elsewhere.
pub const IMPORT: Permission = Permission::new("newsletter.subscriber.import");
/// Look at issues and at who got them.
pub const ISSUE_READ: Permission = Permission::new("newsletter.issue.read");
/// Make issues.
pub const ISSUE_EDIT: Permission = Permission::new("newsletter.issue.edit");
/// Send issues, pause and stop them.
pub const ISSUE_SEND: Permission = Permission::new("newsletter.issue.send");

/// All of them, for roles and the manual.
pub const ALL: [Permission; 7] = [READ, WRITE, ERASE, IMPORT, ISSUE_READ, ISSUE_EDIT, ISSUE_SEND];

macro_rules! actions {
    ($count:literal: $($name:ident = $text:literal;)*) => {
        $(pub(crate) const $name: Action = Action::new($text);)*
        /// Every action in the audit log of this block.
        pub const ACTIONS: [Action; $count] = [$($name),*];
    };
}

actions! { 16:
    CONFIRMED = "newsletter.subscriber.confirm";
    UNSUBSCRIBED = "newsletter.subscriber.unsubscribe";
    ERASED = "newsletter.subscriber.erase";
    IMPORTED = "newsletter.subscriber.import";
    SUPPRESSED = "newsletter.subscriber.suppress";
    BOUNCE_OVERRULED = "newsletter.subscriber.overrule";
    ISSUE_DRAFTED = "newsletter.issue.draft";
    ISSUE_COMPOSED = "newsletter.issue.compose";
    ISSUE_SPOKEN = "newsletter.issue.speak";
    ISSUE_WRITTEN = "newsletter.issue.write";
    ISSUE_ORDERED = "newsletter.issue.order";
    ISSUE_PAUSED = "newsletter.issue.pause";
    ISSUE_RESUMED = "newsletter.issue.resume";
    ISSUE_ONCE_MORE = "newsletter.issue.once-more";
    ISSUE_CANCELLED = "newsletter.issue.cancel";
    ISSUE_FINISHED = "newsletter.issue.finish";
}
