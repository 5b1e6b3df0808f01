//! The report of a unit says where it stands, why, and what comes next.

use eframe_ceds::report::{Needs, Report, State, Target};
use eframe_ceds::{Data, Format, Instrument, Plan};

use crate::bundled::bundled;

/// A city that answered each maturity question at a level of its own, systems by turns, and left one dimension out.
fn answered(instrument: &Instrument) -> Data {
    let document = instrument.document();
    let mut data = Data::builder(instrument);
    let row = data.unit("aville").expect("a unit");
    let mut set = |column: &str, answer: &str| data.text(row, column, answer).expect("it is taken");
    set("population", "300000");
    for fact in ["runs-transit", "runs-water", "runs-schools", "runs-clinics", "runs-port"] {
        set(fact, if fact == "runs-port" { "no" } else { "yes" });
    }
    for (place, question) in document.questions.iter().enumerate() {
        let id = question.id.as_str();
        if question.parent.as_str() == "citizens" && place % 3 != 0 {
            continue;
        }
        if question.scale.as_ref().is_some_and(|scale| scale.as_str() == "system") {
            set(&format!("{id}/exists"), ["no", "planned", "partly", "yes"][place % 4]);
            if place % 4 > 1 {
                set(&format!("{id}/used"), ["hardly", "some", "most", "nearly-all"][place % 3]);
                set(&format!("{id}/integrated"), ["alone", "some", "all"][place % 3]);
            }
        } else {
            set(id, ["1", "2", "3", "4", "5"][(place + 2) % 5]);
        }
    }
    data.build().expect("data")
}

#[test]
fn each_dimension_has_its_level_with_the_cut_off_behind_it() {
    let instrument = bundled();
    let (plan, data) = (Plan::new(&instrument), answered(&instrument));
    let scores = plan.score(&data).expect("scores");
    let report = Report::new(&scores, "egov", 0, Target::NextStage, &["ko"]).expect("a report");
    assert_eq!(report.nodes.len(), 15);
    assert_eq!(report.dimensions().count(), 10);
    let governance = report.node("governance").expect("governance");
    assert_eq!(
        (governance.label.text.as_str(), governance.label.lang.as_str()),
        ("거버넌스 체계", "")
    );
    assert_eq!(governance.depth, 3);
    assert_eq!(governance.needs, Needs::Weight(0.6));
    let standing = governance.standing.as_ref().expect("a stage");
    let (score, rung) =
        (governance.score.expect("a score"), standing.rung.as_ref().expect("a rung"));
    let next = standing.next.as_ref().expect("a next rung");
    assert!(rung.from.unwrap_or(0.0) <= score && score < next.from.expect("a cut-off"));
    assert_eq!(rung.text.as_ref().map(|text| text.lang.as_str()), Some("en"), "a fallback says so");
    assert_eq!(governance.gap, next.from.map(|from| from - score));
    // Too little was answered: no score, and the reason stands beside it.
    let citizens = report.node("citizens").expect("citizens");
    assert_eq!((citizens.score, citizens.gap), (None, None));
    assert!(citizens.coverage.is_some_and(|share| share < 0.6));
    assert_eq!(report.missing().len(), 10);
}

#[test]
fn points_of_all_answers_add_up_to_the_score() {
    let instrument = bundled();
    let (plan, data) = (Plan::new(&instrument), answered(&instrument));
    let scores = plan.score(&data).expect("scores");
    for of in ["systems", "internal", "governance", "e-admin"] {
        let report = Report::new(&scores, of, 0, Target::Score(75.0), &["en"]).expect("a report");
        let points: f64 = report.answers.iter().filter_map(|answer| answer.points).sum();
        let score = report.nodes[0].score.expect("a score");
        assert!((points + report.rest - score).abs() < 1e-9, "{of}: {points} of {score}");
        assert_eq!(report.rest, 0.0, "{of}");
        let room: f64 = report.answers.iter().filter_map(|answer| answer.room).sum();
        assert!(
            (score + room - 100.0).abs() < 1e-9,
            "{of}: all at their best make 100, not {}",
            score + room
        );
    }
}

