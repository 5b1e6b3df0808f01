use std::sync::Arc;

use async_trait::async_trait;
use eframe_core::frame::{Frame, FrameAsk, FrameSource, Link};
use eframe_core::{Language, Presentation};
use http::StatusCode;
use http_body_util::BodyExt as _;
use jiff::SignedDuration;
use tower::ServiceExt as _;

use crate::house::{House, form_data, get, houses, mina, post, reader};
use crate::issues::crowd;

#[tokio::test]
async fn the_secretariat_finds_somebody_reads_what_they_agreed_to_and_ends_it() {
    for house in houses().await {
        let id = house.subscribed("mina@seoul.example").await;
        house.subscribed("ana@porto.example").await;
        let all = house.at_desk(get("/subscribers")).await;
        assert!(all.text.contains("2 subscribers"), "{}", all.text);
        let one = house.at_desk(get("/subscribers?words=MINA%40seoul.example")).await;
        assert!(
            one.text.contains("One subscriber") && !one.text.contains("ana@porto"),
            "{}",
            one.text
        );
        let page = house.at_desk(get(&format!("/subscribers/{id}"))).await;
        assert!(page.text.contains("Gets the e-Newsletter"), "{}", page.text);
        assert!(page.text.contains("four times a year") && page.text.contains("SHA-256"));
        let end = format!("/subscribers/{id}/end");
        assert!(house.at_desk(get(&end)).await.text.contains("End the e-Newsletter for"));
        house.on.clock.advance(SignedDuration::from_secs(1));
        assert_eq!(house.at_desk(post(&end, &[])).await.status, StatusCode::SEE_OTHER);
        let page = house.at_desk(get(&format!("/subscribers/{id}?done=ended"))).await;
        assert!(page.text.contains("They asked the Secretariat to"), "{}", page.text);
        let held = house.at_desk(get("/suppressions?reason=unsubscribed")).await;
        assert!(held.text.contains("they want no more"), "{}", held.text);
        assert!(!held.text.contains("seoul"), "no address stands there");
        for path in ["/subscribers", "/suppressions", "/person", "/import", &end] {
            let other = house.desk(&reader(), get(path)).await;
            assert_eq!(other.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
}

#[tokio::test]
async fn where_there_is_nothing_the_desk_says_so_and_counts_nothing() {
    for house in houses().await {
        let none = house.at_desk(get("/subscribers")).await.text;
        assert!(none.contains("Nobody asked for the e-Newsletter yet"), "{none}");
        assert!(!none.contains("class=\"count\""), "{none}");
        let narrowed = house.at_desk(get("/subscribers?words=nobody")).await.text;
        assert!(narrowed.contains("No subscriber is like this."), "{narrowed}");
        let compose = begun(&house).await;
        let issue = compose.replace("/compose", "");
        let shown = house.at_desk(get(&issue)).await.text;
        assert!(shown.contains("Nobody would get it."), "{shown}");
        for part in ["By language", "domains"] {
            assert!(!shown.contains(part), "{part}: {shown}");
        }
        let letters = house.at_desk(get(&format!("{issue}/letters"))).await.text;
        assert!(letters.contains("No letter of it is there yet."), "{letters}");
        let bounced = house.at_desk(get(&format!("{issue}/letters?state=bounced"))).await.text;
        assert!(bounced.contains("No letter of it is in this state."), "{bounced}");
        let version = house.at_desk(get(&compose)).await.hidden("version");
        let news = [("version", &*version), ("step", "add"), ("kind", "news")];
        assert_eq!(house.at_desk(post(&compose, &news)).await.status, StatusCode::SEE_OTHER);
        let shown = house.at_desk(get(&compose)).await.text;
        assert!(shown.contains("Nothing of this kind was published in its days"), "{shown}");
        assert!(!shown.contains("0 of 0"), "{shown}");
    }
}

#[tokio::test]
async fn a_quarter_that_has_its_issue_is_not_offered_once_more() {
    for house in houses().await {
        let offered = |page: &str| page.split("value=\"20").nth(1).map(|rest| rest[..5].to_owned());
        let form = house.at_desk(get("/issues/new")).await.text;
        assert_eq!(offered(&form).as_deref(), Some("26-Q4"), "{form}");
        begun(&house).await;
        let form = house.at_desk(get("/issues/new")).await.text;
        assert_eq!(offered(&form).as_deref(), Some("27-Q1"), "{form}");
    }
}

/// Begins an issue; where it is put together.
async fn begun(house: &House) -> String {
    let fields = [("number", "2026-Q4"), ("languages", "en"), ("fallback", "en")];
    house.at_desk(post("/issues/new", &fields)).await.place().replace("/desk/newsletter", "")
}

/// A host that leads to the page a reader is at: with what its address says, as the choice of a language does.
struct Here;

#[async_trait]
impl FrameSource for Here {
    async fn frame(&self, ask: &FrameAsk) -> Frame {
        let kept = ask.query.iter();
        let kept = kept.map(|(name, value)| Link::new(format!("kept {name}"), value.clone(), ""));
        Frame { footer: kept.collect(), ..Frame::plain("Union", ask) }
    }
}

#[tokio::test]
async fn what_was_done_is_said_once() {
    for house in houses().await {
        let presentation = Presentation::builder()
            .bundle(eframe_newsletter::bundle())
            .frame(Arc::new(Here))
            .build();
        let house = house.presented(presentation.expect("it compiles"));
        let compose = begun(&house).await;
        let there = format!("{compose}?done=titles");
        let shown = house.at_desk(get(&format!("{there}&words=mina"))).await.text;
        assert!(shown.contains("The title is saved."), "{shown}");
        assert!(shown.contains("kept words") && !shown.contains("kept done"), "{shown}");
        // Its forms post to where it is: what is refused then was not saved.
        let stale = [("version", "99"), ("step", "titles"), ("titles-en", "News")];
        let refused = house.at_desk(post(&there, &stale)).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(!refused.text.contains("The title is saved."), "{}", refused.text);
    }
}

#[tokio::test]
async fn bad_input_29_a_saved_list_harms_no_spreadsheet() {
    for house in houses().await {
        house.subscribed("=mina@seoul.example").await;
        house.subscribed("ana@porto.example").await;
        let file = house.at_desk(get("/subscribers.csv?state=confirmed")).await;
        assert!(file.header("content-type").starts_with("text/csv"));
        let lines: Vec<_> = file.text.lines().collect();
        assert_eq!(lines.len(), 3, "{}", file.text);
        assert!(lines[2].starts_with("'=mina@seoul.example,en,confirmed,"), "{}", lines[2]);
    }
}

#[tokio::test]
async fn a_saved_list_is_read_while_it_is_sent_however_many_they_are() {
    for house in houses().await {
        crowd(&house, 3_500).await;
        let mut request = get("/subscribers.csv");
        request.extensions_mut().insert(mina());
        request.extensions_mut().insert(Language::EN);
        let answer = house.newsletter.desk().oneshot(request).await.expect("an answer");
        let (mut body, mut whole, mut largest, mut parts) = (answer.into_body(), Vec::new(), 0, 0);
        while let Some(frame) = body.frame().await {
            let data = frame.expect("a part").into_data().expect("bytes");
            (parts, largest) = (parts + 1, largest.max(data.len()));
            whole.extend_from_slice(&data);
        }
        let text = String::from_utf8(whole).expect("UTF-8");
        assert_eq!(text.lines().count(), 3_501);
        assert_eq!(text.matches('\u{feff}').count(), 1, "one mark, in front");
        let mut readers: Vec<_> = text.lines().filter_map(|line| line.split(',').next()).collect();
        readers.sort_unstable();
        readers.dedup();
        assert_eq!(readers.len(), 3_501, "each once");
        assert!(parts >= 4 && largest * 3 < text.len(), "{parts} parts, the largest {largest}");
    }
}

#[tokio::test]
async fn one_persons_data_is_given_out_and_erased_at_the_desk() {
    for house in houses().await {
        house.subscribed("mina@seoul.example").await;
        let wrong = house.at_desk(post("/person", &[("address", "mina")])).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let found = house.at_desk(post("/person", &[("address", "Mina@seoul.example")])).await;
        assert!(found.text.contains("Gets the e-Newsletter"), "{}", found.text);
        let address = ("address", "mina@seoul.example");
        let file = house.at_desk(post("/person", &[address, ("step", "export")])).await;
        assert_eq!(file.json()["subscriber"]["address"], "mina@seoul.example");
        let erased = house.at_desk(post("/person", &[address, ("step", "erase")])).await;
        assert_eq!(erased.header("location"), "/desk/newsletter/person?done=erased");
        let found = house.at_desk(post("/person", &[address])).await;
        assert!(found.text.contains("Nobody has this address"), "{}", found.text);
        assert!(found.text.contains("they had their address erased"));
    }
}

#[tokio::test]
async fn a_list_is_checked_and_then_the_very_same_is_brought_in() {
    for house in houses().await {
        let proof = ("proof", "Lists signed at the assembly of 2025");
        let good = "address\r\nmina@seoul.example\r\n";
        let send = |fields: &[(&str, &str)], file: &str| {
            form_data("/import", fields, ("file", "list.csv", file.as_bytes()))
        };
        let little = house.at_desk(send(&[("proof", "yes"), ("step", "check")], good)).await;
        assert_eq!(little.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(little.text.contains("Say where and when"), "{}", little.text);
        let bad = house.at_desk(send(&[proof, ("step", "check")], "address\r\nmina\r\n")).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bad.text.contains("This is no mail address"), "{}", bad.text);
        let checked = house.at_desk(send(&[proof, ("step", "check")], good)).await;
        assert!(checked.text.contains("One person would get"), "{}", checked.text);
        let mark = checked.hidden("checked");
        let other = "address\r\nother@seoul.example\r\n";
        let step = [proof, ("step", "import"), ("checked", &mark)];
        let refused = house.at_desk(send(&step, other)).await;
        assert_eq!(refused.status, StatusCode::OK, "another file is checked first");
        let done = house.at_desk(send(&step, good)).await;
        assert_eq!(done.header("location"), "/desk/newsletter/import?new=1", "{}", done.text);
        let known = house.at_desk(send(&[proof, ("step", "check")], good)).await.text;
        let passed = "Passed over: one who is known already, and 0 who may not be written to.";
        assert!(known.contains(passed), "{known}");
        let all = house.json(&mina(), get("/subscribers")).await.json();
        assert_eq!(all["items"].as_array().map(Vec::len), Some(1));
    }
}
