use super::*;
use crate::model::{Body, Fields};

fn context() -> CheckContext {
    let at = |path: &str| path.parse().expect("an address");
    CheckContext {
        languages: vec![Language::EN, Language::KO],
        rooms: ["members", "desk"].map(str::to_owned).into(),
        site: ["https://city.example", "//city.example"].map(str::to_owned).into(),
        pages: ["/en", "/ko"].map(str::to_owned).into(),
        redirected: ["/old.html", "https://city.example/en/old"].map(str::to_owned).into(),
        anchors: Some(["main", "s-who"].map(str::to_owned).into()),
        documents: [
            (at("/events/fair"), Reach::Live),
            (at("/about"), Reach::Live),
            (at("/about/soon"), Reach::Coming),
            (at("/about/gone"), Reach::Gone),
        ]
        .into(),
        own: ["x-tram".parse().expect("a name")].into(),
        files: BTreeMap::new(),
        unreadable: BTreeSet::new(),
        library: ["/media/", "https://city.example/media/"].map(str::to_owned).into(),
        untranslated: Vec::new(),
    }
}

fn found(body: Body) -> Vec<(&'static str, String, String)> {
    let fields = Fields { title: "A page".to_owned(), body, ..Fields::default() };
    let content = Content::read(Kind::Page, &fields).expect("right");
    let found = checks(&content, &context()).into_iter();
    found.map(|found| (found.check.code(), found.field, found.words)).collect()
}

fn codes(body: Body) -> Vec<&'static str> {
    found(body).into_iter().map(|(code, ..)| code).collect()
}

fn blocks(list: &str) -> Body {
    serde_json::from_str(list).expect("a body")
}

#[test]
fn a_sound_text_has_nothing_to_mend() {
    let text = "## Who\n\nSee [our charter](/about#fees), [the news](/news?page=2), [mail](mailto:a@b.example).\n\n\
                ### Where\n\n![The hall](/members/hall.jpg) ![Its door](/members/b.png)\n\n## When\n\n[The office](https://city.example) \
                [Members](/members/apply) [Start](/) [Up](#s-who)\n\n| a | b |\n|---|---|\n| c | d |";
    assert_eq!(found(text.into()), []);
    let list = r######"[
        {"type":"heading","text":"Who"},
        {"type":"text","markdown":"### Where\n\nThere."},
        {"type":"quote","text":"We joined.","source":"A mayor"},
        {"type":"table","caption":"Fees","rows":[["a","b"],["c","d"]]},
        {"type":"figures","title":"Now","items":[
            {"label":"Cities","value":"12","source":"Register","date":"2026"},{"label":"Not known yet"}]},
        {"type":"call-to-action","label":"Apply","url":"/members/apply"},
        {"type":"accordion","items":[{"title":"Why?","markdown":"So."}]},
        {"type":"contact","name":"Desk"}]"######;
    assert_eq!(found(blocks(list)), []);
}

#[test]
fn headings_that_skip_levels_or_say_nothing_block_wherever_they_stand() {
    for (text, expected) in [
        ("# A\n## B\n### C\n# D", &[][..]),
        ("### A\n#### B", &[]),
        ("## A\n#### B", &["skipped-heading"]),
        ("### A\n## B", &["skipped-heading"]),
        ("## A\n##\n", &["empty-heading"]),
    ] {
        assert_eq!(codes(text.into()), expected, "{text}");
    }
    let list = r######"[{"type":"heading","level":2,"text":"A"},{"type":"heading","level":3,"text":""},
        {"type":"text","markdown":"words"},{"type":"accordion","items":[
            {"title":"T","markdown":"x"},{"title":"T","markdown":"\n\n##### E"}]}]"######;
    let expected = [
        ("empty-heading", "body[1].text", ""),
        ("skipped-heading", "body[3].items[1].markdown", "E"),
    ];
    let expected = expected.map(|(code, at, words)| (code, at.to_owned(), words.to_owned()));
    assert_eq!(found(blocks(list)), expected);
}

