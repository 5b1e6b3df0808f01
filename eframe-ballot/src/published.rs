use serde::{Deserialize, Serialize};

use crate::{Ballot, BodyId, CountError, Presence, Proof, Roll, Rules, Tally, tally};

/// A vote as it is published: everything it was counted from, and the result.
///
/// Anyone can read it from its JSON and [`recount`](Published::recount) it with this crate alone. It shows who
/// voted how, so it is for open votes. A field that this version does not know is refused on reading: a recount
/// that left out what it does not understand would prove nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct Published {
    /// Who might vote.
    pub roll: Roll,
    /// Who was there.
    pub presence: Presence,
    /// Who voted how, by the body's id.
    pub ballots: Vec<Ballot>,
    /// What it was held by.
    pub rules: Rules,
    /// Who was in the chair; `null` and never left out where nobody was.
    #[serde(deserialize_with = "Option::deserialize")]
    pub chair: Option<BodyId>,
    /// The result.
    pub tally: Tally,
}

/// Why a recount does not confirm what was published.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecountError {
    /// The votes cannot be counted.
    #[error(transparent)]
    Count(#[from] CountError),
    /// They give another result.
    #[error(transparent)]
    Differs(#[from] Difference),
}

/// The first figure that differs, in the order of [`Tally`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{figure}: {published} was published, {recounted} is counted")]
#[non_exhaustive]
pub struct Difference {
    /// Which, by its name in data: `entitled`, `yes`, `outcome`.
    pub figure: &'static str,
    /// What was published.
    pub published: String,
    /// What the recount gives.
    pub recounted: String,
}

impl Published {
    /// Counts a vote and puts together what is published of it.
    ///
    /// # Errors
    ///
    /// [`CountError`] as [`tally`] has it.
    pub fn count(
        roll: Roll,
        presence: Presence,
        ballots: impl IntoIterator<Item = Ballot>,
        rules: Rules,
        chair: Option<BodyId>,
    ) -> Result<Self, CountError> {
        // Sorted, so that the published order tells nothing of when each voted.
        let mut ballots: Vec<Ballot> = ballots.into_iter().collect();
        ballots.sort_unstable();
        let tally = tally(&roll, &presence, &ballots, &rules, chair)?;
        Ok(Self { roll, presence, ballots, rules, chair, tally })
    }

    /// Counts the published votes again.
    ///
    /// # Errors
    ///
    /// [`RecountError`] when they cannot be counted, or with the first figure that differs.
    pub fn recount(&self) -> Result<Tally, RecountError> {
        let counted = tally(&self.roll, &self.presence, &self.ballots, &self.rules, self.chair)?;
        match first_difference(&self.tally, &counted) {
            Some(difference) => Err(difference.into()),
            None => Ok(counted),
        }
    }

    /// The proof line of the published result, as it was published: [`recount`](Self::recount) says whether it holds.
    pub fn proof(&self) -> Proof {
        Proof::new(&self.rules, &self.tally)
    }
}

fn first_difference(published: &Tally, recounted: &Tally) -> Option<Difference> {
    figures(published)
        .into_iter()
        .zip(figures(recounted))
        .find(|(published, recounted)| published != recounted)
        .map(|((figure, published), (_, recounted))| Difference { figure, published, recounted })
}

fn figures(tally: &Tally) -> [(&'static str, String); 10] {
    let Tally { entitled, present, quorum, yes, no, abstain, invalid, base, needed, outcome } =
        tally;
    [
        ("entitled", entitled.to_string()),
        ("present", present.to_string()),
        ("quorum", quorum.to_string()),
        ("yes", yes.to_string()),
        ("no", no.to_string()),
        ("abstain", abstain.to_string()),
        ("invalid", invalid.to_string()),
        ("base", base.to_string()),
        ("needed", needed.to_string()),
        ("outcome", outcome.to_string()),
    ]
}
