//! What a page costs, and that a text which is kept is shown as one that is made anew.

use async_trait::async_trait;
use eframe_cms::Cms;
use eframe_cms::model::{Content, Fields, Kind, Rulebook};
use eframe_cms::rules::{Import, ImportDocument};
use eframe_core::block::sea_orm::{ConnectionTrait as _, Statement};
use eframe_core::frame::{Frame, FrameAsk, FrameSource};
use eframe_core::test::ask::{get, send};
use eframe_core::{Actor, Caller, Language, Mount};
use http::StatusCode;
use serde_json::json;

use crate::media::{PNG, pdf};
use crate::office::offices;
use crate::people::{Desk, cms_framed, cms_with, desks, mina, save, vera};

/// Most statements that a page may take which nobody keeps.
const MOST: u64 = 6;

/// The page as a program shows it that has just started.
async fn fresh(desk: &Desk, language: Language, path: &str) -> String {
    read(&cms_with(&desk.test, Rulebook::default()), language, path).await
}

async fn read(cms: &Cms, language: Language, path: &str) -> String {
    let answer = send(cms.pages(), &Actor::anonymous(), language, get(path)).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
    answer.text
}

async fn kept(desk: &Desk) -> i64 {
    let on = desk.test.database.read();
    let statement =
        Statement::from_string(on.get_database_backend(), "SELECT COUNT(*) FROM cms__text");
    let row = on.query_one_raw(statement).await.expect("an answer").expect("a row");
    row.try_get_by_index(0).expect("a count")
}

fn at(address: String, language: Language) -> ImportDocument {
    let fields = Fields {
        title: format!("{address} in {language}"),
        summary: "What is done.".to_owned(),
        body: "## Fees\n\nSee [the charter](/charter) and [news](/news?page=2#top).\n\n"
            .repeat(5)
            .as_str()
            .into(),
        ..Fields::default()
    };
    document(address, language, &fields)
}

fn document(address: String, language: Language, fields: &Fields) -> ImportDocument {
    ImportDocument {
        kind: Kind::Page,
        address: address.parse().expect("an address"),
        position: 0,
        texts: [(language, Content::read(Kind::Page, fields).expect("good texts"))].into(),
    }
}

#[tokio::test]
async fn a_page_takes_the_same_few_statements_in_a_tree_of_any_size() {
    for desk in desks().await {
        let caller = Caller::new(Actor::system("seed"));
        let mut asked = Vec::new();
        for pages in [1, 400] {
            let below = (0..pages).map(|n| at(format!("/a/b/c-{n}"), Language::EN));
            let above = ["/a", "/a/b"].map(|path| at(path.to_owned(), Language::EN));
            let import =
                Import { documents: above.into_iter().chain(below).collect(), menus: Vec::new() };
            desk.cms.import(&caller, &import).await.expect("imported");
            for path in ["/a/b", "/a/b/c-0"] {
                let before = desk.test.database.asked();
                let page = fresh(&desk, Language::AR, path).await;
                let took = desk.test.database.asked() - before;
                assert!(took <= MOST, "{path} among {pages}: {took} statements");
                assert!(page.contains("<a href=\"/ar/a\""), "{page}");
                asked.push(took);
            }
        }
        assert!(asked.iter().all(|took| *took == asked[0]), "{asked:?}");
    }
}

#[tokio::test]
async fn a_text_that_is_kept_is_shown_as_one_that_is_made_anew() {
    for desk in desks().await {
        let caller = Caller::new(Actor::system("seed"));
        let (picture, _) = desk.reference("sign.png", PNG).await;
        let (charter, _) = desk.reference("charter.pdf", &pdf(64)).await;
        let body = json!([
            { "type": "text", "markdown": "See [the charter](/charter)." },
            { "type": "gallery", "title": "Signs", "items": [{ "file": picture, "alt": "A sign" },
                { "file": picture, "decorative": true }] },
            { "type": "document", "file": charter, "title": "The charter", "caption": "As of 2027" },
        ]);
        let body = serde_json::from_value(body).expect("a body");
        let shown = Fields { title: "Shown".to_owned(), body, ..Fields::default() };
        let documents = vec![
            at("/about".to_owned(), Language::EN),
            at("/about/office".to_owned(), Language::KO),
            at("/about/fees".to_owned(), Language::FR),
            document("/about/shown".to_owned(), Language::KO, &shown),
        ];
        desk.cms.import(&caller, &Import { documents, menus: Vec::new() }).await.expect("imported");
        let paths = ["/about", "/about/office", "/about/fees", "/about/shown"];
        let mut made = Vec::new();
        for path in paths {
            for language in Language::ALL {
                made.push(fresh(&desk, language, path).await);
            }
        }
        assert_eq!(desk.cms.keep_texts().await.expect("kept"), 4);
        assert_eq!(desk.cms.keep_texts().await.expect("kept"), 0, "they are there already");
        assert_eq!(kept(&desk).await, 4);
        let mut made = made.into_iter();
        for path in paths {
            for language in Language::ALL {
                let shown = fresh(&desk, language, path).await;
                assert_eq!(Some(&shown), made.next().as_ref(), "{path} in {language}");
                assert!(shown.contains(&format!("href=\"/{language}/charter\"")), "{shown}");
            }
        }
    }
}

/// A frame that says which picture stands for a page, as a host's does.
struct Sharing;

#[async_trait]
impl FrameSource for Sharing {
    async fn frame(&self, ask: &FrameAsk) -> Frame {
        let canonical = Some(format!("https://city.example{}", ask.path));
        Frame { picture: ask.picture.clone(), canonical, ..Frame::plain("City", ask) }
    }
}

