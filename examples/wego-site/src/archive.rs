//! `backup`, `restore`, `restored` and `verify`: the whole site in one file, and back.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use eframe_accounts::{Accounts, Restored};
use eframe_ceds::Ceds;
use eframe_core::backup::{Backup, BackupError, Missing, Progress, Summary, verify};
use eframe_core::seal::PublicKey;
use eframe_core::{Database, World};
use eframe_membership::Membership;
use eframe_newsletter::Newsletter;

use crate::aside::ThrowAway;
use crate::complaint::Complaint;
use crate::counted::{counted, listed, some_counted};
use crate::serve::{say, told_to_stop};
use crate::settings::{Settings, WrongSetting};
use crate::wiring::{BLOCKS, closing, connect, open_files, unmake};
use crate::{Failure, person, sealing, secret};

/// Under these names blocks keep files.
pub(crate) const OWNERS: &[&str] = &["ceds", "cms", "membership"];

/// The file that holds a saved site.
#[derive(Args)]
pub(crate) struct Archive {
    /// The archive, such as site-2026-11-26.tar.gz
    file: PathBuf,
}

/// The file that is to hold the site.
#[derive(Args)]
pub(crate) struct Saved {
    /// The archive, such as site-2026-11-26.tar.gz
    file: PathBuf,
    /// So many files are lost for good, as is known: it is an error only when more are missing
    #[arg(long, value_name = "N", default_value_t = 0)]
    missing_known: u64,
}

/// A saved site, or the one at hand.
#[derive(Args)]
pub(crate) struct Checked {
    /// The archive; without one, the audit log in the database is checked
    file: Option<PathBuf>,
    /// A checkpoint of the audit log that was kept earlier: nothing before it may have changed; of an archive as by --recount
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
    /// Bring the archive back into a temporary database as well, check its sealed log, and count its decisions again
    #[arg(long, requires = "file")]
    recount: bool,
    /// So many files are lost for good, as is known: it is an error only when more are missing
    #[arg(long, value_name = "N", default_value_t = 0, requires = "file")]
    missing_known: u64,
}

/// How sure somebody is that an older state was brought back.
#[derive(Args)]
pub(crate) struct BroughtBack {
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

/// Saves what the site holds at this moment; it may be running.
pub(crate) async fn save(settings: Settings, to: Saved) -> Result<(), Failure> {
    let database = connect(&settings, &World::system()).await?;
    let saving = async {
        let backup = backup(&settings, database.clone()).await?;
        Ok(backup.write(&to.file, &watch).await?)
    };
    let saved = closing(&database, saving).await?;
    tell(&format!("saved to {}", to.file.display()), &saved)?;
    has_its_files(saved.missing, to.missing_known)
}

/// Brings a saved site back into an empty database.
pub(crate) async fn restore(settings: Settings, from: Archive) -> Result<(), Failure> {
    // Before anything is made for it.
    std::fs::metadata(&from.file)
        .map_err(|error| Complaint::new(from.file.display().to_string(), error.to_string()))?;
    person::keeps_its_marks(&settings)?;
    let anew = settings.database_file().filter(|file| is_nowhere(file));
    let database = connect(&settings, &World::system()).await?;
    let done = bring_back(&settings, &database, &from.file).await;
    let in_vain = anew.is_some() && done.is_err() && is_empty(&database).await.unwrap_or(false);
    database.close().await;
    if let Some(file) = anew.filter(|_| in_vain) {
        unmake(file);
    }
    done
}

/// Whether it is sure that nothing is there.
fn is_nowhere(file: &Path) -> bool {
    file.symlink_metadata().is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound)
}

async fn bring_back(settings: &Settings, database: &Database, from: &Path) -> Result<(), Failure> {
    let has_key = secret::path(settings).exists();
    let backup = backup(settings, database.clone()).await?;
    backup.refuse_filled().await?;
    sealing::may_give_way(settings)?;
    let world = database.world();
    let backup = match sealing::last_signed(settings, world)? {
        Some(last) => backup.last_signed(last),
        None => backup,
    };
    // An archive that has all that was decided shows that nothing was taken back since; that a letter left is no decision.
    let now = world.now();
    let ending =
        |has_all: bool| (Accounts::end_restored(!has_all), Newsletter::rest_restored(now, has_all));
    let (restored, ended) = backup.restore_ending(from, &watch, ending).await?;
    let sealed = sealing::after_restore(settings, database.clone()).await;
    settle((settings, database), ended, sealed, has_key).await?;
    tell(&format!("restored from {}", from.display()), &restored)?;
    if let Some(missing) = restored.missing {
        eprintln!("{}", said(&missing));
    }
    Ok(())
}

/// Does for a database that its server brought back what a restore does once the rows are there. Nothing tells what such a
/// copy lacks, so whatever may have been decided since is held to be lost. Asks first: said by mistake it cannot be taken back.
pub(crate) async fn restored(settings: Settings, sure: BroughtBack) -> Result<(), Failure> {
    person::keeps_its_marks(&settings)?;
    let database = connect(&settings, &World::system()).await?;
    closing(&database, take_as_older(&settings, &database, &sure)).await?;
    Ok(say("the database is known as one that was brought back: start the site")?)
}

