//! Who is written to, about what, in which language: once each.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use eframe_ceds::model::AssessmentId;
use eframe_ceds::rules::{Ask, Leave, Submit};
use eframe_ceds::{Ceds, permission};
use eframe_core::directory::{Contact, ContactDirectory};
use eframe_core::mail::{Letter, MailError, Mailer};
use eframe_core::outbox::Outbox;
use eframe_core::{ActorId, Language, Mount, OrganisationId, Permission, StoreError};
use uuid::Uuid;

use crate::assess::town::{Town, mina, officer, town, towns};

/// Letters that were handed over; the first to each of these addresses is not taken.
#[derive(Clone, Default)]
struct Letters {
    taken: Arc<Mutex<Vec<Letter>>>,
    stubborn: Arc<Mutex<BTreeSet<String>>>,
}

#[async_trait]
impl Mailer for Letters {
    async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        if self.stubborn.lock().expect("no panic").remove(letter.to().as_str()) {
            return Err(MailError::Refused("550 no such box".to_owned()));
        }
        self.taken.lock().expect("no panic").push(letter.clone());
        Ok(())
    }
}

/// Who acts for the first town: an officer who leads, a colleague who answers and was asked, one who was not, and a
/// reviewer of the town's own.
struct People;

#[async_trait]
impl ContactDirectory for People {
    async fn contacts(
        &self,
        organisation: OrganisationId,
        held: Permission,
    ) -> Result<Vec<Contact>, StoreError> {
        let person = |number: u128, name: &str, address: &str, language| Contact {
            id: ActorId::new(Uuid::from_u128(number)),
            name: name.to_owned(),
            address: address.parse().expect("an address"),
            language,
        };
        let officer = || person(11, "Ana Lima", "ana@porto.example", Language::FR);
        let asked = || person(101, "Rui Sá", "Rui@porto.example", Language::ES);
        let other = || person(102, "Eva Sá", "eva@porto.example", Language::ES);
        let reviewer = || person(103, "Ida Reis", "ida@porto.example", Language::EN);
        Ok(match held {
            _ if organisation != town(1) => Vec::new(),
            permission::LEAD => vec![officer()],
            permission::ANSWER => vec![officer(), asked(), other()],
            permission::REVIEW => vec![reviewer()],
            _ => Vec::new(),
        })
    }
}

/// The handle of a town whose people are known, and its post.
struct Office {
    ceds: Ceds,
    post: Letters,
}

impl Office {
    fn of(town: &Town) -> Self {
        let mount = Mount::new("https://union.example").account("/account/ceds").desk("/desk/ceds");
        let ceds = Ceds::builder(town.on.database.clone())
            .at(mount)
            .contacts(Arc::new(People))
            .secretariat("office@union.example".parse().expect("an address"), Language::KO)
            .build();
        Self { ceds, post: Letters::default() }
    }

    /// What came since, by address and subject.
    async fn mail(&self, town: &Town) -> Vec<Letter> {
        let outbox = Outbox::builder(town.on.database.clone());
        let workers = self.ceds.work(outbox, Arc::new(self.post.clone())).build();
        workers.run_pending().await.expect("the work is done");
        let mut letters = std::mem::take(&mut *self.post.taken.lock().expect("no panic"));
        letters.sort_by(|one, other| one.to().as_str().cmp(other.to().as_str()));
        letters
    }

    async fn ask(&self, id: AssessmentId, address: &str, language: Language) {
        let sections = BTreeSet::from(["governance".to_owned()]);
        let ask = Ask { address: address.to_owned(), sections, language };
        self.ceds.ask(&officer(1), id, ask).await.expect("they are asked");
    }
}

fn told(letters: &[Letter]) -> Vec<(&str, &str)> {
    letters.iter().map(|letter| (letter.to().as_str(), letter.subject())).collect()
}

