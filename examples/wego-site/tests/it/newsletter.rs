//! What an operator does for the newsletter on the command line: what the domain has to publish, and a mail that came back.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::net::{SocketAddr, UdpSocket};
use std::path::Path;
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

use eframe_core::block::sea_orm::{self, ConnectionTrait as _};
use serde_json::json;

use crate::publishing::person;
use crate::site::{Site, binary, databases};

/// A name server on loopback that knows these texts, and that this domain names an exchanger.
fn name_server(domain: &'static str, texts: Vec<(&'static str, &'static str)>) -> SocketAddr {
    let socket = UdpSocket::bind("127.0.0.1:0").expect("a free port");
    let address = socket.local_addr().expect("an address");
    std::thread::spawn(move || {
        let mut asked = [0; 512];
        while let Ok((length, from)) = socket.recv_from(&mut asked) {
            let asked = &asked[..length];
            let mut answer = asked.to_vec();
            answer[2] = 0x81;
            let found: Vec<Vec<u8>> = match asked[length - 3] {
                15 if named(asked, domain) => vec![vec![0, 10, 2, b'm', b'x', 0]],
                16 => texts.iter().filter(|(name, _)| named(asked, name)).map(piece).collect(),
                _ => Vec::new(),
            };
            answer[3] = if found.is_empty() { 3 } else { 0 };
            answer[7] = u8::try_from(found.len()).expect("few");
            for data in found {
                answer.extend([0xc0, 12, 0, asked[length - 3], 0, 1, 0, 0, 0, 60, 0]);
                answer.push(u8::try_from(data.len()).expect("short"));
                answer.extend(data);
            }
            // Whoever asked may have gone.
            let _ = socket.send_to(&answer, from);
        }
    });
    address
}

fn piece((_, text): &(&str, &str)) -> Vec<u8> {
    let length = u8::try_from(text.len()).expect("short");
    [&[length], text.as_bytes()].concat()
}

/// Whether a question is about this name.
fn named(asked: &[u8], name: &str) -> bool {
    let labels = name.split('.').flat_map(|label| {
        std::iter::once(u8::try_from(label.len()).expect("short")).chain(label.bytes())
    });
    asked[12..asked.len() - 4] == labels.chain([0]).collect::<Vec<u8>>()
}

