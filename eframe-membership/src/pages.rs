//! The public pages: how to apply, following an application, the register, members, certificates, minutes.

mod apply;
mod certificate;
mod filters;
mod follow;
mod holders;
mod map;
mod member;
mod minutes;
mod public;
mod register;

use axum::Router;
use axum::routing::get;
use eframe_core::Component;
use eframe_core::block::axum;

pub(crate) use apply::{ApplyPage, BeginPage};
pub(crate) use certificate::CertificatePage;
pub(crate) use filters::Asks;
pub(crate) use follow::FollowPage;
pub(crate) use holders::HoldersPage;
pub(crate) use map::MapPage;
pub(crate) use member::{ExplainedView, MemberPage};
pub(crate) use minutes::{MinutesPage, VoteView};
pub(crate) use register::{RegisterPage, looks};

use crate::Membership;

impl Membership {
    /// The public pages, to be mounted once for each language where
    /// [`Mount::pages`](eframe_core::Mount::pages) says.
    pub fn pages(&self) -> Component {
        let router = Router::new()
            .merge(applications())
            .merge(register::routes())
            .merge(map::routes())
            .merge(certificate::routes())
            .merge(minutes::routes())
            .merge(holders::routes())
            .merge(member::routes())
            .with_state(self.clone());
        Component::from_router("membership", router)
    }
}

/// Applying, and following an application.
fn applications() -> Router<Membership> {
    Router::new()
        .route("/apply", get(apply::show))
        .route("/apply/begin", get(apply::ask).post(apply::begin))
        .route("/apply/begun", get(apply::begun))
        .route("/follow", get(follow::ask).post(follow::take))
}
