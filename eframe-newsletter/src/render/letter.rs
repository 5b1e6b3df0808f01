use css_inline::CSSInliner;
use eframe_core::template::Template;
use eframe_core::{Language, Mount, Presentation};
use serde::Serialize;

use super::view::{BlockView, Foreign, plain, samples};
use super::{said, views};
use crate::Error;
use crate::model::{Composition, Issue, IssueText, UNSUBSCRIBE, picked};

/// An issue as a letter.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Letter {
    lang: String,
    dir: &'static str,
    site: String,
    title: String,
    /// The language of the title, where it is not the letter's.
    foreign: Option<Foreign>,
    /// The quarter, in words.
    number: String,
    blocks: Vec<BlockView>,
    /// Where it is read on the site.
    online: String,
    /// Where each reader's own link is put in.
    unsubscribe: &'static str,
}

/// The letter as HTML.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct LetterHtml(Letter);

/// The letter as plain text.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct LetterText(Letter);

/// Makes what an issue says in one language, as letters carry it.
pub(crate) fn made(
    presentation: &Presentation,
    mount: &Mount,
    site: &str,
    issue: &Issue,
    composition: &Composition,
    language: Language,
) -> Result<IssueText, Error> {
    let title = picked(&composition.titles, language, issue.fallback);
    let path = format!("/archive/{}", issue.number);
    let letter = Letter {
        lang: language.tag().to_owned(),
        dir: language.direction().html(),
        site: site.to_owned(),
        foreign: title.and_then(|(of, _)| Foreign::to(language, of)),
        title: title.map(|(_, title)| plain(title)).unwrap_or_default(),
        number: said(presentation, language, issue.number),
        blocks: views(presentation, mount.origin(), composition, (language, issue.fallback)),
        online: mount.absolute(&mount.pages_url(language, &path)),
        unsubscribe: UNSUBSCRIBE,
    };
    let subject = letter.title.trim().to_owned();
    let failed = |error: String| Error::Letter(error);
    let html = presentation.text(language, &LetterHtml(letter.clone()));
    let html = inlined(&html.map_err(|error| failed(error.to_string()))?).map_err(failed)?;
    let text = presentation.text(language, &LetterText(letter));
    let text = text.map_err(|error| failed(error.to_string()))?;
    Ok(IssueText { subject, html, text })
}

/// Puts styles into the elements: many mail programs read no others. What a dark screen needs cannot stand there and stays
/// where it is. Nothing is fetched: that part of the library is not even built.
fn inlined(html: &str) -> Result<String, String> {
    let inliner = CSSInliner::options()
        .load_remote_stylesheets(false)
        .keep_style_tags(false)
        .minify_css(true)
        .build();
    inliner.inline(html).map_err(|error| error.to_string())
}

fn sample() -> Letter {
    Letter {
        lang: "en".to_owned(),
        dir: "ltr",
        site: "Union of Cities".to_owned(),
        title: "News of the fourth quarter".to_owned(),
        foreign: None,
        number: "Quarter 4 of 2026".to_owned(),
        blocks: samples(),
        online: "https://city.example/en/newsletter/archive/2026-Q4".to_owned(),
        unsubscribe: UNSUBSCRIBE,
    }
}

fn foreign() -> Letter {
    let foreign = Foreign::to(Language::AR, Language::EN);
    Letter { lang: "ar".to_owned(), dir: "rtl", foreign, blocks: Vec::new(), ..sample() }
}

impl Template for LetterHtml {
    const NAME: &'static str = "newsletter/letter.html";

    fn samples() -> Vec<Self> {
        vec![Self(sample()), Self(foreign())]
    }
}

impl Template for LetterText {
    const NAME: &'static str = "newsletter/letter.txt";

    fn samples() -> Vec<Self> {
        vec![Self(sample()), Self(foreign())]
    }
}
