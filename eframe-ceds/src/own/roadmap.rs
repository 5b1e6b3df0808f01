//! What to build next, for a budget that the city names.

use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::{Choice, Field, Fields};
use eframe_core::http::{Path, Problem};
use eframe_core::template::Template;
use serde::Serialize;

use super::assessment::place;
use super::fields::{Marks, number};
use crate::chart::{Chart as _, Drawn, Gantt, Heading, Label, Stretch};
use crate::document::Module;
use crate::model::AssessmentId;
use crate::roadmap::{Budget, Proof, Roadmap, Step, Wish};
use crate::seat::{Own, Seat};
use crate::words::Words;
use crate::{Error, Modules, Planned, Reckoned, Refusal};

/// A plan for a budget.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct RoadmapPage {
    /// Where the figures of modules come from.
    text: Option<Label>,
    fields: Vec<Field>,
    form: Fields,
    /// Whether there is a plan below.
    planned: bool,
    today: String,
    then: String,
    proof: String,
    drawn: Option<Drawn>,
    years: Vec<YearView>,
    steps: Vec<StepView>,
    report: String,
}

/// A year.
#[derive(Clone, Debug, Serialize)]
struct YearView {
    name: String,
    spent: String,
    left: String,
    score: String,
}

/// A module of the plan.
#[derive(Clone, Debug, Serialize)]
struct StepView {
    label: Label,
    text: Option<Label>,
    when: String,
    cost: String,
    effort: String,
    gain: String,
    /// What waits for it.
    opens: Vec<Label>,
}

/// Shows the form, and the plan where a budget was named.
pub(super) async fn show(
    Own(seat): Own,
    Path(id): Path<AssessmentId>,
) -> Result<Response, Problem> {
    let reckoned = seat.ceds.reckoned(seat.actor(), id).await?;
    let modules = seat.ceds.modules(&reckoned.edition).ok_or_else(Problem::not_found)?;
    let mut page = form(&seat, &modules, id);
    if seat.query.has("cost") {
        match wish(&seat, &reckoned) {
            Ok(wish) => match seat.ceds.roadmap(seat.actor(), id, wish).await {
                Ok(planned) => page = told(&seat, &reckoned, &planned, page),
                Err(Error::Refused(Refusal::NoScores(_))) => {
                    page.form = page.form.fault("", seat.say("ceds.roadmap.no-score"));
                }
                Err(Error::Refused(Refusal::Invalid(_))) => {
                    page.form = page.form.fault("cost", seat.say("ceds.field.budget.wrong"));
                }
                Err(error) => return Err(error.into()),
            },
            Err((field, key)) => page.form = page.form.fault(field, seat.say(key)),
        }
    }
    let args = [("city", reckoned.assessment.city.as_str().into())];
    let title = seat.words.say_with("ceds.roadmap.of", &args);
    seat.page(&title, &page).await
}

fn form(seat: &Seat, modules: &Modules, id: AssessmentId) -> RoadmapPage {
    let list = modules.document();
    let document = |text: &crate::document::Localized| {
        let own = seat.words.languages();
        let all = own.iter().copied().chain([list.language.as_str()]);
        match text.pick(all) {
            Some((lang, text)) if own.contains(&lang) => text.into(),
            Some((lang, text)) => Label::foreign(text, lang),
            None => Label::default(),
        }
    };
    let years = (1..=5).map(|year: u32| {
        let said = seat.words.say_with("ceds.roadmap.years-count", &[("count", year.into())]);
        Choice::new(year.to_string(), said)
    });
    let asked = |name: &str, default: &str| match seat.query.one(name) {
        "" => default.to_owned(),
        said => said.to_owned(),
    };
    RoadmapPage {
        text: Some(document(&list.text)).filter(|label| !label.text.is_empty()),
        fields: vec![
            Field::select("years", seat.say("ceds.roadmap.years"), years.collect()),
            Field::text("cost", seat.say("ceds.roadmap.cost"))
                .hint(document(&list.units.cost).text),
            Field::text("effort", seat.say("ceds.roadmap.effort"))
                .hint(document(&list.units.effort).text)
                .optional(),
        ],
        form: Fields::of([
            ("years", asked("years", "3")),
            ("cost", asked("cost", "")),
            ("effort", asked("effort", "")),
        ]),
        report: place(seat, id, "/report"),
        ..RoadmapPage::default()
    }
}

/// What was asked, or the field that is wrong with its message.
fn wish(seat: &Seat, reckoned: &Reckoned) -> Result<Wish, (&'static str, &'static str)> {
    let figure = |name: &'static str| {
        let typed = number(seat.query.one(name), Marks::of(&seat.words));
        let value = typed.parse::<f64>().ok().filter(|value| value.is_finite() && *value >= 0.0);
        value.ok_or((name, "ceds.field.budget.wrong"))
    };
    let cost = figure("cost")?;
    let effort = match seat.query.one("effort").trim() {
        "" => None,
        _ => Some(figure("effort")?),
    };
    let years = seat.query.one("years").parse().unwrap_or(1_usize).clamp(1, 5);
    let years = vec![Budget { cost, effort }; years];
    Ok(Wish { node: reckoned.edition.top(), years, carry_over: true, built: Vec::new() })
}

