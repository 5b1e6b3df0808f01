use eframe_core::http::Cursor;
use eframe_core::test::ask::{Answer, get, json as body, send, with};
use eframe_core::{Actor, Language};
use http::StatusCode;
use serde_json::json;

use crate::people::{Desk, desks, mina, omar, page, reader, save, vera};

async fn ask(desk: &Desk, actor: &Actor, request: http::Request<eframe_core::Body>) -> Answer {
    send(desk.cms.json(), actor, Language::EN, request).await
}

fn about() -> serde_json::Value {
    json!({ "kind": "page", "language": "en", "text": { "title": "About us", "body": "# Who\n\nWe." } })
}

#[tokio::test]
async fn a_page_goes_from_draft_to_live_and_is_read_by_a_client() {
    for desk in desks().await {
        let created = ask(&desk, &mina(), body("POST", "/documents", &about())).await;
        assert_eq!(created.status, StatusCode::CREATED, "{}", created.text);
        let location = created.header("location");
        let draft = location.strip_prefix("/api/v1/content").expect("below the mount").to_owned();
        let editions = draft.strip_suffix("/draft").expect("a draft").to_owned();

        let read = ask(&desk, &vera(), get(&draft)).await;
        assert_eq!(read.header("etag"), "\"1\"");
        let saved = json!({ "title": "About us", "body": "# Who\n\nWe are cities." });
        let saved = with(body("PUT", &draft, &saved), "if-match", read.header("etag"));
        let saved = ask(&desk, &mina(), saved).await;
        assert_eq!((saved.status, saved.header("etag")), (StatusCode::OK, "\"2\""));

        let step = |name: &str| body("POST", &format!("{editions}/{name}"), &json!({}));
        let submitted = ask(&desk, &mina(), step("submit")).await;
        assert_eq!(submitted.json()["stage"], "in-review");
        let hash = json!({ "hash": submitted.json()["hash"] });
        let approve = || body("POST", &format!("{editions}/approve"), &hash);
        let refused = ask(&desk, &mina(), approve()).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert_eq!(ask(&desk, &vera(), approve()).await.status, StatusCode::OK);
        assert_eq!(ask(&desk, &vera(), step("publish")).await.status, StatusCode::OK);

        let found = ask(&desk, &reader(), get("/at?path=/about-us&language=ko")).await;
        assert_eq!(found.status, StatusCode::OK, "{}", found.text);
        let page = found.json();
        assert_eq!((&page["language"], &page["direction"]), (&json!("en"), &json!("ltr")));
        assert_eq!(page["html"], "<h2 id=\"s-who\">Who</h2>\n<p>We are cities.</p>\n");
        let again =
            with(get("/at?path=/about-us&language=ko"), "if-none-match", found.header("etag"));
        assert_eq!(ask(&desk, &reader(), again).await.status, StatusCode::NOT_MODIFIED);
    }
}

#[tokio::test]
async fn bad_input_26_a_stale_save_is_412_with_the_other_text() {
    for desk in desks().await {
        let created = ask(&desk, &mina(), body("POST", "/documents", &about())).await;
        let draft = created.header("location").replace("/api/v1/content", "");
        let save = |words: &str| {
            let text = json!({ "title": "About us", "body": words });
            with(body("PUT", &draft, &text), "if-match", "\"1\"")
        };
        assert_eq!(ask(&desk, &omar(), save("Omar's")).await.status, StatusCode::OK);
        let stale = ask(&desk, &mina(), save("Mina's")).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
        assert_eq!(stale.json()["current"]["text"]["body"], "Omar's");
        assert_eq!(stale.json()["revision"], 2);
        let blind = body("PUT", &draft, &json!({ "title": "x" }));
        assert_eq!(ask(&desk, &mina(), blind).await.status, StatusCode::PRECONDITION_REQUIRED);
    }
}