#[test]
fn the_command_line_says_what_the_domain_publishes_and_what_it_lacks() {
    let folder = tempfile::tempdir().expect("a folder");
    let key =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../eframe-newsletter/tests/it/keys/ed25519.pem");
    let settings = format!(
        "[newsletter]\nfrom = \"news@city.example\"\ndkim = [{{ selector = \"news1\", key = \"{key}\" }}]\n"
    );
    std::fs::write(folder.path().join("wego.toml"), settings).expect("written");
    let said = |texts: Vec<(&'static str, &'static str)>| {
        let server = name_server("city.example", texts).to_string();
        let mut run = binary();
        run.args(["newsletter", "dns", "--server", &server]).current_dir(folder.path());
        let output = run.output().expect("the binary runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    };
    let findings = |said: &str| {
        said.lines()
            .filter_map(|line| line.strip_prefix("  "))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let bare = said(Vec::new());
    assert_eq!(findings(&bare), ["MISSING", "MISSING", "MISSING", "published"], "{bare}");
    let record = bare.lines().find_map(|line| {
        line.strip_prefix("news1._domainkey.city.example TXT \"")?.strip_suffix('"')
    });
    let record: &'static str = record.expect("it says what to publish").to_owned().leak();
    let some = said(vec![
        ("city.example", "v=spf1 a mx"),
        ("news1._domainkey.city.example", "v=DKIM1; k=ed25519; p=AAAA"),
        ("_dmarc.city.example", "v=DMARC1; p=none"),
    ]);
    let expected =
        ["USELESS: v=spf1 a mx", "DIFFERS: v=DKIM1; k=ed25519; p=AAAA", "published", "published"];
    assert_eq!(findings(&some), expected, "{some}");
    let all = said(vec![
        ("city.example", "v=spf1 ip4:192.0.2.1 -all"),
        ("news1._domainkey.city.example", record),
        ("_dmarc.city.example", "v=DMARC1; p=reject"),
    ]);
    assert_eq!(findings(&all), ["published"; 4], "{all}");
}

#[test]
fn a_key_that_cannot_be_read_is_named_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = "[newsletter]\nfrom = \"news@city.example\"\ndkim = [{ selector = \"news1\", key = \"gone.pem\" }]\n";
    std::fs::write(folder.path().join("wego.toml"), settings).expect("written");
    let mut run = binary();
    let output =
        run.args(["newsletter", "dns"]).current_dir(folder.path()).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("setting newsletter.dkim: ") && said.matches("gone.pem").count() == 1,
        "{said}"
    );
}

#[test]
fn the_answer_on_the_newsletter_leads_to_its_form() {
    let site = Site::start("serve", None);
    for language in ["en", "ko", "ru", "zh", "es", "fr", "ar"] {
        let answers = site.visitor().get(&format!("/{language}/faq"));
        let answers = answers.expect(200);
        // Such a mail would be answered by nobody, and be a consent without the question.
        assert!(!answers.contains("mailto:newsletter@"), "{language}: {answers}");
    }
}

/// What the command says of a mail that a mail server pipes into it.
fn piped(mail: &str, database: &str, data: &Path) -> String {
    let output = pipe(mail, database, data);
    assert!(output.status.success(), "a mail server would send it back");
    String::from_utf8(output.stdout).expect("text").trim().to_owned()
}

/// What is left to the mail server, which keeps the mail upon this code alone; why.
fn deferred(mail: &str, database: &str, data: &Path) -> String {
    let output = pipe(mail, database, data);
    let why = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(75), "{why}");
    assert!(output.stdout.is_empty() && !why.is_empty());
    why
}

fn pipe(mail: &str, database: &str, data: &Path) -> Output {
    let mut run = binary();
    run.args(["newsletter", "bounce", "--database", database, "--data"]).arg(data);
    run.current_dir(data).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = run.spawn().expect("the binary runs");
    // One that ends at once, because it is told nonsense, may not read.
    drop(child.stdin.take().expect("piped").write_all(mail.as_bytes()));
    child.wait_with_output().expect("it ends")
}

fn report(to: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example\r\nTo: {to}\r\nMessage-ID: <one@mx.example>\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n\
         Final-Recipient: rfc822; x@y.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n"
    )
}

fn letters(data: &Path) -> BTreeSet<std::path::PathBuf> {
    let files = std::fs::read_dir(data.join("mail")).into_iter().flatten().flatten();
    files
        .map(|file| file.path())
        .filter(|file| file.extension().is_some_and(|end| end == "eml"))
        .collect()
}

