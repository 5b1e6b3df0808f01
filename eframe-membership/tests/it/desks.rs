//! What people at a desk rely on: nothing is decided that they did not read, what they typed is kept, and what is
//! nobody's business is told to nobody.

use eframe_core::form::{Posted, Recovered};
use eframe_core::{Actor, Body, Caller};
use eframe_membership::model::{Author, State};
use eframe_membership::rules::Settle;
use eframe_membership::{Error, Refusal};
use http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::committee::{Site, by, clerk, member_id, no, officer as voter, yes};
use crate::hall::{five, halls, officer, organisation, reader, vera};
use crate::town::{file, form, get, mina, omar, pdf, post, post_json, rui, send, towns};

/// A page asked for by somebody who signed in again, with what they had typed.
pub(crate) fn kept(path: &str, typed: &[(&str, &str)]) -> Request<Body> {
    let mut request = get(path);
    let posted: Posted = typed.iter().copied().collect();
    request.extensions_mut().insert(Recovered(Some(posted)));
    request
}

#[tokio::test]
async fn bad_input_26_the_secretariat_decides_only_about_what_it_read() {
    for town in towns().await {
        let id = town.submitted().await;
        let path = format!("/cases/{id}");
        let seen = town.desk(&mina(), get(&path)).await.hidden("contents");
        // Meanwhile a colleague gives it back, and the city hands in something else.
        town.step(&omar(), &id, "return", Some(&json!({ "questions": "Which?" }))).await;
        let mut other = form();
        other["motivation"] = "The old harbour.".into();
        town.save(&id, &other).await;
        town.sign(&id).await;
        town.step(&rui(), &id, "submit", None).await;

        for typed in [("accept", "x"), ("return", "questions"), ("refuse", "reason")] {
            let fields = [("step", typed.0), ("contents", &seen), (typed.1, "Half a thought")];
            let stale = town.desk(&mina(), post(&path, &fields)).await;
            assert_eq!(stale.status, StatusCode::CONFLICT, "{}", typed.0);
            assert!(stale.text.contains("The organisation changed the form"), "{}", stale.text);
            let is_kept = stale.text.contains("Half a thought");
            assert_eq!(is_kept, typed.0 != "accept", "{}: {}", typed.0, stale.text);
            let mut body = json!({ "contents": seen });
            if typed.0 != "accept" {
                body[typed.1] = "Half a thought".into();
            }
            let stale = town.step(&mina(), &id, typed.0, Some(&body)).await;
            assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text);
            assert_eq!(stale.json()["code"], "contents-changed");
            assert_ne!(stale.json()["contents"], json!(seen));
        }
        let nonsense = town.step(&mina(), &id, "accept", Some(&json!({ "from": seen }))).await;
        assert_eq!(nonsense.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", nonsense.text);
        assert_eq!(town.read(&mina(), &id).await["state"]["stage"], "submitted");
        let read = town.desk(&mina(), get(&path)).await.hidden("contents");
        let accepted = town.step(&mina(), &id, "accept", Some(&json!({ "contents": read }))).await;
        assert_eq!(accepted.json()["stage"], "accepted", "{}", accepted.text);
    }
}

