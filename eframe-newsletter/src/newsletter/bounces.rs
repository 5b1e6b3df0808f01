use std::collections::BTreeSet;
use std::path::Path;

use eframe_core::{Actor, Caller, sha256};
use jiff::SignedDuration;
use uuid::Uuid;

use super::Newsletter;
use crate::Error;
use crate::bounce::{Maildir, read};
use crate::letter::Imprint;
use crate::model::{IssueId, Reply, SubscriberId};
use crate::permission::READ;
use crate::rules::bounce::{
    Before, Bounce, BounceId, Counted, PastBounce, Source, bounce, overrule,
};
use crate::rules::score::Kind;
use crate::store::BehindBounce;

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
        let reply = Reply::reported(report.status, &report.words, address.as_ref());
        // The report's own name is the same however it came here.
        let named = report.id.map_or_else(|| mail.to_vec(), String::into_bytes);
        let id = bounce_id(&[&named, number.to_string().as_bytes(), subscriber.uuid().as_bytes()]);
        let came = Bounce {
            id,
            subscriber,
            issue: Some(issue.id),
            kind: report.kind,
            source: Source::Report,
            reply,
        };
        self.count(came).await
    }

    /// Takes in what a mail server put into a folder, and tells how many mails that were. One that cannot be read or put
    /// away stays where it is, and those behind it are taken in all the same.
    ///
    /// # Errors
    /// When the folder or one of its mails cannot be read or put away, or the database does not answer.
    pub async fn take_returns(&self, imprint: &Imprint, folder: &Path) -> Result<usize, Error> {
        let maildir = Maildir::new(folder);
        let (mut taken, mut stuck) = (0, BTreeSet::new());
        let mut fault = None;
        loop {
            let files = maildir.unread(AT_ONCE + stuck.len()).await;
            let mut files = files.map_err(|error| unreadable(folder, &error))?;
            files.retain(|file| !stuck.contains(file));
            if files.is_empty() {
                return fault.map_or(Ok(taken), Err);
            }
            for file in files {
                match self.take_file(imprint, &maildir, &file).await {
                    Ok(read) => taken += usize::from(read),
                    Err(error @ Error::Folder(_)) => {
                        tracing::warn!(%error, "a mail that came back stays in its folder");
                        stuck.insert(file);
                        fault.get_or_insert(error);
                    }
                    Err(error) => return Err(error),
                }
            }
        }
    }

    /// Takes one mail of a folder in; tells whether it was still there.
    async fn take_file(
        &self,
        imprint: &Imprint,
        maildir: &Maildir,
        file: &Path,
    ) -> Result<bool, Error> {
        let mail = maildir.read(file).await.map_err(|error| unreadable(file, &error))?;
        if let Some(mail) = &mail {
            self.take_return(imprint, mail).await?;
        }
        maildir.done(file).await.map_err(|error| unreadable(file, &error))?;
        Ok(mail.is_some())
    }

    /// The mail server refused a letter to somebody for good.
    pub(crate) async fn refused_by_server(
        &self,
        subscriber: SubscriberId,
        issue: IssueId,
        reply: Reply,
    ) -> Result<(), Error> {
        let id = bounce_id(&[b"refusal", issue.uuid().as_bytes(), subscriber.uuid().as_bytes()]);
        self.refused(id, subscriber, Some(issue), reply).await
    }

    /// The mail server refused a mail of this id to somebody for good that is no letter of an issue: the question.
    pub(crate) async fn refused_mail(
        &self,
        subscriber: SubscriberId,
        mail: Uuid,
        reply: Reply,
    ) -> Result<(), Error> {
        let id = bounce_id(&[b"mail", mail.as_bytes(), subscriber.uuid().as_bytes()]);
        self.refused(id, subscriber, None, reply).await
    }

    async fn refused(
        &self,
        id: BounceId,
        subscriber: SubscriberId,
        issue: Option<IssueId>,
        reply: Reply,
    ) -> Result<(), Error> {
        let kind = if reply.is_unknown_address() { Kind::Hard } else { Kind::Soft };
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
            let arrived_between = match (score.at, score.hard, came.issue) {
                (Some(since), Some((last, _)), Some(issue)) => {
                    let (issues, until) = ([issue, last], self.now() - ARRIVED_AFTER);
                    self.store().arrived_between(came.subscriber, issues, since, until).await?
                }
                _ => false,
            };
            let later = match (score.hard, came.issue) {
                (Some((last, _)), Some(issue)) => self.is_later(issue, last).await?,
                _ => false,
            };
            let mark = self.mark_of(&subscriber);
            let suppression = self.suppression_of(&subscriber).await?.map(|held| held.reason);
            let before = Before { score, arrived_between, later, suppression };
            Ok::<_, Error>(bounce(&subscriber, mark, before, came.clone(), &actor, self.now()))
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

    /// Whether the one issue is of a later quarter than the other.
    async fn is_later(&self, one: IssueId, other: IssueId) -> Result<bool, Error> {
        let (one, other) = (self.store().issue(one).await?, self.store().issue(other).await?);
        Ok(one.zip(other).is_some_and(|(one, other)| one.number > other.number))
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
    ) -> Result<Vec<PastBounce>, Error> {
        actor.require(READ)?;
        self.store().bounces(of, after, most).await
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
