use axum::extract::State;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{ActorOf, Json, Path, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::document::Localized;
use crate::model::AssessmentId;
use crate::roadmap::{Budget, Left, Proof, Step, Why, Wish, Year};
use crate::{Ceds, Modules, Planned, permission};

pub(super) fn routes() -> OpenApiRouter<Ceds> {
    OpenApiRouter::new().routes(routes!(plan))
}

/// What is asked of a roadmap.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = CedsWish)]
pub(super) struct WishWire {
    /// The node whose score is to rise; the one that everything adds up to, where it is absent.
    node: Option<String>,
    /// The budget of each year from this one on, 1 to 10 of them.
    years: Vec<BudgetWire>,
    /// Whether money that is left in a year is there in the next.
    #[serde(default)]
    carry_over: bool,
    /// Modules that are built already, whatever the answers say.
    #[serde(default)]
    built: Vec<String>,
}

/// What can be spent in a year.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = CedsBudget)]
pub(super) struct BudgetWire {
    /// Money, in the unit of the modules.
    cost: f64,
    /// Work of the city's own people; absent is no limit.
    effort: Option<f64>,
}

/// What to build, and when.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsRoadmap)]
pub(super) struct RoadmapWire {
    /// The node whose score rises.
    node: String,
    /// Its score today.
    today: f64,
    /// Over all years, the sum of the score at the end of each less the score today.
    gain: f64,
    /// optimal: no plan gains more; within: none gains more than `bound`; best-found: nothing better was found.
    proof: String,
    /// The most that any plan can gain.
    #[serde(skip_serializing_if = "Option::is_none")]
    bound: Option<f64>,
    /// By which part of this plan's gain another can gain more, at most: `bound / gain - 1`. Absent where this one gains nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    gap: Option<f64>,
    /// The gain of the plan that takes the best bargain first.
    greedy_gain: f64,
    /// Whether the search was stopped before its end.
    stopped: bool,
    /// What the modules' figures are: examples, where the modules say so. By language.
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    about: Localized,
    /// What to build, in the order in which it begins.
    steps: Vec<StepWire>,
    years: Vec<YearWire>,
    /// What is not in it, and why.
    left: Vec<LeftWire>,
}

/// A module of the plan.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsRoadmapStep)]
pub(super) struct StepWire {
    module: String,
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    name: Localized,
    /// The year in which it is begun and paid, from 1.
    year: usize,
    /// The month in which it begins, from 1, counted from today.
    begins: u32,
    /// The month at whose end it is finished.
    ends: u32,
    cost: f64,
    effort: f64,
    /// What the score would rise by if it alone were there today.
    alone: f64,
    /// What the score rises by when it is finished, after all before it.
    gain: f64,
    /// The same for each unit of cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    gain_per_cost: Option<f64>,
    /// The modules of the plan that wait for it.
    opens: Vec<String>,
}

/// A year of the plan.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsRoadmapYear)]
pub(super) struct YearWire {
    year: usize,
    budget: f64,
    spent: f64,
    left: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    effort_budget: Option<f64>,
    effort: f64,
    /// The score at its end.
    score: f64,
}

/// A module that is not in the plan.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsRoadmapLeft)]
pub(super) struct LeftWire {
    module: String,
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    name: Localized,
    /// there, no-gain, too-long, too-dear, needs or others-bring-more.
    why: String,
    /// The cost of it and of all it still needs, where that is too dear.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost: Option<f64>,
    /// What it needs that is not in the plan.
    needs: Vec<String>,
}

/// What to build next from where the assessment stands, for a budget by year. It changes nothing. The search takes five
/// seconds at most, and says how far from the best its plan can be.
#[utoipa::path(
    post, path = "/assessments/{id}/roadmap", operation_id = "planRoadmap", tag = "ceds",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER])),
    params(("id" = uuid::Uuid, Path, description = "The assessment.")),
    request_body = WishWire,
    responses((status = 200, description = "The roadmap.", body = RoadmapWire))
)]
async fn plan(
    State(ceds): State<Ceds>,
    ActorOf(actor): ActorOf,
    Path(id): Path<AssessmentId>,
    Json(wire): Json<WishWire>,
) -> Result<Json<RoadmapWire>, Problem> {
    let round = ceds.assessment(&actor, id).await?.round;
    let top = ceds.edition(round.sha256).await?.top();
    let years = wire.years.into_iter();
    let wish = Wish {
        node: wire.node.unwrap_or(top),
        years: years.map(|year| Budget { cost: year.cost, effort: year.effort }).collect(),
        carry_over: wire.carry_over,
        built: wire.built,
    };
    Ok(Json(ceds.roadmap(&actor, id, wish).await?.into()))
}

impl From<Planned> for RoadmapWire {
    fn from(Planned { roadmap, modules }: Planned) -> Self {
        let (proof, bound, gap) = match roadmap.proof {
            Proof::Optimal => ("optimal", None, None),
            Proof::Within { bound, .. } => ("within", Some(bound), roadmap.most_better()),
            Proof::BestFound => ("best-found", None, None),
        };
        Self {
            node: roadmap.node,
            today: roadmap.today,
            gain: roadmap.gain,
            proof: proof.to_owned(),
            bound,
            gap,
            greedy_gain: roadmap.greedy_gain,
            stopped: roadmap.stopped,
            about: modules.document().text.clone(),
            steps: roadmap.steps.into_iter().map(|step| told(step, &modules)).collect(),
            years: roadmap.years.into_iter().map(YearWire::from).collect(),
            left: roadmap.left.into_iter().map(|left| left_out(left, &modules)).collect(),
        }
    }
}

fn name(modules: &Modules, id: &str) -> Localized {
    modules.get(id).map(|module| module.name.clone()).unwrap_or_default()
}

fn told(step: Step, modules: &Modules) -> StepWire {
    StepWire {
        name: name(modules, &step.module),
        module: step.module,
        year: step.year,
        begins: step.begins,
        ends: step.ends,
        cost: step.cost,
        effort: step.effort,
        alone: step.alone,
        gain: step.gain,
        gain_per_cost: step.gain_per_cost,
        opens: step.opens,
    }
}

fn left_out(left: Left, modules: &Modules) -> LeftWire {
    let (why, cost, needs) = match left.why {
        Why::There => ("there", None, Vec::new()),
        Why::NoGain => ("no-gain", None, Vec::new()),
        Why::TooLong => ("too-long", None, Vec::new()),
        Why::TooDear { cost } => ("too-dear", Some(cost), Vec::new()),
        Why::Needs { modules } => ("needs", None, modules),
        Why::OthersBringMore => ("others-bring-more", None, Vec::new()),
    };
    let name = name(modules, &left.module);
    LeftWire { module: left.module, name, why: why.to_owned(), cost, needs }
}

impl From<Year> for YearWire {
    fn from(year: Year) -> Self {
        Self {
            year: year.year,
            budget: year.budget,
            spent: year.spent,
            left: year.left,
            effort_budget: year.effort_budget,
            effort: year.effort,
            score: year.score,
        }
    }
}
