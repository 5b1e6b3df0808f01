//! Reads an archive from its first byte to its last, and holds it against what it says of itself.

use std::collections::{BTreeMap, HashMap};
use std::fs::File as Disk;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;
use sea_orm::sea_query::Value as Bound;
use sha2::{Digest as _, Sha256};
use tokio::task::spawn_blocking;
use uuid::Uuid;

use super::column::{Row, Table};
use super::entries::Check;
use super::form::{ABOUT, About, Audit, FORMAT, File, MANIFEST, MOST, Manifest, Rows};
use super::named::Named;
use super::{BackupError, Summary};
use crate::Digest;

/// How much of a file is read at a time: each piece goes from thread to thread.
const PIECE: usize = 256 * 1024;

/// What is met on the way through an archive.
pub(super) enum Met {
    About(About),
    /// Rows of a table, each the values of its columns.
    Rows(Table, Vec<Vec<Bound>>),
    /// A file begins.
    File(String, Uuid),
    /// The next bytes of it.
    Part(Vec<u8>),
    /// It ends.
    Whole,
}

/// Reads all of an archive and checks each table, each file, each entry of the audit log and that nothing is missing,
/// without a database.
///
/// # Errors
/// [`BackupError::Damaged`] with what is wrong. That somebody changed the audit log before it was saved is no damage of the
/// archive: [`Summary::altered`] tells of it.
pub async fn verify(archive: &Path) -> Result<Summary, BackupError> {
    check(archive, Look::All).await
}

/// Goes through an archive for what it says of itself.
pub(super) async fn check(archive: &Path, look: Look) -> Result<Summary, BackupError> {
    let path = archive.to_owned();
    let read = spawn_blocking(move || walk(&path, look, &mut |_| Ok(())));
    let broken_off =
        |error| BackupError::Disk { path: archive.to_owned(), source: io::Error::other(error) };
    read.await.map_err(broken_off)?
}

/// What a walk looks at.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Look {
    /// Everything.
    #[default]
    All,
    /// Whether it is what it says: rows are read where something goes by them, and else told by their hash.
    Sums,
    /// What is in it, while another walk looks whether it is what it says.
    Content,
}

impl Look {
    /// Whether everything is held against what the archive says of itself.
    fn checks(self) -> bool {
        self != Self::Content
    }

    /// Whether the values of rows are read.
    fn reads(self) -> bool {
        self != Self::Sums
    }
}

/// Goes through an archive, which takes a thread of its own. Whatever is `met` may still turn out to be damaged until
/// this returns.
pub(super) fn walk(
    path: &Path,
    look: Look,
    meet: &mut dyn FnMut(Met) -> Result<(), BackupError>,
) -> Result<Summary, BackupError> {
    let disk = |source| BackupError::Disk { path: path.to_owned(), source };
    let file = BufReader::new(Disk::open(path).map_err(disk)?);
    let mut archive = tar::Archive::new(MultiGzDecoder::new(file));
    let mut walk = Walk { path: path.to_owned(), look, ..Walk::default() };
    for entry in archive.entries().map_err(|error| walk.unread(&error))? {
        let mut entry = entry.map_err(|error| walk.unread(&error))?;
        walk.entry(&mut entry, meet)?;
    }
    // What follows the last entry belongs to the checksum, and nothing belongs behind that.
    let mut packed = archive.into_inner();
    io::copy(&mut packed, &mut io::sink()).map_err(|error| walk.unread(&error))?;
    let behind = packed.into_inner().read(&mut [0]).map_err(disk)?;
    if behind > 0 {
        return Err(walk.damaged("something follows its end"));
    }
    walk.end()
}

#[derive(Default)]
struct Walk {
    path: PathBuf,
    look: Look,
    about: Option<About>,
    tables: BTreeMap<String, (u64, Sha256)>,
    files: Vec<File>,
    check: Check,
    named: Named,
    manifest: Option<Manifest>,
}

impl Walk {
    fn damaged(&self, what: impl Into<String>) -> BackupError {
        BackupError::Damaged { path: self.path.clone(), what: what.into() }
    }

    /// A disk that fails is one thing, bytes that make no archive another.
    fn unread(&self, error: &io::Error) -> BackupError {
        match error.raw_os_error() {
            Some(code) => BackupError::Disk {
                path: self.path.clone(),
                source: io::Error::from_raw_os_error(code),
            },
            None => self.damaged(format!("it cannot be unpacked ({error})")),
        }
    }

