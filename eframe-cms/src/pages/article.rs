use eframe_core::http::Problem;
use eframe_core::template::Template;
use eframe_core::{Language, Timestamp};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::changes::{ChangeView, changes};
use super::words::{Link, Words};
use crate::markdown::Rendered;
use crate::model::{Care, Document, DocumentId, Edition, EventFacts, Facts, PersonFacts};
use crate::rules::Told;
use crate::store::{LivePage, Neighbour};
use crate::{Cms, Stood, machine, rules, view};

/// From how many headings on an article begins with its contents.
const LONG: usize = 4;

/// A document on a page of its own.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ArticlePage {
    kind: &'static str,
    title: Words,
    summary: String,
    /// The code of the language it is in, when that is not the reader's.
    fallback: Option<String>,
    /// Since when it has been live.
    since: Option<Timestamp>,
    /// The day of a piece of news.
    day: Option<String>,
    crumbs: Vec<Link>,
    text: Rendered,
    is_long: bool,
    event: Option<EventView>,
    person: Option<PersonFacts>,
    website: Option<String>,
    below: Vec<Link>,
    changes: Vec<ChangeView>,
    /// Its own address, which a day of its past is asked of.
    here: String,
    /// The page that says who answers for it.
    contact: Option<String>,
    /// The office that answers for it; may be empty.
    office: String,
    /// The day by which it is looked through again.
    review_by: Option<Date>,
    /// The day it is shown as of, when that is not today.
    on: Option<DayView>,
    /// Until when a link shows it, which is not published.
    preview: Option<Timestamp>,
    /// What it is about, for search engines.
    about: Value,
    #[serde(skip)]
    above: Vec<DocumentId>,
}

/// An event's time and place.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct EventView {
    /// Whether it lasts whole days, so that no clock is shown.
    pub(crate) whole_days: bool,
    /// Whether it ends on the day it starts, so that its day need be said once.
    pub(crate) one_day: bool,
    /// A day, or an instant.
    pub(crate) starts: String,
    /// Likewise; nothing when it is the same day, or not known.
    pub(crate) ends: Option<String>,
    pub(crate) zone: String,
    pub(crate) place: String,
    pub(crate) calendar: String,
}

/// Which day a page is shown as of.
#[derive(Clone, Debug, Serialize)]
struct DayView {
    day: Date,
    /// The zone whose clocks end the day.
    zone: String,
    /// The page of today.
    today: String,
}

impl ArticlePage {
    pub(super) fn title(&self) -> &str {
        &self.title.text
    }

    pub(super) fn summary(&self) -> &str {
        &self.summary
    }

    /// Says which picture, by its whole address, stands for it.
    pub(super) fn pictured(&mut self, whole: String) {
        if let Value::Object(about) = &mut self.about {
            about.insert("image".to_owned(), Value::String(whole));
        }
    }

    pub(super) fn above(&self) -> impl Iterator<Item = DocumentId> + '_ {
        self.above.iter().copied()
    }
}

/// Puts the page of a live document together.
pub(super) async fn page(
    cms: &Cms,
    live: LivePage,
    reader: Language,
) -> Result<ArticlePage, Problem> {
    let LivePage { document, edition, text, past, above, below, .. } = live;
    let text = match text {
        Some(text) => cms.led(text, reader),
        None => made(cms, &edition, reader)?,
    };
    let told = rules::told(&past, cms.now());
    let page = page_of(cms, &document, &edition, told, text, reader).await;
    let link = |page: &Neighbour| Link::beside(page, cms.mount(), reader);
    let Care { office, review_by, .. } = document.care;
    Ok(ArticlePage {
        office,
        review_by,
        crumbs: above.iter().filter_map(link).collect(),
        below: below.iter().filter_map(link).collect(),
        above: above.iter().map(|page| page.document).collect(),
        ..page
    })
}

fn made(cms: &Cms, edition: &Edition, reader: Language) -> Result<Rendered, Problem> {
    let made = cms.rendered(&edition.content.body, edition.language, reader);
    made.map_err(Problem::internal)
}

