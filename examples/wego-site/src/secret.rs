//! The house's secret key: where it is, and what is said where it is lost.

use std::path::PathBuf;

use eframe_accounts::{Accounts, Keyring};
use eframe_core::Database;
use tracing::Level;

use crate::settings::{Settings, WrongSetting};
use crate::{Failure, person};

/// What another key ends.
const ENDED: &str = "links that were sent, also those that end the newsletter, second factors by app and the secrets of webhooks stop \
    working, and addresses that wanted no more of the newsletter are not known again";

/// Where it is kept.
pub(crate) fn path(settings: &Settings) -> PathBuf {
    settings.data.join("secret.key")
}

/// The house's secret keys, made at the first start; but not beside a list of the erased that another key knows. Where they are
/// made anew it is said what that ends.
///
/// # Errors
/// With one line for the operator.
pub(crate) async fn keyring(settings: &Settings, database: &Database) -> Result<Keyring, Failure> {
    person::keeps_its_marks(settings)?;
    // Asked first: an instance that starts beside this one has made the key before it lets anybody in.
    let has_begun = Accounts::has_begun(database).await?;
    let path = path(settings);
    if has_begun && !path.exists() {
        say(&format!(
            "no secret.key in the data folder {}, and the database is not new: another key is made, and {ENDED}. End every \
             instance, put the old key in its place, and start again",
            settings.data.display()
        ));
    }
    Ok(Keyring::open(&path, &*database.world().random)?)
}

/// The house's secret keys, where they are there: whoever looks at a site, or erases somebody, makes none, by which nobody would
/// be known again.
///
/// # Errors
/// With one line for the operator.
pub(crate) fn known(settings: &Settings, database: &Database) -> Result<Keyring, Failure> {
    person::keeps_its_marks(settings)?;
    let path = path(settings);
    if !path.exists() {
        let what = format!(
            "no secret.key in the data folder {}, where the site made it at its first start: put it back, or name the right folder",
            settings.data.display()
        );
        return Err(WrongSetting::new("data", what).into());
    }
    Ok(Keyring::open(&path, &*database.world().random)?)
}

/// After a restore, where there was no key in the data folder.
pub(crate) fn say_missing() {
    eprintln!(
        "no secret.key in the data folder: {ENDED}, unless the old site's is put there before the \
         first start"
    );
}

/// In the log; on standard error of a command that has none.
fn say(line: &str) {
    if tracing::enabled!(Level::WARN) {
        tracing::warn!("{line}");
    } else {
        eprintln!("{line}");
    }
}
