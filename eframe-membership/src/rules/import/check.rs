//! Whether a line says what a member can be.

use std::collections::BTreeMap;

use eframe_core::{Actor, FieldErrors, OrganisationId, Timestamp};
use jiff::civil::Date;
use uuid::Uuid;

use super::{Entrant, EntrantFee, Fault, MOST_FAULTS, Row, Taken, history, json};
use crate::model::{
    Author, Charter, FeeState, Form, Happened, Happening, Kind, LIMITS, Money, Profile, Standing,
    Status,
};
use crate::rules::status_at;

/// Checks the lines of one file.
pub(super) struct Checker<'a> {
    charter: &'a Charter,
    taken: &'a Taken,
    by: Author,
    now: Timestamp,
    today: Date,
    kinds: Vec<Kind>,
    numbers: BTreeMap<String, u64>,
    organisations: BTreeMap<Uuid, u64>,
}

/// The faults of one line.
struct Faults {
    line: u64,
    all: Vec<Fault>,
}

impl Faults {
    fn add(&mut self, column: &str, key: &'static str) {
        self.add_with(column, key, Vec::new());
    }

    fn add_with(&mut self, column: &str, key: &'static str, args: Vec<(&'static str, String)>) {
        self.all.push(Fault { args, ..Fault::new(self.line, column, key) });
    }

    fn take<T>(&mut self, read: Result<T, FieldErrors>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(errors) => {
                errors.iter().for_each(|one| self.add_with(&one.field, one.key, one.args.clone()));
                None
            }
        }
    }
}

impl<'a> Checker<'a> {
    pub(super) fn new(
        charter: &'a Charter,
        taken: &'a Taken,
        actor: &Actor,
        now: Timestamp,
    ) -> Self {
        let mut kinds: Vec<_> =
            charter.versions().iter().flat_map(|version| version.kind_codes()).collect();
        kinds.sort();
        kinds.dedup();
        Self {
            charter,
            taken,
            by: Author::of(actor),
            now,
            today: charter.day(now),
            kinds,
            numbers: BTreeMap::new(),
            organisations: BTreeMap::new(),
        }
    }

    pub(super) fn all(mut self, rows: &[Row]) -> Result<Vec<Entrant>, Vec<Fault>> {
        let (mut entrants, mut faults) = (Vec::with_capacity(rows.len()), Vec::new());
        for row in rows {
            match self.one(row) {
                Ok(entrant) => entrants.push(entrant),
                Err(found) => faults.extend(found),
            }
            if faults.len() >= MOST_FAULTS {
                faults.truncate(MOST_FAULTS);
                break;
            }
        }
        if faults.is_empty() { Ok(entrants) } else { Err(faults) }
    }

    fn one(&mut self, row: &Row) -> Result<Entrant, Vec<Fault>> {
        let mut faults = Faults { line: row.line, all: Vec::new() };
        readable(row, &mut faults);
        let number = self.number(row, &mut faults);
        let organisation = self.organisation(row, &mut faults);
        let kind = self.kinds.iter().find(|kind| kind.as_str() == row.kind.trim()).cloned();
        if kind.is_none() {
            faults.add("kind", "membership.field.kind.unknown");
        }
        let profile = profile(row, &mut faults);
        let history = self.history(row, &mut faults);
        let fees = self.fees(row, &mut faults);
        let (Some(kind), Some(profile)) = (kind, profile) else { return Err(faults.all) };
        let (status, joined) = self.standing(row, &kind, &history, &mut faults);
        let Faults { line, all } = faults;
        if !all.is_empty() {
            return Err(all);
        }
        let (standing, since) = (status.standing, status.since());
        Ok(Entrant {
            line,
            number,
            organisation,
            kind,
            profile,
            history,
            standing,
            since,
            joined,
            fees,
        })
    }

    fn number(&mut self, row: &Row, faults: &mut Faults) -> Option<String> {
        let number = row.number();
        if number.is_empty() {
            return None;
        }
        if number_parts(number).is_none() {
            faults.add("number", "membership.desk.import.number.form");
        } else if self.taken.numbers.contains(number) {
            faults.add("number", "membership.desk.import.number.taken");
        } else if let Some(line) = self.numbers.insert(number.to_owned(), row.line) {
            let args = vec![("line", line.to_string())];
            faults.add_with("number", "membership.desk.import.number.twice", args);
        }
        Some(number.to_owned())
    }

