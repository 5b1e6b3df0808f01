//! The form that rules and votes have as data.

use Choice::{No, Yes};
use eframe_ballot::{
    Ballot, Base, Choice, Ground, MajorityRule, Outcome, Proof, Published, QuorumRule, Reason,
    Roll, Rules, Threshold, Tie,
};
use serde_json::{Value, json};

use crate::meeting::{Meeting, associate, city};

fn published() -> Value {
    let meeting = Meeting::of(3, &[Some(Yes), Some(No), Some(Yes)]);
    serde_json::to_value(meeting.published()).expect("plain data")
}

fn read(vote: Value) -> Result<Published, String> {
    serde_json::from_value(vote).map_err(|error| error.to_string())
}

#[test]
fn rules_have_one_spelling_each() {
    let quorums = [
        (QuorumRule::majority(), json!({ "entitled": "more than 1/2" })),
        (QuorumRule::Entitled(Threshold::All), json!({ "entitled": "all" })),
        (QuorumRule::Number(11), json!({ "number": 11 })),
    ];
    for (rule, data) in quorums {
        assert_eq!(serde_json::to_value(rule).expect("plain data"), data);
        assert_eq!(serde_json::from_value::<QuorumRule>(data).expect("a quorum"), rule);
    }
    let cast = json!({ "cast": { "abstentions": true, "invalid": true } });
    let majorities = [
        (MajorityRule::two_thirds().of(Base::ALL_CAST), "at least 2/3", cast, "fails"),
        (MajorityRule::absolute(), "more than 1/2", json!("entitled"), "fails"),
        (
            MajorityRule::simple().of(Base::Present).breaking_ties(Tie::Chair),
            "more than 1/2",
            json!("present"),
            "chair",
        ),
    ];
    for (rule, yes, of, tie) in majorities {
        let data = json!({ "yes": yes, "of": of, "tie": tie });
        assert_eq!(serde_json::to_value(&rule).expect("plain data"), data);
        assert_eq!(serde_json::from_value::<MajorityRule>(data).expect("a majority"), rule);
    }
}

#[test]
fn a_rule_that_says_too_little_too_much_or_the_impossible_is_refused() {
    let whole = json!({
        "quorum": { "number": 1 },
        "majority": { "yes": "all", "of": "present", "tie": "fails" },
    });
    assert!(serde_json::from_value::<Rules>(whole.clone()).is_ok());
    for (pointer, broken) in [
        ("/quorum", json!({})),
        ("/quorum", json!({ "number": -1 })),
        ("/quorum", json!({ "number": 1.5 })),
        ("/quorum", json!({ "entitled": "more than 1/2", "number": 1 })),
        ("/majority/yes", json!("more than 0/1")),
        ("/majority/yes", json!("more than 1/1")),
        ("/majority/yes", json!("at least 3/2")),
        ("/majority/yes", json!(0.5)),
        ("/majority/of", json!({ "cast": { "abstentions": true } })),
        ("/majority/of", json!({ "cast": { "abstentions": true, "invalid": true, "more": true } })),
        ("/majority/tie", Value::Null),
        ("/majority", json!({ "yes": "all", "of": "present" })),
        ("/majority", json!({ "yes": "all", "of": "present", "tie": "fails", "also": 1 })),
    ] {
        let mut rules = whole.clone();
        *rules.pointer_mut(pointer).expect("a part of the rules") = broken.clone();
        assert!(serde_json::from_value::<Rules>(rules).is_err(), "{pointer} {broken}");
    }
}

#[test]
fn an_unknown_field_or_a_forgotten_choice_is_refused_and_not_counted_without() {
    assert!(read(published()).is_ok());
    for pointer in ["", "/roll/0", "/ballots/0", "/rules", "/rules/majority", "/tally"] {
        let mut vote = published();
        vote.pointer_mut(pointer).expect("an object")["proxy"] = json!("x");
        let error = read(vote).expect_err(pointer);
        assert!(error.contains("unknown field `proxy`"), "{error}");
    }
    for (pointer, field) in [("/ballots/0", "choice"), ("", "chair"), ("/tally", "invalid")] {
        let mut vote = published();
        vote.pointer_mut(pointer).and_then(Value::as_object_mut).expect("an object").remove(field);
        assert_eq!(read(vote), Err(format!("missing field `{field}`")));
    }
}

