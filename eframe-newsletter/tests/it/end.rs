use http::{Request, StatusCode};
use serde_json::json;

use crate::house::{get, houses, mina, post, post_json, whole};

#[tokio::test]
async fn bad_input_57_reading_asks_one_click_ends_and_a_repeat_is_the_same() {
    for house in houses().await {
        let id = house.subscribed("mina.park@seoul.example").await;
        let way = house.way_out(id);
        // A prefetch, by whoever forwarded the mail too.
        let asked = house.page(get(&way)).await;
        assert_eq!(asked.status, StatusCode::OK);
        assert!(asked.text.contains("m…@s…"), "{}", asked.text);
        assert!(!asked.text.contains("mina.park"), "nobody learns the address");
        assert_eq!(house.read(id).await["state"], "confirmed");
        // As a mail program sends it, by either kind of form, and once more.
        for (kind, body) in [
            ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click".to_owned()),
            (
                "multipart/form-data; boundary=B",
                "--B\r\ncontent-disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n\
                 One-Click\r\n--B--\r\n"
                    .to_owned(),
            ),
        ] {
            let request = Request::post(way.as_str()).header("content-type", kind);
            let done = house.page(request.body(whole(body)).expect("a request")).await;
            assert_eq!(done.status, StatusCode::OK, "no redirect: {}", done.text);
            assert_eq!(done.header("set-cookie"), "");
        }
        let read = house.read(id).await;
        assert_eq!(read["state"], "unsubscribed");
        let ended: Vec<_> = read["ledger"].as_array().expect("a ledger").iter().collect();
        assert_eq!(ended.len(), 3, "once: {read}");
        assert_eq!(ended[2]["how"], "one-click");
        assert_eq!(read["suppression"]["reason"], "unsubscribed");
        // Who looks whether it went through is not asked again.
        let after = house.page(get(&way)).await;
        assert!(after.text.contains("The e-Newsletter is ended."), "{}", after.text);
        assert!(!after.text.contains("method=\"post\" action=\"\""), "{}", after.text);
    }
}

#[tokio::test]
async fn bad_input_57_a_forged_link_opens_nothing() {
    for house in houses().await {
        let id = house.subscribed("mina@seoul.example").await;
        let way = house.way_out(id);
        let nowhere = house.way_out(uuid::Uuid::from_u128(1));
        let changed = format!("{}A", &way[..way.len() - 1]);
        let cut = way[..way.len() - 4].to_owned();
        for forged in ["/unsubscribe", "/unsubscribe?token=x", &nowhere, &changed, &cut] {
            if *forged == way {
                continue;
            }
            assert_eq!(house.page(get(forged)).await.status, StatusCode::NOT_FOUND, "{forged}");
            let done = house.page(post(forged, &[("List-Unsubscribe", "One-Click")])).await;
            assert_eq!(done.status, StatusCode::NOT_FOUND, "{forged}");
        }
        assert_eq!(house.read(id).await["state"], "confirmed");
    }
}

#[tokio::test]
async fn bad_input_57_the_link_of_an_old_issue_ends_what_began_again() {
    for house in houses().await {
        let id = house.subscribed("mina@seoul.example").await;
        let old = house.way_out(id);
        house.page(post(&old, &[])).await;
        assert_eq!(house.read(id).await["ledger"][2]["how"], "link");
        house.on.clock.advance(jiff::SignedDuration::from_hours(24));
        let again = house.subscribed("mina@seoul.example").await;
        assert_eq!(again, id, "the same person while the address is known");
        assert_eq!(house.read(id).await["suppression"], json!(null), "their yes lifts it");
        house.page(post(&old, &[])).await;
        assert_eq!(house.read(id).await["state"], "unsubscribed");
        // Years later, when the address is gone, it is still answered.
        house.erase("mina@seoul.example").await;
        let done = house.page(post(&old, &[("List-Unsubscribe", "One-Click")])).await;
        assert_eq!(done.status, StatusCode::OK);
        // It says the same either way: nothing is left that would go after four weeks.
        let gone = house.page(get(&old)).await;
        for page in [&gone.text, &done.text] {
            assert!(page.contains("no longer in our records"), "{page}");
            assert!(!page.contains("four weeks"), "{page}");
        }
    }
}

#[tokio::test]
async fn the_secretariat_ends_it_for_somebody() {
    for house in houses().await {
        let id = house.subscribed("mina@seoul.example").await;
        house.on.clock.advance(jiff::SignedDuration::from_secs(1));
        let path = format!("/subscribers/{id}/end");
        let ended = house.json(&mina(), post_json(&path, &json!(null))).await;
        assert_eq!(ended.json(), json!({ "state": "unsubscribed" }));
        assert_eq!(house.read(id).await["ledger"][2]["how"], "desk");
    }
}
