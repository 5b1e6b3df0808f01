use std::collections::BTreeMap;

use eframe_core::{Actor, Denied, Language, Timestamp, Version};

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{Cms, Found, Framing, Line, MenuLink, Task};
use crate::model::{
    Address, Body, Document, DocumentId, Edition, Facts, Kind, Menu, MenuEntry, Slug, Stage,
};
use crate::permission::{APPROVE, EDIT, PUBLISH};
use crate::rules::Sight;
use crate::store::{Days, Entry, Filter, Position, Wanted};
use crate::{Error, rules};

/// Most lines that a page of a site shows without paging.
const MOST: u64 = 500;

/// So many events to come are read at a time.
pub(crate) const EVENTS: u64 = 50;

/// Most lines of "Waiting for you".
const WAITING: usize = 200;

/// The documents that menus lead to.
fn documents(menus: &[Menu]) -> Vec<DocumentId> {
    menus.iter().flat_map(|menu| &menu.entries).filter_map(MenuEntry::document).collect()
}

impl Cms {
    /// A document with what is in the actor's sight of it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when nothing of it is.
    pub async fn document(&self, actor: &Actor, id: DocumentId) -> Result<Document, Error> {
        let sight = Sight::of(actor);
        let found = self.store().document(id, sight).await?;
        found
            .filter(|document| !document.newest().is_empty() || sight == Sight::Staff)
            .ok_or(Error::NotFound)
    }

    /// A document with what the public sees of it, where the public knows it.
    pub(crate) async fn public(&self, id: DocumentId) -> Result<Document, Error> {
        let found = self.store().document(id, Sight::Public).await?;
        let found = found.filter(|document| document.changed.is_some()).ok_or(Error::NotFound)?;
        // What is live is known where it stands.
        if !found.published().is_empty() {
            return Ok(found);
        }
        let known = self.known_at(std::slice::from_ref(&found)).await?.remove(&id);
        Ok(found.last_seen(&known.unwrap_or_default()))
    }

    /// What stands at an address, as the actor sees it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when nothing ever stood there that they may know of.
    pub async fn find(&self, actor: &Actor, address: &str) -> Result<Found, Error> {
        let address = address.parse::<Address>().map_err(|_| Error::NotFound)?;
        let sight = Sight::of(actor);
        let id = self.store().whose(&address, sight).await?.ok_or(Error::NotFound)?;
        let found = self.store().document(id, sight).await?;
        let document = found.ok_or(Error::NotFound)?;
        match document.newest().is_empty() {
            true if document.changed.is_some() => Ok(Found::Gone(Box::new(self.ended(id).await?))),
            true => Err(Error::NotFound),
            false if document.address == address => Ok(Found::Here(Box::new(document))),
            false => Ok(Found::Moved(document.address)),
        }
    }

