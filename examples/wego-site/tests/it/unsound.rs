//! A database file that is read-only, held, cut, spoilt, or without its log: the site says so in one line and mends nothing.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use eframe_core::block::sea_orm::{
    self, ConnectionTrait as _, DatabaseBackend, DatabaseConnection, Statement,
};
use tempfile::TempDir;

use crate::site::{Site, binary};

/// A site that ran and was stopped, or its data before it is started.
struct Ground {
    data: TempDir,
}

impl Ground {
    fn stopped() -> Self {
        let (_, data) = Site::start("serve", None).leave();
        Self { data }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.data.path().join(name)
    }

    fn file(&self) -> PathBuf {
        self.path("site.sqlite")
    }

    fn url(&self) -> String {
        format!("sqlite:{}", self.file().display())
    }

    fn run(&self, mut command: Command, arguments: &[&str]) -> Output {
        command.args(arguments).args(["--database", &self.url(), "--data"]).arg(self.data.path());
        command.output().expect("it runs")
    }

    /// Starts it, and returns the line with which it refuses.
    fn refusal(&self, command: Command) -> String {
        let output = self.run(command, &["serve", "--log", "error", "--listen", "127.0.0.1:0"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && output.stdout.is_empty(), "it started: {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        said
    }

    /// It is refused with these words, and the file is what it was.
    fn refuses(&self, words: &str) {
        let before = fs::read(self.file()).unwrap_or_default();
        let said = self.refusal(binary());
        assert!(said.contains(words) && said.contains("site.sqlite"), "{said}");
        assert!(fs::read(self.file()).unwrap_or_default() == before, "it was changed: {said}");
    }

    fn starts(self) -> Self {
        let url = self.url();
        let (_, data) = Site::start_in("serve", url, self.data).leave();
        Self { data }
    }

    async fn connect(&self) -> DatabaseConnection {
        let mut alone = sea_orm::ConnectOptions::new(self.url());
        alone.max_connections(1);
        sea_orm::Database::connect(alone).await.expect("connects")
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime")
}

/// The binary as somebody starts it whom the modes of files bind, as they do not bind root.
fn bound() -> Command {
    let mut command = Command::new("setpriv");
    let rights = ["--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"];
    command.args(rights).arg(binary().get_program()).stdin(Stdio::null());
    command
}

#[test]
fn bad_input_86_a_file_that_cannot_be_written_is_refused() {
    let ground = Ground::stopped();
    fs::set_permissions(ground.file(), fs::Permissions::from_mode(0o444)).expect("set");
    let is_root = fs::OpenOptions::new().write(true).open(ground.file()).is_ok();
    let said = ground.refusal(if is_root { bound() } else { binary() });
    assert!(said.contains("it cannot be written: let whom the site runs as"), "{said}");
    fs::set_permissions(ground.file(), fs::Permissions::from_mode(0o600)).expect("set");
    ground.starts();
}

#[test]
fn bad_input_86_a_file_that_another_process_holds_is_refused_and_taken_when_it_lets_go() {
    let (ground, runtime) = (Ground::stopped(), runtime());
    let hand = runtime.block_on(async {
        let hand = ground.connect().await;
        hand.execute_unprepared("BEGIN EXCLUSIVE").await.expect("it is held");
        hand
    });
    let said = ground.refusal(binary());
    assert!(said.contains("another process holds it and did not let go"), "{said}");
    runtime.block_on(async {
        hand.execute_unprepared("ROLLBACK").await.expect("it lets go");
        hand.close().await.expect("closed");
    });
    ground.starts();
}

#[test]
fn bad_input_86_a_file_that_was_cut_is_refused() {
    let ground = Ground::stopped();
    let whole = fs::read(ground.file()).expect("read");
    for end in [whole.len() - 4096, whole.len() * 3 / 5, 5000, 1000, 99] {
        fs::write(ground.file(), &whole[..end]).expect("cut");
        ground.refuses("it is damaged (");
    }
    fs::write(ground.path("site.sqlite-wal"), &whole[..5000]).expect("written");
    fs::write(ground.file(), b"").expect("cut");
    ground.refuses("it is empty or gone while ");
    fs::remove_file(ground.file()).expect("gone");
    ground.refuses("it is empty or gone while ");
    assert!(!ground.file().exists() && ground.path("site.sqlite-wal").exists());
    fs::remove_file(ground.path("site.sqlite-wal")).expect("gone");
    fs::write(ground.file(), &whole).expect("brought back");
    ground.starts();
}

/// The pages with which tables and indexes begin, and how large pages are.
async fn roots(ground: &Ground, which: &str) -> Vec<(u64, u64)> {
    let hand = ground.connect().await;
    let ask = format!(
        "SELECT rootpage, page_size FROM sqlite_schema, pragma_page_size WHERE {which} ORDER BY rootpage"
    );
    let ask = Statement::from_string(DatabaseBackend::Sqlite, ask);
    let rows = hand.query_all_raw(ask).await.expect("the schema");
    let number =
        |row: &sea_orm::QueryResult, at| row.try_get_by_index::<i64>(at).expect("a number");
    let roots =
        rows.iter().map(|row| (number(row, 0).unsigned_abs(), number(row, 1).unsigned_abs()));
    let roots = roots.collect();
    hand.close().await.expect("closed");
    roots
}

#[test]
fn bad_input_86_a_file_with_flipped_bytes_is_refused() {
    let ground = Ground::stopped();
    let roots = runtime().block_on(roots(&ground, "rootpage > 0"));
    let whole = fs::read(ground.file()).expect("read");
    // The name of the format, then how many cells a page has, here and there.
    let pages = roots.iter().step_by(roots.len() / 8);
    let places = pages.map(|(page, size)| usize::try_from((page - 1) * size + 3).expect("it fits"));
    for place in [2, 103].into_iter().chain(places) {
        let mut spoilt = whole.clone();
        spoilt[place] ^= 0x5a;
        fs::write(ground.file(), &spoilt).expect("spoilt");
        ground.refuses("it is damaged (");
    }
    fs::write(ground.file(), &whole).expect("brought back");
    ground.starts();
}

#[test]
fn bad_input_86_a_large_file_is_read_through_while_the_site_answers_and_stops_it() {
    let (ground, runtime) = (Ground::stopped(), runtime());
    let filler = "CREATE TABLE filler (words BLOB); \
        WITH RECURSIVE n (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < 24) \
        INSERT INTO filler SELECT randomblob(1000000) FROM n; CREATE TABLE spoilt (words TEXT); \
        INSERT INTO spoilt VALUES ('quay')";
    let (page, size) = runtime.block_on(async {
        let hand = ground.connect().await;
        hand.execute_unprepared(filler).await.expect("filled");
        hand.close().await.expect("closed");
        *roots(&ground, "name = 'spoilt'").await.first().expect("the table")
    });
    let mut bytes = fs::read(ground.file()).expect("read");
    let place = usize::try_from((page - 1) * size + 3).expect("it fits");
    bytes[place] ^= 0x5a;
    fs::write(ground.file(), bytes).expect("spoilt");
    let begun = Instant::now();
    let output = ground.run(binary(), &["serve", "--log", "off", "--listen", "127.0.0.1:0"]);
    let (told, said) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(told.contains("listening on http://"), "{told}{said}");
    assert!(!output.status.success() && said.contains("it is damaged ("), "{said}");
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
}

#[test]
fn bad_input_93_the_file_is_closed_to_others_in_a_folder_that_is_open() {
    let (data, folder) =
        (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("one"));
    fs::set_permissions(data.path(), fs::Permissions::from_mode(0o755)).expect("opened");
    let database = format!("sqlite:{}", data.path().join("site.sqlite").display());
    let site = Site::start_in("serve", database, data);
    signs_more_than(0, site.data.path());
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    for name in ["site.sqlite", "site.sqlite-wal", "site.sqlite-shm"] {
        assert_eq!(mode(&site.data.path().join(name)), 0o600, "{name}");
    }
    let archive = folder.path().join("site.tar.gz");
    let moved = folder.path().join("moved");
    fs::create_dir(&moved).expect("made");
    fs::set_permissions(&moved, fs::Permissions::from_mode(0o755)).expect("opened");
    for (command, data) in [("backup", site.data.path()), ("restore", moved.as_path())] {
        let mut run = binary();
        let done =
            run.arg(command).arg(&archive).arg("--data").arg(data).output().expect("it runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    assert_eq!(mode(&moved.join("site.sqlite")), 0o600);
}

/// How many entries of the audit log the kept checkpoint has.
fn kept(data: &Path) -> u64 {
    let note = fs::read_to_string(data.join("audit.last")).unwrap_or_default();
    note.lines().nth(1).and_then(|size| size.parse().ok()).unwrap_or_default()
}

/// Waits until more is signed than that.
pub(crate) fn signs_more_than(before: u64, data: &Path) -> u64 {
    let begun = Instant::now();
    loop {
        let now = kept(data);
        if now > before {
            return now;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "nothing was signed after {before}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Has something decided that is signed, and returns how many entries there are then.
pub(crate) fn decides(site: &Site, whom: &str) -> u64 {
    let before = signs_more_than(0, site.data.path());
    let mut invite = binary();
    invite.args(["invite", whom, "--database", &site.database, "--data"]).arg(site.data.path());
    let done = invite.output().expect("it runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    signs_more_than(before, site.data.path())
}

#[test]
fn bad_input_86_a_write_ahead_log_that_was_taken_away_is_missed() {
    let site = Site::start("serve", None);
    signs_more_than(0, site.data.path());
    let (database, data) = site.leave();
    // Little is written from here on, so that it stands in the log alone.
    let site = Site::start_in("serve", database, data);
    decides(&site, "mina@quay.example");
    let (_, data) = site.kill();
    let ground = Ground { data };
    let log = ground.path("site.sqlite-wal");
    let taken = fs::read(&log).expect("what was not written into the file yet");
    assert!(!taken.is_empty());
    for beside in ["site.sqlite-wal", "site.sqlite-shm"] {
        fs::remove_file(ground.path(beside)).expect("taken away");
    }
    let before = fs::read(ground.file()).expect("read");
    let said = ground.refusal(binary());
    assert!(
        said.contains("its newest rows are lost") && said.contains("audit-key --new"),
        "{said}"
    );
    let missed = ground.run(binary(), &["verify"]);
    let why = String::from_utf8_lossy(&missed.stderr).into_owned();
    assert!(!missed.status.success() && why.contains("its newest rows are lost"), "{why}");
    assert!(fs::read(ground.file()).expect("read") == before, "it was changed");
    // Brought back, nothing is lost.
    fs::write(&log, taken).expect("brought back");
    let ground = ground.starts();
    // An empty database is not what was signed either, unless somebody says so.
    fs::remove_file(ground.file()).expect("gone");
    let said = ground.refusal(binary());
    assert!(said.contains("the database has 0 of them"), "{said}");
    let new = ground.run(binary(), &["audit-key", "--new"]);
    assert!(new.status.success(), "{}", String::from_utf8_lossy(&new.stderr));
    ground.starts();
}
