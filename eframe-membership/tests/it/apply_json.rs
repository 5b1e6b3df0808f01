use eframe_core::{Actor, Body};
use eframe_membership::model::Stage;
use http::{Request, StatusCode};
use serde_json::json;

use crate::town::{
    Town, first, form, get, json_body, lena, mina, omar, post_json, reader, rui, stranger, towns,
    with,
};

#[tokio::test]
async fn the_whole_way_of_a_city_by_json() {
    for town in towns().await {
        let id = town.filled().await;
        let unsigned = town.step(&rui(), &id, "submit", None).await;
        assert_eq!(unsigned.status, StatusCode::CONFLICT);
        assert_eq!(unsigned.json()["code"], "not-signed");
        town.sign(&id).await;
        let submitted = town.step(&rui(), &id, "submit", None).await;
        assert_eq!(submitted.json()["stage"], "submitted", "{}", submitted.text);
        let read = town.read(&rui(), &id).await;
        assert_eq!(read["due"], json!({ "side": "secretariat", "day": "2026-12-23" }));

        let ask = json!({ "questions": "Which district?" });
        let returned = town.step(&mina(), &id, "return", Some(&ask)).await;
        assert_eq!(returned.json()["stage"], "returned");
        let mut other = form();
        other["motivation"] = "The old harbour.".into();
        let saved = town.save(&id, &other).await;
        assert_eq!(saved.json()["unsigned"], true);
        town.sign(&id).await;
        town.step(&rui(), &id, "submit", None).await;

        let accepted = town.step(&mina(), &id, "accept", None).await;
        assert_eq!(accepted.json()["stage"], "accepted", "{}", accepted.text);
        assert!(accepted.json()["member"].is_string(), "it is an associate member");
        let history = town.json(&rui(), get(&format!("/applications/{id}/history"))).await;
        let whats: Vec<_> = history.json()["items"]
            .as_array()
            .unwrap()
            .iter()
            .rev()
            .map(|entry| entry["what"].as_str().unwrap().to_owned())
            .collect();
        let all = ["began", "signed", "submitted", "returned", "signed", "submitted", "accepted"];
        assert_eq!(whats, all);
    }
}

