//! The demo, saved while it runs and brought back elsewhere, also on the other kind of database.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::site::{Person, Site, binary, databases};
use crate::unsound::{decides, signs_more_than};

/// What the command says, and how it ends.
fn run(command: &[&str], archive: &Path, database: &str, data: &Path) -> Output {
    let mut run = binary();
    run.args(command).arg(archive).args(["--database", database, "--data"]).arg(data);
    run.output().expect("the binary runs")
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("text")
}

/// What somebody sees who may see everything.
fn seen(site: &Site, people: &[Person]) -> Vec<Value> {
    let administrator = people.iter().find(|person| person.role == "administrator");
    let password = administrator.expect("there is one");
    let mut visitor = site.visitor();
    let fields = [("email", password.email.as_str()), ("password", password.password.as_str())];
    assert_eq!(
        visitor.post("/account/sign-in", &fields).status,
        303,
        "the password is still known"
    );
    let paths =
        ["/api/v1/content/documents", "/api/v1/membership/members", "/api/v1/membership/meetings"];
    paths.map(|path| visitor.get(path).as_json()["items"].take()).into()
}

#[test]
fn bad_input_91_the_running_site_is_saved_and_moves_to_the_other_database_and_back() {
    let mut demo = Site::start("demo", None);
    let people = demo.people();
    let before = seen(&demo, &people);
    let folder = tempfile::tempdir().expect("a folder");
    let archive = folder.path().join("site.tar.gz");
    let kept = folder.path().join("checkpoint.txt");
    std::fs::write(&kept, signed(&demo)).expect("kept");
    let saved = said(&run(&["backup"], &archive, &demo.database, demo.data.path()));
    assert!(saved.starts_with("saved to ") && saved.lines().count() == 1, "{saved}");
    let root = |said: &str| {
        let (_, root) = said.rsplit_once("archive root ").expect("the root of an archive");
        root.trim().to_owned()
    };
    let again = run(&["backup"], &archive, &demo.database, demo.data.path());
    assert!(!again.status.success(), "what is there is not overwritten");
    let nothing = run(
        &["backup"],
        &folder.path().join("none"),
        &format!("sqlite:{}", folder.path().join("typo").display()),
        demo.data.path(),
    );
    assert!(!nothing.status.success(), "an empty database is a wrong name");
    let mut archive = archive;
    for (n, target) in bare().into_iter().enumerate() {
        let data = tempfile::tempdir().expect("a folder");
        let database = target
            .unwrap_or_else(|| format!("sqlite:{}", data.path().join("moved.sqlite").display()));
        let restored = said(&run(&["restore"], &archive, &database, data.path()));
        assert_eq!(root(&restored), root(&saved), "{restored}");
        // Whoever copies the file alone has all of it.
        assert!(!data.path().join("moved.sqlite-wal").exists(), "somebody left it open");
        let twice = run(&["restore"], &archive, &database, data.path());
        assert!(!twice.status.success());
        let why = String::from_utf8_lossy(&twice.stderr).into_owned();
        assert!(why.lines().count() == 1 && why.contains("name an empty one"), "{why}");
        // The next one is restored from a backup of this one.
        archive = folder.path().join(format!("again-{n}.tar.gz"));
        said(&run(&["backup"], &archive, &database, data.path()));
        let checked = said(&run(&["verify"], &archive, &database, data.path()));
        assert_eq!(root(&checked), root(&saved), "{checked}");
        let live = said(&run(&["verify", "--checkpoint"], &kept, &database, data.path()));
        assert!(
            live.contains("the kept checkpoint of ") && live.contains(" and before by "),
            "{live}"
        );
        assert!(live.contains(", log root ") && !live.contains("archive root"), "{live}");
        let site = Site::start_in("serve", database, data);
        for (now, then) in seen(&site, &people).iter().zip(&before) {
            assert!(now == then, "other answers after the restore");
        }
    }
    std::fs::write(&archive, &std::fs::read(&archive).expect("read")[..20_000]).expect("cut off");
    let cut = run(&["verify"], &archive, &demo.database, demo.data.path());
    let why = String::from_utf8_lossy(&cut.stderr).into_owned();
    assert!(!cut.status.success() && why.contains("take another backup"), "{why}");
}

