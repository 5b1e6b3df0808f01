use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use hmac::{Hmac, KeyInit as _, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::{Known, Person};
use crate::{ActorId, Digest, Timestamp};

/// What stays of a person who was erased: a keyed hash of their account's number, or of an address, from which nobody
/// without the house's secret makes either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mark(pub Digest);

/// Who was erased, in a file apart from the database, so that a restored backup brings nobody back. It only grows.
///
/// Each instance keeps one of its own; a site that is moved or restored takes it along, as the secret that its marks
/// are made with.
#[derive(Clone)]
pub struct ErasedList {
    path: Option<PathBuf>,
    secret: [u8; 32],
}

/// A line of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    /// Somebody was erased.
    Erased { mark: Mark, at: Timestamp },
    /// The mark of the secret itself: by another one nobody in the file would be known again.
    Key { key: Mark },
}

impl ErasedList {
    /// The list in the file at `path`, which need not be there yet. Its marks are made with `secret`, which has to
    /// stay from start to start.
    pub fn new(path: impl Into<PathBuf>, secret: [u8; 32]) -> Self {
        Self { path: Some(path.into()), secret }
    }

    /// No list: an erasure is not done again after a restore.
    pub const fn none() -> Self {
        Self { path: None, secret: [0; 32] }
    }

    /// The marks of a person: of their account and of each of their addresses.
    pub(super) fn marks(&self, person: &Person) -> Vec<Mark> {
        let addresses = person.addresses().iter().map(|address| self.of_address(address));
        person.id().map(|id| self.of_account(id)).into_iter().chain(addresses).collect()
    }

    /// When whoever a block knows was erased, where that was after they came.
    pub(super) fn erased(&self, known: &Known, list: &BTreeMap<Mark, Timestamp>) -> bool {
        let marks = [
            known.id.map(|id| self.of_account(id)),
            known.address.as_ref().map(|address| self.of_address(address)),
        ];
        marks.iter().flatten().any(|mark| list.get(mark).is_some_and(|at| *at >= known.since))
    }

    /// Whether the owner of an address was erased.
    pub(super) fn names(&self, address: &str, list: &BTreeMap<Mark, Timestamp>) -> bool {
        list.contains_key(&self.of_address(address))
    }

    /// Whether the owner of an account was erased.
    pub(super) fn names_account(&self, id: ActorId, list: &BTreeMap<Mark, Timestamp>) -> bool {
        list.contains_key(&self.of_account(id))
    }

    /// Whether somebody is known who came back after they were erased.
    pub(super) fn came_back(&self, known: &Known, list: &BTreeMap<Mark, Timestamp>) -> bool {
        let mark = known.address.as_ref().map(|address| self.of_address(address));
        mark.and_then(|mark| list.get(&mark)).is_some_and(|at| *at < known.since)
    }

    fn of_account(&self, id: ActorId) -> Mark {
        self.mark(b"eframe-core 1 account\0", &id.to_string())
    }

    fn of_address(&self, address: &str) -> Mark {
        self.mark(b"eframe-core 1 address\0", &address.trim().to_lowercase())
    }

    fn mark(&self, what: &[u8], text: &str) -> Mark {
        let mut keyed =
            Hmac::<Sha256>::new_from_slice(&self.secret).expect("HMAC takes a key of any length");
        keyed.update(what);
        keyed.update(text.as_bytes());
        Mark(Digest::new(keyed.finalize().into_bytes().into()))
    }

    /// Adds marks; they are on the disk when this returns.
    pub(super) async fn add(&self, marks: &[Mark], at: Timestamp) -> Result<(), std::io::Error> {
        let Some(path) = self.path.clone() else { return Ok(()) };
        self.read().await?;
        let key = Line::Key { key: self.own() };
        let erased = marks.iter().map(|mark| Line::Erased { mark: *mark, at });
        let mut lines = String::new();
        for line in std::iter::once(key).chain(erased) {
            lines += &serde_json::to_string(&line)?;
            lines.push('\n');
        }
        let written = tokio::task::spawn_blocking(move || append(&path, &lines)).await;
        written.map_err(std::io::Error::other)?
    }

