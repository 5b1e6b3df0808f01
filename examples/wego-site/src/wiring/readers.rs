//! Who ticks the box for the newsletter in a city's application is asked by mail, once the city has become a member: the
//! membership knows the box and the address, the newsletter asks, and only the host knows both. Their own yes is still
//! needed.

use eframe_core::outbox::{OutboxBuilder, Retry};
use eframe_core::{Actor, Caller, Language};
use eframe_membership::Membership;
use eframe_membership::event::StandingChanged;
use eframe_membership::model::{Form as Answers, Stage};
use eframe_newsletter::model::Form;
use eframe_newsletter::rules::Subscribe;
use eframe_newsletter::{Error, Newsletter};

/// Adds the subscriber that has whoever ticked the box asked.
pub(super) fn ask(
    outbox: OutboxBuilder,
    membership: &Membership,
    newsletter: &Newsletter,
) -> OutboxBuilder {
    let (membership, newsletter) = (membership.clone(), newsletter.clone());
    outbox.subscribe("site.newsletter", move |changed: StandingChanged, _| {
        let (membership, newsletter) = (membership.clone(), newsletter.clone());
        async move { ask_for(&membership, &newsletter, &changed).await }
    })
}

/// A repeat does no harm: one question a day goes to an address.
async fn ask_for(
    membership: &Membership,
    newsletter: &Newsletter,
    changed: &StandingChanged,
) -> Result<(), Retry> {
    if changed.from.is_some() || !changed.newsletter {
        return Ok(());
    }
    let site = Caller::new(Actor::system("site"));
    let unread = |error: eframe_membership::Error| Retry::because(error.to_string());
    let lines = membership.applications_of(&site.actor, changed.organisation).await;
    // The one that made it a member. Whoever wrote an older one, which was refused or taken back, asked for nothing now.
    let Some(line) = lines.map_err(unread)?.into_iter().find(|line| is_accepted(line.stage)) else {
        return Ok(());
    };
    let read = membership.application(&site.actor, line.application).await;
    let language = newsletter.first_language();
    let Some(wish) = wish(&read.map_err(unread)?.form, language) else { return Ok(()) };
    newsletter.subscribe(&site, None, wish).await.map_err(|error| match error {
        Error::Commit(error) => error.into(),
        other => Retry::because(other.to_string()),
    })
}

const fn is_accepted(stage: Stage) -> bool {
    matches!(stage, Stage::Accepted | Stage::Referred | Stage::Deferred | Stage::Admitted)
}

/// What the contact of an application wishes, where the box is ticked and the address takes mail.
fn wish(form: &Answers, otherwise: Language) -> Option<Subscribe> {
    let address = form.contact_email.parse().ok().filter(|_| form.newsletter)?;
    let language = form.contact_language.parse().unwrap_or(otherwise);
    Some(Subscribe { address, language, form: Form::Application })
}