#[test]
fn gaps_are_ordered_by_what_they_would_bring_and_say_what_to_do() {
    let instrument = bundled();
    let (plan, data) = (Plan::new(&instrument), answered(&instrument));
    let scores = plan.score(&data).expect("scores");
    let report = Report::new(&scores, "internal", 0, Target::NextStage, &["en"]).expect("a report");
    let gaps = report.gaps();
    assert!(gaps.windows(2).all(|pair| pair[0].room >= pair[1].room));
    for gap in &gaps {
        assert!(gap.next.is_some(), "{} has no next step", gap.id);
        assert!(gap.said[0].text.is_some(), "{} does not say what was answered", gap.id);
    }
    let strong = report.strengths();
    assert!(!strong.is_empty());
    assert!(strong.iter().all(|answer| answer.score >= Some(75.0)));
    assert!(strong.windows(2).all(|pair| pair[0].points >= pair[1].points));

    // A gain that is said is a gain that comes true.
    let first = gaps[0];
    let mut better = Data::builder(&instrument);
    let row = better.unit("aville").expect("a unit");
    for question in &instrument.document().questions {
        let id = question.id.as_str();
        if let Some(eframe_ceds::Entry::Word(word)) = data.get(0, id) {
            better.text(row, id, if id == first.id { "5" } else { word }).expect("taken");
        }
    }
    let better = better.build().expect("data");
    let after = plan.score(&better).expect("scores").value("internal", 0).expect("a score");
    let before = report.nodes[0].score.expect("a score");
    assert!((after - before - first.room.expect("room")).abs() < 1e-9);
}

#[test]
fn what_cannot_apply_or_does_not_exist_is_said_so() {
    let instrument = bundled();
    let (plan, data) = (Plan::new(&instrument), answered(&instrument));
    let scores = plan.score(&data).expect("scores");
    let report = Report::new(&scores, "systems", 0, Target::NextStage, &["en"]).expect("a report");
    let port = report.answers.iter().find(|answer| answer.state == State::NotApplicable);
    let port = port.expect("the city has no port");
    assert_eq!((port.score, port.room, &port.next, port.said.len()), (None, None, &None, 0));
    let none = report.answers.iter().find(|answer| {
        answer.said.first().is_some_and(|said| said.answer.as_deref() == Some("no"))
    });
    let none = none.expect("something is not there");
    assert_eq!(none.said[1].state, State::Settled);
    assert!(!none.is_missing() && none.next.is_some());
}

#[test]
fn bad_input_71_nobody_answered_anything() {
    let instrument = bundled();
    let plan = Plan::new(&instrument);
    let mut data = Data::builder(&instrument);
    data.unit("empty").expect("a unit");
    let data = data.build().expect("data");
    let scores = plan.score(&data).expect("scores");
    let report = Report::new(&scores, "egov", 0, Target::Score(f64::NAN), &[]).expect("a report");
    assert!(report.nodes.iter().all(|node| node.score.is_none() && node.target.is_none()));
    assert!(report.gaps().is_empty() && report.strengths().is_empty());
    assert_eq!(report.rest, 0.0);
    assert_eq!(Report::new(&scores, "egov", 1, Target::NextStage, &[]), None);
    assert_eq!(Report::new(&scores, "gov.strategy", 0, Target::NextStage, &[]), None);
}

#[test]
fn indicators_have_what_was_measured() {
    let text = "format = 1\nid = \"x\"\nedition = \"1\"\nlanguage = \"en\"\nname.en = \"X\"\nindicators.normalise = \"min-max\"\n\
                [[node]]\nid = \"top\"\nround = 1\n[[indicator]]\nid = \"a\"\nparent = \"top\"\n[[indicator]]\nid = \"b\"\nparent = \"top\"\n\
                [[indicator]]\nid = \"c\"\nparent = \"top\"\n";
    let instrument = Instrument::read("x.toml", text, Format::Toml).expect("an instrument");
    let mut data = Data::builder(&instrument);
    for (unit, value) in [("one", 1.0), ("two", 2.0), ("four", 4.0)] {
        let row = data.unit(unit).expect("a unit");
        for column in ["a", "b", "c"] {
            data.number(row, column, if column == "a" { value } else { 4.0 - value })
                .expect("taken");
        }
    }
    let data = data.build().expect("data");
    let plan = Plan::new(&instrument);
    let scores = plan.score(&data).expect("scores");
    let report = Report::new(&scores, "top", 1, Target::NextStage, &["en"]).expect("a report");
    assert_eq!(report.answers[0].measured, Some(2.0));
    assert_eq!(report.answers[0].best, None);
    let points: f64 = report.answers.iter().filter_map(|answer| answer.points).sum();
    assert!((points + report.rest - report.nodes[0].score.expect("a score")).abs() < 1e-12);
    assert!(report.rest != 0.0, "rounding is said");
}
