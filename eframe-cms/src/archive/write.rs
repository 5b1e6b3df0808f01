use bytes::Bytes;
use eframe_core::upload::OpenBlob;
use eframe_core::{Digest, StoreError, canonical, sha256};
use http_body_util::BodyExt as _;
use serde::Serialize;
use tokio::sync::mpsc;

use super::form::{ABOUT, About, FORMAT, SLICE, SUMMARY, Section, Summary, file_entry};
use crate::Error;
use crate::store::Broken;

/// What a tape block holds: an entry's bytes are filled up to whole ones.
const BLOCK: usize = 512;

/// An archive as it is written, entry by entry, to whoever takes it. It waits while they are slow.
pub(crate) struct Writer {
    out: mpsc::Sender<Result<Bytes, Error>>,
    summary: Summary,
    slice: Option<Slice>,
}

/// The entry in the making.
struct Slice {
    section: Section,
    number: u32,
    bytes: Vec<u8>,
}

/// Nobody takes the archive any more.
#[derive(Debug)]
pub(crate) struct Gone;

impl Writer {
    pub(crate) async fn begin(out: mpsc::Sender<Result<Bytes, Error>>) -> Result<Self, Gone> {
        let mut writer = Self { out, summary: Summary::default(), slice: None };
        let about = About { content: "eframe-cms".to_owned(), format: FORMAT };
        writer.entry(ABOUT, json(&about)).await?;
        Ok(writer)
    }

    /// The next line of a section. Sections come in their order, and lines in theirs.
    pub(crate) async fn line(
        &mut self,
        section: Section,
        line: &impl Serialize,
    ) -> Result<(), Gone> {
        if self.slice.as_ref().is_some_and(|slice| slice.section != section) {
            self.flush().await?;
            self.slice = None;
        }
        let slice = self.slice.get_or_insert(Slice { section, number: 1, bytes: Vec::new() });
        slice.bytes.extend(json(line));
        slice.bytes.push(b'\n');
        let is_full = slice.bytes.len() >= SLICE;
        *self.summary.lines.entry(section).or_default() += 1;
        if is_full { self.flush().await } else { Ok(()) }
    }

    /// The bytes of a file of the library. They stand between the editions and the lines of the library, in the order of
    /// their hashes.
    pub(crate) async fn file(&mut self, sha256: Digest, file: OpenBlob) -> Result<(), Broken> {
        self.flush().await?;
        self.slice = None;
        let name = file_entry(sha256);
        let bytes = usize::try_from(file.bytes).unwrap_or(usize::MAX);
        self.part(header(&name, bytes).as_bytes().to_vec()).await?;
        let (mut body, mut left) = (file.body, bytes);
        while let Some(frame) = body.frame().await {
            let Ok(part) = frame.map_err(unread)?.into_data() else { continue };
            left = left.checked_sub(part.len()).ok_or_else(|| unread("it has grown"))?;
            self.out.send(Ok(part)).await.map_err(|_| Gone)?;
        }
        if left > 0 {
            return Err(unread("it ends early").into());
        }
        self.part(vec![0; bytes.next_multiple_of(BLOCK) - bytes]).await?;
        self.summary.entries.insert(name, sha256);
        Ok(())
    }

    pub(crate) async fn end(mut self) -> Result<(), Gone> {
        self.flush().await?;
        let summary = json(&self.summary);
        self.entry(SUMMARY, summary).await?;
        // Two empty blocks are the end of an archive.
        self.part(vec![0; 2 * BLOCK]).await
    }

    /// Ends it before its end, which whoever takes it is told.
    pub(crate) async fn fail(self, error: Error) {
        // Nobody may be there to be told.
        let _ = self.out.send(Err(error)).await;
    }

    async fn flush(&mut self) -> Result<(), Gone> {
        let Some(slice) = &mut self.slice else { return Ok(()) };
        if slice.bytes.is_empty() {
            return Ok(());
        }
        let (name, bytes) = (slice.section.entry(slice.number), std::mem::take(&mut slice.bytes));
        slice.number += 1;
        self.summary.entries.insert(name.clone(), sha256(&bytes));
        self.entry(&name, bytes).await
    }

    async fn entry(&mut self, name: &str, mut bytes: Vec<u8>) -> Result<(), Gone> {
        self.part(header(name, bytes.len()).as_bytes().to_vec()).await?;
        bytes.resize(bytes.len().next_multiple_of(BLOCK), 0);
        self.part(bytes).await
    }

    async fn part(&mut self, bytes: Vec<u8>) -> Result<(), Gone> {
        self.out.send(Ok(bytes.into())).await.map_err(|_| Gone)
    }
}

/// A file that cannot be read to its end.
fn unread(error: impl std::fmt::Display) -> Error {
    let error = std::io::Error::other(format!("a file of the library: {error}"));
    Error::Commit(eframe_core::CommitError::Store(StoreError::new(error)))
}

/// The head of an entry, the same whenever and by whomever it is written.
fn header(name: &str, bytes: usize) -> tar::Header {
    let mut header = tar::Header::new_ustar();
    header.set_path(name).expect("names of entries are short and plain");
    header.set_size(bytes as u64);
    header.set_mode(0o600);
    header.set_mtime(0);
    header.set_entry_type(tar::EntryType::Regular);
    header.set_cksum();
    header
}

/// The one way to write it (RFC 8785).
fn json(value: &impl Serialize) -> Vec<u8> {
    canonical(value).expect("content is texts and numbers")
}
