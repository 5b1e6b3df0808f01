use std::fs;

use super::*;
use crate::Actor;
use crate::desk::{FormPage, List};

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

#[test]
fn core_is_complete_in_every_language() {
    Check::of(core_bundle(), env!("CARGO_MANIFEST_DIR"))
        .part("layout.html")
        .part("desk.html")
        .part("kit.html")
        .part("chart.html")
        .names(["core.outbox.retry", "core.person.erase", "core.person.export"])
        .names(["core.message", "core.sweep"])
        .run();
}

#[test]
#[should_panic(expected = "there is no message `broken.page.nobody`")]
fn a_check_finds_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("templates")).unwrap();
    fs::write(folder.path().join("templates/x.html"), "{{ t(\"broken.page.nobody\") }}").unwrap();
    let bundle =
        Bundle { name: "broken", templates: &[], messages: &[(Language::EN, "")], proofs: &[] };
    Check::of(bundle, folder.path().to_str().unwrap()).run();
}

/// A page for the public that says what only the desk's languages have.
#[derive(Clone, serde::Serialize)]
struct Street {
    name: &'static str,
}

impl Template for Street {
    const NAME: &'static str = "street/page.html";

    fn samples() -> Vec<Self> {
        vec![Self { name: "Quay" }]
    }
}

#[test]
#[should_panic(expected = "in ru: `street.desk.all` is said in English")]
fn bad_input_28_a_check_finds_words_of_the_desk_on_a_public_page() {
    const ALL: &str = "{{ t(\"street.desk.all\") }} {{ page.name }}";
    const EN: &str = "street-desk-all = All\n";
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("templates/street")).unwrap();
    fs::write(folder.path().join("templates/street/page.html"), ALL).unwrap();
    let written = [Language::EN, Language::KO, Language::AR].map(|of| (of, EN));
    let unwritten = [Language::RU, Language::ZH, Language::ES, Language::FR].map(|of| (of, ""));
    let messages: &'static [_] = [written.as_slice(), unwritten.as_slice()].concat().leak();
    let templates = &[("street/page.html", ALL)];
    let bundle = Bundle { name: "street", templates, messages, proofs: &[] };
    Check::of(bundle, folder.path().to_str().unwrap()).template::<Street>().run();
}

#[test]
fn bad_input_28_a_desk_in_an_unwritten_language_is_english_and_says_so_in_the_readers() {
    let ask = FrameAsk::new(Language::RU, Area::Desk, "Streets", "/desk/streets")
        .actor(&Actor::system("clerk"));
    let html = block_on(Presentation::plain().html(&ask, &List::samples()[0])).unwrap();
    assert!(html.contains("<html lang=\"en\" dir=\"ltr\">"), "{html}");
    assert!(html.contains("показана по-английски"), "{html}");
}

#[test]
fn bad_input_28_an_arabic_page_runs_from_right_to_left() {
    let presentation = Presentation::plain();
    let page = ProblemPage::new(http::StatusCode::NOT_FOUND, &presentation, Language::AR, "/ar/");
    let ask = FrameAsk::new(Language::AR, Area::Public, page.title.clone(), "/ar/nowhere");
    let html = block_on(presentation.html(&ask, &page)).unwrap();
    assert!(
        html.contains("<html lang=\"ar\" dir=\"rtl\">") && html.contains("الصفحة غير موجودة"),
        "{html}"
    );
}

#[test]
fn bad_input_1_what_is_too_large_or_has_no_room_is_said_in_words() {
    let presentation = Presentation::plain();
    for (status, title) in
        [(413, "What you sent is too large"), (507, "There is no room for files")]
    {
        let status = http::StatusCode::from_u16(status).unwrap();
        let page = ProblemPage::new(status, &presentation, Language::EN, "/en/");
        assert_eq!(page.title, title);
        assert!(page.explanation.starts_with("Nothing was saved."), "{}", page.explanation);
    }
}

/// A host that says of each page where it is.
struct Everywhere;

#[async_trait::async_trait]
impl crate::frame::FrameSource for Everywhere {
    async fn frame(&self, ask: &FrameAsk) -> Frame {
        let canonical = Some(format!("https://city.example{}", ask.path));
        Frame { canonical, ..Frame::plain("City", ask) }
    }
}

