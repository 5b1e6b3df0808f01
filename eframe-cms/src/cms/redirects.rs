use std::collections::BTreeSet;

use eframe_core::{Actor, Caller, sha256};

use super::Cms;
use crate::model::{Address, OldPath, Redirect, Target};
use crate::permission::MOVE;
use crate::rules::{
    self, RedirectGround, RedirectLine, RedirectPlan, Redirected, plan_redirects, read_redirects,
};
use crate::{Error, Refusal};

impl Cms {
    /// Where an address leads that belongs to no document, should it be an old one. `query`, percent-encoded, is looked at first.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) async fn redirected(
        &self,
        path: &str,
        query: Option<&str>,
    ) -> Result<Option<Target>, Error> {
        let with = query.and_then(|query| OldPath::asked(path, query));
        let alone = path.parse::<OldPath>().ok();
        let paths = [&with, &alone].into_iter().flatten().collect::<Vec<_>>();
        if paths.is_empty() {
            return Ok(None);
        }
        Ok(self.store().redirect(&paths).await?.map(|redirect| redirect.target))
    }

    /// Old addresses and where they lead, by address.
    ///
    /// # Errors
    /// [`Refusal::Denied`] for those who give documents no places.
    pub async fn redirects(
        &self,
        actor: &Actor,
        words: &str,
        after: Option<&OldPath>,
        limit: u64,
    ) -> Result<Vec<Redirect>, Error> {
        actor.require(MOVE)?;
        self.store().redirects(words, after, limit).await
    }

    /// All of them as a file that [`set_redirects`](Self::set_redirects) reads.
    ///
    /// # Errors
    /// As [`redirects`](Self::redirects).
    pub async fn export_redirects(&self, actor: &Actor) -> Result<String, Error> {
        let most = rules::MOST_REDIRECTS as u64;
        Ok(rules::write_redirects(&self.redirects(actor, "", None, most).await?))
    }

    /// What a file of old addresses would do, without doing it.
    ///
    /// # Errors
    /// [`Refusal::BadFile`] with each line that is wrong.
    pub async fn check_redirects(&self, actor: &Actor, file: &[u8]) -> Result<RedirectPlan, Error> {
        actor.require(MOVE)?;
        let lines = read_redirects(file).map_err(Refusal::BadFile)?;
        let ground = self.redirect_ground(&lines).await?;
        Ok(plan_redirects(&lines, &ground).map_err(Refusal::BadFile)?)
    }

    /// Lets old addresses lead where a file says: all of it, or nothing.
    ///
    /// # Errors
    /// As [`check_redirects`](Self::check_redirects).
    pub async fn set_redirects(&self, caller: &Caller, file: &[u8]) -> Result<Redirected, Error> {
        caller.actor.require(MOVE)?;
        let lines = read_redirects(file).map_err(Refusal::BadFile)?;
        let (sha256, world) = (sha256(file), self.store().database().world());
        self.store()
            .database()
            .decide(caller, || async {
                let ground = self.redirect_ground(&lines).await?;
                let plan = plan_redirects(&lines, &ground).map_err(Refusal::BadFile)?;
                let (ids, actor, now) = (&*world.ids, &caller.actor, world.now());
                Ok(rules::set_redirects(&plan, sha256, ground.tree, ids, actor, now)?)
            })
            .await
    }

    /// Takes one away, should it be there.
    ///
    /// # Errors
    /// [`Refusal::Denied`] for those who give documents no places.
    pub async fn remove_redirect(&self, caller: &Caller, path: &OldPath) -> Result<(), Error> {
        caller.actor.require(MOVE)?;
        let world = self.store().database().world();
        self.store()
            .database()
            .decide(caller, || async {
                let tree = self.store().tree().await?;
                let found = self.store().redirect(&[path]).await?;
                let (ids, actor, now) = (&*world.ids, &caller.actor, world.now());
                Ok(rules::remove_redirect(found.as_ref(), tree, ids, actor, now)?)
            })
            .await
    }

    /// What the lines of a file are held against.
    async fn redirect_ground(&self, lines: &[RedirectLine]) -> Result<RedirectGround<'_>, Error> {
        let tree = self.store().tree().await?;
        let mut named = BTreeSet::new();
        for line in lines {
            let target = line.target.parse::<Target>().ok();
            let target = target.as_ref().and_then(Target::path);
            let both = [Some(line.path.as_str()), target].into_iter().flatten();
            named.extend(both.filter_map(|path| path.parse::<Address>().ok()).map(String::from));
        }
        let found = self.store().ground(named.into_iter().collect()).await?;
        let languages = self.languages().iter().map(|language| language.code().to_owned());
        Ok(RedirectGround {
            tree,
            redirects: self.store().all_redirects().await?,
            addresses: found.taken.into_keys().collect(),
            reserved: &self.inner.reserved,
            beside: languages.chain(self.rooms_beside()).collect(),
        })
    }
}
