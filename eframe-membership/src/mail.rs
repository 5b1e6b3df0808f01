//! The mails about applications and meetings: what follows from an event, written in the reader's language when it is sent, to the
//! person that the form names; and to the Secretariat, where the host says where its mail goes.

mod meeting;

use std::sync::Arc;

use eframe_core::mail::{Address, Letter, MailError, Mailer};
use eframe_core::messages::Arg;
use eframe_core::outbox::{Delivery, OutboxBuilder, Retry};
use eframe_core::template::Template;
use eframe_core::{Language, sha256};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Serialize;
use uuid::Uuid;

use crate::Membership;
use crate::event::{
    Accepted, Admitted, ConfirmationWanted, Deferred, LetterReceived, LetterSent, MeetingCalled,
    MeetingCalledOff, Refused, ReminderDue, Returned, SeatCalled, SeatCalledOff, Submitted,
    Withdrawn,
};
use crate::model::{Application, ApplicationId, Side, Stage, State, What};
use crate::rules::due;
use crate::words::Words;
use crate::work::retry;

#[cfg(test)]
pub(crate) use meeting::MeetingMail;

/// A mail about a case.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct CaseMail {
    /// To whom it is written; empty for the Secretariat.
    name: String,
    /// What happened, a paragraph each.
    paragraphs: Vec<String>,
    /// What somebody wrote.
    quote: String,
    /// Where to read on.
    link: String,
    /// The number of the application and whose it is.
    number: String,
    organisation: String,
    /// The code of a receipt, and where it is used.
    code: String,
    follow: String,
}

/// What a mail says.
struct Saying {
    /// Names the subject and the text: `membership.mail.KIND-subject`, `-text`.
    kind: &'static str,
    /// The day until which something is awaited.
    until: Option<Date>,
    /// What somebody wrote.
    quote: String,
}

/// The names of those who hear of events, kept with each delivery.
#[cfg(test)]
pub(crate) const SUBSCRIBERS: [&str; 16] = [
    "membership.mail.confirm",
    "membership.mail.submitted",
    "membership.mail.office-submitted",
    "membership.mail.returned",
    "membership.mail.accepted",
    "membership.mail.deferred",
    "membership.mail.admitted",
    "membership.mail.refused",
    "membership.mail.withdrawn",
    "membership.mail.letter",
    "membership.mail.office-letter",
    "membership.mail.reminder",
    "membership.mail.meeting",
    "membership.mail.seat",
    "membership.mail.meeting-off",
    "membership.mail.seat-off",
];

/// Hears of what happens to applications and writes about it.
pub(crate) fn subscribe(
    membership: &Membership,
    outbox: OutboxBuilder,
    mailer: Arc<dyn Mailer>,
) -> OutboxBuilder {
    let post = Post { membership: membership.clone(), mailer };
    macro_rules! on {
        ($outbox:expr, $($name:literal $event:ident $way:ident)*) => {{
            let outbox = $outbox;
            $(let to = post.clone();
            let outbox = outbox.subscribe($name, move |event: $event, delivery| {
                let post = to.clone();
                async move { post.$way(event, &delivery).await }
            });)*
            outbox
        }};
    }
    on! { outbox,
        "membership.mail.confirm" ConfirmationWanted confirm
        "membership.mail.submitted" Submitted submitted
        "membership.mail.office-submitted" Submitted office_submitted
        "membership.mail.returned" Returned returned
        "membership.mail.accepted" Accepted accepted
        "membership.mail.deferred" Deferred deferred
        "membership.mail.admitted" Admitted admitted
        "membership.mail.refused" Refused refused
        "membership.mail.withdrawn" Withdrawn withdrawn
        "membership.mail.letter" LetterSent letter
        "membership.mail.office-letter" LetterReceived office_letter
        "membership.mail.reminder" ReminderDue reminder
        "membership.mail.meeting" MeetingCalled called
        "membership.mail.seat" SeatCalled seat_called
        "membership.mail.meeting-off" MeetingCalledOff called_off
        "membership.mail.seat-off" SeatCalledOff seat_called_off
    }
}

/// Writes letters and hands them over.
#[derive(Clone)]
struct Post {
    membership: Membership,
    mailer: Arc<dyn Mailer>,
}

type Done = Result<(), Retry>;

