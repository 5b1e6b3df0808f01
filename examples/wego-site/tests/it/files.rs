//! People's files in a bucket: moved there and back, saved from there, and missed alone when the store is away.

use std::path::Path;
use std::process::Output;

use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::s3_server::{BUCKET, KEYS, S3Server};
use crate::site::{Person, Site, binary, databases};

const PDF: &[u8] = include_bytes!("../../demo/signed-form.pdf");

/// A store on loopback, and what a site is told of it.
struct Bucket {
    runtime: Runtime,
    server: Option<S3Server>,
    folder: TempDir,
}

impl Bucket {
    fn new() -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let server = runtime.block_on(S3Server::start());
        let folder = tempfile::tempdir().expect("a folder");
        let keys = format!(
            "[default]\naws_access_key_id = {}\naws_secret_access_key = {}\n",
            KEYS[0], KEYS[1]
        );
        std::fs::write(folder.path().join("keys"), keys).expect("written");
        Self { runtime, server: Some(server), folder }
    }

    fn server(&self) -> &S3Server {
        self.server.as_ref().expect("it is there")
    }

    /// The flags of a site whose files are in it.
    fn flags(&self) -> Vec<String> {
        let keys = self.folder.path().join("keys").display().to_string();
        let flags = [
            ("--s3-bucket", BUCKET.to_owned()),
            ("--s3-endpoint", self.server().endpoint()),
            ("--s3-prefix", "sites/wego".to_owned()),
            ("--s3-credentials", keys),
        ];
        flags.into_iter().flat_map(|(flag, value)| [flag.to_owned(), value]).collect()
    }
}

fn run(command: &[&str], database: &str, data: &Path, flags: &[String]) -> Output {
    let mut run = binary();
    run.args(command).args(["--database", database, "--data"]).arg(data).args(flags);
    run.output().expect("the binary runs")
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn refused(output: &Output) -> String {
    assert!(!output.status.success() && output.stdout.is_empty());
    let why = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(why.lines().count(), 1, "{why}");
    why
}

/// Publishes a file and tells where it is.
fn publish(site: &Site, people: &[Person]) -> String {
    let editor = people.iter().find(|person| person.role == "editor").expect("there is one");
    let mut app = site.visitor().with_token(&editor.token);
    let brought = app.bytes("POST", "/api/v1/content/media?name=charter.pdf", PDF);
    brought.expect(201);
    let id = brought.as_json()["media"].as_str().expect("an id").to_owned();
    format!("/media/{id}/1/charter.pdf")
}

#[test]
fn the_files_move_into_a_bucket_and_back_and_are_missed_alone_when_it_is_away() {
    for database in databases() {
        let mut bucket = Bucket::new();
        let flags = bucket.flags();
        let mut site = Site::start("demo", database);
        let people = site.people();
        let file = publish(&site, &people);
        let editor = people.iter().find(|person| person.role == "editor").expect("one").clone();
        // While it runs; then once more, for what came meanwhile.
        let first = said(&run(&["files", "to-s3"], &site.database, site.data.path(), &flags));
        assert!(first.contains(&format!("the bucket {BUCKET:?}")), "{first}");
        assert!(first.ends_with("; 0 were there already\n"), "{first}");
        let second_file = publish(&site, &people);
        let (database, data) = site.leave();
        let again = said(&run(&["files", "to-s3"], &database, data.path(), &flags));
        assert!(again.contains(": 1 files, "), "{again}");
        std::fs::rename(data.path().join("blobs"), data.path().join("blobs-of-old"))
            .expect("aside");

        let flag = flags.iter().map(String::as_str).collect::<Vec<_>>();
        let site = Site::start_in_with("serve", database, data, &flag);
        let mut visitor = site.visitor().with_token(&editor.token);
        for file in [&file, &second_file] {
            let answer = visitor.get(file);
            assert!(answer.status == 200 && answer.sent == PDF, "{file}: {}", answer.status);
        }
        let part = visitor.get_with(&file, &[("range", "bytes=5-99")]);
        assert!(part.status == 206 && part.sent == PDF[5..100], "{}", part.status);

        let gone = bucket.server.take().expect("it is there").goes();
        let away = visitor.get(&file);
        assert_eq!(away.status, 503, "{}", away.body);
        assert_eq!(away.header("retry-after"), Some("5"));
        for page in ["/en/", "/ko/about", "/en/members/", "/readyz"] {
            visitor.get(page).expect(200);
        }
        let comes = bucket.runtime.block_on(gone.comes_back());
        bucket.server = Some(comes);
        visitor.get(&file).expect(200);

        let archive = bucket.folder.path().join("site.tar.gz").display().to_string();
        let saved = run(&["backup", &archive], &site.database, site.data.path(), &flags);
        assert!(said(&saved).contains(" files of "));
        said(&run(&["verify", &archive], &site.database, site.data.path(), &flags));
        let (database, data) = site.leave();
        let back = said(&run(&["files", "to-disk"], &database, data.path(), &flags));
        assert!(back.ends_with("; 0 were there already\n"), "{back}");
        let site = Site::start_in("serve", database, data);
        let answer = site.visitor().with_token(&editor.token).get(&file);
        assert!(answer.status == 200 && answer.sent == PDF);
    }
}

#[test]
fn what_is_wrong_with_the_bucket_is_said_in_a_line_without_a_key() {
    let bucket = Bucket::new();
    let data = tempfile::tempdir().expect("a folder");
    let database = format!("sqlite:{}", data.path().join("site.sqlite").display());
    let with = |flag: &str, value: &str| {
        let mut flags = bucket.flags();
        let at = flags.iter().position(|known| known == flag).expect("known");
        value.clone_into(&mut flags[at + 1]);
        let why = refused(&run(&["openapi"], &database, data.path(), &flags));
        assert!(!KEYS.iter().any(|key| why.contains(key)), "{why}");
        why
    };
    let why = with("--s3-bucket", "another");
    assert!(why.starts_with("wego-site: setting s3-bucket: the bucket \"another\" "), "{why}");
    assert!(why.contains("make it"), "{why}");
    let other = bucket.folder.path().join("other-keys");
    let keys = format!("aws_access_key_id = {}\naws_secret_access_key = not-it\n", KEYS[0]);
    std::fs::write(&other, keys).expect("written");
    let why = with("--s3-credentials", &other.display().to_string());
    assert!(why.contains("secret key"), "{why}");
    let why = with("--s3-endpoint", "http://192.0.2.1:9000");
    assert!(why.starts_with("wego-site: setting s3-endpoint: "), "{why}");
    let none = refused(&run(&["files", "to-s3"], &database, data.path(), &[]));
    assert!(none.contains("setting s3-bucket: is missing"), "{none}");
    let typo = data.path().join("typo");
    let none = refused(&run(&["files", "to-s3"], &database, &typo, &bucket.flags()));
    assert!(none.contains("setting data: "), "{none}");
}
