//! What was: how documents ended, and what stood on a day.

use std::collections::BTreeMap;

use eframe_core::{Caller, Language, Localized, Timestamp, Version};
use jiff::civil::Date;

use super::{Cms, Ended, OnDay, Stood};
use crate::Error;
use crate::model::{Address, Content, Document, DocumentId, End};
use crate::permission::EDIT;
use crate::rules::{self, Save, Sight, Standing, Told};
use crate::store;

impl Cms {
    /// How a document ended that is not live in any language.
    pub(crate) async fn ended(&self, id: DocumentId) -> Result<Ended, Error> {
        let ends = self.ends(vec![id]).await?;
        ends.into_values().next().ok_or(Error::NotFound)
    }

    /// How these ended, as far as they did.
    pub(crate) async fn ends(
        &self,
        ids: Vec<DocumentId>,
    ) -> Result<BTreeMap<DocumentId, Ended>, Error> {
        let mut ended = BTreeMap::new();
        for (document, end) in self.store().ends(ids).await? {
            let store::End { language, title, at, ending } = end;
            let target = match ending.end.target() {
                Some(target) => self.store().document(target, Sight::Public).await?,
                None => None,
            };
            let live = target.filter(|target| !target.published().is_empty());
            let title = if ending.end == End::Gone { String::new() } else { title };
            let leads_to = live.map(|target| target.address);
            ended.insert(document, Ended { document, language, title, at, ending, leads_to });
        }
        Ok(ended)
    }

    /// What stood at an address at the end of a day, by the site's clocks; on this very day, what stands now. What was
    /// taken down and moved since then is found where the public last saw it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when nothing ever stood there that the public knows of.
    pub async fn stood_at(
        &self,
        address: &str,
        day: Date,
        reader: Language,
    ) -> Result<OnDay, Error> {
        let address = address.parse::<Address>().map_err(|_| Error::NotFound)?;
        let document = self.at(address.as_str()).await?;
        if document.address != address {
            return Ok(OnDay::Moved(document.address));
        }
        self.stood(document, day, reader).await
    }

    /// The document that stands at a path, or stood there once, as the public knows it.
    pub(crate) async fn at(&self, address: &str) -> Result<Document, Error> {
        let address = address.parse::<Address>().map_err(|_| Error::NotFound)?;
        let id = self.store().whose(&address, Sight::Public).await?.ok_or(Error::NotFound)?;
        self.public(id).await
    }

    /// What stood of a document at the end of a day.
    pub(crate) async fn stood(
        &self,
        document: Document,
        day: Date,
        reader: Language,
    ) -> Result<OnDay, Error> {
        if day > self.today() {
            return Ok(OnDay::Ahead);
        }
        let at = self.end_of(day);
        let past = self.store().past(document.id, None).await?;
        let (mut numbers, mut first, mut last) = (Localized::default(), None, None);
        for (&language, past) in &past {
            match rules::stood(past, at) {
                rules::Stood::Edition(number) => {
                    numbers.insert(language, number);
                }
                rules::Stood::NotYet(since) => first = [first, since].into_iter().flatten().min(),
                rules::Stood::NoMore(until) => last = last.max(Some(until)),
            }
        }
        let Some(picked) = numbers.pick(reader) else {
            return Ok(last.map_or(OnDay::NotYet(first), OnDay::NoMore));
        };
        let (number, language) = (*picked.value, picked.language);
        let edition = self.store().numbered(document.id, language, number).await?;
        let edition = edition.ok_or(Error::NotFound)?;
        let told = past.get(&language).map(|past| rules::told(past, at)).unwrap_or_default();
        let languages = numbers.languages().collect();
        Ok(OnDay::Stood(Box::new(Stood { document, edition, languages, told })))
    }

    /// What the public is told of the history of a text, the newest first.
    pub(crate) async fn told(
        &self,
        document: DocumentId,
        language: Language,
    ) -> Result<Vec<Told>, Error> {
        let past = self.store().past(document, Some(language)).await?;
        Ok(past.get(&language).map(|past| rules::told(past, self.now())).unwrap_or_default())
    }

    /// Goes back to an earlier edition as a new one: the draft then says what that one said. Without a note it says
    /// which day's text it is.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such edition; see [`rules::save`] for refusals.
    pub async fn restore(
        &self,
        caller: &Caller,
        document: DocumentId,
        language: Language,
        number: u32,
        note: Option<&str>,
        expected: Version,
    ) -> Result<Standing, Error> {
        self.document(&caller.actor, document).await?;
        caller.actor.require(EDIT)?;
        let mut content = self.earlier(document, language, number).await?;
        if let Some(note) = note {
            content = content.with_note(note)?;
        }
        self.save(caller, document, Save { language, expected, content }).await
    }

    /// What an earlier edition said, with a note that says which day's text it is.
    pub(crate) async fn earlier(
        &self,
        document: DocumentId,
        language: Language,
        number: u32,
    ) -> Result<Content, Error> {
        let found = self.store().numbered(document, language, number).await?;
        let edition = found.ok_or(Error::NotFound)?;
        let day = self.day_of(edition.state.since().unwrap_or(edition.saved));
        let day = self.presentation().formats(language).date(day);
        let args = [("day", day.as_str().into())];
        let note = self.presentation().message(language, "cms.page.back-to", &args);
        Ok(Content { note, ..edition.content })
    }

    /// What a text is called, for staff; empty where there is none.
    pub(crate) async fn title(
        &self,
        document: DocumentId,
        language: Language,
    ) -> Result<String, Error> {
        let found = self.store().document(document, Sight::Staff).await?;
        let newest = found.as_ref().map(Document::newest).unwrap_or_default();
        let title = newest.pick(language).map(|picked| picked.value.content.title.clone());
        Ok(title.unwrap_or_default())
    }

    /// The last instant of a day by the site's clocks. Of today it is any: what stands now stands, also when a clock went
    /// back since it was published.
    fn end_of(&self, day: Date) -> Timestamp {
        if day >= self.today() {
            return Timestamp::MAX;
        }
        let zone = self.presentation().zone().clone();
        let next = day.tomorrow().ok().and_then(|next| next.to_zoned(zone).ok());
        let end = next.and_then(|next| {
            next.timestamp().checked_sub(jiff::SignedDuration::from_micros(1)).ok()
        });
        end.unwrap_or(Timestamp::MAX)
    }
}
