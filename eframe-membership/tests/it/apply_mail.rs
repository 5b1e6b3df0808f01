use eframe_core::mail::Letter;
use jiff::SignedDuration;
use serde_json::json;

use crate::town::{Town, form, get, mina, post_json, rui, towns};

/// To whom and about what.
fn told(letters: &[Letter]) -> Vec<(String, String)> {
    let mut told: Vec<_> = letters
        .iter()
        .map(|letter| (letter.to().as_str().to_owned(), letter.subject().to_owned()))
        .collect();
    told.sort();
    told
}

const CITY: &str = "rui@porto-azul.example";
const OFFICE: &str = "office@union.example";

fn pair(to: &str, subject: &str) -> (String, String) {
    (to.to_owned(), subject.to_owned())
}

#[tokio::test]
async fn the_contact_is_written_to_in_their_language_at_each_step() {
    for town in towns().await {
        let id = town.submitted().await;
        let letters = town.mail().await;
        let expected = [
            pair(OFFICE, "An application has come in (A-2026-0001)"),
            pair(CITY, "Tenemos su solicitud (A-2026-0001)"),
        ];
        assert_eq!(told(&letters), expected);
        let receipt = letters.iter().find(|letter| letter.to().as_str() == CITY).unwrap();
        let read = town.read(&rui(), &id).await;
        let code = read["code"].as_str().unwrap();
        assert!(receipt.text().contains(code), "{}", receipt.text());
        assert!(receipt.text().contains("https://union.example/es/members/follow"));
        assert!(receipt.text().contains(&format!("/account/membership/applications/{id}")));
        assert_ne!(letters[0].id(), letters[1].id());

        let ask = json!({ "questions": "Which district?\nSince when?" });
        town.step(&mina(), &id, "return", Some(&ask)).await;
        let letters = town.mail().await;
        assert!(
            letters[0].text().contains("> Which district?\n> Since when?"),
            "{}",
            letters[0].text()
        );
        town.sign(&id).await;
        town.step(&rui(), &id, "submit", None).await;
        town.mail().await;
        town.step(&mina(), &id, "letters", Some(&json!({ "text": "Thank you." }))).await;
        let letters = town.mail().await;
        assert_eq!(told(&letters), [pair(CITY, "Una carta de la Secretaría (A-2026-0001)")]);
        assert!(letters[0].text().contains("> Thank you."));
        town.step(&rui(), &id, "letters", Some(&json!({ "text": "Welcome." }))).await;
        assert_eq!(
            told(&town.mail().await),
            [pair(OFFICE, "An applicant has written (A-2026-0001)")]
        );
        town.step(&mina(), &id, "accept", None).await;
        let subject = "La Secretaría ha aceptado su solicitud (A-2026-0001)";
        assert_eq!(told(&town.mail().await), [pair(CITY, subject)]);
        town.step(&mina(), &id, "refuse", Some(&json!({ "reason": "No quorum of theirs" }))).await;
        let letters = town.mail().await;
        assert!(letters[0].text().contains("> No quorum of theirs"));
        assert!(town.mail().await.is_empty(), "each is sent once");
    }
}

#[tokio::test]
async fn bad_input_54_what_was_typed_carries_no_header_and_no_second_recipient() {
    for town in towns().await {
        let id = town.begun().await;
        let mut odd = form();
        odd["contactEmail"] = "rui@porto-azul.example\r\nBcc: x@evil.example".into();
        town.save(&id, &odd).await;
        let check = town.own(&rui(), get(&format!("/applications/{id}/check"))).await;
        assert!(check.text.contains("name@example.org"), "it is no address: {}", check.text);
        odd["contactEmail"] = CITY.into();
        odd["contactName"] = "Rui\r\nX: y <a@evil.example>".into();
        odd["name"] = "Porto\r\nBcc: x@evil.example".into();
        town.save(&id, &odd).await;
        town.sign(&id).await;
        town.step(&rui(), &id, "submit", None).await;
        for letter in town.mail().await {
            assert!(!letter.subject().contains(['\r', '\n']), "{}", letter.subject());
            assert!([CITY, OFFICE].contains(&letter.to().as_str()));
        }
    }
}

async fn days_until_letter(town: &Town, days: i64) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for _ in 0..days {
        town.on.clock.advance(SignedDuration::from_hours(24));
        if town.membership.remind().await.expect("it is looked") > 0 {
            all.extend(told(&town.mail().await));
        }
    }
    all
}

#[tokio::test]
async fn whoever_has_something_to_do_is_reminded_three_times_and_the_secretariat_once() {
    for town in towns().await {
        let id = town.filled().await;
        town.mail().await;
        let draft = "Su solicitud espera (A-2026-0001)";
        assert_eq!(days_until_letter(&town, 29).await, []);
        assert_eq!(days_until_letter(&town, 2).await, [pair(CITY, draft)]);
        let more = days_until_letter(&town, 120).await;
        assert_eq!(more, [pair(CITY, draft), pair(CITY, draft)], "three in all");
        let history = town.json(&rui(), get(&format!("/applications/{id}/history"))).await;
        assert_eq!(history.text.matches("reminded").count(), 3);

        town.sign(&id).await;
        town.step(&rui(), &id, "submit", None).await;
        town.mail().await;
        assert_eq!(days_until_letter(&town, 30).await, []);
        let overdue = days_until_letter(&town, 60).await;
        assert_eq!(overdue, [pair(OFFICE, "An application is overdue (A-2026-0001)")]);
        let ask = json!({ "questions": "Which?" });
        town.step(&mina(), &id, "return", Some(&ask)).await;
        town.mail().await;
        let asked = "Nuestras preguntas esperan respuesta (A-2026-0001)";
        let all = days_until_letter(&town, 150).await;
        assert_eq!(all, [pair(CITY, asked), pair(CITY, asked), pair(CITY, asked)]);
    }
}

#[tokio::test]
async fn what_was_filled_in_for_a_city_is_told_to_it() {
    for town in towns().await {
        let begin = json!({ "organisation": crate::town::first(), "form": form() });
        let begun = town.json(&mina(), post_json("/applications", &begin)).await.json();
        let id = begun["application"].as_str().unwrap();
        town.step(&mina(), id, "submit", None).await;
        assert_eq!(told(&town.mail().await), [pair(CITY, "Confirmen su solicitud (A-2026-0001)")]);
    }
}
