//! Public pages are rendered before anybody asks for them, so that they are there when the database is away.
//!
//! The site asks itself for the front pages, for all that its sitemap names, in every language, and for what these pages lead
//! to. What is kept costs a look; what is not is rendered and kept. Whoever comes first to a page that an instance never showed
//! then finds it there, whatever the database does meanwhile.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use eframe_core::cache::PageCache;
use eframe_core::{Database, Language, Tag};
use http::{Request, Response, StatusCode, Uri, header};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use tower::{Service, ServiceExt as _};

use super::CACHE;
use super::routes::Inside;
use crate::health::SITEMAP;

/// More of the cache is left to what people ask for.
const ROOM: usize = CACHE / 4 * 3;

/// So many pages are looked after at most: a site has no end where each page leads to another.
const MOST: usize = 2_000;

/// After so many pages in a row that cannot be answered the database is held to be away. One by itself is that page's own trouble.
const IN_VAIN: usize = 3;

/// No page is longer, in octets, that is looked through for others.
const LONGEST: usize = 4 * 1024 * 1024;

/// How the work is spread, so that nobody notices it.
#[derive(Clone, Copy, Debug)]
struct Pace {
    /// After the start, when whoever waited for the site is answered.
    first: Duration,
    /// Between two pages.
    page: Duration,
    /// Between two rounds.
    rest: Duration,
    /// After so long there is a round although nobody told of a change: some pages are of a day.
    longest: Duration,
}

const PACE: Pace = Pace {
    first: Duration::from_secs(60),
    page: Duration::from_millis(20),
    rest: Duration::from_secs(10),
    longest: Duration::from_secs(600),
};

/// Who renders pages before anybody asks.
pub(crate) struct Ahead<S = Inside> {
    service: S,
    cache: PageCache,
    changed: Arc<Notify>,
    pace: Pace,
}

impl Ahead {
    /// Asks this service, which keeps its pages in this cache; what they show is in this database.
    pub(super) fn new(service: Inside, cache: PageCache, database: &Database) -> Self {
        let changed = Arc::<Notify>::default();
        let telling = Arc::clone(&changed);
        database.when_stale(move |tags| {
            // Nothing can be rendered before somebody is heard again.
            if !tags.contains(&Tag::UNHEARD) {
                telling.notify_one();
            }
        });
        Self { service, cache, changed, pace: PACE }
    }

    /// Works until `stop` is through.
    pub(crate) fn spawn(self, stop: impl Future<Output = ()> + Send + 'static) -> JoinHandle<()> {
        tokio::spawn(async move {
            tokio::select! {
                () = stop => {}
                () = self.work() => {}
            }
        })
    }

    async fn work(&self) {
        let mut is_told = false;
        sleep(self.pace.first).await;
        loop {
            let asked = self.round().await;
            if let Some(pages) = any(asked)
                && !std::mem::replace(&mut is_told, true)
            {
                tracing::info!(pages, "public pages are kept before anybody asks");
            }
            sleep(self.pace.rest).await;
            if asked.is_some() {
                // Whether somebody told or not, there is a round.
                let _ = timeout(self.pace.longest, self.changed.notified()).await;
            }
        }
    }
}

/// How many pages a round asked for, where it did for any: in a cache that others fill it keeps none.
fn any(asked: Option<usize>) -> Option<usize> {
    asked.filter(|pages| *pages > 0)
}

impl<S> Ahead<S>
where
    S: Service<Request<Body>, Response = Response<Body>> + Clone,
{
    /// Asks for each page once, as long as there is room: how many answered. Nothing, where the database is away.
    async fn round(&self) -> Option<usize> {
        let (mut asked, mut in_vain) = (0, 0);
        if !self.has_room() {
            return Some(asked);
        }
        let mut pages = Pages::default();
        pages.extend(Language::ALL.map(|language| format!("/{language}/")));
        pages.extend(in_all_languages(&self.ask(&Uri::from_static(SITEMAP)).await?));
        while self.has_room()
            && let Some(page) = pages.next()
        {
            match self.ask(&page).await {
                Some(text) => {
                    pages.extend(links(&text));
                    (asked, in_vain) = (asked + 1, 0);
                }
                None if in_vain + 1 >= IN_VAIN => return None,
                None => in_vain += 1,
            }
            sleep(self.pace.page).await;
        }
        Some(asked)
    }

    fn has_room(&self) -> bool {
        self.cache.bytes() < ROOM
    }

    /// What is there, rendered now unless it is kept; nothing where the site cannot answer now. What leads to no page is not
    /// read: that it was asked for is enough.
    async fn ask(&self, page: &Uri) -> Option<Bytes> {
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = page.clone();
        let answer = self.service.clone().oneshot(request).await.ok()?;
        if answer.status() == StatusCode::SERVICE_UNAVAILABLE {
            return None;
        }
        let kind = answer.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("text/html") && !kind.starts_with("application/xml") {
            return Some(Bytes::new());
        }
        Some(to_bytes(answer.into_body(), LONGEST).await.unwrap_or_default())
    }
}

