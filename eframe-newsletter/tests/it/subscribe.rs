use std::time::{Duration, Instant};

use std::sync::Arc;

use async_trait::async_trait;
use eframe_core::frame::{Frame, FrameAsk, FrameSource};
use eframe_core::mail::{Letter, MailError, Mailer};
use eframe_core::outbox::Outbox;
use eframe_core::{Actor, Language, Presentation};
use http::{Method, Request, StatusCode};
use jiff::SignedDuration;
use serde_json::json;

use crate::house::{from, get, houses, link, mina, post, post_json, reader, with};
use crate::issues::{address, crowd};

const DAY: SignedDuration = SignedDuration::from_hours(24);

#[tokio::test]
async fn somebody_asks_is_asked_once_says_yes_and_the_ledger_has_their_words() {
    for house in houses().await {
        let form = house.page(get("/")).await;
        assert!(form.text.contains(r#"id="f-address""#), "{}", form.text);
        assert_eq!(form.header("cache-control"), "no-cache", "the same for everyone");
        let asked = house.page(post("/", &[("address", "mina@seoul.example"), ("language", "ko")]));
        let asked = asked.await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
        assert_eq!(asked.header("location"), "/en/newsletter/asked");
        assert!(house.page(get("/asked")).await.text.contains("Look into your mail"));
        let letters = house.mail().await;
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].to().as_str(), "mina@seoul.example");
        assert!(letters[0].text().contains("/ko/newsletter/confirm?token="), "in their language");
        let page = house.page_in(Language::KO, get(&link(&letters[0]))).await;
        let words = house.newsletter.words(Language::KO);
        assert!(page.text.contains(&words.text), "{}", page.text);
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(page.header("referrer-policy"), "strict-origin");
        let sha256 = page.hidden("sha256");
        house.on.clock.advance(SignedDuration::from_secs(1));
        let yes = post(&link(&letters[0]), &[("sha256", &sha256)]);
        let yes = house.page_in(Language::KO, yes).await;
        assert_eq!(yes.header("location"), "/ko/newsletter/confirmed", "{}", yes.text);
        let all = house.json(&mina(), get("/subscribers?state=confirmed&language=ko")).await.json();
        let id = all["items"][0]["id"].as_str().expect("an id").parse().expect("an id");
        let read = house.read(id).await;
        let ledger = read["ledger"].as_array().expect("a ledger");
        assert_eq!(ledger.len(), 2, "{read}");
        assert_eq!(ledger[0]["what"], "asked");
        assert_eq!((&ledger[1]["what"], &ledger[1]["form"]), (&json!("agreed"), &json!("page")));
        assert_eq!(ledger[1]["text"], json!(words.text));
        assert_eq!(ledger[1]["sha256"], json!(words.sha256));
        assert!(!ledger.iter().any(|line| line.to_string().contains("seoul.example")));
        assert_eq!(house.mail().await.len(), 0, "nothing else is mailed");
    }
}

