use std::collections::BTreeSet;

use eframe_core::http::Cursor;
use eframe_core::{Actor, Caller, Commit, FieldErrors, Language, Localized, Timestamp};
use jiff::civil::Date;
use uuid::Uuid;

use super::Cms;
use crate::Error;
use crate::model::{Address, DocumentId, EditionId, Kind, Stage};
use crate::rules::{Change, Sight};
use crate::search::{
    self, Candidate, Place, Query, Unclear, extract, fold, marked, nearest, opening, rank, variants,
};
use crate::store::{Ask, Languages, Shown};

/// What a reader looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// What they typed.
    pub words: String,
    /// Only documents of this kind.
    pub kind: Option<Kind>,
    /// Only what is in this language.
    pub only: Option<Language>,
    /// Only editions at this stage: live ones, or for staff those in the making; no others are found by words.
    pub stage: Option<Stage>,
    /// Behind which result to read on: [`Hits::next`] of the page before.
    pub after: Option<Cursor>,
    /// How many results at most; [`Search::LIMIT`] when 0.
    pub limit: usize,
}

/// What was found: a page of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// The best first; those in the reader's language before all others.
    pub items: Vec<Hit>,
    /// How many there are on all pages, no more than [`Hits::MOST`].
    pub count: usize,
    /// Whether there may be more than are counted: older ones that do not say it in title or summary.
    pub is_more: bool,
    /// The cursor of the next page.
    pub next: Option<Cursor>,
    /// What they may have meant, when nothing was found; each of these finds something.
    pub meant: Vec<String>,
    /// The same with one word less, when nothing was found; each of these finds something.
    pub fewer: Vec<String>,
}

/// A document that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The document.
    pub document: DocumentId,
    /// What sort it is.
    pub kind: Kind,
    /// Where it stands, below the language.
    pub address: Address,
    /// The language it was found in.
    pub language: Language,
    /// The language in which its page says what was found: the reader's, where their page falls back to it.
    pub page: Language,
    /// Its title.
    pub title: Vec<Piece>,
    /// What it says about what was looked for.
    pub extract: Vec<Piece>,
    /// The day its list is ordered by, where it is.
    pub day: Option<Date>,
    /// Since when it is what it is.
    pub at: Timestamp,
    /// Where the edition stands that was found.
    pub stage: Stage,
}

pub use search::Piece;

impl Search {
    /// How many results stand on a page.
    pub const LIMIT: usize = 20;
    /// The most that are answered at once.
    pub const MOST: usize = 50;

    /// For these words.
    pub fn of(words: impl Into<String>) -> Self {
        Self { words: words.into(), ..Self::default() }
    }
}

impl Hits {
    /// So many results are listed at most.
    pub const MOST: usize = 200;
    /// So few results make an unfinished last word count for all that begin with it.
    const FEW: usize = 10;
}

/// So many words are offered in place of one, and so many shorter searches.
const OFFERS: usize = 3;
/// How many editions a reindexing takes at a time.
const SLICE: u64 = 100;

impl Cms {
    /// Looks for words among what is in the actor's sight: all of them are to be there.
    ///
    /// How words are compared and what comes first is told in `docs/reference/search.md`. It is the same on either kind
    /// of database.
    ///
    /// # Errors
    /// [`Refusal::Invalid`](crate::Refusal::Invalid) when no word is asked for or too many;
    /// [`Error::NotFound`] when the cursor is none of ours.
    pub async fn search(
        &self,
        actor: &Actor,
        search: &Search,
        reader: Language,
    ) -> Result<Hits, Error> {
        let mut query = Query::read(&search.words).map_err(|unclear| match unclear {
            Unclear::Empty => FieldErrors::one("q", "cms.search.empty"),
            Unclear::TooLong => FieldErrors::one("q", "cms.search.long"),
        })?;
        let after = search.after.as_ref().map(Cursor::read::<Place>).transpose();
        let after = after.map_err(|_| Error::NotFound)?;
        let sight = Sight::of(actor);
        let looked = Looked { search, sight, reader };
        let (mut found, mut is_more) = self.ranked(&query, looked).await?;
        if found.len() < Hits::FEW
            && let Some(open) = query.opened()
        {
            (found, is_more) = self.ranked(&open, looked).await?;
            query = open;
        }
        is_more |= found.len() > Hits::MOST;
        found.truncate(Hits::MOST);
        let count = found.len();
        if count == 0 {
            let (meant, fewer) = self.offers(&query, looked).await?;
            return Ok(Hits { meant, fewer, ..Hits::default() });
        }
        let limit = if search.limit == 0 { Search::LIMIT } else { search.limit.min(Search::MOST) };
        let behind = |place: &Place| after.as_ref().is_none_or(|after| place > after);
        found.retain(|(place, _)| behind(place));
        let next = (found.len() > limit).then(|| Cursor::after(&found[limit - 1].0));
        found.truncate(limit);
        let items = self.hits(&query, &found, looked).await?;
        Ok(Hits { items, count, is_more, next, ..Hits::default() })
    }

