use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::frame::Link;
use eframe_core::http::{Asked, Problem};
use eframe_core::template::Template;
use http::HeaderMap;
use serde::Serialize;

use super::public::Reader;
use crate::Ceds;
use crate::chart::{Label, Table, TableRow};
use crate::model::{Edition, Round, RoundPhase};
use crate::rules;

/// What the diagnosis is, what it asks, and how cities that agreed to it compare.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct AboutPage {
    instruments: Vec<InstrumentView>,
    rounds: Vec<RoundView>,
    /// Where an assessment is begun.
    begin: String,
}

/// An instrument.
#[derive(Clone, Debug, Default, Serialize)]
struct InstrumentView {
    name: Label,
    edition: String,
    paragraphs: Vec<Label>,
    sections: Vec<SectionView>,
    questions: usize,
}

/// A section of one.
#[derive(Clone, Debug, Default, Serialize)]
struct SectionView {
    link: Link,
    label: Label,
    text: Option<Label>,
    questions: usize,
}

/// A round.
#[derive(Clone, Debug, Default, Serialize)]
struct RoundView {
    name: String,
    phase: String,
    status: &'static str,
    days: String,
    /// Quartiles of all cities compared; empty where they are too few, or it is not closed.
    table: Table,
    cities: String,
}

/// The most rounds that are shown.
const MOST: usize = 10;

/// Shows it.
pub(super) async fn show(
    State(ceds): State<Ceds>,
    Asked(language): Asked,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let reader = Reader::of(&ceds, language);
    let title = reader.words.say("ceds.about.title");
    let render = || async { reader.rendered("/", &title, &page(&reader).await?).await };
    ceds.cache().get_or_render(&headers, &reader.key("/"), render).await
}

async fn page(reader: &Reader) -> Result<AboutPage, Problem> {
    let instruments = reader.ceds.instruments().await?;
    let mut rounds = Vec::new();
    for round in reader.ceds.rounds().await?.iter().take(MOST) {
        rounds.push(round_view(reader, round).await?);
    }
    Ok(AboutPage {
        instruments: instruments.iter().map(|edition| instrument(reader, edition)).collect(),
        rounds,
        begin: reader.ceds.mount().account_url("/"),
    })
}

fn instrument(reader: &Reader, edition: &Edition) -> InstrumentView {
    let document = edition.document();
    let words = &reader.words;
    let many = |section: &str| {
        document.questions.iter().filter(|one| one.parent.as_str() == section).count()
    };
    let section = |node: &crate::document::Node| {
        let path = format!("/{}/{}/{}", document.id, document.edition, node.id);
        let label = words.name(document, &node.name, node.id.as_str());
        SectionView {
            link: Link::new(label.text.clone(), reader.url(&path), ""),
            label,
            text: words.told(document, &node.text),
            questions: many(node.id.as_str()),
        }
    };
    let text = words.pick(document, &document.text);
    let paragraphs = text.text.split("\n\n").map(str::trim).filter(|one| !one.is_empty());
    InstrumentView {
        name: words.name(document, &document.name, document.id.as_str()),
        edition: document.edition.clone(),
        paragraphs: paragraphs.map(|one| Label::foreign(one, text.lang.clone())).collect(),
        sections: edition.sections().map(section).collect(),
        questions: document.questions.len(),
    }
}

async fn round_view(reader: &Reader, round: &Round) -> Result<RoundView, Problem> {
    let words = &reader.words;
    let phase = round.phase(reader.ceds.today());
    let days = words.say_with(
        "ceds.about.days",
        &[("opens", words.date(round.opens).into()), ("closes", words.date(round.closes).into())],
    );
    let (table, cities) = match phase {
        RoundPhase::Closed => compared(reader, round).await?,
        _ => Default::default(),
    };
    Ok(RoundView {
        name: round.name.clone(),
        phase: words.say(&["ceds.phase.", phase.code()].concat()),
        status: if phase == RoundPhase::Open { "ok" } else { "note" },
        days,
        table,
        cities,
    })
}

/// The middle of all cities of a closed round that agreed to be compared; nothing where they are too few.
async fn compared(reader: &Reader, round: &Round) -> Result<(Table, String), Problem> {
    let Some(snapshot) = reader.ceds.store().snapshot(round.id).await? else {
        return Ok(Default::default());
    };
    let edition = reader.ceds.edition(round.sha256).await?;
    let consents = reader.ceds.store().consents(round.id).await?;
    let benchmark = rules::compare(&edition, &snapshot, &consents, None);
    let all = benchmark.sets.into_iter().find(|set| set.peers.is_none() && set.hidden.is_none());
    let Some(all) = all else { return Ok(Default::default()) };
    let words = &reader.words;
    let row = |node: &crate::document::Node| {
        let quartiles = all.nodes.get(node.id.as_str())?;
        let cells = [quartiles.low, quartiles.median, quartiles.high];
        Some(TableRow {
            label: words.name(edition.document(), &node.name, node.id.as_str()),
            depth: 0,
            cells: cells.map(|cell| words.score(cell)).to_vec(),
        })
    };
    let heads = ["dimension", "quarter", "median", "three-quarters"];
    let table = Table {
        caption: round.name.clone(),
        head: heads.map(|head| words.say(&["ceds.report.", head].concat())).to_vec(),
        rows: edition.document().nodes.iter().filter_map(row).collect(),
    };
    let count = all.cities.unwrap_or_default();
    Ok((table, words.say_with("ceds.report.cities", &[("count", count.into())])))
}

impl Template for AboutPage {
    const NAME: &'static str = "ceds/about.html";

    fn samples() -> Vec<Self> {
        let section = SectionView {
            link: Link::new("Governance", "/en/ceds/ceds/2026/governance", ""),
            label: Label::foreign("Governance", "en"),
            text: Some("Who decides.".into()),
            questions: 15,
        };
        let instrument = InstrumentView {
            name: "City e-Government Diagnostic Solution".into(),
            edition: "2026".to_owned(),
            paragraphs: vec!["Your city looks at itself.".into(), Label::foreign("Well.", "en")],
            sections: vec![section.clone(), SectionView { text: None, ..section }],
            questions: 200,
        };
        let round = RoundView {
            name: "CeDS 2026".to_owned(),
            phase: "Open".to_owned(),
            status: "ok",
            days: "From 1 October to 30 November 2026".to_owned(),
            ..RoundView::default()
        };
        let closed = RoundView {
            status: "note",
            cities: "12 cities.".to_owned(),
            table: Table {
                caption: "CeDS 2025".to_owned(),
                head: vec!["Dimension".to_owned(), "Half is below".to_owned()],
                rows: vec![TableRow {
                    label: "Governance".into(),
                    depth: 0,
                    cells: vec!["50".to_owned()],
                }],
            },
            ..round.clone()
        };
        let full = Self {
            instruments: vec![instrument],
            rounds: vec![round, closed],
            begin: "/account/ceds/".to_owned(),
        };
        vec![full, Self { begin: "/account/ceds/".to_owned(), ..Self::default() }]
    }
}
