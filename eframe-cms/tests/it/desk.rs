use eframe_cms::Found;
use eframe_cms::model::{Content, Fields, Kind};
use eframe_cms::rules::{Import, ImportDocument};
use eframe_core::test::ask::{Answer, form, get, send};
use eframe_core::{Actor, Language};
use http::StatusCode;

use crate::people::{Desk, desks, lena, mina, omar, page, reader, save, vera};

async fn at(desk: &Desk, actor: &Actor, request: http::Request<eframe_core::Body>) -> Answer {
    send(desk.cms.desk(), actor, Language::EN, request).await
}

/// Where a redirect leads, below the desk.
fn place(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let location = answer.header("location").strip_prefix("/desk/content").expect("at the desk");
    location.split('?').next().expect("a path").to_owned()
}

/// The value of a hidden field.
fn hidden<'a>(answer: &'a Answer, name: &str) -> &'a str {
    let field = format!(r#"name="{name}" "#);
    let (_, rest) = answer.text.split_once(&field).expect("the field is there");
    let (_, rest) = rest.split_once(r#"value=""#).expect("it has a value");
    rest.split('"').next().expect("its end")
}

#[tokio::test]
async fn the_whole_way_of_a_page_by_forms_alone() {
    for desk in desks().await {
        let new = at(&desk, &mina(), get("/new/page")).await;
        assert!(new.text.contains(r#"id="f-body""#), "{}", new.text);
        let wrong =
            at(&desk, &mina(), form("/new/page", &[("language", "en"), ("body", "Kept")])).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains(r##"<a href="#f-title">"##) && wrong.text.contains("Kept"));

        let fields = [("language", "en"), ("title", "About us"), ("body", "Some *words*.")];
        let edition = place(&at(&desk, &mina(), form("/new/page", &fields)).await);
        let submitted = at(&desk, &mina(), form(&edition, &[("step", "submit")])).await;
        assert_eq!(place(&submitted), edition);

        let home = at(&desk, &vera(), get("/")).await;
        assert!(home.text.contains("Review it") && home.text.contains("About us"));
        let own = at(&desk, &mina(), get(&edition)).await;
        assert!(!own.text.contains("Approve exactly this"));
        let review = at(&desk, &vera(), get(&edition)).await;
        assert!(review.text.contains("<em>words</em>"), "{}", review.text);
        let hash = hidden(&review, "hash").to_owned();
        let returned =
            at(&desk, &vera(), form(&edition, &[("step", "return"), ("note", " ")])).await;
        assert_eq!(returned.status, StatusCode::UNPROCESSABLE_ENTITY);
        let approved = [("step", "approve"), ("hash", hash.as_str())];
        place(&at(&desk, &vera(), form(&edition, &approved)).await);
        let twice = at(&desk, &vera(), form(&edition, &approved)).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        place(&at(&desk, &vera(), form(&edition, &[("step", "publish")])).await);
        let public = send(desk.cms.pages(), &reader(), Language::EN, get("/about-us")).await;
        assert!(public.text.contains("<em>words</em>"));
    }
}

#[tokio::test]
async fn bad_input_26_a_stale_save_offers_both_texts() {
    for desk in desks().await {
        let page = desk.live_page("about", None).await.document;
        let edit = format!("/{page}/en/edit");
        let opened = at(&desk, &mina(), get(&edit)).await;
        let version = hidden(&opened, "version").to_owned();
        let save = |body: &'static str, version: &str| {
            form(&edit, &[("version", version), ("title", "About"), ("body", body)])
        };
        place(&at(&desk, &omar(), save("Words by Omar", &version)).await);
        let stale = at(&desk, &mina(), save("Words by Mina", &version)).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.text.contains("Words by Omar"));
        assert!(stale.text.contains("Words by Mina"));
        let version = hidden(&stale, "version").to_owned();
        place(&at(&desk, &mina(), save("Both words", &version)).await);
        let review = at(&desk, &vera(), get(&format!("/{page}/en"))).await;
        assert!(review.text.contains("<ins>") && review.text.contains("<del>"), "{}", review.text);
    }
}

#[tokio::test]
async fn a_page_is_moved_and_a_menu_is_set_by_forms() {
    for desk in desks().await {
        let page = desk.live_page("about", None).await.document;
        let asked = at(&desk, &vera(), get(&format!("/{page}/move"))).await;
        let version = hidden(&asked, "version").to_owned();
        let taken = [("version", version.as_str()), ("slug", "desk"), ("parent", "")];
        let refused = at(&desk, &vera(), form(&format!("/{page}/move"), &taken)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
        let free = [("version", version.as_str()), ("slug", "who-we-are"), ("parent", "")];
        place(&at(&desk, &vera(), form(&format!("/{page}/move"), &free)).await);

        let wrong = [("version", "0"), ("entries", "/about\n/nowhere")];
        let wrong = at(&desk, &vera(), form("/menus/main", &wrong)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let menu = [("version", "0"), ("entries", "/about\r\n/news\r\n")];
        place(&at(&desk, &vera(), form("/menus/main", &menu)).await);
        let shown = at(&desk, &vera(), get("/menus/main")).await;
        assert!(shown.text.contains("/who-we-are\n/news"), "{}", shown.text);
        let stale = at(&desk, &vera(), form("/menus/main", &menu)).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn the_desk_is_for_those_who_work_there() {
    for desk in desks().await {
        let page = desk.live_page("about", None).await.document;
        let paths =
            ["/", "/list", "/new/page", "/menus", &format!("/{page}"), &format!("/{page}/en")];
        for path in paths {
            let stranger = at(&desk, &Actor::anonymous(), get(path)).await;
            assert_eq!(stranger.status, StatusCode::UNAUTHORIZED, "{path}");
            let other = at(&desk, &reader(), get(path)).await;
            assert_eq!(other.status, StatusCode::FORBIDDEN, "{path}");
        }
        for kind in ["page", "news", "event", "faq", "person", "partner"] {
            let new = at(&desk, &mina(), get(&format!("/new/{kind}"))).await;
            assert_eq!(new.status, StatusCode::OK, "{kind}");
            let list = at(&desk, &mina(), get(&format!("/list?kind={kind}&stage=live"))).await;
            assert_eq!(list.status, StatusCode::OK, "{kind}");
        }
        let document = at(&desk, &mina(), get(&format!("/{page}"))).await;
        assert!(document.text.contains("한국어"), "what is not written yet can be begun");
    }
}

#[tokio::test]
async fn a_menu_keeps_what_whoever_sets_it_cannot_see() {
    for desk in desks().await {
        let about = desk.live_page("about", None).await.document;
        let begun = desk.cms.create(&mina().into(), page("drafted", None)).await.expect("created");
        let menu = [("version", "0"), ("entries", "/about\n/drafted")];
        place(&at(&desk, &vera(), form("/menus/main", &menu)).await);

        let shown = at(&desk, &lena(), get("/menus/main")).await;
        assert!(!shown.text.contains("/drafted"), "{}", shown.text);
        let entries = format!("/news\n{}\n/about", begun.document);
        assert!(shown.text.contains(&format!("/about\n{}", begun.document)), "{}", shown.text);
        let set = [("version", "1"), ("entries", entries.as_str())];
        place(&at(&desk, &lena(), form("/menus/main", &set)).await);
        let shown = at(&desk, &vera(), get("/menus/main")).await;
        assert!(shown.text.contains("/news\n/drafted\n/about"), "{}", shown.text);

        let gone = desk.cms.withdraw(&vera().into(), about, Language::EN).await;
        gone.expect("withdrawn");
        let shown = at(&desk, &vera(), get("/menus/main")).await;
        assert!(shown.text.contains("/news\n/drafted\n/about"), "{}", shown.text);
    }
}

#[tokio::test]
async fn a_menu_that_leads_to_what_was_taken_down_can_be_set() {
    for desk in desks().await {
        let about = desk.live_page("about", None).await.document;
        let menu = [("version", "0"), ("entries", "/about\n/news")];
        place(&at(&desk, &vera(), form("/menus/main", &menu)).await);
        let down = desk.cms.withdraw(&vera().into(), about, Language::EN).await;
        down.expect("withdrawn");
        // As the form has it for each of them: by its address, and by its id.
        for (actor, version) in [(vera(), "1"), (lena(), "2")] {
            let shown = at(&desk, &actor, get("/menus/main")).await.text;
            let (_, entries) = shown.split_once(r#"id="f-entries""#).expect("its field");
            let (_, entries) = entries.split_once('>').expect("its beginning");
            let entries = entries.split("</textarea>").next().expect("its end").trim();
            let more = format!("{entries}\n/faq-{version}").replace("/faq-1", "/faq");
            let more = more.replace("/faq-2", "/people");
            let set = [("version", version), ("entries", more.as_str())];
            place(&at(&desk, &actor, form("/menus/main", &set)).await);
        }
        desk.cms.save(&mina().into(), about, save(1, "Words.")).await.expect("saved");
        desk.publish(about, Language::EN).await;
        let links = desk.cms.menu_links("main", Language::EN).await.expect("links");
        let paths = links.iter().map(|link| link.path.as_str()).collect::<Vec<_>>();
        assert_eq!(paths, ["/about", "/news", "/faq", "/people"]);
    }
}

#[tokio::test]
async fn below_a_page_that_was_taken_down_there_is_room_at_the_desk() {
    for desk in desks().await {
        let about = desk.live_page("about", None).await.document;
        let team = desk.live_page("team", Some(about)).await.document;
        let down = desk.cms.withdraw(&vera().into(), about, Language::EN).await;
        down.expect("withdrawn");
        let path = format!("/{team}/move");
        let shown = at(&desk, &vera(), get(&path)).await;
        assert!(shown.text.contains(r#"<option value="/about" selected"#), "{}", shown.text);
        let to = [
            ("version", hidden(&shown, "version")),
            ("parent", "/about"),
            ("slug", "people"),
            ("position", "3"),
        ];
        place(&at(&desk, &vera(), form(&path, &to)).await);
        let moved = desk.cms.document(&vera(), team).await.expect("there");
        assert_eq!((moved.address.as_str(), moved.parent), ("/about/people", Some(about)));
        let new = [("language", "en"), ("title", "Offices"), ("parent", "/about")];
        place(&at(&desk, &mina(), form("/new/page", &new)).await);
        assert!(matches!(desk.cms.find(&mina(), "/about/offices").await, Ok(Found::Here(_))));
    }
}

#[tokio::test]
async fn bad_input_100_whatever_is_wrong_with_a_menu_leads_to_its_field() {
    for desk in desks().await {
        let twice = "/news\n/news".to_owned();
        for entries in [twice, "/none\n".repeat(1_000), "/news\n".repeat(41)] {
            let menu = [("version", "0"), ("entries", entries.as_str())];
            let refused = at(&desk, &vera(), form("/menus/main", &menu)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.text.contains(r##"href="#f-entries""##), "{}", refused.text);
            assert!(!refused.text.contains(r##"href="#f-entries.""##));
        }
    }
}

#[tokio::test]
async fn who_may_not_is_told_so_before_their_form_is_looked_at() {
    for desk in desks().await {
        let page = desk.live_page("about", None).await.document;
        for path in ["/new/page", &format!("/{page}/en/edit"), &format!("/{page}/move")] {
            let refused = at(&desk, &reader(), form(path, &[("position", "x")])).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        }
        let unspoken = format!("/{page}/de/edit");
        assert_eq!(at(&desk, &mina(), get(&unspoken)).await.status, StatusCode::NOT_FOUND);
        let save = form(&unspoken, &[("title", "x")]);
        assert_eq!(at(&desk, &mina(), save).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn bad_input_97_drafts_without_a_day_come_first_and_can_be_read_on() {
    for desk in desks().await {
        let news = |slug: &str, date: &str| {
            let fields = [
                ("language", "en"),
                ("title", slug),
                ("slug", slug),
                ("date", date),
                ("body", "Words."),
            ];
            form("/new/news", &fields)
        };
        let live = place(&at(&desk, &mina(), news("live", "2026-11-01")).await);
        let id = live.trim_start_matches('/').trim_end_matches("/en").parse().expect("an id");
        desk.publish(id, Language::EN).await;
        for number in 0..51 {
            place(&at(&desk, &mina(), news(&format!("draft-{number}"), "2026-11-02")).await);
        }
        let first = at(&desk, &mina(), get("/list?kind=news")).await;
        assert!(!first.text.contains("/news/live"), "drafts come first");
        let (_, next) = first.text.split_once("/desk/content/list?after=").expect("there is more");
        let next = next.split('"').next().expect("an address").replace("&amp;", "&");
        let second = at(&desk, &mina(), get(&format!("/list?after={next}"))).await;
        let both = [&first.text, &second.text].map(|text| text.matches(">/news/").count());
        assert_eq!(both, [50, 2], "{}", second.text);
        assert!(second.text.contains("/news/live"));
        assert!(first.text.contains("50 documents on this page"), "{}", first.text);
        assert!(second.text.contains("2 documents on this page"), "{}", second.text);
        let all = at(&desk, &mina(), get("/list?kind=page")).await;
        assert!(all.text.contains("Nothing is here"), "{}", all.text);
    }
}

#[tokio::test]
async fn bad_input_49_a_form_sent_twice_is_one_document_and_one_answer() {
    for desk in desks().await {
        let asked = at(&desk, &mina(), get("/new/page")).await;
        let (_, once) = asked.text.split_once(r#"method="post" action=""#).expect("a form");
        let once = once.split('"').next().expect("its address").to_owned();
        assert!(once.starts_with("?once="), "{once}");
        let path = format!("/new/page{once}");
        let post = |title| form(&path, &[("language", "en"), ("title", title), ("body", "Words.")]);
        let writer = mina();
        let both =
            tokio::join!(at(&desk, &writer, post("Trams")), at(&desk, &writer, post("Trams")));
        let again = at(&desk, &mina(), post("Trams")).await;
        let made = place(&both.0);
        assert_eq!((place(&both.1), place(&again)), (made.clone(), made.clone()));
        // Back, something else typed, and sent: that is another page.
        assert_ne!(place(&at(&desk, &mina(), post("Buses")).await), made);
        // Nobody else's form is taken for it.
        let other = at(&desk, &omar(), post("Trams")).await;
        assert_eq!(other.status, StatusCode::CONFLICT, "the address is taken");
    }
}

#[tokio::test]
async fn in_a_large_tree_a_page_is_put_below_another_by_its_address() {
    for desk in desks().await {
        let about = desk.live_page("about", None).await.document;
        let small = at(&desk, &mina(), get("/new/page")).await.text;
        assert!(small.contains(r#"<option value="/about""#), "{small}");
        let fields = Fields { title: "A page".to_owned(), ..Fields::default() };
        let content = Content::read(Kind::Page, &fields).expect("content");
        let document = |number: usize| ImportDocument {
            kind: Kind::Page,
            address: format!("/p-{number}").parse().expect("an address"),
            position: 0,
            texts: [(Language::EN, content.clone())].into(),
        };
        let import = Import { documents: (0..310).map(document).collect(), menus: Vec::new() };
        desk.cms.import(&vera().into(), &import).await.expect("imported");
        let large = at(&desk, &mina(), get("/new/page")).await.text;
        assert!(large.contains(r#"name="parent" type="text""#), "{large}");
        let new = [("language", "en"), ("version", "0"), ("title", "Below"), ("body", "Words.")];
        let below = |parent| [&new[..], &[("parent", parent), ("slug", "below")]].concat();
        let nowhere = at(&desk, &mina(), form("/new/page", &below("/no-such-page"))).await;
        assert_eq!(nowhere.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nowhere.text.contains(r#"value="/no-such-page""#), "{}", nowhere.text);
        let made = at(&desk, &mina(), form("/new/page", &below("/p-309"))).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
        let found = desk.cms.find(&vera(), "/p-309/below").await;
        assert!(matches!(found, Ok(Found::Here(_))), "{found:?}");

        let path = format!("/{about}/move");
        let shown = at(&desk, &vera(), get(&path)).await.text;
        let version = shown.split(r#"name="version" value=""#).nth(1).expect("a version");
        let version = version.split('"').next().expect("its end").to_owned();
        let to = [("version", version.as_str()), ("slug", "about"), ("position", "0")];
        let moved = form(&path, &[&to[..], &[("parent", "/p-308")]].concat());
        let moved = at(&desk, &vera(), moved).await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.text);
        let again = at(&desk, &vera(), get(&path)).await.text;
        assert!(again.contains(r#"value="/p-308""#), "{again}");
    }
}

#[tokio::test]
async fn bad_input_100_a_parent_that_a_form_does_not_ask_for_is_passed_over() {
    for desk in desks().await {
        let form_of = at(&desk, &mina(), get("/new/news")).await.text;
        assert!(!form_of.contains(r#"name="parent""#), "{form_of}");
        let news = [
            ("language", "en"),
            ("version", "0"),
            ("title", "The bridge"),
            ("body", "It is open."),
            ("date", "2026-11-23"),
            ("slug", "bridge"),
            ("parent", "/no-such-page"),
        ];
        let made = at(&desk, &mina(), form("/new/news", &news)).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "nothing to mend it with: {}", made.text);
    }
}
