use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::frame::Link;
use eframe_core::http::{Path, Problem};
use eframe_core::template::Template;
use jiff::civil::Date;
use serde::Serialize;

use crate::answers::{self, GroupView, short};
use crate::desk::look;
use crate::history::HistoryView;
use crate::model::{Application, ApplicationId, Group, Side, Signature, Stage, State};
use crate::rules::{due, is_of};
use crate::seat::{Own, Seat};
use crate::store::Told;

/// An application as its organisation finds it: what is done, what is still to do, what was written.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ApplicationPage {
    notice: String,
    warning: String,
    number: String,
    stage: String,
    status: &'static str,
    /// What is awaited, from whom, until when.
    due: String,
    overdue: bool,
    /// What this stage means, in a sentence.
    meaning: String,
    /// The Secretariat's questions.
    questions: String,
    /// Why it was refused or put off.
    reason: String,
    groups: Vec<GroupView>,
    /// Where it goes on: the one main step.
    next: Option<Link>,
    /// Whether it is signed as it stands.
    signed: bool,
    signed_by: String,
    fingerprint: String,
    /// Where it is signed, while it can be.
    sign: String,
    links: Vec<Link>,
    history: HistoryView,
    letters: String,
}

/// What may have been done just before this page is shown.
const DONE: [&str; 6] = ["saved", "signed", "letter", "reopened", "added", "removed"];

/// Shows it.
pub(super) async fn show(
    Own(seat): Own,
    Path(id): Path<ApplicationId>,
) -> Result<Response, Problem> {
    let application = seat.membership.application(seat.actor(), id).await?;
    let mut page = page(&seat, &application);
    let this = place(&seat, id, "");
    page.history = HistoryView::of(&seat, id, Told::Shared, (&this, "history")).await?;
    page.notice = seat.notice("membership.own.done.", &DONE);
    if seat.query.one("unsigned") == "yes" {
        page.warning = seat.say("membership.own.unsigned");
    }
    seat.page(&title(&seat, &application), &page).await
}

/// The title of an application's pages.
pub(super) fn title(seat: &Seat, application: &Application) -> String {
    let name = match application.form.name.as_str() {
        "" => seat.say("membership.own.organisation"),
        name => name.to_owned(),
    };
    let args = [("name", name.as_str().into())];
    seat.words.say_with("membership.own.application-title", &args)
}

/// The address of a page of an application.
pub(super) fn place(seat: &Seat, id: ApplicationId, path: &str) -> String {
    seat.url(&format!("/applications/{id}{path}"))
}

fn page(seat: &Seat, of: &Application) -> ApplicationPage {
    let (words, stage) = (&seat.words, of.state.stage());
    let at = |path: &str| place(seat, of.id, path);
    let ask = |group: Group| at(&format!("/questions/{}", group.code()));
    let edit: Option<&dyn Fn(Group) -> String> = if stage.is_open() { Some(&ask) } else { None };
    let groups = words.groups(of, edit);
    let due = due(&of.state, seat.membership.charter());
    let (questions, reason) = match &of.state {
        State::Returned { questions, .. } => (questions.clone(), String::new()),
        State::Deferred { reason, .. } | State::Refused { reason, .. } => {
            (String::new(), words.why(reason))
        }
        _ => (String::new(), String::new()),
    };
    ApplicationPage {
        number: of.number.clone(),
        stage: words.stage(stage),
        status: look(stage),
        overdue: due.is_some_and(|due| due.day < seat.membership.today()),
        due: due.map(|due| told(seat, due.side, due.day)).unwrap_or_default(),
        meaning: words.say(&["membership.own.meaning.", stage.code()].concat()),
        questions,
        reason,
        next: next(seat, of, &groups),
        groups,
        signed: of.signed().is_some(),
        signed_by: of.signed().map(signatory).unwrap_or_default(),
        fingerprint: short(of.form.hash()),
        sign: Some(at("/sign")).filter(|_| stage.is_signable()).unwrap_or_default(),
        links: links(seat, of),
        letters: at("/letters"),
        ..ApplicationPage::default()
    }
}

