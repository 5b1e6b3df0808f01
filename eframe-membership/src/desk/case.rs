use axum::response::Response;
use eframe_core::Digest;
use eframe_core::block::axum;
use eframe_core::form::{Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::template::Template;
use http::{HeaderMap, StatusCode};
use serde::Serialize;

use super::agenda::{self, AgendaView};
use super::look;
use crate::answers::{self, GroupView, PaperView, short};
use crate::history::HistoryView;
use crate::http::answer_document;
use crate::model::{Application, ApplicationId, DocumentId, Kind, Stage};
use crate::own::{signatory, told};
use crate::permission::{APPLY, REVIEW};
use crate::rules::due;
use crate::seat::{Desk, Seat, begun, to};
use crate::store::Told;
use crate::{Error, Refusal};

/// A case with its whole history, and what may be done with it now.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct CasePage {
    notice: String,
    form: Fields,
    /// The step whose form was refused, or kept while its writer signed in again.
    open: String,
    kept: bool,
    /// What goes along with every step: the fingerprint of the form and the documents that are shown.
    contents: String,
    number: String,
    stage: String,
    status: &'static str,
    due: String,
    overdue: bool,
    /// Where the organisation stands, when it is a member.
    standing: String,
    contact: String,
    email: String,
    groups: Vec<GroupView>,
    papers: Vec<PaperView>,
    fingerprint: String,
    signed_by: String,
    history: HistoryView,
    may_accept: bool,
    /// What acceptance leads to under the charter of today.
    accept_next: String,
    may_return: bool,
    may_refuse: bool,
    may_write: bool,
    /// Where it is decided.
    agenda: AgendaView,
    /// Where it is filled in for the organisation, as long as it can be.
    fill: String,
    back: String,
}

/// What a person does with a case.
const DONE: [&str; 6] = ["accept", "return", "refuse", "write", "note", "agenda"];

/// Shows it.
pub(super) async fn show(
    Desk(seat): Desk,
    Path(id): Path<ApplicationId>,
    kept: Recovered,
) -> Result<Response, Problem> {
    let (form, kept) = begun(kept, Fields::empty());
    answer(&seat, id, form, kept, StatusCode::OK).await
}

/// Takes the step whose button was pressed.
pub(super) async fn step(
    Desk(seat): Desk,
    Path(id): Path<ApplicationId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let (membership, caller) = (&seat.membership, &seat.caller);
    let step = DONE.into_iter().find(|step| *step == posted.one("step"));
    let read = read(&posted)?;
    let taken = match step {
        Some("accept") => membership.accept(caller, id, read).await.map(drop),
        Some("return") => {
            membership.give_back(caller, id, posted.one("questions"), read).await.map(drop)
        }
        Some("refuse") => membership.refuse(caller, id, posted.one("reason"), read).await.map(drop),
        Some("write") => membership.write(caller, id, posted.one("text")).await.map(drop),
        Some("note") => membership.note(caller, id, posted.one("note")).await.map(drop),
        Some("agenda") => agenda::put(membership, caller, id, &posted).await,
        _ => return Err(Problem::bad_request("step", "There is no such step.")),
    };
    let step = step.unwrap_or_default();
    match taken {
        Ok(()) => Ok(to(&seat.url(&format!("/cases/{id}?done={step}")))),
        Err(error) => {
            // A note and a letter are refused by the same rule, which calls what was written `text`.
            let error = if step == "note" { renamed(error) } else { error };
            let (form, status) = seat.refused(&posted, error)?;
            answer(&seat, id, form, false, status).await
        }
    }
}

/// The fingerprint of what the page showed.
fn read(posted: &Posted) -> Result<Option<Digest>, Problem> {
    let wrong = |_| Problem::bad_request("contents", "That is no fingerprint.");
    match posted.one("contents") {
        "" => Ok(None),
        hash => hash.parse().map(Some).map_err(wrong),
    }
}

fn renamed(error: Error) -> Error {
    let Error::Refused(Refusal::Invalid(errors)) = error else { return error };
    let mut renamed = eframe_core::FieldErrors::new();
    for one in errors.iter() {
        renamed.add_with("note", one.key, one.args.clone());
    }
    renamed.into()
}

/// A document's bytes.
pub(super) async fn file(
    Desk(seat): Desk,
    Path((id, document)): Path<(ApplicationId, DocumentId)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    answer_document(&seat.membership, seat.actor(), id, document, &headers).await
}

