//! The archive's file as it is written: on a thread of its own, under another name until all of it is on the disk.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, spawn_blocking};

use super::BackupError;
use super::form::FILES;

/// How many orders wait for the disk: enough to keep it busy, few enough to stay small.
const WAITING: usize = 4;

/// What a tape block holds: an entry's bytes are filled up to whole ones.
const BLOCK: u64 = 512;

/// What the thread is told to do next.
enum Order {
    /// A new entry of so many bytes, which follow.
    Begin(String, u64),
    Part(Bytes),
    /// All entries are there.
    End,
}

/// The archive in the making. Dropped before its [`end`](Writer::end), nothing of it remains.
pub(super) struct Writer {
    orders: mpsc::Sender<Order>,
    thread: JoinHandle<io::Result<()>>,
    path: PathBuf,
}

impl Writer {
    pub(super) fn begin(path: &Path) -> Result<Self, BackupError> {
        if path.exists() {
            return Err(BackupError::Exists(path.to_owned()));
        }
        let (orders, told) = mpsc::channel(WAITING);
        let target = path.to_owned();
        let thread = spawn_blocking(move || write(&target, told));
        Ok(Self { orders, thread, path: path.to_owned() })
    }

    /// An entry as a whole.
    pub(super) async fn entry(&mut self, name: String, bytes: Vec<u8>) -> Result<(), BackupError> {
        self.start(name, bytes.len() as u64).await?;
        self.part(bytes.into()).await
    }

    /// Begins an entry of so many bytes.
    pub(super) async fn start(&mut self, name: String, bytes: u64) -> Result<(), BackupError> {
        self.order(Order::Begin(name, bytes)).await
    }

    /// The next bytes of the entry that was begun.
    pub(super) async fn part(&mut self, bytes: Bytes) -> Result<(), BackupError> {
        self.order(Order::Part(bytes)).await
    }

    /// Gives the archive its name, when all of it is on the disk.
    pub(super) async fn end(mut self) -> Result<(), BackupError> {
        self.order(Order::End).await?;
        self.outcome().await
    }

    async fn order(&mut self, order: Order) -> Result<(), BackupError> {
        match self.orders.send(order).await {
            Ok(()) => Ok(()),
            // The thread is gone, and has said why.
            Err(_) => self.outcome().await,
        }
    }

    async fn outcome(&mut self) -> Result<(), BackupError> {
        let done = (&mut self.thread).await.map_err(io::Error::other).flatten();
        done.map_err(|source| BackupError::Disk { path: self.path.clone(), source })
    }
}

fn write(path: &Path, mut orders: mpsc::Receiver<Order>) -> io::Result<()> {
    let half = Half::begin(path)?;
    let mut member = packing("");
    let mut out = GzEncoder::new(BufWriter::new(&half.file), member);
    let mut missing = 0;
    let mut filling = 0;
    while let Some(order) = orders.blocking_recv() {
        match order {
            Order::Begin(..) | Order::End if missing > 0 => {
                return Err(io::Error::other("a file ended early while it was read"));
            }
            Order::Begin(name, bytes) => {
                out.write_all(&[0; BLOCK as usize][..filling])?;
                if packing(&name) != member {
                    member = packing(&name);
                    out = GzEncoder::new(out.finish()?, member);
                }
                out.write_all(header(&name, bytes)?.as_bytes())?;
                missing = bytes;
                filling = usize::try_from(bytes.next_multiple_of(BLOCK) - bytes).unwrap_or(0);
            }
            Order::Part(bytes) => {
                let left = missing.checked_sub(bytes.len() as u64);
                missing = left.ok_or_else(|| io::Error::other("a file grew while it was read"))?;
                out.write_all(&bytes)?;
            }
            Order::End => {
                // Two empty blocks are the end of an archive.
                out.write_all(&[0; BLOCK as usize][..filling])?;
                out.write_all(&[0; 2 * BLOCK as usize])?;
                out.finish()?.flush()?;
                return half.keep(path);
            }
        }
    }
    // Whoever made it has gone.
    Err(io::Error::other("the backup was broken off"))
}

/// Rows are packed. Files are stored: most are pictures and PDF, which are packed already. What changes the way begins
/// another member of the gzip file (RFC 1952, section 2.2).
fn packing(name: &str) -> Compression {
    if name.starts_with(FILES) { Compression::none() } else { Compression::fast() }
}

fn header(name: &str, bytes: u64) -> io::Result<tar::Header> {
    let mut header = tar::Header::new_ustar();
    header.set_path(name)?;
    header.set_size(bytes);
    header.set_mode(0o600);
    header.set_mtime(0);
    header.set_entry_type(tar::EntryType::Regular);
    header.set_cksum();
    Ok(header)
}

/// Half an archive, locked. Dropped before it is kept, it takes its file away with it; one that a killed process left is
/// written over.
struct Half {
    file: File,
    path: PathBuf,
}

impl Half {
    fn begin(whole: &Path) -> io::Result<Self> {
        let mut name = whole.as_os_str().to_owned();
        name.push(".half");
        let path = PathBuf::from(name);
        let mut options = OpenOptions::new();
        // Not cut off before it is known that nobody writes it.
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::Error(error)) if has_no_locks(&error) => {
                // What lies there cannot be told from one in the making: that one would find its name taken.
                fs::remove_file(&path)?;
                file = options.create_new(true).open(&path)?;
            }
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) => return Err(busy("is being written")),
        }
        let half = Self { file, path };
        // Whoever wrote before may just have made an archive of it.
        if !half.stands()? {
            return Err(busy("was just made"));
        }
        half.file.set_len(0)?;
        Ok(half)
    }

    /// That the name still leads here.
    fn stands(&self) -> io::Result<bool> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            let (named, opened) = (fs::metadata(&self.path)?, self.file.metadata()?);
            Ok((named.dev(), named.ino()) == (opened.dev(), opened.ino()))
        }
        #[cfg(not(unix))]
        Ok(true)
    }

    fn keep(self, whole: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        if !self.stands()? {
            return Err(busy("was begun"));
        }
        // Unlike a renaming, a link takes no name that somebody else has taken meanwhile.
        fs::hard_link(&self.path, whole)?;
        let folder = whole.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    }
}

fn busy(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::ResourceBusy, format!("another backup {what} under this name"))
}

/// Whether a disk keeps no locks at all.
fn has_no_locks(error: &io::Error) -> bool {
    const NO_LOCKS_AVAILABLE: i32 = 37;
    let is_none_left =
        cfg!(target_os = "linux") && error.raw_os_error() == Some(NO_LOCKS_AVAILABLE);
    error.kind() == io::ErrorKind::Unsupported || is_none_left
}

impl Drop for Half {
    fn drop(&mut self) {
        // By now another's may lie there. What cannot be taken away is written over by the next backup of that name.
        if self.stands().unwrap_or(false) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_91_a_half_archive_takes_away_no_other_of_its_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let whole = folder.path().join("site.tar.gz");
        let name = folder.path().join("site.tar.gz.half");
        let half = Half::begin(&whole).expect("begun");
        assert!(Half::begin(&whole).is_err_and(|why| why.to_string().contains("being written")));
        fs::remove_file(&name).expect("somebody took it away");
        let other = Half::begin(&whole).expect("another is begun");
        assert!(half.keep(&whole).is_err_and(|why| why.to_string().contains("was begun")));
        assert!(name.exists() && !whole.exists());
        other.keep(&whole).expect("that one is made");
        assert!(whole.exists() && !name.exists());
    }
}