    fn organisation(&mut self, row: &Row, faults: &mut Faults) -> Option<OrganisationId> {
        let written = row.organisation();
        if written.is_empty() {
            return None;
        }
        let Ok(id) = written.parse::<Uuid>() else {
            faults.add("organisation", "membership.desk.import.organisation.form");
            return None;
        };
        if self.taken.organisations.contains(&OrganisationId::new(id)) {
            faults.add("organisation", "membership.desk.import.organisation.taken");
        } else if let Some(line) = self.organisations.insert(id, row.line) {
            let args = vec![("line", line.to_string())];
            faults.add_with("organisation", "membership.desk.import.organisation.twice", args);
        }
        Some(OrganisationId::new(id))
    }

    fn history(&self, row: &Row, faults: &mut Faults) -> Vec<Happened> {
        let mut history: Vec<Happened> = Vec::new();
        for written in &row.history {
            let Some(on) = self.day("history", &written.on, faults) else { continue };
            if history.last().is_some_and(|last| last.on > on) {
                faults.add_with(
                    "history",
                    "membership.desk.import.day.order",
                    vec![("day", on.to_string())],
                );
            }
            match written.read() {
                Some(what) => {
                    self.knows(&what, faults);
                    let number = u32::try_from(history.len() + 1).unwrap_or(u32::MAX);
                    history.push(Happened { number, on, recorded: self.now, what });
                }
                None => {
                    let said: String = written.what.chars().take(40).collect();
                    faults.add_with(
                        "history",
                        "membership.desk.import.history.unknown",
                        vec![("said", said)],
                    );
                }
            }
        }
        if row.history.is_empty() {
            faults.add("history", "membership.desk.import.history.empty");
        }
        history
    }

    /// A body that approves has to be one of some version of the charter; texts have to fit.
    fn knows(&self, what: &Happening, faults: &mut Faults) {
        if let Happening::Approved { body, .. } = what
            && !self.charter.versions().iter().any(|version| version.bodies.contains_key(body))
        {
            let said = vec![("said", body.to_string())];
            faults.add_with("history", "membership.desk.import.body.unknown", said);
        }
        if let Happening::Submitted { other_kind: Some(other), .. } = what {
            for kind in
                [&other.was, &other.wants].into_iter().filter(|one| !self.kinds.contains(one))
            {
                let said = vec![("said", kind.to_string())];
                faults.add_with("history", "membership.desk.import.history.unknown", said);
            }
        }
        if history::detail(what).chars().count() > LIMITS.text {
            let most = vec![("most", LIMITS.text.to_string())];
            faults.add_with("history", "membership.field.long", most);
        }
    }

    /// Where the member stands today, which the file may say as well, and the day on which it first was a member.
    fn standing(
        &self,
        row: &Row,
        kind: &Kind,
        history: &[Happened],
        faults: &mut Faults,
    ) -> (Status, Date) {
        let status = status_at(self.charter, kind, history, self.today);
        let first = status.steps.iter().find(|step| step.to.is_some_and(Standing::is_registered));
        let wrong = faults.all.iter().any(|fault| fault.column == "history");
        if first.is_none() && !wrong {
            faults.add("history", "membership.desk.import.history.never");
        }
        if status.kind != *kind && !wrong {
            let (said, follows) = (kind.to_string(), status.kind.to_string());
            let args = vec![("said", said), ("follows", follows)];
            faults.add_with("kind", "membership.desk.import.standing.other", args);
        }
        let said = row.standing.trim();
        let follows = status.standing.map_or("", Standing::code);
        if !said.is_empty() && said != follows && !wrong {
            let args = vec![("said", said.to_owned()), ("follows", follows.to_owned())];
            faults.add_with("standing", "membership.desk.import.standing.other", args);
        }
        let joined = first.map_or(self.today, |step| step.happened.on);
        (status, joined)
    }

