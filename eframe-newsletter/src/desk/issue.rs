mod run;
pub(super) mod sure;

use axum::response::{IntoResponse as _, Response};
use eframe_core::block::axum;
use eframe_core::desk::Standing;
use eframe_core::form::Posted;
use eframe_core::frame::Link;
use eframe_core::http::{Form, Path, Problem, see_other};
use eframe_core::messages::Arg;
use eframe_core::template::Template;
use http::{StatusCode, header};
use serde::Serialize;

use self::run::{Run, said_run, stopped};
use super::said::said;
use super::seat::Desk;
use super::{letter_look, look, stage_key, state_key};
use crate::model::{Cause, DeliveryState, Issue, IssueId, IssueStage, Status};
use crate::permission::{ISSUE_EDIT, ISSUE_SEND, READ};
use crate::{Error, Progress};

/// An issue: before it is ordered who would get it, afterwards how far it is.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct IssuePage {
    notice: String,
    fault: String,
    stage: String,
    status: Standing,
    /// Why it rests.
    cause: String,
    /// What keeps letters from leaving.
    troubles: Vec<String>,
    /// How far it is, once it was ordered.
    going: Option<Going>,
    /// Who would get it, before.
    run: Option<Run>,
    /// What may be done now: where each leads, and its button.
    steps: Vec<StepView>,
    /// Where it is put together, looked at, and read by everybody.
    links: Vec<Link>,
    /// Where the letters are listed, for whoever may see readers.
    letters: String,
    back: String,
    /// After how many seconds it is looked again how far it is, where scripts run; 0 for never.
    again: u32,
    /// What looks again, where scripts run.
    script: String,
    this: String,
}

/// How far an issue is.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Going {
    percent: u64,
    /// In words: how many of how many.
    said: String,
    /// In words: how long it may still take.
    remaining: String,
    lines: Vec<Line>,
    /// In words: how many letters' fate was ever unknown.
    doubted: String,
}

/// How many letters are in a state.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Line {
    status: Standing,
    name: String,
    count: u64,
    href: String,
}

#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct StepView {
    name: &'static str,
    text: String,
    kind: &'static str,
    /// Where it is asked whether one is sure; empty for what does no harm.
    href: String,
}

/// After how many seconds it is looked again how far an issue is.
const AGAIN: u32 = 4;

/// What may just have been done to an issue that is at this stage. It is said at no other: the page may be loaded once more when the
/// issue has long gone on.
const fn done(stage: IssueStage) -> &'static [&'static str] {
    match stage {
        IssueStage::Draft => &["again"],
        IssueStage::Queued | IssueStage::Sending => &["order", "resume", "once-more"],
        IssueStage::Paused => &["pause", "once-more"],
        IssueStage::Cancelled => &["cancel"],
        IssueStage::Sent => &[],
    }
}

/// What shows how far an issue is while it goes. It only improves: there is a link that does so too.
const SCRIPT: &str = include_str!("../../assets/progress.js");

/// Its path. It changes with its text, so that browsers may keep it.
fn script_path() -> String {
    let hash = eframe_core::sha256(SCRIPT.as_bytes()).to_string();
    format!("/progress.js?{}", &hash[..12])
}

/// Answers with it.
pub(super) async fn script() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, SCRIPT).into_response()
}

/// Shows it.
pub(super) async fn show(desk: Desk, Path(id): Path<IssueId>) -> Result<Response, Problem> {
    answer(&desk, id, String::new(), StatusCode::OK).await
}

/// Takes a step that does no harm.
pub(super) async fn step(
    desk: Desk,
    Path(id): Path<IssueId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let (newsletter, caller) = (&desk.newsletter, &desk.caller);
    let (name, taken) = match posted.one("step") {
        "pause" => ("pause", newsletter.pause_issue(caller, id).await),
        "resume" => ("resume", newsletter.resume_issue(caller, id).await),
        "again" => return ask_again(&desk, id).await,
        _ => return Err(Problem::bad_request("step", "There is no such step.")),
    };
    after(&desk, id, name, taken.map(drop)).await
}

