use std::ops::ControlFlow;

use super::replay::Stage;
use super::sobol::movement;
use super::study::{Factor, Study, StudyError, room};
use crate::data::Data;
use crate::document::Id;
use crate::plan::Plan;

/// What becomes of the ranks when one part is left out.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    /// The indicator, question or node.
    pub id: String,
    /// How far ranks move in the mean.
    pub mean: f64,
    /// How far the rank moves that moves most.
    pub most: f64,
    /// The ranks without it, in the order of the data.
    pub ranks: Vec<Option<f64>>,
}

impl Plan {
    /// Leaves out one part after the other and tells what becomes of the ranks by a node. Whatever else is below the same node
    /// shares its weight.
    ///
    /// Source: COINr documentation, removing elements.
    ///
    /// # Errors
    /// [`StudyError`] where a part is not there or is a top, or a run came to no scores.
    pub fn leave_one_out(
        &self,
        data: &Data,
        node: &str,
        parts: &[Id],
        threads: usize,
    ) -> Result<Vec<LeftOut>, StudyError> {
        let study = Study { factors: vec![Factor::Without(parts.to_vec())], seed: 0 };
        let choices = parts.len() as f64 + 1.0;
        // The middle of each choice's share; the first one leaves out nothing.
        let points: Vec<Vec<f64>> =
            (1..=parts.len()).map(|part| vec![(part as f64 + 0.5) / choices]).collect();
        if points.is_empty() {
            return Ok(Vec::new());
        }
        room(parts.len(), data.len())?;
        let stage = Stage::new(&study, self, data, node, &points)?;
        let on = |_| ControlFlow::Continue(());
        let runs = stage.run_all(threads, &on, <[f64]>::to_vec)?;
        let nominal =
            self.score_on(1, data).map_err(|error| StudyError::Run { number: 0, error })?;
        let nominal = nominal.ranks(node).unwrap_or_default();
        let found = parts.iter().zip(runs).map(|(id, ranks)| {
            let moves = nominal.iter().zip(&ranks).filter(|(_, rank)| **rank > 0.0);
            let moves = moves.filter_map(|(nominal, rank)| Some((rank - (*nominal)?).abs()));
            LeftOut {
                id: id.to_string(),
                mean: movement(&nominal, &ranks),
                most: moves.fold(0.0, f64::max),
                ranks: ranks.into_iter().map(|rank| (rank > 0.0).then_some(rank)).collect(),
            }
        });
        Ok(found.collect())
    }
}
