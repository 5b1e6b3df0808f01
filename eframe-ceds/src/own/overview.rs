use std::collections::BTreeSet;

use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::frame::Link;
use eframe_core::http::Problem;
use eframe_core::template::Template;
use eframe_core::{Actor, Grant, OrganisationId, Scope};
use serde::Serialize;

use super::sheet::state_look;
use crate::model::{Assessment, Round, RoundPhase};
use crate::permission::{ANSWER, LEAD, REVIEW};
use crate::seat::{Own, Seat};
use crate::store::Filter;

/// What somebody finds who answers for cities.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct OverviewPage {
    notice: String,
    cities: Vec<City>,
    /// What the diagnosis is, for who has not begun.
    about: String,
}

/// One city.
#[derive(Clone, Debug, Default, Serialize)]
struct City {
    name: String,
    assessments: Vec<Line>,
    /// Rounds in which one can be begun.
    begin: Vec<Opening>,
}

/// One assessment.
#[derive(Clone, Debug, Serialize)]
struct Line {
    link: Link,
    stage: String,
    status: &'static str,
    /// Until when it is answered, while it is.
    until: String,
    report: String,
}

/// A round that is open.
#[derive(Clone, Debug, Serialize)]
struct Opening {
    link: Link,
    until: String,
}

/// The most assessments of a city that are listed.
const MOST: u64 = 100;

/// Shows them.
pub(super) async fn show(Own(seat): Own) -> Result<Response, Problem> {
    let rounds = seat.ceds.rounds().await?;
    let mut cities = Vec::new();
    for id in own(seat.actor()) {
        cities.push(city(&seat, id, &rounds).await?);
    }
    let page = OverviewPage {
        notice: seat.notice("ceds.own.done.", &["withdrawn"]),
        cities,
        about: seat.ceds.mount().pages_url(seat.words.language, "/"),
    };
    seat.page(&seat.say("ceds.own.title"), &page).await
}

/// The organisations that somebody answers for, leads or reviews; not those of staff, who see all of them.
fn own(actor: &Actor) -> BTreeSet<OrganisationId> {
    let of_cities =
        |grant: &&Grant| [ANSWER, LEAD, REVIEW].iter().any(|one| one.name() == grant.permission());
    let held = actor.grants().iter().filter(of_cities);
    held.filter_map(|grant| match grant.scope() {
        Scope::Organisation(id) => Some(id),
        Scope::Everywhere => None,
    })
    .collect()
}

async fn city(seat: &Seat, id: OrganisationId, rounds: &[Round]) -> Result<City, Problem> {
    let filter = Filter { organisation: Some(id), ..Filter::default() };
    let lines = seat.ceds.lines(seat.actor(), &filter, None, MOST).await?;
    let assessments: Vec<Assessment> = lines.into_iter().map(|line| line.assessment).collect();
    let today = seat.ceds.today();
    let begun = |round: &Round| {
        assessments
            .iter()
            .any(|one| one.round == round.id && one.state.stage() != crate::model::Stage::Withdrawn)
    };
    let open =
        rounds.iter().filter(|round| round.phase(today) == RoundPhase::Open && !begun(round));
    let opening = |round: &Round| Opening {
        link: Link::new(
            seat.words.say_with("ceds.own.begin-in", &[("round", round.name.as_str().into())]),
            seat.url(&format!("/begin?organisation={id}&round={}", round.id)),
            "",
        ),
        until: until(seat, round),
    };
    let leads = seat.actor().may_for(LEAD, id);
    Ok(City {
        name: assessments.first().map_or_else(|| seat.say("ceds.own.city"), |one| one.city.clone()),
        begin: if leads { open.map(opening).collect() } else { Vec::new() },
        assessments: assessments.iter().map(|one| line(seat, one, rounds)).collect(),
    })
}

fn line(seat: &Seat, of: &Assessment, rounds: &[Round]) -> Line {
    let stage = of.state.stage();
    let round = rounds.iter().find(|round| round.id == of.round);
    let name = round.map(|round| round.name.clone()).unwrap_or_default();
    let at = |path: &str| seat.url(&format!("/assessments/{}{path}", of.id));
    Line {
        link: Link::new(name, at(""), ""),
        stage: seat.say(&["ceds.stage.", stage.code()].concat()),
        status: state_look(stage),
        until: round
            .filter(|_| of.state.is_open())
            .map(|round| until(seat, round))
            .unwrap_or_default(),
        report: if stage == crate::model::Stage::Withdrawn { String::new() } else { at("/report") },
    }
}

/// Until when a round takes answers, in words.
pub(super) fn until(seat: &Seat, round: &Round) -> String {
    let day = seat.words.date(round.closes);
    let zone = seat.ceds.zone().iana_name().unwrap_or("UTC").to_owned();
    seat.words.say_with("ceds.own.until", &[("day", day.into()), ("zone", zone.into())])
}

impl Template for OverviewPage {
    const NAME: &'static str = "ceds/own/overview.html";

    fn samples() -> Vec<Self> {
        let line = |status, until: &str, report: &str| Line {
            link: Link::new("CeDS 2026", "/account/ceds/assessments/1", ""),
            stage: "Being answered".to_owned(),
            status,
            until: until.to_owned(),
            report: report.to_owned(),
        };
        let full = City {
            name: "Porto Azul".to_owned(),
            assessments: vec![
                line("note", "Answers are taken until 1 December 2026", "/account/ceds/report"),
                line("ok", "", ""),
            ],
            begin: vec![Opening {
                link: Link::new("Begin: CeDS 2027", "/account/ceds/begin?round=2", ""),
                until: "Answers are taken until 1 December 2027".to_owned(),
            }],
        };
        let bare = City { name: "Your city".to_owned(), ..City::default() };
        let none = Self { about: "/en/ceds/".to_owned(), ..Self::default() };
        let some =
            Self { notice: "Taken back".to_owned(), cities: vec![full, bare], ..none.clone() };
        vec![some, none]
    }
}
