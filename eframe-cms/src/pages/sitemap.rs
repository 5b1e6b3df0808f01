use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use eframe_core::block::axum;
use eframe_core::cache::Rendered;
use eframe_core::http::{Problem, Query};
use eframe_core::{Component, Language, Timestamp};
use http::HeaderMap;
use serde::Deserialize;
use uuid::Uuid;

use super::all_lists;
use crate::machine::{Location, index, locations};
use crate::model::Kind;
use crate::store::{Mapped, Part};
use crate::{Cms, Error};

/// How many documents a part has: in seven languages with their alternates some four megabytes, where 50,000
/// addresses and 50 megabytes are allowed.
const PART: u32 = 500;
/// Most documents that a part is answered with, should more have come into being since the index was read.
const MOST: u64 = 5_000;

/// A sitemap, and what the host has besides the content.
#[derive(Clone)]
struct Sitemap {
    cms: Cms,
    path: Arc<str>,
    beside: Arc<[String]>,
}

/// Which part is asked for; the whole, or an index of its parts, without.
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
    if let Some(from) = wanted.from {
        let part = sitemap.part(Part { from: Some(from), until: wanted.until }).await?;
        return Ok(xml(locations(&part)).answer(&headers));
    }
    let render = || async { Ok::<_, Problem>(xml(sitemap.whole().await?).tags(all_lists())) };
    sitemap.cms.cache().get_or_render(&headers, &sitemap.path, render).await
}

fn xml(bytes: Vec<u8>) -> Rendered {
    Rendered::new("application/xml; charset=utf-8", bytes)
}

impl Sitemap {
    /// All of it where it fits into one part, else the index.
    async fn whole(&self) -> Result<Vec<u8>, Error> {
        let starts = self.cms.parts(PART).await?;
        if starts.len() <= 1 {
            return Ok(locations(&self.part(Part::default()).await?));
        }
        let here = self.cms.mount().absolute(&self.path);
        let address = |(number, start): (usize, &Uuid)| match starts.get(number + 1) {
            Some(until) => format!("{here}?from={start}&until={until}"),
            None => format!("{here}?from={start}"),
        };
        Ok(index(&starts.iter().enumerate().map(address).collect::<Vec<_>>()))
    }

    /// The documents of a part. What is there beside them, the first one has.
    async fn part(&self, part: Part) -> Result<Vec<Location>, Error> {
        let first = match part.from {
            Some(from) => self.cms.parts(PART).await?.first() == Some(&from),
            None => true,
        };
        let mut all = if first { self.beside() } else { Vec::new() };
        all.extend(self.cms.mapped(part, MOST).await?.iter().map(|mapped| self.location(mapped)));
        Ok(all)
    }

    /// Lists and the host's own pages, which are there in every language.
    fn beside(&self) -> Vec<Location> {
        let lists = Kind::ALL.into_iter().filter_map(Kind::folder).map(|name| format!("/{name}"));
        let everywhere = self.beside.iter().cloned().chain(lists);
        let languages = self.cms.languages();
        everywhere
            .map(|path| Location {
                pages: languages.iter().map(|&of| (of, self.address(of, &path), None)).collect(),
            })
            .collect()
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
