//! Words for people: Fluent messages of many blocks, in many languages, each word replaceable by a file.
//!
//! Code names a message with dots (`cms.page.saved`), its `.ftl` file with hyphens (`cms-page-saved`). Blocks carry
//! their messages inside the binary; a city puts a file `messages/ko.ftl` into its own folder and replaces single
//! messages there, key by key. What a language does not have is said in English, and [`Said`] tells so.

mod arg;
mod bundle;
mod load;
mod spoken;

pub use arg::Arg;
pub use load::MessagesError;

use std::collections::BTreeMap;
#[cfg(any(test, feature = "test-util"))]
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
#[cfg(any(test, feature = "test-util"))]
use std::sync::{Mutex, MutexGuard, PoisonError};

use fluent_bundle::FluentArgs;

use spoken::Spoken;

use crate::{Digest, Direction, Language};

/// All messages of a service, ready to be said.
///
/// Made by [`Presentation`](crate::Presentation), which is what blocks hold.
pub(crate) struct Messages {
    spoken: BTreeMap<Language, Spoken>,
    missing: AtomicU64,
    /// What was said in English to whoever asked for another language.
    #[cfg(any(test, feature = "test-util"))]
    in_english: Mutex<BTreeSet<(Language, String)>>,
    /// Of all that was read.
    digest: Digest,
}

/// A message as it was said, and in which language: the one asked for, or English, or none at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The text, or the key itself when no language has it.
    pub text: String,
    /// The language of the text; `None` when it is only the key.
    pub language: Option<Language>,
}

impl Messages {
    /// Says `key` in `language` for a page. Foreign words in it are isolated by U+2068 and U+2069 wherever a
    /// right-to-left script takes part; elsewhere the marks would change nothing and are left out.
    pub(crate) fn say(&self, language: Language, key: &str, args: &[(&str, Arg<'_>)]) -> Said {
        let id = key.replace('.', "-");
        let args: FluentArgs<'_> =
            args.iter().map(|(name, arg)| (*name, arg.to_fluent())).collect();
        for spoken in [language, Language::EN] {
            if let Some(text) = self.format(spoken, &id, &args) {
                #[cfg(any(test, feature = "test-util"))]
                if spoken != language {
                    self.stood_in().insert((language, key.to_owned()));
                }
                return Said { text: without_idle_marks(text, spoken), language: Some(spoken) };
            }
        }
        self.missing.fetch_add(1, Ordering::Relaxed);
        metrics::counter!("eframe_messages_missing").increment(1);
        tracing::warn!(key, language = language.code(), "a message is missing");
        Said { text: key.to_owned(), language: None }
    }

    /// Says `key` for mail, JSON and logs: never with isolation marks.
    pub(crate) fn plain(&self, language: Language, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        strip_marks(self.say(language, key, args).text)
    }

    /// The digest of all messages.
    pub(crate) fn digest(&self) -> Digest {
        self.digest
    }

    /// How often a message was asked for that no language has.
    #[cfg(any(test, feature = "test-util"))]
    pub(crate) fn missing(&self) -> u64 {
        self.missing.load(Ordering::Relaxed)
    }

    /// What was said in English to whoever asked for another language, so far.
    #[cfg(any(test, feature = "test-util"))]
    pub(crate) fn in_english(&self) -> BTreeSet<(Language, String)> {
        self.stood_in().clone()
    }

    #[cfg(any(test, feature = "test-util"))]
    fn stood_in(&self) -> MutexGuard<'_, BTreeSet<(Language, String)>> {
        self.in_english.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn format(&self, language: Language, id: &str, args: &FluentArgs<'_>) -> Option<String> {
        let (text, errors) = self.spoken.get(&language)?.say(id, args)?;
        for error in errors {
            metrics::counter!("eframe_messages_incomplete").increment(1);
            tracing::warn!(id, language = language.code(), %error, "a message could not be said whole");
        }
        Some(text)
    }
}

const ISOLATE: char = '\u{2068}';
const END: char = '\u{2069}';

fn strip_marks(text: String) -> String {
    if text.contains(ISOLATE) { text.replace([ISOLATE, END], "") } else { text }
}

fn without_idle_marks(text: String, language: Language) -> String {
    let mixed = language.direction() == Direction::RightToLeft || text.chars().any(right_to_left);
    if mixed { text } else { strip_marks(text) }
}

/// Hebrew, Arabic and their neighbours, with their presentation forms and the scripts of plane 1.
fn right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests;
