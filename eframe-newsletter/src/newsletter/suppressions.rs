//! To whom nothing is sent: shown, and kept apart from the database, so that a restored backup knows of it too.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use eframe_core::{Actor, Caller, Decision};

use super::Newsletter;
use crate::Error;
use crate::event::Suppressed;
use crate::model::{Form, How, Mark, Reason, Stage, Subscriber, Suppression};
use crate::permission::READ;
use crate::rules;
use crate::store::BehindMark;

/// How many are asked for at once.
const AT_ONCE: usize = 500;

impl Newsletter {
    /// To whom nothing is sent, the latest first, behind one.
    pub(crate) async fn suppressions(
        &self,
        actor: &Actor,
        reason: Option<Reason>,
        after: Option<&BehindMark>,
        limit: u64,
    ) -> Result<Vec<Suppression>, Error> {
        actor.require(READ)?;
        self.store().suppressions(reason, after, limit).await
    }

    /// Why nothing is sent to a subscriber.
    pub(crate) async fn suppression_of(
        &self,
        of: &Subscriber,
    ) -> Result<Option<Suppression>, Error> {
        match self.mark_of(of) {
            Some(mark) => self.store().suppression(mark).await,
            None => Ok(None),
        }
    }

    /// Does again what the kept list says and the database has forgotten, because a backup of before was brought back:
    /// ends and erases, and holds mail back; tells how many it had to. A later yes stands. For the machinery, at each
    /// start, since a backup is brought back while nobody runs; where none was there is nothing to do.
    ///
    /// # Errors
    /// When the list or the database cannot be read, or it cannot be written.
    pub async fn reapply(&self) -> Result<u64, Error> {
        let Some(path) = self.inner.kept.clone() else { return Ok(0) };
        let read = tokio::task::spawn_blocking(move || read(&path)).await;
        let last =
            read.map_err(std::io::Error::other).and_then(|read| read).map_err(Error::List)?;
        let last = last.into_values().filter(|one| one.reason.is_in_force());
        let last: Vec<Suppressed> = last.collect();
        let mut done = 0;
        // As a rule the database knows them all, and is asked for many at once.
        for some in last.chunks(AT_ONCE) {
            let marks: Vec<Mark> = some.iter().map(|one| one.mark).collect();
            let held = self.store().suppressed_at(&marks).await?;
            let known = |one: &&Suppressed| held.get(&one.mark.to_string()) >= Some(&one.at);
            for one in some.iter().filter(|one| !known(one)) {
                if self.is_forgotten(one).await? {
                    self.again(one).await?;
                    done += 1;
                }
            }
        }
        Ok(done)
    }

    /// Whether nothing later is known of whoever this is, whom nothing holds back by now.
    async fn is_forgotten(&self, one: &Suppressed) -> Result<bool, Error> {
        let subscriber = self.store().subscriber_marked(one.mark).await?;
        // Whoever said yes after it is no more held back, and there is nothing to know of them.
        let later = |since| since > one.at;
        Ok(!subscriber
            .is_some_and(|of| of.state.stage() == Stage::Confirmed && later(of.state.since())))
    }

    async fn again(&self, one: &Suppressed) -> Result<(), Error> {
        let caller = Caller::new(Actor::system("newsletter.suppressions"));
        let given = self.given();
        self.decide(&caller, || async {
            let found = self.store().subscriber_marked(one.mark).await?;
            let (actor, now) = (&caller.actor, self.now());
            Ok(match (one.reason, found) {
                (Reason::Erased, found) => {
                    rules::erase(found.as_ref(), one.mark, Form::System, &given, actor, now)
                }
                (Reason::Unsubscribed, Some(found))
                    if found.state.stage() != Stage::Unsubscribed =>
                {
                    let mark = Some(one.mark);
                    let how = How::Restored;
                    let ended = rules::unsubscribe(&found, mark, how, &given, actor, now);
                    Decision::new(ended.commit, ())
                }
                (reason, _) => rules::hold_back(one.mark, reason, actor, now),
            })
        })
        .await
    }

    /// Adds a line to the kept list, where there is one.
    pub(crate) async fn keep(&self, one: Suppressed) -> Result<(), std::io::Error> {
        let Some(path) = self.inner.kept.clone() else { return Ok(()) };
        let written = tokio::task::spawn_blocking(move || append(&path, &one)).await;
        written.map_err(std::io::Error::other)?
    }
}

/// One line of JSON each, on the disk when this returns.
fn append(path: &Path, one: &Suppressed) -> Result<(), std::io::Error> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let line = serde_json::to_string(one).map_err(std::io::Error::other)?;
    // In one piece, so that several instances do not write into each other's lines; and on a line of its own, whatever a
    // power cut left of the one before.
    file.write_all(format!("\n{line}\n").as_bytes())?;
    file.sync_data()
}

/// The last word on each address. A line that was torn by a power cut is passed over.
fn read(path: &Path) -> Result<BTreeMap<String, Suppressed>, std::io::Error> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    let text = String::from_utf8_lossy(&bytes);
    let mut last: BTreeMap<String, Suppressed> = BTreeMap::new();
    for one in text.lines().filter_map(|line| serde_json::from_str::<Suppressed>(line).ok()) {
        let known = last.entry(one.mark.to_string()).or_insert_with(|| one.clone());
        if known.at <= one.at {
            *known = one;
        }
    }
    Ok(last)
}

#[cfg(test)]
mod tests {
    use eframe_core::{Timestamp, sha256};

    use super::*;

    fn told(of: &str, reason: Reason) -> Suppressed {
        let mark = Mark(sha256(of.as_bytes()));
        Suppressed::of(&Suppression { mark, reason, at: Timestamp::UNIX_EPOCH })
    }

    #[test]
    fn bad_input_98_a_torn_line_costs_no_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("kept");
        let whole = serde_json::to_string(&told("a", Reason::Erased)).expect("JSON");
        std::fs::write(&path, [whole.as_bytes(), b"\n{\"mark\":\"7f\xc3"].concat())
            .expect("written");
        append(&path, &told("b", Reason::Bounced)).expect("kept");
        append(&path, &told("b", Reason::Overruled)).expect("kept");
        let last = read(&path).expect("read");
        let reasons: Vec<_> = last.values().map(|one| one.reason).collect();
        assert!(reasons.len() == 2 && reasons.contains(&Reason::Erased), "{reasons:?}");
        assert!(reasons.contains(&Reason::Overruled), "the last word counts: {reasons:?}");
    }
}
