use std::collections::BTreeSet;

use eframe_core::{Actor, Commit, Decision, FieldErrors, Guard, Subject, Timestamp, Version};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::change::{Change, MENU_TAG, MENUS};
use crate::Refusal;
use crate::event;
use crate::model::{DocumentId, Kind, Menu, MenuEntry, MenuId, Slug};
use crate::permission::{MENU, MENU_SET};

/// Says what a menu leads to, from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetMenu {
    /// The entries in order.
    pub entries: Vec<MenuEntry>,
    /// The version the writer began from; 0 for a menu that was never set.
    pub expected: Version,
}

/// Where a menu stands after a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MenuStanding {
    /// The menu.
    pub menu: MenuId,
    /// Its name.
    pub name: Slug,
    /// Its version.
    pub version: Version,
}

/// Says what a menu leads to. `menu` is as it stands, with version 0 when it was never set; `known` are those
/// of the named documents that exist.
///
/// # Errors
/// When the actor may not, somebody set it since, or an entry names nothing, or names the same twice.
pub fn set_menu(
    menu: &Menu,
    command: SetMenu,
    known: &BTreeSet<DocumentId>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MenuStanding>, Refusal> {
    actor.require(MENU)?;
    if command.expected != menu.version {
        return Err(Refusal::StaleMenu(Box::new(menu.clone())));
    }
    check(&command.entries, known)?;
    let set = Menu { entries: command.entries, version: menu.version.next(), ..menu.clone() };
    let outcome = MenuStanding { menu: set.id, name: set.name.clone(), version: set.version };
    let facts = json!({ "name": set.name, "entries": set.entries });
    let mut commit = Commit::by(actor, now)
        .audit(MENU_SET, Subject::of(event::MENU, set.id.uuid()), facts)
        .touch(MENU_TAG);
    if menu.version != Version::new(0) {
        commit = commit.guard(Guard::write(MENUS, menu.id.uuid(), menu.version));
    }
    Ok(Decision::new(commit.change(Change::SetMenu(set)), outcome))
}

fn check(entries: &[MenuEntry], known: &BTreeSet<DocumentId>) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::new();
    errors.check(entries.len() <= Menu::MOST, "entries", "cms.desk.field.entries.many");
    for (at, entry) in entries.iter().enumerate() {
        let field = format!("entries.{at}");
        let leads_somewhere = match entry {
            MenuEntry::Document(document) => known.contains(document),
            MenuEntry::List(kind) => *kind != Kind::Page,
        };
        errors.check(leads_somewhere, field.clone(), "cms.desk.field.entries.unknown");
        errors.check(!entries[..at].contains(entry), field, "cms.desk.field.entries.twice");
    }
    errors.finish(())
}
