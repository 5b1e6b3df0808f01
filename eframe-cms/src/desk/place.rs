use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{FormPage, Stands};
use eframe_core::form::{Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};

use super::document::title;
use super::seat::{Seat, is_overtaken, to, version};
use super::write::{parent_field, place, position_field, slug_field, with_parent};
use crate::model::{Address, Document, DocumentId, Kind};
use crate::permission::MOVE;
use crate::rules::Relocate;

/// Asks where a document is to stand.
pub(super) async fn ask(
    seat: Seat,
    Path(id): Path<DocumentId>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    seat.actor().require(MOVE)?;
    let document = seat.cms.document(seat.actor(), id).await?;
    let mut page = form(&seat, &document).await?;
    page.kept = kept.is_some();
    page.form = match kept {
        Some(posted) => Fields::posted(&posted),
        None => stands(&document),
    };
    seat.page(&heading(&seat, &document), &page).await
}

/// Moves it.
pub(super) async fn relocate(
    seat: Seat,
    Path(id): Path<DocumentId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let document = seat.cms.document(seat.actor(), id).await?;
    seat.actor().require(MOVE)?;
    let placed = with_parent(&seat, &posted).await?;
    let moved = match place(document.kind, &placed) {
        Ok((parent, slug, position)) => {
            let slug = slug.unwrap_or_else(|| document.slug.clone());
            let command = Relocate { parent, slug, position, expected: version(&posted) };
            seat.cms.relocate(&seat.caller, id, command).await
        }
        Err(errors) => Err(errors.into()),
    };
    match moved {
        Ok(_) => Ok(to(&seat.url(&format!("/{id}?done=moved")))),
        Err(error) => {
            let overtaken = is_overtaken(&error);
            let (typed, status) = seat.refused(&posted, error)?;
            let document = seat.cms.document(seat.actor(), id).await?;
            let mut page = form(&seat, &document).await?;
            if overtaken {
                page.stands = Stands::beside(&page.fields, &typed, &stands(&document));
            }
            page.form = typed;
            seat.again(&heading(&seat, &document), &page, status).await
        }
    }
}

/// The form of a document's place as it stands.
fn stands(document: &Document) -> Fields {
    Fields::of([
        ("version", document.version.to_string()),
        ("parent", document.address.parent().map(Address::into).unwrap_or_default()),
        ("slug", document.slug.to_string()),
        ("position", document.position.to_string()),
    ])
}

fn heading(seat: &Seat, document: &Document) -> String {
    format!("{}: {}", seat.say("cms.desk.move.title"), title(seat, document))
}

async fn form(seat: &Seat, document: &Document) -> Result<FormPage, Problem> {
    let mut fields = vec![Field::hidden("version")];
    if document.kind == Kind::Page {
        fields.push(parent_field(seat, Some(&document.address)).await?);
    }
    fields.push(slug_field(seat));
    fields.push(position_field(seat));
    let address = [("address", document.address.as_str().into())];
    Ok(FormPage {
        lead: seat.say_with("cms.desk.move.lead", &address),
        fields,
        next: seat.say("cms.desk.move.next"),
        submit: seat.say("cms.desk.move.submit"),
        cancel: Some(seat.url(&format!("/{}", document.id))),
        ..FormPage::default()
    })
}
