use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Confirm, FormPage, Kind};
use eframe_core::form::{Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};
use http::StatusCode;

use super::choice::{self, MayGive};
use super::seat::{Seat, to, version};
use crate::model::{Account, AccountId, Membership};
use crate::rules::may_grant;
use crate::{Error, permission};

const GIVE: &str = "accounts.desk.roles-title";
const TAKE: &str = "accounts.desk.take-title";

/// Asks which role a person is to have beside theirs.
pub(super) async fn ask(
    seat: Seat,
    Path(id): Path<AccountId>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    let account = seat.accounts.person(&seat.caller.actor, id).await?;
    let form = match &kept {
        Some(posted) => Fields::posted(posted),
        None => {
            Fields::of(choice::filled(&seat).await?).with("version", account.version.to_string())
        }
    };
    let page = FormPage { kept: kept.is_some(), ..form_page(&seat, &account, form).await? };
    seat.page(&seat.say(GIVE), &page).await
}

/// Gives it.
pub(super) async fn give(
    seat: Seat,
    Path(id): Path<AccountId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let account = seat.accounts.person(&seat.caller.actor, id).await?;
    let wanted = choice::chosen(&seat, &posted).await;
    let wanted = wanted.map(|one| [&account.memberships[..], &[one]].concat());
    match change(&seat, id, wanted, &posted).await? {
        Changed::Done(response) => Ok(response),
        Changed::Refused(form, status) => {
            let page = form_page(&seat, &account, form).await?;
            seat.again(&seat.say(GIVE), &page, status).await
        }
    }
}

/// What became of a change of roles.
enum Changed {
    /// Where it leads.
    Done(Response),
    /// What was posted with what is wrong with it, and the status that goes with it.
    Refused(Fields, StatusCode),
}

/// Gives a person these roles, when there is nothing wrong with them.
async fn change(
    seat: &Seat,
    id: AccountId,
    wanted: Result<Vec<Membership>, Error>,
    posted: &Posted,
) -> Result<Changed, Problem> {
    let (accounts, caller) = (&seat.accounts, &seat.caller);
    let changed = match wanted {
        Ok(wanted) => accounts.change_roles(caller, id, wanted, version(posted)).await,
        Err(error) => Err(error),
    };
    if let Err(error) = changed {
        let (form, status) = seat.refused(posted, error)?;
        return Ok(Changed::Refused(form, status));
    }
    let person = match accounts.person(&caller.actor, id).await {
        // Whoever took the last role of their organisation does not see the person any more.
        Err(Error::NotFound) => String::new(),
        _ => id.to_string(),
    };
    Ok(Changed::Done(to(&seat.url(&format!("/{person}?done=roles")))))
}

async fn form_page(seat: &Seat, account: &Account, form: Fields) -> Result<FormPage, Error> {
    let name = [("name", account.name.as_str().into())];
    let may_give: MayGive =
        |actor, roles, one| may_grant(actor, roles, permission::GRANT, one).is_ok();
    let mut fields = vec![Field::hidden("version")];
    fields.extend(choice::fields(seat, may_give, &form).await?);
    Ok(FormPage {
        lead: seat.words.say_with("accounts.desk.roles-lead", &name),
        fields,
        form,
        submit: seat.say(GIVE),
        cancel: Some(seat.url(&format!("/{}", account.id))),
        links: choice::links(seat).await?,
        ..FormPage::default()
    })
}

/// Asks before a role is taken away.
pub(super) async fn ask_take(seat: Seat, Path(id): Path<AccountId>) -> Result<Response, Problem> {
    let account = seat.accounts.person(&seat.caller.actor, id).await?;
    let page = question(&seat, &account, &named(&seat.query, &account)?).await?;
    seat.page(&seat.say(TAKE), &page).await
}

/// Takes it away.
pub(super) async fn take(
    seat: Seat,
    Path(id): Path<AccountId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let account = seat.accounts.person(&seat.caller.actor, id).await?;
    let one = named(&posted, &account)?;
    let kept = account.memberships.iter().filter(|held| **held != one).cloned().collect();
    match change(&seat, id, Ok(kept), &posted).await? {
        Changed::Done(response) => Ok(response),
        Changed::Refused(faults, status) => {
            let mut page = question(&seat, &account, &one).await?;
            for fault in faults.summary() {
                page.form = page.form.fault(&fault.field, fault.text.clone());
            }
            seat.again(&seat.say(TAKE), &page, status).await
        }
    }
}

/// The role of the account that an address or a form names.
fn named(posted: &Posted, account: &Account) -> Result<Membership, Error> {
    let organisation = posted.one("organisation").parse().ok();
    let one = Membership { role: posted.one("role").to_owned(), organisation };
    Some(one).filter(|one| account.memberships.contains(one)).ok_or(Error::NotFound)
}

async fn question(seat: &Seat, account: &Account, one: &Membership) -> Result<Confirm, Error> {
    let organisations = seat.accounts.organisations_of([one]).await?;
    let role = seat.role(one, &organisations);
    let args = [("role", role.into()), ("name", account.name.as_str().into())];
    let organisation = one.organisation.map(|id| id.to_string()).unwrap_or_default();
    let form = [
        ("version", account.version.to_string()),
        ("role", one.role.clone()),
        ("organisation", organisation),
    ];
    Ok(Confirm {
        question: seat.words.say_with("accounts.desk.take-question", &args),
        consequences: vec![seat.say("accounts.desk.take-signed-out")],
        action: String::new(),
        fields: form.iter().map(|(name, _)| Field::hidden(name)).collect(),
        form: Fields::of(form),
        submit: seat.say(TAKE),
        kind: Kind::Danger,
        cancel: seat.url(&format!("/{}", account.id)),
    })
}