#[test]
fn bad_input_91_a_restore_that_is_refused_leaves_no_database_that_was_not_there() {
    let (database, old) = Site::start("serve", None).leave();
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    said(&run(&["backup"], &at("whole.tar.gz"), &database, old.path()));
    let bytes = std::fs::read(at("whole.tar.gz")).expect("read");
    std::fs::write(at("cut.tar.gz"), &bytes[..bytes.len() / 2]).expect("cut off");
    std::fs::write(at("other.tar.gz"), "no archive").expect("written");
    let data = tempfile::tempdir().expect("a folder");
    let file = data.path().join("site.sqlite");
    let database = format!("sqlite:{}", file.display());
    let restore = |name: &str| run(&["restore"], &at(name), &database, data.path());
    for name in ["cut.tar.gz", "other.tar.gz"] {
        assert!(!restore(name).status.success());
        for ending in ["", "-wal", "-shm"] {
            let left = data.path().join(format!("site.sqlite{ending}"));
            assert!(!left.exists(), "{name} leaves {}", left.display());
        }
    }
    std::fs::write(&file, "").expect("made");
    assert!(!restore("cut.tar.gz").status.success() && file.exists(), "it was there");
    said(&restore("whole.tar.gz"));
    assert!(!restore("whole.tar.gz").status.success() && file.exists(), "it is filled");
}

/// Some file of people in this folder or below.
fn a_file_in(folder: &Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?.flatten();
    entries.map(|entry| entry.path()).find_map(|path| match path.is_dir() {
        true => a_file_in(&path),
        false => Some(path),
    })
}

#[test]
fn bad_input_91_a_file_that_is_lost_for_good_is_told_once_and_then_known() {
    let (database, data) = Site::start("demo", None).leave();
    let folder = tempfile::tempdir().expect("a folder");
    let lost = a_file_in(&data.path().join("blobs")).expect("the demo has files");
    std::fs::remove_file(lost).expect("it is lost");
    let archive = folder.path().join("site.tar.gz");
    let alarm = run(&["backup"], &archive, &database, data.path());
    let why = String::from_utf8_lossy(&alarm.stderr).into_owned();
    assert!(!alarm.status.success() && why.contains("say --missing-known 1"), "{why}");
    for (known, is_well) in [("0", false), ("1", true)] {
        let known = ["--missing-known", known];
        let archive = folder.path().join(format!("{}.tar.gz", known[1]));
        let saved = run(&[&["backup"], &known[..]].concat(), &archive, &database, data.path());
        assert_eq!(saved.status.success(), is_well, "{known:?}");
        let told = String::from_utf8_lossy(&saved.stderr).into_owned();
        assert!(told.contains("1 file that rows name is not in the archive"), "{told}");
        let read = run(&[&["verify"], &known[..]].concat(), &archive, &database, data.path());
        assert_eq!(read.status.success(), is_well, "{known:?}");
    }
}

