//! The sealed audit log of the site: its key, what checks it, and the commands about it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;
use eframe_core::seal::{AuditLog, PublicKey, SealError, SealKey, SignedCheckpoint, verify};
use eframe_core::{Database, World};

use crate::Failure;
use crate::serve::say;
use crate::settings::{Settings, WrongSetting};
use crate::wiring::{connect, open_database};

/// What can be asked about the audit log's key.
#[derive(Args)]
pub(crate) struct KeyAsked {
    /// Go on with a new key, when the old one is lost or somebody else may have it
    #[arg(long)]
    new: bool,
}

fn path(settings: &Settings) -> PathBuf {
    settings.data.join("audit.key")
}

/// The log's name: the one it has already, or the public address without its scheme, as others write it.
async fn name(
    settings: &Settings,
    listening: SocketAddr,
    database: &Database,
) -> Result<String, Failure> {
    if let Some(last) = AuditLog::last_key(database).await? {
        return Ok(last.name().to_owned());
    }
    let public = settings.public(listening);
    let place = public.split_once("://").map_or(public.as_str(), |(_, place)| place);
    Ok(format!("{place}/audit"))
}

/// The key in the data folder, made at the first start.
async fn key(
    settings: &Settings,
    listening: SocketAddr,
    database: &Database,
) -> Result<SealKey, Failure> {
    let name = name(settings, listening, database).await?;
    Ok(SealKey::open(&path(settings), &name, &*database.world().random)?)
}

/// The log, which is sealed with the key in the data folder.
///
/// # Errors
/// With one line for the operator, also when it was sealed with another key so far.
pub(crate) async fn open(
    settings: &Settings,
    listening: SocketAddr,
    database: Database,
) -> Result<AuditLog, Failure> {
    let key = key(settings, listening, &database).await?;
    let log = AuditLog::open(database, key).await.map_err(|error| match error {
        SealError::OtherKey { sealed, .. } => {
            let what = format!(
                "{}: the audit log is sealed with {sealed}; bring that key back, or run wego-site audit-key --new",
                path(settings).display()
            );
            Failure::from(WrongSetting::new("data", what))
        }
        other => other.into(),
    })?;
    Ok(log)
}

/// After a restore: the log goes on with the key in the data folder, whichever that is. Tells whether it is another.
pub(crate) async fn go_on(
    settings: &Settings,
    database: Database,
) -> Result<Option<PublicKey>, Failure> {
    let here = key(settings, settings.listen, &database).await?;
    match AuditLog::open(database.clone(), here).await {
        Ok(_) => Ok(None),
        Err(SealError::OtherKey { .. }) => {
            let here = key(settings, settings.listen, &database).await?;
            Ok(Some(AuditLog::succeed(database, here).await?.key()))
        }
        Err(other) => Err(other.into()),
    }
}

/// `audit-key`: shows the public key that the log is checked by, and changes it when asked to.
pub(crate) async fn show_key(settings: Settings, asked: KeyAsked) -> Result<(), Failure> {
    let world = World::system();
    let database = open_database(&settings, &world).await?;
    let taken = if asked.new { go_on(&settings, database.clone()).await? } else { None };
    let key = match taken {
        // The one in the folder was not the log's: that is the new one.
        Some(key) => key,
        None if asked.new => {
            let name = name(&settings, settings.listen, &database).await?;
            let new = SealKey::replace(&path(&settings), &name, &*world.random)?;
            AuditLog::succeed(database.clone(), new).await?.key()
        }
        None => there(&settings, &database).await?,
    };
    database.close().await;
    if asked.new {
        eprintln!(
            "restart every instance with this key: until then they seal nothing, and what they write waits"
        );
    }
    Ok(say(&key.to_string())?)
}

/// The key that signed last; before anything is signed, the one in the folder. Whoever only looks makes none.
async fn there(settings: &Settings, database: &Database) -> Result<PublicKey, Failure> {
    let path = path(settings);
    let found = match AuditLog::last_key(database).await? {
        Some(last) => Some(last),
        None => SealKey::find(&path, &*database.world().random)?.map(|key| key.public()),
    };
    found.ok_or_else(|| {
        let what = format!(
            "{}: there is no key yet; the site makes it at its first start",
            path.display()
        );
        WrongSetting::new("data", what).into()
    })
}

/// `verify`: makes the log in the database anew, and holds it against a kept checkpoint if there is one.
pub(crate) async fn check(settings: &Settings, kept: Option<&Path>) -> Result<(), Failure> {
    let world = World::system();
    let kept = kept.map(read).transpose()?;
    let database = connect(settings, &world).await?;
    let key = SealKey::find(&path(settings), &*world.random)?.map(|key| key.public());
    let log = verify(&database, key.as_ref(), kept.as_ref()).await?;
    database.close().await;
    if let Some(fault) = log.fault {
        return Err(WrongSetting::new("the audit log", fault.to_string()).into());
    }
    let holds = kept.map_or_else(String::new, |kept| {
        format!(", the kept checkpoint of {} entries holds", kept.checkpoint.size)
    });
    Ok(say(&format!(
        "{} entries of the audit log are sealed, {} of them erased, {} wait; {} checkpoints signed by {}{holds}, root {}",
        log.entries,
        log.erased,
        log.unsealed,
        log.checkpoints,
        if log.keys.is_empty() { "nobody".to_owned() } else { log.keys.join(" and before by ") },
        log.root
    ))?)
}

fn read(file: &Path) -> Result<SignedCheckpoint, WrongSetting> {
    let wrong =
        |what: String| WrongSetting::new("checkpoint", format!("{}: {what}", file.display()));
    let note = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
    note.parse().map_err(|error: eframe_core::seal::NoCheckpoint| wrong(error.to_string()))
}
