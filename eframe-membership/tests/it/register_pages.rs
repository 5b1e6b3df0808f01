use eframe_core::test::ask::{self, Answer};
use eframe_core::{Actor, Caller, Component, Language};
use eframe_membership::rules::Dated;
use http::StatusCode;

use crate::hall::{HEAD, five, halls, organisation, vera};

async fn get(service: Component, path: &str) -> Answer {
    ask::send(service, &Actor::anonymous(), Language::EN, ask::get(path)).await
}

/// The names of a page of the register, in their order.
fn names(page: &str) -> Vec<&str> {
    let rows = page.split("<th scope=\"row\">").skip(1);
    rows.filter_map(|row| row.split("<bdi>").nth(1)?.split('<').next()).collect()
}

fn next(page: &str) -> Option<String> {
    let link = page.split("rel=\"next\" href=\"/en/members").nth(1)?;
    Some(link.split('"').next()?.replace("&amp;", "&"))
}

#[tokio::test]
async fn the_register_shows_who_is_a_member_by_name_with_filters_and_a_count() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        let empty = get(hall.membership.pages(), "/").await;
        assert!(empty.text.contains("There is no member yet"), "{}", empty.text);
        hall.import(&five()).await.expect("imported");
        let all = get(hall.membership.pages(), "/").await;
        assert_eq!(names(&all.text), ["accra", "Århus", "Blue Company", "Seoul", "Zeta Agency"]);
        assert!(all.text.contains("5 members."));
        assert!(all.headers.contains_key("etag"));
        for (query, expected) in [
            ("?kind=city", vec!["accra", "Århus", "Seoul"]),
            ("?region=africa", vec!["accra", "Zeta Agency"]),
            ("?region=africa&kind=city", vec!["accra"]),
            ("?country=KR", vec!["Seoul"]),
            ("?words=%EC%84%9C%EC%9A%B8", vec!["Seoul"]),
            ("?words=ARHUS", vec!["Århus"]),
            ("?words=m-2020-0001", vec!["accra"]),
            ("?words=100%25", vec![]),
            (
                "?kind=&region=&country=&words=",
                vec!["accra", "Århus", "Blue Company", "Seoul", "Zeta Agency"],
            ),
        ] {
            let page = get(hall.membership.pages(), &format!("/{query}")).await;
            assert_eq!(names(&page.text), expected, "{query} on {}", hall.base.kind);
        }
    }
}

#[tokio::test]
async fn the_register_goes_on_page_by_page_and_nobody_is_left_out_or_told_twice() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        // Many share a name, so that a page ends among equals.
        let lines = (0..130).map(|n| format!(",city,City {},,PE,,,,,2020-03-01 accepted,", n % 7));
        let file = std::iter::once(HEAD.to_owned()).chain(lines).collect::<Vec<_>>().join("\n");
        hall.import(&file).await.expect("imported");
        let (mut seen, mut path) = (Vec::new(), Some("/".to_owned()));
        while let Some(at) = path {
            let page = get(hall.membership.pages(), &at).await.text;
            let numbers = page.split("<th scope=\"row\"><a href=\"/en/members/").skip(1);
            seen.extend(numbers.filter_map(|row| Some(row.split('"').next()?.to_owned())));
            path = next(&page);
        }
        assert_eq!(seen.len(), 130);
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 130, "{}", hall.base.kind);
    }
}

#[tokio::test]
async fn bad_input_12_parameters_that_mean_nothing_are_refused() {
    for hall in halls().await {
        for query in [
            "?kind=no+kind",
            "?region=atlantis",
            "?country=ZZ",
            "?after=-1",
            "?after=1000000000000000000",
            "?kind=city&kind=city",
        ] {
            let page = get(hall.membership.pages(), &format!("/{query}")).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST, "{query}");
        }
        let long = format!("/?words={}", "x".repeat(5_000));
        assert_eq!(get(hall.membership.pages(), &long).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_change_of_the_register_is_seen_at_once_on_pages_that_were_kept() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        hall.import(&five()).await.expect("imported");
        for path in ["/", "/?region=asia", "/map", "/M-2018-0002"] {
            get(hall.membership.pages(), path).await;
        }
        let seoul = hall.membership.member_of(&vera(), organisation(102)).await.expect("there");
        let left = Dated { on: None, reason: "It said why, to us alone".to_owned() };
        hall.membership.leave(&Caller::new(vera()), seoul.id, left).await.expect("left");
        let all = get(hall.membership.pages(), "/").await.text;
        assert!(!all.contains("Seoul") && all.contains("4 members."));
        let asia = get(hall.membership.pages(), "/?region=asia").await.text;
        assert!(asia.contains("0 members are like this."), "{asia}");
        let member = get(hall.membership.pages(), "/M-2018-0002").await.text;
        assert!(member.contains("Left") && !member.contains("to us alone"));
    }
}

