//! The public pages: articles at their addresses, lists by kind, events as calendar files.

mod article;
mod changes;
mod ended;
mod feed;
mod list;
mod preview;
mod search;
mod sitemap;
mod words;

use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::{any, get};
use eframe_core::block::axum;
use eframe_core::cache::{Rendered, Unrendered};
use eframe_core::frame::{Area, FrameAsk};
use eframe_core::http::{Asked, Path, Problem, Query};
use eframe_core::template::Template;
use eframe_core::{Actor, Component, Language, Tag};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use jiff::civil::Date;

pub(crate) use article::ArticlePage;
pub(crate) use ended::EndedPage;
pub(crate) use list::ListPage;
pub(crate) use search::SearchPage;

use crate::model::{Address, Document, Facts, Kind, State as EditionState, Target};
use crate::rules::{MENU_TAG, list_tag, page_tag};
use crate::store::LivePage;
use crate::{Cms, Ended, Error, Found, OnDay, calendar, view};

impl Cms {
    /// The public pages, to be mounted once for each language where
    /// [`Mount::pages`](eframe_core::Mount::pages) says.
    pub fn pages(&self) -> Component {
        let mut router = axum::Router::new().route("/", get(root));
        for kind in Kind::ALL {
            if let Some(folder) = kind.folder() {
                let listing =
                    move |state, asked, headers, query| list(kind, state, asked, headers, query);
                router = router.route(&format!("/{folder}"), get(listing));
            }
        }
        for kind in Kind::ALL.map(Some).into_iter().chain([None]) {
            let feed =
                move |state, asked, headers, query| feed::show(kind, state, asked, headers, query);
            router = router.route(&feed::path(kind), get(feed));
        }
        let router = router
            .route("/search", get(search::show))
            .route("/search.xml", get(search::describe))
            .route("/preview/{secret}", get(preview::show))
            .route("/preview/{secret}/{id}/{number}/{name}", get(preview::file))
            .route("/{*path}", get(at))
            .with_state(self.clone());
        Component::from_router("cms", router)
    }

    /// What stands in the paths of the public pages before a secret, that of a preview: for a host whose log shows paths.
    /// See [`hiding_behind`](eframe_core::layer::AccessLayer::hiding_behind).
    #[must_use]
    pub fn before_secrets(&self) -> [&'static str; 1] {
        ["/preview/"]
    }

    /// Leads on from the addresses that an earlier site had at its root, where no language stands before them: to be
    /// asked last, for what nothing else answers.
    pub fn old_addresses(&self) -> Component {
        let router = axum::Router::new().route("/{*path}", any(old)).with_state(self.clone());
        Component::from_router("cms", router)
    }
}

async fn root(
    state: State<Cms>,
    asked: Asked,
    headers: HeaderMap,
    query: Query<list::Wanted>,
) -> Result<Response, Problem> {
    list(Kind::Page, state, asked, headers, query).await
}

async fn list(
    kind: Kind,
    State(cms): State<Cms>,
    Asked(language): Asked,
    headers: HeaderMap,
    Query(wanted): Query<list::Wanted>,
) -> Result<Response, Problem> {
    let path = format!("/{}", kind.folder().unwrap_or_default());
    let url = cms.mount().pages_url(language, &path);
    let page = || list::page(&cms, kind, language, &wanted);
    let ask = |page: &ListPage| {
        let everywhere = cms.languages().iter();
        let alternates = everywhere.map(|&of| (of, cms.mount().pages_url(of, &path)));
        FrameAsk::new(language, Area::Public, page.title(), url.clone())
            .alternates(alternates)
            .feed(cms.mount().pages_url(language, &feed::path(Some(kind))))
    };
    if !wanted.is_first() {
        // Anybody can make up places to read on from: those pages turn nothing out of the cache.
        let page = page().await?;
        let html = cms.presentation().html(&ask(&page), &page).await;
        return Ok(Html(html.map_err(Problem::internal)?).into_response());
    }
    // What is past and what is to come changes at midnight.
    let key = format!("{url} {}", cms.today());
    let render = || async {
        let page = page().await?;
        Ok::<_, Problem>(html(&cms, ask(&page), &page).await?.tag(list_tag(kind)))
    };
    cms.cache().get_or_render(&headers, &key, render).await
}

