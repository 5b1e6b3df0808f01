//! A body as it is shown: each block a view of its own, rendered by the partial template of its kind.

mod block;
mod figures;
mod file;
mod links;
mod table;

use eframe_core::Language;
use eframe_core::present::RenderError;
use eframe_core::template::Template;
use serde::Serialize;

pub(crate) use block::BlockView;
pub(crate) use file::picture;
pub(crate) use links::led;

use crate::Cms;
use crate::markdown::{self, Heading, Part, Piece, Rendered};
use crate::model::{Block, Body};

/// In which way bodies become HTML: the digest of what samples become. What is kept in another form is not shown, so a
/// test says when this has to be another.
pub(crate) const FORM: &str = "9580f2333b7bfff2";

/// What is kept of a text beside its HTML: another name for each that is more, so that what was kept before is made anew.
pub(crate) const BESIDE: &str = "contents,picture";

/// The blocks of a body that show something.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct BodyView {
    blocks: Vec<BlockView>,
}

/// What the blocks of a body are shown with.
struct Show<'a> {
    cms: &'a Cms,
    /// What anchors begin with.
    anchors: &'a str,
    /// The language of the body: that of labels, dates and numbers too.
    written: Language,
    /// The address of a file, by its path in the library.
    files: &'a dyn Fn(&str) -> String,
}

/// Renders a body: a text alone without any template, blocks by theirs. Its links to pages of the site name no language
/// yet: they are [`led`] to the reader's.
pub(crate) fn rendered(
    cms: &Cms,
    body: &Body,
    anchors: &str,
    written: Language,
) -> Result<Rendered, RenderError> {
    rendered_with(cms, body, anchors, written, &|path| cms.mount().files_url(path))
}

/// The same, with its files somewhere else.
pub(crate) fn rendered_with(
    cms: &Cms,
    body: &Body,
    anchors: &str,
    written: Language,
    files: &dyn Fn(&str) -> String,
) -> Result<Rendered, RenderError> {
    let parts = body.blocks().iter().flat_map(parts).collect::<Vec<_>>();
    let (pieces, contents) = markdown::outlined(&parts, anchors);
    let mut pieces = Pieces(pieces.into_iter());
    let html = if body.as_text().is_some() {
        pieces.html()
    } else {
        let show = Show { cms, anchors, written, files };
        let views = body.blocks().iter().enumerate();
        let views = views.filter_map(|(at, block)| show.block(at, block, &mut pieces));
        let view = BodyView { blocks: views.collect() };
        cms.presentation().text(written, &view)?
    };
    Ok(Rendered { html, contents })
}

/// What of a block belongs to the outline, in its order.
fn parts(block: &Block) -> Vec<Part<'_>> {
    match block {
        Block::Text(text) => vec![Part::Text(&text.markdown)],
        Block::Heading(heading) if !heading.text.is_empty() => {
            vec![Part::Heading(heading.level, &heading.text)]
        }
        Block::Accordion(accordion) => {
            accordion.items.iter().map(|fold| Part::Text(&fold.markdown)).collect()
        }
        _ => Vec::new(),
    }
}

/// What became of the parts, to be taken in the same order.
struct Pieces(std::vec::IntoIter<Piece>);

impl Pieces {
    fn html(&mut self) -> String {
        match self.0.next() {
            Some(Piece::Html(html)) => html,
            _ => String::new(),
        }
    }

    fn heading(&mut self) -> Option<Heading> {
        match self.0.next() {
            Some(Piece::Heading(heading)) => Some(heading),
            _ => None,
        }
    }
}

impl Template for BodyView {
    const NAME: &'static str = "cms/body.html";

    fn samples() -> Vec<Self> {
        vec![Self::default(), Self { blocks: block::samples() }]
    }
}

#[cfg(test)]
mod tests;
