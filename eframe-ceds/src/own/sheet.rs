//! An assessment with all that its pages show of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe_core::Timestamp;
use eframe_core::http::Problem;
use serde::Serialize;

use crate::chart::Label;
use crate::document::Question;
use crate::model::{
    Answer, Assessment, AssessmentId, Edition, Given, Round, RoundPhase, SectionProgress, Stage,
};
use crate::report::{Report, Said, State, Target};
use crate::rules::inputs;
use crate::seat::Seat;
use crate::words::Words;

/// An assessment, its round, what is asked there and what was answered.
pub(crate) struct Sheet {
    pub(crate) assessment: Assessment,
    pub(crate) round: Round,
    pub(crate) edition: Arc<Edition>,
    pub(crate) answers: BTreeMap<String, Answer>,
    pub(crate) applying: BTreeMap<String, bool>,
    pub(crate) progress: Vec<SectionProgress>,
    pub(crate) phase: RoundPhase,
}

impl Sheet {
    /// That of an assessment which the actor may see.
    pub(crate) async fn of(seat: &Seat, id: AssessmentId) -> Result<Self, Problem> {
        let ceds = &seat.ceds;
        let desk = ceds.desk_of(seat.actor(), id).await?;
        let answers = ceds.answers(seat.actor(), id).await?;
        let given = given(&answers);
        let edition = desk.edition;
        let data = edition.data(&inputs(&desk.assessment, &given)).map_err(Problem::internal)?;
        let applying = edition.applying(&data);
        let progress = edition.progress(&given, &applying);
        let phase = desk.round.phase(desk.today);
        Ok(Self {
            assessment: desk.assessment,
            round: desk.round,
            edition,
            answers,
            applying,
            progress,
            phase,
        })
    }

    pub(crate) fn given(&self) -> BTreeMap<String, Given> {
        given(&self.answers)
    }

    /// Whether answers are taken.
    pub(crate) fn is_open(&self) -> bool {
        let returned = self.assessment.state.stage() == Stage::Returned;
        self.assessment.state.is_open()
            && (self.phase == RoundPhase::Open || returned && self.phase == RoundPhase::Review)
    }

    /// How many of how many questions that apply have a whole answer.
    pub(crate) fn counted(&self) -> (u32, u32) {
        let all = self.progress.iter();
        all.fold((0, 0), |(answered, due), one| (answered + one.answered, due + one.due))
    }

    /// How far a section is.
    pub(crate) fn of_section(&self, section: &str) -> Option<&SectionProgress> {
        self.progress.iter().find(|one| one.section == section)
    }

    /// The report as the answers stand now.
    pub(crate) fn report(&self, words: &Words) -> Result<Option<Report>, Problem> {
        let inputs = inputs(&self.assessment, &self.given());
        let data = self.edition.data(&inputs).map_err(Problem::internal)?;
        let scores = self.edition.plan().score_on(1, &data).map_err(Problem::internal)?;
        let languages = words.languages();
        Ok(Report::new(&scores, &self.edition.top(), 0, Target::NextStage, &languages))
    }

    /// The questions of a section, in the document's order.
    pub(crate) fn questions<'a>(&'a self, section: &'a str) -> impl Iterator<Item = &'a Question> {
        let questions = self.edition.document().questions.iter();
        questions.filter(move |question| question.parent.as_str() == section)
    }
}

fn given(answers: &BTreeMap<String, Answer>) -> BTreeMap<String, Given> {
    answers.iter().map(|(id, answer)| (id.clone(), answer.given.clone())).collect()
}

/// How a stage looks: `ok`, `warn`, `bad` or `note`.
pub(crate) const fn state_look(stage: Stage) -> &'static str {
    match stage {
        Stage::Frozen => "ok",
        Stage::Returned => "warn",
        Stage::Draft | Stage::Submitted | Stage::Withdrawn => "note",
    }
}

