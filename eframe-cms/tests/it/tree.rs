//! The order in which documents stand, and moving them by forms alone.

use eframe_cms::model::{DocumentId, Kind};
use eframe_cms::rules::{Arrange, Relocate};
use eframe_cms::{Error, Refusal};
use eframe_core::test::ask::{form, get, json as body, send, with};
use eframe_core::{Actor, Language, Version};
use http::StatusCode;
use serde_json::json;

use crate::people::{Desk, desks, mina, page, reader, vera};

async fn three(desk: &Desk) -> [DocumentId; 3] {
    let mut order = Vec::new();
    for slug in ["one", "two", "three"] {
        order.push(desk.live_page(slug, None).await.document);
    }
    let tree = desk.cms.siblings(&vera(), Kind::Page, None, Language::EN).await.expect("a tree");
    let ids = order.clone().try_into().expect("three");
    let command = Arrange { kind: Kind::Page, parent: None, order, expected: tree.version };
    desk.cms.arrange(&vera().into(), &command).await.expect("arranged");
    ids
}

/// The addresses that readers find at the top, in their order.
async fn read_order(desk: &Desk) -> Vec<String> {
    let lines = desk.cms.published(Kind::Page, Language::EN, 100).await.expect("a list");
    let top = lines.into_iter().filter(|line| line.address.level() == 1);
    top.map(|line| line.address.to_string()).collect()
}

