//! What happened to a member in one cell: `2014-04-01 submitted; 2014-10-01 approved general-assembly`.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};

use crate::model::{Happened, Happening, OtherKind};

/// One thing that happened, as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    pub(super) on: String,
    pub(super) what: String,
    /// The body, the period, the reason or the kinds.
    pub(super) detail: String,
}

impl Written {
    /// What it stands for.
    pub(super) fn read(&self) -> Option<Happening> {
        let none = self.detail.is_empty();
        match self.what.as_str() {
            "submitted" => {
                let other_kind = if none { None } else { Some(other_kind(&self.detail)?) };
                Some(Happening::Submitted { application: None, other_kind })
            }
            "accepted" if none => Some(Happening::Accepted),
            "approved" => {
                Some(Happening::Approved { body: self.detail.parse().ok()?, decision: None })
            }
            "suspended" if !none => Some(Happening::Suspended { reason: self.detail.clone() }),
            "reinstated" if none => Some(Happening::Reinstated),
            "lapsed" if !none => Some(Happening::Lapsed { period: self.detail.clone() }),
            "restored" if none => Some(Happening::Restored),
            "withdrew" => Some(Happening::Withdrew { reason: self.detail.clone() }),
            _ => None,
        }
    }
}

/// The body, the period, the reason or the kinds of what happened.
pub(super) fn detail(what: &Happening) -> Cow<'_, str> {
    match what {
        Happening::Submitted { other_kind: Some(other), .. } => kinds(&other.was, &other.wants),
        Happening::Approved { body, .. } => body.as_str().into(),
        Happening::Suspended { reason } | Happening::Withdrew { reason } => reason.into(),
        Happening::Lapsed { period } => period.into(),
        Happening::Submitted { .. }
        | Happening::Accepted
        | Happening::Reinstated
        | Happening::Restored => "".into(),
    }
}

/// What a member was and what it applied to be, as one detail: `city > friendship`.
pub(super) fn kinds<'a>(was: impl Display, wants: impl Display) -> Cow<'a, str> {
    format!("{was} > {wants}").into()
}

fn other_kind(detail: &str) -> Option<OtherKind> {
    let (was, wants) = detail.split_once('>')?;
    Some(OtherKind { was: was.trim().parse().ok()?, wants: wants.trim().parse().ok()? })
}

/// Reads a cell. Things stand apart by semicolons or line ends; in a reason, `\;`, `\n` and `\\` stand for these.
pub(super) fn parse(cell: &str) -> Vec<Written> {
    let (mut parts, mut part, mut escaped) = (Vec::new(), String::new(), false);
    for c in cell.chars() {
        match (escaped, c) {
            (true, 'n') => part.push('\n'),
            (true, c) => part.push(c),
            (false, '\\') => {}
            (false, ';' | '\n') => parts.push(std::mem::take(&mut part)),
            (false, c) => part.push(c),
        }
        escaped = !escaped && c == '\\';
    }
    parts.push(part);
    parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).map(one).collect()
}

fn one(part: &str) -> Written {
    let (on, rest) = part.split_once(' ').unwrap_or((part, ""));
    let rest = rest.trim_start();
    let (what, detail) = rest.split_once([' ', ':']).unwrap_or((rest, ""));
    Written { on: on.to_owned(), what: what.to_owned(), detail: detail.trim().to_owned() }
}

/// Writes a cell.
pub(super) fn write(history: &[Happened]) -> String {
    let mut cell = String::new();
    for one in history {
        let apart = if cell.is_empty() { "" } else { "; " };
        let _ = write!(cell, "{apart}{} {}", one.on, one.what.code());
        let detail = detail(&one.what);
        if !detail.is_empty() {
            let said = matches!(one.what, Happening::Suspended { .. } | Happening::Withdrew { .. });
            cell.push_str(if said { ": " } else { " " });
            let escaped = detail.replace('\\', "\\\\").replace(';', "\\;").replace('\n', "\\n");
            cell.push_str(&escaped);
        }
    }
    cell
}
