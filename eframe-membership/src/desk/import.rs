use axum::Router;
use axum::response::Response;
use axum::routing::get;
use eframe_core::block::axum;
use eframe_core::desk::FaultLine;
use eframe_core::form::{Fields, Recovered};
use eframe_core::http::{FileForm as Multipart, Problem, ReadForm};
use eframe_core::template::Template;
use eframe_core::{FieldErrors, sheet};
use http::StatusCode;
use serde::Serialize;

use crate::permission::IMPORT;
use crate::rules::{FileForm, MOST_MEGABYTES};
use crate::seat::{Desk, Seat, begun, to};
use crate::{Error, Membership, Refusal};

/// Where a register comes in that was kept elsewhere: first it is checked, then the very same is brought in.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ImportPage {
    notice: String,
    form: Fields,
    /// Whether the form was kept while its writer signed in again.
    kept: bool,
    /// How many members a checked file brings, in words; empty as long as none was checked.
    found: String,
    /// The fingerprint of what was checked; only the same is brought in.
    checked: String,
    faults: Vec<FaultLine>,
    /// How much a file may have, in million bytes.
    most: u16,
    back: String,
}

/// A file of no more bytes than these is shown to be mended in place; with the rest of the form it stays within what a
/// posted form may have.
const SHOWN: usize = 300_000;

const TITLE: &str = "membership.desk.import.title";

pub(super) fn routes() -> Router<Membership> {
    Router::new().route("/import", get(ask).post(take))
}

async fn ask(Desk(seat): Desk, kept: Recovered) -> Result<Response, Problem> {
    seat.actor().require(IMPORT)?;
    let (form, kept) = begun(kept, Fields::empty());
    let members = seat.query.one("members").parse::<u32>().ok();
    let said = |members: u32| {
        seat.words.say_with("membership.desk.import.done", &[("count", members.into())])
    };
    let page = ImportPage {
        notice: members.map(said).unwrap_or_default(),
        form,
        kept,
        most: MOST_MEGABYTES,
        back: seat.url("/members"),
        ..ImportPage::default()
    };
    seat.page(&seat.say(TITLE), &page).await
}

/// Checks what was sent; brings it in where it is what was checked before and the button for that was pressed.
async fn take(Desk(seat): Desk, form: Multipart) -> Result<Response, Problem> {
    seat.actor().require(IMPORT)?;
    let form = form.read("file", MOST_MEGABYTES).await?;
    let text = match content(&form) {
        Ok(text) => text,
        Err(errors) => {
            let (shown, status) = seat.refused(&form.posted, errors.into())?;
            return answer(&seat, ImportPage { form: shown, ..ImportPage::default() }, status)
                .await;
        }
    };
    let kind = kind(&text);
    let fingerprint = sheet::fingerprint(&text).to_string();
    let same = form.posted.one("checked") == fingerprint;
    let done = if form.posted.one("step") == "import" && same {
        let caller = form.bind(seat.caller.clone());
        match seat.membership.import(&caller, kind, &text).await {
            Ok(imported) => {
                return Ok(to(&seat.url(&format!("/import?members={}", imported.members))));
            }
            Err(error) => Err(error),
        }
    } else {
        seat.membership.check_import(seat.actor(), kind, &text).await
    };
    let shown = match str::from_utf8(&text) {
        Ok(text) if text.len() <= SHOWN => Fields::of([("text", text)]),
        _ => Fields::empty(),
    };
    let checked = |count: u64| {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let found = seat.words.say_with("membership.desk.import.found", &[("count", count.into())]);
        ImportPage { found, checked: fingerprint, ..ImportPage::default() }
    };
    let (page, status) = match done {
        Ok(count) => (checked(count), StatusCode::OK),
        Err(Error::Refused(Refusal::BadFile(faults))) => {
            let (said, language) = (seat.words.presentation(), seat.words.language);
            let faults = faults.iter().map(|fault| FaultLine::of(said, language, fault)).collect();
            let page = ImportPage { faults, ..ImportPage::default() };
            (page, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(error) => {
            let (form, status) = seat.refused(&form.posted, error)?;
            let summary = form.summary().iter().map(|fault| fault.text.clone());
            let shown = summary.fold(shown, |shown, text| shown.fault("", text));
            return answer(&seat, ImportPage { form: shown, ..ImportPage::default() }, status)
                .await;
        }
    };
    answer(&seat, ImportPage { form: shown, ..page }, status).await
}

async fn answer(seat: &Seat, page: ImportPage, status: StatusCode) -> Result<Response, Problem> {
    let page = ImportPage { most: MOST_MEGABYTES, back: seat.url("/members"), ..page };
    seat.again(&seat.say(TITLE), &page, status).await
}

/// The file that was chosen, else what was pasted.
fn content(form: &ReadForm) -> Result<Vec<u8>, FieldErrors> {
    if let Some(bytes) = form.file.clone()? {
        return Ok(bytes);
    }
    let text = form.posted.one("text");
    if text.trim().is_empty() {
        return Err(FieldErrors::one("file", "membership.desk.import.nothing"));
    }
    Ok(text.as_bytes().to_vec())
}

/// JSON begins with a bracket, and a line of column names does not.
fn kind(text: &[u8]) -> FileForm {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    match text.trim_ascii_start().first() {
        Some(b'{' | b'[') => FileForm::Json,
        _ => FileForm::Csv,
    }
}

impl Template for ImportPage {
    const NAME: &'static str = "membership/desk/import.html";

    fn samples() -> Vec<Self> {
        let empty = Self {
            notice: "120 members came in".to_owned(),
            most: MOST_MEGABYTES,
            back: "/desk/membership/members".to_owned(),
            ..Self::default()
        };
        let fault = |line, column: &str| FaultLine {
            line,
            column: column.to_owned(),
            text: "This is no day".to_owned(),
        };
        let faults = vec![fault(0, ""), fault(3, ""), fault(6, "history")];
        let form = Fields::of([("text", "number,kind,name")]).fault("file", "Choose a file".into());
        let faulty = Self { notice: String::new(), form, faults, ..empty.clone() };
        let checked = Self {
            notice: String::new(),
            found: "120 members, and no fault".to_owned(),
            checked: "e3b0c442".to_owned(),
            ..empty.clone()
        };
        vec![empty, faulty, checked]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_told_from_csv_by_its_first_mark() {
        assert_eq!(kind(b"\xef\xbb\xbf\n {\"members\":[]}"), FileForm::Json);
        assert_eq!(kind(b"number,kind"), FileForm::Csv);
        assert_eq!(kind(b""), FileForm::Csv);
    }
}
