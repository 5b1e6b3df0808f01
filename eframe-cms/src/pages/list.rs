use std::cmp::Reverse;
use std::collections::BTreeMap;

use eframe_core::http::{Cursor, Problem};
use eframe_core::present::RenderError;
use eframe_core::template::Template;
use eframe_core::{Actor, Language, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::article::EventView;
use super::feed;
use super::words::{Link, Words};
use crate::cms::{EVENTS, line, list_name, starts};
use crate::machine;
use crate::model::{Body, DocumentId, Facts, Kind, PersonFacts};
use crate::store::{Days, Filter, Position};
use crate::{Cms, Line, view};

/// How many lines a page of a list has where they have dates; the others are shown whole.
const LINES: u64 = 20;
/// Most lines of a list that is shown whole.
const WHOLE: u64 = 500;

/// Which page of a list is asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    after: Option<Cursor>,
}

/// The list of a kind.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ListPage {
    kind: &'static str,
    title: String,
    /// What is to come, of events; all of it, of the others.
    items: Vec<Item>,
    /// What is past, of events.
    past: Vec<Item>,
    /// Whether it goes on where another page ended: what is to come stood on the first.
    goes_on: bool,
    /// The address of further ones to come, of events.
    further: Option<String>,
    /// The address of the next page.
    next: Option<String>,
    /// The address of its feed.
    feed: String,
    /// What it is about, for search engines.
    about: Value,
}

/// A line of it.
#[derive(Clone, Debug, Default, Serialize)]
struct Item {
    link: Link,
    day: Option<String>,
    event: Option<EventView>,
    person: Option<PersonFacts>,
    website: Option<String>,
    /// The answer to a question, as HTML.
    answer: String,
}

impl Wanted {
    /// Whether the list is asked for from its beginning.
    pub(super) const fn is_first(&self) -> bool {
        self.after.is_none()
    }
}

impl ListPage {
    pub(super) fn title(&self) -> &str {
        &self.title
    }
}

/// Puts a page of a list together.
pub(super) async fn page(
    cms: &Cms,
    kind: Kind,
    reader: Language,
    wanted: &Wanted,
) -> Result<ListPage, Problem> {
    let after = wanted.after.as_ref().map(Cursor::read::<Position>).transpose()?;
    if kind == Kind::Event && matches!(after, Some(Position::Coming(..))) {
        return further(cms, reader, after.as_ref()).await;
    }
    // The first events to come stand on the first page, with those that run; what is read on are these and those of the past.
    let (before, until) = cms.before();
    let days = (kind == Kind::Event).then_some(Days::Over(before, until));
    let filter = Filter { kind: Some(kind), top: true, days, ..Filter::default() };
    let limit = if kind.is_dated() { LINES } else { WHOLE };
    let mut entries = cms.entries(&Actor::anonymous(), &filter, after.as_ref(), limit + 1).await?;
    let more = entries.len() as u64 > limit;
    entries.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = entries.last().filter(|_| more).map(|last| Cursor::after(&filter.position(last)));
    let mut lines = entries.iter().filter_map(|entry| line(entry, reader)).collect::<Vec<_>>();
    let mut ahead = None;
    if kind == Kind::Event && after.is_none() {
        lines.extend(cms.running(reader).await?);
        let (coming, behind) = cms.coming(reader, None, EVENTS).await?;
        lines.extend(coming);
        ahead = behind;
    }
    let bodies = match kind {
        Kind::Faq => cms.bodies(&lines).await?,
        _ => BTreeMap::new(),
    };
    let now = cms.now();
    let (mut past, mut coming) =
        lines.into_iter().partition::<Vec<_>, _>(|line| is_over(line, now));
    if kind == Kind::Event {
        // What comes next stands first, and of what is over the last.
        coming.sort_by_key(starts);
        past.sort_by_key(|line| Reverse(starts(line)));
    }
    let item = |line: &Line| Item::of(cms, line, reader, &bodies);
    let href = href(cms, kind, reader);
    let items = coming.iter().map(item).collect::<Result<Vec<_>, _>>();
    let items = items.map_err(Problem::internal)?;
    Ok(ListPage {
        about: if kind == Kind::Faq { about(cms, &items, &href, reader) } else { Value::Null },
        feed: cms.mount().pages_url(reader, &feed::path(Some(kind))),
        kind: kind.code(),
        title: cms.presentation().say(reader, list_name(kind), &[]).text,
        past: past.iter().map(item).collect::<Result<_, _>>().map_err(Problem::internal)?,
        items,
        goes_on: after.is_some(),
        further: ahead.and_then(|ahead| behind(&href, &Cursor::after(&ahead))),
        next: next.and_then(|next| behind(&href, &next)),
    })
}

