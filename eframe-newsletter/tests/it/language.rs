//! In which language somebody reads: chosen when they ask, when they say yes, and afterwards.

use eframe_core::mail::Letter;
use eframe_core::{Actor, Language};
use http::StatusCode;
use jiff::SignedDuration;
use serde_json::json;

use crate::house::{House, get, houses, link, mina, post, post_json};

/// The language that the house has of whoever has this address.
async fn reads(house: &House, address: &str) -> serde_json::Value {
    house.everything(address).await["subscriber"]["language"].clone()
}

async fn ask(house: &House, address: &str, language: &str) {
    let asked = house.page(post("/", &[("address", address), ("language", language)])).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
}

fn chosen(page: &str) -> &str {
    let (before, _) = page.split_once("\" selected").expect("a chosen language");
    before.rsplit('"').next().unwrap_or_default()
}

#[tokio::test]
async fn who_is_only_asked_reads_what_was_chosen_last_and_nobody_else_by_that() {
    for house in houses().await {
        house.subscribed("ana@porto.example").await;
        ask(&house, "mina@seoul.example", "en").await;
        ask(&house, "mina@seoul.example", "ko").await;
        ask(&house, "ana@porto.example", "ko").await;
        assert_eq!(reads(&house, "mina@seoul.example").await, "ko", "on {}", house.on.kind);
        assert_eq!(reads(&house, "ana@porto.example").await, "en", "she said yes before");
        let letters = house.mail().await;
        assert_eq!(letters.len(), 1, "one a day");
        assert!(letters[0].text().contains("/ko/newsletter/confirm"), "{}", letters[0].text());
        // A mail that is out already leads to a page that knows of it too.
        ask(&house, "mina@seoul.example", "fr").await;
        assert_eq!(house.mail().await.len(), 0);
        let page = house.page_in(Language::KO, get(&link(&letters[0]))).await;
        assert_eq!(chosen(&page.text), "fr", "{}", page.text);
    }
}

#[tokio::test]
async fn the_yes_goes_with_a_language_whatever_the_page_is_in() {
    for house in houses().await {
        ask(&house, "mina@seoul.example", "en").await;
        let link = house.link().await;
        let page = house.page(get(&link)).await;
        assert_eq!(chosen(&page.text), "en", "{}", page.text);
        let sha256 = page.hidden("sha256");
        let with = |language: &'static str| [("sha256", sha256.as_str()), ("language", language)];
        for wrong in ["xx", "no language"] {
            let refused = house.page(post(&link, &with(wrong))).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            assert!(refused.text.contains("f-language-error"), "{}", refused.text);
        }
        // What happens later stands later in the ledger.
        house.on.clock.advance(SignedDuration::from_secs(1));
        let said = house.page(post(&link, &with("fr"))).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
        assert_eq!(reads(&house, "mina@seoul.example").await, "fr");
        // The words were read in English, and stand so.
        let kept = house.everything("mina@seoul.example").await;
        assert_eq!(kept["ledger"][1]["language"], "en", "{kept}");
        // The page is still there, and another choice behind the yes counts; the yes stays one.
        let again = house.page(post(&link, &with("ar"))).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text);
        let kept = house.everything("mina@seoul.example").await;
        assert_eq!(kept["subscriber"]["language"], "ar", "{kept}");
        assert_eq!(kept["ledger"].as_array().map(Vec::len), Some(2), "{kept}");
        // By an app.
        ask(&house, "juan@lima.example", "en").await;
        let link = house.link().await;
        let token = link.split("token=").nth(1).expect("a token");
        let words = house.json(&Actor::anonymous(), get("/consent?language=en")).await.json();
        for (reads, status) in [("xx", 422), ("es", 200)] {
            let yes = json!({
                "token": token, "language": "en", "sha256": words["sha256"], "reads": reads,
            });
            let yes = post_json("/subscriptions/confirmation", &yes);
            let said = house.json(&Actor::anonymous(), yes).await;
            assert_eq!(said.status.as_u16(), status, "{}", said.text);
        }
        assert_eq!(reads(&house, "juan@lima.example").await, "es");
    }
}

/// Where the mail that somebody has it already lets them choose.
fn choice(letter: &Letter) -> String {
    let of = |line: &&str| line.contains("/newsletter/language?token=");
    let line = letter.text().lines().find(of).expect("a link to the choice");
    line.split_once("/newsletter").expect("below the mount").1.to_owned()
}

