//! What programs read of the public's content: feeds, the sitemap, data for search engines.

use std::collections::BTreeMap;

use atom_syndication::{Feed, Link};
use eframe_cms::model::{Content, Fields, Kind};
use eframe_cms::rules::{Arrange, Import, ImportDocument, Relocate};
use eframe_core::cache::PageCache;
use eframe_core::test::ask::{Answer, get, send, with};
use eframe_core::{Actor, Caller, Component, Language};
use http::StatusCode;
use jiff::SignedDuration;
use serde_json::Value;

use crate::people::{Desk, cms_keeping, desks, mina, save, vera};

async fn read(desk: &Desk, language: Language, path: &str) -> Answer {
    send(desk.cms.pages(), &Actor::anonymous(), language, get(path)).await
}

async fn feed(desk: &Desk, language: Language, path: &str) -> Feed {
    let answer = read(desk, language, path).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
    answer.text.parse().unwrap_or_else(|error| panic!("{error}: {}", answer.text))
}

fn leads<'a>(links: &'a [Link], relation: &str) -> Option<&'a str> {
    links.iter().find(|link| link.rel() == relation).map(Link::href)
}

/// So many pieces of news, in English alone.
async fn news(desk: &Desk, count: usize) {
    let document = |number: usize| {
        let fields = Fields {
            title: format!("News {number:03}"),
            body: "See [there](/about).".into(),
            date: "2026-11-23".to_owned(),
            ..Fields::default()
        };
        let content = Content::read(Kind::News, &fields).expect("news");
        ImportDocument {
            kind: Kind::News,
            address: format!("/news/n-{number:03}").parse().expect("an address"),
            position: 0,
            texts: BTreeMap::from([(Language::EN, content)]),
        }
    };
    let import = Import { documents: (0..count).map(document).collect(), menus: Vec::new() };
    desk.cms.import(&vera().into(), &import).await.expect("imported");
}

#[tokio::test]
async fn a_feed_says_what_is_new_in_its_language() {
    for desk in desks().await {
        let empty = feed(&desk, Language::EN, "/pages.atom").await;
        assert!(empty.entries().is_empty());
        let about = desk.live_page("about", None).await.document;
        desk.test.clock.advance(SignedDuration::from_hours(1));
        desk.live_page("offices", None).await;
        let all = feed(&desk, Language::EN, "/feed.atom").await;
        let pages = feed(&desk, Language::EN, "/pages.atom").await;
        assert_ne!(all.id(), pages.id());
        assert_eq!(pages.lang(), Some("en"));
        assert_eq!(leads(pages.links(), "self"), Some("https://city.example/en/pages.atom"));
        assert_eq!(leads(pages.links(), "alternate"), Some("https://city.example/en/"));
        let titles = pages.entries().iter().map(|entry| entry.title().as_str());
        assert_eq!(titles.collect::<Vec<_>>(), ["The page offices", "The page about"]);
        let last = &pages.entries()[1];
        assert_eq!(leads(last.links(), "alternate"), Some("https://city.example/en/about"));
        assert!(last.content().expect("its text").value().expect("HTML").contains("<p>First"));
        assert_eq!(last.updated().to_rfc3339(), "2026-11-23T09:00:00+00:00");
        assert_eq!(pages.updated().to_rfc3339(), "2026-11-23T10:00:00+00:00");
        // Nothing is said in a language that it is not written in.
        assert!(feed(&desk, Language::KO, "/feed.atom").await.entries().is_empty());

        let id = last.id().to_owned();
        desk.test.clock.advance(SignedDuration::from_hours(1));
        desk.cms.save(&mina().into(), about, save(1, "Second words.")).await.expect("saved");
        let before = feed(&desk, Language::EN, "/pages.atom").await;
        assert_eq!(before.updated(), pages.updated(), "a draft is not new to the public");
        desk.publish(about, Language::EN).await;
        let after = feed(&desk, Language::EN, "/pages.atom").await;
        assert_eq!(after.entries()[0].id(), id, "the id stays");
        assert_eq!(after.entries()[0].updated().to_rfc3339(), "2026-11-23T11:00:00+00:00");
        desk.cms.withdraw(&vera().into(), about, Language::EN).await.expect("withdrawn");
        let gone = feed(&desk, Language::EN, "/pages.atom").await;
        assert!(gone.entries().iter().all(|entry| entry.id() != id), "what was withdrawn goes");
    }
}