    /// The newest live documents of a kind, in its list's order.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn published(
        &self,
        kind: Kind,
        language: Language,
        limit: u64,
    ) -> Result<Vec<Line>, Error> {
        let filter = Filter { kind: Some(kind), ..Filter::default() };
        self.lines(&Actor::anonymous(), &filter, language, limit.min(MOST)).await
    }

    /// The live documents of a kind that the public could first read from one instant to another, in whichever language: each
    /// with when that was, in its list's order where that goes by day. What was dated back is new all the same, and what was
    /// corrected or translated later is not new again; what was taken down in all languages is when it is published again.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn first_published(
        &self,
        kind: Kind,
        language: Language,
        span: std::ops::Range<Timestamp>,
    ) -> Result<Vec<(Timestamp, Line)>, Error> {
        // Whatever could first be read then has changed then or later.
        let filter = Filter { kind: Some(kind), since: Some(span.start), ..Filter::default() };
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let entries = self.entries(&Actor::anonymous(), &filter, after.as_ref(), MOST).await?;
            let first = self.store().first_live(entries.iter().map(|one| one.document.id)).await?;
            found.extend(entries.iter().filter_map(|entry| {
                let at = *first.get(&entry.document.id).filter(|at| span.contains(at))?;
                Some((at, line(entry, language)?))
            }));
            if (entries.len() as u64) < MOST {
                break;
            }
            after = entries.last().map(|last| filter.position(last));
        }
        found.sort_by(|(one, a), (other, b)| (b.day, other, &a.title).cmp(&(a.day, one, &b.title)));
        Ok(found)
    }

    /// The live event that starts next after now.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn next_event(&self, language: Language) -> Result<Option<Line>, Error> {
        let now = self.now();
        let (mut next, mut after) = (None::<Line>, None);
        loop {
            let (coming, behind) = self.coming(language, after.as_ref(), EVENTS).await?;
            let last = coming.last().and_then(|line| line.day);
            // Days alone do not tell which of two is first: zones and clocks do, within two days.
            let ahead = coming.into_iter().filter(|line| starts(line) > Some(now));
            next = next.into_iter().chain(ahead).min_by_key(starts);
            let day = next.as_ref().and_then(|next| next.day);
            let is_next =
                day.zip(last).is_some_and(|(day, last)| last > day.saturating_add(2.days()));
            if is_next || behind.is_none() {
                return Ok(next);
            }
            after = behind;
        }
    }

    /// The live events from yesterday on, the nearest day first, so many behind one of them; and behind which others follow.
    /// Somewhere it may still be yesterday.
    pub(crate) async fn coming(
        &self,
        language: Language,
        after: Option<&Position>,
        most: u64,
    ) -> Result<(Vec<Line>, Option<Position>), Error> {
        let days = Some(Days::From(self.yesterday()));
        let filter = Filter { kind: Some(Kind::Event), days, ..Filter::default() };
        let mut entries = self.entries(&Actor::anonymous(), &filter, after, most + 1).await?;
        let more = entries.len() as u64 > most;
        entries.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        let next = entries.last().filter(|_| more).map(|last| filter.position(last));
        Ok((entries.iter().filter_map(|entry| line(entry, language)).collect(), next))
    }

    /// The live events that started before and may not be over, all of them.
    pub(crate) async fn running(&self, language: Language) -> Result<Vec<Line>, Error> {
        let (before, until) = self.before();
        self.all_events(Days::Running(before, until), language).await
    }

    /// Which events are of the past: those that start before the one day and end before the other. Zones are up to 26 hours
    /// apart, and what is dated by days lasts until its last one ends.
    pub(crate) fn before(&self) -> (Date, Date) {
        let yesterday = self.yesterday();
        (yesterday, yesterday.saturating_sub(2.days()))
    }

    /// The live events of some day from one to another, both included: they start on the last or before, and last until the
    /// first or longer.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn events_during(
        &self,
        language: Language,
        days: std::ops::RangeInclusive<Date>,
    ) -> Result<Vec<Line>, Error> {
        let behind = days.end().saturating_add(1.day());
        self.all_events(Days::Running(behind, *days.start()), language).await
    }

    async fn all_events(&self, days: Days, language: Language) -> Result<Vec<Line>, Error> {
        let filter = Filter { kind: Some(Kind::Event), days: Some(days), ..Filter::default() };
        let (mut lines, mut after) = (Vec::new(), None);
        loop {
            let entries = self.entries(&Actor::anonymous(), &filter, after.as_ref(), MOST).await?;
            lines.extend(entries.iter().filter_map(|entry| line(entry, language)));
            if (entries.len() as u64) < MOST {
                return Ok(lines);
            }
            after = entries.last().map(|last| filter.position(last));
        }
    }

    /// The live pages above one, from the root down.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn pages_above(
        &self,
        page: &Document,
        language: Language,
    ) -> Result<Vec<Line>, Error> {
        let above = std::iter::successors(page.address.parent(), Address::parent);
        let above = above.collect::<Vec<_>>();
        if page.kind != Kind::Page || above.is_empty() {
            return Ok(Vec::new());
        }
        let filter = Filter { at: Some(above), ..Filter::default() };
        let mut above = self.lines(&Actor::anonymous(), &filter, language, MOST).await?;
        above.sort_by_key(|line| line.address.level());
        Ok(above)
    }

    /// The bodies of what is live, by document and language.
    pub(crate) async fn bodies(
        &self,
        lines: &[Line],
    ) -> Result<BTreeMap<(DocumentId, Language), Body>, Error> {
        self.store().bodies(lines.iter().map(|line| line.document).collect()).await
    }

    /// What a menu leads to, for a reader of this language: only what is live.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn menu_links(&self, name: &str, language: Language) -> Result<Vec<MenuLink>, Error> {
        let menu = match name.parse::<Slug>() {
            Ok(name) => self.store().menu(&name).await?,
            Err(_) => None,
        };
        let menus = menu.as_slice();
        let filter = Filter { among: Some(documents(menus)), ..Filter::default() };
        let lines = self.lines(&Actor::anonymous(), &filter, language, MOST).await?;
        Ok(self.links_of(menus, lines, language).into_values().next().unwrap_or_default())
    }

    /// What stands around every page, for readers of a language. Whatever changes it drops the tag `menu`.
    ///
    /// It takes three statements, and one more where there are banners.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn framing(&self, language: Language) -> Result<Framing, Error> {
        let menus = self.menus().await?;
        let and_all = Some(Kind::Banner);
        let filter = Filter { among: Some(documents(&menus)), and_all, ..Filter::default() };
        let lines = self.lines(&Actor::anonymous(), &filter, language, MOST).await?;
        let is_banner = |line: &Line| matches!(line.facts, Facts::Banner(_));
        let (banners, lines) = lines.into_iter().partition(is_banner);
        let banners = self.banners_of(banners, language).await?;
        Ok(Framing { menus: self.links_of(&menus, lines, language), banners })
    }

    fn links_of(
        &self,
        menus: &[Menu],
        lines: Vec<Line>,
        language: Language,
    ) -> BTreeMap<Slug, Vec<MenuLink>> {
        let lines = lines.into_iter().map(|line| (line.document, line));
        let lines = lines.collect::<BTreeMap<_, _>>();
        let link = |entry: &MenuEntry| match entry {
            MenuEntry::Document(document) => lines.get(document).map(MenuLink::from),
            MenuEntry::List(kind) => self.list_link(*kind, language),
        };
        let links = |menu: &Menu| menu.entries.iter().filter_map(link).collect();
        menus.iter().map(|menu| (menu.name.clone(), links(menu))).collect()
    }

    fn list_link(&self, kind: Kind, language: Language) -> Option<MenuLink> {
        let path = format!("/{}", kind.folder()?);
        let said = self.presentation().say(language, list_name(kind), &[]);
        Some(MenuLink { text: said.text, language: said.language.unwrap_or(language), path })
    }

    /// Every menu.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn menus(&self) -> Result<Vec<Menu>, Error> {
        self.store().menus().await
    }

    /// A menu as it stands; with version 0 and no entry when it was never set.
    pub(crate) async fn menu(&self, name: &Slug) -> Result<Option<Menu>, Error> {
        self.store().menu(name).await
    }

    /// The editions of a document in a language that are in the actor's sight, newest first: at most `limit`,
    /// and only those below the number `before`.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn history(
        &self,
        actor: &Actor,
        document: DocumentId,
        language: Language,
        before: Option<u32>,
        limit: u64,
    ) -> Result<Vec<Edition>, Error> {
        let sight = Sight::of(actor);
        let editions = self.store().history(document, language, before, limit, sight).await?;
        if editions.is_empty() { Err(Error::NotFound) } else { Ok(editions) }
    }

    /// What waits for this person, the most urgent first: of what is theirs the 200 longest untouched, whoever
    /// works them off sees the rest. What waits for others counts for nothing.
    ///
    /// # Errors
    /// [`Refusal::Denied`](crate::Refusal::Denied) for those who neither write nor review nor publish.
    pub async fn waiting(&self, actor: &Actor) -> Result<Vec<Task>, Error> {
        self.staff(actor)?;
        let wanted = Wanted {
            by: actor.id(),
            drafts: actor.may(EDIT),
            reviews: actor.may(APPROVE),
            own: self.rulebook().lets_authors_approve(),
            approved: actor.may(PUBLISH),
        };
        let (mut tasks, mut after) = (Vec::new(), None);
        loop {
            let (waiting, next) = self.store().waiting(wanted, after).await?;
            tasks.extend(waiting.into_iter().filter_map(|one| self.task(one, actor)));
            if next.is_none() || tasks.len() >= WAITING {
                break;
            }
            after = next;
        }
        tasks.truncate(WAITING);
        tasks.sort_by_key(|task| (task.to_do, task.since));
        Ok(tasks)
    }

    /// Lets only those pass who may read what is not yet public.
    pub(crate) fn staff(&self, actor: &Actor) -> Result<(), Denied> {
        match Sight::of(actor) {
            Sight::Staff => Ok(()),
            Sight::Public => actor.require(EDIT),
        }
    }

    /// The lines of a list in the actor's sight.
    pub(crate) async fn lines(
        &self,
        actor: &Actor,
        filter: &Filter,
        language: Language,
        limit: u64,
    ) -> Result<Vec<Line>, Error> {
        let entries = self.entries(actor, filter, None, limit).await?;
        Ok(entries.iter().filter_map(|entry| line(entry, language)).collect())
    }

    /// The documents of a list in the actor's sight, in all their languages.
    pub(crate) async fn entries(
        &self,
        actor: &Actor,
        filter: &Filter,
        after: Option<&Position>,
        limit: u64,
    ) -> Result<Vec<Entry>, Error> {
        self.store().list(filter, after, limit, Sight::of(actor)).await
    }

    /// Loads a document for a rule. Those who may not know of it are told that it is not there.
    pub(super) async fn load(&self, actor: &Actor, id: DocumentId) -> Result<Document, Error> {
        let document = self.document(actor, id).await?;
        match Sight::of(actor) {
            Sight::Staff => Ok(document),
            Sight::Public => self.store().document(id, Sight::Staff).await?.ok_or(Error::NotFound),
        }
    }

    /// The tree's version and then the page that something is to stand below.
    pub(super) async fn surroundings(
        &self,
        parent: Option<DocumentId>,
    ) -> Result<(Version, Option<Document>), Error> {
        let tree = self.store().tree().await?;
        let parent = match parent {
            Some(id) => {
                let found = self.store().document(id, Sight::Public).await?;
                Some(found.ok_or_else(|| {
                    eframe_core::FieldErrors::one("parent", "cms.desk.field.parent.unknown")
                })?)
            }
            None => None,
        };
        Ok((tree, parent))
    }

    pub(super) fn place<'a>(
        &'a self,
        tree: Version,
        parent: Option<&'a Document>,
    ) -> rules::Place<'a> {
        let (reserved, languages) = (&self.inner.reserved, self.languages());
        rules::Place { tree, parent, reserved, languages }
    }
}

