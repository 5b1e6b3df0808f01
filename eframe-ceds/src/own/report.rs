use axum::response::Response;
use eframe_core::Timestamp;
use eframe_core::block::axum;
use eframe_core::frame::Link;
use eframe_core::http::{Path, Problem};
use eframe_core::template::Template;
use serde::Serialize;

use super::assessment::place;
use super::check::lacking;
use crate::chart::{Drawn, Label, Table, TableRow};
use crate::document::{Document, Peers};
use crate::draw::{Past, Pen};
use crate::http::{Form, answer_export};
use crate::model::{AssessmentId, Benchmark, PeerSet};
use crate::report::{AnswerLine, NodeLine, Report, Target};
use crate::seat::{Own, Seat};
use crate::words::Words;
use crate::{Ceds, Error, Reckoned};

/// Where a city stands and why, and what it can do.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ReportPage {
    city: String,
    round: String,
    /// When the scores were settled; none: they are of today's answers.
    frozen: Option<Timestamp>,
    /// Whether the tables are of another engine than the settled scores.
    drifted: bool,
    score: String,
    stage: Option<Label>,
    /// What the stage means.
    meaning: Option<Label>,
    coverage: String,
    radars: Vec<Drawn>,
    levels: Option<Drawn>,
    /// The rule behind each level.
    rules: Vec<RuleLine>,
    strengths: Vec<Line>,
    gaps: Vec<Line>,
    to_target: Option<Drawn>,
    missing: Vec<Line>,
    peers: Vec<PeersView>,
    /// Why nothing is compared yet; empty where something is.
    no_peers: String,
    history: Option<Drawn>,
    /// Whether editions differ somewhere in the history.
    warned: bool,
    links: Vec<Link>,
    /// Where it is planned what to build; empty where the instrument has no modules.
    roadmap: String,
    assessment: String,
}

/// A section's level, and the rule that gives it.
#[derive(Clone, Debug, Default, Serialize)]
struct RuleLine {
    label: Label,
    depth: u8,
    score: String,
    stage: Option<Label>,
    rule: String,
    /// Where it is taken apart; empty where it is not.
    href: String,
}

/// A question that is strong, weak or open.
#[derive(Clone, Debug, Default, Serialize)]
struct Line {
    label: Label,
    section: Label,
    /// What was answered.
    said: Vec<Label>,
    /// What it brings, or would bring.
    points: String,
    next: Option<Label>,
    href: String,
}

/// A set of cities that one is compared with.
#[derive(Clone, Debug, Default, Serialize)]
struct PeersView {
    name: Label,
    /// How many there are; empty where they are hidden.
    cities: String,
    /// Why they are hidden.
    hidden: String,
    named: Vec<String>,
    table: Table,
}

/// So many strengths and gaps are shown; the sections have them all.
const MOST: usize = 10;

/// Shows it.
pub(super) async fn show(
    Own(seat): Own,
    Path(id): Path<AssessmentId>,
) -> Result<Response, Problem> {
    let reckoned = seat.ceds.reckoned(seat.actor(), id).await?;
    let page = page(&seat, &reckoned).await?;
    let args = [("city", reckoned.assessment.city.as_str().into())];
    let title = seat.words.say_with("ceds.report.of", &args);
    seat.page(&title, &page).await
}

/// The report of what was reckoned.
pub(super) fn report_of(seat: &Seat, reckoned: &Reckoned) -> Result<Report, Problem> {
    let languages = seat.words.languages();
    let report = reckoned.report(Target::NextStage, &languages).map_err(Error::from)?;
    report.ok_or_else(Problem::not_found)
}

