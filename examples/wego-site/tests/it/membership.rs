//! A city's whole way into the network, by JSON with tokens: from an application without an account to a vote that
//! counts.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::http::{Answer, Client};
use crate::publishing::person;
use crate::site::{Person, Site, databases};

const API: &str = "/api/v1/membership";
pub(crate) const PASSWORD: &str = "lantern-quay-elbow-47-thimble";
/// A browser says that a request comes from a page of the site itself.
const OWN: (&str, &str) = ("sec-fetch-site", "same-origin");

/// Somebody who asks for JSON, by a token or by a browser's cookie.
struct App(Client);

impl App {
    fn of(site: &Site, people: &[Person], role: &str) -> Self {
        Self(site.visitor().with_token(&person(people, role).token))
    }

    #[track_caller]
    fn get(&mut self, path: &str) -> Value {
        let answer = self.0.get(&format!("{API}{path}"));
        answer.expect(200);
        answer.as_json()
    }

    fn send(&mut self, method: &str, path: &str, body: &Value) -> Answer {
        self.0.json(method, &format!("{API}{path}"), &[OWN], body)
    }

    #[track_caller]
    fn post(&mut self, path: &str, body: &Value) -> Value {
        let answer = self.send("POST", path, body);
        assert!([200, 201].contains(&answer.status), "{path}: {} {}", answer.status, answer.body);
        answer.as_json()
    }

    /// Saves every answer over what stands there.
    #[track_caller]
    fn save(&mut self, application: &str, form: &Value) {
        let path = format!("{API}/applications/{application}");
        let seen = self.0.get(&path).header("etag").expect("an ETag").to_owned();
        let headers = [OWN, ("if-match", seen.as_str())];
        self.0.json("PUT", &format!("{path}/form"), &headers, form).expect(200);
    }

    #[track_caller]
    fn sign(&mut self, application: &str) {
        let read = self.get(&format!("/applications/{application}"));
        let form = &read["form"];
        let signature = json!({
            "name": form["signatoryName"], "office": form["signatoryOffice"], "form": read["fingerprint"],
        });
        self.post(&format!("/applications/{application}/signature"), &signature);
    }
}

fn form() -> Value {
    json!({
        "kind": "city", "name": "Kastanienhafen", "country": "AT", "latitude": "48.2", "longitude": "15.6",
        "population": "91 000", "website": "https://kastanienhafen.example",
        "motivation": "We have a harbour and no sea, and want to learn patience.",
        "signatoryName": "Maria Lechner", "signatoryOffice": "Mayor", "contactName": "Toni Huber",
        "contactEmail": "toni@kastanienhafen.example", "contactLanguage": "en",
    })
}

