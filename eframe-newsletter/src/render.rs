//! An issue as it is read: a letter in HTML and in plain text, and its body as a page.

mod letter;
mod markdown;
mod view;

#[cfg(test)]
mod tests;

pub(crate) use letter::{LetterHtml, LetterText, made};
pub(crate) use view::{Body, plain, views};

use eframe_core::{Language, Presentation};

use crate::model::Quarter;

/// A quarter in words.
pub(crate) fn said(presentation: &Presentation, language: Language, number: Quarter) -> String {
    // As words: a year has no comma behind its thousands.
    let (year, quarter) = (number.year().to_string(), number.number().to_string());
    let args = [("year", year.as_str().into()), ("quarter", quarter.as_str().into())];
    presentation.message(language, "newsletter.letter.number", &args)
}
