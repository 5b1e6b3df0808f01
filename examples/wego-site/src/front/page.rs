//! What the front page's template knows.

use eframe_core::{Language, Localized, map, template::Template};
use serde::Serialize;

use super::labels::{Dot, dots};
use super::network::Network;
use super::words::{Front, Words};

/// The front page in one language.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FrontPage {
    pub(crate) sentence: String,
    pub(crate) lead: String,
    pub(crate) doors: Vec<Door>,
    pub(crate) map: Map,
    pub(crate) figures: Vec<Figure>,
    /// Where the register stands, once it has members.
    pub(crate) register: Option<String>,
    pub(crate) news: Vec<Item>,
    pub(crate) next: Option<Item>,
    pub(crate) gains: Gains,
    pub(crate) partners: Vec<Item>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Door {
    title: String,
    text: String,
    action: String,
    href: String,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Map {
    width: u32,
    height: u32,
    places: Vec<Place>,
    /// A path with a dot for each member; empty while the register has none.
    pub(crate) members: String,
}

#[derive(Clone, Debug, Serialize)]
struct Place {
    #[serde(flatten)]
    dot: Dot,
    name: String,
    role: String,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Figure {
    pub(crate) label: String,
    pub(crate) value: u64,
    pub(crate) source: String,
    /// As people write it in this language.
    pub(crate) date: String,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Gains {
    heading: String,
    columns: [String; 2],
    rows: Vec<Gain>,
}

#[derive(Clone, Debug, Serialize)]
struct Gain {
    name: String,
    text: String,
    href: String,
}

/// A piece of news, an event or a partner; `lang` and `dir` are of the words, which may be a fallback's.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Item {
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) lang: String,
    pub(crate) dir: &'static str,
    /// `2026-11-23`; empty where the thing has no day.
    pub(crate) day: String,
    /// Where it takes place; empty for all but events.
    pub(crate) place: String,
}

impl FrontPage {
    /// The parts that stand in the words, with the figures of the register in front of those that last; what is in the
    /// content block is added by the caller.
    pub(crate) fn of_words(
        words: &Words,
        network: Network,
        language: Language,
        date: impl Fn(&str) -> String,
    ) -> Option<Self> {
        let front = words.front(language)?;
        let href = |path: &str| format!("/{language}{path}");
        let said = |text: &Localized<String>| {
            text.pick(language).map(|picked| picked.value.clone()).unwrap_or_default()
        };
        let known = !network.figures.is_empty();
        let written = words.figures.iter().filter(|figure| figure.lasting || !known);
        let written = written.map(|figure| Figure {
            label: said(&figure.label),
            value: figure.value,
            source: said(&figure.source),
            date: date(&figure.date),
        });
        let at: Vec<_> =
            words.places.iter().map(|place| (place.longitude, place.latitude)).collect();
        let places = words.places.iter().zip(dots(&at));
        let places = places.map(|(place, dot)| Place {
            dot,
            name: said(&place.name),
            role: said(&place.role),
        });
        Some(Self {
            sentence: front.sentence.clone(),
            lead: front.lead.clone(),
            doors: doors(front, &href),
            map: Map {
                width: map::SIZE.0,
                height: map::SIZE.1,
                places: places.collect(),
                members: network.members,
            },
            figures: network.figures.into_iter().chain(written).collect(),
            register: network.register,
            news: Vec::new(),
            next: None,
            gains: gains(front, &href),
            partners: Vec::new(),
        })
    }
}

fn doors(front: &Front, href: &impl Fn(&str) -> String) -> Vec<Door> {
    let door = |door: &super::words::Door| Door {
        title: door.title.clone(),
        text: door.text.clone(),
        action: door.action.clone(),
        href: href(&door.path),
    };
    front.doors.iter().map(door).collect()
}

fn gains(front: &Front, href: &impl Fn(&str) -> String) -> Gains {
    let row = |row: &super::words::Gain| Gain {
        name: row.name.clone(),
        text: row.text.clone(),
        href: href(&row.path),
    };
    Gains {
        heading: front.gains.heading.clone(),
        columns: front.gains.columns.clone(),
        rows: front.gains.rows.iter().map(row).collect(),
    }
}

impl Template for FrontPage {
    const NAME: &'static str = "front.html";

    fn samples() -> Vec<Self> {
        let words = Words::embedded().expect("a test proves that the words can be read");
        let of = |network| Self::of_words(&words, network, Language::EN, str::to_owned);
        let empty = of(Network::default()).expect("English is there");
        let known = of(Network::sample()).expect("English is there");
        let item = |title: &str, day: &str| Item {
            title: title.to_owned(),
            href: "/en/news/a".to_owned(),
            lang: "ko".to_owned(),
            dir: "ltr",
            day: day.to_owned(),
            place: "Seoul".to_owned(),
        };
        let full = Self {
            news: vec![item("새소식", "2026-11-23")],
            next: Some(item("A date", "2026-12-01")),
            partners: vec![item("NIA", "")],
            ..known
        };
        vec![empty, full]
    }
}
