use std::path::PathBuf;

use async_trait::async_trait;
use eframe_core::mail::SmtpUrl;
use futures_util::future::BoxFuture;
use tokio::fs;
use tokio::io::AsyncWriteExt as _;

use crate::model::{Outcome, Reply};
use crate::note::Note;
use crate::smtp::{Line, Patience, Sent, Trouble};

/// Where letters are handed over.
#[async_trait]
pub trait Handover: Send + Sync {
    /// Opens a way.
    ///
    /// # Errors
    /// When there is none now.
    async fn open(&self) -> Result<Box<dyn Way>, Trouble>;
}

/// A way on which one letter follows the other.
#[async_trait]
pub trait Way: Send {
    /// Hands a letter over: its return path, its recipient, its bytes with the final dot, and its `Message-ID`. `go` is awaited
    /// at the last moment, and says whether it may still leave: its reader may have left since it was noted, and an instance
    /// that was stopped for long has nothing to send any more.
    async fn carry(
        &mut self,
        from: &str,
        to: &str,
        letter: &[u8],
        id: &str,
        go: BoxFuture<'_, bool>,
    ) -> Sent;

    /// Whether another may follow.
    fn is_usable(&self) -> bool;

    /// Ends it in good order.
    async fn close(self: Box<Self>);
}

/// Hands letters to a mail server.
#[derive(Clone, Debug)]
pub struct SmtpHandover {
    url: SmtpUrl,
    hello: String,
    patience: Patience,
}

impl SmtpHandover {
    /// To the server at this address, which is told that `hello` speaks: the site's own name.
    pub fn new(url: SmtpUrl, hello: impl Into<String>) -> Self {
        Self { url, hello: hello.into(), patience: Patience::default() }
    }

    /// With another patience.
    #[must_use]
    pub fn patience(mut self, patience: Patience) -> Self {
        self.patience = patience;
        self
    }
}

#[async_trait]
impl Handover for SmtpHandover {
    async fn open(&self) -> Result<Box<dyn Way>, Trouble> {
        let line = Line::open(&self.url, &self.hello, self.patience).await?;
        Ok(Box::new(line))
    }
}

#[async_trait]
impl Way for Line {
    async fn carry(
        &mut self,
        from: &str,
        to: &str,
        letter: &[u8],
        _: &str,
        go: BoxFuture<'_, bool>,
    ) -> Sent {
        self.send(from, to, letter, go).await
    }

    fn is_usable(&self) -> bool {
        Line::is_usable(self)
    }

    async fn close(self: Box<Self>) {
        Line::close(*self).await;
    }
}

/// Writes each letter as a file into a folder, for a site without a mail server, both for this user alone. A file is whole or
/// not there; a letter that is handed over again replaces itself.
#[derive(Clone, Debug)]
pub struct FolderHandover {
    folder: PathBuf,
}

impl FolderHandover {
    /// Into this folder.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }
}

#[async_trait]
impl Handover for FolderHandover {
    async fn open(&self) -> Result<Box<dyn Way>, Trouble> {
        let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.folder).await;
        made.map_err(|error| Trouble::new(format_args!("{}: {error}", self.folder.display())))?;
        Ok(Box::new(self.clone()))
    }
}

#[async_trait]
impl Way for FolderHandover {
    async fn carry(
        &mut self,
        from: &str,
        to: &str,
        letter: &[u8],
        id: &str,
        go: BoxFuture<'_, bool>,
    ) -> Sent {
        let name: String =
            id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        let unfinished = self.folder.join(format!(".{name}.part"));
        let written = async {
            let mut options = fs::OpenOptions::new();
            options.write(true).create(true).truncate(true).mode(0o600);
            let mut file = options.open(&unfinished).await?;
            // As mail programs keep what the envelope said.
            let envelope = format!("Return-Path: <{from}>\r\nDelivered-To: {to}\r\n");
            file.write_all(envelope.as_bytes()).await?;
            file.write_all(letter.strip_suffix(b".\r\n").unwrap_or(letter)).await?;
            file.sync_all().await?;
            if !go.await {
                return Ok(false);
            }
            fs::rename(&unfinished, self.folder.join(format!("{name}.eml"))).await?;
            Ok::<_, std::io::Error>(true)
        };
        match written.await {
            Ok(false) => Sent::Withheld,
            Ok(true) => Sent::Settled(Outcome::Taken(Reply::unsaid(&Note::File.to_string()))),
            Err(error) => {
                Sent::Trouble(Trouble::new(format_args!("{}: {error}", self.folder.display())))
            }
        }
    }

    fn is_usable(&self) -> bool {
        true
    }

    async fn close(self: Box<Self>) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_letter_in_a_file_says_that_it_is_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let handover = FolderHandover::new(folder.path());
        let mut way = handover.open().await.expect("it is there");
        let go = Box::pin(std::future::ready(true));
        let sent = way.carry("a@b.example", "c@d.example", b"Text\r\n.\r\n", "<1@b>", go).await;
        let Sent::Settled(Outcome::Taken(reply)) = sent else { panic!("{sent:?}") };
        assert_eq!(Note::read(&reply.to_string()), Some(Note::File));
        let file = std::fs::read_dir(folder.path()).expect("read").next().expect("it is there");
        let file = file.expect("read").metadata().expect("known");
        assert_eq!(std::os::unix::fs::MetadataExt::mode(&file) & 0o777, 0o600, "for nobody else");
    }
}
