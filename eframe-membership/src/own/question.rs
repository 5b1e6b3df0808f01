use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::{Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::template::Template;
use http::StatusCode;
use serde::Serialize;

use super::application::{place, title};
use crate::model::{Application, ApplicationId, Form as Answers, Group};
use crate::rules::Fill;
use crate::seat::{Own, Seat, to};
use crate::{Error, Refusal};

/// One small group of questions.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct QuestionPage {
    /// Which of how many groups.
    step: usize,
    steps: usize,
    /// What it asks about.
    group: String,
    lead: String,
    fields: Vec<Field>,
    form: Fields,
    /// Whether the input is shown again after the session had ended.
    kept: bool,
    /// Whether another answer voids a signature.
    signed: bool,
    /// What happens next.
    next: String,
    /// The page before, and the application's own.
    back: String,
    application: String,
}

/// A save that came too late: where both answered, the other's answer beside one's own.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct StalePage {
    differences: Vec<Difference>,
    /// What is posted with them.
    hidden: Vec<(String, String)>,
    form: Fields,
    /// Where to go to leave the other's answers as they are.
    leave: String,
}

/// A question that two people answered differently.
#[derive(Clone, Debug, Serialize)]
struct Difference {
    field: Field,
    label: String,
    theirs: String,
}

/// Asks.
pub(super) async fn ask(
    Own(seat): Own,
    Path((id, group)): Path<(ApplicationId, Group)>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    let application = seat.membership.application(seat.actor(), id).await?;
    if !application.state.stage().is_open() {
        return Ok(to(&place(&seat, id, "")));
    }
    let mut page = page(&seat, &application, group);
    if let Some(posted) = kept {
        page.form = Fields::posted(&posted);
        page.kept = true;
    }
    seat.page(&title(&seat, &application), &page).await
}

/// Keeps what was answered, right or not; goes on when it is right, or when whoever answered wants to leave.
pub(super) async fn take(
    Own(seat): Own,
    Path((id, group)): Path<(ApplicationId, Group)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let application = seat.membership.application(seat.actor(), id).await?;
    let answers = answers(&posted, group);
    // A form without a fingerprint was not ours: what stands there is taken as seen by nobody.
    let seen = posted.one("seen").parse().unwrap_or(eframe_core::sha256(b""));
    let fill = Fill { group, answers: answers.clone(), seen };
    match seat.membership.fill(&seat.caller, id, fill).await {
        Ok(saved) => {
            let unsigned = if saved.unsigned { "&unsigned=yes" } else { "" };
            if posted.has("later") {
                return Ok(to(&place(&seat, id, &format!("?done=saved{unsigned}"))));
            }
            let charter = seat.membership.charter();
            let kinds = charter.on(seat.membership.today()).kind_codes();
            match group.check(&answers.cleaned(), &kinds) {
                Ok(()) => Ok(to(&onwards(&seat, id, group, unsigned))),
                Err(errors) => {
                    let application = seat.membership.application(seat.actor(), id).await?;
                    let mut page = page(&seat, &application, group);
                    let presentation = seat.membership.presentation();
                    page.form = page.form.refused(&errors, presentation, seat.language);
                    let title = title(&seat, &application);
                    seat.again(&title, &page, StatusCode::UNPROCESSABLE_ENTITY).await
                }
            }
        }
        Err(Error::Refused(Refusal::Stale(current))) => {
            let page = stale(&seat, &current, group, &answers);
            seat.again(&title(&seat, &current), &page, StatusCode::CONFLICT).await
        }
        Err(error) => {
            let (form, status) = seat.refused(&posted, error)?;
            let page = QuestionPage { form, ..page(&seat, &application, group) };
            seat.again(&title(&seat, &application), &page, status).await
        }
    }
}

/// What a form answers to a group's questions.
fn answers(posted: &Posted, group: Group) -> Answers {
    let mut answers = Answers::default();
    for field in group.fields() {
        answers.set_answer(field, posted.one(field));
    }
    answers
}

