use eframe_ballot::Reason;
use jiff::civil::Date;

use crate::model::{
    Charter, CharterVersion, Fee, Happened, Happening, Kind, Right, Standing, Status, Step,
};

/// Where a member stood at the end of a day, and why: what happened to it up to then, each thing read by the charter
/// in force on its own day. A later charter therefore changes nothing of what was before it.
///
/// `kind` is what the member is by its whole history. What it was before it became that stands in the history, with the
/// application by which it became another kind.
///
/// ```
/// use eframe_membership::model::{Charter, Happened, Happening, Standing};
/// use eframe_membership::rules::status_at;
/// use eframe_core::Timestamp;
///
/// let submitted = |on: &str| Happened {
///     number: 1,
///     on: on.parse().unwrap(),
///     recorded: Timestamp::UNIX_EPOCH,
///     what: Happening::Submitted { application: None, other_kind: None },
/// };
/// let (charter, city) = (Charter::wego(), "city".parse()?);
/// let day = "2026-01-01".parse()?;
/// let early = status_at(&charter, &city, &[submitted("2014-05-01")], day);
/// let late = status_at(&charter, &city, &[submitted("2020-05-01")], day);
/// assert_eq!(early.standing, Some(Standing::Associate));
/// assert_eq!(late.standing, Some(Standing::Applicant));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn status_at(charter: &Charter, kind: &Kind, history: &[Happened], day: Date) -> Status {
    let mut happened: Vec<_> = history.iter().filter(|one| one.on <= day).collect();
    happened.sort_by_key(|one| (one.on, one.number));
    let mut fold = Fold::new(first_kind(history).unwrap_or(kind).clone());
    let mut steps = Vec::with_capacity(happened.len());
    for one in happened {
        let version = charter.on(one.on);
        let from = fold.standing();
        fold.take(version, &one.what);
        let (charter, to) = (version.name.clone(), fold.standing());
        steps.push(Step { happened: one.clone(), charter, from, to });
    }
    let reached = fold.reached.filter(|_| !fold.left);
    Status { standing: fold.standing(), reached, kind: fold.kind, steps }
}

/// What a member was before it first applied to be another kind.
pub(super) fn first_kind(history: &[Happened]) -> Option<&Kind> {
    let other = history.iter().filter_map(|one| match &one.what {
        Happening::Submitted { other_kind: Some(other), .. } => Some((one.on, one.number, other)),
        _ => None,
    });
    other.min_by_key(|(on, number, _)| (*on, *number)).map(|(.., other)| &other.was)
}

/// What a history amounts to so far. Suspension, lapse and leaving lie over the standing that was reached, so that
/// it is there again when they end.
struct Fold {
    kind: Kind,
    /// The kind that the last application was for, where that is another.
    wants: Option<Kind>,
    reached: Option<Standing>,
    suspended: bool,
    lapsed: bool,
    left: bool,
}

impl Fold {
    const fn new(kind: Kind) -> Self {
        Self { kind, wants: None, reached: None, suspended: false, lapsed: false, left: false }
    }

    fn standing(&self) -> Option<Standing> {
        match self {
            Self { left: true, .. } => Some(Standing::Withdrawn),
            Self { suspended: true, .. } => Some(Standing::Suspended),
            Self { lapsed: true, .. } => Some(Standing::Lapsed),
            Self { reached, .. } => *reached,
        }
    }

    fn take(&mut self, version: &CharterVersion, what: &Happening) {
        if let Happening::Submitted { other_kind, .. } = what {
            self.begin(other_kind.as_ref().map(|other| other.wants.clone()));
        }
        let rule = version.kinds.get(self.wants.as_ref().unwrap_or(&self.kind));
        match what {
            Happening::Submitted { .. } => self.reach(rule.map(|rule| rule.submission)),
            Happening::Accepted => self.reach(rule.and_then(|rule| rule.acceptance)),
            Happening::Approved { body, .. } => {
                let approval = rule.and_then(|rule| rule.approval.as_ref());
                let fitting = approval.filter(|approval| approval.body == *body);
                self.reach(fitting.map(|approval| approval.standing));
            }
            Happening::Suspended { .. } => self.suspended = true,
            Happening::Reinstated => self.suspended = false,
            Happening::Lapsed { .. } => self.lapsed = true,
            Happening::Restored => self.lapsed = false,
            Happening::Withdrew { .. } => self.left = true,
        }
    }

