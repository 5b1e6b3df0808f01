use eframe_core::{FieldErrors, Timestamp};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use serde::{Deserialize, Serialize};

use super::block::read::is_a_path;
use super::{Fields, Kind};

/// What an edition states besides its text, by kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Facts {
    /// A page states nothing besides its text.
    Page,
    /// News has its day.
    News(NewsFacts),
    /// An event has its time and place.
    Event(EventFacts),
    /// A question states nothing besides its answer.
    Faq,
    /// A person has an office.
    Person(PersonFacts),
    /// A partner has a site of its own.
    Partner(PartnerFacts),
    /// A document states nothing besides: its files are in its text, as blocks.
    Document,
    /// A banner has its weight and its place, and may lead somewhere. Its picture is the first one of its text.
    Banner(BannerFacts),
}

/// The day of a piece of news.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsFacts {
    /// The day it is dated.
    pub date: Date,
}

/// When and where an event takes place. It keeps its local time when the zone's rules change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventFacts {
    /// When it starts, as a clock on the wall there shows.
    pub starts: DateTime,
    /// When it ends, likewise; not before it starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends: Option<DateTime>,
    /// The IANA name of the zone, such as `Asia/Seoul`.
    pub zone: String,
    /// Where, in words.
    pub place: String,
}

/// A person's office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonFacts {
    /// Their office: `Secretary General`.
    pub office: String,
    /// The organisation they hold it in; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub organisation: String,
    /// An address of the office for mail; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
}

/// A partner's own site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerFacts {
    /// Its address, `https` or `http`; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub url: String,
}

/// What a banner is, and where it stands. When it is shown is a matter of its editions going live and ending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BannerFacts {
    /// How much it matters.
    pub tone: Tone,
    /// Above which pages it stands.
    pub shown: Shown,
    /// Where to read on: an address of the site without a language, or one on the web; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
}

/// How much a banner matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// It is good to know.
    #[default]
    Notice,
    /// Something may go wrong for whoever does not know it.
    Warning,
}

/// Above which pages a banner stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// Every public page.
    #[default]
    Everywhere,
    /// The front page alone.
    Front,
}

impl Tone {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Notice, Self::Warning];

    /// Its name in JSON and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Warning => "warning",
        }
    }
}

impl Shown {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Everywhere, Self::Front];

    /// Its name in JSON and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Everywhere => "everywhere",
            Self::Front => "front",
        }
    }
}

impl Facts {
    /// Where it leads by itself, not by its text.
    pub fn link(&self) -> Option<&str> {
        match self {
            Self::Banner(banner) if !banner.link.is_empty() => Some(&banner.link),
            _ => None,
        }
    }

    /// Reads the facts that a document of this kind needs, noting what is wrong with them.
    pub(super) fn read(kind: Kind, fields: &Fields, errors: &mut FieldErrors) -> Option<Self> {
        match kind {
            Kind::Page => Some(Self::Page),
            Kind::Faq => Some(Self::Faq),
            Kind::News => NewsFacts::read(fields, errors).map(Self::News),
            Kind::Event => EventFacts::read(fields, errors).map(Self::Event),
            Kind::Person => Some(Self::Person(PersonFacts::read(fields, errors))),
            Kind::Partner => Some(Self::Partner(PartnerFacts::read(fields, errors))),
            Kind::Document => Some(Self::Document),
            Kind::Banner => Some(Self::Banner(BannerFacts::read(fields, errors))),
        }
    }

    /// The kind of document that has such facts.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Page => Kind::Page,
            Self::News(_) => Kind::News,
            Self::Event(_) => Kind::Event,
            Self::Faq => Kind::Faq,
            Self::Person(_) => Kind::Person,
            Self::Partner(_) => Kind::Partner,
            Self::Document => Kind::Document,
            Self::Banner(_) => Kind::Banner,
        }
    }

    /// The day its list is ordered by, where the kind has one.
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::News(news) => Some(news.date),
            Self::Event(event) => Some(event.starts.date()),
            _ => None,
        }
    }
}

impl EventFacts {
    /// The instants it starts and ends. A time that a clock change skips is read as an hour later, one that
    /// comes twice as the first (RFC 5545, 3.3.5).
    pub fn instants(&self) -> Option<(Timestamp, Option<Timestamp>)> {
        let zone = TimeZone::get(&self.zone).ok()?;
        let instant = |civil: DateTime| zone.to_ambiguous_zoned(civil).compatible().ok();
        let ends = match self.ends {
            Some(civil) => Some(instant(civil)?.timestamp()),
            None => None,
        };
        Some((instant(self.starts)?.timestamp(), ends))
    }

    /// Those of its times, by their fields, that no clock shows there: clocks are put forward over them. What is dated by days has
    /// none.
    pub(crate) fn skipped(&self) -> Vec<(&'static str, DateTime)> {
        let Ok(zone) = TimeZone::get(&self.zone) else { return Vec::new() };
        let is_skipped = |time: &DateTime| {
            matches!(zone.to_ambiguous_zoned(*time).offset(), AmbiguousOffset::Gap { .. })
        };
        let times = [("starts", Some(self.starts)), ("ends", self.ends)].into_iter();
        let times = times.filter_map(|(field, time)| Some((field, time?)));
        times.filter(|(_, time)| !self.is_whole_days() && is_skipped(time)).collect()
    }

