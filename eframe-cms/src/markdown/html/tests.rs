use std::time::Duration;

use proptest::prelude::*;

use super::super::is_nested_too_deep;
use super::*;

/// A text alone.
fn render(markdown: &str, anchors: &str) -> Rendered {
    let (mut pieces, contents) = outlined(&[Part::Text(markdown)], anchors);
    let Some(Piece::Html(html)) = pieces.pop() else { panic!("a text becomes HTML") };
    Rendered { html, contents }
}

fn html(markdown: &str) -> String {
    crate::view::led(render(markdown, "s").html, |url| format!("/ko{url}"))
}

#[test]
fn emphasis_works_beside_korean_particles() {
    assert_eq!(html("**강조(强调)**는"), "<p><strong>강조(强调)</strong>는</p>\n");
}

#[test]
fn the_highest_heading_is_h2_and_the_rest_keep_their_distance() {
    for (markdown, levels) in
        [("# A\n## B\n# C", vec![2, 3, 2]), ("### A\n#### B", vec![2, 3]), ("###### A", vec![2])]
    {
        let found = render(markdown, "s").contents;
        assert_eq!(found.iter().map(|heading| heading.level).collect::<Vec<_>>(), levels);
    }
}

#[test]
fn headings_of_the_same_words_have_anchors_of_their_own() {
    let rendered = render("## Fees\n\n## Fees\n\n## 회비\n\n## Fees 2\n\n## Fees", "s");
    let anchors = rendered.contents.iter().map(|heading| heading.anchor.as_str());
    assert_eq!(
        anchors.collect::<Vec<_>>(),
        ["s-fees", "s-fees-2", "s-hoebi", "s-fees-2-2", "s-fees-3"]
    );
    assert!(rendered.html.contains(r#"<h2 id="s-fees-2">"#));
}

#[test]
fn links_within_the_site_lead_to_the_readers_language() {
    let made = html("[a](/about) [b](//evil.example) [c](https://city.example)");
    assert!(made.contains(r#"href="/ko/about""#));
    assert!(made.contains(r#"href="//evil.example""#) && !made.contains("/ko//"));
}

/// What people send who wish a page ill.
const NASTY: [&str; 18] = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/pixel.gif)",
    "![x](//evil.example/pixel.gif)",
    "<base href=https://evil.example>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<style>body{display:none}</style>",
    "<p style=\"position:fixed\">x</p>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<form action=//evil.example><button>x</button></form>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href=\"&#x6A;avascript:alert(1)\">x</a>",
];

#[test]
fn bad_input_19_nothing_that_runs_loads_or_restyles_comes_through() {
    for nasty in NASTY {
        for made in [html(nasty), sanitize(nasty)] {
            let seen = made.to_lowercase();
            for harm in [
                "<script",
                "href=\"javascript",
                "href=\"data",
                "href=\"vbscript",
                "<base",
                "<meta",
                "<style",
                "<svg",
                "<math",
                "<form",
                "<iframe",
                "src=\"http",
                "src=\"//",
            ] {
                assert!(!seen.contains(harm), "{nasty} became {made}");
            }
            let tags = made.split('<').skip(1).filter_map(|tag| tag.split('>').next());
            for tag in tags {
                assert!(!tag.contains(" on") && !tag.contains(" style"), "{nasty} became {made}");
            }
            assert_eq!(sanitize(&made), made, "a second pass changes nothing");
        }
    }
}

proptest! {
    #[test]
    fn bad_input_19_a_second_pass_changes_nothing(parts in prop::collection::vec(
        prop::sample::select(vec![
            "<", ">", "\"", "'", "&", "&lt;", "*", "**", "[", "](", ")", "\n", "\n\n", "`", "# ",
            "| a | b |\n|---|---|\n", "<math>", "<style>", "<p>", "</p>", "<table>", "<td>", "x",
            "<a href=", "<img src=/x alt=", "<!--", "-->", "<svg>", "</", "강조", "- ", "1. ",
        ]), 0..40))
    {
        let source = parts.concat();
        let made = html(&source);
        prop_assert_eq!(&sanitize(&made), &made);
    }
}

/// What this thread has cost so far. Not wall time: the machine does other things too.
fn spent() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells");
    let nanoseconds = told.split(' ').next().expect("run time first");
    Duration::from_nanos(nanoseconds.parse().expect("a number"))
}

fn cost(text: &str) -> Duration {
    let before = spent();
    std::hint::black_box(html(text));
    spent() - before
}

#[test]
fn bad_input_13_twice_the_text_costs_about_twice_the_time() {
    let deep = "> ".repeat(30) + "x\n\n";
    for mark in [
        "[", "*", "**a", "_", "`", "`a``b", "<", "<a ", "![", "> ", "- ", "|", "[a](", "&", "«",
        "a@", "~", "a*b", "|\n", "|a\n|-\n", "# x\n", "<!--", "\\", &deep,
    ] {
        let text = |size: usize| mark.repeat(size / mark.len());
        let (half, whole) = (cost(&text(50_000)), cost(&text(100_000)));
        let bound = half * 3 + Duration::from_millis(20);
        assert!(whole < bound, "{mark:?}: {whole:?} for twice what took {half:?}");
        if !cfg!(debug_assertions) {
            assert!(whole < Duration::from_millis(100), "{mark:?}: {whole:?}");
        }
    }
}

#[test]
fn bad_input_13_what_is_nested_without_end_is_refused_and_never_rendered_so() {
    let deep = "> ".repeat(50_000) + "x";
    assert!(is_nested_too_deep(&deep));
    assert!(html(&deep).len() < 2_000);
    assert!(!is_nested_too_deep("> - one\n>   - two\n>     - three"));
}

#[test]
fn every_character_of_a_text_comes_through() {
    let text = "« 5 & 6 » &amp;amp; © 2026 \u{a0}x";
    assert_eq!(
        html(text),
        "<p>« 5 &amp; 6 » &amp;amp; © 2026 \u{a0}x</p>\n".replace('\u{a0}', "&nbsp;")
    );
}
