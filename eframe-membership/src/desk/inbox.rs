use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::frame::Link;
use eframe_core::http::Problem;
use eframe_core::template::Template;
use serde::Serialize;

use super::look;
use crate::CaseLine;
use crate::membership::Inbox;
use crate::model::Stage;
use crate::own::told;
use crate::permission::APPLY;
use crate::seat::{Desk, Seat};
use crate::store::LetterRow;

/// What waits for the Secretariat.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct InboxPage {
    notice: String,
    waiting: Vec<Line>,
    letters: Vec<Line>,
    /// Where all letters are, when there are more.
    all_letters: Option<Link>,
    /// How many cases there are at each stage, with the list of them.
    stages: Vec<Link>,
    /// Other parts of the desk.
    places: Vec<Link>,
    /// Where an application is begun for a city; empty for who may not.
    begin: String,
}

/// A case that waits.
#[derive(Clone, Debug, Serialize)]
struct Line {
    link: Link,
    number: String,
    stage: String,
    status: &'static str,
    /// What is awaited until when; or when a letter came.
    due: String,
    overdue: bool,
    at: String,
}

/// Shows it.
pub(super) async fn show(Desk(seat): Desk) -> Result<Response, Problem> {
    let Inbox { waiting, letters, unanswered, counts } =
        seat.membership.inbox(seat.actor()).await?;
    let more = unanswered > letters.len() as u64;
    let stage = |stage: Stage| {
        let many = counts.get(&stage).copied().unwrap_or_default();
        let (name, many) = (seat.words.stage(stage), i64::try_from(many).unwrap_or(i64::MAX));
        let args = [("stage", name.as_str().into()), ("count", many.into())];
        let text = seat.words.say_with("membership.desk.inbox.stage", &args);
        Link::new(text, seat.url(&format!("/cases?stage={}", stage.code())), "")
    };
    let may_begin = seat.actor().may(APPLY);
    let page = InboxPage {
        notice: String::new(),
        waiting: waiting.iter().map(|line| case(&seat, line)).collect(),
        letters: letters.iter().map(|one| letter(&seat, one)).collect(),
        all_letters: more.then(|| all_letters(&seat, unanswered)),
        stages: Stage::ALL.into_iter().map(stage).collect(),
        places: places(&seat),
        begin: Some(seat.url("/cases/new")).filter(|_| may_begin).unwrap_or_default(),
    };
    seat.page(&seat.say("membership.desk.inbox.title"), &page).await
}

fn all_letters(seat: &Seat, many: u64) -> Link {
    let many = [("count", i64::try_from(many).unwrap_or(i64::MAX).into())];
    let text = seat.words.say_with("membership.desk.inbox.all-letters", &many);
    Link::new(text, seat.url("/letters"), "")
}

/// The parts of this desk.
fn places(seat: &Seat) -> Vec<Link> {
    let all = [
        ("membership.desk.cases.title", "/cases"),
        ("membership.desk.members.title", "/members"),
        ("membership.desk.meetings.title", "/meetings"),
        ("membership.desk.terms.title", "/terms"),
        ("membership.desk.fees.title", "/fees"),
        ("membership.desk.figures.title", "/figures"),
    ];
    all.into_iter().map(|(key, path)| Link::new(seat.say(key), seat.url(path), "")).collect()
}

fn named(seat: &Seat, name: &str) -> String {
    if name.is_empty() { seat.say("membership.desk.nameless") } else { name.to_owned() }
}

fn case(seat: &Seat, line: &CaseLine) -> Line {
    let address = seat.url(&format!("/cases/{}", line.application));
    Line {
        link: Link::new(named(seat, &line.name), address, ""),
        number: line.number.clone(),
        stage: seat.words.stage(line.stage),
        status: look(line.stage),
        due: line.due.map(|(side, day)| told(seat, side, day)).unwrap_or_default(),
        overdue: line.overdue,
        at: String::new(),
    }
}

fn letter(seat: &Seat, letter: &LetterRow) -> Line {
    let address = seat.url(&format!("/cases/{}", letter.application));
    Line {
        link: Link::new(named(seat, &letter.name), address, ""),
        number: letter.number.clone(),
        stage: String::new(),
        status: "note",
        due: String::new(),
        overdue: false,
        at: letter.at.to_string(),
    }
}

impl Template for InboxPage {
    const NAME: &'static str = "membership/desk/inbox.html";

    fn samples() -> Vec<Self> {
        let line = Line {
            link: Link::new("Porto Azul", "/desk/membership/cases/1", ""),
            number: "A-2026-0001".to_owned(),
            stage: "Handed in".to_owned(),
            status: "note",
            due: "The Secretariat answers by 23 December 2026 (Asia/Seoul)".to_owned(),
            overdue: true,
            at: String::new(),
        };
        let letter = Line { at: "2026-11-23T09:00:00Z".to_owned(), ..line.clone() };
        let full = Self {
            notice: "Done".to_owned(),
            waiting: vec![line],
            letters: vec![letter],
            all_letters: Some(Link::new("All 60 letters", "/desk/membership/letters", "")),
            stages: vec![Link::new("Handed in: 3", "/desk/membership/cases?stage=submitted", "")],
            places: vec![Link::new("Cases", "/desk/membership/cases", "")],
            begin: "/desk/membership/cases/new".to_owned(),
        };
        vec![full, Self::default()]
    }
}
