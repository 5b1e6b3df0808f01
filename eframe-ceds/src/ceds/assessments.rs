use std::collections::BTreeSet;

use eframe_core::{Actor, ActorId, Caller, Decision, Version};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Ceds, hidden};
use crate::model::{
    Assessment, AssessmentId, CommentId, Consent, Facts, Given, Round, RoundId, SectionProgress,
    Stage,
};
use crate::permission::{ANSWER, LEAD};
use crate::rules::{
    self, Ask, AssessmentStanding, Begin, Chance, Change, Desk, Leave, Settled, Sight, Submit,
};
use crate::store::{Behind, Filter};
use crate::{Error, Refusal};

/// An assessment with its round, as a line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssessmentLine {
    /// The assessment.
    pub assessment: Assessment,
    /// Its round.
    pub round: Round,
}

/// Somebody of the team: who was asked, and who answers for the city anyway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Teammate {
    /// Where they get mail.
    pub address: String,
    /// Who it is, where they have an account that answers for the city.
    pub person: Option<ActorId>,
    /// Their name, where they have one.
    pub name: String,
    /// The sections they are asked to answer.
    pub sections: BTreeSet<String>,
}

impl Ceds {
    /// Begins a city's assessment in a round.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an organisation out of sight or an unknown round; see [`rules::begin`] for refusals.
    pub async fn begin(
        &self,
        caller: &Caller,
        round: RoundId,
        command: Begin,
    ) -> Result<AssessmentStanding, Error> {
        let actor = &caller.actor;
        let may = actor.may_for(LEAD, command.organisation);
        if !may && !Sight::of(actor).shows(command.organisation) {
            return Err(hidden(actor));
        }
        let id = AssessmentId::new(self.chance().id);
        self.decide(caller, || async {
            let round = self.round(round).await?;
            let edition = self.edition(round.sha256).await?;
            let (when, now) = ((&round, self.today()), self.now());
            Ok(rules::begin(when, &edition, &command, id, actor, now)?)
        })
        .await
    }

    /// The assessments in sight, those changed last first: one's own organisations', for staff all of them.
    pub(crate) async fn lines(
        &self,
        actor: &Actor,
        filter: &Filter,
        after: Option<&Behind>,
        limit: u64,
    ) -> Result<Vec<AssessmentLine>, Error> {
        let sight = Sight::of(actor);
        if actor.is_anonymous() {
            return Err(hidden(actor));
        }
        let found = self.store().assessments(filter, after, limit, &sight).await?;
        let lines = found.into_iter();
        Ok(lines.map(|(assessment, round)| AssessmentLine { assessment, round }).collect())
    }

    /// The newest assessments in sight, at most so many; of one round or at one stage where that is given.
    ///
    /// # Errors
    /// [`Refusal::Denied`] for whoever has not signed in.
    pub async fn assessments(
        &self,
        actor: &Actor,
        round: Option<RoundId>,
        stage: Option<Stage>,
        limit: u64,
    ) -> Result<Vec<AssessmentLine>, Error> {
        self.lines(actor, &Filter { round, stage, organisation: None }, None, limit).await
    }

    /// An assessment in sight.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not.
    pub async fn assessment(
        &self,
        actor: &Actor,
        id: AssessmentId,
    ) -> Result<AssessmentLine, Error> {
        let sight = Sight::of(actor);
        let found = self.store().assessment(id).await?;
        let found = found.filter(|(assessment, _)| sight.shows(assessment.organisation));
        let (assessment, round) = found.ok_or_else(|| hidden(actor))?;
        Ok(AssessmentLine { assessment, round })
    }

    /// An assessment in sight with all that stands around it.
    ///
    /// # Errors
    /// As [`Ceds::assessment`].
    pub async fn desk_of(&self, actor: &Actor, id: AssessmentId) -> Result<Desk, Error> {
        let AssessmentLine { assessment, round } = self.assessment(actor, id).await?;
        let edition = self.edition(round.sha256).await?;
        Ok(Desk { assessment, round, edition, today: self.today() })
    }

    /// How far each section of an assessment is.
    ///
    /// # Errors
    /// As [`Ceds::assessment`].
    pub async fn progress(
        &self,
        actor: &Actor,
        id: AssessmentId,
    ) -> Result<Vec<SectionProgress>, Error> {
        let desk = self.desk_of(actor, id).await?;
        let answers = self.given(id).await?;
        let data = desk.edition.data(&rules::inputs(&desk.assessment, &answers));
        let applying = data.map(|data| desk.edition.applying(&data)).unwrap_or_default();
        Ok(desk.edition.progress(&answers, &applying))
    }

    /// The team: whoever was asked, and whoever answers for the city.
    ///
    /// # Errors
    /// As [`Ceds::assessment`].
    pub async fn team(&self, actor: &Actor, id: AssessmentId) -> Result<Vec<Teammate>, Error> {
        let assessment = self.assessment(actor, id).await?.assessment;
        let mut team: Vec<Teammate> = assessment
            .team
            .into_iter()
            .map(|one| Teammate {
                address: one.address,
                person: None,
                name: String::new(),
                sections: one.sections,
            })
            .collect();
        let Some(directory) = self.contacts() else { return Ok(team) };
        let mut people = Vec::new();
        for permission in [LEAD, ANSWER] {
            let found = directory.contacts(assessment.organisation, permission).await;
            people.extend(
                found.map_err(|error| Error::Commit(eframe_core::CommitError::Store(error)))?,
            );
        }
        for contact in people {
            let address = contact.address.to_string().to_lowercase();
            let known = team.iter_mut().find(|one| one.address == address);
            match known {
                Some(one) => (one.person, one.name) = (Some(contact.id), contact.name),
                None => team.push(Teammate {
                    address,
                    person: Some(contact.id),
                    name: contact.name,
                    sections: BTreeSet::new(),
                }),
            }
        }
        Ok(team)
    }

