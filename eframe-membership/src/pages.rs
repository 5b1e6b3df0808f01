//! The public pages: how to apply, following an application, the register, members, certificates, minutes.

mod certificate;
mod filters;
mod map;
mod member;
mod public;
mod register;

use eframe_core::Component;
use eframe_core::block::axum;

pub(crate) use certificate::CertificatePage;
pub(crate) use filters::{Asks, encoded};
pub(crate) use map::MapPage;
pub(crate) use member::{ExplainedView, MemberPage};
pub(crate) use register::{RegisterPage, looks};

use crate::Membership;

impl Membership {
    /// The public pages, to be mounted once for each language where
    /// [`Mount::pages`](eframe_core::Mount::pages) says.
    pub fn pages(&self) -> Component {
        let router = axum::Router::new()
            .merge(register::routes())
            .merge(map::routes())
            .merge(certificate::routes())
            .merge(member::routes())
            .with_state(self.clone());
        Component::from_router("membership", router)
    }
}
