//! Whom a city asks to help with its assessment gets an account: the diagnosis knows the address, the accounts invite,
//! and only the host knows both.

use eframe_accounts::model::{EmailAddress, Membership as Held};
use eframe_accounts::rules::{Invite, Welcome};
use eframe_accounts::{Accounts, Error, Refusal};
use eframe_ceds::Ceds;
use eframe_ceds::event::ColleagueAsked;
use eframe_core::outbox::{Delivery, OutboxBuilder, Retry};
use eframe_core::{Actor, Caller};

use crate::roles::COLLEAGUE;

/// Where somebody is invited to help a city, for the diagnosis's pages.
pub(super) fn invitation() -> String {
    format!("/desk/accounts/invite?role={COLLEAGUE}&organisation={{organisation}}")
}

/// Adds the subscriber that invites whom a city asks.
pub(super) fn invite(outbox: OutboxBuilder, accounts: &Accounts, ceds: &Ceds) -> OutboxBuilder {
    let (accounts, ceds) = (accounts.clone(), ceds.clone());
    outbox.subscribe("site.colleague", move |asked: ColleagueAsked, delivery| {
        let (accounts, ceds) = (accounts.clone(), ceds.clone());
        async move { asked_for(&accounts, &ceds, asked, &delivery).await }
    })
}

async fn asked_for(
    accounts: &Accounts,
    ceds: &Ceds,
    asked: ColleagueAsked,
    delivery: &Delivery,
) -> Result<(), Retry> {
    let site = Caller::new(Actor::system("site"));
    let found = ceds.assessment(&site.actor, asked.assessment).await;
    let assessment = found.map_err(|error| Retry::because(error.to_string()))?.assessment;
    let colleague = assessment.team.iter().find(|one| one.mark() == asked.colleague);
    // Asked no more before anybody was invited: there is nothing to do.
    let Some(colleague) = colleague else {
        return accounts.meet(&site, &[], Some(delivery.settled())).await.map_err(again);
    };
    let email = EmailAddress::parse("address", &colleague.address);
    let email = email.map_err(|_| Retry::park("the address takes no mail"))?;
    let invite = Invite {
        email,
        name: colleague.address.split('@').next().unwrap_or_default().to_owned(),
        language: colleague.language,
        memberships: vec![Held::of(COLLEAGUE, asked.organisation)],
    };
    let name = assessment.city.clone();
    let wish = Welcome { organisation: asked.organisation, name, invite };
    let told = accounts.welcome(&site, &wish, "CeDS", delivery.settled()).await;
    told.map_err(|error| match error {
        Error::Refused(Refusal::Throttled { .. }) => {
            Retry::park("the address has invitations waiting")
        }
        other => again(other),
    })
}

fn again(error: Error) -> Retry {
    match error {
        Error::Commit(error) => error.into(),
        other => Retry::because(other.to_string()),
    }
}
