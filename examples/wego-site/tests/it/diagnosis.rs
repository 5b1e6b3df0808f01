//! A colleague's way into a city's assessment by forms alone: asked by mail, invited, answering; and who hears what of it.

use std::path::Path;

use crate::http::Client;
use crate::membership::{PASSWORD, letter, link};
use crate::publishing::person;
use crate::site::{Person, Site, databases};

fn sign_in(site: &Site, people: &[Person], role: &str) -> Client {
    let Person { email, password, .. } = person(people, role);
    let mut browser = site.visitor();
    let fields = [("email", email.as_str()), ("password", password.as_str())];
    browser.post("/account/sign-in", &fields).location();
    browser
}

/// The letter to an address whose text has this in it, decoded as far as links need it.
fn letter_with(data: &Path, to: &str, part: &str) -> String {
    let begun = std::time::Instant::now();
    loop {
        let files = std::fs::read_dir(data.join("mail")).into_iter().flatten();
        let texts = files.filter_map(|entry| std::fs::read_to_string(entry.ok()?.path()).ok());
        let plain = |text: String| text.replace("=\r\n", "").replace("=\n", "").replace("=3D", "=");
        let mut texts = texts.map(plain);
        if let Some(found) = texts.find(|text| text.contains(to) && text.contains(part)) {
            return found;
        }
        assert!(begun.elapsed().as_secs() < 30, "no letter to {to} that says {part}");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

/// The first address on a page, or in a letter, that begins like this.
fn address(text: &str, start: &str) -> String {
    let at = text.find(start).unwrap_or_else(|| panic!("{start} in {text}"));
    let end = |one: char| one.is_whitespace() || ['"', '?', '#', '<'].contains(&one);
    text[at..].split(end).next().expect("an address").to_owned()
}

#[test]
fn whoever_is_asked_to_help_comes_in_by_mail_and_answers_what_is_asked_of_them() {
    for database in databases() {
        let mut site = Site::start("demo", database);
        let people = site.people();
        let mut officer = sign_in(&site, &people, "officer-a");
        let own = officer.get("/account/ceds/");
        let assessment = address(own.expect(200), "/account/ceds/assessments/");
        let assessment = assessment.split('/').take(5).collect::<Vec<_>>().join("/");
        let team = format!("{assessment}/team");
        let page = officer.get(&team);
        assert!(page.expect(200).contains("name=\"language\""), "{}", page.body);
        let to = "sofia@nordhaven.example";
        let ask = [("address", to), ("sections", "governance"), ("language", "es")];
        assert!(officer.post(&team, &ask).location().contains("done=asked"));

        // Two letters: what is asked, and the way in.
        let asked = letter_with(site.data.path(), to, "/account/ceds/assessments/");
        assert!(asked.contains("- Governance Mechanism"), "{asked}");
        assert!(
            asked.contains("Content-Language: es") || asked.contains("Siga leyendo"),
            "{asked}"
        );
        let place = address(&asked, "/account/ceds/assessments/");
        assert_eq!(place, assessment);
        let way_in = letter_with(site.data.path(), to, "/account/invitation?token=");
        let invitation = link(&way_in);
        let mut browser = site.visitor();
        browser.get(&invitation).expect(200);
        let fields = [("name", "Sofía Brand"), ("language", "es"), ("password", PASSWORD)];
        browser.post(&invitation, &fields).location();

        // The place of the letter is theirs now, with the section that they were asked to answer.
        let page = browser.get(&place);
        assert!(page.expect(200).contains("/sections/governance"), "{}", page.body);
        let led = browser.get(&format!("{place}/sections/governance")).location();
        let page = browser.get(&led);
        assert!(page.expect(200).contains("gov."), "{}", page.body);
        let of = page.body.split("name=\"v:").nth(1).and_then(|rest| rest.split('"').next());
        let question = of.expect("a question").to_owned();
        let version = page.body.split(&format!("name=\"v:{question}\" value=\"")).nth(1);
        let version = version.and_then(|rest| rest.split('"').next()).expect("its version");
        let (v, a) = (format!("v:{question}"), format!("a:{question}"));
        let answer = [(v.as_str(), version), (a.as_str(), "4"), ("later", "yes")];
        let saved = browser.post(&led, &answer);
        assert!(saved.location().contains("done=saved"), "{}", saved.body);
        let team = officer.get(&team);
        assert!(team.expect(200).contains("Sofía Brand"), "{}", team.body);
        // She answers, and neither hands it in nor sees another's city.
        assert_eq!(browser.post(&format!("{place}/check"), &[("anyway", "yes")]).status, 403);
        assert_eq!(browser.get("/desk/ceds/").status, 403);
        assert!(browser.get("/desk/").expect(200).contains("/account/ceds"));
        let log = std::fs::read_to_string(site.data.path().join("log")).expect("a log");
        assert!(!log.contains("sofia@"), "no address of a person in a log");
    }
}

#[test]
fn the_desk_tells_how_many_assessments_wait_and_the_city_hears_what_came_of_it() {
    for database in databases() {
        let mut site = Site::start("demo", database);
        let people = site.people();
        let mut secretariat = sign_in(&site, &people, "secretariat");
        let home = secretariat.get("/desk/");
        let waiting = |text: &str| {
            let line = text.split("/desk/ceds/?stage=submitted\">").nth(1).expect("a line");
            line.split(' ').next().expect("a number").to_owned()
        };
        let before = waiting(home.expect(200));
        let list = secretariat.get("/desk/ceds/?stage=submitted");
        let one = address(list.expect(200), "/desk/ceds/assessments/");
        let questions = [("questions", "Which council decided it?")];
        secretariat.post(&one, &questions).location();
        let home = secretariat.get("/desk/");
        let text = home.expect(200);
        let left = text.contains("?stage=submitted").then(|| waiting(text));
        assert_ne!(left.as_deref(), Some(before.as_str()), "one waits no more");

        let mut officer = sign_in(&site, &people, "officer-a");
        assert!(officer.get("/desk/").expect(200).contains("href=\"/account/ceds\""));
        let email = &person(&people, "officer-a").email;
        let own = officer.get("/account/ceds/");
        let assessment = address(own.expect(200), "/account/ceds/assessments/");
        let assessment = assessment.split('/').take(5).collect::<Vec<_>>().join("/");
        let check = format!("{assessment}/check");
        officer.post(&check, &[("anyway", "yes")]).location();
        letter_with(site.data.path(), email, &assessment);
        let id = assessment.rsplit('/').next().expect("an id");
        let review =
            letter_with(site.data.path(), "review", &format!("/desk/ceds/assessments/{id}"));
        assert!(review.contains("waits for its review"), "{review}");
        let freeze = format!("/desk/ceds/assessments/{id}/freeze");
        secretariat.post(&freeze, &[]).location();
        letter_with(site.data.path(), email, &format!("{assessment}/report"));
        assert!(!letter(site.data.path(), email).is_empty());
    }
}
