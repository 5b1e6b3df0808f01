use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::{Choice, Field, Fields};
use eframe_core::http::{Path, Problem};
use eframe_core::template::Template;
use serde::Serialize;

use super::blocks::legend;
use super::document::title;
use super::fields::label;
use super::seat::Seat;
use crate::cms::{Compared, Which};
use crate::difference::{Became, Beside, Part, Piece};
use crate::model::{DocumentId, Edition, Stage};

/// Two editions side by side.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ComparePage {
    /// What is chosen to be compared.
    fields: Vec<Field>,
    form: Fields,
    one: Side,
    other: Side,
    /// How many of how many parts differ, in words.
    count: String,
    rows: Vec<Row>,
    /// The document's own page at the desk.
    back: String,
}

/// An edition.
#[derive(Clone, Debug, Default, Serialize)]
struct Side {
    /// "Edition 3, English".
    name: String,
    lang: String,
    dir: &'static str,
    href: String,
}

/// A part of both.
#[derive(Clone, Debug, Serialize)]
struct Row {
    label: String,
    /// `same`, `changed`, `beside`, `one` or `other`.
    what: &'static str,
    one: Vec<Piece>,
    other: Vec<Piece>,
}

/// So many editions of each language can be chosen, the newest, and those that are asked for.
const EDITIONS: usize = 50;

/// Shows them.
pub(super) async fn show(seat: Seat, Path(id): Path<DocumentId>) -> Result<Response, Problem> {
    seat.staff()?;
    let document = seat.cms.document(seat.actor(), id).await?;
    let mut editions = seat.cms.editions(seat.actor(), document.id, EDITIONS).await?;
    let mut page = ComparePage { back: seat.url(&format!("/{id}")), ..ComparePage::default() };
    let asked = |name: &str| Some(seat.query.one(name)).filter(|which| !which.is_empty());
    let given = |name: &str| asked(name).map(str::parse::<Which>).transpose();
    let usual = usual(&editions);
    let one = given("one")?.or(usual.map(|(one, _)| one));
    let other = given("other")?.or(usual.map(|(_, other)| other));
    if let (Some(one), Some(other)) = (one, other) {
        let compared = seat.cms.compare(seat.actor(), id, one, other).await?;
        let only = seat.query.one("only");
        let chosen = [("one", one.to_string()), ("other", other.to_string())];
        page.form = Fields::of(chosen).with("only", only);
        page.one = Side::of(&seat, &compared.one);
        page.other = Side::of(&seat, &compared.other);
        offer(&mut editions, [&compared.one, &compared.other]);
        let rows = compared.rows.iter().map(|row| Row::of(&seat, row, &compared));
        let mut rows = rows.collect::<Vec<_>>();
        let (all, same) = (rows.len(), rows.iter().filter(|row| row.is_plain()).count());
        let args = [("count", (all - same).into()), ("all", all.into())];
        page.count = seat.say_with("cms.desk.compare.count", &args);
        rows.retain(|row| only != "differs" || !row.is_plain());
        page.rows = rows;
    }
    let choices = || editions.iter().map(|edition| choice(&seat, *edition)).collect::<Vec<_>>();
    let only = Choice::new("differs", seat.say("cms.desk.compare.differs"));
    page.fields = vec![
        Field::select("one", seat.say("cms.desk.compare.one"), choices()),
        Field::select("other", seat.say("cms.desk.compare.other"), choices()),
        Field::select("only", seat.say("cms.desk.compare.only"), vec![only]).optional(),
    ];
    let title = format!("{}: {}", seat.say("cms.desk.compare.title"), title(&seat, &document));
    seat.page(&title, &page).await
}

