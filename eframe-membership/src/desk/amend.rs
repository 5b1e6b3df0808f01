use axum::Router;
use axum::response::Response;
use axum::routing::get;
use eframe_core::block::axum;
use eframe_core::desk::FormPage;
use eframe_core::form::{Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::{Language, Version};

use super::members::countries;
use crate::model::{Form as Answers, Member, MemberId};
use crate::permission::MANAGE;
use crate::rules::Amend;
use crate::seat::{Desk, Seat, to};
use crate::{Error, Membership, Refusal};

const TITLE: &str = "membership.desk.member.amend";

const FIELDS: [&str; 7] =
    ["name", "ownName", "country", "population", "latitude", "longitude", "website"];

pub(super) fn routes() -> Router<Membership> {
    Router::new().route("/members/{id}/amend", get(ask).post(amend))
}

/// Asks what the register is to say of a member.
async fn ask(
    Desk(seat): Desk,
    Path(id): Path<MemberId>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    seat.actor().require(MANAGE)?;
    let member = seat.membership.member(seat.actor(), id).await?;
    let stands = member.profile.form();
    let mut page = page(&seat, &member, None);
    page.kept = kept.is_some();
    page.form = match kept {
        Some(posted) => Fields::posted(&posted),
        None => Fields::of(FIELDS.map(|field| (field, stands.answer(field))))
            .with("version", member.version.to_string()),
    };
    seat.page(&seat.say(TITLE), &page).await
}

/// Lets the register say it.
async fn amend(
    Desk(seat): Desk,
    Path(id): Path<MemberId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let version = posted.one("version").parse().map(Version::new);
    let expected = version
        .map_err(|_| Problem::bad_request("version", "The form lacks the version it changes."))?;
    let mut form = Answers::default();
    FIELDS.iter().for_each(|field| form.set_answer(field, posted.one(field)));
    let command = Amend { expected: Some(expected), form };
    let error = match seat.membership.amend(&seat.caller, id, command).await {
        Ok(_) => return Ok(to(&seat.url(&format!("/members/{id}?done=amend")))),
        Err(error) => error,
    };
    let member = seat.membership.member(seat.actor(), id).await?;
    let stale = matches!(error, Error::Refused(Refusal::Moved(_)));
    let (form, status) = if stale {
        // Whoever reads what stands there now may overwrite it.
        let current = posted.without(&["version"]);
        let (form, status) = seat.refused(&current, error)?;
        (form.with("version", member.version.to_string()), status)
    } else {
        seat.refused(&posted, error)?
    };
    let shown = stale.then_some(&form);
    let page = FormPage { form: form.clone(), ..page(&seat, &member, shown) };
    seat.again(&seat.say(TITLE), &page, status).await
}

/// The form; each answer that somebody else changed meanwhile says beside it what stands there now.
fn page(seat: &Seat, member: &Member, typed: Option<&Fields>) -> FormPage {
    let (words, stands) = (&seat.words, member.profile.form());
    let said = |field: Field, name: &str| match typed {
        Some(typed) if typed.value(name).trim() != stands.answer(name) => {
            let now = [("value", stands.answer(name).into())];
            field.hint(words.say_with("membership.desk.member.stands", &now))
        }
        _ => field,
    };
    let text = |name, key: &str| said(Field::text(name, words.say(key)), name);
    let hinted = |name, key: &str, hint: &str| {
        said(Field::text(name, words.say(key)).hint(words.say(hint)).optional(), name)
    };
    // Written from the left, also where the page is not.
    let number = |field: Field| field.written_in(Language::EN);
    let country =
        Field::select("country", words.say("membership.register.country"), countries(words));
    let degrees = "membership.desk.member.degrees";
    let own = "membership.desk.member.own-hint";
    FormPage {
        lead: words.say("membership.desk.member.amend-lead"),
        fields: vec![
            Field::hidden("version"),
            text("name", "membership.register.name"),
            hinted("ownName", "membership.desk.member.own-name", own),
            said(country, "country"),
            number(text("population", "membership.member.population").optional()),
            number(hinted("latitude", "membership.desk.member.latitude", degrees)),
            number(hinted("longitude", "membership.desk.member.longitude", degrees)),
            said(
                Field::url("website", words.say("membership.member.website")).optional(),
                "website",
            ),
        ],
        next: words.say("membership.desk.member.amend-next"),
        submit: words.say("membership.desk.member.amend-submit"),
        cancel: Some(seat.url(&format!("/members/{}", member.id))),
        ..FormPage::default()
    }
}
