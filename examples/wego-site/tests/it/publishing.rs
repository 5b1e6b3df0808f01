//! Somebody writes, somebody else approves, the public and a program read it: by JSON and by forms.

use serde_json::json;

use crate::http::Client;
use crate::site::{Person, Site, databases};

pub(crate) fn person<'a>(people: &'a [Person], role: &str) -> &'a Person {
    people.iter().find(|person| person.role == role).expect("the demo has one of each")
}

fn app(site: &Site, people: &[Person], role: &str) -> Client {
    site.visitor().with_token(&person(people, role).token)
}

#[test]
fn a_program_writes_another_approves_and_the_public_reads() {
    for database in databases() {
        let mut site = Site::start("demo", database);
        let people = site.people();
        let (mut editor, mut reviewer) =
            (app(&site, &people, "editor"), app(&site, &people, "reviewer"));
        site.visitor().get("/en/news").expect(200);
        let new = json!({
            "kind": "news", "slug": "tram-opens", "language": "en",
            "text": { "title": "The tram opens", "summary": "On Monday.", "body": "## When\n\nAt six.", "date": "2026-11-23" },
        });
        let documents = "/api/v1/content/documents";
        site.visitor().json("POST", documents, &[], &new).expect(401);
        app(&site, &people, "reader").json("POST", documents, &[], &new).expect(403);
        let made = editor.json("POST", documents, &[], &new);
        made.expect(201);
        let made = made.as_json();
        let edition = format!("{documents}/{}/editions/en", made["document"].as_str().unwrap());
        site.visitor().get("/en/news/tram-opens").expect(404);
        editor.json("POST", &format!("{edition}/submit"), &[], &json!({})).expect(200);
        let approval = json!({ "hash": made["hash"] });
        let own = editor.json("POST", &format!("{edition}/approve"), &[], &approval);
        assert!(
            [403, 422].contains(&own.status),
            "nobody approves what they wrote: {} {}",
            own.status,
            own.body
        );
        let other = json!({ "hash": "0".repeat(64) });
        let blind = reviewer.json("POST", &format!("{edition}/approve"), &[], &other);
        assert!(
            [409, 422].contains(&blind.status),
            "only the exact content: {} {}",
            blind.status,
            blind.body
        );
        reviewer.json("POST", &format!("{edition}/approve"), &[], &approval).expect(200);
        editor.json("POST", &format!("{edition}/publish"), &[], &json!({})).expect(200);
        let page = site.visitor().get("/en/news/tram-opens");
        assert!(page.expect(200).contains("The tram opens") && page.body.contains("<h2"));
        assert!(
            site.visitor().get("/en/news").expect(200).contains("The tram opens"),
            "the list is not stale"
        );
        assert!(
            site.visitor().get("/en/").expect(200).contains("The tram opens"),
            "nor is the front page"
        );
        let read =
            site.visitor().get(&format!("{documents}/{}", made["document"].as_str().unwrap()));
        read.expect(200);
        assert_eq!(read.as_json()["title"], "The tram opens");
        let etag = read.header("etag").expect("an ETag on reads").to_owned();
        let path = format!("{documents}/{}", made["document"].as_str().unwrap());
        site.visitor().get_with(&path, &[("if-none-match", &etag)]).expect(304);
        assert!(site.stop().success());
    }
}

#[test]
fn a_stale_save_overwrites_nothing() {
    let mut site = Site::start("demo", None);
    let people = site.people();
    let mut editor = app(&site, &people, "editor");
    let new =
        json!({ "kind": "page", "slug": "tram", "language": "en", "text": { "title": "Tram" } });
    let made = editor.json("POST", "/api/v1/content/documents", &[], &new);
    made.expect(201);
    let etag = made.header("etag").expect("the draft's revision").to_owned();
    let draft = format!(
        "/api/v1/content/documents/{}/editions/en/draft",
        made.as_json()["document"].as_str().unwrap()
    );
    editor.json("PUT", &draft, &[], &json!({ "title": "No" })).expect(428);
    editor
        .json("PUT", &draft, &[("if-match", &etag)], &json!({ "title": "Tram lines" }))
        .expect(200);
    let stale = editor.json("PUT", &draft, &[("if-match", &etag)], &json!({ "title": "Trams" }));
    assert!(stale.expect(412).contains("Tram lines"), "what stands there is shown");
}

