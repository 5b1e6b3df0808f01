use std::collections::HashMap;

use crate::model::IssueId;

/// How many letters of each issue were refused one after the other, for reasons that lie with the letter. It is kept for as
/// long as the program runs: an issue whose letters leave slowly is looked at many times.
#[derive(Default)]
pub(super) struct Refusals(HashMap<IssueId, u32>);

/// So many in a row, and somebody is to look at it.
const TOO_MANY: u32 = 50;

impl Refusals {
    /// One was refused; tells whether that is one too many. Then it is counted anew.
    pub(super) fn are_too_many(&mut self, issue: IssueId) -> bool {
        let row = self.0.entry(issue).or_default();
        *row += 1;
        let too_many = *row >= TOO_MANY;
        if too_many {
            self.forget(issue);
        }
        too_many
    }

    /// One was taken, or the issue is done.
    pub(super) fn forget(&mut self, issue: IssueId) {
        self.0.remove(&issue);
    }
}
