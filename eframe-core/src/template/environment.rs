//! One minijinja environment a language, so that a macro knows its language without being told.

use std::sync::Arc;

use jiff::tz::TimeZone;
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};

use super::{Sources, functions};
use crate::Language;
use crate::format::Formats;
use crate::messages::Messages;

/// What every language's environment shares.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) messages: Arc<Messages>,
    pub(crate) sources: Arc<Sources>,
    pub(crate) zone: TimeZone,
}

/// Steps a template may take. A list of 500 rows takes about 50 000; an endless loop ends in milliseconds.
const FUEL: u64 = 5_000_000;

pub(crate) fn environment(
    language: Language,
    formats: Arc<Formats>,
    shared: &Shared,
) -> Environment<'static> {
    let mut all = Environment::new();
    all.set_undefined_behavior(UndefinedBehavior::Strict);
    all.set_fuel(Some(FUEL));
    all.set_auto_escape_callback(|name| {
        if name.ends_with(".txt") { AutoEscape::None } else { AutoEscape::Html }
    });
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        all.set_syntax(syntax);
    }
    let sources = shared.sources.clone();
    all.set_loader(move |name| Ok(sources.get(name).map(str::to_owned)));
    all.add_global("lang", language.tag());
    all.add_global("code", language.code());
    all.add_global("dir", language.direction().html());
    functions::add(&mut all, language, formats, shared);
    all
}
