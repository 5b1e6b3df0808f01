use axum::extract::State;
use axum::response::Response;
use eframe_core::FieldErrors;
use eframe_core::block::axum;
use eframe_core::desk::{Cell, Column, Confirm, FormPage, Kind, List, Row, Standing};
use eframe_core::form::{Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};

use super::roles::{chosen, field};
use super::seat::{Seat, to};
use crate::model::{EmailAddress, Invitation, InvitationId, InvitationState};
use crate::rules::Invite;
use crate::{Accounts, Error, permission};

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

/// Asks whom to invite.
pub(super) async fn ask(seat: Seat, Recovered(kept): Recovered) -> Result<Response, Problem> {
    let mut page = form(&seat).await?;
    page.kept = kept.is_some();
    page.form = match kept {
        Some(posted) => Fields::posted(&posted),
        None => Fields::of([("language", seat.words.language.code())]),
    };
    seat.page(&seat.say(INVITE), &page).await
}

/// Sends the invitation.
pub(super) async fn send(
    State(accounts): State<Accounts>,
    seat: Seat,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let sent = match Invite::try_from(&posted) {
        Ok(wish) => accounts.invite(&seat.caller, wish).await,
        Err(errors) => Err(Error::from(errors)),
    };
    match sent {
        Ok(_) => Ok(to(&seat.url("/invitations?done=sent"))),
        Err(error) => {
            let mut page = form(&seat).await?;
            let (form, status) = seat.refused(&posted, error)?;
            page.form = form;
            seat.again(&seat.say(INVITE), &page, status).await
        }
    }
}

impl TryFrom<&Posted> for Invite {
    type Error = FieldErrors;

    fn try_from(posted: &Posted) -> Result<Self, FieldErrors> {
        let mut read = posted.read();
        let email = read.take(EmailAddress::parse("email", posted.one("email")));
        let (name, language) = (read.line("name", 120), read.choice("language"));
        let memberships = read.take(chosen(posted));
        read.finish(|| {
            let (email, language, memberships) = (email?, language?, memberships?);
            Some(Self { email, name, language, memberships })
        })
    }
}

async fn form(seat: &Seat) -> Result<FormPage, Problem> {
    let organisations = seat.accounts.organisations(&seat.caller.actor).await?;
    let languages = seat.words.languages();
    Ok(FormPage {
        lead: seat.say("accounts.desk.invite-lead"),
        fields: vec![
            Field::email("email", seat.say("accounts.desk.people-email")),
            Field::text("name", seat.say("accounts.desk.people-name")),
            Field::select("language", seat.say("accounts.desk.person-language"), languages),
            field(seat, permission::INVITE, &organisations, &[]),
        ],
        submit: seat.say("accounts.desk.invite-submit"),
        cancel: Some(seat.url("/")),
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
