//! Addresses from before, as a file of two columns brings them.

mod file;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use eframe_core::{Actor, Commit, Decision, Digest, Guard, IdSource, Subject, Timestamp, Version};
use serde::{Deserialize, Serialize};
use serde_json::json;

pub use file::{RedirectLine, read_redirects, write_redirects};

use super::change::{Change, THE_TREE, TREE};
use super::place::ALWAYS_RESERVED;
use crate::Refusal;
use crate::model::{Address, Kind, OldPath, Redirect, Target};
use crate::permission::{MOVE, REDIRECT_REMOVED, REDIRECTED};

/// Something wrong with a file, on which line of it; 0 where it is about the file as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The line, from 1.
    pub line: u64,
    /// The message that says what.
    pub key: &'static str,
    /// What it is about: the old address, or the new one where that is at fault.
    pub text: String,
}

/// What stands before a file comes in.
#[derive(Clone, Debug)]
pub struct RedirectGround<'a> {
    /// The version of the tree's shape.
    pub tree: Version,
    /// The redirects there are.
    pub redirects: BTreeMap<OldPath, Target>,
    /// Of the addresses that the file names, those that belong to a document, now or once.
    pub addresses: BTreeSet<Address>,
    /// First segments that belong to the host's own routes.
    pub reserved: &'a [String],
    /// First segments that name a language or stand beside them: nothing of the content is there.
    pub beside: Vec<String>,
}

/// What a file would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RedirectPlan {
    /// Addresses that lead nowhere yet.
    pub added: Vec<(OldPath, Target)>,
    /// Addresses that lead elsewhere now: where they led, and where they will.
    pub changed: Vec<(OldPath, Target, Target)>,
    /// How many are there already.
    pub same: usize,
}

/// How much a file did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirected {
    /// Addresses that led nowhere before.
    pub added: usize,
    /// Addresses that led elsewhere before.
    pub changed: usize,
    /// Addresses that were there already.
    pub same: usize,
}

/// Most redirects of a site.
pub const MOST_REDIRECTS: usize = 20_000;
const CIRCLE: &str = "cms.desk.redirects.fault.circle";
/// Most faults that are told of one file.
const MOST_FAULTS: usize = 100;

impl Fault {
    pub(super) fn new(line: u64, key: &'static str, text: impl Into<String>) -> Self {
        Self { line, key, text: text.into() }
    }
}

impl RedirectPlan {
    /// In numbers.
    pub fn counts(&self) -> Redirected {
        let (added, changed) = (self.added.len(), self.changed.len());
        Redirected { added, changed, same: self.same }
    }
}

/// What the lines of a file would do: each address leads where its line says, whatever stood there before.
///
/// # Errors
/// Everything that is wrong, by line: what is no address, what belongs to a document or to the site itself, what
/// leads nowhere, what leads round in a circle.
pub fn plan_redirects(
    lines: &[RedirectLine],
    ground: &RedirectGround<'_>,
) -> Result<RedirectPlan, Vec<Fault>> {
    let (mut plan, mut faults) = (RedirectPlan::default(), Vec::new());
    let mut all = ground.redirects.clone();
    let mut seen = BTreeSet::new();
    let mut read = Vec::new();
    for RedirectLine { line, path, target } in lines {
        let fault = |key, text: &str| Fault::new(*line, key, text);
        match (path.parse::<OldPath>(), target.parse::<Target>()) {
            (Err(_), _) => faults.push(fault("cms.desk.redirects.fault.path", path)),
            (_, Err(_)) => faults.push(fault("cms.desk.redirects.fault.target", target)),
            (Ok(path), Ok(_)) if !seen.insert(path.clone()) => {
                faults.push(fault("cms.desk.redirects.fault.twice", path.as_str()));
            }
            (Ok(path), Ok(target)) => {
                all.insert(path.clone(), target.clone());
                read.push((*line, path, target));
            }
        }
    }
    let circles = circles(&all);
    for (line, path, target) in read {
        let nowhere = || ground.leads_nowhere(&target, &all).map(|key| (key, target.as_str()));
        let wrong = ground.clash(&path).map(|key| (key, path.as_str())).or_else(nowhere);
        let wrong = wrong.or_else(|| circles.contains(&path).then_some((CIRCLE, path.as_str())));
        match (wrong, ground.redirects.get(&path)) {
            (Some((key, address)), _) => faults.push(Fault::new(line, key, address)),
            (None, None) => plan.added.push((path, target)),
            (None, Some(before)) if *before == target => plan.same += 1,
            (None, Some(before)) => plan.changed.push((path, before.clone(), target)),
        }
    }
    if all.len() > MOST_REDIRECTS {
        faults.push(Fault::new(0, "cms.desk.redirects.fault.many", MOST_REDIRECTS.to_string()));
    }
    faults.sort_by_key(|fault| fault.line);
    faults.truncate(MOST_FAULTS);
    if faults.is_empty() { Ok(plan) } else { Err(faults) }
}

