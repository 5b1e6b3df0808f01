//! What has to be mended before a text is published, and what could be better.

mod finding;
mod links;
mod look;

use std::collections::{BTreeMap, BTreeSet};

use eframe_core::Language;
use jiff::civil::DateTime;

pub use finding::{Check, Finding, Severity};
#[cfg(feature = "server")]
pub(crate) use links::{addresses, dead_links};

use self::look::Look;
use crate::model::block::{Attachment, OwnName};
use crate::model::{Address, Block, Content, Facts, Kind, MediaId};

/// What a check has to know of the site around a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckContext {
    /// The languages of the site, with which a path may begin.
    pub languages: Vec<Language>,
    /// First segments of paths that the host's own routes use.
    pub rooms: Vec<String>,
    /// What whole addresses of the site begin with: `https://city.example`, and the same without its scheme.
    pub site: Vec<String>,
    /// What the paths of its pages begin with, in each language: `/en`.
    pub pages: Vec<String>,
    /// Those links of the text that lead on from an old address, as they are written in it.
    pub redirected: BTreeSet<String>,
    /// The places of its own page that a link can lead to: `s-fees`. Where none are told, none is asked for.
    pub anchors: Option<BTreeSet<String>>,
    /// What stands at the addresses that the text leads to. Of one that is not here nothing ever stood there.
    pub documents: BTreeMap<Address, Reach>,
    /// The kinds of blocks that the host brought.
    pub own: BTreeSet<OwnName>,
    /// What became of the files that the text shows.
    pub files: BTreeMap<MediaId, Fate>,
    /// Those of them, by their version, that are pictures and cannot be read.
    pub unreadable: BTreeSet<(MediaId, u32)>,
    /// What the addresses of the library's files begin with: `/media/`, and the same with the site before it.
    pub library: Vec<String>,
    /// The languages that everything in its place has to be there in, and this is not.
    pub untranslated: Vec<Language>,
}

/// What became of a file of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is there, and its newest version has this number.
    Newest(u32),
    /// It was retired.
    Retired,
}

/// Whether there is something to read where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// There is.
    Live,
    /// There will be, when it is published.
    Coming,
    /// There was.
    Gone,
}

/// Everything that is to be mended in a text, or could be better, in the order of its form.
///
/// Plain functions over the text and its surroundings: the same for the desk, JSON, publishing and a plan for
/// later. Publishing is refused while a finding [blocks](Severity::Blocks).
///
/// ```
/// use eframe_cms::model::{Content, Fields, Kind};
/// use eframe_cms::rules::{Check, CheckContext, checks};
///
/// let body = "## Fees\n\nSee [the charter](/about/charter).".into();
/// let fields = Fields { title: "Join".to_owned(), body, ..Fields::default() };
/// let content = Content::read(Kind::Page, &fields)?;
/// let found = checks(&content, &CheckContext::default());
/// assert_eq!(found[0].check, Check::DeadLink);
/// assert_eq!(found[0].words, "/about/charter");
/// # Ok::<(), eframe_core::FieldErrors>(())
/// ```
pub fn checks(content: &Content, context: &CheckContext) -> Vec<Finding> {
    let mut look = Look::new(content.body.as_text().is_some(), context);
    for (number, block) in content.body.blocks().iter().enumerate() {
        look.block(number, block);
    }
    let mut found = look.finish();
    let has_file =
        |block: &Block| matches!(block, Block::Document(Attachment { file: Some(_), .. }));
    if content.facts.kind() == Kind::Document && !content.body.blocks().iter().any(has_file) {
        found.push(Finding::of(Check::DocumentWithoutFile, "body", None, ""));
    }
    if let Facts::Event(event) = &content.facts {
        let told = |(field, time): (&str, DateTime)| {
            let words = format!("{} ({})", time.strftime("%Y-%m-%d %H:%M"), event.zone);
            Finding::of(Check::SkippedTime, field, None, &words)
        };
        found.extend(event.skipped().into_iter().map(told));
    }
    if let Some(link) = content.facts.link() {
        found.extend(links::check(link, context));
    }
    for language in &context.untranslated {
        found.push(Finding::of(Check::MissingTranslation, "", None, language.own_name()));
    }
    found
}

#[cfg(test)]
mod tests;
