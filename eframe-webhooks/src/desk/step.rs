//! What is done to an endpoint after a question.

use axum::response::Response;
use eframe_core::Version;
use eframe_core::block::axum;
use eframe_core::desk::{Confirm, Kind};
use eframe_core::form::{Field, Fields, Posted};
use eframe_core::http::{Form, Path, Problem, see_other};
use http::StatusCode;

use super::seat::Desk;
use super::secret;
use crate::Error;
use crate::model::{Endpoint, EndpointId};
use crate::permission::MANAGE;
use crate::rules::Overlap;

/// The steps, by the last part of their address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    On,
    Off,
    Ping,
    Repeat,
    Rotate,
    Remove,
}

impl Step {
    fn named(name: &str) -> Result<Self, Problem> {
        Ok(match name {
            "on" => Self::On,
            "off" => Self::Off,
            "ping" => Self::Ping,
            "repeat" => Self::Repeat,
            "rotate" => Self::Rotate,
            "remove" => Self::Remove,
            _ => return Err(Problem::not_found()),
        })
    }

    const fn name(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Off => "off",
            Self::Ping => "ping",
            Self::Repeat => "repeat",
            Self::Rotate => "rotate",
            Self::Remove => "remove",
        }
    }

    /// With what the keys of its words begin.
    const fn words(self) -> &'static str {
        match self {
            Self::On => "webhooks.desk.on.",
            Self::Off => "webhooks.desk.off.",
            Self::Ping => "webhooks.desk.ping.",
            Self::Repeat => "webhooks.desk.repeat.",
            Self::Rotate => "webhooks.desk.rotate.",
            Self::Remove => "webhooks.desk.remove.",
        }
    }

    const fn kind(self) -> Kind {
        match self {
            Self::On | Self::Ping | Self::Repeat => Kind::Main,
            Self::Off | Self::Rotate | Self::Remove => Kind::Danger,
        }
    }
}

/// Asks before it is done.
pub(super) async fn ask(
    desk: Desk,
    Path((id, step)): Path<(EndpointId, String)>,
) -> Result<Response, Problem> {
    let step = Step::named(&step)?;
    let endpoint = desk.webhooks.endpoint(desk.actor(), id).await?;
    desk.actor().require(MANAGE)?;
    let form = Fields::of([("version", endpoint.version.to_string())]);
    let page = question(&desk, step, &endpoint, form);
    desk.page(&page.submit, &page).await
}

/// Does it.
pub(super) async fn take(
    desk: Desk,
    Path((id, step)): Path<(EndpointId, String)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let step = Step::named(&step)?;
    let seen = posted.one("version").parse().ok().map(Version::new);
    match done(&desk, step, id, seen, &posted).await {
        Ok(response) => Ok(response),
        Err(error) => {
            let why = desk.refused(error)?;
            let endpoint = desk.webhooks.endpoint(desk.actor(), id).await?;
            // Whoever reads why and goes on has seen how it is now.
            let form = Fields::of([("version", endpoint.version.to_string())]).fault("", why);
            let page = question(&desk, step, &endpoint, form);
            desk.again(&page.submit, &page, StatusCode::CONFLICT).await
        }
    }
}

async fn done(
    desk: &Desk,
    step: Step,
    id: EndpointId,
    seen: Option<Version>,
    posted: &Posted,
) -> Result<Response, Error> {
    let (webhooks, caller) = (&desk.webhooks, &desk.caller);
    match step {
        Step::On => drop(webhooks.switch_on(caller, id, seen).await?),
        Step::Off => drop(webhooks.switch_off(caller, id, seen).await?),
        Step::Ping => drop(webhooks.ping(caller, id).await?),
        Step::Repeat => webhooks.repeat_failed(caller, id).await?,
        Step::Remove => {
            webhooks.remove(caller, id, seen).await?;
            return Ok(see_other(&desk.url("/?done=removed")));
        }
        Step::Rotate => {
            let at_once = posted.one("at-once") == "yes";
            let overlap = if at_once { Overlap::None } else { Overlap::Kept };
            let issued = webhooks.rotate(caller, id, seen, overlap).await?;
            let shown = secret::show(desk, &issued, "webhooks.desk.secret.rotated").await;
            // A page that cannot be shown is told as such; the secret is another all the same.
            return Ok(shown.unwrap_or_else(axum::response::IntoResponse::into_response));
        }
    }
    Ok(see_other(&desk.url(&format!("/{id}?done={}", step.name()))))
}

fn question(desk: &Desk, step: Step, endpoint: &Endpoint, form: Fields) -> Confirm {
    let say = |part: &str| desk.say(&[step.words(), part].concat());
    let about = [("about", endpoint.about.as_str().into())];
    let question = desk.say_with(&[step.words(), "question"].concat(), &about);
    let mut fields = vec![Field::hidden("version")];
    if step == Step::Rotate {
        let at_once = Field::checkbox("at-once", desk.say("webhooks.desk.rotate.at-once"));
        fields.push(at_once.hint(desk.say("webhooks.desk.rotate.at-once-hint")));
    }
    Confirm {
        question,
        consequences: vec![say("follows")],
        action: String::new(),
        fields,
        form,
        submit: say("title"),
        kind: step.kind(),
        cancel: desk.url(&format!("/{}", endpoint.id)),
    }
}