impl Post {
    async fn confirm(&self, event: ConfirmationWanted, delivery: &Delivery) -> Done {
        self.about(event.application, delivery, |of| {
            let until = self.until(of)?;
            Some(Saying { until: Some(until), ..Saying::of("confirm") })
        })
        .await
    }

    /// The receipt, also when the application has moved on by the time it is sent.
    async fn submitted(&self, event: Submitted, delivery: &Delivery) -> Done {
        self.about(event.application, delivery, |_| {
            let charter = self.membership.charter();
            let day = charter.day(delivery.sent());
            let until = day.saturating_add(charter.on(day).deadlines.review.days());
            Some(Saying { until: Some(until), ..Saying::of("submitted") })
        })
        .await
    }

    async fn returned(&self, event: Returned, delivery: &Delivery) -> Done {
        self.about(event.application, delivery, |of| match &of.state {
            State::Returned { questions, until, .. } => {
                Some(Saying { kind: "returned", until: Some(*until), quote: questions.clone() })
            }
            // Answered before the mail went.
            _ => None,
        })
        .await
    }

    async fn accepted(&self, event: Accepted, delivery: &Delivery) -> Done {
        self.about(event.application, delivery, |_| Some(Saying::of("accepted"))).await
    }

    async fn deferred(&self, event: Deferred, delivery: &Delivery) -> Done {
        self.about(event.application, delivery, |_| Some(Saying::of("deferred"))).await
    }

    async fn admitted(&self, event: Admitted, delivery: &Delivery) -> Done {
        self.about(event.application, delivery, |_| Some(Saying::of("admitted"))).await
    }

    async fn refused(&self, event: Refused, delivery: &Delivery) -> Done {
        self.about(event.application, delivery, |of| {
            let State::Refused { reason, .. } = &of.state else { return None };
            let language = self.language(&of.form.contact_language);
            let words = Words { membership: self.membership.clone(), language };
            Some(Saying { quote: words.why(reason), ..Saying::of("refused") })
        })
        .await
    }

    async fn withdrawn(&self, event: Withdrawn, delivery: &Delivery) -> Done {
        self.about(event.application, delivery, |_| Some(Saying::of("withdrawn"))).await
    }

    async fn letter(&self, event: LetterSent, delivery: &Delivery) -> Done {
        let found = self.membership.store().entry(event.letter).await.map_err(retry)?;
        let Some(What::Letter { text }) = found.map(|entry| entry.what) else { return Ok(()) };
        self.about(event.application, delivery, |_| {
            Some(Saying { quote: text.clone(), ..Saying::of("letter") })
        })
        .await
    }

    async fn office_submitted(&self, event: Submitted, delivery: &Delivery) -> Done {
        self.to_the_office(event.application, delivery, "office-submitted").await
    }

    async fn office_letter(&self, event: LetterReceived, delivery: &Delivery) -> Done {
        self.to_the_office(event.application, delivery, "office-letter").await
    }

    async fn reminder(&self, event: ReminderDue, delivery: &Delivery) -> Done {
        if event.whom == Side::Secretariat {
            return self.to_the_office(event.application, delivery, "office-overdue").await;
        }
        self.about(event.application, delivery, |of| {
            let until = self.until(of);
            let kind = match of.state.stage() {
                Stage::Draft => "remind-draft",
                Stage::Unconfirmed => "remind-confirm",
                Stage::Returned => "remind-returned",
                _ => return None,
            };
            Some(Saying { until, ..Saying::of(kind) })
        })
        .await
    }

    fn until(&self, of: &Application) -> Option<Date> {
        due(&of.state, self.membership.charter()).map(|due| due.day)
    }

    /// Writes to the person whom the form names, when there is something to say and an address to say it to.
    async fn about(
        &self,
        id: ApplicationId,
        delivery: &Delivery,
        say: impl FnOnce(&Application) -> Option<Saying>,
    ) -> Done {
        let found = self.membership.store().application(id).await.map_err(retry)?;
        let Some(application) = found else { return Ok(()) };
        let Some(saying) = say(&application) else { return Ok(()) };
        let form = &application.form;
        let Ok(to) = form.contact_email.parse::<Address>() else { return Ok(()) };
        let language = self.language(&form.contact_language);
        let mount = self.membership.mount();
        let receipt = saying.kind == "submitted";
        let follow = mount.absolute(&mount.pages_url(language, "/follow"));
        let mail = CaseMail {
            name: form.contact_name.clone(),
            link: mount.absolute(&mount.account_url(&format!("/applications/{id}"))),
            code: Some(application.code.clone()).filter(|_| receipt).unwrap_or_default(),
            follow: Some(follow).filter(|_| receipt).unwrap_or_default(),
            ..CaseMail::of(&application, &saying)
        };
        self.send(delivery.message(), to, language, &saying, mail).await
    }

