use std::collections::BTreeMap;

use eframe_core::{Caller, FieldErrors, Language, Version};

use super::Newsletter;
use super::issues::expect;
use crate::Error;
use crate::model::{Block, Composition, Fallback, Issue, IssueId, ItemText, Source};
use crate::permission::ISSUE_EDIT;
use crate::rules::compose::fit;
use crate::rules::drafting::{self, Made};
use crate::rules::rhythm::Span;
use crate::rules::told;

/// What the site says of items in some languages, by where they were drawn from and what names them.
type Said = BTreeMap<(Source, String), Vec<(Language, ItemText)>>;

impl Newsletter {
    /// Begins the issue of a quarter again whose issue was cancelled before a letter left, with what that one was made of. What
    /// another issue tells that was ordered meanwhile is left out.
    ///
    /// # Errors
    /// When the actor may not, there is no such issue, it was not cancelled, a letter of it is out, or it was begun again already.
    pub async fn begin_again(&self, caller: &Caller, id: IssueId) -> Result<Issue, Error> {
        let number = self.issue(&caller.actor, id).await?.number;
        let database = self.store().database();
        let new = IssueId::new(database.world().ids.next());
        let begun = database.decide(caller, || async {
            let cancelled = self.issue(&caller.actor, id).await?;
            let made = match self.store().composition(id).await? {
                Some(composition) => {
                    let others = self.others(cancelled.number).await?;
                    let now = told::beside(&composition, &others.ordered, &others.cancelled);
                    Made::Composed(now.unwrap_or(composition))
                }
                None => Made::Whole(self.store().texts(id).await?),
            };
            let out = self.store().has_letters_out(id).await?;
            let (actor, now) = (&caller.actor, self.now());
            Ok::<_, Error>(drafting::again(&cancelled, made, out, new, actor, now)?)
        });
        let new = self.or_taken(number, begun.await).await?;
        self.issue(&caller.actor, new).await
    }

    /// Has a draft come in other languages. What was written in one that it leaves goes; in one that is new it has a title, and its
    /// items what the site says of them.
    ///
    /// # Errors
    /// When the actor may not, there is no such draft, it is at another version, a field is wrong, or the site's news cannot be read.
    pub async fn choose_languages(
        &self,
        caller: &Caller,
        id: IssueId,
        version: Option<Version>,
        languages: &[Language],
        fallback: Fallback,
    ) -> Result<Version, Error> {
        caller.actor.require(ISSUE_EDIT)?;
        if languages.iter().any(|one| !self.languages().contains(one)) {
            return Err(FieldErrors::one("languages", "newsletter.field.language").into());
        }
        let said = self.said_in(&self.issue(&caller.actor, id).await?, languages).await?;
        let chosen = self.store().database().decide(caller, || async {
            let issue = self.issue(&caller.actor, id).await?;
            expect(&issue, version)?;
            let mut composition = self.store().composition(id).await?;
            if let Some(composition) = &mut composition {
                self.title(&issue, composition, languages).await;
                take_in(composition, &said);
            }
            let (actor, now) = (&caller.actor, self.now());
            Ok::<_, Error>(drafting::speak(&issue, composition, languages, fallback, actor, now)?)
        });
        chosen.await
    }

    async fn title(&self, issue: &Issue, composition: &mut Composition, languages: &[Language]) {
        for &language in languages {
            if !issue.languages.contains(&language) && composition.titles.get(language).is_none() {
                let title = self.proposed_title(issue.number, language).await;
                composition.titles.insert(language, title);
            }
        }
    }

    /// What the site says of an issue's items in those of some languages that it is not in yet.
    async fn said_in(&self, issue: &Issue, languages: &[Language]) -> Result<Said, Error> {
        let new = languages.iter().copied().filter(|one| !issue.languages.contains(one));
        let (new, mut said) = (new.collect::<Vec<_>>(), Said::new());
        let composition = self.store().composition(issue.id).await?.unwrap_or_default();
        for source in Source::ALL {
            let last = composition.blocks.iter().filter_map(|block| match block {
                Block::Items { source: of, until, .. } if *of == source => *until,
                _ => None,
            });
            let (Some(until), false) = (last.max(), new.is_empty()) else { continue };
            let from = self.span(issue.number, source).await?.from.min(until);
            let told = self.site_tells(source, &new, Span { from, until }).await?;
            for item in fit(told).0 {
                // What has no translation comes in the language it has.
                let texts = item.texts.iter().filter(|(of, _)| new.contains(of));
                let texts = texts.map(|(of, text)| (of, text.clone())).collect();
                said.insert((source, item.key), texts);
            }
        }
        Ok(said)
    }
}

fn take_in(composition: &mut Composition, said: &Said) {
    for block in &mut composition.blocks {
        let Block::Items { source, items, .. } = block else { continue };
        for item in items {
            for (of, text) in said.get(&(*source, item.key.clone())).into_iter().flatten() {
                item.texts.insert(*of, text.clone());
            }
        }
    }
}
