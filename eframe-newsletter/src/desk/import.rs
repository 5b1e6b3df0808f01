use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::FaultLine;
use eframe_core::form::{Choice, Fields, Recovered};
use eframe_core::http::{FileForm, Problem, ReadForm, see_other};
use eframe_core::messages::Arg;
use eframe_core::template::Template;
use eframe_core::{Digest, FieldErrors, sha256, sheet};
use http::StatusCode;
use serde::Serialize;

use super::seat::Desk;
use crate::permission::IMPORT;
use crate::rules::{Imported, MOST_MEGABYTES, Statement};
use crate::{Error, Refusal};

/// Where a list comes in that was kept elsewhere: first it is checked, then the very same is brought in.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ImportPage {
    notice: String,
    form: Fields,
    kept: bool,
    languages: Vec<Choice>,
    /// What a checked file brings, in words; empty as long as none was checked.
    found: String,
    /// The fingerprint of what was checked; only the same is brought in.
    checked: String,
    faults: Vec<FaultLine>,
    most: u16,
    back: String,
}

/// A file of no more bytes than these is shown to be mended in place.
const SHOWN: usize = 300_000;

const TITLE: &str = "newsletter.desk.import.title";

pub(super) async fn ask(desk: Desk, Recovered(kept): Recovered) -> Result<Response, Problem> {
    desk.actor().require(IMPORT)?;
    let count = desk.query.one("new").parse::<u32>().ok();
    let said =
        |count: u32| desk.say_with("newsletter.desk.import.done", &[("count", count.into())]);
    let page = ImportPage {
        notice: count.map(said).unwrap_or_default(),
        kept: kept.is_some(),
        form: kept.as_ref().map_or_else(Fields::empty, Fields::posted),
        ..ImportPage::default()
    };
    answer(&desk, page, StatusCode::OK).await
}

/// Checks what was sent; brings it in where it is what was checked before and the button for that was pressed.
pub(super) async fn take(desk: Desk, form: FileForm) -> Result<Response, Problem> {
    desk.actor().require(IMPORT)?;
    let form = form.read("file", MOST_MEGABYTES).await?;
    let sent = (statement(&desk, &form), content(&form));
    let (statement, text) = match sent {
        (Ok(statement), Ok(text)) => (statement, text),
        (statement, text) => {
            let mut errors = FieldErrors::new();
            errors.take(statement);
            errors.take(text);
            let shown = Fields::posted(&form.posted);
            let shown = shown.refused(&errors, desk.newsletter.presentation(), desk.language);
            let page = ImportPage { form: shown, ..ImportPage::default() };
            return answer(&desk, page, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let fingerprint = fingerprint(&statement, &text).to_string();
    let same = form.posted.one("checked") == fingerprint;
    let newsletter = &desk.newsletter;
    let import = form.posted.one("step") == "import" && same;
    let done = if import {
        newsletter.import(&form.bind(desk.caller.clone()), &statement, &text).await
    } else {
        newsletter.check_import(desk.actor(), &statement, &text).await
    };
    let shown = Fields::of([
        ("proof", form.posted.one("proof")),
        ("language", form.posted.one("language")),
    ]);
    let shown = match str::from_utf8(&text) {
        Ok(text) if text.len() <= SHOWN => shown.with("text", text),
        _ => shown,
    };
    let (page, status) = match done {
        Ok(imported) if import => {
            return Ok(see_other(&desk.url(&format!("/import?new={}", imported.new))));
        }
        Ok(imported) => {
            let found = found(&desk, imported);
            (ImportPage { found, checked: fingerprint, ..ImportPage::default() }, StatusCode::OK)
        }
        Err(Error::Refused(Refusal::BadFile(faults))) => {
            let (said, language) = (newsletter.presentation(), desk.language);
            let faults = faults.iter().map(|fault| FaultLine::of(said, language, fault)).collect();
            let page = ImportPage { faults, ..ImportPage::default() };
            (page, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(error) => return Err(error.into()),
    };
    answer(&desk, ImportPage { form: shown, ..page }, status).await
}

async fn answer(desk: &Desk, page: ImportPage, status: StatusCode) -> Result<Response, Problem> {
    let languages = desk.newsletter.languages().iter();
    let languages = languages.map(|one| Choice::new(one.code(), one.own_name())).collect();
    let back = desk.url("/subscribers");
    let page = ImportPage { languages, most: MOST_MEGABYTES, back, ..page };
    desk.again(&desk.say(TITLE), &page, status).await
}

fn found(desk: &Desk, imported: Imported) -> String {
    let number = |count: u64| Arg::from(i64::try_from(count).unwrap_or(i64::MAX));
    let args = [
        ("new", number(imported.new)),
        ("known", number(imported.known)),
        ("held", number(imported.held_back)),
    ];
    desk.say_with("newsletter.desk.import.found", &args)
}

fn statement(desk: &Desk, form: &ReadForm) -> Result<Statement, FieldErrors> {
    let language = form.posted.one("language").parse();
    let language = language.unwrap_or_else(|_| desk.newsletter.first_language());
    Statement::new(form.posted.one("proof"), language)
}

/// The file that was chosen, else what was pasted.
fn content(form: &ReadForm) -> Result<Vec<u8>, FieldErrors> {
    if let Some(bytes) = form.file.clone()? {
        return Ok(bytes);
    }
    let text = form.posted.one("text");
    if text.trim().is_empty() {
        return Err(FieldErrors::one("file", "newsletter.desk.import.nothing"));
    }
    Ok(text.as_bytes().to_vec())
}

/// What tells one list and statement from another.
fn fingerprint(statement: &Statement, text: &[u8]) -> Digest {
    let said = format!("{}\0{}\0", statement.language, statement.proof.replace('\r', ""));
    sha256(&[said.as_bytes(), sheet::fingerprint(text).bytes()].concat())
}

impl Template for ImportPage {
    const NAME: &'static str = "newsletter/desk/import.html";

    fn samples() -> Vec<Self> {
        let empty = Self {
            notice: "120 people came in".to_owned(),
            languages: vec![Choice::new("en", "English")],
            most: MOST_MEGABYTES,
            back: "/desk/newsletter/subscribers".to_owned(),
            ..Self::default()
        };
        let fault = |line, column: &str| FaultLine {
            line,
            column: column.to_owned(),
            text: "This is no address".to_owned(),
        };
        let faults = vec![fault(0, ""), fault(3, ""), fault(6, "address")];
        let form = Fields::of([("text", "address")]).fault("proof", "Say more".to_owned());
        let faulty = Self { notice: String::new(), form, faults, kept: true, ..empty.clone() };
        let checked = Self {
            notice: String::new(),
            found: "120 people, and no fault".to_owned(),
            checked: "e3b0c442".to_owned(),
            ..empty.clone()
        };
        vec![empty, faulty, checked]
    }
}