async fn take_as_older(
    settings: &Settings,
    database: &Database,
    sure: &BroughtBack,
) -> Result<(), Failure> {
    let has_key = secret::path(settings).exists();
    refuse_empty(database).await?;
    sealing::may_give_way(settings)?;
    if sealing::has_all(settings, database).await {
        eprintln!(
            "audit.last in the data folder shows nothing that is missing in this database: it may not have been brought back at all"
        );
    }
    if !sure.yes && !is_meant()? {
        return Err(Complaint::new("restored", "nothing was changed").into());
    }
    database.migrate(&BLOCKS).await?;
    let now = database.world().now();
    let ending = (Accounts::end_restored(true), Newsletter::rest_restored(now, false));
    let ended = database.run(ending).await?;
    let sealed = sealing::after_loss(settings, database.clone()).await;
    settle((settings, database), ended, sealed, has_key).await
}

/// Says what will happen to a database that is said to be brought back, and asks.
fn is_meant() -> Result<bool, Failure> {
    say(
        "every session, open link and token ends, issues of the newsletter that are on their way rest, and the audit log goes on under a \
         new key; no instance may run meanwhile",
    )?;
    person::is_wanted("restored", "was an older state brought back? Write yes:")
}

async fn refuse_empty(database: &Database) -> Result<(), Failure> {
    if is_empty(database).await? {
        let what = "is empty: name the one that was brought back";
        return Err(WrongSetting::new("database", what).into());
    }
    Ok(())
}

/// Whether no block has a table here.
async fn is_empty(database: &Database) -> Result<bool, Failure> {
    match Backup::of(database.clone(), &BLOCKS).refuse_filled().await {
        Ok(()) => Ok(true),
        Err(BackupError::NotEmpty { .. }) => Ok(false),
        Err(other) => Err(other.into()),
    }
}

/// Says what ended and what rests, and erases again whom the list beside the database names.
async fn settle(
    (settings, database): (&Settings, &Database),
    (ended, rest): (Restored, u64),
    sealed: Result<Option<PublicKey>, Failure>,
    has_key: bool,
) -> Result<(), Failure> {
    if let Ok(Some(key)) = &sealed {
        say(&format!("the audit log goes on with the key {key}: tell those who check it"))?;
    }
    say(&told(&ended))?;
    if rest > 0 {
        say(&format!("issues of the newsletter that rest until somebody has them go on: {rest}"))?;
    }
    sealed?;
    if !has_key {
        secret::say_missing();
    }
    person::after_restore(settings, database).await
}

/// What lets people in, as the operator is told of it.
fn told(ended: &Restored) -> String {
    let Restored { sessions, links, tokens, second_factors, providers } = *ended;
    let over = listed(
        [
            some_counted(sessions, "session", "sessions"),
            some_counted(links, "open link", "open links"),
            some_counted(tokens.unwrap_or_default(), "token", "tokens"),
        ]
        .into_iter()
        .flatten(),
    );
    let over = if over.is_empty() { "nothing, for nothing was open".to_owned() } else { over };
    if tokens.is_none() {
        return format!("ended: {over}");
    }
    let kept = [
        Some("passwords".to_owned()),
        some_counted(second_factors, "second factor", "second factors"),
        some_counted(providers, "link to a provider", "links to a provider"),
    ];
    let kept = listed(kept.into_iter().flatten());
    format!("ended: {over}; as they were at the backup are {kept}")
}

/// Checks an archive, or the audit log.
pub(crate) async fn check(settings: Settings, what: Checked) -> Result<(), Failure> {
    let Some(file) = what.file else {
        let settings = settings.there()?;
        sealing::check(&settings, what.checkpoint.as_deref()).await?;
        let database = connect(&settings, &World::system()).await?;
        return closing(&database, recount(&database)).await;
    };
    let seen = verify(&file).await?;
    tell(&format!("{} is whole", file.display()), &seen)?;
    unaltered(seen.altered)?;
    if what.recount || what.checkpoint.is_some() {
        check_aside(&file, what.checkpoint.as_deref()).await?;
    }
    has_its_files(seen.missing, what.missing_known)
}

/// Brings an archive's rows back into a database that is gone afterwards, and checks that as one at hand. Told to stop, it takes
/// the rows away as well: they are the whole site.
async fn check_aside(file: &Path, kept: Option<&Path>) -> Result<(), Failure> {
    // Before there is anything to be left behind.
    let stop = told_to_stop()?;
    let world = World::system();
    let folder = ThrowAway::make("verify", &world)?;
    let url = format!("sqlite:{}", folder.path().join("site.sqlite").display());
    let database = Database::open(&url, world).await?;
    let checking = async {
        Backup::of(database.clone(), &BLOCKS).rows_alone().restore(file, &watch).await?;
        clear_line();
        sealing::check_alone(&database, kept).await?;
        recount(&database).await
    };
    let checking = async {
        tokio::select! {
            checked = checking => checked,
            () = stop => Err(Complaint::new("verify", "was ended before all was looked at").into()),
        }
    };
    closing(&database, checking).await
}

