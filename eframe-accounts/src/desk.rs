//! The desk: who may sign in, with which roles, for which organisations. Every page works without scripts;
//! every change asks first, is a POST, and is written into the audit log.

mod choice;
mod factor;
mod invitations;
mod organisations;
mod people;
mod person;
mod roles;
mod seat;
mod switch;

use axum::Router;
use axum::routing::get;
use eframe_core::Component;
use eframe_core::block::axum;

pub(crate) use person::PersonPage;

use crate::Accounts;

impl Accounts {
    /// The desk, to be mounted where [`Mount::desk`](eframe_core::Mount::desk) says, behind
    /// [`Accounts::gate`].
    pub fn desk(&self) -> Component {
        let router = Router::new()
            .route("/", get(people::list))
            .route("/invite", get(invitations::ask).post(invitations::send))
            .route("/invitations", get(invitations::list))
            .route("/invitations/{id}", get(invitations::question).post(invitations::withdraw))
            .route("/organisations", get(organisations::list))
            .route("/organisations/new", get(organisations::ask).post(organisations::add))
            .route("/{id}", get(person::show))
            .route("/{id}/roles", get(roles::ask).post(roles::give))
            .route("/{id}/roles/take", get(roles::ask_take).post(roles::take))
            .route("/{id}/off", get(switch::ask_off).post(switch::off))
            .route("/{id}/second-factor", get(factor::ask_take).post(factor::take))
            .route("/{id}/on", get(switch::ask_on).post(switch::on))
            .with_state(self.clone());
        Component::from_router("accounts", router)
    }
}
