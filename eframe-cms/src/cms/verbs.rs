use eframe_core::{Caller, Decision, Digest, FieldErrors, Language, Timestamp, Version};

use super::Cms;
use crate::model::{Document, DocumentId, EditionId, Media, Menu, MenuEntry, MenuId, Slug};
use crate::permission::{EDIT, IMPORT, MOVE, PUBLISH};
use crate::rules::{
    self, Around, Change, Create, Given, Ground, Import, Imported, MenuStanding, Placed, Relocate,
    Save, SetMenu, Standing, Subtree,
};
use crate::{Error, Refusal};

impl Cms {
    /// Begins a document with its first draft. Without a slug it gets one from its title.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the parent is none; see [`rules::create`] for refusals.
    pub async fn create(&self, caller: &Caller, command: Create) -> Result<Standing, Error> {
        // Before anything is looked up: the answer would tell strangers which pages there are.
        caller.actor.require(EDIT)?;
        self.speaks(command.language)?;
        self.own().known_fields(&command.content)?;
        self.known_files(&command.content).await?;
        let world = self.store().database().world();
        let id = DocumentId::new(world.ids.next());
        let slug = crate::slug::suggested(&command.content.title, id.uuid());
        let given = Given { id, edition: EditionId::new(world.ids.next()), slug };
        self.store()
            .database()
            .decide(caller, || async {
                let (tree, parent) = self.surroundings(command.parent).await?;
                let place = self.place(tree, parent.as_ref());
                Ok(rules::create(&command, given.clone(), place, &caller.actor, world.now())?)
            })
            .await
    }

    /// Saves a draft.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::save`] for refusals.
    pub async fn save(
        &self,
        caller: &Caller,
        document: DocumentId,
        command: Save,
    ) -> Result<Standing, Error> {
        self.speaks(command.language)?;
        self.own().known_fields(&command.content)?;
        if caller.actor.may(EDIT) {
            self.known_files(&command.content).await?;
        }
        let world = self.store().database().world();
        let new = EditionId::new(world.ids.next());
        self.on(caller, document, |document, now| {
            rules::save(document, &command, new, &caller.actor, now)
        })
        .await
    }

    /// Hands a draft in.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::submit`] for refusals.
    pub async fn submit(
        &self,
        caller: &Caller,
        document: DocumentId,
        language: Language,
    ) -> Result<Standing, Error> {
        self.on(caller, document, |document, now| {
            rules::submit(document, language, &caller.actor, now)
        })
        .await
    }

    /// Approves exactly what has this fingerprint, as one of as many as the [rulebook](Cms::rulebook) asks for.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::approve`] for refusals.
    pub async fn approve(
        &self,
        caller: &Caller,
        document: DocumentId,
        language: Language,
        hash: Digest,
    ) -> Result<Standing, Error> {
        self.on(caller, document, |document, now| {
            rules::approve(document, language, hash, self.rulebook(), &caller.actor, now)
        })
        .await
    }

    /// Gives an edition back to its authors.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::give_back`] for refusals.
    pub async fn give_back(
        &self,
        caller: &Caller,
        document: DocumentId,
        language: Language,
        note: &str,
    ) -> Result<Standing, Error> {
        self.on(caller, document, |document, now| {
            rules::give_back(document, language, note, &caller.actor, now)
        })
        .await
    }

    /// Makes an approved edition live.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Refusal::Unfit`] while its [checks](rules::checks) find what keeps it from that; see [`rules::publish`] for refusals.
    pub async fn publish(
        &self,
        caller: &Caller,
        document: DocumentId,
        language: Language,
    ) -> Result<Standing, Error> {
        let stands = self.document(&caller.actor, document).await?;
        if caller.actor.may(PUBLISH) {
            self.make_ready(&stands, language).await;
        }
        self.store()
            .database()
            .decide(caller, || async {
                let document = self.load(&caller.actor, document).await?;
                // What goes live is what is looked at, however long it took until now.
                if caller.actor.may(PUBLISH) {
                    self.fit(&document, language).await?;
                }
                let files = self.files_ahead(&document, language).await?;
                let (actor, now) = (&caller.actor, self.now());
                let around = self.around(&files, None);
                Ok(rules::publish(&document, language, &around, actor, now)?)
            })
            .await
    }

    /// Takes a live edition down without a word; its past stays open.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::withdraw`] for refusals.
    pub async fn withdraw(
        &self,
        caller: &Caller,
        document: DocumentId,
        language: Language,
    ) -> Result<Standing, Error> {
        self.on(caller, document, |document, now| {
            rules::withdraw(document, language, &caller.actor, now)
        })
        .await
    }

