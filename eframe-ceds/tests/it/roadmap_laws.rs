//! What holds of every roadmap, tried on small cities where all plans can be looked at.

use std::collections::HashMap;
use std::fmt::Write;
use std::ops::ControlFlow;

use eframe_ceds::roadmap::{Budget, Proof, Roadmap, RoadmapError, Why, Wish};
use eframe_ceds::{Data, Format, Instrument, Modules, Plan};
use proptest::prelude::*;

/// Questions with a scale, one that the first opens, one of parts behind a gate.
const COLUMNS: [&str; 6] = ["lead", "plan", "pay/exists", "pay/used", "net", "skill"];

#[derive(Clone, Debug)]
struct Case {
    top: &'static str,
    weights: [u32; 5],
    /// The answer in each column: a level, 4 for none, 5 for not applicable.
    answers: [u32; 6],
    modules: Vec<Made>,
    budgets: Vec<u32>,
    effort: Option<u32>,
    carry: bool,
}

#[derive(Clone, Debug)]
struct Made {
    cost: u32,
    effort: u32,
    months: u32,
    needs: Vec<usize>,
    raises: Vec<(usize, u32)>,
}

impl Case {
    fn instrument(&self) -> Instrument {
        let [lead, plan, pay, net, skill] = self.weights;
        let text = format!(
            r#"
format = 1
id = "small"
edition = "1"
language = "en"
name = {{ en = "Small" }}
questions = {{ scale = "level" }}
[[scale]]
id = "level"
answer = [{{ id = "0", score = 0 }}, {{ id = "1", score = 1 }}, {{ id = "2", score = 2 }}, {{ id = "3", score = 4 }}]
[[scale]]
id = "system"
part = [{{ id = "exists", scale = "level", weight = 3, gate = true }}, {{ id = "used", scale = "level", weight = 2 }}]
[[node]]
id = "top"
aggregate = "{}"
[[node]]
id = "one"
parent = "top"
weight = 2
[[node]]
id = "two"
parent = "top"
weight = 3
[[question]]
id = "lead"
parent = "one"
weight = {lead}
[[question]]
id = "plan"
parent = "one"
weight = {plan}
when = {{ question = "lead", at-least = 2 }}
[[question]]
id = "pay"
parent = "one"
weight = {pay}
scale = "system"
[[question]]
id = "net"
parent = "two"
weight = {net}
[[question]]
id = "skill"
parent = "two"
weight = {skill}
"#,
            self.top
        );
        Instrument::read("small.toml", &text, Format::Toml)
            .unwrap_or_else(|error| panic!("{error}"))
    }

    /// The modules, with all costs in another unit.
    fn modules(&self, instrument: &Instrument, unit: f64) -> Modules {
        let mut text = "format = 1\ninstrument = \"small\"\nedition = \"1\"\nlanguage = \"en\"\nname.en = \"M\"\n".to_owned();
        for (place, made) in self.modules.iter().enumerate() {
            let Made { cost, effort, months, needs, raises } = made;
            let needs: Vec<String> = needs.iter().map(|need| format!("\"m{need}\"")).collect();
            let raises = raises.iter().map(|(column, to)| {
                format!("{{ question = \"{}\", to = \"{to}\" }}", COLUMNS[*column])
            });
            writeln!(
                text,
                "[[module]]\nid = \"m{place}\"\nname.en = \"M\"\ncost = {:?}\neffort = {effort}\nmonths = {months}\nneeds = [{}]\nraises = [{}]",
                f64::from(*cost) * unit,
                needs.join(", "),
                raises.collect::<Vec<_>>().join(", ")
            )
            .expect("a text grows");
        }
        Modules::read(instrument, "modules.toml", &text, Format::Toml)
            .unwrap_or_else(|error| panic!("{error}"))
    }

