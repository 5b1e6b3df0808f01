//! Who is to approve what, as the rulebook has it.

use eframe_core::{Actor, Language};

use super::{Cms, Task, ToDo};
use crate::model::{Document, Edition, Missing, Rule, Stage, State};
use crate::permission::{APPROVE, EDIT, PUBLISH};
use crate::store::Waiting;

/// What a reviewer's approval would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// It would count.
    Theirs,
    /// They wrote in it.
    Author,
    /// They gave it already.
    Given,
    /// The rule asks for others.
    Others,
    /// Nothing waits for an approval, or they may not give any.
    Nobodys,
}

impl Cms {
    /// The rule for what a document says in this language.
    pub(crate) fn rule(&self, document: &Document, language: Language) -> &Rule {
        self.rulebook().rule(document.kind, &document.address, language)
    }
}

/// Whose turn it is with an edition under this rule.
pub(crate) fn turn(rule: &Rule, edition: &Edition, actor: &Actor) -> (Turn, Option<Missing>) {
    let stage = edition.state.stage();
    let missing = match stage {
        Stage::InReview | Stage::Approved => rule.missing(edition),
        _ => None,
    };
    let turn = match &missing {
        None => Turn::Nobodys,
        _ if !actor.may(APPROVE) => Turn::Nobodys,
        _ if rule.four_eyes && edition.is_by(actor) => Turn::Author,
        _ if edition.approvals().any(|approval| approval.by.id == actor.id()) => Turn::Given,
        Some(missing) if !asked(missing, actor) => Turn::Others,
        _ => Turn::Theirs,
    };
    (turn, missing)
}

fn asked(missing: &Missing, actor: &Actor) -> bool {
    missing.of.is_empty() || missing.of.iter().any(|office| actor.holds_office(office))
}

impl Cms {
    /// What somebody can do with an edition that waits.
    pub(super) fn task(&self, waiting: Waiting, actor: &Actor) -> Option<Task> {
        let Waiting { kind, address, edition } = waiting;
        let rule = self.rulebook().rule(kind, &address, edition.language);
        let (mine, may) = (edition.is_by(actor), |permission| actor.may(permission));
        let (turn, missing) = turn(rule, &edition, actor);
        let to_do = match &edition.state {
            State::Draft { returned: Some(_) } if mine && may(EDIT) => ToDo::Mend,
            State::Draft { .. } if mine && may(EDIT) => ToDo::Write,
            _ if turn == Turn::Theirs => ToDo::Review,
            State::Approved { .. } | State::InReview { .. }
                if missing.is_none() && may(PUBLISH) =>
            {
                ToDo::Publish
            }
            _ => return None,
        };
        let since = match &edition.state {
            State::InReview { at, approvals, .. } => approvals.last().map_or(*at, |last| last.at),
            State::Approved { approvals } => approvals.last().map_or(edition.saved, |last| last.at),
            _ => edition.saved,
        };
        let author = edition.authors.last().map(|author| author.name.clone()).unwrap_or_default();
        Some(Task {
            to_do,
            document: edition.document,
            kind,
            address,
            language: edition.language,
            title: edition.content.title.clone(),
            stage: edition.state.stage(),
            since,
            author,
        })
    }
}