    /// Whether it is dated by days: it starts at midnight, and ends at one or is not said to end.
    pub fn is_whole_days(&self) -> bool {
        let midnight = |time: DateTime| time.time() == Time::midnight();
        midnight(self.starts) && self.ends.is_none_or(midnight)
    }

    fn read(fields: &Fields, errors: &mut FieldErrors) -> Option<Self> {
        let (starts, ends) = (on_a_clock(&fields.starts), on_a_clock(&fields.ends));
        errors.check(starts.is_some(), "starts", "cms.desk.field.starts.form");
        errors.check(fields.ends.is_empty() || ends.is_some(), "ends", "cms.desk.field.ends.form");
        let known = !fields.zone.is_empty() && TimeZone::get(&fields.zone).is_ok();
        errors.check(known, "zone", "cms.desk.field.zone.unknown");
        errors.check(!fields.place.is_empty(), "place", "cms.desk.field.place.empty");
        let (zone, place) = (fields.zone.clone(), fields.place.clone());
        let event = Self { starts: starts?, ends, zone, place };
        match event.instants() {
            Some((starts, ends)) => {
                let in_order = ends.is_none_or(|ends| starts <= ends);
                errors.check(in_order, "ends", "cms.desk.field.ends.before");
            }
            // The last hours of the year 9999 are no instants any more.
            None if known => errors.add("starts", "cms.desk.field.starts.form"),
            None => {}
        }
        Some(event)
    }
}

impl NewsFacts {
    fn read(fields: &Fields, errors: &mut FieldErrors) -> Option<Self> {
        let date = on_a_clock(&fields.date).filter(|_| fields.date.len() == DAY);
        let date = date.map(DateTime::date);
        errors.check(date.is_some(), "date", "cms.desk.field.date.form");
        date.map(|date| Self { date })
    }
}

impl PersonFacts {
    fn read(fields: &Fields, errors: &mut FieldErrors) -> Self {
        errors.check(!fields.office.is_empty(), "office", "cms.desk.field.office.empty");
        let plausible = fields.email.is_empty() || plausible_email(&fields.email);
        errors.check(plausible, "email", "cms.desk.field.email.form");
        Self {
            office: fields.office.clone(),
            organisation: fields.organisation.clone(),
            email: fields.email.clone(),
        }
    }
}

impl PartnerFacts {
    fn read(fields: &Fields, errors: &mut FieldErrors) -> Self {
        errors.check(
            fields.url.is_empty() || is_on_the_web(&fields.url),
            "url",
            "cms.desk.field.url.form",
        );
        Self { url: fields.url.clone() }
    }
}

impl BannerFacts {
    /// Where nothing is said it is a notice, and stands everywhere.
    fn read(fields: &Fields, errors: &mut FieldErrors) -> Self {
        let tone = Tone::ALL.into_iter().find(|tone| tone.code() == fields.tone);
        let known = tone.is_some() || fields.tone.is_empty();
        errors.check(known, "tone", "cms.desk.field.tone.unknown");
        let shown = Shown::ALL.into_iter().find(|shown| shown.code() == fields.shown);
        let known = shown.is_some() || fields.shown.is_empty();
        errors.check(known, "shown", "cms.desk.field.shown.unknown");
        let link = &fields.link;
        let leads = link.is_empty() || is_a_path(link) || is_on_the_web(link);
        errors.check(leads, "link", "cms.desk.field.block.url");
        Self {
            tone: tone.unwrap_or_default(),
            shown: shown.unwrap_or_default(),
            link: link.clone(),
        }
    }
}

/// How long a day is when written: `2026-11-23`.
const DAY: usize = 10;

/// A day, or a day and a time: `2026-11-23`, `2026-11-23T09:30`, `2026-11-23T09:30:00`.
///
/// A parser would take more, such as an offset from UTC, and lose it: the event would be hours off.
fn on_a_clock(text: &str) -> Option<DateTime> {
    let like = b"0000-00-00T00:00:00";
    let plain = matches!(text.len(), DAY | 16 | 19)
        && text.bytes().zip(like).all(|(byte, like)| match like {
            b'0' => byte.is_ascii_digit(),
            mark => byte == *mark,
        });
    if plain { text.parse().ok() } else { None }
}

/// An address on the web, with nothing in it that could end the link around it.
pub(super) fn is_on_the_web(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"\"<>\\".contains(c);
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/')) && url.chars().all(plain)
}

/// One `@` with something on each side and nothing that could break a header or a link.
pub(super) fn plausible_email(text: &str) -> bool {
    let mut parts = text.split('@');
    let sides = (parts.next(), parts.next(), parts.next());
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"\"<>()[],:;\\?&".contains(c);
    matches!(sides, (Some(name), Some(host), None) if !name.is_empty() && host.contains('.'))
        && text.chars().all(plain)
}