fn told(
    seat: &Seat,
    reckoned: &Reckoned,
    Planned { roadmap: of, modules }: &Planned,
    form: RoadmapPage,
) -> RoadmapPage {
    let words = &seat.words;
    let document = reckoned.edition.document();
    let module = |id: &str| modules.get(id);
    let name = |id: &str| {
        module(id).map_or_else(|| id.into(), |one: &Module| words.name(document, &one.name, id))
    };
    let steps = of.steps.iter().map(|step| StepView {
        label: name(&step.module),
        text: module(&step.module).and_then(|one| words.told(document, &one.text)),
        when: when(words, step),
        cost: words.score(step.cost),
        effort: words.score(step.effort),
        gain: words.score(step.gain),
        opens: step.opens.iter().map(|id| name(id)).collect(),
    });
    let years = of.years.iter().map(|year| YearView {
        name: year_name(words, year.year),
        spent: words.score(year.spent),
        left: words.score(year.left),
        score: words.score(year.score),
    });
    RoadmapPage {
        planned: true,
        today: words.score(of.today),
        then: words.score(of.score()),
        proof: proof(words, of),
        drawn: (!of.steps.is_empty()).then(|| drawn(words, of, name)),
        years: years.collect(),
        steps: steps.collect(),
        ..form
    }
}

/// The steps over the years.
fn drawn(words: &Words, of: &Roadmap, name: impl Fn(&str) -> Label) -> Drawn {
    let stretch = |step: &Step| Stretch {
        label: name(&step.module),
        from: f64::from(step.begins.saturating_sub(1)) / 12.0,
        to: f64::from(step.ends) / 12.0,
        when: when(words, step),
        said: words.score(step.cost),
    };
    let gantt = Gantt {
        heading: Heading::new("roadmap", words.say("ceds.roadmap.when"))
            .described(words.say("ceds.chart.described"))
            .right_to_left(words.language.direction().html() == "rtl"),
        columns: ["ceds.roadmap.module", "ceds.roadmap.when", "ceds.roadmap.cost-head"]
            .map(|key| words.say(key)),
        years: of.years.iter().map(|year| year_name(words, year.year)).collect(),
        stretches: of.steps.iter().map(stretch).collect(),
    };
    gantt.drawn()
}

fn year_name(words: &Words, year: usize) -> String {
    words.say_with("ceds.roadmap.year", &[("number", year.into())])
}

/// The months of a step.
fn when(words: &Words, step: &Step) -> String {
    let months = [("first", step.begins.into()), ("last", step.ends.into())];
    words.say_with("ceds.roadmap.months", &months)
}

/// What is known of better plans, in words.
fn proof(words: &Words, of: &Roadmap) -> String {
    match (of.proof, of.most_better()) {
        (Proof::Optimal, _) => words.say("ceds.roadmap.optimal"),
        // Whole hundredths, never less than it is.
        (Proof::Within { .. }, Some(more)) => words.say_with(
            "ceds.roadmap.within",
            &[("share", words.percent((more * 100.0).ceil() / 100.0).into())],
        ),
        (Proof::Within { .. } | Proof::BestFound, _) => words.say("ceds.roadmap.best-found"),
    }
}

impl Template for RoadmapPage {
    const NAME: &'static str = "ceds/own/roadmap.html";

    fn samples() -> Vec<Self> {
        let fields = vec![
            Field::select("years", "Years", vec![Choice::new("3", "3 years")]),
            Field::text("cost", "Money each year"),
        ];
        let asked = Self {
            text: Some(Label::foreign("The figures are examples.", "en")),
            fields,
            form: Fields::of([("years", "3")]).fault("cost", "Write a number".to_owned()),
            report: "/account/ceds/assessments/1/report".to_owned(),
            ..Self::default()
        };
        let step = StepView {
            label: "A leader and a common table".into(),
            text: Some(Label::foreign("The mayor appoints one person.", "en")),
            when: "Months 1 to 3".to_owned(),
            cost: "20".to_owned(),
            effort: "3".to_owned(),
            gain: "0.8".to_owned(),
            opens: vec!["Strategy".into(), Label::foreign("Portfolio", "en")],
        };
        let year = YearView {
            name: "Year 1".to_owned(),
            spent: "95".to_owned(),
            left: "5".to_owned(),
            score: "45.2".to_owned(),
        };
        let planned = Self {
            form: Fields::of([("years", "3"), ("cost", "100")]),
            planned: true,
            today: "41".to_owned(),
            then: "48.5".to_owned(),
            proof: "No plan gains more.".to_owned(),
            drawn: Some(super::report::sample_drawing("roadmap")),
            years: vec![year],
            steps: vec![step.clone(), StepView { text: None, opens: Vec::new(), ..step }],
            ..asked.clone()
        };
        let nothing = Self { drawn: None, steps: Vec::new(), text: None, ..planned.clone() };
        vec![asked, planned, nothing]
    }
}