/// Puts the page together as it stood on a day.
pub(super) async fn page_on(
    cms: &Cms,
    stood: &Stood,
    day: Date,
    reader: Language,
) -> Result<ArticlePage, Problem> {
    let Stood { document, edition, told, .. } = stood;
    let text = made(cms, edition, reader)?;
    let page = page_below(cms, document, edition, told.clone(), text, reader).await?;
    let zone = cms.presentation().zone().iana_name().unwrap_or("UTC").to_owned();
    let today = cms.mount().pages_url(reader, document.address.as_str());
    // What stands below it today says nothing of that day.
    // Nor do search engines keep it, so it says nothing of itself to them.
    let (on, about) = (Some(DayView { day, zone, today }), Value::Null);
    Ok(ArticlePage { on, about, ..page })
}

/// Puts the page of an edition in the making together, for whoever holds a link that opens it until then:
/// its files are below `files`.
pub(super) async fn page_ahead(
    cms: &Cms,
    document: &Document,
    edition: &Edition,
    until: Timestamp,
    reader: Language,
    files: &str,
) -> Result<ArticlePage, Problem> {
    let text = cms.rendered_ahead(&edition.content.body, edition.language, reader, files);
    let text = text.map_err(Problem::internal)?;
    let page = page_below(cms, document, edition, Vec::new(), text, reader).await?;
    Ok(ArticlePage { preview: Some(until), about: Value::Null, ..page })
}

/// The page with the pages above it and without those below.
async fn page_below(
    cms: &Cms,
    document: &Document,
    edition: &Edition,
    told: Vec<Told>,
    text: Rendered,
    reader: Language,
) -> Result<ArticlePage, Problem> {
    let page = page_of(cms, document, edition, told, text, reader).await;
    let above = cms.pages_above(document, reader).await?;
    let crumbs = above.iter().map(|line| Link::to(line, cms.mount(), reader)).collect();
    Ok(ArticlePage { crumbs, ..page })
}

/// The page without what is around it.
async fn page_of(
    cms: &Cms,
    document: &Document,
    edition: &Edition,
    told: Vec<Told>,
    text: Rendered,
    reader: Language,
) -> ArticlePage {
    let (language, content) = (edition.language, &edition.content);
    let url = cms.mount().pages_url(reader, document.address.as_str());
    let about = about(cms, edition, &url, &text.html, reader).await;
    ArticlePage {
        about,
        kind: document.kind.code(),
        title: Words::new(&content.title, language),
        summary: content.summary.clone(),
        fallback: (language != reader).then(|| language.code().to_owned()),
        since: edition.state.since(),
        day: match &content.facts {
            Facts::News(news) => Some(news.date.to_string()),
            _ => None,
        },
        is_long: text.contents.len() >= LONG,
        text,
        event: match &content.facts {
            Facts::Event(facts) => Some(EventView::of(facts, &url)),
            _ => None,
        },
        person: match &content.facts {
            Facts::Person(person) => Some(person.clone()),
            _ => None,
        },
        website: match &content.facts {
            Facts::Partner(partner) => Some(partner.url.clone()).filter(|url| !url.is_empty()),
            _ => None,
        },
        changes: changes(cms, told, &document.address, reader),
        here: url,
        contact: cms.contact().map(|page| cms.mount().pages_url(reader, page.as_str())),
        ..ArticlePage::default()
    }
}

/// What a page is about, in the words of schema.org.
async fn about(cms: &Cms, edition: &Edition, url: &str, html: &str, reader: Language) -> Value {
    let name = cms.presentation().site_name(reader).await;
    let front = cms.mount().absolute(&cms.mount().pages_url(reader, "/"));
    let publisher = machine::Publisher { name: &name, url: &front };
    // Whoever reads it there is on no page of ours.
    let whole = match edition.content.facts {
        Facts::Faq => view::led(html.to_owned(), |path| cms.mount().absolute(path)),
        _ => String::new(),
    };
    machine::thing(edition, &cms.mount().absolute(url), &whole, &publisher)
}