#[test]
fn a_colleague_approves_what_an_editor_wrote_by_forms_alone() {
    for database in databases() {
        let mut site = Site::start("demo", database);
        let people = site.people();
        let sign_in = |role| {
            let Person { email, password, .. } = person(&people, role);
            let mut browser = site.visitor();
            let fields = [("email", email.as_str()), ("password", password.as_str())];
            browser.post("/account/sign-in", &fields).location();
            browser
        };
        let (mut editor, mut reviewer) = (sign_in("editor"), sign_in("reviewer"));
        let new = "/desk/content/new/page";
        assert!(editor.get(new).expect(200).contains("<form"));
        let refused = editor.post(new, &[("language", "en"), ("body", "Kept words.")]);
        assert!(refused.expect(422).contains("#f-title") && refused.body.contains("Kept words."));
        let fields = [("language", "en"), ("title", "Tram lines"), ("body", "Some *words*.")];
        let edition = editor.post(new, &fields).location();
        let edition = edition.split('?').next().unwrap().to_owned();
        editor.post(&edition, &[("step", "submit")]).location();
        assert!(reviewer.get("/desk/").expect(200).contains("/desk/content"));
        let review = reviewer.get(&edition);
        assert!(review.expect(200).contains("<em>words</em>"));
        let (_, rest) =
            review.body.split_once("name=\"hash\"").expect("the fingerprint of what was read");
        let hash = rest.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        reviewer.post(&edition, &[("step", "approve"), ("hash", hash)]).location();
        editor.post(&edition, &[("step", "publish")]).location();
        assert!(site.visitor().get("/en/tram-lines").expect(200).contains("<em>words</em>"));
    }
}

#[test]
fn a_banner_stands_above_every_page_from_its_publication_to_its_end() {
    for database in databases() {
        let mut site = Site::start("demo", database);
        let people = site.people();
        let (mut editor, mut reviewer) =
            (app(&site, &people, "editor"), app(&site, &people, "reviewer"));
        let pages = ["/en/", "/ko/news", "/ar/members/", "/en/faq"];
        let stands = |site: &Site, words: &str| {
            pages.map(|page| site.visitor().get(page).expect(200).contains(words))
        };
        let mut publish = |slug: &str, text: serde_json::Value| {
            let new = json!({ "kind": "banner", "slug": slug, "language": "en", "text": text });
            let documents = "/api/v1/content/documents";
            let made = editor.json("POST", documents, &[], &new);
            made.expect(201);
            let made = made.as_json();
            let edition = format!("{documents}/{}/editions/en", made["document"].as_str().unwrap());
            editor.json("POST", &format!("{edition}/submit"), &[], &json!({})).expect(200);
            let approval = json!({ "hash": made["hash"] });
            reviewer.json("POST", &format!("{edition}/approve"), &[], &approval).expect(200);
            editor.json("POST", &format!("{edition}/publish"), &[], &json!({})).expect(200);
            edition
        };
        assert_eq!(stands(&site, "The office is closed"), [false; 4]);
        let text = json!({ "title": "The office is closed", "tone": "warning", "link": "/news" });
        let edition = publish("closed", text);
        assert_eq!(stands(&site, "The office is closed"), [true; 4]);
        let arabic = site.visitor().get("/ar/members/");
        assert!(arabic.body.contains(r#"<div class="banner banner--warn" lang="en" dir="ltr">"#));
        assert!(
            arabic.body.contains(r#"<a href="/ar/news">The office is closed</a>"#),
            "{}",
            arabic.body
        );
        publish("year", json!({ "title": "Happy new year", "shown": "front" }));
        assert_eq!(stands(&site, "Happy new year"), [true, false, false, false]);
        let mut editor = app(&site, &people, "editor");
        editor.json("POST", &format!("{edition}/end"), &[], &json!({ "how": "gone" })).expect(200);
        assert_eq!(stands(&site, "The office is closed"), [false; 4]);
        assert!(site.stop().success());
    }
}
