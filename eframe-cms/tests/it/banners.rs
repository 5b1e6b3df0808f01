//! What is said above pages until it is over.

use std::sync::{Arc, Mutex};

use eframe_cms::model::{DocumentId, End, Ending, Kind, Shown};
use eframe_cms::rules::{Arrange, SetPlan};
use eframe_cms::{Error, Refusal};
use eframe_core::frame::Banner;
use eframe_core::test::ask::{Answer, form, get, json as body, send};
use eframe_core::{Language, Tag};
use http::StatusCode;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::media::PNG;
use crate::office::offices;
use crate::people::{Desk, desks, mina, vera};

async fn begun(desk: &Desk, slug: &str, text: &Value) -> Answer {
    let new = json!({ "kind": "banner", "language": "en", "slug": slug, "text": text });
    send(desk.cms.json(), &mina(), Language::EN, body("POST", "/documents", &new)).await
}

fn id(begun: &Answer) -> DocumentId {
    assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.text);
    begun.json()["document"].as_str().expect("an id").parse().expect("an id")
}

async fn live(desk: &Desk, slug: &str, text: &Value) -> DocumentId {
    let id = id(&begun(desk, slug, text).await);
    desk.publish(id, Language::EN).await;
    id
}

async fn shown(desk: &Desk, language: Language) -> Vec<(Shown, Banner)> {
    desk.cms.framing(language).await.expect("told").banners
}

#[tokio::test]
async fn what_is_live_stands_above_pages_in_its_order_and_language() {
    for desk in desks().await {
        let (picture, _) = desk.reference("sign.png", PNG).await;
        let offices = desk.live_page("offices", None).await.document;
        let closed = json!({ "title": "The town hall is closed", "tone": "warning", "link": "/offices#hours",
            "summary": "Until Friday.", "body": [{ "type": "image", "file": picture, "alt": "A sign" }] });
        let tram = json!({ "title": "The tram opens", "shown": "front", "body": "On *Monday*." });
        let bare = json!({ "title": "Happy new year" });
        let closed = live(&desk, "closed", &closed).await;
        let tram = live(&desk, "tram", &tram).await;
        let draft = id(&begun(&desk, "draft", &json!({ "title": "Not yet" })).await);
        let year = live(&desk, "new-year", &bare).await;
        let (closed_id, tram_id, year_id) = (closed, tram, year);
        let tree = desk.cms.siblings(&vera(), Kind::Banner, None, Language::EN).await;
        let command = Arrange {
            kind: Kind::Banner,
            parent: None,
            order: vec![tram, closed, draft, year],
            expected: tree.expect("a tree").version,
        };
        desk.cms.arrange(&vera().into(), &command).await.expect("arranged");
        let all = shown(&desk, Language::AR).await;
        let said = all.iter().map(|(shown, banner)| (*shown, banner.text.as_str()));
        let expected = [
            (Shown::Front, "The tram opens"),
            (Shown::Everywhere, "The town hall is closed"),
            (Shown::Everywhere, "Happy new year"),
        ];
        assert!(said.eq(expected), "{all:?}");
        let [tram, closed, year] = [&all[0].1, &all[1].1, &all[2].1];
        assert_eq!((closed.lang.as_str(), closed.dir, closed.warns), ("en", "ltr", true));
        assert_eq!(closed.href.as_deref(), Some("/ar/offices#hours"));
        assert_eq!(tram.href.as_deref(), Some("/ar/banners/tram"), "to its own text");
        assert_eq!((&year.href, &year.picture, year.warns), (&None, &None, false));
        let picture = closed.picture.as_ref().expect("a picture");
        assert_eq!((picture.alt.as_str(), picture.width <= 320), ("A sign", true));
        let path = picture.src.replacen("/media", "", 1);
        let file = desk.file(&eframe_core::Actor::anonymous(), get(&path)).await;
        assert_eq!(file.status, StatusCode::OK);
        let leads =
            send(desk.cms.desk(), &vera(), Language::EN, get(&format!("/{offices}/links"))).await;
        assert!(leads.text.contains("The town hall is closed"), "{}", leads.text);
        // It is a document as others are.
        let told =
            send(desk.cms.json(), &vera(), Language::EN, get("/at?path=/banners/closed")).await;
        assert_eq!(
            (&told.json()["tone"], &told.json()["link"]),
            (&json!("warning"), &json!("/offices#hours"))
        );
        let map = async || {
            let service = desk.cms.sitemap("/sitemap.xml", ["/"]);
            send(service, &vera(), Language::EN, get("/sitemap.xml")).await.text
        };
        let list = "<loc>https://city.example/ko/banners</loc>";
        assert!(map().await.contains(list), "{}", map().await);
        let page = send(desk.cms.pages(), &vera(), Language::EN, get("/banners/closed")).await;
        assert!(page.text.contains("Until Friday."), "{}", page.text);
        for banner in [tram_id, closed_id, year_id] {
            let ended = desk.cms.withdraw(&vera().into(), banner, Language::EN).await;
            ended.expect("taken down");
        }
        let empty = map().await;
        assert!(!empty.contains("/banners") && empty.contains("/ko/news</loc>"), "{empty}");
    }
}

