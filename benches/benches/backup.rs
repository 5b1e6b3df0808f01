//! One gigabyte saved and brought back by the command line, beside a plain copy of the same bytes that is flushed to
//! the disk.
//!
//! The site has 100,000 pages and, for the rest, files of bytes that nothing packs any further. Memory is the most that
//! the process ever held resident; it is the same for a tenth of the bytes, within a tenth and 10 MB.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use benches::process::release;
use benches::{Bound, say_ratio};
use bytes::Bytes;
use eframe_cms::Cms;
use eframe_cms::model::{Content, Fields, Kind};
use eframe_cms::rules::{Import, ImportDocument};
use eframe_core::test::SeededRandom;
use eframe_core::upload::{BlobStore, DiskBlobs};
use eframe_core::{Actor, Caller, Database, Language, Randomness as _, World};

const PAGES: usize = 100_000;
const SLICE: usize = 1_000;
const FILE: usize = 4_000_000;

fn main() {
    let site = release("wego-site", "wego-site");
    let folder = std::env::temp_dir().join(format!("wego-backup-{}", std::process::id()));
    let small = Sizes::of(&site, &folder.join("small"), 100_000_000, PAGES / 10);
    let large = Sizes::of(&site, &folder.join("large"), 1_000_000_000, PAGES);
    say_ratio("backup of 1 GB beside a copy", large.copied / large.saved, Bound::AtLeast(0.3));
    say_ratio("restore of 1 GB beside a copy", large.copied / large.restored, Bound::AtLeast(0.3));
    let growth = (large.most - 10.0) / small.most;
    say_ratio("memory of a backup, 1 GB beside 100 MB", growth, Bound::AtMost(1.1));
    // The folder is temporary anyway.
    let _ = fs::remove_dir_all(folder);
}

/// Seconds and megabytes.
struct Sizes {
    copied: f64,
    saved: f64,
    restored: f64,
    most: f64,
}

impl Sizes {
    fn of(site: &str, folder: &Path, bytes: usize, pages: usize) -> Self {
        let data = folder.join("data");
        fs::create_dir_all(&data).expect("a temporary folder");
        let (archive, empty) = (folder.join("site.tar.gz"), folder.join("restored"));
        run(site, &["migrate"], &data);
        fill(&data, bytes, pages);
        let whole = size(&data);
        let begin = Instant::now();
        copy(&data, &folder.join("copy"));
        let copied = begin.elapsed();
        let name = archive.display().to_string();
        let (saved, save_most) = run(site, &["backup", &name], &data);
        fs::create_dir_all(&empty).expect("a temporary folder");
        let (restored, restore_most) = run(site, &["restore", &name], &empty);
        println!(
            "{:4.0} MB: copied in {copied:.2?}; saved in {saved:.2?} with {save_most:.0} MB resident into {:.0} MB; \
             restored in {restored:.2?} with {restore_most:.0} MB",
            megabytes(whole),
            megabytes(size(&archive)),
        );
        Self {
            copied: copied.as_secs_f64(),
            saved: saved.as_secs_f64(),
            restored: restored.as_secs_f64(),
            most: save_most.max(restore_most),
        }
    }
}

/// Runs a command of the site to its end; answers how long it took and the most megabytes it held resident.
fn run(site: &str, arguments: &[&str], data: &Path) -> (Duration, f64) {
    let begin = Instant::now();
    let mut child = Command::new(site)
        .args(arguments)
        .arg("--data")
        .arg(data)
        .env("WEGO_LOG", "warn")
        .stdout(Stdio::null())
        .spawn()
        .expect("the site starts");
    let mut most = 0.0_f64;
    loop {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        most = most.max(peak.unwrap_or(0.0) * 1024.0 / 1e6);
        if let Some(ended) = child.try_wait().expect("a child") {
            assert!(ended.success(), "{arguments:?} ended with {ended}");
            return (begin.elapsed(), most);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Imports pages, and keeps files up to this many bytes.
fn fill(data: &Path, bytes: usize, pages: usize) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let url = format!("sqlite:{}", data.join("site.sqlite").display());
        let database = Database::open(&url, World::system()).await.expect("the site's database");
        let cms = Cms::builder(database.clone()).build();
        let caller = Caller::new(Actor::system("bench"));
        for slice in 0..pages / SLICE {
            let documents = (slice * SLICE..(slice + 1) * SLICE).map(page).collect();
            let import = Import { documents, menus: Vec::new() };
            cms.import(&caller, &import).await.expect("the pages are taken");
        }
        database.close().await;
        let files: Arc<dyn BlobStore> = Arc::new(
            DiskBlobs::open(data.join("blobs"), World::system()).await.expect("a folder for files"),
        );
        let random = SeededRandom::new(1);
        let rows = usize::try_from(size(&data.join("site.sqlite"))).unwrap_or(0);
        for _ in 0..bytes.saturating_sub(rows) / FILE {
            let mut content = vec![0; FILE];
            random.fill(&mut content);
            let mut draft = files.begin("cms").await.expect("a draft");
            draft.write(Bytes::from(content)).await.expect("room");
            draft.keep().await.expect("kept");
        }
    });
}

fn page(n: usize) -> ImportDocument {
    let title = format!("Page {n}");
    let body = format!("What the city says about matter {n}.\n\n").repeat(20);
    let content =
        Content::read(Kind::Page, &Fields { title, body: body.into(), ..Fields::default() });
    ImportDocument {
        kind: Kind::Page,
        address: format!("/matter-{n}").parse().expect("an address"),
        position: 0,
        texts: [(Language::EN, content.expect("good texts"))].into(),
    }
}

/// Copies a folder, each file flushed to the disk as a backup is.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("room");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a kind").is_dir() {
            copy(&entry.path(), &target);
        } else {
            let mut file = File::create(&target).expect("room");
            io::copy(&mut File::open(entry.path()).expect("a file"), &mut file).expect("room");
            file.sync_all().expect("flushed");
        }
    }
}

/// How many bytes a file or folder has.
fn size(path: &Path) -> u64 {
    let found = fs::metadata(path).expect("it is there");
    if !found.is_dir() {
        return found.len();
    }
    let entries = fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry"));
    entries.map(|entry| size(&entry.path())).sum()
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
