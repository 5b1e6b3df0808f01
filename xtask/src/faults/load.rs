//! People who write and people who read, at the same time, and what each was told.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use serde_json::json;

use super::ground::House;
use super::http::{Answer, Lost, Request};

/// How soon somebody tries again who was told "not now": sooner than `Retry-After` asks for, so that it is seen when
/// "now" has come.
const AGAIN: Duration = Duration::from_millis(200);

/// How many people there are of each kind at every address.
#[derive(Clone, Copy, Debug)]
pub(super) struct Crowd {
    /// Those who send an `Idempotency-Key` and try again until they are told that it is done.
    pub(super) keyed: usize,
    /// Those who send none, and never send the same twice.
    pub(super) plain: usize,
    pub(super) readers: usize,
}

impl Default for Crowd {
    fn default() -> Self {
        Self { keyed: 4, plain: 2, readers: 2 }
    }
}

/// An answer that counts: what for, which address gave it, and when.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) title: String,
    pub(super) by: SocketAddr,
    pub(super) asked: Instant,
    pub(super) at: Instant,
}

/// All that the people were told.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// How many documents the audit log said had been begun, before anybody wrote.
    pub(super) begun_before: usize,
    /// Writes that were acknowledged.
    pub(super) acknowledged: Vec<Told>,
    /// Writes without a key of which it was said that nothing was changed.
    pub(super) denied: Vec<Told>,
    /// Answers 503 to writes.
    pub(super) unavailable: usize,
    /// Of which these did not say when to come again.
    pub(super) without_retry_after: usize,
    /// Of which these said that the outcome is not known.
    pub(super) unknown: usize,
    /// Writes that were not answered.
    pub(super) unanswered: usize,
    /// Every other answer to a write, and how often.
    pub(super) odd: BTreeMap<String, usize>,
    /// Pages that were answered with what they always are.
    pub(super) pages: usize,
    /// Pages that were answered with a failure of the server's.
    pub(super) failed_pages: Vec<String>,
    /// Pages that were not answered at all.
    pub(super) lost_pages: usize,
    pub(super) slowest_page: Duration,
    pub(super) slowest_write: Duration,
}

/// The people at work.
pub(super) struct Load {
    stop: Arc<AtomicBool>,
    seen: Arc<Mutex<Seen>>,
    people: Vec<JoinHandle<()>>,
    pages: Arc<Vec<String>>,
}

impl Load {
    /// Sets a crowd to work at each address; every title begins with `word`.
    pub(super) fn start(
        house: &House,
        at: &[SocketAddr],
        word: &str,
        crowd: Crowd,
    ) -> Result<Self, String> {
        let token = house.token("editor")?;
        let pages = Arc::new(known_pages(at)?);
        let seen = Seen { begun_before: begun(house)?, ..Seen::default() };
        let (stop, seen) = (Arc::<AtomicBool>::default(), Arc::new(Mutex::new(seen)));
        let mut people = Vec::new();
        for (n, &address) in at.iter().enumerate() {
            for person in 0..crowd.keyed + crowd.plain {
                let who = Writer {
                    to: address,
                    token: token.to_owned(),
                    name: format!("{word} {n} {person}"),
                    keyed: person < crowd.keyed,
                };
                let (stop, seen) = (Arc::clone(&stop), Arc::clone(&seen));
                people.push(thread::spawn(move || who.work(&stop, &seen)));
            }
            for _ in 0..crowd.readers {
                let (stop, seen, pages) =
                    (Arc::clone(&stop), Arc::clone(&seen), Arc::clone(&pages));
                people.push(thread::spawn(move || read(address, &pages, &stop, &seen)));
            }
        }
        Ok(Self { stop, seen, people, pages })
    }

