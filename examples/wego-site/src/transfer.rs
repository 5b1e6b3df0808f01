//! `export` and `import`: the content alone in one file, out of a site and into another.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use eframe_cms::rules::{Brought, Fault, Redirected};
use eframe_cms::{Cms, Error, Export, Refusal};
use eframe_core::{Actor, Caller, World};

use crate::complaint::Complaint;
use crate::serve::say;
use crate::settings::Settings;
use crate::wiring::{self, closing};
use crate::{Failure, person};

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

/// What can be written out. Without a file it goes to standard output.
#[derive(Subcommand)]
pub(crate) enum Exported {
    /// All content: documents with their history, menus, addresses
    Content {
        /// The file, which must not be there yet
        file: Option<PathBuf>,
    },
    /// Old addresses and where they lead, as CSV
    Redirects {
        /// The file, which must not be there yet
        file: Option<PathBuf>,
    },
    /// All that is kept of a person, as JSON
    Person {
        /// Their mail address, or the id of their account
        person: String,
        /// The file, which must not be there yet
        file: Option<PathBuf>,
    },
}

/// Writes it into a file that is not there yet, or to standard output.
pub(crate) async fn export(settings: Settings, what: Exported) -> Result<(), Failure> {
    let (what, file) = match what {
        Exported::Content { file } => (What::Content, file),
        Exported::Redirects { file } => (What::Redirects, file),
        Exported::Person { person, file } => {
            let all = person::everything(&settings, &person).await?;
            return written(file.as_deref(), all.as_bytes());
        }
    };
    let (database, cms) = wiring::content_there(&settings, World::system()).await?;
    closing(&database, write_out(&cms, what, file)).await
}

async fn write_out(cms: &Cms, what: What, file: Option<PathBuf>) -> Result<(), Failure> {
    match (what, file) {
        (What::Redirects, file) => {
            let redirects = cms.export_redirects(&operator()).await?;
            written(file.as_deref(), redirects.as_bytes())?;
        }
        (What::Content, Some(file)) => {
            let half = Half::begin(&file)?;
            let bytes = half.fill(cms.export(&operator()).await?).await?;
            half.keep()?;
            say(&format!("exported to {}: {bytes} bytes", file.display()))?;
        }
        (What::Content, None) => {
            fill(&mut std::io::stdout(), cms.export(&operator()).await?).await?;
        }
    }
    Ok(())
}

/// Into a file that is not there yet, of which it then tells, or to standard output.
fn written(file: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    let Some(path) = file else {
        let mut out = std::io::stdout().lock();
        out.write_all(bytes)?;
        return Ok(out.flush()?);
    };
    let half = Half::begin(path)?;
    (&half.file).write_all(bytes)?;
    half.keep()?;
    Ok(say(&format!("exported to {}: {} bytes", path.display(), bytes.len()))?)
}

async fn fill(out: &mut impl std::io::Write, mut archive: Export) -> Result<u64, Failure> {
    let mut bytes = 0;
    while let Some(part) = archive.next().await {
        let part = part?;
        bytes += part.len() as u64;
        out.write_all(&part)?;
    }
    out.flush()?;
    Ok(bytes)
}

/// Brings it in from a file, whole or not at all.
pub(crate) async fn import(settings: Settings, from: Transfer) -> Result<(), Failure> {
    let Transfer { what, file } = from;
    if matches!(what, What::Content) {
        person::keeps_its_marks(&settings)?;
        person::before_import(&settings).await?;
    }
    let (database, cms) = wiring::content_alone(&settings, World::system()).await?;
    let bringing = async {
        match what {
            What::Content => content(&cms, &file).await,
            What::Redirects => redirects(&cms, &file).await,
        }
    };
    let done = closing(&database, bringing).await?;
    say(&format!("imported from {}: {done}", file.display()))?;
    match what {
        What::Content => {
            let erased = person::after_import(&settings).await;
            if erased.is_err() {
                eprintln!(
                    "the content is in; whoever was erased may be named in it until the next start of the site erases them again"
                );
            }
            erased
        }
        What::Redirects => Ok(()),
    }
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

fn wrong(file: &Path, what: impl std::fmt::Display) -> Complaint {
    Complaint::new(file.display().to_string(), what.to_string())
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
            let what = format!("{error}; name a file that is not there");
            Complaint::new(path.display().to_string(), what)
        })?;
        Ok(Self { file, path: path.to_owned(), kept: false })
    }

    async fn fill(&self, archive: Export) -> Result<u64, Failure> {
        fill(&mut &self.file, archive).await
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
