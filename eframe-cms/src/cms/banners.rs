//! What stands around every page, and in it what is said above them until it is over.

use std::collections::BTreeMap;

use eframe_core::Language;
use eframe_core::frame::Banner;

use super::{Cms, Line, MenuLink};
use crate::Error;
use crate::model::{BannerFacts, Block, Body, Facts, Shown, Slug, Tone};
use crate::view;

/// So many stand above a page at most.
const MOST: usize = 5;
/// How wide a banner's picture is at most, in pixels.
const WIDE: u32 = 320;

/// What a host's frame shows around its pages.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Framing {
    /// What each menu leads to, by its name: only what is live.
    pub menus: BTreeMap<Slug, Vec<MenuLink>>,
    /// The live banners in their order, each with where it stands.
    pub banners: Vec<(Shown, Banner)>,
}

impl Cms {
    /// The first of some live banners, each with where it stands.
    pub(super) async fn banners_of(
        &self,
        mut lines: Vec<Line>,
        language: Language,
    ) -> Result<Vec<(Shown, Banner)>, Error> {
        lines.truncate(MOST);
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
            picture: body
                .and_then(Body::first_image)
                .and_then(|image| view::picture(self, image, WIDE)),
        }
    }
}
