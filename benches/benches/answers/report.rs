//! The report of a city that answered everything, in a closed round with twelve cities that agreed to be compared and a
//! round before it: charts, rules, strengths, gaps, peers and history. Each page is rendered anew; nothing keeps it.

use std::time::Instant;

use benches::{Bound, median, say_ratio};
use eframe_ceds::model::{AssessmentId, Consent, Given, RoundId};
use eframe_ceds::rules::{Begin, OpenRound, Save, Submit};
use eframe_ceds::{Ceds, permission};
use eframe_core::test::TestDatabase;
use eframe_core::{
    Actor, ActorId, Body, Caller, Grant, Language, Mount, OrganisationId, Scope, Version,
};
use http::Request;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::Kind;

/// How many pages are asked for in each language.
const PAGES: usize = 200;
/// So many are asked for before it counts.
const FIRST: usize = 20;
const CITIES: u128 = 12;
const MOST: f64 = 20.0;

pub(super) async fn measure(kind: Kind) {
    let site = kind.fresh().await;
    let ceds = Ceds::builder(site.database.clone())
        .at(Mount::new("https://city.example").account("/account/ceds"))
        .build();
    let mut last = Vec::new();
    for _ in 0..2 {
        last = round(&site, &ceds).await;
    }
    let (officer, id) = &last[0];
    for language in [Language::EN, Language::AR] {
        let mut times = Vec::with_capacity(PAGES);
        let mut bytes = 0;
        for page in 0..FIRST + PAGES {
            let begun = Instant::now();
            bytes = read(&ceds, officer, *id, language).await;
            if page >= FIRST {
                times.push(begun.elapsed().as_secs_f64() * 1e3);
            }
        }
        let name = format!("report page, {}, {language}, ms", kind.name());
        println!("{name}: {} kB", bytes / 1_000);
        say_ratio(&name, median(times), Bound::AtMost(MOST));
    }
}

async fn read(ceds: &Ceds, officer: &Caller, id: AssessmentId, language: Language) -> usize {
    let mut request =
        Request::get(format!("/assessments/{id}/report")).body(Body::default()).expect("a request");
    request.extensions_mut().insert(officer.actor.clone());
    request.extensions_mut().insert(language);
    let response = ceds.own().oneshot(request).await.expect("services never fail");
    assert_eq!(response.status(), 200);
    let page = response.into_body().collect().await.expect("a page").to_bytes();
    let text = std::str::from_utf8(&page).expect("text");
    assert!(text.matches("<svg class=\"plot").count() >= 3 && text.contains("</html>"));
    page.len()
}

/// A round that every city takes part in, closed: each city's officer with its assessment.
async fn round(site: &TestDatabase, ceds: &Ceds) -> Vec<(Caller, AssessmentId)> {
    let all = [permission::READ, permission::REVIEW, permission::ROUNDS];
    let grants = all.map(|one| Grant::new(one, Scope::Everywhere)).to_vec();
    let id = ActorId::new(Uuid::from_u128(1));
    let staff: Caller = Actor::person(id, "Staff", grants).into();
    let edition = ceds.instruments().await.expect("instruments")[0].sha256();
    let day = ceds.today();
    let command = OpenRound { name: format!("Round of {day}"), opens: day, closes: day };
    let round = ceds.open_round(&staff, edition, command).await.expect("it opens").round;
    let mut cities = Vec::new();
    for number in 0..CITIES {
        let (officer, id) = take_part(ceds, round, number).await;
        ceds.submit(&officer, id, Submit::default()).await.expect("it is handed in");
        ceds.freeze(&staff, id).await.expect("it is frozen");
        cities.push((officer, id));
    }
    site.clock.advance(jiff::SignedDuration::from_hours(48));
    ceds.close_round(&staff, round).await.expect("it is closed");
    cities
}

async fn take_part(ceds: &Ceds, round: RoundId, number: u128) -> (Caller, AssessmentId) {
    let organisation = OrganisationId::new(Uuid::from_u128(100 + number));
    let scope = Scope::Organisation(organisation);
    let grants = vec![Grant::new(permission::LEAD, scope), Grant::new(permission::ANSWER, scope)];
    let id = ActorId::new(Uuid::from_u128(200 + number));
    let officer: Caller = Actor::person(id, "Officer", grants).into();
    let facts = [("population", "120000"), ("region", "europe"), ("income", "high")];
    let facts = facts.map(|(id, text)| (id.to_owned(), text.to_owned())).into();
    let begin = Begin { organisation, city: format!("City {number}"), facts };
    let id = ceds.begin(&officer, round, begin).await.expect("it is begun").assessment;
    let edition = ceds.instruments().await.expect("instruments")[0].clone();
    let saves = edition.document().questions.iter().zip(1_u128..).map(|(question, place)| Save {
        question: question.id.to_string(),
        expected: Version::new(0),
        given: given(edition.parts(question).is_empty(), place * 7 + number * 3),
        note: format!("As the council of City {number} decided."),
        links: vec!["https://city.example/decision".to_owned()],
    });
    ceds.save_all(&officer, id, saves.collect()).await.expect("all are saved");
    let read = ceds.assessment(&officer.actor, id).await.expect("it is there").assessment;
    ceds.consent(&officer, id, read.version, Consent::Named).await.expect("they may");
    (officer, id)
}

/// Answers of all levels.
fn given(whole: bool, chance: u128) -> Given {
    let of = |words: &[&str]| {
        let place = usize::try_from(chance).unwrap_or_default() % words.len();
        words[place].to_owned()
    };
    if whole {
        return Given::Choice { choice: of(&["1", "2", "3", "4", "5"]) };
    }
    let parts = [
        ("exists", of(&["partly", "yes"])),
        ("used", of(&["hardly", "some", "most", "nearly-all"])),
        ("integrated", of(&["alone", "some", "all"])),
    ];
    Given::Parts { parts: parts.map(|(part, answer)| (part.to_owned(), answer)).into() }
}
