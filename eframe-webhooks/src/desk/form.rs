//! The form of an endpoint, new or changed.

use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::FormPage;
use eframe_core::form::{Choice, Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem, see_other};
use eframe_core::{FieldErrors, Version};
use http::StatusCode;

use super::seat::Desk;
use super::secret;
use crate::model::{Endpoint, EndpointId};
use crate::permission::MANAGE;
use crate::rules::Wish;
use crate::{Error, Refusal};

const NEW: &str = "webhooks.desk.new.title";
const EDIT: &str = "webhooks.desk.edit.title";

/// Asks what a new one is to be.
pub(super) async fn ask_new(desk: Desk, Recovered(kept): Recovered) -> Result<Response, Problem> {
    desk.actor().require(MANAGE)?;
    let mut page = form(&desk, None);
    page.kept = kept.is_some();
    page.form = kept.map(|posted| Fields::posted(&posted)).unwrap_or_default();
    desk.page(&desk.say(NEW), &page).await
}

/// Adds it, and shows its secret this once.
pub(super) async fn add(desk: Desk, Form(posted): Form<Posted>) -> Result<Response, Problem> {
    desk.actor().require(MANAGE)?;
    let added = match wish(&desk, &posted) {
        Ok(wish) => desk.webhooks.add(&desk.caller, wish).await,
        Err(error) => Err(error),
    };
    match added {
        Ok(issued) => secret::show(&desk, &issued, "webhooks.desk.secret.added").await,
        Err(error) => again(&desk, None, &posted, error).await,
    }
}

/// Asks what one is to be from now on.
pub(super) async fn ask(
    desk: Desk,
    Path(id): Path<EndpointId>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    let endpoint = desk.webhooks.endpoint(desk.actor(), id).await?;
    desk.actor().require(MANAGE)?;
    let mut page = form(&desk, Some(id));
    page.kept = kept.is_some();
    page.form = match kept {
        Some(posted) => Fields::posted(&posted),
        None => filled(&endpoint),
    };
    desk.page(&desk.say(EDIT), &page).await
}

/// Changes it.
pub(super) async fn change(
    desk: Desk,
    Path(id): Path<EndpointId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let seen = posted.one("version").parse().ok().map(Version::new);
    // A form of ours says which version it was shown.
    let seen = seen.ok_or_else(|| Problem::bad_request("version", "The form has no version."))?;
    let changed = match wish(&desk, &posted) {
        Ok(wish) => desk.webhooks.change(&desk.caller, id, Some(seen), wish).await,
        Err(error) => Err(error),
    };
    match changed {
        Ok(_) => Ok(see_other(&desk.url(&format!("/{id}?done=changed")))),
        Err(error) => again(&desk, Some(id), &posted, error).await,
    }
}

fn wish(desk: &Desk, posted: &Posted) -> Result<Wish, Error> {
    desk.webhooks.wish(posted.one("about"), posted.one("url"), posted.all("events"))
}

/// The same form, because something is wrong with what was posted.
async fn again(
    desk: &Desk,
    id: Option<EndpointId>,
    posted: &Posted,
    error: Error,
) -> Result<Response, Problem> {
    let fields = Fields::posted(posted);
    let (fields, status) = match error {
        Error::Refused(Refusal::Invalid(errors)) => {
            (refused(desk, fields, &errors), StatusCode::UNPROCESSABLE_ENTITY)
        }
        error => (fields.fault("", desk.refused(error)?), StatusCode::CONFLICT),
    };
    let page = FormPage { form: fields, ..form(desk, id) };
    let title = desk.say(if id.is_some() { EDIT } else { NEW });
    desk.again(&title, &page, status).await
}

fn refused(desk: &Desk, fields: Fields, errors: &FieldErrors) -> Fields {
    fields.refused(errors, desk.webhooks.presentation(), desk.language)
}

fn filled(endpoint: &Endpoint) -> Fields {
    let mut fields = Fields::of([
        ("version", endpoint.version.to_string()),
        ("about", endpoint.about.clone()),
        ("url", endpoint.target.to_string()),
    ]);
    for name in endpoint.events.names() {
        fields = fields.with("events", name);
    }
    fields
}

fn form(desk: &Desk, id: Option<EndpointId>) -> FormPage {
    let all = Choice::new("*", desk.say("webhooks.desk.events-all"))
        .hint(desk.say("webhooks.desk.events-all-says"));
    let kinds = desk.webhooks.kinds().iter();
    let kinds = kinds.map(|kind| Choice::new(kind.name, desk.event(kind.name)).hint(kind.name));
    let mut fields = vec![
        Field::text("about", desk.say("webhooks.desk.form.about"))
            .hint(desk.say("webhooks.desk.form.about-hint")),
        Field::url("url", desk.say("webhooks.desk.form.url"))
            .hint(desk.say("webhooks.desk.form.url-hint")),
        Field::checkboxes(
            "events",
            desk.say("webhooks.desk.form.events"),
            std::iter::once(all).chain(kinds).collect(),
        ),
    ];
    let (submit, next, cancel) = match id {
        Some(id) => {
            fields.push(Field::hidden("version"));
            ("webhooks.desk.form.save", "webhooks.desk.form.save-next", format!("/{id}"))
        }
        None => ("webhooks.desk.form.add", "webhooks.desk.form.add-next", "/".to_owned()),
    };
    FormPage {
        lead: desk.say("webhooks.desk.form.lead"),
        fields,
        next: desk.say(next),
        submit: desk.say(submit),
        cancel: Some(desk.url(&cancel)),
        ..FormPage::default()
    }
}
