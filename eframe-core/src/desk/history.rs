use jiff::Timestamp;
use serde::Serialize;

use super::{Action, Kind};
use crate::template::Template;

/// One case: what has happened, newest first, and what may be done now.
#[derive(Debug, Clone, Default, Serialize)]
pub struct History {
    /// What has just been done.
    pub notice: String,
    /// What the case is, in a sentence.
    pub lead: String,
    /// What has happened, newest first.
    pub entries: Vec<Entry>,
    /// What the reader may do now.
    pub now: Vec<Action>,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// What, in words.
    pub what: String,
    /// Who did it.
    pub who: String,
    /// What they said about it.
    pub note: String,
}

impl Template for History {
    const NAME: &'static str = "desk/history.html";

    fn samples() -> Vec<Self> {
        let entry = |note: &str| Entry {
            at: Timestamp::UNIX_EPOCH,
            what: "Approved".to_owned(),
            who: "Mina Park".to_owned(),
            note: note.to_owned(),
        };
        let full = Self {
            notice: "Approved".to_owned(),
            lead: "Application M-2026-0042".to_owned(),
            entries: vec![entry("Complete"), entry("")],
            now: vec![
                Action::new(Kind::Main, "Publish", "/desk/x/publish"),
                Action::new(Kind::Danger, "Withdraw", "/desk/x/withdraw"),
            ],
        };
        vec![full, Self::default()]
    }
}
