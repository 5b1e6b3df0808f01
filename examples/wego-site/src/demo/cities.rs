//! demo/cities.toml: the members and applicants of the demo. Members become one file of the form in which registers are
//! brought in.

use eframe_core::OrganisationId;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};

use super::script::WrongScript;

const CITIES: &str = include_str!("../../demo/cities.toml");
/// The fees of WeGO are not public: this one is an example, as the charter's own.
const FEE: [(&str, &str); 3] =
    [("city", "1000.00 USD"), ("friendship", "500.00 USD"), ("corporate", "2000.00 USD")];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    city: Vec<City>,
}

/// A place that does not exist.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct City {
    pub(super) name: String,
    #[serde(default)]
    pub(super) own: String,
    pub(super) country: String,
    /// Degrees north and east.
    pub(super) at: [f64; 2],
    pub(super) people: Option<u64>,
    #[serde(default = "city")]
    pub(super) kind: String,
    /// A day and what happened on it; empty for those that apply.
    #[serde(default)]
    history: Vec<String>,
    /// Of the last years, the current one last.
    #[serde(default)]
    fees: Vec<FeeWord>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum FeeWord {
    Paid,
    Waived,
    /// Overdue for a few days, and within its grace.
    Open,
    /// Not paid within its grace.
    Lapsed,
}

fn city() -> String {
    "city".to_owned()
}

/// All of them, in the order of the file.
pub(super) fn read() -> Result<Vec<City>, WrongScript> {
    let file: File =
        toml::from_str(CITIES).map_err(|error| WrongScript::of("cities.toml", error))?;
    Ok(file.city)
}

impl City {
    /// Whether it is or was a member before the demo's applications begin.
    pub(super) fn is_member(&self) -> bool {
        !self.history.is_empty()
    }

    /// The place of mail and web addresses: `porto-azul`.
    pub(super) fn slug(&self) -> String {
        let plain: String = self.name.chars().map(unmarked).collect();
        let words = plain.split(|c: char| !c.is_ascii_alphanumeric());
        let words: Vec<_> = words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
        words.join("-")
    }

    /// A line of the register's file.
    pub(super) fn line(&self, organisation: OrganisationId, today: Date) -> Value {
        let [latitude, longitude] = self.at;
        let mut history: Vec<Value> = self.history.iter().map(|entry| happened(entry)).collect();
        history.extend(self.lapses(today));
        json!({
            "kind": self.kind,
            "name": self.name,
            "ownName": self.own,
            "country": self.country,
            "latitude": latitude,
            "longitude": longitude,
            "population": self.people.map(|people| people.to_string()).unwrap_or_default(),
            "website": format!("https://{}.example", self.slug()),
            "organisation": organisation,
            "history": history,
            "fees": self.fees(today),
        })
    }

    /// The years that its fees are for, each with the word for it.
    fn years(&self, today: Date) -> impl Iterator<Item = (i16, FeeWord)> {
        let last = today.year();
        let count = i16::try_from(self.fees.len()).unwrap_or_default();
        self.fees.iter().zip(0..).map(move |(word, n)| (last - count + 1 + n, *word))
    }

    fn fees(&self, today: Date) -> Vec<Value> {
        let amount = FEE.iter().find(|(kind, _)| *kind == self.kind).map_or("", |(_, fee)| fee);
        let fee = |(year, word): (i16, FeeWord)| {
            let due = Date::constant(year, 3, 31);
            let settled = |on: Date| on.min(today.saturating_sub(3.days())).to_string();
            let fee = json!({ "period": year.to_string(), "amount": amount, "due": due });
            let (due, rest) = match word {
                FeeWord::Paid => (
                    due,
                    json!({ "state": "paid", "on": settled(due.saturating_sub(21.days())), "reference": format!("{}-{year}", self.slug()) }),
                ),
                FeeWord::Waived => (
                    due,
                    json!({ "state": "waived", "on": settled(due), "reason": "The city took in many people after a flood." }),
                ),
                FeeWord::Open => (today.saturating_sub(OVERDUE.days()), json!({ "state": "open" })),
                FeeWord::Lapsed => (due, json!({ "state": "open" })),
            };
            let mut fee = fee;
            fee["due"] = json!(due);
            for (name, value) in rest.as_object().into_iter().flatten() {
                fee[name] = value.clone();
            }
            fee
        };
        self.years(today).map(fee).collect()
    }

