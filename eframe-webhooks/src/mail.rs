//! The mail to those who manage webhooks, when an endpoint is given up.

use std::sync::Arc;

use eframe_core::mail::{Letter, MailError, Mailer};
use eframe_core::outbox::{Delivery, OutboxBuilder, Retry};
use eframe_core::template::Template;
use serde::Serialize;

use crate::Webhooks;
use crate::event::GivenUp;
use crate::model::{State, Why};
use crate::work::retry;

/// The subscriber of the outbox that writes it.
pub(crate) const SUBSCRIBER: &str = "webhooks.mail.given-up";

/// Tells somebody that an endpoint was switched off.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct GivenUpMail {
    name: String,
    /// What the endpoint is called.
    about: String,
    /// Where it is, without what may be a secret.
    origin: String,
    /// Whether it said so itself.
    gone: bool,
    link: String,
}

/// Hears of it and writes.
pub(crate) fn subscribe(
    webhooks: &Webhooks,
    outbox: OutboxBuilder,
    mailer: Arc<dyn Mailer>,
) -> OutboxBuilder {
    let desk = Desk { webhooks: webhooks.clone(), mailer };
    outbox.subscribe(SUBSCRIBER, move |event: GivenUp, delivery| {
        let desk = desk.clone();
        async move { desk.given_up(event, &delivery).await }
    })
}

#[derive(Clone)]
struct Desk {
    webhooks: Webhooks,
    mailer: Arc<dyn Mailer>,
}

impl Desk {
    /// Nothing is said of an endpoint that is on again, or gone.
    async fn given_up(&self, event: GivenUp, delivery: &Delivery) -> Result<(), Retry> {
        let webhooks = &self.webhooks;
        let Some(people) = webhooks.people() else { return Ok(()) };
        let to = people.person(event.person).await;
        let to = to.map_err(|_| Retry::because("the people cannot be asked"))?;
        let endpoint = webhooks.store().endpoint(event.endpoint).await.map_err(retry)?;
        let (Some(to), Some(endpoint)) = (to, endpoint) else { return Ok(()) };
        let State::Off { why, .. } = endpoint.state else { return Ok(()) };
        let (mount, presentation) = (webhooks.mount(), webhooks.presentation());
        let about = [("about", endpoint.about.as_str().into())];
        let subject = presentation.message(to.language, "webhooks.mail.given-up-subject", &about);
        let mail = GivenUpMail {
            name: to.name.clone(),
            origin: endpoint.target.origin(),
            gone: why == Why::Gone,
            link: mount.absolute(&mount.desk_url(&format!("/{}", endpoint.id))),
            about: endpoint.about,
        };
        let text = presentation.text(to.language, &mail);
        let text = text.map_err(|_| Retry::park("the mail's template fails"))?;
        let letter = Letter::new(delivery.message(), to.address, subject, text);
        let letter = letter.name(to.name).language(to.language);
        self.mailer.send(&letter).await.map_err(|error| match error {
            MailError::Refused(_) => Retry::park("the mail server refuses the letter"),
            _ => Retry::because("the letter could not be handed over"),
        })
    }
}

impl Template for GivenUpMail {
    const NAME: &'static str = "webhooks/mail-given-up.txt";

    fn samples() -> Vec<Self> {
        let failing = Self {
            name: "Mina Park".to_owned(),
            about: "City app".to_owned(),
            origin: "https://city.example".to_owned(),
            gone: false,
            link: "https://union.example/desk/webhooks/1".to_owned(),
        };
        vec![Self { gone: true, ..failing.clone() }, failing]
    }
}
