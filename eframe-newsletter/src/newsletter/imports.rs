//! A list that was kept elsewhere.

use eframe_core::{Actor, Caller, Commit, CommitError, sha256};

use super::Newsletter;
use crate::model::{Address, ConsentId, Mark, SubscriberId};
use crate::permission::IMPORT;
use crate::rules::{self, Among, Change, Fault, ImportId, Imported, Line, Statement};
use crate::store::constraint;
use crate::{Error, Refusal};

/// So many people are staged, and asked for, at a time.
const SLICE: usize = 500;

impl Newsletter {
    /// Takes a list in that was kept elsewhere: all of a file, or nothing of it. Whoever is known already, and whoever
    /// wanted no more, is passed over. How many is told as it was when the list was checked.
    ///
    /// # Errors
    /// [`Refusal::Denied`]; [`Refusal::BadFile`] with every fault of the file.
    pub async fn import(
        &self,
        caller: &Caller,
        statement: &Statement,
        bytes: &[u8],
    ) -> Result<Imported, Error> {
        caller.actor.require(IMPORT)?;
        let attempt = || async {
            let people = read(bytes, statement)?;
            let among = self.among(&people).await?;
            let import = ImportId::new(self.given().id);
            self.stage(&caller.actor, import, &people, statement).await?;
            Ok(rules::adopt(import, bytes, people.len(), among, &caller.actor, self.now())?)
        };
        loop {
            match self.decide(caller, attempt).await {
                // Somebody entered an address of the list in between: it is known now.
                Err(Error::Commit(CommitError::Constraint(constraint::ADDRESS))) => {}
                other => return other,
            }
        }
    }

    /// Reads and checks a list, and changes nothing.
    ///
    /// # Errors
    /// As [`Newsletter::import`].
    pub async fn check_import(
        &self,
        actor: &Actor,
        statement: &Statement,
        bytes: &[u8],
    ) -> Result<Imported, Error> {
        actor.require(IMPORT)?;
        let people = read(bytes, statement)?;
        let Among { known, held_back } = self.among(&people).await?;
        let new = (people.len() as u64).saturating_sub(known + held_back);
        let import = ImportId::new(self.given().id);
        Ok(Imported { import, sha256: sha256(bytes), new, known, held_back })
    }

    /// What of a list is there already.
    async fn among(&self, people: &[Line]) -> Result<Among, Error> {
        let mut among = Among::default();
        for some in people.chunks(SLICE) {
            let keys: Vec<String> = some.iter().map(|line| line.address.key()).collect();
            let known = self.store().known(&keys).await?;
            let marks: Vec<Mark> = some.iter().map(|line| self.mark(&line.address)).collect();
            let held = self.store().held_back(&marks).await?;
            for (key, mark) in keys.iter().zip(&marks) {
                if known.contains(key) {
                    among.known += 1;
                } else if held.contains(mark) {
                    among.held_back += 1;
                }
            }
        }
        Ok(among)
    }

    /// Nobody sees what is staged, and what is never adopted is [swept](Self::sweep_imports) after a day.
    async fn stage(
        &self,
        actor: &Actor,
        import: ImportId,
        people: &[Line],
        statement: &Statement,
    ) -> Result<(), Error> {
        let ids = &self.store().database().world().ids;
        let given = || (SubscriberId::new(ids.next()), ConsentId::new(ids.next()));
        for (slice, some) in (1..).zip(people.chunks(SLICE)) {
            let people = rules::staged(some, statement, |of: &Address| self.mark(of), given);
            let commit =
                Commit::by(actor, self.now()).change(Change::Stage { import, slice, people });
            self.store().database().commit(commit).await?;
        }
        Ok(())
    }

    /// Forgets what lies ready for imports longer than a day: whatever brought it in went away before it was made real.
    /// For the machinery, several times a day.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn sweep_imports(&self) -> Result<(), Error> {
        let actor = Actor::system("newsletter.imports");
        let commit = Commit::by(&actor, self.now()).change(Change::SweepStaged);
        Ok(self.store().database().commit(commit).await?)
    }
}

fn read(bytes: &[u8], statement: &Statement) -> Result<Vec<Line>, Error> {
    let bad = |faults: Vec<Fault>| Refusal::BadFile(faults);
    Ok(rules::read_list(bytes, statement).map_err(bad)?)
}