    fn wish(&self, unit: f64, more: u32) -> Wish {
        let each = |cost: &u32| Budget {
            cost: f64::from(cost + more) * unit,
            effort: self.effort.map(f64::from),
        };
        Wish {
            node: "top".to_owned(),
            years: self.budgets.iter().map(each).collect(),
            carry_over: self.carry,
            built: Vec::new(),
        }
    }

    fn data(&self, instrument: &Instrument, answers: &[u32; 6]) -> Data {
        let mut data = Data::builder(instrument);
        let row = data.unit("city").expect("a city");
        for (column, answer) in COLUMNS.iter().zip(answers) {
            let text = match answer {
                4 => String::new(),
                5 => "not-applicable".to_owned(),
                level => level.to_string(),
            };
            data.text(row, column, &text).expect("an answer");
        }
        data.build().expect("data")
    }

    fn map(&self, wish: &Wish, unit: f64) -> Result<Roadmap, RoadmapError> {
        let instrument = self.instrument();
        let (plan, modules) = (Plan::new(&instrument), self.modules(&instrument, unit));
        let data = self.data(&instrument, &self.answers);
        Roadmap::new(&plan, &data, 0, &modules, wish, &mut || ControlFlow::Continue(()))
    }
}

/// Every plan of a case, looked at one by one, by nothing that the roadmap uses but the engine.
struct All<'a> {
    case: &'a Case,
    instrument: Instrument,
    plan: Plan,
    there: Vec<bool>,
    answers: [u32; 6],
    known: HashMap<Vec<bool>, f64>,
}

impl<'a> All<'a> {
    fn new(case: &'a Case, map: &Roadmap) -> Self {
        let instrument = case.instrument();
        let id = |place: usize| format!("m{place}");
        let there =
            |place| map.left.iter().any(|left| left.module == id(place) && left.why == Why::There);
        let there = (0..case.modules.len()).map(there).collect();
        // What was never asked begins with the least answer.
        let mut answers = case.answers;
        if answers[1] == 4 && !(2..4).contains(&answers[0]) {
            answers[1] = 0;
        }
        if answers[3] == 4 && answers[2] == 0 {
            answers[3] = 0;
        }
        let plan = Plan::new(&instrument);
        Self { case, instrument, plan, there, answers, known: HashMap::new() }
    }

    fn score(&mut self, done: &[bool], today: f64) -> f64 {
        if let Some(score) = self.known.get(done) {
            return *score;
        }
        let mut answers = self.answers;
        let built = self.case.modules.iter().zip(done).filter(|(_, done)| **done);
        for (column, to) in built.flat_map(|(made, _)| &made.raises) {
            let now = &mut answers[*column];
            *now = match *now {
                5 => 5,
                4 => *to,
                level => level.max(*to),
            };
        }
        let data = self.case.data(&self.instrument, &answers);
        let scores = self.plan.score(&data).expect("scores");
        let score = scores.value("top", 0).unwrap_or(today);
        self.known.insert(done.to_vec(), score);
        score
    }

    /// What a plan gains; none where it cannot be.
    fn gain(&mut self, starts: &[usize], today: f64) -> Option<f64> {
        let (case, years) = (self.case, self.case.budgets.len());
        let (mut spent, mut worked) = (vec![0; years], vec![0; years]);
        let mut ends = vec![0; starts.len()];
        for (place, made) in case.modules.iter().enumerate().filter(|(place, _)| starts[*place] > 0)
        {
            if self.there[place] {
                return None;
            }
            let mut begins = 12 * (starts[place] as u32 - 1);
            for need in made.needs.iter().filter(|need| !self.there[**need]) {
                if starts[*need] == 0 {
                    return None;
                }
                begins = begins.max(ends[*need]);
            }
            if begins >= 12 * starts[place] as u32 {
                return None;
            }
            ends[place] = begins + made.months;
            spent[starts[place] - 1] += made.cost;
            worked[starts[place] - 1] += made.effort;
        }
        if case.effort.is_some_and(|most| worked.iter().any(|worked| *worked > most)) {
            return None;
        }
        let mut left = 0;
        for (spent, budget) in spent.iter().zip(&case.budgets) {
            left = (budget + if case.carry { left } else { 0 }).checked_sub(*spent)?;
        }
        let mut gain = 0.0;
        for year in 1..=years as u32 {
            let done: Vec<bool> = (0..starts.len())
                // What takes no month is there in the year that it is begun in, and not in the month before.
                .map(|place| {
                    (1..=year as usize).contains(&starts[place]) && ends[place] <= 12 * year
                })
                .collect();
            gain += self.score(&done, today) - today;
        }
        Some(gain)
    }

