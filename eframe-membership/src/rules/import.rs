//! A register that was kept elsewhere, as a file: read, checked whole, and written again.
//!
//! Two forms, both specified in `docs/reference/register.md`: CSV, a line a member, for spreadsheets; JSON, which has
//! the fees too. What is wrong is named by line and column, all of it at once, and nothing of a file that has a fault
//! is taken.

mod check;
mod csv;
mod export;
mod history;
mod json;

use std::collections::{BTreeMap, BTreeSet};

use eframe_core::sheet::{self, MOST_FAULTS};
use eframe_core::{Actor, Commit, Decision, Digest, OrganisationId, Timestamp, sha256};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::change::{self, Change, Given, NewMember, Staged};
use super::{FIGURES_TAG, REGISTER_TAG};
use crate::Refusal;
use crate::event::Imported as ImportedEvent;
use crate::model::{
    Charter, Fee, FeeId, FeeState, Happened, ImportId, Kind, MemberId, Money, Profile, Standing,
};
use crate::permission::{IMPORT, IMPORTED};

pub use eframe_core::sheet::Fault;
pub use export::write_file;

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileForm {
    /// Comma-separated values with a line of column names first; semicolons and tabs are understood too.
    Csv,
    /// JSON.
    Json,
}

/// A file that was read and checked, and has no fault.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedFile {
    /// Its form.
    pub form: FileForm,
    /// SHA-256 of its bytes.
    pub sha256: Digest,
    /// The members it brings, in its order.
    pub members: Vec<Entrant>,
}

/// A member that a file brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Entrant {
    /// The line it stands in.
    pub line: u64,
    /// Its number, where the file has one.
    pub number: Option<String>,
    /// The organisation it is, where the file says so; else it gets a new one.
    pub organisation: Option<OrganisationId>,
    /// What kind of member.
    pub kind: Kind,
    /// What the register says of it.
    pub profile: Profile,
    /// What happened to it.
    pub history: Vec<Happened>,
    /// Where it stands since.
    pub standing: Option<Standing>,
    /// The day it reached that standing.
    pub since: Option<Date>,
    /// The day the register first showed it: a number that it gets is of that year.
    pub joined: Date,
    /// What it owed and owes.
    pub fees: Vec<EntrantFee>,
}

/// A fee that a file brings.
#[derive(Clone, Debug, PartialEq)]
pub struct EntrantFee {
    /// The year it is for.
    pub period: String,
    /// How much.
    pub amount: Money,
    /// The last day on which it was paid in time.
    pub due: Date,
    /// Whether it was paid.
    pub state: FeeState,
}

/// What is there already, that no line of a file may bring again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Numbers of members.
    pub numbers: BTreeSet<String>,
    /// Organisations that are members.
    pub organisations: BTreeSet<OrganisationId>,
}

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Imported {
    /// Names it.
    pub import: ImportId,
    /// SHA-256 of the file.
    pub sha256: Digest,
    /// How many members it brought.
    pub members: u64,
    /// How many fees.
    pub fees: u64,
}

/// A line as it is written, every cell still a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub(super) line: u64,
    pub(super) number: String,
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) own_name: String,
    pub(super) country: String,
    pub(super) latitude: String,
    pub(super) longitude: String,
    pub(super) population: String,
    pub(super) website: String,
    pub(super) organisation: String,
    pub(super) standing: String,
    pub(super) history: Vec<history::Written>,
    pub(super) fees: Vec<json::FeeLine>,
}

impl Row {
    /// Its number, without blanks around it; empty where it has none.
    pub fn number(&self) -> &str {
        self.number.trim()
    }

    /// Its organisation as it is written, without blanks around it.
    pub fn organisation(&self) -> &str {
        self.organisation.trim()
    }
}

