//! A token for one thing alone, on the running site: nothing is open to it because of whose it is.

use serde_json::{Value, json};

use crate::publishing::person;
use crate::site::{Site, databases};

const APPLICATIONS: &str = "/api/v1/membership/applications";

#[test]
fn bad_input_40_a_narrow_token_reaches_nothing_that_is_its_owners_own() {
    for database in databases() {
        let mut site = Site::start("demo", database);
        let people = site.people();
        let officer = person(&people, "officer-b");
        let mut browser = site.visitor();
        let fields = [("email", officer.email.as_str()), ("password", officer.password.as_str())];
        browser.post("/account/sign-in", &fields).location();
        let wish = [
            ("name", "Reader"),
            ("days", "3"),
            ("scope", "accounts.account.read"),
            ("current-password", officer.password.as_str()),
        ];
        let made = browser.post("/account/tokens/new", &wish);
        let (_, rest) = made.expect(200).split_once("eframe_").expect("the token is shown");
        let narrow = format!("eframe_{}", &rest[..43]);
        let (mut whole, mut narrow) =
            (site.visitor().with_token(&officer.token), site.visitor().with_token(&narrow));

        // Begun for a city that is new: open to whoever began it.
        let begin = json!({ "form": {
            "kind": "city", "name": "Port-Vallon", "country": "CM", "contactName": "Awa",
            "contactEmail": "awa@port-vallon.example", "contactLanguage": "fr",
        } });
        let begun = whole.json("POST", APPLICATIONS, &[], &begin);
        begun.expect(201);
        let id = begun.as_json()["application"].as_str().expect("an id").to_owned();
        let own = format!("{APPLICATIONS}/{id}");
        whole.get(&own).expect(200);
        narrow.get(&own).expect(404);
        narrow.json("PUT", &format!("{own}/form"), &[("if-match", "*")], &json!({})).expect(404);
        let letter = json!({ "text": "When do you meet?" });
        narrow.json("POST", &format!("{own}/letters"), &[], &letter).expect(404);
        let page = format!("/account/membership/applications/{id}");
        narrow.get(&page).expect(404);
        whole.get(&page).expect(200);

        let me = narrow.get("/api/v1/accounts/me");
        me.expect(200);
        assert_eq!(me.as_json()["permissions"], json!(["accounts.account.read"]));
        narrow.get("/api/v1/accounts/accounts").expect(200);
        let nobody = uuid::Uuid::nil();
        for (method, path) in [
            ("GET", "/api/v1/accounts/sessions".to_owned()),
            ("GET", "/api/v1/accounts/tokens".to_owned()),
            ("DELETE", format!("/api/v1/accounts/sessions/{nobody}")),
            ("DELETE", format!("/api/v1/accounts/tokens/{nobody}")),
        ] {
            let accepts = [("accept", "*/*")];
            let refused = narrow.json(method, &path, &accepts, &Value::Null);
            refused.expect(403);
            assert_eq!(refused.as_json()["code"], "token-scope", "{path}");
        }
        narrow.post("/account/data/", &[]).expect(403);
        let taken = whole.post("/account/data/", &[]);
        assert!(taken.expect(200).contains(&officer.email), "a token for everything is its owner");
    }
}
