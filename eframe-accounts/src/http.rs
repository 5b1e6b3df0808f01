//! The JSON service: `/me`, `/accounts`, `/invitations`, `/sessions`, `/tokens`, `/organisations`.
//!
//! Signing in, passwords and new tokens are for people at their own pages: no program needs them.

mod invitations;
mod organisations;
mod own;
mod people;
mod wire;

use eframe_core::Component;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{IfMatch, Problem};
use http::{StatusCode, header};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::{Accounts, Error, PasskeyRefusal, Refusal};

impl Accounts {
    /// The JSON service, to be mounted where [`Mount::json`](eframe_core::Mount::json) says.
    pub fn json(&self) -> Component {
        let router = OpenApiRouter::new()
            .routes(routes!(own::me))
            .routes(routes!(own::sessions))
            .routes(routes!(own::end_session))
            .routes(routes!(own::tokens))
            .routes(routes!(own::revoke_token))
            .routes(routes!(people::list))
            .routes(routes!(people::show))
            .routes(routes!(people::change_roles))
            .routes(routes!(people::change_state))
            .routes(routes!(people::take_second_factor))
            .routes(routes!(invitations::list, invitations::invite))
            .routes(routes!(invitations::show, invitations::withdraw))
            .routes(routes!(organisations::list, organisations::add))
            .with_state(self.clone());
        Component::from_api("accounts", router)
    }
}

/// The one mapping of this crate's errors to problems.
impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::not_found(),
            Error::Refused(refusal) => refused(refusal),
            Error::Stale => IfMatch::failed(),
            Error::Busy => Self::unavailable(2),
            Error::Commit(error) => error.into(),
        }
    }
}

/// The same for a request that counts, with when the next one is let through.
fn waiting(accounts: &Accounts, error: Error) -> Problem {
    let wait = match &error {
        Error::Refused(refusal) => accounts.wait(refusal),
        _ => None,
    };
    let problem = Problem::from(error);
    match wait {
        Some(seconds) => problem.header(header::RETRY_AFTER, seconds.into()),
        None => problem,
    }
}

fn refused(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Denied(denied) => denied.into(),
        Refusal::Invalid(errors) => errors.into(),
        Refusal::WrongPassword => {
            Problem::refused("wrong-password", "The address or the password is wrong.")
        }
        Refusal::Throttled { until } => {
            let title = "There were too many attempts.";
            Problem::new(StatusCode::TOO_MANY_REQUESTS, "throttled", title)
                .detail(format!("The next one is let through at {until}."))
        }
        Refusal::BeyondOrganisations { role } => {
            let title = "Only roles of organisations may be given.";
            Problem::new(StatusCode::FORBIDDEN, "beyond-organisations", title)
                .detail(format!("The role {role} holds everywhere."))
        }
        Refusal::WrongCode => Problem::refused("wrong-code", "The code is wrong, or it was used."),
        Refusal::Passkey(why) => passkey(why),
        Refusal::TooLate => Problem::conflict("too-late", "The sign-in has to be begun anew."),
        Refusal::NothingBegun => {
            Problem::conflict("nothing-begun", "No second factor is being set up here.")
        }
        Refusal::NoSecondFactor => {
            Problem::conflict("no-second-factor", "There is no second factor.")
        }
        Refusal::SecondFactorNeeded => {
            let title = "A role of the account asks for a second factor.";
            Problem::conflict("second-factor-needed", title)
                .detail("People set one up at their own pages, under the second factor.")
        }
        Refusal::LastAdministrator => {
            Problem::conflict("last-administrator", "The last administrator stays one.")
        }
        Refusal::OnYourself => {
            Problem::conflict("on-yourself", "Nobody takes their own administration away.")
                .detail("Ask another administrator to do it.")
        }
        Refusal::LinkDead => {
            Problem::conflict("link-dead", "It was used, taken back, or has expired.")
        }
        Refusal::OtherAccount => {
            let title = "The invitation is for another person.";
            Problem::new(StatusCode::FORBIDDEN, "other-account", title)
        }
        Refusal::NotLinked => {
            let title = "No account is linked to this sign-in.";
            Problem::new(StatusCode::FORBIDDEN, "not-linked", title)
        }
        Refusal::LinkedElsewhere => {
            Problem::conflict("linked-elsewhere", "The sign-in is linked to another account.")
        }
        Refusal::LinkedAlready => {
            let title = "The account is linked to a sign-in of this provider.";
            Problem::conflict("linked-already", title)
        }
        Refusal::EmailTaken => Problem::conflict("email-taken", "The address has an account."),
        Refusal::NameTaken => Problem::conflict("name-taken", "The name is taken."),
    }
}

fn passkey(refusal: PasskeyRefusal) -> Problem {
    match refusal {
        PasskeyRefusal::Wrong => {
            Problem::refused("wrong-passkey", "The passkey's answer is wrong, or it was used.")
        }
        PasskeyRefusal::Taken => {
            Problem::conflict("passkey-taken", "The passkey is known here already.")
        }
        PasskeyRefusal::TooMany => {
            let title = "There are as many passkeys as an account may have.";
            Problem::conflict("too-many-passkeys", title).detail("Remove one of them first.")
        }
        PasskeyRefusal::NotHere => {
            let title = "Passkeys cannot be used at this site's address.";
            Problem::conflict("no-passkeys-here", title).detail(
                "They need a public address that is a name with https, such as https://city.example, or localhost.",
            )
        }
    }
}