    /// The last time each was erased.
    pub(super) async fn read(&self) -> Result<BTreeMap<Mark, Timestamp>, std::io::Error> {
        let Some(path) = self.path.clone() else { return Ok(BTreeMap::new()) };
        let own = self.own();
        let read = tokio::task::spawn_blocking(move || lines(&path, own)).await;
        read.map_err(std::io::Error::other)?
    }

    fn own(&self) -> Mark {
        self.mark(b"eframe-core 1 key\0", "")
    }
}

fn append(path: &Path, lines: &str) -> Result<(), std::io::Error> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    // In one piece, so that several instances do not write into each other's lines; and on lines of their own, whatever a
    // power cut left of the one before.
    file.write_all(format!("\n{lines}").as_bytes())?;
    file.sync_data()?;
    // Its name too, the first time.
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => std::fs::File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

/// A line that was torn is passed over: what it was to say did not happen yet.
fn lines(path: &Path, own: Mark) -> Result<BTreeMap<Mark, Timestamp>, std::io::Error> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    let text = String::from_utf8_lossy(&bytes);
    let mut last = BTreeMap::new();
    for line in text.lines().filter_map(|line| serde_json::from_str(line).ok()) {
        match line {
            Line::Erased { mark, at } => {
                let known = last.entry(mark).or_insert(at);
                *known = at.max(*known);
            }
            Line::Key { key } if key == own => {}
            Line::Key { .. } => {
                let what = format!(
                    "{} was made with another secret.key: bring that one back",
                    path.display()
                );
                return Err(std::io::Error::new(std::io::ErrorKind::InvalidData, what));
            }
        }
    }
    Ok(last)
}

impl std::fmt::Debug for ErasedList {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("ErasedList").field("path", &self.path).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::personal::Asked;

    fn person(asked: &str) -> Person {
        Person::of(&asked.parse::<Asked>().expect("a person"))
    }

    #[tokio::test]
    async fn a_list_outlives_a_torn_line_and_whoever_comes_later_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("erased.jsonl");
        let list = ErasedList::new(&path, [7; 32]);
        assert!(list.read().await.expect("nothing yet").is_empty());
        let at = |second| Timestamp::from_second(second).expect("a time");
        list.add(&list.marks(&person("Mina@seoul.example")), at(10)).await.expect("written");
        let whole = std::fs::read(&path).expect("there");
        std::fs::write(&path, [&whole[..], b"{\"mark\":\"00\xc3"].concat()).expect("torn");
        list.add(&list.marks(&person("joon@seoul.example")), at(20)).await.expect("written");
        let erased = list.read().await.expect("read");
        assert_eq!(erased.len(), 2);
        let known = |address: &str, since| Known {
            id: None,
            address: Some(address.to_owned()),
            since: at(since),
        };
        assert!(list.erased(&known("mina@seoul.example", 9), &erased));
        assert!(!list.erased(&known("mina@seoul.example", 11), &erased), "they came back");
        assert!(list.erased(&known("joon@seoul.example", 20), &erased));
        assert!(!list.erased(&known("other@seoul.example", 0), &erased));
        let other = ErasedList::new(&path, [8; 32]);
        assert!(!other.erased(&known("mina@seoul.example", 9), &erased), "the secret is another");
        let refused = other.read().await.expect_err("nobody would be known again").to_string();
        assert!(refused.contains("another secret.key"), "{refused}");
        let marks = other.marks(&person("x@seoul.example"));
        other.add(&marks, at(30)).await.expect_err("nor with others");
        let text = std::fs::read(&path).expect("there");
        let text = String::from_utf8_lossy(&text);
        assert!(!text.contains("mina") && !text.contains("joon"));
    }
}
