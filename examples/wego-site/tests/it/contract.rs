//! What the site promises to whoever looks from outside.

use std::time::{Duration, Instant};

use crate::site::{ROLES, Site, databases};

#[test]
fn a_newcomer_starts_it_and_sees_the_site() {
    for database in databases() {
        let begun = Instant::now();
        let mut site = Site::start("serve", database);
        assert!(site.address.ip().is_loopback());
        let link = site.said("first administrator: ");
        assert!(link.starts_with(&format!("http://{}/account/", site.address)), "{link}");
        let mut visitor = site.visitor();
        let home = visitor.get_with("/", &[("accept-language", "ko;q=0.9, fr;q=0.8")]).location();
        assert_eq!(home, "/ko/");
        let front = visitor.get(&home);
        assert!(front.expect(200).contains("<html lang=\"ko\" dir=\"ltr\">"));
        assert!(front.body.contains("/ko/members/apply"), "three doors");
        assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
        let path = link.split_once(&site.address.to_string()).unwrap().1;
        visitor.get(path).expect(200);
    }
}

#[test]
fn machines_find_what_they_ask_for() {
    let site = Site::start("serve", None);
    let mut visitor = site.visitor();
    visitor.get("/healthz").expect(200);
    visitor.get("/readyz").expect(200);
    let security = visitor.get("/.well-known/security.txt");
    assert!(security.expect(200).contains("Contact: http") && security.body.contains("Expires: 2"));
    let api = visitor.get("/api/openapi.json");
    api.expect(200);
    let api = api.as_json();
    assert_eq!(api["openapi"], "3.1.0");
    for (path, operations) in api["paths"].as_object().unwrap() {
        assert!(path.starts_with("/api/v1/"), "{path}");
        for (method, operation) in operations.as_object().unwrap() {
            let answers = operation["responses"].as_object().unwrap();
            assert!(
                answers.keys().any(|status| status.starts_with('4')),
                "{method} {path} says no 4xx"
            );
        }
    }
}

#[test]
fn every_answer_says_what_a_browser_may_do() {
    let site = Site::start("serve", None);
    let mut visitor = site.visitor();
    for path in [
        "/en/",
        "/en/nothing-here",
        "/api/v1/content/nothing",
        "/account/sign-in",
        "/desk/",
        "/assets/none.css",
    ] {
        let answer = visitor.get(path);
        let policy =
            answer.header("content-security-policy").unwrap_or_else(|| panic!("{path}: no policy"));
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe"),
            "{path}: {policy}"
        );
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        for inline in ["<style", " style=", " onclick=", "javascript:", "<script>"] {
            assert!(!answer.body.contains(inline), "{path}: {inline}");
        }
    }
}

#[test]
fn what_is_not_there_is_said_in_the_readers_language() {
    let site = Site::start("serve", None);
    let missing = site.visitor().get("/ar/nothing-here");
    assert!(missing.expect(404).contains("<html lang=\"ar\" dir=\"rtl\">"));
    let far = site.visitor().get("/nothing/at/all");
    assert!(far.expect(404).contains("<html lang=\"en\""));
    let api = site.visitor().get("/api/v2/x");
    assert_eq!((api.status, api.header("content-type")), (404, Some("application/problem+json")));
}

#[test]
fn bad_input_16_what_is_private_is_never_kept() {
    let site = Site::start("serve", None);
    let mut visitor = site.visitor();
    for path in [
        "/desk/x.css",
        "/account/..%2f",
        "/account/sign-in",
        "/desk/content/style.css",
        "/account/x.js",
    ] {
        let answer = visitor.get(path);
        let cache = answer.header("cache-control").unwrap_or_default();
        assert!(cache.contains("no-store"), "{path}: {} {cache}", answer.status);
        assert!(
            path == "/account/sign-in" || [303, 400, 401, 404].contains(&answer.status),
            "{path}: {}",
            answer.status
        );
    }
}