async fn page(seat: &Seat, reckoned: &Reckoned) -> Result<ReportPage, Problem> {
    let report = report_of(seat, reckoned)?;
    let document = reckoned.edition.document();
    let pen = Pen { words: &seat.words, document };
    let id = reckoned.assessment.id;
    let benchmark = benchmark(&seat.ceds, seat, id).await?;
    let own = benchmark.as_ref().and_then(|all| narrowest(all));
    let median = |node: &str| Some(own?.nodes.get(node)?.median);
    let (past, warned) = past(seat, reckoned, &report).await?;
    let top = report.nodes.first();
    let standing = top.and_then(|top| top.standing.as_ref()?.rung.clone());
    let answered = |line: &&AnswerLine| line.score.is_some();
    let line = |line: &AnswerLine, points| view(seat, &report, id, line, points);
    let strengths = report.strengths();
    let no_peers = match &benchmark {
        Some(_) => String::new(),
        None => seat.say("ceds.report.no-peers"),
    };
    Ok(ReportPage {
        city: reckoned.assessment.city.clone(),
        round: reckoned.round.name.clone(),
        frozen: reckoned.frozen,
        drifted: reckoned.drifted,
        score: top
            .and_then(|top| reckoned.scores.get(&top.id))
            .map(|score| seat.words.score(*score))
            .unwrap_or_default(),
        stage: standing.as_ref().map(|rung| rung.label.clone()),
        meaning: standing.and_then(|rung| rung.text),
        coverage: top
            .and_then(|top| top.coverage)
            .map(|share| seat.words.percent(share))
            .unwrap_or_default(),
        radars: pen.radars(&report, &median),
        levels: pen.levels(&report),
        rules: report.nodes.iter().map(|node| rule(seat, id, node)).collect(),
        strengths: strengths.into_iter().take(MOST).map(|one| line(one, one.points)).collect(),
        gaps: report
            .gaps()
            .into_iter()
            .filter(answered)
            .take(MOST)
            .map(|one| line(one, one.room))
            .collect(),
        to_target: pen.gaps(&report),
        missing: report.missing().into_iter().map(|one| line(one, None)).collect(),
        no_peers,
        peers: benchmark.map(|all| peers(seat, reckoned, &report, &all)).unwrap_or_default(),
        history: if past.len() > 1 { pen.history(&report, past) } else { None },
        warned,
        links: links(seat, id),
        roadmap: seat
            .ceds
            .modules(&reckoned.edition)
            .map(|_| place(seat, id, "/roadmap"))
            .unwrap_or_default(),
        assessment: place(seat, id, ""),
    })
}

/// The same as files.
fn links(seat: &Seat, id: AssessmentId) -> Vec<Link> {
    let file = |(key, form): (&str, &str)| {
        Link::new(seat.say(key), place(seat, id, &format!("/export?format={form}")), "")
    };
    [("ceds.report.csv", "csv"), ("ceds.report.json", "json"), ("ceds.report.xlsx", "xlsx")]
        .map(file)
        .to_vec()
}

/// Answers with the report as a file.
pub(super) async fn export(
    Own(seat): Own,
    Path(id): Path<AssessmentId>,
) -> Result<Response, Problem> {
    let form = match seat.query.one("format") {
        "csv" => Form::Csv,
        "json" => Form::Json,
        "xlsx" => Form::Xlsx,
        _ => return Err(Problem::not_found()),
    };
    let language = seat.words.language.tag();
    answer_export(&seat.ceds, seat.actor(), id, form, Some(language)).await
}

