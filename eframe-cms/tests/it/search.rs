//! What is looked for and found, in each language, the same on either database.

use std::collections::BTreeMap;

use async_trait::async_trait;
use eframe_cms::model::{Content, Fields, Kind};
use eframe_cms::rules::{Create, Import, ImportDocument};
use eframe_cms::{Error, Hits, Refusal, Search};
use eframe_core::block::sea_orm::{ConnectionTrait as _, DatabaseTransaction, DbErr};
use eframe_core::test::ask::{Answer, get, send};
use eframe_core::{Actor, Caller, Commit, Constraint, Language, Timestamp};
use http::StatusCode;
use jiff::SignedDuration;

use crate::people::{Desk, desks, mina, page, reader, save, text, vera};

/// A document of some languages: title, summary and text of each.
fn document(kind: Kind, path: &str, texts: &[(&str, &str, &str, &str)]) -> ImportDocument {
    let content = |&(code, title, summary, body): &(&str, &str, &str, &str)| {
        let fields = Fields {
            title: title.to_owned(),
            summary: summary.to_owned(),
            body: body.into(),
            date: "2026-11-23".to_owned(),
            ..Fields::default()
        };
        let content = Content::read(kind, &fields).expect("a text");
        (code.parse::<Language>().expect("a language"), content)
    };
    ImportDocument {
        kind,
        address: path.parse().expect("an address"),
        position: 0,
        texts: texts.iter().map(content).collect::<BTreeMap<_, _>>(),
    }
}

async fn bring_in(desk: &Desk, documents: Vec<ImportDocument>) {
    let import = Import { documents, menus: Vec::new() };
    desk.cms.import(&vera().into(), &import).await.expect("imported");
}

async fn find(desk: &Desk, words: &str, reader: Language) -> Hits {
    let found = desk.cms.search(&Actor::anonymous(), &Search::of(words), reader).await;
    found.unwrap_or_else(|error| panic!("{words}: {error}"))
}

/// The addresses that are found, the best first.
async fn paths(desk: &Desk, words: &str, reader: Language) -> Vec<String> {
    find(desk, words, reader).await.items.iter().map(|hit| hit.address.to_string()).collect()
}

fn marked(hits: &Hits) -> String {
    let pieces = hits.items.iter().flat_map(|hit| hit.title.iter().chain(&hit.extract));
    pieces.filter(|piece| piece.hit).map(|piece| &*piece.text).collect::<Vec<_>>().join("|")
}

/// What a search at the desk lists on all its pages, and on how many; each says how much there is.
async fn listed(desk: &Desk, said: &str) -> (usize, usize) {
    let (mut seen, mut parts) = (std::collections::BTreeSet::new(), 0);
    let mut next = Some("/list?q=festival+%26+more&kind=news&language=en&stage=".to_owned());
    while let Some(path) = next {
        let page = send(desk.cms.desk(), &vera(), Language::EN, get(&path)).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text);
        assert!(page.text.contains(said), "{}", page.text);
        let found = page.text.split("/news/festival-").skip(1);
        seen.extend(found.map(|rest| rest.split('<').next().expect("a slug").to_owned()));
        parts += 1;
        next = page.text.split_once("/desk/content/list?after=").map(|(_, rest)| {
            let rest = rest.split('"').next().expect("an address");
            format!("/list?after={}", rest.replace("&amp;", "&"))
        });
    }
    (seen.len(), parts)
}

