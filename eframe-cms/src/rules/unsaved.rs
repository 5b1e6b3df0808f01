use eframe_core::{Actor, Commit, FieldErrors, Timestamp};

use super::change::Change;
use crate::Refusal;
use crate::model::{Sheet, Unsaved};
use crate::permission::EDIT;

/// Keeps what somebody wrote and did not save, in place of what was kept of that form before. It is no decision, so it
/// leaves no audit entry and no guard: the last one counts.
///
/// # Errors
/// When the actor may not write or is narrowed to less than they are, or it is more than is kept.
pub fn keep_unsaved(
    sheet: Sheet,
    fields: Vec<(String, String)>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    actor.require(EDIT)?;
    actor.require_whole()?;
    let unsaved = Unsaved { person: actor.id(), sheet, fields, at: now };
    if unsaved.size() > Unsaved::MOST {
        return Err(FieldErrors::one("body", "cms.desk.field.unsaved.long").into());
    }
    Ok(Commit::by(actor, now).change(Change::KeepUnsaved(Box::new(unsaved))))
}

/// Lets go of what is kept of a form.
pub fn drop_unsaved(sheet: Sheet, actor: &Actor, now: Timestamp) -> Commit<Change> {
    Commit::by(actor, now).change(Change::DropUnsaved { person: actor.id(), sheet })
}