    /// Writes to the Secretariat, where it gets mail.
    async fn to_the_office(
        &self,
        id: ApplicationId,
        delivery: &Delivery,
        kind: &'static str,
    ) -> Done {
        let Some((to, language)) = self.membership.secretariat().cloned() else { return Ok(()) };
        let found = self.membership.store().application(id).await.map_err(retry)?;
        let Some(application) = found else { return Ok(()) };
        let saying = Saying { until: self.until(&application), ..Saying::of(kind) };
        let mount = self.membership.mount();
        let mail = CaseMail {
            link: mount.absolute(&mount.desk_url(&format!("/cases/{id}"))),
            ..CaseMail::of(&application, &saying)
        };
        self.send(named(delivery.message(), b"office"), to, language, &saying, mail).await
    }

    fn language(&self, code: &str) -> Language {
        let wanted = code.parse().ok();
        let known = wanted.filter(|one| self.membership.languages().contains(one));
        known.unwrap_or(Language::EN)
    }

    async fn send(
        &self,
        id: Uuid,
        to: Address,
        language: Language,
        saying: &Saying,
        mut mail: CaseMail,
    ) -> Done {
        let presentation = self.membership.presentation();
        let until = saying.until.map(|day| presentation.formats(language).date(day));
        let until = until.unwrap_or_default();
        let args: [(&str, Arg<'_>); 3] = [
            ("organisation", mail.organisation.as_str().into()),
            ("until", until.as_str().into()),
            ("zone", self.membership.charter().zone_name().into()),
        ];
        let say = |part: &str| {
            presentation.message(language, &["membership.mail.", saying.kind, part].concat(), &args)
        };
        let subject = format!("{} ({})", say("-subject"), mail.number);
        let said = say("-text");
        let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
        mail.paragraphs = lines.map(str::to_owned).collect();
        let name = mail.name.clone();
        let body = presentation.text(language, &mail);
        let body = body.map_err(|_| Retry::park("the mail's template fails"))?;
        let letter = Letter::new(id, to, subject, body).name(name).language(language);
        handed(self.mailer.send(&letter).await)
    }
}

fn handed(sent: Result<(), MailError>) -> Done {
    sent.map_err(|error| match error {
        MailError::Refused(_) | MailError::Recipient(..) => {
            Retry::park("the mail server refuses the letter")
        }
        _ => Retry::because("the letter could not be handed over"),
    })
}

impl Saying {
    fn of(kind: &'static str) -> Self {
        Self { kind, until: None, quote: String::new() }
    }
}

impl CaseMail {
    fn of(application: &Application, saying: &Saying) -> Self {
        Self {
            number: application.number.clone(),
            organisation: application.form.name.clone(),
            quote: saying.quote.clone(),
            ..Self::default()
        }
    }
}

/// The name of one of several letters that follow from one message: the same however often it is sent.
fn named(message: Uuid, to: &[u8]) -> Uuid {
    let digest = sha256(&[message.as_bytes(), to].concat());
    let mut half = [0; 16];
    half.copy_from_slice(&digest.bytes()[..16]);
    uuid::Builder::from_custom_bytes(half).into_uuid()
}

impl Template for CaseMail {
    const NAME: &'static str = "membership/mail-case.txt";

    fn samples() -> Vec<Self> {
        let office = Self {
            paragraphs: vec!["It has arrived.".to_owned()],
            link: "https://city.example/desk/membership/cases/x".to_owned(),
            number: "A-2026-0001".to_owned(),
            organisation: "Porto Azul".to_owned(),
            ..Self::default()
        };
        let receipt = Self {
            name: "Rui Sá".to_owned(),
            quote: "Which district?\nAnd since when?".to_owned(),
            code: "abcdefghij".to_owned(),
            follow: "https://city.example/en/members/follow".to_owned(),
            ..office.clone()
        };
        vec![office, receipt]
    }
}
