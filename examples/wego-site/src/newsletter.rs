//! `newsletter`: what an operator does for the newsletter outside of the site.

use std::io::Read as _;
use std::net::SocketAddr;
use std::process::ExitCode;

use clap::Subcommand;
use eframe_core::{Mount, World};
use eframe_newsletter::Returned;
use eframe_newsletter::dns::{Finding, Resolver, wanted};

use crate::serve::say;
use crate::settings::Settings;
use crate::wiring::{self, post};
use crate::{Failure, log};

/// What is done.
#[derive(Clone, Copy, Debug, Subcommand)]
pub(crate) enum Errand {
    /// Say what the domain has to publish for its newsletter, and whether it does
    Dns {
        /// Ask this name server, HOST:PORT, and not those that the machine asks: the domain's own, say, before others know
        #[arg(long, value_name = "ADDRESS")]
        server: Option<SocketAddr>,
    },
    /// Take in one mail that came back, from standard input: for a mail server's pipe
    Bounce,
}

/// The most that is read of one mail.
const LONGEST: u64 = 1024 * 1024;

/// `EX_TEMPFAIL` of `sysexits.h`: the one code upon which a mail server keeps a mail and tries it again. By any other it sends the
/// mail back to whoever reported, and the report is lost.
const TRY_AGAIN: u8 = 75;

impl Errand {
    /// What a failure says to whoever started it. Whatever keeps a mail from being taken in may pass, be it a setting that
    /// somebody mends: what is in the mail is never a failure.
    pub(crate) fn failed(self) -> ExitCode {
        match self {
            Self::Dns { .. } => ExitCode::FAILURE,
            Self::Bounce => ExitCode::from(TRY_AGAIN),
        }
    }
}

/// Does it.
///
/// # Errors
/// With one line for the operator; a record that is missing is none of these.
pub(crate) async fn run(settings: Settings, errand: Errand) -> Result<(), Failure> {
    let mount = wiring::mount(&settings, settings.listen);
    match errand {
        Errand::Dns { server } => dns(&settings, &mount, server).await,
        Errand::Bounce => bounce(settings.there()?, &mount).await,
    }
}

async fn dns(
    settings: &Settings,
    mount: &Mount,
    server: Option<SocketAddr>,
) -> Result<(), Failure> {
    let imprint = post::imprint(settings, mount)?;
    let signers = post::signers(settings, &imprint)?;
    for warning in settings.open_to_others() {
        eprintln!("{warning}");
    }
    if signers.is_empty() {
        say("no key: letters are not signed here; name one in wego.toml under [newsletter] dkim")?;
    }
    let resolver = match server {
        Some(server) => Resolver::new(vec![server]),
        None => Resolver::of_machine()?,
    };
    for record in wanted(&imprint.address.domain(), &signers) {
        say(&format!("{} {} {}", record.name, record.kind, record.written()))?;
        let found = match record.check(&resolver).await {
            Ok(Finding::Published) => "  published".to_owned(),
            Ok(Finding::Missing) => "  MISSING".to_owned(),
            Ok(Finding::Differs(other)) => format!("  DIFFERS: {other}"),
            Ok(Finding::Useless(other)) => format!("  USELESS: {other}"),
            Err(error) => format!("  not checked: {error}"),
        };
        say(&found)?;
    }
    Ok(())
}

/// Ends well for whatever was taken in, whatever it was, so that no mail server sends it back in its turn.
async fn bounce(settings: Settings, mount: &Mount) -> Result<(), Failure> {
    let _log = log::start(&settings.log, None)?;
    let imprint = post::imprint(&settings, mount)?;
    let mut mail = Vec::new();
    std::io::stdin().take(LONGEST).read_to_end(&mut mail)?;
    let (database, newsletter) = wiring::newsletter_alone(&settings, World::system()).await?;
    let returned = newsletter.take_return(&imprint, &mail).await;
    database.close().await;
    let said = match returned? {
        Returned::Counted(_) => "counted",
        Returned::Known => "known already",
        Returned::NoReport => "no report of a failure",
        Returned::NotOurs => "no letter of ours",
    };
    // It is taken in, whether somebody listens or not.
    drop(say(said));
    Ok(())
}
