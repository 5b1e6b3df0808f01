//! The letters about assessments: what follows from an event, written in each reader's language when it is sent. One letter
//! a person, each a message of its own, so that nobody's is sent twice because another's could not be.

use std::sync::Arc;

use eframe_core::directory::Contact;
use eframe_core::mail::{Address, Letter, MailError, Mailer};
use eframe_core::messages::Arg;
use eframe_core::outbox::{Delivery, OutboxBuilder, Retry};
use eframe_core::template::Template;
use eframe_core::{Actor, Commit, CommitError, Language, OrganisationId, Permission};
use serde::Serialize;

use crate::event::{About, ColleagueAsked, Frozen, LetterDue, Returned, Submitted};
use crate::model::{Assessment, AssessmentId, Colleague, Round, State};
use crate::permission::{ANSWER, LEAD, REVIEW};
use crate::rules::Change;
use crate::words::Words;
use crate::{Ceds, Error};

/// A letter about an assessment.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct AssessmentMail {
    /// To whom it is written; empty where nobody knows.
    name: String,
    /// What happened, a paragraph each.
    paragraphs: Vec<String>,
    /// The sections that the reader is asked to answer.
    sections: Vec<String>,
    /// What somebody wrote.
    quote: String,
    /// Where to read on.
    link: String,
    city: String,
    round: String,
}

/// To whom a letter goes.
struct Reader {
    address: Address,
    name: String,
    language: Language,
}

/// The names of those who hear of events, kept with each delivery.
#[cfg(test)]
pub(crate) const SUBSCRIBERS: [&str; 6] = [
    "ceds.mail.submitted",
    "ceds.mail.office-submitted",
    "ceds.mail.returned",
    "ceds.mail.frozen",
    "ceds.mail.asked",
    "ceds.mail.letter",
];

/// Hears of what happens to assessments and writes about it.
pub(crate) fn subscribe(
    ceds: &Ceds,
    outbox: OutboxBuilder,
    mailer: Arc<dyn Mailer>,
) -> OutboxBuilder {
    let post = Post { ceds: ceds.clone(), mailer };
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
        "ceds.mail.submitted" Submitted submitted
        "ceds.mail.office-submitted" Submitted office_submitted
        "ceds.mail.returned" Returned returned
        "ceds.mail.frozen" Frozen frozen
        "ceds.mail.asked" ColleagueAsked asked
        "ceds.mail.letter" LetterDue letter
    }
}

/// Writes letters and hands them over.
#[derive(Clone)]
struct Post {
    ceds: Ceds,
    mailer: Arc<dyn Mailer>,
}

type Done = Result<(), Retry>;

impl Post {
    /// Those who lead get a receipt, the city's own reviewers hear that something waits for them.
    async fn submitted(&self, event: Submitted, delivery: &Delivery) -> Done {
        let leads = self.people(event.organisation, LEAD).await?;
        let mut due: Vec<_> = leads.into_iter().map(|one| (About::Submitted, one)).collect();
        for reviewer in self.people(event.organisation, REVIEW).await? {
            if !due.iter().any(|(_, one)| one.id == reviewer.id) {
                due.push((About::Review, reviewer));
            }
        }
        self.due((event.assessment, event.organisation), due, delivery).await
    }

    /// The Secretariat hears of it, where it gets mail.
    async fn office_submitted(&self, event: Submitted, delivery: &Delivery) -> Done {
        let Some((address, language)) = self.ceds.secretariat().cloned() else { return Ok(()) };
        let reader = Reader { address, name: String::new(), language };
        self.write(event.assessment, About::Review, reader, delivery).await
    }

    async fn returned(&self, event: Returned, delivery: &Delivery) -> Done {
        self.to_the_team(event.assessment, About::Returned, delivery).await
    }

    async fn frozen(&self, event: Frozen, delivery: &Delivery) -> Done {
        self.to_the_team(event.assessment, About::Frozen, delivery).await
    }

