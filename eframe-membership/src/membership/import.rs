use eframe_core::{Actor, Caller, Commit};
use uuid::Uuid;

use super::Membership;
use super::fees::staff;
use crate::model::{ImportId, Member};
use crate::permission::IMPORT;
use crate::rules::{self, Change, CheckedFile, Fault, FileForm, Imported, Row};
use crate::{Error, Refusal};

/// So many members are staged at a time.
const SLICE: usize = 500;
/// So many members are read at a time for an export.
const PAGE: u64 = 1_000;

impl Membership {
    /// Brings in a register that was kept elsewhere: all of a file, or nothing of it.
    ///
    /// # Errors
    /// [`Refusal::Denied`]; [`Refusal::BadFile`] with every fault of the file; [`Refusal::AlreadyThere`] when one of its
    /// members came into the register meanwhile.
    pub async fn import(
        &self,
        caller: &Caller,
        form: FileForm,
        bytes: &[u8],
    ) -> Result<Imported, Error> {
        caller.actor.require(IMPORT)?;
        self.decide(caller, || async {
            let file = self.checked_file(&caller.actor, form, bytes).await?;
            let import = ImportId::new(self.given().id);
            self.stage(&caller.actor, import, &file).await?;
            Ok(rules::adopt(&file, import, &caller.actor, self.now())?)
        })
        .await
    }

    /// Reads and checks a file, and changes nothing.
    ///
    /// # Errors
    /// As [`Membership::import`].
    pub async fn check_import(
        &self,
        actor: &Actor,
        form: FileForm,
        bytes: &[u8],
    ) -> Result<u64, Error> {
        actor.require(IMPORT)?;
        Ok(self.checked_file(actor, form, bytes).await?.members.len() as u64)
    }

    async fn checked_file(
        &self,
        actor: &Actor,
        form: FileForm,
        bytes: &[u8],
    ) -> Result<CheckedFile, Error> {
        let bad = |faults: Vec<Fault>| Refusal::BadFile(faults);
        let rows = rules::read_file(form, bytes).map_err(bad)?;
        let numbers: Vec<&str> =
            rows.iter().map(Row::number).filter(|one| !one.is_empty()).collect();
        let organisations = rows.iter().filter_map(|row| row.organisation().parse::<Uuid>().ok());
        let organisations: Vec<_> = organisations.collect();
        let taken = self.store().taken(&numbers, &organisations).await?;
        let checked =
            rules::check_file(form, bytes, &rows, self.charter(), &taken, actor, self.now());
        Ok(checked.map_err(bad)?)
    }

    /// Forgets what lies ready for imports longer than a day: whatever brought it in went away before it was made real.
    /// For the machinery, several times a day.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn sweep_imports(&self) -> Result<(), Error> {
        let (actor, now) = (Actor::system("membership.imports"), self.now());
        let commit = Commit::by(&actor, now).change(Change::SweepStaged { now });
        Ok(self.store().database().commit(commit).await?)
    }

    /// Nobody sees what is staged, and what is never adopted is [swept](Self::sweep_imports) after a day.
    async fn stage(
        &self,
        actor: &Actor,
        import: ImportId,
        file: &CheckedFile,
    ) -> Result<(), Error> {
        let members = rules::staged(file, || self.given());
        for (slice, some) in (1..).zip(members.chunks(SLICE)) {
            let stage = Change::Stage { import, slice, members: some.to_vec() };
            let commit = Commit::by(actor, self.now()).change(stage);
            self.store().database().commit(commit).await?;
        }
        Ok(())
    }

    /// The whole register, past members too, as a file that [`Membership::import`] reads.
    ///
    /// # Errors
    /// [`Refusal::Denied`] for those who do not read every case.
    pub async fn export(&self, actor: &Actor, form: FileForm) -> Result<String, Error> {
        staff(actor)?;
        let mut members: Vec<Member> = Vec::new();
        loop {
            let after = members.last().and_then(|last| last.number.clone()).unwrap_or_default();
            let some = self.store().members_by_number(&after, PAGE).await?;
            let last = (some.len() as u64) < PAGE;
            members.extend(some);
            if last {
                return Ok(rules::write_file(form, &members, self.charter(), self.now()));
            }
        }
    }
}
