use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::model::Right;
use crate::permission::READ;
use crate::rules::may;
use crate::rules::samples::{approved, city, day, full_city, noon, person, secretariat};

fn id(number: u128) -> FeeId {
    FeeId::new(uuid::Uuid::from_u128(number))
}

fn owing(member: &Member, period: &str, due: Date) -> Member {
    let amount = "1000 USD".parse().unwrap();
    let id = id(member.fees.len() as u128 + 1);
    let fee = Fee {
        id,
        member: member.id,
        period: period.to_owned(),
        amount,
        due,
        state: FeeState::Open,
    };
    let fees = member.fees.iter().cloned().chain([fee]).collect();
    Member { fees, ..member.clone() }
}

fn paid(on: &str) -> Settle {
    Settle::Paid { on: on.parse().unwrap(), reference: "7/2026".to_owned() }
}

fn lapsed_city() -> Member {
    let lapsed = Happening::Lapsed { period: "2025".to_owned() };
    city(
        &[
            ("2020-01-10", Happening::Accepted),
            ("2020-06-01", approved("executive-committee")),
            ("2025-10-01", lapsed),
        ],
        "2026-01-01",
    )
}

#[test]
fn a_fee_is_asked_once_for_a_year_by_the_charter_of_its_first_day() {
    let (charter, now) = (Charter::wego(), noon("2026-01-05"));
    let member = full_city("2026-01-05");
    let asked = ask(&member, 2026, &charter, id(1), &secretariat(), now).unwrap();
    let [Change::Owe(fee)] = asked.commit.changes() else { panic!("one fee") };
    assert_eq!((fee.amount.to_string(), fee.due), ("1000.00 USD".to_owned(), date(2026, 3, 31)));
    let again = Member { fees: vec![fee.clone()], ..member.clone() };
    let refused = ask(&again, 2026, &charter, id(2), &secretariat(), now);
    assert_eq!(refused.unwrap_err(), Refusal::NothingToAsk);
    let far = ask(&member, 2099, &charter, id(2), &secretariat(), now);
    assert!(matches!(far, Err(Refusal::Invalid(_))));
    let stranger = ask(&member, 2026, &charter, id(2), &person(&[READ]), now);
    assert!(matches!(stranger, Err(Refusal::Denied(_))));
}

#[test]
fn whoever_is_asked_late_has_thirty_days() {
    let (charter, member) = (Charter::wego(), full_city("2026-11-20"));
    let late = fee_due(&charter, &member, 2026, date(2026, 11, 20)).unwrap();
    assert_eq!(late.due, date(2026, 12, 20));
    assert_eq!(
        fee_due(&charter, &member, 2017, date(2017, 1, 2)),
        None,
        "the charter of that day asks nothing"
    );
}

#[test]
fn bad_input_65_a_due_day_that_a_month_does_not_have_is_its_last() {
    let rule = |month, day| crate::model::FeeRule {
        amounts: [].into(),
        due_month: month,
        due_day: day,
        grace_days: 365,
        example: true,
    };
    assert_eq!(rule(2, 29).due(2027), Some(date(2027, 2, 28)));
    assert_eq!(rule(2, 29).due(2028), Some(date(2028, 2, 29)));
    assert_eq!(rule(11, 31).due(2026), Some(date(2026, 11, 30)));
    assert_eq!(rule(12, 31).due(2026), Some(date(2026, 12, 31)));
    // Days are counted, so a leap day is one of them and nothing drifts.
    assert_eq!(rule(2, 28).grace_ends(date(2027, 2, 28)), date(2028, 2, 28));
    assert_eq!(rule(2, 28).grace_ends(date(2028, 2, 28)), date(2029, 2, 27));
}

#[test]
fn bad_input_38_an_unpaid_city_has_no_vote_until_it_pays() {
    let (charter, vote) = (Charter::wego(), Right::Vote);
    let member = owing(&full_city("2026-05-01"), "2026", date(2026, 3, 31));
    let at = |member: &Member, day| {
        may(&charter, &member.kind, &member.history, &member.fees, vote, day)
    };
    assert_eq!(at(&member, date(2026, 3, 31)), []);
    assert_eq!(at(&member, date(2026, 4, 1)).len(), 1);
    let settled =
        settle(&member, id(1), &paid("2026-04-20"), &charter, &secretariat(), noon("2026-05-01"));
    let settled = settled.unwrap();
    let [Change::Settle { state, .. }] = settled.commit.changes() else { panic!("one change") };
    let mut member = member;
    member.fees[0].state = state.clone();
    assert_eq!(at(&member, date(2026, 4, 19)).len(), 1, "what was true then stays true of then");
    assert_eq!(at(&member, date(2026, 4, 20)), []);
}

