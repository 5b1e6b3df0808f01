mod past;

use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::Standing;
use eframe_core::form::{self, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::template::Template;
use eframe_core::{Digest, FieldErrors, Language, Timestamp};
use http::StatusCode;
use serde::Serialize;

use super::blocks::legend;
use super::fields::label;
use super::findings::{FindingLine, findings};
use super::links::Leads;
use super::plan::Planned;
use super::seat::{Seat, standing, to};
use super::stale::{Said, said};
use crate::cms::{Turn, turn};
use crate::difference::{self, Became, FieldDifference, Piece};
use crate::model::{Approval, Body, Document, DocumentId, Edition, Fields, Missing, Stage, State};
use crate::permission::{APPROVE, EDIT, PUBLISH};
use crate::rules::Finding;
use crate::{Error, Refusal};
use past::{History, Past};

/// An edition as its reviewer sees it: what it says, what changed, what may be done now, what was before.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct EditionPage {
    notice: String,
    form: form::Fields,
    /// Whether what a reviewer wrote is shown again after the session had ended.
    kept: bool,
    /// The document's own page at the desk.
    back: String,
    language: String,
    lang: String,
    dir: &'static str,
    stage: String,
    standing: Option<Standing>,
    number: u32,
    authors: Vec<String>,
    /// What a reviewer wants mended.
    returned: Option<Returned>,
    said: Vec<Said>,
    /// The text as the public will see it.
    html: String,
    /// What differs from the live edition.
    differences: Vec<Difference>,
    has_live: bool,
    /// What is to be mended, and what could be better.
    findings: Vec<FindingLine>,
    /// The fingerprint of what is shown, for the approval.
    hash: String,
    /// Where to write on.
    edit: Option<String>,
    may_submit: bool,
    may_review: bool,
    may_return: bool,
    /// Why the reader does not approve it, though they approve others' texts.
    turn: String,
    /// Who has approved just this.
    approvals: Vec<Given>,
    /// What the rule of this place still asks for, in words.
    missing: String,
    may_publish: bool,
    may_withdraw: bool,
    /// What is to happen at a time, or could not.
    planned: Vec<Planned>,
    /// Where to plan that it goes live; empty for whoever may not.
    plan: String,
    /// Where to say how it is to end.
    end: String,
    /// Where links are made that open what is in the making; empty where nothing is, and for whoever may not.
    preview: String,
    /// Where it is thrown away; empty where nothing is in the making, and for whoever may not.
    discard: String,
    /// Where editions stand side by side.
    compare: String,
    /// The first of what leads here, and how many do: shown before it is taken down.
    leads: Vec<Leads>,
    leads_count: String,
    links: String,
    /// Where everyone reads what is live; empty where nothing is.
    public: String,
    history: Vec<Past>,
    /// Where the editions before these are listed; empty where there are none.
    older: String,
}

/// A reviewer's yes.
#[derive(Clone, Debug, Serialize)]
struct Given {
    by: String,
    at: Timestamp,
    offices: Vec<String>,
}

/// A reviewer's no.
#[derive(Clone, Debug, Serialize)]
struct Returned {
    by: String,
    at: Timestamp,
    note: String,
}

/// What changed in a field.
#[derive(Clone, Debug, Serialize)]
struct Difference {
    label: String,
    pieces: Vec<Piece>,
}

/// What a person does with an edition.
#[derive(Clone, Copy)]
enum Step {
    Submit,
    Approve,
    Return,
    Publish,
    Withdraw,
    CancelPublish,
    CancelEnd,
}

/// Shows an edition.
pub(super) async fn show(
    seat: Seat,
    Path((id, language)): Path<(DocumentId, Language)>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    let form = kept.as_ref().map(form::Fields::posted);
    let form = Shown { kept: form.is_some(), form: form.unwrap_or_default() };
    answer(&seat, id, language, form, StatusCode::OK).await
}

/// What stands in the fields of the page.
struct Shown {
    form: form::Fields,
    kept: bool,
}

impl From<form::Fields> for Shown {
    fn from(form: form::Fields) -> Self {
        Self { form, kept: false }
    }
}

/// Takes the step whose button was pressed.
pub(super) async fn step(
    seat: Seat,
    Path((id, language)): Path<(DocumentId, Language)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let Some(step) = Step::named(posted.one("step")) else {
        return Err(Problem::bad_request("step", "There is no such step."));
    };
    let (cms, caller) = (&seat.cms, &seat.caller);
    let taken = match step {
        Step::Submit => cms.submit(caller, id, language).await,
        Step::Approve => match posted.one("hash").parse::<Digest>() {
            Ok(hash) => cms.approve(caller, id, language, hash).await,
            Err(_) => Err(FieldErrors::one("hash", "cms.desk.field.hash.form").into()),
        },
        Step::Return => cms.give_back(caller, id, language, posted.one("note")).await,
        Step::Publish => cms.publish(caller, id, language).await,
        Step::Withdraw => cms.withdraw(caller, id, language).await,
        Step::CancelPublish | Step::CancelEnd => {
            let act = if matches!(step, Step::CancelEnd) { "end" } else { "publish" };
            return cancel(&seat, id, language, act, &posted).await;
        }
    };
    match taken {
        Ok(standing) => {
            let done = if standing.missing.is_some() { "approved-one" } else { step.done() };
            Ok(to(&seat.url(&format!("/{id}/{language}?done={done}"))))
        }
        Err(error @ Error::Refused(Refusal::Denied(_))) => Err(error.into()),
        Err(error) => {
            let (form, status) = seat.refused(&posted, error)?;
            answer(&seat, id, language, form, status).await
        }
    }
}

