use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{
    Action, Cell, Column, Confirm, FaultLine, Kind as Weight, List, Paging, Row,
};
use eframe_core::form::{Field, Fields, Posted};
use eframe_core::http::{Cursor, FileForm, Form, Problem, ReadForm, in_query};
use eframe_core::template::Template;
use eframe_core::{FieldErrors, sheet};
use http::StatusCode;
use serde::Serialize;

use super::seat::{Seat, to};
use crate::http::redirects::{MOST_MEGABYTES, as_file};
use crate::model::{OldPath, Redirect};
use crate::permission::MOVE;
use crate::rules::{Fault, RedirectPlan};
use crate::{Error, Refusal};

/// So many stand on a page of the list.
const PAGE: usize = 100;
/// Of so many changes a preview tells one by one.
const TOLD: usize = 100;
/// A file of no more bytes than these is shown to be mended in place.
const SHOWN: usize = 300_000;

/// A file of old addresses: first it is checked, then the very same comes in.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct RedirectsPage {
    form: Fields,
    /// What a checked file would do, in words; empty as long as none was checked.
    found: String,
    /// The fingerprint of what was checked; only the same comes in.
    checked: String,
    /// What would be added, and what would lead elsewhere than now.
    preview: Vec<Preview>,
    faults: Vec<FaultLine>,
    most: u16,
    back: String,
}

/// An address, where it leads now, and where it would.
#[derive(Clone, Debug, Serialize)]
struct Preview {
    path: String,
    before: String,
    target: String,
}

/// Old addresses and where they lead.
pub(super) async fn list(seat: Seat) -> Result<Response, Problem> {
    seat.actor().require(MOVE)?;
    let after = match seat.query.one("after") {
        "" => None,
        after => Some(
            serde_json::from_value::<Cursor>(after.into())
                .map_err(|_| Problem::not_found())?
                .read::<OldPath>()?,
        ),
    };
    let words = seat.query.one("words");
    let mut all = seat.cms.redirects(seat.actor(), words, after.as_ref(), PAGE as u64 + 1).await?;
    let more = all.len() > PAGE;
    all.truncate(PAGE);
    let next = all.last().filter(|_| more).map(|last| {
        let cursor = Cursor::after(&last.path);
        let words = in_query(words);
        seat.url(&format!("/redirects?after={}&words={words}", cursor.as_str()))
    });
    let page = List {
        notice: seat.notice(),
        lead: seat.say("cms.desk.redirects.lead"),
        actions: vec![
            Action::new(
                Weight::Main,
                seat.say("cms.desk.redirects.import"),
                seat.url("/redirects/import"),
            ),
            Action::new(
                Weight::Plain,
                seat.say("cms.desk.redirects.export"),
                seat.url("/redirects/export"),
            ),
        ],
        filters: vec![Field::search("words", seat.say("cms.desk.redirects.words"))],
        form: Fields::posted(&seat.query),
        count: seat.say_with("cms.desk.redirects.count", &[("count", all.len().into())]),
        columns: ["cms.desk.redirects.from", "cms.desk.redirects.to", "cms.desk.redirects.since"]
            .map(|key| Column::new(seat.say(key)))
            .into(),
        rows: all.iter().map(|redirect| row(&seat, redirect)).collect(),
        paging: Paging { said: String::new(), previous: None, next },
        empty: seat.say("cms.desk.redirects.empty"),
    };
    seat.page(&seat.say("cms.desk.redirects.title"), &page).await
}

fn row(seat: &Seat, redirect: &Redirect) -> Row {
    let remove = format!("/redirects/remove?path={}", in_query(redirect.path.as_str()));
    Row::new([
        Cell::link(redirect.path.as_str(), seat.url(&remove)),
        Cell::text(redirect.target.as_str()),
        Cell::Instant { at: redirect.since },
    ])
}

/// All of them as a file to keep.
pub(super) async fn export(seat: Seat) -> Result<Response, Problem> {
    Ok(as_file(seat.cms.export_redirects(seat.actor()).await?))
}

/// Asks whether one is to be taken away.
pub(super) async fn ask_remove(seat: Seat) -> Result<Response, Problem> {
    seat.actor().require(MOVE)?;
    let path = named(&seat.query)?;
    let page = Confirm {
        question: seat.say_with("cms.desk.redirects.remove", &[("path", path.as_str().into())]),
        consequences: vec![seat.say("cms.desk.redirects.remove-what")],
        action: String::new(),
        fields: vec![Field::hidden("path")],
        form: Fields::of([("path", path.as_str())]),
        submit: seat.say("cms.desk.redirects.remove-do"),
        kind: Weight::Danger,
        cancel: seat.url("/redirects"),
    };
    seat.page(&seat.say("cms.desk.redirects.title"), &page).await
}

/// Takes it away.
pub(super) async fn remove(seat: Seat, Form(posted): Form<Posted>) -> Result<Response, Problem> {
    seat.actor().require(MOVE)?;
    seat.cms.remove_redirect(&seat.caller, &named(&posted)?).await?;
    Ok(to(&seat.url("/redirects?done=unredirected")))
}

fn named(posted: &Posted) -> Result<OldPath, Problem> {
    posted.one("path").parse().map_err(|_| Problem::not_found())
}

