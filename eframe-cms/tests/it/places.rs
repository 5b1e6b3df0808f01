use std::collections::BTreeMap;

use eframe_cms::model::{Kind, MenuEntry};
use eframe_cms::rules::{Import, ImportDocument, ImportMenu, ImportTarget, Relocate, SetMenu};
use eframe_cms::{Error, Found, Refusal};
use eframe_core::test::ask::{form, json as put, send, with};
use eframe_core::{Actor, Caller, Language, Version};
use http::StatusCode;

use crate::people::{Desk, desks, mina, page, text, vera};

fn to(parent: Option<eframe_cms::model::DocumentId>, slug: &str, expected: Version) -> Relocate {
    Relocate { parent, slug: slug.parse().expect("a slug"), position: 0, expected }
}

#[tokio::test]
async fn a_move_keeps_every_old_address_of_the_page_and_its_descendants() {
    for desk in desks().await {
        let Desk { cms, .. } = &desk;
        let anyone = Actor::anonymous();
        let about = desk.live_page("about", None).await.document;
        let offices = desk.live_page("offices", Some(about)).await.document;
        desk.live_page("chengdu", Some(offices)).await;
        let chief = Caller::new(vera());
        let version = |id| async move { cms.document(&vera(), id).await.expect("there").version };

        for slug in ["who-we-are", "about", "who-we-are"] {
            let command = to(None, slug, version(about).await);
            cms.relocate(&chief, about, command).await.expect("moved");
        }
        for (old, new) in [
            ("/about", "/who-we-are"),
            ("/about/offices", "/who-we-are/offices"),
            ("/about/offices/chengdu", "/who-we-are/offices/chengdu"),
        ] {
            match cms.find(&anyone, old).await {
                Ok(Found::Moved(address)) => assert_eq!(address.as_str(), new),
                other => panic!("{old}: {other:?}"),
            }
            assert!(matches!(cms.find(&anyone, new).await, Ok(Found::Here(_))), "{new}");
        }

        let onto = cms.relocate(&chief, offices, to(None, "about", version(offices).await)).await;
        assert!(matches!(onto, Err(Error::Refused(Refusal::AddressTaken))), "{onto:?}");
        let within = to(Some(offices), "x", version(about).await);
        let within = cms.relocate(&chief, about, within).await;
        assert!(matches!(within, Err(Error::Refused(Refusal::TooDeep | Refusal::WithinItself))));
        let stale = cms.relocate(&chief, about, to(None, "y", Version::FIRST)).await;
        assert!(matches!(stale, Err(Error::Refused(Refusal::StaleDocument(_)))));
    }
}

#[tokio::test]
async fn bad_input_25_page_slug_clash_and_slug_equal_to_a_route() {
    for Desk { cms, .. } in desks().await {
        let writer = Caller::new(mina());
        cms.create(&writer, page("about", None)).await.expect("created");
        let clash = cms.create(&writer, page("about", None)).await;
        assert!(matches!(clash, Err(Error::Refused(Refusal::AddressTaken))), "{clash:?}");
        for route in ["desk", "api", "news", "members"] {
            let refused = cms.create(&writer, page(route, None)).await;
            assert!(matches!(refused, Err(Error::Refused(Refusal::Reserved(_)))), "{route}");
        }
    }
}

#[tokio::test]
async fn bad_input_25_no_page_stands_where_the_site_is_in_a_language() {
    for desk in desks().await {
        let Desk { cms, .. } = &desk;
        let is_refused =
            |error: &Error| matches!(error, Error::Refused(Refusal::NamesLanguage(Language::KO)));
        let begun = cms.create(&mina().into(), page("ko", None)).await;
        assert!(is_refused(&begun.expect_err("begun")), "{}", desk.test.kind);
        let about = desk.live_page("about", None).await.document;
        let version = cms.document(&vera(), about).await.expect("there").version;
        let moved = cms.relocate(&vera().into(), about, to(None, "ko", version)).await;
        assert!(is_refused(&moved.expect_err("moved")));
        let mut import = first_content();
        import.documents[1].address = "/ko".parse().expect("an address");
        let imported = cms.import(&Actor::system("seed").into(), &import).await;
        assert!(is_refused(&imported.expect_err("imported")));

        let wire = serde_json::json!({ "slug": "ko", "position": 0 });
        let path = format!("/documents/{about}/place");
        let request = with(put("PUT", &path, &wire), "if-match", &format!("\"{}\"", version.get()));
        let refused = send(cms.json(), &vera(), Language::EN, request).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
        let told = refused.json();
        assert_eq!(told["code"], "address-reserved");
        let detail = told["detail"].as_str().expect("a detail");
        assert!(detail.contains("ko, the code of a language"), "{detail}");
        for (language, said) in [
            (Language::EN, "A language of the site is written so in addresses"),
            (Language::KO, "사이트의 언어가 주소에서 이렇게 쓰입니다"),
            (Language::AR, "تُكتب إحدى لغات الموقع هكذا في العناوين"),
        ] {
            let fields = [
                ("version", version.get().to_string()),
                ("parent", String::new()),
                ("slug", "ko".to_owned()),
                ("position", "0".to_owned()),
            ];
            let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
            let posted = form(&format!("/{about}/move"), &fields);
            let refused = send(cms.desk(), &vera(), language, posted).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
            assert!(refused.text.contains(said), "{language}: {}", refused.text);
        }
        // Below another page it is an address like any other.
        cms.create(&mina().into(), page("ko", Some(about))).await.expect("created");
    }
}

