use axum::extract::State;
use axum::response::Response;
use eframe_core::Language;
use eframe_core::Timestamp;
use eframe_core::block::axum;
use eframe_core::cache::Rendered;
use eframe_core::feed::{Feed, FeedEntry, urn};
use eframe_core::frame::FrameAsk;
use eframe_core::http::{Asked, Path, Problem};
use eframe_core::template::Template;
use http::HeaderMap;
use serde::Serialize;

use super::public::Reader;
use crate::model::Quarter;
use crate::rules::sending::ISSUES_TAG;
use crate::{Archived, ArchivedBody, Newsletter, render};

/// How many issues stand on the page and in the feed: ten years of them.
const SHOWN: u64 = 40;
pub(super) const PATH: &str = "/archive";
const FEED: &str = "/archive.atom";

/// The issues that were sent.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ArchivePage {
    issues: Vec<IssueLine>,
    feed: String,
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
            at: issue.at.to_string(),
            href: reader.url(&path(issue.number)),
        })
    }
}

fn path(number: Quarter) -> String {
    format!("{PATH}/{number}")
}

/// Shows what there is.
pub(super) async fn list(
    State(newsletter): State<Newsletter>,
    Asked(language): Asked,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let reader = Reader::of(&newsletter, language);
    let render = async || {
        let issues = newsletter.archive(None, SHOWN).await?;
        let page = ArchivePage {
            issues: issues.iter().filter_map(|issue| IssueLine::of(&reader, issue)).collect(),
            feed: reader.url(FEED),
            get: reader.url("/"),
        };
        html(&reader, PATH, &reader.say("newsletter.archive.title"), &page).await
    };
    newsletter.cache().get_or_render(&headers, &reader.url(PATH), render).await
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
) -> Result<Response, Problem> {
    let reader = Reader::of(&newsletter, language);
    let render = async || {
        let feed = written(&reader).await?;
        let kind = "application/atom+xml; charset=utf-8";
        Ok::<_, Problem>(Rendered::new(kind, feed.write()).tag(ISSUES_TAG))
    };
    newsletter.cache().get_or_render(&headers, &reader.url(FEED), render).await
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

async fn written(reader: &Reader) -> Result<Feed, Problem> {
    let newsletter = &reader.newsletter;
    let (mount, language) = (newsletter.mount(), reader.language);
    let site = newsletter.presentation().site_name(language).await;
    let own = mount.absolute(&reader.url(FEED));
    let issues = newsletter.archive_whole(SHOWN, language).await?;
    let updated = issues.iter().map(|(issue, _)| issue.at).max();
    let entry = |(issue, body): (Archived, ArchivedBody)| {
        let (is, title) = issue.title(language).unwrap_or((language, ""));
        let number = issue.number.to_string();
        FeedEntry {
            id: urn(&["eframe-newsletter issue", mount.origin(), &number, language.code()]),
            title: title.to_owned(),
            foreign: (is != language).then_some(is),
            page: mount.absolute(&reader.url(&path(issue.number))),
            updated: issue.at,
            html: marked(&body.html, issue.read_in(language), language),
            summary: body.text,
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
        first: own.clone(),
        own,
        next: None,
        page: mount.absolute(&reader.url(PATH)),
        entries: issues.into_iter().map(entry).collect(),
    })
}

/// What is said in another language than the feed's says so.
fn marked(html: &str, is: Language, feed: Language) -> String {
    if is == feed || html.is_empty() {
        return html.to_owned();
    }
    format!("<div lang=\"{}\" dir=\"{}\">{html}</div>", is.tag(), is.direction().html())
}

impl Template for ArchivePage {
    const NAME: &'static str = "newsletter/archive.html";

    fn samples() -> Vec<Self> {
        let empty = Self {
            issues: Vec::new(),
            feed: "/en/newsletter/archive.atom".to_owned(),
            get: "/en/newsletter/".to_owned(),
        };
        vec![Self { issues: vec![sample()], ..empty.clone() }, empty]
    }
}

impl Template for ArchivedPage {
    const NAME: &'static str = "newsletter/archived.html";

    fn samples() -> Vec<Self> {
        let made = Self {
            line: sample(),
            lang: "en".to_owned(),
            dir: "ltr",
            html: "<h2>News</h2>".to_owned(),
            text: String::new(),
            all: "/en/newsletter/archive".to_owned(),
            get: "/en/newsletter/".to_owned(),
        };
        let (html, text) = (String::new(), "News\n\nOf a harbour".to_owned());
        vec![Self { html, text, ..made.clone() }, made]
    }
}

fn sample() -> IssueLine {
    let language = Language::KO;
    IssueLine {
        number: "quarter 3 of 2026".to_owned(),
        title: "소식".to_owned(),
        lang: language.tag().to_owned(),
        dir: language.direction().html(),
        at: Timestamp::UNIX_EPOCH.to_string(),
        href: "/en/newsletter/archive/2026-Q3".to_owned(),
    }
}