/// An answer as it is read: in reviews and reports.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct AnswerView {
    pub(crate) id: String,
    pub(crate) label: Label,
    /// What was answered, part by part.
    pub(crate) said: Vec<SaidView>,
    /// Why there is no answer, or what was measured; empty where something is said.
    pub(crate) state: String,
    pub(crate) missing: bool,
    pub(crate) note: String,
    pub(crate) links: Vec<String>,
    pub(crate) by: String,
    pub(crate) at: Option<Timestamp>,
    pub(crate) score: String,
    pub(crate) points: String,
    pub(crate) room: String,
    pub(crate) next: Option<Label>,
    /// Where more is said of it; empty where nothing is.
    pub(crate) href: String,
}

/// The answer to one part.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct SaidView {
    pub(crate) part: Option<Label>,
    pub(crate) label: Label,
    pub(crate) text: Option<Label>,
}

/// The answers of a section as they are read. `href` leads to more of one.
pub(crate) fn answer_views(
    words: &Words,
    report: &Report,
    answers: &BTreeMap<String, Answer>,
    section: &str,
    href: &dyn Fn(&str) -> String,
) -> Vec<AnswerView> {
    let lines = report.answers_of(section);
    let view = |line: &crate::report::AnswerLine| {
        let answer = answers.get(&line.id);
        let figure = |value: Option<f64>| value.map(|value| words.score(value)).unwrap_or_default();
        let measured = line.measured.map(|value| words.measured(value));
        let unsaid = line.said.is_empty() || line.state != State::Answered;
        let state = measured.unwrap_or_else(|| state_said(words, line.state));
        AnswerView {
            id: line.id.clone(),
            label: line.label.clone(),
            said: if unsaid {
                Vec::new()
            } else {
                line.said.iter().map(|said| said_view(words, said)).collect()
            },
            state: if unsaid { state } else { String::new() },
            missing: line.is_missing(),
            note: answer.map(|answer| answer.note.clone()).unwrap_or_default(),
            links: answer.map(|answer| answer.links.clone()).unwrap_or_default(),
            by: answer.map(|answer| answer.by.name.clone()).unwrap_or_default(),
            at: answer.map(|answer| answer.at),
            score: figure(line.score),
            points: figure(line.points),
            room: figure(line.room),
            next: line.next.clone(),
            href: href(&line.id),
        }
    };
    lines.map(view).collect()
}

fn said_view(words: &Words, said: &Said) -> SaidView {
    SaidView {
        part: said.part.clone(),
        label: said.label.clone().unwrap_or_else(|| state_said(words, said.state).into()),
        text: said.text.clone(),
    }
}

fn state_said(words: &Words, state: State) -> String {
    let key = match state {
        State::Answered => "ceds.state.answered",
        State::NotApplicable => "ceds.state.not-applicable",
        State::NotRelevant => "ceds.state.not-relevant",
        State::Unanswered => "ceds.state.unanswered",
        State::Settled => "ceds.state.settled",
    };
    words.say(key)
}

impl AnswerView {
    /// For samples of templates: one that has everything, and one without an answer.
    pub(crate) fn samples() -> Vec<Self> {
        let full = Self {
            id: "gov.strategy".to_owned(),
            label: "Written strategy".into(),
            said: vec![
                SaidView { part: Some("Exists".into()), label: "Partly".into(), text: None },
                SaidView {
                    part: None,
                    label: "Level 3".into(),
                    text: Some(Label::foreign("A strategy is in force.", "en")),
                },
            ],
            note: "See the council's decision.\nAnd its annex.".to_owned(),
            links: vec!["https://city.example/strategy".to_owned()],
            by: "Ana Lima".to_owned(),
            at: Some(Timestamp::UNIX_EPOCH),
            score: "50".to_owned(),
            points: "0.4".to_owned(),
            room: "0.4".to_owned(),
            next: Some("Give each goal a figure.".into()),
            href: "/account/ceds/assessments/1/questions/gov.strategy".to_owned(),
            ..Self::default()
        };
        let open = Self {
            id: "gov.leader".to_owned(),
            label: "A leader".into(),
            state: "Not answered".to_owned(),
            missing: true,
            ..Self::default()
        };
        vec![full, open]
    }
}