#[tokio::test]
async fn bad_input_55_a_thousand_sign_ups_for_one_victim_cause_one_mail() {
    for house in houses().await {
        let ask = |n: usize| {
            let address =
                if n.is_multiple_of(2) { "Mina@seoul.example" } else { "mina@SEOUL.example" };
            from(post("/", &[("address", address), ("language", "en")]), n)
        };
        // Many at once, then one after the other, each from a network of its own.
        let mut together = tokio::task::JoinSet::new();
        for n in 0..200 {
            let (pages, request) = (house.newsletter.pages(), ask(n));
            together.spawn(async move {
                tower::ServiceExt::oneshot(pages, request).await.expect("an answer").status()
            });
        }
        while let Some(status) = together.join_next().await {
            assert_eq!(status.expect("no panic"), StatusCode::SEE_OTHER);
        }
        for n in 200..1_000 {
            assert_eq!(house.page(ask(n)).await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(house.mail().await.len(), 1, "{}", house.on.kind);
        house.on.clock.advance(DAY - SignedDuration::from_secs(1));
        house.ask("mina@seoul.example").await;
        assert_eq!(house.mail().await.len(), 0);
        house.on.clock.advance(SignedDuration::from_secs(1));
        house.ask("mina@seoul.example").await;
        assert_eq!(house.mail().await.len(), 1, "one a day");
        // Erased in between, it is still the same address.
        house.erase("mina@seoul.example").await;
        house.ask("mina@seoul.example").await;
        assert_eq!(house.mail().await.len(), 0);
    }
}

#[tokio::test]
async fn bad_input_66_a_clock_that_ran_ahead_a_year_keeps_nobody_from_asking_for_as_long() {
    for house in houses().await {
        house.on.clock.advance(DAY * 365);
        house.ask("mina@seoul.example").await;
        assert_eq!(house.mail().await.len(), 1);
        // Somebody sets it right.
        house.on.clock.advance(DAY * -365);
        house.ask("mina@seoul.example").await;
        assert_eq!(house.mail().await.len(), 1, "she is asked on {}", house.on.kind);
        // An hour back is no reason to ask twice.
        house.on.clock.advance(SignedDuration::from_hours(-1));
        house.ask("mina@seoul.example").await;
        assert_eq!(house.mail().await.len(), 0, "once a day");
        house.ask("juan@lima.example").await;
        assert_eq!(house.mail().await.len(), 1);
        let ahead = "SELECT 1 FROM newsletter_asked WHERE at > '2027-06-01 00:00:00+00:00'";
        assert_eq!(house.rows(ahead).await, 0, "nothing stays for a year");
    }
}

/// Knows nobody.
struct NobodyThere;

#[async_trait]
impl Mailer for NobodyThere {
    async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        Err(MailError::Recipient(550, format!("5.1.1 <{}> nobody of that name", letter.to())))
    }
}

#[tokio::test]
async fn bad_input_60_a_question_that_is_refused_for_good_is_noted_and_holds_up_no_later_one() {
    for house in houses().await {
        house.ask("mina@seoul.example").await;
        let outbox = Outbox::builder(house.on.database.clone());
        let workers = house.newsletter.work(outbox, Arc::new(NobodyThere)).build();
        workers.run_pending().await.expect("the work is done");
        let parked = "SELECT 1 FROM core_delivery WHERE state = 'parked'";
        assert_eq!(house.rows(parked).await, 0, "on {}", house.on.kind);
        let told = house.json(&mina(), get("/bounces")).await.json();
        let one = &told["items"][0];
        let said = "550 5.1.1 <…> nobody of that name";
        assert_eq!((&one["kind"], &one["answer"]), (&json!("hard"), &json!(said)), "{told}");
        assert_eq!((one.get("issue"), &one["source"]), (None, &json!("refusal")));
        let page = house.desk(&mina(), get("/bounces")).await;
        assert!(page.text.contains("nobody of that name"), "{}", page.text);
        // The next day somebody is there, and is asked.
        house.on.clock.advance(DAY + SignedDuration::from_mins(1));
        house.ask("mina@seoul.example").await;
        let link = house.link().await;
        house.yes(&link).await;
    }
}

#[tokio::test]
async fn bad_input_55_one_network_enters_thirty_addresses_an_hour() {
    for house in houses().await {
        for n in 0..30 {
            let address = format!("somebody{n}@seoul.example");
            let asked = post("/", &[("address", &address), ("language", "en")]);
            assert_eq!(house.page(from(asked, 1)).await.status, StatusCode::SEE_OTHER);
        }
        let fields = [("address", "one@seoul.example"), ("language", "ko")];
        let refused = house.page(from(post("/", &fields), 1)).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(refused.text.contains("one@seoul.example"), "what was typed is kept");
        let wire = json!({ "address": "one@seoul.example" });
        let wish = from(post_json("/subscriptions", &wire), 1);
        let refused = house.json(&Actor::anonymous(), wish).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "by an app too");
        assert_eq!(refused.header("retry-after"), "3600");
        assert_eq!(house.page(from(post("/", &fields), 2)).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn bad_input_34_nobody_learns_who_reads_the_newsletter() {
    for house in houses().await {
        house.subscribed("known@seoul.example").await;
        let ended = house.subscribed("ended@seoul.example").await;
        house.page(post(&house.way_out(ended), &[])).await;
        house.ask("asked@seoul.example").await;
        house.erase("erased@seoul.example").await;
        house.mail().await;
        house.on.clock.advance(DAY);
        let mut answers = Vec::new();
        for name in ["known", "ended", "asked", "erased", "unknown"] {
            let answer = house.ask(&format!("{name}@seoul.example")).await;
            let place = answer.header("location").to_owned();
            answers.push((answer.status, place, answer.text));
            let wire = json!({ "address": format!("{name}@busan.example") });
            let answer = house.json(&Actor::anonymous(), post_json("/subscriptions", &wire)).await;
            assert_eq!((answer.status, answer.text.as_str()), (StatusCode::ACCEPTED, ""));
        }
        assert!(answers.windows(2).all(|two| two[0] == two[1]), "{answers:?}");
        // Each got one mail: the question, or that it comes already.
        let letters = house.mail().await;
        let to_seoul = letters.iter().filter(|one| one.to().as_str().ends_with("seoul.example"));
        assert_eq!(to_seoul.count(), 5);
        let known = letters.iter().find(|one| one.to().as_str() == "known@seoul.example");
        assert!(known.expect("a letter").subject().contains("already"));
    }
}

/// The middle one, and how far apart the middle half of them lies.
fn middle(times: &mut [Duration]) -> (Duration, Duration) {
    times.sort_unstable();
    let quarter = times.len() / 4;
    (times[2 * quarter], times[3 * quarter] - times[quarter])
}

/// In turns, so that whatever else the machine does falls on both alike.
#[tokio::test]
async fn bad_input_34_a_known_and_an_unknown_address_take_the_same_time_within_noise() {
    const EACH: usize = 120;
    for house in houses().await {
        crowd(&house, EACH).await;
        // The first time a mail goes out, the second none does.
        for round in ["first", "again"] {
            let mut times = [Vec::new(), Vec::new()];
            for number in 0..EACH {
                let stranger = format!("stranger{number}@d{}.example", number % 7);
                let asked = [address(number), stranger];
                for which in [number % 2, 1 - number % 2] {
                    // Whoever is only asked reads from then on what is chosen now.
                    let language = if round == "first" { "en" } else { "ko" };
                    let fields = [("address", asked[which].as_str()), ("language", language)];
                    let request = from(post("/", &fields), number);
                    let began = Instant::now();
                    let status = house.page(request).await.status;
                    times[which].push(began.elapsed());
                    assert_eq!(status, StatusCode::SEE_OTHER);
                }
            }
            let [known, unknown] = times.map(|mut times| middle(&mut times));
            let apart = known.0.abs_diff(unknown.0);
            let noise = known.1.max(unknown.1).max(known.0.min(unknown.0) / 4);
            let measured = format!(
                "on {}, {round}: known {:?} (±{:?}), unknown {:?} (±{:?})",
                house.on.kind, known.0, known.1, unknown.0, unknown.1
            );
            println!("{measured}");
            assert!(apart <= noise, "{measured}");
        }
    }
}

#[tokio::test]
async fn bad_input_56_a_scanner_that_follows_the_link_answers_nothing() {
    for house in houses().await {
        house.ask("mina@seoul.example").await;
        let link = house.link().await;
        for method in [Method::GET, Method::HEAD, Method::OPTIONS, Method::GET] {
            let request = Request::builder().method(method).uri(link.as_str());
            house.page(request.body(Default::default()).expect("a request")).await;
        }
        let all = house.json(&mina(), get("/subscribers")).await.json();
        assert_eq!(all["items"][0]["state"], "asked");
        house.yes(&link).await;
        let all = house.json(&mina(), get("/subscribers")).await.json();
        assert_eq!(all["items"][0]["state"], "confirmed");
    }
}

#[tokio::test]
async fn bad_input_35_a_question_is_answered_once_in_time_and_by_nobody_else() {
    for house in houses().await {
        house.ask("mina@seoul.example").await;
        let old = house.link().await;
        house.on.clock.advance(DAY);
        house.ask("mina@seoul.example").await;
        let new = house.link().await;
        assert_ne!(old, new);
        let dead = house.page(get(&old)).await;
        assert_eq!(dead.status, StatusCode::GONE, "a newer one took its place");
        assert!(!dead.text.contains("token="), "and the page does not repeat it");
        // Whatever is posted behind it, a page says why, and what to do.
        for language in ["en", "xx"] {
            let said = house.page(post(&old, &[("sha256", "x"), ("language", language)])).await;
            assert_eq!(said.status, StatusCode::GONE, "{language}: {}", said.text);
            assert!(said.text.contains("Ask for the e-Newsletter"), "{language}: {}", said.text);
        }
        for wrong in
            ["/confirm", "/confirm?token=", "/confirm?token=x", &new.replace("token=", "token=A")]
        {
            assert_eq!(house.page(get(wrong)).await.status, StatusCode::GONE, "{wrong}");
            let said = house.page(post(wrong, &[("sha256", "x")])).await;
            assert_ne!(said.status, StatusCode::SEE_OTHER, "{wrong}");
        }
        house.on.clock.advance(DAY * 7);
        assert_eq!(house.page(get(&new)).await.status, StatusCode::GONE, "after a week");
        house.ask("mina@seoul.example").await;
        let newest = house.link().await;
        let forged = with(get(&newest), "host", "evil.example");
        assert!(!house.page(forged).await.text.contains("evil.example"));
        house.yes(&newest).await;
        let id = house.json(&mina(), get("/subscribers")).await.json()["items"][0]["id"].clone();
        let id = id.as_str().and_then(|id| id.parse().ok()).expect("an id");
        house.page(post(&house.way_out(id), &[])).await;
        assert_eq!(house.page(get(&newest)).await.status, StatusCode::GONE, "used and ended");
    }
}

#[tokio::test]
async fn bad_input_49_a_yes_that_comes_twice_is_one() {
    for house in houses().await {
        house.ask("mina@seoul.example").await;
        let link = house.link().await;
        let sha256 = house.page(get(&link)).await.hidden("sha256");
        for _ in 0..2 {
            house.on.clock.advance(SignedDuration::from_secs(1));
            let said = house.page(post(&link, &[("sha256", &sha256)])).await;
            assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
        }
        let id = house.json(&mina(), get("/subscribers")).await.json()["items"][0]["id"].clone();
        let id = id.as_str().and_then(|id| id.parse().ok()).expect("an id");
        let read = house.read(id).await;
        assert_eq!(read["ledger"].as_array().map(Vec::len), Some(2), "{read}");
        // A sign-up with a key is one too, and another under the same key is refused.
        let wish = |name: &str| {
            let request = post_json("/subscriptions", &json!({ "address": name }));
            with(request, "idempotency-key", "one")
        };
        let nobody = Actor::anonymous();
        for _ in 0..2 {
            let answer = house.json(&nobody, wish("ana@porto.example")).await;
            assert_eq!(answer.status, StatusCode::ACCEPTED);
        }
        assert_eq!(house.mail().await.len(), 1);
        let other = house.json(&nobody, wish("rui@porto.example")).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn who_looks_after_the_yes_is_told_that_it_is_there_and_not_asked_again() {
    const SAID: [(Language, &str); 7] = [
        (Language::EN, "You said yes already."),
        (Language::KO, "이미 예라고 답하셨습니다."),
        (Language::RU, "Вы уже ответили «да»."),
        (Language::ZH, "您已答复“是”"),
        (Language::ES, "Ya dijo que sí."),
        (Language::FR, "Vous avez déjà dit oui."),
        (Language::AR, "لقد أجبتم بنعم من قبل"),
    ];
    for house in houses().await {
        house.ask("mina@seoul.example").await;
        let link = house.link().await;
        house.yes(&link).await;
        for (language, said) in SAID {
            let after = house.page_in(language, get(&link)).await;
            assert_eq!(after.status, StatusCode::OK, "{}", after.text);
            assert!(after.text.contains(said), "{language}: {}", after.text);
            assert!(!after.text.contains("name=\"sha256\""), "{language}: {}", after.text);
            // It leads on as the page after the yes does.
            let archive = format!("<li><a href=\"/{language}/newsletter/archive\"");
            let text = after.text.replace("&#x2f;", "/");
            assert!(text.contains(&archive), "{language}: {text}");
            assert_eq!(after.header("cache-control"), "no-store");
        }
        let id = house.json(&mina(), get("/subscribers")).await.json()["items"][0]["id"].clone();
        let id = id.as_str().and_then(|id| id.parse().ok()).expect("an id");
        let read = house.read(id).await;
        assert_eq!(
            read["ledger"].as_array().map(Vec::len),
            Some(2),
            "on {}: {read}",
            house.on.kind
        );
    }
}

#[tokio::test]
async fn bad_input_14_and_54_an_address_that_carries_more_is_refused_and_shown_again() {
    for house in houses().await {
        for wrong in [
            "",
            "mina",
            "mina@seoul.example\r\nBcc: x@evil.example",
            "mina@seoul.example,x@evil.example",
            "Mina <mina@seoul.example>",
            "\"mina park\"@seoul.example",
            "민아@서울.example",
            &format!("{}@seoul.example", "a".repeat(320)),
        ] {
            let answer = house.ask(wrong).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
            assert!(answer.text.contains("f-address-error"));
            let wire = json!({ "address": wrong });
            let answer = house.json(&Actor::anonymous(), post_json("/subscriptions", &wire)).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
        }
        let script = "\"><script>alert(1)</script>@seoul.example";
        assert!(!house.ask(script).await.text.contains("<script>alert"));
        assert_eq!(house.mail().await.len(), 0);
        let asked = house.ask("info@서울.kr").await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER);
        let letters = house.mail().await;
        assert_eq!(letters[0].to().ascii(), "info@xn--2i4bq6h.kr");
    }
}

#[tokio::test]
async fn bad_input_8_an_address_or_a_language_that_is_given_twice_is_refused() {
    for house in houses().await {
        let (mina, ana) = (("address", "mina@seoul.example"), ("address", "ana@porto.example"));
        for fields in
            [vec![mina, ana], vec![mina, mina], vec![mina, ("language", "en"), ("language", "ko")]]
        {
            let refused = house.page(post("/", &fields)).await;
            assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{fields:?}: {}", refused.text);
        }
        assert_eq!(house.mail().await.len(), 0, "nobody is asked on {}", house.on.kind);
    }
}

#[tokio::test]
async fn words_that_changed_meanwhile_are_read_again() {
    for house in houses().await {
        house.ask("mina@seoul.example").await;
        let link = house.link().await;
        let other = eframe_core::sha256(b"other words").to_string();
        let said = house.page(post(&link, &[("sha256", &other)])).await;
        assert_eq!(said.status, StatusCode::CONFLICT);
        assert!(said.text.contains("have changed"), "{}", said.text);
        house.yes(&link).await;
    }
}

#[tokio::test]
async fn an_app_does_it_all_by_json() {
    for house in houses().await {
        let nobody = Actor::anonymous();
        let wire = json!({ "address": "mina@seoul.example", "language": "fr" });
        let asked = house.json(&nobody, post_json("/subscriptions", &wire)).await;
        assert_eq!(asked.status, StatusCode::ACCEPTED, "{}", asked.text);
        let link = house.link().await;
        let token = link.split("token=").nth(1).expect("a token");
        let words = house.json(&nobody, get("/consent?language=fr")).await.json();
        assert!(words["text"].as_str().expect("words").contains("quatre fois"));
        let yes = json!({ "token": token, "language": "fr", "sha256": words["sha256"] });
        let said = house.json(&nobody, post_json("/subscriptions/confirmation", &yes)).await;
        assert_eq!(said.json(), json!({ "state": "confirmed" }));
        let wrong = json!({ "token": "x", "language": "fr", "sha256": words["sha256"] });
        let wrong = house.json(&nobody, post_json("/subscriptions/confirmation", &wrong)).await;
        assert_eq!((wrong.status, &wrong.json()["code"]), (StatusCode::GONE, &json!("link-dead")));
        let all = house.json(&mina(), get("/subscribers?language=fr")).await.json();
        let id = all["items"][0]["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
        let out = house.way_out(id);
        let token = out.split("token=").nth(1).expect("a token");
        for _ in 0..2 {
            let end = post_json("/subscriptions/end", &json!({ "token": token }));
            assert_eq!(house.json(&nobody, end).await.json(), json!({ "state": "unsubscribed" }));
        }
    }
}

/// A host that says of each page where it is.
struct Everywhere;

#[async_trait]
impl FrameSource for Everywhere {
    async fn frame(&self, ask: &FrameAsk) -> Frame {
        let canonical = Some(format!("https://union.example{}", ask.path));
        Frame { canonical, ..Frame::plain("Union", ask) }
    }
}

#[tokio::test]
async fn a_page_behind_a_token_says_its_address_to_nobody() {
    for house in houses().await {
        let presentation = Presentation::builder()
            .bundle(eframe_newsletter::bundle())
            .frame(Arc::new(Everywhere))
            .build();
        let house = house.presented(presentation.expect("it compiles"));
        assert!(house.page(get("/")).await.text.contains("rel=\"canonical\""), "all others do");
        house.ask("mina@seoul.example").await;
        let question = house.link().await;
        let end = house.way_out(house.subscribed("ana@porto.example").await);
        let ended = house.way_out(house.subscribed("juan@lima.example").await);
        for request in [get(&question), get(&end), post(&ended, &[])] {
            let path = request.uri().to_string();
            let page = house.page(request).await;
            assert_eq!(page.status, StatusCode::OK, "{}", page.text);
            let (head, body) = page.text.split_once("</head>").expect("a head");
            let (_, token) = path.split_once("token=").expect("a token");
            for part in [token, "canonical", "og:url"] {
                assert!(!head.contains(part), "{part} at {path}: {head}");
            }
            assert!(head.contains("<meta name=\"robots\" content=\"noindex\">"), "{head}");
            let korean = format!("href=\"/ko/newsletter{path}\"");
            assert!(body.contains(&korean), "a language can be chosen: {korean} in {body}");
            let told = ["cache-control", "x-robots-tag", "referrer-policy"];
            assert_eq!(
                told.map(|name| page.header(name)),
                ["no-store", "noindex", "strict-origin"]
            );
        }
    }
}

#[tokio::test]
async fn only_the_secretariat_sees_who_reads() {
    for house in houses().await {
        let id = house.subscribed("mina@seoul.example").await;
        for path in ["/subscribers", &format!("/subscribers/{id}")] {
            let nobody = house.json(&Actor::anonymous(), get(path)).await;
            assert_eq!(nobody.status, StatusCode::UNAUTHORIZED, "{path}");
            assert_eq!(house.json(&reader(), get(path)).await.status, StatusCode::FORBIDDEN);
        }
        let missing =
            house.json(&mina(), get(&format!("/subscribers/{}", uuid::Uuid::nil()))).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_house_without_english_asks_in_its_first_language() {
    for house in houses().await {
        let presentation = eframe_core::Presentation::builder()
            .bundle(eframe_newsletter::bundle())
            .languages([Language::KO, Language::FR])
            .build();
        let house = house.presented(presentation.expect("it compiles"));
        let wire = json!({ "address": "mina@seoul.example" });
        let asked = house.json(&Actor::anonymous(), post_json("/subscriptions", &wire)).await;
        assert_eq!(asked.status, StatusCode::ACCEPTED, "{}", asked.text);
        let letters = house.mail().await;
        assert_eq!(letters.len(), 1);
        assert!(letters[0].text().contains("/ko/newsletter/confirm"), "{}", letters[0].text());
        // A language that it does not come in is refused, and both faults are told at once.
        for (address, fields) in [("ana@porto.example", 1), ("ana", 2)] {
            let wire = json!({ "address": address, "language": "ru" });
            let refused = house.json(&Actor::anonymous(), post_json("/subscriptions", &wire)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
            let told = refused.json();
            assert_eq!(told["errors"].as_array().map(Vec::len), Some(fields), "{told}");
            assert!(refused.text.contains("\"language\""), "{told}");
            let form = post("/", &[("address", address), ("language", "ru")]);
            let refused = house.page_in(Language::KO, form).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
            assert!(refused.text.contains("f-language-error"), "{}", refused.text);
        }
        assert_eq!(house.mail().await.len(), 0);
    }
}
