//! The messages of one language, those that never change apart from those that are made when they are said.
//!
//! Four of five messages are words and nothing else. A tree of syntax for each would hold ten times its text, for
//! as long as the service runs.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource};
use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Resource, Term,
};
use fluent_syntax::serializer::serialize;

use super::bundle;
use crate::Language;

/// What one language says.
pub(super) struct Spoken {
    fixed: BTreeMap<Box<str>, Box<str>>,
    made: FluentBundle<FluentResource>,
}

/// The messages and terms of many files, by their names.
#[derive(Default)]
pub(super) struct Gathered<'a> {
    messages: BTreeMap<&'a str, Message<&'a str>>,
    terms: BTreeMap<&'a str, Term<&'a str>>,
}

impl<'a> Gathered<'a> {
    /// Adds what a file has, in place of what has the same name; gives the names that were there.
    pub(super) fn add(&mut self, file: Resource<&'a str>) -> Vec<&'a str> {
        let mut replaced = Vec::new();
        for entry in file.body {
            let (name, there) = match entry {
                Entry::Message(message) => {
                    let name = message.id.name;
                    (name, self.messages.insert(name, message).is_some())
                }
                Entry::Term(term) => {
                    let name = term.id.name;
                    (name, self.terms.insert(name, term).is_some())
                }
                _ => continue,
            };
            if there {
                replaced.push(name);
            }
        }
        replaced
    }

    /// Ready to be said in `language`.
    ///
    /// # Errors
    /// What the library says of messages that it cannot take; none that was read from a file is among them.
    pub(super) fn finish(self, language: Language) -> Result<Spoken, Vec<FluentError>> {
        let mut named = BTreeSet::new();
        for pattern in self.messages.values().flat_map(patterns) {
            names(pattern, &mut named);
        }
        for term in self.terms.values() {
            names(&term.value, &mut named);
        }
        let (mut fixed, mut made) = (BTreeMap::new(), Vec::new());
        for (name, message) in self.messages {
            match words(&message).filter(|_| !named.contains(name)) {
                Some(words) => drop(fixed.insert(name.into(), words.into())),
                None => made.push(Entry::Message(message)),
            }
        }
        made.extend(self.terms.into_values().map(Entry::Term));
        let mut bundle = bundle::empty(language);
        let made = FluentResource::try_new(serialize(&Resource { body: made }));
        bundle.add_resource(made.map_err(|(_, errors)| {
            errors.into_iter().map(FluentError::ParserError).collect::<Vec<_>>()
        })?)?;
        Ok(Spoken { fixed, made: bundle })
    }
}

impl Spoken {
    /// The message, and what was wrong with its arguments.
    pub(super) fn say(
        &self,
        id: &str,
        args: &FluentArgs<'_>,
    ) -> Option<(String, Vec<FluentError>)> {
        if let Some(words) = self.fixed.get(id) {
            return Some((String::from(&**words), Vec::new()));
        }
        let pattern = self.made.get_message(id)?.value()?;
        let mut errors = Vec::new();
        let text = self.made.format_pattern(pattern, Some(args), &mut errors).into_owned();
        Some((text, errors))
    }
}

fn patterns<'m, 'a>(message: &'m Message<&'a str>) -> impl Iterator<Item = &'m Pattern<&'a str>> {
    message.value.iter().chain(message.attributes.iter().map(|attribute| &attribute.value))
}

/// What a message says if there is nothing in it but words.
fn words(message: &Message<&str>) -> Option<String> {
    if !message.attributes.is_empty() {
        return None;
    }
    let elements = message.value.as_ref()?.elements.iter();
    let words = elements.map(|element| match element {
        PatternElement::TextElement { value } => Some(*value),
        PatternElement::Placeable { .. } => None,
    });
    words.collect()
}

/// Which other messages a pattern says.
fn names<'a>(pattern: &Pattern<&'a str>, found: &mut BTreeSet<&'a str>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            names_in(expression, found);
        }
    }
}

fn names_in<'a>(expression: &Expression<&'a str>, found: &mut BTreeSet<&'a str>) {
    let inline = match expression {
        Expression::Select { selector, variants } => {
            for variant in variants {
                names(&variant.value, found);
            }
            selector
        }
        Expression::Inline(inline) => inline,
    };
    match inline {
        InlineExpression::MessageReference { id, .. } => drop(found.insert(id.name)),
        InlineExpression::Placeable { expression } => names_in(expression, found),
        // The arguments of a function or a term are values, and a message is none.
        _ => {}
    }
}
