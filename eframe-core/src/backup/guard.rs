//! Holds an archive against what it says of itself while it is brought back.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tokio::task::JoinHandle;

use super::reader::{Look, check};
use super::{BackupError, Summary};

/// A walk of its own, beside the one whose rows go into the transaction that its answer decides on.
pub(super) struct Guard {
    path: PathBuf,
    /// The archive's length and when it was written last, before anything was read of it.
    form: (u64, Option<SystemTime>),
    checking: Option<JoinHandle<Result<Summary, BackupError>>>,
    seen: Option<Summary>,
}

impl Guard {
    /// Begins to read.
    pub(super) fn begin(from: &Path) -> Result<Self, BackupError> {
        let (path, form) = (from.to_owned(), form(from)?);
        let read = path.clone();
        let checking = tokio::spawn(async move { check(&read, Look::Sums).await });
        Ok(Self { path, form, checking: Some(checking), seen: None })
    }

    /// Waits until all of it was read.
    ///
    /// # Errors
    /// When it is damaged.
    pub(super) async fn is_whole(&mut self) -> Result<(), BackupError> {
        if let Some(checking) = self.checking.take() {
            let checked = checking.await.map_err(|error| BackupError::Disk {
                path: self.path.clone(),
                source: std::io::Error::other(error),
            })?;
            self.seen = Some(checked?);
        }
        Ok(())
    }

    /// What was found in it, which is what was brought back as long as nobody wrote to it meanwhile.
    ///
    /// # Errors
    /// When it is damaged, or was written to.
    pub(super) async fn end(&mut self) -> Result<Summary, BackupError> {
        self.is_whole().await?;
        match self.seen.take() {
            Some(seen) if form(&self.path)? == self.form => Ok(seen),
            _ => Err(BackupError::Damaged {
                path: self.path.clone(),
                what: "it was written to while it was read".to_owned(),
            }),
        }
    }

    /// Why nothing was brought back: what is wrong with the archive says more than what came of it.
    pub(super) async fn why(&mut self, error: BackupError) -> BackupError {
        self.is_whole().await.err().unwrap_or(error)
    }
}

fn form(path: &Path) -> Result<(u64, Option<SystemTime>), BackupError> {
    let about = std::fs::metadata(path)
        .map_err(|source| BackupError::Disk { path: path.to_owned(), source })?;
    Ok((about.len(), about.modified().ok()))
}