    /// Whoever left begins anew; for everybody else an application takes nothing away.
    fn begin(&mut self, wants: Option<Kind>) {
        if self.left {
            *self = Self::new(self.kind.clone());
        }
        self.wants = wants;
    }

    /// A step on the way of an application. Nothing is reached by what comes after leaving and no new application; and
    /// whoever has a standing in the register by this step is what the application was for.
    fn reach(&mut self, standing: Option<Standing>) {
        if self.left || standing < self.reached {
            return;
        }
        self.reached = standing;
        if standing.is_some_and(Standing::is_registered)
            && let Some(kind) = self.wants.take()
        {
            self.kind = kind;
        }
    }
}

/// Whether a member had a right on a day: nothing where it had, else each reason why it had not.
///
/// The reasons are codes with facts, for messages `membership.reason.CODE`: `unknown-right`, `kind`, `standing`
/// (with `standing`), `overdue` (with `period` and `due`).
pub fn may(
    charter: &Charter,
    kind: &Kind,
    history: &[Happened],
    fees: &[Fee],
    right: Right,
    day: Date,
) -> Vec<Reason> {
    let Some(condition) = charter.on(day).rights.get(&right) else {
        return vec![Reason::new("unknown-right")];
    };
    let mut reasons = Vec::new();
    let Status { standing, kind, .. } = status_at(charter, kind, history, day);
    if !condition.kinds.is_empty() && !condition.kinds.contains(&kind) {
        reasons.push(Reason::new("kind").with("kind", kind.as_str()));
    }
    if !standing.is_some_and(|standing| condition.standings.contains(&standing)) {
        let code = standing.map_or("none", Standing::code);
        reasons.push(Reason::new("standing").with("standing", code));
    }
    let overdue = fees.iter().filter(|fee| condition.paid && fee.is_overdue(day));
    reasons.extend(overdue.map(|fee| {
        Reason::new(OVERDUE).with("period", fee.period.clone()).with("due", fee.due.to_string())
    }));
    reasons
}

/// The code of the reason that a fee is overdue.
const OVERDUE: &str = "overdue";

/// Whether everybody may know this reason: what a member owes is between it and the Secretariat.
pub(crate) fn is_public(reason: &Reason) -> bool {
    reason.code != OVERDUE
}

/// The reasons as a roll has them, which the minutes publish: that a fee is overdue, and not which, nor since when.
pub(crate) fn for_a_roll(mut reasons: Vec<Reason>) -> Vec<Reason> {
    for reason in reasons.iter_mut().filter(|reason| !is_public(reason)) {
        reason.facts.clear();
    }
    // What was owed for several years is one reason now.
    reasons.dedup();
    reasons
}

#[cfg(test)]
mod tests {
    use eframe_core::Timestamp;
    use jiff::ToSpan as _;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::model::OtherKind;

    fn history(all: Vec<(Date, Happening)>) -> Vec<Happened> {
        let numbered = all.into_iter().zip(1..);
        numbered
            .map(|((on, what), number)| Happened {
                number,
                on,
                recorded: Timestamp::UNIX_EPOCH,
                what,
            })
            .collect()
    }

    fn city() -> Kind {
        "city".parse().unwrap()
    }

    fn approved(body: &str) -> Happening {
        Happening::Approved { body: body.parse().unwrap(), decision: None }
    }

    const SUBMITTED: Happening = Happening::Submitted { application: None, other_kind: None };

