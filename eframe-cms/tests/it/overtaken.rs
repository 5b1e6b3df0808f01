//! Forms that somebody else was faster than.

use eframe_cms::rules::Relocate;
use eframe_core::test::ask::{self as requests, Answer, form, get, send};
use eframe_core::{Actor, Language};
use http::{Request, StatusCode};
use serde_json::json;

use crate::media::{TURNED, id};
use crate::people::{Desk, desks, mina, omar, vera};

async fn at(desk: &Desk, actor: &Actor, request: Request<eframe_core::Body>) -> Answer {
    send(desk.cms.desk(), actor, Language::EN, request).await
}

/// What a page has in its hidden field `version`.
fn version(page: &Answer) -> String {
    let (_, rest) = page.text.split_once("name=\"version\" value=\"").expect("a version");
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// Sends a form twice as it was made before somebody else changed what it is about: refused beside what stands there now,
/// and taken from there.
async fn comes_too_late(
    desk: &Desk,
    path: &str,
    typed: &[(&str, &str)],
    stands: &str,
    stale: &str,
) {
    let mut fields = typed.to_vec();
    fields.push(("version", stale));
    let late = at(desk, &vera(), form(path, &fields)).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{path}: {}", late.text);
    let (_, shown) = late.text.split_once("What stands there now").expect("what stands there");
    let (shown, _) = shown.split_once("</section>").expect("its end");
    assert!(shown.contains(stands), "{path}: {shown}");
    for (_, typed) in typed {
        assert!(late.text.contains(typed), "{path}: what was typed stays: {typed}");
    }
    let now = version(&late);
    assert_ne!(now, stale, "{path}");
    let mut fields = typed.to_vec();
    fields.push(("version", now.as_str()));
    let again = at(desk, &vera(), form(path, &fields)).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{path}: {}", again.text);
}

#[tokio::test]
async fn a_form_that_comes_too_late_shows_what_stands_there_and_can_be_sent_from_there() {
    for desk in desks().await {
        let page = desk.live_page("about", None).await.document;
        let expected = desk.cms.document(&vera(), page).await.expect("there").version;
        let stale = expected.to_string();
        let slug = "who-we-are".parse().expect("a slug");
        let there = Relocate { parent: None, slug, position: 3, expected };
        desk.cms.relocate(&vera().into(), page, there).await.expect("moved");
        let typed = [("slug", "about-the-network"), ("position", "3")];
        comes_too_late(&desk, &format!("/{page}/move"), &typed, "who-we-are", &stale).await;

        let path = format!("/{page}/care");
        let stale = version(&at(&desk, &mina(), get(&path)).await);
        let faster = [("version", stale.as_str()), ("office", "Press office")];
        let faster = at(&desk, &vera(), form(&path, &faster)).await;
        assert_eq!(faster.status, StatusCode::SEE_OTHER, "{}", faster.text);
        comes_too_late(&desk, &path, &[("office", "Secretariat")], "Press office", &stale).await;

        let path = "/menus/main";
        let stale = version(&at(&desk, &vera(), get(path)).await);
        let faster = [("version", stale.as_str()), ("entries", "/news")];
        let faster = at(&desk, &vera(), form(path, &faster)).await;
        assert_eq!(faster.status, StatusCode::SEE_OTHER, "{}", faster.text);
        comes_too_late(&desk, path, &[("entries", "/events")], "/news", &stale).await;

        let picture = desk.brought(&mina(), "harbour.jpg", TURNED).await;
        let path = format!("/media/{}", id(&picture));
        let faster = [("version", "1"), ("alt.en", "A bridge"), ("focus-x", "20")];
        let faster = at(&desk, &omar(), form(&path, &faster)).await;
        assert_eq!(faster.status, StatusCode::SEE_OTHER, "{}", faster.text);
        let typed = [("alt.en", "A harbour"), ("focus-x", "70")];
        comes_too_late(&desk, &path, &typed, "A bridge", "1").await;
    }
}

#[tokio::test]
async fn to_publish_a_page_leaves_the_open_forms_of_its_files_as_they_are() {
    for desk in desks().await {
        let (picture, _) = desk.reference("harbour.jpg", TURNED).await;
        let own = format!("/media/{}", picture["media"].as_str().expect("an id"));
        let opened = version(&at(&desk, &mina(), get(&own)).await);
        let tag = desk.api(&mina(), get(&own)).await.header("etag").to_owned();
        let body = json!([{ "type": "image", "file": picture, "alt": "A harbour" }]);
        let text = json!({ "title": "The harbour", "body": body });
        let new = json!({ "kind": "page", "language": "en", "slug": "harbour", "text": text });
        let begun = desk.api(&mina(), requests::json("POST", "/documents", &new)).await;
        assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.text);
        let document = begun.json()["document"].as_str().expect("an id").parse().expect("an id");
        desk.publish(document, Language::EN).await;
        assert_eq!(desk.api(&mina(), get(&own)).await.header("etag"), tag);
        let words = [("version", opened.as_str()), ("alt.en", "A bridge"), ("focus-x", "20")];
        let saved = at(&desk, &mina(), form(&own, &words)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    }
}