#[tokio::test]
async fn bad_input_37_another_city_finds_nothing_of_a_case() {
    for town in towns().await {
        let id = town.submitted().await;
        let upload = town.json(&mina(), get(&format!("/applications/{id}"))).await;
        assert_eq!(upload.status, StatusCode::OK);
        let text = json!({ "text": "x" });
        let sign = json!({ "name": "a", "office": "b", "form": "00".repeat(32) });
        for actor in [stranger(), reader(), Actor::anonymous()] {
            let status = if actor.is_anonymous() { 401 } else { 404 };
            let post = |step: &str| {
                Request::post(format!("/applications/{id}/{step}")).body(Body::default()).unwrap()
            };
            let with_body =
                |step: &str, body| post_json(&format!("/applications/{id}/{step}"), body);
            let save = json_body("PUT", &format!("/applications/{id}/form"), &form());
            let requests = [
                get(&format!("/applications/{id}")),
                get(&format!("/applications/{id}/history")),
                get(&format!("/applications/{id}/documents/{id}")),
                with(save, "if-match", "*"),
                post("submit"),
                post("confirm"),
                post("reopen"),
                post("withdraw"),
                post("accept"),
                with_body("return", &json!({ "questions": "x" })),
                with_body("refuse", &json!({ "reason": "x" })),
                with_body("signature", &sign),
                with_body("letters", &text),
                with_body("notes", &text),
                crate::town::file(
                    "POST",
                    &format!("/applications/{id}/documents"),
                    &crate::town::pdf(),
                ),
                crate::town::file(
                    "PUT",
                    &format!("/applications/{id}/signed-form?form={}", "00".repeat(32)),
                    &crate::town::pdf(),
                ),
                Request::delete(format!("/applications/{id}/documents/{id}"))
                    .body(Body::default())
                    .unwrap(),
            ];
            for request in requests {
                let asked = format!("{} {}", request.method(), request.uri());
                let answer = town.json(&actor, request).await;
                assert_eq!(answer.status.as_u16(), status, "{asked}: {}", answer.text);
            }
        }
        let begin = json!({ "organisation": first() });
        let other = town.json(&stranger(), post_json("/applications", &begin)).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
        let theirs = town.json(&stranger(), get("/applications")).await;
        assert_eq!(theirs.json()["items"], json!([]));
        let own = town.json(&lena(), get("/applications")).await;
        assert_eq!(own.json()["items"].as_array().unwrap().len(), 1);
        // What the organisation may not do is forbidden to it, since it knows the case.
        let own_accept = town.step(&rui(), &id, "accept", None).await;
        assert_eq!(own_accept.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn bad_input_26_a_stale_save_is_answered_with_what_stands_there() {
    for town in towns().await {
        let id = town.filled().await;
        let read = town.json(&lena(), get(&format!("/applications/{id}"))).await;
        let tag = read.header("etag").to_owned();
        let mut theirs = form();
        theirs["motivation"] = "Theirs".into();
        town.save(&id, &theirs).await;
        let mine = json_body("PUT", &format!("/applications/{id}/form"), &form());
        let stale = town.json(&lena(), with(mine, "if-match", &tag)).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED, "{}", stale.text);
        assert_eq!(stale.json()["current"]["form"]["motivation"], "Theirs");
        let bare = json_body("PUT", &format!("/applications/{id}/form"), &form());
        assert_eq!(town.json(&lena(), bare).await.status, StatusCode::PRECONDITION_REQUIRED);
    }
}

#[tokio::test]
async fn bad_input_49_a_repeat_is_one_record_and_the_same_answer() {
    for town in towns().await {
        let id = town.filled().await;
        town.sign(&id).await;
        let submit = || {
            let path = format!("/applications/{id}/submit");
            with(Request::post(path).body(Body::default()).unwrap(), "idempotency-key", "k1")
        };
        let one = town.json(&rui(), submit()).await;
        let two = town.json(&rui(), submit()).await;
        assert_eq!((one.status, &one.text), (two.status, &two.text));
        let again = town.step(&rui(), &id, "submit", None).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert_eq!(again.json()["stage"], "submitted");
        let history = town.json(&rui(), get(&format!("/applications/{id}/history"))).await;
        assert_eq!(history.text.matches("\"submitted\"").count(), 1, "{}", history.text);
    }
}

#[tokio::test]
async fn bad_input_07_what_nobody_may_set_is_refused() {
    for town in towns().await {
        let id = town.begun().await;
        for (member, value) in
            [("state", json!("admitted")), ("member", json!(id)), ("is_admin", json!(true))]
        {
            let mut sneaky = form();
            sneaky[member] = value;
            let refused = town.save(&id, &sneaky).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{member}");
        }
        let begin = json!({ "organisation": first(), "code": "aaaaaaaaaa" });
        let refused = town.json(&rui(), post_json("/applications", &begin)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn bad_input_05_names_lose_what_only_steers_a_screen() {
    for town in towns().await {
        let id = town.begun().await;
        let mut odd = form();
        odd["name"] = "Por\u{202e}to\u{200b} Azul".into();
        assert_eq!(town.save(&id, &odd).await.status, StatusCode::OK);
        let read = town.read(&rui(), &id).await;
        assert!(!read["form"]["name"].as_str().unwrap().contains('\u{202e}'));
        odd["name"] = "a\0b".into();
        assert_eq!(town.save(&id, &odd).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        odd["name"] = "x".repeat(201).into();
        let long = town.save(&id, &odd).await;
        assert_eq!(long.json()["errors"][0]["key"], "membership.field.long");
    }
}

#[tokio::test]
async fn what_the_secretariat_fills_in_counts_once_the_city_has_signed_and_confirmed() {
    for town in towns().await {
        let begin = json!({ "organisation": first(), "form": form() });
        let begun = town.json(&mina(), post_json("/applications", &begin)).await;
        let id = begun.json()["application"].as_str().unwrap().to_owned();
        let fingerprint = town.read(&mina(), &id).await["fingerprint"].clone();
        let sign = json!({ "name": "Ana Lima", "office": "Mayor", "form": fingerprint });
        let no = town.step(&mina(), &id, "signature", Some(&sign)).await;
        assert_eq!(no.json()["code"], "not-of-the-organisation");

        let waits = town.step(&mina(), &id, "submit", None).await;
        assert_eq!(waits.json()["stage"], "unconfirmed", "{}", waits.text);
        assert_eq!(now_at(&town, Stage::Unconfirmed).await, 1, "the figures say so as well");
        assert_eq!(now_at(&town, Stage::Submitted).await, 0);
        assert_eq!(town.step(&mina(), &id, "confirm", None).await.status, StatusCode::FORBIDDEN);
        let early = town.step(&mina(), &id, "accept", None).await;
        assert_eq!(early.json()["stage"], "unconfirmed");
        assert_eq!(town.step(&rui(), &id, "confirm", None).await.json()["code"], "not-signed");

        let reopened = town.step(&rui(), &id, "reopen", None).await;
        assert_eq!(reopened.json()["stage"], "draft");
        assert_eq!(now_at(&town, Stage::Draft).await, 1);
        let mut mended = form();
        mended["population"] = "13000".into();
        town.save(&id, &mended).await;
        town.step(&mina(), &id, "submit", None).await;
        town.sign(&id).await;
        let confirmed = town.step(&rui(), &id, "confirm", None).await;
        assert_eq!(confirmed.json()["stage"], "submitted", "{}", confirmed.text);
        assert_eq!(now_at(&town, Stage::Submitted).await, 1);
        assert_eq!(now_at(&town, Stage::Unconfirmed).await, 0);
    }
}

/// How many applications the process figures count at a stage now.
async fn now_at(town: &Town, stage: Stage) -> u64 {
    let figures = town.membership.process(&mina(), None, None).await.expect("figures");
    let found = figures.stages.iter().find(|figure| figure.stage == stage);
    found.expect("every stage on the way").now
}

#[tokio::test]
async fn bad_input_46_two_of_the_secretariat_decide_at_once_and_one_is_told() {
    for town in towns().await {
        let id = town.submitted().await;
        let reason = json!({ "reason": "No city" });
        let (mina, omar) = (mina(), omar());
        let (one, two) = tokio::join!(
            town.step(&mina, &id, "accept", None),
            town.step(&omar, &id, "refuse", Some(&reason)),
        );
        let mut statuses = [one.status.as_u16(), two.status.as_u16()];
        statuses.sort_unstable();
        // An accepted application may still be refused: then the refusal came after, and both are recorded.
        let stage = town.read(&mina, &id).await["state"]["stage"].clone();
        match statuses {
            [200, 409] => assert!(stage == "accepted" || stage == "refused"),
            [200, 200] => assert_eq!(stage, "refused"),
            other => panic!("{other:?} {} {}", one.text, two.text),
        }
        let again = town.step(&omar, &id, "accept", None).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn bad_input_52_numbers_are_unique_and_without_gaps_however_many_begin_at_once() {
    for town in towns().await {
        let begin = |n: u128| {
            let mut form = form();
            form["name"] = format!("Town {n}").into();
            post_json("/applications", &json!({ "form": form }))
        };
        let town = std::sync::Arc::new(town);
        let mut running = tokio::task::JoinSet::new();
        for n in 0..16 {
            let (town, request) = (town.clone(), begin(n));
            running.spawn(async move { town.json(&mina(), request).await.json() });
        }
        let mut numbers = Vec::new();
        while let Some(done) = running.join_next().await {
            let id = done.unwrap()["application"].as_str().unwrap().to_owned();
            numbers.push(town.read(&mina(), &id).await["number"].as_str().unwrap().to_owned());
        }
        numbers.sort();
        let expected: Vec<_> = (1..=16).map(|n| format!("A-2026-{n:04}")).collect();
        assert_eq!(numbers, expected);
    }
}

#[tokio::test]
async fn an_organisation_has_one_application_under_way() {
    for town in towns().await {
        let id = town.begun().await;
        let begin = json!({ "organisation": first() });
        let second = town.json(&lena(), post_json("/applications", &begin)).await;
        assert_eq!(second.json()["code"], "already-applying");
        town.step(&rui(), &id, "withdraw", None).await;
        let third = town.json(&lena(), post_json("/applications", &begin)).await;
        assert_eq!(third.status, StatusCode::CREATED);
    }
}

#[tokio::test]
async fn lists_go_on_behind_the_last_line_and_are_filtered() {
    for town in towns().await {
        for n in 0..7 {
            let mut form = form();
            form["name"] = format!("100%_Town {n}").into();
            town.json(&mina(), post_json("/applications", &json!({ "form": form }))).await;
            town.on.clock.advance(jiff::SignedDuration::from_secs(60));
        }
        let mut names = Vec::new();
        let mut path = "/applications?limit=3".to_owned();
        loop {
            let page = town.json(&mina(), get(&path)).await.json();
            names.extend(page["items"].as_array().unwrap().iter().map(|one| one["name"].clone()));
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/applications?limit=3&cursor={next}");
        }
        let expected: Vec<_> = (0..7).rev().map(|n| json!(format!("100%_Town {n}"))).collect();
        assert_eq!(names, expected);
        for (query, many) in [
            ("words=%25_TOWN%203", 1),
            ("words=A-2026-0002", 1),
            ("words=100x", 0),
            (&*format!("words={}", "x".repeat(60_000)), 0),
            ("stage=submitted", 0),
            ("stage=draft&country=PT&kind=city", 7),
            ("waiting=true", 0),
        ] {
            let page = town.json(&mina(), get(&format!("/applications?{query}"))).await.json();
            assert_eq!(page["items"].as_array().unwrap().len(), many, "{query}");
        }
        let wrong = town.json(&mina(), get("/applications?stage=nowhere")).await;
        assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
        let made_up = town.json(&mina(), get("/applications?cursor=zzz")).await;
        assert_eq!(made_up.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn letters_and_notes_stay_with_the_case_and_notes_with_the_secretariat() {
    for town in towns().await {
        let id = town.submitted().await;
        let text = |text: &str| json!({ "text": text });
        let sent = town.step(&mina(), &id, "letters", Some(&text("When were you founded?"))).await;
        assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text);
        town.step(&rui(), &id, "letters", Some(&text("In 1523."))).await;
        town.step(&mina(), &id, "notes", Some(&text("Ring them."))).await;
        assert_eq!(
            town.step(&rui(), &id, "notes", Some(&text("x"))).await.status,
            StatusCode::FORBIDDEN
        );
        let empty = town.step(&rui(), &id, "letters", Some(&text(" \n "))).await;
        assert_eq!(empty.json()["errors"][0]["key"], "membership.field.text.empty");
        let history = format!("/applications/{id}/history");
        let own = town.json(&rui(), get(&history)).await;
        assert!(own.text.contains("In 1523.") && !own.text.contains("Ring them."), "{}", own.text);
        assert!(town.json(&mina(), get(&history)).await.text.contains("Ring them."));
    }
}
