use std::collections::BTreeSet;

use eframe_core::Caller;
use eframe_core::directory::{MemberDirectory as _, MemberStanding};
use eframe_membership::model::{Right, Standing};
use eframe_membership::rules::{Amend, Dated};
use eframe_membership::{Error, Refusal};

use crate::hall::{five, halls, officer, organisation, reader, vera};

#[tokio::test]
async fn the_figures_follow_from_the_register_and_from_nothing_else() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        hall.import(&five()).await.expect("imported");
        let figures = hall.membership.figures().await.expect("counted");
        assert_eq!(
            (figures.members, figures.friendship, figures.partners),
            (3, 1, 1),
            "{}",
            hall.base.kind
        );
        assert_eq!(figures.citizens, 290_598 + 9_411_440 + 2_291_352);
        let seoul = hall.membership.member_of(&vera(), organisation(102)).await.expect("there");
        let left = Dated { on: None, reason: "Asked to".to_owned() };
        hall.membership.leave(&Caller::new(vera()), seoul.id, left).await.expect("left");
        let figures = hall.membership.figures().await.expect("counted");
        assert_eq!((figures.members, figures.citizens), (2, 290_598 + 2_291_352), "at once");
        let places = hall.membership.places().await.expect("read");
        let numbers: Vec<_> = places.iter().map(|place| place.number.as_str()).collect();
        assert_eq!(numbers, ["M-2018-0001", "M-2019-0001", "M-2020-0001", "M-2021-0001"]);
        assert_eq!(places[0].latitude, Some(56.1629));
    }
}

#[tokio::test]
async fn a_standing_on_a_past_day_is_told_by_the_rule_of_that_day() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        hall.import(&five()).await.expect("imported");
        let at = async |number: u128, day: &str| {
            let day = day.parse().expect("a day");
            hall.membership.standing(organisation(number), day).await.expect("read")
        };
        let told = |standing: &str, may_vote| {
            Some(MemberStanding {
                kind: "city".to_owned(),
                standing: standing.to_owned(),
                may_vote,
            })
        };
        assert_eq!(at(102, "2018-01-09").await, None);
        assert_eq!(at(102, "2018-05-31").await, told("associate", false));
        assert_eq!(at(102, "2018-06-01").await, told("full", true));
        assert_eq!(at(106, "2019-12-30").await, told("full", true));
        assert_eq!(at(106, "2019-12-31").await, told("withdrawn", false));
        let explained = hall.membership.explain("m-2020-0001", None).await.expect("explained");
        assert_eq!(explained.status.standing, Some(Standing::Associate));
        assert_eq!(explained.status.steps.len(), 1);
        let vote = explained.rights.iter().find(|(right, _)| *right == Right::Vote).expect("known");
        assert_eq!(vote.1[0].code, "standing");
        let unknown = hall.membership.explain("M-2020-0099", None).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn a_certificate_says_what_is_true_today_and_on_the_day_of_issue() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        hall.import(&five()).await.expect("imported");
        let seoul = hall.membership.member_of(&vera(), organisation(102)).await.expect("there");
        let left = Dated { on: None, reason: String::new() };
        hall.membership.leave(&Caller::new(vera()), seoul.id, left).await.expect("left");
        let issued = "2026-11-24".parse().ok();
        let certified = hall.membership.certified(&seoul.code, issued).await.expect("certified");
        assert_eq!(certified.today.status.standing, Some(Standing::Withdrawn));
        let issued = certified.issued.expect("a day of issue");
        assert_eq!(issued.status.standing, Some(Standing::Full));
        let wrong = hall.membership.certified("aaaaaaaaaa", None).await;
        assert!(matches!(wrong, Err(Error::NotFound)));
        let later = hall.membership.certified(&seoul.code, "2027-01-01".parse().ok()).await;
        assert_eq!(later.expect("certified").issued, None, "no certificate is of tomorrow");
    }
}

#[tokio::test]
async fn bad_input_37_nobody_sees_or_changes_another_citys_membership() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        hall.import(&five()).await.expect("imported");
        let (own, other) = (organisation(101), organisation(102));
        let seoul = hall.membership.member_of(&vera(), other).await.expect("there");
        let of_aarhus = officer(own);
        assert!(hall.membership.member_of(&of_aarhus, own).await.is_ok());
        assert!(matches!(hall.membership.member_of(&of_aarhus, other).await, Err(Error::NotFound)));
        assert!(matches!(hall.membership.member(&of_aarhus, seoul.id).await, Err(Error::NotFound)));
        let amend = Amend { expected: None, form: seoul.profile.form() };
        let refused = hall.membership.amend(&Caller::new(of_aarhus), seoul.id, amend.clone()).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let of_seoul = Caller::new(officer(other));
        let refused = hall.membership.amend(&of_seoul, seoul.id, amend.clone()).await;
        assert!(
            matches!(refused, Err(Error::Refused(Refusal::Denied(_)))),
            "their own, but not theirs to change"
        );
        let refused = hall.membership.amend(&Caller::new(reader()), seoul.id, amend).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Denied(_)))));
    }
}

#[tokio::test]
async fn bad_input_52_two_amendments_from_one_version_are_one_and_a_refusal() {
    for hall in halls().await {
        hall.noon("2026-11-25");
        hall.import(&five()).await.expect("imported");
        let seoul = hall.membership.member_of(&vera(), organisation(102)).await.expect("there");
        let amend = |name: &str| Amend {
            expected: Some(seoul.version),
            form: eframe_membership::model::Form { name: name.to_owned(), ..seoul.profile.form() },
        };
        let caller = Caller::new(vera());
        let (one, other) = tokio::join!(
            hall.membership.amend(&caller, seoul.id, amend("Seoul One")),
            hall.membership.amend(&caller, seoul.id, amend("Seoul Two")),
        );
        let outcomes = [one.is_ok(), other.is_ok()];
        assert_eq!(outcomes.iter().filter(|done| **done).count(), 1, "{}", hall.base.kind);
        let refused = one.err().or(other.err()).expect("a refusal");
        assert!(matches!(refused, Error::Refused(Refusal::Moved(_))), "{refused:?}");
    }
}

#[tokio::test]
async fn bad_input_97_both_databases_give_the_register_in_the_same_order() {
    let mut told = BTreeSet::new();
    for hall in halls().await {
        hall.noon("2026-11-25");
        hall.import(&five()).await.expect("imported");
        let places = hall.membership.places().await.expect("read");
        told.insert(serde_json::to_string(&places).expect("JSON"));
    }
    assert_eq!(told.len(), 1);
}
