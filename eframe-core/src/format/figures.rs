use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;

/// Writes decimal numbers with a language's own digits and grouping.
pub(crate) struct Figures(DecimalFormatter);

impl Figures {
    /// `None` when `tag` is no language tag.
    pub(crate) fn new(tag: &str) -> Option<Self> {
        let locale = tag.parse::<icu_locale::Locale>().ok()?;
        DecimalFormatter::try_new((&locale).into(), Default::default()).ok().map(Self)
    }

    /// `digits` is `-1234.5`; anything else comes back as it is.
    pub(crate) fn written(&self, digits: &str) -> String {
        Decimal::try_from_str(digits)
            .map_or_else(|_| digits.to_owned(), |number| self.0.format(&number).to_string())
    }
}
