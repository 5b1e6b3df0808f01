//! A small disk of one's own.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::command::run;

/// A file system in a file, mounted at a folder; unmounted and removed when dropped.
pub(super) struct Disk {
    file: PathBuf,
    pub(super) folder: PathBuf,
}

impl Disk {
    /// Makes and mounts one of so many megabytes, none of which is kept back for root.
    pub(super) fn mount(folder: &Path, megabytes: u64) -> Result<Self, String> {
        let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
        fs::create_dir_all(folder).map_err(failed)?;
        let file = folder.with_extension("disk");
        let made = File::create(&file).and_then(|file| file.set_len(megabytes * 1024 * 1024));
        made.map_err(failed)?;
        run(Command::new("mkfs.ext4").args(["-q", "-m", "0", "-F"]).arg(&file))?;
        run(Command::new("mount").args(["-o", "loop"]).arg(&file).arg(folder))?;
        Ok(Self { file, folder: folder.to_owned() })
    }

    /// Takes all the room there is, and answers how many bytes that was.
    pub(super) fn fill(&self) -> Result<u64, String> {
        let path = self.folder.join("filler");
        let mut filler = File::options()
            .create(true)
            .append(true)
            .open(&path)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let mut taken = 0;
        // Whole blocks first, then what is left of the last.
        for size in [1 << 16, 1 << 12, 1] {
            let block = vec![b'.'; size];
            while filler.write_all(&block).and_then(|()| filler.sync_data()).is_ok() {
                taken += size as u64;
                if size == 1 {
                    break;
                }
            }
        }
        Ok(taken)
    }

    /// Gives the room back.
    pub(super) fn empty(&self) -> Result<(), String> {
        let path = self.folder.join("filler");
        fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Whoever was killed a moment ago may hold it for as long as the kernel needs to clear up after it.
        for _ in 0..50 {
            let unmounted = Command::new("umount")
                .arg(&self.folder)
                .stderr(Stdio::null())
                .status()
                .is_ok_and(|status| status.success());
            if unmounted {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        let _ = fs::remove_file(&self.file);
    }
}
