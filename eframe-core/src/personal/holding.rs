use serde_json::{Map, Value, json};

use super::remove::{Mend, Remove};
use super::rewrite::addresses_in;
use super::scan::{self, Found as Held};
use super::{ERASED, Fate, Found, Known, Person, PersonalError, Table};
use crate::backup::column::Row;
use crate::backup::snapshot;
use crate::{ActorId, Caller, Commit, Database, Subject, Tag, Timestamp};

/// What a block's tables hold of a person, going by the list of them: what most blocks answer
/// [`PersonalData`](super::PersonalData) with.
///
/// Rows are looked for in each column that may tell of somebody, without an index: an erasure reads whole tables, for which
/// no page would be given the time. So it is done in a transaction that sees one moment and has no limit.
pub struct Holding<'a> {
    database: &'a Database,
    block: &'static str,
    tables: &'static [Table],
    mend: Option<Mend>,
}

impl<'a> Holding<'a> {
    /// The tables of this block.
    pub fn of(database: &'a Database, block: &'static str, tables: &'static [Table]) -> Self {
        Self { database, block, tables, mend: None }
    }

    /// Has a row brought in order after a person was taken out of it: `mend` is told the table, the row as it was and
    /// as it is to be.
    #[must_use]
    pub fn mending(mut self, mend: Mend) -> Self {
        self.mend = Some(mend);
        self
    }

    /// The block.
    pub const fn block(&self) -> &'static str {
        self.block
    }

    /// Where they are.
    pub(super) const fn database(&self) -> &'a Database {
        self.database
    }

    /// Its tables.
    pub const fn tables(&self) -> &'static [Table] {
        self.tables
    }

    /// Everybody whose address stands in a column of a table: it is the address, or JSON with members that are called
    /// so. `id` names the column of their account, `since` that of when they came.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn known(
        &self,
        table: &str,
        id: Option<&str>,
        column: &str,
        since: &str,
    ) -> Result<Vec<Known>, PersonalError> {
        let read = snapshot(self.database).await?;
        let found = scan::tables(&read, self.block, self.tables).await?;
        let found = found.into_iter().find(|found| found.listed.name == table);
        let Some(found) = found else { return Ok(Vec::new()) };
        let mut all = Vec::new();
        for row in found.all(&read).await? {
            let text = |name: &str| row.get(name).and_then(Value::as_str);
            let since = text(since).and_then(|since| since.parse().ok());
            let since = since.unwrap_or(Timestamp::MIN);
            let id = id.and_then(text).and_then(|id| id.parse().ok()).map(ActorId::new);
            let mut addresses = Vec::new();
            if let Some(value) = row.get(column) {
                addresses_in(value, &mut addresses);
            }
            let known = addresses.into_iter().map(|one| Known { id, address: Some(one), since });
            all.extend(known);
        }
        Ok(all)
    }

    /// All of the person, by table. What is their doing is told whole; of the rest the parts that name them.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn export(&self, person: &Person) -> Result<Value, PersonalError> {
        let mut all = Map::new();
        let read = snapshot(self.database).await?;
        for table in scan::tables(&read, self.block, self.tables).await? {
            let mut told = Vec::new();
            table.each(&read, person, |row| told.extend(told_by(&table, row, person))).await?;
            if !told.is_empty() {
                all.insert(table.listed.short(self.block).to_owned(), told.into());
            }
        }
        Ok(all.into())
    }

    /// What an erasure would change, and what it would leave.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn look(&self, person: &Person) -> Result<Found, PersonalError> {
        let mut found = Found::default();
        let read = snapshot(self.database).await?;
        for table in scan::tables(&read, self.block, self.tables).await? {
            let mut changed = 0;
            let see = |row: &Row| {
                let goes = table.goes(row, person);
                changed += u64::from(goes || table.without(row, person, None).is_some());
                if !goes {
                    found.kept.extend(kept(&table, row, person));
                }
            };
            table.each(&read, person, see).await?;
            if changed > 0 {
                found.rows.push((table.listed.name, changed));
            }
        }
        Ok(found)
    }

    /// Takes the person out of the tables: all at once, and nothing where there is nothing of them.
    ///
    /// # Errors
    /// When it cannot be read or written; nothing has changed then.
    pub async fn erase(&self, caller: &Caller, person: &Person) -> Result<Found, PersonalError> {
        let found = self.look(person).await?;
        if found.count() > 0 {
            let rows: Map<String, Value> = found
                .rows
                .iter()
                .map(|(table, rows)| ((*table).to_owned(), (*rows).into()))
                .collect();
            let world = self.database.world();
            let subject = Subject::of("core.person", world.ids.next());
            let remove = Remove {
                block: self.block,
                tables: self.tables,
                person: person.clone(),
                mend: self.mend,
            };
            let commit = Commit::by(&caller.actor, world.now())
                .change(remove)
                .audit(ERASED, subject, json!({ "block": self.block, "rows": rows }))
                .touch(Tag::EVERYTHING);
            self.database.commit(commit).await?;
        }
        Ok(found)
    }
}

/// What a row tells of the person; nothing where it only looked so.
fn told_by(table: &Held, row: &Row, person: &Person) -> Option<Value> {
    let fate = |name: &String| table.listed.fate(name).unwrap_or(Fate::Along);
    if table.is_theirs(row, person) {
        let shown = row.iter().filter(|(name, _)| fate(name) != Fate::Secret);
        return Some(
            shown.map(|(name, value)| (name.clone(), value.clone())).collect::<Map<_, _>>().into(),
        );
    }
    let mut out = Map::new();
    for (name, value) in row.iter().filter(|(name, _)| fate(name).tells()) {
        let mut parts = Vec::new();
        person.parts_of(value, &mut parts);
        match value {
            Value::String(_) if parts.len() == 1 => out.insert(name.clone(), parts.remove(0)),
            _ if !parts.is_empty() => out.insert(name.clone(), parts.into()),
            _ => None,
        };
    }
    if out.is_empty() {
        return None;
    }
    for key in table.listed.key {
        out.insert((*key).to_owned(), row.get(*key).cloned().unwrap_or_default());
    }
    Some(out.into())
}

/// Where a row that stays tells of the person in what is kept on purpose.
fn kept(table: &Held, row: &Row, person: &Person) -> Vec<String> {
    let kept = table.listed.columns.iter().filter(|(name, fate)| {
        matches!(fate, Fate::Kept(_))
            && row.get(*name).is_some_and(|value| person.is_told_in(value))
    });
    let key: Vec<_> = table
        .listed
        .key
        .iter()
        .filter_map(|key| row.get(*key))
        .map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        .collect();
    kept.map(|(name, _)| format!("{}.{name} {}", table.listed.name, key.join(" "))).collect()
}