    fn entry(
        &mut self,
        entry: &mut tar::Entry<'_, impl Read>,
        meet: &mut dyn FnMut(Met) -> Result<(), BackupError>,
    ) -> Result<(), BackupError> {
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if self.manifest.is_some() {
            return Err(self.damaged(format!("{name} follows the manifest")));
        }
        let parts = name.split('/').collect::<Vec<_>>();
        match (&self.about, parts.as_slice()) {
            (None, [ABOUT]) => {
                let about = self.about(&self.whole(entry, &name)?)?;
                self.about = Some(about.clone());
                meet(Met::About(about))
            }
            (None, _) => Err(self.damaged(format!("it begins with {name:?}"))),
            (Some(_), ["tables", ..]) if !self.files.is_empty() => {
                Err(self.damaged(format!("{name} follows a file")))
            }
            (Some(about), ["tables", table, _]) => {
                let known = about.tables.iter().find(|known| known.name == **table).cloned();
                let table = known.ok_or_else(|| self.damaged(format!("{name} has no table")))?;
                let lines = self.whole(entry, &name)?;
                let rows = self.rows(&table, &lines, &name)?;
                meet(Met::Rows(table, rows))
            }
            (Some(_), ["files", owner, id]) => {
                let id = id.parse().map_err(|_| self.damaged(format!("{name} has no id")))?;
                self.file(entry, &name, ((*owner).to_owned(), id), meet)
            }
            (Some(_), [MANIFEST]) => {
                let text = self.whole(entry, &name)?;
                let manifest = serde_json::from_slice(&text);
                self.manifest =
                    Some(manifest.map_err(|error| self.damaged(format!("{MANIFEST}: {error}")))?);
                Ok(())
            }
            (Some(_), _) => Err(self.damaged(format!("{name:?} belongs to no backup"))),
        }
    }

    fn about(&self, text: &[u8]) -> Result<About, BackupError> {
        #[derive(serde::Deserialize)]
        struct Form {
            format: u32,
        }
        let wrong = |error: serde_json::Error| self.damaged(format!("{ABOUT}: {error}"));
        // A later form may have anything else.
        match serde_json::from_slice::<Form>(text).map_err(wrong)?.format {
            FORMAT => serde_json::from_slice(text).map_err(wrong),
            format => {
                let what = format!("its form is {format}, known is {FORMAT}");
                Err(BackupError::Newer { path: self.path.clone(), what })
            }
        }
    }

    fn whole(
        &self,
        entry: &mut tar::Entry<'_, impl Read>,
        name: &str,
    ) -> Result<Vec<u8>, BackupError> {
        if entry.size() > MOST {
            return Err(self.damaged(format!("{name} is larger than {MOST} bytes")));
        }
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(|error| self.unread(&error))?;
        Ok(bytes)
    }

    fn rows(
        &mut self,
        table: &Table,
        lines: &[u8],
        name: &str,
    ) -> Result<Vec<Vec<Bound>>, BackupError> {
        let (mut bound, look) = (Vec::new(), self.look);
        let damaged = |what| BackupError::Damaged { path: self.path.clone(), what };
        let lines = str::from_utf8(lines).map_err(|error| damaged(format!("{name}: {error}")))?;
        if look.checks() {
            let (count, hash) = self.tables.entry(table.name.clone()).or_default();
            *count += lines.split_inclusive('\n').count() as u64;
            hash.update(lines);
        }
        let is_looked_at = look.checks() && (Check::looks_at(table) || Named::names(table));
        if !is_looked_at && !look.reads() {
            return Ok(bound);
        }
        for (at, line) in lines.split_inclusive('\n').enumerate() {
            let wrong = |error| damaged(format!("{name}, line {}: {error}", at + 1));
            if look.reads() {
                bound.push(table.bind(line).map_err(wrong)?);
            }
            if is_looked_at {
                let row: Row = serde_json::from_str(line).map_err(wrong)?;
                self.check.add(table, &row);
                self.named.add(table, &row);
            }
        }
        Ok(bound)
    }