#[tokio::test]
async fn bad_input_49_the_same_key_creates_one_document() {
    for desk in desks().await {
        let create = || with(body("POST", "/documents", &about()), "idempotency-key", "k-1");
        let first = ask(&desk, &mina(), create()).await;
        let again = ask(&desk, &mina(), create()).await;
        assert_eq!((first.status, again.status), (StatusCode::CREATED, StatusCode::CREATED));
        assert_eq!(first.json(), again.json());
        let other = json!({ "kind": "page", "language": "en", "text": { "title": "Other" } });
        let other = with(body("POST", "/documents", &other), "idempotency-key", "k-1");
        let other = ask(&desk, &mina(), other).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", other.text);
    }
}

#[tokio::test]
async fn a_language_that_the_site_does_not_speak_is_refused() {
    for desk in desks().await {
        let mut german = about();
        german["language"] = json!("de");
        let answer = ask(&desk, &mina(), body("POST", "/documents", &german)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.json()["errors"][0]["field"], "language");
    }
}

#[tokio::test]
async fn bad_input_7_unknown_members_and_wrong_fields_are_422() {
    for desk in desks().await {
        let mut approved = about();
        approved["approvedAt"] = json!("2026-11-23T00:00:00Z");
        let answer = ask(&desk, &mina(), body("POST", "/documents", &approved)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);

        let event = json!({ "kind": "event", "language": "en", "text": { "title": "" } });
        let answer = ask(&desk, &mina(), body("POST", "/documents", &event)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let answer = answer.json();
        let fields = answer["errors"].as_array().expect("errors").iter();
        let fields = fields.map(|error| error["field"].as_str().expect("a field"));
        assert_eq!(fields.collect::<Vec<_>>(), ["title", "starts", "zone", "place"]);
    }
}

#[tokio::test]
async fn bad_input_37_nobody_reads_or_changes_what_they_may_not_know_of() {
    for desk in desks().await {
        let created = ask(&desk, &mina(), body("POST", "/documents", &about())).await;
        let draft = created.header("location").replace("/api/v1/content", "");
        let document = draft.split("/editions").next().expect("a document").to_owned();
        let empty = json!({});
        for actor in [Actor::anonymous(), reader()] {
            for path in [
                draft.clone(),
                document.clone(),
                format!("{document}/place"),
                format!("{document}/editions/en"),
                "/at?path=/about-us".to_owned(),
            ] {
                let answer = ask(&desk, &actor, get(&path)).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            }
            for step in ["submit", "publish", "withdraw"] {
                let step = body("POST", &format!("{document}/editions/en/{step}"), &empty);
                assert_eq!(ask(&desk, &actor, step).await.status, StatusCode::NOT_FOUND);
            }
            let list = ask(&desk, &actor, get("/pages")).await;
            assert_eq!(list.json()["items"], json!([]));
        }
        let denied = ask(&desk, &reader(), body("POST", "/documents", &about())).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN);
        let denied = ask(&desk, &Actor::anonymous(), body("POST", "/documents", &about())).await;
        assert_eq!(denied.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn a_client_that_comes_back_gets_what_changed_and_what_is_gone() {
    for desk in desks().await {
        let one = desk.live_page("one", None).await;
        desk.live_page("two", None).await;
        let first = ask(&desk, &reader(), get("/documents?limit=1")).await.json();
        let next = first["next"].as_str().expect("there is more");
        let second = ask(&desk, &reader(), get(&format!("/documents?limit=1&cursor={next}"))).await;
        let second = second.json();
        assert_ne!(first["items"][0]["id"], second["items"][0]["id"]);
        assert!(second.get("next").is_none(), "{second}");

        desk.test.clock.advance(jiff::SignedDuration::from_hours(1));
        let since = ask(&desk, &reader(), get("/documents")).await.json();
        let since = since["since"].as_str().expect("a cursor for another time").to_owned();
        let changes = || get(&format!("/documents?since={since}"));
        assert_eq!(ask(&desk, &reader(), changes()).await.json()["items"], json!([]));
        let withdrawn = desk.cms.withdraw(&vera().into(), one.document, Language::EN).await;
        withdrawn.expect("withdrawn");
        let changed = ask(&desk, &reader(), changes()).await.json();
        assert_eq!(changed["items"][0]["path"], "/one");
        assert!(changed["items"][0].get("said").is_none(), "{changed}");
        let gone = ask(&desk, &reader(), get("/at?path=/one")).await;
        assert_eq!(gone.status, StatusCode::GONE);
    }
}

#[tokio::test]
async fn a_move_is_answered_with_301_and_a_stale_one_with_412() {
    for desk in desks().await {
        let page = desk.live_page("about", None).await.document;
        let place = format!("/documents/{page}/place");
        let read = ask(&desk, &vera(), get(&place)).await;
        let to = |slug: &str, tag: &str| {
            let place = json!({ "parent": null, "slug": slug, "position": 3 });
            with(body("PUT", &format!("/documents/{page}/place"), &place), "if-match", tag)
        };
        let moved = ask(&desk, &vera(), to("who-we-are", read.header("etag"))).await;
        assert_eq!(moved.status, StatusCode::OK, "{}", moved.text);
        let stale = ask(&desk, &vera(), to("x", read.header("etag"))).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
        let old = ask(&desk, &reader(), get("/at?path=/about&language=ko")).await;
        assert_eq!(old.status, StatusCode::MOVED_PERMANENTLY);
        assert_eq!(old.header("location"), "/api/v1/content/at?path=/who-we-are&language=ko");
    }
}

#[tokio::test]
async fn a_menu_is_set_and_read() {
    for desk in desks().await {
        let about = desk.live_page("about", None).await.document;
        let entries = json!({ "entries": [{ "document": about }, { "list": "news" }] });
        let set = with(body("PUT", "/menus/main", &entries), "if-match", "\"0\"");
        let set = ask(&desk, &vera(), set).await;
        assert_eq!((set.status, set.header("etag")), (StatusCode::OK, "\"1\""), "{}", set.text);
        let read = ask(&desk, &Actor::anonymous(), get("/menus/main?language=fr")).await.json();
        assert_eq!(read["links"][1]["text"], "Actualités");
        assert_eq!(read["links"][1]["language"], "fr");
        let german = ask(&desk, &Actor::anonymous(), get("/menus/main?language=de")).await.json();
        assert_eq!(german["links"][1]["language"], "en", "what is said in English says so");
        assert!(read.get("menu").is_none());
        let again = with(body("PUT", "/menus/main", &entries), "if-match", "\"0\"");
        assert_eq!(ask(&desk, &vera(), again).await.status, StatusCode::PRECONDITION_FAILED);
    }
}

#[tokio::test]
async fn bad_input_12_lists_are_bounded_and_cursors_are_ours() {
    for desk in desks().await {
        for wrong in [
            "/documents?cursor=zzz",
            "/documents?since=zzz",
            "/documents?limit=-1",
            "/documents?kind=secret",
            "/documents?sort=body",
            "/documents?limit=1&limit=2",
        ] {
            let answer = ask(&desk, &reader(), get(wrong)).await;
            assert!(answer.status.is_client_error(), "{wrong}: {}", answer.status);
        }
        // A cursor is JSON in base64: anybody can make one up, and no database may choke on it.
        let id = uuid::Uuid::nil();
        let made_up = [
            json!({ "Day": ["\u{0}", id] }),
            json!({ "Day": ["x", id] }),
            json!({ "Change": ["-009999-01-02T01:59:59Z", id] }),
        ];
        for cursor in made_up.map(|cursor| Cursor::after(&cursor)) {
            for list in ["/news", "/documents"] {
                let path = format!("{list}?cursor={}", cursor.as_str());
                let answer = ask(&desk, &reader(), get(&path)).await;
                assert!(!answer.status.is_server_error(), "{path}: {}", answer.text);
            }
        }
        let since = Cursor::after(&"-009999-01-02T01:59:59Z");
        let all = ask(&desk, &reader(), get(&format!("/documents?since={}", since.as_str()))).await;
        assert_eq!(all.status, StatusCode::OK, "{}", all.text);
        let much = ask(&desk, &reader(), get("/documents?limit=1000000000")).await;
        assert_eq!(much.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn the_public_reads_what_is_live_and_not_who_wrote_it() {
    for desk in desks().await {
        let page = desk.live_page("about", None).await.document;
        desk.cms.save(&mina().into(), page, save(1, "Second words.")).await.expect("saved");
        let path = format!("/documents/{page}/editions/en");
        let public = ask(&desk, &Actor::anonymous(), get(&path)).await.json();
        assert_eq!(public["items"].as_array().expect("items").len(), 1);
        assert!(public["items"][0].get("authors").is_none(), "{public}");
        let first = ask(&desk, &vera(), get(&format!("{path}?limit=1"))).await.json();
        assert_eq!(
            (&first["items"][0]["number"], &first["items"][0]["authors"][0]),
            (&json!(2), &json!("Mina Park"))
        );
        let next = first["next"].as_str().expect("there is more");
        let second =
            ask(&desk, &vera(), get(&format!("{path}?limit=1&cursor={next}"))).await.json();
        assert_eq!(second["items"][0]["number"], 1);
        assert!(second.get("next").is_none(), "{second}");
    }
}

#[tokio::test]
async fn bad_input_37_a_stranger_learns_nothing_of_parents() {
    for desk in desks().await {
        let draft = desk.cms.create(&mina().into(), page("secret", None)).await.expect("created");
        for parent in [draft.document.uuid(), uuid::Uuid::nil()] {
            let mut below = about();
            below["parent"] = json!(parent);
            let answer = ask(&desk, &reader(), body("POST", "/documents", &below)).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.text);
        }
    }
}

#[test]
fn every_operation_is_described() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let test = eframe_core::test::sqlite(&[eframe_cms::MIGRATIONS]).await;
        let api = eframe_cms::Cms::builder(test.database.clone()).build().json();
        let described = api.api().expect("a description").json();
        let paths = described["paths"].as_object().expect("paths");
        assert!(paths.contains_key("/documents/{id}/editions/{language}/approve"));
        for (path, item) in paths {
            for (method, operation) in item.as_object().expect("operations") {
                let responses = operation["responses"].as_object().expect("responses");
                let refusals = responses.keys().filter(|status| status.starts_with('4'));
                assert!(refusals.count() > 1, "{method} {path}");
            }
        }
    });
}

#[tokio::test]
async fn a_client_is_told_what_the_next_edition_is_begun_from() {
    for desk in desks().await {
        let id = desk.live_page("about", None).await.document;
        let editions = format!("/documents/{id}/editions/en");
        let draft = format!("{editions}/draft");
        let missing = ask(&desk, &mina(), get(&draft)).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND, "{}", missing.text);
        let told = missing.json();
        let detail = told["detail"].as_str().expect("a remedy");
        assert!(detail.contains("If-Match: \"1\""), "{detail}");
        let listed = ask(&desk, &mina(), get(&editions)).await.json();
        assert_eq!((&told["revision"], &listed["items"][0]["revision"]), (&json!(1), &json!(1)));
        // Whoever is no staff is told no more than that there is nothing.
        for actor in [reader(), Actor::anonymous()] {
            let missing = ask(&desk, &actor, get(&draft)).await;
            assert_eq!(missing.status, StatusCode::NOT_FOUND);
            assert_eq!(missing.json().get("revision"), None, "{}", missing.text);
        }
        let never = ask(&desk, &mina(), get(&draft.replace("/en/", "/ko/"))).await.json();
        assert_eq!(never["revision"], 0);
        let begun = body("PUT", &draft, &json!({ "title": "About us", "body": "More." }));
        let begun = with(begun, "if-match", &format!("\"{}\"", told["revision"]));
        let begun = ask(&desk, &mina(), begun).await;
        assert_eq!(begun.status, StatusCode::OK, "{}", begun.text);
        assert_eq!(ask(&desk, &mina(), get(&draft)).await.status, StatusCode::OK);
    }
}
