use eframe_core::Actor;

use crate::model::Stage;
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

impl Sight {
    /// What this actor may see.
    pub fn of(actor: &Actor) -> Self {
        let staff = [EDIT, APPROVE, PUBLISH].into_iter().any(|permission| actor.may(permission));
        if staff { Self::Staff } else { Self::Public }
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
    fn who_writes_reviews_or_publishes_sees_all() {
        for permission in [EDIT, APPROVE, PUBLISH] {
            let sight = Sight::of(&with(permission, Scope::Everywhere));
            assert!(Stage::ALL.into_iter().all(|stage| sight.shows(stage)));
        }
    }
}
