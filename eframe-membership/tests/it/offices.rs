//! Which offices a member holds, told to everyone.

use eframe_core::Actor;
use http::Request;
use jiff::civil::date;

use crate::committee::{COMMITTEE, Site, member_id};
use crate::town::{get, send};

#[tokio::test]
async fn a_members_page_shows_its_offices_with_their_days_and_the_register_too() {
    for site in Site::both(3, 2).await {
        let number = site.membership.member(&crate::committee::clerk(), member_id(1)).await;
        let number = number.expect("a member").number.expect("a number");
        let nobody = Actor::anonymous();
        let page = async |path: &str| {
            let request = Request::get(path).body(Default::default()).expect("a request");
            send(site.membership.pages(), &nobody, request).await.text
        };
        let own = page(&format!("/{number}")).await;
        assert!(own.contains("President City") && own.contains("Executive Committee"), "{own}");
        assert!(own.contains("1 January 2026") && own.contains("31 December 2028"), "{own}");
        let third = site.membership.member(&crate::committee::clerk(), member_id(3)).await;
        let third = third.expect("a member").number.expect("a number");
        assert!(!page(&format!("/{third}")).await.contains("Executive Committee,"));

        let read = async |day: &str| {
            let path = format!("/register/{number}?on={day}");
            send(site.membership.json(), &nobody, get(&path)).await.json()["offices"].clone()
        };
        let held = read("2026-06-01").await;
        assert_eq!(held[0]["body"], COMMITTEE, "{held}");
        assert_eq!(
            (held[0]["office"].as_str(), held[0]["from"].as_str()),
            (Some("president"), Some("2026-01-01"))
        );
        assert_eq!(read("2025-06-01").await, serde_json::json!([]), "not yet");

        let path = format!("/members/{}/terms", crate::committee::id(1));
        let of =
            async |actor: &Actor, path: &str| send(site.membership.json(), actor, get(path)).await;
        for actor in [crate::committee::clerk(), crate::committee::officer(1)] {
            let terms = of(&actor, &path).await.json();
            assert_eq!(terms["items"][0]["office"], "president", "{terms}");
            assert_eq!(terms["items"].as_array().map(Vec::len), Some(1), "{terms}");
        }
        let none = format!("/members/{}/terms", crate::committee::id(77));
        for (actor, path, status) in [
            (crate::committee::officer(2), &path, 404),
            (nobody.clone(), &path, 401),
            (crate::committee::clerk(), &none, 404),
        ] {
            assert_eq!(of(&actor, path).await.status, status, "{}", site.on.kind);
        }

        // A term that ends shows at once.
        let term = site.membership.terms_of(member_id(1)).await.expect("terms")[0].id;
        let clerk = crate::committee::by(&crate::committee::clerk());
        site.membership.end_term(&clerk, term, date(2026, 3, 31)).await.expect("ended");
        assert!(page(&format!("/{number}")).await.contains("31 March 2026"), "{}", site.on.kind);
    }
}