#[test]
fn a_page_whose_address_opens_something_says_it_to_nobody_whatever_the_host_says() {
    let presentation = Presentation::builder().frame(Arc::new(Everywhere)).build().unwrap();
    let page = ProblemPage::new(http::StatusCode::GONE, &presentation, Language::EN, "/en/");
    let ask = FrameAsk::new(Language::EN, Area::Public, "T", "/en/end")
        .alternates([(Language::KO, "/ko/end?token=secret".to_owned())]);
    let head = |ask: &FrameAsk| {
        let html = block_on(presentation.html(ask, &page)).unwrap();
        let (head, body) = html.split_once("</head>").unwrap();
        assert!(body.contains("/ko/end?token=secret"), "a language can be chosen: {body}");
        head.to_owned()
    };
    let told = head(&ask);
    for part in ["rel=\"canonical\"", "og:url", "secret"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let unlisted = head(&ask.unlisted());
    for part in ["canonical", "og:url", "secret"] {
        assert!(!unlisted.contains(part), "{part}: {unlisted}");
    }
    assert!(unlisted.contains("<meta name=\"robots\" content=\"noindex\">"), "{unlisted}");
    assert!(!told.contains("noindex"), "{told}");
}

#[test]
fn bad_input_100_errors_are_linked_described_and_the_input_is_kept() {
    let ask = FrameAsk::new(Language::EN, Area::Desk, "Street", "/desk/x");
    let html = block_on(Presentation::plain().html(&ask, &FormPage::samples()[1])).unwrap();
    for part in [
        "<div class=\"errors\" role=\"alert\" tabindex=\"-1\" autofocus aria-labelledby=\"errors-title\">",
        "<h2 class=\"errors__title\" id=\"errors-title\">9 things need to be put right</h2>",
        "<li><a href=\"#f-title\">Put this right</a></li>",
        "<li>Somebody else has changed it</li>",
        "value=\"شارع\" lang=\"ar\" dir=\"rtl\" aria-describedby=\"f-title-hint f-title-error\" aria-invalid=\"true\">",
        "<p class=\"field__error\" id=\"f-title-error\"><span class=\"visually-hidden\">Error:</span> Put this right</p>",
        "<input class=\"choice__input\" type=\"radio\" id=\"f-kind-2\" name=\"kind\" value=\"b\" checked aria-describedby=\"f-kind-2-says\">",
        "<option value=\"a\" selected>Lane</option>",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
}

#[test]
fn a_form_with_a_file_is_posted_whole_and_says_what_is_taken() {
    let ask = FrameAsk::new(Language::EN, Area::Desk, "Street", "/desk/x");
    let html = block_on(Presentation::plain().html(&ask, &FormPage::samples()[0])).unwrap();
    for part in [
        "<form class=\"form\" method=\"post\" action=\"\" enctype=\"multipart/form-data\" novalidate>",
        "<p class=\"field__hint\" id=\"f-plan-hint\">PDF, at most 10 MB</p>",
        "name=\"plan\" type=\"file\" accept=\".pdf,.png,.jpg,.jpeg\" aria-describedby=\"f-plan-hint\">",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    let html = block_on(Presentation::plain().html(&ask, &FormPage::default())).unwrap();
    assert!(!html.contains("enctype"), "{html}");
}

#[test]
fn what_people_write_is_escaped() {
    let ask = FrameAsk::new(Language::EN, Area::Desk, "<script>", "/desk/x");
    let page = FormPage { lead: "<b onclick=\"x\">".to_owned(), ..FormPage::default() };
    let html = block_on(Presentation::plain().html(&ask, &page)).unwrap();
    assert!(!html.contains("<script>") && !html.contains("<b "), "{html}");
}

#[test]
fn a_host_replaces_a_template_and_a_word_by_file() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("templates/desk")).unwrap();
    fs::create_dir(folder.path().join("messages")).unwrap();
    fs::write(
        folder.path().join("templates/desk/list.html"),
        "ours: {{ t(\"core.form.cancel\") }}",
    )
    .unwrap();
    fs::write(folder.path().join("messages/ko.ftl"), "core-form-cancel = 그만두기\n").unwrap();
    let presentation = Presentation::builder().overrides(folder.path()).build().unwrap();
    let ask = FrameAsk::new(Language::KO, Area::Desk, "T", "/desk");
    assert_eq!(block_on(presentation.html(&ask, &List::default())).unwrap(), "ours: 그만두기");
}

#[test]
fn one_template_or_word_that_is_another_makes_another_digest() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("messages")).unwrap();
    let digest = || Presentation::builder().overrides(folder.path()).build().unwrap().digest();
    assert_eq!(digest(), Presentation::plain().digest());
    fs::write(folder.path().join("messages/ko.ftl"), "core-form-cancel = 그만두기\n").unwrap();
    let with_a_word = digest();
    assert_ne!(with_a_word, Presentation::plain().digest());
    fs::create_dir(folder.path().join("templates")).unwrap();
    fs::write(folder.path().join("templates/own.html"), "ours").unwrap();
    assert_ne!(digest(), with_a_word);
}

#[test]
fn a_hosts_broken_template_stops_the_start_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("templates")).unwrap();
    fs::write(folder.path().join("templates/layout.html"), "<html>\n{% if %}").unwrap();
    let error = Presentation::builder().overrides(folder.path()).build().err().unwrap().to_string();
    assert!(error.contains("layout.html:2"), "{error}");
}

#[test]
fn a_template_that_never_ends_is_stopped() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("templates/desk")).unwrap();
    let endless = "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}";
    fs::write(folder.path().join("templates/desk/list.html"), endless).unwrap();
    let error = Presentation::builder().overrides(folder.path()).build().err().unwrap().to_string();
    assert!(error.contains("fuel"), "{error}");
}

#[test]
fn a_hosts_template_that_asks_for_what_is_not_there_stops_the_start() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("templates/desk")).unwrap();
    let wrong = "{% extends \"desk.html\" %}\n{% block desk %}\n{{ page.leed }}\n{% endblock %}";
    fs::write(folder.path().join("templates/desk/history.html"), wrong).unwrap();
    let error = Presentation::builder().overrides(folder.path()).build().err().unwrap().to_string();
    assert!(error.contains("desk/history.html:3"), "{error}");
}
