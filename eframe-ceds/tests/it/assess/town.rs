//! Two towns that look at themselves, their officers and colleagues, and the Secretariat.

use std::sync::Arc;

use eframe_ceds::model::{AssessmentId, Consent, Given, RoundId};
use eframe_ceds::rules::{Begin, OpenRound, Save, Submit};
use eframe_ceds::{Ceds, MIGRATIONS, permission};
use eframe_core::test::TestDatabase;
use eframe_core::upload::DiskBlobs;
use eframe_core::{
    Actor, ActorId, Caller, Grant, Mount, OrganisationId, Permission, Scope, Version,
};
use tempfile::TempDir;
use uuid::Uuid;

pub(crate) struct Town {
    pub(crate) on: TestDatabase,
    pub(crate) ceds: Ceds,
    pub(crate) files: TempDir,
}

/// The same on each database.
pub(crate) async fn towns() -> Vec<Town> {
    let mut towns = Vec::new();
    for on in eframe_core::test::databases(&[MIGRATIONS]).await {
        let files = tempfile::tempdir().expect("a folder");
        let ceds = handle(&on.database, &files).await;
        towns.push(Town { on, ceds, files });
    }
    towns
}

async fn handle(database: &eframe_core::Database, files: &TempDir) -> Ceds {
    let blobs = DiskBlobs::open(files.path(), database.world().clone()).await.expect("a store");
    let mount = Mount::new("https://union.example").json("/api/v1/ceds");
    Ceds::builder(database.clone()).at(mount).files(Arc::new(blobs)).build()
}

impl Town {
    /// The same after everything that ran is gone: another handle on the same database and files.
    pub(crate) async fn restarted(&self) -> Ceds {
        let again =
            eframe_core::Database::open(&self.on.url, self.on.database.world().clone()).await;
        handle(&again.expect("it opens"), &self.files).await
    }

    /// A round that is open from the first day of the clock for a week.
    pub(crate) async fn round(&self) -> RoundId {
        let edition = self.ceds.instruments().await.expect("instruments")[0].sha256();
        let today = self.ceds.today();
        let command = OpenRound {
            name: "CeDS 2026".to_owned(),
            opens: today,
            closes: today.saturating_add(jiff::ToSpan::days(7)),
        };
        let opened = self.ceds.open_round(&mina(), edition, command).await;
        opened.expect("it opens").round
    }

    /// The assessment of the officer's town in a round.
    pub(crate) async fn begun(&self, officer: &Caller, round: RoundId) -> AssessmentId {
        let begun = self.ceds.begin(officer, round, begin(officer)).await;
        begun.expect("it is begun").assessment
    }

    pub(crate) async fn say(
        &self,
        by: &Caller,
        id: AssessmentId,
        question: &str,
        expected: i64,
        given: Given,
    ) -> Result<eframe_ceds::rules::Saved, eframe_ceds::Error> {
        self.ceds.save(by, id, save(question, expected, given)).await
    }

    /// Every question at this level, every system with these answers.
    pub(crate) async fn filled(
        &self,
        officer: &Caller,
        round: RoundId,
        level: &str,
    ) -> AssessmentId {
        let id = self.begun(officer, round).await;
        let edition = self.ceds.instruments().await.expect("instruments")[0].clone();
        let saves = edition.document().questions.iter().map(|question| {
            let given = match edition.parts(question).is_empty() {
                true => choice(level),
                false => parts(&[("exists", "yes"), ("used", "some"), ("integrated", "alone")]),
            };
            save(question.id.as_str(), 0, given)
        });
        let saved = self.ceds.save_all(officer, id, saves.collect()).await;
        saved.expect("all are saved");
        id
    }

    /// The town says what others may learn of it.
    pub(crate) async fn agreed(&self, officer: &Caller, id: AssessmentId, consent: Consent) {
        let line = self.ceds.assessment(&officer.actor, id).await.expect("it is theirs");
        let version = line.assessment.version;
        self.ceds.consent(officer, id, version, consent).await.expect("they may");
    }

    pub(crate) async fn frozen(
        &self,
        officer: &Caller,
        round: RoundId,
        level: &str,
        consent: Consent,
    ) -> AssessmentId {
        let id = self.filled(officer, round, level).await;
        self.agreed(officer, id, consent).await;
        self.ceds.submit(officer, id, Submit::default()).await.expect("it is handed in");
        self.ceds.freeze(&mina(), id).await.expect("it is frozen");
        id
    }
}

pub(crate) fn begin(officer: &Caller) -> Begin {
    let organisation = officer.actor.grants().iter().find_map(|grant| match grant.scope() {
        Scope::Organisation(organisation) => Some(organisation),
        Scope::Everywhere => None,
    });
    let facts = [("population", "120000"), ("region", "europe"), ("income", "high")];
    Begin {
        organisation: organisation.expect("an officer has a town"),
        city: format!("Town of {}", officer.actor.name()),
        facts: facts.map(|(id, text)| (id.to_owned(), text.to_owned())).into(),
    }
}

pub(crate) fn save(question: &str, expected: i64, given: Given) -> Save {
    Save {
        question: question.to_owned(),
        expected: Version::new(expected),
        given,
        note: String::new(),
        links: Vec::new(),
    }
}

pub(crate) fn choice(level: &str) -> Given {
    Given::Choice { choice: level.to_owned() }
}

pub(crate) fn parts(parts: &[(&str, &str)]) -> Given {
    let parts = parts.iter().map(|(part, answer)| ((*part).to_owned(), (*answer).to_owned()));
    Given::Parts { parts: parts.collect() }
}

fn person(number: u128, name: &str, held: &[(Permission, Scope)]) -> Caller {
    let grants = held.iter().map(|(permission, scope)| Grant::new(*permission, *scope));
    Caller::new(Actor::person(ActorId::new(Uuid::from_u128(number)), name, grants.collect()))
}

pub(crate) fn town(number: u128) -> OrganisationId {
    OrganisationId::new(Uuid::from_u128(500 + number))
}

/// The officer of the town of this number.
pub(crate) fn officer(number: u128) -> Caller {
    let scope = Scope::Organisation(town(number));
    let held = [(permission::ANSWER, scope), (permission::LEAD, scope)];
    person(10 + number, &format!("Officer {number}"), &held)
}

/// Her colleague, who only answers.
pub(crate) fn colleague(number: u128) -> Caller {
    let held = [(permission::ANSWER, Scope::Organisation(town(number)))];
    person(100 + number, &format!("Colleague {number}"), &held)
}

/// The Secretariat.
pub(crate) fn mina() -> Caller {
    let all = [permission::READ, permission::REVIEW, permission::ROUNDS];
    person(1, "Mina Park", &all.map(|one| (one, Scope::Everywhere)))
}

/// Somebody who is signed in and may do nothing.
pub(crate) fn reader() -> Caller {
    person(2, "Reader", &[])
}
