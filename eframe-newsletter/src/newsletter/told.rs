use std::collections::{BTreeMap, BTreeSet};

use eframe_core::{Commit, Guard};

use super::Newsletter;
use crate::Error;
use crate::model::{Composition, Issue, IssueId, IssueStage, Quarter};
use crate::rules::sending::ISSUES;
use crate::rules::{Change, told};

/// How many issues before one, and behind it, are looked at for what they tell.
const LOOKED_AT: u64 = 8;

/// What the issues of other quarters are put together from.
pub(super) struct Others {
    /// The earlier ones, drafts among them.
    pub(super) before: Vec<Composition>,
    /// Those of which letters are out or will be, be they earlier or later.
    pub(super) ordered: BTreeMap<IssueId, Composition>,
    /// Those that were cancelled before a letter left: they told nobody anything.
    pub(super) cancelled: BTreeSet<IssueId>,
}

impl Newsletter {
    /// Those of other quarters.
    pub(super) async fn others(&self, number: Quarter) -> Result<Others, Error> {
        let store = self.store();
        let mut issues = store.issues(Some(number), LOOKED_AT).await?;
        issues.extend(store.issues_after(number, LOOKED_AT).await?);
        let mut compositions = store.compositions(&issues).await?;
        let (mut before, mut ordered) = (Vec::new(), BTreeMap::new());
        let mut cancelled = BTreeSet::new();
        for issue in issues {
            let Some(composition) = compositions.remove(&issue.id) else { continue };
            let stage = issue.status.stage();
            if stage == IssueStage::Cancelled && !store.has_letters_out(issue.id).await? {
                cancelled.insert(issue.id);
                continue;
            }
            if stage != IssueStage::Draft {
                ordered.insert(issue.id, composition.clone());
            }
            if issue.number < number {
                before.push(composition);
            }
        }
        Ok(Others { before, ordered, cancelled })
    }

    /// Adds to the commit that orders an issue that what it tells is left out of all drafts.
    pub(super) async fn left_out_of_drafts(
        &self,
        ordered: &Issue,
        mut commit: Commit<Change>,
    ) -> Result<Commit<Change>, Error> {
        let Some(tells) = self.store().composition(ordered.id).await? else { return Ok(commit) };
        let mut drafts = self.store().issues_at(&[IssueStage::Draft]).await?;
        drafts.retain(|draft| draft.id != ordered.id);
        let compositions = self.store().compositions(&drafts).await?;
        for draft in &drafts {
            let draft_of = compositions.get(&draft.id);
            let rest = draft_of.and_then(|of| told::without(of, ordered.id, &tells));
            if let Some(rest) = rest {
                commit = told::rewrite(commit, draft, rest);
            }
        }
        Ok(commit)
    }

    /// Adds to the commit that cancels an issue of which no letter has left that what it was to tell stands in drafts again.
    pub(super) async fn back_in_drafts(
        &self,
        cancelled: &Issue,
        mut commit: Commit<Change>,
    ) -> Result<Commit<Change>, Error> {
        // Of one that a restore brought back nobody knows which letters have left.
        if cancelled.restored.is_some() || self.store().has_letters_gone(cancelled.id).await? {
            return Ok(commit);
        }
        let drafts = self.store().issues_at(&[IssueStage::Draft]).await?;
        let compositions = self.store().compositions(&drafts).await?;
        for draft in &drafts {
            let left_out = |of: &&Composition| of.told_by.contains_key(&cancelled.id);
            let now = match compositions.get(&draft.id).filter(left_out) {
                Some(composition) => {
                    let mut others = self.others(draft.number).await?;
                    others.ordered.remove(&cancelled.id);
                    others.cancelled.insert(cancelled.id);
                    told::beside(composition, &others.ordered, &others.cancelled)
                }
                None => None,
            };
            commit = match now {
                Some(now) => told::rewrite(commit, draft, now),
                // One that is ordered meanwhile may tell of it.
                None => commit.guard(Guard::read(ISSUES, draft.id.uuid(), draft.version)),
            };
        }
        Ok(commit)
    }
}