    /// The most that any plan gains.
    fn best(&mut self, today: f64) -> f64 {
        let years = self.case.budgets.len() + 1;
        let plans = years.pow(self.case.modules.len() as u32);
        let mut best = 0.0_f64;
        for number in 0..plans {
            let mut rest = number;
            let starts = (0..self.case.modules.len()).map(|_| {
                let start = rest % years;
                rest /= years;
                start
            });
            let starts: Vec<usize> = starts.collect();
            best = best.max(self.gain(&starts, today).unwrap_or(0.0));
        }
        best
    }
}

fn made(place: usize) -> impl Strategy<Value = Made> {
    let needs = prop::collection::btree_set(0..place.max(1), 0..=place.min(2));
    let raises = prop::collection::btree_map(0_usize..6, 1_u32..4, 0..3);
    (1_u32..10, 0_u32..6, 0_u32..20, needs, raises).prop_map(
        move |(cost, effort, months, needs, raises)| Made {
            cost,
            effort,
            months,
            needs: if place == 0 { Vec::new() } else { needs.into_iter().collect() },
            raises: raises.into_iter().collect(),
        },
    )
}

/// A small city; all its questions answered, or some of them not.
fn case(strange: bool) -> impl Strategy<Value = Case> {
    let modules = (made(0), made(1), made(2), made(3), made(4))
        .prop_map(|(a, b, c, d, e)| vec![a, b, c, d, e]);
    let most = if strange { 6_u32 } else { 4 };
    let tops: &[&str] = if strange {
        &["arithmetic", "geometric", "minimum", "sum"]
    } else {
        &["arithmetic", "sum"]
    };
    (
        prop::sample::select(tops.to_vec()),
        prop::array::uniform5(1_u32..5),
        prop::array::uniform6(0..most),
        modules,
        prop::collection::vec(0_u32..14, 1..=3),
        prop::option::of(0_u32..9),
        any::<bool>(),
    )
        .prop_map(|(top, weights, answers, modules, budgets, effort, carry)| Case {
            top,
            weights,
            answers,
            modules,
            budgets,
            effort,
            carry,
        })
}

/// A city that left open whatever keeps no node from having a score, and no condition from being known.
fn open_case() -> impl Strategy<Value = Case> {
    (case(false), prop::array::uniform4(0_u32..5)).prop_map(|(mut case, open)| {
        // Not `lead`, which the condition looks at, nor `net`, so that each node has something.
        for (column, answer) in [1, 2, 3, 5].into_iter().zip(open) {
            case.answers[column] = answer;
        }
        case
    })
}