    /// Those who lead, and those who were asked to answer and have an account.
    async fn to_the_team(&self, id: AssessmentId, about: About, delivery: &Delivery) -> Done {
        let Some((assessment, _)) = self.found(id).await? else { return Ok(()) };
        let organisation = assessment.organisation;
        let mut people = self.people(organisation, LEAD).await?;
        for one in self.people(organisation, ANSWER).await? {
            let is_new = !people.iter().any(|other| other.id == one.id);
            if is_new && member_of(&assessment, &one).is_some() {
                people.push(one);
            }
        }
        let due = people.into_iter().map(|one| (about, one)).collect();
        self.due((id, organisation), due, delivery).await
    }

    /// One message for each person, all in one commit.
    async fn due(
        &self,
        (assessment, organisation): (AssessmentId, OrganisationId),
        people: Vec<(About, Contact)>,
        delivery: &Delivery,
    ) -> Done {
        let machine = Actor::system("ceds");
        let commit = Commit::<Change>::by(&machine, self.ceds.now()).settle(delivery.settled());
        let commit = people.into_iter().fold(commit, |commit, (about, person)| {
            commit.send(&LetterDue { assessment, organisation, about, person: person.id })
        });
        match self.ceds.store().database().commit(commit).await {
            Ok(()) | Err(CommitError::Settled) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes to one of them, as long as they may still read it.
    async fn letter(&self, event: LetterDue, delivery: &Delivery) -> Done {
        let permissions: &[Permission] = match event.about {
            About::Review => &[REVIEW],
            About::Submitted => &[LEAD],
            About::Returned | About::Frozen => &[LEAD, ANSWER],
            // Whoever is asked need have no account: they are written to by their address.
            About::Asked => &[],
        };
        for permission in permissions {
            let people = self.people(event.organisation, *permission).await?;
            if let Some(contact) = people.into_iter().find(|one| one.id == event.person) {
                return self.write(event.assessment, event.about, contact.into(), delivery).await;
            }
        }
        Ok(())
    }

    /// Writes to whom a city asks to help, as long as it does.
    async fn asked(&self, event: ColleagueAsked, delivery: &Delivery) -> Done {
        let Some((assessment, round)) = self.found(event.assessment).await? else { return Ok(()) };
        let asked = assessment.team.iter().find(|one| one.mark() == event.colleague);
        let Some(colleague) = asked else { return Ok(()) };
        let Ok(address) = colleague.address.parse::<Address>() else { return Ok(()) };
        let mut known = self.people(event.organisation, LEAD).await?;
        known.extend(self.people(event.organisation, ANSWER).await?);
        let known = known.into_iter().find(|one| is_at(one, &colleague.address));
        let reader = known.map_or_else(
            || Reader { address, name: String::new(), language: colleague.language },
            Reader::from,
        );
        let words = self.words(reader.language);
        let edition = self.ceds.edition(round.sha256).await.map_err(retry)?;
        let document = edition.document();
        let sections = colleague.sections.iter();
        let mail = AssessmentMail {
            sections: sections.map(|section| words.node(document, section).text).collect(),
            ..self.mail(&assessment, &round, About::Asked)
        };
        let letter = self.say(&words, reader, &round, About::Asked, (&colleague.by.name, mail));
        self.send(letter?, delivery).await
    }

    /// Writes what there is to say, unless it is out of date.
    async fn write(
        &self,
        id: AssessmentId,
        about: About,
        reader: Reader,
        delivery: &Delivery,
    ) -> Done {
        let Some((assessment, round)) = self.found(id).await? else { return Ok(()) };
        let quote = match (about, &assessment.state) {
            (About::Returned, State::Returned { questions, .. }) => questions.clone(),
            // Answered, or reviewed, before the letter went.
            (About::Returned, _) => return Ok(()),
            (About::Review, state) if !matches!(state, State::Submitted { .. }) => return Ok(()),
            _ => String::new(),
        };
        let mail = AssessmentMail { quote, ..self.mail(&assessment, &round, about) };
        let words = self.words(reader.language);
        let letter = self.say(&words, reader, &round, about, ("", mail))?;
        self.send(letter, delivery).await
    }

    fn mail(&self, assessment: &Assessment, round: &Round, about: About) -> AssessmentMail {
        let mount = self.ceds.mount();
        let at = format!("/assessments/{}", assessment.id);
        let path = match about {
            About::Review => mount.desk_url(&at),
            About::Frozen => mount.account_url(&format!("{at}/report")),
            About::Submitted | About::Returned | About::Asked => mount.account_url(&at),
        };
        AssessmentMail {
            link: mount.absolute(&path),
            city: assessment.city.clone(),
            round: round.name.clone(),
            ..AssessmentMail::default()
        }
    }

    /// The words of a language that the site is offered in.
    fn words(&self, language: Language) -> Words {
        let presentation = self.ceds.presentation();
        let known = presentation.languages().contains(&language);
        let language = if known { language } else { Language::EN };
        Words { presentation: presentation.clone(), language }
    }

    fn say(
        &self,
        words: &Words,
        reader: Reader,
        round: &Round,
        about: About,
        (person, mail): (&str, AssessmentMail),
    ) -> Result<(Reader, String, String), Retry> {
        let until = words.date(round.closes);
        let zone = self.ceds.zone().iana_name().unwrap_or("UTC");
        let args: [(&str, Arg<'_>); 5] = [
            ("city", mail.city.as_str().into()),
            ("round", mail.round.as_str().into()),
            ("person", person.into()),
            ("until", until.as_str().into()),
            ("zone", zone.into()),
        ];
        let presentation = &words.presentation;
        let said = |part: &str| {
            let key = ["ceds.mail.", about.code(), part].concat();
            presentation.message(words.language, &key, &args)
        };
        let mail = AssessmentMail {
            name: reader.name.clone(),
            paragraphs: vec![said("-text")],
            ..mail.clone()
        };
        let text = presentation.text(words.language, &mail);
        let text = text.map_err(|_| Retry::park("the mail's template fails"))?;
        let language = words.language;
        Ok((Reader { language, ..reader }, said("-subject"), text))
    }

    async fn send(
        &self,
        (to, subject, text): (Reader, String, String),
        delivery: &Delivery,
    ) -> Done {
        let letter = Letter::new(delivery.message(), to.address, subject, text);
        let letter = letter.name(to.name).language(to.language);
        self.mailer.send(&letter).await.map_err(|error| match error {
            MailError::Refused(_) | MailError::Recipient(..) => {
                Retry::park("the mail server refuses the letter")
            }
            _ => Retry::because("the letter could not be handed over"),
        })
    }

    async fn found(&self, id: AssessmentId) -> Result<Option<(Assessment, Round)>, Retry> {
        self.ceds.store().assessment(id).await.map_err(retry)
    }

    /// Who holds a permission for an organisation, as far as the host tells.
    async fn people(
        &self,
        organisation: OrganisationId,
        permission: Permission,
    ) -> Result<Vec<Contact>, Retry> {
        let Some(directory) = self.ceds.contacts() else { return Ok(Vec::new()) };
        let found = directory.contacts(organisation, permission).await;
        found.map_err(|error| Retry::because(error.to_string()))
    }
}

impl From<Contact> for Reader {
    fn from(of: Contact) -> Self {
        Self { address: of.address, name: of.name, language: of.language }
    }
}

/// The one of the team that somebody is.
fn member_of<'a>(assessment: &'a Assessment, person: &Contact) -> Option<&'a Colleague> {
    assessment.team.iter().find(|one| is_at(person, &one.address))
}

fn is_at(person: &Contact, address: &str) -> bool {
    person.address.as_str().eq_ignore_ascii_case(address)
}

fn retry(error: Error) -> Retry {
    match error {
        Error::Commit(error) => error.into(),
        other => Retry::because(other.to_string()),
    }
}

impl Template for AssessmentMail {
    const NAME: &'static str = "ceds/mail.txt";

    fn samples() -> Vec<Self> {
        let plain = Self {
            paragraphs: vec!["The assessment is handed in.".to_owned()],
            link: "https://city.example/account/ceds/assessments/x".to_owned(),
            city: "Porto Azul".to_owned(),
            round: "CeDS 2026".to_owned(),
            ..Self::default()
        };
        let asked = Self { sections: vec!["Governance".to_owned()], ..plain.clone() };
        let returned = Self {
            name: "Rui Sá".to_owned(),
            quote: "Which council?\nAnd since when?".to_owned(),
            ..plain.clone()
        };
        vec![plain, asked, returned]
    }
}
