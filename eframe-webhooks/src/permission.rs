//! What people may be allowed to do with webhooks, and what the audit log calls what they did.

use eframe_core::{Action, Permission};

/// See which programs are told of what, and what they answered.
pub const READ: Permission = Permission::new("webhooks.endpoint.read");
/// Have other programs told of what happens, change where and of what, and stop it.
pub const MANAGE: Permission = Permission::new("webhooks.endpoint.manage");

/// Both, for roles and the manual.
pub const ALL: [Permission; 2] = [READ, MANAGE];

macro_rules! actions {
    ($count:literal: $($name:ident = $text:literal;)*) => {
        $(pub(crate) const $name: Action = Action::new($text);)*
        /// Every action in the audit log of this block.
        pub const ACTIONS: [Action; $count] = [$($name),*];
    };
}

actions! { 8:
    ADDED = "webhooks.endpoint.add";
    CHANGED = "webhooks.endpoint.change";
    ROTATED = "webhooks.endpoint.rotate";
    SWITCHED_ON = "webhooks.endpoint.switch-on";
    SWITCHED_OFF = "webhooks.endpoint.switch-off";
    REMOVED = "webhooks.endpoint.remove";
    PINGED = "webhooks.endpoint.ping";
    REPEATED = "webhooks.delivery.repeat";
}