async fn benchmark(
    ceds: &Ceds,
    seat: &Seat,
    id: AssessmentId,
) -> Result<Option<Benchmark>, Problem> {
    match ceds.benchmark(seat.actor(), id).await {
        Ok(benchmark) => Ok(Some(benchmark)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The smallest of one's own sets that is shown: the likest cities.
fn narrowest(all: &Benchmark) -> Option<&PeerSet> {
    let shown = all.sets.iter().filter(|set| set.own && set.hidden.is_none());
    shown.min_by_key(|set| set.cities)
}

/// The city's scores in this and former rounds, the oldest first, and whether editions differ.
async fn past(
    seat: &Seat,
    reckoned: &Reckoned,
    report: &Report,
) -> Result<(Vec<Past>, bool), Problem> {
    let organisation = reckoned.assessment.organisation;
    let history = seat.ceds.history(seat.actor(), organisation).await?;
    let mut past: Vec<Past> = history
        .iter()
        .rev()
        .map(|one| Past {
            label: format!("{} ({})", one.round.name, one.round.edition),
            score: one.scores.get(&report.of).copied(),
            warning: if one.other_edition {
                seat.say("ceds.report.other-edition")
            } else {
                String::new()
            },
        })
        .collect();
    if !history.iter().any(|one| one.assessment == reckoned.assessment.id) {
        let newest = history.first();
        let other = newest.is_some_and(|newest| newest.round.sha256 != reckoned.round.sha256);
        past.push(Past {
            label: format!("{} ({})", reckoned.round.name, seat.say("ceds.report.today")),
            score: reckoned.scores.get(&report.of).copied(),
            warning: if other { seat.say("ceds.report.other-edition") } else { String::new() },
        });
    }
    let warned = past.iter().any(|one| !one.warning.is_empty());
    Ok((past, warned))
}

fn rule(seat: &Seat, id: AssessmentId, node: &NodeLine) -> RuleLine {
    let words = &seat.words;
    let standing = node.standing.as_ref();
    let cut_off = |from: Option<f64>| words.score(from.unwrap_or_default());
    let rule = match (node.score, standing) {
        (None, _) => lacking(seat, node.needs),
        (_, None) => String::new(),
        (_, Some(standing)) => {
            let rung = standing.rung.as_ref();
            let from = cut_off(rung.and_then(|rung| rung.from));
            match &standing.next {
                Some(next) => words.say_with(
                    "ceds.report.rule",
                    &[
                        ("from", from.as_str().into()),
                        ("next", next.label.text.as_str().into()),
                        ("at", cut_off(next.from).into()),
                    ],
                ),
                None => words.say_with("ceds.report.rule-top", &[("from", from.as_str().into())]),
            }
        }
    };
    RuleLine {
        label: node.label.clone(),
        depth: node.depth,
        score: node
            .score
            .map_or_else(|| seat.say("ceds.report.no-score"), |score| words.score(score)),
        stage: standing.and_then(|standing| Some(standing.rung.as_ref()?.label.clone())),
        rule,
        href: if node.has_answers {
            place(seat, id, &format!("/report/{}", node.id))
        } else {
            String::new()
        },
    }
}

fn view(
    seat: &Seat,
    report: &Report,
    id: AssessmentId,
    of: &AnswerLine,
    points: Option<f64>,
) -> Line {
    let said = of.said.iter().filter_map(|said| {
        let label = said.label.clone()?;
        Some(match &said.part {
            Some(part) => {
                Label { text: format!("{}: {}", part.text, label.text), lang: label.lang }
            }
            None => said.text.clone().unwrap_or(label),
        })
    });
    Line {
        label: of.label.clone(),
        section: report.node(&of.node).map(|node| node.label.clone()).unwrap_or_default(),
        said: said.collect(),
        points: points.map(|points| seat.words.score(points)).unwrap_or_default(),
        next: of.next.clone(),
        href: place(seat, id, &format!("/questions/{}", of.id)),
    }
}

/// The sets that the city belongs to, with the middle of their scores beside its own.
fn peers(seat: &Seat, reckoned: &Reckoned, report: &Report, all: &Benchmark) -> Vec<PeersView> {
    let document = reckoned.edition.document();
    let words = &seat.words;
    let heads = ["dimension", "own-score", "quarter", "median", "three-quarters"];
    let view = |set: &PeerSet| {
        let name = match (&set.peers, &set.group) {
            (Some(peers), group) => {
                let found = document.peers.iter().find(|one| one.id.as_str() == peers);
                let group = group.as_deref().unwrap_or_default();
                let group = found
                    .and_then(|one| one.groups.iter().find(|it| it.id.as_str() == group))
                    .map(|it| words.name(document, &it.name, group))
                    .unwrap_or_else(|| word_of(words, document, found, group));
                let name =
                    found.map(|one| words.name(document, &one.name, peers)).unwrap_or_default();
                Label { text: format!("{}: {}", name.text, group.text), lang: group.lang }
            }
            (None, _) => words.say("ceds.report.all-cities").into(),
        };
        let hidden = set.hidden.map(|why| words.say(&["ceds.hidden.", why.code()].concat()));
        let row = |node: &NodeLine| {
            let quartiles = set.nodes.get(&node.id)?;
            let cells =
                [node.score, Some(quartiles.low), Some(quartiles.median), Some(quartiles.high)];
            let cells = cells.map(|cell| cell.map(|cell| words.score(cell)).unwrap_or_default());
            Some(TableRow { label: node.label.clone(), depth: node.depth, cells: cells.to_vec() })
        };
        PeersView {
            cities: set
                .cities
                .map(|count| words.say_with("ceds.report.cities", &[("count", count.into())]))
                .unwrap_or_default(),
            hidden: hidden.unwrap_or_default(),
            named: set.named.clone(),
            table: Table {
                caption: name.text.clone(),
                head: heads.map(|head| words.say(&["ceds.report.", head].concat())).to_vec(),
                rows: report.nodes.iter().filter_map(row).collect(),
            },
            name,
        }
    };
    all.sets.iter().filter(|set| set.own).map(view).collect()
}

/// The name of a group that is a word of its fact.
fn word_of(words: &Words, document: &Document, peers: Option<&Peers>, word: &str) -> Label {
    let fact = peers.and_then(|one| document.facts.iter().find(|fact| fact.id == one.fact));
    fact.map_or_else(|| word.into(), |fact| words.word(document, fact, word))
}

/// The drawings of a sample.
pub(super) fn sample_drawing(id: &str) -> Drawn {
    Drawn {
        id: id.to_owned(),
        title: "Level by dimension".to_owned(),
        svg: "<svg class=\"plot\" role=\"img\" width=\"320\" height=\"40\"><title>Levels</title></svg>".to_owned(),
        table: Table {
            caption: "Level by dimension".to_owned(),
            head: ["Dimension", "Score"].map(String::from).to_vec(),
            rows: vec![TableRow { label: Label::foreign("Governance", "en"), depth: 1, cells: vec!["62.5".to_owned()] }],
        },
    }
}

impl Template for ReportPage {
    const NAME: &'static str = "ceds/own/report.html";

    fn samples() -> Vec<Self> {
        let line = Line {
            label: "Written strategy".into(),
            section: Label::foreign("Governance", "en"),
            said: vec!["There is a draft.".into()],
            points: "0.6".to_owned(),
            next: Some("Have it adopted.".into()),
            href: "/account/ceds/assessments/1/questions/gov.strategy".to_owned(),
        };
        let rule = RuleLine {
            label: "Governance".into(),
            depth: 1,
            score: "62.5".to_owned(),
            stage: Some("Connected".into()),
            rule: "From 60; Leading begins at 80".to_owned(),
            href: "/account/ceds/assessments/1/report/governance".to_owned(),
        };
        let peers = PeersView {
            name: "Cities of similar size".into(),
            cities: "12 cities".to_owned(),
            hidden: String::new(),
            named: vec!["Porto Azul".to_owned()],
            table: sample_drawing("x").table,
        };
        let hidden = PeersView {
            cities: String::new(),
            hidden: "Fewer than six cities".to_owned(),
            named: Vec::new(),
            ..peers.clone()
        };
        let full = Self {
            city: "Porto Azul".to_owned(),
            round: "CeDS 2026".to_owned(),
            frozen: Some(Timestamp::UNIX_EPOCH),
            drifted: true,
            score: "58.3".to_owned(),
            stage: Some("Established".into()),
            meaning: Some(Label::foreign("Most basics are in place.", "en")),
            coverage: "96%".to_owned(),
            radars: vec![sample_drawing("radar")],
            levels: Some(sample_drawing("levels")),
            rules: vec![rule.clone(), RuleLine { stage: None, href: String::new(), ..rule }],
            strengths: vec![line.clone()],
            gaps: vec![line.clone(), Line { next: None, said: Vec::new(), ..line.clone() }],
            to_target: Some(sample_drawing("gaps")),
            missing: vec![line],
            peers: vec![peers, hidden],
            no_peers: String::new(),
            history: Some(sample_drawing("history")),
            warned: true,
            links: vec![Link::new("JSON", "/api/v1/ceds/assessments/1/report", "")],
            roadmap: "/account/ceds/assessments/1/roadmap".to_owned(),
            assessment: "/account/ceds/assessments/1".to_owned(),
        };
        let bare = Self {
            city: "Porto Azul".to_owned(),
            no_peers: "Not yet".to_owned(),
            assessment: "/account/ceds/assessments/1".to_owned(),
            ..Self::default()
        };
        vec![full, bare]
    }
}
