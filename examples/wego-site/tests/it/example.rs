//! What the demo shows is invented, and every page says so.

use jiff::Timestamp;
use serde_json::json;

use crate::publishing::person;
use crate::site::Site;

const SAID: [(&str, &str); 7] = [
    ("en", "invented examples"),
    ("ko", "지어낸 예시"),
    ("ru", "вымышленные примеры"),
    ("zh", "虚构示例"),
    ("es", "ejemplos inventados"),
    ("fr", "exemples inventés"),
    ("ar", "أمثلة مختلقة"),
];

#[test]
fn every_page_of_the_demo_says_that_its_cities_and_people_are_invented() {
    let mut site = Site::start("demo", None);
    let people = site.people();
    for (code, said) in SAID {
        for path in ["", "about", "members", "members/map", "news", "nothing-here"] {
            let path = format!("/{code}/{path}");
            let page = site.visitor().get(&path);
            assert!(page.body.contains(said), "{path}: {} {}", page.status, page.body);
        }
        let own = format!("/account/sign-in?lang={code}");
        let mut visitor = site.visitor();
        visitor.get(&own);
        assert!(visitor.get("/account/sign-in").expect(200).contains(said), "{code}");
    }
    let staff = people.iter().find(|person| person.role == "secretariat").unwrap();
    let mut browser = site.visitor();
    let fields = [("email", &*staff.email), ("password", &*staff.password)];
    browser.post("/account/sign-in", &fields).location();
    browser.get("/account/?lang=en");
    for path in ["/account/", "/desk/", "/desk/membership", "/desk/content"] {
        assert!(browser.get(path).expect(200).contains(SAID[0].1), "{path}");
    }
}

#[test]
fn the_data_of_a_demo_stays_an_example_whatever_opens_it() {
    for database in crate::site::databases() {
        let mut demo = Site::start("demo", database);
        let people = demo.people();
        let (database, data) = demo.leave();
        let site = Site::start_in("serve", database, data);
        let front = site.visitor().get("/en/");
        assert!(front.expect(200).contains(SAID[0].1), "{}", front.body);
        // Its rules too: what the network says of itself needs two people.
        let app = |role: &str| site.visitor().with_token(&person(&people, role).token);
        let about = site.visitor().get("/api/v1/content/at?path=/about&language=en").as_json();
        let new = json!({
            "kind": "page", "slug": "two-of-us", "parent": about["id"], "language": "en",
            "text": { "title": "Two of us", "body": "Some words." },
        });
        let documents = "/api/v1/content/documents";
        let made = app("editor").json("POST", documents, &[], &new);
        made.expect(201);
        let made = made.as_json();
        let edition = format!("{documents}/{}/editions/en", made["document"].as_str().unwrap());
        app("editor").json("POST", &format!("{edition}/submit"), &[], &json!({})).expect(200);
        let approval = json!({ "hash": made["hash"] });
        let path = format!("{edition}/approve");
        let approved = app("reviewer").json("POST", &path, &[], &approval);
        approved.expect(200);
        assert_eq!(approved.as_json()["missing"]["more"], 1, "{}", approved.body);
    }
}

#[test]
fn a_site_that_is_no_demo_says_nothing_of_examples() {
    let site = Site::start("serve", None);
    for (code, said) in SAID {
        let front = site.visitor().get(&format!("/{code}/"));
        assert!(!front.expect(200).contains(said), "{code}");
    }
}

#[test]
fn the_committee_of_the_demo_met_when_it_was_called_for() {
    let mut site = Site::start("demo", None);
    let people = site.people();
    let mut program = site.visitor().with_token(&person(&people, "secretariat").token);
    let mut read = |path: &str| {
        let answer = program.get(&format!("/api/v1/membership{path}"));
        answer.expect(200);
        answer.as_json()
    };
    let meetings = read("/meetings");
    let ids = meetings["items"].as_array().expect("a list").iter();
    let ids: Vec<_> = ids.map(|one| one["id"].as_str().expect("an id").to_owned()).collect();
    let mut closed = 0;
    for id in ids {
        let meeting = read(&format!("/meetings/{id}"));
        let at =
            |name: &str| meeting[name].as_str().map(|at| at.parse::<Timestamp>().expect("a time"));
        let starts = at("starts").expect("a start");
        let Some(opened) = at("opened") else { continue };
        let late = opened.duration_since(starts).as_secs();
        assert!((0..60).contains(&late), "{late}: {meeting}");
        if let Some(ended) = at("closed") {
            closed += 1;
            let took = ended.duration_since(opened).as_mins();
            assert!((10..180).contains(&took), "{took} minutes: {meeting}");
            let local = starts.in_tz("Asia/Seoul").expect("a zone");
            assert_eq!((local.hour(), local.minute()), (17, 0));
        }
    }
    assert_eq!(closed, 1);
}