#[test]
fn bad_input_27_links_that_lead_nowhere_block() {
    for (url, expected) in [
        ("/about", None),
        ("/about/", None),
        ("/about?x=1#y", None),
        ("/ko/about", Some("link-of-one-language")),
        ("/ko", Some("link-of-one-language")),
        ("/about/soon", Some("coming-link")),
        ("/about/gone", Some("dead-link")),
        ("/about/never", Some("dead-link")),
        ("/ko/about/never", Some("dead-link")),
        ("/About", Some("dead-link")),
        ("about", Some("dead-link")),
        ("../about", Some("dead-link")),
        ("/members", None),
        ("/faq", None),
        ("/faq/never", Some("dead-link")),
        ("tel:+821", None),
        ("https://elsewhere.example/never", None),
        ("https://city.example", None),
        ("https://city.example/", None),
        ("https://city.example/en", Some("link-of-one-language")),
        ("https://city.example/ko/about?x=1#y", Some("link-of-one-language")),
        ("https://city.example/en/about/soon", Some("coming-link")),
        ("https://city.example/en/never", Some("dead-link")),
        ("HTTPS://City.Example/en/never", Some("dead-link")),
        ("//city.example/en/never", Some("dead-link")),
        ("https://city.example/en/old", None),
        ("https://city.example/another/service", None),
        ("https://city.example/english", None),
        ("https://city.example:8080/en/never", None),
        ("https://city.example.org/en/never", None),
        ("/feed.atom", None),
        ("/pages.atom", None),
        ("/news.atom", None),
        ("/ko/news.atom", Some("link-of-one-language")),
        ("/streets.atom", Some("dead-link")),
        ("/search.xml", None),
        ("https://city.example/en/search.xml", Some("link-of-one-language")),
        ("/search.xml/never", Some("dead-link")),
        ("/events/fair.ics", None),
        ("/events/never.ics", Some("dead-link")),
        ("/about.ics", Some("dead-link")),
        ("/old.html", None),
        ("/older.html", Some("dead-link")),
        ("#s-who", None),
        ("#main", None),
        ("#", None),
        ("#Top", None),
        ("#who", Some("dead-fragment")),
    ] {
        let expected = expected.into_iter().collect::<Vec<_>>();
        assert_eq!(codes(format!("[our words]({url})").as_str().into()), expected, "{url}");
    }
    let list = r######"[{"type":"call-to-action","label":"Go","url":"/never"},
        {"type":"quote","text":"x","source":"y","url":"/never"},{"type":"text","markdown":"x"}]"######;
    let at = found(blocks(list)).into_iter().map(|(code, at, _)| (code, at));
    let expected = [("dead-link", "body[0].url"), ("dead-link", "body[1].url")];
    assert!(at.eq(expected.map(|(code, at)| (code, at.to_owned()))));
}

