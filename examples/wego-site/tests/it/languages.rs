//! Every page in every language; what is not translated says so (F11, bad input 28).

use crate::site::Site;

/// All addresses that the front page and the pages behind it lead to, in one language.
pub(crate) fn pages(site: &Site, home: &str) -> Vec<String> {
    let mut visitor = site.visitor();
    let mut found = vec![home.to_owned()];
    let mut next = 0;
    while next < found.len() {
        let page = visitor.get(&found[next]);
        next += 1;
        if page.header("content-type").is_none_or(|kind| !kind.starts_with("text/html")) {
            continue;
        }
        let links = page.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for link in links.filter(|link| link.starts_with(home)) {
            let link = link.split(['#', '?']).next().unwrap_or_default().to_owned();
            if !found.contains(&link) {
                found.push(link);
            }
        }
    }
    found
}

#[test]
fn no_link_of_the_site_is_dead_in_any_language() {
    let site = Site::start("serve", None);
    for code in ["en", "ko", "ru", "zh", "es", "fr", "ar"] {
        let pages = pages(&site, &format!("/{code}/"));
        assert!(pages.len() > 25, "{code}: only {} pages", pages.len());
        for path in pages {
            let page = site.visitor().get(&path);
            assert!([200, 301, 308].contains(&page.status), "{path}: {}", page.status);
        }
    }
}

#[test]
fn bad_input_28_a_page_without_a_translation_says_what_it_is_in() {
    let site = Site::start("serve", None);
    // Only English, Korean and Arabic are written of this one.
    let page = site.visitor().get("/fr/news/founding");
    assert!(page.expect(200).contains("<html lang=\"fr\" dir=\"ltr\">"), "the frame is French");
    assert!(page.body.contains("<h1 lang=\"en\" dir=\"ltr\">"), "the words are marked as English");
    assert!(page.body.contains("<p class=\"fallback\">"), "and a reader is told: {}", page.body);
    let written = site.visitor().get("/fr/membership/join");
    assert!(written.expect(200).contains("<h1>"), "what is written in French needs no mark");
    assert!(!written.body.contains("class=\"fallback\""), "{}", written.body);
    let arabic = site.visitor().get("/ar/membership/join");
    assert!(arabic.expect(200).contains("<html lang=\"ar\" dir=\"rtl\">"));
    let chinese = site.visitor().get("/zh/about");
    assert!(chinese.expect(200).contains("<html lang=\"zh-Hans\" dir=\"ltr\">"));
}

#[test]
fn the_desk_is_read_in_the_language_people_choose() {
    let mut site = Site::start("demo", None);
    let people = site.people();
    let editor = people.iter().find(|person| person.role == "editor").unwrap();
    let mut browser = site.visitor();
    browser
        .post("/account/sign-in", &[("email", &editor.email), ("password", &editor.password)])
        .location();
    assert!(browser.get("/desk/").expect(200).contains("<html lang=\"en\""));
    assert_eq!(browser.get("/desk/?lang=ar").location(), "/desk/");
    assert!(browser.get("/desk/").expect(200).contains("<html lang=\"ar\" dir=\"rtl\">"));
    browser.get("/desk/?lang=en").location();
    // A list that is narrowed to a language is narrowed, and the desk stays in its own.
    let list = browser.get("/desk/content/list?kind=news&language=ko");
    assert!(!list.headers.iter().any(|(name, _)| name == "set-cookie"), "{:?}", list.headers);
    let list = list.expect(200);
    assert!(list.contains("<html lang=\"en\""));
    assert!(list.contains("<option value=\"ko\" selected>"), "{list}");
    // It stays so when another language of the desk is chosen.
    let (_, rest) = list.split_once("href=\"/desk/content/list?lang=ar").expect("a link");
    let rest = rest.split('"').next().unwrap_or_default().replace("&amp;", "&");
    let led = browser.get(&format!("/desk/content/list?lang=ar{rest}")).location();
    assert_eq!(led, "/desk/content/list?kind=news&language=ko");
}
