//! `export` and `import`: the content alone in one file, out of a site and into another.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use eframe_cms::{Cms, Export};
use eframe_core::{Actor, Caller, World};

use crate::Failure;
use crate::serve::say;
use crate::settings::{Settings, WrongSetting};
use crate::wiring;

/// What goes from one site to another, and its file.
#[derive(Args)]
pub(crate) struct Transfer {
    /// What
    #[arg(value_enum)]
    what: What,
    /// The file
    file: PathBuf,
}

/// What can be taken along.
#[derive(Clone, Copy, ValueEnum)]
enum What {
    /// All content: documents with their history, menus, addresses
    Content,
}

/// Writes it into a file that is not there yet.
pub(crate) async fn export(settings: Settings, to: Transfer) -> Result<(), Failure> {
    let Transfer { what: What::Content, file } = to;
    let (database, cms) = wiring::content_alone(&settings, World::system()).await?;
    let archive = cms.export(&operator()).await?;
    let half = Half::begin(&file)?;
    let bytes = half.fill(archive).await?;
    half.keep()?;
    database.close().await;
    Ok(say(&format!("exported to {}: {bytes} bytes", file.display()))?)
}

/// Brings it in from a file, whole or not at all.
pub(crate) async fn import(settings: Settings, from: Transfer) -> Result<(), Failure> {
    let Transfer { what: What::Content, file } = from;
    let (database, cms) = wiring::content_alone(&settings, World::system()).await?;
    let brought = bring_in(&cms, &file).await;
    database.close().await;
    let held = brought?;
    Ok(say(&format!(
        "imported from {}: {} documents with {} editions, {} menus, {} redirects",
        file.display(),
        held.documents,
        held.editions,
        held.menus,
        held.redirects
    ))?)
}

async fn bring_in(cms: &Cms, file: &Path) -> Result<eframe_cms::rules::Brought, Failure> {
    let brought = cms.bring_in(&Caller::new(operator()), file).await;
    let name = || file.display().to_string();
    Ok(brought.map_err(|error| WrongSetting::new("the file", format!("{}: {error}", name())))?)
}

/// Whoever has the machine has the site.
fn operator() -> Actor {
    Actor::system("operator")
}

/// A file in the making, which is taken away unless it is kept.
struct Half {
    file: File,
    path: PathBuf,
    kept: bool,
}

impl Half {
    fn begin(path: &Path) -> Result<Self, Failure> {
        // What people have told the site so far and not yet the public, for this user's eyes only.
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
        let file = file.map_err(|error| {
            let what = format!("{}: {error}; name a file that is not there", path.display());
            WrongSetting::new("the file", what)
        })?;
        Ok(Self { file, path: path.to_owned(), kept: false })
    }

    async fn fill(&self, mut archive: Export) -> Result<u64, Failure> {
        let mut bytes = 0;
        while let Some(part) = archive.next().await {
            let part = part?;
            bytes += part.len() as u64;
            (&self.file).write_all(&part)?;
        }
        Ok(bytes)
    }

    fn keep(mut self) -> std::io::Result<()> {
        self.file.sync_all()?;
        self.kept = true;
        Ok(())
    }
}

impl Drop for Half {
    fn drop(&mut self) {
        if !self.kept {
            // Whoever ran it is told why; half a file would only be taken for a whole one.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}