#[test]
fn bad_input_64_an_event_at_a_time_that_clocks_skip_blocks() {
    for (starts, ends, zone, expected) in [
        (
            "2026-03-29T02:30",
            "",
            "Europe/Berlin",
            &["starts: 2026-03-29 02:30 (Europe/Berlin)"][..],
        ),
        (
            "2026-03-29T01:00",
            "2026-03-29T02:00",
            "Europe/Berlin",
            &["ends: 2026-03-29 02:00 (Europe/Berlin)"],
        ),
        ("2026-03-29T03:00", "2026-03-29T04:00", "Europe/Berlin", &[]),
        ("2026-03-29T02:30", "", "Asia/Seoul", &[]),
        // There clocks skip the first hour of a day, which is a day all the same.
        ("2026-03-29T00:30", "", "Asia/Beirut", &["starts: 2026-03-29 00:30 (Asia/Beirut)"]),
        ("2026-03-29T00:00", "", "Asia/Beirut", &[]),
    ] {
        let [starts, ends, zone] = [starts, ends, zone].map(str::to_owned);
        let title = "A fair".to_owned();
        let place = "The quay".to_owned();
        let fields = Fields { title, starts, ends, zone, place, ..Fields::default() };
        let content = Content::read(Kind::Event, &fields).expect("right");
        let found = checks(&content, &context()).into_iter();
        let found = found.map(|found| {
            assert!(found.blocks() && found.check == Check::SkippedTime);
            format!("{}: {}", found.field, found.words)
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{fields:?}");
    }
}

#[test]
fn pictures_in_a_text_that_no_page_would_show_block() {
    for (url, expected) in [
        ("/media/0198c0de-0000-7000-8000-000000000001/1/640w.jpg", Some("library-picture")),
        ("https://city.example/media/x/1/640w.jpg", Some("library-picture")),
        ("/plan.jpg", Some("dead-picture")),
        ("plan.jpg", Some("dead-picture")),
        ("/members/../media/x/1/640w.jpg", Some("dead-picture")),
        ("/members/%2E%2e/media/x/1/640w.jpg", Some("dead-picture")),
        ("/members\\..\\media/x/1/640w.jpg", Some("dead-picture")),
        ("/members/plan.jpg", None),
        ("https://elsewhere.example/media/../x.jpg", Some("foreign-picture")),
        ("https://city.example/members/plan.jpg", Some("foreign-picture")),
        ("//elsewhere.example/x.jpg", Some("foreign-picture")),
        ("data:image/png;base64,AAAA", Some("foreign-picture")),
        ("/\\elsewhere.example/x.jpg", Some("dead-picture")),
    ] {
        let expected = expected.into_iter().collect::<Vec<_>>();
        assert_eq!(codes(format!("![Plan](<{url}>)").as_str().into()), expected, "{url}");
        let list = serde_json::json!([{ "type": "heading", "text": "T" }, { "type": "accordion",
            "items": [{ "title": "T", "markdown": format!("![Plan](<{url}>)") }] }]);
        assert_eq!(codes(blocks(&list.to_string())), expected, "{url}");
    }
}

#[test]
fn words_of_a_link_that_say_nothing_are_told_in_every_language() {
    for vague in [
        "here",
        "Click here!",
        "READ MORE…",
        "여기",
        "자세히 보기",
        "Здесь",
        "Подробнее »",
        "点击这里",
        "Aquí",
        "Más información",
        "ici",
        "En savoir plus",
        "هنا",
        "اقرأ المزيد",
        "https://city.example/x",
        "www.city.example",
    ] {
        let text = format!("[{vague}](/about)");
        assert_eq!(codes(text.as_str().into()), ["vague-link"], "{vague}");
    }
    for plain in ["Here is the charter", "More members", "회비 자세히 보기", "https is safe"]
    {
        assert_eq!(codes(format!("[{plain}](/about)").as_str().into()), [""; 0], "{plain}");
    }
    assert_eq!(codes("[](/about)".into()), ["empty-link"]);
    assert_eq!(codes("See https://city.example.".into()), ["vague-link"]);
}

#[test]
fn what_shows_nothing_or_names_nothing_is_told_by_field() {
    let list = r######"[{"type":"text","markdown":"![](/x.png)\n\n|  |  |\n|---|---|\n| a | b |"},
        {"type":"quote"},{"type":"table","header":"none","rows":[]},
        {"type":"figures","title":"T","items":[{"label":"A","value":"1"}]},{"type":"figures"},
        {"type":"call-to-action"},{"type":"accordion"},{"type":"contact"},{"type":"x-old","a":"b"},
        {"type":"x-tram"}]"######;
    let expected = [
        ("dead-picture", "body[0].markdown"),
        ("missing-alt", "body[0].markdown"),
        ("table-without-header", "body[0].markdown"),
        ("incomplete-block", "body[1].text"),
        ("quote-without-source", "body[1].source"),
        ("incomplete-block", "body[2].rows"),
        ("table-without-header", "body[2].header"),
        ("table-without-caption", "body[2].caption"),
        ("figure-without-source", "body[3].items[0].source"),
        ("figure-without-source", "body[3].items[0].date"),
        ("incomplete-block", "body[4].title"),
        ("incomplete-block", "body[4].items"),
        ("incomplete-block", "body[5].label"),
        ("incomplete-block", "body[5].url"),
        ("incomplete-block", "body[6].items"),
        ("incomplete-block", "body[7].name"),
        ("unknown-block", "body[8].type"),
    ];
    let told = found(blocks(list)).into_iter().map(|(code, at, _)| (code, at)).collect::<Vec<_>>();
    assert_eq!(told, expected.map(|(code, at)| (code, at.to_owned())));
}

#[test]
fn a_document_is_nothing_without_a_file() {
    let of = |kind, body: Body| {
        let fields = Fields { title: "Statutes".to_owned(), body, ..Fields::default() };
        let content = Content::read(kind, &fields).expect("right");
        checks(&content, &context()).into_iter().map(|found| found.check).collect::<Vec<_>>()
    };
    let chosen = format!(
        r#"[{{"type":"document","title":"Statutes","file":{{"media":"0198c0de-0000-7000-8000-000000000001",
            "number":1,"sha256":"{}","name":"statutes.pdf","mime":"application/pdf","size":9}}}}]"#,
        "0a".repeat(32)
    );
    assert_eq!(of(Kind::Document, blocks(&chosen)), []);
    assert_eq!(of(Kind::Document, "words".into()), [Check::DocumentWithoutFile]);
    assert_eq!(of(Kind::Page, "words".into()), []);
}

#[test]
fn a_language_that_the_place_asks_for_blocks() {
    let untranslated = vec![Language::KO];
    let context = CheckContext { untranslated, ..context() };
    let fields = Fields { title: "A".to_owned(), ..Fields::default() };
    let content = Content::read(Kind::Page, &fields).expect("right");
    let found = checks(&content, &context);
    assert_eq!((found[0].check, found[0].words.as_str()), (Check::MissingTranslation, "한국어"));
    assert!(found[0].blocks());
}

#[test]
fn a_finding_has_a_code_of_its_own() {
    let codes = Check::ALL.iter().map(|check| check.code());
    let all = codes.clone().collect::<std::collections::BTreeSet<_>>();
    assert_eq!(all.len(), codes.count());
    let json = serde_json::to_value(Finding::of(Check::DeadLink, "body", None, "/x"));
    let expected = serde_json::json!({ "check": "dead-link", "field": "body", "words": "/x" });
    assert_eq!(json.expect("JSON"), expected);
}
