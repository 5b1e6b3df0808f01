use eframe_core::Actor;
use http::StatusCode;
use serde_json::json;

use crate::town::{get, lena, mina, post, reader, rui, stranger, towns};

#[tokio::test]
async fn what_waits_for_the_secretariat_stands_first_and_says_what_is_overdue() {
    for town in towns().await {
        let empty = town.desk(&mina(), get("/")).await;
        assert!(empty.text.contains("Nothing waits"), "{}", empty.text);
        let id = town.submitted().await;
        let home = town.desk(&mina(), get("/")).await;
        assert!(
            home.text.contains("Porto Azul") && !home.text.contains("Overdue"),
            "{}",
            home.text
        );
        assert!(home.text.contains("Handed in: 1"));
        town.on.clock.advance(jiff::SignedDuration::from_hours(24 * 31));
        let home = town.desk(&mina(), get("/")).await;
        assert!(home.text.contains("Overdue"), "{}", home.text);
        town.step(&rui(), &id, "letters", Some(&json!({ "text": "Are you there?" }))).await;
        let home = town.desk(&mina(), get("/")).await;
        assert!(!home.text.contains("Every letter is answered"), "{}", home.text);
        town.step(&mina(), &id, "letters", Some(&json!({ "text": "Yes." }))).await;
        let home = town.desk(&mina(), get("/")).await;
        assert!(home.text.contains("Every letter is answered"), "{}", home.text);
    }
}

#[tokio::test]
async fn a_case_is_handled_by_forms_alone() {
    for town in towns().await {
        let id = town.submitted().await;
        let path = format!("/cases/{id}");
        let case = town.desk(&mina(), get(&path)).await;
        for said in ["Porto Azul", "rui@porto-azul.example", "Ana Lima", "Handed in"] {
            assert!(case.text.contains(said), "{said}: {}", case.text);
        }
        assert!(case.text.contains("Then the Executive Committee decides"), "{}", case.text);
        let silent = [("step", "return"), ("questions", " ")];
        let silent = town.desk(&mina(), post(&path, &silent)).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(silent.text.contains(r##"href="#f-questions""##), "{}", silent.text);
        let note = [("step", "note"), ("note", "")];
        let note = town.desk(&mina(), post(&path, &note)).await;
        assert!(note.text.contains(r##"href="#f-note""##), "{}", note.text);
        town.desk(&mina(), post(&path, &[("step", "note"), ("note", "Ring them")])).await.place();
        town.desk(&mina(), post(&path, &[("step", "write"), ("text", "Thanks")])).await.place();
        let accepted = town.desk(&mina(), post(&path, &[("step", "accept")])).await;
        assert!(accepted.header("location").ends_with("?done=accept"));
        let case = town.desk(&mina(), get(&format!("{path}?done=accept"))).await;
        assert!(case.text.contains("Associate Member") && case.text.contains("Ring them"));
        let late = town.desk(&mina(), post(&path, &[("step", "accept")])).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
        let nonsense = town.desk(&mina(), post(&path, &[("step", "admit")])).await;
        assert_eq!(nonsense.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn cases_are_filtered_and_counted_and_can_be_linked_to() {
    for town in towns().await {
        let id = town.submitted().await;
        // Typed as `12 500`, a number of people is read like every other number.
        let case = town.desk(&mina(), get(&format!("/cases/{id}"))).await.text;
        assert!(case.contains("12,500") && !case.contains("12 500"), "{case}");
        let list = town.desk(&mina(), get("/cases?stage=submitted&country=PT&words=porto")).await;
        assert!(list.text.contains("1 case") && list.text.contains("Porto Azul"), "{}", list.text);
        let none = town.desk(&mina(), get("/cases?stage=refused")).await;
        assert!(none.text.contains("No case"), "{}", none.text);
        let wrong = town.desk(&mina(), get("/cases?after=zzz")).await;
        assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn the_secretariat_begins_for_a_city_that_has_no_account() {
    for town in towns().await {
        let asked = town.desk(&mina(), get("/cases/new")).await;
        assert!(asked.text.contains("f-contactEmail"), "{}", asked.text);
        let mut fields = vec![("name", "Porto Azul"), ("kind", "city"), ("country", "PT")];
        let wrong = town.desk(&mina(), post("/cases/new", &fields)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains(r#"value="Porto Azul""#), "{}", wrong.text);
        fields.extend([
            ("contactName", "Rui"),
            ("contactEmail", "rui@x.example"),
            ("contactLanguage", "en"),
        ]);
        let begun = town.desk(&mina(), post("/cases/new", &fields)).await.place();
        let case = begun.strip_prefix("/desk/membership").unwrap();
        let case = town.desk(&mina(), get(case)).await;
        assert!(case.text.contains("Fill in for the organisation"), "{}", case.text);
    }
}

#[tokio::test]
async fn bad_input_37_the_desk_is_for_those_who_work_there() {
    for town in towns().await {
        let id = town.submitted().await;
        for path in ["/", "/cases", "/cases/new", &format!("/cases/{id}")] {
            let nobody = town.desk(&Actor::anonymous(), get(path)).await;
            assert_eq!(nobody.status, StatusCode::UNAUTHORIZED, "{path}");
            for actor in [reader(), stranger(), rui(), lena()] {
                let other = town.desk(&actor, get(path)).await;
                assert_eq!(other.status, StatusCode::FORBIDDEN, "{path}");
            }
        }
        let accept = [("step", "accept")];
        let other = town.desk(&stranger(), post(&format!("/cases/{id}"), &accept)).await;
        assert_eq!(other.status, StatusCode::FORBIDDEN);
    }
}