#[tokio::test]
async fn a_moved_page_keeps_its_entry_and_gives_its_new_address() {
    for desk in desks().await {
        let about = desk.live_page("about", None).await.document;
        let before = feed(&desk, Language::EN, "/pages.atom").await;
        let document = desk.cms.document(&vera(), about).await.expect("there");
        let command = Relocate {
            parent: None,
            slug: "who-we-are".parse().expect("a slug"),
            position: 0,
            expected: document.version,
        };
        desk.cms.relocate(&vera().into(), about, command).await.expect("moved");
        let after = feed(&desk, Language::EN, "/pages.atom").await;
        let (was, is) = (&before.entries()[0], &after.entries()[0]);
        assert_eq!((was.id(), was.updated()), (is.id(), is.updated()));
        assert_eq!(leads(is.links(), "alternate"), Some("https://city.example/en/who-we-are"));
    }
}

#[tokio::test]
async fn another_order_and_another_place_make_nothing_new_in_a_feed() {
    for desk in desks().await {
        let mut ids = Vec::new();
        for slug in ["first", "second", "third"] {
            ids.push(desk.live_page(slug, None).await.document);
            desk.test.clock.advance(SignedDuration::from_hours(1));
        }
        let titles = |feed: &Feed| {
            let titles = feed.entries().iter().map(|entry| entry.title().as_str().to_owned());
            titles.collect::<Vec<_>>()
        };
        let before = feed(&desk, Language::EN, "/pages.atom").await;
        assert_eq!(titles(&before), ["The page third", "The page second", "The page first"]);

        let tree = desk.cms.siblings(&vera(), Kind::Page, None, Language::EN).await.expect("it");
        let order = vec![ids[2], ids[0], ids[1]];
        let command = Arrange { kind: Kind::Page, parent: None, order, expected: tree.version };
        desk.cms.arrange(&vera().into(), &command).await.expect("arranged");
        let document = desk.cms.document(&vera(), ids[0]).await.expect("there");
        let command = Relocate {
            parent: Some(ids[1]),
            slug: "first".parse().expect("a slug"),
            position: 0,
            expected: document.version,
        };
        desk.cms.relocate(&vera().into(), ids[0], command).await.expect("moved");
        let after = feed(&desk, Language::EN, "/pages.atom").await;
        assert_eq!((titles(&after), after.updated()), (titles(&before), before.updated()));
        assert_eq!(
            leads(after.entries()[2].links(), "alternate"),
            Some("https://city.example/en/second/first")
        );

        // A translation is new to those who read its language, and to nobody else.
        let mut korean = save(0, "소개");
        korean.language = Language::KO;
        desk.cms.save(&mina().into(), ids[0], korean).await.expect("saved");
        desk.publish(ids[0], Language::KO).await;
        let after = feed(&desk, Language::EN, "/pages.atom").await;
        assert_eq!((titles(&after), after.updated()), (titles(&before), before.updated()));
        assert_eq!(feed(&desk, Language::KO, "/pages.atom").await.entries().len(), 1);
    }
}