#[test]
fn files_are_fetched_once() {
    let site = Site::start("serve", None);
    let mut visitor = site.visitor();
    let front = visitor.get("/en/");
    let begin = front.body.find("/assets/style-").expect("the style has its hash in its name");
    let path = front.body[begin..].split('"').next().unwrap().to_owned();
    let style = visitor.get(&path);
    style.expect(200);
    assert_eq!(style.header("cache-control"), Some("public, max-age=31536000, immutable"));
    let etag = style.header("etag").unwrap().to_owned();
    visitor.get_with(&path, &[("if-none-match", &etag)]).expect(304);
    let page = front.header("etag").expect("pages have one too").to_owned();
    visitor.get_with("/en/", &[("if-none-match", &page)]).expect(304);
}

#[test]
fn bad_input_94_sigterm_lets_it_finish_and_end_well() {
    for database in databases() {
        let mut site = Site::start("serve", database);
        site.visitor().get("/en/").expect(200);
        assert!(site.stop().success());
    }
}

#[test]
fn a_second_start_finds_everything_as_it_was() {
    for database in databases() {
        let mut first = Site::start("serve", database);
        let link = first.said("first administrator: ");
        let path = link.split_once(&first.address.to_string()).unwrap().1.to_owned();
        let (database, data) = first.leave();
        let begun = Instant::now();
        let mut second = Site::start_in("serve", database, data);
        second.visitor().get("/en/about").expect(200);
        // 300 ms are promised of a release build; a debug build on a busy machine gets more.
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
        let again = second.said("first administrator: ");
        assert!(again.ends_with(&path), "the waiting link stays good: {again} after {link}");
    }
}

#[test]
fn the_demo_names_a_person_of_each_role() {
    let mut site = Site::start("demo", None);
    let people = site.people();
    assert_eq!(site.said("data "), site.data.path().display().to_string());
    let roles: Vec<_> = people.iter().map(|person| person.role.as_str()).collect();
    assert_eq!(roles, ROLES);
    let kept = std::fs::read_to_string(site.data.path().join("people.txt")).unwrap();
    assert_eq!(kept.lines().count(), 8);
    for person in &people {
        let line =
            format!("person {} {} {} {}", person.role, person.email, person.password, person.token);
        assert!(kept.contains(&line));
        let mut browser = site.visitor();
        let signed_in = browser
            .post("/account/sign-in", &[("email", &person.email), ("password", &person.password)]);
        let home = signed_in.location();
        browser.get(&home).expect(200);
        if person.role == "administrator" {
            for desk in ["/desk/", "/desk/content", "/desk/accounts", "/desk/outbox"] {
                browser.get(desk).expect(200);
            }
        }
        let mut app = site.visitor().with_token(&person.token);
        app.get("/api/v1/content/documents").expect(200);
    }
    let wrong = site
        .visitor()
        .post("/account/sign-in", &[("email", &people[0].email), ("password", "not it at all")]);
    assert!(wrong.expect(422).contains("<form"), "the form again");
    site.visitor().with_token("eframe_wrong").get("/api/v1/content/documents").expect(401);
}

#[test]
fn an_operator_invites_somebody_and_the_mail_is_there() {
    for database in databases() {
        let (database, data) = Site::start("serve", database).leave();
        let mut invite = crate::site::binary();
        invite.args(["invite", "mayor@city.example", "--name", "Ada", "--language", "ko"]);
        invite.args(["--database", &database, "--data"]).arg(data.path());
        let done = invite.output().unwrap();
        let said = String::from_utf8(done.stdout).unwrap();
        assert!(done.status.success(), "{said}{}", String::from_utf8_lossy(&done.stderr));
        assert_eq!(said, "invited mayor@city.example as administrator\n");
        let mails: Vec<_> = std::fs::read_dir(data.path().join("mail")).unwrap().collect();
        assert_eq!(mails.len(), 1, "{mails:?}");
        let told = String::from_utf8_lossy(&done.stderr);
        assert!(told.contains(" leads to http://127.0.0.1:8080: ") && told.contains("--listen"));
        // Told where the site listens, it leads there.
        let mut invite = crate::site::binary();
        invite.args(["invite", "ada@city.example", "--listen", "127.0.0.1:8311"]);
        invite.args(["--database", &database, "--data"]).arg(data.path());
        let done = invite.output().unwrap();
        let told = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success() && !told.contains(" leads to "), "{told}");
        let letter = crate::membership::letter(data.path(), "ada@city.example");
        let text = letter.replace("=\r\n", "").replace("=\n", "").replace("=3D", "=");
        assert!(text.contains("http://127.0.0.1:8311/account/invitation?token="), "{text}");
    }
}

