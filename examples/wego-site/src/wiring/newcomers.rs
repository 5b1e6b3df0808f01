//! Who begins an application without an account gets one: the membership knows the organisation, the accounts invite the
//! first of its people, and only the host knows both. So it is with members: people can be invited for each, whether it
//! applied here or came in with a register, by the name that the register has now.

use std::time::Duration;

use eframe_accounts::model::{EmailAddress, Membership as Held};
use eframe_accounts::permission::{INVITE, INVITE_TO_ORGANISATIONS};
use eframe_accounts::rules::{Invite, Welcome};
use eframe_accounts::{Accounts, Error, Met, Refusal};
use eframe_core::outbox::{Delivery, OutboxBuilder, Retry};
use eframe_core::{Actor, Caller, Language, Permission};
use eframe_membership::Membership;
use eframe_membership::event::{Begun, Imported, Renamed, StandingChanged};
use eframe_membership::model::{Application, MemberId};

use crate::roles::OFFICER;

/// So many members are read at a time.
const PAGE: u64 = 500;

/// How often the whole register is gone through.
const GONE_THROUGH_EVERY: Duration = Duration::from_secs(24 * 3_600);

/// Each of these lets somebody invite for an organisation.
pub(super) const INVITING: [Permission; 2] = [INVITE, INVITE_TO_ORGANISATIONS];

/// Where somebody is invited as an officer of an organisation, for the membership's pages.
pub(super) fn invitation() -> String {
    format!("/desk/accounts/invite?role={OFFICER}&organisation={{organisation}}")
}

/// Adds the subscribers that invite whom a new application names, and take members in as organisations; and the job that
/// does so for all: for those that were members before there were organisations, and whose name changed before anybody
/// told.
pub(super) fn welcome(
    outbox: OutboxBuilder,
    accounts: &Accounts,
    membership: &Membership,
) -> OutboxBuilder {
    let clones = || (accounts.clone(), membership.clone());
    let (begins, enrols, renames) = (clones(), clones(), clones());
    let (imports, all) = (clones(), clones());
    outbox
        .subscribe("site.welcome", move |begun: Begun, delivery| {
            let (accounts, membership) = begins.clone();
            async move { invite(&accounts, &membership, begun, &delivery).await }
        })
        .subscribe("site.member", move |changed: StandingChanged, delivery| {
            let (accounts, membership) = enrols.clone();
            async move { known(&accounts, &membership, changed.member, &delivery).await }
        })
        .subscribe("site.name", move |renamed: Renamed, delivery| {
            let (accounts, membership) = renames.clone();
            async move { known(&accounts, &membership, renamed.member, &delivery).await }
        })
        .subscribe("site.register", move |_: Imported, delivery| {
            let (accounts, membership) = imports.clone();
            // The event does not name them: all members are looked at, and those that are known stay as they are.
            async move { all_known(&accounts, &membership, Some(&delivery)).await }
        })
        .every("site.organisations", GONE_THROUGH_EVERY, move || {
            let (accounts, membership) = all.clone();
            async move { all_known(&accounts, &membership, None).await }
        })
}

/// Whoever becomes a member is an organisation that people can be invited for, and is called what the register says. What
/// it says now counts: the event may have waited.
async fn known(
    accounts: &Accounts,
    membership: &Membership,
    member: MemberId,
    delivery: &Delivery,
) -> Result<(), Retry> {
    let site = Caller::new(Actor::system("site"));
    let found = membership.member(&site.actor, member).await;
    let member = found.map_err(|error| Retry::because(error.to_string()))?;
    let mark = member.number.unwrap_or_default();
    let met = Met { id: member.organisation, name: member.profile.name, mark };
    accounts.meet(&site, &[met], Some(delivery.settled())).await.map_err(again)
}

/// The same for all members, some at a time. Somebody may be renamed between the reading and the writing: the event of
/// that sets it right where it comes later, and the next round where it came before.
async fn all_known(
    accounts: &Accounts,
    membership: &Membership,
    delivery: Option<&Delivery>,
) -> Result<(), Retry> {
    let site = Caller::new(Actor::system("site"));
    let mut after = String::new();
    loop {
        let some = membership.member_names(&site.actor, &after, PAGE).await;
        let some = some.map_err(|error| Retry::because(error.to_string()))?;
        let Some(last) = some.last() else { break };
        after.clone_from(&last.number);
        let met = some.into_iter().map(|one| Met {
            id: one.organisation,
            name: one.name,
            mark: one.number,
        });
        let met: Vec<_> = met.collect();
        accounts.meet(&site, &met, None).await.map_err(again)?;
    }
    let Some(delivery) = delivery else { return Ok(()) };
    accounts.meet(&site, &[], Some(delivery.settled())).await.map_err(again)
}

fn again(error: Error) -> Retry {
    match error {
        Error::Commit(error) => error.into(),
        other => Retry::because(other.to_string()),
    }
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
        Error::Refused(Refusal::Throttled { .. }) => {
            Retry::park("the address has invitations waiting")
        }
        other => again(other),
    })
}

/// The organisation, and whom it names as its contact.
fn wish(application: &Application) -> Option<Welcome> {
    let form = &application.form;
    // Nobody is invited whose address was erased.
    form.contact_email.parse::<eframe_core::mail::Address>().ok()?;
    let invite = Invite {
        email: EmailAddress::parse("contactEmail", &form.contact_email).ok()?,
        name: form.contact_name.clone(),
        language: form.contact_language.parse().unwrap_or(Language::EN),
        memberships: vec![Held::of(OFFICER, application.organisation)],
    };
    Some(Welcome { organisation: application.organisation, name: form.name.clone(), invite })
}
