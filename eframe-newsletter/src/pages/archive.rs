use axum::extract::State;
use axum::response::Response;
use eframe_core::Language;
use eframe_core::Timestamp;
use eframe_core::block::axum;
use eframe_core::cache::Rendered;
use eframe_core::feed::{Feed, FeedEntry, urn};
use eframe_core::frame::FrameAsk;
use eframe_core::http::{Asked, Path, Problem, Query};
use eframe_core::template::Template;
use http::HeaderMap;
use serde::{Deserialize, Serialize};

use super::public::Reader;
use crate::model::Quarter;
use crate::rules::sending::ISSUES_TAG;
use crate::{Archived, ArchivedBody, Newsletter, render};

/// How many issues stand on a page and in a page of the feed: ten years of them. Further pages have the older ones.
const SHOWN: usize = 40;
pub(super) const PATH: &str = "/archive";
const FEED: &str = "/archive.atom";

/// The issues that were sent.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ArchivePage {
    issues: Vec<IssueLine>,
    feed: String,
    /// Where the older ones stand, where there are any.
    older: String,
    /// Where the latest stand, on a page of older ones.
    latest: String,
    /// Where the newsletter is asked for.
    get: String,
}

/// One of them, as it reads for everybody.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ArchivedPage {
    line: IssueLine,
    /// The language it is in, for this reader; its title may be in another.
    lang: String,
    dir: &'static str,
    /// The name of that language, where it is not the reader's.
    foreign: String,
    html: String,
    /// Where it has no HTML.
    text: String,
    all: String,
    get: String,
}

#[derive(Clone, Debug, Default, Serialize)]
struct IssueLine {
    /// The quarter, in words.
    number: String,
    title: String,
    /// The language of the title, for this reader.
    lang: String,
    dir: &'static str,
    /// The name of that language, where it is not the reader's.
    foreign: String,
    at: String,
    href: String,
}

impl IssueLine {
    fn of(reader: &Reader, issue: &Archived) -> Option<Self> {
        let (of, title) = issue.title(reader.language)?;
        Some(Self {
            number: render::said(reader.newsletter.presentation(), reader.language, issue.number),
            title: title.to_owned(),
            lang: of.tag().to_owned(),
            dir: of.direction().html(),
            foreign: foreign(reader, of),
            at: issue.at.to_string(),
            href: reader.url(&path(issue.number)),
        })
    }
}

/// The name of a language, in itself, for whoever reads another; empty for others.
fn foreign(reader: &Reader, of: Language) -> String {
    if of == reader.language { String::new() } else { of.own_name().to_owned() }
}

fn path(number: Quarter) -> String {
    format!("{PATH}/{number}")
}

/// Which page of them is asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    before: Option<Quarter>,
}

/// Cuts issues, of which one more was asked for, to a page: behind which one it goes on, where it does.
fn cut<T>(issues: &mut Vec<T>, number: impl Fn(&T) -> Quarter) -> Option<Quarter> {
    let more = issues.len() > SHOWN;
    issues.truncate(SHOWN);
    issues.last().filter(|_| more).map(number)
}

/// The first page from the cache; anybody can make up places to go on from, and those turn nothing out of it.
async fn kept<F: Future<Output = Result<Rendered, Problem>>>(
    reader: &Reader,
    headers: &HeaderMap,
    path: &str,
    before: Option<Quarter>,
    render: impl FnOnce() -> F,
) -> Result<Response, Problem> {
    if before.is_some() {
        return Ok(render().await?.answer(headers));
    }
    reader.newsletter.cache().get_or_render(headers, &reader.url(path), render).await
}

/// Shows what there is, or what was before a quarter.
pub(super) async fn list(
    State(newsletter): State<Newsletter>,
    Asked(language): Asked,
    headers: HeaderMap,
    Query(Wanted { before }): Query<Wanted>,
) -> Result<Response, Problem> {
    let reader = Reader::of(&newsletter, language);
    let render = async || {
        let mut issues = newsletter.archive(before, SHOWN as u64 + 1).await?;
        let older = cut(&mut issues, |issue| issue.number);
        let page = ArchivePage {
            issues: issues.iter().filter_map(|issue| IssueLine::of(&reader, issue)).collect(),
            feed: reader.url(FEED),
            older: older.map(|last| reader.url(&behind(PATH, last))).unwrap_or_default(),
            latest: before.map(|_| reader.url(PATH)).unwrap_or_default(),
            get: reader.url("/"),
        };
        html(&reader, PATH, &reader.say("newsletter.archive.title"), &page).await
    };
    kept(&reader, &headers, PATH, before, render).await
}

fn behind(path: &str, last: Quarter) -> String {
    format!("{path}?before={last}")
}

/// Shows one.
pub(super) async fn one(
    State(newsletter): State<Newsletter>,
    Asked(language): Asked,
    Path(number): Path<Quarter>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let reader = Reader::of(&newsletter, language);
    let path = path(number);
    let render = async || {
        let (issue, body) = newsletter.archived(number, language).await?;
        let line = IssueLine::of(&reader, &issue).ok_or_else(Problem::not_found)?;
        let of = issue.read_in(language);
        let page = ArchivedPage {
            lang: of.tag().to_owned(),
            dir: of.direction().html(),
            foreign: foreign(&reader, of),
            html: body.html,
            text: body.text,
            all: reader.url(PATH),
            get: reader.url("/"),
            line,
        };
        html(&reader, &path, &page.line.title, &page).await
    };
    newsletter.cache().get_or_render(&headers, &reader.url(&path), render).await
}

