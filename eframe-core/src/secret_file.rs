//! Files that hold a secret: their owner alone reads them, and whoever looks finds a whole one or none.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::Randomness;

/// A file with a secret, mode 0600, written aside and put into its place at once. Instances that start together share one.
///
/// ```no_run
/// # fn of(world: &eframe_core::World) -> Result<(), eframe_core::SecretFileError> {
/// use eframe_core::SecretFile;
///
/// let file = SecretFile::new("data/secret.key".as_ref(), &*world.random);
/// let secret: [u8; 32] = file.key()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct SecretFile<'a> {
    path: &'a Path,
    random: &'a dyn Randomness,
}

/// Why a secret cannot be had. Each message is one line that says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SecretFileError {
    /// The file cannot be read or written.
    #[error("the key file {}: {source}", path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Others can read the file.
    #[error("the key file {0} can be read by others (mode {mode:o}): run chmod 600 {0}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// What is replaced was to be kept, and there is another file of that name.
    #[error("{} is there already: move it to where you keep old keys", .0.display())]
    Kept(PathBuf),
    /// The file is not as long as the key it is to hold.
    #[error("the key file {} is damaged: bring back the copy of it", .0.display())]
    Damaged(PathBuf),
}

impl<'a> SecretFile<'a> {
    /// The file at this path, which may not be there yet.
    pub const fn new(path: &'a Path, random: &'a dyn Randomness) -> Self {
        Self { path, random }
    }

    /// What the file holds; none where there is no file.
    ///
    /// # Errors
    /// When it cannot be read, or others can read it.
    pub fn read(&self) -> Result<Option<Vec<u8>>, SecretFileError> {
        match fs::read(self.path) {
            Ok(bytes) => self.refuse_open().map(|()| Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.disk(error)),
        }
    }

    /// What the file holds, which is made where there is none. Of two who make it at once both get what the first one made.
    ///
    /// # Errors
    /// When it cannot be read or written, or others can read it.
    pub fn read_or_make(&self, make: impl FnOnce() -> Vec<u8>) -> Result<Vec<u8>, SecretFileError> {
        if let Some(there) = self.read()? {
            return Ok(there);
        }
        let aside = self.aside(&make()).map_err(|error| self.disk(error))?;
        let linked = fs::hard_link(&aside, self.path);
        fs::remove_file(&aside).map_err(|error| self.disk(error))?;
        self.settle()?;
        match linked {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(self.disk(error)),
            _ => self.read()?.ok_or_else(|| self.disk(io::ErrorKind::NotFound.into())),
        }
    }

    /// A key of `N` random bytes and nothing else, which is made where there is none.
    ///
    /// # Errors
    /// As [`read_or_make`](Self::read_or_make), and when the file is longer or shorter.
    pub fn key<const N: usize>(&self) -> Result<[u8; N], SecretFileError> {
        let make = || {
            let mut key = [0; N];
            self.random.fill(&mut key);
            key.to_vec()
        };
        let found = self.read_or_make(make)?;
        found.try_into().map_err(|_| SecretFileError::Damaged(self.path.to_owned()))
    }

    /// Puts something else into the file, all at once. What was there is kept under another name if one is given.
    ///
    /// # Errors
    /// When it cannot be written, or there is a file of the name under which the old one was to be kept.
    pub fn replace(&self, by: &[u8], keep: Option<&Path>) -> Result<(), SecretFileError> {
        if let Some(keep) = keep {
            match fs::hard_link(self.path, keep) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    return Err(SecretFileError::Kept(keep.to_owned()));
                }
                // Nothing was there.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                other => other.map_err(|error| self.disk(error))?,
            }
        }
        let aside = self.aside(by).map_err(|error| self.disk(error))?;
        let replaced = fs::rename(&aside, self.path);
        if replaced.is_err() {
            // The first error says why.
            let _ = fs::remove_file(&aside);
        }
        replaced.map_err(|error| self.disk(error))?;
        self.settle()
    }

    /// The name is on the disk as well: what is signed with a new key outlasts a power cut, and so has the key to.
    fn settle(&self) -> Result<(), SecretFileError> {
        #[cfg(unix)]
        {
            let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let folder = fs::File::open(folder.unwrap_or(Path::new(".")));
            folder.and_then(|folder| folder.sync_all()).map_err(|error| self.disk(error))?;
        }
        Ok(())
    }

    /// A whole file beside this one.
    fn aside(&self, bytes: &[u8]) -> io::Result<PathBuf> {
        let mut unique = [0; 8];
        self.random.fill(&mut unique);
        let aside = self.path.with_extension(format!("{:016x}.new", u64::from_le_bytes(unique)));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&aside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(aside)
    }

    #[cfg(unix)]
    fn refuse_open(&self) -> Result<(), SecretFileError> {
        use std::os::unix::fs::PermissionsExt as _;
        let about = fs::metadata(self.path).map_err(|error| self.disk(error))?;
        match about.permissions().mode() & 0o777 {
            mode if mode & 0o077 == 0 => Ok(()),
            mode => Err(SecretFileError::Open { path: self.path.to_owned(), mode }),
        }
    }

    #[cfg(not(unix))]
    fn refuse_open(&self) -> Result<(), SecretFileError> {
        Ok(())
    }

    fn disk(&self, source: io::Error) -> SecretFileError {
        SecretFileError::Disk { path: self.path.to_owned(), source }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemRandom;

    fn in_a_folder(test: impl FnOnce(SecretFile<'_>, &Path)) {
        let folder = tempfile::tempdir().expect("a folder");
        test(SecretFile::new(&folder.path().join("some.key"), &SystemRandom), folder.path());
    }

    #[test]
    fn it_is_made_once_and_stays_and_nothing_lies_beside_it() {
        in_a_folder(|file, folder| {
            assert_eq!(file.read().expect("looked"), None);
            let key: [u8; 32] = file.key().expect("made");
            assert_eq!(file.key().expect("read"), key);
            assert!(matches!(file.key::<31>(), Err(SecretFileError::Damaged(_))));
            assert_eq!(fs::read_dir(folder).expect("read").count(), 1);
        });
    }

    #[test]
    fn what_is_replaced_is_kept_and_no_kept_one_is_written_over() {
        in_a_folder(|file, folder| {
            let keep = folder.join("some.key.old");
            file.replace(b"one", Some(&keep)).expect("nothing to keep");
            file.replace(b"two", Some(&keep)).expect("kept");
            assert_eq!(fs::read(&keep).expect("kept"), b"one");
            let refused = file.replace(b"three", Some(&keep)).expect_err("refused").to_string();
            assert!(refused.contains("some.key.old is there already"), "{refused}");
            assert_eq!(file.read().expect("read"), Some(b"two".to_vec()));
            assert_eq!(fs::read_dir(folder).expect("read").count(), 2);
        });
    }

    #[cfg(unix)]
    #[test]
    fn bad_input_93_a_file_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;
        in_a_folder(|file, folder| {
            file.key::<32>().expect("made");
            let path = folder.join("some.key");
            let mode = fs::metadata(&path).expect("there").permissions().mode() & 0o777;
            assert_eq!(mode, 0o600);
            fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("opened");
            let open = file.key::<32>().expect_err("others can read it").to_string();
            assert!(open.contains("chmod 600") && !open.contains('\n'), "{open}");
        });
    }
}
