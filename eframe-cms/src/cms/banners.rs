//! What is said above pages until it is over.

use eframe_core::frame::Banner;
use eframe_core::{Actor, Language};

use super::{Cms, Line};
use crate::Error;
use crate::model::{BannerFacts, Block, Body, Facts, Kind, Shown, Tone};
use crate::store::Filter;
use crate::view;

/// So many stand above a page at most.
const MOST: u64 = 5;
/// How wide a banner's picture is at most, in pixels.
const WIDE: u32 = 320;

impl Cms {
    /// The live banners in their order, for readers of a language, each with where it stands: what a host's frame shows
    /// above its pages. Whatever changes them drops the tag `menu`, as the menus do.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn banners(&self, language: Language) -> Result<Vec<(Shown, Banner)>, Error> {
        let filter = Filter { kind: Some(Kind::Banner), ..Filter::default() };
        let lines = self.lines(&Actor::anonymous(), &filter, language, MOST).await?;
        if lines.is_empty() {
            return Ok(Vec::new());
        }
        let bodies = self.bodies(&lines).await?;
        let banners = lines.iter().filter_map(|line| {
            let Facts::Banner(facts) = &line.facts else { return None };
            let body = bodies.get(&(line.document, line.language));
            Some((facts.shown, self.banner(line, facts, body, language)))
        });
        Ok(banners.collect())
    }

    fn banner(
        &self,
        line: &Line,
        facts: &BannerFacts,
        body: Option<&Body>,
        reader: Language,
    ) -> Banner {
        let says_more = body.is_some_and(|body| {
            body.blocks().iter().any(|block| !matches!(block, Block::Image(_)))
        });
        let href = match facts.link.as_str() {
            "" => says_more.then(|| self.mount().pages_url(reader, line.address.as_str())),
            path if path.starts_with('/') => Some(self.local(path, reader)),
            web => Some(web.to_owned()),
        };
        Banner {
            text: line.title.clone(),
            summary: line.summary.clone(),
            lang: line.language.tag().to_owned(),
            dir: line.language.direction().html(),
            warns: facts.tone == Tone::Warning,
            href,
            picture: body.and_then(|body| view::first_picture(self, body, WIDE)),
        }
    }
}