#[tokio::test]
async fn pages_that_are_kept_are_made_anew_when_a_banner_comes_changes_or_ends() {
    for desk in desks().await {
        let dropped = Arc::new(Mutex::new(Vec::<Tag>::new()));
        let heard = Arc::clone(&dropped);
        desk.test.database.when_stale(move |tags| {
            heard.lock().expect("no panic").extend(tags.iter().cloned());
        });
        let heard =
            || std::mem::take(&mut *dropped.lock().expect("no panic")).contains(&Tag::new("menu"));
        let banner = id(&begun(&desk, "closed", &json!({ "title": "Closed" })).await);
        assert!(!heard(), "a draft stands nowhere");
        desk.publish(banner, Language::EN).await;
        assert!(heard());
        let path = format!("/documents/{banner}/editions/en/draft");
        let change = body("PUT", &path, &json!({ "title": "Closed", "tone": "warning" }));
        let change = eframe_core::test::ask::with(change, "if-match", "*");
        let saved = send(desk.cms.json(), &mina(), Language::EN, change).await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
        assert!(!heard());
        desk.publish(banner, Language::EN).await;
        assert!(heard(), "though its words are the same");
        assert!(shown(&desk, Language::EN).await[0].1.warns);
        desk.cms.withdraw(&vera().into(), banner, Language::EN).await.expect("withdrawn");
        assert!(heard() && shown(&desk, Language::EN).await.is_empty());
    }
}

#[tokio::test]
async fn a_banner_comes_and_goes_at_its_time() {
    for office in offices().await {
        let (desk, cms) = (&office.desk, &office.desk.cms);
        let minute = SignedDuration::from_mins(1);
        let banner = id(&begun(desk, "closed", &json!({ "title": "Closed" })).await);
        let handed_in = cms.submit(&mina().into(), banner, Language::EN).await.expect("handed in");
        cms.approve(&vera().into(), banner, Language::EN, handed_in.hash).await.expect("approved");
        let from = SetPlan { language: Language::EN, ending: None, when: office.after(minute) };
        cms.plan(&vera().into(), banner, &from).await.expect("planned");
        let ending = Some(Ending { end: End::Gone, note: String::new() });
        let until = SetPlan { language: Language::EN, ending, when: office.after(minute * 3) };
        cms.plan(&vera().into(), banner, &until).await.expect("planned");
        let mut seen = Vec::new();
        for _ in 0..4 {
            seen.push(shown(desk, Language::EN).await.len());
            office.later(minute).await;
        }
        assert_eq!(seen, [0, 1, 1, 0], "{}", desk.test.kind);
    }
}

#[tokio::test]
async fn what_a_banner_says_is_checked_and_written_by_a_form() {
    for desk in desks().await {
        for (field, wrong) in [("tone", "alarm"), ("shown", "nowhere"), ("link", "javascript:x")] {
            let refused = begun(&desk, "wrong", &json!({ "title": "Closed", field: wrong })).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.text.contains(&format!("\"{field}\"")), "{}", refused.text);
        }
        let dead =
            id(&begun(&desk, "dead", &json!({ "title": "Closed", "link": "/nowhere" })).await);
        let handed_in = desk.cms.submit(&mina().into(), dead, Language::EN).await.expect("in");
        desk.cms.approve(&vera().into(), dead, Language::EN, handed_in.hash).await.expect("yes");
        let refused = desk.cms.publish(&vera().into(), dead, Language::EN).await;
        let Err(Error::Refused(Refusal::Unfit(found))) = refused else { panic!("{refused:?}") };
        assert_eq!((found[0].check.code(), found[0].field.as_str()), ("dead-link", "link"));

        let asked = send(desk.cms.desk(), &mina(), Language::KO, get("/new/banner")).await;
        assert!(
            asked.text.contains(r#"name="tone""#) && asked.text.contains("경고"),
            "{}",
            asked.text
        );
        let fields =
            [("language", "en"), ("title", "Closed"), ("tone", "warning"), ("shown", "front")];
        let made = send(desk.cms.desk(), &mina(), Language::EN, form("/new/banner", &fields)).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
        let at = made.header("location").replacen("/desk/content", "", 1);
        let shown = send(desk.cms.desk(), &mina(), Language::EN, get(&at)).await.text;
        assert!(
            shown.contains("A warning") && shown.contains("Above the front page alone"),
            "{shown}"
        );
    }
}
