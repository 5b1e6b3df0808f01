use eframe_core::{Actor, Timestamp};

use crate::model::{Preview, Stage};
use crate::permission::{APPROVE, EDIT, PUBLISH};

/// The one answer to "may they see it?", for pages, JSON, menus, lists, calendar files and the desk alike.
///
/// Every question to the store takes one, so nothing can be read around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// What is live.
    Public,
    /// Every edition of every document: for those who write, review or publish.
    Staff,
}

/// What decides who may have a version of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileStanding {
    /// Whether an edition shows it that the public reads, or may look up as it stood on a day.
    pub shown: bool,
    /// Whether somebody made it public by itself.
    pub released: bool,
    /// Whether the file it is a version of was retired.
    pub retired: bool,
}

impl Sight {
    /// What this actor may see.
    pub fn of(actor: &Actor) -> Self {
        let staff = [EDIT, APPROVE, PUBLISH].into_iter().any(|permission| actor.may(permission));
        if staff { Self::Staff } else { Self::Public }
    }

    /// What whoever holds a link sees of its text, and of nothing else: what is in the making, until the link stops.
    pub fn behind(preview: &Preview, now: Timestamp) -> Option<Self> {
        preview.is_open(now).then_some(Self::Staff)
    }

    /// Whether a version of a file is in sight: for the public while an edition shows it that they read or may look up
    /// as it stood on a day, or since it was released by itself; never after the file was retired. What is gone takes
    /// along the files that nothing else shows.
    pub const fn shows_file(self, file: FileStanding) -> bool {
        matches!(self, Self::Staff) || (!file.retired && (file.released || file.shown))
    }

    /// Whether whoever holds a link sees a version of a file that its text shows: until the file is retired, since from then on
    /// staff alone do.
    pub const fn shows_file_behind(file: FileStanding) -> bool {
        !file.retired
    }

    /// Whether the files of an edition at this stage are shown with it, unless it is [gone](crate::model::End::Gone).
    pub const fn shows_files_of(stage: Stage) -> bool {
        matches!(stage, Stage::Live | Stage::Superseded | Stage::Withdrawn)
    }

    /// Whether an edition at this stage is in sight.
    pub const fn shows(self, stage: Stage) -> bool {
        matches!((self, stage), (Self::Staff, _) | (Self::Public, Stage::Live))
    }
}

#[cfg(test)]
mod tests {
    use eframe_core::{ActorId, Grant, OrganisationId, Permission, Scope};
    use uuid::Uuid;

    use super::*;
    use crate::permission::{IMPORT, MENU, MOVE};

    fn with(permission: Permission, scope: Scope) -> Actor {
        Actor::person(ActorId::new(Uuid::nil()), "A", vec![Grant::new(permission, scope)])
    }

    #[test]
    fn the_public_sees_live_editions_only() {
        let city = Scope::Organisation(OrganisationId::new(Uuid::nil()));
        let mut public = vec![Actor::anonymous(), with(EDIT, city)];
        public.extend([MENU, MOVE, IMPORT].map(|other| with(other, Scope::Everywhere)));
        for actor in public {
            let seen = Stage::ALL.into_iter().filter(|&stage| Sight::of(&actor).shows(stage));
            assert_eq!(seen.collect::<Vec<_>>(), [Stage::Live]);
        }
    }

    #[test]
    fn a_retired_file_is_shown_to_staff_alone() {
        let retired = FileStanding { shown: true, released: true, retired: true };
        assert!(Sight::Staff.shows_file(retired));
        assert!(!Sight::Public.shows_file(retired) && !Sight::shows_file_behind(retired));
        assert!(Sight::shows_file_behind(FileStanding::default()), "its text shows it");
    }

    #[test]
    fn who_writes_reviews_or_publishes_sees_all() {
        for permission in [EDIT, APPROVE, PUBLISH] {
            let sight = Sight::of(&with(permission, Scope::Everywhere));
            assert!(Stage::ALL.into_iter().all(|stage| sight.shows(stage)));
        }
    }
}
