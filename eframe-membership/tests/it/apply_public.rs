use std::net::{IpAddr, Ipv4Addr};

use eframe_core::http::ClientAddress;
use eframe_core::{Actor, Body, Narrowing};
use http::{Request, StatusCode};
use serde_json::json;

use crate::town::{
    Town, file, first, form, get, json_body, lena, mina, pdf, post, post_json, reader, rui, send,
    stranger, towns, with,
};

const FIRST: [(&str, &str); 6] = [
    ("kind", "city"),
    ("name", "Porto Azul"),
    ("country", "PT"),
    ("contactName", "Rui Sá"),
    ("contactEmail", "rui@porto-azul.example"),
    ("contactLanguage", "Portuguese"),
];

fn from(mut request: Request<Body>, last: u8) -> Request<Body> {
    let address = IpAddr::V4(Ipv4Addr::new(192, 0, 2, last));
    request.extensions_mut().insert(ClientAddress(address));
    request
}

/// How many applications there are.
async fn many(town: &Town) -> usize {
    let all = town.json(&mina(), get("/applications")).await.json();
    all["items"].as_array().expect("a list").len()
}

#[tokio::test]
async fn somebody_without_an_account_begins_an_application() {
    for town in towns().await {
        let how = town.public(get("/apply")).await;
        assert!(how.text.contains("Executive Committee"), "{}", how.text);
        assert_eq!(how.header("cache-control"), "no-cache");
        let asked = town.public(get("/apply/begin")).await;
        assert!(asked.text.contains(r#"id="f-contactEmail""#), "{}", asked.text);
        let wrong = town.public(post("/apply/begin", &FIRST)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "that is no code");
        assert!(wrong.text.contains("Porto Azul") && wrong.text.contains("f-contactLanguage"));
        let mut right = FIRST;
        right[5].1 = "es";
        let begun = town.public(post("/apply/begin", &right)).await.place();
        assert_eq!(begun, "/en/members/apply/begun");
        let again = town.public(post("/apply/begin", &right)).await.place();
        assert_eq!((again, many(&town).await), (begun, 1), "sent twice, begun once");
    }
}

#[tokio::test]
async fn who_is_signed_in_without_an_organisation_goes_on_with_what_they_began() {
    for town in towns().await {
        let mut right = FIRST;
        right[5].1 = "en";
        let begun = send(town.membership.pages(), &reader(), post("/apply/begin", &right)).await;
        let place = begun.place();
        let path = place.strip_prefix("/account/membership").expect("their own page").to_owned();
        let id = path.rsplit('/').next().expect("an id").to_owned();
        assert_eq!(town.own(&reader(), get(&path)).await.status, StatusCode::OK);
        let overview = town.own(&reader(), get("/")).await;
        assert!(overview.text.contains(&place), "{}", overview.text);
        let all = town.json(&reader(), get("/applications")).await.json();
        assert_eq!(all["items"].as_array().expect("a list").len(), 1);
        let told = town.json(&reader(), get(&format!("/applications/{id}/history"))).await.json();
        assert_eq!(told["items"][0]["side"], "applicant", "{told}");
        assert_eq!(town.read(&reader(), &id).await["form"]["name"], "Porto Azul");
        for other in [stranger(), rui()] {
            let hidden = town.json(&other, get(&format!("/applications/{id}"))).await;
            assert_eq!(hidden.status, StatusCode::NOT_FOUND);
        }

        let saved = json_body("PUT", &format!("/applications/{id}/form"), &form());
        let saved = town.json(&reader(), with(saved, "if-match", "*")).await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
        let letter = json!({ "text": "When do you meet?" });
        let wrote = post_json(&format!("/applications/{id}/letters"), &letter);
        assert_eq!(town.json(&reader(), wrote).await.status, StatusCode::CREATED);
        let handed = town.step(&reader(), &id, "submit", None).await;
        assert_eq!(handed.json()["stage"], "unconfirmed", "{}", handed.text);
        let confirmed = town.step(&reader(), &id, "confirm", None).await;
        assert_eq!(confirmed.status, StatusCode::FORBIDDEN, "{}", confirmed.text);
        let told = town.json(&reader(), get(&format!("/applications/{id}/history"))).await.json();
        let sides = told["items"].as_array().expect("a list").iter().map(|one| &one["side"]);
        assert!(sides.into_iter().all(|side| side == "applicant"), "{told}");
    }
}

#[tokio::test]
async fn bad_input_40_what_somebody_began_is_open_to_the_whole_person_alone() {
    for town in towns().await {
        let mut right = FIRST;
        right[5].1 = "en";
        let begun = send(town.membership.pages(), &reader(), post("/apply/begin", &right)).await;
        let id = begun.place().rsplit('/').next().expect("an id").to_owned();
        let read = format!("/applications/{id}");
        let seen = town.json(&reader(), get(&read)).await;
        assert_eq!(seen.status, StatusCode::OK);
        let version = seen.header("etag").to_owned();
        for by in [Narrowing::Token, Narrowing::SecondFactor] {
            let narrowed = reader().narrowed(by);
            let letter = json!({ "text": "When do you meet?" });
            let saved = json_body("PUT", &format!("{read}/form"), &form());
            let tried = [
                get(&read),
                get(&format!("{read}/history")),
                with(saved, "if-match", &version),
                post_json(&format!("{read}/letters"), &letter),
                post_json(&format!("{read}/submit"), &json!({})),
                file("POST", &format!("{read}/documents?name=a.pdf"), &pdf()),
            ];
            for request in tried {
                let what = format!("{} {}", request.method(), request.uri());
                let hidden = town.json(&narrowed, request).await;
                assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{what}: {}", hidden.text);
            }
            let all = town.json(&narrowed, get("/applications")).await.json();
            assert_eq!(all["items"], json!([]), "{by:?}");
            let page = town.own(&narrowed, get(&format!("/applications/{id}"))).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND);
            let overview = town.own(&narrowed, get("/")).await;
            assert!(!overview.text.contains(&id), "{}", overview.text);
        }
        let untouched = town.json(&reader(), get(&read)).await;
        assert_eq!(untouched.header("etag"), version, "nothing was done");
        // What a permission names is open to a token that has it.
        let officer = lena().narrowed(Narrowing::Token);
        let listed = town.json(&officer, get("/applications")).await;
        assert_eq!(listed.status, StatusCode::OK);
        let secretariat = mina().narrowed(Narrowing::Token);
        assert_eq!(town.json(&secretariat, get(&read)).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn nobody_takes_the_secretariat_for_who_begins_without_an_account() {
    for town in towns().await {
        let mut right = FIRST;
        right[5].1 = "en";
        town.public(post("/apply/begin", &right)).await;
        let id = town.json(&mina(), get("/applications")).await.json()["items"][0]["id"].clone();
        let path = format!("/applications/{}/history", id.as_str().expect("an id"));
        let told = town.json(&mina(), get(&path)).await.json();
        assert_eq!(told["items"][0]["side"], "applicant", "{told}");
        let begin =
            json!({ "form": town.read(&mina(), id.as_str().expect("an id")).await["form"] });
        let theirs = town.json(&mina(), post_json("/applications", &begin)).await.json();
        let path =
            format!("/applications/{}/history", theirs["application"].as_str().expect("an id"));
        let told = town.json(&mina(), get(&path)).await.json();
        assert_eq!(told["items"][0]["side"], "secretariat", "{told}");
    }
}

#[tokio::test]
async fn bad_input_55_marks_that_nobody_sees_make_no_other_address() {
    for town in towns().await {
        let mails = ["", "\u{200e}", "\u{feff}", "\u{202a}\u{200f}"]
            .map(|mark| format!("a{mark}@city.example"));
        let mut told = Vec::new();
        for (n, mail) in mails.iter().enumerate() {
            let form = json!({
                "kind": "city", "name": format!("Town {n}"), "country": "PE", "contactName": "Rui",
                "contactEmail": mail, "contactLanguage": "en",
            });
            let begin = json!({ "form": form });
            let begun = town.json(&stranger(), post_json("/applications", &begin)).await;
            told.push(begun.status);
        }
        let (begun, slowed) = (StatusCode::CREATED, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(told, [begun, begun, begun, slowed]);
    }
}

#[tokio::test]
async fn bad_input_55_whoever_signed_in_begins_ten_an_hour_and_colleagues_do_not_wait() {
    for town in towns().await {
        let slowed = StatusCode::TOO_MANY_REQUESTS;
        let own = || post_json("/applications", &json!({ "organisation": first(), "form": {} }));
        for n in 0..10 {
            let begun = town.json(&rui(), own()).await;
            assert_eq!(begun.status, StatusCode::CREATED, "{n}: {}", begun.text);
            let id = begun.json()["application"].as_str().expect("an id").to_owned();
            town.step(&rui(), &id, "withdraw", None).await;
        }
        let eleventh = town.json(&rui(), own()).await;
        assert_eq!(
            (eleventh.status, eleventh.json()["code"].clone()),
            (slowed, "throttled".into())
        );
        let wait: u64 = eleventh.header("retry-after").parse().expect("seconds");
        assert!((1..=3600).contains(&wait), "{wait}");
        let field = first().to_string();
        let page = town.own(&rui(), post("/begin", &[("organisation", &field)])).await;
        assert_eq!(page.status, slowed, "{}", page.text);
        assert!(page.text.contains("Too many tries"), "{}", page.text);

        // What is wrong is no try; and for organisations that are new it is the same count, whatever the address.
        let anew = |n: u8| {
            let mut form = form();
            form["contactEmail"] = format!("a{n}@city.example").into();
            post_json("/applications", &json!({ "form": form }))
        };
        for n in 0..20 {
            let wrong = post_json("/applications", &json!({ "form": {} }));
            let refused = town.json(&reader(), wrong).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{n}: {}", refused.text);
        }
        for n in 0..10 {
            let begun = town.json(&reader(), anew(n)).await;
            assert_eq!(begun.status, StatusCode::CREATED, "{n}: {}", begun.text);
        }
        assert_eq!(town.json(&reader(), anew(10)).await.status, slowed);

        // A colleague, and whoever fills in for everybody, do not wait.
        let colleague = town.json(&lena(), own()).await;
        assert_eq!(colleague.status, StatusCode::CREATED, "{}", colleague.text);
        for n in 20..35 {
            assert_eq!(town.json(&mina(), anew(n)).await.status, StatusCode::CREATED);
        }
        town.on.clock.advance(jiff::SignedDuration::from_hours(1));
        assert_eq!(town.json(&reader(), anew(11)).await.status, StatusCode::CREATED);
    }
}

#[tokio::test]
async fn bad_input_55_nobody_floods_an_address_or_the_secretariat() {
    for town in towns().await {
        let send = |n: u8, mail: &str, place: u8| {
            let name = format!("Town {n}");
            let mut fields = FIRST.map(|(name, value)| (name, value.to_owned()));
            fields[1].1 = name;
            fields[4].1 = mail.to_owned();
            fields[5].1 = "en".to_owned();
            let fields: Vec<_> =
                fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            from(post("/apply/begin", &fields), place)
        };
        for n in 0..3 {
            town.public(send(n, "victim@city.example", n)).await.place();
        }
        let fourth = town.public(send(3, "Victim@city.example", 3)).await;
        assert_eq!(fourth.status, StatusCode::TOO_MANY_REQUESTS, "{}", fourth.text);
        assert!(fourth.text.contains("Town 3"), "what was typed is kept");
        for n in 10..20 {
            town.public(send(n, &format!("a{n}@city.example"), 9)).await.place();
        }
        let eleventh = town.public(send(20, "a20@city.example", 9)).await;
        assert_eq!(eleventh.status, StatusCode::TOO_MANY_REQUESTS);
        town.public(send(21, "a21@city.example", 8)).await.place();
        assert_eq!(many(&town).await, 14);
    }
}

#[tokio::test]
async fn an_application_without_an_account_by_json_tells_nothing_but_that_mail_comes() {
    for town in towns().await {
        let begin = || post_json("/applications", &json!({ "form": form() }));
        for _ in 0..2 {
            let begun = town.json(&Actor::anonymous(), begin()).await;
            assert_eq!((begun.status, &*begun.text), (StatusCode::ACCEPTED, ""));
        }
        assert_eq!(many(&town).await, 1);
        let empty = post_json("/applications", &json!({ "form": {} }));
        let refused = town.json(&Actor::anonymous(), empty).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn a_receipt_tells_the_stage_and_nothing_else() {
    for town in towns().await {
        let id = town.submitted().await;
        let read = town.read(&rui(), &id).await;
        let (number, code) = (read["number"].as_str().unwrap(), read["code"].as_str().unwrap());
        let asked = town.public(get("/follow")).await;
        assert_eq!(asked.header("cache-control"), "no-cache");
        let spaced = format!(" {} ", code.to_uppercase());
        let fields = [("number", &*number.to_lowercase()), ("code", &*spaced)];
        let told = town.public(post("/follow", &fields)).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.text);
        assert!(told.text.contains("Handed in"), "{}", told.text);
        assert_eq!(told.header("cache-control"), "no-store");
        for secret in ["Rui", "Ana Lima", "Porto Azul", "example"] {
            let body = told.text.split_once("<main").unwrap().1;
            assert!(!body.contains(secret), "{secret}");
        }
        let wrong = [("number", number), ("code", "aaaaaaaaaa")];
        let wrong = town.public(post("/follow", &wrong)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let unknown = [("number", "A-2026-9999"), ("code", code)];
        let unknown = town.public(post("/follow", &unknown)).await;
        let said = |text: &str| text.split_once(r#"role="alert""#).unwrap().1[..200].to_owned();
        assert_eq!(said(&wrong.text), said(&unknown.text), "neither says which of both is wrong");
        let json = json!({ "number": number, "code": code });
        let followed = town.json(&Actor::anonymous(), post_json("/follow", &json)).await;
        assert_eq!(followed.json()["stage"], "submitted", "{}", followed.text);
        assert_eq!(followed.json().as_object().unwrap().len(), 3, "number, stage, since");
    }
}

#[tokio::test]
async fn bad_input_33_nobody_guesses_codes_without_end() {
    for town in towns().await {
        let guess = |place| {
            let fields = [("number", "A-2026-0001"), ("code", "aaaaaaaaaa")];
            from(post("/follow", &fields), place)
        };
        for _ in 0..20 {
            assert_eq!(town.public(guess(1)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(town.public(guess(1)).await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(town.public(guess(2)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let json = json!({ "number": "A-2026-0001", "code": "aaaaaaaaaa" });
        let refused = from(post_json("/follow", &json), 1);
        let refused = town.json(&Actor::anonymous(), refused).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(!refused.header("retry-after").is_empty());
    }
}

#[tokio::test]
async fn public_pages_are_the_same_bytes_for_everyone() {
    for town in towns().await {
        for page in ["/apply", "/apply/begin", "/apply/begun", "/follow"] {
            let one = town.public(get(page)).await;
            assert_eq!(one.status, StatusCode::OK, "{page}");
            for actor in [rui(), lena(), mina()] {
                let other = send(town.membership.pages(), &actor, get(page)).await;
                assert_eq!(one.bytes, other.bytes, "{page}");
            }
        }
    }
}

#[tokio::test]
async fn bad_input_49_the_same_sent_often_is_one_try_and_always_answered_alike() {
    for town in towns().await {
        let mut right = FIRST;
        right[5].1 = "es";
        for n in 0..12 {
            let begun = town.public(from(post("/apply/begin", &right), 7)).await;
            assert_eq!(begun.status, StatusCode::SEE_OTHER, "{n}: {}", begun.text);
        }
        let begin = json!({ "form": form() });
        for n in 0..5 {
            let request = with(post_json("/applications", &begin), "idempotency-key", "once");
            let begun = town.json(&stranger(), request).await;
            assert_eq!(begun.status, StatusCode::CREATED, "{n}: {}", begun.text);
        }
        assert_eq!(many(&town).await, 2, "{}", town.on.kind);
    }
}
