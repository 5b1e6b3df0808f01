use std::sync::Arc;

use eframe_core::{Actor, Caller, Digest, Version};
use jiff::civil::Date;

use super::Ceds;
use crate::model::{Benchmark, Edition, Round, RoundId, Stage};
use crate::permission::{READ, ROUNDS};
use crate::rules::{self, Move, OpenRound, RoundStanding};
use crate::{Error, Format, Refusal};

impl Ceds {
    /// Every edition that rounds may be opened with, or were: those that the host brings first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn instruments(&self) -> Result<Vec<Arc<Edition>>, Error> {
        let mut all = self.inner.brought.clone();
        for sha256 in self.store().documents().await? {
            if !all.iter().any(|edition| edition.sha256() == sha256) {
                all.push(self.edition(sha256).await?);
            }
        }
        Ok(all)
    }

    /// Keeps a document for ever. The same document again is no other.
    ///
    /// # Errors
    /// [`Refusal::Denied`]; [`Refusal::BadDocument`] with every fault and its line; [`Refusal::OtherEdition`] where the
    /// same edition of the same instrument says something else already.
    pub async fn keep(
        &self,
        caller: &Caller,
        file: &str,
        text: String,
        format: Format,
    ) -> Result<Digest, Error> {
        caller.actor.require(ROUNDS)?;
        let file = file.to_owned();
        let read = tokio::task::spawn_blocking(move || Edition::read(&file, &text, format));
        let edition = read.await.map_err(crate::store::damaged)?.map_err(|error| {
            let faults = error.faults.iter().map(|fault| match fault.line {
                Some(line) => format!("{}:{line}: {}", error.file, fault_of(fault)),
                None => format!("{}: {}", error.file, fault_of(fault)),
            });
            Refusal::BadDocument(faults.collect())
        })?;
        let other = self.inner.brought.iter().any(|brought| {
            let (one, new) = (brought.document(), edition.document());
            one.id == new.id && one.edition == new.edition && brought.sha256() != edition.sha256()
        });
        if other {
            return Err(Refusal::OtherEdition.into());
        }
        let id = self.chance().id;
        self.decide(caller, || async { Ok(rules::keep(&edition, id, &caller.actor, self.now())?) })
            .await
    }

    /// Every round, the one that opened last first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn rounds(&self) -> Result<Vec<Round>, Error> {
        self.store().rounds().await
    }

    /// A round.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn round(&self, id: RoundId) -> Result<Round, Error> {
        self.store().round(id).await?.ok_or(Error::NotFound)
    }

    /// Announces a round with an edition that is kept or brought by the host.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown document; see [`rules::open`] for refusals.
    pub async fn open_round(
        &self,
        caller: &Caller,
        sha256: Digest,
        command: OpenRound,
    ) -> Result<RoundStanding, Error> {
        caller.actor.require(ROUNDS)?;
        let edition = self.edition(sha256).await?;
        let id = RoundId::new(self.chance().id);
        self.decide(caller, || async {
            Ok(rules::open(&edition, &command, id, &caller.actor, self.now())?)
        })
        .await
    }

    /// Changes the name and the days of a round, from the version that was read.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Refusal::Moved`]; see [`rules::reschedule`] for other refusals.
    pub async fn move_round(
        &self,
        caller: &Caller,
        id: RoundId,
        expected: Version,
        command: Move,
    ) -> Result<RoundStanding, Error> {
        self.decide(caller, || async {
            let round = self.round(id).await?;
            let decided = rules::reschedule(&round, &command, &caller.actor, self.now())?;
            if round.version != expected {
                return Err(Refusal::Moved(round.version).into());
            }
            Ok(decided)
        })
        .await
    }

    /// Closes a round for good, and takes down which cities are compared.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::close`] for refusals.
    pub async fn close_round(&self, caller: &Caller, id: RoundId) -> Result<RoundStanding, Error> {
        caller.actor.require(ROUNDS)?;
        self.decide(caller, || async {
            let round = self.round(id).await?;
            let edition = self.edition(round.sha256).await?;
            let waiting = self.store().count(id, Stage::Submitted).await?;
            let frozen = self.store().frozen_in(id).await?;
            let snapshot = rules::snapshot(&edition, &frozen, self.now());
            let (today, now): (Date, _) = (self.today(), self.now());
            Ok(rules::close(&round, snapshot, waiting, today, &caller.actor, now)?)
        })
        .await
    }

    /// How the cities of a closed round lie, for those who read every assessment.
    ///
    /// # Errors
    /// [`Refusal::Denied`]; [`Error::NotFound`] as long as it is not closed.
    pub async fn round_benchmark(&self, actor: &Actor, id: RoundId) -> Result<Benchmark, Error> {
        actor.require(READ)?;
        let round = self.round(id).await?;
        let snapshot = self.store().snapshot(id).await?.ok_or(Error::NotFound)?;
        let edition = self.edition(round.sha256).await?;
        let consents = self.store().consents(id).await?;
        Ok(rules::compare(&edition, &snapshot, &consents, None))
    }
}

fn fault_of(fault: &crate::Fault) -> String {
    if fault.place.is_empty() {
        fault.what.to_string()
    } else {
        format!("{}: {}", fault.place, fault.what)
    }
}
