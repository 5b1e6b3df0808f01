//! Who begins an application without an account gets one: the membership knows the organisation, the accounts invite the
//! first of its people, and only the host knows both.

use eframe_accounts::model::{EmailAddress, Membership as Held};
use eframe_accounts::rules::{Invite, Welcome};
use eframe_accounts::{Accounts, Error, Refusal};
use eframe_core::outbox::{Delivery, OutboxBuilder, Retry};
use eframe_core::{Actor, Caller, Language};
use eframe_membership::Membership;
use eframe_membership::event::Begun;
use eframe_membership::model::Application;

use crate::roles::OFFICER;

/// Adds the subscriber that invites whom a new application names.
pub(super) fn welcome(
    outbox: OutboxBuilder,
    accounts: &Accounts,
    membership: &Membership,
) -> OutboxBuilder {
    let (accounts, membership) = (accounts.clone(), membership.clone());
    outbox.subscribe("site.welcome", move |begun: Begun, delivery| {
        let (accounts, membership) = (accounts.clone(), membership.clone());
        async move { invite(&accounts, &membership, begun, &delivery).await }
    })
}

async fn invite(
    accounts: &Accounts,
    membership: &Membership,
    begun: Begun,
    delivery: &Delivery,
) -> Result<(), Retry> {
    let site = Caller::new(Actor::system("site"));
    let found = membership.application(&site.actor, begun.application).await;
    let application = found.map_err(|error| Retry::because(error.to_string()))?;
    // What was filled in when it was begun was checked for this; an address that takes no mail can't be helped here.
    let wish = wish(&application).ok_or_else(|| Retry::park("the address takes no mail"))?;
    let told = accounts.welcome(&site, &wish, &application.number, delivery.settled()).await;
    told.map_err(|error| match error {
        Error::Commit(error) => error.into(),
        Error::Refused(Refusal::Throttled { .. }) => {
            Retry::park("the address has invitations waiting")
        }
        other => Retry::because(other.to_string()),
    })
}

/// The organisation, and whom it names as its contact.
fn wish(application: &Application) -> Option<Welcome> {
    let form = &application.form;
    let invite = Invite {
        email: EmailAddress::parse("contactEmail", &form.contact_email).ok()?,
        name: form.contact_name.clone(),
        language: form.contact_language.parse().unwrap_or(Language::EN),
        memberships: vec![Held::of(OFFICER, application.organisation)],
    };
    Some(Welcome { organisation: application.organisation, name: form.name.clone(), invite })
}