/// Pages still to be asked for, each of them once.
#[derive(Default)]
struct Pages {
    waiting: VecDeque<Uri>,
    known: HashSet<String>,
}

impl Pages {
    fn extend(&mut self, paths: impl IntoIterator<Item = String>) {
        for path in paths {
            if self.known.len() >= MOST || self.known.contains(&path) {
                continue;
            }
            if let Ok(page) = path.parse::<Uri>() {
                self.waiting.push_back(page);
                self.known.insert(path);
            }
        }
    }

    fn next(&mut self) -> Option<Uri> {
        self.waiting.pop_front()
    }
}

/// What stands between these two, each time.
fn between<'a>(text: &'a str, begin: &'static str, end: char) -> impl Iterator<Item = &'a str> {
    text.split(begin).skip(1).filter_map(move |rest| rest.split(end).next())
}

/// The path below its language, where it is one of a public page.
fn below_language(path: &str) -> Option<&str> {
    let (language, rest) = path.strip_prefix('/')?.split_once('/')?;
    let is_known = Language::ALL.iter().any(|known| known.code() == language);
    (is_known && !rest.contains(['?', '#'])).then_some(rest)
}

/// The pages that a page of HTML leads to.
fn links(page: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(page);
    let paths = between(&text, "href=\"", '"');
    paths.filter(|path| below_language(path).is_some()).map(str::to_owned).collect()
}

