//! A person of a running site, with traces in every block: given everything, erased from everything, and not brought back.

use std::path::Path;
use std::process::Output;

use eframe_core::block::sea_orm::{ConnectionTrait as _, DatabaseBackend, Statement};
use eframe_core::{Database, World};
use serde_json::{Value, json};

use crate::audit::outsider;
use crate::publishing::person;
use crate::site::{Person, Site, binary, databases};

/// A browser says that a request comes from a page of the site itself.
const OWN: (&str, &str) = ("sec-fetch-site", "same-origin");

/// Who is erased: somebody of a city, and somebody who writes content.
const ERASED: [(&str, &str); 2] = [("officer-a", "Rui Tavares"), ("editor", "Clara Weiss")];

fn run(arguments: &[&str], database: &str, data: &Path) -> Output {
    let mut run = binary();
    run.args(arguments).args(["--database", database, "--data"]).arg(data);
    run.output().expect("the binary runs")
}

#[track_caller]
fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn refused(output: &Output) -> String {
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The columns of every table of a database in which one of these words stands, whoever's table it is.
fn places(database: &str, words: &[&str]) -> Vec<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let database = Database::open(database, World::system()).await.expect("opened");
        let read = database.read();
        let on = read.get_database_backend();
        let (columns, like) = match on {
            DatabaseBackend::Postgres => (
                "SELECT table_name::text, column_name::text FROM information_schema.columns \
                 WHERE table_schema = current_schema()",
                "ILIKE",
            ),
            _ => (
                "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
                 WHERE m.type = 'table'",
                "LIKE",
            ),
        };
        let mut found = Vec::new();
        for row in read.query_all_raw(Statement::from_string(on, columns)).await.expect("read") {
            let text = |at| row.try_get_by_index::<String>(at).expect("text");
            let (table, column) = (text(0), text(1));
            for word in words {
                let sql = format!(
                    "SELECT 1 FROM \"{table}\" WHERE CAST(\"{column}\" AS text) {like} '%{word}%' LIMIT 1"
                );
                let rows = read.query_all_raw(Statement::from_string(on, sql)).await;
                if !rows.expect("read").is_empty() {
                    found.push(format!("{table}.{column} {word}"));
                }
            }
        }
        database.close().await;
        found
    })
}

/// Leaves traces that the demo itself does not, by JSON.
fn leave_traces(site: &Site, people: &[Person]) {
    let app = |role: &str| site.visitor().with_token(&person(people, role).token);
    let officer = person(people, "officer-a");
    let wish = json!({ "address": officer.email });
    let headers = &[OWN];
    let mut anybody = site.visitor();
    anybody.json("POST", "/api/v1/newsletter/subscriptions", headers, &wish).expect(202);
    let own = app("officer-a").get("/api/v1/membership/applications").as_json();
    let case = own["items"][0]["id"].as_str().expect("an application").to_owned();
    let letter = json!({ "text": format!("Ask Rui Tavares, {}.", officer.email) });
    let path = format!("/api/v1/membership/applications/{case}/letters");
    app("secretariat").json("POST", &path, headers, &letter).expect(201);
    let draft = json!({
        "kind": "page", "slug": "traces", "language": "en", "text": { "title": "A draft" },
    });
    let mut editor = app("editor");
    editor.json("POST", "/api/v1/content/documents", headers, &draft).expect(201);
    let pdf = include_bytes!("../../demo/signed-form.pdf");
    editor.bytes("POST", "/api/v1/content/media?name=Clara%20Weiss.pdf", pdf).expect(201);
}

/// What the public sees of decisions, and how they are counted.
fn seen(site: &Site, people: &[Person]) -> Vec<String> {
    let mut committee = site.visitor().with_token(&person(people, "committee").token);
    let closed = committee.get("/api/v1/membership/meetings?stage=closed").as_json();
    let id = closed["items"][0]["id"].as_str().expect("a meeting that is closed");
    let meeting = committee.get(&format!("/api/v1/membership/meetings/{id}")).as_json();
    let (_, code) =
        meeting["minutes"].as_str().and_then(|url| url.rsplit_once('/')).expect("its minutes");
    let paths = [
        "/api/v1/membership/register?limit=200",
        &format!("/api/v1/membership/minutes/{code}"),
        &format!("/en/members/minutes/{code}"),
        "/en/ceds/",
        "/en/about",
    ];
    paths.map(|path| site.visitor().get(path).expect(200).to_owned()).into()
}

