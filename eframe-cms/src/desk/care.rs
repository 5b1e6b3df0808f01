use axum::response::{IntoResponse as _, Response};
use eframe_core::block::axum;
use eframe_core::desk::{Action, Cell, Column, FormPage, Kind as Weight, List, Row, Stands};
use eframe_core::form::{Choice, Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::{ActorId, FieldErrors, sheet};
use http::{HeaderValue, header};
use jiff::civil::Date;

use super::document::title;
use super::list;
use super::seat::{Seat, is_overtaken, to, version};
use crate::model::{Care, Document, DocumentId, Kind};
use crate::pages::day_of;
use crate::permission::EDIT;
use crate::rules::{self, Entrust};
use crate::store::Entry;
use crate::{Cms, Error};

const COLUMNS: [&str; 5] = [
    "cms.desk.overdue.text",
    "cms.desk.overdue.day",
    "cms.desk.overdue.office",
    "cms.desk.overdue.person",
    "cms.desk.overdue.address",
];

/// Asks who answers for a document, and by when it is to be looked through.
pub(super) async fn ask(
    seat: Seat,
    Path(id): Path<DocumentId>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    seat.actor().require(EDIT)?;
    let document = seat.cms.document(seat.actor(), id).await?;
    let mut page = form(&seat, &document).await?;
    page.kept = kept.is_some();
    page.form = match kept {
        Some(posted) => Fields::posted(&posted),
        None => stands(&document),
    };
    seat.page(&heading(&seat, &document), &page).await
}

/// Says so from now on.
pub(super) async fn entrust(
    seat: Seat,
    Path(id): Path<DocumentId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    seat.actor().require(EDIT)?;
    let document = seat.cms.document(seat.actor(), id).await?;
    let set = match care(&seat, &document, &posted).await {
        Ok(care) => {
            let command = Entrust { care, expected: version(&posted) };
            seat.cms.entrust(&seat.caller, id, &command).await
        }
        Err(error) => Err(error),
    };
    match set {
        Ok(_) => Ok(to(&seat.url(&format!("/{id}?done=entrusted")))),
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

/// The form of who answers for a document as it stands.
fn stands(document: &Document) -> Fields {
    let Care { office, person, review_by } = document.care.clone();
    Fields::of([
        ("version", document.version.to_string()),
        ("office", office),
        ("person", person.map(|person| person.id.to_string()).unwrap_or_default()),
        ("review-by", review_by.map(|day| day.to_string()).unwrap_or_default()),
    ])
}

async fn care(seat: &Seat, document: &Document, posted: &Posted) -> Result<Care, Error> {
    let mut errors = FieldErrors::new();
    let day = Some(posted.one("review-by").trim()).filter(|day| !day.is_empty()).map(day_of);
    errors.check(!matches!(day, Some(None)), "review-by", "cms.desk.field.review.form");
    let person = match posted.one("person") {
        "" => None,
        id => {
            let people = seat.cms.answerable(seat.actor(), document).await?;
            let found = people.into_iter().find(|person| person.id.to_string() == id);
            errors.check(found.is_some(), "person", "cms.desk.field.person.unknown");
            found
        }
    };
    // Whoever may not say another is not asked for it.
    let office = match posted.has("office") {
        true => posted.one("office").to_owned(),
        false => document.care.office.clone(),
    };
    Ok(errors.finish(Care { office, person, review_by: day.flatten() })?)
}

fn heading(seat: &Seat, document: &Document) -> String {
    format!("{}: {}", seat.say("cms.desk.care.title"), title(seat, document))
}

async fn form(seat: &Seat, document: &Document) -> Result<FormPage, Problem> {
    let people = seat.cms.answerable(seat.actor(), document).await?.into_iter();
    let people = people.map(|person| Choice::new(person.id.to_string(), person.name)).collect();
    let may_name = rules::may_name_office(document, seat.cms.rulebook(), seat.actor()).is_ok();
    let lead = seat.say("cms.desk.care.lead");
    let office = Field::text("office", seat.say("cms.desk.care.office"))
        .hint(seat.say("cms.desk.care.office-hint"))
        .optional();
    let fields = vec![
        Field::hidden("version"),
        Field::select("person", seat.say("cms.desk.care.person"), people)
            .hint(seat.say("cms.desk.care.person-hint"))
            .optional(),
        Field::date("review-by", seat.say("cms.desk.care.review"))
            .hint(seat.say("cms.desk.care.review-hint"))
            .optional(),
    ];
    Ok(FormPage {
        lead: match may_name {
            true => lead,
            false => format!("{lead} {}", seat.say("cms.desk.care.office-others")),
        },
        fields: fields.into_iter().chain(may_name.then_some(office)).collect(),
        next: seat.say("cms.desk.care.next"),
        submit: seat.say("cms.desk.care.submit"),
        cancel: Some(seat.url(&format!("/{}", document.id))),
        ..FormPage::default()
    })
}

/// Which documents the report is asked for.
struct Asked {
    by: Date,
    kind: Option<Kind>,
    person: Option<ActorId>,
}

impl Asked {
    fn of(seat: &Seat) -> Self {
        Self {
            by: day_of(seat.query.one("by")).unwrap_or(seat.cms.today()),
            kind: seat.query.one("kind").parse().ok(),
            person: (seat.query.one("whose") == "own").then(|| seat.actor().id()),
        }
    }

    async fn entries(&self, seat: &Seat) -> Result<Vec<Entry>, Error> {
        seat.cms.overdue(seat.actor(), self.by, self.kind, self.person).await
    }
}

/// What is to be looked through.
pub(super) async fn overdue(seat: Seat) -> Result<Response, Problem> {
    let asked = Asked::of(&seat);
    let entries = asked.entries(&seat).await?;
    let kinds = Kind::ALL.map(|kind| Choice::new(kind.code(), seat.kind(kind)));
    let own = Choice::new("own", seat.say("cms.desk.overdue.own"));
    let kind = asked.kind.map(|kind| format!("&kind={kind}")).unwrap_or_default();
    let whose = asked.person.map(|_| "&whose=own").unwrap_or_default();
    let csv = seat.url(&format!("/overdue.csv?by={}{kind}{whose}", asked.by));
    let page = List {
        lead: seat.say("cms.desk.overdue.lead"),
        actions: vec![Action::new(Weight::Plain, seat.say("cms.desk.overdue.csv"), csv)],
        filters: vec![
            Field::date("by", seat.say("cms.desk.overdue.by")),
            Field::select("kind", seat.say("cms.desk.list.kind"), kinds.into()).optional(),
            Field::select("whose", seat.say("cms.desk.overdue.whose"), vec![own]).optional(),
        ],
        form: Fields::posted(&seat.query.clone().without(&["by"])).with("by", asked.by.to_string()),
        count: list::count(&seat, entries.len(), entries.len() as u64 == Cms::MOST_OVERDUE),
        columns: COLUMNS.map(|key| Column::new(seat.say(key))).into(),
        rows: entries.iter().filter_map(|entry| row(&seat, entry)).collect(),
        empty: seat.say("cms.desk.overdue.empty"),
        ..List::default()
    };
    seat.page(&seat.say("cms.desk.overdue.title"), &page).await
}

fn row(seat: &Seat, entry: &Entry) -> Option<Row> {
    let picked = entry.heads.pick(seat.language)?;
    let Care { office, person, review_by } = entry.document.care.clone();
    Some(Row::new([
        Cell::link(&*picked.value.title, seat.url(&format!("/{}", entry.document.id))),
        Cell::Day { day: review_by? },
        Cell::text(office),
        Cell::text(person.map(|person| person.name).unwrap_or_default()),
        Cell::text(entry.document.address.as_str()),
    ]))
}

/// The same as CSV (RFC 4180), for a spreadsheet.
pub(super) async fn csv(seat: Seat) -> Result<Response, Problem> {
    let entries = Asked::of(&seat).entries(&seat).await?;
    let mut lines =
        vec![COLUMNS.map(|key| seat.cms.presentation().message(seat.language, key, &[]))];
    lines.extend(entries.iter().filter_map(|entry| {
        let picked = entry.heads.pick(seat.language)?;
        let Care { office, person, review_by } = entry.document.care.clone();
        let person = person.map(|person| person.name).unwrap_or_default();
        let address = entry.document.address.to_string();
        Some([picked.value.title.clone(), review_by?.to_string(), office, person, address])
    }));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment; filename=\"overdue.csv\""),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, sheet::write(lines)).into_response())
}
