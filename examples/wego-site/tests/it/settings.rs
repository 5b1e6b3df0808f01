//! A wrong setting stops the start with one line that names it and says what to do (O1).

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use eframe_core::block::sea_orm::{self, ConnectionTrait as _, DatabaseConnection, Statement};

use crate::site::{Site, binary, databases};

fn line(command: &mut Command) -> String {
    let output =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().expect("the binary starts");
    let (out, err) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(!output.status.success() && out.is_empty(), "{out}{err}");
    let mut lines = err.lines().filter(|line| !line.starts_with('{'));
    let line = lines.next().unwrap_or_default().to_owned();
    assert!(lines.next().is_none(), "more than a line: {err}");
    line
}

#[test]
fn each_wrong_setting_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(at("file"), "").unwrap();
    std::fs::write(at("own.toml"), "listen = \"127.0.0.1:0\"\ndatabse = \"sqlite:x\"\n").unwrap();
    let wrong: [(&str, &str, String); 11] = [
        ("listen", "WEGO_LISTEN", "8080".to_owned()),
        ("database", "WEGO_DATABASE", "mysql://a:b@c/d".to_owned()),
        ("database", "WEGO_DATABASE", "postgres://nobody@127.0.0.1:1/none".to_owned()),
        ("files-quota", "WEGO_FILES_QUOTA", "10 bytes".to_owned()),
        ("smtp", "WEGO_SMTP", "mail.city.example".to_owned()),
        ("public-url", "WEGO_PUBLIC_URL", "city.example/site".to_owned()),
        ("data", "WEGO_DATA", at("file")),
        ("traces", "WEGO_TRACES", "collector.example:4318".to_owned()),
        ("traces-share", "WEGO_TRACES_SHARE", "half".to_owned()),
        ("log", "WEGO_LOG", "info,=,=".to_owned()),
        ("config", "WEGO_CONFIG", at("own.toml")),
    ];
    for (name, variable, value) in wrong {
        let said = line(binary().current_dir(folder.path()).env(variable, &value));
        assert!(
            said.starts_with(&format!("wego-site: setting {name}: ")),
            "{variable}={value}: {said}"
        );
    }
}

#[cfg(not(feature = "opentelemetry"))]
#[test]
fn a_program_without_traces_says_so_when_it_is_asked_for_them() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().display().to_string();
    for command in ["serve", "demo"] {
        let args = [command, "--data", &data, "--traces", "http://127.0.0.1:4318"];
        let said = line(binary().current_dir(folder.path()).args(args));
        assert!(said.starts_with("wego-site: setting traces: "), "{said}");
        assert!(said.contains("--features opentelemetry"), "{said}");
    }
}

#[test]
fn a_mistyped_folder_or_file_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let (here, typo) = (folder.path(), folder.path().join("typo"));
    let (archive, one) = (here.join("none.tar.gz").display().to_string(), "mina@city.example");
    let commands: [&[&str]; 11] = [
        &["backup", &archive],
        &["verify"],
        &["audit-key"],
        &["audit-key", "--new"],
        &["export", "person", one],
        &["export", "content"],
        &["erase", "person", one, "--yes"],
        &["invite", one],
        &["accounts", "reset-factor", one],
        &["newsletter", "bounce"],
        &["restored"],
    ];
    for command in commands {
        let said = line(binary().current_dir(here).args(command).arg("--data").arg(&typo));
        assert!(said.contains("setting data: there is no folder "), "{command:?}: {said}");
        let said = line(binary().current_dir(here).args(command).arg("--data").arg(here));
        assert!(said.contains("setting database: there is no file "), "{command:?}: {said}");
    }
    let said = line(binary().current_dir(here).args(["restore", &archive, "--data"]).arg(&typo));
    assert!(said.starts_with(&format!("wego-site: {archive}: No such file")), "{said}");
    assert_eq!(std::fs::read_dir(here).unwrap().count(), 0, "nothing was made");
}

#[test]
fn bad_input_90_whoever_only_looks_leaves_an_older_database_as_it_is() {
    for database in databases() {
        let (database, data) = Site::start("serve", database).leave();
        // As a program left it that knew one step less, and of which another is still at work.
        on(
            &database,
            "DELETE FROM core_migration WHERE name = (SELECT max(name) FROM core_migration)",
        );
        let steps = || number(&database, "SELECT count(*) FROM core_migration");
        let before = steps();
        let commands: [&[&str]; 5] = [
            &["audit-key"],
            &["verify"],
            &["export", "person", "mina@city.example"],
            &["export", "redirects"],
            &["erase", "person", "mina@city.example", "--yes"],
        ];
        for command in commands {
            let mut run = binary();
            run.args(command).args(["--database", &database, "--data"]).arg(data.path());
            let said = line(&mut run);
            assert!(said.contains("setting database: is empty or of an older version"), "{said}");
            assert!(
                said.contains("it lacks core/") && said.contains("wego-site migrate"),
                "{said}"
            );
            assert_eq!(steps(), before, "{command:?} on {database}");
        }
    }
}

