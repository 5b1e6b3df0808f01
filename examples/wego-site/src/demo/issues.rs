//! demo/issues.toml: an issue that was sent in the last quarter, and the present one in the making.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use eframe_core::{Caller, Language};
use eframe_newsletter::model::{Block, Fallback, IssueId, Outcome, Quarter, Reply};
use eframe_newsletter::{Handover, Imprint, Newsletter, Sending, Sent, Trouble, Way};
use futures_util::future::BoxFuture;
use jiff::ToSpan as _;
use serde::Deserialize;

use super::clock::TurnedBack;
use super::script::WrongScript;
use crate::Failure;

const ISSUES: &str = include_str!("../../demo/issues.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    past: BTreeMap<Language, String>,
    present: BTreeMap<Language, String>,
}

/// So many days before its quarter ended the past issue was sent.
const SENT_BEFORE: i32 = 12;
/// So many days ago the present one was begun.
const BEGUN_AGO: i32 = 2;

/// Makes both, each on its day.
///
/// # Errors
/// When the newsletter refuses what the script says.
pub(super) async fn make(
    newsletter: &Newsletter,
    secretariat: &Caller,
    clock: &TurnedBack,
) -> Result<(), Failure> {
    let script: Script =
        toml::from_str(ISSUES).map_err(|error| WrongScript::of("issues.toml", error))?;
    let today = clock.today();
    let present = Quarter::of(today);
    let past = Quarter::of(present.first_day().saturating_sub(1.days()));
    let day = past.last_day().saturating_sub(SENT_BEFORE.days());
    clock.go_back((today - day).get_days(), 0);
    let issue = begin(newsletter, secretariat, past, script.past).await?;
    newsletter.order_issue(secretariat, issue, None).await?;
    send(newsletter).await?;
    clock.go_back(BEGUN_AGO, 0);
    begin(newsletter, secretariat, present, script.present).await?;
    Ok(())
}

/// An issue with what the site has to tell, and behind its title what the Secretariat wrote.
async fn begin(
    newsletter: &Newsletter,
    secretariat: &Caller,
    number: Quarter,
    text: BTreeMap<Language, String>,
) -> Result<IssueId, Failure> {
    let (languages, fallback) =
        ([Language::EN, Language::KO, Language::AR], Fallback::Other(Language::EN));
    let issue = newsletter.propose_issue(secretariat, number, &languages, fallback).await?;
    let composition = newsletter.composition(&secretariat.actor, issue.id).await?;
    let mut composition = composition.unwrap_or_default();
    composition.blocks.insert(0, Block::Text { markdown: text.into_iter().collect() });
    newsletter.compose(secretariat, issue.id, None, composition).await?;
    Ok(issue.id)
}

/// Hands the letters to nobody: readers who do not exist got them long ago, and the mail folder is for what happens now.
async fn send(newsletter: &Newsletter) -> Result<(), Failure> {
    let imprint = Imprint {
        name: "WeGO".to_owned(),
        address: "no-reply@demo.wego.example".parse()?,
        reply_to: None,
        list: "newsletter.demo.wego.example".to_owned(),
    };
    Ok(newsletter.courier(Arc::new(Nobody), Sending::new(imprint)).run_pending().await?)
}

struct Nobody;

#[async_trait]
impl Handover for Nobody {
    async fn open(&self) -> Result<Box<dyn Way>, Trouble> {
        Ok(Box::new(Self))
    }
}

#[async_trait]
impl Way for Nobody {
    async fn carry(&mut self, _: &str, _: &str, _: &[u8], _: &str, _: BoxFuture<'_, bool>) -> Sent {
        Sent::Settled(Outcome::Taken(Reply::unsaid("taken")))
    }

    fn is_usable(&self) -> bool {
        true
    }

    async fn close(self: Box<Self>) {}
}