/// The most members that a file brings.
pub const MOST_MEMBERS: usize = 50_000;
/// The most that a file has, in million bytes, whichever way it comes in.
pub const MOST_MEGABYTES: u16 = 32;
/// Reads a file into lines.
///
/// # Errors
/// Every fault of its form: no UTF-8, no such column, too many cells, no end.
pub fn read_file(form: FileForm, bytes: &[u8]) -> Result<Vec<Row>, Vec<Fault>> {
    let text = sheet::text(bytes).map_err(|fault| vec![fault])?;
    let rows = match form {
        FileForm::Csv => csv::read(text)?,
        FileForm::Json => json::read(text)?,
    };
    match rows.len() {
        0 => Err(vec![Fault::new(0, "", "membership.desk.import.empty")]),
        count if count > MOST_MEMBERS => {
            let most = vec![("most", MOST_MEMBERS.to_string())];
            Err(vec![Fault { args: most, ..Fault::new(0, "", "membership.desk.import.many") }])
        }
        _ => Ok(rows),
    }
}

/// Checks every line against the charter and what is there already.
///
/// # Errors
/// Every fault, in the order of the lines; after 200, no more are looked for.
pub fn check_file(
    form: FileForm,
    bytes: &[u8],
    rows: &[Row],
    charter: &Charter,
    taken: &Taken,
    actor: &Actor,
    now: Timestamp,
) -> Result<CheckedFile, Vec<Fault>> {
    let members = check::Checker::new(charter, taken, actor, now).all(rows)?;
    Ok(CheckedFile { form, sha256: sha256(bytes), members })
}

/// Makes the members of a checked file real, which were staged under `import` before: all of them, by one change.
///
/// # Errors
/// When the actor may not.
pub fn adopt(
    file: &CheckedFile,
    import: ImportId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Imported>, Refusal> {
    actor.require(IMPORT)?;
    let members = file.members.len() as u64;
    let fees = file.members.iter().map(|member| member.fees.len() as u64).sum();
    let imported = Imported { import, sha256: file.sha256, members, fees };
    let facts = serde_json::json!({
        "sha256": file.sha256, "form": file.form, "members": members, "fees": fees,
    });
    let commit = Commit::by(actor, now)
        .change(Change::Adopt { import, numbers: highest(file) })
        .audit(IMPORTED, change::about_import(import), facts)
        .send(&ImportedEvent { import, members })
        .touch(REGISTER_TAG)
        .touch(FIGURES_TAG);
    Ok(Decision::new(commit, imported))
}

/// The members of a checked file as they are staged, each with the ids and the code that it is given.
pub fn staged(file: &CheckedFile, mut given: impl FnMut() -> Given) -> Vec<Staged> {
    let one = |entrant: &Entrant| {
        let Given { id, second, code, .. } = given();
        let id = MemberId::new(id);
        let fee = |fee: &EntrantFee| Fee {
            id: FeeId::new(given().id),
            member: id,
            period: fee.period.clone(),
            amount: fee.amount,
            due: fee.due,
            state: fee.state.clone(),
        };
        let fees = entrant.fees.iter().map(fee).collect();
        let member = NewMember {
            id,
            number: entrant.number.clone(),
            organisation: entrant.organisation.unwrap_or(OrganisationId::new(second)),
            kind: entrant.kind.clone(),
            profile: entrant.profile.clone(),
            history: entrant.history.clone(),
            standing: entrant.standing,
            since: entrant.since,
            joined: Some(entrant.joined),
            code,
            year: entrant.joined.year(),
        };
        Staged { member, fees }
    };
    file.members.iter().map(one).collect()
}

/// The highest number that a file brings for each year.
fn highest(file: &CheckedFile) -> BTreeMap<i16, u32> {
    let mut highest = BTreeMap::new();
    let numbers = file.members.iter().filter_map(|member| member.number.as_deref());
    for (year, count) in numbers.filter_map(check::number_parts) {
        let known = highest.entry(year).or_insert(count);
        *known = count.max(*known);
    }
    highest
}

#[cfg(test)]
mod tests;
