//! The whole way of a municipality and of a county, by JSON and by pages, on each database.

use eframe_core::test::TestDatabase;
use eframe_core::{Body, Timestamp};
use eframe_membership::model::{Charter, Happened, Happening, Right, Standing};
use eframe_membership::rules::{may, status_at};
use http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use jiff::civil::date;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::{ADDRESS, STATUTES, association};

const OFFICE: &str = "018f0000-0000-7000-8000-000000000001 office Ana Sousa";
const RIVER: &str =
    "018f0000-0000-7000-8000-000000000002 018f0000-0000-7000-8000-00000000000a Rui Costa";
const HILL: &str =
    "018f0000-0000-7000-8000-000000000003 018f0000-0000-7000-8000-00000000000b Eva Reis";
const COUNTY: &str =
    "018f0000-0000-7000-8000-000000000004 018f0000-0000-7000-8000-00000000000c Jon Maia";

fn statutes() -> Charter {
    Charter::read(STATUTES).expect("the statutes are right")
}

/// The association on one database.
struct Association(TestDatabase);

struct Answer {
    status: StatusCode,
    location: Option<String>,
    text: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    /// The last part of where it leads.
    fn id(&self) -> String {
        let location = self.location.as_ref().unwrap_or_else(|| panic!("nowhere: {}", self.text));
        location.rsplit('/').next().expect("an id").to_owned()
    }
}

impl Association {
    async fn on_each_database() -> Vec<Self> {
        let all = eframe_core::test::databases(&[eframe_membership::MIGRATIONS]).await;
        all.into_iter().map(Self).collect()
    }

    async fn send(&self, request: Request<Body>, who: Option<&str>) -> Answer {
        let mut request = request;
        if let Some(who) = who {
            request.headers_mut().insert("x-user", who.parse().expect("a header"));
        }
        let service = association(self.0.database.clone(), statutes(), ADDRESS);
        let answer = service.oneshot(request).await.expect("never fails");
        let status = answer.status();
        let location = answer.headers().get(header::LOCATION).cloned();
        let bytes = answer.into_body().collect().await.expect("a body").to_bytes();
        Answer {
            status,
            location: location.and_then(|to| to.to_str().ok().map(str::to_owned)),
            text: String::from_utf8(bytes.to_vec()).expect("text"),
        }
    }