#[test]
fn what_gains_only_beside_others_is_found_and_bounds_the_proof() {
    // The least of two parts: `lead` gains nothing alone, and everything once `net` and `skill` are there.
    let made = |raises| Made { cost: 1, effort: 0, months: 0, needs: Vec::new(), raises };
    let case = Case {
        top: "minimum",
        weights: [3, 2, 4, 3, 2],
        answers: [2, 1, 0, 0, 0, 0],
        modules: vec![made(vec![(4, 1)]), made(vec![(5, 1)]), made(vec![(0, 3)])],
        budgets: vec![3],
        effort: None,
        carry: false,
    };
    let map = case.map(&case.wish(1.0, 0), 1.0).expect("a roadmap");
    assert!((map.gain - 1.0).abs() < 1e-9, "{}", map.gain);
    assert_eq!((map.proof, map.left), (Proof::Optimal, Vec::new()));
    let poor = Case { budgets: vec![2], ..case };
    let map = poor.map(&poor.wish(1.0, 0), 1.0).expect("a roadmap");
    assert!(
        matches!(map.proof, Proof::Within { bound, .. } if (bound - 1.0).abs() < 1e-9),
        "{:?}",
        map.proof
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_said_to_be_the_best_is_it_too_where_answers_are_open(case in open_case()) {
        let map = case.map(&case.wish(1.0, 0), 1.0).expect("a roadmap");
        prop_assert_eq!(map.proof, Proof::Optimal);
        let best = All::new(&case, &map).best(map.today);
        prop_assert!((map.gain - best).abs() < 1e-6, "{} and not {best}", map.gain);
    }

    #[test]
    fn what_is_said_to_be_the_best_is_the_best_of_all_plans(case in case(false)) {
        let map = case.map(&case.wish(1.0, 0), 1.0).expect("a roadmap");
        prop_assert_eq!(map.proof, Proof::Optimal);
        let best = All::new(&case, &map).best(map.today);
        prop_assert!((map.gain - best).abs() < 1e-6, "{} and not {best}", map.gain);
    }

    #[test]
    fn what_is_found_is_never_worse_than_the_best_bargains_nor_better_than_the_best(case in case(true)) {
        let Ok(map) = case.map(&case.wish(1.0, 0), 1.0) else { return Ok(()) };
        let best = All::new(&case, &map).best(map.today);
        prop_assert!(map.gain >= map.greedy_gain && map.gain <= best + 1e-6, "{} {best}", map.gain);
        match map.proof {
            Proof::Optimal => prop_assert!((map.gain - best).abs() < 1e-6, "{} {best}", map.gain),
            Proof::Within { bound, .. } => {
                prop_assert!(bound >= best - 1e-6);
                // The sentence that is told: none gains more than this one by more than so much of what this one gains.
                if let Some(more) = map.most_better() {
                    prop_assert!(best <= map.gain * (1.0 + more) + 1e-6, "{} {more} {best}", map.gain);
                }
            }
            Proof::BestFound => {}
        }
    }

    #[test]
    fn more_money_never_gains_less(case in case(false), more in 0_u32..6) {
        let map = case.map(&case.wish(1.0, 0), 1.0).expect("a roadmap");
        let richer = case.map(&case.wish(1.0, more), 1.0).expect("a roadmap");
        prop_assert!(richer.gain >= map.gain - 1e-9);
    }

    #[test]
    fn the_unit_of_money_does_not_matter(case in case(false), unit in prop::sample::select(vec![1000.0, 0.1, 7.3])) {
        let map = case.map(&case.wish(1.0, 0), 1.0).expect("a roadmap");
        let other = case.map(&case.wish(unit, 0), unit).expect("a roadmap");
        prop_assert!((other.gain - map.gain).abs() < 1e-6, "{} and {}", map.gain, other.gain);
    }

    #[test]
    fn the_same_wish_has_the_same_roadmap_and_stopping_leaves_a_plan(case in case(true)) {
        let wish = case.wish(1.0, 0);
        prop_assert_eq!(case.map(&wish, 1.0), case.map(&wish, 1.0));
        let instrument = case.instrument();
        let (plan, modules) = (Plan::new(&instrument), case.modules(&instrument, 1.0));
        let data = case.data(&instrument, &case.answers);
        let stop = &mut || ControlFlow::Break(());
        if let Ok(map) = Roadmap::new(&plan, &data, 0, &modules, &wish, stop) {
            let greedy = Roadmap::greedy(&plan, &data, 0, &modules, &wish).expect("a plan");
            prop_assert!(map.gain >= greedy.gain);
        }
    }
}
