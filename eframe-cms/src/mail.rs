//! The mails to staff: what could not be done at its time, and what is to be looked through.

use std::sync::Arc;

use eframe_core::directory::Contact;
use eframe_core::mail::{Letter, MailError, Mailer};
use eframe_core::messages::Arg;
use eframe_core::outbox::{Delivery, OutboxBuilder, Retry};
use eframe_core::template::Template;
use eframe_core::{ActorId, Permission, sha256};
use serde::Serialize;
use uuid::Uuid;

use crate::Cms;
use crate::event::{PlanParked, PlanWaits, ReviewsDue};
use crate::model::Plan;
use crate::permission::{EDIT, PUBLISH};
use crate::work::retry;

/// A mail to somebody of the staff.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct StaffMail {
    /// To whom it is written.
    name: String,
    /// What it is about, a paragraph each.
    paragraphs: Vec<String>,
    /// What it concerns.
    texts: Vec<Text>,
    /// Where to read on.
    link: String,
}

/// A text that a mail concerns.
#[derive(Clone, Debug, Default, Serialize)]
struct Text {
    title: String,
    /// The day it was to be looked through.
    day: String,
    link: String,
}

/// Most texts that a mail lists.
const MOST: usize = 50;

/// Hears of what staff are to know and writes to them.
pub(crate) fn subscribe(
    cms: &Cms,
    outbox: OutboxBuilder,
    mailer: Arc<dyn Mailer>,
) -> OutboxBuilder {
    let post = Post { cms: cms.clone(), mailer };
    let (parked, waits) = (post.clone(), post.clone());
    let outbox = outbox.subscribe("cms.mail.parked", move |event: PlanParked, delivery| {
        let post = parked.clone();
        async move { post.parked(event, &delivery).await }
    });
    let outbox = outbox.subscribe("cms.mail.waits", move |event: PlanWaits, _| {
        let post = waits.clone();
        async move { post.waits(event).await }
    });
    outbox.subscribe("cms.mail.reviews", move |event: ReviewsDue, delivery| {
        let post = post.clone();
        async move { post.reviews(event, &delivery).await }
    })
}

/// Writes letters and hands them over.
#[derive(Clone)]
struct Post {
    cms: Cms,
    mailer: Arc<dyn Mailer>,
}

type Done = Result<(), Retry>;

impl Post {
    /// Tells each who may see to it by an event of their own: a letter that is refused holds nobody else's back.
    async fn parked(&self, event: PlanParked, delivery: &Delivery) -> Done {
        let Some(plan) = self.cms.plan_of(event.plan).await.map_err(retry)? else { return Ok(()) };
        // Somebody has looked already.
        if plan.why().is_none() {
            return Ok(());
        }
        // Whoever set it, while they may see to it; else everybody who may.
        let mut all = self.holders(PUBLISH).await?;
        if all.iter().any(|to| to.id == event.by) {
            all.retain(|to| to.id == event.by);
        }
        let people = all.into_iter().map(|to| to.id).collect::<Vec<_>>();
        self.cms.tell_of_plan(&plan, &people, delivery.settled()).await.map_err(retry)
    }

    async fn waits(&self, event: PlanWaits) -> Done {
        let Some(plan) = self.cms.plan_of(event.plan).await.map_err(retry)? else { return Ok(()) };
        let Some(why) = plan.why() else { return Ok(()) };
        let holders = self.holders(PUBLISH).await?;
        match holders.into_iter().find(|to| to.id == event.person) {
            Some(to) => self.parked_for(to, &plan, &why).await,
            None => Ok(()),
        }
    }