#[tokio::test]
async fn each_person_is_written_to_once_in_their_language() {
    for town in towns().await {
        let office = Office::of(&town);
        let round = town.round().await;
        let id = town.filled(&officer(1), round, "3").await;
        office.ask(id, "rui@porto.example", Language::EN).await;
        office.ask(id, "new@porto.example", Language::AR).await;
        let letters = office.mail(&town).await;
        let to: Vec<_> = letters.iter().map(|one| one.to().as_str()).collect();
        assert_eq!(to, ["Rui@porto.example", "new@porto.example"]);
        let (rui, new) = (&letters[0], &letters[1]);
        // An account's own language goes before the one that was chosen for somebody without.
        assert!(rui.text().contains("Hola, Rui Sá:") && rui.text().contains("Officer 1"));
        assert!(rui.text().contains("- Governance Mechanism"), "{}", rui.text());
        assert!(
            rui.text().contains(&format!("https://union.example/account/ceds/assessments/{id}"))
        );
        assert!(new.text().contains("يُطلب منكم"), "{}", new.text());

        town.ceds.submit(&officer(1), id, Submit::default()).await.expect("handed in");
        let letters = office.mail(&town).await;
        let receipt = "L'évaluation de Town of Officer 1 est remise";
        let expected = [
            ("ana@porto.example", receipt),
            ("ida@porto.example", "An assessment waits for its review: Town of Officer 1"),
            ("office@union.example", "검토를 기다리는 진단이 있습니다: Town of Officer 1"),
        ];
        assert_eq!(told(&letters), expected);
        let desk = format!("https://union.example/desk/ceds/assessments/{id}");
        assert!(letters[1].text().contains(&desk) && letters[2].text().contains(&desk));

        let questions = "Which council?\nSince when?";
        town.ceds.give_back(&mina(), id, questions).await.expect("given back");
        let letters = office.mail(&town).await;
        let to: Vec<_> = letters.iter().map(|one| one.to().as_str()).collect();
        assert_eq!(to, ["Rui@porto.example", "ana@porto.example"], "not who was never asked");
        assert!(letters[1].text().contains("> Which council?\n> Since when?"));
        town.ceds.submit(&officer(1), id, Submit::default()).await.expect("handed in");
        town.ceds.freeze(&mina(), id).await.expect("frozen");
        let letters = office.mail(&town).await;
        let report = format!("/account/ceds/assessments/{id}/report");
        let settled: Vec<_> = letters.iter().filter(|one| one.text().contains(&report)).collect();
        assert_eq!(settled.len(), 2, "{:?}", told(&letters));
        // Nobody reviews what is settled by the time the letter goes.
        assert!(letters.iter().all(|one| one.to().as_str() != "ida@porto.example"));
        assert!(office.mail(&town).await.is_empty(), "each is sent once");
    }
}

#[tokio::test]
async fn bad_input_60_a_box_that_refuses_holds_back_nobody_else_and_no_letter_is_sent_twice() {
    for town in towns().await {
        let office = Office::of(&town);
        let round = town.round().await;
        let id = town.filled(&officer(1), round, "3").await;
        for address in ["ana@porto.example", "first@porto.example"] {
            office.post.stubborn.lock().expect("no panic").insert(address.to_owned());
        }
        office.ask(id, "first@porto.example", Language::EN).await;
        office.ask(id, "second@porto.example", Language::EN).await;
        assert_eq!(told(&office.mail(&town).await)[0].0, "second@porto.example");
        town.ceds.submit(&officer(1), id, Submit::default()).await.expect("handed in");
        let letters = office.mail(&town).await;
        let others: Vec<_> = letters.iter().map(|one| one.to().as_str()).collect();
        assert_eq!(others, ["ida@porto.example", "office@union.example"]);
        assert!(office.mail(&town).await.is_empty());
    }
}

#[tokio::test]
async fn whoever_is_asked_no_more_before_the_letter_goes_gets_none() {
    for town in towns().await {
        let office = Office::of(&town);
        let round = town.round().await;
        let id = town.begun(&officer(1), round).await;
        office.ask(id, "new@porto.example", Language::EN).await;
        let leave = Leave { address: "new@porto.example".to_owned() };
        town.ceds.leave(&officer(1), id, leave).await.expect("they are asked no more");
        assert!(office.mail(&town).await.is_empty());
    }
}

#[tokio::test]
async fn bad_input_54_the_name_of_a_city_carries_no_header() {
    let town = &towns().await[0];
    let office = Office::of(town);
    let round = town.round().await;
    let mut begin = crate::assess::town::begin(&officer(1));
    begin.city = "Porto\r\nBcc: x@evil.example".to_owned();
    let begun = town.ceds.begin(&officer(1), round, begin).await.expect("it is begun");
    office.ask(begun.assessment, "new@porto.example", Language::EN).await;
    let letters = office.mail(town).await;
    assert_eq!(letters.len(), 1);
    assert!(!letters[0].subject().contains(['\r', '\n']), "{}", letters[0].subject());
}