impl EventView {
    /// For the event whose page is at `url`.
    pub(crate) fn of(facts: &EventFacts, url: &str) -> Self {
        let whole_days = facts.is_whole_days();
        let (starts, ends) = match facts.instants() {
            Some((starts, ends)) if !whole_days => {
                (starts.to_string(), ends.map(|ends| ends.to_string()))
            }
            _ => {
                let (first, last) = (facts.starts.date(), facts.ends.map(|ends| ends.date()));
                let last = last.filter(|last| *last != first);
                (first.to_string(), last.map(|last| last.to_string()))
            }
        };
        Self {
            whole_days,
            one_day: facts.ends.is_some_and(|ends| ends.date() == facts.starts.date()),
            starts,
            ends,
            zone: facts.zone.clone(),
            place: facts.place.clone(),
            calendar: format!("{url}.ics"),
        }
    }
}

impl Template for ArticlePage {
    const NAME: &'static str = "cms/article.html";

    fn samples() -> Vec<Self> {
        let full = Self::full_sample();
        let bare = Self { title: Words::new("About", Language::EN), ..Self::default() };
        let news = Self { day: Some("2026-11-23".to_owned()), kind: "news", ..bare.clone() };
        let event = |whole_days, starts: &str, ends: Option<&str>| Self {
            kind: "event",
            event: Some(EventView::sample(whole_days, starts, ends)),
            ..bare.clone()
        };
        let person = |organisation: &str, email: &str| Self {
            kind: "person",
            person: Some(PersonFacts {
                office: "Mayor".to_owned(),
                organisation: organisation.to_owned(),
                email: email.to_owned(),
            }),
            ..bare.clone()
        };
        let partner = Self {
            kind: "partner",
            website: Some("https://partner.example".to_owned()),
            ..bare.clone()
        };
        let on = Some(DayView {
            day: Date::constant(2026, 11, 23),
            zone: "Asia/Seoul".to_owned(),
            today: "/en/about".to_owned(),
        });
        vec![
            Self { on, ..full.clone() },
            Self { preview: Some(Timestamp::UNIX_EPOCH), ..full.clone() },
            full,
            bare.clone(),
            news,
            event(false, "2027-05-04T00:30:00Z", Some("2027-05-04T09:00:00Z")),
            event(true, "2027-05-04", Some("2027-05-06")),
            event(true, "2027-05-04", None),
            person("Seoul", "office@city.example"),
            person("", ""),
            partner,
        ]
    }
}

impl ArticlePage {
    fn full_sample() -> Self {
        let link = |text: &str| Link {
            words: Words::new(text, Language::KO),
            href: "/en/about".to_owned(),
            summary: "What it is".to_owned(),
        };
        let heading = |level, text: &str| crate::markdown::Heading {
            level,
            anchor: format!("s-{level}"),
            text: text.to_owned(),
        };
        Self {
            kind: "page",
            title: Words::new("지역 사무소", Language::KO),
            summary: "Where they are".to_owned(),
            fallback: Some("ko".to_owned()),
            since: Some(Timestamp::UNIX_EPOCH),
            crumbs: vec![link("소개")],
            text: Rendered {
                html: "<h2 id=\"s-2\">Europe</h2><p>Text.</p>".to_owned(),
                contents: vec![heading(2, "Europe"), heading(3, "Ulyanovsk")],
            },
            is_long: true,
            below: vec![link("청두")],
            changes: ChangeView::samples(),
            here: "/en/about".to_owned(),
            contact: Some("/en/contact".to_owned()),
            office: "Secretariat".to_owned(),
            review_by: Some(Date::constant(2027, 11, 23)),
            about: serde_json::json!({ "@type": "WebPage" }),
            ..Self::default()
        }
    }
}

impl EventView {
    fn sample(whole_days: bool, starts: &str, ends: Option<&str>) -> Self {
        Self {
            whole_days,
            one_day: !whole_days && starts.get(..10) == ends.and_then(|ends| ends.get(..10)),
            starts: starts.to_owned(),
            ends: ends.map(str::to_owned),
            zone: "Asia/Seoul".to_owned(),
            place: "Seoul".to_owned(),
            calendar: "/en/events/x.ics".to_owned(),
        }
    }
}
