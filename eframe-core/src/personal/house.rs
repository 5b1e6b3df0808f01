mod expected;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _,
};
use serde_json::{Map, Value, json};
use tokio::sync::Semaphore;
use uuid::Uuid;

use super::again::Told;
use super::core_tables::CoreTables;
use super::{
    Asked, ERASE, ERASED_NAME, EXPORT, EXPORTED, ErasedList, Found, Mark, Person, PersonalData,
    PersonalError,
};
use crate::database::table::{erased as table, erasing};
use crate::database::{stored, unread};
use crate::{Actor, ActorId, Caller, Change, Commit, Constraint, Database, Subject, Timestamp};

/// Every block that keeps something of people, asked together. Cheap to clone.
#[derive(Clone)]
pub struct House {
    inner: Arc<Inner>,
}

struct Inner {
    database: Database,
    blocks: Vec<Arc<dyn PersonalData>>,
    list: ErasedList,
    own: Arc<Semaphore>,
}

/// What came of an erasure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// What each block had, where it had something.
    pub blocks: Vec<(&'static str, Found)>,
}

impl Erased {
    /// How many rows were changed or taken away.
    pub fn count(&self) -> u64 {
        self.blocks.iter().map(|(_, found)| found.count()).sum()
    }

    /// Where the person is told of in what is kept on purpose.
    pub fn kept(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().flat_map(|(_, found)| &found.kept).map(String::as_str)
    }
}

impl House {
    /// The blocks in the order in which they erase. The one that keeps the accounts comes last: as long as it is not done, an
    /// erasure that was broken off finds whom it was about.
    pub fn new(
        database: Database,
        blocks: impl IntoIterator<Item = Arc<dyn PersonalData>>,
        list: ErasedList,
    ) -> Self {
        let own: Arc<dyn PersonalData> = Arc::new(CoreTables::new(database.clone()));
        // Core's outbox, receipts and audit log tell of what the other blocks know: before the accounts go.
        let mut blocks: Vec<_> = blocks.into_iter().collect();
        blocks.insert(blocks.len().saturating_sub(1), own);
        let own = Arc::new(Semaphore::new(1));
        Self { inner: Arc::new(Inner { database, blocks, list, own }) }
    }

    /// The blocks.
    pub fn blocks(&self) -> &[Arc<dyn PersonalData>] {
        &self.inner.blocks
    }

    /// Taken by whoever takes away all that is kept of themselves.
    pub(super) fn own_turn(&self) -> Arc<Semaphore> {
        Arc::clone(&self.inner.own)
    }

    pub(super) fn database(&self) -> &Database {
        &self.inner.database
    }

