//! demo/cases.toml: each application as it went, done by the real steps.

use axum::body::Body;
use eframe_core::upload::{Policy, Shelf, Upload, receive};
use eframe_core::{Actor, ActorId, Caller, Grant, OrganisationId, Scope, World};
use eframe_membership::Membership;
use eframe_membership::model::{ApplicationId, Form};
use eframe_membership::permission::APPLY;
use eframe_membership::rules::{Begin, SignOnLine};
use serde::Deserialize;

use super::cities::City;
use super::script::WrongScript;
use crate::Failure;

const CASES: &str = include_str!("../../demo/cases.toml");

/// One page that says what it is, for the forms that were signed on paper.
const PAPER: &[u8] = include_bytes!("../../demo/signed-form.pdf");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Script>,
}

/// An application of the script.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Script {
    pub(super) city: String,
    /// Who of the printed people acts for it.
    pub(super) person: Option<String>,
    signatory: String,
    office: String,
    contact: String,
    language: String,
    #[serde(default)]
    motivation: String,
    steps: Vec<String>,
}

/// A step of it: so many days before the start, a word, and what was said.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) days: i32,
    word: String,
    said: String,
}

/// The applications, in the order of the file.
pub(super) fn read() -> Result<Vec<Script>, WrongScript> {
    let file: File = toml::from_str(CASES).map_err(|error| WrongScript::of("cases.toml", error))?;
    Ok(file.case)
}

impl Script {
    /// Its steps, the earliest first.
    ///
    /// # Errors
    /// When one does not begin with a number of days and a word.
    pub(super) fn steps(&self) -> Result<Vec<Step>, WrongScript> {
        let step = |written: &String| {
            let mut parts = written.splitn(3, ' ');
            let days = parts.next().and_then(|days| days.parse().ok());
            let (Some(days), Some(word)) = (days, parts.next()) else {
                return Err(WrongScript::of("cases.toml", format!("{}: {written}", self.city)));
            };
            let said = parts.next().unwrap_or_default().to_owned();
            Ok(Step { days, word: word.to_owned(), said })
        };
        self.steps.iter().map(step).collect()
    }
}

/// An application that the script plays, and who plays it.
pub(super) struct Case {
    script: Script,
    city: City,
    organisation: OrganisationId,
    /// Whoever acts for the city.
    officer: Caller,
    pub(super) application: Option<ApplicationId>,
}

impl Case {
    /// `officer` is whoever of the demo's people acts for the city; without one, somebody who has no account.
    pub(super) fn new(
        script: Script,
        city: City,
        organisation: OrganisationId,
        officer: Option<Actor>,
        world: &World,
    ) -> Self {
        let grant = Grant::new(APPLY, Scope::Organisation(organisation));
        let somebody =
            || Actor::person(ActorId::new(world.ids.next()), &*script.contact, vec![grant]);
        let officer = Caller::new(officer.unwrap_or_else(somebody));
        Self { script, city, organisation, officer, application: None }
    }

    pub(super) fn city(&self) -> &str {
        &self.city.name
    }

    /// Takes one step.
    ///
    /// # Errors
    /// When the membership refuses it, or there is no such step.
    pub(super) async fn take(
        &mut self,
        step: &Step,
        membership: &Membership,
        secretariat: &Caller,
        shelf: &Shelf,
    ) -> Result<(), Failure> {
        let by = if step.said == "by the Secretariat" { secretariat } else { &self.officer };
        if step.word == "begin" {
            let form = self.form();
            let begun = membership
                .begin(by, Begin { organisation: Some(self.organisation), form: form.clone() })
                .await?;
            self.application = Some(begun.application);
            return Ok(());
        }
        let id = self.application.ok_or("an application begins with begin")?;
        match step.word.as_str() {
            "sign" => {
                membership.sign_on_line(by, id, self.signature()).await?;
            }
            "paper" => {
                let (scan, form) = (scan(shelf).await?, self.form().cleaned().hash());
                membership.sign_on_paper(by, id, &scan, form).await?;
            }
            "attach" => {
                membership.attach(by, id, &scan(shelf).await?).await?;
            }
            "submit" => {
                membership.submit(by, id).await?;
            }
            "withdraw" => {
                membership.withdraw(by, id).await?;
            }
            "write" => {
                membership.write(by, id, &step.said).await?;
            }
            "return" => {
                membership.give_back(secretariat, id, &step.said, None).await?;
            }
            "letter" => {
                membership.write(secretariat, id, &step.said).await?;
            }
            "note" => {
                membership.note(secretariat, id, &step.said).await?;
            }
            "accept" => {
                membership.accept(secretariat, id, None).await?;
            }
            "refuse" => {
                membership.refuse(secretariat, id, &step.said, None).await?;
            }
            other => return Err(format!("{other} is no step of an application").into()),
        }
        Ok(())
    }

    fn signature(&self) -> SignOnLine {
        let Script { signatory, office, .. } = &self.script;
        SignOnLine {
            name: signatory.clone(),
            office: office.clone(),
            form: self.form().cleaned().hash(),
        }
    }

    fn form(&self) -> Form {
        let (script, city, host) = (&self.script, &self.city, self.city.slug());
        let [latitude, longitude] = city.at.map(|degrees| degrees.to_string());
        Form {
            kind: city.kind.clone(),
            name: city.name.clone(),
            own_name: city.own.clone(),
            country: city.country.clone(),
            latitude,
            longitude,
            population: city.people.map(|people| people.to_string()).unwrap_or_default(),
            website: format!("https://{host}.example"),
            motivation: script.motivation.clone(),
            signatory_name: script.signatory.clone(),
            signatory_office: script.office.clone(),
            contact_name: script.contact.clone(),
            contact_email: format!("office@{host}.example"),
            contact_language: script.language.clone(),
            ..Form::default()
        }
    }
}

async fn scan(shelf: &Shelf) -> Result<Upload, Failure> {
    Ok(receive(shelf, Body::from(PAPER), "signed-form.pdf", &Policy::documents()).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::cities;

    #[test]
    fn every_application_is_of_a_city_that_is_no_member_and_goes_forward() {
        let cities = cities::read().unwrap();
        let cases = read().unwrap();
        assert_eq!(cases.len() + cities.iter().filter(|city| city.is_member()).count(), 120);
        for case in cases {
            let city = cities.iter().find(|city| city.name == case.city);
            assert!(city.is_some_and(|city| !city.is_member()), "{}", case.city);
            let days: Vec<_> = case.steps().unwrap().iter().map(|step| step.days).collect();
            assert!(days.windows(2).all(|two| two[0] >= two[1]), "{}: {days:?}", case.city);
        }
    }
}