/// What stands at an address, or stood there once; else where an old address leads. That may have a query of its own, also
/// one that would be no day here.
async fn at(
    State(cms): State<Cms>,
    Asked(language): Asked,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    Path(path): Path<String>,
) -> Result<Response, Problem> {
    match article(&cms, language, &headers, query.clone(), &path).await {
        Err(problem)
            if matches!(problem.status, StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST) =>
        {
            match cms.redirected(&format!("/{path}"), query.as_deref()).await? {
                Some(target) => led(&cms, language, &target),
                None => Err(problem),
            }
        }
        answer => answer,
    }
}

async fn old(
    State(cms): State<Cms>,
    Asked(language): Asked,
    method: Method,
    RawQuery(query): RawQuery,
    Path(path): Path<String>,
) -> Result<Response, Problem> {
    let asks = matches!(method, Method::GET | Method::HEAD);
    let target = match asks {
        true => cms.redirected(&format!("/{path}"), query.as_deref()).await?,
        false => None,
    };
    let mut answer = led(&cms, language, &target.ok_or_else(Problem::not_found)?)?;
    // The language is the reader's.
    answer.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    Ok(answer)
}

/// Leads to where an old address leads, for readers of a language.
fn led(cms: &Cms, language: Language, target: &Target) -> Result<Response, Problem> {
    let there = match target.path() {
        Some(_) => cms.local(target.as_str(), language),
        None => target.to_string(),
    };
    let location = HeaderValue::from_str(&there).map_err(Problem::internal)?;
    Ok((StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, location)]).into_response())
}

async fn article(
    cms: &Cms,
    language: Language,
    headers: &HeaderMap,
    query: Option<String>,
    path: &str,
) -> Result<Response, Problem> {
    let path = format!("/{path}");
    let (path, straight) = match path.strip_suffix('/') {
        Some(straight) => (straight, false),
        None => (path.as_str(), true),
    };
    let (path, form) = match path.strip_suffix(CALENDAR) {
        Some(path) => (path, CALENDAR),
        None => (path, ""),
    };
    // Only what may be an address of ours is looked up, or led anywhere.
    let address = path.parse::<Address>().map_err(|_| Error::NotFound)?;
    let asked_for = query.clone();
    let there = |address: &Address| moved(cms, language, &format!("{address}{form}"), query);
    if !straight {
        return there(&address);
    }
    if let (Some(day), "") = (asked_day(asked_for.as_deref())?, form) {
        return on_day(cms, language, &address, day, asked_for).await;
    }
    let render = || async {
        if form.is_empty()
            && let Some(live) = cms.live_page(&address, language).await?
        {
            return Ok(render(cms, live, language).await?);
        }
        match cms.find(&Actor::anonymous(), address.as_str()).await? {
            Found::Here(document) if form == CALENDAR => {
                Ok(calendar_file(cms, &document, language)?)
            }
            // It went live between the two questions.
            Found::Here(_) => Err(Problem::unavailable(1).into()),
            Found::Moved(address) => Err(Elsewhere::Moved(address)),
            Found::Gone(ended) => Err(Elsewhere::Ended(ended)),
        }
    };
    let key = format!("{}{form}", cms.mount().pages_url(language, address.as_str()));
    match cms.cache().get_or_render(headers, &key, render).await {
        Ok(answer) => Ok(answer),
        Err(Elsewhere::Moved(address)) => there(&address),
        Err(Elsewhere::Ended(_)) if form == CALENDAR => Err(gone()),
        Err(Elsewhere::Ended(ended)) => ended::answer(cms, &address, &ended, language).await,
        Err(Elsewhere::Nowhere(problem)) => Err(problem),
    }
}

/// What follows the address of an event where its calendar file is.
const CALENDAR: &str = ".ics";

/// Why there is no page at an address.
enum Elsewhere {
    Moved(Address),
    Ended(Box<Ended>),
    Nowhere(Problem),
}

impl Unrendered for Elsewhere {
    fn passes(&self) -> bool {
        matches!(self, Self::Nowhere(problem) if problem.passes())
    }
}

impl<P: Into<Problem>> From<P> for Elsewhere {
    fn from(problem: P) -> Self {
        Self::Nowhere(problem.into())
    }
}

/// The page as it stood on a day. It is kept in no cache: anybody can make up days.
async fn on_day(
    cms: &Cms,
    language: Language,
    address: &Address,
    day: Date,
    query: Option<String>,
) -> Result<Response, Problem> {
    let stood = match cms.stood_at(address.as_str(), day, language).await? {
        OnDay::Stood(stood) => stood,
        OnDay::Moved(there) => return moved(cms, language, there.as_str(), query),
        nothing => return ended::nothing(cms, address, day, &nothing, language).await,
    };
    let page = article::page_on(cms, &stood, day, language).await?;
    let url = |of| changes::on_day(&cms.mount().pages_url(of, address.as_str()), day);
    let alternates = stood.languages.iter().map(|&of| (of, url(of)));
    let ask = FrameAsk::new(language, Area::Public, page.title(), url(language));
    let ask = ask.alternates(alternates);
    let html = cms.presentation().html(&ask, &page).await.map_err(Problem::internal)?;
    Ok((ended::unindexed(), Html(html)).into_response())
}