    fn fees(&self, row: &Row, faults: &mut Faults) -> Vec<EntrantFee> {
        let mut fees: Vec<EntrantFee> = Vec::new();
        for written in &row.fees {
            let period =
                written.period.parse::<i16>().ok().filter(|year| (1900..=9999).contains(year));
            let Some(period) = period else {
                faults.add("fees", "membership.desk.import.fee.period");
                continue;
            };
            let period = period.to_string();
            if fees.iter().any(|fee| fee.period == period) {
                faults.add_with(
                    "fees",
                    "membership.desk.import.fee.twice",
                    vec![("period", period.clone())],
                );
            }
            let amount = written.amount.parse::<Money>().ok();
            if amount.is_none() {
                faults.add_with(
                    "fees",
                    "membership.desk.import.fee.amount",
                    vec![("period", period.clone())],
                );
            }
            let due = written.due.parse::<Date>().ok();
            if due.is_none() {
                self.wrong_day("fees", &written.due, faults);
            }
            let state = self.fee_state(written, faults);
            if let (Some(amount), Some(due), Some(state)) = (amount, due, state) {
                fees.push(EntrantFee { period, amount, due, state });
            }
        }
        fees
    }

    /// What a payment and a waiver say is no longer than it may be where they are noted by hand.
    fn fee_state(&self, fee: &json::FeeLine, faults: &mut Faults) -> Option<FeeState> {
        for (text, most) in [(&fee.reference, LIMITS.line), (&fee.reason, LIMITS.text)] {
            if text.chars().count() > most {
                let most = vec![("most", most.to_string())];
                faults.add_with("fees", "membership.field.long", most);
            }
        }
        let (by, at) = (self.by.clone(), self.now);
        match fee.state.as_str() {
            "open" | "" => Some(FeeState::Open),
            "paid" => {
                let on = self.day("fees", &fee.on, faults)?;
                Some(FeeState::Paid { on, reference: fee.reference.clone(), by, at })
            }
            "waived" => {
                let on = self.day("fees", &fee.on, faults)?;
                Some(FeeState::Waived { reason: fee.reason.clone(), by, at, on })
            }
            _ => {
                faults.add("fees", "membership.desk.import.fee.state");
                None
            }
        }
    }

    /// A day that is not yet to come.
    fn day(&self, column: &str, written: &str, faults: &mut Faults) -> Option<Date> {
        let Ok(day) = written.parse::<Date>() else {
            self.wrong_day(column, written, faults);
            return None;
        };
        if day > self.today {
            faults.add_with(
                column,
                "membership.desk.import.day.future",
                vec![("day", day.to_string())],
            );
        }
        Some(day)
    }

    fn wrong_day(&self, column: &str, written: &str, faults: &mut Faults) {
        let said: String = written.chars().take(40).collect();
        faults.add_with(column, "membership.desk.import.day.form", vec![("said", said)]);
    }
}

/// No cell has a character that only steers a screen; line ends are well in a reason alone.
fn readable(row: &Row, faults: &mut Faults) {
    let cells = [
        ("number", &row.number),
        ("kind", &row.kind),
        ("name", &row.name),
        ("ownName", &row.own_name),
        ("country", &row.country),
        ("website", &row.website),
    ];
    for (column, cell) in cells {
        if cell.contains(char::is_control) {
            faults.add(column, "membership.desk.import.characters");
        }
    }
    let reasons = row.history.iter().map(|one| &one.detail);
    let said = row.fees.iter().flat_map(|fee| [&fee.reference, &fee.reason]);
    if reasons.chain(said).any(|text| text.contains(|c: char| eframe_core::steers(c) && c != '\n'))
    {
        faults.add("history", "membership.desk.import.characters");
    }
}

fn profile(row: &Row, faults: &mut Faults) -> Option<Profile> {
    let form = Form {
        name: row.name.clone(),
        own_name: row.own_name.clone(),
        country: row.country.clone(),
        latitude: row.latitude.clone(),
        longitude: row.longitude.clone(),
        population: row.population.clone(),
        website: row.website.clone(),
        ..Form::default()
    };
    let form = form.cleaned();
    let fits = faults.take(form.fits());
    let profile = faults.take(form.profile());
    fits.and(profile)
}

/// The year and the count of a number, `M-2018-0042`.
pub(crate) fn number_parts(number: &str) -> Option<(i16, u32)> {
    let (year, count) = number.strip_prefix("M-")?.split_once('-')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let padded = count.len() == 4 || (count.len() > 4 && !count.starts_with('0'));
    if year.len() != 4 || !padded || count.len() > 9 || !digits(year) || !digits(count) {
        return None;
    }
    Some((year.parse().ok()?, count.parse().ok().filter(|count| *count > 0)?))
}
