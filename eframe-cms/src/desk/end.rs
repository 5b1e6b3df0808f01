use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::FormPage;
use eframe_core::form::{Choice, Field, Fields, Posted, Recovered};
use eframe_core::frame::Link;
use eframe_core::http::{Form, Path, Problem};
use eframe_core::{FieldErrors, Language};

use super::document::title;
use super::links::Leads;
use super::plan::{done, moment, zone_hint};
use super::seat::{Seat, to};
use crate::Error;
use crate::model::{Document, DocumentId};
use crate::permission::PUBLISH;
use crate::rules::SetPlan;

/// The names of the ends, in the order of the form.
const ENDS: [&str; 4] = ["withdrawn", "substitute", "redirect", "gone"];

/// Asks how what is live is to end, and when.
pub(super) async fn ask(
    seat: Seat,
    Path((id, language)): Path<(DocumentId, Language)>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    let document = seat.cms.document(seat.actor(), id).await?;
    seat.actor().require(PUBLISH)?;
    let mut page = form(&seat, id, language).await?;
    page.kept = kept.is_some();
    page.form = match kept {
        Some(posted) => Fields::posted(&posted),
        None => Fields::of([("how", "withdrawn")]),
    };
    seat.page(&heading(&seat, &document), &page).await
}

/// Ends it, or plans to.
pub(super) async fn end(
    seat: Seat,
    Path((id, language)): Path<(DocumentId, Language)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let document = seat.cms.document(seat.actor(), id).await?;
    seat.actor().require(PUBLISH)?;
    match ended(&seat, id, language, &posted).await {
        Ok(done) => Ok(to(&seat.url(&format!("/{id}/{language}?done={done}")))),
        Err(error) => {
            let mut page = form(&seat, id, language).await?;
            let (form, status) = seat.refused(&posted, error)?;
            page.form = form;
            seat.again(&heading(&seat, &document), &page, status).await
        }
    }
}

async fn ended(
    seat: &Seat,
    id: DocumentId,
    language: Language,
    posted: &Posted,
) -> Result<&'static str, Error> {
    let [how, note, target] = ["how", "note", "target"].map(|name| posted.one(name));
    // Nothing brings a closed past back: whoever closes it says that they mean it.
    let meant = how != "gone" || posted.one("sure") == "yes";
    let mut errors = FieldErrors::new();
    errors.check(meant, "sure", "cms.desk.field.ending.sure");
    errors.finish(())?;
    let ending = seat.cms.ending(how, note, target).await?;
    if posted.one("at").trim().is_empty() {
        seat.cms.end(&seat.caller, id, language, &ending).await?;
        return Ok("withdrawn");
    }
    let when = moment(seat, posted)?;
    let command = SetPlan { language, ending: Some(ending), when };
    let (_, clocks) = seat.cms.plan(&seat.caller, id, &command).await?;
    Ok(done(clocks))
}

fn heading(seat: &Seat, document: &Document) -> String {
    format!("{}: {}", seat.say("cms.desk.end.title"), title(seat, document))
}

async fn form(seat: &Seat, id: DocumentId, language: Language) -> Result<FormPage, Problem> {
    let inbound = seat.cms.inbound(seat.actor(), id).await?;
    let lead = seat.say_with("cms.desk.end.lead", &[("language", language.own_name().into())]);
    let count = seat.say_with("cms.desk.links.count", &[("count", inbound.count().into())]);
    let choice = |how: &str| {
        let said = |part| seat.say(&["cms.desk.end.", how, part].concat());
        Choice::new(how, said("")).hint(said("-hint"))
    };
    Ok(FormPage {
        lead: format!("{lead} {count}"),
        links: Leads::of(seat, &inbound).into_iter().map(Link::from).collect(),
        fields: vec![
            Field::radios("how", seat.say("cms.desk.end.how"), ENDS.map(choice).into()),
            Field::checkbox("sure", seat.say("cms.desk.end.sure"))
                .hint(seat.say("cms.desk.end.sure-hint")),
            Field::textarea("note", seat.say("cms.desk.end.note"), 3)
                .hint(seat.say("cms.desk.end.note-hint"))
                .optional()
                .written_in(language),
            Field::text("target", seat.say("cms.desk.end.target"))
                .hint(seat.say("cms.desk.end.target-hint"))
                .optional()
                .ltr(),
            Field::local("at", seat.say("cms.desk.end.at"))
                .hint(zone_hint(seat, "cms.desk.end.at-hint"))
                .optional(),
        ],
        next: seat.say("cms.desk.end.next"),
        submit: seat.say("cms.desk.end.submit"),
        cancel: Some(seat.url(&format!("/{id}/{language}"))),
        ..FormPage::default()
    })
}