/// Asks for a file.
pub(super) async fn ask(seat: Seat) -> Result<Response, Problem> {
    seat.actor().require(MOVE)?;
    answer(&seat, RedirectsPage::default(), StatusCode::OK).await
}

/// Checks what was sent; lets it in where it is what was checked before and the button for that was pressed.
pub(super) async fn take(seat: Seat, form: FileForm) -> Result<Response, Problem> {
    seat.actor().require(MOVE)?;
    let form = form.read("file", MOST_MEGABYTES).await?;
    let file = match content(&form) {
        Ok(file) => file,
        Err(errors) => {
            let (shown, status) = seat.refused(&form.posted, errors.into())?;
            return answer(&seat, RedirectsPage { form: shown, ..Default::default() }, status)
                .await;
        }
    };
    let fingerprint = sheet::fingerprint(&file).to_string();
    let same = form.posted.one("checked") == fingerprint;
    if form.posted.one("step") == "import" && same {
        let caller = form.bind(seat.caller.clone());
        match seat.cms.set_redirects(&caller, &file).await {
            Ok(_) => return Ok(to(&seat.url("/redirects?done=redirected"))),
            Err(error) => return wrong(&seat, &file, error).await,
        }
    }
    match seat.cms.check_redirects(seat.actor(), &file).await {
        Ok(plan) => {
            let page = RedirectsPage { checked: fingerprint, ..found(&seat, &plan) };
            answer(&seat, RedirectsPage { form: shown(&file), ..page }, StatusCode::OK).await
        }
        Err(error) => wrong(&seat, &file, error).await,
    }
}

/// What a plan would do, in words and one by one.
fn found(seat: &Seat, plan: &RedirectPlan) -> RedirectsPage {
    let count = |key: &str, count: usize| seat.say_with(key, &[("count", count.into())]);
    let said = [
        count("cms.desk.redirects.found-added", plan.added.len()),
        count("cms.desk.redirects.found-changed", plan.changed.len()),
        count("cms.desk.redirects.found-same", plan.same),
    ];
    let preview = |path: &OldPath, before: &str, target: &str| Preview {
        path: path.to_string(),
        before: before.to_owned(),
        target: target.to_owned(),
    };
    let changed = plan.changed.iter();
    let changed = changed.map(|(path, from, to)| preview(path, from.as_str(), to.as_str()));
    let added = plan.added.iter().map(|(path, to)| preview(path, "", to.as_str()));
    // What is about to lead elsewhere is what somebody may want to think about.
    let preview = changed.chain(added).take(TOLD).collect();
    RedirectsPage { found: said.join(" "), preview, ..RedirectsPage::default() }
}

async fn wrong(seat: &Seat, file: &[u8], error: Error) -> Result<Response, Problem> {
    let Error::Refused(Refusal::BadFile(faults)) = error else { return Err(error.into()) };
    let line = |Fault { line, key, text: column }: Fault| {
        let text = seat.say(key);
        FaultLine { line, column, text }
    };
    let faults = faults.into_iter().map(line).collect();
    let page = RedirectsPage { faults, form: shown(file), ..RedirectsPage::default() };
    answer(seat, page, StatusCode::UNPROCESSABLE_ENTITY).await
}

async fn answer(seat: &Seat, page: RedirectsPage, status: StatusCode) -> Result<Response, Problem> {
    let page = RedirectsPage { most: MOST_MEGABYTES, back: seat.url("/redirects"), ..page };
    seat.again(&seat.say("cms.desk.redirects.import"), &page, status).await
}

/// The file in its text box, as far as that has room for it.
fn shown(file: &[u8]) -> Fields {
    match std::str::from_utf8(file) {
        Ok(text) if text.len() <= SHOWN => Fields::of([("text", text)]),
        _ => Fields::empty(),
    }
}

/// The file that was chosen, else what was pasted.
fn content(form: &ReadForm) -> Result<Vec<u8>, FieldErrors> {
    if let Some(bytes) = form.file.clone()? {
        return Ok(bytes);
    }
    let text = form.posted.one("text");
    if text.trim().is_empty() {
        return Err(FieldErrors::one("file", "cms.desk.redirects.nothing"));
    }
    Ok(text.as_bytes().to_vec())
}

impl Template for RedirectsPage {
    const NAME: &'static str = "cms/desk/redirects.html";

    fn samples() -> Vec<Self> {
        let (most, back) = (MOST_MEGABYTES, "/desk/content/redirects".to_owned());
        let empty = Self { most, back, ..Self::default() };
        let preview = |before: &str| Preview {
            path: "/old.html".to_owned(),
            before: before.to_owned(),
            target: "/about".to_owned(),
        };
        let checked = Self {
            found: "2 addresses".to_owned(),
            checked: "e3b0c442".to_owned(),
            form: Fields::of([("text", "/old.html,/about")]),
            preview: vec![preview(""), preview("/contact")],
            ..empty.clone()
        };
        let fault = |line| FaultLine {
            line,
            column: "/old.html".to_owned(),
            text: "It leads round in a circle".to_owned(),
        };
        let form = Fields::of([("text", "x")]).fault("file", "Choose a file".to_owned());
        let faulty = Self { faults: vec![fault(0), fault(3)], form, ..empty.clone() };
        vec![empty, checked, faulty]
    }
}
