use std::collections::BTreeSet;

use eframe_ballot::{BodyId, CountError, Entry, Presence, Reason, Roll, admit};

use crate::Refusal;
use crate::model::{Attendance, Charter, Member, MemberId, Right};
use crate::rules::{for_a_roll, may};
use jiff::civil::Date;

/// The member as the roll names it.
pub(super) const fn body(member: MemberId) -> BodyId {
    BodyId::new(member.uuid())
}

/// Who of these may vote on a day, and for each who may not, every reason. A member that comes twice is one entry.
pub(super) fn roll(members: &[Member], charter: &Charter, day: Date) -> Roll {
    let mut seen = BTreeSet::new();
    let once = members.iter().filter(|member| seen.insert(member.id));
    let entries: Vec<Entry> = once.map(|member| entry(member, charter, day)).collect();
    // Each member once, and nobody excluded without a reason: `Roll` has nothing to refuse.
    Roll::new(entries).unwrap_or_default()
}

fn entry(member: &Member, charter: &Charter, day: Date) -> Entry {
    let (id, name) = (body(member.id), member.profile.name.clone());
    let reasons = may(charter, &member.kind, &member.history, &member.fees, Right::Vote, day);
    if reasons.is_empty() {
        Entry::entitled(id, name)
    } else {
        Entry::excluded(id, name, for_a_roll(reasons))
    }
}

/// A member that attends and does not belong to the body; it counts nowhere.
pub(super) fn guest(member: &Member) -> Entry {
    let reason = Reason::new("not-in-the-body");
    Entry::excluded(body(member.id), member.profile.name.clone(), [reason])
}

/// Who is there, as votes are counted.
pub(super) fn presence(attendance: &Attendance) -> Presence {
    attendance.present.iter().map(|member| body(*member)).collect()
}

/// Refuses whoever is not on the roll, not entitled by it or not there.
pub(super) fn admitted(
    roll: &Roll,
    attendance: &Attendance,
    member: MemberId,
) -> Result<(), Refusal> {
    admit(roll, &presence(attendance), body(member)).map_err(|error| match error {
        CountError::NotEntitled { reasons, .. } => Refusal::NoRight(reasons),
        CountError::NotPresent(_) => Refusal::NotPresent,
        _ => Refusal::NoRight(vec![Reason::new("not-in-the-body")]),
    })
}