#[tokio::test]
async fn at_the_desk_all_that_is_found_can_be_reached() {
    for desk in desks().await {
        let festival = |number: usize| {
            let path = format!("/news/festival-{number}");
            document(Kind::News, &path, &[("en", "A festival & more", "", "Of lights.")])
        };
        bring_in(&desk, (0..90).map(festival).collect()).await;
        assert_eq!(listed(&desk, "90 documents").await, (90, 2));
        // The index keeps some back, and it is said.
        bring_in(&desk, (90..120).map(festival).collect()).await;
        assert_eq!(listed(&desk, "At least 100 pages").await, (100, 2));
        let path = get("/list?q=festival&after=x");
        let made_up = send(desk.cms.desk(), &vera(), Language::EN, path).await;
        assert_eq!(made_up.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn words_are_found_in_every_language_however_they_are_written() {
    for desk in desks().await {
        bring_in(
            &desk,
            vec![
                document(
                    Kind::Page,
                    "/in-ko",
                    &[("ko", "한강의 다리를 고치다", "", "안전한 도시를 만듭니다.")],
                ),
                document(
                    Kind::Page,
                    "/in-zh",
                    &[("zh", "智慧城市建设", "", "我们在建设一座新的桥梁。")],
                ),
                document(
                    Kind::Page,
                    "/in-ru",
                    &[("ru", "Ещё одна ёлка", "", "Санкт-Петербург и Ульяновск")],
                ),
                document(
                    Kind::Page,
                    "/in-ar",
                    &[("ar", "المَدِينَةُ الذَّكِيَّةُ", "", "أحمد في مستشفى المدينة")],
                ),
                document(
                    Kind::Page,
                    "/in-fr",
                    &[("fr", "Économie d'énergie", "", "L'Œuvre de la mairie")],
                ),
                document(
                    Kind::Page,
                    "/in-es",
                    &[("es", "Mañana en la ciudad", "", "La señal del niño")],
                ),
                document(
                    Kind::Page,
                    "/in-en",
                    &[("en", "Smart cities", "", "Coöperate, ＦＵＬＬ width, C3PO")],
                ),
            ],
        )
        .await;
        for (code, queries) in [
            (
                "ko",
                &["다리", "한강", "강의", "다리를", "안전한 도시", "시를", "\"안전한 도시\""][..],
            ),
            ("zh", &["城市", "智慧城市", "桥", "新的桥梁", "慧城"]),
            ("ru", &["елка", "ёлка", "ЕЩЁ", "петербург", "ульяновск"]),
            ("ar", &["مدينة", "المدينة", "مدينه", "الذكية", "احمد", "أحمد", "مستشفي"]),
            ("fr", &["economie", "ÉNERGIE", "energie", "oeuvre", "œuvre mairie"]),
            ("es", &["manana", "mañana", "senal nino", "SEÑAL"]),
            ("en", &["smart", "CITIES", "cooperate", "full", "c3po", "\"smart cities\"", "smar"]),
        ] {
            let language = code.parse().expect("a language");
            for query in queries {
                let (found, on) = (paths(&desk, query, language).await, desk.test.kind);
                assert_eq!(found, [format!("/in-{code}")], "{query} on {on}");
                let hits = find(&desk, query, language).await;
                assert!(!marked(&hits).is_empty(), "{query} is not marked on {on}");
            }
        }
        for (nothing, language) in [
            ("다시", Language::KO),
            ("한도", Language::KO),
            ("\"도시 안전한\"", Language::KO),
            ("设城", Language::ZH),
            ("\"cities smart\"", Language::EN),
            ("smart dumb", Language::EN),
        ] {
            assert!(paths(&desk, nothing, language).await.is_empty(), "{nothing}");
        }
    }
}

#[tokio::test]
async fn only_what_is_live_is_found_and_at_once() {
    for desk in desks().await {
        let (mina, vera) = (Caller::new(mina()), Caller::new(vera()));
        let begun = desk.cms.create(&mina, page("harbour", None)).await.expect("created");
        let id = begun.document;
        let public = async |words: &str| paths(&desk, words, Language::EN).await;
        let staff = async |words: &str| {
            let found = desk.cms.search(&mina.actor, &Search::of(words), Language::EN).await;
            found.expect("found").items.into_iter().map(|hit| hit.stage).collect::<Vec<_>>()
        };
        assert!(public("harbour").await.is_empty());
        assert_eq!(staff("harbour").await.len(), 1);
        let nothing = desk.cms.search(&reader(), &Search::of("harbour"), Language::EN).await;
        assert_eq!(nothing.expect("found").count, 0);

        desk.publish(id, Language::EN).await;
        assert_eq!(public("first words").await, ["/harbour"]);
        let revision =
            desk.cms.document(&vera.actor, id).await.expect("there").strand(Language::EN);
        let again = save(revision.revision.get(), "Second thoughts.");
        desk.cms.save(&mina, id, again).await.expect("saved");
        assert!(public("thoughts").await.is_empty());
        assert_eq!(staff("thoughts").await.len(), 1);
        assert_eq!(public("first words").await, ["/harbour"]);

        desk.publish(id, Language::EN).await;
        assert_eq!(public("thoughts").await, ["/harbour"]);
        assert!(public("first").await.is_empty());
        desk.cms.withdraw(&vera, id, Language::EN).await.expect("withdrawn");
        assert!(public("thoughts").await.is_empty() && staff("thoughts").await.is_empty());
        let offered = find(&desk, "harbuor", Language::EN).await;
        assert!(offered.meant.is_empty(), "words of what was taken down are offered: {offered:?}");
    }
}

#[tokio::test]
async fn title_before_summary_before_text_then_the_newer() {
    for desk in desks().await {
        let one = |path, title, summary, body| {
            document(Kind::Page, path, &[("en", title, summary, body)])
        };
        bring_in(&desk, vec![one("/old", "Report", "", "About bridges.")]).await;
        desk.test.clock.advance(SignedDuration::from_hours(1));
        bring_in(
            &desk,
            vec![
                one("/text", "Report", "", "About bridges."),
                one("/often", "Report", "", "Bridges, bridges, bridges."),
                one("/summary", "Report", "Of bridges.", "."),
                one("/long", "A long report on bridges", "", "."),
                one("/title", "Bridges", "", "."),
            ],
        )
        .await;
        let order = ["/title", "/long", "/summary", "/often", "/text", "/old"];
        assert_eq!(paths(&desk, "bridges", Language::EN).await, order, "{}", desk.test.kind);
    }
}

#[tokio::test]
async fn the_reader_s_language_comes_first_and_a_page_in_another_says_so() {
    for desk in desks().await {
        bring_in(
            &desk,
            vec![
                document(
                    Kind::News,
                    "/news/one",
                    &[("en", "WeGO grows", "", "."), ("ko", "WeGO 성장", "", ".")],
                ),
                document(Kind::News, "/news/two", &[("en", "WeGO meets", "", ".")]),
                document(
                    Kind::Page,
                    "/three",
                    &[("en", "Only English says WeGO", "", "."), ("ko", "다른 말", "", ".")],
                ),
            ],
        )
        .await;
        let hits = find(&desk, "wego", Language::KO).await;
        let seen = hits.items.iter().map(|hit| (hit.address.as_str(), hit.language, hit.page));
        let (en, ko) = (Language::EN, Language::KO);
        // The Korean page of the last does not say it, so the English one is led to.
        let expected = [("/news/one", ko, ko), ("/news/two", en, ko), ("/three", en, en)];
        assert_eq!(seen.collect::<Vec<_>>(), expected, "{}", desk.test.kind);

        let only = |kind, only| Search { kind, only, ..Search::of("wego") };
        for (search, count) in [
            (only(Some(Kind::News), None), 2),
            (only(None, Some(ko)), 1),
            (only(Some(Kind::Page), Some(en)), 1),
            (only(Some(Kind::Faq), None), 0),
        ] {
            let hits = desk.cms.search(&Actor::anonymous(), &search, ko).await.expect("found");
            assert_eq!(hits.count, count, "{search:?}");
        }
    }
}

#[tokio::test]
async fn whoever_finds_nothing_is_offered_what_is_there() {
    for desk in desks().await {
        bring_in(
            &desk,
            vec![
                document(Kind::Page, "/a", &[("en", "Participatory budget", "", "How to apply.")]),
                document(Kind::Page, "/b", &[("ko", "스마트시티 협력", "", ".")]),
                document(Kind::Page, "/c", &[("fr", "L’Adhésion", "", "Pour les villes.")]),
                document(Kind::Page, "/d", &[("ar", "المدن الذكية", "", ".")]),
            ],
        )
        .await;
        for (typed, meant) in [
            ("budgte", "budget"),
            ("particpatory", "participatory"),
            ("스마트시디", "스마트시티"),
            ("adhesionn", "adhésion"),
            ("villes adhesoin", "villes adhésion"),
            ("مدنن", "المدن"),
        ] {
            let hits = find(&desk, typed, Language::EN).await;
            assert_eq!((hits.count, &hits.meant[..]), (0, &[meant.to_owned()][..]), "{typed}");
        }
        let hits = find(&desk, "budget rocket", Language::EN).await;
        assert_eq!((hits.meant.len(), hits.fewer), (0, vec!["budget".to_owned()]));
    }
}

/// Words by which many documents are found, the same in each run.
fn many() -> Vec<ImportDocument> {
    let words =
        ["open", "data", "city", "bridge", "도시", "열린", "城市", "ёлка", "المدينة", "énergie"];
    let pick = |at: usize| words[at % words.len()];
    let one = |number: usize| {
        let title = format!("{} {}", pick(number), pick(number / 3 + 1));
        let body =
            (0..number % 17 + 3).map(|at| pick(number * 7 + at * at)).collect::<Vec<_>>().join(" ");
        let summary = if number.is_multiple_of(4) { pick(number / 4) } else { "" };
        let code = Language::ALL[number % 7].code();
        document(Kind::Page, &format!("/p{number}"), &[(code, &title, summary, &body)])
    };
    (0..300).map(one).collect()
}

#[tokio::test]
async fn bad_input_97_both_databases_answer_the_same_list_page_by_page() {
    let mut answers = Vec::new();
    for desk in desks().await {
        for some in many().chunks(60) {
            bring_in(&desk, some.to_vec()).await;
            desk.test.clock.advance(SignedDuration::from_secs(60));
        }
        let mut all = Vec::new();
        for words in [
            "open",
            "city bridge",
            "도시",
            "열린 도시",
            "城",
            "елка",
            "مدينة",
            "energie",
            "\"open data\"",
            "dat",
            "bridge city data",
        ] {
            for reader in [Language::EN, Language::KO, Language::AR] {
                let (mut search, mut seen) =
                    (Search { limit: 50, ..Search::of(words) }, Vec::new());
                loop {
                    let hits =
                        desk.cms.search(&Actor::anonymous(), &search, reader).await.expect("found");
                    seen.extend(
                        hits.items.iter().map(|hit| (hit.address.to_string(), hit.language)),
                    );
                    if hits.next.is_none() {
                        assert_eq!(seen.len(), hits.count, "{words}");
                        break;
                    }
                    search.after = hits.next;
                }
                let mut once = seen.clone();
                once.sort();
                once.dedup();
                assert_eq!(once.len(), seen.len(), "{words}: something comes twice");
                assert!(!seen.is_empty(), "{words}");
                all.push((words, reader, seen));
            }
        }
        answers.push(all);
    }
    for other in &answers[1..] {
        assert_eq!(*other, answers[0]);
    }
}

/// What an older program might have left behind.
pub(crate) struct Raw(pub(crate) &'static str);

#[async_trait]
impl eframe_core::Change for Raw {
    const CONSTRAINTS: &'static [Constraint] = &[];

    async fn apply(&self, on: &DatabaseTransaction, _: Timestamp) -> Result<(), DbErr> {
        on.execute_unprepared(self.0).await.map(drop)
    }
}

#[tokio::test]
async fn what_an_older_program_wrote_is_indexed_once_and_goes_on_where_it_stopped() {
    for desk in desks().await {
        let documents = (0..130).map(|n| {
            document(
                Kind::Page,
                &format!("/p{n}"),
                &[("en", &format!("Number {n}"), "", "indexed")],
            )
        });
        bring_in(&desk, documents.collect()).await;
        assert_eq!(desk.cms.reindex().await.expect("indexed"), 0, "a commit keeps its own");
        for (sql, anew) in [
            // As a backup leaves it, as an update that was broken off, and as an update finds it.
            ("DELETE FROM cms__search; DELETE FROM cms__search_terms", 130),
            ("UPDATE cms__search SET form = 0 WHERE number % 2 = 0", 65),
            ("UPDATE cms__search SET form = 0", 130),
        ] {
            let now = desk.test.clock.now();
            let commit = Commit::by(&vera(), now).change(Raw(sql));
            desk.test.database.commit(commit).await.expect("done");
            assert_eq!(desk.cms.reindex().await.expect("indexed"), anew, "{sql}");
            assert_eq!(paths(&desk, "number 77", Language::EN).await, ["/p77"], "{sql}");
            assert_eq!(find(&desk, "indexed", Language::EN).await.count, 100, "{sql}");
            assert_eq!(desk.cms.reindex().await.expect("indexed"), 0);
        }
    }
}

async fn read(desk: &Desk, language: Language, path: &str) -> Answer {
    send(desk.cms.pages(), &Actor::anonymous(), language, get(path)).await
}

#[tokio::test]
async fn the_page_shows_what_was_found_with_marks_and_leads_on() {
    for desk in desks().await {
        let documents = (0..25).map(|n| {
            document(
                Kind::News,
                &format!("/news/p{n}"),
                &[("en", &format!("<b>City</b> & {n}"), "", "Of the city.")],
            )
        });
        let mut documents = documents.collect::<Vec<_>>();
        documents.push(document(Kind::Page, "/in-ar", &[("ar", "City المدينة", "", ".")]));
        bring_in(&desk, documents).await;
        let first = read(&desk, Language::EN, "/search?q=city&kind=&in=").await;
        assert_eq!(first.status, StatusCode::OK, "{}", first.text);
        assert_eq!(
            (first.header("x-robots-tag"), first.header("cache-control")),
            ("noindex", "no-cache")
        );
        assert!(first.text.contains("26 pages found"), "{}", first.text);
        assert!(
            first.text.contains("&lt;b&gt;<mark>City</mark>&lt;/b&gt; &amp; "),
            "{}",
            first.text
        );
        let next =
            first.text.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
        let next = next.expect("a next page").replace("&amp;", "&").replace("&#x2f;", "/");
        let second =
            read(&desk, Language::EN, next.strip_prefix("/en").expect("below the language")).await;
        assert_eq!(second.status, StatusCode::OK);
        assert!(
            second.text.contains("In other languages")
                && second.text.contains("lang=\"ar\" dir=\"rtl\"")
        );
        assert!(!second.text.contains("rel=\"next\""));

        let none = read(&desk, Language::AR, "/search?q=ciyt").await;
        assert!(none.text.contains("?q=city\""), "{}", none.text);
        let empty = read(&desk, Language::EN, "/search").await;
        assert!(empty.status == StatusCode::OK && empty.text.contains("quotation marks"));
        assert!(!empty.text.contains("(optional)"), "{}", empty.text);
        for (language, all) in [
            (Language::EN, "All"),
            (Language::KO, "전체"),
            (Language::RU, "Все"),
            (Language::ZH, "全部"),
            (Language::ES, "Todo"),
            (Language::FR, "Tout"),
            (Language::AR, "الكل"),
        ] {
            let form = read(&desk, language, "/search").await.text;
            let all = format!("<option value=\"\">{all}</option>");
            assert_eq!(form.matches(&all).count(), 2, "in {language}: {form}");
        }
        let described = read(&desk, Language::KO, "/search.xml").await;
        assert!(
            described.text.contains("https://city.example/ko/search?q={searchTerms}"),
            "{}",
            described.text
        );
    }
}

#[tokio::test]
async fn bad_input_04_05_12_13_a_search_takes_anything() {
    for desk in desks().await {
        bring_in(
            &desk,
            vec![document(Kind::Page, "/a", &[("en", "A city", "", "[[[ ((( '\\ \" * ¹²")])],
        )
        .await;
        let long = "x".repeat(201);
        let many = "a+".repeat(100);
        for (query, status) in [
            ("q=%FF", StatusCode::BAD_REQUEST),
            ("q=a%00b", StatusCode::BAD_REQUEST),
            ("q=a&q=b", StatusCode::BAD_REQUEST),
            ("q=city&after=x", StatusCode::BAD_REQUEST),
            ("q=%E2%80%AEcity", StatusCode::OK),
            ("q=%E2%80%8B", StatusCode::OK),
            ("q=city&kind=nothing&in=xx", StatusCode::OK),
            ("q=%C2%B9city+%C2%A7s%C2%B7live+NOT+AND+NEAR(*)+%27%7C%26!%3A*", StatusCode::OK),
            ("q=%22%22%22city%22*", StatusCode::OK),
            (&format!("q={long}"), StatusCode::UNPROCESSABLE_ENTITY),
            (&format!("q={many}"), StatusCode::OK),
            ("q=1+2+3+4+5+6+7+8+9+10+11+12+13", StatusCode::UNPROCESSABLE_ENTITY),
        ] {
            let answer = read(&desk, Language::EN, &format!("/search?{query}")).await;
            assert_eq!(answer.status, status, "{query}: {}", answer.text);
            assert!(!answer.text.contains('\u{202e}'), "{query}");
        }
        let refused = desk.cms.search(&reader(), &Search::of(" \u{200b}"), Language::EN).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Invalid(_)))));
    }
}