/// How often somebody stands in the file of a database or beside it; never where it is none.
fn bytes_of(words: &[&str], database: &str) -> usize {
    let Some(file) = database.strip_prefix("sqlite:") else { return 0 };
    let files = ["", "-wal", "-shm"].map(|end| std::fs::read(format!("{file}{end}")));
    let times = |bytes: Vec<u8>| -> usize {
        let of =
            |word: &&str| bytes.windows(word.len()).filter(|part| *part == word.as_bytes()).count();
        words.iter().map(of).sum()
    };
    files.into_iter().flatten().map(times).sum()
}

#[test]
fn bad_input_98_a_person_is_given_everything_erased_from_everything_and_not_brought_back() {
    for database in databases() {
        let mut site = Site::start("demo", database);
        let people = site.people();
        leave_traces(&site, &people);
        let before = seen(&site, &people);
        let folder = tempfile::tempdir().expect("a folder");
        let archive = folder.path().join("site.tar.gz").display().to_string();
        said(&run(&["backup", &archive], &site.database, site.data.path()));
        let content = folder.path().join("content.tar").display().to_string();
        said(&run(&["export", "content", &content], &site.database, site.data.path()));
        for (role, name) in ERASED {
            let one = person(&people, role);
            is_given_everything(&site, one, name);
            is_erased(&site, one, name);
        }
        assert_eq!(seen(&site, &people), before, "what was decided and published stays");
        let last = person(&people, "administrator");
        let why = refused(&run(
            &["erase", "person", &last.email, "--yes"],
            &site.database,
            site.data.path(),
        ));
        assert!(why.contains("last administrator"), "{why}");
        comes_not_back(&site, &people, &archive);
        comes_not_back_by_content(&site, &people, &content);
    }
}

fn is_given_everything(site: &Site, one: &Person, name: &str) {
    let told = said(&run(&["export", "person", &one.email], &site.database, site.data.path()));
    let all: Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(all["person"]["names"][0], name);
    let blocks: &[&str] = match one.role.as_str() {
        "editor" => &["accounts", "cms", "core"],
        _ => &["accounts", "membership", "ceds", "newsletter", "core"],
    };
    for block in blocks {
        assert!(all[*block].is_object(), "nothing of {block}: {told}");
    }
    for secret in ["argon2", "\"secret\"", "\"password\"", "\"salt\""] {
        assert!(!told.contains(secret), "{secret}");
    }
    // The same under one's own account, and for nobody else.
    let mut own = site.visitor();
    let fields = [("email", one.email.as_str()), ("password", one.password.as_str())];
    own.post("/account/sign-in", &fields).location();
    assert!(own.get("/account/").expect(200).contains("/account/data"));
    own.get("/account/data/").expect(200);
    let file = own.post("/account/data/", &[]);
    assert!(file.expect(200).contains(name) && file.header("content-disposition").is_some());
    own.get("/desk/persons/").expect(403);
    site.visitor().get("/account/data/").location();
}

fn is_erased(site: &Site, one: &Person, name: &str) {
    let asked = run(&["erase", "person", &one.email], &site.database, site.data.path());
    assert!(refused(&asked).contains("say --yes"));
    assert!(!places(&site.database, &[name]).is_empty(), "the question erases nothing");
    let erase = ["erase", "person", &one.email, "--yes"];
    let done = said(&run(&erase, &site.database, site.data.path()));
    assert!(done.contains("erased: ") && !done.contains("erased: 0"), "{done}");
    let number = |text: &str| text.split(' ').next().and_then(|word| word.parse::<u64>().ok());
    let foretold = done.lines().filter_map(|line| line.strip_prefix("  ")?.split_once(": "));
    let foretold = foretold.filter_map(|(_, entries)| number(entries)).sum::<u64>();
    let came = done.lines().find_map(|line| number(line.strip_prefix("erased: ")?));
    // What the site does by itself may take some away in between.
    assert!(came.is_some_and(|came| came <= foretold), "no more than was foretold: {done}");
    assert_eq!(places(&site.database, &[name, &one.email]), [""; 0], "{}", site.database);
    assert_eq!(bytes_of(&[name, &one.email], &site.database), 0, "in freed space");
    let list = site.data.path().join("erased.jsonl");
    let listed = std::fs::read(&list).expect("the list");
    let typo =
        run(&["erase", "person", "typo@city.example", "--yes"], &site.database, site.data.path());
    let why = refused(&typo);
    assert!(why.starts_with("wego-site: typo@city.example: nothing of them is in "), "{why}");
    assert!(typo.stdout.is_empty() && why.lines().count() == 1, "{why}");
    assert_eq!(std::fs::read(&list).expect("the list"), listed, "nobody is listed for a mistake");
    let again = said(&run(&erase, &site.database, site.data.path()));
    assert!(again.ends_with("erased: 0 entries\n"), "{again}");
    let told = said(&run(&["export", "person", &one.email], &site.database, site.data.path()));
    assert!(!told.contains(name), "{told}");
    let mut gone = site.visitor().with_token(&one.token);
    gone.get("/api/v1/accounts/me").expect(401);
    let whole = said(&run(&["verify"], &site.database, site.data.path()));
    assert!(whole.contains(" of them erased"), "{whole}");
    // And whoever shares no code with the site proves it too.
    let key = said(&run(&["audit-key"], &site.database, site.data.path()));
    let (good, told) = outsider(site, &["--key", key.trim()]);
    assert!(good, "{told}");
}

