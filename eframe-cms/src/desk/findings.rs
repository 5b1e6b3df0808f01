use serde::Serialize;

use super::blocks::legend;
use super::seat::Seat;
use crate::model::Edition;
use crate::rules::{Check, Finding};

/// One thing that is to be mended, or could be better.
#[derive(Clone, Debug, Serialize)]
pub(super) struct FindingLine {
    /// The block it is in, where the body is more than text.
    place: String,
    text: String,
    /// The field that mends it; empty for those who write nothing, and where none does.
    href: String,
    blocks: bool,
}

/// What was found in an edition, what blocks first.
pub(super) fn findings(seat: &Seat, edition: &Edition, found: &[Finding]) -> Vec<FindingLine> {
    let may_write = seat.actor().may(crate::permission::EDIT);
    let edit = seat.url(&format!("/{}/{}/edit", edition.document, edition.language));
    let line = |finding: &Finding| {
        let block = finding.block.and_then(|place| {
            let block = edition.content.body.blocks().get(place)?;
            Some(legend(seat, place, block))
        });
        let words = [("words", finding.words.as_str().into())];
        let linked = may_write && !finding.field.is_empty();
        FindingLine {
            place: block.unwrap_or_default(),
            text: seat.say_with(finding.check.message(), &words),
            href: if linked { format!("{edit}#f-{}", finding.field) } else { String::new() },
            blocks: finding.blocks(),
        }
    };
    let mut lines = found.iter().map(line).collect::<Vec<_>>();
    lines.sort_by_key(|line| !line.blocks);
    lines
}

impl FindingLine {
    pub(super) fn samples() -> Vec<Self> {
        let line = |check: Check, href: &str| Self {
            place: "Block 2: Text".to_owned(),
            text: check.code().to_owned(),
            href: href.to_owned(),
            blocks: check == Check::DeadLink,
        };
        let edit = "/desk/content/1/en/edit#f-body[1].markdown";
        vec![line(Check::DeadLink, edit), line(Check::VagueLink, "")]
    }
}
