//! Another program is told what was published, within seconds, and checks that it was the site.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::mpsc;
use std::time::Duration;

use eframe_core::Timestamp;
use eframe_webhooks::signature::{Headers, Secret};
use serde_json::{Value, json};

use crate::publishing::person;
use crate::site::{Site, databases};

/// What comes to a listener, as it came: each answered with 204.
fn told(listener: TcpListener) -> mpsc::Receiver<String> {
    let (to, got) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let mut bytes = Vec::new();
            let mut more = [0; 4096];
            while !is_whole(&bytes) {
                let count = stream.read(&mut more).expect("read");
                assert!(count > 0, "it ended early");
                bytes.extend_from_slice(&more[..count]);
            }
            stream.write_all(b"HTTP/1.1 204 So\r\n\r\n").expect("answered");
            if to.send(String::from_utf8(bytes).expect("text")).is_err() {
                return;
            }
        }
    });
    got
}

fn is_whole(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    header(head, "content-length").parse() == Ok(body.len())
}

fn header<'a>(head: &'a str, name: &str) -> &'a str {
    let lines = head.lines().filter_map(|line| line.split_once(": "));
    let mut found = lines.filter(|(known, _)| known.eq_ignore_ascii_case(name));
    found.next().map(|(_, value)| value).unwrap_or_default()
}

#[test]
fn a_program_outside_is_told_what_was_published() {
    for database in databases() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let host = listener.local_addr().expect("an address").to_string();
        let data = tempfile::tempdir().expect("a folder");
        let settings = format!("[webhooks]\nallow = [\"{host}\"]\n");
        std::fs::write(data.path().join("wego.toml"), settings).expect("written");
        let sqlite = || format!("sqlite:{}", data.path().join("site.sqlite").display());
        let database = database.unwrap_or_else(sqlite);
        let mut site = Site::start_in("demo", database, data);
        let people = site.people();
        let app = |role: &str| site.visitor().with_token(&person(&people, role).token);

        let events = ["cms.edition.published", "cms.document.moved"];
        let wish = |url: String| json!({ "about": "City app", "url": url, "events": events });
        let endpoints = "/api/v1/webhooks/endpoints";
        let mut administrator = app("administrator");
        let inner = wish("https://169.254.169.254/".to_owned());
        administrator.json("POST", endpoints, &[], &inner).expect(422);
        app("editor").json("POST", endpoints, &[], &inner).expect(403);
        let added =
            administrator.json("POST", endpoints, &[], &wish(format!("http://{host}/hooks")));
        added.expect(201);
        let added = added.as_json();

        let got = told(listener);
        let mut editor = app("editor");
        let new = json!({
            "kind": "news", "slug": "tram-opens", "language": "en",
            "text": { "title": "The tram opens", "summary": "On Monday.", "body": "At six.", "date": "2026-11-23" },
        });
        let made = editor.json("POST", "/api/v1/content/documents", &[], &new);
        made.expect(201);
        let made = made.as_json();
        let document = made["document"].as_str().expect("an id");
        let edition = format!("/api/v1/content/documents/{document}/editions/en");
        editor.json("POST", &format!("{edition}/submit"), &[], &json!({})).expect(200);
        let approval = json!({ "hash": made["hash"] });
        app("reviewer").json("POST", &format!("{edition}/approve"), &[], &approval).expect(200);
        editor.json("POST", &format!("{edition}/publish"), &[], &json!({})).expect(200);

        // What the demo published before is told too, if it was still on its way.
        let mut all = std::iter::from_fn(|| got.recv_timeout(Duration::from_secs(60)).ok());
        let came = all.find(|came| came.contains("The tram opens")).expect("it is told");
        let (head, body) = came.split_once("\r\n\r\n").expect("a body");
        let headers = Headers {
            id: header(head, "webhook-id"),
            timestamp: header(head, "webhook-timestamp"),
            signature: header(head, "webhook-signature"),
        };
        let secret: Secret = added["secret"].as_str().expect("a secret").parse().expect("a secret");
        // The demo has a clock of its own: the message says when it was.
        let second = headers.timestamp.parse().expect("a number");
        let at = Timestamp::from_second(second).expect("a time");
        assert_eq!(secret.check(headers, body.as_bytes(), at), Ok(()));
        let body: Value = serde_json::from_str(body).expect("JSON");
        assert_eq!(body["type"], "cms.edition.published");
        assert_eq!(body["data"]["title"], "The tram opens");
        assert_eq!(body["data"]["address"], "/news/tram-opens");

        let place = format!("/api/v1/content/documents/{document}/place");
        let now = editor.get(&place);
        now.expect(200);
        let tag = now.header("etag").expect("a version").to_owned();
        let mut there = now.as_json();
        there["slug"] = "tram-runs".into();
        editor.json("PUT", &place, &[("if-match", &tag)], &there).expect(200);
        let came = all.find(|came| came.contains("/news/tram-runs")).expect("it is told");
        let (_, body) = came.split_once("\r\n\r\n").expect("a body");
        let body: Value = serde_json::from_str(body).expect("JSON");
        let led = json!({
            "document": document, "languages": ["en"],
            "from": "/news/tram-opens", "to": "/news/tram-runs",
        });
        assert_eq!((&body["type"], &body["data"]), (&"cms.document.moved".into(), &led));
        assert!(site.stop().success());
    }
}