/// The newest edition and the one before it; of a text with one edition alone, that and the newest of another language.
fn usual(editions: &[(Which, Stage)]) -> Option<(Which, Which)> {
    let new = editions.first()?.0;
    let mut before = editions.iter().skip(1).map(|(which, _)| *which);
    let same = before.clone().find(|which| which.language == new.language);
    let other = same.or(before.next()).unwrap_or(new);
    match other.language == new.language {
        true => Some((other, new)),
        false => Some((new, other)),
    }
}

/// Lets these be chosen too, each behind the newer ones of its language.
fn offer(editions: &mut Vec<(Which, Stage)>, asked: [&Edition; 2]) {
    for edition in asked {
        let which = Which::of(edition);
        if editions.iter().all(|(known, _)| *known != which) {
            let newer = editions.iter().rposition(|(known, _)| known.language == which.language);
            let place = newer.map_or(editions.len(), |newer| newer + 1);
            editions.insert(place, (which, edition.state.stage()));
        }
    }
}

fn choice(seat: &Seat, (which, stage): (Which, Stage)) -> Choice {
    Choice::new(which.to_string(), format!("{} ({})", name(seat, which), seat.stage(stage)))
}

fn name(seat: &Seat, which: Which) -> String {
    let number = ("number", (which.number as usize).into());
    let language = ("language", which.language.own_name().into());
    seat.say_with("cms.desk.compare.edition", &[number, language])
}

impl Side {
    fn of(seat: &Seat, edition: &Edition) -> Self {
        Self {
            name: name(seat, Which::of(edition)),
            lang: edition.language.tag().to_owned(),
            dir: edition.language.direction().html(),
            href: seat.url(&format!("/{}/{}", edition.document, edition.language)),
        }
    }
}

impl Row {
    fn of(seat: &Seat, row: &Beside, of: &Compared) -> Self {
        let one_language = of.one.language == of.other.language;
        let pieces = |part: &Option<Part>| part.clone().map(|part| part.pieces).unwrap_or_default();
        let block = match (&row.one, &row.other) {
            (_, Some(part)) => part.place.zip(Some(&of.other)),
            (Some(part), None) => part.place.zip(Some(&of.one)),
            (None, None) => None,
        };
        let block = block
            .and_then(|(place, edition)| Some((place, edition.content.body.blocks().get(place)?)));
        Self {
            label: match block {
                Some((place, block)) => legend(seat, place, block),
                None => label(seat, row.field),
            },
            what: match (&row.one, &row.other) {
                (Some(_), None) => "one",
                (None, Some(_)) => "other",
                _ if !one_language => "beside",
                _ if row.same => "same",
                _ => "changed",
            },
            one: pieces(&row.one),
            other: pieces(&row.other),
        }
    }

    /// Whether there is nothing about it that somebody who looks for differences wants to see.
    fn is_plain(&self) -> bool {
        matches!(self.what, "same" | "beside")
    }
}

impl Template for ComparePage {
    const NAME: &'static str = "cms/desk/compare.html";

    fn samples() -> Vec<Self> {
        let piece = |change, text: &str| Piece { change, text: text.to_owned() };
        let row = |what| Row {
            label: "Block 1: Text".to_owned(),
            what,
            one: vec![piece(Became::Kept, "the "), piece(Became::Removed, "city")],
            other: vec![piece(Became::Kept, "the "), piece(Became::Added, "town")],
        };
        let side = |lang: &str, dir| Side {
            name: "Edition 1, English".to_owned(),
            lang: lang.to_owned(),
            dir,
            href: "/desk/content/1/en".to_owned(),
        };
        let full = Self {
            fields: vec![Field::select("one", "This", vec![Choice::new("en.1", "Edition 1")])],
            form: Fields::of([("one", "en.1")]),
            one: side("en", "ltr"),
            other: side("ar", "rtl"),
            count: "1 of 5 differ".to_owned(),
            rows: ["same", "changed", "beside", "one", "other"].map(row).into(),
            back: "/desk/content/1".to_owned(),
        };
        vec![Self { rows: Vec::new(), ..full.clone() }, full]
    }
}
