//! The mails to those who make issues: that one waits for them, and what one looks like.

use std::sync::Arc;

use eframe_core::ActorId;
use eframe_core::directory::Contact;
use eframe_core::mail::{Letter, MailError, Mailer};
use eframe_core::outbox::{Delivery, OutboxBuilder, Retry};
use eframe_core::template::Template;
use serde::Serialize;

use crate::event::{IssueWaits, PreviewAsked};
use crate::model::IssueStage;
use crate::work::retry;
use crate::{Error, Newsletter, render};

/// Tells somebody that an issue waits.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct WaitsMail {
    name: String,
    /// The quarter, in words.
    number: String,
    /// The last day of the quarter.
    until: String,
    link: String,
}

/// Hears of both and writes.
pub(crate) fn subscribe(
    newsletter: &Newsletter,
    outbox: OutboxBuilder,
    mailer: Arc<dyn Mailer>,
) -> OutboxBuilder {
    let waits = Desk { newsletter: newsletter.clone(), mailer };
    let previews = waits.clone();
    outbox
        .subscribe("newsletter.mail.waits", move |event: IssueWaits, delivery| {
            let desk = waits.clone();
            async move { desk.waits(event, &delivery).await }
        })
        .subscribe("newsletter.mail.preview", move |event: PreviewAsked, delivery| {
            let desk = previews.clone();
            async move { desk.preview(event, &delivery).await }
        })
}

/// Writes letters and hands them over.
#[derive(Clone)]
struct Desk {
    newsletter: Newsletter,
    mailer: Arc<dyn Mailer>,
}

impl Desk {
    /// An issue that somebody has ordered meanwhile waits no more.
    async fn waits(&self, event: IssueWaits, delivery: &Delivery) -> Result<(), Retry> {
        let Some(to) = self.person(event.person).await? else { return Ok(()) };
        let newsletter = &self.newsletter;
        let issue = newsletter.store().issue(event.issue).await.map_err(retry)?;
        let Some(issue) = issue.filter(|one| one.status.stage() == IssueStage::Draft) else {
            return Ok(());
        };
        let (mount, presentation) = (newsletter.mount(), newsletter.presentation());
        let number = render::said(presentation, to.language, issue.number);
        let subject = presentation.message(
            to.language,
            "newsletter.mail.waits-subject",
            &[("number", number.as_str().into())],
        );
        let mail = WaitsMail {
            name: to.name.clone(),
            number,
            until: issue.number.last_day().to_string(),
            link: mount.absolute(&mount.desk_url(&format!("/issues/{}/compose", issue.id))),
        };
        let text = presentation.text(to.language, &mail);
        let text = text.map_err(|_| Retry::park("the mail's template fails"))?;
        let letter = Letter::new(delivery.message(), to.address, subject, text);
        self.send(letter.name(to.name).language(to.language)).await
    }

    /// The very letter, as it is at this moment, without anybody's own link.
    async fn preview(&self, event: PreviewAsked, delivery: &Delivery) -> Result<(), Retry> {
        let Some(to) = self.person(event.person).await? else { return Ok(()) };
        let (newsletter, language) = (&self.newsletter, event.language);
        let house = eframe_core::Actor::system("newsletter");
        let (_, text) = match newsletter.preview(&house, event.issue, language).await {
            Ok(found) => found,
            Err(Error::NotFound) => return Ok(()),
            Err(Error::Letter(_)) => return Err(Retry::park("the letter's template fails")),
            Err(error) => return Err(retry(error)),
        };
        let subject = newsletter.presentation().message(
            to.language,
            "newsletter.mail.preview-subject",
            &[("subject", text.subject.as_str().into())],
        );
        let plain = newsletter.impersonal(&text.text, language);
        let html = newsletter.impersonal(&text.html, language);
        let letter = Letter::new(delivery.message(), to.address, subject, plain).html(html);
        self.send(letter.name(to.name).language(language)).await
    }

    /// Where somebody gets mail, where the host knows it.
    async fn person(&self, id: ActorId) -> Result<Option<Contact>, Retry> {
        let Some(people) = self.newsletter.people() else { return Ok(None) };
        people.person(id).await.map_err(|_| Retry::because("the people cannot be asked"))
    }

    async fn send(&self, letter: Letter) -> Result<(), Retry> {
        self.mailer.send(&letter).await.map_err(|error| match error {
            MailError::Refused(_) | MailError::Recipient(..) => {
                Retry::park("the mail server refuses the letter")
            }
            _ => Retry::because("the letter could not be handed over"),
        })
    }
}

impl Template for WaitsMail {
    const NAME: &'static str = "newsletter/mail-waits.txt";

    fn samples() -> Vec<Self> {
        vec![Self {
            name: "Mina Park".to_owned(),
            number: "Quarter 4 of 2026".to_owned(),
            until: "2026-12-31".to_owned(),
            link: "https://city.example/desk/newsletter/issues/1/compose".to_owned(),
        }]
    }
}
