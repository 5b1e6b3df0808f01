use serde::Serialize;

use super::words::Words;
use super::{Target, said};
use crate::Scores;
use crate::chart::Label;
use crate::document::{LadderBy, Rung};
use crate::method::{Missing, Share};
use crate::plan::Slot;

/// Where a unit stands in one node.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NodeLine {
    /// The node.
    pub id: String,
    /// The node above it, within the report.
    pub parent: Option<String>,
    /// Its name.
    pub label: Label,
    /// What it is about.
    pub text: Option<Label>,
    /// How far it is below the node that the report is about.
    pub depth: u8,
    /// Its share in the node above it, 0 to 1.
    pub weight: Option<f64>,
    /// Its score.
    pub score: Option<f64>,
    /// The share of what is due below it that is there, 0 to 1; none where nothing is due.
    pub coverage: Option<f64>,
    /// What has to be there for a score.
    pub needs: Needs,
    /// Where it stands on its ladder; none without a ladder or a score.
    pub standing: Option<Standing>,
    /// What is to be reached.
    pub target: Option<f64>,
    /// How much is missing to there; none where nothing is, or there is no score.
    pub gap: Option<f64>,
    /// Whether questions or indicators stand right below it.
    pub has_answers: bool,
}

/// What has to be there for a node to have a score.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase", tag = "rule", content = "share")]
pub enum Needs {
    /// This share of what is right below it, by number.
    Count(f64),
    /// This share of what is right below it, by weight.
    Weight(f64),
    /// All of it.
    All,
    /// Nothing: what is missing counts as 0.
    Nothing,
}

/// The rung of a ladder that a score reaches, and the rule that says so.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    /// The name of the ladder.
    pub ladder: Label,
    /// Whether its cut-offs are shares of the others that lie below, in place of scores.
    pub by_percentile: bool,
    /// The rung; none below the lowest.
    pub rung: Option<Step>,
    /// The next one; none on the highest.
    pub next: Option<Step>,
    /// Which rung it is, counted from 1; 0 below the lowest.
    pub place: usize,
    /// How many there are.
    pub of: usize,
}

/// A rung.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// What programs call it.
    pub id: String,
    /// Its name.
    pub label: Label,
    /// What it means.
    pub text: Option<Label>,
    /// Its cut-off: where it begins; none of a lowest rung that begins nowhere.
    pub from: Option<f64>,
}

/// The lines of a node and all below it.
pub(super) fn lines(
    scores: &Scores<'_>,
    of: &str,
    row: usize,
    target: Target,
    words: &Words<'_>,
) -> Option<Vec<NodeLine>> {
    let Some(Slot::Node(top)) = scores.plan.slots.get(of) else { return None };
    let mut lines = Vec::new();
    let mut open = vec![(*top, 0_u8, None, None)];
    while let Some((place, depth, parent, weight)) = open.pop() {
        let mut line = line(scores, place, row, target, words);
        (line.depth, line.parent, line.weight) = (depth, parent, weight);
        let weights = scores.weights(&line.id).unwrap_or_default();
        let children = scores.plan.nodes[place].children.iter().zip(weights);
        let below: Vec<_> = children
            .filter_map(|(child, (_, weight))| match child {
                Slot::Node(child) => {
                    let weight = Some(weight).filter(|weight| weight.is_finite());
                    Some((*child, depth.saturating_add(1), Some(line.id.clone()), weight))
                }
                Slot::Leaf(_) => None,
            })
            .collect();
        open.extend(below.into_iter().rev());
        lines.push(line);
    }
    Some(lines)
}

fn line(
    scores: &Scores<'_>,
    place: usize,
    row: usize,
    target: Target,
    words: &Words<'_>,
) -> NodeLine {
    let node = &scores.plan.nodes[place];
    let id = node.id.as_str();
    let written = scores.plan.document.nodes.iter().find(|other| other.id == node.id);
    let score = scores.value(id, row);
    let standing = standing(scores, id, row, words);
    let target = match target {
        Target::Score(score) => Some(score).filter(|score| score.is_finite()),
        Target::NextStage => standing
            .as_ref()
            .filter(|standing| !standing.by_percentile)
            .and_then(|standing| standing.next.as_ref()?.from),
    };
    let gap = score.zip(target).map(|(score, target)| target - score).filter(|gap| *gap > 0.0);
    NodeLine {
        id: id.to_owned(),
        parent: None,
        label: written.map(|node| words.name(&node.name, id)).unwrap_or_default(),
        text: written.and_then(|node| said(words.pick(&node.text))),
        depth: 0,
        weight: None,
        score,
        coverage: scores.coverage(id, row),
        needs: needs(&node.methods.missing),
        standing,
        target,
        gap,
        has_answers: node.children.iter().any(|child| matches!(child, Slot::Leaf(_))),
    }
}

fn needs(missing: &Missing) -> Needs {
    match missing {
        Missing::Skip { present, of: Share::Count } => Needs::Count(present.get()),
        Missing::Skip { present, of: Share::Weight } => Needs::Weight(present.get()),
        Missing::Drop {} => Needs::All,
        Missing::Zero {} => Needs::Nothing,
    }
}

fn standing(scores: &Scores<'_>, id: &str, row: usize, words: &Words<'_>) -> Option<Standing> {
    let stage = scores.stage(id, row, None)?;
    let ladders = &scores.plan.document.ladders;
    let ladder = ladders.iter().find(|ladder| ladder.id.as_str() == stage.ladder)?;
    let step = |rung: &Rung| Step {
        id: rung.id.to_string(),
        label: words.name(&rung.name, rung.id.as_str()),
        text: said(words.pick(&rung.text)),
        from: rung.from.map(|from| from.get()),
    };
    let place = stage.rung.and_then(|rung| ladder.rungs.iter().position(|other| other == rung));
    Some(Standing {
        ladder: words.name(&ladder.name, ladder.id.as_str()),
        by_percentile: ladder.by == LadderBy::Percentile,
        rung: stage.rung.map(step),
        next: stage.next.map(step),
        place: place.map_or(0, |place| place + 1),
        of: ladder.rungs.len(),
    })
}