/// Takes a plan back.
async fn cancel(
    seat: &Seat,
    id: DocumentId,
    language: Language,
    act: &str,
    posted: &Posted,
) -> Result<Response, Problem> {
    match seat.cms.cancel_plan(&seat.caller, id, language, act).await {
        Ok(_) => Ok(to(&seat.url(&format!("/{id}/{language}?done=plan-cancelled")))),
        Err(error @ Error::Refused(Refusal::Denied(_))) => Err(error.into()),
        Err(error) => {
            let (form, status) = seat.refused(posted, error)?;
            answer(seat, id, language, form, status).await
        }
    }
}

impl Step {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "submit" => Self::Submit,
            "approve" => Self::Approve,
            "return" => Self::Return,
            "publish" => Self::Publish,
            "withdraw" => Self::Withdraw,
            "cancel-publish" => Self::CancelPublish,
            "cancel-end" => Self::CancelEnd,
            _ => return None,
        })
    }

    const fn done(self) -> &'static str {
        match self {
            Self::Submit => "submitted",
            Self::Approve => "approved",
            Self::Return => "returned",
            Self::Publish => "published",
            Self::Withdraw => "withdrawn",
            Self::CancelPublish | Self::CancelEnd => "plan-cancelled",
        }
    }
}

async fn answer(
    seat: &Seat,
    id: DocumentId,
    language: Language,
    shown: impl Into<Shown>,
    status: StatusCode,
) -> Result<Response, Problem> {
    seat.staff()?;
    let document = seat.cms.document(seat.actor(), id).await?;
    let history = History::of(seat, id, language).await?;
    let edition = &history.newest;
    let mut page = page(seat, &document, edition)?;
    Shown { form: page.form, kept: page.kept } = shown.into();
    if edition.state.stage().is_in_the_making() || edition.state.stage() == Stage::Live {
        let found = seat.cms.findings(&document, edition).await?;
        page.may_publish &= !found.iter().any(Finding::blocks);
        page.findings = findings(seat, edition, &found);
    }
    if page.may_withdraw {
        let inbound = seat.cms.inbound(seat.actor(), id).await?;
        page.leads = Leads::of(seat, &inbound);
        page.leads_count =
            seat.say_with("cms.desk.links.count", &[("count", inbound.count().into())]);
    }
    (page.history, page.older) = (history.lines(seat), history.older(seat));
    seat.again(&edition.content.title, &page, status).await
}

fn page(seat: &Seat, document: &Document, edition: &Edition) -> Result<EditionPage, Problem> {
    let (actor, language) = (seat.actor(), edition.language);
    let stage = edition.state.stage();
    let (turn, missing) = turn(seat.cms.rule(document, language), edition, actor);
    let live = document.live(language);
    let differences = live.filter(|live| live.id != edition.id).map(|live| {
        let fields = difference::between(&live.content, &edition.content).into_iter();
        let labelled =
            fields.map(|field| Difference { label: changed(seat, &field), pieces: field.pieces });
        labelled.collect()
    });
    let may_return = matches!(stage, Stage::InReview | Stage::Approved) && actor.may(APPROVE);
    let public = seat.cms.mount().pages_url(language, document.address.as_str());
    let edit = seat.url(&format!("/{}/{language}/edit", document.id));
    let text = seat.cms.rendered(&edition.content.body, language, language);
    Ok(EditionPage {
        notice: seat.notice(),
        back: seat.url(&format!("/{}", document.id)),
        language: language.own_name().to_owned(),
        lang: language.tag().to_owned(),
        dir: language.direction().html(),
        stage: seat.stage(stage),
        standing: Some(standing(stage)),
        number: edition.number,
        authors: edition.authors.iter().map(|author| author.name.clone()).collect(),
        returned: Returned::of(&edition.state),
        said: said(seat, &Fields { body: Body::default(), ..edition.content.fields() }),
        html: text.map_err(Problem::internal)?.html,
        has_live: differences.is_some(),
        differences: differences.unwrap_or_default(),
        hash: edition.hash().to_string(),
        edit: actor.may(EDIT).then_some(edit),
        may_submit: stage == Stage::Draft && actor.may(EDIT),
        may_review: turn == Turn::Theirs,
        may_return: may_return && turn != Turn::Author,
        turn: why(seat, turn),
        approvals: edition.approvals().map(Given::of).collect(),
        missing: missing.as_ref().map(|missing| said_missing(seat, missing)).unwrap_or_default(),
        may_publish: matches!(stage, Stage::InReview | Stage::Approved)
            && missing.is_none()
            && actor.may(PUBLISH),
        may_withdraw: live.is_some() && actor.may(PUBLISH),
        planned: Planned::of(seat, document, language),
        plan: seat.url(&format!("/{}/{language}/plan", document.id)),
        end: seat.url(&format!("/{}/{language}/end", document.id)),
        preview: match stage.is_in_the_making() && actor.may(EDIT) {
            true => seat.url(&format!("/{}/{language}/preview", document.id)),
            false => String::new(),
        },
        discard: match stage.is_in_the_making() && actor.may(EDIT) {
            true => seat.url(&format!("/{}/{language}/discard", document.id)),
            false => String::new(),
        },
        compare: seat.url(&format!("/{}/compare?other={language}.{}", document.id, edition.number)),
        links: seat.url(&format!("/{}/links", document.id)),
        public: live.map(|_| public).unwrap_or_default(),
        ..EditionPage::default()
    })
}

