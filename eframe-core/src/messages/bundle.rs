//! One Fluent bundle a language, with numbers written by ICU.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentResource, FluentValue};
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

use crate::Language;
use crate::format::Figures;

pub(super) fn empty(language: Language) -> FluentBundle<FluentResource> {
    let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    bundle.set_formatter(Some(number));
    bundle
}

fn number(value: &FluentValue<'_>, intls: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let digits = number.as_string();
    intls.with_try_get::<Shared, _, _>((), |Shared(figures)| figures.written(&digits)).ok()
}

struct Shared(Figures);

impl Memoizable for Shared {
    type Args = ();
    type Error = ();

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Self, ()> {
        Figures::new(&language.to_string()).map(Shared).ok_or(())
    }
}
