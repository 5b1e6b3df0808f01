use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Cell, Column, List, Row, Standing};
use eframe_core::frame::Link;
use eframe_core::http::{Path, Problem};
use serde::Serialize;

use super::document::title;
use super::seat::Seat;
use crate::model::DocumentId;
use crate::{Inbound, InboundText};

const COLUMNS: [&str; 4] = [
    "cms.desk.links.what",
    "cms.desk.links.how",
    "cms.desk.document.language",
    "cms.desk.list.address",
];

/// Something that leads to a document.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Leads {
    /// What it is called.
    text: String,
    /// The language of that; may be empty.
    lang: String,
    dir: &'static str,
    /// Its page at the desk.
    href: String,
    /// How it leads there, in words.
    how: String,
}

/// So many are shown beside a step that would make them lead nowhere.
const BESIDE: usize = 20;

/// Everything that leads to a document.
pub(super) async fn show(seat: Seat, Path(id): Path<DocumentId>) -> Result<Response, Problem> {
    seat.staff()?;
    let document = seat.cms.document(seat.actor(), id).await?;
    let inbound = seat.cms.inbound(seat.actor(), id).await?;
    let texts = inbound.texts.iter().map(|text| row(&seat, text, seat.stage_cell(text.stage)));
    let ends = inbound
        .ends
        .iter()
        .map(|text| row(&seat, text, Cell::status(Standing::Note, seat.say("cms.desk.links.end"))));
    let other = |name: &str, href: String, key: &str| {
        let how = Cell::status(Standing::Note, seat.say(key));
        Row::new([Cell::link(name, href), how, Cell::text(""), Cell::text("")])
    };
    let menus = inbound.menus.iter().map(|name| {
        other(name.as_str(), seat.url(&format!("/menus/{name}")), "cms.desk.links.menu")
    });
    let redirects = inbound
        .redirects
        .iter()
        .map(|path| other(path.as_str(), seat.url("/redirects"), "cms.desk.links.redirect"));
    let page = List {
        lead: seat
            .say_with("cms.desk.links.lead", &[("address", document.address.as_str().into())]),
        count: seat.say_with("cms.desk.links.count", &[("count", inbound.count().into())]),
        columns: COLUMNS.map(|key| Column::new(seat.say(key))).into(),
        rows: texts.chain(ends).chain(menus).chain(redirects).collect(),
        empty: seat.say("cms.desk.links.empty"),
        ..List::default()
    };
    let title = format!("{}: {}", seat.say("cms.desk.links.title"), title(&seat, &document));
    seat.page(&title, &page).await
}

fn row(seat: &Seat, text: &InboundText, how: Cell) -> Row {
    Row::new([
        Cell::link(&*text.title, seat.url(&format!("/{}/{}", text.document, text.language))),
        how,
        Cell::foreign(text.language.own_name(), text.language),
        Cell::text(text.address.as_str()),
    ])
}

impl From<Leads> for Link {
    fn from(lead: Leads) -> Self {
        let text = format!("{} ({})", lead.text, lead.how);
        Self { text, href: lead.href, ..Self::default() }
    }
}

impl Leads {
    /// The first of what leads to a document.
    pub(super) fn of(seat: &Seat, inbound: &Inbound) -> Vec<Self> {
        let text = |of: &InboundText, how: String| Self {
            text: of.title.clone(),
            lang: of.language.tag().to_owned(),
            dir: of.language.direction().html(),
            href: seat.url(&format!("/{}/{}", of.document, of.language)),
            how,
        };
        let other = |name: &str, href: String, key: &str| Self {
            text: name.to_owned(),
            lang: String::new(),
            dir: "auto",
            href,
            how: seat.say(key),
        };
        let texts = inbound.texts.iter().map(|of| text(of, seat.stage(of.stage)));
        let ends = inbound.ends.iter().map(|of| text(of, seat.say("cms.desk.links.end")));
        let menus = inbound.menus.iter().map(|name| {
            other(name.as_str(), seat.url(&format!("/menus/{name}")), "cms.desk.links.menu")
        });
        let redirects = inbound
            .redirects
            .iter()
            .map(|path| other(path.as_str(), seat.url("/redirects"), "cms.desk.links.redirect"));
        texts.chain(ends).chain(menus).chain(redirects).take(BESIDE).collect()
    }

    /// For the samples of templates.
    pub(super) fn samples() -> Vec<Self> {
        let sample = |lang: &str, dir| Self {
            text: "소개".to_owned(),
            lang: lang.to_owned(),
            dir,
            href: "/desk/content/1/ko".to_owned(),
            how: "Live".to_owned(),
        };
        vec![sample("ko", "ltr"), sample("", "auto")]
    }
}
