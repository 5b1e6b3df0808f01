//! What people may be allowed to do with content, and what the audit log calls what they did.

use eframe_core::{Action, Permission};

/// Write drafts, hand them in, and read what is not yet public.
pub const EDIT: Permission = Permission::new("cms.page.edit");
/// Approve or return what somebody else wrote.
pub const APPROVE: Permission = Permission::new("cms.page.approve");
/// Make an approved edition live and end one, now or at a time.
pub const PUBLISH: Permission = Permission::new("cms.page.publish");
/// Give documents another place or another slug.
pub const MOVE: Permission = Permission::new("cms.page.move");
/// Choose what the menus lead to.
pub const MENU: Permission = Permission::new("cms.menu.edit");
/// Bring in content that was decided elsewhere, live at once.
pub const IMPORT: Permission = Permission::new("cms.content.import");

/// Take all content out as one file, drafts and history included.
pub const EXPORT: Permission = Permission::new("cms.content.export");

/// All of them, for roles and the manual.
pub const ALL: [Permission; 7] = [EDIT, APPROVE, PUBLISH, MOVE, MENU, IMPORT, EXPORT];

pub(crate) const CREATED: Action = Action::new("cms.document.create");
pub(crate) const MOVED: Action = Action::new("cms.document.move");
pub(crate) const SUBMITTED: Action = Action::new("cms.edition.submit");
pub(crate) const RETURNED: Action = Action::new("cms.edition.return");
pub(crate) const APPROVED: Action = Action::new("cms.edition.approve");
pub(crate) const PUBLISHED: Action = Action::new("cms.edition.publish");
pub(crate) const DISCARDED: Action = Action::new("cms.edition.discard");
pub(crate) const WITHDRAWN: Action = Action::new("cms.edition.withdraw");
pub(crate) const PLANNED: Action = Action::new("cms.plan.set");
pub(crate) const UNPLANNED: Action = Action::new("cms.plan.cancel");
pub(crate) const FIRED: Action = Action::new("cms.plan.fire");
pub(crate) const PARKED: Action = Action::new("cms.plan.park");
pub(crate) const ENTRUSTED: Action = Action::new("cms.document.entrust");
pub(crate) const ARRANGED: Action = Action::new("cms.tree.arrange");
pub(crate) const PREVIEWED: Action = Action::new("cms.preview.make");
pub(crate) const UNPREVIEWED: Action = Action::new("cms.preview.end");
pub(crate) const MENU_SET: Action = Action::new("cms.menu.set");
pub(crate) const REDIRECTED: Action = Action::new("cms.redirect.set");
pub(crate) const REDIRECT_REMOVED: Action = Action::new("cms.redirect.remove");
pub(crate) const IMPORTED: Action = Action::new("cms.content.import");
pub(crate) const MEDIA_ADDED: Action = Action::new("cms.media.add");
pub(crate) const MEDIA_REPLACED: Action = Action::new("cms.media.replace");
pub(crate) const MEDIA_DESCRIBED: Action = Action::new("cms.media.describe");
pub(crate) const MEDIA_RELEASED: Action = Action::new("cms.media.release");
pub(crate) const MEDIA_RETIRED: Action = Action::new("cms.media.retire");

/// Every action in the audit log of this block.
pub const ACTIONS: [Action; 25] = [
    CREATED,
    MOVED,
    SUBMITTED,
    RETURNED,
    APPROVED,
    PUBLISHED,
    DISCARDED,
    WITHDRAWN,
    PLANNED,
    UNPLANNED,
    FIRED,
    PARKED,
    ENTRUSTED,
    ARRANGED,
    PREVIEWED,
    UNPREVIEWED,
    MENU_SET,
    REDIRECTED,
    REDIRECT_REMOVED,
    IMPORTED,
    MEDIA_ADDED,
    MEDIA_REPLACED,
    MEDIA_DESCRIBED,
    MEDIA_RELEASED,
    MEDIA_RETIRED,
];
