//! The sealed audit log of the site: its key, what checks it, and the commands about it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::Args;
use eframe_core::seal::{
    AuditLog, PublicKey, SealError, SealKey, SignedCheckpoint, Verified, verify,
};
use eframe_core::{Database, World};

use crate::Failure;
use crate::complaint::Complaint;
use crate::counted::{counted, some_counted};
use crate::serve::say;
use crate::settings::{Settings, WrongSetting};
use crate::wiring::{BLOCKS, closing, connect, refuse_older};

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

/// Where the last signed checkpoint is kept, beside the key that signed it.
fn last(settings: &Settings) -> PathBuf {
    settings.data.join("audit.last")
}

/// A database that lost what was signed is not worked with: what is missing would be written anew, and signed a second time.
///
/// # Errors
/// With one line for the operator.
pub(crate) async fn refuse_lost(settings: &Settings, database: &Database) -> Result<(), Failure> {
    AuditLog::refuse_lost(database, &last(settings)).await.map_err(|error| match error {
        lost @ SealError::Lost { .. } => {
            let what = format!(
                "{lost} by wego-site restored, which also ends what may have been taken back since and has issues of the \
                 newsletter rest, or by wego-site audit-key --new, which changes the key alone"
            );
            WrongSetting::new("data", what).into()
        }
        other => Failure::from(other),
    })
}

/// Whether the data folder has what was signed last, and the database all of that. Where nobody can tell it is not known to.
pub(crate) async fn has_all(settings: &Settings, database: &Database) -> bool {
    let last = last(settings);
    last.exists() && AuditLog::refuse_lost(database, &last).await.is_ok()
}

/// Before a restore: the key may have to give way to a new one, and has to have where to.
///
/// # Errors
/// With one line for the operator.
pub(crate) fn may_give_way(settings: &Settings) -> Result<(), Failure> {
    let (key, old) = (path(settings), path(settings).with_extension("key.old"));
    if key.exists() && old.exists() {
        let what =
            format!("{} is there already: move it to where you keep old keys", old.display());
        return Err(WrongSetting::new("data", what).into());
    }
    Ok(())
}

/// Before a restore: what was signed last where the site ran, if the key in the data folder signed it.
///
/// # Errors
/// With one line for the operator.
pub(crate) fn last_signed(
    settings: &Settings,
    world: &World,
) -> Result<Option<SignedCheckpoint>, Failure> {
    let key = SealKey::find(&path(settings), &*world.random)?.map(|key| key.public());
    let kept = AuditLog::kept(&last(settings))?;
    Ok(kept.filter(|kept| key.is_some_and(|key| kept.is_signed_by(&key))))
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
    Ok(log.keeping(&last(settings)))
}

/// After a restore: the log goes on with the key in the data folder if that signed nothing but what was brought back, and
/// with a new one if it did or nobody can tell. Two histories are never signed by one key. Tells which it is when it is
/// another.
pub(crate) async fn after_restore(
    settings: &Settings,
    database: Database,
) -> Result<Option<PublicKey>, Failure> {
    let complete = last(settings).exists()
        && match AuditLog::refuse_lost(&database, &last(settings)).await {
            Ok(()) => true,
            Err(SealError::Lost { .. }) => false,
            Err(other) => return Err(other.into()),
        };
    if complete { go_on(settings, database).await } else { after_loss(settings, database).await }
}

/// The same where it is known that what was signed is lost, or nobody can tell.
pub(crate) async fn after_loss(
    settings: &Settings,
    database: Database,
) -> Result<Option<PublicKey>, Failure> {
    let has_key = SealKey::find(&path(settings), &*database.world().random)?.is_some();
    if has_key {
        succeed(settings, database).await.map(Some)
    } else {
        go_on(settings, database).await
    }
}

/// The log goes on with a new key, which takes the place of the one in the data folder.
async fn succeed(settings: &Settings, database: Database) -> Result<PublicKey, Failure> {
    let name = name(settings, settings.listen, &database).await?;
    let new = SealKey::replace(&path(settings), &name, &*database.world().random)?;
    let log = AuditLog::succeed(database, new).await?.keeping(&last(settings));
    log.keep().await?;
    Ok(log.key())
}