    /// Looks at what was told so far.
    pub(super) fn look<T>(&self, look: impl FnOnce(&Seen) -> T) -> T {
        look(&self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// How many writes were acknowledged so far.
    pub(super) fn acknowledged(&self) -> usize {
        self.look(|seen| seen.acknowledged.len())
    }

    /// The first write that this address was asked for and acknowledged after a moment.
    pub(super) fn first_after(&self, moment: Instant, by: SocketAddr) -> Option<Instant> {
        self.look(|seen| {
            let told = seen.acknowledged.iter();
            told.filter(|told| told.by == by && told.at >= moment).map(|told| told.at).min()
        })
    }

    /// How many pages are read again and again.
    pub(super) fn pages(&self) -> usize {
        self.pages.len()
    }

    /// Lets everybody end what they are at, and hands over what they were told.
    pub(super) fn stop(mut self) -> Seen {
        self.stop.store(true, Ordering::Relaxed);
        for person in self.people.drain(..) {
            let _ = person.join();
        }
        std::mem::take(&mut *self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// A draft of news, and whoever begins it.
pub(super) fn draft(token: &str, title: &str) -> Request {
    let body = json!({
        "kind": "news",
        "language": "en",
        "text": { "title": title, "summary": "A fault is survived.", "body": "Word for word.", "date": "2026-11-26" },
    });
    Request::json("/api/v1/content/documents", &body).by(token)
}

/// How many documents the audit log says were begun.
pub(super) fn begun(house: &House) -> Result<usize, String> {
    let query = "SELECT count(*) FROM core_audit WHERE action = 'cms.document.create'";
    let rows = house.query(query)?;
    rows.first().and_then(|row| row.parse().ok()).ok_or_else(|| "no count".to_owned())
}

struct Writer {
    to: SocketAddr,
    token: String,
    name: String,
    keyed: bool,
}

/// What a writer does next.
enum Next {
    Another,
    /// Another, after a while.
    Later,
    /// The same, after a while.
    TheSame,
}

impl Writer {
    fn work(&self, stop: &AtomicBool, seen: &Mutex<Seen>) {
        for turn in 0_usize.. {
            let title = format!("{} {turn}", self.name);
            let request = draft(&self.token, &title);
            let request = match self.keyed {
                true => request.header("Idempotency-Key", &title.replace(' ', "-")),
                false => request,
            };
            loop {
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                let asked = Instant::now();
                let answer = request.send(self.to);
                let told = Told { title: title.clone(), by: self.to, asked, at: Instant::now() };
                let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                let next = seen.write(told, answer, self.keyed);
                drop(seen);
                match next {
                    Next::Another => break,
                    Next::Later | Next::TheSame => thread::sleep(AGAIN),
                }
                if let Next::Later = next {
                    break;
                }
            }
        }
    }
}

impl Seen {
    /// Notes what became of a write.
    fn write(&mut self, told: Told, answer: Result<Answer, Lost>, keyed: bool) -> Next {
        self.slowest_write = self.slowest_write.max(told.at - told.asked);
        let again = if keyed { Next::TheSame } else { Next::Later };
        let answer = match answer {
            Ok(answer) => answer,
            // Nothing was sent, so that also who has no key may send the same again.
            Err(Lost::Unreached) => return Next::TheSame,
            Err(Lost::Unanswered) => {
                self.unanswered += 1;
                return again;
            }
        };
        let code = answer.json()["code"].as_str().unwrap_or_default().to_owned();
        match (answer.status, &*code) {
            (201, _) => {
                self.acknowledged.push(told);
                return Next::Another;
            }
            (503, code) => {
                self.unavailable += 1;
                self.without_retry_after += usize::from(answer.header("retry-after").is_none());
                self.unknown += usize::from(code == "outcome-unknown");
                if code == "unavailable" && !keyed {
                    self.denied.push(told);
                }
            }
            // An earlier try of the same is still under way.
            (409, "idempotency-key-running") if keyed => {}
            (status, code) => *self.odd.entry(format!("{status} {code}")).or_default() += 1,
        }
        again
    }
}

/// Addresses of public pages that everybody serves now, which therefore are known to them.
fn known_pages(at: &[SocketAddr]) -> Result<Vec<String>, String> {
    let first = at.first().ok_or("nobody is there to be asked")?;
    let ask = |to: SocketAddr, path: &str| Request::get(path).send(to).ok();
    let front = ask(*first, "/en/").ok_or("the front page is not answered")?;
    let mut paths: Vec<String> = front
        .body
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|path| path.starts_with("/en/") && !path.contains(['?', '#']))
        .map(str::to_owned)
        .collect();
    paths.extend(["/ko/", "/ru/", "/zh/", "/es/", "/fr/", "/ar/"].map(str::to_owned));
    paths.sort();
    paths.dedup();
    paths.truncate(40);
    // Twice: what the first rendering kept is what the second is answered with.
    paths.retain(|path| {
        let serves = |to: &SocketAddr| ask(*to, path).is_some_and(|answer| answer.status == 200);
        at.iter().all(serves) && at.iter().all(serves)
    });
    if paths.len() < 5 { Err(format!("only {} pages are known", paths.len())) } else { Ok(paths) }
}

/// Lists, which a document that goes live makes anew.
const LISTS: [&str; 6] = ["news", "events", "people", "partners", "faq", "documents"];

/// Addresses of public pages that none of these people asks for, so that only what an instance did by itself makes them
/// known: those at the top of the site, in other languages than theirs.
pub(super) fn unasked(at: SocketAddr) -> Result<Vec<String>, String> {
    let map = Request::get("/sitemap.xml").send(at);
    let map = map.map_err(|lost| format!("the sitemap: {lost:?}"))?;
    let addresses = map.body.split("<loc>").skip(1).filter_map(|rest| rest.split('<').next());
    let paths: Vec<String> = addresses
        .filter_map(|address| address.split_once("/en/").map(|(_, path)| path))
        .filter(|path| !path.is_empty() && !path.contains('/') && !LISTS.contains(path))
        .flat_map(|path| {
            ["ko", "ru", "zh", "es", "fr", "ar"].map(|language| format!("/{language}/{path}"))
        })
        .collect();
    if paths.is_empty() { Err("the sitemap names no pages".to_owned()) } else { Ok(paths) }
}

fn read(to: SocketAddr, pages: &[String], stop: &AtomicBool, seen: &Mutex<Seen>) {
    for path in pages.iter().cycle() {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let asked = Instant::now();
        let answer = Request::get(path).send(to);
        let took = asked.elapsed();
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.slowest_page = seen.slowest_page.max(took);
        match answer {
            Ok(answer) if answer.status == 200 => seen.pages += 1,
            Ok(answer) => seen.failed_pages.push(format!("{path} {}", answer.status)),
            Err(_) => seen.lost_pages += 1,
        }
        drop(seen);
        // As fast as people, not as fast as it goes: the processors are for the site.
        thread::sleep(Duration::from_millis(5));
    }
}
