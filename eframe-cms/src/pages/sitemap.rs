use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use eframe_core::block::axum;
use eframe_core::cache::Rendered;
use eframe_core::http::{Problem, Query};
use eframe_core::{Component, Language, Timestamp};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use http_body_util::BodyExt as _;
use serde::Deserialize;
use uuid::Uuid;

use super::all_lists;
use crate::Cms;
use crate::machine::{Location, index, locations};
use crate::model::Kind;
use crate::store::{Mapped, Part};

/// How many documents a part has: in seven languages with their alternates some four megabytes, where 50,000
/// addresses and 50 megabytes are allowed.
const PART: u32 = 500;

/// A sitemap, and what the host has besides the content.
#[derive(Clone)]
struct Sitemap {
    cms: Cms,
    path: Arc<str>,
    beside: Arc<[String]>,
}

/// Which part is asked for, as the index tells its bounds; the whole, or an index of its parts, without.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    from: Option<Uuid>,
    until: Option<Uuid>,
}

impl Cms {
    /// The sitemap of everything public, each page with its languages; one of parts when it is large. To be mounted
    /// at `path`, such as `/sitemap.xml`, at the root of the site: a sitemap speaks for what lies below its own folder.
    ///
    /// `beside` are paths of the host's own below each language, such as `/` or `/members/`, that are there in all
    /// languages.
    pub fn sitemap<S: Into<String>>(
        &self,
        path: &str,
        beside: impl IntoIterator<Item = S>,
    ) -> Component {
        let beside = beside.into_iter().map(Into::into).collect();
        let sitemap = Sitemap { cms: self.clone(), path: path.into(), beside };
        let router = axum::Router::new().route("/", get(show)).route("/{*path}", get(show));
        Component::from_router("cms", router.with_state(sitemap))
    }
}

async fn show(
    State(sitemap): State<Sitemap>,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let cache = sitemap.cms.cache();
    let Some(from) = wanted.from else {
        let render = || async { Ok::<_, Problem>(xml(sitemap.whole().await?).tags(all_lists())) };
        return cache.get_or_render(&headers, &sitemap.path, render).await;
    };
    let parts = sitemap.parts().await?;
    let part = parts.with(from);
    if (Some(part.from), Some(part.until)) != (wanted.from, wanted.until) {
        // Parts move as documents come and go, and anybody can make bounds up.
        return sitemap.led(&parts, part);
    }
    let key = format!("{} {} {}", sitemap.path, part.from, part.until);
    let render = || async {
        let is_first = parts.0.first() == Some(&from);
        let part = Part { from: Some(part.from), until: Some(part.until) };
        let part = sitemap.part(part, is_first).await?;
        Ok::<_, Problem>(xml(locations(&part)).tags(all_lists()))
    };
    cache.get_or_render(&headers, &key, render).await
}

/// Where parts begin, in order.
struct Parts(Vec<Uuid>);

/// The bounds of one: from this id on, up to that.
#[derive(Clone, Copy)]
struct Bounds {
    from: Uuid,
    until: Uuid,
}

impl Parts {
    fn all(&self) -> impl Iterator<Item = Bounds> {
        let ends = self.0.iter().skip(1).copied().chain([Uuid::max()]);
        self.0.iter().zip(ends).map(|(&from, until)| Bounds { from, until })
    }

    /// The part that has this id, or would have it.
    fn with(&self, id: Uuid) -> Bounds {
        let from = Uuid::nil();
        let before = self.all().take_while(|part| part.from <= id).last();
        before.or(self.all().next()).unwrap_or(Bounds { from, until: Uuid::max() })
    }
}

fn xml(bytes: Vec<u8>) -> Rendered {
    Rendered::new("application/xml; charset=utf-8", bytes)
}

impl Sitemap {
    /// All of it where it fits into one part, else the index.
    async fn whole(&self) -> Result<Vec<u8>, Problem> {
        let parts = self.parts().await?;
        if parts.0.len() <= 1 {
            return Ok(locations(&self.part(Part::default(), true).await?));
        }
        let here = self.cms.mount().absolute(&self.path);
        let address = |part: Bounds| format!("{here}?from={}&until={}", part.from, part.until);
        Ok(index(&parts.all().map(address).collect::<Vec<_>>()))
    }

    /// Where parts begin. All that is public has to be gone through for that, so it is kept as long as nothing changes.
    async fn parts(&self) -> Result<Parts, Problem> {
        let render = || async {
            let starts = self.cms.parts(PART).await?.into_iter();
            let starts = starts.map(|start| start.to_string()).collect::<Vec<_>>().join(" ");
            Ok::<_, Problem>(Rendered::new("text/plain", starts).tags(all_lists()))
        };
        let key = format!("{} parts", self.path);
        let kept = self.cms.cache().get_or_render(&HeaderMap::new(), &key, render).await?;
        let kept = kept.into_body().collect().await.map_err(Problem::internal)?.to_bytes();
        let starts = String::from_utf8_lossy(&kept);
        let starts = starts.split_whitespace().map(str::parse);
        Ok(Parts(starts.collect::<Result<_, _>>().map_err(Problem::internal)?))
    }

    /// To the part as it is today; where there is one alone, to all of it.
    fn led(&self, parts: &Parts, to: Bounds) -> Result<Response, Problem> {
        let there = match parts.0.len() {
            0 | 1 => self.path.to_string(),
            _ => format!("{}?from={}&until={}", self.path, to.from, to.until),
        };
        let there = HeaderValue::from_str(&there).map_err(Problem::internal)?;
        let cache = HeaderValue::from_static("no-cache");
        let headers = [(header::LOCATION, there), (header::CACHE_CONTROL, cache)];
        Ok((StatusCode::FOUND, headers).into_response())
    }

    /// The documents of a part. What is there beside them, the first one has.
    async fn part(&self, part: Part, is_first: bool) -> Result<Vec<Location>, Problem> {
        let mut all = if is_first { self.beside().await? } else { Vec::new() };
        let mapped = self.cms.mapped(part, PART.into()).await?;
        all.extend(mapped.iter().map(|mapped| self.location(mapped)));
        Ok(all)
    }

    /// Lists and the host's own pages, which are there in every language.
    async fn beside(&self) -> Result<Vec<Location>, Problem> {
        // As a rule nothing is announced, and nobody looks for a list of nothing.
        let language = self.cms.first_language();
        let announced = !self.cms.published(Kind::Banner, language, 1).await?.is_empty();
        let kinds = Kind::ALL.into_iter().filter(|&kind| kind != Kind::Banner || announced);
        let lists = kinds.filter_map(Kind::folder).map(|name| format!("/{name}"));
        let everywhere = self.beside.iter().cloned().chain(lists);
        let languages = self.cms.languages();
        let location = |path: String| Location {
            pages: languages.iter().map(|&of| (of, self.address(of, &path), None)).collect(),
        };
        Ok(everywhere.map(location).collect())
    }

    fn location(&self, mapped: &Mapped) -> Location {
        let page = |(&of, &since): (&Language, &Timestamp)| {
            (of, self.address(of, mapped.address.as_str()), Some(since))
        };
        Location { pages: mapped.since.iter().map(page).collect() }
    }

    fn address(&self, language: Language, path: &str) -> String {
        self.cms.mount().absolute(&self.cms.mount().pages_url(language, path))
    }
}
