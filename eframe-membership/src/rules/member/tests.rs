use super::*;
use crate::model::{Fee, FeeId, FeeState, State, Term, TermId};
use crate::permission::{FEES, READ, TERM_ENDED};
use crate::rules::proofs::sample;
use crate::rules::samples::{approved, city, day, full_city, noon, person, secretariat};

fn dated(on: &str, reason: &str) -> Dated {
    Dated { on: Some(on.parse().unwrap()), reason: reason.to_owned() }
}

fn owing(due: &str) -> Member {
    let fee = Fee {
        id: FeeId::new(uuid::Uuid::from_u128(1)),
        member: full_city("2026-01-01").id,
        period: "2026".to_owned(),
        amount: "1000 USD".parse().unwrap(),
        due: day(due),
        state: FeeState::Open,
    };
    Member { fees: vec![fee], ..full_city("2026-01-01") }
}

static NO_TERMS: Terms = Terms { all: Vec::new(), version: Version::FIRST };

/// Nothing ends with the membership.
fn alone() -> Ending<'static> {
    let entry = EntryId::new(uuid::Uuid::from_u128(2));
    Ending { application: None, entry, terms: &NO_TERMS }
}

fn at_stage(state: State) -> Application {
    let organisation = full_city("2026-01-01").organisation;
    Application { state, organisation, ..sample() }
}

#[test]
fn what_is_under_way_ends_with_the_membership_and_what_is_on_an_agenda_keeps_it() {
    let (charter, now) = (Charter::wego(), noon("2026-05-02"));
    let member = full_city("2026-05-02");
    let accepted =
        at_stage(State::Accepted { by: crate::model::Author::of(&secretariat()), at: now });
    let ending = Ending { application: Some(&accepted), ..alone() };
    let ended =
        end_membership(&member, &Dated::default(), &ending, &charter, &secretariat(), now).unwrap();
    let closed = ended.commit.changes().iter().find_map(|one| match one {
        Change::Write(next) => Some(next.state.stage()),
        _ => None,
    });
    assert_eq!(closed, Some(Stage::Withdrawn));
    assert_eq!(ended.outcome.standing, Some(Standing::Withdrawn));
    let actions: Vec<_> = ended.commit.entries().iter().map(|entry| entry.action).collect();
    assert_eq!(actions, [ENDED, crate::permission::TAKEN_BACK]);
    let id = uuid::Uuid::from_u128(3);
    let (meeting, item) = (crate::model::MeetingId::new(id), crate::model::ItemId::new(id));
    let referred = at_stage(State::Referred { at: now, meeting, item });
    let ending = Ending { application: Some(&referred), ..alone() };
    let refused =
        end_membership(&member, &Dated::default(), &ending, &charter, &secretariat(), now);
    assert_eq!(refused.unwrap_err(), Refusal::NotAtThatStage(Stage::Referred));
}

#[test]
fn offices_end_the_day_before_the_membership_does() {
    let (charter, now) = (Charter::wego(), noon("2026-05-02"));
    let member = full_city("2026-05-02");
    let term = |number: u128, from: &str, until: &str| Term {
        id: TermId::new(uuid::Uuid::from_u128(number)),
        member: member.id,
        name: member.profile.name.clone(),
        body: "executive-committee".parse().unwrap(),
        office: "seat".parse().unwrap(),
        from: day(from),
        until: day(until),
    };
    let all = vec![
        term(1, "2027-01-01", "2029-12-31"),
        term(2, "2024-01-01", "2026-12-31"),
        term(3, "2021-01-01", "2023-12-31"),
    ];
    let terms = Terms { all, version: Version::FIRST };
    let ending = Ending { terms: &terms, ..alone() };
    let ended =
        end_membership(&member, &Dated::default(), &ending, &charter, &secretariat(), now).unwrap();
    let days = ended.commit.changes().iter().filter_map(|one| match one {
        Change::EndTerm { term, until } => Some((*term, *until)),
        _ => None,
    });
    let days: Vec<_> = days.collect();
    let [to_come, held, _] = &terms.all[..] else { panic!("three terms") };
    assert_eq!(days, [(to_come.id, day("2026-12-31")), (held.id, day("2026-05-01"))]);
    let holds = |guard: &eframe_core::Guard| guard.table == change::TERMS;
    assert!(ended.commit.guards().iter().any(holds), "the set of terms is guarded");
    let audited = ended.commit.entries().iter().filter(|one| one.action == TERM_ENDED);
    assert_eq!(audited.count(), 2);
}

#[test]
fn a_suspended_city_stands_where_it_stood_when_the_suspension_ends() {
    let (charter, now) = (Charter::wego(), noon("2026-05-02"));
    let member = full_city("2026-05-02");
    let suspended =
        suspend(&member, &dated("2026-05-01", "Asked to"), &charter, &secretariat(), now).unwrap();
    assert_eq!(suspended.outcome.standing, Some(Standing::Suspended));
    let what = Happening::Suspended { reason: "Asked to".to_owned() };
    let member = city(
        &[
            ("2020-01-10", Happening::Accepted),
            ("2020-06-01", approved("executive-committee")),
            ("2026-05-01", what),
        ],
        "2026-05-02",
    );
    let back = reinstate(&member, None, &charter, &secretariat(), now).unwrap();
    assert_eq!(back.outcome.standing, Some(Standing::Full));
    assert_eq!(back.commit.entries()[0].action, REINSTATED);
}

