//! What pages say, in the reader's language: messages, figures, and the instrument's own texts.

use eframe_core::messages::Arg;
use eframe_core::{Language, Presentation};
use jiff::civil::Date;

use crate::chart::{Figure, Label};
use crate::document::{Document, Fact, FactKind, Localized};

/// Says things in one language.
#[derive(Clone)]
pub(crate) struct Words {
    pub(crate) presentation: Presentation,
    pub(crate) language: Language,
}

impl Words {
    /// The message of this key.
    pub(crate) fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// The message of this key, filled in.
    pub(crate) fn say_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.presentation.say(self.language, key, args).text
    }

    /// The languages in which a text of an instrument is looked for: `zh-Hans`, then `zh`.
    pub(crate) fn languages(&self) -> Vec<&str> {
        let (tag, code) = (self.language.tag(), self.language.code());
        if tag == code { vec![tag] } else { vec![tag, code] }
    }

    /// An instrument's text in the reader's language, else in the document's own.
    pub(crate) fn pick(&self, document: &Document, text: &Localized) -> Label {
        let own = self.languages();
        let all = own.iter().copied().chain([document.language.as_str()]);
        match text.pick(all) {
            Some((lang, text)) if own.contains(&lang) => text.into(),
            Some((lang, text)) => Label::foreign(text, lang),
            None => Label::default(),
        }
    }

    /// The same of a name; where there is none, what programs call it.
    pub(crate) fn name(&self, document: &Document, text: &Localized, id: &str) -> Label {
        let picked = self.pick(document, text);
        if picked.text.is_empty() { id.into() } else { picked }
    }

    /// The same; none where nothing is said.
    pub(crate) fn told(&self, document: &Document, text: &Localized) -> Option<Label> {
        Some(self.pick(document, text)).filter(|label| !label.text.is_empty())
    }

    /// The name of a node of an instrument.
    pub(crate) fn node(&self, document: &Document, id: &str) -> Label {
        let node = document.nodes.iter().find(|node| node.id.as_str() == id);
        node.map_or_else(|| id.into(), |node| self.name(document, &node.name, id))
    }

    /// A score as people read it: to a tenth.
    pub(crate) fn score(&self, score: f64) -> String {
        self.presentation.formats(self.language).decimal(score, 1)
    }

    /// The same as a figure of a chart.
    pub(crate) fn figure(&self, score: Option<f64>) -> Option<Figure> {
        Figure::new(score?, self.score(score?))
    }

    /// A share from 0 to 1, in hundredths.
    pub(crate) fn percent(&self, share: f64) -> String {
        let number = self.presentation.formats(self.language).decimal(share * 100.0, 0);
        self.say_with("ceds.percent", &[("number", number.as_str().into())])
    }

    /// A number that somebody gave, as precisely as people read it.
    pub(crate) fn measured(&self, number: f64) -> String {
        self.presentation.formats(self.language).decimal(number, 6)
    }

    /// The same as it was typed; what is no number stays as it is.
    pub(crate) fn typed(&self, number: &str) -> String {
        let read = number.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        read.map_or_else(|| number.to_owned(), |number| self.measured(number))
    }

    /// The name of a word that a fact can be; the word itself, where the document does not name it.
    pub(crate) fn word(&self, document: &Document, fact: &Fact, word: &str) -> Label {
        if let Some(value) = fact.values.iter().find(|value| value.id.as_str() == word) {
            return self.name(document, &value.name, word);
        }
        let peers = document.peers.iter().filter(|peers| peers.fact == fact.id);
        let mut groups = peers.flat_map(|peers| &peers.groups);
        match groups.find(|group| group.is.len() == 1 && group.is.iter().any(|is| is == word)) {
            Some(group) => self.name(document, &group.name, word),
            None => word.into(),
        }
    }

    /// What is known of a city, as people read it.
    pub(crate) fn fact(&self, document: &Document, fact: &Fact, text: &str) -> Label {
        match fact.kind {
            FactKind::Number => self.typed(text).as_str().into(),
            FactKind::Word => self.word(document, fact, text),
        }
    }

    pub(crate) fn date(&self, day: Date) -> String {
        self.presentation.formats(self.language).date(day)
    }
}
