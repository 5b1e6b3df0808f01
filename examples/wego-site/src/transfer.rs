//! `export` and `import`: the content alone in one file, out of a site and into another.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use eframe_cms::rules::{Brought, Fault, Redirected};
use eframe_cms::{Cms, Error, Export, Refusal};
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
    /// Old addresses and where they lead, as CSV
    Redirects,
}

/// Writes it into a file that is not there yet.
pub(crate) async fn export(settings: Settings, to: Transfer) -> Result<(), Failure> {
    let Transfer { what, file } = to;
    let (database, cms) = wiring::content_alone(&settings, World::system()).await?;
    let half = Half::begin(&file)?;
    let bytes = match what {
        What::Content => half.fill(cms.export(&operator()).await?).await?,
        What::Redirects => half.write(cms.export_redirects(&operator()).await?.as_bytes())?,
    };
    half.keep()?;
    database.close().await;
    Ok(say(&format!("exported to {}: {bytes} bytes", file.display()))?)
}

/// Brings it in from a file, whole or not at all.
pub(crate) async fn import(settings: Settings, from: Transfer) -> Result<(), Failure> {
    let Transfer { what, file } = from;
    let (database, cms) = wiring::content_alone(&settings, World::system()).await?;
    let done = match what {
        What::Content => content(&cms, &file).await,
        What::Redirects => redirects(&cms, &file).await,
    };
    database.close().await;
    Ok(say(&format!("imported from {}: {}", file.display(), done?))?)
}

async fn content(cms: &Cms, file: &Path) -> Result<String, Failure> {
    let brought = cms.bring_in(&Caller::new(operator()), file).await;
    let Brought { documents, editions, media, menus, plans, redirects } =
        brought.map_err(|error| wrong(file, error))?;
    Ok(format!(
        "{documents} documents with {editions} editions, {media} files, {menus} menus, {plans} plans, {redirects} redirects"
    ))
}

async fn redirects(cms: &Cms, file: &Path) -> Result<String, Failure> {
    let bytes = std::fs::read(file).map_err(|error| wrong(file, error))?;
    match cms.set_redirects(&Caller::new(operator()), &bytes).await {
        Ok(Redirected { added, changed, same }) => {
            Ok(format!("{added} added, {changed} changed, {same} as they were"))
        }
        Err(Error::Refused(Refusal::BadFile(faults))) => {
            // By their keys, whose words are the desk's.
            let fault =
                |fault: &Fault| format!("line {}: {} {}", fault.line, fault.key, fault.text);
            let all = faults.iter().map(fault).collect::<Vec<_>>().join("; ");
            Err(wrong(file, format!("{all}; nothing was changed")).into())
        }
        Err(error) => Err(error.into()),
    }
}

fn wrong(file: &Path, what: impl std::fmt::Display) -> WrongSetting {
    WrongSetting::new("the file", format!("{}: {what}", file.display()))
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

    fn write(&self, bytes: &[u8]) -> Result<u64, Failure> {
        (&self.file).write_all(bytes)?;
        Ok(bytes.len() as u64)
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