#[tokio::test]
async fn bad_input_26_a_document_that_was_replaced_is_read_before_it_is_decided_about() {
    for town in towns().await {
        let id = town.filled().await;
        let added = format!("/applications/{id}/documents?name=statutes.pdf");
        let paper = town.json(&rui(), file("POST", &added, &pdf())).await.json();
        town.sign(&id).await;
        town.step(&rui(), &id, "submit", None).await;
        let path = format!("/cases/{id}");
        let before = town.read(&mina(), &id).await;
        let seen = town.desk(&mina(), get(&path)).await.hidden("contents");
        assert_eq!(before["contents"], json!(seen), "the page and programs say the same");
        // Meanwhile it is given back and handed in again: the same answers, and another paper.
        town.step(&omar(), &id, "return", Some(&json!({ "questions": "Which?" }))).await;
        let document = paper["document"].as_str().expect("an id");
        let gone = format!("/applications/{id}/documents/{document}");
        let gone = town.json(&rui(), file("DELETE", &gone, b"")).await;
        assert_eq!(gone.status, StatusCode::OK, "{}", gone.text);
        let other = String::from_utf8(pdf()).expect("text").replace("PDF-1.4", "PDF-1.5");
        let again = town.json(&rui(), file("POST", &added, other.as_bytes())).await;
        assert_eq!(again.status, StatusCode::CREATED, "{}", again.text);
        town.sign(&id).await;
        town.step(&rui(), &id, "submit", None).await;
        let now = town.read(&mina(), &id).await;
        assert_eq!(now["fingerprint"], before["fingerprint"], "no answer is another");
        assert_ne!(now["contents"], before["contents"]);
        for typed in [("accept", "x"), ("return", "questions"), ("refuse", "reason")] {
            let fields = [("step", typed.0), ("contents", &*seen), (typed.1, "Half a thought")];
            let stale = town.desk(&mina(), post(&path, &fields)).await;
            assert_eq!(stale.status, StatusCode::CONFLICT, "{}", typed.0);
            assert!(stale.text.contains("or its documents"), "{}", stale.text);
            let mut body = json!({ "contents": seen });
            if typed.0 != "accept" {
                body[typed.1] = "Half a thought".into();
            }
            let stale = town.step(&mina(), &id, typed.0, Some(&body)).await;
            assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.text);
            assert_eq!(stale.json()["code"], "contents-changed");
            assert_eq!(stale.json()["contents"], now["contents"], "what to read instead");
        }
        assert_eq!(town.read(&mina(), &id).await["state"]["stage"], "submitted");
        let read = json!({ "contents": now["contents"] });
        let accepted = town.step(&mina(), &id, "accept", Some(&read)).await;
        assert_eq!(accepted.json()["stage"], "accepted", "{}", accepted.text);
    }
}

#[tokio::test]
async fn bad_input_99_what_was_typed_into_a_case_is_kept_while_its_writer_signs_in_again() {
    for town in towns().await {
        let id = town.submitted().await;
        let path = format!("/cases/{id}");
        for (step, field) in
            [("return", "questions"), ("refuse", "reason"), ("write", "text"), ("note", "note")]
        {
            let typed = [("step", step), (field, "Half a thought")];
            let page = town.desk(&mina(), kept(&path, &typed)).await;
            assert!(page.text.contains("Half a thought"), "{step}: {}", page.text);
            let opened = page.text.split("<details open>").nth(1).expect("an open form");
            assert!(opened.contains(&format!("value=\"{step}\"")), "{step}");
            assert_eq!(page.text.matches("<details open>").count(), 1, "{step}");
        }
        town.step(&mina(), &id, "return", Some(&json!({ "questions": "Which?" }))).await;
        let typed = [("name", "Ana L"), ("office", "Mayor of it"), ("form", "00")];
        let page = town.own(&rui(), kept(&format!("/applications/{id}/sign"), &typed)).await;
        assert!(page.text.contains("Ana L") && page.text.contains("Mayor of it"), "{}", page.text);
        let scan = town.own(&rui(), get(&format!("/applications/{id}/signed-form"))).await;
        assert!(scan.place().ends_with("/sign"));
    }
}

#[tokio::test]
async fn bad_input_99_what_was_typed_at_the_desk_is_kept_while_its_writer_signs_in_again() {
    for site in Site::both(3, 2).await {
        let desk = async |path: &str, typed: &[(&str, &str)]| {
            let page = send(site.membership.desk(), &clerk(), kept(path, typed)).await;
            assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text);
            page.text
        };
        let meeting = site.planned().await;
        let motion = site.motion(meeting).await.to_string();
        let term = site.appoint(3, "seat", jiff::civil::date(2026, 1, 1)).await.id;
        let (at, member) = (format!("/meetings/{meeting}"), format!("/members/{}", member_id(1)));
        let title = ("title", "Half a thought");
        for (path, typed) in [
            ("/meetings/new".to_owned(), vec![title]),
            (format!("{at}/move"), vec![title, ("version", "1")]),
            (at.clone(), vec![("step", "motion"), title]),
            ("/terms/new".to_owned(), vec![("from", "2031-05-06")]),
            (format!("/terms/{term}/end"), vec![("until", "2031-05-06")]),
            (member.clone(), vec![("step", "suspend"), ("reason", "Half a thought")]),
            (member, vec![("step", "leave"), ("why", "Half a thought")]),
        ] {
            let page = desk(&path, &typed).await;
            let has = page.contains("Half a thought") || page.contains("2031-05-06");
            assert!(has, "{path}: {page}");
            let steps = usize::from(typed[0].0 == "step");
            assert_eq!(page.matches("<details open>").count(), steps, "{path}");
        }
        site.opened(meeting, &[1, 2]).await;
        let typed = [("step", "defer"), ("item", &motion), ("reason", "Half a thought")];
        let page = desk(&at, &typed).await;
        assert!(page.contains("Half a thought") && page.contains("<details open>"), "{page}");
    }
}