#[test]
fn whoever_invites_is_told_of_an_account_that_is_there_and_of_a_role_that_is_not() {
    let (database, data) = Site::start("demo", None).leave();
    let invite = |more: &[&str]| {
        let mut invite = crate::site::binary();
        invite.arg("invite").args(more).args(["--database", &database, "--data"]).arg(data.path());
        let done = invite.output().unwrap();
        (done.status.success(), String::from_utf8_lossy(&done.stderr).into_owned())
    };
    let (is_well, told) = invite(&["editor@demo.wego.example", "--role", "reviewer"]);
    assert!(is_well && told.contains("editor@demo.wego.example has an account already"), "{told}");
    let (is_well, told) = invite(&["new@city.example", "--role", "mayor"]);
    assert!(!is_well && told.contains("wego-site: wrong: "), "{told}");
    assert_eq!(told.lines().filter(|line| line.contains("account already")).count(), 0, "{told}");
}

#[test]
fn the_newcomer_behind_the_link_becomes_administrator() {
    let mut site = Site::start("serve", None);
    let link = site.said("first administrator: ");
    let path = link.split_once(&site.address.to_string()).unwrap().1.to_owned();
    let mut browser = site.visitor();
    browser.get(&path).expect(200);
    let password = "lantern-quay-elbow-47-thimble";
    let fields = [
        ("name", "Ada"),
        ("email", "ada@city.example"),
        ("password", password),
        ("again", password),
        ("language", "en"),
    ];
    let home = browser.post(&path, &fields).location();
    browser.get(&home).expect(200);
    assert!(browser.get("/desk/").expect(200).contains("Ada"));
    let second = site.visitor().get(&path);
    assert!([404, 410, 422].contains(&second.status), "the link is good once: {}", second.status);
}

#[test]
fn bad_input_9_and_10_every_refusal_is_a_problem_and_of_the_json_services_always_as_json() {
    let site = Site::start("serve", None);
    let mut visitor = site.visitor();
    let headers = [("accept", "text/html")];
    let unwanted = visitor.get_with("/api/v1/content/documents", &headers);
    unwanted.expect(406);
    for (path, status) in [
        ("/api/v1/content/nothing", 404),
        ("/api/v1/nothing", 404),
        ("/api/nothing", 404),
        ("/api/v1/accounts/me", 406),
    ] {
        let answer = visitor.get_with(path, &headers);
        answer.expect(status);
        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{path}");
    }
    assert_eq!(unwanted.header("content-type"), Some("application/problem+json"));
    let page = visitor.get_with("/en/nothing", &headers);
    assert!(page.expect(404).contains("<html"), "to people it is said on a page");
    for path in [
        "/",
        "/en",
        "/en/",
        "/desk/",
        "/desk",
        "/healthz",
        "/readyz",
        "/robots.txt",
        "/sitemap.xml",
        "/api/openapi.json",
        "/.well-known/security.txt",
        "/assets/style.css",
        "/audit/checkpoint",
        "/account/",
        "/api/v1/accounts/me",
    ] {
        let refused = visitor.json("PATCH", path, &[], &serde_json::json!({}));
        assert!(matches!(refused.status, 405 | 303), "{path}: {}", refused.status);
        if refused.status == 405 {
            assert!(refused.header("allow").is_some(), "{path}");
            let kind = refused.header("content-type");
            let json = Some("application/problem+json");
            assert_eq!(kind == json, path.starts_with("/api/"), "{path}: {kind:?}");
            assert!(!refused.body.is_empty(), "{path} says nothing");
        }
    }
    assert_eq!(visitor.json("PATCH", "/en/", &[], &serde_json::json!({})).status, 405);
}
