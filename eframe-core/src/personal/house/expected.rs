//! People who may come back with rows from elsewhere.

use sea_orm::{ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, QueryFilter as _};

use super::{House, table};
use crate::personal::{Mark, PersonalError};
use crate::{Change, Commit, Constraint, Timestamp};

/// So many marks go into one statement: both databases limit how many values one takes.
const MARKS: usize = 500;

impl House {
    /// Where rows are brought in from elsewhere, such as a block's own archive, before they come and again when they are in: the
    /// database forgets that it was rid of whom the list names. So whoever comes in is looked for by the next
    /// [`reapply`](Self::reapply): before, for whatever may end in between, at the latest that of the next start; and again, for an
    /// instance that started in between has looked already. To ask for it in vain costs that one its time, and nothing else.
    ///
    /// # Errors
    /// When the list cannot be read, or the database cannot be written.
    pub async fn expect_again(&self) -> Result<(), PersonalError> {
        let listed = self.inner.list.read().await.map_err(PersonalError::List)?;
        if listed.is_empty() {
            return Ok(());
        }
        let forget = Forget(listed.into_keys().collect());
        let commit = Commit::by(&self.machinery().actor, self.now()).change(forget);
        self.inner.database.commit(commit).await?;
        Ok(())
    }
}

/// Nobody with these marks is noted as erased.
#[derive(Clone, Debug)]
struct Forget(Vec<Mark>);

#[async_trait::async_trait]
impl Change for Forget {
    const CONSTRAINTS: &'static [Constraint] = &[];

    async fn apply(&self, on: &DatabaseTransaction, _: Timestamp) -> Result<(), DbErr> {
        for some in self.0.chunks(MARKS) {
            let these = table::Column::Mark.is_in(some.iter().map(|mark| mark.0.to_string()));
            table::Entity::delete_many().filter(these).exec(on).await?;
        }
        Ok(())
    }
}
