use eframe_core::Caller;

use super::Newsletter;
use crate::Error;
use crate::model::{Issue, IssueId};
use crate::rules::drafting::{self, Made};

impl Newsletter {
    /// Begins the issue of a quarter again whose issue was cancelled before a letter left, with what that one was made of.
    ///
    /// # Errors
    /// When the actor may not, there is no such issue, it was not cancelled, a letter of it is out, or it was begun again already.
    pub async fn begin_again(&self, caller: &Caller, id: IssueId) -> Result<Issue, Error> {
        let database = self.store().database();
        let new = IssueId::new(database.world().ids.next());
        let begun = database.decide(caller, || async {
            let cancelled = self.issue(&caller.actor, id).await?;
            let made = match self.store().composition(id).await? {
                Some(composition) => Made::Composed(composition),
                None => Made::Whole(self.store().texts(id).await?),
            };
            let out = self.store().has_letters_out(id).await?;
            let (actor, now) = (&caller.actor, self.now());
            Ok::<_, Error>(drafting::again(&cancelled, made, out, new, actor, now)?)
        });
        let new = begun.await?;
        self.issue(&caller.actor, new).await
    }
}
