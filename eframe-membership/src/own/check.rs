use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::{Fields, Posted};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::template::Template;
use http::StatusCode;
use serde::Serialize;

use super::application::{must_sign, place, signatory, title};
use crate::answers::{self, GroupView, PaperView, short};
use crate::model::{Application, ApplicationId, Group, Stage};
use crate::rules::is_of;
use crate::seat::{Own, Seat, to};
use crate::{Error, Refusal};

/// Everything that was answered, before it is handed in or confirmed.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct CheckPage {
    form: Fields,
    groups: Vec<GroupView>,
    papers: Vec<PaperView>,
    fingerprint: String,
    /// Who signed what the form says now.
    signed_by: String,
    /// Where it is signed, when it has to be first.
    sign: String,
    /// Whether it can be handed in from here.
    ready: bool,
    /// Whether somebody else filled it in, and this confirms it.
    confirms: bool,
    /// Whether whoever hands it in does so for somebody else, who then has to confirm.
    for_another: bool,
    /// Where it is taken back to change answers.
    reopen: String,
    next: String,
    application: String,
}

/// Shows it.
pub(super) async fn show(
    Own(seat): Own,
    Path(id): Path<ApplicationId>,
) -> Result<Response, Problem> {
    let application = seat.membership.application(seat.actor(), id).await?;
    if !application.state.stage().is_signable() {
        return Ok(to(&place(&seat, id, "")));
    }
    seat.page(&title(&seat, &application), &page(&seat, &application)).await
}

/// Hands it in, or confirms it. Pressed twice, it leads to the receipt.
pub(super) async fn hand_in(
    Own(seat): Own,
    Path(id): Path<ApplicationId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let before = seat.membership.application(seat.actor(), id).await?;
    let (membership, caller) = (&seat.membership, &seat.caller);
    let confirms = confirms(&seat, &before);
    let handed = match confirms {
        true => membership.confirm(caller, id).await,
        false => membership.submit(caller, id).await,
    };
    match handed {
        Ok(standing) if standing.stage == Stage::Unconfirmed => Ok(to(&place(&seat, id, ""))),
        Ok(_) => Ok(to(&place(&seat, id, "/receipt"))),
        Err(Error::Refused(Refusal::NotAtThatStage(Stage::Submitted))) => {
            Ok(to(&place(&seat, id, "/receipt")))
        }
        Err(Error::Refused(Refusal::NotAtThatStage(Stage::Unconfirmed))) => {
            Ok(to(&place(&seat, id, "")))
        }
        Err(Error::Refused(Refusal::Invalid(_))) => {
            // The page itself says what is wrong with which answer.
            let page = page(&seat, &before);
            seat.again(&title(&seat, &before), &page, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => {
            let (form, status) = seat.refused(&posted, error)?;
            let page = CheckPage { form, ..page(&seat, &before) };
            seat.again(&title(&seat, &before), &page, status).await
        }
    }
}

fn confirms(seat: &Seat, of: &Application) -> bool {
    of.state.stage() == Stage::Unconfirmed && is_of(seat.actor(), of.organisation)
}

fn page(seat: &Seat, of: &Application) -> CheckPage {
    let (id, words) = (of.id, &seat.words);
    let ask = |group: Group| place(seat, id, &format!("/questions/{}", group.code()));
    let open = of.state.stage().is_open();
    let edit: Option<&dyn Fn(Group) -> String> = if open { Some(&ask) } else { None };
    let groups = words.groups(of, edit);
    let mut form = Fields::empty();
    for (group, view) in Group::ALL.iter().zip(&groups) {
        for fault in view.answers.iter().filter(|answer| !answer.fault.is_empty()) {
            let text = format!("{}: {}", fault.label, fault.fault);
            form = form.fault(&format!("group-{}", group.code()), text);
        }
    }
    let (complete, must_sign) = (form.summary().is_empty(), must_sign(seat, of));
    let confirms = confirms(seat, of);
    let for_another = !is_of(seat.actor(), of.organisation);
    let next = match (confirms, for_another) {
        (true, _) => "membership.own.confirm-next",
        (false, true) => "membership.own.hand-in-next-another",
        (false, false) => "membership.own.hand-in-next",
    };
    let when = |condition: bool, path: &str| {
        Some(place(seat, id, path)).filter(|_| condition).unwrap_or_default()
    };
    CheckPage {
        form,
        groups,
        papers: words.papers(of, &|paper| place(seat, id, &format!("/documents/{paper}")), false),
        fingerprint: short(of.form.hash()),
        signed_by: of.signed().map(signatory).unwrap_or_default(),
        sign: when(complete && must_sign, "/sign"),
        ready: complete && !must_sign && (open || confirms),
        confirms,
        for_another,
        reopen: when(of.state.stage() == Stage::Unconfirmed, "/reopen"),
        next: words.say(next),
        application: place(seat, id, ""),
    }
}

impl Template for CheckPage {
    const NAME: &'static str = "membership/own/check.html";

    fn samples() -> Vec<Self> {
        let ready = Self {
            groups: answers::samples(),
            papers: answers::sample_papers(),
            fingerprint: "E3B0-C442-98FC".to_owned(),
            signed_by: "Ana Lima, Mayor".to_owned(),
            ready: true,
            next: "The Secretariat answers within 30 days.".to_owned(),
            application: "/account/membership/applications/1".to_owned(),
            ..Self::default()
        };
        let wrong = Self {
            form: Fields::empty().fault("group-kind", "Kind: choose one".to_owned()),
            ready: false,
            signed_by: String::new(),
            sign: "/account/membership/applications/1/sign".to_owned(),
            ..ready.clone()
        };
        let confirms = Self {
            confirms: true,
            reopen: "/account/membership/applications/1/reopen".to_owned(),
            ..ready.clone()
        };
        let for_another = Self { for_another: true, papers: Vec::new(), ..ready.clone() };
        vec![ready, wrong, confirms, for_another]
    }
}