#[test]
fn an_invalid_ballot_is_written_as_null() {
    let ballot = Ballot::invalid(city(0));
    let data = json!({ "body": city(0), "choice": null });
    assert_eq!(serde_json::to_value(ballot).expect("plain data"), data);
    assert_eq!(serde_json::from_value::<Ballot>(data).expect("a ballot"), ballot);
}

#[test]
fn a_roll_with_a_body_twice_is_refused_on_reading() {
    let entry = json!({ "body": city(0), "name": "City", "right": "entitled" });
    let error = serde_json::from_value::<Roll>(json!([entry, entry])).expect_err("twice");
    assert_eq!(error.to_string(), format!("{} is on the roll twice", city(0)));
}

#[test]
fn a_recount_names_the_first_figure_that_differs() {
    let figures =
        ["entitled", "present", "quorum", "yes", "no", "abstain", "invalid", "base", "needed"];
    for figure in figures {
        let mut vote = published();
        vote["tally"][figure] = json!(77);
        vote["tally"]["outcome"] = json!("tied");
        let error = read(vote).expect("well formed").recount().expect_err(figure).to_string();
        assert!(error.starts_with(&format!("{figure}: 77 was published, ")), "{error}");
    }
    let mut vote = published();
    vote["tally"]["outcome"] = json!("tied");
    let error = read(vote).expect("well formed").recount().expect_err("the outcome").to_string();
    assert_eq!(error, "outcome: tied was published, carried by the votes is counted");
}

#[test]
fn figures_beyond_all_reason_break_nothing_before_they_are_recounted() {
    let mut vote = published();
    for figure in ["entitled", "present", "yes", "no", "base"] {
        vote["tally"][figure] = json!(u64::MAX);
    }
    let vote = read(vote).expect("well formed");
    assert_eq!(vote.tally.cast(), u64::MAX);
    assert!(vote.proof().to_string().contains("= 100.0 %"));
    assert!(vote.recount().is_err());
}

#[test]
fn a_proof_has_what_a_message_in_another_language_needs() {
    let meeting = Meeting::of(3, &[Some(Yes), Some(No), Some(Yes)]);
    let proof = Proof::new(&meeting.rules, &meeting.counted());
    assert_eq!(
        serde_json::to_value(&proof).expect("plain data"),
        json!({
            "quorum": { "present": 3, "entitled": 3, "needed": 2 },
            "majority": {
                "yes": 2, "base": 3, "needed": 2, "perMille": 667,
                "threshold": "more than 1/2", "comparison": "over",
            },
            "outcome": { "carried": { "by": "votes" } },
        })
    );
}

#[test]
fn names_for_selectors_are_the_names_in_data() {
    for outcome in [
        Outcome::Carried { by: Ground::Votes },
        Outcome::Rejected { by: Ground::Votes },
        Outcome::Inquorate { missing: 1 },
        Outcome::Tied,
        Outcome::NoResult,
    ] {
        let name = match serde_json::to_value(outcome).expect("plain data") {
            Value::Object(fields) => fields.into_iter().next().expect("one field").0,
            other => other.as_str().expect("a name").to_owned(),
        };
        assert_eq!(name, outcome.name());
    }
    for ground in [Ground::Votes, Ground::TieRule, Ground::Chair] {
        assert_eq!(serde_json::to_value(ground).expect("plain data"), ground.name());
    }
}

#[test]
fn a_reason_without_facts_is_its_code() {
    let [reason] = associate();
    let data = json!({ "code": "membership.associate" });
    assert_eq!(serde_json::to_value(&reason).expect("plain data"), data);
    assert_eq!(serde_json::from_value::<Reason>(data).expect("a reason"), reason);
}