/// The page after a group: the next one, or what has to be done when all are answered.
fn onwards(seat: &Seat, id: ApplicationId, group: Group, unsigned: &str) -> String {
    match group.next() {
        Some(next) if unsigned.is_empty() => {
            place(seat, id, &format!("/questions/{}", next.code()))
        }
        _ => place(seat, id, &format!("?done=saved{unsigned}")),
    }
}

fn page(seat: &Seat, of: &Application, group: Group) -> QuestionPage {
    let at = Group::ALL.iter().position(|one| *one == group).unwrap_or_default();
    let before = at.checked_sub(1).map(|before| Group::ALL[before]);
    let values = group.fields().iter().map(|field| (*field, of.form.answer(field).to_owned()));
    let form = Fields::of(values).with("seen", group.hash(&of.form).to_string());
    let mut fields = vec![Field::hidden("seen")];
    fields.extend(group.fields().iter().map(|field| seat.words.field(field)));
    let next = match group.next() {
        Some(_) => seat.say("membership.own.question-next"),
        None => seat.say("membership.own.question-last"),
    };
    QuestionPage {
        step: at + 1,
        steps: Group::ALL.len(),
        group: seat.words.group(group),
        lead: seat.say(&["membership.group-lead.", group.code()].concat()),
        fields,
        form,
        kept: false,
        signed: of.signed().is_some(),
        next,
        back: match before {
            Some(before) => place(seat, of.id, &format!("/questions/{}", before.code())),
            None => place(seat, of.id, ""),
        },
        application: place(seat, of.id, ""),
    }
}

fn stale(seat: &Seat, current: &Application, group: Group, mine: &Answers) -> StalePage {
    let mine = mine.clone().cleaned();
    let mut page = StalePage {
        leave: place(seat, current.id, &format!("/questions/{}", group.code())),
        hidden: vec![("seen".to_owned(), group.hash(&current.form).to_string())],
        ..StalePage::default()
    };
    for field in group.fields() {
        let (theirs, own) = (current.form.answer(field), mine.answer(field));
        if theirs == own {
            page.hidden.push(((*field).to_owned(), own.to_owned()));
        } else {
            page.form = page.form.with(field, own);
            page.differences.push(Difference {
                field: seat.words.field(field),
                label: seat.words.question(field),
                theirs: seat.words.answer(&current.form, field),
            });
        }
    }
    page
}

impl Template for QuestionPage {
    const NAME: &'static str = "membership/own/question.html";

    fn samples() -> Vec<Self> {
        let fields = vec![
            Field::hidden("seen"),
            Field::text("name", "Name").hint("In Latin letters"),
            Field::textarea("address", "Address", 4).optional(),
        ];
        let first = Self {
            step: 1,
            steps: 7,
            group: "Your organisation".to_owned(),
            lead: "What the register says.".to_owned(),
            fields,
            form: Fields::of([("seen", "00"), ("name", "Porto Azul")]),
            next: "What you typed is kept.".to_owned(),
            back: "/account/membership/applications/1".to_owned(),
            application: "/account/membership/applications/1".to_owned(),
            ..Self::default()
        };
        let refused = Self {
            form: Fields::of([("name", "")]).fault("name", "Fill this in".to_owned()),
            kept: true,
            signed: true,
            ..first.clone()
        };
        vec![first, refused]
    }
}

impl Template for StalePage {
    const NAME: &'static str = "membership/own/stale.html";

    fn samples() -> Vec<Self> {
        let difference = |theirs: &str| Difference {
            field: Field::text("name", "Name"),
            label: "Name".to_owned(),
            theirs: theirs.to_owned(),
        };
        vec![Self {
            differences: vec![difference("Porto Azul"), difference("")],
            hidden: vec![("seen".to_owned(), "00".to_owned())],
            form: Fields::of([("name", "Puerto Azul")]),
            leave: "/account/membership/applications/1".to_owned(),
        }]
    }
}