#[tokio::test]
async fn apps_search_by_json() {
    for desk in desks().await {
        let two = ["/a", "/b"]
            .map(|path| document(Kind::Page, path, &[("ru", "Ёлка", "Зелёная ёлка", ".")]));
        bring_in(&desk, two.into()).await;
        let ask =
            async |path: &str| send(desk.cms.json(), &reader(), Language::EN, get(path)).await;
        let first = ask("/search?q=%D0%B5%D0%BB%D0%BA%D0%B0&limit=1").await;
        assert_eq!(first.status, StatusCode::OK, "{}", first.text);
        let first = first.json();
        assert_eq!((&first["count"], &first["more"]), (&2.into(), &false.into()));
        let hit = &first["items"][0];
        assert_eq!((&hit["path"], &hit["language"]), (&"/a".into(), &"ru".into()));
        assert_eq!(hit["extract"][1], serde_json::json!({ "text": "ёлка", "hit": true }));
        let next = first["next"].as_str().expect("a cursor");
        let second =
            ask(&format!("/search?q=%D0%B5%D0%BB%D0%BA%D0%B0&limit=1&cursor={next}")).await.json();
        assert_eq!(second["items"][0]["path"], "/b");
        assert!(second["next"].is_null());
        for (query, status) in [
            ("q=x&page=-1", StatusCode::BAD_REQUEST),
            ("q=x&kind=y", StatusCode::BAD_REQUEST),
            ("q=x&cursor=y", StatusCode::BAD_REQUEST),
            ("q=", StatusCode::UNPROCESSABLE_ENTITY),
            ("", StatusCode::BAD_REQUEST),
        ] {
            assert_eq!(ask(&format!("/search?{query}")).await.status, status, "{query}");
        }
    }
}

