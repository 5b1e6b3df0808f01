//! A folder for as long as a command runs.

use std::fs::{self, DirBuilder};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use eframe_core::World;

/// It is gone, with all that is in it, when this is dropped.
pub(crate) struct ThrowAway(PathBuf);

impl ThrowAway {
    /// In the folder for temporary files (`TMPDIR`), for this user's eyes only; `what` for is part of its name.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(crate) fn make(what: &str, world: &World) -> std::io::Result<Self> {
        let folder = std::env::temp_dir().join(format!("wego-{what}-{}", world.ids.next()));
        DirBuilder::new().mode(0o700).create(&folder)?;
        Ok(Self(folder))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for ThrowAway {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("{}: {error}; remove it by hand", self.0.display());
        }
    }
}
