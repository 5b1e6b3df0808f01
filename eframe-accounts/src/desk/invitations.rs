use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Cell, Column, Confirm, FormPage, Kind, List, Row, Standing};
use eframe_core::form::{Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};
use http::header;

use super::choice::{self, MayGive};
use super::seat::{Seat, to};
use crate::model::{EmailAddress, Invitation, InvitationId, InvitationState, Membership};
use crate::rules::{Invite, may_invite};
use crate::{Accounts, Error, Refusal};

const INVITE: &str = "accounts.desk.invite-title";

/// The newest invitations.
pub(super) async fn list(seat: Seat) -> Result<Response, Problem> {
    let newest = seat.accounts.invitations(&seat.caller.actor).await?;
    let columns = [
        "accounts.desk.people-email",
        "accounts.desk.people-name",
        "accounts.desk.invitations-sent",
        "accounts.desk.invitations-state",
    ];
    let count = [("count", newest.len().into())];
    let page = List {
        notice: seat.notice(),
        lead: seat.say("accounts.desk.invitations-lead"),
        count: seat.words.say_with("accounts.desk.invitations-count", &count),
        columns: columns.map(|key| Column::new(seat.say(key))).into(),
        rows: newest.iter().map(|one| row(&seat, one)).collect(),
        empty: seat.say("accounts.desk.invitations-empty"),
        ..List::default()
    };
    seat.page(&seat.say("accounts.desk.invitations-title"), &page).await
}

fn row(seat: &Seat, one: &Invitation) -> Row {
    let open = one.is_open(seat.accounts.now());
    let (standing, key) = match one.state {
        InvitationState::Open if open => (Standing::Warn, "accounts.desk.invitation-open"),
        InvitationState::Open => (Standing::Note, "accounts.desk.invitation-over"),
        InvitationState::Accepted(_) => (Standing::Ok, "accounts.desk.invitation-accepted"),
        InvitationState::Withdrawn => (Standing::Note, "accounts.desk.invitation-withdrawn"),
    };
    let email = one.email.as_str();
    let first = if one.state == InvitationState::Open {
        Cell::link(email, seat.url(&format!("/invitations/{}", one.id)))
    } else {
        Cell::text(email)
    };
    Row::new([
        first,
        Cell::text(&*one.name),
        Cell::Instant { at: one.sent },
        Cell::status(standing, seat.say(key)),
    ])
}

/// Asks whom to invite. An address may name the role and the organisation that it is for.
pub(super) async fn ask(seat: Seat, Recovered(kept): Recovered) -> Result<Response, Problem> {
    let form = match &kept {
        Some(posted) => Fields::posted(posted),
        None => {
            Fields::of(choice::filled(&seat).await?).with("language", seat.words.language.code())
        }
    };
    let page = FormPage { kept: kept.is_some(), ..form_page(&seat, form).await? };
    seat.page(&seat.say(INVITE), &page).await
}

/// Sends the invitation.
pub(super) async fn send(
    State(accounts): State<Accounts>,
    seat: Seat,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let role = choice::chosen(&seat, &posted).await;
    let sent = match wish(&posted, role) {
        Ok(wish) => accounts.invite(&seat.caller, wish).await,
        Err(error) => Err(error),
    };
    match sent {
        Ok(_) => Ok(to(&seat.url("/invitations?done=sent"))),
        Err(error) => {
            let wait = match &error {
                Error::Refused(refusal) => accounts.wait(refusal),
                _ => None,
            };
            let (form, status) = seat.refused(&posted, error)?;
            let page = form_page(&seat, form).await?;
            let mut answer = seat.again(&seat.say(INVITE), &page, status).await?;
            if let Some(seconds) = wait {
                answer.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            }
            Ok(answer)
        }
    }
}

/// What was posted, with everything that is wrong with it at once.
fn wish(posted: &Posted, role: Result<Membership, Error>) -> Result<Invite, Error> {
    let role = match role {
        Ok(role) => Ok(role),
        Err(Error::Refused(Refusal::Invalid(errors))) => Err(errors),
        Err(other) => return Err(other),
    };
    let mut read = posted.read();
    let email = read.take(EmailAddress::parse("email", posted.one("email")));
    let (name, language) = (read.line("name", 120), read.choice("language"));
    let role = read.take(role);
    let read = read.finish(|| {
        Some(Invite { email: email?, name, language: language?, memberships: vec![role?] })
    });
    Ok(read?)
}

async fn form_page(seat: &Seat, form: Fields) -> Result<FormPage, Error> {
    let may_give: MayGive = |actor, roles, one| may_invite(actor, roles, one).is_ok();
    let languages = seat.words.languages();
    let mut fields = vec![
        Field::email("email", seat.say("accounts.desk.people-email")),
        Field::text("name", seat.say("accounts.desk.people-name")),
        Field::select("language", seat.say("accounts.desk.person-language"), languages),
    ];
    fields.extend(choice::fields(seat, may_give, &form).await?);
    Ok(FormPage {
        lead: seat.say("accounts.desk.invite-lead"),
        fields,
        form,
        submit: seat.say("accounts.desk.invite-submit"),
        cancel: Some(seat.url("/")),
        links: choice::links(seat).await?,
        ..FormPage::default()
    })
}

/// Asks before an invitation is taken back.
pub(super) async fn question(
    seat: Seat,
    Path(id): Path<InvitationId>,
) -> Result<Response, Problem> {
    let invitation = seat.accounts.invitation(&seat.caller.actor, id).await?;
    let page = confirm(&seat, &invitation);
    seat.page(&seat.say("accounts.desk.withdraw-title"), &page).await
}

/// Takes it back.
pub(super) async fn withdraw(
    State(accounts): State<Accounts>,
    seat: Seat,
    Path(id): Path<InvitationId>,
) -> Result<Response, Problem> {
    match accounts.withdraw(&seat.caller, id).await {
        Ok(()) => Ok(to(&seat.url("/invitations?done=withdrawn"))),
        Err(error) => {
            let (form, status) = seat.refused(&Posted::default(), error)?;
            let invitation = accounts.invitation(&seat.caller.actor, id).await?;
            let page = Confirm { form, ..confirm(&seat, &invitation) };
            seat.again(&seat.say("accounts.desk.withdraw-title"), &page, status).await
        }
    }
}

fn confirm(seat: &Seat, invitation: &Invitation) -> Confirm {
    let email = [("email", invitation.email.as_str().into())];
    Confirm {
        question: seat.words.say_with("accounts.desk.withdraw-question", &email),
        consequences: vec![seat.say("accounts.desk.withdraw-dead")],
        action: String::new(),
        fields: Vec::new(),
        form: Fields::empty(),
        submit: seat.say("accounts.desk.withdraw-title"),
        kind: Kind::Danger,
        cancel: seat.url("/invitations"),
    }
}