#[tokio::test]
async fn bad_input_27_two_pages_moved_below_each_other_at_once_make_no_loop() {
    for desk in desks().await {
        let Desk { cms, .. } = &desk;
        let (one, other) = (desk.live_page("one", None).await, desk.live_page("other", None).await);
        let version = |id| async move { cms.document(&vera(), id).await.expect("there").version };
        let (first, second) = (version(one.document).await, version(other.document).await);
        let chief = Caller::new(vera());
        let both = tokio::join!(
            cms.relocate(&chief, one.document, to(Some(other.document), "one", first)),
            cms.relocate(&chief, other.document, to(Some(one.document), "other", second)),
        );
        assert!(both.0.is_ok() != both.1.is_ok(), "{both:?}");
        for old in ["/one", "/other"] {
            let found = cms.find(&Actor::anonymous(), old).await.expect("still there");
            if let Found::Moved(address) = found {
                let there = cms.find(&Actor::anonymous(), address.as_str()).await;
                assert!(matches!(there, Ok(Found::Here(_))), "{address}: {there:?}");
            }
        }
    }
}

fn first_content() -> Import {
    let document = |kind, address: &str, words: &str| ImportDocument {
        kind,
        address: address.parse().expect("an address"),
        position: 1,
        texts: BTreeMap::from([(Language::EN, text(words, "Words."))]),
    };
    Import {
        documents: vec![
            document(Kind::Page, "/about/offices", "Offices"),
            document(Kind::Page, "/about", "About"),
        ],
        menus: vec![ImportMenu {
            name: "main".parse().expect("a name"),
            entries: vec![
                ImportTarget::Document("/about".parse().expect("an address")),
                ImportTarget::List(Kind::News),
            ],
        }],
    }
}

#[tokio::test]
async fn an_import_is_live_at_once_and_the_second_time_changes_nothing() {
    for Desk { cms, .. } in desks().await {
        let importer = Caller::new(Actor::system("seed"));
        let imported = cms.import(&importer, &first_content()).await.expect("imported");
        assert_eq!((imported.documents, imported.editions, imported.menus), (2, 2, 1));
        assert!(matches!(
            cms.find(&Actor::anonymous(), "/about/offices").await,
            Ok(Found::Here(_))
        ));
        let links = cms.menu_links("main", Language::KO).await.expect("links");
        let link = |at: usize| (links[at].text.as_str(), links[at].language);
        assert_eq!(link(0), ("About", Language::EN));
        assert_eq!((links[0].path.as_str(), links[1].path.as_str()), ("/about", "/news"));

        let again = cms.import(&importer, &first_content()).await.expect("nothing new");
        assert_eq!(again, Default::default());
    }
}

#[tokio::test]
async fn two_instances_import_at_once_and_the_content_is_there_once() {
    for Desk { cms, .. } in desks().await {
        let importer = Caller::new(Actor::system("seed"));
        let import = first_content();
        let both = tokio::join!(cms.import(&importer, &import), cms.import(&importer, &import));
        let documents = [&both.0, &both.1]
            .map(|imported| imported.as_ref().map_or(0, |imported| imported.documents));
        assert_eq!(documents.iter().sum::<usize>(), 2, "{both:?}");
    }
}

#[tokio::test]
async fn a_menu_that_was_set_since_is_not_overwritten() {
    for desk in desks().await {
        let Desk { cms, .. } = &desk;
        let about = desk.live_page("about", None).await.document;
        let (chief, name) = (Caller::new(vera()), "main".parse().expect("a name"));
        let set = |entries, expected| SetMenu { entries, expected: Version::new(expected) };
        let entries = vec![MenuEntry::List(Kind::Faq), MenuEntry::Document(about)];
        let first = cms.set_menu(&chief, &name, set(entries, 0)).await.expect("set");
        assert_eq!(first.version, Version::FIRST);
        let stale = cms.set_menu(&chief, &name, set(Vec::new(), 0)).await;
        assert!(matches!(stale, Err(Error::Refused(Refusal::StaleMenu(_)))), "{stale:?}");
        let unknown = vec![MenuEntry::List(Kind::Page)];
        let unknown = cms.set_menu(&chief, &name, set(unknown, 1)).await;
        assert!(matches!(unknown, Err(Error::Refused(Refusal::Invalid(_)))), "{unknown:?}");
        cms.withdraw(&chief, about, Language::EN).await.expect("withdrawn");
        let links = cms.menu_links("main", Language::EN).await.expect("links");
        assert_eq!(links.len(), 1, "what is not live is in no menu");
    }
}
