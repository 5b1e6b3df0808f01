use eframe_cms::model::Rulebook;
use http::StatusCode;

use super::*;
use crate::people::cms_with;

const BOUNDARY: &str = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

/// A posted form with files, as browsers write it.
fn files(path: &str, field: &str, files: &[(&str, &[u8])]) -> Request<Body> {
    let mut body = Vec::new();
    for (name, content) in files {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend([head.as_bytes(), content, b"\r\n"].concat());
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    let request = Request::post(path);
    let request =
        request.header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"));
    request.body(Body::from(bytes::Bytes::from(body))).expect("a request")
}

async fn at(desk: &Desk, actor: &Actor, request: Request<Body>) -> Answer {
    send(desk.cms.desk(), actor, Language::EN, request).await
}

#[tokio::test]
async fn the_whole_way_of_a_picture_by_forms_alone() {
    for desk in desks().await {
        let asked = at(&desk, &mina(), get("/media/new")).await;
        assert!(asked.text.contains("type=\"file\" multiple"), "{}", asked.text);
        assert!(asked.text.contains("A PDF stays as it is"), "{}", asked.text);
        let nothing = at(&desk, &mina(), files("/media/new", "files", &[])).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let wrong = [("a.jpg", TURNED), ("b.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")];
        let wrong = at(&desk, &mina(), files("/media/new", "files", &wrong)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(desk.blobs(), 0, "all or nothing");

        let two = [("harbour.jpg", TURNED), ("sign.png", PNG)];
        let added = at(&desk, &mina(), files("/media/new?once=abc", "files", &two)).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
        let again = at(&desk, &mina(), files("/media/new?once=abc", "files", &two)).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        let list = at(&desk, &mina(), get("/media")).await;
        assert!(
            list.text.contains("2 files") && list.text.contains("harbour.jpg"),
            "{}",
            list.text
        );
        assert!(list.text.contains("Says nothing to those"), "pictures without words are marked");

        let found = at(&desk, &mina(), get("/media?words=harbour")).await;
        let links = found.text.split("href=\"/desk/content/media/").skip(1);
        let mut ids = links.map(|rest| rest.split('"').next().unwrap_or_default());
        let item = ids.find(|id| id.len() == 36).expect("a link to it").to_owned();
        let own = format!("/media/{item}");
        let shown = at(&desk, &mina(), get(&own)).await;
        assert!(
            shown.text.contains("name=\"alt.ar\"") && shown.text.contains("<circle"),
            "{}",
            shown.text
        );

        let words =
            [("version", "1"), ("alt.en", "A harbour"), ("focus-x", "20"), ("focus-y", "x")];
        let refused = at(&desk, &mina(), requests::form(&own, &words)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("A harbour") && refused.text.contains("#f-focus-y"));
        let words = [("version", "1"), ("alt.en", "A harbour"), ("focus-x", "20"), ("focus-y", "")];
        let said = at(&desk, &mina(), requests::form(&own, &words)).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
        let stale = at(&desk, &omar(), requests::form(&own, &words)).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);

        let replaced =
            at(&desk, &mina(), files(&format!("{own}/replace"), "file", &[("b.png", PNG)])).await;
        assert_eq!(replaced.status, StatusCode::SEE_OTHER, "{}", replaced.text);
        let release = requests::form(&format!("{own}/release"), &[("number", "2")]);
        assert_eq!(at(&desk, &vera(), release).await.status, StatusCode::SEE_OTHER);
        let asked = at(&desk, &vera(), get(&format!("{own}/retire"))).await;
        assert!(asked.text.contains("b.png"), "{}", asked.text);
        let retire = requests::form(&format!("{own}/retire"), &[("version", "4")]);
        let retired = at(&desk, &vera(), retire).await;
        assert_eq!(retired.status, StatusCode::SEE_OTHER, "{}", retired.text);
        let shown = at(&desk, &mina(), get(&own)).await;
        assert!(shown.text.contains("Out of the library since"));
    }
}

#[tokio::test]
async fn bad_input_37_the_library_at_the_desk_is_for_those_who_work_in_it() {
    for desk in desks().await {
        let brought = desk.brought(&mina(), "plan.pdf", &pdf(64)).await;
        let own = format!("/media/{}", id(&brought));
        for path in ["/media", "/media/new", &own, &format!("{own}/retire")] {
            assert_eq!(
                at(&desk, &reader(), get(path)).await.status,
                StatusCode::FORBIDDEN,
                "{path}"
            );
        }
        let form = files("/media/new", "files", &[("a.pdf", &pdf(64))]);
        assert_eq!(at(&desk, &reader(), form).await.status, StatusCode::FORBIDDEN);
        assert_eq!(desk.blobs(), 1);
    }
}

#[tokio::test]
async fn what_the_form_of_a_file_does_not_show_stays_as_it_was() {
    for desk in desks().await {
        let brought = desk.brought(&mina(), "harbour.jpg", TURNED).await;
        let own = format!("/media/{}", id(&brought));
        let about =
            json!({ "said": { "en": { "title": "Harbour", "alt": "A bridge" } }, "tags": ["a"] });
        let put = |about: &Value| with(requests::json("PUT", &own, about), "if-match", "*");
        assert_eq!(desk.api(&mina(), put(&about)).await.status, StatusCode::OK);
        let words = [("version", "2"), ("alt.en", "A long bridge"), ("focus-x", "20")];
        let saved = at(&desk, &mina(), requests::form(&own, &words)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        let said = desk.item(&id(&brought)).await.json()["about"].clone();
        assert_eq!(said["said"]["en"]["alt"], "A long bridge");
        assert_eq!(said["said"]["en"]["title"], "Harbour", "a picture's form has no title");
        assert_eq!((&said["tags"], &said["focus"]["x"]), (&json!([]), &json!(20)));

        // And JSON names what is wrong as it was sent.
        let wrong =
            json!({ "said": { "ko": { "alt": "x".repeat(601) } }, "focus": { "x": 101, "y": 0 } });
        let refused = desk.api(&mina(), put(&wrong)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("\"said.ko.alt\""), "{}", refused.text);
        assert!(refused.text.contains("\"focus.x\""), "{}", refused.text);
    }
}

#[tokio::test]
async fn a_desk_without_a_library_offers_nothing_that_needs_one() {
    for desk in desks().await {
        let page = desk.live_page("about", None).await.document;
        let without = cms_with(&desk.test, Rulebook::default());
        for (cms, offered) in [(&desk.cms, true), (&without, false)] {
            let home = send(cms.desk(), &vera(), Language::EN, get("/")).await.text;
            assert!(home.contains("/new/page"), "{home}");
            assert_eq!(home.contains("/new/document"), offered, "{home}");
            let edit = get(&format!("/{page}/en/edit"));
            let form = send(cms.desk(), &mina(), Language::EN, edit).await.text;
            assert!(form.contains("<option value=\"quote\""), "{form}");
            for kind in ["image", "gallery", "document"] {
                let choice = format!("<option value=\"{kind}\"");
                assert_eq!(form.contains(&choice), offered, "{kind}: {form}");
            }
        }
    }
}
