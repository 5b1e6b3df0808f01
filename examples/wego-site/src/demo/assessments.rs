//! demo/assessments.toml: how the demo's cities looked at themselves, by the real steps.

use std::collections::BTreeMap;

use eframe_ceds::Ceds;
use eframe_ceds::document::{Id, Question};
use eframe_ceds::model::{AssessmentId, Consent, Edition, Facts, Given, RoundId};
use eframe_ceds::permission::{ANSWER, LEAD};
use eframe_ceds::rules::{Begin, OpenRound, Save, Submit};
use eframe_core::{Actor, ActorId, Caller, Grant, OrganisationId, Scope, Version, World, sha256};
use eframe_membership::model::Country;
use jiff::ToSpan as _;
use serde::Deserialize;

use super::cities::City;
use super::clock::TurnedBack;
use super::script::WrongScript;
use crate::Failure;

const ASSESSMENTS: &str = include_str!("../../demo/assessments.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    round: Vec<Round>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Round {
    name: String,
    /// Its days, counted back from today.
    opens: i32,
    closes: i32,
    /// When it was closed, where it was.
    closed: Option<i32>,
    city: Vec<Part>,
}

/// How a city takes part in a round.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    name: String,
    income: String,
    level: f64,
    consent: Consent,
    stage: Stage,
}

/// How far it comes.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
enum Stage {
    /// Some sections are answered, and others not.
    Half,
    Draft,
    Submitted,
    Returned,
    Frozen,
}

/// What the script is played with.
pub(super) struct Stagehands<'a> {
    pub(super) ceds: &'a Ceds,
    pub(super) secretariat: &'a Caller,
    /// Who acts for the cities that somebody signs in for.
    pub(super) officers: BTreeMap<OrganisationId, Caller>,
    pub(super) ids: &'a BTreeMap<String, OrganisationId>,
    pub(super) cities: &'a [City],
    pub(super) clock: &'a TurnedBack,
    pub(super) world: &'a World,
}

impl Stagehands<'_> {
    /// Plays every round, the first one first.
    ///
    /// # Errors
    /// When the script says what the diagnosis refuses.
    pub(super) async fn play(&self) -> Result<(), Failure> {
        let file: File = toml::from_str(ASSESSMENTS)
            .map_err(|error| WrongScript::of("assessments.toml", error))?;
        let instruments = self.ceds.instruments().await?;
        let edition = instruments.first().ok_or("the diagnosis has no instrument")?;
        for round in file.round {
            self.clock.go_back(round.opens, 0);
            let today = self.clock.today();
            let day = |back: i32| today.saturating_sub(back.days());
            let command = OpenRound {
                name: round.name.clone(),
                opens: day(round.opens),
                closes: day(round.closes),
            };
            let opened = self.ceds.open_round(self.secretariat, edition.sha256(), command).await;
            let id = opened.map_err(|error| format!("demo/assessments.toml: {error:?}"))?.round;
            for (place, part) in (1_i32..).zip(&round.city) {
                // Each on a day of its own, some days before the end.
                self.clock.go_back((round.opens - place).max(round.closes + 1).max(1), 0);
                self.take_part(id, edition, part)
                    .await
                    .map_err(|error| format!("demo/assessments.toml: {}: {error:?}", part.name))?;
            }
            if let Some(closed) = round.closed {
                self.clock.go_back(closed, 0);
                self.ceds.close_round(self.secretariat, id).await?;
            }
        }
        Ok(())
    }

    async fn take_part(
        &self,
        round: RoundId,
        edition: &Edition,
        part: &Part,
    ) -> Result<(), eframe_ceds::Error> {
        let Some(organisation) = self.ids.get(&part.name).copied() else {
            return Err(eframe_ceds::Error::NotFound);
        };
        let officer = self.officers.get(&organisation).cloned();
        let officer = officer.unwrap_or_else(|| self.played(&part.name, organisation));
        let city = self.cities.iter().find(|city| city.name == part.name);
        let begin = Begin {
            organisation,
            city: part.name.clone(),
            facts: city.map(|city| facts(city, part)).unwrap_or_default(),
        };
        let id = self.ceds.begin(&officer, round, begin).await?.assessment;
        self.ceds.save_all(&officer, id, answers(edition, part)).await?;
        let version = self.ceds.assessment(&officer.actor, id).await?.assessment.version;
        self.ceds.consent(&officer, id, version, part.consent).await?;
        self.go_on(&officer, id, part).await
    }

    async fn go_on(
        &self,
        officer: &Caller,
        id: AssessmentId,
        part: &Part,
    ) -> Result<(), eframe_ceds::Error> {
        if part.stage >= Stage::Submitted {
            self.ceds.submit(officer, id, Submit::default()).await?;
        }
        if part.stage == Stage::Returned {
            let questions = "Please attach the decision that adopted your strategy, and say which \
                             systems you share with the state.";
            self.ceds.give_back(self.secretariat, id, questions).await?;
        }
        if part.stage == Stage::Frozen {
            self.ceds.freeze(self.secretariat, id).await?;
        }
        Ok(())
    }

    /// Somebody who acts for a city that nobody signs in for.
    fn played(&self, name: &str, organisation: OrganisationId) -> Caller {
        let scope = Scope::Organisation(organisation);
        let grants = vec![Grant::new(LEAD, scope), Grant::new(ANSWER, scope)];
        let id = ActorId::new(self.world.ids.next());
        Caller::new(Actor::person(id, format!("An officer of {name}"), grants))
    }
}

