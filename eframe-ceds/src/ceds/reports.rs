use std::collections::BTreeMap;
use std::sync::Arc;

use eframe_core::{Actor, OrganisationId, Timestamp};

use super::{AssessmentLine, Ceds, hidden};
use crate::data::Data;
use crate::model::{
    Assessment, AssessmentId, Benchmark, Edition, Figure, Frozen, Inputs, Round, Stage,
};
use crate::report::{Report, Target};
use crate::rules::{self, Sight};
use crate::store::Filter;
use crate::{Error, Refusal};

/// What an assessment came to, or would come to today.
#[derive(Clone, Debug)]
pub struct Reckoned {
    /// The assessment.
    pub assessment: Assessment,
    /// Its round.
    pub round: Round,
    /// The edition, which has the texts.
    pub edition: Arc<Edition>,
    /// What scores were reckoned from.
    pub inputs: Inputs,
    /// The same as data of one unit, for whoever reckons further.
    pub data: Data,
    /// When the scores were frozen; none: they are of today's answers.
    pub frozen: Option<Timestamp>,
    /// Whether they come out otherwise when they are reckoned today, by a later engine. The frozen ones count; a report
    /// explains today's.
    pub drifted: bool,
    /// The score of every node, question and indicator that has one.
    pub scores: BTreeMap<String, f64>,
}

/// What a city came to in one round.
#[derive(Clone, Debug)]
pub struct PastRound {
    /// The assessment.
    pub assessment: AssessmentId,
    /// The round.
    pub round: Round,
    /// When it was frozen.
    pub at: Timestamp,
    /// The scores of its nodes.
    pub scores: BTreeMap<String, f64>,
    /// Whether it was another edition than that of the round before: what changed may be the questions, not the city.
    pub other_edition: bool,
}

/// The most rounds that a history shows.
const MOST: u64 = 200;

impl Ceds {
    /// What an assessment came to; as long as it is not frozen, what it would come to today.
    ///
    /// # Errors
    /// As [`Ceds::assessment`]; [`Refusal::NoScores`] where nothing can be reckoned.
    pub async fn reckoned(&self, actor: &Actor, id: AssessmentId) -> Result<Reckoned, Error> {
        let AssessmentLine { assessment, round } = self.assessment(actor, id).await?;
        let edition = self.edition(round.sha256).await?;
        let kept = match assessment.state.stage() {
            Stage::Frozen => self.store().frozen(id).await?,
            _ => None,
        };
        let given = match &kept {
            Some(_) => BTreeMap::new(),
            None => self.given(id).await?,
        };
        let inputs = match &kept {
            Some(frozen) => frozen.inputs.clone(),
            None => rules::inputs(&assessment, &given),
        };
        let (data, today) = figures(&edition, &inputs)?;
        let drifted = kept.as_ref().is_some_and(|frozen| !frozen.has_scores(&today));
        let (frozen, scores) = match kept {
            Some(Frozen { at, scores, .. }) => (Some(at), scores),
            None => (None, today),
        };
        let scores = scores.into_iter().map(|(id, figure)| (id, figure.get())).collect();
        Ok(Reckoned { assessment, round, edition, inputs, data, frozen, drifted, scores })
    }

    /// What was kept when an assessment was frozen, for whoever reckons it again.
    ///
    /// # Errors
    /// As [`Ceds::assessment`]; [`Error::NotFound`] as long as it is not frozen.
    pub async fn frozen(&self, actor: &Actor, id: AssessmentId) -> Result<Frozen, Error> {
        self.assessment(actor, id).await?;
        self.store().frozen(id).await?.ok_or(Error::NotFound)
    }

    /// Whether the scores of a frozen assessment come out the same to the last bit when they are reckoned again from what
    /// was kept.
    ///
    /// # Errors
    /// As [`Ceds::frozen`].
    pub async fn comes_out_again(&self, actor: &Actor, id: AssessmentId) -> Result<bool, Error> {
        let frozen = self.frozen(actor, id).await?;
        let edition = self.edition(frozen.sha256).await?;
        let again = figures(&edition, &frozen.inputs)?;
        Ok(frozen.has_scores(&again.1))
    }

    /// What an organisation came to in each round, the newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an organisation out of sight.
    pub async fn history(
        &self,
        actor: &Actor,
        organisation: OrganisationId,
    ) -> Result<Vec<PastRound>, Error> {
        let sight = Sight::of(actor);
        if !sight.shows(organisation) {
            return Err(hidden(actor));
        }
        let filter = Filter {
            organisation: Some(organisation),
            stage: Some(Stage::Frozen),
            ..Filter::default()
        };
        let mut lines = self.store().assessments(&filter, None, MOST, &sight).await?;
        lines.sort_by_key(|(_, one)| one.opens);
        let mut past: Vec<PastRound> = Vec::with_capacity(lines.len());
        for (assessment, round) in lines {
            let Some(frozen) = self.store().frozen(assessment.id).await? else { continue };
            let edition = self.edition(round.sha256).await?;
            let before = past.last();
            past.push(PastRound {
                assessment: assessment.id,
                other_edition: before.is_some_and(|before| before.round.sha256 != round.sha256),
                at: frozen.at,
                scores: rules::node_scores(&edition, &frozen.scores),
                round,
            });
        }
        past.reverse();
        Ok(past)
    }

    /// How an assessment lies among its peers, once its round is closed.
    ///
    /// # Errors
    /// As [`Ceds::assessment`]; [`Error::NotFound`] as long as its round is not closed.
    pub async fn benchmark(&self, actor: &Actor, id: AssessmentId) -> Result<Benchmark, Error> {
        let AssessmentLine { assessment, round } = self.assessment(actor, id).await?;
        let snapshot = self.store().snapshot(round.id).await?.ok_or(Error::NotFound)?;
        let edition = self.edition(round.sha256).await?;
        let consents = self.store().consents(round.id).await?;
        let inputs = match self.store().frozen(id).await? {
            Some(frozen) => frozen.inputs,
            None => Inputs { facts: assessment.facts.clone(), answers: BTreeMap::new() },
        };
        let groups = edition.data(&inputs).map(|data| edition.groups(&data)).unwrap_or_default();
        Ok(rules::compare(&edition, &snapshot, &consents, Some(&groups)))
    }
}

pub(super) fn figures(
    edition: &Edition,
    inputs: &Inputs,
) -> Result<(Data, BTreeMap<String, Figure>), Refusal> {
    let data = edition.data(inputs).map_err(|error| Refusal::NoScores(error.to_string()))?;
    let figures = edition.figures(&data).map_err(|error| Refusal::NoScores(error.to_string()))?;
    Ok((data, figures))
}

impl Reckoned {
    /// The report on everything: where the city stands and why, what is strong, what is missing, what to do next. None
    /// where the instrument has no top.
    ///
    /// # Errors
    /// [`Refusal::NoScores`] where nothing can be reckoned.
    pub fn report(&self, target: Target, languages: &[&str]) -> Result<Option<Report>, Refusal> {
        let scores = self.edition.plan().score_on(1, &self.data);
        let scores = scores.map_err(|error| Refusal::NoScores(error.to_string()))?;
        Ok(Report::new(&scores, &self.edition.top(), 0, target, languages))
    }
}
