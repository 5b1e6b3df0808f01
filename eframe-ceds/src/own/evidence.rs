//! Files that show why an answer is right.

use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Confirm, Kind};
use eframe_core::form::Fields;
use eframe_core::http::{FileForm, Path, Problem};
use eframe_core::upload::{FileField, Policy};
use http::HeaderMap;

use super::Sheet;
use super::assessment::{place, title};
use super::question;
use crate::Error;
use crate::http::answer_file;
use crate::model::{AssessmentId, EvidenceId};
use crate::seat::{Own, to};

/// What is taken.
pub(crate) const DOCUMENTS: Policy = Policy::documents();

/// Adds one.
pub(super) async fn add(
    Own(seat): Own,
    Path((id, asked)): Path<(AssessmentId, String)>,
    form: FileForm,
) -> Result<Response, Problem> {
    seat.ceds.may_attach(seat.actor(), id, &asked).await?;
    let received = form.receive(seat.ceds.shelf()?, &[FileField::one("file", DOCUMENTS)]).await?;
    let added = match received.files.required("file") {
        Ok(upload) => {
            let caller = received.bind(seat.caller.clone());
            seat.ceds.attach(&caller, id, &asked, &upload).await.map(drop)
        }
        Err(errors) => {
            received.discard(seat.ceds.shelf()?).await;
            Err(Error::from(errors))
        }
    };
    match added {
        Ok(()) => Ok(to(&place(&seat, id, &format!("/questions/{asked}?done=added")))),
        Err(error) => {
            let (form, status) = seat.refused(Fields::posted(&received.posted), error)?;
            let sheet = Sheet::of(&seat, id).await?;
            let page = question::page(&seat, &sheet, &asked).await?.wrong(form);
            seat.again(&title(&sheet), &page, status).await
        }
    }
}

/// Answers with its bytes.
pub(super) async fn file(
    Own(seat): Own,
    Path((id, file)): Path<(AssessmentId, EvidenceId)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    answer_file(&seat.ceds, seat.actor(), (id, file), &headers).await
}

/// Asks before one is taken out.
pub(super) async fn ask_remove(
    Own(seat): Own,
    Path((id, file)): Path<(AssessmentId, EvidenceId)>,
) -> Result<Response, Problem> {
    let found = seat.ceds.one_evidence(seat.actor(), id, file).await?;
    let args = [("file", found.file_name.as_str().into())];
    let page = Confirm {
        question: seat.words.say_with("ceds.question.remove-question", &args),
        consequences: vec![seat.say("ceds.question.remove-consequence")],
        action: String::new(),
        fields: Vec::new(),
        form: Fields::empty(),
        submit: seat.say("ceds.question.remove"),
        kind: Kind::Danger,
        cancel: place(&seat, id, &format!("/questions/{}", found.question)),
    };
    seat.page(&seat.say("ceds.question.remove"), &page).await
}

/// Takes one out.
pub(super) async fn remove(
    Own(seat): Own,
    Path((id, file)): Path<(AssessmentId, EvidenceId)>,
) -> Result<Response, Problem> {
    let found = seat.ceds.one_evidence(seat.actor(), id, file).await?;
    seat.ceds.detach(&seat.caller, id, file).await?;
    Ok(to(&place(&seat, id, &format!("/questions/{}?done=removed", found.question))))
}
