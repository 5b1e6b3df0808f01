use eframe_core::Commit;

use super::Newsletter;
use crate::Error;
use crate::model::{Composition, Issue, IssueStage, Quarter};
use crate::rules::{Change, told};

/// How many issues before one, and behind it, are looked at for what they tell.
const LOOKED_AT: u64 = 8;

/// What the issues of other quarters are put together from.
pub(super) struct Others {
    /// The earlier ones, drafts among them.
    pub(super) before: Vec<Composition>,
    /// Those of which letters are out or will be, be they earlier or later.
    pub(super) ordered: Vec<Composition>,
}

impl Newsletter {
    /// Those of other quarters. One that was cancelled before a letter left told nobody anything.
    pub(super) async fn others(&self, number: Quarter) -> Result<Others, Error> {
        let store = self.store();
        let mut issues = store.issues(Some(number), LOOKED_AT).await?;
        issues.extend(store.issues_after(number, LOOKED_AT).await?);
        let mut compositions = store.compositions(&issues).await?;
        let (mut before, mut ordered) = (Vec::new(), Vec::new());
        for issue in issues {
            let Some(composition) = compositions.remove(&issue.id) else { continue };
            let stage = issue.status.stage();
            if stage == IssueStage::Cancelled && !store.has_letters_out(issue.id).await? {
                continue;
            }
            if stage != IssueStage::Draft {
                ordered.push(composition.clone());
            }
            if issue.number < number {
                before.push(composition);
            }
        }
        Ok(Others { before, ordered })
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
            let rest = compositions.get(&draft.id).and_then(|of| told::without(of, &tells));
            if let Some(rest) = rest {
                commit = told::rewrite(commit, draft, rest);
            }
        }
        Ok(commit)
    }
}
