use std::io;
use std::path::{Path, PathBuf};

use tokio::fs;
use tokio::io::AsyncReadExt as _;

/// A folder into which a mail server puts what comes back: a Maildir, with `new` and `cur`.
///
/// What was read goes to `cur` as seen; mails are taken in order of their names, so that none is passed over.
#[derive(Clone, Debug)]
pub(crate) struct Maildir {
    folder: PathBuf,
}

/// The most that is read of one mail.
const LONGEST: u64 = 1024 * 1024;

impl Maildir {
    pub(crate) fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The files that nobody has read, at most so many.
    pub(crate) async fn unread(&self, most: usize) -> io::Result<Vec<PathBuf>> {
        let mut entries = fs::read_dir(self.folder.join("new")).await?;
        let mut files = Vec::new();
        while let Some(entry) = entries.next_entry().await? {
            let name = entry.file_name();
            let hidden = name.as_encoded_bytes().starts_with(b".");
            if !hidden && entry.file_type().await?.is_file() {
                files.push(entry.path());
            }
        }
        files.sort_unstable();
        files.truncate(most);
        Ok(files)
    }

    /// One mail, as far as it is read; nothing when another instance was faster.
    pub(crate) async fn read(&self, file: &Path) -> io::Result<Option<Vec<u8>>> {
        let opened = match fs::File::open(file).await {
            Ok(opened) => opened,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut mail = Vec::new();
        opened.take(LONGEST).read_to_end(&mut mail).await?;
        Ok(Some(mail))
    }

    /// Puts a mail away that was read.
    pub(crate) async fn done(&self, file: &Path) -> io::Result<()> {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let base = name.split(":2,").next().unwrap_or(&name);
        let folder = self.folder.join("cur");
        fs::create_dir_all(&folder).await?;
        match fs::rename(file, folder.join(format!("{base}:2,S"))).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_mail_is_read_once_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let new = folder.path().join("new");
        std::fs::create_dir(&new).unwrap();
        for (name, text) in [("2.host", "b"), ("1.host", "a"), (".3.host", "hidden")] {
            std::fs::write(new.join(name), text).unwrap();
        }
        let maildir = Maildir::new(folder.path());
        let mut read = Vec::new();
        for file in maildir.unread(10).await.unwrap() {
            read.extend(maildir.read(&file).await.unwrap().unwrap());
            maildir.done(&file).await.unwrap();
            // Another instance had it in its list as well.
            assert_eq!(maildir.read(&file).await.unwrap(), None);
            maildir.done(&file).await.unwrap();
        }
        assert_eq!(read, b"ab");
        assert!(maildir.unread(10).await.unwrap().is_empty());
        assert!(folder.path().join("cur/1.host:2,S").exists());
    }

    #[tokio::test]
    async fn a_missing_folder_is_told() {
        assert!(Maildir::new("/nowhere").unread(1).await.is_err());
    }
}