/// Into a fresh database of each kind, with the key and the list beside it.
fn comes_not_back(site: &Site, people: &[Person], archive: &str) {
    for target in bare() {
        let data = tempfile::tempdir().expect("a folder");
        let sqlite = || format!("sqlite:{}", data.path().join("moved.sqlite").display());
        let database = target.unwrap_or_else(sqlite);
        let take = |name: &str| {
            std::fs::copy(site.data.path().join(name), data.path().join(name)).expect("copied");
        };
        take("erased.jsonl");
        let why = refused(&run(&["restore", archive], &database, data.path()));
        assert!(why.contains("there is no secret.key beside it"), "{why}");
        take("secret.key");
        take("audit.key");
        let restored = run(&["restore", archive], &database, data.path());
        let told = said(&restored);
        assert!(told.contains("erased again: 2 people"), "{told}");
        // Of the other list it says that it is missing: it was not copied.
        let missing = String::from_utf8_lossy(&restored.stderr);
        assert!(missing.contains("no newsletter-suppressed.jsonl in the data folder"), "{missing}");
        for (role, name) in ERASED {
            let one = person(people, role);
            assert_eq!(places(&database, &[name, &one.email]), [""; 0], "{database}");
            assert_eq!(bytes_of(&[name, &one.email], &database), 0, "in freed space");
        }
        let whole = said(&run(&["verify"], &database, data.path()));
        assert!(whole.contains(" of them erased"), "{whole}");
        // And who was not erased is there.
        let secretariat = person(people, "secretariat");
        assert!(!places(&database, &[&secretariat.email]).is_empty());
    }
}

/// The content of before the erasures, into another site of each kind that has the key and the list.
fn comes_not_back_by_content(site: &Site, people: &[Person], content: &str) {
    let (role, name) = ERASED[1];
    let editor = person(people, role);
    for target in bare() {
        let data = tempfile::tempdir().expect("a folder");
        let sqlite = || format!("sqlite:{}", data.path().join("other.sqlite").display());
        let database = target.unwrap_or_else(sqlite);
        let take = |name: &str| {
            std::fs::copy(site.data.path().join(name), data.path().join(name)).expect("copied");
        };
        take("erased.jsonl");
        let why = refused(&run(&["import", "content", content], &database, data.path()));
        assert!(why.contains("there is no secret.key beside it"), "{why}");
        take("secret.key");
        let told = said(&run(&["import", "content", content], &database, data.path()));
        assert!(
            told.contains("imported from ") && told.contains("erased again: 1 person"),
            "{told}"
        );
        assert_eq!(places(&database, &[name, &editor.email]), [""; 0], "{database}");
        // What they wrote is there, by somebody who was erased.
        assert!(!places(&database, &["A draft"]).is_empty());
        assert!(!places(&database, &["a person who was erased"]).is_empty());
    }
}

/// The URLs of a database of each kind without a table.
fn bare() -> Vec<Option<String>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let mut urls = Vec::new();
        for site in eframe_core::test::bare_databases().await {
            site.database.close().await;
            urls.push((site.kind != "sqlite").then(|| site.url.clone()));
            crate::site::keep(site);
        }
        urls
    })
}
