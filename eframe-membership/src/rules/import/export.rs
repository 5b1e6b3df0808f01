//! Writes the register as a file that can be read again.

use std::iter;

use eframe_core::{Timestamp, sheet};
use serde_json::{Map, Value, json};

use super::csv::COLUMNS;
use super::json::{FORMAT, VERSION};
use super::{FileForm, history};
use crate::model::{Charter, Fee, FeeState, Happened, Happening, Member, Standing};

/// The register as a file, member by member in the order given. Reading it elsewhere gives the same register;
/// applications and decisions, which only this register knows, are not named in it.
pub fn write_file(form: FileForm, members: &[Member], charter: &Charter, now: Timestamp) -> String {
    match form {
        FileForm::Csv => csv(members),
        FileForm::Json => json(members, charter, now),
    }
}

fn csv(members: &[Member]) -> String {
    let head = COLUMNS.map(str::to_owned);
    sheet::write(iter::once(head).chain(members.iter().map(cells)))
}

fn cells(member: &Member) -> [String; 12] {
    let form = member.profile.form();
    [
        member.number.clone().unwrap_or_default(),
        member.kind.to_string(),
        form.name,
        form.own_name,
        form.country,
        form.latitude,
        form.longitude,
        form.population,
        form.website,
        member.standing.map_or("", Standing::code).to_owned(),
        history::write(&member.history),
        member.organisation.to_string(),
    ]
}

/// A line a member, so that a fault can be named by its line and two registers be compared.
fn json(members: &[Member], charter: &Charter, now: Timestamp) -> String {
    let lines: Vec<_> = members.iter().map(|member| line(member).to_string()).collect();
    format!(
        "{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"asOf\":\"{}\",\"count\":{},\"members\":[\n{}\n]}}\n",
        charter.day(now),
        members.len(),
        lines.join(",\n")
    )
}

fn line(member: &Member) -> Value {
    let form = member.profile.form();
    let mut line = Map::new();
    let mut put = |name: &str, value: String| {
        if !value.is_empty() {
            line.insert(name.to_owned(), value.into());
        }
    };
    put("number", member.number.clone().unwrap_or_default());
    put("kind", member.kind.to_string());
    put("name", form.name);
    put("ownName", form.own_name);
    put("country", form.country);
    put("latitude", form.latitude);
    put("longitude", form.longitude);
    put("website", form.website);
    put("organisation", member.organisation.to_string());
    put("standing", member.standing.map_or("", Standing::code).to_owned());
    if let Some(population) = member.profile.population {
        line.insert("population".to_owned(), population.into());
    }
    line.insert("history".to_owned(), member.history.iter().map(happened).collect());
    if !member.fees.is_empty() {
        line.insert("fees".to_owned(), member.fees.iter().map(fee).collect());
    }
    Value::Object(line)
}

fn happened(one: &Happened) -> Value {
    let mut line = json!({ "on": one.on, "what": one.what.code() });
    if let Happening::Submitted { other_kind: Some(other), .. } = &one.what {
        line["was"] = other.was.as_str().into();
        line["wants"] = other.wants.as_str().into();
        return line;
    }
    let name = match one.what {
        Happening::Approved { .. } => "body",
        Happening::Lapsed { .. } => "period",
        _ => "reason",
    };
    let detail = history::detail(&one.what);
    if !detail.is_empty() {
        line[name] = detail.as_ref().into();
    }
    line
}

fn fee(fee: &Fee) -> Value {
    let (amount, due) = (fee.amount.to_string(), fee.due);
    let line = json!({ "period": fee.period, "amount": amount, "due": due });
    let mut line = line;
    match &fee.state {
        FeeState::Open => line["state"] = "open".into(),
        FeeState::Paid { on, reference, .. } => {
            line["state"] = "paid".into();
            line["on"] = on.to_string().into();
            line["reference"] = reference.clone().into();
        }
        FeeState::Waived { reason, on, .. } => {
            line["state"] = "waived".into();
            line["on"] = on.to_string().into();
            line["reason"] = reason.clone().into();
        }
    }
    line
}