/// The version that the page of the tree was made from.
async fn version(desk: &Desk) -> String {
    let page = send(desk.cms.desk(), &vera(), Language::EN, get("/tree")).await.text;
    let (_, after) = page.split_once(r#"name="version" value=""#).expect("a version");
    after.split('"').next().expect("its end").to_owned()
}

#[tokio::test]
async fn pages_are_moved_up_and_down_by_buttons_alone() {
    for desk in desks().await {
        let [one, two, _] = three(&desk).await;
        let child = desk.live_page("child", Some(one)).await.document;
        let shown = send(desk.cms.desk(), &vera(), Language::EN, get("/tree")).await.text;
        // What stands below stands within, and no script is asked for.
        let (before, within) = shown.split_once(&format!("d-{one}")).expect("one");
        assert!(!before.contains("The page child") && within.contains("The page child"));
        assert!(!shown.contains("<script"), "{shown}");
        assert!(shown.contains(&format!("/desk/content/{child}/move")));
        let press = |button: String, version: String| {
            let request = form("/tree", &[("version", &version), ("do", &button)]);
            let service = desk.cms.desk();
            async move { send(service, &vera(), Language::EN, request).await }
        };
        let up = press(format!("up:{two}"), version(&desk).await).await;
        assert_eq!(up.status, StatusCode::SEE_OTHER, "{}", up.text);
        assert_eq!(read_order(&desk).await, ["/two", "/one", "/three"]);
        // The focus comes back to the document: up it goes no further, so down is where it goes on.
        let there = up.header("location");
        assert!(!there.contains('#'), "a fragment would take the focus: {there}");
        let there = there.strip_prefix("/desk/content").expect("the desk");
        let told = send(desk.cms.desk(), &vera(), Language::EN, get(there)).await.text;
        assert!(told.contains(&format!(r#"value="down:{two}" autofocus"#)), "{told}");
        assert!(!told.contains(&format!(r#"value="up:{two}""#)));
        press(format!("down:{one}"), version(&desk).await).await;
        assert_eq!(read_order(&desk).await, ["/two", "/three", "/one"]);
        // At the end it stays where it is.
        let end = press(format!("down:{one}"), version(&desk).await).await;
        assert_eq!(end.status, StatusCode::SEE_OTHER);
        assert_eq!(read_order(&desk).await, ["/two", "/three", "/one"]);
        for wrong in ["", "up", "left:x", "up:x"] {
            let answer = press(wrong.to_owned(), "1".to_owned()).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
        }
    }
}

#[tokio::test]
async fn bad_input_26_a_tree_that_somebody_changed_meanwhile_is_shown_anew() {
    for desk in desks().await {
        let [one, two, three] = three(&desk).await;
        let stale = version(&desk).await;
        let tree = desk.cms.siblings(&vera(), Kind::Page, None, Language::EN).await;
        let arrange = |order: Vec<DocumentId>, expected: Version| Arrange {
            kind: Kind::Page,
            parent: None,
            order,
            expected,
        };
        let first = arrange(vec![three, two, one], tree.expect("a tree").version);
        let done = desk.cms.arrange(&vera().into(), &first).await.expect("arranged");
        let late = desk.cms.arrange(&vera().into(), &first).await;
        let Err(Error::Refused(Refusal::StaleTree(now))) = late else { panic!("{late:?}") };
        assert_eq!(now, done.version);
        let press = form("/tree", &[("version", &stale), ("do", &format!("up:{one}"))]);
        let answer = send(desk.cms.desk(), &vera(), Language::EN, press).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text);
        assert!(answer.text.contains(&format!(r#"value="up:{one}""#)), "the tree is there");
        assert_eq!(read_order(&desk).await, ["/three", "/two", "/one"]);
        // At the same time, from the same tree: one of them.
        let expected = done.version;
        let (mine, theirs) =
            (arrange(vec![one, two, three], expected), arrange(vec![two, three, one], expected));
        let caller = vera().into();
        let both =
            tokio::join!(desk.cms.arrange(&caller, &mine), desk.cms.arrange(&caller, &theirs));
        assert!(both.0.is_ok() != both.1.is_ok(), "{both:?}");
    }
}

#[tokio::test]
async fn whoever_moved_one_from_where_it_no_longer_stands_is_told() {
    for desk in desks().await {
        let [one, two, three] = three(&desk).await;
        let before = desk.cms.document(&vera(), two).await.expect("there");
        let tree = desk.cms.siblings(&vera(), Kind::Page, None, Language::EN).await.expect("it");
        let order = vec![two, three, one];
        let command = Arrange { kind: Kind::Page, parent: None, order, expected: tree.version };
        desk.cms.arrange(&vera().into(), &command).await.expect("arranged");
        let command =
            Relocate { parent: None, slug: before.slug, position: 7, expected: before.version };
        let late = desk.cms.relocate(&vera().into(), two, command).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::StaleDocument(_)))), "{late:?}");
    }
}

#[tokio::test]
async fn programs_read_and_write_the_order_and_nobody_else_does() {
    for desk in desks().await {
        let [one, two, three] = three(&desk).await;
        let below = desk.live_page("below", Some(one)).await.document;
        let read = send(desk.cms.json(), &mina(), Language::EN, get("/tree")).await;
        assert_eq!(read.status, StatusCode::OK, "{}", read.text);
        let ids = |answer: &serde_json::Value| {
            let items = answer["items"].as_array().expect("items").clone();
            items.into_iter().map(|item| item["id"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&read.json()), [json!(one), json!(two), json!(three)]);
        let level = get(&format!("/tree?below={one}"));
        let level = send(desk.cms.json(), &mina(), Language::EN, level).await;
        assert_eq!(ids(&level.json()), [json!(below)]);
        let tag = read.header("etag").to_owned();
        let put = |order: serde_json::Value, actor: Actor, tag: Option<String>| {
            let request = body("PUT", "/tree", &json!({ "kind": "page", "order": order }));
            let request = match &tag {
                Some(tag) => with(request, "if-match", tag),
                None => request,
            };
            let service = desk.cms.json();
            async move { send(service, &actor, Language::EN, request).await }
        };
        let order = json!([three, one, two]);
        for (actor, status) in [
            (Actor::anonymous(), StatusCode::UNAUTHORIZED),
            (reader(), StatusCode::FORBIDDEN),
            (mina(), StatusCode::FORBIDDEN),
        ] {
            let refused = put(order.clone(), actor, Some(tag.clone())).await;
            assert_eq!(refused.status, status, "{}", refused.text);
        }
        let missing = put(order.clone(), vera(), None).await;
        assert_eq!(missing.status, StatusCode::PRECONDITION_REQUIRED, "{}", missing.text);
        let done = put(order.clone(), vera(), Some(tag.clone())).await;
        assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text);
        assert_eq!(read_order(&desk).await, ["/three", "/one", "/two"]);
        let stale = put(order, vera(), Some(tag)).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
        let now = done.header("etag").to_owned();
        let wrong = put(json!([three, one]), vera(), Some(now)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text);
        let dated = send(desk.cms.json(), &mina(), Language::EN, get("/tree?kind=news")).await;
        assert_eq!(dated.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", dated.text);
        let hidden = send(desk.cms.json(), &reader(), Language::EN, get("/tree")).await;
        assert_eq!(hidden.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_page_in_the_making_has_its_place_too() {
    for desk in desks().await {
        let [one, two, three] = three(&desk).await;
        let draft = desk.cms.create(&mina().into(), page("draft", None)).await.expect("begun");
        let tree = desk.cms.siblings(&vera(), Kind::Page, None, Language::EN).await.expect("it");
        assert_eq!(tree.items.len(), 4);
        let order = vec![draft.document, three, two, one];
        let command = Arrange { kind: Kind::Page, parent: None, order, expected: tree.version };
        desk.cms.arrange(&vera().into(), &command).await.expect("arranged");
        let tree = desk.cms.siblings(&vera(), Kind::Page, None, Language::EN).await.expect("it");
        let positions = tree.items.iter().map(|one| (one.document, one.position));
        let expected = [(draft.document, 1), (three, 2), (two, 3), (one, 4)];
        assert_eq!(positions.collect::<Vec<_>>(), expected);
        assert_eq!(read_order(&desk).await, ["/three", "/two", "/one"]);
    }
}

#[tokio::test]
async fn what_stands_beside_a_withdrawn_page_is_put_into_an_order_all_the_same() {
    for desk in desks().await {
        let [one, two, three] = three(&desk).await;
        desk.cms.withdraw(&vera().into(), two, Language::EN).await.expect("withdrawn");
        let told = send(desk.cms.json(), &vera(), Language::EN, get("/tree")).await;
        let items = told.json()["items"].as_array().expect("items").clone();
        assert_eq!(items.len(), 3, "{}", told.text);
        assert_eq!((&items[1]["id"], &items[1]["title"]), (&json!(two), &json!("two")));
        let order = json!({ "kind": "page", "order": [three, items[1]["id"], one] });
        let put = with(body("PUT", "/tree", &order), "if-match", told.header("etag"));
        let put = send(desk.cms.json(), &vera(), Language::EN, put).await;
        assert_eq!(put.status, StatusCode::NO_CONTENT, "{}", put.text);
        assert_eq!(read_order(&desk).await, ["/three", "/one"]);
    }
}