    /// Who is asked for, by all that the blocks know of them. Somebody whom nobody knows is found too, with nothing.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn find(&self, asked: &Asked) -> Result<Person, PersonalError> {
        let mut person = Person::of(asked);
        // Twice: what the last has to say may tell the first more.
        for _ in 0..2 {
            for block in self.inner.blocks.iter().rev() {
                block.know(&mut person).await?;
            }
        }
        Ok(person)
    }

    /// All that is kept of the person, in one document: theirs to have, and whoever may give it out.
    ///
    /// # Errors
    /// [`Denied`](crate::Denied) without the permission [`EXPORT`], but for oneself, whole; when it cannot be read.
    pub async fn export(&self, actor: &Actor, person: &Person) -> Result<Value, PersonalError> {
        let own = !actor.is_anonymous() && person.id() == Some(actor.id());
        match actor.require(EXPORT) {
            Err(_) if own => actor.require_whole()?,
            asked => asked?,
        }
        let mut all = Map::new();
        all.insert("made".to_owned(), json!(self.now()));
        let id = person.id().map(|id| id.to_string());
        let who =
            json!({ "account": id, "addresses": person.addresses(), "names": person.names() });
        all.insert("person".to_owned(), who);
        // By account and addresses alone: everybody may call themselves what somebody else is called.
        let person = &person.unnamed();
        for block in &self.inner.blocks {
            let told = block.export(person).await?;
            if told.as_object().is_none_or(|told| !told.is_empty()) {
                all.insert(block.name().to_owned(), told);
            }
        }
        let subject = Subject::of("core.person", self.inner.database.world().ids.next());
        let commit = Commit::<Step>::by(actor, self.now()).audit(EXPORTED, subject, json!({}));
        self.inner.database.commit(commit).await?;
        Ok(all.into())
    }

    /// What an erasure would do.
    ///
    /// # Errors
    /// [`Denied`](crate::Denied) without the permission [`ERASE`]; when it cannot be read.
    pub async fn look(&self, actor: &Actor, person: &Person) -> Result<Erased, PersonalError> {
        actor.require(ERASE)?;
        let mut seen = Erased::default();
        for block in &self.inner.blocks {
            let found = block.look(person).await?;
            if found != Found::default() {
                seen.blocks.push((block.name(), found));
            }
        }
        Ok(seen)
    }

    /// Whether the person was erased before, by the list or by what the database noted: nothing is left of them, and that is as
    /// it should be.
    ///
    /// # Errors
    /// When the list or the database cannot be read.
    pub async fn was_erased(&self, person: &Person) -> Result<bool, PersonalError> {
        let marks = self.inner.list.marks(person);
        let listed = self.inner.list.read().await.map_err(PersonalError::List)?;
        if marks.iter().any(|mark| listed.contains_key(mark)) {
            return Ok(true);
        }
        let noted = table::Entity::find().all(self.inner.database.read()).await?;
        Ok(noted.iter().filter_map(table::Model::mark).any(|mark| marks.contains(&mark)))
    }

    /// Erases the person from everything, block by block, each all at once. Broken off, it is finished by asking again, or by
    /// the next [`reapply`](Self::reapply). A SQLite file is written anew at its end ([`Database::clear_freed`]); that it is still
    /// to be is noted until it was, without whom it is about. Tells what [`look`](Self::look) told when it began: what the erasure itself
    /// writes and takes away, such as that the account was switched off, is not counted.
    ///
    /// # Errors
    /// [`Denied`](crate::Denied) without the permission [`ERASE`], [`PersonalError::Refused`] when a block cannot spare
    /// them: nothing has happened then. [`PersonalError::Freed`] when everything is erased, and the file could not be written anew.
    /// Otherwise when it cannot be written.
    pub async fn erase(&self, caller: &Caller, person: &Person) -> Result<Erased, PersonalError> {
        let seen = self.look(&caller.actor, person).await?;
        for block in &self.inner.blocks {
            block.close(caller, person).await?;
        }
        let (marks, now) = (self.inner.list.marks(person), self.now());
        // Before anything else, so that what is broken off is not forgotten: here, and after a restore.
        self.inner.list.add(&marks, now).await.map_err(PersonalError::List)?;
        let id = self.inner.database.world().ids.next();
        let begin = Step::Begin { id, person: json!(person) };
        self.inner.database.commit(Commit::by(&caller.actor, now).change(begin)).await?;
        let end = Step::End { erasing: Some(id), marks, at: now };
        self.carry_out(caller, person, end).await?;
        self.clear_freed().await?;
        Ok(seen)
    }

    /// Clears what erasures that are through have freed, unless that was done.
    async fn clear_freed(&self) -> Result<(), PersonalError> {
        let database = &self.inner.database;
        let noted = erasing::Entity::find().all(database.read()).await;
        let noted = noted.map_err(|error| PersonalError::Freed(unread(error)))?;
        let through: Vec<_> =
            noted.iter().filter(|row| row.person == nobody()).map(|row| row.id).collect();
        if through.is_empty() {
            return Ok(());
        }
        database.clear_freed().await.map_err(PersonalError::Freed)?;
        let cleared =
            Commit::by(&self.machinery().actor, self.now()).change(Step::Cleared(through));
        if let Err(error) = database.commit(cleared).await {
            tracing::warn!(%error, "freed space is cleared, and will be once more, for that could not be noted");
        }
        Ok(())
    }

    async fn carry_out(
        &self,
        caller: &Caller,
        person: &Person,
        end: Step,
    ) -> Result<Erased, PersonalError> {
        let mut done = Erased::default();
        for block in &self.inner.blocks {
            let found = block.erase(caller, person).await?;
            if found != Found::default() {
                done.blocks.push((block.name(), found));
            }
        }
        // Whatever was under way while the first were erased is found now.
        for block in &self.inner.blocks {
            block.erase(caller, person).await?;
        }
        self.inner.database.commit(Commit::by(&caller.actor, self.now()).change(end)).await?;
        Ok(done)
    }

    /// Erases again whom the list names and the database has not been rid of: because a backup of before was brought back, or
    /// an erasure was broken off. Whoever came back after they were erased stays. Tells how many people it were.
    /// For the machinery, at each start and after a restore; where nothing is missing there is nothing to do. Where rows come in
    /// from elsewhere, [`expect_again`](Self::expect_again) is asked first.
    ///
    /// # Errors
    /// When the list or the database cannot be read, or it cannot be written. [`PersonalError::Freed`] when everybody is erased, and the
    /// file could not be written anew, now or by an erasure of before: no reason not to start, for the next does it.
    pub async fn reapply(&self) -> Result<u64, PersonalError> {
        let people = self.finish().await? + self.erase_again().await?;
        // Also where an erasure of before could not, or was ended before it had.
        self.clear_freed().await?;
        Ok(people)
    }

    /// Finishes what was broken off.
    async fn finish(&self) -> Result<u64, PersonalError> {
        let begun = erasing::Entity::find().all(self.inner.database.read()).await?;
        let caller = self.machinery();
        let mut erased = 0;
        for row in begun.into_iter().filter(|row| row.person != nobody()) {
            let person: Person = serde_json::from_value(row.person)
                .map_err(|error| PersonalError::List(std::io::Error::other(error)))?;
            let marks = self.inner.list.marks(&person);
            let end = Step::End { erasing: Some(row.id), marks, at: self.now() };
            self.carry_out(&caller, &person, end).await?;
            erased += 1;
        }
        Ok(erased)
    }

    fn machinery(&self) -> Caller {
        Caller::new(Actor::system("core.erasures"))
    }

    /// Erases whom the list names and the database has not been rid of.
    async fn erase_again(&self) -> Result<u64, PersonalError> {
        let listed = self.inner.list.read().await.map_err(PersonalError::List)?;
        let done = table::Entity::find().all(self.inner.database.read()).await?;
        let done: BTreeMap<_, _> =
            done.iter().filter_map(|row| Some((row.mark()?, row.at()))).collect();
        let missing: BTreeMap<_, _> = listed
            .into_iter()
            .filter(|(mark, at)| done.get(mark).is_none_or(|done| done < at))
            .collect();
        if missing.is_empty() {
            return Ok(0);
        }
        let caller = self.machinery();
        let (mut erased, mut back, mut gone) = (0, BTreeSet::new(), BTreeSet::new());
        for block in self.inner.blocks.iter().rev() {
            for known in block.known().await? {
                if !self.inner.list.erased(&known, &missing) {
                    if self.inner.list.came_back(&known, &missing) {
                        back.extend(known.address.iter().map(|address| address.to_lowercase()));
                    }
                    continue;
                }
                let mut person = Person::default();
                known.id.into_iter().for_each(|id| person.add_id(id));
                gone.extend(known.id);
                known.address.iter().for_each(|address| person.add_address(address));
                erased += u64::from(self.rid(&caller, person).await?);
            }
        }
        let told = self.told(&missing).await?;
        for (id, names) in told.accounts.iter().filter(|(id, _)| !gone.contains(*id)) {
            let mut person = Person::default();
            person.add_id(*id);
            names.iter().for_each(|name| person.add_name(name));
            erased += u64::from(self.rid(&caller, person).await?);
        }
        for address in told.addresses.difference(&back) {
            let mut person = Person::default();
            person.add_address(address);
            erased += u64::from(self.rid(&caller, person).await?);
        }
        for (mark, at) in missing {
            let end = Step::End { erasing: None, marks: vec![mark], at };
            let commit = Commit::by(&caller.actor, self.now()).change(end);
            self.inner.database.commit(commit).await?;
        }
        Ok(erased)
    }

    /// Erases somebody whom the list names, and tells whether there was anything. Their marks are noted when nobody is left to
    /// be looked for.
    async fn rid(&self, caller: &Caller, person: Person) -> Result<bool, PersonalError> {
        let person = self.complete(person).await?;
        // Of nobody: the list says who it is. However this ends, what it frees is cleared.
        let id = self.inner.database.world().ids.next();
        let begin = Step::Begin { id, person: nobody() };
        self.inner.database.commit(Commit::by(&caller.actor, self.now()).change(begin)).await?;
        let end = Step::End { erasing: Some(id), marks: Vec::new(), at: self.now() };
        Ok(self.carry_out(caller, &person, end).await?.count() > 0)
    }

    /// What stands of these people in any text: nobody needs to be known by more than a letter, or by what they wrote.
    async fn told(&self, missing: &BTreeMap<Mark, Timestamp>) -> Result<Traces, PersonalError> {
        let (list, mut traces) = (&self.inner.list, Traces::default());
        for block in &self.inner.blocks {
            let mut tell = |one: Told<'_>| match one {
                Told::Address(address) if list.names(address, missing) => {
                    traces.addresses.insert(address.to_lowercase());
                }
                Told::Account(id, name) if list.names_account(id, missing) => {
                    let name = name.filter(|name| *name != ERASED_NAME).map(str::to_owned);
                    traces.accounts.entry(id).or_default().extend(name);
                }
                Told::Address(_) | Told::Account(..) => {}
            };
            block.holding().told(&mut tell).await?;
        }
        Ok(traces)
    }

    async fn complete(&self, mut person: Person) -> Result<Person, PersonalError> {
        for _ in 0..2 {
            for block in self.inner.blocks.iter().rev() {
                block.know(&mut person).await?;
            }
        }
        Ok(person)
    }

    fn now(&self) -> Timestamp {
        self.inner.database.world().now()
    }
}

