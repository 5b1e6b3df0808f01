//! What the site calls its people, and what each may do.

use eframe_accounts::model::{Role, Roles};
use eframe_core::Permission;
use eframe_core::outbox::RETRY;

/// Committee, officers and readers get more with the blocks they are for.
pub(crate) fn roles() -> Roles {
    let all: Vec<Permission> = eframe_accounts::permission::ALL
        .iter()
        .chain(&eframe_cms::permission::ALL)
        .chain([&RETRY])
        .copied()
        .collect();
    use eframe_cms::permission::{APPROVE, EDIT, MENU, MOVE, PUBLISH};
    Roles::new(Role::everywhere("administrator", &all))
        .with(Role::everywhere(
            "secretariat",
            &[EDIT, APPROVE, PUBLISH, MOVE, MENU, RETRY, eframe_accounts::permission::READ],
        ))
        .with(Role::everywhere("editor", &[EDIT, PUBLISH, MOVE, MENU]))
        .with(Role::everywhere("reviewer", &[EDIT, APPROVE, PUBLISH]))
        .with(Role::everywhere("committee", &[]))
        .with(Role::everywhere("reader", &[]))
        .with(Role::of_an_organisation("officer", &[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_editor_writes_and_cannot_approve() {
        let roles = roles();
        let editor = roles.get("editor").unwrap().permissions();
        assert!(
            editor.contains(&eframe_cms::permission::EDIT)
                && !editor.contains(&eframe_cms::permission::APPROVE)
        );
        assert!(roles.get("reader").unwrap().permissions().is_empty());
    }
}
