//! What is planned for a time, and whether it happened once.

use std::net::SocketAddr;
use std::process::Command;

use serde_json::{Value, json};

use super::ground::House;
use super::http::Request;
use crate::command::output;

/// Where documents are.
const DOCUMENTS: &str = "/api/v1/content/documents";

/// A document that waits for its time.
#[derive(Debug)]
pub(super) struct Planned(String);

/// This many seconds from now, as the JSON services take it.
pub(super) fn in_seconds(seconds: i64) -> Result<String, String> {
    let wanted = format!("{seconds} seconds");
    output(Command::new("date").args(["--utc", "--date", &wanted, "+%Y-%m-%dT%H:%M:%SZ"]))
        .map(|text| text.trim().to_owned())
}

/// Writes, hands in and approves a document.
pub(super) fn approved(house: &House, at: SocketAddr, title: &str) -> Result<Planned, String> {
    let editor = house.token("editor")?;
    let made = done(super::load::draft(editor, title), at)?;
    let id = made["document"].as_str().ok_or("the draft has no id")?.to_owned();
    let edition = format!("{DOCUMENTS}/{id}/editions/en");
    let submitted = done(Request::json(&format!("{edition}/submit"), &json!({})).by(editor), at)?;
    let approval = json!({ "hash": submitted["hash"] });
    let approve = Request::json(&format!("{edition}/approve"), &approval);
    done(approve.by(house.token("reviewer")?), at)?;
    Ok(Planned(id))
}

impl Planned {
    /// Plans that it goes live at a time.
    pub(super) fn goes_live(
        &self,
        house: &House,
        at: SocketAddr,
        moment: &str,
    ) -> Result<(), String> {
        let plan = json!({ "act": "publish", "at": moment });
        let path = format!("{DOCUMENTS}/{}/editions/en/plan", self.0);
        done(Request::json(&path, &plan).by(house.token("secretariat")?), at).map(drop)
    }

    /// How often it was published at its time.
    pub(super) fn fired(&self, house: &House) -> Result<usize, String> {
        let rows = house.query(&format!(
            "SELECT count(*) FROM core_audit WHERE action = 'cms.plan.fire' AND subject LIKE '%{}'",
            self.0
        ))?;
        rows.first().and_then(|row| row.parse().ok()).ok_or_else(|| "no count".to_owned())
    }
}

/// What was answered, when it went well.
fn done(request: Request, at: SocketAddr) -> Result<Value, String> {
    let answer = request.send(at).map_err(|lost| format!("not answered: {lost:?}"))?;
    match answer.status {
        200 | 201 => Ok(answer.json()),
        status => Err(format!("{status} {}", answer.body)),
    }
}
