//! The mails to whoever entered an address: the one question, or the news that they have the newsletter already. Written
//! in the reader's language when they are sent; a link is made then and there, so it stands in no row on the way.

mod staff;

use std::sync::Arc;

use eframe_core::mail::{Letter, MailError, Mailer};
use eframe_core::outbox::{Delivery, OutboxBuilder, Retry};
use eframe_core::template::Template;
use eframe_core::{Language, Timestamp};
use serde::Serialize;

use crate::event::{Asked, AskedAgain};
use crate::model::{Question, QuestionId, Reply, State, Subscriber, SubscriberId};
use crate::rules::ANSWERED_WITHIN;
use crate::secrets::Purpose;
use crate::work::retry;
use crate::{Error, Newsletter};

/// The question.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct QuestionMail {
    site: String,
    /// What a yes means, word for word.
    words: String,
    link: String,
    until: String,
}

/// The news that the reader has the newsletter already.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct AlreadyMail {
    site: String,
    /// The language they read it in, by its own name.
    language: String,
    /// Where they choose another.
    choose: String,
    /// Where they end it.
    link: String,
}

/// The names of those who hear of events, kept with each delivery.
#[cfg(test)]
pub(crate) const SUBSCRIBERS: [&str; 4] = [
    "newsletter.mail.question",
    "newsletter.mail.already",
    "newsletter.mail.waits",
    "newsletter.mail.preview",
];

pub(crate) use staff::WaitsMail;

/// Hears of whoever is to be asked, and writes to them.
pub(crate) fn subscribe(
    newsletter: &Newsletter,
    outbox: OutboxBuilder,
    mailer: Arc<dyn Mailer>,
) -> OutboxBuilder {
    let outbox = staff::subscribe(newsletter, outbox, Arc::clone(&mailer));
    let asking = Post { newsletter: newsletter.clone(), mailer };
    let telling = asking.clone();
    outbox
        .subscribe("newsletter.mail.question", move |event: Asked, delivery| {
            let post = asking.clone();
            async move { post.question(event, &delivery).await }
        })
        .subscribe("newsletter.mail.already", move |event: AskedAgain, delivery| {
            let post = telling.clone();
            async move { post.already(event, &delivery).await }
        })
}

/// Writes letters and hands them over.
#[derive(Clone)]
struct Post {
    newsletter: Newsletter,
    mailer: Arc<dyn Mailer>,
}

impl Newsletter {
    /// The address at which a question is answered.
    fn confirm_link(&self, question: QuestionId, language: Language) -> String {
        let token = self.token(Purpose::Confirm, question.uuid());
        let path = self.mount().pages_url(language, &format!("/confirm?token={token}"));
        self.mount().absolute(&path)
    }

    /// The address at which a reader chooses their language.
    fn language_link(&self, subscriber: SubscriberId, language: Language) -> String {
        let token = self.token(Purpose::Language, subscriber.uuid());
        let path = format!("/language?token={token}");
        self.mount().absolute(&self.mount().pages_url(self.spoken(language), &path))
    }
}

impl Post {
    /// A question that was answered, or that another took the place of, is not asked.
    async fn question(&self, event: Asked, delivery: &Delivery) -> Result<(), Retry> {
        let Some(one) = self.find(event.subscriber).await? else { return Ok(()) };
        let asked = one.state.question().filter(|asked| asked.id == event.question);
        let Some(Question { id: question, at, .. }) = asked else { return Ok(()) };
        let newsletter = &self.newsletter;
        let mail = QuestionMail {
            site: newsletter.presentation().site_name(one.language).await,
            words: newsletter.words(one.language).text,
            link: newsletter.confirm_link(question, one.language),
            until: (at + ANSWERED_WITHIN).to_string(),
        };
        let subject = ("newsletter.mail.question-subject", mail.site.clone());
        self.send(delivery, &one, subject, &mail).await
    }

    async fn already(&self, event: AskedAgain, delivery: &Delivery) -> Result<(), Retry> {
        let Some(one) = self.find(event.subscriber).await? else { return Ok(()) };
        let State::Confirmed { .. } = one.state else { return Ok(()) };
        // Whoever complained in between is not written to for this either.
        let held = self.newsletter.suppression_of(&one).await.map_err(retry)?;
        if held.is_some_and(|held| held.reason.is_in_force()) {
            return Ok(());
        }
        let mail = AlreadyMail {
            site: self.newsletter.presentation().site_name(one.language).await,
            language: one.language.own_name().to_owned(),
            choose: self.newsletter.language_link(one.id, one.language),
            link: self.newsletter.unsubscribe_link(one.id, one.language),
        };
        let subject = ("newsletter.mail.already-subject", mail.site.clone());
        self.send(delivery, &one, subject, &mail).await
    }

    async fn find(&self, id: SubscriberId) -> Result<Option<Subscriber>, Retry> {
        self.newsletter.store().subscriber(id).await.map_err(|error: Error| retry(error))
    }

    async fn send<T: Template>(
        &self,
        delivery: &Delivery,
        one: &Subscriber,
        (subject, site): (&str, String),
        mail: &T,
    ) -> Result<(), Retry> {
        let Some(address) = &one.address else { return Ok(()) };
        let to = address.as_str().parse();
        let to = to.map_err(|_| Retry::park("the address takes no mail"))?;
        let presentation = self.newsletter.presentation();
        let subject =
            presentation.message(one.language, subject, &[("site", site.as_str().into())]);
        let text = presentation.text(one.language, mail);
        let text = text.map_err(|_| Retry::park("the mail's template fails"))?;
        let letter = Letter::new(delivery.message(), to, subject, text).language(one.language);
        match self.mailer.send(&letter).await {
            Ok(()) => Ok(()),
            // Nobody is there, and nothing that anybody does here helps: it is counted, and stands in no later mail's way.
            Err(MailError::Recipient(code, said)) => {
                let reply = Reply::new(code, &said, address.as_str());
                let counted = self.newsletter.refused_mail(one.id, delivery.message(), reply);
                counted.await.map_err(retry)
            }
            Err(MailError::Refused(_)) => Err(Retry::park("the mail server refuses the letter")),
            Err(_) => Err(Retry::because("the letter could not be handed over")),
        }
    }
}

impl Template for QuestionMail {
    const NAME: &'static str = "newsletter/mail-question.txt";

    fn samples() -> Vec<Self> {
        vec![Self {
            site: "City".to_owned(),
            words: "Yes, I want it.".to_owned(),
            link: "https://city.example/en/newsletter/confirm?token=x".to_owned(),
            until: Timestamp::UNIX_EPOCH.to_string(),
        }]
    }
}

impl Template for AlreadyMail {
    const NAME: &'static str = "newsletter/mail-already.txt";

    fn samples() -> Vec<Self> {
        let link = "https://city.example/en/newsletter/unsubscribe?token=x".to_owned();
        let choose = "https://city.example/en/newsletter/language?token=x".to_owned();
        let (site, language) = ("City".to_owned(), "English".to_owned());
        vec![Self { site, language, choose, link }]
    }
}
