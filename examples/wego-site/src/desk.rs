//! The desk's first page: what waits for you, and where things are.

use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use eframe_cms::{Cms, ToDo};
use eframe_core::frame::{Area, FrameAsk};
use eframe_core::http::{ActorOf, Asked, Problem};
use eframe_core::outbox::{Outbox, RETRY};
use eframe_core::personal;
use eframe_core::template::Template;
use eframe_core::{Actor, Denied, Grant, Permission, Presentation, Scope};
use serde::Serialize;

/// A room of the desk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    pub(crate) name: &'static str,
    pub(crate) message: &'static str,
    pub(crate) href: &'static str,
    /// Who may come in.
    open_to: OpenTo,
}

/// Whom a room is for.
#[derive(Clone, Copy, Debug)]
enum OpenTo {
    /// Everyone who is signed in.
    Everyone,
    /// Whoever may do one of these everywhere.
    Staff(&'static [Permission]),
    /// Whoever may do one of these somewhere: everywhere, or for an organisation.
    Anywhere(&'static [Permission]),
    /// Whoever may do one of these for an organisation.
    Organisations(&'static [Permission]),
}

impl OpenTo {
    fn admits(self, actor: &Actor) -> bool {
        let scopes = |permissions: &'static [Permission]| {
            let held = |grant: &&Grant| {
                permissions.iter().any(|permission| permission.name() == grant.permission())
            };
            actor.grants().iter().filter(held).map(Grant::scope)
        };
        match self {
            Self::Everyone => true,
            Self::Staff(permissions) => permissions.iter().any(|it| actor.may(*it)),
            Self::Anywhere(permissions) => scopes(permissions).next().is_some(),
            Self::Organisations(permissions) => {
                scopes(permissions).any(|scope| scope != Scope::Everywhere)
            }
        }
    }
}

use eframe_accounts::permission as accounts;
use eframe_ceds::Ceds;
use eframe_ceds::permission as ceds;
use eframe_cms::permission::{APPROVE, EDIT, PUBLISH};
use eframe_membership::Membership;
use eframe_membership::permission as membership;
use eframe_newsletter::Newsletter;
use eframe_newsletter::permission as newsletter;
use eframe_webhooks::Webhooks;
use eframe_webhooks::permission as webhooks;

const ROOMS: [Room; 12] = [
    Room { name: "home", message: "site.desk.home", href: "/desk/", open_to: OpenTo::Everyone },
    Room {
        name: "members",
        message: "site.desk.members",
        href: "/desk/membership",
        open_to: OpenTo::Staff(&[membership::READ]),
    },
    Room {
        name: "content",
        message: "site.desk.content",
        href: "/desk/content",
        open_to: OpenTo::Staff(&[EDIT, APPROVE, PUBLISH]),
    },
    Room {
        name: "organisation",
        message: "site.desk.organisation",
        href: "/account/membership",
        open_to: OpenTo::Organisations(&[membership::APPLY, membership::VOTE]),
    },
    Room {
        name: "assessments",
        message: "site.desk.assessments",
        href: "/desk/ceds",
        open_to: OpenTo::Staff(&[ceds::READ]),
    },
    Room {
        name: "diagnosis",
        message: "site.desk.diagnosis",
        href: "/account/ceds",
        open_to: OpenTo::Organisations(&[ceds::ANSWER, ceds::LEAD, ceds::REVIEW]),
    },
    Room {
        name: "newsletter",
        message: "site.desk.newsletter",
        href: "/desk/newsletter",
        open_to: OpenTo::Staff(&[newsletter::READ, newsletter::ISSUE_READ]),
    },
    Room {
        name: "people",
        message: "site.desk.people",
        href: "/desk/accounts",
        open_to: OpenTo::Anywhere(&[accounts::READ]),
    },
    Room {
        name: "persons",
        message: "site.desk.persons",
        href: "/desk/persons",
        open_to: OpenTo::Staff(personal::ALL),
    },
    Room {
        name: "outbox",
        message: "site.desk.outbox",
        href: "/desk/outbox",
        open_to: OpenTo::Staff(&[RETRY]),
    },
    Room {
        name: "webhooks",
        message: "site.desk.webhooks",
        href: "/desk/webhooks",
        open_to: OpenTo::Staff(&[webhooks::READ]),
    },
    Room {
        name: "account",
        message: "site.desk.account",
        href: "/account/",
        open_to: OpenTo::Everyone,
    },
];

/// The rooms that are open to somebody.
pub(crate) fn rooms(actor: &Actor) -> Vec<Room> {
    if actor.is_anonymous() {
        return Vec::new();
    }
    ROOMS.into_iter().filter(|room| room.open_to.admits(actor)).collect()
}

/// What the page shows.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Home {
    name: String,
    waiting: Vec<Waiting>,
    rooms: Vec<RoomLine>,
}

/// A kind of thing that waits.
#[derive(Clone, Debug, Serialize)]
struct Waiting {
    what: &'static str,
    count: usize,
    href: String,
}

#[derive(Clone, Debug, Serialize)]
struct RoomLine {
    name: &'static str,
    href: &'static str,
}

impl Waiting {
    /// A kind of which there is something.
    fn some(what: &'static str, count: u64, href: &str) -> Option<Self> {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        (count > 0).then(|| Self { what, count, href: href.to_owned() })
    }
}

impl Home {
    fn of(actor: &Actor, waiting: Vec<Waiting>) -> Self {
        let rooms = rooms(actor).into_iter().filter(|room| room.name != "home");
        let rooms = rooms.map(|room| RoomLine { name: room.name, href: room.href }).collect();
        Self { name: actor.name().to_owned(), waiting, rooms }
    }
}

impl Template for Home {
    const NAME: &'static str = "site/desk/home.html";