    async fn parked_for(&self, to: Contact, plan: &Plan, why: &str) -> Done {
        let (mount, language) = (self.cms.mount(), to.language);
        let presentation = self.cms.presentation();
        let title = self.cms.title(plan.document, plan.language).await.map_err(retry)?;
        let zone = presentation.zone().iana_name().unwrap_or("UTC");
        let at = presentation.formats(language).datetime(plan.at, presentation.zone());
        let args: [(&str, Arg<'_>); 3] = [
            ("at", at.as_str().into()),
            ("zone", zone.into()),
            ("language", plan.language.own_name().into()),
        ];
        let say = |key: &str| presentation.message(language, key, &args);
        let link =
            mount.absolute(&mount.desk_url(&format!("/{}/{}", plan.document, plan.language)));
        let mail = StaffMail {
            paragraphs: vec![
                say(&["cms.mail.parked-", plan.act.code()].concat()),
                presentation.message(language, why, &[]),
            ],
            texts: vec![Text { title, day: String::new(), link: link.clone() }],
            link: mount.absolute(&mount.desk_url("/plans")),
            name: to.name.clone(),
        };
        // Named after the plan: it is one letter, though what tells of it may be delivered again.
        self.send(plan.id.uuid(), to, "cms.mail.parked-subject", mail).await
    }

    async fn reviews(&self, event: ReviewsDue, delivery: &Delivery) -> Done {
        // Somebody who does not write any more can't mend it.
        let writers = self.holders(EDIT).await?;
        let Some(to) = writers.into_iter().find(|to| to.id == event.person) else { return Ok(()) };
        let overdue = self.cms.overdue_of(event.person).await.map_err(retry)?;
        if overdue.is_empty() {
            return Ok(());
        }
        let (mount, language) = (self.cms.mount(), to.language);
        let formats = self.cms.presentation().formats(language);
        let texts = overdue.iter().take(MOST).filter_map(|entry| {
            let picked = entry.heads.pick(language)?;
            let day = entry.document.care.review_by?;
            let link = mount.absolute(&mount.desk_url(&format!("/{}", entry.document.id)));
            let title = picked.value.title.clone();
            Some(Text { title, day: formats.date(day), link })
        });
        let count: [(&str, Arg<'_>); 1] = [("count", overdue.len().into())];
        let say = |key: &str| self.cms.presentation().message(language, key, &count);
        let mail = StaffMail {
            paragraphs: vec![say("cms.mail.reviews-text")],
            texts: texts.collect(),
            link: mount.absolute(&mount.desk_url("/overdue?whose=own")),
            name: to.name.clone(),
        };
        self.send(delivery.message(), to, "cms.mail.reviews-subject", mail).await
    }

    /// Who holds a permission and gets mail, where the host knows it.
    async fn holders(&self, permission: Permission) -> Result<Vec<Contact>, Retry> {
        let Some(people) = self.cms.people() else { return Ok(Vec::new()) };
        let holders = people.holders(permission).await;
        holders.map_err(|_| Retry::because("the people cannot be asked"))
    }

    async fn send(&self, about: Uuid, to: Contact, subject: &str, mail: StaffMail) -> Done {
        let Contact { id, name, address, language } = to;
        let presentation = self.cms.presentation();
        let subject = presentation.message(language, subject, &[]);
        let body = presentation.text(language, &mail);
        let body = body.map_err(|_| Retry::park("the mail's template fails"))?;
        let letter = Letter::new(letter_id(about, id), address, subject, body);
        let letter = letter.name(name).language(language);
        self.mailer.send(&letter).await.map_err(|error| match error {
            MailError::Refused(_) | MailError::Recipient(..) => {
                Retry::park("the mail server refuses the letter")
            }
            _ => Retry::because("the letter could not be handed over"),
        })
    }
}

/// Names the letter about something to one person: the same whenever that is told again.
fn letter_id(about: Uuid, to: ActorId) -> Uuid {
    let of = sha256(&[about.into_bytes(), to.uuid().into_bytes()].concat());
    Uuid::from_slice(&of.bytes()[..16]).unwrap_or(about)
}

impl Template for StaffMail {
    const NAME: &'static str = "cms/mail.txt";

    fn samples() -> Vec<Self> {
        let text = |day: &str| Text {
            title: "Regional offices".to_owned(),
            day: day.to_owned(),
            link: "https://city.example/desk/content/1/en".to_owned(),
        };
        let mail = Self {
            name: "Mina Park".to_owned(),
            paragraphs: vec!["It could not be published".to_owned(), "Why".to_owned()],
            texts: vec![text("")],
            link: "https://city.example/desk/content/plans".to_owned(),
        };
        vec![Self { texts: vec![text("1 May 2027")], ..mail.clone() }, mail]
    }
}