/// The checkpoint of the site's audit log, as soon as there is one.
fn signed(site: &Site) -> String {
    let begun = Instant::now();
    loop {
        let answer = site.visitor().get("/audit/checkpoint");
        if answer.status == 200 && !answer.body.contains("/audit\n0\n") {
            return answer.body;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "nothing was sealed");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn bad_input_91_an_older_state_goes_on_under_a_new_key_and_the_whole_one_under_its_own() {
    for database in databases() {
        let site = Site::start("serve", database);
        signs_more_than(0, site.data.path());
        let folder = tempfile::tempdir().expect("a folder");
        let (older, whole) =
            (folder.path().join("older.tar.gz"), folder.path().join("whole.tar.gz"));
        said(&run(&["backup"], &older, &site.database, site.data.path()));
        decides(&site, "mina@quay.example");
        let (database, old) = site.leave();
        said(&run(&["backup"], &whole, &database, old.path()));
        let key = std::fs::read_to_string(old.path().join("audit.key")).expect("the key");
        for (archive, files, goes_on) in [
            (&whole, &["secret.key", "audit.key", "audit.last"][..], true),
            (&older, &["secret.key", "audit.key", "audit.last"], false),
            // Nobody can tell what else it signed.
            (&whole, &["secret.key", "audit.key"], false),
        ] {
            for target in bare() {
                let data = tempfile::tempdir().expect("a folder");
                for file in files {
                    std::fs::copy(old.path().join(file), data.path().join(file)).expect("copied");
                }
                let sqlite = || format!("sqlite:{}", data.path().join("site.sqlite").display());
                let target = target.unwrap_or_else(sqlite);
                let told = said(&run(&["restore"], archive, &target, data.path()));
                assert_eq!(!told.contains("the audit log goes on with the key"), goes_on, "{told}");
                let now = std::fs::read_to_string(data.path().join("audit.key")).expect("a key");
                assert_eq!(now == key, goes_on, "{told}");
                assert_eq!(data.path().join("audit.key.old").exists(), !goes_on, "{told}");
                let mut verify = binary();
                verify.args(["verify", "--database", &target, "--data"]).arg(data.path());
                let seen = said(&verify.output().expect("it runs"));
                assert_eq!(!seen.contains(" and before by "), goes_on, "{seen}");
                Site::start_in("serve", target, data).leave();
            }
        }
    }
}

#[test]
fn bad_input_35_a_restore_revives_no_session_and_of_an_older_state_no_token() {
    let mut site = Site::start("demo", None);
    let people = site.people();
    let editor = people.iter().find(|person| person.role == "editor").expect("there is one");
    let fields = [("email", editor.email.as_str()), ("password", editor.password.as_str())];
    let entered = site.visitor().post("/account/sign-in", &fields);
    let cookie = entered.header("set-cookie").expect("a session").to_owned();
    let cookie = cookie.split(';').next().expect("a pair").to_owned();
    // What a cookie and a token are answered with.
    let answered = |site: &Site| {
        let by_cookie = site.visitor().get_with("/account/", &[("cookie", &cookie)]).status;
        let mut program = site.visitor().with_token(&editor.token);
        (by_cookie, program.get("/api/v1/accounts/me").status)
    };
    assert_eq!(answered(&site), (200, 200));
    let (database, old) = site.leave();
    // As though the last issue of the newsletter had been ordered a moment ago.
    let ordered = "UPDATE newsletter_issue SET state = 'queued', status = json_set(status, '$.state', 'queued') WHERE state = 'sent'";
    write(&database, ordered);
    let folder = tempfile::tempdir().expect("a folder");
    let archive = folder.path().join("site.tar.gz");
    said(&run(&["backup"], &archive, &database, old.path()));
    for (files, token) in [
        (&["secret.key", "audit.key", "audit.last"][..], 200),
        // Nobody can tell what was taken back since.
        (&["secret.key", "audit.key"], 401),
    ] {
        // One of each kind.
        for target in bare().into_iter().take(2) {
            let data = tempfile::tempdir().expect("a folder");
            for file in files {
                std::fs::copy(old.path().join(file), data.path().join(file)).expect("copied");
            }
            let sqlite = || format!("sqlite:{}", data.path().join("site.sqlite").display());
            let target = target.unwrap_or_else(sqlite);
            let told = said(&run(&["restore"], &archive, &target, data.path()));
            let line = told.lines().find(|line| line.starts_with("ended: ")).expect("a line");
            assert!(line.starts_with("ended: 1 session"), "{line}");
            assert_eq!(line.contains(" tokens; as they were"), token == 401, "{line}");
            assert!(told.contains("rest until somebody has them go on: 1\n"), "{told}");
            let site = Site::start_in("serve", target, data);
            assert_eq!(answered(&site), (303, token), "{line}");
            let anew = site.visitor().post("/account/sign-in", &fields);
            assert_eq!(anew.status, 303, "passwords are what they were");
        }
    }
}

#[test]
fn bad_input_91_verify_counts_every_decision_and_every_frozen_report_again() {
    for database in databases() {
        let (database, data) = Site::start("demo", database).leave();
        let verify = || {
            let mut verify = binary();
            verify.args(["verify", "--database", &database, "--data"]).arg(data.path());
            verify.output().expect("it runs")
        };
        let whole = said(&verify());
        assert!(whole.contains(" votes again\n") && whole.contains(" answers again\n"), "{whole}");
        assert!(!whole.contains("an engine of before"), "{whole}");
        let is_sqlite = database.starts_with("sqlite:");
        let tally = if is_sqlite {
            "UPDATE membership_item SET state = json_set(state, '$.published.tally.yes', 99) WHERE stage = 'decided'"
        } else {
            "UPDATE membership_item SET state = jsonb_set(state::jsonb, '{published,tally,yes}', '99') WHERE stage = 'decided'"
        };
        let refused = |change: &str, words: &str| {
            write(&database, change);
            let output = verify();
            let why = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(!output.status.success() && why.contains(words), "{change}: {why}");
            assert_eq!(why.lines().count(), 1, "{why}");
        };
        // What another engine reckoned is no fault.
        write(&database, "UPDATE ceds_frozen SET scores = '{}', engine = 'eframe-ceds 0.0.1'");
        let drifted = said(&verify());
        assert!(drifted.contains("as an engine of before reckoned"), "{drifted}");
        assert!(!drifted.contains(" answers again"), "none comes out: {drifted}");
        let this =
            format!("UPDATE ceds_frozen SET engine = 'eframe-ceds {}'", env!("CARGO_PKG_VERSION"));
        refused(&this, "its answers do not give the scores that were frozen");
        refused(tally, "yes: 99 was published, ");
        refused(
            "UPDATE membership_vote SET choice = 'abstain'",
            "the votes that were taken are not",
        );
    }
}

#[test]
fn bad_input_91_an_archive_is_counted_again_and_held_against_a_kept_checkpoint() {
    let site = Site::start("demo", None);
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    said(&run(&["backup"], &at("older"), &site.database, site.data.path()));
    decides(&site, "mina@quay.example");
    std::fs::write(at("kept.txt"), signed(&site)).expect("kept");
    let (database, data) = site.leave();
    said(&run(&["backup"], &at("newer"), &database, data.path()));
    write(&database, "UPDATE membership_vote SET choice = 'abstain'");
    said(&run(&["backup"], &at("wrong"), &database, data.path()));
    // Without a data folder, and nothing of it stays.
    let aside = at("aside");
    std::fs::create_dir(&aside).expect("made");
    let verify = |name: &str, more: &[&str]| {
        let mut verify = binary();
        verify.arg("verify").arg(at(name)).args(more).env("TMPDIR", &aside).current_dir(&aside);
        let output = verify.output().expect("it runs");
        assert_eq!(std::fs::read_dir(&aside).expect("there").count(), 0, "{name}");
        output
    };
    let kept = at("kept.txt").display().to_string();
    let good = said(&verify("newer", &["--checkpoint", &kept]));
    for words in [" is whole: ", "the kept checkpoint of ", " votes again\n", " answers again\n"] {
        assert!(good.contains(words), "{words}: {good}");
    }
    for (name, more, words) in [
        ("older", &["--checkpoint", &kept][..], "the log was cut"),
        ("wrong", &["--recount"], "the votes: "),
    ] {
        said(&verify(name, &[]));
        let output = verify(name, more);
        let why = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && why.contains(words), "{why}");
        assert_eq!(why.lines().count(), 1, "{why}");
    }
    // Nor when it is ended half-way: what it counts in is the whole site.
    for signal in ["-INT", "-TERM"] {
        let mut verify = binary();
        verify.arg("verify").arg(at("newer")).arg("--recount");
        verify.env("TMPDIR", &aside).current_dir(&aside);
        verify.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = verify.spawn().expect("it runs");
        let left = || std::fs::read_dir(&aside).expect("there").count();
        let begun = Instant::now();
        while left() == 0 {
            assert!(begun.elapsed() < Duration::from_secs(60), "no folder");
            std::thread::sleep(Duration::from_millis(1));
        }
        Command::new("kill").args([signal, &child.id().to_string()]).status().expect("told");
        let ended = child.wait().expect("it ends");
        assert!(ended.code().is_some(), "{signal} ends it by itself: {ended}");
        assert_eq!(left(), 0, "after {signal}");
    }
}

/// Writes past the site, as whoever has the database can.
fn write(database: &str, sql: &str) {
    use eframe_core::block::sea_orm::{self, ConnectionTrait as _};
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let hand = sea_orm::Database::connect(database).await.expect("connects");
        hand.execute_unprepared(sql).await.expect("written");
        hand.close().await.expect("closed");
    });
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
        urls.push(None);
        urls
    })
}