    #[test]
    fn in_2014_submission_makes_an_associate_and_the_assembly_a_full_member() {
        let all = history(vec![
            (date(2014, 4, 1), SUBMITTED),
            (date(2014, 4, 20), Happening::Accepted),
            (date(2014, 9, 1), approved("executive-committee")),
            (date(2014, 10, 1), approved("general-assembly")),
        ]);
        let at = |day| status_at(&Charter::wego(), &city(), &all, day).standing;
        assert_eq!(at(date(2014, 3, 31)), None);
        assert_eq!(at(date(2014, 4, 1)), Some(Standing::Associate));
        assert_eq!(at(date(2014, 9, 30)), Some(Standing::Associate));
        assert_eq!(at(date(2014, 10, 1)), Some(Standing::Full));
    }

    #[test]
    fn later_acceptance_makes_an_associate_and_the_committee_a_full_member() {
        let all = history(vec![
            (date(2020, 4, 1), SUBMITTED),
            (date(2020, 4, 20), Happening::Accepted),
            (date(2020, 9, 1), approved("general-assembly")),
            (date(2020, 10, 1), approved("executive-committee")),
        ]);
        let at = |day| status_at(&Charter::wego(), &city(), &all, day).standing;
        assert_eq!(at(date(2020, 4, 19)), Some(Standing::Applicant));
        assert_eq!(at(date(2020, 9, 30)), Some(Standing::Associate));
        assert_eq!(at(date(2020, 10, 1)), Some(Standing::Full));
    }

    #[test]
    fn an_application_under_one_rule_is_approved_under_the_next() {
        let all = history(vec![
            (date(2017, 6, 1), SUBMITTED),
            (date(2017, 8, 1), approved("executive-committee")),
        ]);
        let status = status_at(&Charter::wego(), &city(), &all, date(2017, 8, 1));
        let told: Vec<_> = status.steps.iter().map(|step| (&*step.charter, step.to)).collect();
        assert_eq!(told, [("2014", Some(Standing::Associate)), ("2017", Some(Standing::Full))]);
    }

    #[test]
    fn what_lay_over_a_standing_is_lifted_and_the_standing_is_there_again() {
        let all = history(vec![
            (date(2018, 1, 1), Happening::Accepted),
            (date(2018, 2, 1), approved("executive-committee")),
            (date(2019, 1, 1), Happening::Suspended { reason: "asked".to_owned() }),
            (date(2019, 2, 1), Happening::Lapsed { period: "2018".to_owned() }),
            (date(2019, 3, 1), Happening::Reinstated),
            (date(2019, 4, 1), Happening::Restored),
            (date(2020, 1, 1), Happening::Withdrew { reason: String::new() }),
            (date(2020, 6, 1), Happening::Accepted),
            (date(2020, 7, 1), approved("executive-committee")),
            (date(2021, 1, 1), SUBMITTED),
            (date(2021, 2, 1), Happening::Accepted),
        ]);
        let at = |day| status_at(&Charter::wego(), &city(), &all, day).standing;
        assert_eq!(at(date(2019, 2, 28)), Some(Standing::Suspended));
        assert_eq!(at(date(2019, 3, 31)), Some(Standing::Lapsed));
        assert_eq!(at(date(2019, 4, 1)), Some(Standing::Full));
        assert_eq!(at(date(2020, 12, 31)), Some(Standing::Withdrawn));
        assert_eq!(at(date(2021, 1, 1)), Some(Standing::Applicant));
        assert_eq!(at(date(2021, 2, 1)), Some(Standing::Associate));
    }

    fn as_friendship() -> Happening {
        let (was, wants) = (city(), "friendship".parse().unwrap());
        Happening::Submitted { application: None, other_kind: Some(OtherKind { was, wants }) }
    }