/// The log goes on with the key in the data folder, whichever that is. Tells whether it is another.
async fn go_on(settings: &Settings, database: Database) -> Result<Option<PublicKey>, Failure> {
    let here = key(settings, settings.listen, &database).await?;
    match AuditLog::open(database.clone(), here).await {
        Ok(_) => Ok(None),
        Err(SealError::OtherKey { .. }) => {
            let here = key(settings, settings.listen, &database).await?;
            let log = AuditLog::succeed(database, here).await?.keeping(&last(settings));
            log.keep().await?;
            Ok(Some(log.key()))
        }
        Err(other) => Err(other.into()),
    }
}

/// `audit-key`: shows the public key that the log is checked by, and changes it when asked to.
pub(crate) async fn show_key(settings: Settings, asked: KeyAsked) -> Result<(), Failure> {
    let world = World::system();
    // Also where what was signed is lost: a new key is how to go on then.
    let database = connect(&settings, &world).await?;
    let key = if asked.new {
        closing(&database, another(&settings, &database)).await?
    } else {
        closing(&database, there(&settings, &database)).await?
    };
    if asked.new {
        eprintln!(
            "restart every instance with this key: until then they seal nothing, and what they write waits"
        );
    }
    Ok(say(&key.to_string())?)
}

/// Has the log go on with another key: with the one in the folder where that is not the log's, or else with a new one.
async fn another(settings: &Settings, database: &Database) -> Result<PublicKey, Failure> {
    database.migrate(&BLOCKS).await?;
    match go_on(settings, database.clone()).await? {
        Some(key) => Ok(key),
        None => succeed(settings, database.clone()).await,
    }
}

/// The key that signed last; before anything is signed, the one in the folder. Whoever only looks makes none.
async fn there(settings: &Settings, database: &Database) -> Result<PublicKey, Failure> {
    refuse_older(database).await?;
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

/// `verify`: makes the log in the database anew, and holds it against the checkpoint that was signed last, where the data
/// folder has that, and against a kept one if there is one.
pub(crate) async fn check(settings: &Settings, kept: Option<&Path>) -> Result<(), Failure> {
    let world = World::system();
    let kept = kept.map(read).transpose()?;
    let database = connect(settings, &world).await?;
    let checking = async {
        refuse_older(&database).await?;
        let key = SealKey::find(&path(settings), &*world.random)?.map(|key| key.public());
        let found = looked_at(&database, key.as_ref(), kept.as_ref()).await?;
        refuse_lost(settings, &database).await?;
        Ok(found)
    };
    Ok(say(&closing(&database, checking).await?)?)
}

/// The same of a database that was made of an archive, whose site may be anywhere.
pub(crate) async fn check_alone(database: &Database, kept: Option<&Path>) -> Result<(), Failure> {
    let kept = kept.map(read).transpose()?;
    Ok(say(&looked_at(database, None, kept.as_ref()).await?)?)
}

async fn looked_at(
    database: &Database,
    key: Option<&PublicKey>,
    kept: Option<&SignedCheckpoint>,
) -> Result<String, Failure> {
    let log = verify(database, key, kept).await?;
    match &log.fault {
        Some(fault) => Err(Complaint::new("the audit log", fault.to_string()).into()),
        None => Ok(told(&log, kept)),
    }
}

/// What is found in the log, and that the kept checkpoint holds if there is one.
fn told(log: &Verified, kept: Option<&SignedCheckpoint>) -> String {
    let sealed = match log.entries {
        0 => "no entry of the audit log is sealed".to_owned(),
        1 => "1 entry of the audit log is sealed".to_owned(),
        many => format!("{many} entries of the audit log are sealed"),
    };
    let erased = match log.erased {
        0 => String::new(),
        some => format!(", {some} of them erased"),
    };
    let waiting = match some_counted(log.unsealed, "waits", "wait") {
        None => String::new(),
        Some(waiting) => format!(", {waiting} to be sealed"),
    };
    let signed = match some_counted(log.checkpoints, "checkpoint", "checkpoints") {
        None => "nothing is signed yet".to_owned(),
        Some(signed) => format!("{signed} signed by {}", log.keys.join(" and before by ")),
    };
    let holds = kept.map_or_else(String::new, |kept| {
        let entries = counted(kept.checkpoint.size, "entry", "entries");
        format!(", the kept checkpoint of {entries} holds")
    });
    format!("{sealed}{erased}{waiting}; {signed}{holds}, log root {}", log.root)
}

fn read(file: &Path) -> Result<SignedCheckpoint, Complaint> {
    let wrong = |what: String| Complaint::new(file.display().to_string(), what);
    let note = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
    note.parse().map_err(|error: eframe_core::seal::NoCheckpoint| wrong(error.to_string()))
}