/// Who is awaited until when, in words.
pub(crate) fn told(seat: &Seat, side: Side, day: Date) -> String {
    let day = seat.words.presentation().formats(seat.language).date(day);
    let zone = seat.membership.charter().zone_name();
    let key = match side {
        Side::Applicant => "membership.due.applicant",
        Side::Secretariat => "membership.due.secretariat",
    };
    seat.words.say_with(key, &[("until", day.as_str().into()), ("zone", zone.into())])
}

/// Who signed, in words.
pub(crate) fn signatory(signature: &Signature) -> String {
    match signature {
        Signature::Typed { name, office, .. } => format!("{name}, {office}"),
        Signature::Uploaded { by, .. } => by.name.clone(),
    }
}

/// The one main step from here.
fn next(seat: &Seat, of: &Application, groups: &[GroupView]) -> Option<Link> {
    let at = |path: &str| place(seat, of.id, path);
    let wrong = |group: &GroupView| group.answers.iter().any(|one| !one.fault.is_empty());
    let open = groups.iter().position(wrong);
    let (key, href) = match (of.state.stage(), open) {
        (Stage::Draft | Stage::Returned, Some(first)) => {
            let group = Group::ALL.get(first)?;
            ("membership.own.go-on", at(&format!("/questions/{}", group.code())))
        }
        (Stage::Draft | Stage::Returned, None) if must_sign(seat, of) => {
            ("membership.own.sign", at("/sign"))
        }
        (Stage::Draft | Stage::Returned, None) => ("membership.own.check", at("/check")),
        (Stage::Unconfirmed, _) if is_of(seat.actor(), of.organisation) => {
            ("membership.own.confirm", at("/check"))
        }
        _ => return None,
    };
    Some(Link::new(seat.say(key), href, ""))
}

/// Whether a signature is missing before whoever looks at it hands it in.
pub(super) fn must_sign(seat: &Seat, of: &Application) -> bool {
    of.signed().is_none() && is_of(seat.actor(), of.organisation)
}

fn links(seat: &Seat, of: &Application) -> Vec<Link> {
    let stage = of.state.stage();
    let mut links =
        vec![("membership.own.documents", "/documents"), ("membership.own.print", "/form")];
    if !matches!(stage, Stage::Draft | Stage::Unconfirmed) {
        links.push(("membership.own.receipt", "/receipt"));
    }
    if stage == Stage::Unconfirmed {
        links.push(("membership.own.reopen", "/reopen"));
    }
    if !stage.is_over() && stage != Stage::Referred {
        links.push(("membership.own.withdraw", "/withdraw"));
    }
    let link = |(key, path): (&str, &str)| Link::new(seat.say(key), place(seat, of.id, path), "");
    links.into_iter().map(link).collect()
}

impl Template for ApplicationPage {
    const NAME: &'static str = "membership/own/application.html";

    fn samples() -> Vec<Self> {
        let full = Self {
            notice: "Saved".to_owned(),
            warning: "Sign again".to_owned(),
            number: "A-2026-0001".to_owned(),
            stage: "Given back with questions".to_owned(),
            status: "warn",
            due: "Answer by 1 December 2026 (Asia/Seoul)".to_owned(),
            overdue: true,
            meaning: "The Secretariat asks something.".to_owned(),
            questions: "Which district?\nSince when?".to_owned(),
            reason: String::new(),
            groups: answers::samples(),
            next: Some(Link::new("Go on", "/account/membership/applications/1/check", "")),
            signed: true,
            signed_by: "Ana Lima, Mayor".to_owned(),
            fingerprint: "E3B0-C442-98FC".to_owned(),
            sign: "/account/membership/applications/1/sign".to_owned(),
            links: vec![Link::new("Print", "/account/membership/applications/1/form", "")],
            history: HistoryView::sample(),
            letters: "/account/membership/applications/1/letters".to_owned(),
        };
        let over = Self {
            reason: "No city".to_owned(),
            number: "A-2026-0001".to_owned(),
            stage: "Refused".to_owned(),
            status: "bad",
            ..Self::default()
        };
        vec![full, over]
    }
}
