//! What the register and its map are narrowed by, as addresses and forms have it.

use eframe_core::form::{Choice, Fields};
use eframe_core::http::{Cursor, Problem, in_query};
use serde::Deserialize;

use super::public::Reader;
use crate::Wanted;
use crate::model::{Charter, Country, Kind, Region};
use crate::store::Count;

/// The parameters of a list of members.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Asks {
    pub(crate) kind: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) words: Option<String>,
    pub(crate) after: Option<Cursor>,
}

/// What can be chosen.
pub(super) struct Choices {
    pub(super) kinds: Vec<Choice>,
    pub(super) regions: Vec<Choice>,
    pub(super) countries: Vec<Choice>,
}

impl Asks {
    /// What they ask for.
    ///
    /// # Errors
    /// 400 for a kind that no version of the charter knows, and a region or a country that there is none of: whatever
    /// passes is an address of its own among the cached pages.
    pub(crate) fn wanted(&self, charter: &Charter) -> Result<Wanted, Problem> {
        let knows =
            |kind: &Kind| charter.versions().iter().any(|version| version.kinds.contains_key(kind));
        let kind = self
            .kind
            .as_deref()
            .map(|kind| kind.parse::<Kind>().ok().filter(knows).ok_or_else(|| wrong("kind")));
        let region =
            self.region.as_deref().map(|code| Region::named(code).ok_or_else(|| wrong("region")));
        let country = self
            .country
            .as_deref()
            .map(|code| code.parse::<Country>().map_err(|_| wrong("country")));
        let words = self.words.as_deref().map(str::trim).filter(|words| !words.is_empty());
        Ok(Wanted {
            kind: kind.transpose()?,
            region: region.transpose()?,
            country: country.transpose()?,
            words: words.map(str::to_owned),
        })
    }

    /// What the form shows.
    pub(crate) fn form(&self) -> Fields {
        Fields::of(self.filled())
    }

    /// The same as the query of an address, beginning with `?`; empty where nothing is left out.
    pub(crate) fn query(&self) -> String {
        let pairs: Vec<_> =
            self.filled().map(|(name, value)| format!("{name}={}", in_query(value))).collect();
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }

    /// The query of what comes behind a place.
    pub(crate) fn query_after(&self, cursor: &Cursor) -> String {
        let query = self.query();
        let joint = if query.is_empty() { "?" } else { "&" };
        format!("{query}{joint}after={}", cursor.as_str())
    }

    fn filled(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("kind", &self.kind),
            ("region", &self.region),
            ("country", &self.country),
            ("words", &self.words),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)))
    }
}

impl Choices {
    /// Kinds that the charter knows today, every region, and the countries that have members.
    pub(super) fn of(reader: &Reader, tally: &[Count]) -> Self {
        let (words, charter) = (&reader.words, reader.membership.charter());
        let kinds = charter.on(reader.membership.today()).kind_codes();
        let kinds = kinds.iter().map(|kind| Choice::new(kind.as_str(), words.kind(kind)));
        let regions = Region::ALL.map(|region| Choice::new(region.code(), words.region(region)));
        let mut countries: Vec<Country> = tally.iter().map(|count| count.country).collect();
        countries.sort();
        countries.dedup();
        let named = |country: Country| Choice::new(country.code(), words.country(country));
        let mut countries: Vec<_> = countries.into_iter().map(named).collect();
        let formats = reader.membership.presentation().formats(reader.language);
        countries.sort_by(|one, other| formats.compare(&one.text, &other.text));
        Self { kinds: kinds.collect(), regions: regions.into(), countries }
    }
}

fn wrong(name: &str) -> Problem {
    Problem::bad_request("invalid-parameter", "A parameter is not right.")
        .detail(format!("{name}: there is no such {name}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_12_a_kind_a_region_or_a_country_that_there_is_none_of_is_refused() {
        let asks = |name: &str, value: &str| {
            let value = Some(value.to_owned());
            let none = Asks::default();
            match name {
                "kind" => Asks { kind: value, ..none },
                "region" => Asks { region: value, ..none },
                _ => Asks { country: value, ..none },
            }
        };
        for (name, value) in [
            ("kind", "Number One"),
            ("kind", "made-up"),
            ("region", "atlantis"),
            ("country", "ZZ"),
            ("country", "1"),
        ] {
            let refused = asks(name, value).wanted(&Charter::wego()).unwrap_err();
            assert_eq!(refused.status, 400, "{value}");
        }
        assert!(asks("kind", "city").wanted(&Charter::wego()).is_ok());
    }

    #[test]
    fn a_query_keeps_what_was_asked_whatever_it_says() {
        let asks = Asks {
            words: Some("são & 서울?".to_owned()),
            region: Some("asia".to_owned()),
            ..Asks::default()
        };
        assert_eq!(asks.query(), "?region=asia&words=s%C3%A3o%20%26%20%EC%84%9C%EC%9A%B8%3F");
        assert_eq!(Asks::default().query(), "");
    }
}