#[tokio::test]
async fn a_hundred_cases_that_may_wait_hide_none_that_may_not() {
    for site in Site::both(0, 0).await {
        for number in 100..201 {
            site.accepted(number, "city").await;
        }
        site.on.clock.advance(jiff::SignedDuration::from_hours(1));
        let state = State::Submitted { by: Author::of(&clerk()), at: site.on.clock.now() };
        site.reached(300, "city", state).await;
        site.on.clock.advance(jiff::SignedDuration::from_hours(24 * 30));
        let waiting = site.membership.waiting(&clerk()).await.expect("counted");
        assert_eq!((waiting.cases, waiting.overdue), (102, 0), "the last day is not over");
        site.on.clock.advance(jiff::SignedDuration::from_hours(24));
        let waiting = site.membership.waiting(&clerk()).await.expect("counted");
        assert_eq!((waiting.cases, waiting.overdue), (102, 1), "{}", site.on.kind);
        let inbox = send(site.membership.desk(), &clerk(), get("/")).await.text;
        let (first, last) = (inbox.find("Applicant 300"), inbox.find("Applicant 100"));
        assert!(first.is_some() && first < last, "{inbox}");
        // A year later all of them are, also those that no list has room for.
        site.on.clock.advance(jiff::SignedDuration::from_hours(24 * 365));
        let waiting = site.membership.waiting(&clerk()).await.expect("counted");
        assert_eq!(waiting.overdue, 102, "{}", site.on.kind);
    }
}

#[tokio::test]
async fn bad_input_37_what_a_member_owes_is_told_to_itself_and_the_secretariat() {
    for hall in halls().await {
        hall.noon("2026-01-10");
        hall.import(&five()).await.expect("imported");
        hall.membership.ask_fees(&Caller::new(vera()), 2026).await.expect("asked");
        hall.noon("2026-04-02");
        let nobody = Actor::anonymous();
        let read = send(hall.membership.json(), &nobody, get("/register/M-2018-0002")).await;
        let vote = read.json()["rights"][0].clone();
        assert_eq!(vote, json!({ "right": "vote", "held": true, "reasons": [] }));
        let past =
            send(hall.membership.json(), &nobody, get("/register/M-2018-0002?on=2018-05-31"));
        assert_eq!(past.await.json()["rights"][0]["reasons"][0]["code"], "standing");
        let page = send(hall.membership.pages(), &nobody, get("/M-2018-0002")).await.text;
        assert!(!page.contains("is not paid") && page.contains("Seoul"), "{page}");
        let paid = page.replace("M-2018-0002", "");
        let seoul = hall.membership.member_of(&vera(), organisation(102)).await.expect("there");
        let code = &seoul.code;
        let certificate = async || {
            let path = format!("/certificate/{code}");
            let json = format!("/certificates/{code}");
            let json = send(hall.membership.json(), &nobody, get(&json)).await;
            (send(hall.membership.pages(), &nobody, get(&path)).await.text, json.text)
        };
        let owing = certificate().await;
        assert!(owing.0.contains("Seoul") && !owing.0.contains("is not paid"), "{}", owing.0);
        let path = format!("/members/{}", seoul.id);
        let page = send(hall.membership.desk(), &vera(), get(&path)).await.text;
        assert!(page.contains("The fee of 2026 was due"), "{page}");

        // Whoever looks before and after it is paid sees no difference.
        let waived = Settle::Waived { reason: "Flood".to_owned() };
        let settled = hall.membership.settle(&Caller::new(vera()), seoul.fees[0].id, waived).await;
        settled.expect("waived");
        let page = send(hall.membership.pages(), &nobody, get("/M-2018-0002")).await.text;
        assert_eq!(page.replace("M-2018-0002", ""), paid, "{}", hall.base.kind);
        assert_eq!(certificate().await, owing);
    }
}