/// Begins the quarter's issue again at once, unless its readers may have got it before a backup was brought back.
async fn ask_again(desk: &Desk, id: IssueId) -> Result<Response, Problem> {
    match desk.newsletter.issue(desk.actor(), id).await?.restored {
        Some(_) => Ok(see_other(&desk.url(&format!("/issues/{id}/sure/again")))),
        None => again(desk, id).await,
    }
}

/// Begins the quarter's issue again, and goes on where it is put together.
async fn again(desk: &Desk, id: IssueId) -> Result<Response, Problem> {
    match desk.newsletter.begin_again(&desk.caller, id).await {
        Ok(new) => Ok(see_other(&desk.url(&format!("/issues/{}?done=again", new.id)))),
        Err(error) => answer(desk, id, desk.refused(error)?, StatusCode::CONFLICT).await,
    }
}

/// Shows what came of a step.
async fn after(
    desk: &Desk,
    id: IssueId,
    step: &str,
    taken: Result<(), Error>,
) -> Result<Response, Problem> {
    match taken {
        Ok(()) => Ok(see_other(&desk.url(&format!("/issues/{id}?done={step}")))),
        Err(error) => {
            let fault = desk.refused(error)?;
            answer(desk, id, fault, StatusCode::CONFLICT).await
        }
    }
}

async fn answer(
    desk: &Desk,
    id: IssueId,
    fault: String,
    status: StatusCode,
) -> Result<Response, Problem> {
    let progress = desk.newsletter.progress_lately(desk.actor(), id).await?;
    let stage = progress.issue.status.stage();
    let (run, stops) = match stage {
        IssueStage::Draft => {
            let run = desk.newsletter.dry_run_lately(desk.actor(), id).await?;
            let why = stopped(&run, &progress.issue);
            (Some(Run::of(desk, &run, why.as_ref())?), why.is_some())
        }
        _ => (None, false),
    };
    let going = (stage != IssueStage::Draft).then(|| Going::of(desk, &progress));
    let moves = matches!(stage, IssueStage::Queued | IssueStage::Sending);
    let letters = desk.actor().may(READ) && stage != IssueStage::Draft;
    let instead = instead(desk, &progress.issue).await?;
    let page = IssuePage {
        notice: desk.notice("newsletter.desk.issue.done.", done(stage)),
        fault,
        stage: desk.say(stage_key(stage)),
        status: look(stage),
        cause: cause(desk, &progress),
        steps: if stops { Vec::new() } else { steps(desk, &progress, instead.as_ref()).await? },
        links: links(desk, &progress.issue, instead.as_ref()).await?,
        letters: if letters { desk.url(&format!("/issues/{id}/letters")) } else { String::new() },
        back: desk.url("/issues"),
        again: if moves { AGAIN } else { 0 },
        script: desk.url(&script_path()),
        this: desk.url(&format!("/issues/{id}")),
        troubles: progress.troubles.iter().map(|what| said(desk, what)).collect(),
        going,
        run,
    };
    let number = progress.issue.number.to_string();
    let title = desk.say_with("newsletter.desk.issue.title", &[("number", number.as_str().into())]);
    desk.again(&title, &page, status).await
}

/// Why it rests, and that readers may have it of whom nothing is known here.
fn cause(desk: &Desk, progress: &Progress) -> String {
    let rests = match &progress.issue.status {
        Status::Paused { cause: Cause::Refusals(said), .. } => {
            let args = [("said", said.as_str().into())];
            desk.say_with("newsletter.desk.issue.refusals", &args)
        }
        Status::Paused { cause: Cause::Restored(_), .. } => {
            return desk.say_with("newsletter.desk.issue.restored", &[went(progress)]);
        }
        Status::Paused { .. } => desk.say("newsletter.desk.issue.rests"),
        Status::Draft | Status::Cancelled { .. } => String::new(),
        Status::Queued { .. } | Status::Sending { .. } | Status::Sent { .. } => {
            return String::new();
        }
    };
    match said_restored(desk, progress) {
        Some(said) if rests.is_empty() => said,
        Some(said) => format!("{rests} {said}"),
        None => rests,
    }
}