#[tokio::test]
async fn the_desk_s_list_finds_drafts_too() {
    for desk in desks().await {
        desk.cms.create(&mina().into(), page("harbour", None)).await.expect("created");
        bring_in(&desk, vec![document(Kind::News, "/news/b", &[("en", "Harbour news", "", ".")])])
            .await;
        let ask =
            async |path: &str| send(desk.cms.desk(), &mina(), Language::EN, get(path)).await.text;
        let all = ask("/list?q=harbour&kind=&language=&stage=").await;
        assert!(all.contains("/news/b") && all.contains("The page harbour"), "{all}");
        let drafts = ask("/list?q=harbour&stage=draft").await;
        assert!(!drafts.contains("/news/b") && drafts.contains("The page harbour"), "{drafts}");
        let news = ask("/list?q=harbour&kind=news").await;
        assert!(news.contains("/news/b") && !news.contains("The page harbour"), "{news}");
        assert!(ask("/list?q=nothing").await.contains("Nothing has all of these words"));
    }
}

#[tokio::test]
async fn a_stage_is_asked_of_the_index_and_drops_no_match_behind_others() {
    for desk in desks().await {
        // The oldest is a draft, and what is newer would fill any page.
        let draft = Create { content: text("Harbour", "Old words."), ..page("draft", None) };
        desk.cms.create(&mina().into(), draft).await.expect("created");
        let waits = Create { content: text("Harbour", "Old words."), ..page("waits", None) };
        let waits = desk.cms.create(&mina().into(), waits).await.expect("created").document;
        desk.cms.submit(&mina().into(), waits, Language::EN).await.expect("handed in");
        let newer = |number| {
            document(Kind::Page, &format!("/p-{number}"), &[("en", "Harbour", "", "New words.")])
        };
        bring_in(&desk, (0..120).map(newer).collect()).await;
        for (stage, address) in [("draft", "/draft"), ("in-review", "/waits")] {
            for words in ["harbour", "harbour%20words"] {
                let path = format!("/list?q={words}&stage={stage}");
                let list = send(desk.cms.desk(), &mina(), Language::EN, get(&path)).await;
                assert!(list.text.contains(address), "{path}: {}", list.text);
                let other = if address == "/draft" { "/waits" } else { "/draft" };
                for other in [other, "/p-119"] {
                    assert!(!list.text.contains(other), "{path}: {}", list.text);
                }
            }
        }
        let path = "/list?q=harbour&stage=live";
        let live = send(desk.cms.desk(), &mina(), Language::EN, get(path)).await;
        assert!(!live.text.contains("/draft") && live.text.contains("/p-"));
    }
}