/// The text of the newest letter to this address, once it is there.
pub(crate) fn letter(data: &Path, to: &str) -> String {
    let begun = Instant::now();
    loop {
        let mut names: Vec<_> = std::fs::read_dir(data.join("mail"))
            .map(|folder| folder.map(|entry| entry.expect("read").path()).collect())
            .unwrap_or_default();
        names.sort();
        let texts = names.iter().rev().filter_map(|name| std::fs::read_to_string(name).ok());
        if let Some(found) = texts.into_iter().find(|text| text.contains(to)) {
            return found;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "no letter to {to}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The path of the link in a letter.
pub(crate) fn link(letter: &str) -> String {
    // Lines of a letter on its way may be broken by `=` at their end.
    let text = letter.replace("=\r\n", "").replace("=\n", "").replace("=3D", "=");
    let at = text.find("/account/invitation?token=").expect("a link to the invitation");
    text[at..].split_whitespace().next().expect("a link").to_owned()
}

/// A figure of the front page.
fn figure(site: &Site, label: &str) -> u64 {
    let front = site.visitor().get("/en/");
    let (_, rest) = front.expect(200).split_once(&format!("<dt>{label}</dt><dd><b>")).expect(label);
    let digits = rest.split("</b>").next().expect("a number").replace(',', "");
    digits.parse().expect("a number")
}

/// Applies without an account, and comes in by the letter that follows: a browser that is signed in.
fn begin_without_an_account(site: &Site) -> (App, String) {
    let begin = json!({ "form": form() });
    let begun = App(site.visitor()).send("POST", "/applications", &begin);
    begun.expect(202);
    let again = App(site.visitor()).send("POST", "/applications", &begin);
    assert_eq!(again.body, begun.body, "nobody learns what is there already");
    let invitation = link(&letter(site.data.path(), "toni@kastanienhafen.example"));
    let mut browser = site.visitor();
    browser.get(&invitation).expect(200);
    let fields = [("name", "Toni Huber"), ("language", "en"), ("password", PASSWORD)];
    browser.post(&invitation, &fields).location();
    let mut city = App(browser);
    let own = city.get("/applications");
    assert_eq!(own["items"].as_array().map(Vec::len), Some(1), "one application, not two: {own}");
    let application = own["items"][0]["id"].as_str().expect("an id").to_owned();
    (city, application)
}

#[test]
fn a_city_goes_the_whole_way_by_json() {
    for database in databases() {
        let mut site = Site::start("demo", database);
        let people = site.people();
        let before = figure(&site, "Member cities");
        let citizens = figure(&site, "Citizens in member cities");
        let (mut city, application) = begin_without_an_account(&site);
        let mut secretariat = App::of(&site, &people, "secretariat");
        let at = |step: &str| format!("/applications/{application}/{step}");

        let unsigned = city.send("POST", &at("submit"), &json!({}));
        assert_eq!(unsigned.status, 409, "{}", unsigned.body);
        city.sign(&application);
        assert_eq!(city.post(&at("submit"), &json!({}))["stage"], "submitted");
        let questions = json!({ "questions": "How many people live there, since last year?" });
        assert_eq!(secretariat.post(&at("return"), &questions)["stage"], "returned");
        let mut answers = form();
        answers["population"] = json!("92000");
        city.save(&application, &answers);
        let stale = city.send("POST", &at("submit"), &json!({}));
        assert_eq!(stale.status, 409, "another answer voids the signature: {}", stale.body);
        city.sign(&application);
        assert_eq!(city.post(&at("submit"), &json!({}))["stage"], "submitted");
        assert_eq!(secretariat.post(&at("accept"), &json!({}))["stage"], "accepted");
        assert_eq!(figure(&site, "Member cities"), before + 1, "an associate counts");
        assert_eq!(figure(&site, "Citizens in member cities"), citizens + 92_000);

        let number = decide(&site, &people, &mut secretariat, &application);
        let read = city.get(&format!("/applications/{application}"));
        assert_eq!(read["state"]["stage"], "admitted", "{read}");
        let page = site.visitor().get(&format!("/en/members/{number}"));
        assert!(page.expect(200).contains("Kastanienhafen") && page.body.contains("Full Member"));
        let member = read["member"].as_str().expect("it is a member").to_owned();
        let code = city.get(&format!("/members/{member}"))["code"].clone();
        let certificate = format!("/certificates/{}", code.as_str().expect("a code"));
        let checked = App(site.visitor()).get(&certificate);
        assert!(checked.to_string().contains("Kastanienhafen"), "{checked}");
        assert!(site.stop().success());
    }
}

/// A meeting that grants the application by a vote with quorum; answers with the member's number.
fn decide(site: &Site, people: &[Person], secretariat: &mut App, application: &str) -> String {
    let mut committee = App::of(site, people, "committee");
    let starts = "2099-01-01T10:00";
    let plan = json!({
        "body": "executive-committee", "title": "A meeting", "starts": starts, "zone": "Asia/Seoul",
    });
    let meeting = secretariat.post("/meetings", &plan);
    let at = format!("/meetings/{}", meeting["meeting"].as_str().expect("an id"));
    let added = secretariat.post(&format!("{at}/items"), &json!({ "application": application }));
    let item = format!("{at}/items/{}", added["item"].as_str().expect("an id"));
    secretariat.post(&format!("{at}/open"), &json!({}));
    let roll = secretariat.get(&at)["roll"].clone();
    let entitled: Vec<_> = roll
        .as_array()
        .into_iter()
        .flatten()
        .filter(|entry| entry["entitled"] == true)
        .map(|entry| (entry["name"].clone(), entry["member"].as_str().expect("an id").to_owned()))
        .collect();
    assert!(entitled.len() >= 14, "{roll}");
    assert!(roll.to_string().contains("overdue"), "whoever owes a fee may not vote: {roll}");
    for (_, member) in &entitled[..12] {
        secretariat.send("PUT", &format!("{at}/attendance/{member}"), &json!({})).expect(200);
    }
    let own = entitled.iter().find(|(name, _)| name == "Zvonorechensk").expect("it may vote");
    committee.send("PUT", &format!("{at}/attendance/{}", own.1), &json!({})).expect(200);
    let chair = json!({ "member": own.1 });
    secretariat.send("PUT", &format!("{at}/chair"), &chair).expect(200);
    secretariat.post(&format!("{item}/open"), &json!({}));
    let vote = |member: &str, choice: &str| json!({ "member": member, "choice": choice });
    committee.post(&format!("{item}/votes"), &vote(&own.1, "yes"));
    let twice = committee.send("POST", &format!("{item}/votes"), &vote(&own.1, "no"));
    assert_eq!(twice.status, 409, "one member, one vote: {}", twice.body);
    let others = entitled[..12].iter().filter(|(_, member)| *member != own.1);
    for (place, (_, member)) in others.enumerate() {
        let choice = if place < 8 { "yes" } else { "no" };
        secretariat.post(&format!("{item}/votes"), &vote(member, choice));
    }
    secretariat.post(&format!("{item}/close"), &json!({}));
    secretariat.post(&format!("{at}/close"), &json!({}));
    let minutes = secretariat.get(&at)["minutes"].as_str().expect("an address").to_owned();
    let path = minutes.split_once("/api/").expect("an address of ours").1.to_owned();
    let read = site.visitor().get(&format!("/api/{path}"));
    let decided = read.as_json();
    read.expect(200);
    assert_eq!(decided["agenda"][0]["state"]["stage"], "decided", "{decided}");
    let register = App(site.visitor()).get("/register?words=Kastanienhafen");
    register["items"][0]["number"].as_str().expect("it is in the register").to_owned()
}

/// How many work at once while the site is killed.
const HANDS: usize = 8;

/// What one pair of hands was told: applications that are begun, and those of them that were handed in.
#[derive(Default)]
struct Told {
    begun: Vec<String>,
    submitted: Vec<String>,
}

/// Fills in and hands in applications of cities that are new, until nobody answers any more.
fn hand_in(address: std::net::SocketAddr, token: &str, hand: usize) -> Told {
    let mut told = Told::default();
    let mut app = Client::new(address).with_token(token);
    for turn in 0_u32.. {
        let organisation = format!("00000000-0000-4000-8000-{:04x}{turn:08x}", hand + 1);
        let begin = json!({ "organisation": organisation, "form": form() });
        let key = format!("\"{hand}-{turn}\"");
        let headers = [("idempotency-key", key.as_str())];
        let path = format!("{API}/applications");
        let Some(answer) = app.try_json("POST", &path, &headers, &begin) else { break };
        answer.expect(201);
        let id = answer.as_json()["application"].as_str().expect("an id").to_owned();
        told.begun.push(id.clone());
        let path = format!("{API}/applications/{id}/submit");
        let Some(answer) = app.try_json("POST", &path, &[], &json!({})) else { break };
        answer.expect(200);
        told.submitted.push(id);
    }
    told
}

#[test]
fn bad_input_83_nothing_that_was_acknowledged_is_lost_when_the_site_is_killed() {
    for database in databases() {
        let mut site = Site::start("demo", database);
        let people = site.people();
        let token = person(&people, "secretariat").token.clone();
        let address = site.address;
        let hands: Vec<_> = (0..HANDS)
            .map(|hand| {
                let token = token.clone();
                std::thread::spawn(move || hand_in(address, &token, hand))
            })
            .collect();
        // As soon as there is a steady stream: what is killed is killed in the middle of it.
        let mut secretariat = App::of(&site, &people, "secretariat");
        let under_way = |secretariat: &mut App| {
            let lines = secretariat.get("/applications?stage=unconfirmed&limit=200");
            lines["items"].as_array().map_or(0, Vec::len)
        };
        let begun = Instant::now();
        while under_way(&mut secretariat) < 2 * HANDS {
            assert!(begun.elapsed() < Duration::from_secs(60), "nobody gets anything handed in");
        }
        let (database, data) = site.kill();
        let told: Vec<Told> =
            hands.into_iter().map(|hand| hand.join().expect("a hand failed")).collect();
        let site = Site::start_in("serve", database, data);
        let mut secretariat = App::of(&site, &people, "secretariat");
        let (mut begun, mut submitted) = (0, 0);
        for id in told.iter().flat_map(|told| &told.begun) {
            let read = secretariat.get(&format!("/applications/{id}"));
            let handed_in = told.iter().any(|told| told.submitted.contains(id));
            assert!(!handed_in || read["state"]["stage"] == "unconfirmed", "{read}");
            (begun, submitted) = (begun + 1, submitted + usize::from(handed_in));
        }
        assert!(begun > HANDS && submitted > HANDS, "{begun} begun, {submitted} handed in");
        // Whoever was not answered asks again with the same key, and there is one application.
        for (hand, told) in told.iter().enumerate() {
            let turn = told.begun.len();
            let again = format!("00000000-0000-4000-8000-{:04x}{turn:08x}", hand + 1);
            let begin = json!({ "organisation": again, "form": form() });
            let key = format!("\"{hand}-{turn}\"");
            let path = format!("{API}/applications");
            let headers = [("idempotency-key", key.as_str())];
            let once = secretariat.0.json("POST", &path, &headers, &begin);
            assert!([200, 201].contains(&once.status), "{} {}", once.status, once.body);
            let twice = secretariat.0.json("POST", &path, &headers, &begin);
            assert_eq!(once.as_json()["application"], twice.as_json()["application"]);
            let lines = secretariat.get(&format!("/applications?organisation={again}"));
            assert_eq!(lines["items"].as_array().map(Vec::len), Some(1), "{lines}");
        }
    }
}