/// The same for programs that look in.
pub(super) async fn feed(
    State(newsletter): State<Newsletter>,
    Asked(language): Asked,
    headers: HeaderMap,
    Query(Wanted { before }): Query<Wanted>,
) -> Result<Response, Problem> {
    let reader = Reader::of(&newsletter, language);
    let render = async || {
        let feed = written(&reader, before).await?;
        let kind = "application/atom+xml; charset=utf-8";
        Ok::<_, Problem>(Rendered::new(kind, feed.write()).tag(ISSUES_TAG))
    };
    kept(&reader, &headers, FEED, before, render).await
}

async fn html<T: Template>(
    reader: &Reader,
    path: &str,
    title: &str,
    page: &T,
) -> Result<Rendered, Problem> {
    let feed = reader.url(FEED);
    let html = reader.framed(path, title, page, |ask: FrameAsk| ask.feed(feed)).await?;
    Ok(Rendered::html(html).tag(super::public::MENU_TAG).tag(ISSUES_TAG))
}

async fn written(reader: &Reader, before: Option<Quarter>) -> Result<Feed, Problem> {
    let newsletter = &reader.newsletter;
    let (mount, language) = (newsletter.mount(), reader.language);
    let site = newsletter.presentation().site_name(language).await;
    let page = |path: &str| mount.absolute(&reader.url(path));
    let mut issues = newsletter.archive_whole(before, SHOWN as u64 + 1, language).await?;
    let older = cut(&mut issues, |(issue, _)| issue.number);
    let updated = issues.iter().map(|(issue, _)| issue.at).max();
    let entry = |(issue, body): (Archived, ArchivedBody)| {
        let (is, title) = issue.title(language).unwrap_or((language, ""));
        let number = issue.number.to_string();
        let read_in = issue.read_in(language);
        let says = (read_in != language).then(|| said_foreign(reader, read_in));
        FeedEntry {
            id: urn(&["eframe-newsletter issue", mount.origin(), &number, language.code()]),
            title: title.to_owned(),
            foreign: (is != language).then_some(is),
            page: page(&path(issue.number)),
            updated: issue.at,
            html: marked(&body.html, read_in, says.as_deref()),
            summary: match says {
                Some(says) if !body.text.is_empty() => format!("{says}\n\n{}", body.text),
                _ => body.text,
            },
        }
    };
    let title = reader.say("newsletter.archive.title");
    Ok(Feed {
        id: urn(&["eframe-newsletter feed", mount.origin(), language.code()]),
        title: format!("{title} – {site}"),
        author: site,
        language,
        updated: updated.unwrap_or(Timestamp::UNIX_EPOCH),
        origin: mount.origin().to_owned(),
        own: before.map_or_else(|| page(FEED), |before| page(&behind(FEED, before))),
        first: page(FEED),
        next: older.map(|last| page(&behind(FEED, last))),
        page: page(PATH),
        entries: issues.into_iter().map(entry).collect(),
    })
}

/// That an issue is in this language, said in the reader's.
fn said_foreign(reader: &Reader, is: Language) -> String {
    let args = [("language", is.own_name().into())];
    let presentation = reader.newsletter.presentation();
    presentation.message(reader.language, "newsletter.archive.foreign", &args)
}

/// What is said in another language than the feed's says so, where there are words for that: to people and to programs.
fn marked(html: &str, is: Language, says: Option<&str>) -> String {
    let Some(says) = says.filter(|_| !html.is_empty()) else { return html.to_owned() };
    let says = says.replace('&', "&amp;").replace('<', "&lt;");
    let (lang, dir) = (is.tag(), is.direction().html());
    format!("<p>{says}</p><div lang=\"{lang}\" dir=\"{dir}\">{html}</div>")
}

impl Template for ArchivePage {
    const NAME: &'static str = "newsletter/archive.html";

    fn samples() -> Vec<Self> {
        let empty = Self {
            issues: Vec::new(),
            feed: "/en/newsletter/archive.atom".to_owned(),
            older: String::new(),
            latest: String::new(),
            get: "/en/newsletter/".to_owned(),
        };
        let older = "/en/newsletter/archive?before=2016-Q4".to_owned();
        let latest = "/en/newsletter/archive".to_owned();
        let full = Self { issues: vec![sample()], older, latest, ..empty.clone() };
        vec![full, empty]
    }
}

impl Template for ArchivedPage {
    const NAME: &'static str = "newsletter/archived.html";

    fn samples() -> Vec<Self> {
        let made = Self {
            line: sample(),
            lang: "en".to_owned(),
            dir: "ltr",
            foreign: String::new(),
            html: "<h2>News</h2>".to_owned(),
            text: String::new(),
            all: "/en/newsletter/archive".to_owned(),
            get: "/en/newsletter/".to_owned(),
        };
        let (html, text) = (String::new(), "News\n\nOf a harbour".to_owned());
        let other = Self { html, text, foreign: "English".to_owned(), ..made.clone() };
        vec![other, made]
    }
}

fn sample() -> IssueLine {
    let language = Language::KO;
    IssueLine {
        number: "quarter 3 of 2026".to_owned(),
        title: "소식".to_owned(),
        lang: language.tag().to_owned(),
        dir: language.direction().html(),
        foreign: language.own_name().to_owned(),
        at: Timestamp::UNIX_EPOCH.to_string(),
        href: "/en/newsletter/archive/2026-Q3".to_owned(),
    }
}