#[test]
fn a_mail_that_came_back_is_piped_in_and_counts_once() {
    for database in databases() {
        let mut site = Site::start("demo", database);
        let people = site.people();
        let mut secretariat = site.visitor().with_token(&person(&people, "secretariat").token);
        let before = letters(site.data.path());
        let issues = "/api/v1/newsletter/issues";
        let new = json!({ "number": "2041-Q1", "languages": ["en"], "fallback": "en" });
        let made = secretariat.json("POST", issues, &[], &new);
        made.expect(201);
        let issue = format!("{issues}/{}", made.as_json()["id"].as_str().expect("an id"));
        let text =
            json!({ "subject": "News", "html": "<p>{unsubscribe}</p>", "text": "{unsubscribe}" });
        let written =
            secretariat.json("PUT", &format!("{issue}/texts/en"), &[("if-match", "*")], &text);
        assert!(written.status < 300, "{}", written.body);
        let ordered =
            secretariat.json("POST", &format!("{issue}/order"), &[("if-match", "*")], &json!({}));
        assert!(ordered.status < 300, "{}", ordered.body);
        let begun = Instant::now();
        let path = loop {
            let returned = letters(site.data.path()).difference(&before).find_map(|file| {
                let letter = std::fs::read_to_string(file).ok()?;
                letter.strip_prefix("Return-Path: <bounces+")?;
                Some(letter.split(['<', '>']).nth(1)?.to_owned())
            });
            if let Some(path) = returned {
                break path;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "no letter is written");
            std::thread::sleep(Duration::from_millis(50));
        };
        let (url, data) = (site.database.clone(), site.data.path());
        assert_eq!(piped(&report(&path), &url, data), "counted");
        assert_eq!(piped(&report(&path), &url, data), "known already");
        let (name, domain) = path.split_once('@').expect("an address");
        let forged = format!("{}@{domain}", name.chars().rev().collect::<String>());
        assert_eq!(piped(&report(&forged), &url, data), "no letter of ours");
        assert_eq!(
            piped("Subject: I am away\r\n\r\nUntil Monday.\r\n", &url, data),
            "no report of a failure"
        );
        let bounces = secretariat.get("/api/v1/newsletter/bounces");
        assert!(bounces.body.contains(r#""kind":"hard""#), "{}", bounces.body);
        // While somebody else holds the database it is not lost, and counts afterwards.
        let another = report(&path).replace("<one@", "<two@");
        let why = while_held(&url, || deferred(&another, &url, data));
        assert_eq!(
            why.lines().last().map(|line| line.starts_with("wego-site: ")),
            Some(true),
            "{why}"
        );
        assert_eq!(piped(&another, &url, data), "counted");
    }
}

/// Does something while another process writes into the database and does not come to its end.
fn while_held<T>(database: &str, act: impl FnOnce() -> T) -> T {
    let hold = if database.starts_with("sqlite:") {
        "BEGIN IMMEDIATE"
    } else {
        "BEGIN; LOCK TABLE newsletter_bounce IN ACCESS EXCLUSIVE MODE"
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.expect("a runtime");
    let hand = runtime.block_on(async {
        let mut alone = sea_orm::ConnectOptions::new(database);
        alone.max_connections(1);
        let hand = sea_orm::Database::connect(alone).await.expect("connects");
        hand.execute_unprepared(hold).await.expect("it is held");
        hand
    });
    let done = act();
    runtime.block_on(async {
        hand.execute_unprepared("ROLLBACK").await.expect("it lets go");
        hand.close().await.expect("closed");
    });
    done
}

#[test]
fn a_mail_that_comes_where_no_site_is_stays_with_the_mail_server_and_makes_nothing() {
    let mail = report("bounces+x@city.example");
    // The database is away.
    let (url, data) = Site::start("serve", None).leave();
    let away = "postgres://wego@127.0.0.1:1/wego";
    assert!(deferred(&mail, away, data.path()).contains("setting database: "));
    // It is there, and no site was in it yet: no table is made.
    let empty = data.path().join("empty.sqlite");
    std::fs::write(&empty, "").expect("made");
    let why = deferred(&mail, &format!("sqlite:{}", empty.display()), data.path());
    assert!(!why.contains("there is no file"), "{why}");
    for file in ["empty.sqlite", "empty.sqlite-wal"] {
        let tables = std::fs::read(data.path().join(file)).unwrap_or_default();
        assert!(!tables.windows(10).any(|some| some == b"newsletter"), "it was migrated: {file}");
    }
    // Another folder has no key: none is made, and nothing is known by another one.
    let elsewhere = tempfile::tempdir().expect("a folder");
    let why = deferred(&mail, &url, elsewhere.path());
    assert!(why.contains("secret.key"), "{why}");
    assert_eq!(std::fs::read_dir(elsewhere.path()).expect("a folder").count(), 0);
    // And a setting that somebody mends.
    std::fs::write(data.path().join("wego.toml"), "listen = 1\n").expect("written");
    assert!(deferred(&mail, &url, data.path()).contains("setting config: "));
}
