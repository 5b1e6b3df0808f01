use std::collections::BTreeMap;
use std::sync::Arc;

use eframe_core::{Actor, Caller, CommitError};

use super::Ceds;
use crate::Error;
use crate::model::{
    Answer, AnswerId, AssessmentId, Comment, Edition, Evidence, Given, SectionProgress,
};
use crate::rules::{self, Save, Saved, SavedOne};
use crate::store::constraint;

/// A section with its questions and what the city says to them.
#[derive(Clone, Debug)]
pub struct Section {
    /// The edition, which has the texts.
    pub edition: Arc<Edition>,
    /// The id of its node.
    pub section: String,
    /// How far it is.
    pub progress: SectionProgress,
    /// Its questions in the document's order, then its indicators.
    pub questions: Vec<AskedQuestion>,
}

/// A question with what the city says to it.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedQuestion {
    /// The question or indicator.
    pub question: String,
    /// Whether it applies to the city, as far as that is known.
    pub applies: bool,
    /// The answer, where there is one.
    pub answer: Option<Answer>,
    /// The files.
    pub evidence: Vec<Evidence>,
    /// What was said about it.
    pub comments: Vec<Comment>,
}

impl Ceds {
    /// Answers a question.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::save`] for refusals.
    pub async fn save(
        &self,
        caller: &Caller,
        id: AssessmentId,
        command: Save,
    ) -> Result<Saved, Error> {
        let first = AnswerId::new(self.chance().id);
        let once = || {
            self.decide(caller, || async {
                let desk = self.desk_of(&caller.actor, id).await?;
                let current = self.store().answer(id, &command.question).await?;
                let now = self.now();
                Ok(rules::save(&desk, current.as_ref(), &command, first, &caller.actor, now)?)
            })
        };
        match once().await {
            // Somebody answered it for the first time at the same moment: now there is an answer to compare with.
            Err(Error::Commit(CommitError::Constraint(constraint::ANSWER))) => once().await,
            other => other,
        }
    }

    /// Answers several questions at once.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::save_all`] for refusals.
    pub async fn save_all(
        &self,
        caller: &Caller,
        id: AssessmentId,
        commands: Vec<Save>,
    ) -> Result<Vec<SavedOne>, Error> {
        let ids: Vec<_> = commands.iter().map(|_| self.chance().id).collect();
        let once = || {
            self.decide(caller, || async {
                let desk = self.desk_of(&caller.actor, id).await?;
                let current = self.store().answers(id).await?;
                let now = self.now();
                Ok(rules::save_all(&desk, &current, &commands, &ids, &caller.actor, now)?)
            })
        };
        match once().await {
            Err(Error::Commit(CommitError::Constraint(constraint::ANSWER))) => once().await,
            other => other,
        }
    }

    /// What a city chose, by question.
    pub(crate) async fn given(&self, id: AssessmentId) -> Result<BTreeMap<String, Given>, Error> {
        let answers = self.store().answers(id).await?.into_iter();
        Ok(answers.map(|(question, answer)| (question, answer.given)).collect())
    }

    /// Every answer of an assessment in sight, by question.
    ///
    /// # Errors
    /// As [`Ceds::assessment`].
    pub async fn answers(
        &self,
        actor: &Actor,
        id: AssessmentId,
    ) -> Result<BTreeMap<String, Answer>, Error> {
        self.assessment(actor, id).await?;
        self.store().answers(id).await
    }

    /// The answer to a question; none as long as nobody answered it.
    ///
    /// # Errors
    /// As [`Ceds::assessment`]; [`Error::NotFound`] for a question that is not asked.
    pub async fn answer(
        &self,
        actor: &Actor,
        id: AssessmentId,
        question: &str,
    ) -> Result<Option<Answer>, Error> {
        let desk = self.desk_of(actor, id).await?;
        desk.edition.section_of(question).ok_or(Error::NotFound)?;
        self.store().answer(id, question).await
    }

    /// Every version of an answer, the newest first.
    ///
    /// # Errors
    /// As [`Ceds::answer`].
    pub async fn versions(
        &self,
        actor: &Actor,
        id: AssessmentId,
        question: &str,
    ) -> Result<Vec<Answer>, Error> {
        match self.answer(actor, id, question).await? {
            Some(answer) => self.store().versions(&answer).await,
            None => Ok(Vec::new()),
        }
    }

    /// A section with its questions, answers, files and comments.
    ///
    /// # Errors
    /// As [`Ceds::assessment`]; [`Error::NotFound`] for a section that is none.
    pub async fn section(
        &self,
        actor: &Actor,
        id: AssessmentId,
        section: &str,
    ) -> Result<Section, Error> {
        let desk = self.desk_of(actor, id).await?;
        let edition = Arc::clone(&desk.edition);
        edition.section(section).ok_or(Error::NotFound)?;
        let mut answers = self.store().answers(id).await?;
        let given: BTreeMap<String, Given> = answers
            .iter()
            .map(|(question, answer)| (question.clone(), answer.given.clone()))
            .collect();
        let data = edition.data(&rules::inputs(&desk.assessment, &given));
        let applying = data.map(|data| edition.applying(&data)).unwrap_or_default();
        let progress = edition.progress(&given, &applying).into_iter();
        let progress =
            progress.into_iter().find(|one| one.section == section).ok_or(Error::NotFound)?;
        let evidence = self.store().evidence(id).await?;
        let comments = self.store().comments(id).await?;
        let document = edition.document();
        let of_questions = document.questions.iter().map(|one| (&one.id, &one.parent));
        let of_indicators = document.indicators.iter().map(|one| (&one.id, &one.parent));
        let questions = of_questions
            .chain(of_indicators)
            .filter(|(_, parent)| parent.as_str() == section)
            .map(|(id, _)| AskedQuestion {
                question: id.to_string(),
                applies: applying.get(id.as_str()).copied().unwrap_or(true),
                answer: answers.remove(id.as_str()),
                evidence: evidence
                    .iter()
                    .filter(|one| one.question == id.as_str())
                    .cloned()
                    .collect(),
                comments: comments
                    .iter()
                    .filter(|one| one.question.as_deref() == Some(id.as_str()))
                    .cloned()
                    .collect(),
            })
            .collect();
        Ok(Section { section: section.to_owned(), progress, questions, edition })
    }
}
