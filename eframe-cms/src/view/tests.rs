use std::sync::LazyLock;

use eframe_core::{Language, Mount};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::model::{Body, Content, Fields, Kind};
use crate::{Cms, MIGRATIONS, OwnBlock, Texts};

/// A host's kind that forgets to escape.
struct Careless;

impl OwnBlock for Careless {
    fn name(&self) -> &'static str {
        "x-careless"
    }

    fn title(&self, _: Language) -> String {
        "Careless".to_owned()
    }

    fn fields(&self, _: Language) -> Vec<eframe_core::form::Field> {
        vec![eframe_core::form::Field::text("text", "Text")]
    }

    fn html(&self, texts: &Texts, _: Language) -> String {
        format!("<p>{}</p>", texts.get("text"))
    }
}

/// Nothing is asked of its database.
static CMS: LazyLock<Cms> = LazyLock::new(|| {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime");
    let test = runtime.block_on(eframe_core::test::sqlite(&[MIGRATIONS]));
    let mount = Mount::new("https://city.example").pages("/{lang}").files("/files");
    let cms = Cms::builder(test.database.clone()).at(mount).block(Careless).build();
    // The database lives on with the handle.
    std::mem::forget((runtime, test));
    cms
});

fn html(body: &Body) -> String {
    CMS.rendered(body, Language::EN, Language::AR).expect("the templates are sound").html
}

/// Every kind, with this text wherever it takes any.
fn everywhere(text: &str) -> Body {
    let file = |name: &str, mime: &str, pixels: Value| {
        let sha256 = eframe_core::sha256(name.as_bytes());
        json!({ "media": "01a21851-5970-7099-9ada-e2146028ec24", "number": 3, "sha256": sha256, "name": name,
            "mime": mime, "size": 2_400_000, "pixels": pixels, "focus": { "x": 30, "y": 70 } })
    };
    let picture = || {
        let file = file("harbour.jpg", "image/jpeg", json!({ "width": 1_500, "height": 1_000 }));
        json!({ "file": file, "alt": text, "caption": text, "credit": text })
    };
    let with = |kind: &str, mut of: Value| {
        of["type"] = kind.into();
        of
    };
    let mut unseen = picture();
    unseen["decorative"] = true.into();
    let list: Value = json!([
        { "type": "text", "markdown": text },
        { "type": "heading", "level": 3, "text": text },
        with("image", picture()),
        with("image", unseen),
        { "type": "gallery", "title": text, "items": [picture(), picture()] },
        { "type": "document", "file": file("charter.pdf", "application/pdf", Value::Null), "title": text,
          "caption": text },
        { "type": "quote", "text": text, "source": text, "url": "/about" },
        { "type": "table", "caption": text, "header": "both", "rows": [[text, text], [text, text]] },
        { "type": "figures", "title": text, "chart": true, "items": [
            { "label": text, "value": "12", "unit": "", "source": text, "date": "2026" },
            { "label": text, "value": "7", "source": text, "date": "2026-11-23" } ] },
        { "type": "figures", "title": text, "items": [
            { "label": text, "value": "-1.5", "unit": text, "source": text, "date": "2026-11" } ] },
        { "type": "call-to-action", "label": text, "url": "https://city.example/a?b=c&d", "text": text },
        { "type": "accordion", "items": [{ "title": text, "markdown": text }] },
        { "type": "contact", "name": text, "role": text, "address": text, "phone": "+82 (0) 2/133",
          "email": "a'b@city.example", "hours": text },
        { "type": "x-careless", "text": text },
    ]);
    let body = serde_json::from_value(list).expect("a body");
    let fields = Fields { title: "T".to_owned(), body, ..Fields::default() };
    Content::read(Kind::Page, &fields).expect("nothing is wrong with it").body
}

/// The tags that no block has, and the attributes that no tag has.
fn is_harmless(html: &str) -> Result<(), String> {
    const HARM: [&str; 12] = [
        "script", "style", "base", "meta", "form", "iframe", "object", "embed", "math", "link",
        "input", "button",
    ];
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default().to_lowercase();
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or_default();
        if HARM.contains(&name) {
            return Err(format!("<{name}> in {html}"));
        }
        // Within values quotes are escaped, so that what stands between them can be left out.
        let names = tag.split('"').step_by(2).collect::<String>();
        for attribute in names.split_whitespace().skip(1) {
            if attribute.starts_with("on") || attribute.starts_with("style") {
                return Err(format!("{attribute} in {html}"));
            }
        }
        for value in tag.split("href=\"").skip(1).chain(tag.split("src=\"").skip(1)) {
            let value = value.split('"').next().unwrap_or_default();
            let plain = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
            let scheme = value.split_once(':').map(|(scheme, _)| scheme);
            let scheme = scheme.filter(|scheme| scheme.chars().all(plain));
            if scheme.is_some_and(|of| !["http", "https", "mailto", "tel"].contains(&of)) {
                return Err(format!("{value} in {html}"));
            }
        }
    }
    Ok(())
}

