use super::*;

fn with(was: &str, is: &str) -> Result<Charter, CharterError> {
    let text = include_str!("../../../charters/wego.toml");
    assert!(text.contains(was), "{was}");
    Charter::read(&text.replace(was, is))
}

#[test]
fn a_charter_that_leads_beyond_the_calendar_or_contradicts_itself_is_refused() {
    for (was, is, said) in [
        ("grace-days = 180", "grace-days = 99999999", "grace-days"),
        ("grace-days = 180", "grace-days = -1", "grace-days"),
        ("review = 30", "review = -1", "review"),
        ("answer = 60", "answer = 99999999", "answer"),
        ("code = \"seat\"", "code = \"president\"", "president twice"),
        ("least = 5", "least = 21", "vice-president"),
        (
            "least = 5",
            "least = 20 }, { code = \"x\", name = { en = \"X\" }, least = 1",
            "21 offices",
        ),
        ("years = 3", "years = 20000", "years"),
        ("minor = 100000", "minor = -1", "city"),
        ("minor = 100000", "minor = 9000000000000000000", "city"),
    ] {
        let error = with(was, is).expect_err(is).to_string();
        assert!(error.contains(said), "{is}: {error}");
    }
}

#[test]
fn a_charter_says_how_many_hold_an_office_at_least() {
    let charter = Charter::wego();
    let last = charter.versions().last().expect("a version");
    let body = &last.bodies[&"executive-committee".parse::<BodyCode>().expect("a code")];
    let Composition::Offices { offices, .. } = &body.composition else { panic!("offices") };
    let least = |code: &str| offices.iter().find(|one| one.code.as_str() == code)?.least;
    assert_eq!((least("vice-president"), least("seat")), (Some(5), None));
}

#[test]
fn a_kind_that_a_charter_dropped_keeps_the_last_rule_that_it_had() {
    let mut versions = Charter::wego().versions().to_vec();
    let kind: Kind = "friendship".parse().expect("a code");
    let mut without = versions.last().expect("a version").clone();
    let dropped: Date = "2026-01-01".parse().expect("a day");
    (without.from, without.name) = (dropped, "2026".to_owned());
    without.kinds.remove(&kind);
    without.fees = None;
    versions.push(without);
    let charter = Charter::new("Asia/Seoul", versions).expect("a charter");
    assert_eq!(charter.on(dropped).kinds.get(&kind), None);
    let rule = charter.last_rule_of(&kind, dropped).expect("the last one");
    assert_eq!(rule.figure, Figure::Friendship);
    assert!(charter.last_rule_of(&"king".parse().expect("a code"), dropped).is_none());
}
