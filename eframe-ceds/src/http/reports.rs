//! What came of assessments: scores and why, how they changed, how they lie among peers.

use std::collections::BTreeMap;

use axum::extract::State;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{Accepts, ActorOf, Json, Path, Problem, Query};
use eframe_core::{OrganisationId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::wire::RoundWire;
use crate::model::{AssessmentId, Benchmark, Frozen, Hidden, PeerSet, Quartiles};
use crate::report::{Report, Target};
use crate::{Ceds, PastRound, permission};

pub(super) fn routes() -> OpenApiRouter<Ceds> {
    OpenApiRouter::new()
        .routes(routes!(scores))
        .routes(routes!(frozen))
        .routes(routes!(benchmark))
        .routes(routes!(history))
}

/// How scores are asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    language: Option<String>,
    target: Option<f64>,
}

/// What an assessment came to.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsScores)]
pub(super) struct ScoresWire {
    /// When the scores were frozen; absent: they are of today's answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    frozen: Option<Timestamp>,
    /// Whether the report, reckoned by this program, differs from the frozen scores. Those count.
    drifted: bool,
    /// The node that everything adds up to.
    top: String,
    /// The score of every node, question and indicator that has one.
    scores: BTreeMap<String, f64>,
    /// Every node with its stage and what is missing to the next; every answer with what it brings, what it could bring
    /// and what to do next.
    #[schema(value_type = Option<Object>)]
    report: Option<Report>,
}

/// What an assessment came to, why, and what to do next; as long as it is not frozen, what it would come to today.
#[utoipa::path(
    get, path = "/assessments/{id}/scores", operation_id = "readScores", tag = "ceds",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER])),
    params(
        ("id" = uuid::Uuid, Path, description = "The assessment."),
        ("language" = Option<String>, Query, description = "The language of its texts, where the instrument has it: ko."),
        ("target" = Option<f64>, Query, description = "The score to be reached; without it, each node's next stage."),
    ),
    responses((status = 200, description = "The scores.", body = ScoresWire))
)]
async fn scores(
    State(ceds): State<Ceds>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<AssessmentId>,
    Query(Told { language, target }): Query<Told>,
) -> Result<Json<ScoresWire>, Problem> {
    if target.is_some_and(|target| !target.is_finite()) {
        return Err(Problem::bad_request("target", "The target is no finite number."));
    }
    let reckoned = ceds.reckoned(&actor, id).await?;
    let language = language.unwrap_or_default();
    let languages: Vec<&str> =
        [language.as_str()].into_iter().filter(|language| !language.is_empty()).collect();
    let target = target.map_or(Target::NextStage, Target::Score);
    let report = reckoned.report(target, &languages)?;
    Ok(Json(ScoresWire {
        frozen: reckoned.frozen,
        drifted: reckoned.drifted,
        top: reckoned.edition.top(),
        scores: reckoned.scores,
        report,
    }))
}

/// What was kept when an assessment was frozen: all that it takes to reckon its scores again.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsFrozen)]
pub(super) struct FrozenWire {
    assessment: Uuid,
    /// SHA-256 of the instrument's document.
    sha256: String,
    /// The engine that reckoned, with its version.
    engine: String,
    /// What is known of the city.
    facts: BTreeMap<String, String>,
    /// Its answers by question.
    #[schema(value_type = BTreeMap<String, Object>)]
    answers: BTreeMap<String, crate::model::Given>,
    /// Each score as the shortest text that reads back as the same number.
    scores: BTreeMap<String, String>,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Whether they come out the same to the last bit when they are reckoned again now.
    comes_out_again: bool,
}

/// What was kept when an assessment was frozen, and whether it comes out again. 404 as long as it is not frozen.
#[utoipa::path(
    get, path = "/assessments/{id}/frozen", operation_id = "readFrozen", tag = "ceds",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER])),
    params(("id" = uuid::Uuid, Path, description = "The assessment.")),
    responses((status = 200, description = "What was kept.", body = FrozenWire))
)]
async fn frozen(
    State(ceds): State<Ceds>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<AssessmentId>,
) -> Result<Json<FrozenWire>, Problem> {
    let Frozen { assessment, sha256, engine, inputs, scores, at } = ceds.frozen(&actor, id).await?;
    Ok(Json(FrozenWire {
        assessment: assessment.uuid(),
        sha256: sha256.to_string(),
        engine,
        facts: inputs.facts,
        answers: inputs.answers,
        scores: scores.into_iter().map(|(id, figure)| (id, figure.to_string())).collect(),
        at,
        comes_out_again: ceds.comes_out_again(&actor, id).await?,
    }))
}