/// Counts every decision of the committee again, and reckons every frozen report again.
async fn recount(database: &Database) -> Result<(), Failure> {
    let votes = Membership::builder(database.clone()).build().recount().await?;
    let scores = Ceds::builder(database.clone()).build().recount().await?;
    if let Some(wrong) = votes.wrong {
        return Err(Complaint::new("the votes", wrong.to_string()).into());
    }
    if let Some(wrong) = scores.wrong {
        return Err(Complaint::new("the diagnosis", wrong.to_string()).into());
    }
    for line in recounted(votes.decided, scores.frozen, scores.drifted) {
        say(&line)?;
    }
    Ok(())
}

/// What came out again, a line for each kind that there is.
fn recounted(decided: u64, frozen: u64, drifted: u64) -> impl Iterator<Item = String> {
    let lines = [
        (
            decided,
            "decision comes out of its votes again",
            "decisions come out of their votes again",
        ),
        (
            frozen - drifted,
            "frozen report comes out of its answers again",
            "frozen reports come out of their answers again",
        ),
        (
            drifted,
            "frozen report stands as an engine of before reckoned it, otherwise than this one",
            "frozen reports stand as an engine of before reckoned them, otherwise than this one",
        ),
    ];
    lines.into_iter().filter_map(|(number, one, many)| some_counted(number, one, many))
}

async fn backup(settings: &Settings, database: Database) -> Result<Backup, Failure> {
    let files = open_files(settings, database.world()).await?;
    Ok(Backup::of(database, &BLOCKS).files(Arc::clone(&files), OWNERS))
}

/// On a terminal, a line that is written over.
fn watch(progress: &Progress<'_>) {
    if std::io::stderr().is_terminal() {
        eprint!("\r\x1b[K{} {}", progress.part, progress.done);
    }
}

fn clear_line() {
    if std::io::stderr().is_terminal() {
        eprint!("\r\x1b[K");
    }
}

fn tell(done: &str, of: &Summary) -> Result<(), Failure> {
    clear_line();
    let Summary { rows, tables, files, made, entries, root, .. } = of;
    Ok(say(&format!(
        "{done}: {} of {} and {} of {made}, {} of the audit log, archive root {root}",
        counted(*rows, "row", "rows"),
        counted(*tables, "table", "tables"),
        counted(*files, "file", "files"),
        counted(*entries, "entry", "entries"),
    ))?)
}

/// Unless no more are missing than are known to be lost.
fn has_its_files(missing: Option<Missing>, known: u64) -> Result<(), Failure> {
    match missing {
        None => Ok(()),
        Some(missing) if missing.files <= known => {
            eprintln!("{}", said(&missing));
            Ok(())
        }
        Some(missing) => {
            let what = format!(
                "{}; where it is known that so many are lost for good, say --missing-known {}",
                said(&missing),
                missing.files
            );
            Err(Complaint::new("the files", what).into())
        }
    }
}

fn said(missing: &Missing) -> String {
    let Missing { files, first, table } = missing;
    let which = match files {
        1 => format!(
            "1 file that rows name is not in the archive, or not as it was handed in, {first} of {table}"
        ),
        _ => format!(
            "{files} files that rows name are not in the archive, or not as they were handed in, such as {first} of {table}"
        ),
    };
    format!(
        "{which}: look whether the folder or bucket of the files is the right one and whole, and keep the backups of before"
    )
}

fn unaltered(entry: Option<uuid::Uuid>) -> Result<(), Failure> {
    match entry {
        None => Ok(()),
        Some(entry) => Err(Complaint::new(
            "the audit log",
            format!(
                "entry {entry} was changed after it was written: its facts do not give its leaf"
            ),
        )
        .into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ended_and_what_came_out_again_is_said_where_there_is_any() {
        let ended = |sessions, links, tokens, providers| {
            told(&Restored { sessions, links, tokens, second_factors: 0, providers })
        };
        assert_eq!(ended(1, 0, None, 7), "ended: 1 session");
        assert_eq!(ended(0, 2, None, 7), "ended: 2 open links");
        assert_eq!(ended(0, 0, None, 7), "ended: nothing, for nothing was open");
        assert_eq!(
            ended(2, 1, Some(1), 1),
            "ended: 2 sessions, 1 open link and 1 token; as they were at the backup are passwords and 1 link to a provider"
        );
        assert_eq!(recounted(0, 0, 0).count(), 0);
        let said: Vec<_> = recounted(1, 3, 1).collect();
        assert_eq!(said[0], "1 decision comes out of its votes again");
        assert_eq!(said[1], "2 frozen reports come out of their answers again");
        assert!(said[2].starts_with("1 frozen report stands as an engine of before"), "{said:?}");
    }
}
