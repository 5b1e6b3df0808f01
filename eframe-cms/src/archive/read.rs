use std::io::{self, Read};

use eframe_core::{Digest, canonical, sha256};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tar::{Archive, EntryType};

use super::check::{Seen, Wrong};
use super::fault::ArchiveError;
use super::form::{
    ABOUT, About, FORMAT, MOST, MOST_OF_A_FILE, SUMMARY, Section, Summary, file_named,
};
use super::{DocumentLine, EditionLine, MediaLine, MenuLine};
use crate::model::{Plan, Redirect};

/// What is met on the way through an archive, each thing checked by itself. Whether all of it fits together is known
/// at the end.
#[derive(Clone, Debug)]
#[expect(private_interfaces, reason = "outside of the crate it is counted and not looked into")]
#[non_exhaustive]
pub enum Met {
    /// A document without what it says.
    Document(DocumentLine),
    /// What one says in a language.
    Edition(Box<EditionLine>),
    /// The bytes of a file of the library, by their SHA-256.
    File(Digest, Vec<u8>),
    /// A file of the library.
    Media(Box<MediaLine>),
    /// A menu.
    Menu(MenuLine),
    /// What is to happen at a time.
    Plan(Box<Plan>),
    /// An address from before.
    Redirect(Redirect),
}

/// Goes through an archive of content from its first byte to its last, one line in memory at a time, and holds it
/// against everything that is true of content. `meet` is handed each thing; what it finds wrong is said of that line.
///
/// # Errors
/// [`ArchiveError`], with the line. Whatever was met until then is worth nothing.
pub fn read(
    from: impl Read,
    meet: &mut dyn FnMut(Met) -> Result<(), String>,
) -> Result<(), ArchiveError> {
    let mut archive = Archive::new(from);
    let mut walk =
        Walk { meet, seen: Seen::default(), found: Summary::default(), stage: Stage::Begin };
    // As it stands there: names that continue elsewhere and files that are links have no place in it.
    for entry in archive.entries().map_err(ArchiveError::Disk)?.raw(true) {
        walk.entry(entry.map_err(unpacked)?)?;
    }
    if !matches!(walk.stage, Stage::End) {
        return Err(ArchiveError::damaged("it ends before its summary"));
    }
    let mut rest = Vec::new();
    archive.into_inner().take(FILLING + 1).read_to_end(&mut rest).map_err(ArchiveError::Disk)?;
    if rest.len() as u64 > FILLING || rest.iter().any(|byte| *byte != 0) {
        return Err(ArchiveError::damaged("something follows its end"));
    }
    Ok(())
}

/// With at most so many empty bytes programs fill up what follows an archive's end.
const FILLING: u64 = 1024 * 1024;

/// How far it has come.
enum Stage {
    Begin,
    /// Within a section, behind its entry of this number.
    In(Section, u32),
    /// Behind the file with this hash.
    Files(Digest),
    End,
}

struct Walk<'a> {
    meet: &'a mut dyn FnMut(Met) -> Result<(), String>,
    seen: Seen,
    found: Summary,
    stage: Stage,
}

