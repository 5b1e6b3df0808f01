//! Bodies that are more than text, through every face of the block.

use eframe_cms::model::{Rule, Rulebook};
use eframe_cms::rules::Save;
use eframe_cms::{Error, Refusal};
use eframe_core::test::ask::{Answer, form, get, json as request, send, with};
use eframe_core::{Actor, Language};
use http::StatusCode;
use serde_json::{Value, json};

use crate::people::{Desk, desks, desks_with, mina, page, reader, save, vera};

/// A block of each kind that shows no file.
pub(crate) fn every_kind() -> Value {
    json!([
        { "type": "text", "markdown": "## Who we are\n\nCities, see [the news](/news)." },
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
        { "type": "accordion", "items": [{ "title": "Why?", "markdown": "### Because\n\n*So*." }] },
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
            r#"<h2 id="s-who-we-are">Who we are</h2>"#,
            r#"<h2 id="s-fees-dues">Fees &amp; &lt;dues&gt;</h2>"#,
            r#"<h3 id="s-because">"#,
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

/// What a form would post: each named field with what is in it.
pub(crate) fn fields(html: &str) -> Vec<(String, String)> {
    let text = |text: &str| {
        let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        text.replace("&#x27;", "'").replace("&#x2f;", "/").replace("&amp;", "&")
    };
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        rest.split('"').next().map(text)
    };
    let mut found = Vec::new();
    let (_, form) = html.split_once(r#"<form class="form" method="post""#).expect("a form");
    for part in form.split("</form>").next().expect("its end").split('<').skip(1) {
        let (tag, content) = part.split_once('>').expect("a tag");
        match tag.split_whitespace().next().expect("its name") {
            "input" => {
                let checked = !tag.contains("type=\"checkbox\"") || tag.contains(" checked");
                if let (Some(name), true) = (attribute(tag, "name"), checked) {
                    found.push((name, attribute(tag, "value").unwrap_or_default()));
                }
            }
            "textarea" => {
                let name = attribute(tag, "name").expect("a name");
                found.push((name, text(content.strip_prefix('\n').unwrap_or(content))));
            }
            "select" => {
                found.push((attribute(tag, "name").expect("a name"), String::new()));
            }
            "option" => {
                let chosen = found.last_mut().expect("a select");
                if chosen.1.is_empty() || tag.contains(" selected") {
                    chosen.1 = attribute(tag, "value").expect("a value");
                }
            }
            _ => {}
        }
    }
    found
}

/// Posts what a page shows, with these fields changed and this button pressed.
async fn press(desk: &Desk, path: &str, page: &Answer, changes: &[(&str, &str)]) -> Answer {
    let mut all = fields(&page.text);
    for (name, value) in changes {
        all.retain(|(of, _)| of != name);
        all.push(((*name).to_owned(), (*value).to_owned()));
    }
    let all = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>();
    send(desk.cms.desk(), &mina(), Language::EN, form(path, &all)).await
}

#[tokio::test]
async fn blocks_are_written_by_forms_alone_and_nothing_is_kept_before_it_is_saved() {
    for desk in desks().await {
        let page = desk.live_page("about", None).await.document;
        let edit = format!("/{page}/en/edit");
        let opened = send(desk.cms.desk(), &mina(), Language::EN, get(&edit)).await;
        assert!(opened.text.contains(r#"id="f-body""#) && !opened.text.contains("body[0]"));

        let add = [("do", "add"), ("block-kind", "figures"), ("block-at", "1")];
        let two = press(&desk, &edit, &opened, &add).await;
        assert_eq!(two.status, StatusCode::OK, "{}", two.text);
        assert!(two.text.contains("First words.") && two.text.contains("Block 2: Figures"));
        assert!(two.text.contains(r#"<legend tabindex="-1" autofocus>Block 2"#), "{}", two.text);
        let draft = format!("/documents/{page}/editions/en/draft");
        assert_eq!(api(&desk, &mina(), get(&draft)).await.status, StatusCode::NOT_FOUND);

        let filled = [("do", "more:1"), ("body[1].items[0].value", "1 000")];
        let more = press(&desk, &edit, &two, &filled).await;
        assert!(more.text.contains("1 000"), "input is kept, right or wrong");
        assert!(more.text.contains(r#"<legend tabindex="-1" autofocus>Figure 2"#));
        let moved = press(&desk, &edit, &more, &[("do", "up:1")]).await;
        assert!(moved.text.contains(r#"<legend tabindex="-1" autofocus>Block 1: Figures"#));

        let refused = press(&desk, &edit, &moved, &[("body[0].title", "The network")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains(r##"href="#f-body[0].items[0].value""##), "{}", refused.text);
        let right = [
            ("body[0].items[0].value", "1000"),
            ("body[0].items[0].label", "Cities"),
            ("body[0].items[1].label", "Offices"),
            ("body[0].items[1].value", "4"),
            ("body[0].chart", "yes"),
        ];
        let saved = press(&desk, &edit, &refused, &right).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        let read = api(&desk, &mina(), get(&draft)).await.json();
        let figure = |label: &str, value: &str| json!({ "label": label, "value": value, "source": "", "date": "" });
        let body = json!([
            { "type": "figures", "title": "The network", "chart": true,
              "items": [figure("Cities", "1000"), figure("Offices", "4")] },
            { "type": "text", "markdown": "First words." },
        ]);
        assert_eq!(read["text"]["body"], body);

        let review =
            send(desk.cms.desk(), &mina(), Language::EN, get(&format!("/{page}/en"))).await;
        assert!(review.text.contains("<h3>Text</h3>"), "a text became blocks: {}", review.text);
        assert!(review.text.contains("<svg class=\"chart__bar"));
    }
}

#[tokio::test]
async fn bad_input_26_a_stale_save_offers_the_blocks_of_both() {
    for desk in desks().await {
        let page = desk.live_page("about", None).await.document;
        let edit = format!("/{page}/en/edit");
        let opened = send(desk.cms.desk(), &mina(), Language::EN, get(&edit)).await;
        let add = [("do", "add"), ("block-kind", "quote"), ("block-at", "1")];
        let mine = press(&desk, &edit, &opened, &add).await;
        let first = press(&desk, &edit, &mine, &[("body[1].text", "Theirs")]).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        let stale = press(&desk, &edit, &mine, &[("body[1].text", "Mine")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.text.contains("Theirs") && stale.text.contains("Mine"), "{}", stale.text);
        let saved = press(&desk, &edit, &stale, &[]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        let draft = format!("/documents/{page}/editions/en/draft");
        let read = api(&desk, &mina(), get(&draft)).await.json();
        assert_eq!(read["text"]["body"][1]["text"], "Mine");
    }
}

#[tokio::test]
async fn every_kind_comes_back_from_its_form_as_it_went() {
    for desk in desks().await {
        let id = live(&desk, "about", &every_kind()).await;
        let id = id.as_str().expect("an id");
        let edit = format!("/{id}/en/edit");
        let opened = send(desk.cms.desk(), &mina(), Language::EN, get(&edit)).await;
        assert!(opened.text.contains("does not know this kind"), "{}", opened.text);
        let saved = press(&desk, &edit, &opened, &[]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        let draft = api(&desk, &mina(), get(&format!("/documents/{id}/editions/en/draft"))).await;
        let live = api(&desk, &mina(), get(&format!("/documents/{id}"))).await;
        assert_eq!(draft.json()["text"]["body"], live.json()["body"]);
    }
}

#[tokio::test]
async fn what_is_not_fit_is_told_before_and_not_published() {
    for desk in desks().await {
        let soon = desk.cms.create(&mina().into(), page("soon", None)).await.expect("created");
        let body = json!([
            { "type": "heading", "level": 3, "text": "Fees" },
            { "type": "heading", "level": 2, "text": "More" },
            { "type": "text", "markdown": "See [here](/never), [soon](/soon) and [us](/en/about)." },
        ]);
        let text = json!({ "title": "About us", "body": body });
        let new = json!({ "kind": "page", "language": "en", "slug": "about", "text": text });
        let created = api(&desk, &mina(), request("POST", "/documents", &new)).await.json();
        let id = created["document"].as_str().expect("an id");
        let steps = format!("/documents/{id}/editions/en");

        let found = api(&desk, &mina(), get(&format!("{steps}/checks"))).await.json();
        let expected = [
            ("skipped-heading", "blocks", "body[0].text", "Fees"),
            ("dead-link", "blocks", "body[2].markdown", "/never"),
            ("vague-link", "advises", "body[2].markdown", "here"),
            ("coming-link", "advises", "body[2].markdown", "/soon"),
            ("coming-link", "advises", "body[2].markdown", "/en/about"),
        ];
        for (at, (check, severity, field, words)) in expected.into_iter().enumerate() {
            let one = &found["items"][at];
            assert_eq!(
                (&one["check"], &one["severity"], &one["field"], &one["words"]),
                (&json!(check), &json!(severity), &json!(field), &json!(words)),
                "{found}"
            );
        }
        let stranger = api(&desk, &reader(), get(&format!("{steps}/checks"))).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);

        let document = id.parse().expect("an id");
        let handed_in = desk.cms.submit(&mina().into(), document, Language::EN).await.expect("in");
        let (chief, hash) = (vera().into(), handed_in.hash);
        let approved = desk.cms.approve(&chief, document, Language::EN, hash).await;
        approved.expect("approved");
        let refused =
            api(&desk, &vera(), request("POST", &format!("{steps}/publish"), &json!({}))).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
        assert_eq!(refused.json()["code"], "unfit");
        assert_eq!(refused.json()["findings"].as_array().map(Vec::len), Some(2));

        let shown = send(desk.cms.desk(), &vera(), Language::EN, get(&format!("/{id}/en"))).await;
        let link = format!("/desk/content/{id}/en/edit#f-body[2].markdown");
        assert!(shown.text.contains(&link), "{}", shown.text);
        assert!(!shown.text.contains("Publish it now"));
        let edit =
            send(desk.cms.desk(), &mina(), Language::EN, get(&format!("/{id}/en/edit"))).await;
        assert!(edit.text.contains(r#"id="f-body[2].markdown""#));
        let pressed = form(&format!("/{id}/en"), &[("step", "publish")]);
        let pressed = send(desk.cms.desk(), &vera(), Language::EN, pressed).await;
        assert_eq!(pressed.status, StatusCode::UNPROCESSABLE_ENTITY);

        desk.publish(soon.document, Language::EN).await;
        let found = api(&desk, &mina(), get(&format!("{steps}/checks"))).await.json();
        assert_eq!(found["items"].as_array().map(Vec::len), Some(4), "{found}");
    }
}

#[tokio::test]
async fn a_place_that_asks_for_languages_is_published_when_all_are_approved() {
    let rule = Rule { translations: vec![Language::EN, Language::KO], ..Rule::default() };
    let book = Rulebook::new(vec![rule]).expect("a rulebook");
    for desk in desks_with(book).await {
        let begun = desk.cms.create(&mina().into(), page("about", None)).await.expect("created");
        let approve = async |language, hash| {
            let approved = desk.cms.approve(&vera().into(), begun.document, language, hash).await;
            approved.expect("approved")
        };
        let submit = async |language| {
            let handed_in = desk.cms.submit(&mina().into(), begun.document, language).await;
            handed_in.expect("handed in").hash
        };
        approve(Language::EN, submit(Language::EN).await).await;
        let refused = desk.cms.publish(&vera().into(), begun.document, Language::EN).await;
        let Err(Error::Refused(Refusal::Unfit(findings))) = refused else { panic!("{refused:?}") };
        assert_eq!(findings[0].words, "한국어");

        let korean = Save { language: Language::KO, ..save(0, "말") };
        desk.cms.save(&mina().into(), begun.document, korean).await.expect("saved");
        approve(Language::KO, submit(Language::KO).await).await;
        for language in [Language::EN, Language::KO] {
            let live = desk.cms.publish(&vera().into(), begun.document, language).await;
            live.expect("published");
        }
    }
}

#[tokio::test]
async fn a_picture_of_the_library_or_of_another_site_stands_in_a_block_and_not_in_markdown() {
    for desk in desks().await {
        let (_, path) = desk.reference("sign.png", crate::media::PNG).await;
        let begun = desk.cms.create(&mina().into(), page("about", None)).await.expect("created");
        for (expected, (url, check)) in (1..).zip([
            (format!("/media{path}"), "library-picture"),
            (format!("https://city.example/media{path}"), "library-picture"),
            ("/plan.png".to_owned(), "dead-picture"),
            ("https://photos.example/h.png".to_owned(), "foreign-picture"),
        ]) {
            let body = format!("Words.\n\n![A sign]({url})");
            let saved = desk.cms.save(&mina().into(), begun.document, save(expected, &body)).await;
            saved.expect("saved");
            let handed_in = desk.cms.submit(&mina().into(), begun.document, Language::EN).await;
            let hash = handed_in.expect("handed in").hash;
            let vera = vera().into();
            let approved = desk.cms.approve(&vera, begun.document, Language::EN, hash).await;
            approved.expect("approved");
            let refused = desk.cms.publish(&vera, begun.document, Language::EN).await;
            let Err(Error::Refused(Refusal::Unfit(found))) = refused else { panic!("{refused:?}") };
            let found = found.iter().map(|one| (one.check.code(), one.words.as_str()));
            assert_eq!(found.collect::<Vec<_>>(), [(check, url.as_str())]);
        }
    }
}
