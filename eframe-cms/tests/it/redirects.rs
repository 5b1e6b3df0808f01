//! Old addresses: brought in by file, followed, found again, taken away.

use eframe_cms::model::{End, Ending};
use eframe_core::test::ask::{Answer, get, send, with};
use eframe_core::{Actor, Language};
use http::StatusCode;
use serde_json::json;

use crate::people::{Desk, desks, lena, mina, page, reader, save, vera};

async fn follow(desk: &Desk, language: Language, path: &str) -> Answer {
    send(desk.cms.pages(), &Actor::anonymous(), language, get(path)).await
}

async fn bring_in(desk: &Desk, actor: &Actor, path: &str, csv: &str) -> Answer {
    let request = http::Request::post(path).body(eframe_core::Body::from(csv.to_owned()));
    send(desk.cms.json(), actor, Language::EN, request.expect("a request")).await
}

const FILE: &str = "\u{feff}from;to\r\n/board/view.php?id=3;/about#who\r\n/old.html;/board/view.php?id=3\r\n\
                    /소개;https://city.example/elsewhere\r\n";

#[tokio::test]
async fn bad_input_29_a_file_of_old_addresses_is_checked_taken_and_followed() {
    for desk in desks().await {
        desk.live_page("about", None).await;
        let checked = bring_in(&desk, &vera(), "/redirects/check", FILE).await;
        assert_eq!(checked.json(), json!({ "added": 3, "changed": 0, "same": 0 }));
        let before = follow(&desk, Language::KO, "/old.html").await;
        assert_eq!(before.status, StatusCode::NOT_FOUND, "a check changes nothing");
        let taken = bring_in(&desk, &vera(), "/redirects/import", FILE).await;
        assert_eq!(taken.json(), checked.json());
        for (path, there) in [
            ("/board/view.php?id=3", "/ko/about#who"),
            ("/old.html", "/ko/board/view.php?id=3"),
            ("/old.html?utm=x", "/ko/board/view.php?id=3"),
            ("/old.html/", "/ko/board/view.php?id=3"),
            ("/%EC%86%8C%EA%B0%9C", "https://city.example/elsewhere"),
        ] {
            let led = follow(&desk, Language::KO, path).await;
            assert_eq!(
                (led.status, led.header("location")),
                (StatusCode::MOVED_PERMANENTLY, there),
                "{path}"
            );
        }
        let other = follow(&desk, Language::KO, "/board/view.php?id=4").await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
        let root = send(desk.cms.old_addresses(), &reader(), Language::FR, get("/old.html")).await;
        assert_eq!(root.header("location"), "/fr/board/view.php?id=3");
        assert!(root.header("vary").contains("accept-language"));
        let again = "from,to\n/old.html,/about\n/board/view.php?id=3,/about#who";
        let again = bring_in(&desk, &vera(), "/redirects/import", again).await;
        assert_eq!(again.json(), json!({ "added": 0, "changed": 1, "same": 1 }));
    }
}