    fn file(
        &mut self,
        entry: &mut tar::Entry<'_, impl Read>,
        name: &str,
        (owner, id): (String, Uuid),
        meet: &mut dyn FnMut(Met) -> Result<(), BackupError>,
    ) -> Result<(), BackupError> {
        meet(Met::File(owner.clone(), id))?;
        let (mut bytes, mut hash) = (0, Sha256::new());
        loop {
            let mut piece = Vec::with_capacity(PIECE);
            let read = entry.by_ref().take(PIECE as u64).read_to_end(&mut piece);
            if read.map_err(|error| self.unread(&error))? == 0 {
                break;
            }
            bytes += piece.len() as u64;
            if self.look.checks() {
                hash.update(&piece);
            }
            meet(Met::Part(piece))?;
        }
        if bytes != entry.size() {
            return Err(self.damaged(format!("{name} ends early")));
        }
        if self.look.checks() {
            let sha256 = Digest::new(hash.finalize().into());
            self.files.push(File { owner, id, bytes, sha256 });
        }
        meet(Met::Whole)
    }

    /// What was found is what the manifest says, to the last table, file and entry.
    fn end(self) -> Result<Summary, BackupError> {
        let Self { path, look, about, tables, files, check, mut named, manifest } = self;
        let damaged = |what: String| BackupError::Damaged { path, what };
        let (Some(about), Some(manifest)) = (about, manifest) else {
            return Err(damaged("it ends before its manifest".to_owned()));
        };
        if !look.checks() {
            return Ok(manifest.summary(about.made, None, None));
        }
        let mut found = tables;
        for table in &about.tables {
            let (rows, hash) = found.remove(&table.name).unwrap_or_default();
            let found = Rows { rows, sha256: Digest::new(hash.finalize().into()) };
            if manifest.tables.get(&table.name) != Some(&found) {
                return Err(damaged(format!(
                    "the rows of {} are not those that were saved",
                    table.name
                )));
            }
        }
        if manifest.tables.len() != about.tables.len() {
            return Err(damaged("its beginning and its end name other tables".to_owned()));
        }
        let name = |file: &'_ File| (file.owner.clone(), file.id);
        let saved: HashMap<_, _> = manifest.files.iter().map(|file| (name(file), file)).collect();
        if let Some(other) = files.iter().find(|file| saved.get(&name(file)) != Some(file)) {
            return Err(damaged(format!("the file {} is not the one that was saved", other.id)));
        }
        if files != manifest.files {
            return Err(damaged("files are missing".to_owned()));
        }
        let entries = check.end();
        if manifest.audit != (Audit { entries: entries.entries, root: entries.root }) {
            return Err(damaged("the audit log is not the one that was saved".to_owned()));
        }
        named.keep_missing(&manifest);
        Ok(manifest.summary(about.made, entries.altered, named.missing()))
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::Timestamp;

    /// An archive of no table and so many files, read to its end.
    fn read(files: u128) -> Walk {
        let file = |id| File {
            owner: "notes".to_owned(),
            id: Uuid::from_u128(id),
            bytes: 0,
            sha256: crate::sha256(b""),
        };
        let about = About {
            format: FORMAT,
            made: Timestamp::UNIX_EPOCH,
            migrations: BTreeMap::new(),
            tables: Vec::new(),
        };
        let manifest = Manifest { files: (0..files).map(file).collect(), ..Manifest::default() };
        Walk {
            about: Some(about),
            files: (0..files).map(file).collect(),
            manifest: Some(manifest),
            ..Walk::default()
        }
    }

    #[test]
    fn bad_input_91_an_archive_of_many_files_is_held_against_its_manifest_in_no_time() {
        let (walk, begun) = (read(300_000), Instant::now());
        let seen = walk.end();
        assert_eq!(seen.expect("it is whole").files, 300_000);
        // Each looked for among all would be 45 thousand million looks.
        assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    }

    #[test]
    fn bad_input_91_a_file_too_few_too_many_twice_or_another_is_found() {
        let mut fewer = read(3);
        fewer.files.pop();
        let mut twice = read(3);
        twice.files.extend(read(1).files);
        let mut other = read(3);
        other.files[1].bytes = 1;
        let mut more = read(3);
        more.files.extend(read(4).files.pop());
        for (walk, what) in [
            (fewer, "files are missing"),
            (twice, "files are missing"),
            (other, "is not the one that was saved"),
            (more, "is not the one that was saved"),
        ] {
            let said = walk.end().expect_err("damaged").to_string();
            assert!(said.contains(what), "{said}");
        }
    }
}