    fn samples() -> Vec<Self> {
        let rooms = ROOMS[1..].iter().map(|room| RoomLine { name: room.name, href: room.href });
        let empty =
            Self { name: "Mina Park".to_owned(), waiting: Vec::new(), rooms: rooms.collect() };
        let one = |what, count| Waiting { what, count, href: "/desk/content".to_owned() };
        let waiting = vec![
            one("overdue", 1),
            one("cases", 4),
            one("letters", 1),
            one("votes", 1),
            one("own", 2),
            one("drafts", 1),
            one("to-review", 2),
            one("given-back", 1),
            one("to-answer", 1),
            one("mend", 1),
            one("review", 2),
            one("publish", 3),
            one("write", 11),
            one("issues", 1),
            one("parked", 1),
            one("failing-endpoints", 1),
        ];
        vec![Self { waiting, ..empty.clone() }, empty]
    }
}

/// What the page is made from.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) cms: Cms,
    pub(crate) membership: Membership,
    pub(crate) ceds: Ceds,
    pub(crate) newsletter: Newsletter,
    pub(crate) webhooks: Webhooks,
    pub(crate) outbox: Outbox,
    pub(crate) presentation: Presentation,
}

/// `GET /desk/`.
pub(crate) async fn home(
    State(desk): State<Desk>,
    ActorOf(actor): ActorOf,
    Asked(language): Asked,
) -> Response {
    match desk.page(&actor, language).await {
        Ok(page) => Html(page).into_response(),
        Err(problem) => problem.into_response(),
    }
}

impl Desk {
    async fn page(
        &self,
        actor: &Actor,
        language: eframe_core::Language,
    ) -> Result<String, Problem> {
        if actor.is_anonymous() {
            return Err(Denied::SignIn.into());
        }
        let mut waiting = self.members(actor).await?;
        waiting.extend(self.assessments(actor).await?);
        waiting.extend(self.waiting(actor).await?);
        waiting.extend(self.issues(actor).await?);
        waiting.extend(self.parked(actor).await?);
        waiting.extend(self.endpoints(actor).await?);
        let shown = self.presentation.shown_in(Area::Desk, language);
        let title = self.presentation.say(shown, "site.desk.home", &[]).text;
        let ask = FrameAsk::new(language, Area::Desk, title, "/desk/").actor(actor);
        self.presentation.html(&ask, &Home::of(actor, waiting)).await.map_err(Problem::internal)
    }

    /// Issues of the newsletter that are drafts still, for those who make them.
    async fn issues(&self, actor: &Actor) -> Result<Option<Waiting>, Problem> {
        let count = self.newsletter.drafts_waiting(actor).await?;
        Ok(Waiting::some("issues", count, "/desk/newsletter/issues"))
    }

    /// Programs that take nothing they are told, for those who have them told.
    async fn endpoints(&self, actor: &Actor) -> Result<Option<Waiting>, Problem> {
        let count = self.webhooks.failing(actor).await?;
        Ok(Waiting::some("failing-endpoints", count, "/desk/webhooks"))
    }

    /// What could not be delivered, for those who may have it tried again.
    async fn parked(&self, actor: &Actor) -> Result<Option<Waiting>, Problem> {
        if !actor.may(RETRY) {
            return Ok(None);
        }
        let count = self.outbox.parked(actor, None, 100).await?.len();
        let href = "/desk/outbox".to_owned();
        Ok((count > 0).then_some(Waiting { what: "parked", count, href }))
    }

    /// What waits in the membership: for the Secretariat, or for the city that somebody acts for.
    async fn members(&self, actor: &Actor) -> Result<Vec<Waiting>, Problem> {
        let found = self.membership.waiting(actor).await?;
        let of = Waiting::some;
        let kinds = [
            of("overdue", found.overdue, "/desk/membership"),
            of("cases", found.cases, "/desk/membership"),
            of("letters", found.letters, "/desk/membership"),
            of("votes", found.votes, "/account/membership/meetings"),
            of("own", found.own, "/account/membership"),
            of("drafts", found.drafts, "/account/membership"),
        ];
        Ok(kinds.into_iter().flatten().collect())
    }

    /// What waits in the diagnosis: for its reviewers, or for those who answer for a city.
    async fn assessments(&self, actor: &Actor) -> Result<Vec<Waiting>, Problem> {
        let found = self.ceds.waiting(actor).await?;
        let kinds = [
            Waiting::some("to-review", found.to_review, "/desk/ceds/?stage=submitted"),
            Waiting::some("given-back", found.given_back, "/account/ceds"),
            Waiting::some("to-answer", found.to_answer, "/account/ceds"),
        ];
        Ok(kinds.into_iter().flatten().collect())
    }

    async fn waiting(&self, actor: &Actor) -> Result<Vec<Waiting>, Problem> {
        if ![EDIT, APPROVE, PUBLISH].iter().any(|it| actor.may(*it)) {
            return Ok(Vec::new());
        }
        let tasks = self.cms.waiting(actor).await.map_err(Problem::internal)?;
        let of = |to_do, what| {
            let count = tasks.iter().filter(|task| task.to_do == to_do).count();
            (count > 0).then(|| Waiting { what, count, href: "/desk/content".to_owned() })
        };
        let kinds = [
            (ToDo::Mend, "mend"),
            (ToDo::Review, "review"),
            (ToDo::Publish, "publish"),
            (ToDo::Write, "write"),
        ];
        Ok(kinds.into_iter().filter_map(|(to_do, what)| of(to_do, what)).collect())
    }
}
