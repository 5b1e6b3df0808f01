//! The reference site of WeGO, built from the framework's blocks.
//!
//! Reading order: [`settings`] is what a start is told, [`wiring`] joins the blocks into one site, [`serve`]
//! runs it. The rest is the site's own: its frame, its front page, its first content, its example.

mod accounts;
mod archive;
mod aside;
mod assets;
mod complaint;
mod content;
mod counted;
mod demo;
mod desk;
mod embedded;
mod files;
mod frame;
mod front;
mod health;
mod invite;
mod language;
mod log;
mod mark;
mod metrics;
mod newsletter;
#[cfg(feature = "oidc")]
mod oidc;
#[cfg(not(feature = "oidc"))]
#[path = "oidc/none.rs"]
mod oidc;
mod outsiders;
mod person;
mod roles;
mod sealing;
mod secret;
mod serve;
mod settings;
#[cfg_attr(not(feature = "opentelemetry"), path = "traces/none.rs")]
mod traces;
mod transfer;
mod wiring;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use settings::Given;

/// The site of WeGO, and what its operators do with it.
#[derive(Parser)]
#[command(name = "wego-site", version, about, max_term_width = 100)]
struct CommandLine {
    #[command(flatten)]
    given: Given,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Start the site; this is what happens without a command
    Serve,
    /// Start the site on throw-away data, with people and documents to try it with
    Demo,
    /// Bring the database to this version's form, and stop
    Migrate,
    /// Send somebody an invitation
    Invite(invite::Invitation),
    /// See to people who cannot sign in
    Accounts {
        #[command(subcommand)]
        errand: accounts::Errand,
    },
    /// Save everything the site holds into one file; it may be running
    Backup(archive::Saved),
    /// Bring a saved site back, into an empty database
    Restore(archive::Archive),
    /// Say that the database server brought an older state of the database back, while no instance runs; first it says what
    /// will happen, and asks
    Restored(archive::BroughtBack),
    /// Check a saved site, or the audit log in the database
    Verify(archive::Checked),
    /// Copy the files that people handed in from the data folder into a bucket of S3, or back
    Files {
        #[command(subcommand)]
        way: files::Way,
    },
    /// Show the public key that the audit log is checked with, or change it
    AuditKey(sealing::KeyAsked),
    /// Write into a file, or to standard output, the content or the redirects for another site, or all that is kept of a
    /// person
    Export {
        #[command(subcommand)]
        what: transfer::Exported,
    },
    /// Bring in what export wrote: content into a site that has none, redirects into any
    Import(transfer::Transfer),
    /// Take a person out of everything
    Erase {
        #[command(subcommand)]
        what: person::Erasure,
    },
    /// See to the newsletter: its records in the DNS, mails that came back
    Newsletter {
        #[command(subcommand)]
        errand: newsletter::Errand,
    },
    /// Write the description of the JSON services (OpenAPI 3.1) to standard output
    Openapi,
}

fn main() -> ExitCode {
    let CommandLine { given, command } = CommandLine::parse();
    let command = command.unwrap_or(Command::Serve);
    let failed = command.failed();
    match run(given, command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line, whatever the causes brought along.
            let mut line = error.to_string();
            let mut cause = error.source();
            while let Some(deeper) = cause {
                if !line.contains(&deeper.to_string()) {
                    line += &format!(": {deeper}");
                }
                cause = deeper.source();
            }
            eprintln!("wego-site: {}", line.split_whitespace().collect::<Vec<_>>().join(" "));
            failed
        }
    }
}

impl Command {
    /// What a failure says to whoever started it.
    fn failed(&self) -> ExitCode {
        if let Self::Newsletter { errand } = self { errand.failed() } else { ExitCode::FAILURE }
    }
}

/// Why a command ended otherwise than it should. Its text is for the operator.
type Failure = Box<dyn std::error::Error + Send + Sync>;

fn run(given: Given, command: Command) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    // A worker makes the site, not this thread: what that leaves free in its memory the pages take afterwards, while
    // this thread would keep it and never ask for any again.
    runtime.block_on(async { tokio::spawn(carry_out(given, command)).await? })
}

async fn carry_out(given: Given, command: Command) -> Result<(), Failure> {
    match command {
        Command::Serve => serve::site(given.read()?).await,
        Command::Demo => demo::run(given).await,
        Command::Migrate => wiring::migrate(given.read()?).await,
        Command::Invite(invitation) => invite::send(given.read()?.there()?, invitation).await,
        Command::Accounts { errand } => accounts::run(given.read()?.there()?, errand).await,
        Command::Backup(to) => archive::save(given.read()?.there()?, to).await,
        Command::Restore(from) => archive::restore(given.read()?, from).await,
        Command::Restored(sure) => archive::restored(given.read()?.there()?, sure).await,
        Command::Verify(what) => archive::check(given.read()?, what).await,
        Command::Files { way } => files::copy(given.read()?, way).await,
        Command::AuditKey(asked) => sealing::show_key(given.read()?.there()?, asked).await,
        Command::Export { what } => transfer::export(given.read()?.there()?, what).await,
        Command::Import(from) => transfer::import(given.read()?, from).await,
        Command::Erase { what } => person::erase(given.read()?.there()?, what).await,
        Command::Newsletter { errand } => newsletter::run(given.read()?, errand).await,
        Command::Openapi => wiring::openapi(given.read()?).await,
    }
}