/// The issue that was begun in the place of one that was cancelled.
async fn instead(desk: &Desk, issue: &Issue) -> Result<Option<Issue>, Problem> {
    if issue.status.stage() != IssueStage::Cancelled {
        return Ok(None);
    }
    match desk.newsletter.issue_of(desk.actor(), issue.number).await {
        Ok(one) => Ok(Some(one).filter(|one| one.id != issue.id)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Which issue is in its place, where one is put together, what it looks like, and where everybody reads it.
async fn links(desk: &Desk, issue: &Issue, instead: Option<&Issue>) -> Result<Vec<Link>, Problem> {
    let mut links = Vec::new();
    if let Some(one) = instead {
        let to = desk.url(&format!("/issues/{}", one.id));
        links.push(Link::new(desk.say("newsletter.desk.issue.instead"), to, ""));
    }
    let composed = desk.newsletter.composition(desk.actor(), issue.id).await?.is_some();
    let draft = issue.status.stage() == IssueStage::Draft;
    let texts = desk.newsletter.issue_texts(desk.actor(), issue.id).await?;
    if draft && texts.is_empty() && desk.actor().may(ISSUE_EDIT) {
        let to = desk.url(&format!("/issues/{}/compose", issue.id));
        links.push(Link::new(desk.say("newsletter.desk.issue.compose"), to, ""));
    }
    for language in issue.languages.iter().filter(|of| composed || texts.contains_key(of)) {
        let preview = super::compose::preview(desk, issue, *language);
        let args = [("language", preview.text.as_str().into())];
        let text = desk.say_with("newsletter.desk.issue.preview", &args);
        links.push(Link { text, ..preview });
    }
    if desk.newsletter.is_public(issue).await? {
        let path = format!("/archive/{}", issue.number);
        let to = desk.newsletter.mount().pages_url(desk.language, &path);
        links.push(Link::new(desk.say("newsletter.desk.issue.archive"), to, ""));
    }
    Ok(links)
}

async fn steps(
    desk: &Desk,
    progress: &Progress,
    instead: Option<&Issue>,
) -> Result<Vec<StepView>, Problem> {
    let issue = &progress.issue;
    let stage = issue.status.stage();
    let may = if stage == IssueStage::Cancelled { ISSUE_EDIT } else { ISSUE_SEND };
    if !desk.actor().may(may) {
        return Ok(Vec::new());
    }
    let view = |name: &'static str, key: &str, kind, sure: bool| StepView {
        name,
        text: desk.say(key),
        kind,
        href: if sure {
            desk.url(&format!("/issues/{}/sure/{name}", issue.id))
        } else {
            String::new()
        },
    };
    let order = || view("order", "newsletter.desk.order.ask", "main", true);
    let pause = || view("pause", "newsletter.desk.issue.pause", "plain", false);
    let resume = || view("resume", "newsletter.desk.issue.resume", "main", false);
    let cancel = || view("cancel", "newsletter.desk.cancel.ask", "danger", true);
    let sure = issue.restored.is_some();
    let again = || view("again", "newsletter.desk.issue.begin-again", "main", sure);
    let unsure = (progress.tally.stay_unsure > 0)
        .then(|| view("once-more", "newsletter.desk.once-more.ask", "plain", true));
    Ok(match stage {
        IssueStage::Draft => vec![order()],
        IssueStage::Queued => vec![cancel()],
        IssueStage::Sending => [pause(), cancel()].into_iter().chain(unsure).collect(),
        IssueStage::Paused => [resume(), cancel()].into_iter().chain(unsure).collect(),
        IssueStage::Sent => unsure.into_iter().collect(),
        IssueStage::Cancelled if instead.is_some() => Vec::new(),
        IssueStage::Cancelled if !desk.newsletter.is_public(issue).await? => vec![again()],
        IssueStage::Cancelled => Vec::new(),
    })
}

impl Going {
    fn of(desk: &Desk, progress: &Progress) -> Self {
        let Progress { issue, tally, remaining, .. } = progress;
        let line = |state: DeliveryState| Line {
            status: letter_look(state),
            name: desk.say(state_key(state)),
            count: tally.of(state),
            href: desk.url(&format!("/issues/{}/letters?state={}", issue.id, state.name())),
        };
        let shown = DeliveryState::ALL.into_iter().filter(|state| tally.of(*state) > 0);
        let minutes = remaining.map(|remaining| remaining.as_mins() + 1);
        let doubted = i64::try_from(tally.doubted).unwrap_or(i64::MAX);
        Self {
            percent: tally.percent(),
            said: said_done(desk, progress),
            remaining: minutes.map_or_else(String::new, |minutes| {
                desk.say_with("newsletter.desk.issue.remaining", &[("minutes", minutes.into())])
            }),
            lines: shown.map(line).collect(),
            doubted: match doubted {
                0 => String::new(),
                count => desk.say_with("newsletter.desk.issue.doubted", &[("count", count.into())]),
            },
        }
    }
}

/// That readers may have got it before a backup was brought back, and of how many that is known here.
fn said_restored(desk: &Desk, progress: &Progress) -> Option<String> {
    let presentation = desk.newsletter.presentation();
    let formats = presentation.formats(desk.language);
    let at = formats.datetime(progress.issue.restored?, presentation.zone());
    let args = [("at", at.as_str().into()), went(progress)];
    Some(desk.say_with("newsletter.desk.restored.may", &args))
}

/// How many letters were handed over, to be filled in.
fn went(progress: &Progress) -> (&'static str, Arg<'static>) {
    let went = progress.tally.of(DeliveryState::HandedOver);
    ("went", i64::try_from(went).unwrap_or(i64::MAX).into())
}

/// How many letters of it are done, in words.
fn said_done(desk: &Desk, progress: &Progress) -> String {
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let (done, total) = (number(progress.tally.done()), number(progress.tally.total()));
    let args = [("done", done.into()), ("total", total.into()), went(progress)];
    desk.say_with("newsletter.desk.issue.said", &args)
}

impl Template for IssuePage {
    const NAME: &'static str = "newsletter/desk/issue.html";

    fn samples() -> Vec<Self> {
        let step = |name, kind, href: &str| StepView {
            name,
            text: "Do it".to_owned(),
            kind,
            href: href.to_owned(),
        };
        let draft = Self {
            fault: "Nobody would get it.".to_owned(),
            stage: "Draft".to_owned(),
            status: Standing::Note,
            run: Some(Run::sample()),
            links: vec![Link::new("Put it together", "/desk/newsletter/issues/1/compose", "")],
            steps: vec![step("order", "main", "/desk/newsletter/issues/1/sure/order")],
            back: "/desk/newsletter/issues".to_owned(),
            ..Self::default()
        };
        let line = Line {
            status: Standing::Ok,
            name: "Handed over".to_owned(),
            count: 1_000,
            href: "/desk/newsletter/issues/1/letters?state=handed-over".to_owned(),
        };
        let sending = Self {
            notice: "It goes on.".to_owned(),
            stage: "On its way".to_owned(),
            status: Standing::Warn,
            cause: "The mail server refuses it: no".to_owned(),
            troubles: vec!["smtp://mail.example:25: connection refused".to_owned()],
            going: Some(Going {
                percent: 41,
                said: "1,000 of 2,400 are done.".to_owned(),
                remaining: "About 3 minutes".to_owned(),
                lines: vec![line],
                doubted: "3 may have come again.".to_owned(),
            }),
            steps: vec![step("pause", "plain", ""), step("cancel", "danger", "/sure")],
            letters: "/desk/newsletter/issues/1/letters".to_owned(),
            back: "/desk/newsletter/issues".to_owned(),
            again: AGAIN,
            script: "/desk/newsletter/progress.js".to_owned(),
            this: "/desk/newsletter/issues/1".to_owned(),
            ..Self::default()
        };
        let waiting = Self {
            going: Some(Going { percent: 0, said: "None yet".to_owned(), ..Going::default() }),
            ..Self { run: None, steps: Vec::new(), fault: String::new(), ..draft.clone() }
        };
        vec![draft, sending, waiting]
    }
}
