use crate::cell::{MISSING, number};
use crate::method::Ties;
use crate::numeric::{ascending, eigen, rank, sample_sd, sum_products};
use crate::plan::Slot;
use crate::scores::Scores;

/// Which correlation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correlation {
    /// Of the values (Pearson): `Σ (x - x̄)(y - ȳ) / √(Σ (x - x̄)² Σ (y - ȳ)²)`.
    Values,
    /// Of the ranks (Spearman), equal ones having their mean.
    Ranks,
}

/// The principal components of a node's children.
#[derive(Clone, Debug, PartialEq)]
pub struct Components {
    /// The components, the one that explains most first.
    pub components: Vec<Component>,
    /// How many units had every child.
    pub units: usize,
}

/// A principal component of standardised children.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// Its variance: the eigenvalue of the correlations.
    pub eigenvalue: f64,
    /// Its share of all variance.
    pub share: f64,
    /// How each child hangs on it: the correlation with it, `v_i √eigenvalue`, by the child's id.
    pub loadings: Vec<(String, f64)>,
}

impl Scores<'_> {
    /// How two parts are correlated, over the units that have both. None where there is no such part, or one is the same for all.
    pub fn correlation(&self, one: &str, other: &str, of: Correlation) -> Option<f64> {
        let (mut one, mut other) = (self.cells(one)?, self.cells(other)?);
        if of == Correlation::Ranks {
            for (a, b) in one.iter_mut().zip(&mut other) {
                if a.is_nan() || b.is_nan() {
                    (*a, *b) = (MISSING, MISSING);
                }
            }
            (one, other) = (ranked(&one), ranked(&other));
        }
        pearson(&one, &other)
    }

    /// Cronbach's alpha of a node's children, over the units that have them all: `k / (k - 1) (1 - Σ s_i² / s_T²)`, `s_T²`
    /// the variance of their sum. None with less than two children or units, or no variance.
    ///
    /// Source: Cronbach (1951); OECD/JRC, Handbook on Constructing Composite Indicators (2008).
    pub fn alpha(&self, node: &str) -> Option<f64> {
        let columns = self.complete_children(node)?;
        let count = columns.len() as f64;
        if columns.len() < 2 {
            return None;
        }
        let rows = columns[0].1.len();
        let sums: Vec<f64> =
            (0..rows).map(|row| columns.iter().map(|(_, column)| column[row]).sum()).collect();
        let of_sums = variance(&sums)?;
        let each: f64 = columns.iter().map(|(_, column)| variance(column)).sum::<Option<f64>>()?;
        (of_sums > 0.0).then(|| count / (count - 1.0) * (1.0 - each / of_sums))
    }

    /// The principal components of a node's children, from their correlations, over the units that have them all. None with
    /// less than two such units, or where a child is the same for all.
    ///
    /// Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), multivariate analysis.
    pub fn components(&self, node: &str) -> Option<Components> {
        let columns = self.complete_children(node)?;
        let count = columns.len();
        let mut correlations = vec![vec![1.0; count]; count];
        for one in 0..count {
            for other in 0..one {
                let r = pearson(&columns[one].1, &columns[other].1)?;
                correlations[one][other] = r;
                correlations[other][one] = r;
            }
        }
        let found = eigen(correlations);
        let components = found.values.iter().zip(&found.vectors).map(|(value, vector)| Component {
            eigenvalue: *value,
            share: value / count as f64,
            loadings: columns
                .iter()
                .zip(vector)
                .map(|((id, _), x)| (id.clone(), x * libm::sqrt(value.max(0.0))))
                .collect(),
        });
        Some(Components { components: components.collect(), units: columns.first()?.1.len() })
    }

    /// The indicators and questions below a node with the weight that each has in it: the product of the shares on the way
    /// down. They add up to 1 where every node on the way is a mean.
    ///
    /// Source: COINr documentation, effective weights.
    pub fn effective_weights(&self, node: &str) -> Option<Vec<(&str, f64)>> {
        let top @ Slot::Node(_) = *self.plan.slots.get(node)? else { return None };
        let mut found = Vec::new();
        let mut open = vec![(top, 1.0)];
        while let Some((slot, weight)) = open.pop() {
            match slot {
                Slot::Leaf(_) => found.push((self.plan.id(slot), weight)),
                Slot::Node(node) => {
                    let weights = &self.work.weights[node];
                    let all: f64 = weights.iter().sum();
                    let children = self.plan.nodes[node].children.iter().zip(weights).rev();
                    open.extend(children.map(|(child, own)| (*child, weight * own / all)));
                }
            }
        }
        Some(found)
    }

    fn cells(&self, id: &str) -> Option<Vec<f64>> {
        let column = self.column(id)?;
        Some(column.into_iter().map(|value| value.unwrap_or(MISSING)).collect())
    }

    /// The children of a node, over the units that have them all.
    fn complete_children(&self, node: &str) -> Option<Vec<(String, Vec<f64>)>> {
        let Slot::Node(node) = *self.plan.slots.get(node)? else { return None };
        let children = &self.plan.nodes[node].children;
        let mut columns = Vec::with_capacity(children.len());
        for child in children {
            let id = self.plan.id(*child);
            columns.push((id.to_owned(), self.cells(id)?));
        }
        let rows = 0..self.prepared.units;
        let complete: Vec<usize> = rows
            .filter(|row| columns.iter().all(|(_, column)| number(column[*row]).is_some()))
            .collect();
        for (_, column) in &mut columns {
            *column = complete.iter().map(|row| column[*row]).collect();
        }
        Some(columns)
    }
}

/// Pearson's correlation; none where a column is the same for all.
pub(super) fn pearson(one: &[f64], other: &[f64]) -> Option<f64> {
    let products = sum_products(one, other)?;
    let scale = libm::sqrt(products.aa) * libm::sqrt(products.bb);
    // The last digits may pass what a correlation can be.
    (scale > 0.0).then(|| (products.ab / scale).clamp(-1.0, 1.0))
}

/// Sample variance; none of less than two.
fn variance(column: &[f64]) -> Option<f64> {
    let (_, sd) = sample_sd(column).filter(|_| column.len() > 1)?;
    Some(sd * sd)
}

fn ranked(column: &[f64]) -> Vec<f64> {
    let mut sorted = Vec::new();
    ascending(column, &mut sorted, &mut Vec::new());
    let mut ranks = column.to_vec();
    rank(&sorted, Ties::Mean, |place, rank| ranks[place as usize] = rank);
    ranks
}