/// The first of these redirects that could not have been set, in the order of their addresses, and why: as an archive
/// brings them. That one leads where nothing is any more is no fault of it; others may have gone since.
pub(crate) fn brought_fault(
    all: &BTreeMap<OldPath, Target>,
    ground: &RedirectGround<'_>,
) -> Option<(usize, &'static str)> {
    if all.len() > MOST_REDIRECTS {
        return Some((MOST_REDIRECTS, "cms.desk.redirects.fault.many"));
    }
    let circles = circles(all);
    all.keys().enumerate().find_map(|(at, path)| {
        let wrong = ground.clash(path).or_else(|| circles.contains(path).then_some(CIRCLE));
        wrong.map(|key| (at, key))
    })
}

/// Makes a plan real: in one commit with one audit entry, which has the file's hash.
///
/// # Errors
/// When the actor may not.
pub fn set_redirects(
    plan: &RedirectPlan,
    sha256: Digest,
    tree: Version,
    ids: &dyn IdSource,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Redirected>, Refusal> {
    actor.require(MOVE)?;
    let done = plan.counts();
    let mut commit = Commit::by(actor, now);
    let added = plan.added.iter().cloned();
    let changed = plan.changed.iter().map(|(path, _, to)| (path.clone(), to.clone()));
    let set = added.chain(changed);
    let set = set.map(|(path, target)| Redirect { path, target, since: now }).collect::<Vec<_>>();
    if !set.is_empty() {
        let facts = json!({ "hash": sha256, "redirects": done });
        commit = commit
            .guard(Guard::write(TREE, THE_TREE, tree))
            .audit(REDIRECTED, Subject::of("cms.redirect", ids.next()), facts)
            .change(Change::SetRedirects(set));
    }
    Ok(Decision::new(commit, done))
}

/// Takes one away: its address leads nowhere from then on. Where it leads nowhere already, nothing happens.
///
/// # Errors
/// When the actor may not.
pub fn remove_redirect(
    redirect: Option<&Redirect>,
    tree: Version,
    ids: &dyn IdSource,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, ()>, Refusal> {
    actor.require(MOVE)?;
    let commit = Commit::by(actor, now);
    let Some(redirect) = redirect else { return Ok(Decision::new(commit, ())) };
    let facts = json!({ "path": redirect.path, "target": redirect.target });
    let commit = commit
        .guard(Guard::write(TREE, THE_TREE, tree))
        .audit(REDIRECT_REMOVED, Subject::of("cms.redirect", ids.next()), facts)
        .change(Change::RemoveRedirect(redirect.path.clone()));
    Ok(Decision::new(commit, ()))
}

impl RedirectGround<'_> {
    /// What an address belongs to that leads elsewhere already.
    fn clash(&self, path: &OldPath) -> Option<&'static str> {
        let first = path.first_segment();
        let is = |known: &String| known == first;
        if self.beside.iter().any(is) {
            return Some("cms.desk.redirects.fault.language");
        }
        let list = Kind::ALL.iter().filter_map(|kind| kind.folder());
        let is_list = list.into_iter().any(|folder| path.as_str() == format!("/{folder}"));
        if is_list || self.reserved.iter().any(is) || ALWAYS_RESERVED.contains(&first) {
            return Some("cms.desk.redirects.fault.reserved");
        }
        let address = path.as_str().parse::<Address>().ok();
        let taken = address.is_some_and(|address| self.addresses.contains(&address));
        taken.then_some("cms.desk.redirects.fault.taken")
    }

    /// Whether nothing of the site is where it leads. Other sites are not asked.
    fn leads_nowhere(
        &self,
        target: &Target,
        all: &BTreeMap<OldPath, Target>,
    ) -> Option<&'static str> {
        let path = target.path()?;
        let first = path[1..].split('/').next().unwrap_or_default();
        let here = path == "/"
            || self.reserved.iter().any(|known| known == first)
            || ALWAYS_RESERVED.contains(&first)
            || Kind::ALL.iter().any(|kind| kind.folder().is_some_and(|own| path[1..] == *own))
            || path.parse::<Address>().is_ok_and(|address| self.addresses.contains(&address))
            || next(target, all).is_some();
        (!here).then_some("cms.desk.redirects.fault.nowhere")
    }
}

/// The old address that a target is, where it is one: with its query first, as it is looked up.
fn next(target: &Target, all: &BTreeMap<OldPath, Target>) -> Option<OldPath> {
    let (path, text) = (target.path()?, target.as_str().split('#').next().unwrap_or_default());
    let with = text.split_once('?').and_then(|(path, query)| OldPath::asked(path, query));
    let known = [with, path.parse().ok()];
    known.into_iter().flatten().find(|path| all.contains_key(path))
}

/// The addresses that lead round in a circle, over however many others. Each is gone through once.
fn circles(all: &BTreeMap<OldPath, Target>) -> BTreeSet<OldPath> {
    let mut ends = BTreeMap::<OldPath, bool>::new();
    for start in all.keys() {
        let (mut trail, mut at) = (BTreeSet::new(), Some(start.clone()));
        let mut round = false;
        while let Some(path) = at {
            if let Some(known) = ends.get(&path) {
                round = *known;
                break;
            }
            at = all.get(&path).and_then(|target| next(target, all));
            if !trail.insert(path) {
                round = true;
                break;
            }
        }
        ends.extend(trail.into_iter().map(|path| (path, round)));
    }
    ends.into_iter().filter_map(|(path, round)| round.then_some(path)).collect()
}