#[tokio::test]
async fn an_old_address_with_a_day_or_none_in_its_query_leads_on_below_a_language() {
    for desk in desks().await {
        desk.live_page("about", None).await;
        let file = "/board?on=5,/about\n/calendar?on=2026-11-23,/about\n/list,/about";
        let taken = bring_in(&desk, &vera(), "/redirects/import", file).await;
        assert_eq!(taken.status, StatusCode::OK, "{}", taken.text);
        for path in ["/board?on=5", "/calendar?on=2026-11-23", "/list?on=air", "/list?on=1&on=2"] {
            let led = follow(&desk, Language::KO, path).await;
            assert_eq!(led.status, StatusCode::MOVED_PERMANENTLY, "{path}: {}", led.text);
            assert_eq!(led.header("location"), "/ko/about", "{path}");
        }
        // A page is asked about a day, and says what it does not understand.
        let page = follow(&desk, Language::KO, "/about?on=5").await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn an_old_address_with_a_query_in_any_script_leads_on_as_browsers_ask_for_it() {
    for desk in desks().await {
        desk.live_page("about", None).await;
        let file = "/board.php?cat=공지사항,/about\n/게시판?q=서울&p=1,/about#who\n\
                    /first,/board.php?cat=공지사항\n/second,/board.php?cat=%EA%B3%B5%EC%A7%80%EC%82%AC%ED%95%AD";
        let taken = bring_in(&desk, &vera(), "/redirects/import", file).await;
        assert_eq!(taken.json(), json!({ "added": 4, "changed": 0, "same": 0 }));
        let cat = "%EA%B3%B5%EC%A7%80%EC%82%AC%ED%95%AD";
        for (path, there) in [
            (format!("/board.php?cat={cat}"), "/ko/about"),
            (format!("/board.php?cat={}", cat.to_lowercase()), "/ko/about"),
            ("/board.php?c%61t=%EA%B3%B5%EC%A7%80%EC%82%AC%ED%95%AD".to_owned(), "/ko/about"),
            ("/%EA%B2%8C%EC%8B%9C%ED%8C%90?q=%EC%84%9C%EC%9A%B8&p=1".to_owned(), "/ko/about#who"),
        ] {
            let led = follow(&desk, Language::KO, &path).await;
            assert_eq!(led.status, StatusCode::MOVED_PERMANENTLY, "{path}: {}", led.text);
            assert_eq!(led.header("location"), there, "{path}");
            let root = send(desk.cms.old_addresses(), &reader(), Language::KO, get(&path)).await;
            assert_eq!(root.header("location"), there, "{path}");
        }
        for first in ["/first", "/second"] {
            let led = follow(&desk, Language::KO, first).await;
            let there = led.header("location").strip_prefix("/ko").expect("a path").to_owned();
            assert_eq!(follow(&desk, Language::KO, &there).await.header("location"), "/ko/about");
        }
        // In EUC-KR, cut off, and none at all.
        for wrong in ["?cat=%B0%F8", "?cat=%EA%B3", "?cat=%", "?cat=%00", ""] {
            let led = follow(&desk, Language::KO, &format!("/board.php{wrong}")).await;
            assert_eq!(led.status, StatusCode::NOT_FOUND, "{wrong}");
        }
        let round =
            "/board.php,/about\n/a?q=%EC%84%9C,/about\n/b?q=서,/c\n/c,/b?q=%EC%84%9C\n/b,/about";
        let round = bring_in(&desk, &vera(), "/redirects/check", round).await.json();
        let faults = round["faults"].as_array().expect("faults").iter();
        let faults = faults.map(|fault| (fault["line"].as_u64(), fault["key"].as_str()));
        let circle = Some("cms.desk.redirects.fault.circle");
        assert_eq!(
            faults.collect::<Vec<_>>(),
            [
                (Some(2), Some("cms.desk.redirects.fault.path")),
                (Some(3), circle),
                (Some(4), circle)
            ]
        );
    }
}

#[tokio::test]
async fn bad_input_27_what_leads_round_or_nowhere_is_refused_whole_and_by_line() {
    for desk in desks().await {
        desk.live_page("about", None).await;
        let file = "/a,/b\n/good,/about\n/b,/a\n/c,/nowhere\n/about,/news\n";
        let refused = bring_in(&desk, &vera(), "/redirects/import", file).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
        let faults = refused.json()["faults"].clone();
        let lines = faults.as_array().expect("faults").iter().map(|fault| fault["line"].as_u64());
        assert_eq!(lines.flatten().collect::<Vec<_>>(), [1, 3, 4, 5]);
        assert_eq!(faults[0]["key"], "cms.desk.redirects.fault.circle");
        assert_eq!((&faults[0]["text"], &faults[2]["text"]), (&json!("/a"), &json!("/nowhere")));
        let all = send(desk.cms.json(), &vera(), Language::EN, get("/redirects")).await;
        assert_eq!(all.json()["items"], json!([]), "nothing of it was taken");
    }
}

#[tokio::test]
async fn old_addresses_are_found_exported_and_taken_away() {
    for desk in desks().await {
        desk.live_page("about", None).await;
        bring_in(&desk, &vera(), "/redirects/import", FILE).await;
        let vera = vera();
        let ask = |path: &'static str| send(desk.cms.json(), &vera, Language::EN, get(path));
        let found = ask("/redirects?words=view.php").await.json();
        let paths = found["items"].as_array().expect("items").iter();
        let paths = paths.map(|item| item["path"].as_str().expect("a path").to_owned());
        assert_eq!(paths.collect::<Vec<_>>(), ["/board/view.php?id=3", "/old.html"]);
        assert_eq!(ask("/redirects?words=%25").await.json()["items"], json!([]));
        let first = ask("/redirects?limit=1").await.json();
        assert!(first["next"].is_string());
        let file = ask("/redirects/export").await.text;
        let again = bring_in(&desk, &vera, "/redirects/check", &file).await;
        assert_eq!(again.json(), json!({ "added": 0, "changed": 0, "same": 3 }));
        let remove = http::Request::delete("/redirects?path=/old.html");
        let remove = remove.body(eframe_core::Body::empty()).expect("a request");
        let gone = send(desk.cms.json(), &vera, Language::EN, remove).await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT);
        let after = follow(&desk, Language::EN, "/old.html").await;
        assert_eq!(after.status, StatusCode::NOT_FOUND);
        for actor in [Actor::anonymous(), reader(), lena()] {
            let refused = bring_in(&desk, &actor, "/redirects/import", FILE).await;
            assert!(refused.status.is_client_error(), "{}", refused.status);
            let list = send(desk.cms.json(), &actor, Language::EN, get("/redirects")).await;
            assert!(list.status.is_client_error());
        }
    }
}

#[tokio::test]
async fn a_document_goes_before_an_old_address() {
    for desk in desks().await {
        desk.live_page("about", None).await;
        bring_in(&desk, &vera(), "/redirects/import", "/later,/about").await;
        desk.live_page("later", None).await;
        let page = follow(&desk, Language::EN, "/later").await;
        assert_eq!(page.status, StatusCode::OK);
    }
}

/// A form with a text and a button.
fn form(fields: &[(&str, &str)]) -> http::Request<eframe_core::Body> {
    let part = |(name, value): &(&str, &str)| {
        format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body = fields.iter().map(part).collect::<String>() + "--x--\r\n";
    let request = http::Request::post("/redirects/import")
        .header("content-type", "multipart/form-data; boundary=x")
        .body(eframe_core::Body::from(body));
    with(request.expect("a request"), "sec-fetch-site", "same-origin")
}

#[tokio::test]
async fn at_the_desk_a_file_is_looked_at_before_it_comes_in() {
    for desk in desks().await {
        desk.live_page("about", None).await;
        let vera = vera();
        let post =
            |fields: &[(&str, &str)]| send(desk.cms.desk(), &vera, Language::EN, form(fields));
        let csv = "/old.html,/about\r\n/older.html,/old.html";
        let looked = post(&[("text", csv), ("step", "import")]).await;
        assert_eq!(looked.status, StatusCode::OK, "not before it was looked at: {}", looked.text);
        assert!(looked.text.contains("2 new addresses") || looked.text.contains("new addresses"));
        let (_, rest) = looked.text.split_once("name=\"checked\"").expect("its fingerprint");
        let checked = rest.split("value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let checked = checked.expect("a value");
        let wrong = post(&[("text", "/a,/a"), ("step", "import"), ("checked", checked)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains("round in a circle"), "{}", wrong.text);
        let done = post(&[("text", csv), ("step", "import"), ("checked", checked)]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        let list = send(desk.cms.desk(), &vera, Language::EN, get("/redirects?words=older")).await;
        assert!(list.text.contains("/older.html") && !list.text.contains("q=/old.html<"));
    }
}

#[tokio::test]
async fn bad_input_27_links_by_old_addresses_and_to_machines_are_no_dead_ends() {
    for desk in desks().await {
        let about = desk.live_page("about", None).await.document;
        bring_in(&desk, &vera(), "/redirects/import", FILE).await;
        let moved = desk.live_page("moved-on", None).await.document;
        let elsewhere = Ending { end: End::Redirect { to: about }, note: String::new() };
        let ended = desk.cms.end(&vera().into(), moved, Language::EN, &elsewhere).await;
        ended.expect("ended");
        let taken = desk.live_page("taken", None).await.document;
        desk.cms.withdraw(&vera().into(), taken, Language::EN).await.expect("taken down");
        let begun = desk.cms.create(&mina().into(), page("links", None)).await.expect("created");
        let body = "## Fees\n\n[Old](/old.html) [Board](/board/view.php?id=3#x) [Page](/%EC%86%8C%EA%B0%9C) [Ended](/moved-on) \
                    [Atom](/news.atom) [Map](/sitemap.xml) [Up](#s-fees) [Whole](https://city.example/ko/about) \
                    [Other board](/board/view.php?id=4) [Taken down](/taken) [Nothing](https://city.example/en/nope) \
                    [Nowhere](#fees)";
        desk.cms.save(&mina().into(), begun.document, save(1, body)).await.expect("saved");
        let found = desk.cms.checks(&vera(), begun.document, Language::EN).await.expect("found");
        let found = found.iter().map(|one| (one.check.code(), one.words.as_str()));
        assert_eq!(
            found.collect::<Vec<_>>(),
            [
                ("link-of-one-language", "https://city.example/ko/about"),
                ("dead-link", "/board/view.php?id=4"),
                ("dead-link", "/taken"),
                ("dead-link", "https://city.example/en/nope"),
                ("dead-fragment", "#fees"),
            ],
            "{}",
            desk.test.kind
        );
        let path = format!("/{}/en", begun.document);
        let shown = send(desk.cms.desk(), &vera(), Language::EN, get(&path)).await.text;
        assert!(shown.contains("leads to no place on its page"), "{shown}");
    }
}
