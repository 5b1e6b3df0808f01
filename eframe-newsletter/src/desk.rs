//! The desk: who gets the newsletter and what they agreed to, lists that come in, to whom nothing is sent; issues on their
//! way, who got them, and what came back. Every page works without scripts; a form posts to the address that shows it, and
//! a redirect follows what was done.

mod begin;
mod block;
mod bounces;
mod compose;
mod end;
mod import;
mod issue;
mod issues;
mod letters;
mod listed;
mod one;
mod person;
mod preview;
mod said;
mod seat;
mod subscribers;
mod suppressions;

use axum::Router;
use axum::routing::get;
use eframe_core::Component;
use eframe_core::block::axum;
use eframe_core::desk::Standing;

pub(crate) use block::BlockPage;
pub(crate) use compose::ComposePage;
pub(crate) use import::ImportPage;
pub(crate) use issue::IssuePage;
pub(crate) use person::PersonPage;
pub(crate) use preview::PreviewPage;

use crate::Newsletter;
use crate::model::{DeliveryState, IssueStage, Stage};

impl Newsletter {
    /// The back office, to be mounted where [`Mount::desk`](eframe_core::Mount::desk) says.
    pub fn desk(&self) -> Component {
        let router =
            Router::new().merge(people()).merge(making()).merge(sending()).with_state(self.clone());
        Component::from_router("newsletter", router)
    }
}

/// How a stage looks.
pub(crate) const fn look(stage: IssueStage) -> Standing {
    match stage {
        IssueStage::Draft | IssueStage::Queued | IssueStage::Sending => Standing::Note,
        IssueStage::Paused => Standing::Warn,
        IssueStage::Cancelled => Standing::Bad,
        IssueStage::Sent => Standing::Ok,
    }
}

/// How a letter's state looks.
pub(crate) const fn letter_look(state: DeliveryState) -> Standing {
    match state {
        DeliveryState::HandedOver => Standing::Ok,
        DeliveryState::Queued
        | DeliveryState::Leased
        | DeliveryState::HandingOver
        | DeliveryState::Suppressed => Standing::Note,
        DeliveryState::Deferred | DeliveryState::Unsure => Standing::Warn,
        DeliveryState::Bounced | DeliveryState::Final => Standing::Bad,
    }
}

/// The key of a stage's name.
pub(crate) const fn stage_key(stage: IssueStage) -> &'static str {
    match stage {
        IssueStage::Draft => "newsletter.desk.stage.draft",
        IssueStage::Queued => "newsletter.desk.stage.queued",
        IssueStage::Sending => "newsletter.desk.stage.sending",
        IssueStage::Paused => "newsletter.desk.stage.paused",
        IssueStage::Cancelled => "newsletter.desk.stage.cancelled",
        IssueStage::Sent => "newsletter.desk.stage.sent",
    }
}

/// The key of a state's name.
pub(crate) const fn state_key(state: DeliveryState) -> &'static str {
    match state {
        DeliveryState::Queued => "newsletter.desk.letter.queued",
        DeliveryState::Leased => "newsletter.desk.letter.leased",
        DeliveryState::HandingOver => "newsletter.desk.letter.handing-over",
        DeliveryState::HandedOver => "newsletter.desk.letter.handed-over",
        DeliveryState::Deferred => "newsletter.desk.letter.deferred",
        DeliveryState::Bounced => "newsletter.desk.letter.bounced",
        DeliveryState::Suppressed => "newsletter.desk.letter.suppressed",
        DeliveryState::Unsure => "newsletter.desk.letter.unsure",
        DeliveryState::Final => "newsletter.desk.letter.final",
    }
}

/// Issues in the making.
fn making() -> Router<Newsletter> {
    Router::new()
        .route("/issues/new", get(begin::ask).post(begin::take))
        .route("/issues/{id}/compose", get(compose::show).post(compose::step))
        .route("/issues/{id}/languages", get(begin::languages).post(begin::choose))
        .route("/issues/{id}/blocks/{at}", get(block::show).post(block::take))
        .route("/issues/{id}/preview/{language}", get(preview::show).post(preview::send))
        .route("/issues/{id}/preview/{language}/letter", get(preview::letter))
}

/// Issues, their letters, and what came back.
fn sending() -> Router<Newsletter> {
    Router::new()
        .route("/", get(issues::home))
        .route("/issues", get(issues::show))
        .route("/progress.js", get(issue::script))
        .route("/issues/{id}", get(issue::show).post(issue::step))
        .route("/issues/{id}/sure/{step}", get(issue::sure::ask).post(issue::sure::sure))
        .route("/issues/{id}/letters", get(letters::show))
        .route("/bounces", get(bounces::show))
        .route("/bounces/{subscriber}", get(bounces::ask).post(bounces::overrule))
}

/// Who gets it, who may not be written to, and who comes in by a list.
fn people() -> Router<Newsletter> {
    Router::new()
        .route("/subscribers", get(subscribers::show))
        .route("/subscribers.csv", get(subscribers::csv))
        .route("/subscribers/{id}", get(one::show))
        .route("/subscribers/{id}/end", get(end::ask).post(end::end))
        .route("/suppressions", get(suppressions::show))
        .route("/person", get(person::ask).post(person::take))
        .route("/import", get(import::ask).post(import::take))
}

/// How a subscriber's stage looks.
pub(crate) const fn stands(stage: Stage) -> Standing {
    match stage {
        Stage::Confirmed => Standing::Ok,
        Stage::Asked => Standing::Warn,
        Stage::Unsubscribed | Stage::Erased => Standing::Note,
    }
}