#[tokio::test]
async fn a_page_has_its_picture_where_it_is_shared_whether_its_text_is_kept_or_not() {
    for desk in desks().await {
        let (picture, path) = desk.reference("sign.png", PNG).await;
        let shown = |block: serde_json::Value| {
            let body = json!([{ "type": "text", "markdown": "Before it." }, block]);
            let body = serde_json::from_value(body).expect("a body");
            Fields { title: "Shown".to_owned(), body, ..Fields::default() }
        };
        let image = json!({ "type": "image", "file": picture, "alt": "A sign" });
        let gallery = json!({ "type": "gallery", "title": "Signs",
            "items": [{ "file": picture, "alt": "A sign" }] });
        let documents = vec![
            document("/image".to_owned(), Language::EN, &shown(image)),
            document("/gallery".to_owned(), Language::EN, &shown(gallery)),
            at("/none".to_owned(), Language::EN),
        ];
        let import = Import { documents, menus: Vec::new() };
        desk.cms.import(&vera().into(), &import).await.expect("imported");
        // Each read by a program that has just started, whose cache is empty.
        let framed = || cms_framed(&desk.test, Sharing);
        let mut made = Vec::new();
        for path in ["/image", "/gallery", "/none"] {
            made.push(read(&framed(), Language::EN, path).await);
        }
        assert_eq!(framed().keep_texts().await.expect("kept"), 3);
        let (folder, _) = path.rsplit_once('/').expect("a path");
        let of = format!("<meta property=\"og:image\" content=\"/media{folder}/");
        for (path, made) in ["/image", "/gallery", "/none"].into_iter().zip(made) {
            assert_eq!(made.contains(&of), path != "/none", "{path}: {made}");
            let whole = format!("\"image\": \"https://city.example/media{folder}/");
            assert_eq!(made.contains(&whole), path != "/none", "{path}: {made}");
            for says in ["og:image:alt", "og:image:width", "og:image:height"] {
                assert_eq!(made.contains(says), path != "/none", "{path}: {made}");
            }
            assert_eq!(read(&framed(), Language::EN, path).await, made, "{path}, kept");
        }
        // What was kept by a program that kept no pictures is made anew.
        desk.spoil("UPDATE cms__text SET picture = NULL, form = replace(form, 'picture', '')")
            .await;
        assert!(read(&framed(), Language::EN, "/image").await.contains(&of));
        assert_eq!(framed().keep_texts().await.expect("kept"), 3, "they are made anew");
    }
}

#[tokio::test]
async fn what_is_shown_is_never_an_older_text_nor_one_of_another_form() {
    for desk in desks().await {
        let page = desk.live_page("about", None).await;
        desk.cms.keep_texts().await.expect("kept");
        let draft = desk.cms.save(&mina().into(), page.document, save(1, "Second words.")).await;
        assert!(fresh(&desk, Language::EN, "/about").await.contains("First words."));
        draft.expect("saved");
        desk.publish(page.document, Language::EN).await;
        assert_eq!(kept(&desk).await, 0, "what has ended is forgotten");
        assert!(fresh(&desk, Language::EN, "/about").await.contains("Second words."));
        desk.cms.keep_texts().await.expect("kept");

        // As a program would find it whose templates are others.
        desk.spoil("UPDATE cms__text SET html = 'spoiled'").await;
        assert!(fresh(&desk, Language::EN, "/about").await.contains("spoiled"));
        desk.spoil("UPDATE cms__text SET form = 'other'").await;
        assert!(fresh(&desk, Language::EN, "/about").await.contains("Second words."));
        assert_eq!(desk.cms.keep_texts().await.expect("kept"), 1, "it is made anew");
        assert!(fresh(&desk, Language::EN, "/about").await.contains("Second words."));

        desk.cms.withdraw(&vera().into(), page.document, Language::EN).await.expect("withdrawn");
        assert_eq!(kept(&desk).await, 0);
    }
}

#[tokio::test]
async fn a_text_is_made_anew_where_files_are_mounted_elsewhere() {
    for desk in desks().await {
        let (charter, path) = desk.reference("charter.pdf", &pdf(64)).await;
        let body = json!([{ "type": "document", "file": charter, "title": "The charter" },
            { "type": "text", "markdown": format!("[again](/files{path})") }]);
        let body = serde_json::from_value(body).expect("a body");
        let shown = Fields { title: "Shown".to_owned(), body, ..Fields::default() };
        let documents = vec![document("/shown".to_owned(), Language::EN, &shown)];
        let import = Import { documents, menus: Vec::new() };
        desk.cms.import(&vera().into(), &import).await.expect("imported");
        desk.cms.keep_texts().await.expect("kept");
        assert!(fresh(&desk, Language::EN, "/shown").await.contains(&format!("\"/media{path}\"")));
        let mount = Mount::new("https://city.example").pages("/{lang}").files("/files");
        let elsewhere = Cms::builder(desk.test.database.clone()).at(mount).build();
        let moved = read(&elsewhere, Language::KO, "/shown").await;
        assert_eq!(moved.matches(&format!("href=\"/files{path}\"")).count(), 2, "{moved}");
    }
}

#[tokio::test]
async fn a_text_is_kept_soon_after_it_went_live() {
    for office in offices().await {
        let (desk, workers) = (&office.desk, office.workers());
        workers.run_pending().await.expect("they work");
        desk.live_page("about", None).await;
        assert_eq!(kept(desk).await, 0);
        workers.run_pending().await.expect("they work");
        assert_eq!(kept(desk).await, 1);
    }
}
