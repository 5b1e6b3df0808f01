//! Links to pages of the site, in HTML that is kept for readers of every language.

use memchr::memmem;

use crate::markdown::is_local;

/// Leads each link to a path of the site where `lead` says; that is told the path as it stands in the HTML, and answers
/// so. Attributes are read in double quotes, as our templates and the sanitizer write them.
pub(crate) fn led(html: String, lead: impl Fn(&str) -> String) -> String {
    let (mut out, mut done) = (String::new(), 0);
    for at in memmem::find_iter(html.as_bytes(), "<a ") {
        if let Some((from, to)) = address(&html, at + "<a".len()) {
            out.push_str(&html[done..from]);
            out.push_str(&lead(&html[from..to]));
            done = to;
        }
    }
    if done == 0 {
        return html;
    }
    out.push_str(&html[done..]);
    out
}

/// Where the address stands among the attributes that begin here, if it is a path of the site.
fn address(html: &str, mut at: usize) -> Option<(usize, usize)> {
    loop {
        let (name, rest) = html[at..].split_once('=')?;
        // A value may hold anything but the mark that ends it.
        let (value, _) = rest.strip_prefix('"')?.split_once('"')?;
        if name.contains('>') {
            return None;
        }
        let from = at + name.len() + "=\"".len();
        if name.trim_start() == "href" {
            return is_local(value).then_some((from, from + value.len()));
        }
        at = from + value.len() + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn korean(html: &str) -> String {
        led(html.to_owned(), |path| format!("/ko{path}"))
    }

    #[test]
    fn paths_of_the_site_are_led_and_nothing_else() {
        for (html, expected) in [
            (
                "<p><a href=\"/a?b=1&amp;c#d\">a</a></p>",
                "<p><a href=\"/ko/a?b=1&amp;c#d\">a</a></p>",
            ),
            (
                "<a class=\"x > y\" href=\"/a\" title=\"t\">a</a>",
                "<a class=\"x > y\" href=\"/ko/a\" title=\"t\">a</a>",
            ),
        ] {
            assert_eq!(korean(html), expected);
        }
        for left in [
            "<a href=\"//evil.example\">a</a>",
            "<a href=\"/\\evil.example\">a</a>",
            "<a href=\"https://city.example/a\">a</a>",
            "<a href=\"#s-fees\">a</a>",
            "<a title=\"href\">/a</a> href=\"/a\"",
            "<img src=\"/a\" alt=\"<a href=&quot;/a&quot;>\">",
            "<p>&lt;a href=\"/a\"&gt;</p>",
            "<abbr title=\"/a\">a</abbr> <a",
        ] {
            assert_eq!(korean(left), left);
        }
    }
}
