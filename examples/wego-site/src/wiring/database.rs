//! The database of the site: opened sound, and brought to this version's form where that is wanted.

use std::fs::{self, DirBuilder, OpenOptions};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use eframe_core::{Database, MigrationList, World};

use crate::settings::{Settings, WrongSetting};
use crate::{Failure, mark, sealing};

/// The blocks whose tables the site has, and its own.
pub(crate) const BLOCKS: [MigrationList; 7] = [
    eframe_accounts::MIGRATIONS,
    eframe_cms::MIGRATIONS,
    eframe_membership::MIGRATIONS,
    eframe_ceds::MIGRATIONS,
    eframe_newsletter::MIGRATIONS,
    eframe_webhooks::MIGRATIONS,
    mark::MIGRATIONS,
];

/// Up to so many bytes a SQLite database is read through before anything is done with it. A larger one is read through while
/// it already answers.
pub(crate) const READ_THROUGH: u64 = 16 * 1024 * 1024;

/// Opens the database, looks that nothing of it is lost, and brings it to this version's form.
///
/// # Errors
/// When a later version was here, the database is damaged or away, or it has not what was signed.
pub(crate) async fn open_database(settings: &Settings, world: &World) -> Result<Database, Failure> {
    let database = open_sound(settings, world).await?;
    closed_on_failure(&database, async { Ok(database.migrate(&BLOCKS).await?) }).await?;
    Ok(database)
}

/// The same of a database that has this version's form already, and is left in it: another program may be working with it.
///
/// # Errors
/// As [`open_database`], and of another form.
pub(crate) async fn open_as_it_is(settings: &Settings, world: &World) -> Result<Database, Failure> {
    let database = open_sound(settings, world).await?;
    closed_on_failure(&database, refuse_older(&database)).await?;
    Ok(database)
}

/// Waits for `work`, and then closes the database that it was done with, whatever came of it. Whoever opens one for a command
/// does so: SQLite puts its write-ahead log away when the last connection is closed, and not when the process ends.
///
/// # Errors
/// As `work`.
pub(crate) async fn closing<T>(
    database: &Database,
    work: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    let done = work.await;
    database.close().await;
    done
}

/// The same where the database is handed on: it is closed when `work` fails, for nobody has it then.
///
/// # Errors
/// As `work`.
pub(crate) async fn closed_on_failure<T>(
    database: &Database,
    work: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    let done = work.await;
    if done.is_err() {
        database.close().await;
    }
    done
}

/// Whoever only looks at a database, or changes a little in it, does not bring it to another form.
///
/// # Errors
/// With one line for the operator.
pub(crate) async fn refuse_older(database: &Database) -> Result<(), Failure> {
    let behind = database.behind(&BLOCKS).await;
    let behind = behind.map_err(|error| WrongSetting::new("database", error.to_string()))?;
    let Some(step) = behind else { return Ok(()) };
    let what = format!(
        "is empty or of an older version of the site (it lacks {step}), and this command changes nothing of that: use the program that \
         the site runs with, or bring it to this one's form by wego-site migrate, after which the older program starts no more"
    );
    Err(WrongSetting::new("database", what).into())
}

async fn open_sound(settings: &Settings, world: &World) -> Result<Database, Failure> {
    let database = connect(settings, world).await?;
    closed_on_failure(&database, refuse_unsound(settings, &database)).await?;
    Ok(database)
}

async fn refuse_unsound(settings: &Settings, database: &Database) -> Result<(), Failure> {
    if database.file_bytes().is_some_and(|bytes| bytes <= READ_THROUGH) {
        let sound = database.look_through().await;
        sound.map_err(|error| WrongSetting::new("database", error.to_string()))?;
    }
    sealing::refuse_lost(settings, database).await
}

/// Opens the database as it is.
///
/// # Errors
/// With one line that names the setting.
pub(crate) async fn connect(settings: &Settings, world: &World) -> Result<Database, Failure> {
    DirBuilder::new().recursive(true).mode(0o700).create(&settings.data).map_err(|error| {
        let what =
            format!("{}: {error}; name a folder that can be written", settings.data.display());
        WrongSetting::new("data", what)
    })?;
    for warning in settings.open_to_others() {
        tracing::warn!("{warning}");
    }
    if let Some(file) = settings.database_file() {
        make_closed(file);
    }
    let database = Database::open(&settings.database, world.clone()).await;
    Ok(database.map_err(|error| WrongSetting::new("database", error.to_string()))?)
}

/// A file of a database that is not there yet is made for this user alone, whatever the folder lets others do; what SQLite puts
/// beside it gets the same mode. Where that cannot be, or its log is there without it, opening it says what is wrong.
fn make_closed(file: &Path) {
    if !log_of(file).exists() {
        let _ = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    }
}

/// Takes away the file of a database that was made for nothing, and is closed. Where its log is there, somebody else has it open.
pub(crate) fn unmake(file: &Path) {
    if !log_of(file).exists() {
        // Whoever ran the command is told why it was refused, and that counts.
        let _ = fs::remove_file(file);
    }
}

fn log_of(file: &Path) -> PathBuf {
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    log.into()
}
