use std::collections::BTreeMap;

use eframe_core::{
    Actor, Caller, Commit, CommitError, Decision, FieldErrors, Language, Localized, Version,
};
use jiff::civil::Date;

use super::Newsletter;
use super::issues::expect;
use crate::event::PreviewAsked;
use crate::model::{
    Composition, Issue, IssueId, IssueText, Item, ItemText, Quarter, Source, UNSUBSCRIBE, Unfit,
};
use crate::permission::ISSUE_EDIT;
use crate::rules::compose::{self, Known, MOST_ITEMS, Spread, fit, spread};
use crate::rules::rhythm::{Span, ended, today, told};
use crate::rules::told::marked;
use crate::{Error, NewsItem, Refusal, render};

impl Newsletter {
    /// What an issue is put together from; none where it was given as a whole, or nothing was done yet.
    ///
    /// # Errors
    /// When the actor may not see issues, or there is none of this id.
    pub async fn composition(
        &self,
        actor: &Actor,
        id: IssueId,
    ) -> Result<Option<Composition>, Error> {
        self.issue(actor, id).await?;
        self.store().composition(id).await
    }

    /// Puts an issue together, in place of what was there.
    ///
    /// # Errors
    /// When the actor may not, there is no such draft, it is at another version, or a field is wrong.
    pub async fn compose(
        &self,
        caller: &Caller,
        id: IssueId,
        version: Option<Version>,
        composition: Composition,
    ) -> Result<Version, Error> {
        let composed = self.store().database().decide(caller, || async {
            let issue = self.issue(&caller.actor, id).await?;
            caller.actor.require(ISSUE_EDIT)?;
            expect(&issue, version)?;
            let before = self.store().composition(id).await?;
            let given_whole = before.is_none() && self.store().has_texts(id).await?;
            let known = Known { before: before.as_ref(), given_whole, today: self.today() };
            let (actor, now) = (&caller.actor, self.now());
            Ok::<_, Error>(compose::compose(&issue, known, composition.clone(), actor, now)?)
        });
        composed.await
    }

    /// What the site has to tell from one day to another, in the languages of an issue, and what of it could not be taken as it
    /// was told. What an issue of another quarter tells that was ordered comes left out. Nothing is changed.
    ///
    /// # Errors
    /// When the actor may not make issues, there is none of this id, it is more than a block holds, or the site's news cannot be
    /// read.
    pub async fn draw(
        &self,
        actor: &Actor,
        id: IssueId,
        source: Source,
        span: Span,
    ) -> Result<(Vec<Item>, Unfit), Error> {
        actor.require(ISSUE_EDIT)?;
        let issue = self.issue(actor, id).await?;
        let (items, unfit) = fit(self.site_tells(source, &issue.languages, span).await?);
        if items.len() > MOST_ITEMS {
            let mut errors = FieldErrors::new();
            let most = vec![("most", MOST_ITEMS.to_string())];
            errors.add_with("until", "newsletter.field.many", most);
            return Err(errors.into());
        }
        let ordered = self.others(issue.number).await?.ordered;
        Ok((marked(items, &ordered, source, span.until), unfit))
    }

    /// What the site tells, as it does.
    pub(super) async fn site_tells(
        &self,
        source: Source,
        languages: &[Language],
        span: Span,
    ) -> Result<Vec<Item>, Error> {
        let Some(news) = self.news() else { return Ok(Vec::new()) };
        let (mut items, mut places) = (Vec::<Item>::new(), BTreeMap::new());
        for &language in languages {
            let told = news.items(source, span.from, span.until, language).await;
            for one in told.map_err(|error| Error::Commit(CommitError::Unavailable(error)))? {
                let (of, text) = (one.language, self.copied(&one));
                let place = *places.entry(one.key.clone()).or_insert(items.len());
                if let Some(known) = items.get_mut(place) {
                    known.texts.insert(of, text);
                } else {
                    let texts = Localized::from([(of, text)]);
                    items.push(Item { key: one.key, date: one.date, texts, chosen: true });
                }
            }
        }
        Ok(items)
    }

