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
    /// The same as a mark.
    standing: Standing,
    /// The language of a text, by its own name.
    language: String,
    /// Where a text stands.
    address: String,
}

/// So many are shown beside a step that would make them lead nowhere.
const BESIDE: usize = 20;

/// Everything that leads to a document.
pub(super) async fn show(seat: Seat, Path(id): Path<DocumentId>) -> Result<Response, Problem> {
    seat.staff()?;
    let document = seat.cms.document(seat.actor(), id).await?;
    let inbound = seat.cms.inbound(seat.actor(), id).await?;
    let page = List {
        lead: seat
            .say_with("cms.desk.links.lead", &[("address", document.address.as_str().into())]),
        count: seat.say_with("cms.desk.links.count", &[("count", inbound.count().into())]),
        columns: COLUMNS.map(|key| Column::new(seat.say(key))).into(),
        rows: Leads::all(&seat, &inbound).iter().map(row).collect(),
        empty: seat.say("cms.desk.links.empty"),
        ..List::default()
    };
    let title = format!("{}: {}", seat.say("cms.desk.links.title"), title(&seat, &document));
    seat.page(&title, &page).await
}

fn row(lead: &Leads) -> Row {
    Row::new([
        Cell::link(&*lead.text, &*lead.href),
        Cell::status(lead.standing, &*lead.how),
        match lead.lang.is_empty() {
            true => Cell::text(""),
            false => {
                let (text, lang) = (lead.language.clone(), lead.lang.clone());
                Cell::Foreign { text, lang, dir: lead.dir }
            }
        },
        Cell::text(&*lead.address),
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
        let mut first = Self::all(seat, inbound);
        first.truncate(BESIDE);
        first
    }

    fn all(seat: &Seat, inbound: &Inbound) -> Vec<Self> {
        let end = || (Standing::Note, seat.say("cms.desk.links.end"));
        let texts = inbound.texts.iter().map(|of| {
            let how = (super::seat::standing(of.stage), seat.stage(of.stage));
            Self::text(seat, of, how)
        });
        let ends = inbound.ends.iter().map(|of| Self::text(seat, of, end()));
        let menus = inbound.menus.iter().map(|name| {
            let href = seat.url(&format!("/menus/{name}"));
            Self::other(name.as_str(), href, seat.say("cms.desk.links.menu"))
        });
        let redirects = inbound.redirects.iter().map(|path| {
            let how = seat.say("cms.desk.links.redirect");
            Self::other(path.as_str(), seat.url("/redirects"), how)
        });
        texts.chain(ends).chain(menus).chain(redirects).collect()
    }

    fn text(seat: &Seat, of: &InboundText, (standing, how): (Standing, String)) -> Self {
        Self {
            text: of.title.clone(),
            lang: of.language.tag().to_owned(),
            dir: of.language.direction().html(),
            href: seat.url(&format!("/{}/{}", of.document, of.language)),
            how,
            standing,
            language: of.language.own_name().to_owned(),
            address: of.address.to_string(),
        }
    }

    fn other(name: &str, href: String, how: String) -> Self {
        let (lang, language, address) = (String::new(), String::new(), String::new());
        let (text, standing) = (name.to_owned(), Standing::Note);
        Self { text, lang, dir: "auto", href, how, standing, language, address }
    }

    /// For the samples of templates.
    pub(super) fn samples() -> Vec<Self> {
        let sample = |lang: &str, dir| Self {
            text: "소개".to_owned(),
            lang: lang.to_owned(),
            dir,
            href: "/desk/content/1/ko".to_owned(),
            how: "Live".to_owned(),
            standing: Standing::Ok,
            language: "한국어".to_owned(),
            address: "/about".to_owned(),
        };
        vec![sample("ko", "ltr"), sample("", "auto")]
    }
}
