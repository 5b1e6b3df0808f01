//! From `.ftl` text, embedded or in a city's folder, to [`Messages`].

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::Resource;
use fluent_syntax::parser::parse_runtime;

use super::Messages;
use super::spoken::{Gathered, Spoken};
use crate::present::Bundle;
use crate::{Language, sha256};

/// Why messages could not be loaded. Each names the file, so that its author finds the line.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MessagesError {
    /// A file is not Fluent.
    #[error("{file}: line {line} is not a Fluent message: {reason}")]
    Syntax {
        /// `cms/ko.ftl`, or the path of a city's own file.
        file: String,
        /// Counted from 1.
        line: usize,
        /// What the parser says.
        reason: String,
    },
    /// Two bundles have the same key.
    #[error("{file}: the message `{key}` exists already; keys begin with the name of their bundle")]
    Twice {
        /// The file that came second.
        file: String,
        /// With hyphens, as in the file.
        key: String,
    },
    /// The messages of a language cannot be said together.
    #[error("the messages in {language} cannot be used: {reason}")]
    Unfit {
        /// The language.
        language: Language,
        /// What the library says.
        reason: String,
    },
    /// A file is there and cannot be read.
    #[error("{}: cannot be read: {source}", file.display())]
    Unreadable {
        /// The path.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl Messages {
    /// Loads the embedded messages of `bundles`, then the files `<code>.ftl` in `folder` over them.
    pub(crate) fn load(
        languages: &[Language],
        bundles: &[Bundle],
        folder: Option<&Path>,
    ) -> Result<Self, MessagesError> {
        let (mut spoken, mut read) = (BTreeMap::new(), Vec::new());
        for language in languages.iter().copied().chain([Language::EN]) {
            if let Entry::Vacant(unspoken) = spoken.entry(language) {
                unspoken.insert(one(language, bundles, folder, &mut read)?);
            }
        }
        Ok(Self {
            spoken,
            missing: Default::default(),
            #[cfg(any(test, feature = "test-util"))]
            in_english: Default::default(),
            digest: sha256(&read),
        })
    }
}

/// Adds the digest of each file to `read`.
fn one(
    language: Language,
    bundles: &[Bundle],
    folder: Option<&Path>,
    read: &mut Vec<u8>,
) -> Result<Spoken, MessagesError> {
    let mut gathered = Gathered::default();
    for block in bundles {
        for (_, text) in block.messages.iter().filter(|(of, _)| *of == language) {
            let file = format!("{}/{}.ftl", block.name, language.code());
            read.extend(sha256(text.as_bytes()).bytes());
            if let Some(key) = gathered.add(parse(&file, text)?).first() {
                return Err(MessagesError::Twice { file, key: (*key).to_owned() });
            }
        }
    }
    let own = folder.map(|folder| own_file(folder, language)).transpose()?.flatten();
    if let Some((file, text)) = &own {
        read.extend(sha256(text.as_bytes()).bytes());
        // It is there to replace.
        gathered.add(parse(file, text)?);
    }
    gathered.finish(language).map_err(|errors| MessagesError::Unfit {
        language,
        reason: errors.first().map(ToString::to_string).unwrap_or_default(),
    })
}

fn own_file(folder: &Path, language: Language) -> Result<Option<(String, String)>, MessagesError> {
    let path = folder.join("messages").join(format!("{}.ftl", language.code()));
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some((path.display().to_string(), text))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(MessagesError::Unreadable { file: path, source }),
    }
}

fn parse<'a>(file: &str, text: &'a str) -> Result<Resource<&'a str>, MessagesError> {
    parse_runtime(text).map_err(|(_, errors)| {
        let first = errors.into_iter().next();
        let at = first.as_ref().map_or(0, |error| error.pos.start);
        MessagesError::Syntax {
            file: file.to_owned(),
            line: text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1,
            reason: first.map(|error| error.kind.to_string()).unwrap_or_default(),
        }
    })
}
