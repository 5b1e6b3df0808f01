//! Everything of oneself, as a file.

use std::time::Duration;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::response::Response;
use axum::routing::get;
use http::request::Parts;
use tokio::time::timeout;

use super::desk::{Desk, file};
use super::{Asked, House};
use crate::desk::{FormPage, Seat};
use crate::frame::Area;
use crate::http::Problem;
use crate::{Component, Denied, Mount, Presentation};

/// How long somebody stands in line.
const IN_LINE: Duration = Duration::from_secs(10);

impl House {
    /// A page under people's own account on which they take away all that is kept of them. To be mounted where
    /// [`Mount::account`] says.
    pub fn own(&self, mount: Mount, presentation: Presentation) -> Component {
        let desk = Desk { house: self.clone(), mount, presentation };
        let router = Router::new().route("/", get(show).post(take)).with_state(desk);
        Component::from_router("core", router)
    }
}

/// Whoever is signed in, at their own data.
struct Own {
    house: House,
    seat: Seat,
}

impl FromRequestParts<Desk> for Own {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, of: &Desk) -> Result<Self, Problem> {
        let world = of.house.database().world();
        let seat = Seat::take(parts, Area::Account, &of.mount, &of.presentation, world).await?;
        Ok(Self { house: of.house.clone(), seat })
    }
}

async fn show(Own { seat, .. }: Own) -> Result<Response, Problem> {
    let page = FormPage {
        lead: seat.say("core.own.data-lead"),
        submit: seat.say("core.own.data-take"),
        ..FormPage::default()
    };
    seat.page(&seat.say("core.own.data"), &page).await
}

async fn take(Own { house, seat }: Own) -> Result<Response, Problem> {
    if seat.actor().is_anonymous() {
        return Err(Denied::SignIn.into());
    }
    // Asked before anything is looked for.
    seat.actor().require_whole()?;
    // Whole tables are read, on a connection that pages are read by as well: so one person's at a time. It goes on when whoever
    // asked has gone: the database would, too.
    let turn = timeout(IN_LINE, house.own_turn().acquire_owned()).await;
    let Ok(Ok(turn)) = turn else { return Err(Problem::unavailable(60)) };
    let actor = seat.actor().clone();
    let all = tokio::spawn(async move {
        let person = house.find(&Asked::Account(actor.id())).await?;
        let all = house.export(&actor, &person).await;
        drop(turn);
        all
    });
    file(&all.await.map_err(Problem::internal)??)
}