    async fn get(&self, who: Option<&str>, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::default()).expect("a request"), who).await
    }

    /// The same as a browser asks.
    async fn browse(&self, path: &str) -> Answer {
        let request = Request::get(path).header(header::ACCEPT, "text/html");
        self.send(request.body(Body::default()).expect("a request"), None).await
    }

    /// What is there as JSON.
    async fn read(&self, who: &str, path: &str) -> Value {
        let answer = self.get(Some(who), &format!("/api/membership{path}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        answer.json()
    }

    /// Sends JSON, or nothing at all.
    async fn tell(&self, who: &str, method: &str, path: &str, body: Value) -> Answer {
        let request = Request::builder().method(method).uri(format!("/api/membership{path}"));
        let request = match body {
            Value::Null => request.body(Body::default()),
            body => {
                let request = request.header(header::CONTENT_TYPE, "application/json");
                request.body(Body::from(body.to_string()))
            }
        };
        self.send(request.expect("a request"), Some(who)).await
    }

    /// The same, where nothing may be in the way.
    async fn post(&self, who: &str, path: &str, body: Value) -> Answer {
        let answer = self.tell(who, "POST", path, body).await;
        assert!(answer.status.is_success(), "{path}: {} {}", answer.status, answer.text);
        answer
    }

    /// Fills in the form of a page as a browser does, with what it hides, and posts it: it has to lead on.
    async fn fill_in(&self, who: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.get(Some(who), path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text);
        let between = |text: &str, before: &str| {
            let (_, rest) = text.split_once(before)?;
            rest.split('"').next().map(|found| found.replace("&#x2f;", "/"))
        };
        let action = between(&page.text, r#"method="post" action=""#).unwrap_or_default();
        let to = if action.starts_with('/') { action } else { format!("{path}{action}") };
        let hidden = ["seen", "form"].map(|name| {
            let value = between(&page.text, &format!(r#"name="{name}" value=""#));
            (name, value.unwrap_or_default())
        });
        let known = hidden.iter().map(|(name, value)| (*name, value.as_str()));
        let all = known.filter(|(_, value)| !value.is_empty()).chain(fields.iter().copied());
        let pairs = all.map(|(name, value)| format!("{name}={}", value.replace(' ', "+")));
        let request =
            Request::post(to).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = request.body(Body::from(pairs.collect::<Vec<_>>().join("&")));
        let answer = self.send(request.expect("a request"), Some(who)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.text);
        answer
    }

    /// An application that was begun, signed on line and handed in.
    async fn hand_in(&self, who: &str, kind: &str, name: &str) -> String {
        let form = json!({
            "kind": kind, "name": name, "country": "PT", "population": "48000",
            "motivation": "To speak with one voice.",
            "signatoryName": "Ines Faro", "signatoryOffice": "Mayor",
            "contactName": "Rui Costa", "contactEmail": "rui@river.example", "contactLanguage": "en",
        });
        let organisation = who.split(' ').nth(1).expect("whom they act for");
        let begin = json!({ "organisation": organisation, "form": form });
        let id = self.post(who, "/applications", begin).await.id();
        let fingerprint =
            self.read(who, &format!("/applications/{id}")).await["fingerprint"].clone();
        let sign = json!({ "name": "Ines Faro", "office": "Mayor", "form": fingerprint });
        self.post(who, &format!("/applications/{id}/signature"), sign).await;
        let handed = self.post(who, &format!("/applications/{id}/submit"), Value::Null).await;
        assert_eq!(handed.json()["stage"], "submitted");
        id
    }

    /// The same, accepted by the office: where it stands then.
    async fn accept(&self, who: &str, kind: &str, name: &str) -> Value {
        let id = self.hand_in(who, kind, name).await;
        self.post(OFFICE, &format!("/applications/{id}/accept"), Value::Null).await.json()
    }
}

#[test]
fn whom_the_office_accepts_is_a_full_member_at_once_and_votes() {
    let (statutes, day) = (statutes(), date(2026, 5, 4));
    let kind = "municipality".parse().expect("a code");
    let accepted =
        Happened { number: 1, on: day, recorded: Timestamp::UNIX_EPOCH, what: Happening::Accepted };
    let history = [accepted];
    assert_eq!(status_at(&statutes, &kind, &history, day).standing, Some(Standing::Full));
    assert_eq!(may(&statutes, &kind, &history, &[], Right::Vote, day), []);
    assert!(!may(&statutes, &kind, &[], &[], Right::Vote, day).is_empty());
}

#[tokio::test]
async fn a_municipality_applies_is_a_full_member_at_once_and_its_certificate_is_true() {
    for site in Association::on_each_database().await {
        let standing = site.accept(RIVER, "municipality", "Riverside").await;
        assert_eq!(standing["stage"], "admitted", "no assembly is asked: {standing}");
        let member = standing["member"].as_str().expect("a member").to_owned();
        let own = site.read(RIVER, &format!("/members/{member}")).await;
        assert_eq!((&own["standing"], &own["number"]), (&"full".into(), &"M-2026-0001".into()));

        let register = site.get(None, "/en/members/").await;
        assert!(register.text.contains("Riverside") && register.text.contains("Municipality"));
        let code = own["code"].as_str().expect("a code");
        let check = site.get(None, &format!("/en/members/certificate/{code}")).await;
        assert_eq!(check.status, StatusCode::OK);
        assert!(check.text.contains("Riverside") && check.text.contains("M-2026-0001"));
        let made_up = site.get(None, "/en/members/certificate/aaaaaaaaaa").await;
        assert_eq!(made_up.status, StatusCode::NOT_FOUND);
        let page = site.get(None, "/en/members/M-2026-0001").await;
        assert!(page.text.contains("first statutes"), "each step names its rule: {}", page.text);
    }
}

#[tokio::test]
async fn the_same_by_pages_alone() {
    const ANSWERS: [(&str, &[(&str, &str)]); 7] = [
        ("kind", &[("kind", "municipality")]),
        ("organisation", &[("name", "Riverside"), ("country", "PT")]),
        ("place", &[("population", "48000")]),
        ("reach", &[]),
        ("motivation", &[("motivation", "To speak with one voice.")]),
        ("signatory", &[("signatoryName", "Ines Faro"), ("signatoryOffice", "Mayor")]),
        (
            "contact",
            &[
                ("contactName", "Rui Costa"),
                ("contactEmail", "rui@river.example"),
                ("contactLanguage", "en"),
            ],
        ),
    ];
    for site in Association::on_each_database().await {
        let organisation = RIVER.split(' ').nth(1).expect("whom he acts for");
        let begun = site.fill_in(RIVER, "/own/begin", &[("organisation", organisation)]).await;
        let id = begun.id();
        let application = format!("/own/applications/{id}");
        for (group, answers) in ANSWERS {
            site.fill_in(RIVER, &format!("{application}/questions/{group}"), answers).await;
        }
        let signed = [("name", "Ines Faro"), ("office", "Mayor")];
        site.fill_in(RIVER, &format!("{application}/sign"), &signed).await;
        let handed = site.fill_in(RIVER, &format!("{application}/check"), &[]).await;
        assert_eq!(handed.location, Some(format!("{application}/receipt")));
        let elsewhere = site.get(Some(HILL), &application).await;
        assert_eq!(elsewhere.status, StatusCode::NOT_FOUND, "another municipality sees nothing");

        let inbox = site.get(Some(OFFICE), "/office/").await;
        assert!(inbox.text.contains("Riverside"), "it waits for the office: {}", inbox.text);
        site.fill_in(OFFICE, &format!("/office/cases/{id}"), &[("step", "accept")]).await;
        let register = site.get(None, "/en/members/").await;
        assert!(register.text.contains("Riverside"), "{}", register.text);
    }
}

#[tokio::test]
async fn kinds_that_the_statutes_do_not_know_are_refused() {
    for site in Association::on_each_database().await {
        let organisation = RIVER.split(' ').nth(1);
        let begin =
            json!({ "organisation": organisation, "form": { "kind": "city", "name": "X" } });
        let id = site.post(RIVER, "/applications", begin).await.id();
        let submit = format!("/applications/{id}/submit");
        let handed = site.tell(RIVER, "POST", &submit, Value::Null).await;
        assert_eq!(handed.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", handed.text);
        assert!(handed.text.contains("membership.field.kind.unknown"), "{}", handed.text);
    }
}

#[tokio::test]
async fn a_county_is_an_associate_until_the_assembly_says_yes() {
    for site in Association::on_each_database().await {
        let mut voters = Vec::new();
        for (who, name) in [(RIVER, "Riverside"), (HILL, "Hillside")] {
            let standing = site.accept(who, "municipality", name).await;
            voters.push((who, standing["member"].as_str().expect("a member").to_owned()));
        }
        let accepted = site.accept(COUNTY, "county", "North County").await;
        assert_eq!(accepted["stage"], "accepted");
        let county = format!("/members/{}", accepted["member"].as_str().expect("a member"));
        assert_eq!(site.read(COUNTY, &county).await["standing"], "associate");

        let plan = json!({
            "body": "assembly", "title": "Assembly", "starts": "2026-12-01T10:00", "zone": "Europe/Lisbon",
        });
        let meeting = format!("/meetings/{}", site.post(OFFICE, "/meetings", plan).await.id());
        let about = json!({ "application": accepted["application"] });
        let added = site.post(OFFICE, &format!("{meeting}/items"), about).await;
        let item = format!("{meeting}/items/{}", added.id());
        site.post(OFFICE, &format!("{meeting}/open"), Value::Null).await;
        for (who, member) in &voters {
            let there = format!("{meeting}/attendance/{member}");
            assert_eq!(site.tell(who, "PUT", &there, Value::Null).await.status, StatusCode::OK);
        }
        site.post(OFFICE, &format!("{item}/open"), Value::Null).await;
        for (who, member) in &voters {
            let vote = json!({ "member": member, "choice": "yes" });
            site.post(who, &format!("{item}/votes"), vote).await;
        }
        let own = accepted["member"].as_str().expect("a member");
        let vote = json!({ "member": own, "choice": "yes" });
        let refused = site.tell(COUNTY, "POST", &format!("{item}/votes"), vote).await;
        assert!(refused.status.is_client_error(), "an associate votes nowhere: {}", refused.text);
        site.post(OFFICE, &format!("{item}/close"), Value::Null).await;
        let decided = site.read(OFFICE, &item).await;
        assert_eq!(decided["proof"]["outcome"], json!({ "carried": { "by": "votes" } }));
        assert_eq!(site.read(COUNTY, &county).await["standing"], "full");
    }
}

#[test]
fn statutes_that_contradict_themselves_are_told_with_their_place() {
    let wrong = STATUTES.replace(r#"body = "assembly""#, r#"body = "council""#);
    let told = Charter::read(&wrong).expect_err("there is no council").to_string();
    assert!(told.contains("first statutes") && told.contains("council"), "{told}");
}

#[tokio::test]
async fn whoever_opens_the_address_alone_is_told_what_is_where() {
    for association in Association::on_each_database().await {
        let home = association.browse("/").await;
        assert_eq!(home.status, StatusCode::OK);
        for place in ["/en/members/", "/en/members/apply", "/api/membership/register"] {
            assert!(home.text.contains(&format!("href=\"{place}\"")), "{place}");
            let there = association.browse(place).await.status;
            // A browser that wants a page is told that JSON is none.
            let json = place.starts_with("/api/");
            assert_eq!(there, if json { StatusCode::NOT_ACCEPTABLE } else { StatusCode::OK });
        }
        for place in ["/own/", "/office/"] {
            let asked = association.browse(place).await;
            assert_eq!(asked.status, StatusCode::UNAUTHORIZED, "{place}");
            assert!(asked.text.contains("Sign in first"), "{place}: {}", asked.text);
        }
    }
}
