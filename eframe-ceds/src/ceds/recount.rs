use super::Ceds;
use super::reports::figures;
use crate::Error;
use crate::model::{AssessmentId, Frozen};

/// What came of reckoning all frozen scores again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recounted {
    /// How many assessments were reckoned again.
    pub frozen: u64,
    /// How many of them come out otherwise by this engine than by the one of before, which is no fault: the frozen ones count.
    pub drifted: u64,
    /// The first whose answers do not give its scores by the very engine that reckoned them; then none after it was looked at.
    pub wrong: Option<WrongScores>,
}

/// Scores that their answers do not give.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the assessment {assessment}: {what}")]
#[non_exhaustive]
pub struct WrongScores {
    /// Which.
    pub assessment: AssessmentId,
    /// What is wrong.
    pub what: String,
}

/// What an assessment comes to when it is reckoned again.
enum Again {
    Same,
    /// Otherwise, by another engine.
    Drifted,
    Wrong(String),
}

impl Ceds {
    /// Reckons the scores of every frozen assessment again, from the answers that were kept with them, and holds them against
    /// the kept ones to the last bit. One assessment is held at a time. For whoever runs the site.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn recount(&self) -> Result<Recounted, Error> {
        let (mut seen, mut last) = (Recounted::default(), None);
        while let Some((assessment, kept)) = self.store().next_frozen(last).await? {
            last = Some(assessment);
            let again = match kept {
                Ok(kept) => self.again(&kept).await,
                Err(unread) => Again::Wrong(format!("it cannot be read ({unread})")),
            };
            match again {
                Again::Same => {}
                Again::Drifted => seen.drifted += 1,
                Again::Wrong(what) => {
                    seen.wrong = Some(WrongScores { assessment, what });
                    return Ok(seen);
                }
            }
            seen.frozen += 1;
        }
        Ok(seen)
    }

    async fn again(&self, kept: &Frozen) -> Again {
        let edition = match self.edition(kept.sha256).await {
            Ok(edition) => edition,
            Err(error) => return Again::Wrong(format!("its instrument cannot be had ({error})")),
        };
        let is_same = match figures(&edition, &kept.inputs) {
            Ok((_, scores)) => kept.has_scores(&scores),
            Err(_) => false,
        };
        if is_same {
            Again::Same
        } else if kept.engine == Frozen::ENGINE {
            Again::Wrong("its answers do not give the scores that were frozen".to_owned())
        } else {
            Again::Drifted
        }
    }
}
