use eframe_ballot::{Ballot, BodyId};

use super::Membership;
use crate::Error;
use crate::model::{Item, ItemState, MeetingId};
use crate::store::Decided;

/// What a recount of all decisions came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recounted {
    /// How many votes were counted again.
    pub decided: u64,
    /// The first whose votes do not give what was decided; then none after it was counted.
    pub wrong: Option<WrongCount>,
}

/// A decision that its votes do not give.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("item {position} of the meeting {meeting}: {what}")]
#[non_exhaustive]
pub struct WrongCount {
    /// The meeting.
    pub meeting: MeetingId,
    /// The item's place on its agenda.
    pub position: i32,
    /// What differs.
    pub what: String,
}

impl Membership {
    /// Counts every decision again: from the votes as they were taken, by the roll, the presence and the rules that were kept
    /// with it, and holds that against what was decided. A slice of items is held at a time. For whoever runs the site.
    ///
    /// It does not tell that votes, roll and decision were changed together so that they fit: the digest of all three in the
    /// audit log does.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn recount(&self) -> Result<Recounted, Error> {
        let (mut seen, mut last) = (Recounted::default(), None);
        loop {
            let slice = self.store().decided(last).await?;
            let Some(end) = slice.last() else { return Ok(seen) };
            last = Some(end.id);
            for Decided { meeting, position, item, .. } in slice {
                let what = match item {
                    Ok(item) => self.differs(&item).await?,
                    Err(unread) => Some(format!("it cannot be read ({unread})")),
                };
                if let Some(what) = what {
                    seen.wrong = Some(WrongCount { meeting, position, what });
                    return Ok(seen);
                }
                seen.decided += 1;
            }
        }
    }

    /// What a decision and its votes differ in.
    async fn differs(&self, item: &Item) -> Result<Option<String>, Error> {
        let ItemState::Decided { published, .. } = &item.state else { return Ok(None) };
        let votes = self.store().votes(item.id).await?;
        let mut taken: Vec<Ballot> = votes
            .iter()
            .map(|vote| Ballot { body: BodyId::new(vote.member.uuid()), choice: vote.choice })
            .collect();
        taken.sort_unstable();
        if taken != published.ballots {
            return Ok(Some(
                "the votes that were taken are not those that were counted".to_owned(),
            ));
        }
        Ok(published.recount().err().map(|wrong| wrong.to_string()))
    }
}
