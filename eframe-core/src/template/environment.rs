//! One minijinja environment a language, so that a macro knows its language without being told.

use std::sync::Arc;

use jiff::tz::TimeZone;
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, Output, State, UndefinedBehavior, Value};

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
    all.set_formatter(write);
    let sources = shared.sources.clone();
    all.set_loader(move |name| Ok(sources.get(name).map(str::to_owned)));
    all.add_global("lang", language.tag());
    all.add_global("code", language.code());
    all.add_global("dir", language.direction().html());
    functions::add(&mut all, language, formats, shared);
    all
}

/// Writes text with the five characters escaped that mean something in HTML. The engine's own way also escapes
/// slashes, which makes every link four bytes longer and hard to read in the source.
fn write(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let html = matches!(state.auto_escape(), AutoEscape::Html);
    let Some(mut rest) = value.as_str().filter(|_| html && !value.is_safe()) else {
        return minijinja::escape_formatter(out, state, value);
    };
    while let Some(at) = rest.find(['<', '>', '&', '"', '\'']) {
        let escaped = match rest.as_bytes()[at] {
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'&' => "&amp;",
            b'"' => "&quot;",
            _ => "&#39;",
        };
        out.write_str(&rest[..at])?;
        out.write_str(escaped)?;
        rest = &rest[at + 1..];
    }
    Ok(out.write_str(rest)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_in_html_is_escaped_and_a_link_stays_readable() {
        let mut all = Environment::new();
        all.set_auto_escape_callback(|_| AutoEscape::Html);
        all.set_formatter(write);
        let shown = all.render_str(
            "{{ a }}|{{ a|safe }}|{{ n }}",
            minijinja::context! { a => "/x?a=1&b=\"<'>", n => 7 },
        );
        assert_eq!(shown.unwrap(), "/x?a=1&amp;b=&quot;&lt;&#39;&gt;|/x?a=1&b=\"<'>|7");
    }
}