#[tokio::test]
async fn bad_input_37_how_a_city_voted_is_not_told_to_whoever_tries_to_vote_for_it() {
    for site in Site::both(3, 3).await {
        let meeting = site.planned().await;
        let item = site.motion(meeting).await;
        site.opened(meeting, &[1, 2]).await;
        site.call(meeting, item).await;
        let cast = async |actor: &Actor, number, cast| {
            site.membership.cast(&by(actor), meeting, item, member_id(number), cast).await
        };
        cast(&voter(1), 1, yes()).await.expect("a vote");
        cast(&clerk(), 2, yes()).await.expect("a recorded vote");
        let told = |answer| match answer {
            Err(Error::Refused(Refusal::AlreadyVoted(vote))) => vote.is_some(),
            other => panic!("{other:?}"),
        };
        assert!(!told(cast(&clerk(), 1, no()).await), "{}", site.on.kind);
        assert!(told(cast(&clerk(), 2, no()).await), "it recorded this one");
        assert!(told(cast(&voter(1), 1, no()).await));
        let body = json!({ "member": member_id(1), "choice": "no" });
        let path = format!("/meetings/{meeting}/items/{item}/votes");
        let second = send(site.membership.json(), &clerk(), post_json(&path, &body)).await.json();
        assert_eq!((&second["code"], &second["vote"]), (&json!("already-voted"), &Value::Null));
    }
}

#[tokio::test]
async fn the_map_names_everybody_or_nobody() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        hall.import(&five()).await.expect("imported");
        let nobody = Actor::anonymous();
        let places = async || {
            let answer = send(hall.membership.json(), &nobody, get("/register/places")).await;
            answer.json().as_array().expect("a list").len()
        };
        let map = async || send(hall.membership.pages(), &nobody, get("/map")).await.text;
        assert!(map().await.contains("<ul class=\"names\">"));
        assert_eq!(places().await, 5);
        let mut more = crate::hall::HEAD.to_owned();
        for number in 1..=26 {
            let uuid = uuid::Uuid::from_u128(700 + number);
            more.push_str(&format!(
                "\nM-2016-{number:04},city,Town {number},,DK,,,,,2016-01-10 accepted,{uuid}"
            ));
        }
        hall.import(&more).await.expect("imported");
        assert!(!map().await.contains("<ul class=\"names\">"));
        assert_eq!(places().await, 31, "{}: what was kept is dropped", hall.base.kind);
    }
}

#[tokio::test]
async fn what_the_desk_does_with_members_programs_can_do_too() {
    for hall in halls().await {
        hall.noon("2026-01-10");
        hall.import(&five()).await.expect("imported");
        hall.membership.ask_fees(&Caller::new(vera()), 2026).await.expect("asked");
        let json =
            async |actor: &Actor, request| send(hall.membership.json(), actor, request).await;
        let gone = json(&reader(), get("/members?standing=withdrawn")).await.json();
        assert_eq!(gone["items"][0]["name"], "Gone City", "{gone}");
        assert_eq!(gone["items"].as_array().map(Vec::len), Some(1));
        let page = json(&reader(), get("/members?limit=4")).await.json();
        let next = format!("/members?limit=4&cursor={}", page["next"].as_str().expect("more"));
        assert_eq!(json(&reader(), get(&next)).await.json()["items"][1]["name"], "Zeta Agency");
        let found = json(&reader(), get("/members?words=seo")).await.json();
        assert_eq!(found["items"].as_array().map(Vec::len), Some(1));
        let wrong = json(&reader(), get("/members?standing=king")).await;
        assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
        let own = officer(organisation(102));
        assert_eq!(json(&own, get("/members")).await.status, StatusCode::FORBIDDEN);
        let of = |number| format!("/organisations/{}/member", organisation(number));
        let seoul = json(&own, get(&of(102))).await.json();
        assert_eq!(seoul["id"], found["items"][0]["id"]);
        assert_eq!(json(&own, get(&of(101))).await.status, StatusCode::NOT_FOUND);

        let step = async |actor: &Actor, step: &str| {
            let path = format!("/members/{}/{step}", seoul["id"].as_str().expect("an id"));
            json(actor, Request::post(path).body(Body::default()).expect("a request")).await
        };
        assert_eq!(step(&own, "lapse").await.status, StatusCode::FORBIDDEN);
        assert_eq!(step(&vera(), "lapse").await.json()["code"], "in-grace");
        hall.noon("2026-12-30");
        assert_eq!(step(&vera(), "lapse").await.json()["standing"], "lapsed");
        assert_eq!(step(&own, "restore").await.status, StatusCode::FORBIDDEN);
        assert_eq!(step(&vera(), "restore").await.json()["code"], "invalid-fields", "it owes");
    }
}