#[test]
fn the_content_moves_to_another_site_byte_for_byte() {
    let site = Site::start("serve", None);
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| folder.path().join(name);
    let content = file("content.tar");
    let exported = run(&["export", "content"], &content, &site.database, site.data.path());
    assert!(said(&exported).starts_with("exported to "));
    let page = site.visitor().get("/ko/about").expect(200).to_owned();
    for (number, target) in bare().into_iter().enumerate() {
        let data = tempfile::tempdir().expect("a folder");
        let database = target
            .unwrap_or_else(|| format!("sqlite:{}", data.path().join("other.sqlite").display()));
        let bytes = std::fs::read(&content).expect("the archive");
        std::fs::write(file("half.tar"), &bytes[..bytes.len() / 2]).expect("written");
        let half = run(&["import", "content"], &file("half.tar"), &database, data.path());
        assert!(!half.status.success() && half.stdout.is_empty());
        let imported = said(&run(&["import", "content"], &content, &database, data.path()));
        assert!(
            imported.contains(" documents with ") && imported.lines().count() == 1,
            "{imported}"
        );
        let again = run(&["import", "content"], &content, &database, data.path());
        let why = String::from_utf8_lossy(&again.stderr);
        assert!(!again.status.success() && why.contains("there is content already"), "{why}");
        let back = file(&format!("back-{number}.tar"));
        said(&run(&["export", "content"], &back, &database, data.path()));
        assert_eq!(std::fs::read(&back).expect("written"), bytes, "{database}");
        let other = Site::start_in("serve", database, data);
        // Links in its frame and its own address aside, it says the same.
        let moved = other.visitor().get("/ko/about").expect(200).to_owned();
        let own = |site: &Site, page: &str| page.replace(&site.address.to_string(), "HOST");
        assert_eq!(own(&other, &moved), own(&site, &page));
    }
}