/// Events to come behind those that stand on the first page.
async fn further(
    cms: &Cms,
    reader: Language,
    after: Option<&Position>,
) -> Result<ListPage, Problem> {
    let (kind, href) = (Kind::Event, href(cms, Kind::Event, reader));
    let (mut coming, ahead) = cms.coming(reader, after, EVENTS).await?;
    coming.sort_by_key(starts);
    let items = coming.iter().map(|line| Item::of(cms, line, reader, &BTreeMap::new()));
    Ok(ListPage {
        kind: kind.code(),
        title: cms.presentation().say(reader, list_name(kind), &[]).text,
        items: items.collect::<Result<_, _>>().map_err(Problem::internal)?,
        goes_on: true,
        further: ahead.and_then(|ahead| behind(&href, &Cursor::after(&ahead))),
        feed: cms.mount().pages_url(reader, &feed::path(Some(kind))),
        ..ListPage::default()
    })
}

fn href(cms: &Cms, kind: Kind, reader: Language) -> String {
    cms.mount().pages_url(reader, &format!("/{}", kind.folder().unwrap_or_default()))
}

/// The address of what follows in a list.
fn behind(href: &str, last: &Cursor) -> Option<String> {
    let last = serde_json::to_value(last).ok()?;
    Some(format!("{href}?after={}", last.as_str()?))
}

/// What the page of questions is about, in the words of schema.org.
fn about(cms: &Cms, items: &[Item], href: &str, reader: Language) -> Value {
    let whole = |answer: &str| view::led(answer.to_owned(), |path| cms.mount().absolute(path));
    let answered = items.iter().filter(|item| !item.answer.is_empty());
    let answered = answered.map(|item| (item.link.words.text.as_str(), whole(&item.answer)));
    let answered = answered.collect::<Vec<_>>();
    let answered = answered.iter().map(|(question, answer)| (*question, answer.as_str()));
    machine::questions(answered, &cms.mount().absolute(href), reader)
}

/// Whether it is an event of the past. One that is dated by days lasts until the last of them ends.
fn is_over(line: &Line, now: Timestamp) -> bool {
    let Facts::Event(event) = &line.facts else { return false };
    let Some((starts, ends)) = event.instants() else { return false };
    ends.unwrap_or(starts).checked_add(DAY).is_ok_and(|ended| ended < now)
}

const DAY: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

impl Item {
    fn of(
        cms: &Cms,
        line: &Line,
        reader: Language,
        bodies: &BTreeMap<(DocumentId, Language), Body>,
    ) -> Result<Self, RenderError> {
        let link = Link::to(line, cms.mount(), reader);
        let body = bodies.get(&(line.document, line.language));
        let answer = body.map(|body| cms.answer(body, &line.address, line.language, reader));
        let answer = answer.transpose()?.unwrap_or_default();
        let mut item = Self { answer, ..Self::default() };
        match &line.facts {
            Facts::News(news) => item.day = Some(news.date.to_string()),
            Facts::Event(event) => item.event = Some(EventView::of(event, &link.href)),
            Facts::Person(person) => item.person = Some(person.clone()),
            Facts::Partner(partner) if !partner.url.is_empty() => {
                item.website = Some(partner.url.clone());
            }
            Facts::Partner(_) | Facts::Page | Facts::Faq | Facts::Document | Facts::Banner(_) => {}
        }
        Ok(Self { link, ..item })
    }
}

impl Template for ListPage {
    const NAME: &'static str = "cms/list.html";

    fn samples() -> Vec<Self> {
        let link = Link {
            words: Words::new("서울", Language::KO),
            href: "/en/news/seoul".to_owned(),
            summary: "What it is".to_owned(),
        };
        let item = Item { link, ..Item::default() };
        let list = |kind, item: &Item| Self {
            kind,
            title: "A list".to_owned(),
            items: vec![item.clone()],
            past: vec![item.clone()],
            goes_on: false,
            further: Some("/en/events?after=y".to_owned()),
            next: Some("/en/news?after=x".to_owned()),
            feed: "/en/news.atom".to_owned(),
            about: serde_json::json!({ "@type": "FAQPage" }),
        };
        let event = EventView {
            whole_days: true,
            starts: "2027-05-04".to_owned(),
            zone: "Asia/Seoul".to_owned(),
            place: "Seoul".to_owned(),
            ..EventView::default()
        };
        let timed = EventView {
            whole_days: false,
            one_day: true,
            starts: "2027-05-04T00:30:00Z".to_owned(),
            ends: Some("2027-05-04T09:30:00Z".to_owned()),
            ..event.clone()
        };
        let person = PersonFacts {
            office: "Mayor".to_owned(),
            organisation: "Seoul".to_owned(),
            email: "office@city.example".to_owned(),
        };
        let day = Some("2026-11-23".to_owned());
        let mut samples = vec![
            list("page", &item),
            list("news", &Item { day, ..item.clone() }),
            list("event", &Item { event: Some(event), ..item.clone() }),
            list("event", &Item { event: Some(timed), ..item.clone() }),
            list("faq", &Item { answer: "<p>Yes.</p>".to_owned(), ..item.clone() }),
            list("person", &Item { person: Some(person), ..item.clone() }),
            list("partner", &Item { website: Some("https://x.example".to_owned()), ..item }),
        ];
        samples.push(Self {
            kind: Kind::Event.code(),
            title: "A list".to_owned(),
            goes_on: true,
            ..Self::default()
        });
        for kind in Kind::ALL {
            samples.push(Self { kind: kind.code(), title: "A list".to_owned(), ..Self::default() });
        }
        samples
    }
}