/// The message that names the list of a kind.
pub(crate) const fn list_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Page => "cms.list.page",
        Kind::News => "cms.list.news",
        Kind::Event => "cms.list.event",
        Kind::Faq => "cms.list.faq",
        Kind::Person => "cms.list.person",
        Kind::Partner => "cms.list.partner",
        Kind::Document => "cms.list.document",
        Kind::Banner => "cms.list.banner",
    }
}

/// An entry in the reader's language, or the nearest there is.
pub(crate) fn line(entry: &Entry, language: Language) -> Option<Line> {
    let picked = entry.heads.pick(language)?;
    Some(Line {
        document: entry.document.id,
        kind: entry.document.kind,
        address: entry.document.address.clone(),
        language: picked.language,
        title: picked.value.title.clone(),
        summary: picked.value.summary.clone(),
        facts: picked.value.facts.clone(),
        day: entry.day,
    })
}

impl From<&Line> for MenuLink {
    fn from(line: &Line) -> Self {
        Self { text: line.title.clone(), language: line.language, path: line.address.to_string() }
    }
}

/// When an event starts; nothing else does.
pub(crate) fn starts(line: &Line) -> Option<Timestamp> {
    match &line.facts {
        Facts::Event(event) => event.instants().map(|(starts, _)| starts),
        _ => None,
    }
}

/// Only for messages: the names of stages.
pub(crate) const fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "cms.desk.stage.draft",
        Stage::InReview => "cms.desk.stage.in-review",
        Stage::Approved => "cms.desk.stage.approved",
        Stage::Live => "cms.desk.stage.live",
        Stage::Superseded => "cms.desk.stage.superseded",
        Stage::Withdrawn => "cms.desk.stage.withdrawn",
    }
}