/// What stands in texts of people whom no block lists.
#[derive(Debug, Default)]
struct Traces {
    addresses: BTreeSet<String>,
    /// The numbers of their accounts, with the names that stand beside them.
    accounts: BTreeMap<ActorId, BTreeSet<String>>,
}

/// What the database is told of an erasure.
#[derive(Clone, Debug)]
enum Step {
    /// It begins.
    Begin { id: Uuid, person: Value },
    /// It is through: of whoever was noted when it began, and by these marks. What it freed is still to be cleared.
    End { erasing: Option<Uuid>, marks: Vec<Mark>, at: Timestamp },
    /// What these freed is cleared.
    Cleared(Vec<Uuid>),
}

/// Who is noted of an erasure that is through.
fn nobody() -> Value {
    json!(Person::default())
}

/// Notes who is being erased, or that nobody is any more.
async fn note(on: &DatabaseTransaction, id: Uuid, person: Value) -> Result<(), DbErr> {
    let row = erasing::Model { id, person }.into_active_model();
    let known =
        OnConflict::column(erasing::Column::Id).update_column(erasing::Column::Person).to_owned();
    erasing::Entity::insert(row).on_conflict(known).exec_without_returning(on).await.map(drop)
}

#[async_trait::async_trait]
impl Change for Step {
    const CONSTRAINTS: &'static [Constraint] = &[];

    async fn apply(&self, on: &DatabaseTransaction, _: Timestamp) -> Result<(), DbErr> {
        let (erasing, marks, at) = match self {
            Self::Begin { id, person } => return note(on, *id, person.clone()).await,
            Self::Cleared(ids) => {
                let these = erasing::Column::Id.is_in(ids.iter().copied());
                let cleared = erasing::Entity::delete_many().filter(these);
                return cleared.exec(on).await.map(drop);
            }
            Self::End { erasing, marks, at } => (erasing, marks, at),
        };
        if let Some(id) = erasing {
            note(on, *id, nobody()).await?;
        }
        for mark in marks {
            let row = table::row(*mark, stored(*at));
            let later =
                OnConflict::column(table::Column::Mark).update_column(table::Column::At).to_owned();
            table::Entity::insert(row).on_conflict(later).exec_without_returning(on).await?;
        }
        Ok(())
    }
}

impl std::fmt::Debug for House {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let blocks: Vec<_> = self.inner.blocks.iter().map(|block| block.name()).collect();
        out.debug_struct("House").field("blocks", &blocks).finish_non_exhaustive()
    }
}
