use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use tokio::io::AsyncWriteExt;

use super::letter::Encoding;
use super::{Letter, MailError, Mailer, Sender, seen};
use crate::Clock;

/// Writes each letter as `ID.eml` into a folder, for a site without a mail server and for trainees: mail programs open
/// these files, and so does an editor: the text stands in them as it is, not encoded, so that a link can be copied whole.
///
/// A file is either whole or not there. A letter sent again replaces itself.
pub struct FileMailer {
    folder: PathBuf,
    from: Sender,
    clock: Arc<dyn Clock>,
}

impl FileMailer {
    /// Makes the folder where it is missing, for this user alone: letters hold links that let people in.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new(
        folder: impl Into<PathBuf>,
        from: Sender,
        clock: Arc<dyn Clock>,
    ) -> std::io::Result<Self> {
        let folder = folder.into();
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
        Ok(Self { folder, from, clock })
    }

    /// Where the letters are.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

#[async_trait]
impl Mailer for FileMailer {
    async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        seen(letter, "file", self.write(letter)).await
    }
}

impl FileMailer {
    async fn write(&self, letter: &Letter) -> Result<(), MailError> {
        let bytes = letter.to_bytes(&self.from, self.clock.now(), Encoding::Plain)?;
        let unfinished = self.folder.join(format!(".{}.part", letter.id()));
        let finished = self.folder.join(format!("{}.eml", letter.id()));
        let written = async {
            let mut options = tokio::fs::OpenOptions::new();
            options.write(true).create(true).truncate(true).mode(0o600);
            let mut file = options.open(&unfinished).await?;
            file.write_all(&bytes).await?;
            file.sync_all().await?;
            tokio::fs::rename(&unfinished, &finished).await
        };
        written.await.map_err(|error| MailError::Later(format!("{}: {error}", finished.display())))
    }
}