#[test]
fn paying_the_last_fee_beyond_its_grace_restores_a_lapsed_city() {
    let (charter, now) = (Charter::wego(), noon("2026-11-01"));
    let both = owing(&owing(&lapsed_city(), "2025", date(2025, 3, 31)), "2026", date(2026, 3, 31));
    let first = settle(&both, id(1), &paid("2026-10-30"), &charter, &secretariat(), now).unwrap();
    assert!(!first.outcome.restored, "the grace of 2026 is over too");
    let one = owing(&lapsed_city(), "2025", date(2025, 3, 31));
    let settled = settle(&one, id(1), &paid("2026-10-30"), &charter, &secretariat(), now).unwrap();
    assert!(settled.outcome.restored);
    let happened = settled.commit.changes().iter().find_map(|change| match change {
        Change::Happen { happened, standing, .. } => Some((happened.what.clone(), *standing)),
        _ => None,
    });
    assert_eq!(happened, Some((Happening::Restored, Some(Standing::Full))));
}

#[test]
fn a_waiver_needs_a_reason_and_a_settled_fee_stays_settled() {
    let (charter, now) = (Charter::wego(), noon("2026-05-01"));
    let mut member = owing(&full_city("2026-05-01"), "2026", date(2026, 3, 31));
    let silent = Settle::Waived { reason: String::new() };
    let refused = settle(&member, id(1), &silent, &charter, &secretariat(), now);
    assert!(matches!(refused, Err(Refusal::Invalid(_))));
    let refused = settle(&member, id(1), &paid("2026-05-02"), &charter, &secretariat(), now);
    assert!(matches!(refused, Err(Refusal::Invalid(_))), "money of tomorrow");
    member.fees[0].state =
        state(&paid("2026-05-01"), date(2026, 5, 1), &secretariat(), now).unwrap();
    let refused = settle(&member, id(1), &paid("2026-05-01"), &charter, &secretariat(), now);
    assert_eq!(refused.unwrap_err(), Refusal::AlreadySettled);
}

proptest! {
    #[test]
    fn a_fee_out_of_grace_is_overdue_and_a_settled_one_is_neither(
        due in 0_i64..900, today in 0_i64..2000, paid_after in prop::option::of(0_i64..2000),
    ) {
        let first = date(2026, 1, 1);
        let (due, today) = (first.saturating_add(due.days()), first.saturating_add(today.days()));
        let mut member = owing(&full_city("2026-01-01"), "2026", due);
        if let Some(days) = paid_after {
            let on = first.saturating_add(days.days());
            let (by, at) = (Author::of(&secretariat()), noon("2026-01-01"));
            member.fees[0].state = FeeState::Paid { on, reference: String::new(), by, at };
        }
        let fee = &member.fees[0];
        let charter = Charter::wego();
        prop_assert!(!is_out_of_grace(fee, &charter, today) || fee.is_overdue(today));
        prop_assert!(!fee.is_settled(today) || !fee.is_overdue(today));
    }
}

#[test]
fn whose_grace_is_over_is_found_by_the_day_of_their_year_and_nobody_else() {
    let charter = Charter::wego();
    let years = ["2014", "2025", "2026", "nonsense"].map(str::to_owned);
    for today in ["2026-09-27", "2026-09-28"].map(day) {
        let before = out_of_grace_before(&charter, years.clone(), today);
        for period in years.clone() {
            for due in ["2025-03-31", "2026-03-31", "2026-04-01"].map(day) {
                let fee = Fee { period: period.clone(), due, ..open_fee() };
                let found = before.iter().any(|(year, before)| *year == period && due < *before);
                assert_eq!(found, is_out_of_grace(&fee, &charter, today), "{period} {due} {today}");
            }
        }
    }
}

fn open_fee() -> Fee {
    Fee {
        id: id(1),
        member: crate::model::MemberId::new(uuid::Uuid::from_u128(2)),
        period: String::new(),
        amount: "1000 USD".parse().expect("an amount"),
        due: day("2026-03-31"),
        state: FeeState::Open,
    }
}