    /// Gives a document another place, slug or position.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::relocate`] for refusals.
    pub async fn relocate(
        &self,
        caller: &Caller,
        document: DocumentId,
        command: Relocate,
    ) -> Result<Placed, Error> {
        self.document(&caller.actor, document).await?;
        caller.actor.require(MOVE)?;
        self.store()
            .database()
            .decide(caller, || async {
                let (tree, parent) = self.surroundings(command.parent).await?;
                let document = self.load(&caller.actor, document).await?;
                let (top, book) = (&document.address, self.rulebook());
                let stays = command.parent == document.parent && command.slug == document.slug;
                let documents = match book.knows_sections() && !stays {
                    true => self.store().subtree(top).await?,
                    false => Vec::new(),
                };
                let levels = self.store().levels(top).await?;
                let subtree = Subtree { levels, book, documents: &documents };
                let (place, actor) = (self.place(tree, parent.as_ref()), &caller.actor);
                Ok(rules::relocate(&document, &command, place, subtree, actor, self.now())?)
            })
            .await
    }

    /// Says what a menu leads to. A menu of a new name comes into being.
    ///
    /// # Errors
    /// See [`rules::set_menu`] for refusals.
    pub async fn set_menu(
        &self,
        caller: &Caller,
        name: &Slug,
        command: SetMenu,
    ) -> Result<MenuStanding, Error> {
        let world = self.store().database().world();
        let id = MenuId::new(world.ids.next());
        self.store()
            .database()
            .decide(caller, || async {
                let menu = self.store().menu(name).await?.unwrap_or_else(|| Menu {
                    id,
                    name: name.clone(),
                    version: Version::new(0),
                    entries: Vec::new(),
                });
                let named = command.entries.iter().filter_map(MenuEntry::document);
                let known = self.store().known(named.collect()).await?;
                Ok(rules::set_menu(&menu, command.clone(), &known, &caller.actor, world.now())?)
            })
            .await
    }

    /// Brings in all of this that is not there yet, live at once. To do it again changes nothing.
    ///
    /// # Errors
    /// See [`rules::import`] for refusals.
    pub async fn import(&self, caller: &Caller, import: &Import) -> Result<Imported, Error> {
        // Before anything is looked up: the answer would tell strangers which files there are.
        caller.actor.require(IMPORT)?;
        let world = self.store().database().world();
        let texts = || import.documents.iter().flat_map(|document| document.texts.values());
        for content in texts() {
            self.known_files(content).await?;
        }
        let addresses = import.documents.iter().flat_map(|document| {
            std::iter::successors(Some(document.address.clone()), |address| address.parent())
        });
        let addresses = addresses.map(String::from).collect::<Vec<_>>();
        self.store()
            .database()
            .decide(caller, || async {
                let tree = self.store().tree().await?;
                let found = self.store().ground(addresses.clone()).await?;
                let files = self.store().files_of(texts().map(|content| &content.body)).await?;
                let ground = Ground {
                    tree,
                    taken: found.taken,
                    menus: found.menus,
                    reserved: &self.inner.reserved,
                    languages: self.languages(),
                    files: &files,
                };
                Ok(rules::import(import, &ground, &*world.ids, &caller.actor, world.now())?)
            })
            .await
    }

    /// What is looked at, besides a document, when something of it goes live or ends.
    pub(super) fn around<'a>(
        &'a self,
        files: &'a [Media],
        target: Option<&'a Document>,
    ) -> Around<'a> {
        Around { book: self.rulebook(), files, target, today: self.today() }
    }

    /// What only the site knows: the languages it is written in.
    fn speaks(&self, language: Language) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::new();
        let spoken = self.languages().contains(&language);
        errors.check(spoken, "language", "cms.desk.field.language.unknown");
        errors.finish(())
    }

    /// Loads a document, lets a rule decide about it as of now, and makes that real.
    async fn on(
        &self,
        caller: &Caller,
        id: DocumentId,
        rule: impl Fn(&Document, Timestamp) -> Result<Decision<Change, Standing>, Refusal>,
    ) -> Result<Standing, Error> {
        let rule = &rule;
        self.store()
            .database()
            .decide(caller, || async move {
                let document = self.load(&caller.actor, id).await?;
                Ok(rule(&document, self.now())?)
            })
            .await
    }
}