#[tokio::test]
async fn a_long_feed_is_read_page_by_page_and_a_made_up_place_is_refused() {
    for desk in desks().await {
        news(&desk, 45).await;
        let (mut path, mut seen) = ("/news.atom".to_owned(), Vec::new());
        loop {
            let page = feed(&desk, Language::EN, &path).await;
            seen.extend(page.entries().iter().map(|entry| entry.title().as_str().to_owned()));
            assert_eq!(leads(page.links(), "first"), Some("https://city.example/en/news.atom"));
            let own = leads(page.links(), "self").expect("its own address");
            assert!(own.ends_with(&path), "{own}");
            match leads(page.links(), "next") {
                Some(next) => path = next.replace("https://city.example/en", ""),
                None => break,
            }
        }
        seen.sort();
        let all = (0..45).map(|number| format!("News {number:03}")).collect::<Vec<_>>();
        assert_eq!(seen, all);
        let made_up = read(&desk, Language::EN, "/news.atom?after=zzz").await;
        assert_eq!(made_up.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn a_reader_who_comes_back_is_told_that_nothing_changed() {
    for desk in desks().await {
        news(&desk, 25).await;
        let first = feed(&desk, Language::EN, "/news.atom").await;
        let next =
            leads(first.links(), "next").expect("more").replace("https://city.example/en", "");
        for path in ["/news.atom", next.as_str()] {
            let tag = read(&desk, Language::EN, path).await;
            let again = with(get(path), "if-none-match", tag.header("etag"));
            let again = send(desk.cms.pages(), &vera(), Language::EN, again).await;
            assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
        }
    }
}

/// What stands between the tags of this name, in order.
fn between<'a>(xml: &'a str, name: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    xml.split(&open).skip(1).filter_map(|rest| rest.split(&close).next()).collect()
}

async fn map(service: Component, path: &str) -> Answer {
    send(service, &Actor::anonymous(), Language::EN, get(path)).await
}

#[tokio::test]
async fn a_sitemap_names_each_page_in_each_of_its_languages() {
    for desk in desks().await {
        let about = desk.live_page("about", None).await.document;
        desk.test.clock.advance(SignedDuration::from_hours(1));
        let mut korean = save(0, "소개");
        korean.language = Language::ZH;
        desk.cms.save(&mina().into(), about, korean).await.expect("saved");
        desk.publish(about, Language::ZH).await;
        desk.cms.create(&mina().into(), crate::people::page("draft", None)).await.expect("created");
        let gone = desk.live_page("gone", None).await.document;
        desk.cms.withdraw(&vera().into(), gone, Language::EN).await.expect("withdrawn");

        let answer =
            map(desk.cms.sitemap("/sitemap.xml", ["/", "/members/"]), "/sitemap.xml").await;
        assert_eq!(answer.header("content-type"), "application/xml; charset=utf-8");
        let all = between(&answer.text, "loc");
        for there in ["en/about", "zh/about", "ko/news", "ar/", "fr/members/"] {
            let there = format!("https://city.example/{there}");
            assert!(all.contains(&there.as_str()), "{there}: {all:?}");
        }
        assert!(!answer.text.contains("draft") && !answer.text.contains("gone"), "{}", answer.text);
        assert!(!answer.text.contains("ko/about"), "it is not written in Korean");
        let urls = between(&answer.text, "url");
        let chinese = urls.iter().find(|url| url.contains("<loc>https://city.example/zh/about"));
        let chinese = chinese.expect("the Chinese page");
        assert_eq!(between(chinese, "lastmod"), ["2026-11-23T10:00:00Z"]);
        for (tag, path) in [("en", "en"), ("zh-Hans", "zh"), ("x-default", "en")] {
            let said = format!(r#"hreflang="{tag}" href="https://city.example/{path}/about"/>"#);
            assert!(chinese.contains(&said), "{said}: {chinese}");
        }
        let english = urls.iter().find(|url| url.contains("<loc>https://city.example/en/about"));
        assert_eq!(between(english.expect("there"), "lastmod"), ["2026-11-23T09:00:00Z"]);
    }
}

#[tokio::test]
async fn a_large_sitemap_falls_into_parts_that_together_name_everything_once() {
    for desk in desks().await {
        news(&desk, 1203).await;
        let service = || desk.cms.sitemap("/sitemap.xml", ["/"]);
        let index = map(service(), "/sitemap.xml").await;
        assert!(index.text.contains("<sitemapindex"), "{}", index.text);
        let parts = between(&index.text, "loc");
        assert_eq!(parts.len(), 3);
        let mut seen = BTreeMap::<String, usize>::new();
        for part in parts {
            let path = part.replace("https://city.example", "").replace("&amp;", "&");
            let answer = map(service(), &path).await;
            let named = between(&answer.text, "loc");
            assert!(named.len() <= 50_000 && answer.text.len() < 50_000_000);
            for url in named {
                *seen.entry(url.to_owned()).or_default() += 1;
            }
        }
        assert!(seen.values().all(|times| *times == 1));
        let news = seen.keys().filter(|url| url.contains("/news/n-")).count();
        assert_eq!(news, 1203);
        assert!(seen.contains_key("https://city.example/ko/"), "the host's own");
    }
}

#[tokio::test]
async fn bounds_of_a_sitemap_that_somebody_makes_up_lead_to_a_part_and_make_none() {
    for desk in desks().await {
        news(&desk, 620).await;
        let cache = PageCache::new(16 << 20);
        let cms = cms_keeping(&desk.test, cache.clone());
        let service = || cms.sitemap("/sitemap.xml", ["/"]);
        let index = map(service(), "/sitemap.xml").await;
        let parts = between(&index.text, "loc");
        let parts =
            parts.iter().map(|part| part.replace("https://city.example", "").replace("&amp;", "&"));
        let parts = parts.collect::<Vec<_>>();
        assert_eq!(parts.len(), 2);
        let ask = |path: String| {
            let service = service();
            async move { send(service, &Actor::anonymous(), Language::EN, get(&path)).await }
        };
        let kept = cache.bytes();
        let first = parts[0].split("&until").next().expect("its beginning").to_owned();
        let nil = uuid::Uuid::nil();
        for made_up in [
            first.clone(),
            format!("{first}&until={}", uuid::Uuid::max()),
            format!("/sitemap.xml?from={nil}"),
            format!("/sitemap.xml?from={nil}&until={}", uuid::Uuid::max()),
        ] {
            let answer = ask(made_up.clone()).await;
            assert_eq!(answer.status, StatusCode::FOUND, "{made_up}");
            assert_eq!(answer.header("location"), parts[0], "{made_up}");
            assert!(answer.text.is_empty(), "{made_up}");
        }
        assert_eq!(cache.bytes(), kept, "what is made up turns nothing out of the cache");
        let part = ask(parts[0].clone()).await;
        assert_eq!(part.status, StatusCode::OK);
        assert!(cache.bytes() > kept, "a part is made once");
        let again = with(get(&parts[0]), "if-none-match", part.header("etag"));
        let again = send(service(), &Actor::anonymous(), Language::EN, again).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    }
}

/// The data block of a page.
fn about(page: &str) -> Value {
    let (_, rest) = page
        .split_once("<script type=\"application/ld+json\">")
        .unwrap_or_else(|| panic!("no data block: {page}"));
    let text = rest.split("</script>").next().expect("its end");
    serde_json::from_str(text).expect("JSON")
}

async fn bring(desk: &Desk, kind: Kind, slug: &str, fields: Fields) -> String {
    let address = match kind.folder() {
        Some(folder) => format!("/{folder}/{slug}"),
        None => format!("/{slug}"),
    };
    let content = Content::read(kind, &fields).expect("content");
    let document = ImportDocument {
        kind,
        address: address.parse().expect("an address"),
        position: 0,
        texts: BTreeMap::from([(Language::EN, content)]),
    };
    let import = Import { documents: vec![document], menus: Vec::new() };
    desk.cms.import(&Caller::new(vera()), &import).await.expect("imported");
    address
}

/// A link as it leads from anywhere.
const WHOLE: &str = "href=\"https://city.example/en/about\"";

#[tokio::test]
async fn bad_input_19_search_engines_are_told_what_a_page_is_about_and_words_end_no_element() {
    for desk in desks().await {
        let fields = Fields {
            title: "The <tram> opens</script>".to_owned(),
            summary: "On \"Monday\".".to_owned(),
            body: "At *six*, see [us](/about).".into(),
            date: "2026-11-23".to_owned(),
            starts: "2027-05-04T09:30".to_owned(),
            zone: "Asia/Seoul".to_owned(),
            place: "Seoul City Hall".to_owned(),
            office: "Mayor".to_owned(),
            url: "https://partner.example".to_owned(),
            ..Fields::default()
        };
        for (kind, said) in [
            (Kind::Page, "WebPage"),
            (Kind::News, "NewsArticle"),
            (Kind::Event, "Event"),
            (Kind::Faq, "FAQPage"),
            (Kind::Person, "Person"),
            (Kind::Partner, "Organization"),
            (Kind::Document, "DigitalDocument"),
            (Kind::Banner, "WebPage"),
        ] {
            let address = bring(&desk, kind, "tram", fields.clone()).await;
            let page = read(&desk, Language::EN, &address).await;
            assert_eq!(page.status, StatusCode::OK, "{kind}: {}", page.text);
            let about = about(&page.text);
            assert_eq!(
                (&about["@type"], &about["@context"]),
                (&said.into(), &"https://schema.org".into())
            );
            assert_eq!(about["url"], format!("https://city.example/en{address}"));
            assert_eq!(about["description"], "On \"Monday\".");
            match kind {
                Kind::News => {
                    assert_eq!(about["headline"], "The <tram> opens</script>");
                    assert_eq!(about["datePublished"], "2026-11-23");
                    assert_eq!(about["dateModified"], "2026-11-23T09:00:00Z");
                }
                Kind::Event => {
                    assert_eq!(about["startDate"], "2027-05-04T09:30:00+09:00");
                    assert_eq!(about["location"]["name"], "Seoul City Hall");
                }
                Kind::Faq => {
                    let answer = &about["mainEntity"][0]["acceptedAnswer"]["text"];
                    let answer = answer.as_str().expect("an answer");
                    assert!(answer.starts_with("<p>At <em>six</em>, see <a"), "{answer}");
                    assert!(answer.contains(WHOLE), "{answer}");
                }
                _ => {}
            }
        }
        let questions = about(&read(&desk, Language::EN, "/faq").await.text);
        assert_eq!(questions["@type"], "FAQPage");
        assert_eq!(questions["mainEntity"].as_array().map(Vec::len), Some(1));
        let answer = questions["mainEntity"][0]["acceptedAnswer"]["text"].as_str();
        assert!(answer.is_some_and(|answer| answer.contains(WHOLE)), "{answer:?}");
    }
}
