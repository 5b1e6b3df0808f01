use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Confirm, Kind};
use eframe_core::form::{Field, Fields};
use eframe_core::http::{FileForm, Path, Problem};
use eframe_core::template::Template;
use eframe_core::upload::FileField;
use http::HeaderMap;
use serde::Serialize;

use super::application::{place, title};
use crate::Error;
use crate::answers::{self, PaperView};
use crate::http::{DOCUMENTS, answer_document};
use crate::model::{Application, ApplicationId, DocumentId};
use crate::seat::{Own, Seat, to};

/// The documents of an application, and a form for another.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct DocumentsPage {
    papers: Vec<PaperView>,
    /// Absent when nothing can be added any more.
    file: Option<Field>,
    form: Fields,
    application: String,
}

/// Shows them.
pub(super) async fn show(
    Own(seat): Own,
    Path(id): Path<ApplicationId>,
) -> Result<Response, Problem> {
    let application = seat.membership.application(seat.actor(), id).await?;
    seat.page(&title(&seat, &application), &page(&seat, &application)).await
}

/// Adds one.
pub(super) async fn add(
    Own(seat): Own,
    Path(id): Path<ApplicationId>,
    form: FileForm,
) -> Result<Response, Problem> {
    seat.membership.may_attach(seat.actor(), id).await?;
    let fields = [FileField::one("file", DOCUMENTS)];
    let received = form.receive(seat.membership.shelf()?, &fields).await?;
    let added = match received.files.required("file") {
        Ok(upload) => {
            let caller = received.bind(seat.caller.clone());
            seat.membership.hand_in(&caller, id, &upload, None).await.map(drop)
        }
        Err(errors) => {
            received.discard(seat.membership.shelf()?).await;
            Err(Error::from(errors))
        }
    };
    match added {
        Ok(()) => Ok(to(&place(&seat, id, "?done=added"))),
        Err(error) => {
            let (form, status) = seat.refused(&received.posted, error)?;
            let application = seat.membership.application(seat.actor(), id).await?;
            let page = DocumentsPage { form, ..page(&seat, &application) };
            seat.again(&title(&seat, &application), &page, status).await
        }
    }
}

/// Answers with its bytes.
pub(super) async fn file(
    Own(seat): Own,
    Path((id, document)): Path<(ApplicationId, DocumentId)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    answer_document(&seat.membership, seat.actor(), id, document, &headers).await
}

/// Asks before one is taken out.
pub(super) async fn ask_remove(
    Own(seat): Own,
    Path((id, document)): Path<(ApplicationId, DocumentId)>,
) -> Result<Response, Problem> {
    let found = seat.membership.document(seat.actor(), id, document).await?;
    let args = [("file", found.file_name.as_str().into())];
    let page = Confirm {
        question: seat.words.say_with("membership.own.remove-question", &args),
        consequences: vec![seat.say("membership.own.remove-consequence")],
        action: String::new(),
        fields: Vec::new(),
        form: Fields::empty(),
        submit: seat.say("membership.own.remove"),
        kind: Kind::Danger,
        cancel: place(&seat, id, "/documents"),
    };
    seat.page(&seat.say("membership.own.remove"), &page).await
}

/// Takes one out.
pub(super) async fn remove(
    Own(seat): Own,
    Path((id, document)): Path<(ApplicationId, DocumentId)>,
) -> Result<Response, Problem> {
    seat.membership.detach(&seat.caller, id, document).await?;
    Ok(to(&place(&seat, id, "?done=removed")))
}

fn page(seat: &Seat, of: &Application) -> DocumentsPage {
    let open = of.state.stage().is_signable() && seat.membership.shelf().is_ok();
    let words = &seat.words;
    let taken = DOCUMENTS.said(words.presentation(), seat.language);
    let label = words.say("membership.own.document-file");
    let href = |paper: DocumentId| place(seat, of.id, &format!("/documents/{paper}"));
    DocumentsPage {
        papers: words.papers(of, &href, open),
        file: open.then(|| Field::file("file", label, taken, &DOCUMENTS)),
        form: Fields::empty(),
        application: place(seat, of.id, ""),
    }
}

impl Template for DocumentsPage {
    const NAME: &'static str = "membership/own/documents.html";

    fn samples() -> Vec<Self> {
        let full = Self {
            papers: answers::sample_papers(),
            file: Some(Field::file("file", "Document", "PDF, at most 10 MB", &DOCUMENTS)),
            form: Fields::empty().fault("file", "Choose a file".to_owned()),
            application: "/account/membership/applications/1".to_owned(),
        };
        vec![full, Self::default()]
    }
}
