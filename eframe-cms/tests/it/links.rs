//! What leads to a document.

use eframe_cms::Inbound;
use eframe_cms::model::{DocumentId, End, Ending, MenuEntry};
use eframe_cms::rules::{Relocate, SetMenu};
use eframe_core::test::ask::{get, send};
use eframe_core::{Actor, Commit, Language, Version};
use http::StatusCode;

use crate::people::{Desk, desks, mina, page, reader, save, vera};
use crate::search::Raw;

async fn inbound(desk: &Desk, id: DocumentId) -> Inbound {
    desk.cms.inbound(&vera(), id).await.expect("told")
}

async fn links_to(desk: &Desk, id: DocumentId) -> Vec<String> {
    let texts = inbound(desk, id).await.texts.into_iter();
    texts.map(|text| format!("{} {}", text.address, text.stage.code())).collect()
}

/// A draft of a page that says this.
async fn draft(desk: &Desk, slug: &str, words: &str) -> DocumentId {
    let begun = desk.cms.create(&mina().into(), page(slug, None)).await.expect("begun");
    desk.cms.save(&mina().into(), begun.document, save(1, words)).await.expect("saved");
    begun.document
}

#[tokio::test]
async fn whatever_leads_to_a_page_is_told_by_whichever_of_its_addresses() {
    for desk in desks().await {
        let about = desk.live_page("about", None).await.document;
        assert_eq!(inbound(&desk, about).await, Inbound::default());
        let first = draft(&desk, "first", "See [us](/about) and [again](/about#contact).").await;
        draft(&desk, "second", "See [us](/en/about?x=1).").await;
        draft(&desk, "third", "See [others](/about-others), [out](https://x.example/about).").await;
        assert_eq!(links_to(&desk, about).await, ["/first draft", "/second draft"]);
        // By its old address and by its new one.
        let document = desk.cms.document(&vera(), about).await.expect("there");
        let command = Relocate {
            parent: None,
            slug: "who-we-are".parse().expect("a slug"),
            position: 0,
            expected: document.version,
        };
        desk.cms.relocate(&vera().into(), about, command).await.expect("moved");
        draft(&desk, "fourth", "See [us](/who-we-are), and [me](/fourth).").await;
        let all = ["/first draft", "/fourth draft", "/second draft"];
        assert_eq!(links_to(&desk, about).await, all);
        // What is live, and another draft beside it that leads there no more.
        desk.publish(first, Language::EN).await;
        desk.cms.save(&mina().into(), first, save(2, "Nothing.")).await.expect("saved");
        assert_eq!(links_to(&desk, about).await[0], "/first live");
        desk.publish(first, Language::EN).await;
        assert_eq!(links_to(&desk, about).await, all[1..], "what was superseded leads nowhere");

        let entries = vec![MenuEntry::Document(about)];
        let menu = SetMenu { entries, expected: Version::new(0) };
        let name = "main".parse().expect("a slug");
        desk.cms.set_menu(&vera().into(), &name, menu).await.expect("set");
        desk.cms
            .set_redirects(&vera().into(), b"from,to\n/old-site.php,/who-we-are\n")
            .await
            .expect("set");
        let ending = Ending { end: End::Redirect { to: about }, note: String::new() };
        desk.cms.end(&vera().into(), first, Language::EN, &ending).await.expect("ended");
        let told = inbound(&desk, about).await;
        assert_eq!(
            (told.menus.len(), told.redirects.len(), told.ends.len()),
            (1, 1, 1),
            "{told:?}"
        );
        assert_eq!((told.ends[0].document, told.count()), (first, 5));
        // Published again, it leads nowhere.
        desk.cms.save(&mina().into(), first, save(3, "Here again.")).await.expect("saved");
        desk.publish(first, Language::EN).await;
        assert!(inbound(&desk, about).await.ends.is_empty());
    }
}

#[tokio::test]
async fn what_leads_here_is_shown_before_it_is_taken_down() {
    for desk in desks().await {
        let about = desk.live_page("about", None).await.document;
        draft(&desk, "first", "See [us](/about).").await;
        for path in [format!("/{about}/links"), format!("/{about}/en"), format!("/{about}/en/end")]
        {
            let page = send(desk.cms.desk(), &vera(), Language::EN, get(&path)).await;
            assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text);
            assert!(page.text.contains("A page"), "{path}: {}", page.text);
            assert!(page.text.contains("One thing on this site leads here"), "{path}");
        }
        let json = format!("/documents/{about}/links");
        let told = send(desk.cms.json(), &mina(), Language::EN, get(&json)).await;
        assert_eq!(told.json()["texts"][0]["path"], "/first", "{}", told.text);
        for (actor, status) in
            [(Actor::anonymous(), StatusCode::UNAUTHORIZED), (reader(), StatusCode::FORBIDDEN)]
        {
            let refused = send(desk.cms.json(), &actor, Language::EN, get(&json)).await;
            assert_eq!(refused.status, status);
            assert!(!refused.text.contains("first"));
        }
    }
}

#[tokio::test]
async fn links_of_texts_that_an_older_program_wrote_are_found_after_they_were_looked_through() {
    for desk in desks().await {
        let about = desk.live_page("about", None).await.document;
        draft(&desk, "first", "See [us](/about).").await;
        // As an older program leaves it, and as a backup does.
        let commit = Commit::by(&vera(), desk.test.clock.now());
        let commit = commit.change(Raw("DELETE FROM cms__link"));
        desk.test.database.commit(commit).await.expect("gone");
        assert_eq!(links_to(&desk, about).await, [""; 0]);
        assert_eq!(desk.cms.reindex().await.expect("looked through"), 2);
        assert_eq!(links_to(&desk, about).await, ["/first draft"]);
        assert_eq!(desk.cms.reindex().await.expect("nothing is left"), 0);
    }
}
