//! Bodies that are more than text, through every face of the block.

use eframe_core::{Actor, Language};
use http::StatusCode;
use serde_json::{Value, json};

use crate::people::{Desk, desks, mina, reader};
use crate::requests::{Answer, get, json as request, send, with};

/// A block of each kind that shows no file.
pub(crate) fn every_kind() -> Value {
    json!([
        { "type": "text", "markdown": "### Who we are\n\nCities, see [the news](/news)." },
        { "type": "heading", "level": 2, "text": "Fees & <dues>" },
        { "type": "quote", "text": "We joined.\nIt was right.", "source": "A mayor",
          "url": "https://city.example/speech" },
        { "type": "table", "caption": "Members", "header": "both",
          "rows": [["", "2025", "2026"], ["Asia", "12", "14"], ["Europe", "9", "11"]] },
        { "type": "figures", "title": "The network", "chart": true, "items": [
            { "label": "Cities", "value": "1250.5", "unit": "%", "source": "Register", "date": "2026-11-23" },
            { "label": "Offices", "value": "4", "unit": "%", "source": "Charter", "date": "2026" },
            { "label": "Unknown", "value": "", "source": "Nobody", "date": "" } ] },
        { "type": "call-to-action", "label": "Apply", "url": "/about", "text": "It takes an hour." },
        { "type": "accordion", "items": [{ "title": "Why?", "markdown": "#### Because\n\n*So*." }] },
        { "type": "contact", "name": "Secretariat", "role": "Press", "address": "38 Jong-ro\nSeoul",
          "phone": "+82 2 2133 0000", "email": "press@city.example", "hours": "9 to 17" },
        { "type": "x-unknown", "text": "Not shown." }
    ])
}

async fn api(desk: &Desk, actor: &Actor, request: http::Request<eframe_core::Body>) -> Answer {
    send(desk.cms.json(), actor, Language::EN, request).await
}

/// Mina writes a page with this body; it goes live.
async fn live(desk: &Desk, slug: &str, body: &Value) -> Value {
    let text = json!({ "title": "About us", "body": body });
    let new = json!({ "kind": "page", "language": "en", "slug": slug, "text": text });
    let created = api(desk, &mina(), request("POST", "/documents", &new)).await;
    assert_eq!(created.status, StatusCode::CREATED, "{}", created.text);
    let id = created.json()["document"].as_str().expect("an id").parse().expect("an id");
    desk.publish(id, Language::EN).await;
    created.json()["document"].clone()
}

#[tokio::test]
async fn every_kind_goes_from_json_to_the_page_and_back() {
    for desk in desks().await {
        let id = live(&desk, "about", &every_kind()).await;
        let path = format!("/documents/{}", id.as_str().expect("an id"));
        let read = api(&desk, &reader(), get(&path)).await.json();
        let Value::Array(mut back) = read["body"].clone() else { panic!("{read}") };
        let Value::Array(mut sent) = every_kind() else { panic!("a list") };
        // What is empty is left out.
        for list in [&mut back, &mut sent] {
            list[4]["items"][2] = Value::Null;
        }
        assert_eq!(back, sent);

        let page = send(desk.cms.pages(), &reader(), Language::EN, get("/about")).await.text;
        assert_eq!(page.matches("Not shown").count(), 0);
        for shown in [
            r#"<h3 id="s-who-we-are">Who we are</h3>"#,
            r#"<h2 id="s-fees-dues">Fees &amp; &lt;dues&gt;</h2>"#,
            r#"<h4 id="s-because">"#,
            "<blockquote>\n<p>We joined.</p>\n<p>It was right.</p>\n</blockquote>",
            r#"<a href="https://city.example/speech" rel="noopener noreferrer">A mayor</a>"#,
            "<caption>Members</caption>",
            r#"<th scope="row">Asia</th>"#,
            r#"<td data-label="2025" class="table__number">"#,
            "<svg class=\"chart__bar",
            "1,250.5\u{a0}%",
            "23 November 2026",
            r#"<a class="button button--main" href="/en/about">Apply</a>"#,
            "<summary>Why?</summary>",
            "<em>So</em>",
            r#"<a href="tel:+82221330000" dir="ltr">+82 2 2133 0000</a>"#,
            r#"<a href="/en/news" rel="noopener noreferrer">the news</a>"#,
        ] {
            assert!(page.contains(shown), "{shown} in {page}");
        }
        assert!(!page.contains("Unknown"), "what is not known is not shown");
        assert!(read["html"].as_str().expect("HTML").contains("<caption>Members</caption>"));
    }
}

#[tokio::test]
async fn labels_are_in_the_language_of_the_text_and_links_in_the_readers() {
    for desk in desks().await {
        live(&desk, "about", &every_kind()).await;
        let page = send(desk.cms.pages(), &reader(), Language::KO, get("/about")).await.text;
        assert!(page.contains("<dt>Telephone</dt>") && page.contains(r#"href="/ko/about">Apply"#));
    }
}

#[tokio::test]
async fn bad_input_7_what_no_block_has_is_refused_and_a_save_keeps_what_the_list_says() {
    for desk in desks().await {
        let id = live(&desk, "about", &every_kind()).await;
        let draft = format!("/documents/{}/editions/en/draft", id.as_str().expect("an id"));
        let save = |body: Value| {
            let text = json!({ "title": "About us", "body": body });
            with(request("PUT", &draft, &text), "if-match", r#""1""#)
        };
        for wrong in [
            json!([{ "type": "quote", "text": "x", "onclick": "x" }]),
            json!([{ "type": "iframe" }]),
            json!([{ "type": "call-to-action", "label": "x", "url": "javascript:x" }]),
        ] {
            let refused = api(&desk, &mina(), save(wrong)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
        }
        let saved = api(&desk, &mina(), save(json!([{ "type": "heading", "text": "A" }]))).await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
        let read = api(&desk, &mina(), get(&draft)).await.json();
        assert_eq!(read["text"]["body"], json!([{ "type": "heading", "level": 2, "text": "A" }]));
        let text = json!({ "title": "About us", "body": "Text again." });
        let saved = with(request("PUT", &draft, &text), "if-match", r#""2""#);
        assert_eq!(api(&desk, &mina(), saved).await.status, StatusCode::OK);
        let read = api(&desk, &mina(), get(&draft)).await.json();
        assert_eq!(read["text"]["body"], "Text again.");
    }
}