/// The pages that a sitemap names, each in every language: who reads another than a page is written in is shown it all the
/// same. Of a sitemap in parts none.
fn in_all_languages(sitemap: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(sitemap);
    let paths = between(&text, "<loc>", '<').filter_map(|address| {
        let (_, place) = address.split_once("://")?;
        below_language(&place[place.find('/')?..])
    });
    let mut named = HashSet::new();
    let paths = paths.filter(|path| named.insert(*path));
    paths.flat_map(|path| Language::ALL.map(|language| format!("/{language}/{path}"))).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use axum::response::Html;
    use axum::routing::{MethodRouter, get};

    use super::super::tests::{Hall, hall};
    use super::*;

    const AT_ONCE: Pace = Pace {
        first: Duration::ZERO,
        page: Duration::ZERO,
        rest: Duration::ZERO,
        longest: Duration::ZERO,
    };

    /// Pages of every kind that nobody asked for.
    const ANY: [&str; 8] = [
        "/en/",
        "/ar/",
        "/en/about",
        "/ru/membership/kinds",
        "/zh/news",
        "/ko/members/",
        "/fr/ceds/",
        "/es/newsletter/",
    ];

    fn ahead(hall: &Hall) -> Ahead {
        let Ahead { service, cache, changed, .. } = &hall.site.ahead;
        let (cache, changed) = (cache.clone(), Arc::clone(changed));
        Ahead { service: service.clone(), cache, changed, pace: AT_ONCE }
    }

    async fn status(ahead: &Ahead, path: &str) -> u16 {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let answer = ahead.service.clone().oneshot(request).await.expect("an answer");
        answer.status().as_u16()
    }

    #[tokio::test]
    async fn bad_input_87_pages_that_nobody_asked_for_are_there_when_the_database_is_away() {
        let hall = hall().await;
        hall.site.seed().await.expect("the first content");
        let ahead = ahead(&hall);
        let pages = ahead.round().await.expect("the database is there");
        assert!((300..MOST).contains(&pages), "{pages}");
        assert!(ahead.cache.bytes() < ROOM, "{}", ahead.cache.bytes());
        // What is kept is not rendered again.
        let asked = hall.site.database.asked();
        assert_eq!(ahead.round().await, Some(pages));
        let again = hall.site.database.asked() - asked;
        assert!(again < u64::try_from(pages).expect("few"), "{again} statements");
        hall.site.database.close().await;
        for path in ANY {
            assert_eq!(status(&ahead, path).await, 200, "{path}");
        }
        ahead.cache.clear();
        assert_eq!(status(&ahead, "/en/about").await, 503);
        assert_eq!(ahead.round().await, None, "nobody can be asked");
    }

    #[tokio::test]
    async fn where_others_fill_the_cache_nothing_is_rendered() {
        let hall = hall().await;
        let ahead = Ahead { cache: full().await, ..ahead(&hall) };
        let asked = hall.site.database.asked();
        let came = ahead.round().await;
        assert_eq!((came, any(came)), (Some(0), None), "nobody is told that pages are kept");
        assert_eq!(hall.site.database.asked(), asked, "nobody is asked for a sitemap");
    }

    /// A site of its own that asks itself.
    async fn asking(service: axum::Router) -> Ahead<axum::Router> {
        let Ahead { cache, changed, .. } = ahead(&hall().await);
        Ahead { service, cache, changed, pace: AT_ONCE }
    }

    fn page(text: &'static str) -> MethodRouter {
        get(move || async move { Html(text) })
    }

    #[tokio::test]
    async fn a_page_that_cannot_be_answered_keeps_no_other_from_being_rendered() {
        let away = || get(|| async { StatusCode::SERVICE_UNAVAILABLE });
        let site = axum::Router::new()
            .route(SITEMAP, page(""))
            .route("/en/", page(r#"<a href="/en/broken"><a href="/en/too"><a href="/en/about">"#))
            .route("/en/broken", away())
            .route("/en/too", away())
            .route("/en/about", page(r#"<a href="/en/table.csv">"#))
            .route("/en/table.csv", get(|| async { r#"<a href="/en/hidden">"# }));
        // Each language's front page, be it one that is not there, and two more.
        assert_eq!(asking(site).await.round().await, Some(Language::ALL.len() + 2));
    }

    #[tokio::test]
    async fn bad_input_87_a_round_ends_where_one_page_after_the_other_cannot_be_answered() {
        let asked = Arc::new(AtomicUsize::new(0));
        let counting = Arc::clone(&asked);
        let site = axum::Router::new().route(SITEMAP, page("")).fallback(move || {
            counting.fetch_add(1, Ordering::Relaxed);
            async { StatusCode::SERVICE_UNAVAILABLE }
        });
        assert_eq!(asking(site).await.round().await, None);
        assert_eq!(asked.load(Ordering::Relaxed), IN_VAIN);
    }

    /// A cache in which there is no room.
    async fn full() -> PageCache {
        use eframe_core::cache::Rendered;
        use eframe_core::http::Problem;
        let cache = PageCache::new(CACHE);
        for n in 0..16 {
            let page = || async { Ok::<_, Problem>(Rendered::html("x".repeat(CACHE / 16))) };
            let kept = cache.get_or_render(&http::HeaderMap::new(), &n.to_string(), page).await;
            assert!(kept.is_ok());
        }
        cache
    }

    #[test]
    fn only_paths_of_public_pages_are_followed() {
        let page = br##"<a href="/en/about"><a href="/desk/"><a href="/en/search?q=x"><link href="https://x.example/en/y">
            <a href="#content"><a href="/ar/faq#one"><a href="/fr/"><a href="/en">"##;
        assert_eq!(links(page), ["/en/about", "/fr/"]);
        let sitemap = b"<urlset><url><loc>https://city.example/ko/about</loc><xhtml:link/></url>\
            <url><loc>https://city.example/en/about</loc></url><url><loc>https://city.example/x.pdf</loc></url>";
        let named = in_all_languages(sitemap);
        assert_eq!(named.len(), Language::ALL.len());
        assert!(named.contains(&"/en/about".to_owned()) && named.contains(&"/ar/about".to_owned()));
        let index = b"<sitemapindex><loc>https://city.example/sitemap.xml?from=1&amp;until=2</loc>";
        assert!(in_all_languages(index).is_empty());
    }
}
