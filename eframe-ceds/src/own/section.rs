//! A few questions of a section on a page: small enough for a thumb and a bad line.

mod view;

use std::collections::BTreeMap;

use axum::response::{IntoResponse as _, Response};
use eframe_core::block::axum;
use eframe_core::form::{Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::template::Template;
use http::{StatusCode, header};
use serde::Serialize;

use super::Sheet;
use super::assessment::{place, title};
use super::fields::Marks;
use crate::chart::Label;
use crate::model::{Answer, AssessmentId};
use crate::rules::{Outcome, Save};
use crate::seat::{Own, Seat, to};
use crate::{Error, Refusal};
use view::{Item, Shown, items, views};

pub(crate) use view::AskedView;

/// How many questions a page has.
pub(super) const MOST: usize = 5;

/// Some questions of a section.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct SectionPage {
    notice: String,
    section: Label,
    lead: Option<Label>,
    /// Which of how many pages.
    page: usize,
    pages: Vec<PageLink>,
    answered: u32,
    due: u32,
    /// Whether answers are taken; else they are only shown.
    open: bool,
    questions: Vec<AskedView>,
    form: Fields,
    /// Whether the input is shown again after the session had ended.
    kept: bool,
    back: String,
    assessment: String,
    /// What saves while somebody answers, where scripts run.
    script: String,
}

/// A page of the section.
#[derive(Clone, Debug, Serialize)]
struct PageLink {
    from: usize,
    to: usize,
    href: String,
    current: bool,
}

/// What saves while somebody answers. It only improves: the buttons save too.
const SCRIPT: &str = include_str!("../../assets/save.js");

/// Its path. It changes with its text, so that browsers may keep it.
fn script_path() -> String {
    let hash = eframe_core::sha256(SCRIPT.as_bytes()).to_string();
    format!("/save.js?{}", &hash[..12])
}

/// Answers with it.
pub(super) async fn script() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, SCRIPT).into_response()
}

/// To the first page with an open question, else to the first.
pub(super) async fn first(
    Own(seat): Own,
    Path((id, section)): Path<(AssessmentId, String)>,
) -> Result<Response, Problem> {
    let sheet = Sheet::of(&seat, id).await?;
    let all = items(&sheet, &section);
    if all.is_empty() {
        return Err(Problem::not_found());
    }
    let open = all.iter().position(|item| !item.is_whole(&sheet));
    let page = open.unwrap_or_default() / MOST + 1;
    Ok(to(&place(&seat, id, &format!("/sections/{section}/{page}"))))
}

/// Asks.
pub(super) async fn ask(
    Own(seat): Own,
    Path((id, section, page)): Path<(AssessmentId, String, usize)>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    let sheet = Sheet::of(&seat, id).await?;
    let shown = match &kept {
        Some(posted) => posted_of(&seat, &sheet, (&section, page), posted),
        None => BTreeMap::new(),
    };
    let mut view = view(&seat, &sheet, &section, page, &shown).await?;
    view.kept = kept.is_some();
    seat.page(&title(&sheet), &view).await
}

