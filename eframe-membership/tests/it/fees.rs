use eframe_core::{Actor, Caller};
use eframe_membership::model::{FeeState, Right, Standing};
use eframe_membership::rules::Settle;
use eframe_membership::{Error, Refusal};

use serde_json::json;

use crate::desks::kept;
use crate::hall::{five, halls, officer, organisation, reader, vera};
use crate::town::{get, post_json, send, with};

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
async fn the_fees_of_a_year_are_added_up_for_programs_as_for_the_desk() {
    for hall in halls().await {
        hall.noon("2026-01-10");
        hall.import(&five()).await.expect("imported");
        let secretariat = Caller::new(vera());
        hall.membership.ask_fees(&secretariat, 2026).await.expect("asked");
        let seoul = hall.membership.member_of(&vera(), organisation(102)).await.expect("there");
        let paid = Settle::Paid { on: "2026-01-09".parse().expect("a day"), reference: "7".into() };
        hall.membership.settle(&secretariat, seoul.fees[0].id, paid).await.expect("settled");
        let sums = async |actor: &Actor, query: &str| {
            let path = format!("/fees/sums{query}");
            send(hall.membership.json(), actor, get(&path)).await
        };
        let told = sums(&reader(), "").await.json();
        assert_eq!((&told["year"], &told["years"]), (&json!("2026"), &json!(["2026"])));
        let sum = |state: &str| {
            let items = told["items"].as_array().expect("a list");
            items.iter().find(|one| one["state"] == state).cloned().unwrap_or_default()
        };
        let paid = json!({ "state": "paid", "count": 1, "amount": "1000.00 USD" });
        assert_eq!(sum("paid"), paid, "{}: {told}", hall.base.kind);
        assert_eq!(sum("open")["count"], 4, "{told}");
        let desk = send(hall.membership.desk(), &reader(), get("/fees?year=2026")).await.text;
        assert!(desk.contains("1,000.00"), "the desk says the same: {desk}");
        assert_eq!(sums(&reader(), "?year=1999").await.json()["items"], json!([]));
        assert_eq!(sums(&reader(), "?state=paid").await.status, 400);
        assert_eq!(sums(&officer(organisation(102)), "").await.status, 403);
        assert_eq!(sums(&Actor::anonymous(), "").await.status, 401);
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

#[tokio::test]
async fn bad_input_99_what_was_typed_about_a_fee_is_kept_while_its_writer_signs_in_again() {
    for hall in halls().await {
        hall.noon("2026-01-10");
        hall.import(&five()).await.expect("imported");
        hall.membership.ask_fees(&Caller::new(vera()), 2026).await.expect("asked");
        let seoul = hall.membership.member_of(&vera(), organisation(102)).await.expect("there");
        let fee = seoul.fees[0].id;
        let back = async |typed: &[(&str, &str)]| {
            let page = kept(&format!("/fees/{fee}"), typed);
            let page = send(hall.membership.desk(), &vera(), page).await;
            assert_eq!(page.status, 200, "{}", page.text);
            page.text
        };
        let waived = back(&[("step", "waived"), ("reason", "Half a thought")]).await;
        assert!(waived.contains("Half a thought"), "{}: {waived}", hall.base.kind);
        let opened = waived.split("<details open>").nth(1).expect("an open form");
        assert!(opened.contains(r#"value="waived""#), "{opened}");
        let paid = back(&[("step", "paid"), ("on", "2026-01-07"), ("reference", "Slip 7")]).await;
        assert!(paid.contains("2026-01-07") && paid.contains("Slip 7"), "{paid}");
        assert!(!paid.contains("<details open>"), "{paid}");

        // The city's own page asks nothing: whoever comes back to it finds what it says.
        let own = format!("/organisations/{}/fees", organisation(102));
        let own = kept(&own, &[("reason", "Half a thought")]);
        let own = send(hall.membership.own(), &officer(organisation(102)), own).await;
        assert_eq!(own.status, 200, "{}", own.text);
        assert!(own.text.contains("1,000.00"), "{}", own.text);
        assert!(!own.text.contains("Half a thought"), "{}", own.text);
        let still = hall.membership.member_of(&vera(), organisation(102)).await.expect("there");
        assert_eq!(still.fees[0].state, FeeState::Open);
    }
}

#[tokio::test]
async fn bad_input_49_asking_twice_under_one_key_asks_once() {
    for hall in halls().await {
        hall.noon("2026-01-10");
        hall.import(&five()).await.expect("imported");
        let ask = async |key: &'static str, year: i16| {
            let request = post_json("/fees/ask", &json!({ "year": year }));
            send(hall.membership.json(), &vera(), with(request, "idempotency-key", key)).await
        };
        let first = ask("fees-1", 2026).await;
        assert_eq!(first.json(), json!({ "asked": 5, "passed": 0 }), "{}", hall.base.kind);
        let again = ask("fees-1", 2026).await;
        assert_eq!((again.status, again.json()), (first.status, first.json()), "the same answer");
        assert_eq!(ask("fees-1", 2027).await.status, 422, "another request");
        assert_eq!(ask("fees-2", 2026).await.json(), json!({ "asked": 0, "passed": 5 }));
    }
}

#[tokio::test]
async fn bad_input_99_a_register_that_was_pasted_is_kept_while_its_writer_signs_in_again() {
    for hall in halls().await {
        let typed = [("text", "number,kind,name\nM-2018-0001,city,Half"), ("step", "check")];
        let page = send(hall.membership.desk(), &vera(), kept("/import", &typed)).await;
        assert_eq!(page.status, 200, "{}", page.text);
        let told =
            page.text.contains("M-2018-0001,city,Half") && page.text.contains("notice--warn");
        assert!(told, "{}: {}", hall.base.kind, page.text);
    }
}