/// How scores lie among peers'.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsBenchmark)]
pub(super) struct BenchmarkWire {
    /// When the cities were taken down that are compared.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// All cities first, then the groups of each grouping in the instrument's order.
    sets: Vec<SetWire>,
}

/// Cities that are compared together.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsPeerSet)]
pub(super) struct SetWire {
    /// The grouping; absent: all cities.
    #[serde(skip_serializing_if = "Option::is_none")]
    peers: Option<String>,
    /// The group.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    /// Whether the assessment belongs to it.
    own: bool,
    /// Why it is not shown: too-few (fewer than five beside any one of them), would-tell (beside what is shown it would
    /// tell of fewer than five) or taken-back (a city took its consent back). Absent where it is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden: Option<String>,
    /// How many cities there are, where it is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    cities: Option<u32>,
    /// Those that agreed to be named, by name.
    named: Vec<String>,
    /// Quartiles by node, where enough cities have a score.
    nodes: BTreeMap<String, QuartilesWire>,
}

/// The middle of some scores.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsQuartiles)]
pub(super) struct QuartilesWire {
    low: f64,
    median: f64,
    high: f64,
}

impl From<Benchmark> for BenchmarkWire {
    fn from(benchmark: Benchmark) -> Self {
        let sets = benchmark.sets.into_iter().map(SetWire::from).collect();
        Self { at: benchmark.at, sets }
    }
}

impl From<PeerSet> for SetWire {
    fn from(set: PeerSet) -> Self {
        let quartiles =
            |Quartiles { low, median, high }: Quartiles| QuartilesWire { low, median, high };
        Self {
            peers: set.peers,
            group: set.group,
            own: set.own,
            hidden: set.hidden.map(Hidden::code).map(str::to_owned),
            cities: set.cities,
            named: set.named,
            nodes: set.nodes.into_iter().map(|(id, of)| (id, quartiles(of))).collect(),
        }
    }
}

/// How an assessment lies among its peers. 404 as long as its round is not closed.
#[utoipa::path(
    get, path = "/assessments/{id}/benchmark", operation_id = "readBenchmark", tag = "ceds",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER])),
    params(("id" = uuid::Uuid, Path, description = "The assessment.")),
    responses((status = 200, description = "Quartiles of those who agreed to be compared.", body = BenchmarkWire))
)]
async fn benchmark(
    State(ceds): State<Ceds>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<AssessmentId>,
) -> Result<Json<BenchmarkWire>, Problem> {
    Ok(Json(ceds.benchmark(&actor, id).await?.into()))
}

/// Whose history is asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Whose {
    organisation: OrganisationId,
}

/// A city's rounds.
#[derive(Serialize, ToSchema)]
#[schema(as = CedsHistory)]
pub(super) struct HistoryWire {
    /// The newest first.
    items: Vec<PastWire>,
}

/// What a city came to in one round.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsPastRound)]
pub(super) struct PastWire {
    assessment: Uuid,
    round: RoundWire,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// The scores of its nodes.
    scores: BTreeMap<String, f64>,
    /// Whether it was another edition than that of the round before: what changed may be the questions, not the city.
    other_edition: bool,
}

/// What an organisation came to in each round, the newest first.
#[utoipa::path(
    get, path = "/history", operation_id = "readCedsHistory", tag = "ceds",
    security(("bearer" = [permission::READ]), ("bearer" = [permission::LEAD]), ("bearer" = [permission::ANSWER])),
    params(("organisation" = uuid::Uuid, Query, description = "The organisation.")),
    responses(
        (status = 200, description = "Its rounds.", body = HistoryWire),
        (status = 404, description = "The organisation is out of sight."),
    )
)]
async fn history(
    State(ceds): State<Ceds>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Query(Whose { organisation }): Query<Whose>,
) -> Result<Json<HistoryWire>, Problem> {
    let past = ceds.history(&actor, organisation).await?;
    let items = past.into_iter().map(|one: PastRound| PastWire {
        assessment: one.assessment.uuid(),
        round: RoundWire::of(one.round, &ceds),
        at: one.at,
        scores: one.scores,
        other_edition: one.other_edition,
    });
    Ok(Json(HistoryWire { items: items.collect() }))
}