/// Why somebody who approves texts does not approve this one.
fn why(seat: &Seat, turn: Turn) -> String {
    match turn {
        Turn::Author => seat.say("cms.desk.edition.own"),
        Turn::Given => seat.say("cms.desk.edition.given"),
        Turn::Others => seat.say("cms.desk.edition.others"),
        Turn::Theirs | Turn::Nobodys => String::new(),
    }
}

/// "2 more, of: legal, press".
pub(super) fn said_missing(seat: &Seat, missing: &Missing) -> String {
    let more = ("more", usize::from(missing.more).into());
    if missing.of.is_empty() {
        return seat.say_with("cms.desk.edition.missing", &[more]);
    }
    let of = missing.of.join(", ");
    seat.say_with("cms.desk.edition.missing-of", &[more, ("of", of.as_str().into())])
}

impl Given {
    fn of(approval: &Approval) -> Self {
        let Approval { by, at, offices, .. } = approval.clone();
        Self { by: by.name, at, offices }
    }

    fn sample() -> Self {
        let (by, offices) = ("Omar Haddad".to_owned(), vec!["legal".to_owned()]);
        Self { by, at: Timestamp::UNIX_EPOCH, offices }
    }
}

/// What a difference is in: a field, or a block of the body.
fn changed(seat: &Seat, of: &FieldDifference) -> String {
    match &of.block {
        Some((place, block)) => legend(seat, *place, block),
        None => label(seat, of.field),
    }
}

impl Returned {
    fn of(state: &State) -> Option<Self> {
        let State::Draft { returned: Some(returned) } = state else { return None };
        let (by, at, note) = (returned.by.name.clone(), returned.at, returned.note.clone());
        Some(Self { by, at, note })
    }
}

impl Template for EditionPage {
    const NAME: &'static str = "cms/desk/edition.html";

    fn samples() -> Vec<Self> {
        let piece = |change, text: &str| Piece { change, text: text.to_owned() };
        let full = Self {
            notice: "Saved".to_owned(),
            kept: true,
            form: form::Fields::empty().fault("note", "Say what is to be mended".to_owned()),
            back: "/desk/content/1".to_owned(),
            language: "한국어".to_owned(),
            lang: "ko".to_owned(),
            dir: "ltr",
            stage: "In review".to_owned(),
            standing: Some(Standing::Warn),
            number: 2,
            authors: vec!["Mina Park".to_owned()],
            returned: Some(Returned {
                by: "Vera Ivanova".to_owned(),
                at: Timestamp::UNIX_EPOCH,
                note: "Name the source".to_owned(),
            }),
            said: vec![Said { label: "Title".to_owned(), text: "소개".to_owned() }],
            html: "<p>Text.</p>".to_owned(),
            differences: vec![Difference {
                label: "Text".to_owned(),
                pieces: vec![
                    piece(Became::Kept, "the "),
                    piece(Became::Removed, "city"),
                    piece(Became::Added, "town"),
                ],
            }],
            has_live: true,
            findings: FindingLine::samples(),
            hash: "00".repeat(32),
            edit: Some("/desk/content/1/ko/edit".to_owned()),
            may_submit: true,
            may_review: true,
            may_return: true,
            turn: "You wrote in it".to_owned(),
            approvals: vec![Given::sample()],
            missing: "One more, of: press".to_owned(),
            may_publish: true,
            may_withdraw: true,
            planned: ["", "Nobody approved it"].map(Planned::sample).into(),
            plan: "/desk/content/1/ko/plan".to_owned(),
            end: "/desk/content/1/ko/end".to_owned(),
            preview: "/desk/content/1/ko/preview".to_owned(),
            discard: "/desk/content/1/ko/discard".to_owned(),
            compare: "/desk/content/1/compare?other=ko.2".to_owned(),
            leads: Leads::samples(),
            leads_count: "2 lead here".to_owned(),
            links: "/desk/content/1/links".to_owned(),
            public: "/ko/about".to_owned(),
            history: vec![Past::sample()],
            older: "/desk/content/1/ko?before=1".to_owned(),
        };
        let own = Self { may_review: false, approvals: Vec::new(), ..full.clone() };
        let same = Self { differences: Vec::new(), ..full.clone() };
        vec![full, own, same, Self { standing: Some(Standing::Note), ..Self::default() }]
    }
}