fn facts(city: &City, part: &Part) -> Facts {
    let region = city.country.parse::<Country>().map(|country| country.region().code());
    let mut facts = Facts::from([("income".to_owned(), part.income.clone())]);
    if let Some(people) = city.people {
        facts.insert("population".to_owned(), people.to_string());
    }
    if let Ok(region) = region {
        facts.insert("region".to_owned(), region.to_owned());
    }
    for (fact, says) in [("transit", "yes"), ("water", "yes"), ("schools", "yes")] {
        facts.insert(format!("runs-{fact}"), says.to_owned());
    }
    facts
}

/// Answers around the city's level. Whoever is half through has answered every second section.
fn answers(edition: &Edition, part: &Part) -> Vec<Save> {
    let half: Vec<&Id> = edition.sections().map(|node| &node.id).step_by(2).collect();
    let asked = edition.document().questions.iter();
    let asked = asked.filter(|one| part.stage != Stage::Half || half.contains(&&one.parent));
    asked
        .map(|question| Save {
            question: question.id.to_string(),
            expected: Version::new(0),
            given: given(edition, question, part),
            note: String::new(),
            links: Vec::new(),
        })
        .collect()
}

fn given(edition: &Edition, question: &Question, part: &Part) -> Given {
    // Two of a thousand colours of chance, the same in every run.
    let digest = sha256(format!("{} {}", part.name, question.id).as_bytes());
    let chance = |place: usize| f64::from(digest.bytes()[place]) / 255.0 - 0.5;
    let parts = edition.parts(question);
    if parts.is_empty() {
        let level = (part.level + 2.4 * chance(0)).round().clamp(1.0, 5.0);
        return Given::Choice { choice: format!("{level}") };
    }
    let share = |place: usize| ((part.level - 1.0) / 4.0 + 0.9 * chance(place)).clamp(0.0, 1.0);
    let chosen = |words: &[&str], place: usize| {
        let last = (words.len() - 1) as f64;
        // A share between 0 and 1 of few words: a small whole number.
        let at = (share(place) * last).round() as usize;
        words.get(at).copied().unwrap_or_default().to_owned()
    };
    let exists = chosen(&["no", "planned", "partly", "yes"], 1);
    let mut said = BTreeMap::from([("exists".to_owned(), exists.clone())]);
    if exists == "partly" || exists == "yes" {
        said.insert("used".to_owned(), chosen(&["hardly", "some", "most", "nearly-all"], 2));
        said.insert("integrated".to_owned(), chosen(&["alone", "some", "all"], 3));
    }
    Given::Parts { parts: said }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_names_cities_of_the_demo_and_every_stage() {
        let file: File = toml::from_str(ASSESSMENTS).expect("a script");
        let cities = super::super::cities::read().expect("cities");
        let all: Vec<&Part> = file.round.iter().flat_map(|round| &round.city).collect();
        for part in &all {
            assert!(cities.iter().any(|city| city.name == part.name), "{}", part.name);
        }
        for stage in [Stage::Half, Stage::Submitted, Stage::Returned, Stage::Frozen] {
            assert!(all.iter().any(|part| part.stage == stage));
        }
    }
}
