//! Texts: each in the document's language, each code a language, and translations as far as they say.

use std::collections::HashMap;

use super::names::MOST_DEPTH;
use super::{Check, Place};
use crate::document::{Coverage, Id, Said, Translation, is_language};
use crate::fault::What;

impl<'a> Check<'a> {
    /// Every text of the document.
    pub(super) fn texts(&mut self) {
        let document = self.document;
        let own = &document.language;
        if !is_language(own) {
            self.fault(Place::table("language"), What::Language(own.clone()));
        }
        let named = document.name.get(own).is_some();
        let language = || own.clone();
        self.need(named, Place::table("name"), || What::Untranslated {
            text: "name",
            language: language(),
        });
        let texts = document.texts();
        for said in &texts {
            let at = place(said);
            for (code, _) in said.text.iter() {
                self.need(is_language(code), at, || What::Language(code.to_owned()));
            }
            let there = said.text.get(own).is_some() || said.list == "name";
            let text = said.member;
            self.need(there, at, || What::Untranslated { text, language: language() });
        }
        self.translations(&texts);
    }

    /// What is declared of other languages, where anything is.
    fn translations(&mut self, texts: &[Said<'_>]) {
        let document = self.document;
        if document.translations.is_empty() {
            return;
        }
        let declared = |code: &str| document.translations.contains_key(code);
        let mut undeclared: Vec<&str> = Vec::new();
        for said in texts {
            for (code, _) in said.text.iter() {
                if code != document.language && !declared(code) && !undeclared.contains(&code) {
                    undeclared.push(code);
                    self.fault(place(said), What::Undeclared(code.to_owned()));
                }
            }
        }
        let parents: HashMap<&Id, &Id> = document
            .nodes
            .iter()
            .filter_map(|node| Some((&node.id, node.parent.as_ref()?)))
            .collect();
        for (language, translation) in &document.translations {
            self.translation(language, translation, texts, &parents);
        }
    }

    fn translation(
        &mut self,
        language: &'a str,
        translation: &'a Translation,
        all: &[Said<'_>],
        parents: &HashMap<&Id, &Id>,
    ) {
        let at = Place { list: "translation", index: None, id: Some(language) };
        self.need(is_language(language), at, || What::Language(language.to_owned()));
        let other = *language != *self.document.language;
        let needs = "a language that is not the document's own";
        self.need(other, at, || What::Needs { option: "translation", needs });
        let note = &translation.note;
        let own = &self.document.language;
        let said = note.is_empty() || note.get(own).is_some();
        self.need(said, at, || What::Untranslated { text: "note", language: own.clone() });
        let left_out =
            |said: &&Said<'_>| said.text.get(language).is_none() && said.text.get(own).is_some();
        let left_out: Vec<&Said<'_>> = all.iter().filter(left_out).collect();
        if translation.coverage == Coverage::Complete {
            let plain = !translation.names && translation.nodes.is_empty();
            let needs = "`coverage = \"partial\"`";
            self.need(plain, at, || What::Needs { option: "names` and `nodes", needs });
            self.left_out(at, language, left_out.iter().copied());
            return;
        }
        self.need(!left_out.is_empty(), at, || What::Whole(language.to_owned()));
        for id in &translation.nodes {
            if !self.document.nodes.iter().any(|node| node.id == *id) {
                self.unknown(at, "nodes", id.as_str(), "node");
            }
        }
        // A circle of parents is found elsewhere, and ends here.
        let covered = |node: &Id| {
            let way = std::iter::successors(Some(node), |id| parents.get(id).copied());
            way.take(MOST_DEPTH + 1).any(|id| translation.nodes.contains(id))
        };
        let due = |said: &&Said<'_>| {
            translation.names && said.is_name() || said.node.is_some_and(&covered)
        };
        let due: Vec<&Said<'_>> = left_out.into_iter().filter(due).collect();
        self.left_out(at, language, due.into_iter());
    }

    /// The first of the texts that are not there, and how many more.
    fn left_out<'s>(
        &mut self,
        at: Place<'_>,
        language: &str,
        mut texts: impl ExactSizeIterator<Item = &'s Said<'s>>,
    ) {
        let Some(first) = texts.next() else { return };
        let of =
            first.part.map_or_else(String::new, |(_, id)| format!(" of {} {id:?}", first.list));
        let (text, more) = (format!("`{}`{of}", first.member), texts.len());
        self.fault(at, What::LeftOut { language: language.to_owned(), text, more });
    }
}

fn place<'a>(said: &Said<'a>) -> Place<'a> {
    match said.part {
        Some((index, id)) => Place { list: said.list, index: Some(index), id: Some(id) },
        None => Place::table(said.list),
    }
}
