//! A database that its server brought back to a moment before the end, and what the operator says of it.

use std::process::Output;

use eframe_core::block::sea_orm::{self, ConnectionTrait as _};
use eframe_core::test::postgres;
use tempfile::TempDir;

use crate::site::{Site, binary, databases};
use crate::unsound::decides;

/// As though the last issue of the newsletter had been ordered a moment ago.
const ORDERED: [&str; 2] = [
    "UPDATE newsletter_issue SET state = 'queued', status = json_set(status, '$.state', 'queued') WHERE state = 'sent'",
    "UPDATE newsletter_issue SET state = 'queued', status = jsonb_set(status::jsonb, '{state}', '\"queued\"') \
     WHERE state = 'sent'",
];

fn run(arguments: &[&str], database: &str, data: &TempDir) -> Output {
    let mut run = binary();
    run.args(arguments).args(["--database", database, "--data"]).arg(data.path());
    run.output().expect("it runs")
}

fn told(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn refused(output: &Output) -> String {
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let said = String::from_utf8(output.stderr.clone()).expect("text");
    assert_eq!(said.lines().count(), 1, "{said}");
    said
}

fn on(database: &str, sql: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let hand = sea_orm::Database::connect(database).await.expect("connects");
        hand.execute_unprepared(sql).await.expect("done");
        hand.close().await.expect("closed");
    });
}

/// The database as it is at this moment, under another address.
struct Earlier {
    url: String,
    /// Its name, where it is on a server.
    name: Option<String>,
}

impl Earlier {
    fn of(database: &str, data: &TempDir) -> Self {
        if let Some(file) = database.strip_prefix("sqlite:") {
            let older = data.path().join("older.sqlite");
            std::fs::copy(file, &older).expect("copied");
            return Self { url: format!("sqlite:{}", older.display()), name: None };
        }
        let (server, name) = database.rsplit_once('/').expect("a name");
        let older = format!("{name}_older");
        let admin = postgres::url().expect("the server");
        on(&admin, &format!("CREATE DATABASE {older} TEMPLATE {name}"));
        Self { url: format!("{server}/{older}"), name: Some(older) }
    }
}

impl Drop for Earlier {
    fn drop(&mut self) {
        if let (Some(name), false) = (&self.name, std::thread::panicking()) {
            let admin = postgres::url().expect("the server");
            on(&admin, &format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

#[test]
fn bad_input_58_a_database_that_its_server_brought_back_is_told_of_and_rests_as_after_a_restore() {
    for database in databases() {
        let mut site = Site::start("demo", database);
        let people = site.people();
        let editor = people.iter().find(|person| person.role == "editor").expect("there is one");
        let fields = [("email", editor.email.as_str()), ("password", editor.password.as_str())];
        let entered = site.visitor().post("/account/sign-in", &fields);
        let cookie = entered.header("set-cookie").expect("a session").to_owned();
        let cookie = cookie.split(';').next().expect("a pair").to_owned();
        let (database, data) = site.leave();
        let older = Earlier::of(&database, &data);
        on(&older.url, ORDERED[usize::from(older.name.is_some())]);
        let site = Site::start_in("serve", database, data);
        decides(&site, "mina@quay.example");
        let (_, data) = site.leave();

        let serve = ["serve", "--log", "error", "--listen", "127.0.0.1:0"];
        let why = refused(&run(&serve, &older.url, &data));
        assert!(why.contains("by wego-site restored, which also ends"), "{why}");
        // Whoever verifies it misses what was signed, too, without a checkpoint of their own.
        let why = refused(&run(&["verify"], &older.url, &data));
        assert!(why.contains(" entries of the audit log were signed"), "{why}");
        // Nobody is there to be asked whether it was meant.
        let why = refused(&run(&["restored"], &older.url, &data));
        assert!(why.contains("restored: nobody is there to ask; say --yes"), "{why}");
        assert!(!data.path().join("audit.key.old").exists(), "nothing was changed");
        let said = told(&run(&["restored", "--yes"], &older.url, &data));
        for words in [
            "the audit log goes on with the key ",
            "ended: 1 session",
            " tokens; as they were at the backup are passwords",
            "issues of the newsletter that rest until somebody has them go on: 1\n",
            "start the site\n",
        ] {
            assert!(said.contains(words), "{words} in {said}");
        }
        assert!(data.path().join("audit.key.old").exists());

        let site = Site::start_in("serve", older.url.clone(), data);
        let by_cookie = site.visitor().get_with("/account/", &[("cookie", &cookie)]);
        assert_eq!(by_cookie.status, 303, "the session has ended");
        let mut program = site.visitor().with_token(&editor.token);
        assert_eq!(program.get("/api/v1/accounts/me").status, 401);
        assert_eq!(site.visitor().post("/account/sign-in", &fields).status, 303);
        let (_, data) = site.leave();
        let whole = told(&run(&["verify"], &older.url, &data));
        assert!(whole.contains(" and before by "), "{whole}");

        // One that has all is told of by mistake.
        let key = || std::fs::read(data.path().join("audit.key")).expect("a key");
        let before = key();
        std::fs::remove_file(data.path().join("audit.key.old")).expect("moved away");
        let asked = run(&["restored"], &older.url, &data);
        let why = String::from_utf8_lossy(&asked.stderr).into_owned();
        assert!(!asked.status.success() && why.contains("shows nothing that is missing"), "{why}");
        assert_eq!(key(), before);
        assert_eq!(told(&run(&["verify"], &older.url, &data)), whole, "nothing was changed");
    }
}

#[test]
fn an_empty_database_was_not_brought_back() {
    let data = tempfile::tempdir().expect("a folder");
    let typo = format!("sqlite:{}", data.path().join("typo.sqlite").display());
    let why = refused(&run(&["restored"], &typo, &data));
    assert!(why.contains("setting database: there is no file "), "{why}");
    let empty = data.path().join("typo.sqlite");
    assert!(!empty.exists(), "a mistake makes none");
    std::fs::write(empty, "").expect("made");
    let why = refused(&run(&["restored"], &typo, &data));
    assert!(why.contains("is empty: name the one that was brought back"), "{why}");
}
