use eframe_core::Timestamp;
use eframe_membership::model::{Charter, Happened, Happening, Right, Standing};
use eframe_membership::rules::{may, status_at};
use jiff::civil::date;

#[test]
fn whom_the_office_accepts_is_a_full_member_at_once_and_votes() {
    let statutes = Charter::read(include_str!("../charter.toml")).expect("the statutes are right");
    let kind = "municipality".parse().expect("a code");
    let day = date(2026, 5, 4);
    let accepted =
        Happened { number: 1, on: day, recorded: Timestamp::UNIX_EPOCH, what: Happening::Accepted };
    let history = [accepted];
    assert_eq!(status_at(&statutes, &kind, &history, day).standing, Some(Standing::Full));
    assert_eq!(may(&statutes, &kind, &history, &[], Right::Vote, day), []);
    assert!(!may(&statutes, &kind, &[], &[], Right::Vote, day).is_empty());
}
