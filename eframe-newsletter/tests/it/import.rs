use eframe_core::Actor;
use eframe_core::Body;
use http::{Request, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::house::{Answer, House, get, houses, mina, post, reader, whole, with};

const STATED: &str = "proof=Lists%20signed%20at%20the%20assembly%20of%202025&language=ru";

fn list(path: &str, text: &str) -> Request<Body> {
    let request = Request::post(format!("{path}?{STATED}")).header("content-type", "text/csv");
    request.body(whole(text.to_owned())).expect("a request")
}

async fn import(house: &House, text: &str) -> Answer {
    house.json(&mina(), list("/subscribers/import", text)).await
}

async fn state(house: &House, address: &str) -> Value {
    house.everything(address).await["subscriber"]["state"].clone()
}

#[tokio::test]
async fn a_list_comes_in_whole_with_what_shows_their_consent() {
    for house in houses().await {
        house.subscribed("known@seoul.example").await;
        let ended = house.subscribed("ended@seoul.example").await;
        house.page(post(&house.way_out(ended), &[])).await;
        let text = "\u{feff}address;language;proof\r\n\
                    mina@seoul.example;ko;\"Sheet 3; line 7\"\r\n\
                    KNOWN@seoul.example;;\r\n\
                    ended@seoul.example;;\r\n\
                    ivan@ulyanovsk.example;;\r\n";
        let checked = house.json(&mina(), list("/subscribers/import/check", text)).await;
        let counts = json!({ "new": 2, "known": 2, "heldBack": 0 });
        let same = |answer: &Answer| {
            let mut wire = answer.json();
            assert_eq!(wire["sha256"].as_str().map(str::len), Some(64));
            wire.as_object_mut().expect("an object").remove("sha256");
            assert_eq!(wire, counts, "{}", answer.text);
        };
        same(&checked);
        assert_eq!(house.everything("mina@seoul.example").await.get("subscriber"), None);
        same(&import(&house, text).await);
        let mina = house.everything("mina@seoul.example").await;
        assert_eq!(
            (&mina["subscriber"]["state"], &mina["subscriber"]["language"]),
            (&json!("confirmed"), &json!("ko"))
        );
        let line = &mina["ledger"][0];
        assert_eq!((&line["what"], &line["form"]), (&json!("stated"), &json!("import")));
        assert_eq!(line["proof"], "Lists signed at the assembly of 2025 Sheet 3; line 7");
        let ivan = house.everything("ivan@ulyanovsk.example").await;
        assert_eq!(ivan["subscriber"]["language"], "ru", "as the statement says");
        assert_eq!(state(&house, "ended@seoul.example").await, "unsubscribed");
        assert_eq!(house.mail().await.len(), 0, "nobody is mailed to");
        // Their link ends it as anybody's does.
        let id = ivan["subscriber"]["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
        house.page(post(&house.way_out(id), &[])).await;
        assert_eq!(state(&house, "ivan@ulyanovsk.example").await, "unsubscribed");
    }
}

#[tokio::test]
async fn bad_input_62_a_list_revives_nobody_who_wanted_no_more() {
    for house in houses().await {
        let ended = house.subscribed("ended@seoul.example").await;
        house.page(post(&house.way_out(ended), &[])).await;
        house.on.clock.advance(SignedDuration::from_hours(28 * 24));
        house.newsletter.forget_overdue().await.expect("it runs");
        house.erase("stranger@seoul.example").await;
        let text = "address\nended@seoul.example\nSTRANGER@seoul.example\nnew@seoul.example\n";
        let brought = import(&house, text).await.json();
        assert_eq!((&brought["new"], &brought["heldBack"]), (&json!(1), &json!(2)), "{brought}");
        for held in ["ended@seoul.example", "stranger@seoul.example"] {
            assert_eq!(house.everything(held).await.get("subscriber"), None, "{held}");
        }
        assert_eq!(state(&house, "new@seoul.example").await, "confirmed");
    }
}

#[tokio::test]
async fn bad_input_29_a_bad_line_is_named_and_nothing_is_taken() {
    for house in houses().await {
        let text =
            "address,language\r\nmina@seoul.example,ko\r\nmina,ko\r\nana@porto.example,xx\r\n";
        let answer = import(&house, text).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let wire = answer.json();
        assert_eq!(wire["code"], "bad-file");
        let lines: Vec<_> =
            wire["faults"].as_array().expect("faults").iter().map(|one| &one["line"]).collect();
        assert_eq!(lines, [3, 4]);
        assert_eq!(house.everything("mina@seoul.example").await.get("subscriber"), None);
        // Without a proof that says something there is no import.
        let request =
            Request::post("/subscribers/import?proof=yes").header("content-type", "text/csv");
        let request = request.body(whole("address\nmina@seoul.example\n".to_owned()));
        let answer = house.json(&mina(), request.expect("a request")).await;
        assert_eq!(answer.json()["errors"][0]["field"], "proof", "{}", answer.text);
        for nobody in [reader(), Actor::anonymous()] {
            let answer = house.json(&nobody, list("/subscribers/import", "address\n")).await;
            assert!(matches!(answer.status.as_u16(), 401 | 403), "{}", answer.text);
        }
    }
}

#[tokio::test]
async fn bad_input_49_a_list_that_is_sent_twice_is_taken_once() {
    for house in houses().await {
        let send = || {
            with(
                list("/subscribers/import", "address\nmina@seoul.example\n"),
                "idempotency-key",
                "a",
            )
        };
        let first = house.json(&mina(), send()).await;
        let again = house.json(&mina(), send()).await;
        assert_eq!(first.text, again.text);
        let known = import(&house, "address\nmina@seoul.example\n").await.json();
        assert_eq!((&known["new"], &known["known"]), (&json!(0), &json!(1)));
    }
}

#[tokio::test]
async fn a_long_list_comes_in_by_slices_and_what_was_left_lying_goes() {
    for house in houses().await {
        let mut text = "address\n".to_owned();
        (0..1_234).for_each(|n| text.push_str(&format!("reader{n}@city{}.example\n", n % 7)));
        assert_eq!(import(&house, &text).await.json()["new"], 1_234);
        let found = house.at_desk(get("/subscribers?words=city3.example&state=confirmed")).await;
        assert!(found.text.contains("176 subscribers"), "{}", found.text);
        assert!(
            found.text.contains("?words=city3.example&#38;state=confirmed&#38;after=")
                || found.text.contains("after=")
        );
        house.on.clock.advance(SignedDuration::from_hours(25));
        house.newsletter.sweep_imports().await.expect("it runs");
        assert_eq!(house.rows("SELECT 1 FROM newsletter_staged").await, 0);
    }
}