    /// A fee that was never paid ends the membership on the day after its grace, unless that is still to come.
    fn lapses(&self, today: Date) -> Vec<Value> {
        let lapsed = self.years(today).filter(|(_, word)| *word == FeeWord::Lapsed);
        let on = |year: i16| Date::constant(year, 3, 31).saturating_add(GRACE.days());
        let past = lapsed.map(|(year, _)| (year, on(year))).filter(|(_, on)| *on <= today);
        past.map(|(year, on)| json!({ "on": on, "what": "lapsed", "period": year.to_string() }))
            .collect()
    }
}

/// For so long the open fees of the demo are overdue on the day of its start.
const OVERDUE: i32 = 20;
/// The grace of the example charter, and a day.
const GRACE: i32 = 181;

/// `2014-09-24 approved general-assembly` as the register's file says it.
fn happened(entry: &str) -> Value {
    let mut words = entry.splitn(3, ' ');
    let (on, what) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let rest = words.next().unwrap_or_default();
    let detail = match what {
        "approved" => "body",
        "lapsed" => "period",
        _ => "reason",
    };
    let mut happened = json!({ "on": on, "what": what });
    if !rest.is_empty() {
        happened[detail] = json!(rest);
    }
    happened
}

/// The letter without what stands on or in it, for the letters that these names have.
fn unmarked(letter: char) -> char {
    match letter {
        'á' | 'à' | 'ã' | 'â' | 'ä' => 'a',
        'ə' | 'é' | 'è' | 'ê' => 'e',
        'í' | 'î' | 'ı' => 'i',
        'ó' | 'ô' | 'ö' | 'ō' => 'o',
        'ú' | 'ü' => 'u',
        'ş' | 'š' => 's',
        'ç' => 'c',
        'ệ' => 'e',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn there_are_120_with_names_of_their_own_and_every_kind() {
        let cities = read().unwrap();
        assert_eq!(cities.len(), 120);
        let slugs: BTreeSet<_> = cities.iter().map(City::slug).collect();
        assert_eq!(slugs.len(), 120);
        for kind in ["city", "friendship", "corporate"] {
            assert!(cities.iter().any(|city| city.kind == kind && city.is_member()), "{kind}");
        }
        assert!(slugs.iter().all(|slug| slug.is_ascii()), "{slugs:?}");
    }

    #[test]
    fn on_whatever_day_it_starts_some_fees_are_overdue_and_none_is_paid_tomorrow() {
        let cities = read().unwrap();
        for today in ["2026-01-01", "2026-03-31", "2026-11-25", "2028-02-29", "2028-12-31"] {
            let today: Date = today.parse().unwrap();
            let lines = cities.iter().filter(|city| city.is_member());
            let lines: Vec<_> = lines
                .map(|city| city.line(OrganisationId::new(uuid::Uuid::nil()), today))
                .collect();
            let days = lines.iter().flat_map(|line| line["fees"].as_array().unwrap());
            let (mut overdue, mut paid) = (0, 0);
            for fee in days {
                let due: Date = fee["due"].as_str().unwrap().parse().unwrap();
                overdue += i32::from(fee["state"] == "open" && due < today);
                if let Some(on) = fee["on"].as_str() {
                    assert!(on.parse::<Date>().unwrap() < today, "{fee}");
                    paid += 1;
                }
            }
            assert!(overdue >= 4 && paid > 100, "{today}: {overdue} {paid}");
        }
    }
}
