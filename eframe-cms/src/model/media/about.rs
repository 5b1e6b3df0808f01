use eframe_core::{FieldErrors, Language, Localized};
use serde::{Deserialize, Serialize};

use crate::model::LIMITS;
use crate::model::content::one_line;

/// What is said of a file of the library. An edition that shows the file copies what it needs, so that a change here
/// changes no page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// Whether a picture says nothing that is not in the text beside it. It then needs no words for those who can't
    /// see it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub decorative: bool,
    /// The words, by language.
    pub said: Localized<Said>,
    /// What of a picture stays in sight when it is cut.
    pub focus: Focus,
    /// Under which licence it may be shown, and whose it is: `CC BY 4.0, City of Ulsan`; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub licence: String,
    /// Words to find it by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
}

/// What is said of a file in one language. Each may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Said {
    /// What a document is called in a link.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What a picture shows, for those who can't see it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub alt: String,
    /// What stands below it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub caption: String,
    /// Who made it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub credit: String,
}

/// A point of a picture, in percent of its width from the left and of its height from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Focus {
    /// From the left, 0 to 100.
    pub x: u8,
    /// From the top, 0 to 100.
    pub y: u8,
}

/// What a form or a JSON body says of a file, not yet checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AboutFields {
    /// See [`About::decorative`].
    pub decorative: bool,
    /// By language.
    pub said: Vec<(Language, Said)>,
    /// [`Focus::x`], in digits; 50 where it is empty.
    pub focus_x: String,
    /// [`Focus::y`], likewise.
    pub focus_y: String,
    /// See [`About::licence`].
    pub licence: String,
    /// See [`About::tags`], with commas between them.
    pub tags: String,
}

/// How many words to find it by a file has.
const TAGS: usize = 20;

impl About {
    /// Checks what came.
    ///
    /// # Errors
    /// Everything that is wrong, by field: `alt.en`, `focus-x`.
    pub fn read(fields: AboutFields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        let mut said = Localized::new();
        for (language, words) in fields.said {
            let Said { title, alt, caption, credit } = words;
            let mut line = |name: &str, text: &str, most: usize| {
                let (line, field) = (one_line(text), format!("{name}.{language}"));
                long(&mut errors, field, line.chars().count(), most);
                line
            };
            let words = Said {
                title: line("title", &title, LIMITS.line),
                alt: line("alt", &alt, LIMITS.paragraph),
                caption: line("caption", &caption, LIMITS.paragraph),
                credit: line("credit", &credit, LIMITS.line),
            };
            if words != Said::default() {
                said.insert(language, words);
            }
        }
        let licence = one_line(&fields.licence);
        long(&mut errors, "licence".to_owned(), licence.chars().count(), LIMITS.line);
        let tags = tags(&fields.tags);
        long(&mut errors, "tags".to_owned(), fields.tags.chars().count(), LIMITS.paragraph);
        errors.check(tags.len() <= TAGS, "tags", "cms.desk.media.field.tags.many");
        let focus = Focus {
            x: percent(&mut errors, "focus-x", &fields.focus_x),
            y: percent(&mut errors, "focus-y", &fields.focus_y),
        };
        errors.finish(Self { decorative: fields.decorative, said, focus, licence, tags })
    }

    /// The fields again, as they are read.
    pub(crate) fn fields(&self) -> AboutFields {
        AboutFields {
            decorative: self.decorative,
            said: self.said.iter().map(|(language, said)| (language, said.clone())).collect(),
            focus_x: self.focus.x.to_string(),
            focus_y: self.focus.y.to_string(),
            licence: self.licence.clone(),
            tags: self.tags.join(", "),
        }
    }

    /// All its words in small letters: what a search in the library looks through.
    pub(crate) fn words(&self) -> String {
        let said = self.said.iter().flat_map(|(_, Said { title, alt, caption, credit })| {
            [title.as_str(), alt, caption, credit]
        });
        let rest = std::iter::once(self.licence.as_str());
        let all = said.chain(rest).chain(self.tags.iter().map(String::as_str));
        all.filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n").to_lowercase()
    }
}

impl Focus {
    /// Where nothing was said.
    pub const MIDDLE: Self = Self { x: 50, y: 50 };
}

impl Default for Focus {
    fn default() -> Self {
        Self::MIDDLE
    }
}

fn tags(text: &str) -> Vec<String> {
    let mut tags = Vec::new();
    for tag in text.split([',', '、', '،', ';']).map(one_line).filter(|tag| !tag.is_empty()) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

fn percent(errors: &mut FieldErrors, field: &'static str, text: &str) -> u8 {
    let text = text.trim();
    if text.is_empty() {
        return 50;
    }
    let number = text.parse::<u8>().ok().filter(|percent| *percent <= 100);
    errors.check(number.is_some(), field, "cms.desk.media.field.focus.form");
    number.unwrap_or(50)
}

fn long(errors: &mut FieldErrors, field: String, is: usize, most: usize) {
    if is > most {
        errors.add_with(field, "cms.desk.field.long", vec![("most", most.to_string())]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_is_said_in_one_go_and_empty_words_are_none() {
        let words = |alt: &str| Said { alt: alt.to_owned(), ..Said::default() };
        let fields = AboutFields {
            said: vec![
                (Language::EN, words(&"x".repeat(601))),
                (Language::KO, words(" ")),
                (Language::AR, words("جسر")),
            ],
            focus_x: "101".to_owned(),
            focus_y: "-1".to_owned(),
            ..AboutFields::default()
        };
        let errors = About::read(fields.clone()).unwrap_err();
        let wrong: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(wrong, ["alt.en", "focus-x", "focus-y"]);
        let right = AboutFields {
            said: fields.said[1..].to_vec(),
            focus_x: "100".to_owned(),
            focus_y: String::new(),
            tags: "bridge, , harbour،bridge".to_owned(),
            ..AboutFields::default()
        };
        let about = About::read(right).unwrap();
        assert_eq!(about.said.languages().collect::<Vec<_>>(), [Language::AR]);
        assert_eq!((about.focus, about.tags.len()), (Focus { x: 100, y: 50 }, 2));
    }

    #[test]
    fn bad_input_5_words_of_a_file_turn_nothing_around_them() {
        let words = Said { alt: "a\u{202e}b\u{0}\r\nc".to_owned(), ..Said::default() };
        let fields = AboutFields { said: vec![(Language::EN, words)], ..AboutFields::default() };
        let about = About::read(fields).unwrap();
        assert_eq!(about.said.get(Language::EN).unwrap().alt, "ab c");
    }
}
