use axum::response::Response;
use eframe_core::Language;
use eframe_core::block::axum;
use eframe_core::desk::{Confirm, Kind as Weight};
use eframe_core::form::{Field, Fields, Posted};
use eframe_core::http::{Form, Path, Problem};
use http::StatusCode;

use super::document::title;
use super::seat::{Seat, to, version};
use crate::model::{Document, DocumentId};
use crate::permission::EDIT;
use crate::rules::{self, Discard};
use crate::{Error, Refusal};

/// Asks whether what is in the making is to be thrown away.
pub(super) async fn ask(
    seat: Seat,
    Path((id, language)): Path<(DocumentId, Language)>,
) -> Result<Response, Problem> {
    seat.actor().require(EDIT)?;
    let document = seat.cms.document(seat.actor(), id).await?;
    answer(&seat, &document, language, Fields::empty(), StatusCode::OK).await
}

/// Throws it away.
pub(super) async fn discard(
    seat: Seat,
    Path((id, language)): Path<(DocumentId, Language)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    seat.actor().require(EDIT)?;
    let command = Discard { language, expected: version(&posted) };
    let (faults, status) = match seat.cms.discard(&seat.caller, id, command).await {
        Ok(done) if done.whole => return Ok(to(&seat.url("/?done=discarded"))),
        Ok(_) => return Ok(to(&seat.url(&format!("/{id}?done=discarded")))),
        Err(Error::Refused(Refusal::StaleDraft { .. })) => {
            let said = seat.say("cms.desk.discard.stale");
            (Fields::empty().fault("", said), StatusCode::CONFLICT)
        }
        Err(error) => seat.refused(&posted.without(&["version"]), error)?,
    };
    let document = seat.cms.document(seat.actor(), id).await?;
    answer(&seat, &document, language, faults, status).await
}

async fn answer(
    seat: &Seat,
    document: &Document,
    language: Language,
    faults: Fields,
    status: StatusCode,
) -> Result<Response, Problem> {
    let draft = document.draft(language).ok_or_else(Problem::not_found)?;
    let named =
        [("title", draft.content.title.as_str().into()), ("language", language.own_name().into())];
    let mut consequences = vec![seat.say("cms.desk.discard.lost")];
    if rules::is_all(document, draft) {
        consequences.push(seat.say("cms.desk.discard.whole"));
    }
    let page = Confirm {
        question: seat.say_with("cms.desk.discard.question", &named),
        consequences,
        action: String::new(),
        fields: vec![Field::hidden("version")],
        form: faults.with("version", document.strand(language).revision.to_string()),
        submit: seat.say("cms.desk.discard.submit"),
        kind: Weight::Danger,
        cancel: seat.url(&format!("/{}/{language}", document.id)),
    };
    seat.again(&title(seat, document), &page, status).await
}