fn on(database: &str, sql: &str) {
    hand(database, async |hand| {
        hand.execute_unprepared(sql).await.expect("done");
    });
}

fn number(database: &str, sql: &str) -> i64 {
    hand(database, async |hand| {
        let asked = Statement::from_string(hand.get_database_backend(), sql);
        let row = hand.query_one_raw(asked).await.expect("read").expect("a row");
        row.try_get_by_index(0).expect("a number")
    })
}

/// Somebody who has the database, and not the program.
fn hand<T>(database: &str, does: impl AsyncFnOnce(&DatabaseConnection) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.unwrap().block_on(async {
        let hand = sea_orm::Database::connect(database).await.expect("connects");
        let done = does(&hand).await;
        hand.close().await.expect("closed");
        done
    })
}

#[test]
fn a_taken_port_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = line(binary().current_dir(folder.path()).args(["--listen", &address]));
    assert!(said.contains("setting listen") && said.contains(&address), "{said}");
}

#[test]
fn a_demo_leaves_no_folder_behind_however_it_ends() {
    let place = tempfile::tempdir().unwrap();
    let left = || std::fs::read_dir(place.path()).unwrap().count();
    let demo = |arguments: &[&str]| {
        let mut demo = binary();
        demo.env("TMPDIR", place.path()).current_dir(env!("CARGO_MANIFEST_DIR"));
        demo.arg("demo").args(arguments);
        demo
    };
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let kept = tempfile::tempdir().unwrap();
    let kept = kept.path().display().to_string();
    for wrong in [
        &["--listen", &address][..],
        &["--listen", "8080"],
        &["--listen", &address, "--data", &kept],
    ] {
        let said = line(&mut demo(wrong));
        assert!(said.contains("setting listen"), "{said}");
        assert_eq!(left(), 0, "after {wrong:?}");
    }
    for (signal, when) in [("-INT", ""), ("-TERM", "data ")] {
        let mut child = demo(&["--listen", "127.0.0.1:0", "--log", "off"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let begun = Instant::now();
        while left() == 0 {
            assert!(begun.elapsed() < Duration::from_secs(60), "no folder");
            std::thread::sleep(Duration::from_millis(5));
        }
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        if !when.is_empty() {
            let said = lines.find_map(|line| line.unwrap().strip_prefix(when).map(str::to_owned));
            let folder = std::path::PathBuf::from(said.expect("it starts"));
            assert!(folder.starts_with(place.path()) && folder.is_dir(), "{}", folder.display());
        }
        Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        lines.for_each(drop);
        assert!(child.wait().unwrap().success());
        assert_eq!(left(), 0, "after {signal}");
    }
}

#[test]
fn a_demo_begins_on_data_of_its_own() {
    let mut site = Site::start("demo", None);
    let people = site.people();
    let (_, data) = site.leave();
    let folder = data.path().display().to_string();
    let said = line(binary().args(["demo", "--listen", "127.0.0.1:0", "--data", &folder]));
    assert!(said.starts_with("wego-site: setting data: the demo begins"), "{said}");
    let kept = std::fs::read_to_string(data.path().join("people.txt")).unwrap();
    assert_eq!(kept.lines().count(), people.len(), "what was there stays");
}

#[test]
fn a_city_changes_a_template_a_word_and_the_colours_by_files() {
    let data = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = data.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("messages/en.ftl", "site-network = Our cities\n");
    write("assets/theme.css", ":root { --primary: #822 }");
    let database = format!("sqlite:{}", data.path().join("site.sqlite").display());
    let site = crate::site::Site::start_in("serve", database, data);
    let front = site.visitor().get("/en/");
    assert!(front.expect(200).contains("Our cities") && front.body.contains("/assets/theme-"));
}

#[test]
fn bad_input_93_what_others_can_read_is_said_at_the_start() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (folder.path().join("data"), folder.path().join("own.toml"));
    let key = folder.path().join("news1.pem");
    std::fs::create_dir(&data).unwrap();
    let settings = "listen = \"127.0.0.1:0\"\n[newsletter]\ndkim = [{ selector = \"news1\", key = \"news1.pem\" }]\n";
    std::fs::write(&file, settings).unwrap();
    std::fs::write(&key, "a key").unwrap();
    let said = |folder: u32, settings: u32| {
        for (path, mode) in [(&data, folder), (&file, settings), (&key, settings)] {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        }
        let mut migrate = binary();
        migrate.arg("migrate").arg("--data").arg(&data).arg("--config").arg(&file);
        let output = migrate.stderr(Stdio::piped()).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{said}");
        let remedy = |path: &std::path::Path, who| {
            said.matches(&format!("chmod {who}= {}", path.display())).count()
        };
        (remedy(&data, "go"), remedy(&file, "o"), remedy(&key, "o"))
    };
    assert_eq!(said(0o755, 0o644), (1, 1, 1));
    // A group may be let in to read the settings, as the service's where they are the administrator's.
    assert_eq!(said(0o750, 0o640), (1, 0, 0));
    assert_eq!(said(0o700, 0o600), (0, 0, 0));
}