    /// What a letter takes of it: whole addresses.
    fn copied(&self, item: &NewsItem) -> ItemText {
        let address = match item.address.as_str() {
            path if path.starts_with('/') => self.mount().absolute(path),
            whole => whole.to_owned(),
        };
        ItemText { title: item.title.clone(), summary: item.summary.clone(), address }
    }

    /// What the site has to tell from a source since the issues before one, as blocks of it, and what of it could not be taken as
    /// it was told.
    pub(crate) async fn new_items(
        &self,
        number: Quarter,
        source: Source,
        languages: &[Language],
    ) -> Result<(Spread, Unfit), Error> {
        let others = self.others(number).await?;
        let ended = ended(&others.before, source);
        let span = self.days(number, source, ended.on);
        let mut items = self.site_tells(source, languages, span).await?;
        items.retain(|item| !ended.drawn.contains(&item.key));
        let mut items = marked(items, &others.ordered, source, span.until);
        items.retain(|item| item.chosen);
        let (items, unfit) = fit(items);
        Ok((spread(source, span, &items), unfit))
    }

    /// The days that the issue of a quarter tells of, from a source.
    pub(crate) async fn span(&self, number: Quarter, source: Source) -> Result<Span, Error> {
        let others = self.others(number).await?;
        Ok(self.days(number, source, ended(&others.before, source).on))
    }

    /// The day it is in the house's zone.
    pub(super) fn today(&self) -> Date {
        today(self.now(), self.presentation().zone())
    }

    fn days(&self, number: Quarter, source: Source, last: Option<Date>) -> Span {
        told(source, number, last, self.today())
    }

    /// What an issue would say in a language if it were ordered now; once it was, what it says.
    ///
    /// # Errors
    /// When the actor may not see issues, or there is none of this id in this language.
    pub async fn preview(
        &self,
        actor: &Actor,
        id: IssueId,
        language: Language,
    ) -> Result<(Issue, IssueText), Error> {
        let issue = self.issue(actor, id).await?;
        if !issue.languages.contains(&language) {
            return Err(Error::NotFound);
        }
        let composition = self.store().composition(id).await?;
        let text = match composition {
            Some(composition) if issue.status.frozen().is_none() => {
                self.letter(&issue, &composition, language).await?
            }
            _ => self.store().texts(id).await?.remove(&language).ok_or(Error::NotFound)?,
        };
        Ok((issue, text))
    }

    /// Has such a preview sent to whoever asks, by mail.
    ///
    /// # Errors
    /// As [`preview`](Self::preview), and when it is not known where they get mail.
    pub async fn send_preview(
        &self,
        caller: &Caller,
        id: IssueId,
        language: Language,
    ) -> Result<(), Error> {
        self.preview(&caller.actor, id, language).await?;
        let person = caller.actor.id();
        let known = match self.people() {
            Some(people) => people.person(person).await.map_err(CommitError::Unavailable)?,
            None => None,
        };
        if known.is_none() {
            return Err(Refusal::NoAddress.into());
        }
        let asked = self.store().database().decide(caller, || async {
            let commit = Commit::by(&caller.actor, self.now());
            let commit = commit.send(&PreviewAsked::of(id, language, person));
            Ok::<_, Error>(Decision::<crate::rules::Change, ()>::new(commit, ()))
        });
        asked.await
    }

    /// An issue as a letter in one language.
    pub(super) async fn letter(
        &self,
        issue: &Issue,
        composition: &Composition,
        language: Language,
    ) -> Result<IssueText, Error> {
        let presentation = self.presentation();
        let site = presentation.site_name(language).await;
        render::made(presentation, self.mount(), &site, issue, composition, language)
    }

    /// A text as it is read by somebody who is no subscriber: what would end a subscription leads to the newsletter's page.
    pub(crate) fn impersonal(&self, text: &str, language: Language) -> String {
        let page = self.mount().absolute(&self.mount().pages_url(language, "/"));
        text.replace(UNSUBSCRIBE, &page)
    }
}
