//! What people see of their own account, below `/account/`. Every page works without scripts but for passkeys, which
//! browsers make by script alone; every change is a POST.

mod app;
mod arrival;
mod context;
mod factor;
mod first;
mod form;
mod invitation;
mod overview;
#[cfg(feature = "passkeys")]
mod passkey;
mod password;
mod profile;
mod provider;
mod reset;
mod second_step;
mod sessions;
mod sign_in;
mod tokens;
mod visit;

use axum::Router;
use axum::routing::{get, post};
use eframe_core::Component;
use eframe_core::block::axum;
use eframe_core::form::Gate;
use eframe_core::http::in_query;

pub use arrival::{Errand, ProviderFault};
pub(crate) use context::{
    AppPage, CodesPage, FactorPage, FormPage, MessagePage, OverviewPage, PasskeyPage,
    ProvidersPage, SecondStepPage, SessionsPage, TokensPage,
};
use context::{PasskeyForm, PasskeyRow};
use form::local_path;
pub(crate) use form::said;
pub(crate) use visit::Words;

use crate::Accounts;

impl Accounts {
    /// The pages of people's own accounts, to be mounted where [`Mount::account`](eframe_core::Mount::account)
    /// says, within the host's [`ActorLayer`](eframe_core::layer::ActorLayer).
    pub fn pages(&self) -> Component {
        // What people type here at length outlives their session.
        let kept = Router::new()
            .route("/profile", get(profile::show).post(profile::take))
            .route("/tokens/new", get(tokens::ask).post(tokens::make))
            .layer(self.gate());
        let router = Router::new()
            .route("/", get(overview::show))
            .route("/sign-in", get(sign_in::show).post(sign_in::take))
            .route("/sign-in/code", get(second_step::show).post(second_step::take))
            .route("/sign-out", post(sign_in::leave))
            .route("/second-factor", get(factor::show))
            .route("/second-factor/app/new", get(app::ask).post(app::begin))
            .route("/second-factor/app", get(app::show).post(app::confirm))
            .route("/second-factor/codes", get(factor::ask_codes).post(factor::renew_codes))
            .route("/second-factor/remove", get(factor::ask_remove).post(factor::remove))
            .route(
                "/second-factor/app/remove",
                get(factor::ask_remove_app).post(factor::remove_app),
            )
            .route(
                "/second-factor/passkeys/{id}/remove",
                get(factor::ask_remove_passkey).post(factor::remove_passkey),
            )
            .route("/password", get(password::show).post(password::take))
            .route("/reset", get(reset::ask).post(reset::asked))
            .route("/reset/new", get(reset::show).post(reset::take))
            .route("/invitation", get(invitation::show).post(invitation::take))
            .route("/first", get(first::show).post(first::take))
            .route("/sessions", get(sessions::show).post(sessions::end))
            .route("/providers", get(provider::show))
            .route("/providers/new", get(provider::ask).post(provider::permit))
            .route("/providers/remove", get(provider::ask_remove).post(provider::remove))
            .route("/tokens", get(tokens::show).post(tokens::revoke))
            .merge(kept);
        #[cfg(feature = "passkeys")]
        let router = router
            .route("/passkeys.js", get(passkey::script))
            .route("/sign-in/passkey", get(second_step::show).post(second_step::take_passkey))
            .route("/second-factor/passkeys/new", get(passkey::ask).post(passkey::begin))
            .route("/second-factor/passkeys/make", get(passkey::show).post(passkey::confirm));
        let router = router.with_state(self.clone());
        Component::from_router("accounts", router)
    }

    /// The layer that stands before desks: whoever has not signed in is asked to, and finds what they had
    /// typed when they are back. The host's [`ActorLayer`](eframe_core::layer::ActorLayer) is outside of it.
    pub fn gate(&self) -> Gate {
        let sign_in = self.mount().account_url("/sign-in");
        let database = self.store().database().clone();
        Gate::new(database, move |back| format!("{sign_in}?next={}", in_query(back)))
    }
}