/// The day that a reader asks for; none where the field was left empty. What else stands in a query is of no interest,
/// however it is written: links from elsewhere and old addresses bring all sorts of things.
fn asked_day(query: Option<&str>) -> Result<Option<Date>, Problem> {
    let pairs = query.unwrap_or_default().split('&');
    let mut days = pairs.filter_map(|pair| match pair.split_once('=') {
        Some(("on", day)) => (!day.is_empty()).then(|| day_of(day)),
        None => (pair == "on").then_some(None),
        Some(_) => None,
    });
    match (days.next(), days.next()) {
        (None, _) => Ok(None),
        (Some(Some(day)), None) => Ok(Some(day)),
        _ => {
            let wrong = Problem::bad_request("on", "A day is needed here.");
            Err(wrong.detail("Write it so: on=2026-11-23"))
        }
    }
}

/// `2026-11-23`, and nothing that a parser would take besides.
pub(crate) fn day_of(text: &str) -> Option<Date> {
    let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    text.parse().ok().filter(|_| plain)
}

/// How wide the picture is at most that stands for a page where it is shared.
const SHARED: u32 = 1_280;

async fn render(cms: &Cms, live: LivePage, language: Language) -> Result<Rendered, Problem> {
    let (id, url) =
        (live.document.id, |of| cms.mount().pages_url(of, live.document.address.as_str()));
    let alternates = live.languages.iter().map(|&of| (of, url(of))).collect::<Vec<_>>();
    let url = url(language);
    let picture = live.picture.as_ref().and_then(|image| view::picture(cms, image, SHARED));
    let mut page = article::page(cms, live, language).await?;
    if let Some(picture) = &picture {
        page.pictured(cms.mount().absolute(&picture.src));
    }
    let mut ask = FrameAsk::new(language, Area::Public, page.title(), url).alternates(alternates);
    if !page.summary().is_empty() {
        ask = ask.description(page.summary());
    }
    if let Some(picture) = picture {
        ask = ask.picture(picture);
    }
    let made = html(cms, ask, &page).await?.tag(page_tag(id));
    Ok(made.tags(page.above().map(page_tag)))
}

fn calendar_file(cms: &Cms, document: &Document, language: Language) -> Result<Rendered, Problem> {
    let published = document.published();
    let edition = published.pick(language).ok_or_else(gone)?.value;
    let (Facts::Event(facts), EditionState::Live { since, .. }) =
        (&edition.content.facts, &edition.state)
    else {
        return Err(Problem::not_found());
    };
    let page = cms.mount().pages_url(language, document.address.as_str());
    let url = cms.mount().absolute(&page);
    let entry = calendar::Entry {
        document: document.id,
        title: &edition.content.title,
        summary: &edition.content.summary,
        facts,
        since: *since,
        changed: document.changed.unwrap_or(*since),
        url: &url,
    };
    let file = calendar::file(&entry).ok_or_else(Problem::not_found)?;
    Ok(Rendered::new("text/calendar; charset=utf-8", file).tag(page_tag(document.id)))
}

async fn html<T: Template>(cms: &Cms, ask: FrameAsk, page: &T) -> Result<Rendered, Problem> {
    let html = cms.presentation().html(&ask, page).await.map_err(Problem::internal)?;
    Ok(Rendered::html(html).tag(Tag::new(MENU_TAG)))
}

fn moved(
    cms: &Cms,
    language: Language,
    path: &str,
    query: Option<String>,
) -> Result<Response, Problem> {
    let mut there = cms.mount().pages_url(language, path);
    if let Some(query) = query.filter(|query| !query.is_empty()) {
        there = format!("{there}?{query}");
    }
    let location = HeaderValue::from_str(&there).map_err(Problem::internal)?;
    Ok((StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, location)]).into_response())
}

/// The tags of whatever shows all lists.
fn all_lists() -> Vec<Tag> {
    Kind::ALL.map(list_tag).into()
}

fn gone() -> Problem {
    Problem::new(StatusCode::GONE, "gone", "This page was taken down.")
}
