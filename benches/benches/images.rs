//! A photograph of 24 megapixels becomes four smaller pictures, while another file is served to whoever asks.
//!
//! It happens in a process of its own, so that what the operating system says of the process's memory is of this
//! alone: the photograph is made beforehand, by this one.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use benches::{Bound, median, say_ratio};
use eframe_cms::model::{About, MediaId};
use eframe_cms::{Cms, MIGRATIONS, permission};
use eframe_core::upload::{DiskBlobs, Policy, Shelf, receive};
use eframe_core::{Actor, ActorId, Body, Caller, Component, Grant, Scope};
use http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

const WIDTH: u32 = 6000;
const HEIGHT: u32 = 4000;
/// Figures are the middle ones of so many processes.
const TIMES: usize = 3;

fn main() {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some("child") {
        return child(Path::new(&arguments.next().expect("a file")));
    }
    let folder = std::env::temp_dir().join(format!("wego-images-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let file = folder.join("photograph.jpg");
    photograph().save(&file).expect("room for the photograph");
    let own = std::env::current_exe().expect("this program");
    let runs = (0..TIMES).map(|_| {
        let ran = Command::new(&own).arg("child").arg(&file).output().expect("it runs");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        let said = String::from_utf8_lossy(&ran.stdout).into_owned();
        println!("{}", said.trim());
        said.split_whitespace().filter_map(|word| word.parse().ok()).collect::<Vec<f64>>()
    });
    let runs = runs.collect::<Vec<_>>();
    let middle = |at: usize| median(runs.iter().map(|run| run[at]));
    say_ratio("a picture of 24 megapixels in four widths, seconds", middle(0), Bound::AtMost(2.5));
    say_ratio("the same, megabytes at the peak", middle(1), Bound::AtMost(300.0));
    say_ratio(
        "meanwhile, the slowest answer with another file, seconds",
        middle(2),
        Bound::AtMost(0.5),
    );
    // The folder is temporary anyway.
    let _ = std::fs::remove_dir_all(folder);
}

/// Gradients with noise: neither the easiest picture to encode nor the hardest.
fn photograph() -> image::RgbImage {
    let mut noise = 0x2545_f491_u32;
    image::RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        noise ^= noise << 13;
        noise ^= noise >> 17;
        noise ^= noise << 5;
        let grain = (noise >> 28) as u8;
        image::Rgb([
            (x * 239 / WIDTH) as u8 + grain,
            (y * 239 / HEIGHT) as u8 + grain,
            ((x + y) * 239 / (WIDTH + HEIGHT)) as u8 + grain,
        ])
    })
}

/// Says how long the four took, what the process had in memory at most, and how long the slowest other answer took.
fn child(file: &Path) {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.worker_threads(2).enable_all().build().expect("a runtime");
    let (seconds, slowest) = runtime.block_on(measure(file));
    println!("seconds {seconds:.3} megabytes {:.1} slowest {slowest:.3}", peak());
}

/// VmHWM: the most memory that the process ever had, in megabytes.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("the process's own account");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("its peak");
    let kilobytes = line.split_whitespace().nth(1).and_then(|figure| figure.parse::<f64>().ok());
    kilobytes.expect("a figure") * 1024.0 / 1e6
}

async fn measure(file: &Path) -> (f64, f64) {
    let database = eframe_core::test::sqlite(&[MIGRATIONS]).await;
    let blobs = file.with_extension(format!("blobs-{}", std::process::id()));
    let store = DiskBlobs::open(&blobs, database.database.world().clone()).await;
    let store = Arc::new(store.expect("a store"));
    let cms = Cms::builder(database.database.clone()).files(store.clone()).build();
    let shelf = Shelf::new(store, "cms");
    let grants = vec![Grant::new(permission::EDIT, Scope::Everywhere)];
    let mina = Actor::person(ActorId::new(uuid::Uuid::from_u128(1)), "Mina Park", grants);
    let bring = async |name: &str, body: Body| {
        let policy = Policy::documents().megabytes(100);
        let upload = receive(&shelf, body, name, &policy).await.expect("it is taken");
        let caller = Caller::new(mina.clone());
        cms.add_media(&caller, &upload, About::default()).await.expect("it is added").media
    };
    let other = bring("plan.pdf", Body::from(bytes::Bytes::from(paper()))).await;
    let whole = std::fs::read(file).expect("the photograph");
    let photograph = bring("photograph.jpg", Body::from(bytes::Bytes::from(whole))).await;
    let files = cms.media_files();
    let serving = tokio::spawn(serve_all_along(files.clone(), mina.clone(), other));
    let began = Instant::now();
    for width in [1920, 1280, 640, 320] {
        let path = format!("/{photograph}/1/{width}w.jpg");
        assert!(ask(&files, &mina, &path).await > 1_000, "{path}");
    }
    let took = began.elapsed();
    serving.abort();
    let slowest = SLOWEST.load(std::sync::atomic::Ordering::Relaxed);
    // The folder is temporary anyway.
    let _ = std::fs::remove_dir_all(blobs);
    (took.as_secs_f64(), Duration::from_micros(slowest).as_secs_f64())
}

static SLOWEST: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);

/// Asks for a file again and again and keeps how long the slowest answer took.
async fn serve_all_along(
    files: Component,
    actor: Actor,
    media: MediaId,
) -> std::convert::Infallible {
    let path = format!("/{media}/1/plan.pdf");
    loop {
        let began = Instant::now();
        ask(&files, &actor, &path).await;
        let took = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
        SLOWEST.fetch_max(took, std::sync::atomic::Ordering::Relaxed);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// How many bytes the answer has.
async fn ask(files: &Component, actor: &Actor, path: &str) -> usize {
    let mut request = Request::get(path).body(Body::default()).expect("a request");
    request.extensions_mut().insert(actor.clone());
    let answer = files.clone().oneshot(request).await.expect("services never fail");
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.into_body().collect().await.expect("a whole body").to_bytes().len()
}

/// A document of 100 kB.
fn paper() -> Vec<u8> {
    let mut paper = b"%PDF-1.7\n".to_vec();
    paper.resize(100_000, b'x');
    paper.extend(b"\n%%EOF\n");
    paper
}
