use eframe_core::Caller;
use eframe_membership::model::{FeeState, Right, Standing};
use eframe_membership::rules::Settle;
use eframe_membership::{Error, Refusal};

use crate::hall::{five, halls, officer, organisation, reader, vera};

#[tokio::test]
async fn everybody_in_the_register_is_asked_once_and_whoever_does_not_pay_lapses() {
    for hall in halls().await {
        hall.noon("2026-01-10");
        hall.import(&five()).await.expect("imported");
        let secretariat = Caller::new(vera());
        let asked = hall.membership.ask_fees(&secretariat, 2026).await.expect("asked");
        assert_eq!((asked.asked, asked.passed), (5, 0), "{}", hall.base.kind);
        let again = hall.membership.ask_fees(&secretariat, 2026).await.expect("asked again");
        assert_eq!((again.asked, again.passed), (0, 5));

        let seoul = hall.membership.member_of(&vera(), organisation(102)).await.expect("there");
        let [fee] = seoul.fees.as_slice() else { panic!("one fee") };
        assert_eq!(
            (fee.amount.to_string(), fee.due.to_string()),
            ("1000.00 USD".into(), "2026-03-31".into())
        );
        let paid =
            || Settle::Paid { on: "2026-03-01".parse().expect("a day"), reference: "7".to_owned() };
        hall.noon("2026-03-02");
        let settled = hall.membership.settle(&secretariat, fee.id, paid()).await.expect("settled");
        assert!(!settled.restored);
        let twice = hall.membership.settle(&secretariat, fee.id, paid()).await;
        assert!(matches!(twice, Err(Error::Refused(Refusal::AlreadySettled))));

        hall.noon("2026-09-27");
        assert_eq!(
            hall.membership.lapse_overdue().await.expect("looked"),
            0,
            "the last day of grace"
        );
        hall.noon("2026-09-28");
        assert_eq!(hall.membership.lapse_overdue().await.expect("looked"), 4);
        assert_eq!(hall.membership.lapse_overdue().await.expect("looked"), 0, "once");
        let aarhus = hall.membership.member_of(&vera(), organisation(101)).await.expect("there");
        assert_eq!(aarhus.standing, Some(Standing::Lapsed));

        let waived = Settle::Waived { reason: "Flood".to_owned() };
        let settled = hall.membership.settle(&secretariat, aarhus.fees[0].id, waived).await;
        assert!(settled.expect("settled").restored);
        let aarhus = hall.membership.member_of(&vera(), organisation(101)).await.expect("there");
        assert_eq!(aarhus.standing, Some(Standing::Full));
        assert!(matches!(aarhus.fees[0].state, FeeState::Waived { .. }));
    }
}

#[tokio::test]
async fn bad_input_38_whoever_owes_a_fee_has_no_vote_and_everyone_is_told_why() {
    for hall in halls().await {
        hall.noon("2026-01-10");
        hall.import(&five()).await.expect("imported");
        hall.membership.ask_fees(&Caller::new(vera()), 2026).await.expect("asked");
        let vote = async |day: &str| {
            let day = day.parse().ok();
            let explained = hall.membership.explain("M-2018-0002", day).await.expect("explained");
            let found = explained.rights.into_iter().find(|(right, _)| *right == Right::Vote);
            let (_, reasons) = found.expect("a right of the charter");
            reasons.into_iter().map(|reason| reason.code).collect::<Vec<_>>()
        };
        assert_eq!(vote("2026-03-31").await, Vec::<String>::new());
        assert_eq!(vote("2026-04-01").await, ["overdue"]);
    }
}

#[tokio::test]
async fn bad_input_37_fees_are_managed_by_those_who_may_and_seen_by_whose_they_are() {
    for hall in halls().await {
        hall.noon("2026-01-10");
        hall.import(&five()).await.expect("imported");
        hall.membership.ask_fees(&Caller::new(vera()), 2026).await.expect("asked");
        let seoul = hall.membership.member_of(&vera(), organisation(102)).await.expect("there");
        let settle = || Settle::Waived { reason: "Please".to_owned() };
        let own = Caller::new(officer(organisation(102)));
        let refused = hall.membership.settle(&own, seoul.fees[0].id, settle()).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Denied(_)))));
        let other = Caller::new(officer(organisation(101)));
        let refused = hall.membership.settle(&other, seoul.fees[0].id, settle()).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let refused = hall.membership.ask_fees(&Caller::new(reader()), 2026).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Denied(_)))));
        let far = hall.membership.ask_fees(&Caller::new(vera()), 2040).await;
        assert!(matches!(far, Err(Error::Refused(Refusal::Invalid(_)))));
    }
}