impl Walk<'_> {
    fn entry(&mut self, mut entry: tar::Entry<'_, impl Read>) -> Result<(), ArchiveError> {
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if entry.header().entry_type() != EntryType::Regular {
            return Err(ArchiveError::damaged(format!("{name:?} is no plain file")));
        }
        let file = file_named(&name);
        let most = if file.is_some() { MOST_OF_A_FILE } else { MOST };
        let bytes = whole(&mut entry, &name, most)?;
        if let Some(sha256) = file {
            return self.file(&name, sha256, bytes);
        }
        match self.stage {
            Stage::Begin if name == ABOUT => self.about(&bytes),
            Stage::Begin => Err(ArchiveError::damaged(format!("it begins with {name:?}"))),
            Stage::In(..) | Stage::Files(_) if name == SUMMARY => self.summary(&bytes),
            Stage::In(..) | Stage::Files(_) => {
                // Files stand between editions and the library.
                let (section, number) = match self.stage {
                    Stage::In(section, number) => (section, number),
                    _ => (Section::Editions, u32::MAX - 1),
                };
                let next = next(section, number, &name).ok_or_else(|| out_of_place(&name))?;
                let (section, number) = next;
                self.stage = Stage::In(section, number);
                self.lines(section, &name, &bytes)
            }
            Stage::End => Err(ArchiveError::damaged(format!("{name:?} follows its summary"))),
        }
    }

    fn about(&mut self, bytes: &[u8]) -> Result<(), ArchiveError> {
        let about: About = json(ABOUT, bytes)?;
        if about.content != "eframe-cms" {
            return Err(ArchiveError::damaged("it holds something other than content"));
        }
        if about.format != FORMAT {
            return Err(ArchiveError::Newer { found: about.format, known: FORMAT });
        }
        self.stage = Stage::In(Section::Documents, 0);
        Ok(())
    }

    fn file(&mut self, name: &str, sha256: Digest, bytes: Vec<u8>) -> Result<(), ArchiveError> {
        let in_order = match self.stage {
            Stage::In(section, _) => section < Section::Media,
            Stage::Files(last) => last.bytes() < sha256.bytes(),
            Stage::Begin | Stage::End => false,
        };
        if !in_order {
            return Err(out_of_place(name));
        }
        if eframe_core::sha256(&bytes) != sha256 {
            return Err(ArchiveError::damaged(format!("{name} was changed")));
        }
        self.stage = Stage::Files(sha256);
        self.found.entries.insert(name.to_owned(), sha256);
        self.seen.library.file(sha256, bytes.len() as u64);
        let met = (self.meet)(Met::File(sha256, bytes));
        met.map_err(|what| ArchiveError::damaged(format!("{name}: {what}")))
    }

    fn lines(&mut self, section: Section, name: &str, bytes: &[u8]) -> Result<(), ArchiveError> {
        self.found.entries.insert(name.to_owned(), sha256(bytes));
        let all = bytes.split_inclusive(|byte| *byte == b'\n');
        for (at, line) in all.enumerate() {
            let at = (name.to_owned(), at + 1);
            self.line(section, line, &at).map_err(|what| wrong(at, what))?;
        }
        Ok(())
    }

    fn line(&mut self, section: Section, line: &[u8], at: &(String, usize)) -> Result<(), Wrong> {
        let met = match section {
            Section::Documents => {
                let line: DocumentLine = exact(line)?;
                self.seen.document(&line, at.clone())?;
                Met::Document(line)
            }
            Section::Editions => {
                let line: EditionLine = exact(line)?;
                self.seen.edition(&line, at)?;
                Met::Edition(Box::new(line))
            }
            Section::Media => {
                let line: MediaLine = exact(line)?;
                self.seen.library.media(&line)?;
                Met::Media(Box::new(line))
            }
            Section::Menus => {
                let line: MenuLine = exact(line)?;
                self.seen.menu(&line)?;
                Met::Menu(line)
            }
            Section::Plans => {
                let line: Plan = exact(line)?;
                self.seen.plan(&line)?;
                Met::Plan(Box::new(line))
            }
            Section::Redirects => {
                let line: Redirect = exact(line)?;
                self.seen.redirect(&line)?;
                Met::Redirect(line)
            }
        };
        *self.found.lines.entry(section).or_default() += 1;
        (self.meet)(met)
    }

    fn summary(&mut self, bytes: &[u8]) -> Result<(), ArchiveError> {
        let said: Summary = json(SUMMARY, bytes)?;
        for (name, digest) in &said.entries {
            if self.found.entries.get(name) != Some(digest) {
                return Err(ArchiveError::damaged(format!("{name} is missing or was changed")));
            }
        }
        if said != self.found {
            return Err(ArchiveError::damaged("something was added to it, or is missing"));
        }
        self.seen.tree().map_err(|(at, what)| wrong(at, what))?;
        self.seen.library.end().map_err(|(at, what)| wrong(at, what))?;
        self.stage = Stage::End;
        Ok(())
    }
}

fn out_of_place(name: &str) -> ArchiveError {
    ArchiveError::damaged(format!("{name:?} has no place in it, or not there"))
}

/// The section and number of an entry that may follow the one of this section and number.
fn next(section: Section, number: u32, name: &str) -> Option<(Section, u32)> {
    if name == section.entry(number + 1) {
        return Some((section, number + 1));
    }
    let later = Section::ALL.into_iter().filter(|later| *later > section);
    later.map(|later| (later, 1)).find(|(later, number)| name == later.entry(*number))
}

fn whole(
    entry: &mut tar::Entry<'_, impl Read>,
    name: &str,
    most: u64,
) -> Result<Vec<u8>, ArchiveError> {
    if entry.size() > most {
        return Err(ArchiveError::damaged(format!("{name} is larger than {most} bytes")));
    }
    let mut bytes = Vec::new();
    entry.read_to_end(&mut bytes).map_err(unpacked)?;
    if bytes.len() as u64 != entry.size() {
        return Err(ArchiveError::damaged(format!("{name} ends early")));
    }
    Ok(bytes)
}

fn json<T: DeserializeOwned>(name: &str, bytes: &[u8]) -> Result<T, ArchiveError> {
    serde_json::from_slice(bytes).map_err(|error| ArchiveError::damaged(format!("{name}: {error}")))
}

/// What a line says, if it is written as an export writes it to the byte: so nothing in it is passed over.
fn exact<T: DeserializeOwned + Serialize>(line: &[u8]) -> Result<T, Wrong> {
    let text = line.strip_suffix(b"\n").ok_or("it ends early")?;
    let said: T = serde_json::from_slice(text).map_err(|error| error.to_string())?;
    let again = canonical(&said).map_err(|error| error.to_string())?;
    if again != text {
        return Err("it says something that an export does not write, or in another way".to_owned());
    }
    Ok(said)
}

fn wrong((entry, line): (String, usize), what: Wrong) -> ArchiveError {
    ArchiveError::Line { entry, line, what }
}

/// A disk that fails is one thing, bytes that make no archive another.
fn unpacked(error: io::Error) -> ArchiveError {
    match error.raw_os_error() {
        Some(_) => ArchiveError::Disk(error),
        None => ArchiveError::damaged(format!("it is no archive, or damaged ({error})")),
    }
}
