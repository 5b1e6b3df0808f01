use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::{Choice, Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::{FieldErrors, Language};

use super::blocks::{self, After, Step};
use super::fields::{content, values};
use super::list::languages;
use super::seat::{Seat, to, version};
use super::stale;
use super::unsaved::{Keeping, offered};
use super::writing::WritingPage;
use crate::model::{Address, Body, Document, DocumentId, Kind, Sheet, Slug};
use crate::permission::EDIT;
use crate::rules::{Create, Save};
use crate::store::Filter;
use crate::{Error, Refusal};

/// Most pages that a form offers as parents; where there are more, whoever writes names one by its address.
const PARENTS: usize = 300;

/// Asks for the first draft of a new document.
pub(super) async fn ask_new(
    seat: Seat,
    Path(kind): Path<Kind>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    seat.actor().require(EDIT)?;
    let first = || {
        let zone = seat.cms.presentation().zone().iana_name().unwrap_or_default();
        let mut first = vec![("language", seat.language.code()), ("version", "0"), ("zone", zone)];
        if kind == Kind::Document {
            // It is nothing without a file.
            first.push(("body[0].type", "document"));
        }
        Posted::from_iter(first)
    };
    let again_after_sign_in = kept.is_some();
    let (posted, keeping) = match kept {
        Some(kept) => (kept, Keeping::of(&seat, Sheet::New(kind))),
        None => offered(&seat, kind, Sheet::New(kind), first()).await?,
    };
    let body = blocks::read(&posted);
    let mut page = new(&seat, kind, &body, None).await?;
    page.kept = again_after_sign_in;
    page.keeping = keeping;
    page.form = Fields::posted(&blocks::again(&posted, &body));
    seat.page(&new_title(&seat, kind), &page).await
}

/// Begins the document.
pub(super) async fn create(
    seat: Seat,
    Path(kind): Path<Kind>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    seat.actor().require(EDIT)?;
    let body = blocks::read(&posted);
    if let Some(step) = Step::pressed(&posted) {
        let language = posted.one("language").parse().unwrap_or(seat.language);
        let after = blocks::after(&seat, step, &posted, &body, language).await?;
        let mut page = new(&seat, kind, &after.body, Some(&after)).await?;
        page.form = Fields::posted(&blocks::again(&posted, &after.body));
        return seat.page(&new_title(&seat, kind), &page).await;
    }
    let placed = with_parent(&seat, &posted).await?;
    let created = match command(kind, &placed, &body) {
        Ok(command) => seat.cms.create(&seat.caller, command).await,
        Err(errors) => Err(errors.into()),
    };
    match created {
        Ok(at) => {
            seat.cms.drop_unsaved(&seat.caller, Sheet::New(kind)).await?;
            Ok(to(&seat.url(&format!("/{}/{}?done=created", at.document, at.language))))
        }
        Err(error) => {
            let mut page = new(&seat, kind, &body, None).await?;
            let (form, status) = seat.refused(&blocks::again(&posted, &body), error)?;
            page.form = form;
            seat.again(&new_title(&seat, kind), &page, status).await
        }
    }
}

/// Asks for the text of an edition.
pub(super) async fn ask(
    seat: Seat,
    Path((id, language)): Path<(DocumentId, Language)>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    seat.actor().require(EDIT)?;
    let document = seat.cms.document(seat.actor(), id).await?;
    seat.speaks(language)?;
    let strand = document.strand(language);
    // Back to an earlier edition: its text stands in the form, and nothing is saved yet.
    let earlier = match seat.query.one("from").parse::<u32>() {
        Ok(number) => Some(seat.cms.earlier(id, language, number).await?),
        Err(_) => None,
    };
    let stands = || {
        let newest = strand.draft.as_ref().or(strand.live.as_ref());
        let mut content = newest.map(|edition| edition.content.clone());
        if let (Some(content), None) = (&mut content, &strand.draft) {
            // A note tells what one edition changed: the next begins without.
            content.note.clear();
        }
        let content = earlier.or(content);
        let version = [("version".to_owned(), strand.revision.to_string())];
        let said = content.as_ref().map(values).unwrap_or_default();
        let said = said.iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
        version.into_iter().chain(said).collect::<Posted>()
    };
    let (again_after_sign_in, sheet) = (kept.is_some(), Sheet::Text(id, language));
    let (posted, keeping) = match kept {
        Some(kept) => (kept, Keeping::of(&seat, sheet)),
        None => offered(&seat, document.kind, sheet, stands()).await?,
    };
    let body = blocks::read(&posted);
    let mut page = edit(&seat, document.kind, (id, language), &body, None);
    page.kept = again_after_sign_in;
    page.keeping = keeping;
    page.form = Fields::posted(&blocks::again(&posted, &body));
    seat.page(&title(&seat, language), &page).await
}

/// Saves it. A stale save is shown both texts.
pub(super) async fn save(
    seat: Seat,
    Path((id, language)): Path<(DocumentId, Language)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let document = seat.cms.document(seat.actor(), id).await?;
    seat.actor().require(EDIT)?;
    seat.speaks(language)?;
    let (at, body) = ((id, language), blocks::read(&posted));
    if let Some(step) = Step::pressed(&posted) {
        let after = blocks::after(&seat, step, &posted, &body, language).await?;
        let mut page = edit(&seat, document.kind, at, &after.body, Some(&after));
        page.form = Fields::posted(&blocks::again(&posted, &after.body));
        return seat.page(&title(&seat, language), &page).await;
    }
    let expected = version(&posted);
    let saved = match content(document.kind, &posted, &body) {
        Ok(content) => {
            let command = Save { language, expected, content };
            seat.cms.save(&seat.caller, id, command).await
        }
        Err(errors) => Err(errors.into()),
    };
    let Err(error) = saved else {
        seat.cms.drop_unsaved(&seat.caller, Sheet::Text(id, language)).await?;
        return Ok(to(&seat.url(&format!("/{id}/{language}?done=saved"))));
    };
    let mut page = edit(&seat, document.kind, at, &body, None);
    let posted = blocks::again(&posted, &body);
    match error {
        Error::Refused(Refusal::StaleDraft { revision, newest }) => {
            let posted = posted.without(&["version"]);
            page.form = Fields::posted(&posted).with("version", revision.to_string());
            stale::answer(&seat, page, newest.as_deref(), language).await
        }
        error => {
            let (form, status) = seat.refused(&posted, error)?;
            page.form = form;
            seat.again(&title(&seat, language), &page, status).await
        }
    }
}

fn title(seat: &Seat, language: Language) -> String {
    seat.say_with("cms.desk.edit.title", &[("language", language.own_name().into())])
}

fn new_title(seat: &Seat, kind: Kind) -> String {
    seat.say(&["cms.desk.new.", kind.code()].concat())
}

fn edit(
    seat: &Seat,
    kind: Kind,
    (id, language): (DocumentId, Language),
    body: &Body,
    after: Option<&After>,
) -> WritingPage {
    let page = WritingPage::of(seat, kind, language, body, after);
    let keeping = Keeping::of(seat, Sheet::Text(id, language));
    WritingPage { cancel: seat.url(&format!("/{id}")), keeping, ..page }
}

async fn new(
    seat: &Seat,
    kind: Kind,
    body: &Body,
    after: Option<&After>,
) -> Result<WritingPage, Problem> {
    let mut page = WritingPage::of(seat, kind, seat.language, body, after);
    let mut head =
        vec![Field::select("language", seat.say("cms.desk.list.language"), languages(seat))];
    if kind == Kind::Page {
        head.push(parent_field(seat, None).await?);
    }
    head.append(&mut page.head);
    page.tail.push(slug_field(seat).optional());
    page.tail.push(position_field(seat));
    let keeping = Keeping::of(seat, Sheet::New(kind));
    Ok(WritingPage { head, cancel: seat.url(&format!("/list?kind={kind}")), keeping, ..page })
}

/// Where a page is to stand: a choice of those that leave room for a level, without `moving` and what is below it; in a
/// large tree an address to be typed.
pub(super) async fn parent_field(seat: &Seat, moving: Option<&Address>) -> Result<Field, Problem> {
    let filter = Filter { kind: Some(Kind::Page), ..Filter::default() };
    let most = PARENTS as u64 + 1;
    let mut pages = seat.cms.entries(seat.actor(), &filter, None, most).await?;
    if pages.len() > PARENTS {
        let field = Field::text("parent", seat.say("cms.desk.move.parent"));
        return Ok(field.hint(seat.say("cms.desk.move.parent-typed")).optional());
    }
    pages.sort_by(|one, other| {
        one.document.address.segments().cmp(other.document.address.segments())
    });
    let fitting = pages.iter().map(|page| &page.document).filter(|page| {
        let within = moving.is_some_and(|moving| page.address.is_within(moving));
        !within && page.address.level() < Address::LEVELS
    });
    // By its address, as it would be typed.
    let choice = |page: &Document| Choice::new(page.address.as_str(), page.address.as_str());
    let field =
        Field::select("parent", seat.say("cms.desk.move.parent"), fitting.map(choice).collect());
    Ok(field.hint(seat.say("cms.desk.move.parent-hint")).optional())
}

/// What was posted, with the page above by its id; as it was typed where no page is found there.
pub(super) async fn with_parent(seat: &Seat, posted: &Posted) -> Result<Posted, Error> {
    let typed = posted.one("parent").trim();
    let found = if typed.is_empty() { None } else { seat.named(typed).await? };
    Ok(match found {
        Some(id) => {
            let rest = posted.iter().filter(|(name, _)| *name != "parent");
            let rest = rest.map(|(name, value)| (name.to_owned(), value.to_owned()));
            rest.chain([("parent".to_owned(), id.to_string())]).collect()
        }
        None => posted.clone(),
    })
}

pub(super) fn slug_field(seat: &Seat) -> Field {
    Field::text("slug", seat.say("cms.desk.move.slug")).hint(seat.say("cms.desk.move.slug-hint"))
}

pub(super) fn position_field(seat: &Seat) -> Field {
    let hint = seat.say("cms.desk.move.position-hint");
    Field::text("position", seat.say("cms.desk.move.position")).hint(hint).optional()
}

/// Parent, slug and position as they were posted; what is empty is none.
pub(super) fn place(
    kind: Kind,
    posted: &Posted,
) -> Result<(Option<DocumentId>, Option<Slug>, i32), FieldErrors> {
    let mut errors = FieldErrors::new();
    // Only the form of a page asks for a parent; what a form does not ask is ignored.
    let parent =
        Some(posted.one("parent").trim()).filter(|id| kind == Kind::Page && !id.is_empty());
    let parent = parent.map(str::parse);
    errors.check(!matches!(parent, Some(Err(_))), "parent", "cms.desk.field.parent.unknown");
    let slug = Some(posted.one("slug").trim()).filter(|slug| !slug.is_empty());
    let slug = slug.map(str::parse::<Slug>);
    errors.check(!matches!(slug, Some(Err(_))), "slug", "cms.desk.field.slug.form");
    let position = match posted.one("position").trim() {
        "" => Ok(0),
        digits => digits.parse::<i32>(),
    };
    errors.check(position.is_ok(), "position", "cms.desk.field.position.form");
    let place = (
        parent.transpose().unwrap_or_default(),
        slug.transpose().unwrap_or_default(),
        position.unwrap_or_default(),
    );
    errors.finish(place)
}

fn command(kind: Kind, posted: &Posted, body: &Body) -> Result<Create, FieldErrors> {
    let mut errors = FieldErrors::new();
    let language = posted.one("language").parse::<Language>().ok();
    errors.check(language.is_some(), "language", "cms.desk.field.language.unknown");
    let content = errors.take(content(kind, posted, body));
    let place = errors.take(place(kind, posted));
    match (language, content, place) {
        (Some(language), Some(content), Some((parent, slug, position))) => {
            errors.finish(Create { kind, parent, slug, position, language, content })
        }
        _ => Err(errors),
    }
}