#[tokio::test]
async fn a_member_is_explained_on_any_day_in_every_language() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        hall.import(&five()).await.expect("imported");
        let then = get(hall.membership.pages(), "/m-2018-0002?on=2018-05-31").await.text;
        assert!(then.contains("Associate Member") && !then.contains("Full Member"));
        let before = get(hall.membership.pages(), "/M-2018-0002?on=2010-01-01").await.text;
        assert!(before.contains("No member on this day"));
        for wrong in ["/M-2018-9999", "/x", "/M-2018-0002%00"] {
            let page = get(hall.membership.pages(), wrong).await;
            assert!(page.status.is_client_error(), "{wrong}: {}", page.status);
        }
        let day = get(hall.membership.pages(), "/M-2018-0002?on=2018-02-30").await;
        assert_eq!(day.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn the_map_has_a_dot_for_each_place_and_says_who_has_none() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        hall.import(&five()).await.expect("imported");
        let map = get(hall.membership.pages(), "/map").await.text;
        assert!(map.contains("M817 106h0"), "Seoul");
        assert!(map.contains("2 of them have not said where they lie"));
        let europe = get(hall.membership.pages(), "/map?region=europe").await.text;
        assert!(!europe.contains("M817 106h0") && europe.contains("Århus"));
        let land = get(hall.membership.pages(), "/land.svg").await;
        assert_eq!(land.headers["content-type"], "image/svg+xml");
    }
}

#[tokio::test]
async fn the_map_counts_each_region_as_the_register_does() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        hall.import(&five()).await.expect("imported");
        for (query, expected) in [
            ("", vec![("africa", 2), ("americas", 1), ("asia", 1), ("europe", 1)]),
            ("?kind=city", vec![("africa", 1), ("asia", 1), ("europe", 1)]),
            ("?words=a", vec![("africa", 2), ("americas", 1), ("europe", 1)]),
            ("?words=a&kind=city", vec![("africa", 1), ("europe", 1)]),
            ("?words=a&region=africa", vec![("africa", 2)]),
            ("?region=africa", vec![("africa", 2)]),
            ("?words=nowhere", vec![]),
        ] {
            let map = get(hall.membership.pages(), &format!("/map{query}")).await.text;
            let lines = map.split("region=").skip(1);
            let told: Vec<(&str, usize)> = lines
                .filter_map(|line| {
                    let region = line.split(['&', '"']).next()?;
                    let many = line.split("<span>").nth(1)?.split('<').next()?;
                    Some((region, many.parse().ok()?))
                })
                .collect();
            assert_eq!(told, expected, "{query} on {}: {map}", hall.base.kind);
        }
    }
}

#[tokio::test]
async fn a_certificate_is_checked_by_its_code_and_a_made_up_one_is_said_to_be_none() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        hall.import(&five()).await.expect("imported");
        let seoul = hall.membership.member_of(&vera(), organisation(102)).await.expect("there");
        let path = format!("/certificate/{}?issued=2018-02-01", seoul.code);
        let page = get(hall.membership.pages(), &path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Associate Member") && page.text.contains("Full Member"));
        let made_up = get(hall.membership.pages(), "/certificate/aaaaaaaaaa").await;
        assert_eq!(made_up.status, StatusCode::NOT_FOUND);
        assert!(made_up.text.contains("No certificate has the code"));
    }
}

#[tokio::test]
async fn a_kind_that_no_charter_knows_is_no_page_of_the_register() {
    use crate::town::{get, send};
    for hall in halls().await {
        let nobody = Actor::anonymous();
        for path in ["/?kind=made-up", "/map?kind=made-up"] {
            let page = send(hall.membership.pages(), &nobody, get(path)).await;
            assert_eq!(page.status, 400, "{}: {path}", hall.base.kind);
            let known = path.replace("made-up", "city");
            assert_eq!(send(hall.membership.pages(), &nobody, get(&known)).await.status, 200);
        }
        let json = send(hall.membership.json(), &nobody, get("/register?kind=made-up")).await;
        assert_eq!(json.status, 400, "{}", hall.base.kind);
    }
}
