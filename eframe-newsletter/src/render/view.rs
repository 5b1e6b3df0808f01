use eframe_core::template::Template;
use eframe_core::{Language, Presentation};
use serde::Serialize;

use super::markdown::rich;
use crate::model::{Block, Composition, Fallback, Item, Source, UNSUBSCRIBE, picked};

/// A block as templates show it.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct BlockView {
    /// `heading`, `text` or `items`.
    kind: &'static str,
    /// The language of its words, where it is not the reader's.
    foreign: Option<Foreign>,
    /// A heading, be it written or that of its items.
    words: String,
    html: String,
    /// The same as plain text.
    text: String,
    items: Vec<ItemView>,
}

/// An item as templates show it.
#[derive(Clone, Debug, Default, Serialize)]
struct ItemView {
    foreign: Option<Foreign>,
    title: String,
    summary: String,
    address: String,
    /// Its day; empty where it has none.
    date: String,
}

/// A language that is not the reader's.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Foreign {
    lang: String,
    dir: &'static str,
    /// Its name in itself.
    name: String,
}

impl Foreign {
    /// Nothing, where it is the reader's own.
    pub(super) fn to(reader: Language, language: Language) -> Option<Self> {
        (reader != language).then(|| Self {
            lang: language.tag().to_owned(),
            dir: language.direction().html(),
            name: language.own_name().to_owned(),
        })
    }
}

/// The blocks of an issue for readers of a language.
pub(crate) fn views(
    presentation: &Presentation,
    origin: &str,
    composition: &Composition,
    (language, fallback): (Language, Fallback),
) -> Vec<BlockView> {
    let view = |block: &Block| match block {
        Block::Heading { words } => {
            let (of, words) = picked(words, language, fallback)?;
            let foreign = Foreign::to(language, of);
            Some(BlockView {
                kind: "heading",
                foreign,
                words: plain(words),
                ..BlockView::default()
            })
        }
        Block::Text { markdown } => {
            let (of, markdown) = picked(markdown, language, fallback)?;
            let both = rich(&plain(markdown), origin);
            let foreign = Foreign::to(language, of);
            // Once more: Markdown reads marks that are written as numbers.
            let (html, text) = (plain(&both.html), plain(&both.text));
            Some(BlockView { kind: "text", foreign, html, text, ..BlockView::default() })
        }
        Block::Items { source, .. } => {
            let items = block.chosen().filter_map(|item| item_view(item, language, fallback));
            let items: Vec<_> = items.collect();
            let words = presentation.message(language, head(*source), &[]);
            let view = BlockView { kind: "items", words, items, ..BlockView::default() };
            (!view.items.is_empty()).then_some(view)
        }
    };
    composition.blocks.iter().filter_map(view).collect()
}

fn item_view(item: &Item, language: Language, fallback: Fallback) -> Option<ItemView> {
    let (of, text) = picked(&item.texts, language, fallback)?;
    Some(ItemView {
        foreign: Foreign::to(language, of),
        title: plain(&text.title),
        summary: plain(&text.summary),
        address: plain(&text.address),
        date: item.date.map(|day| day.to_string()).unwrap_or_default(),
    })
}

/// Where a reader's own link goes is the letter's matter, and no words'. What is taken out may bring two halves together, so it
/// is looked again.
pub(crate) fn plain(words: &str) -> String {
    let mut plain = words.to_owned();
    while plain.contains(UNSUBSCRIBE) {
        plain = plain.replace(UNSUBSCRIBE, "");
    }
    plain
}

const fn head(source: Source) -> &'static str {
    match source {
        Source::News => "newsletter.letter.news",
        Source::Events => "newsletter.letter.events",
        Source::Members => "newsletter.letter.members",
        Source::Partners => "newsletter.letter.partners",
    }
}

/// What an issue says, for a page or a feed around it.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Body {
    pub(crate) blocks: Vec<BlockView>,
}

impl Template for Body {
    const NAME: &'static str = "newsletter/body.html";

    fn samples() -> Vec<Self> {
        vec![Self::default(), Self { blocks: samples() }]
    }
}

/// Blocks of every kind, in the reader's language and in another.
pub(super) fn samples() -> Vec<BlockView> {
    let korean = || Foreign::to(Language::EN, Language::KO);
    let own = ItemView {
        title: "A harbour opens".to_owned(),
        summary: "With ferries.".to_owned(),
        address: "https://city.example/en/news/harbour".to_owned(),
        date: "2026-11-26".to_owned(),
        ..ItemView::default()
    };
    let bare = ItemView { foreign: korean(), title: "서울".to_owned(), ..ItemView::default() };
    let words = |words: &str| words.to_owned();
    vec![
        BlockView { kind: "heading", words: words("This quarter"), ..BlockView::default() },
        BlockView {
            kind: "heading",
            foreign: korean(),
            words: words("이번 분기"),
            ..BlockView::default()
        },
        BlockView {
            kind: "text",
            html: words("<p>Dear readers</p>"),
            text: words("Dear readers"),
            ..BlockView::default()
        },
        BlockView {
            kind: "text",
            foreign: korean(),
            html: words("<p>안녕하세요</p>"),
            text: words("안녕하세요"),
            ..BlockView::default()
        },
        BlockView {
            kind: "items",
            words: words("News"),
            items: vec![own, bare],
            ..BlockView::default()
        },
    ]
}