#[tokio::test]
async fn who_has_it_already_is_led_to_the_choice_of_their_language() {
    for house in houses().await {
        let id = house.subscribed("mina@seoul.example").await;
        house.on.clock.advance(SignedDuration::from_hours(24));
        ask(&house, "mina@seoul.example", "ko").await;
        let letters = house.mail().await;
        assert_eq!(letters.len(), 1);
        assert!(letters[0].text().contains("You read it in English."), "{}", letters[0].text());
        assert_eq!(reads(&house, "mina@seoul.example").await, "en", "anybody may have asked");
        let way = choice(&letters[0]);
        // Reading it chooses nothing, and shows no more of the address than its owner needs.
        let page = house.page(get(&way)).await;
        assert_eq!((page.status, chosen(&page.text)), (StatusCode::OK, "en"), "{}", page.text);
        assert!(!page.text.contains("mina@seoul.example"), "{}", page.text);
        assert_eq!(page.header("cache-control"), "no-store");
        let wrong = house.page(post(&way, &[("language", "xx")])).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text);
        assert_eq!(house.page(post(&way, &[])).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        for _ in 0..2 {
            let done = house.page(post(&way, &[("language", "ko")])).await;
            assert_eq!(done.status, StatusCode::OK, "{}", done.text);
            assert!(done.text.contains("in this language: 한국어."), "{}", done.text);
            assert_eq!(chosen(&done.text), "ko");
        }
        let whole = house.read(id).await;
        assert_eq!((&whole["language"], &whole["state"]), (&json!("ko"), &json!("confirmed")));
        assert_eq!(house.mail().await.len(), 0, "nothing is mailed");
        // Nobody opens it without the mail, nor by a link to something else.
        let end = house.way_out(id);
        let other = end.replace("/unsubscribe?", "/language?");
        for forged in ["/language", "/language?token=x", &other] {
            assert_eq!(house.page(get(forged)).await.status, StatusCode::NOT_FOUND, "{forged}");
            let said = house.page(post(forged, &[("language", "ar")])).await;
            assert_eq!(said.status, StatusCode::NOT_FOUND, "{forged}");
        }
        // Once it is ended there is nothing to choose.
        house.page(post(&end, &[])).await;
        for request in [get(&way), post(&way, &[("language", "ar")])] {
            let gone = house.page(request).await;
            assert_eq!(gone.status, StatusCode::OK, "{}", gone.text);
            assert!(gone.text.contains("You do not get the e-Newsletter."), "{}", gone.text);
        }
        let all = house.json(&mina(), get("/subscribers?language=ar")).await.json();
        assert_eq!(all["items"], json!([]), "on {}", house.on.kind);
    }
}

#[tokio::test]
async fn an_app_chooses_another_language_after_the_yes_by_the_same_link() {
    for house in houses().await {
        let id = house.subscribed("mina@seoul.example").await;
        house.on.clock.advance(SignedDuration::from_hours(24));
        ask(&house, "mina@seoul.example", "en").await;
        let letters = house.mail().await;
        assert_eq!(letters.len(), 1);
        let token = |way: &str| way.split_once("token=").expect("a token").1.to_owned();
        let own = token(&choice(&letters[0]));
        let choose = async |token: &str, language: &str| {
            let wire = json!({ "token": token, "language": language });
            house.json(&Actor::anonymous(), post_json("/subscriptions/language", &wire)).await
        };
        for _ in 0..2 {
            let said = choose(&own, "ko").await;
            assert_eq!(said.status, StatusCode::OK, "{}", said.text);
            assert_eq!(said.json(), json!({ "state": "confirmed" }));
        }
        assert_eq!(reads(&house, "mina@seoul.example").await, "ko", "on {}", house.on.kind);
        // Neither another link nor another language does anything.
        let wrong = choose(&own, "xx").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text);
        let end = house.way_out(id);
        for forged in ["", "x", &token(&end)] {
            let said = choose(forged, "ar").await;
            assert_eq!(said.status, StatusCode::NOT_FOUND, "{forged}: {}", said.text);
        }
        assert_eq!(reads(&house, "mina@seoul.example").await, "ko");
        assert_eq!(house.mail().await.len(), 0, "nothing is mailed");
        // Once it is ended there is nothing to choose.
        house.page(post(&end, &[])).await;
        let gone = choose(&own, "ar").await;
        assert_eq!((gone.status, &gone.json()["code"]), (StatusCode::GONE, &json!("link-dead")));
    }
}