/// Keeps what was answered.
pub(super) async fn take(
    Own(seat): Own,
    Path((id, section, page)): Path<(AssessmentId, String, usize)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let sheet = Sheet::of(&seat, id).await?;
    let shown = posted_of(&seat, &sheet, (&section, page), &posted);
    let saves: Vec<Save> = shown.iter().map(|(question, shown)| shown.save(question)).collect();
    match seat.ceds.save_all(&seat.caller, id, saves.clone()).await {
        Ok(outcomes) => {
            let stale: BTreeMap<String, Option<Box<Answer>>> = outcomes
                .into_iter()
                .filter_map(|one| match one.outcome {
                    Outcome::Stale { current } => Some((one.question, current)),
                    _ => None,
                })
                .collect();
            if stale.is_empty() {
                return Ok(to(&onwards(&seat, &sheet, &section, page, &posted)));
            }
            conflicting(&seat, (id, &section, page), shown, &stale).await
        }
        Err(Error::Refused(Refusal::Invalid(errors))) => {
            let mut view = view(&seat, &sheet, &section, page, &shown).await?;
            for error in errors.iter() {
                let text = seat.ceds.presentation().field_error(seat.words.language, error);
                let field = field_of(&error.field, &saves);
                view.form = view.form.fault(&field, text.clone());
                view.fault(&field, &text);
            }
            seat.again(&title(&sheet), &view, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => {
            let (form, status) = seat.refused(Fields::empty(), error)?;
            // What was typed stays on the page, also when nothing can be saved any more.
            let mut view = view(&seat, &sheet, &section, page, &shown).await?;
            (view.form, view.open) = (form, true);
            seat.again(&title(&sheet), &view, status).await
        }
    }
}

/// Shows one's own answers again beside those of whoever was faster. Sent again, one's own take their place.
async fn conflicting(
    seat: &Seat,
    (id, section, page): (AssessmentId, &str, usize),
    mut shown: BTreeMap<String, Shown>,
    stale: &BTreeMap<String, Option<Box<Answer>>>,
) -> Result<Response, Problem> {
    let sheet = Sheet::of(seat, id).await?;
    for (question, current) in stale {
        if let Some(mine) = shown.get_mut(question) {
            mine.version = current.as_ref().map_or(0, |answer| answer.version.get());
        }
    }
    // What was saved has a new version by now.
    for (question, mine) in &mut shown {
        if !stale.contains_key(question) {
            mine.version = sheet.answers.get(question).map_or(0, |answer| answer.version.get());
        }
    }
    let mut view = view(seat, &sheet, section, page, &shown).await?;
    for (question, current) in stale {
        let Some(asked) = view.questions.iter_mut().find(|one| one.id == *question) else {
            continue;
        };
        if let Some(answer) = current {
            asked.theirs(&seat.words, answer);
        }
        let text = seat
            .words
            .say_with("ceds.own.stale", &[("question", asked.label.text.as_str().into())]);
        view.form = view.form.fault(&asked.field(), text);
    }
    seat.again(&title(&sheet), &view, StatusCode::CONFLICT).await
}

/// The answers of a page as they were posted.
fn posted_of(
    seat: &Seat,
    sheet: &Sheet,
    (section, page): (&str, usize),
    posted: &Posted,
) -> BTreeMap<String, Shown> {
    let marks = Marks::of(&seat.words);
    let all = items(sheet, section);
    let some = all.iter().skip(page.saturating_sub(1) * MOST).take(MOST);
    some.filter_map(|item| Some((item.id().to_owned(), Shown::posted(item, posted, marks)?)))
        .collect()
}

/// The field of the form that a fault of a save belongs to.
fn field_of(fault: &str, saves: &[Save]) -> String {
    let named = || {
        let (place, field) = fault.strip_prefix("answers[")?.split_once("].")?;
        let question = &saves.get(place.parse::<usize>().ok()?)?.question;
        let letter = match field {
            "note" => 'n',
            "links" => 'l',
            _ => 'a',
        };
        Some(format!("{letter}:{question}"))
    };
    named().unwrap_or_default()
}

/// Where it goes on: the same question, the next page, the next section, or the assessment.
fn onwards(seat: &Seat, sheet: &Sheet, section: &str, page: usize, posted: &Posted) -> String {
    let id = sheet.assessment.id;
    let at = |path: String| place(seat, id, &path);
    if posted.has("later") {
        return at("?done=saved".to_owned());
    }
    if posted.has("stay") {
        let question = posted.one("stay");
        let known = items(sheet, section).iter().any(|item| item.id() == question);
        let anchor = if known { format!("#q-{question}") } else { String::new() };
        return at(format!("/sections/{section}/{page}?done=saved{anchor}"));
    }
    if page * MOST < items(sheet, section).len() {
        return at(format!("/sections/{section}/{}?done=saved", page + 1));
    }
    at("?done=saved".to_owned())
}

async fn view(
    seat: &Seat,
    sheet: &Sheet,
    section: &str,
    page: usize,
    shown: &BTreeMap<String, Shown>,
) -> Result<SectionPage, Problem> {
    let all = items(sheet, section);
    let last = all.len().div_ceil(MOST);
    if page == 0 || page > last {
        return Err(Problem::not_found());
    }
    let id = sheet.assessment.id;
    let at = |page: usize| place(seat, id, &format!("/sections/{section}/{page}"));
    let pages = (1..=last).map(|one| PageLink {
        from: (one - 1) * MOST + 1,
        to: (one * MOST).min(all.len()),
        href: at(one),
        current: one == page,
    });
    let document = sheet.edition.document();
    let node = sheet.edition.section(section).ok_or_else(Problem::not_found)?;
    let files = seat.ceds.evidence(seat.actor(), id).await?;
    let comments = seat.ceds.comments(seat.actor(), id).await?;
    let many = |question: &str| {
        files.iter().filter(|file| file.question == question).count()
            + comments.iter().filter(|one| one.question.as_deref() == Some(question)).count()
    };
    let some: Vec<(usize, &Item<'_>)> =
        all.iter().enumerate().skip((page - 1) * MOST).take(MOST).collect();
    let (answered, due) =
        sheet.of_section(section).map_or((0, 0), |progress| (progress.answered, progress.due));
    let more = |question: &str| place(seat, id, &format!("/questions/{question}"));
    Ok(SectionPage {
        notice: seat.notice("ceds.own.done.", &["saved"]),
        section: seat.words.node(document, section),
        lead: seat.words.told(document, &node.text),
        page,
        pages: pages.collect(),
        answered,
        due,
        open: sheet.is_open(),
        questions: views(&seat.words, sheet, &some, shown, &more, &many),
        form: Fields::empty(),
        kept: false,
        back: if page > 1 { at(page - 1) } else { String::new() },
        assessment: place(seat, id, ""),
        script: seat.url(&script_path()),
    })
}

impl SectionPage {
    /// Says a fault beside its question.
    fn fault(&mut self, field: &str, text: &str) {
        let question = field.get(2..).unwrap_or_default();
        if let Some(asked) = self.questions.iter_mut().find(|one| one.id == question) {
            text.clone_into(&mut asked.fault);
        }
    }
}

impl Template for SectionPage {
    const NAME: &'static str = "ceds/own/section.html";

    fn samples() -> Vec<Self> {
        let link = |page: usize, current| PageLink {
            from: page * 5 - 4,
            to: page * 5,
            href: format!("/account/ceds/assessments/1/sections/governance/{page}"),
            current,
        };
        let full = Self {
            notice: "Saved".to_owned(),
            section: "Governance Mechanism".into(),
            lead: Some(Label::foreign("Who decides.", "en")),
            page: 2,
            pages: vec![link(1, false), link(2, true), link(3, false)],
            answered: 7,
            due: 15,
            open: true,
            questions: AskedView::samples(),
            form: Fields::empty(),
            kept: false,
            back: "/account/ceds/assessments/1/sections/governance/1".to_owned(),
            assessment: "/account/ceds/assessments/1".to_owned(),
            script: "/account/ceds/save.js".to_owned(),
        };
        let refused = Self {
            form: Fields::empty().fault("n:gov.strategy", "Shorten the note".to_owned()),
            kept: true,
            back: String::new(),
            ..full.clone()
        };
        let closed = Self { open: false, notice: String::new(), lead: None, ..full.clone() };
        vec![full, refused, closed]
    }
}
