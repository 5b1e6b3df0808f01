//! What search engines and feed readers find on the site itself.

use serde_json::Value;

use crate::site::Site;

/// What stands in each element of this name that has this attribute.
fn attribute<'a>(html: &'a str, element: &str, name: &str) -> Vec<&'a str> {
    let open = format!("<{element} ");
    let tags = html.split(&open).skip(1);
    let tags = tags.filter_map(|rest| rest.split('>').next());
    let start = format!("{name}=\"");
    let value = |tag: &'a str| tag.split(&start).nth(1)?.split('"').next();
    tags.filter_map(value).collect()
}

fn property<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = html.split_once(&format!("<meta property=\"{name}\" content=\""))?;
    rest.split('"').next()
}

#[test]
fn search_engines_find_every_page_by_robots_and_sitemap() {
    let site = Site::start("serve", None);
    let origin = format!("http://{}", site.address);
    let robots = site.visitor().get("/robots.txt");
    let map = robots
        .expect(200)
        .lines()
        .find_map(|line| line.strip_prefix("Sitemap: "))
        .expect("a sitemap");
    let sitemap = site.visitor().get(map.strip_prefix(&origin).expect("of this site"));
    let pages =
        sitemap.expect(200).split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next());
    let pages = pages.collect::<Vec<_>>();
    assert!(pages.len() > 100, "{pages:?}");
    // Each page is there, and says of itself what the sitemap says of it.
    for page in pages.iter().step_by(pages.len() / 40) {
        let answer = site.visitor().get(page.strip_prefix(&origin).expect("of this site"));
        let html = answer.expect(200);
        assert!(html.contains(&format!("<link rel=\"canonical\" href=\"{page}\">")), "{page}");
        assert_eq!(property(html, "og:url"), Some(*page));
        assert_eq!(property(html, "og:site_name"), Some("WeGO"));
        assert!(property(html, "og:title").is_some_and(|title| !title.is_empty()), "{page}");
        let own = page.strip_prefix(&origin).and_then(|path| path.split('/').nth(1));
        assert!(property(html, "og:locale").is_some_and(|of| Some(&of[..2]) == own), "{page}");
        let languages = attribute(html, "link", "hreflang");
        let others = html.matches("\"og:locale:alternate\"").count();
        assert_eq!(others + 2, languages.len(), "each but its own, and x-default: {page}");
        assert!(languages.contains(&"x-default"), "{page}: {languages:?}");
        let hrefs = attribute(html, "link", "href");
        let alternates = hrefs.iter().filter(|href| pages.contains(*href)).count();
        assert!(alternates >= languages.len(), "each alternate is in the sitemap: {page}");
    }
}

#[test]
fn the_front_page_says_who_it_is_and_where_its_news_can_be_followed() {
    let site = Site::start("serve", None);
    for language in ["en", "ar"] {
        let front = site.visitor().get(&format!("/{language}/"));
        let html = front.expect(200);
        let (_, rest) = html.split_once("<script type=\"application/ld+json\">").expect("data");
        let about: Value =
            serde_json::from_str(rest.split("</script>").next().expect("its end")).expect("JSON");
        assert_eq!((&about["@type"], &about["name"]), (&"Organization".into(), &"WeGO".into()));
        assert!(property(html, "og:description").is_some());
        let feed = format!("/{language}/news.atom");
        assert!(attribute(html, "link", "href").contains(&feed.as_str()));
        assert!(attribute(html, "a", "href").contains(&feed.as_str()), "and in the footer");
        let feed = site.visitor().get(&feed);
        feed.expect(200);
        let tag = feed.header("etag").expect("a tag").to_owned();
        let again = [("if-none-match", tag.as_str())];
        site.visitor().get_with(&format!("/{language}/news.atom"), &again).expect(304);
    }
}
