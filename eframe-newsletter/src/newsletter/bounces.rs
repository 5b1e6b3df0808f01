use std::path::Path;

use eframe_core::{Actor, Caller, sha256};
use jiff::SignedDuration;

use super::Newsletter;
use crate::Error;
use crate::bounce::{Maildir, read};
use crate::letter::Imprint;
use crate::model::{IssueId, Mark, Reply, Subscriber, SubscriberId};
use crate::permission::READ;
use crate::rules::bounce::{Bounce, BounceId, Counted, Source, bounce, overrule};
use crate::rules::score::Kind;
use crate::store::{BehindBounce, BounceRow};

/// What became of a mail that came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Returned {
    /// It says that a letter failed or was complained about, and was counted.
    Counted(Counted),
    /// It was counted before.
    Known,
    /// It is no report of a failure or a complaint: a holiday notice, a delay.
    NoReport,
    /// It names no letter of ours.
    NotOurs,
}

/// How many mails of a folder are read in one go.
const AT_ONCE: usize = 200;
/// A letter that went this long ago would have come back.
const ARRIVED_AFTER: SignedDuration = SignedDuration::from_hours(7 * 24);

impl Newsletter {
    /// Takes in a mail that came back: the bytes as the mail server has them. The same mail twice counts once.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn take_return(&self, imprint: &Imprint, mail: &[u8]) -> Result<Returned, Error> {
        let names = self.names(imprint);
        let Some(report) = read(mail) else { return Ok(Returned::NoReport) };
        let whose = report.addresses.iter().find_map(|address| names.returned(address));
        let Some((subscriber, number)) = whose else { return Ok(Returned::NotOurs) };
        let Some(issue) = self.store().issue_numbered(number).await? else {
            return Ok(Returned::NotOurs);
        };
        let address = self.store().subscriber(subscriber).await?.and_then(|one| one.address);
        let address = address.as_ref().map_or("", |address| address.as_str());
        let reply = Reply { status: report.status, ..Reply::new(0, &report.words, address) };
        // The report's own name is the same however it came here.
        let named = report.id.map_or_else(|| mail.to_vec(), String::into_bytes);
        let id = bounce_id(&[&named, number.to_string().as_bytes(), subscriber.uuid().as_bytes()]);
        let came = Bounce {
            id,
            subscriber,
            issue: issue.id,
            kind: report.kind,
            source: Source::Report,
            reply,
        };
        self.count(came).await
    }

    /// Takes in what a mail server put into a folder, and tells how many mails that were.
    ///
    /// # Errors
    /// When the folder cannot be read, or the database does not answer.
    pub async fn take_returns(&self, imprint: &Imprint, folder: &Path) -> Result<usize, Error> {
        let maildir = Maildir::new(folder);
        let mut taken = 0;
        loop {
            let files =
                maildir.unread(AT_ONCE).await.map_err(|error| unreadable(folder, &error))?;
            if files.is_empty() {
                return Ok(taken);
            }
            for file in files {
                let mail = maildir.read(&file).await.map_err(|error| unreadable(&file, &error))?;
                if let Some(mail) = mail {
                    self.take_return(imprint, &mail).await?;
                    taken += 1;
                }
                maildir.done(&file).await.map_err(|error| unreadable(&file, &error))?;
            }
        }
    }

    /// The mail server refused a letter to somebody for good.
    pub(crate) async fn refused_by_server(
        &self,
        subscriber: SubscriberId,
        issue: IssueId,
        reply: Reply,
    ) -> Result<(), Error> {
        let kind = if reply.is_unknown_address() { Kind::Hard } else { Kind::Soft };
        let id = bounce_id(&[b"refusal", issue.uuid().as_bytes(), subscriber.uuid().as_bytes()]);
        let came = Bounce { id, subscriber, issue, kind, source: Source::Refusal, reply };
        self.count(came).await.map(drop)
    }

    async fn count(&self, came: Bounce) -> Result<Returned, Error> {
        if self.store().has_bounce(came.id).await? {
            return Ok(Returned::Known);
        }
        let actor = Actor::system("newsletter");
        let caller = Caller::new(actor.clone());
        let counted = self.store().database().decide(&caller, || async {
            let subscriber = self.store().subscriber(came.subscriber).await?;
            let subscriber = subscriber.ok_or(Error::NotFound)?;
            let score = self.store().score(came.subscriber).await?;
            let between = match (score.at, score.hard) {
                (Some(since), Some((last, _))) => {
                    let (issues, until) = ([came.issue, last], self.now() - ARRIVED_AFTER);
                    self.store().arrived_between(came.subscriber, issues, since, until).await?
                }
                _ => false,
            };
            let mark = self.mark_of(&subscriber);
            let known = (score, between);
            Ok::<_, Error>(bounce(&subscriber, mark, known, came.clone(), &actor, self.now()))
        });
        match counted.await {
            Ok(counted) => Ok(Returned::Counted(counted)),
            Err(Error::NotFound) => Ok(Returned::NotOurs),
            // Two had the same report at the same time.
            Err(error) => match self.store().has_bounce(came.id).await {
                Ok(true) => Ok(Returned::Known),
                _ => Err(error),
            },
        }
    }

    /// Has an address written to again that bounced too often.
    ///
    /// # Errors
    /// When the actor may not, there is no such subscriber, or nothing is sent to them for another reason.
    pub async fn overrule_bounces(&self, caller: &Caller, id: SubscriberId) -> Result<(), Error> {
        let overruled = self.store().database().decide(caller, || async {
            caller.actor.require(READ)?;
            let subscriber = self.store().subscriber(id).await?.ok_or(Error::NotFound)?;
            let mark = self.mark_of(&subscriber).ok_or(Error::NotFound)?;
            let suppression = self.store().suppression(mark).await?;
            let (actor, now) = (&caller.actor, self.now());
            Ok(overrule(&subscriber, mark, suppression.as_ref(), actor, now)?)
        });
        overruled.await
    }

    /// Bounces, the latest first, behind one; of one subscriber where one is named.
    pub(crate) async fn bounces(
        &self,
        actor: &Actor,
        of: Option<SubscriberId>,
        after: Option<&BehindBounce>,
        most: u64,
    ) -> Result<Vec<BounceRow>, Error> {
        actor.require(READ)?;
        self.store().bounces(of, after, most).await
    }

    fn mark_of(&self, subscriber: &Subscriber) -> Option<Mark> {
        subscriber.address.as_ref().map(|address| self.mark(address))
    }
}

fn bounce_id(parts: &[&[u8]]) -> BounceId {
    let digest = sha256(&parts.join(&0));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.bytes()[..16]);
    BounceId::new(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

fn unreadable(place: &Path, error: &std::io::Error) -> Error {
    Error::Folder(format!("{}: {error}", place.display()))
}