#[test]
fn nobody_suspends_without_saying_why_or_twice_or_without_the_right() {
    let (charter, now) = (Charter::wego(), noon("2026-05-02"));
    let member = full_city("2026-05-02");
    let silent = suspend(&member, &dated("2026-05-01", "  "), &charter, &secretariat(), now);
    assert!(matches!(silent, Err(Refusal::Invalid(_))));
    let stranger =
        suspend(&member, &dated("2026-05-01", "x"), &charter, &person(&[READ, FEES]), now);
    assert!(matches!(stranger, Err(Refusal::Denied(_))));
    let left = Member { standing: Some(Standing::Withdrawn), ..member };
    let refused = suspend(&left, &dated("2026-05-01", "x"), &charter, &secretariat(), now);
    assert_eq!(refused.unwrap_err(), Refusal::NotInThatStanding(Some(Standing::Withdrawn)));
    let refused = end_membership(&left, &Dated::default(), &alone(), &charter, &secretariat(), now);
    assert_eq!(refused.unwrap_err(), Refusal::NotInThatStanding(Some(Standing::Withdrawn)));
}

#[test]
fn nothing_happens_on_a_day_to_come_or_behind_what_happened_since() {
    let (charter, now) = (Charter::wego(), noon("2026-05-02"));
    let member = full_city("2026-05-02");
    for on in ["2026-05-03", "2020-05-31"] {
        let refused =
            end_membership(&member, &dated(on, ""), &alone(), &charter, &secretariat(), now);
        assert!(matches!(refused, Err(Refusal::Invalid(_))), "{on}");
    }
    let command = dated("2020-06-01", "");
    assert!(end_membership(&member, &command, &alone(), &charter, &secretariat(), now).is_ok());
}

#[test]
fn bad_input_67_a_fee_due_by_31_december_is_unpaid_when_the_assemblys_day_is_over() {
    let charter = Charter::wego();
    let member = owing("2026-12-31");
    let last_moment: Timestamp = "2027-06-29T14:59:59Z".parse().unwrap();
    // Grace is 180 days: its last day is 29 June in Seoul, wherever the city is.
    let system = Actor::system("fees");
    assert_eq!(lapse(&member, &charter, &system, last_moment).unwrap_err(), Refusal::InGrace);
    let next = last_moment + jiff::SignedDuration::from_secs(1);
    let lapsed = lapse(&member, &charter, &system, next).unwrap();
    assert_eq!(lapsed.outcome.standing, Some(Standing::Lapsed));
}

#[test]
fn a_member_that_is_not_in_the_register_does_not_lapse_twice() {
    let charter = Charter::wego();
    let member = Member { standing: Some(Standing::Lapsed), ..owing("2026-03-31") };
    let refused = lapse(&member, &charter, &Actor::system("fees"), noon("2027-01-01"));
    assert_eq!(refused.unwrap_err(), Refusal::NotInThatStanding(Some(Standing::Lapsed)));
}

#[test]
fn bad_input_75_a_population_beyond_belief_is_refused() {
    let member = full_city("2026-05-02");
    for wrong in ["1000000000000000000", "-5", "1e6"] {
        let form = Form { population: wrong.to_owned(), ..member.profile.form() };
        let command = Amend { expected: None, form };
        let refused = amend(&member, &command, &secretariat(), noon("2026-05-02"));
        assert!(matches!(refused, Err(Refusal::Invalid(_))), "{wrong}");
    }
}

#[test]
fn what_was_amended_since_is_not_overwritten() {
    let member = full_city("2026-05-02");
    let form = Form { name: " Porto  Azul do Sul".to_owned(), ..member.profile.form() };
    let command = Amend { expected: Some(Version::new(9)), form };
    let refused = amend(&member, &command, &secretariat(), noon("2026-05-02"));
    assert_eq!(refused.unwrap_err(), Refusal::Moved(member.version));
    // What is wrong with it is told first.
    let form = Form { population: "-5".to_owned(), ..member.profile.form() };
    let wrong = Amend { form, ..command.clone() };
    let refused = amend(&member, &wrong, &secretariat(), noon("2026-05-02"));
    assert!(matches!(refused, Err(Refusal::Invalid(_))));
    let command = Amend { expected: Some(member.version), ..command };
    let amended = amend(&member, &command, &secretariat(), noon("2026-05-02")).unwrap();
    assert_eq!(amended.outcome.version, member.version.next());
    let told: Vec<_> = amended.commit.messages().iter().map(|one| one.name).collect();
    assert_eq!(told, ["membership.member.renamed"]);
    let form = Form { population: "7".to_owned(), ..member.profile.form() };
    let command = Amend { expected: None, form };
    let moved = amend(&member, &command, &secretariat(), noon("2026-05-02")).unwrap();
    assert!(moved.commit.messages().is_empty(), "its name is the same");
}

#[test]
fn a_lapse_ends_without_a_payment_only_where_nothing_is_owed() {
    let (charter, now) = (Charter::wego(), noon("2026-11-02"));
    let lapsed = Happening::Lapsed { period: "2019".to_owned() };
    let member = city(
        &[
            ("2018-01-10", Happening::Accepted),
            ("2018-06-01", approved("executive-committee")),
            ("2019-12-31", lapsed),
        ],
        "2026-11-02",
    );
    let back = restore(&member, &charter, &secretariat(), now).unwrap();
    assert_eq!(back.outcome.standing, Some(Standing::Full));
    let owing = Member { fees: owing("2026-03-31").fees, ..member.clone() };
    let refused = restore(&owing, &charter, &secretariat(), now);
    assert!(matches!(refused, Err(Refusal::Invalid(_))), "its fee is out of grace");
    let stranger = restore(&member, &charter, &person(&[READ, FEES]), now);
    assert!(matches!(stranger, Err(Refusal::Denied(_))));
    let full = restore(&full_city("2026-11-02"), &charter, &secretariat(), now);
    assert_eq!(full.unwrap_err(), Refusal::NotInThatStanding(Some(Standing::Full)));
}