async fn answer(
    seat: &Seat,
    id: ApplicationId,
    form: Fields,
    kept: bool,
    status: StatusCode,
) -> Result<Response, Problem> {
    let application = seat.membership.application(seat.actor(), id).await?;
    let this = seat.url(&format!("/cases/{id}"));
    let history = HistoryView::of(seat, id, Told::Everything, (&this, "history")).await?;
    let member = seat.membership.store().member_of(application.organisation).await?;
    let standing = member.and_then(|member| member.standing);
    let page = CasePage {
        open: form.value("step").to_owned(),
        form,
        kept,
        contents: application.contents().to_string(),
        standing: standing.map(|one| seat.words.standing(one)).unwrap_or_default(),
        history,
        agenda: AgendaView::of(seat, &application).await?,
        notice: seat.notice("membership.desk.case.done.", &DONE),
        ..page(seat, &application)
    };
    let title = match application.form.name.as_str() {
        "" => seat.say("membership.desk.nameless"),
        name => name.to_owned(),
    };
    seat.again(&title, &page, status).await
}

fn page(seat: &Seat, of: &Application) -> CasePage {
    let (words, stage) = (&seat.words, of.state.stage());
    let due = due(&of.state, seat.membership.charter());
    let reviews = seat.actor().may(REVIEW);
    let fills = seat.actor().may_for(APPLY, of.organisation) && stage.is_signable();
    let own = seat.membership.mount().account_url(&format!("/applications/{}", of.id));
    let href = |paper: DocumentId| seat.url(&format!("/cases/{}/documents/{paper}", of.id));
    CasePage {
        number: of.number.clone(),
        stage: words.stage(stage),
        status: look(stage),
        overdue: due.is_some_and(|due| due.day < seat.membership.today()),
        due: due.map(|due| told(seat, due.side, due.day)).unwrap_or_default(),
        contact: of.form.contact_name.clone(),
        email: of.form.contact_email.clone(),
        groups: words.groups(of, None),
        papers: words.papers(of, &href, false),
        fingerprint: short(of.form.hash()),
        signed_by: of.signed().map(signatory).unwrap_or_default(),
        may_accept: reviews && stage == Stage::Submitted,
        accept_next: acceptance(seat, &of.form.kind),
        may_return: reviews && stage == Stage::Submitted,
        may_refuse: reviews && stage.waits_for_secretariat(),
        may_write: reviews,
        fill: Some(own).filter(|_| fills).unwrap_or_default(),
        back: seat.url("/"),
        ..CasePage::default()
    }
}

/// What acceptance means for a kind under the charter of today, in a sentence.
fn acceptance(seat: &Seat, kind: &str) -> String {
    let (words, membership) = (&seat.words, &seat.membership);
    let version = membership.charter().on(membership.today());
    let rule = kind.parse::<Kind>().ok().and_then(|kind| version.kinds.get(&kind));
    let Some(rule) = rule else { return String::new() };
    let standing = rule.acceptance.map(|one| words.standing(one));
    let body = rule.approval.as_ref().and_then(|approval| version.bodies.get(&approval.body));
    let body = body.and_then(|body| body.name.pick(seat.language));
    let body = body.map(|picked| picked.value.clone());
    let (standing_said, body_said) = (standing.clone().unwrap_or_default(), body.clone());
    let body_said = body_said.unwrap_or_default();
    let args = [("standing", standing_said.as_str().into()), ("body", body_said.as_str().into())];
    let key = match (standing, body) {
        (Some(_), Some(_)) => "membership.desk.case.accept-both",
        (Some(_), None) => "membership.desk.case.accept-last",
        (None, _) => "membership.desk.case.accept-body",
    };
    words.say_with(key, &args)
}

impl Template for CasePage {
    const NAME: &'static str = "membership/desk/case.html";

    fn samples() -> Vec<Self> {
        let full = Self {
            notice: "Sent".to_owned(),
            form: Fields::empty().fault("reason", "Say why".to_owned()),
            open: "refuse".to_owned(),
            kept: true,
            contents: "e3".repeat(32),
            number: "A-2026-0001".to_owned(),
            stage: "Handed in".to_owned(),
            status: "note",
            due: "The Secretariat answers by 23 December 2026 (Asia/Seoul)".to_owned(),
            overdue: true,
            standing: "Associate Member".to_owned(),
            contact: "Rui Sá".to_owned(),
            email: "rui@porto-azul.example".to_owned(),
            groups: answers::samples(),
            papers: answers::sample_papers(),
            fingerprint: "E3B0-C442-98FC".to_owned(),
            signed_by: "Ana Lima, Mayor".to_owned(),
            history: HistoryView::sample(),
            may_accept: true,
            accept_next: "It becomes an Associate Member.".to_owned(),
            may_return: true,
            may_refuse: true,
            may_write: true,
            agenda: AgendaView::default(),
            fill: "/account/membership/applications/1".to_owned(),
            back: "/desk/membership/".to_owned(),
        };
        let bare = Self { status: "note", back: "/desk/membership/".to_owned(), ..Self::default() };
        let decided = AgendaView::samples().map(|agenda| Self { agenda, ..bare.clone() });
        [vec![full, bare], decided.into()].concat()
    }
}