    /// Asks somebody to help with some sections, or says anew with which.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::ask`] for refusals.
    pub async fn ask(
        &self,
        caller: &Caller,
        id: AssessmentId,
        command: Ask,
    ) -> Result<AssessmentStanding, Error> {
        let address: Result<eframe_core::mail::Address, _> = command.address.trim().parse();
        if address.is_err() {
            let wrong = eframe_core::FieldErrors::one("address", "ceds.field.address.wrong");
            return Err(wrong.into());
        }
        self.on(caller, id, |desk, _| rules::ask(desk, &command, &caller.actor, self.now())).await
    }

    /// Asks somebody no more.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::leave`] for refusals.
    pub async fn leave(
        &self,
        caller: &Caller,
        id: AssessmentId,
        command: Leave,
    ) -> Result<AssessmentStanding, Error> {
        self.on(caller, id, |desk, _| rules::leave(desk, &command, &caller.actor, self.now())).await
    }

    /// Says anew what is known of the city, from the version that was read.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Refusal::Moved`]; see [`rules::describe`] for other refusals.
    pub async fn describe(
        &self,
        caller: &Caller,
        id: AssessmentId,
        expected: Version,
        facts: Facts,
    ) -> Result<AssessmentStanding, Error> {
        self.on(caller, id, |desk, _| {
            let decided = rules::describe(desk, &facts, &caller.actor, self.now())?;
            unmoved(desk, expected).map(|()| decided)
        })
        .await
    }

    /// Says what others may learn of the city, from the version that was read.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Refusal::Moved`]; see [`rules::consent`] for other refusals.
    pub async fn consent(
        &self,
        caller: &Caller,
        id: AssessmentId,
        expected: Version,
        consent: Consent,
    ) -> Result<AssessmentStanding, Error> {
        self.on(caller, id, |desk, _| {
            let decided = rules::consent(desk, consent, &caller.actor, self.now())?;
            unmoved(desk, expected).map(|()| decided)
        })
        .await
    }

    /// Hands the assessment in.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::submit`] for refusals.
    pub async fn submit(
        &self,
        caller: &Caller,
        id: AssessmentId,
        command: Submit,
    ) -> Result<AssessmentStanding, Error> {
        self.with_answers(caller, id, |desk, answers| {
            rules::submit(desk, answers, command, &caller.actor, self.now())
        })
        .await
    }

    /// Gives it back with questions.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::give_back`] for refusals.
    pub async fn give_back(
        &self,
        caller: &Caller,
        id: AssessmentId,
        questions: &str,
    ) -> Result<AssessmentStanding, Error> {
        self.on(caller, id, |desk, chance| {
            let comment = CommentId::new(chance.id);
            rules::give_back(desk, questions, comment, &caller.actor, self.now())
        })
        .await
    }

    /// Freezes it: its scores are reckoned and kept.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::freeze`] for refusals.
    pub async fn freeze(&self, caller: &Caller, id: AssessmentId) -> Result<Settled, Error> {
        self.decide(caller, || async {
            let desk = self.desk_of(&caller.actor, id).await?;
            let answers = self.store().answers(id).await?;
            Ok(rules::freeze(&desk, &answers, &caller.actor, self.now())?)
        })
        .await
    }

    /// Takes it back.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::withdraw`] for refusals.
    pub async fn withdraw(
        &self,
        caller: &Caller,
        id: AssessmentId,
    ) -> Result<AssessmentStanding, Error> {
        self.on(caller, id, |desk, _| rules::withdraw(desk, &caller.actor, self.now())).await
    }

    /// Loads, decides and commits for one assessment.
    pub(super) async fn on<T: Serialize + DeserializeOwned>(
        &self,
        caller: &Caller,
        id: AssessmentId,
        rule: impl Fn(&Desk, Chance) -> Result<Decision<Change, T>, Refusal>,
    ) -> Result<T, Error> {
        let (chance, rule) = (self.chance(), &rule);
        self.decide(caller, || async {
            let desk = self.desk_of(&caller.actor, id).await?;
            Ok(rule(&desk, chance)?)
        })
        .await
    }

    /// The same for a step that looks at all answers. They are read after the assessment, whose version holds them.
    async fn with_answers<T: Serialize + DeserializeOwned>(
        &self,
        caller: &Caller,
        id: AssessmentId,
        rule: impl Fn(
            &Desk,
            &std::collections::BTreeMap<String, Given>,
        ) -> Result<Decision<Change, T>, Refusal>,
    ) -> Result<T, Error> {
        let rule = &rule;
        self.decide(caller, || async {
            let desk = self.desk_of(&caller.actor, id).await?;
            let answers = self.given(id).await?;
            Ok(rule(&desk, &answers)?)
        })
        .await
    }
}

/// Refuses whoever acts on an assessment as it is no more: behind the rule, for whoever may not act is told that, whatever they
/// saw.
fn unmoved(desk: &Desk, expected: Version) -> Result<(), Refusal> {
    match desk.assessment.version {
        version if version == expected => Ok(()),
        version => Err(Refusal::Moved(version)),
    }
}
