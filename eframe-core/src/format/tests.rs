use jiff::civil::date;

use super::*;

fn seoul() -> (Timestamp, TimeZone) {
    ("2026-11-23T05:00:00Z".parse().unwrap(), TimeZone::get("Asia/Seoul").unwrap())
}

#[test]
fn dates_are_gregorian_and_full_in_every_language() {
    let day = date(2026, 11, 23);
    let said = |language| Formats::new(language).date(day);
    assert_eq!(said(Language::EN), "23 November 2026");
    assert_eq!(said(Language::KO), "2026년 11월 23일");
    assert_eq!(said(Language::ZH), "2026年11月23日");
    assert_eq!(said(Language::RU), "23 ноября 2026\u{202f}г.");
    assert_eq!(said(Language::FR), "23 novembre 2026");
    assert_eq!(said(Language::ES), "23 de noviembre de 2026");
    assert_eq!(said(Language::AR), "23 نوفمبر 2026");
}

#[test]
fn a_time_never_stands_without_its_zone() {
    let (instant, zone) = seoul();
    assert_eq!(
        Formats::new(Language::EN).datetime(instant, &zone),
        "23 November 2026 at 14:00 GMT+9 (Seoul)"
    );
    assert_eq!(
        Formats::new(Language::EN).datetime(instant, &TimeZone::UTC),
        "23 November 2026 at 05:00 UTC"
    );
    assert_eq!(Formats::new(Language::KO).time(instant, &zone), "오후 2:00 GMT+9 (서울)");
}

#[test]
fn numbers_have_the_digits_and_groups_of_the_language() {
    assert_eq!(Formats::new(Language::EN).number(1_234_567), "1,234,567");
    assert_eq!(Formats::new(Language::FR).number(1_234_567), "1\u{202f}234\u{202f}567");
    assert_eq!(Formats::new(Language::AR).number(-5), "\u{200e}-5");
    assert_eq!(Formats::new(Language::EN).decimal(85.7142, 1), "85.7");
    assert_eq!(Formats::new(Language::EN).decimal(85.0, 1), "85");
}

#[test]
fn money_is_written_to_the_last_unit() {
    let said = |minor, decimals| Formats::new(Language::EN).money(minor, decimals, "XTS");
    assert_eq!(said(100_000, 2), "1,000.00\u{a0}XTS");
    assert_eq!(said(5, 2), "0.05\u{a0}XTS");
    assert_eq!(said(0, 2), "0.00\u{a0}XTS");
    assert_eq!(said(1_500_000, 0), "1,500,000\u{a0}XTS");
    assert_eq!(said(999_999_999_999_999_999, 3), "999,999,999,999,999.999\u{a0}XTS");
    assert_eq!(Formats::new(Language::FR).money(-150, 2, "EUR"), "-1,50\u{a0}EUR");
}

#[test]
fn lists_stand_in_the_order_of_the_language() {
    let mut names = ["Örebro", "Oslo", "Zagreb", "åland"];
    names.sort_by(|one, other| Formats::new(Language::EN).compare(one, other));
    assert_eq!(names, ["åland", "Örebro", "Oslo", "Zagreb"]);
}
