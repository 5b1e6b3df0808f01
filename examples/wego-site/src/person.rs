//! `export person` and `erase person`: all that is kept of somebody, and away with it.

use std::io::{BufRead as _, IsTerminal as _};

use clap::Subcommand;
use eframe_core::personal::{Asked, Erased, House, Person, PersonalError};
use eframe_core::{Actor, Caller, Database, World};

use crate::complaint::Complaint;
use crate::counted::{counted, some_counted};
use crate::serve::say;
use crate::settings::{Settings, WrongSetting};
use crate::wiring::{self, closing, persons};
use crate::{Failure, secret};

/// What is erased.
#[derive(Subcommand)]
pub(crate) enum Erasure {
    /// A person, from everything; first it says what will happen, and asks
    Person {
        /// Their mail address, or the id of their account
        person: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

/// All that is kept of somebody, as JSON.
///
/// # Errors
/// With one line for the operator.
pub(crate) async fn everything(settings: &Settings, person: &str) -> Result<String, Failure> {
    let asked = asked(person)?;
    let (database, house) = persons::there(settings, World::system()).await?;
    let exporting = async {
        let found = house.find(&asked).await?;
        Ok(house.export(&operator(), &found).await?)
    };
    let all = closing(&database, exporting).await?;
    Ok(format!("{all:#}\n"))
}

/// Takes somebody out of everything.
///
/// # Errors
/// With one line for the operator.
pub(crate) async fn erase(settings: Settings, what: Erasure) -> Result<(), Failure> {
    let Erasure::Person { person, yes } = what;
    let asked = asked(&person)?;
    let (database, house) = persons::there(&settings, World::system()).await?;
    let done = closing(&database, erase_from(&settings, &house, (person, asked), yes)).await?;
    Ok(say(&format!("erased: {}", counted(done.count(), "entry", "entries")))?)
}

/// Says what will happen, asks unless it is a yes already, and does it.
async fn erase_from(
    settings: &Settings,
    house: &House,
    (person, asked): (String, Asked),
    yes: bool,
) -> Result<Erased, Failure> {
    let found = house.find(&asked).await?;
    let seen = house.look(&operator(), &found).await?;
    if is_nothing(&seen) && !house.was_erased(&found).await? {
        let what = format!(
            "nothing of them is in {}, and nobody was erased by that: look at the address, and whether this is the right site; \
             nothing was written",
            settings.data.display()
        );
        return Err(Complaint::new(person, what).into());
    }
    describe(&found, &seen)?;
    if !yes && !is_wanted("erase", "erase them for good? Write yes:")? {
        return Err(Complaint::new("erase", "nothing was erased").into());
    }
    Ok(house.erase(&Caller::new(operator()), &found).await?)
}

/// Whether there is nothing of a person, not even in what is kept on purpose.
fn is_nothing(seen: &Erased) -> bool {
    seen.count() == 0 && seen.kept().next().is_none()
}

/// Says what an erasure will do.
fn describe(person: &Person, seen: &Erased) -> Result<(), Failure> {
    let name = person.names().first().map_or("nobody by name", String::as_str);
    let id = person.id().map_or("no account".to_owned(), |id| format!("account {id}"));
    let addresses = person.addresses().iter().cloned();
    say(&[name.to_owned(), id].into_iter().chain(addresses).collect::<Vec<_>>().join(", "))?;
    for (block, found) in seen.blocks.iter().filter(|(_, found)| found.count() > 0) {
        let entries = counted(
            found.count(),
            "entry is erased or loses the name",
            "entries are erased or lose the name",
        );
        say(&format!("  {block}: {entries}"))?;
    }
    kept(seen)
}

fn kept(seen: &Erased) -> Result<(), Failure> {
    for place in seen.kept() {
        say(&format!("  told afterwards too, to be changed by hand: {place}"))?;
    }
    Ok(())
}

/// Asks whoever is at the terminal, and nobody else, whether a command about this is to go on.
///
/// # Errors
/// With one line for the operator: also where nobody is there.
pub(crate) fn is_wanted(about: &str, question: &str) -> Result<bool, Failure> {
    if !std::io::stdin().is_terminal() {
        let what = "nobody is there to ask; say --yes";
        return Err(Complaint::new(about, what).into());
    }
    say(question)?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(answer.trim() == "yes")
}

/// Before a restore, or before content is brought in: a list of erased people without the key that it was made with would name nobody.
///
/// # Errors
/// With one line for the operator.
pub(crate) fn keeps_its_marks(settings: &Settings) -> Result<(), Failure> {
    if persons::path(settings).exists() && !secret::path(settings).exists() {
        let what = format!(
            "{}: there is no secret.key beside it, without which nobody in it is known again; copy that too",
            persons::path(settings).display()
        );
        return Err(WrongSetting::new("data", what).into());
    }
    Ok(())
}

/// Before content is brought into a site that has none: however that ends, the next start looks for whoever was erased.
///
/// # Errors
/// With one line for the operator.
pub(crate) async fn before_import(settings: &Settings) -> Result<(), Failure> {
    if !persons::path(settings).exists() {
        return Ok(());
    }
    let (database, house, _) = persons::alone(settings, World::system()).await?;
    let expecting = async {
        // Where there is content nothing comes in.
        if eframe_cms::Cms::builder(database.clone()).build().is_empty().await? {
            house.expect_again().await?;
        }
        Ok(())
    };
    closing(&database, expecting).await
}

/// After a restore: whoever was erased since the backup is erased again, and the operator told.
///
/// # Errors
/// With one line for the operator.
pub(crate) async fn after_restore(settings: &Settings, database: &Database) -> Result<(), Failure> {
    if !wiring::suppressed(settings).exists() {
        eprintln!(
            "no newsletter-suppressed.jsonl in the data folder: if anybody wanted no more of the newsletter since the backup, the next \
             issue goes to them, unless the old site's list is put there before the first start"
        );
    }
    if !persons::path(settings).exists() {
        eprintln!(
            "no erased.jsonl in the data folder: if anybody was erased since the backup, they are back"
        );
        return Ok(());
    }
    let (house, newsletter) = persons::of(settings, database).await?;
    let readers = newsletter.reapply().await?;
    let people = erased_again(house.reapply().await)?;
    let readers = some_counted(readers, "address", "addresses");
    let readers = readers.unwrap_or_else(|| "no address".to_owned());
    Ok(say(&format!(
        "erased again: {people} of erased.jsonl; held back again: {readers} of the newsletter"
    ))?)
}

/// After content was brought in: whoever was erased since it was written is taken out of it, and the operator told.
///
/// # Errors
/// With one line for the operator.
pub(crate) async fn after_import(settings: &Settings) -> Result<(), Failure> {
    if !persons::path(settings).exists() {
        eprintln!(
            "no erased.jsonl in the data folder: if anybody was erased since the file was written, they are back"
        );
        return Ok(());
    }
    let (database, house, _) = persons::alone(settings, World::system()).await?;
    // An instance that started in between has looked before it was all in.
    let erasing = async {
        house.expect_again().await?;
        Ok(erased_again(house.reapply().await)?)
    };
    let people = closing(&database, erasing).await?;
    Ok(say(&format!("erased again: {people} of erased.jsonl"))?)
}

/// How many people were erased again, in words. That the file could not be written anew afterwards ends nothing: the next start of the
/// site does it.
fn erased_again(came: Result<u64, PersonalError>) -> Result<String, PersonalError> {
    match came {
        Ok(count) => {
            Ok(some_counted(count, "person", "people").unwrap_or_else(|| "nobody".to_owned()))
        }
        Err(freed @ PersonalError::Freed(_)) => {
            eprintln!("{freed}");
            Ok("everybody".to_owned())
        }
        Err(other) => Err(other),
    }
}

fn asked(person: &str) -> Result<Asked, Complaint> {
    person.parse().map_err(|_| {
        Complaint::new("person", format!("{person:?} is no mail address and no account's id"))
    })
}

/// Whoever has the machine has the site.
fn operator() -> Actor {
    Actor::system("operator")
}

#[cfg(test)]
mod tests {
    use eframe_core::CommitError;

    use super::*;

    #[test]
    fn bad_input_98_a_restore_does_not_end_on_a_file_that_cannot_be_written_anew() {
        assert_eq!(erased_again(Ok(0)).expect("said"), "nobody");
        assert_eq!(erased_again(Ok(2)).expect("said"), "2 people");
        let freed = Err(PersonalError::Freed(CommitError::Contended));
        assert_eq!(erased_again(freed).expect("the rest goes on"), "everybody");
        let unread = Err(PersonalError::List(std::io::Error::other("no folder")));
        erased_again(unread).expect_err("nobody knows who was erased");
    }
}