    #[test]
    fn whoever_comes_back_as_another_kind_is_one_from_the_decision_on_and_was_none_before() {
        let friendship: Kind = "friendship".parse().unwrap();
        let all = history(vec![
            (date(2018, 1, 1), Happening::Accepted),
            (date(2018, 2, 1), approved("executive-committee")),
            (date(2020, 1, 1), Happening::Withdrew { reason: String::new() }),
            (date(2026, 1, 1), as_friendship()),
            (date(2026, 2, 1), Happening::Accepted),
            (date(2026, 3, 1), approved("executive-committee")),
        ]);
        let charter = Charter::wego();
        let at = |day| {
            let status = status_at(&charter, &friendship, &all, day);
            (status.standing, status.kind)
        };
        assert_eq!(at(date(2019, 1, 1)), (Some(Standing::Full), city()));
        assert_eq!(at(date(2026, 1, 31)), (Some(Standing::Applicant), city()));
        assert_eq!(at(date(2026, 2, 28)), (Some(Standing::Applicant), city()));
        assert_eq!(at(date(2026, 3, 1)), (Some(Standing::Associate), friendship.clone()));
        let voted = may(&charter, &friendship, &all, &[], Right::Vote, date(2019, 1, 1));
        assert_eq!(voted, [], "it was a city then");
    }

    #[test]
    fn bad_input_38_nobody_votes_without_the_right_and_is_told_every_reason() {
        let charter = Charter::wego();
        let friend: Kind = "friendship".parse().unwrap();
        let all = history(vec![(date(2020, 1, 1), approved("executive-committee"))]);
        let day = date(2026, 4, 1);
        let reasons = may(&charter, &friend, &all, &[], Right::Vote, day);
        assert_eq!(
            reasons,
            [
                Reason::new("kind").with("kind", "friendship"),
                Reason::new("standing").with("standing", "associate"),
            ]
        );
        assert_eq!(may(&charter, &friend, &all, &[], Right::Attend, day), []);
    }

    fn happening() -> impl Strategy<Value = Happening> {
        prop_oneof![
            Just(SUBMITTED),
            Just(as_friendship()),
            Just(Happening::Accepted),
            Just(approved("general-assembly")),
            Just(approved("executive-committee")),
            Just(Happening::Suspended { reason: String::new() }),
            Just(Happening::Reinstated),
            Just(Happening::Lapsed { period: "2018".to_owned() }),
            Just(Happening::Restored),
            Just(Happening::Withdrew { reason: String::new() }),
        ]
    }

    fn histories() -> impl Strategy<Value = Vec<Happened>> {
        let one = (0_i32..5000, happening());
        prop::collection::vec(one, 0..20).prop_map(|all| {
            let day = |offset: i32| date(2011, 1, 1).saturating_add(offset.days());
            history(all.into_iter().map(|(offset, what)| (day(offset), what)).collect())
        })
    }

    proptest! {
        #[test]
        fn a_later_charter_changes_nothing_before_its_day(all in histories(), offset in 0_i32..5000) {
            let both = Charter::wego();
            let first = Charter::new("Asia/Seoul", vec![both.versions()[0].clone()]).unwrap();
            let change = both.versions()[1].from;
            let day = date(2011, 1, 1).saturating_add(offset.days());
            prop_assume!(day < change);
            prop_assert_eq!(
                status_at(&both, &city(), &all, day),
                status_at(&first, &city(), &all, day)
            );
        }

        #[test]
        fn what_happens_later_changes_nothing_of_a_past_day(all in histories(), cut in 0_i32..5000) {
            let day = date(2011, 1, 1).saturating_add(cut.days());
            let until: Vec<_> = all.iter().filter(|one| one.on <= day).cloned().collect();
            let charter = Charter::wego();
            prop_assert_eq!(
                status_at(&charter, &city(), &all, day),
                status_at(&charter, &city(), &until, day)
            );
        }

        #[test]
        fn the_order_of_input_changes_nothing(all in histories().prop_shuffle()) {
            let mut sorted = all.clone();
            sorted.sort_by_key(|one| one.number);
            let (charter, day) = (Charter::wego(), date(2030, 1, 1));
            prop_assert_eq!(
                status_at(&charter, &city(), &all, day),
                status_at(&charter, &city(), &sorted, day)
            );
        }

        #[test]
        fn every_change_of_standing_has_its_step(all in histories()) {
            let status = status_at(&Charter::wego(), &city(), &all, date(2030, 1, 1));
            let mut before = None;
            for step in &status.steps {
                prop_assert_eq!(step.from, before);
                before = step.to;
            }
            prop_assert_eq!(before, status.standing);
        }
    }
}