#[test]
fn bad_input_19_no_kind_of_block_lets_anything_through() {
    for nasty in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</td></table><style>body{display:none}</style>",
        "[x](javascript:alert(1)) <a href=\"javascript:alert(1)\" onclick=x>y</a>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "</summary></details><iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "{{ t('x') }}{% include \"layout.html\" %}",
    ] {
        let made = html(&everywhere(nasty));
        assert_eq!(is_harmless(&made), Ok(()));
        assert!(!made.contains("<!doctype"), "no template is run from a text");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn bad_input_19_whatever_stands_in_any_kind_of_block(parts in prop::collection::vec(
        prop::sample::select(vec![
            "<", ">", "\"", "'", "&", "&lt;", "*", "[", "](", ")", "\n", "`", "# ", "javascript:",
            "| a | b |\n|---|---|\n", "<math>", "<style>", "<p ", "</p>", "<table>", "<td ", "x",
            "<a href=", "<img src=/x alt=", "<!--", "-->", "<svg ", "</", "강조", " onload=", "style=",
            "</details>", "</address>", "{{", "}}", "\u{202e}",
        ]), 1..30))
    {
        // The shortest of the fields that it stands in holds 200 characters.
        let text: String = format!("x{}", parts.concat()).chars().take(200).collect();
        let body = everywhere(&text);
        let made = html(&body);
        prop_assert_eq!(is_harmless(&made), Ok(()));
        // What was written is the same when it is read and shown again.
        let again = serde_json::to_string(&body).expect("JSON");
        let again = serde_json::from_str::<Body>(&again).expect("a body");
        prop_assert_eq!(html(&again), made);
    }
}

/// Every construct of Markdown that people write here.
const MARKDOWN: &str = "# One\n\n### Two & <three>\n\nThe **fee** is *free*, `x < 1`, see [the \\[charter\\]](/charter?a=1&b=2 \"so\"), \
    <https://city.example>, a@city.example and www.city.example.  \n![A hall](/media/hall.png) ![](https://x.example/y)\n\n\
    - one\n  1. two\n  2. 강조(**强调**)는\n\n7. seven\n\n> quoted\n> > twice\n\n---\n\n```rust\nlet x = \"<\";\n```\n\n    indented\n\n\
    | a | b | c |\n|:--|:-:|--:|\n| 1 | *2* | \u{a0}é |\n\n<b>typed</b> &copy; [x](javascript:x)\n\nSetext\n===\n\n# One\n";

#[test]
fn a_file_of_the_library_has_one_address_for_readers_of_all_languages() {
    let file = "/files/01a21851-5970-7099-9ada-e2146028ec24/3/charter.pdf";
    let html = html(&format!("[a]({file}) [b](/charter) [c](/files)").as_str().into());
    assert!(html.contains(&format!("href=\"{file}\"")), "{html}");
    assert!(html.contains("href=\"/ar/charter\"") && html.contains("\"/ar/files\""), "{html}");
}

#[test]
fn what_bodies_become_is_what_their_form_says() {
    let samples = [MARKDOWN.into(), everywhere("Fees & <b>more</b>"), everywhere("**강조** | `x`")];
    let made = samples.map(|body| {
        let languages = [Language::EN, Language::KO, Language::AR];
        languages
            .map(|written| super::rendered(&CMS, &body, "s", written).expect("rendered").html)
            .concat()
    });
    let digest = eframe_core::sha256(made.concat().as_bytes()).to_string();
    // Pages would go on showing what was kept of the way before.
    assert_eq!(super::FORM, &digest[..16], "bodies become other HTML: FORM is to be this");
}

#[test]
fn bad_input_13_a_body_of_brackets_costs_no_more_than_a_text_of_them() {
    let spent = |body: &Body| {
        let told = || {
            let told = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells");
            told.split(' ').next().expect("run time first").parse::<u64>().expect("a number")
        };
        html(body);
        let before = told();
        html(body);
        std::time::Duration::from_nanos(told() - before)
    };
    let brackets = |size: usize| "[".repeat(size);
    let alone = spent(&brackets(90_000).as_str().into());
    let many = json!(
        (0..90).map(|_| json!({ "type": "text", "markdown": brackets(1_000) })).collect::<Vec<_>>()
    );
    let many = spent(&serde_json::from_value(many).expect("a body"));
    let bound = alone * 3 + std::time::Duration::from_millis(60);
    assert!(many < bound, "{many:?} for what takes {alone:?} as one text");
}

#[test]
fn an_empty_corner_of_a_table_is_not_a_heading() {
    let list = json!([{ "type": "table", "caption": "Members", "header": "both",
        "rows": [["", "2026"], ["Asia", "14"]] }]);
    let html = html(&serde_json::from_value(list).expect("a body"));
    assert!(html.contains("<thead><tr><td></td><th scope=\"col\""), "{html}");
    assert!(html.contains("<th scope=\"row\">Asia</th>"), "{html}");
}
