use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::FormPage;
use eframe_core::form::{Choice, Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::{FieldErrors, Permission};

use super::seat::{Seat, to, version};
use crate::model::{Account, AccountId, Membership, Organisation, Reach};
use crate::rules::may_grant;
use crate::{Accounts, Error, permission};

/// Asks which roles a person is to have.
pub(super) async fn ask(
    seat: Seat,
    Path(id): Path<AccountId>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    let account = seat.accounts.person(&seat.caller.actor, id).await?;
    let mut page = form(&seat, &account).await?;
    page.kept = kept.is_some();
    page.form = match kept {
        Some(posted) => Fields::posted(&posted),
        None => {
            let held = account.memberships.iter().map(|one| ("roles", value(one)));
            Fields::of(held).with("version", account.version.to_string())
        }
    };
    seat.page(&seat.say("accounts.desk.roles-title"), &page).await
}

/// Changes them.
pub(super) async fn change(
    State(accounts): State<Accounts>,
    seat: Seat,
    Path(id): Path<AccountId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let changed = match chosen(&posted) {
        Ok(wanted) => accounts.change_roles(&seat.caller, id, wanted, version(&posted)).await,
        Err(errors) => Err(Error::from(errors)),
    };
    match changed {
        Ok(()) => match accounts.person(&seat.caller.actor, id).await {
            // Whoever took the last role of their organisation does not see the person any more.
            Err(Error::NotFound) => Ok(to(&seat.url("/?done=roles"))),
            _ => Ok(to(&seat.url(&format!("/{id}?done=roles")))),
        },
        Err(error) => {
            let account = accounts.person(&seat.caller.actor, id).await?;
            let mut page = form(&seat, &account).await?;
            let (form, status) = seat.refused(&posted, error)?;
            page.form = form;
            seat.again(&seat.say("accounts.desk.roles-title"), &page, status).await
        }
    }
}

async fn form(seat: &Seat, account: &Account) -> Result<FormPage, Problem> {
    let organisations = seat.accounts.organisations(&seat.caller.actor).await?;
    let name = [("name", account.name.as_str().into())];
    Ok(FormPage {
        lead: seat.words.say_with("accounts.desk.roles-lead", &name),
        fields: vec![
            Field::hidden("version"),
            field(seat, permission::GRANT, &organisations, &account.memberships).optional(),
        ],
        submit: seat.say("accounts.desk.roles-submit"),
        cancel: Some(seat.url(&format!("/{}", account.id))),
        ..FormPage::default()
    })
}

/// A box for each role that the actor may give, and for each that is held already.
pub(super) fn field(
    seat: &Seat,
    permission: Permission,
    organisations: &[Organisation],
    held: &[Membership],
) -> Field {
    let mut all = Vec::new();
    for role in seat.accounts.roles().iter() {
        match role.reach() {
            Reach::Everywhere => all.push(Membership::everywhere(role.name())),
            Reach::Organisation => {
                all.extend(organisations.iter().map(|one| Membership::of(role.name(), one.id)));
            }
        }
    }
    let (actor, roles) = (&seat.caller.actor, seat.accounts.roles());
    all.retain(|one| held.contains(one) || may_grant(actor, roles, permission, one).is_ok());
    all.extend(held.iter().filter(|one| !all.contains(one)).cloned().collect::<Vec<_>>());
    let choices = all.iter().map(|one| Choice::new(value(one), seat.role(one, organisations)));
    Field::checkboxes("roles", seat.say("accounts.desk.roles-label"), choices.collect())
}

/// A membership as a box's value: `editor`, or `officer 0198...`.
fn value(one: &Membership) -> String {
    match one.organisation {
        Some(organisation) => format!("{} {organisation}", one.role),
        None => one.role.clone(),
    }
}

/// The roles whose boxes were ticked.
pub(super) fn chosen(posted: &Posted) -> Result<Vec<Membership>, FieldErrors> {
    let wrong = || FieldErrors::one("roles", "accounts.desk.roles.form");
    let read = |value: &str| match value.split_once(' ') {
        Some((role, id)) => id.parse().map(|id| Membership::of(role, id)).map_err(|_| wrong()),
        None => Ok(Membership::everywhere(value)),
    };
    posted.all("roles").map(read).collect()
}