#[test]
fn bad_input_29_old_addresses_come_in_by_file_and_go_out_again() {
    let mut site = Site::start("serve", None);
    let folder = tempfile::tempdir().expect("a folder");
    let (good, bad) = (folder.path().join("good.csv"), folder.path().join("bad.csv"));
    std::fs::write(&good, "from;to\r\n/eng/index.php?m=3;/about\r\n").expect("written");
    std::fs::write(&bad, "/a,/b\n/b,/a\n").expect("written");
    let wrong = run(&["import", "redirects"], &bad, &site.database, site.data.path());
    let why = String::from_utf8_lossy(&wrong.stderr);
    assert!(!wrong.status.success() && why.contains("line 2: "), "{why}");
    let done = said(&run(&["import", "redirects"], &good, &site.database, site.data.path()));
    assert!(done.ends_with("1 added, 0 changed, 0 as they were\n"), "{done}");
    for (asked, there) in
        [("/ko/eng/index.php?m=3", "/ko/about"), ("/eng/index.php?m=3", "/en/about")]
    {
        let led = site.visitor().get(asked);
        assert_eq!((led.status, led.header("location")), (301, Some(there)), "{asked}");
    }
    site.visitor().get("/eng/index.php?m=4").expect(404);
    let out = folder.path().join("out.csv");
    said(&run(&["export", "redirects"], &out, &site.database, site.data.path()));
    let again = said(&run(&["import", "redirects"], &out, &site.database, site.data.path()));
    assert!(again.ends_with("0 added, 0 changed, 1 as they were\n"), "{again}");
    assert!(site.stop().success());
}