    /// All that was found, in its order, and whether there may be more.
    async fn ranked(
        &self,
        query: &Query,
        looked: Looked<'_>,
    ) -> Result<(Vec<(Place, Candidate)>, bool), Error> {
        let own = looked.search.only.unwrap_or(looked.reader);
        let found = self.store().candidates(looked.ask(query, Languages::Only(own))).await?;
        let mut is_more = found.len() >= Self::FULL;
        let mut ranked = rank(query, found, false);
        if looked.search.only.is_none() {
            let others = looked.ask(query, Languages::AllBut(own));
            let found = self.store().candidates(others).await?;
            is_more |= found.len() >= Self::FULL;
            let known = ranked.iter().map(|(_, one)| one.document).collect::<BTreeSet<_>>();
            let others = rank(query, found, true).into_iter();
            ranked.extend(others.filter(|(_, one)| !known.contains(&one.document)));
        }
        Ok((ranked, is_more))
    }

    /// From so many on the index may have kept some back.
    const FULL: usize = crate::store::EACH;

    async fn hits(
        &self,
        query: &Query,
        found: &[(Place, Candidate)],
        looked: Looked<'_>,
    ) -> Result<Vec<Hit>, Error> {
        let numbers = found.iter().map(|(_, one)| one.number).collect::<Vec<_>>();
        let mut shown = self.store().shown(&numbers, looked.sight).await?;
        let foreign = found.iter().filter(|(_, one)| one.language != looked.reader);
        let foreign = foreign.map(|(_, one)| one.document).collect::<BTreeSet<_>>();
        let live = match foreign.is_empty() {
            true => Default::default(),
            false => self.store().live_in(foreign).await?,
        };
        let hit = |(_, one): &(Place, Candidate)| {
            let shown = shown.remove(&one.number)?;
            let live = live.get(&one.document).into_iter().flatten();
            let live = live.map(|&of| (of, ())).collect::<Localized<_>>();
            let page = match live.pick(looked.reader) {
                Some(picked) if picked.language == one.language => looked.reader,
                _ => one.language,
            };
            Some(Hit::of(query, one, shown, page))
        };
        Ok(found.iter().filter_map(hit).collect())
    }

    /// What to look for instead: words that are written like those that nothing has, and the same with a word less.
    async fn offers(
        &self,
        query: &Query,
        looked: Looked<'_>,
    ) -> Result<(Vec<String>, Vec<String>), Error> {
        let (mut meant, mut fewer) = (Vec::new(), Vec::new());
        for (at, part) in query.parts().iter().enumerate() {
            if let Some(word) = part.alone() {
                let known = self.store().alike(&variants(word)).await?;
                for word in nearest(word, known).into_iter().take(OFFERS) {
                    self.offer(query.with(at, &word), looked, &mut meant).await?;
                }
            }
            self.offer(query.without(at), looked, &mut fewer).await?;
        }
        Ok((meant, fewer))
    }

    async fn offer(
        &self,
        instead: Option<Query>,
        looked: Looked<'_>,
        offers: &mut Vec<String>,
    ) -> Result<(), Error> {
        if let Some(query) = instead
            && offers.len() < OFFERS
            && !offers.iter().any(|offered| fold(offered).text == query.whole())
            && self.store().is_found(looked.ask(&query, looked.languages())).await?
        {
            offers.push(self.as_written(&query, looked).await?);
        }
        Ok(())
    }

    /// What finds something, as the best of what is found writes it.
    async fn as_written(&self, query: &Query, looked: Looked<'_>) -> Result<String, Error> {
        let found = self.store().candidates(looked.ask(query, looked.languages())).await?;
        let best = rank(query, found, false).into_iter().next().map(|(_, best)| best.number);
        let shown = self.store().shown(best.as_slice(), looked.sight).await?;
        let written =
            |shown: &Shown| query.as_written(&[&shown.title, &shown.summary, &shown.text]);
        Ok(shown.values().next().map_or_else(|| query.typed().to_owned(), written))
    }

    /// Brings the index to this program's way of making it, for what was written before. It may be broken off at any
    /// time and goes on where it was; to do it again changes nothing. Answers how many editions it took. [`Cms::work`] has
    /// it called.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn reindex(&self) -> Result<u64, Error> {
        let (mut done, mut after) = (0, EditionId::new(Uuid::nil()));
        loop {
            let editions = self.store().unindexed(after, SLICE).await?;
            let Some(&last) = editions.last() else { return Ok(done) };
            (after, done) = (last, done + editions.len() as u64);
            let caller = Caller::new(Actor::system("search"));
            let commit = Commit::by(&caller.actor, self.now()).change(Change::Index(editions));
            self.store().database().commit(commit).await?;
        }
    }
}

/// Who looks for what.
#[derive(Clone, Copy)]
struct Looked<'a> {
    search: &'a Search,
    sight: Sight,
    reader: Language,
}

impl<'a> Looked<'a> {
    fn ask(self, query: &'a Query, languages: Languages) -> Ask<'a> {
        let Search { kind, stage, .. } = *self.search;
        Ask { query, sight: self.sight, kind, stage, languages }
    }

    fn languages(self) -> Languages {
        self.search.only.map_or(Languages::All, Languages::Only)
    }
}

impl Hit {
    fn of(query: &Query, found: &Candidate, shown: Shown, page: Language) -> Self {
        let extract = extract(&shown.summary, query).or_else(|| extract(&shown.text, query));
        let rest = if shown.summary.is_empty() { &shown.text } else { &shown.summary };
        Self {
            document: DocumentId::new(found.document),
            kind: shown.kind,
            address: shown.address,
            language: found.language,
            page,
            title: marked(&shown.title, query),
            extract: extract.unwrap_or_else(|| opening(rest)),
            day: shown.day,
            at: found.at,
            stage: shown.stage,
        }
    }
}
