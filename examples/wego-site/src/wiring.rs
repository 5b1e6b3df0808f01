//! Joins the blocks into one site: database, blocks, services, layers, workers.

mod ahead;
mod background;
mod colleagues;
mod database;
mod files;
mod mail;
mod newcomers;
mod news;
pub(crate) mod persons;
pub(crate) mod post;
mod readers;
mod routes;
mod webhooks;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe_accounts::{Accounts, Keyring};
use eframe_ceds::Ceds;
use eframe_cms::Cms;
use eframe_cms::model::Rulebook;
use eframe_core::cache::PageCache;
use eframe_core::outbox::Workers;
use eframe_core::personal::{ErasedList, House};
use eframe_core::seal::AuditLog;
use eframe_core::upload::BlobStore;
use eframe_core::{Actor, Caller, Database, Language, Mount, Presentation, World};
use eframe_membership::Membership;
use eframe_newsletter::{Courier, Newsletter, Secrets};
use eframe_webhooks::Webhooks;
use jiff::tz::TimeZone;

use crate::Failure;
use crate::assets::Assets;
use crate::settings::{Settings, WrongSetting};
use crate::{content, demo, embedded, frame, log, mark, oidc, roles, sealing, secret};

use ahead::Ahead;
pub(crate) use database::{
    BLOCKS, READ_THROUGH, closed_on_failure, closing, connect, open_as_it_is, open_database,
    refuse_older, unmake,
};
pub(crate) use files::{in_bucket, on_disk, open_files};

/// Where the Secretariat is: times are shown as its clocks show them.
const HOME: &str = "Asia/Seoul";
/// Where the newsletter keeps to whom nothing is sent, apart from the database.
const SUPPRESSED: &str = "newsletter-suppressed.jsonl";
/// What rendered pages may take of memory.
const CACHE: usize = 16 * 1024 * 1024;

/// The site, put together and not yet listening.
pub(crate) struct Site {
    pub(crate) database: Database,
    pub(crate) accounts: Accounts,
    pub(crate) cms: Cms,
    pub(crate) membership: Membership,
    pub(crate) ceds: Ceds,
    pub(crate) newsletter: Newsletter,
    pub(crate) webhooks: Webhooks,
    pub(crate) audit: AuditLog,
    pub(crate) persons: House,
    pub(crate) files: Arc<dyn BlobStore>,
    pub(crate) service: routes::Service,
    pub(crate) ahead: Ahead,
    pub(crate) workers: Workers,
    pub(crate) courier: Courier,
}

impl Site {
    /// Opens the database, brings it to this version's form, and builds everything on it. `listening` is the
    /// address that was taken; the public one is made of it where none is set. `world` tells the time.
    ///
    /// # Errors
    /// With one line for the operator.
    pub(crate) async fn open(
        settings: &Settings,
        listening: SocketAddr,
        world: World,
    ) -> Result<Self, Failure> {
        let database = open_database(settings, &world).await?;
        let site = Self::on(settings, listening, world, database.clone());
        closed_on_failure(&database, site).await
    }

    async fn on(
        settings: &Settings,
        listening: SocketAddr,
        world: World,
        database: Database,
    ) -> Result<Self, Failure> {
        let keyring = secret::keyring(settings, &database).await?;
        let audit = sealing::open(settings, listening, database.clone()).await?;
        let assets = Assets::read(&settings.data.join("assets"))?;
        let mount = mount(settings, listening);
        let example = settings.example || mark::is_example(&database).await?;
        let frame = frame::SiteFrame::new(assets.clone(), mount.clone(), example);
        let presentation = presentation(&settings.data, &frame)?;
        let cache = cache(&database, &frame);
        let (secrets, erased, signing) = by_keys(settings, &keyring)?;
        let accounts = accounts_block(settings, &database, keyring, &mount, &presentation);
        let files = open_files(settings, &world).await?;
        let ground = Ground {
            database: &database,
            accounts: &accounts,
            mount: &mount,
            presentation: &presentation,
            cache: &cache,
            files: &files,
        };
        let cms = ground.content(rulebook(settings, example)?)?;
        let membership = ground.membership(settings);
        let ceds = ground.diagnosis(settings, &membership)?;
        let newsletter = ground.newsletter(settings, secrets, &cms, &membership);
        let webhooks = ground.webhooks(settings, signing);
        let blocks = (&cms, &membership, &ceds, &newsletter, &webhooks, &accounts);
        let persons = persons::open(&database, blocks, erased).await?;
        frame.meet(cms.clone(), presentation.clone());
        let parts = routes::Parts {
            mount: &mount,
            database: &database,
            accounts: &accounts,
            cms: &cms,
            membership: &membership,
            ceds: &ceds,
            newsletter: &newsletter,
            webhooks: &webhooks,
            persons: &persons,
            audit: &audit,
            presentation: &presentation,
            cache: &cache,
            assets: &assets,
            world: &world,
        };
        let (service, inside) = routes::service(&parts, settings)?;
        Ok(Self {
            service,
            ahead: Ahead::new(inside, cache.clone(), &database),
            workers: background::workers(&parts, settings)?,
            courier: post::courier(settings, &mount, &newsletter)?,
            database,
            accounts,
            cms,
            membership,
            ceds,
            newsletter,
            webhooks,
            audit,
            persons,
            files,
        })
    }

    /// Brings the site's content in, the first time.
    ///
    /// # Errors
    /// When the content is wrong or the database is away.
    pub(crate) async fn seed(&self) -> Result<(), Failure> {
        if !self.cms.is_empty().await? {
            return Ok(());
        }
        let import = content::read(embedded::CONTENT)?;
        let imported = match self.cms.import(&Caller::new(Actor::system("seed")), &import).await {
            // Another instance started at the same time and was first.
            Err(_) if !self.cms.is_empty().await? => return Ok(()),
            imported => imported?,
        };
        tracing::info!(
            documents = imported.documents,
            editions = imported.editions,
            "the first content is in"
        );
        Ok(())
    }
}

/// The accounts of those who sign in.
fn accounts_block(
    settings: &Settings,
    database: &Database,
    keyring: Keyring,
    mount: &Mount,
    presentation: &Presentation,
) -> Accounts {
    let builder =
        Accounts::builder(database.clone(), roles::asking(&settings.second_factor), keyring)
            .at(mount.clone().json("/api/v1/accounts").account("/account").desk("/desk/accounts"))
            .presentation(presentation.clone())
            .words(["wego", "egovframe"])
            .data("/account/data");
    match &settings.oidc {
        Some(provider) => builder.provider(oidc::offered(provider)).build(),
        None => builder.build(),
    }
}

/// Who has to approve what. An example shows rules where the settings have none, whichever command opens it.
fn rulebook(settings: &Settings, example: bool) -> Result<Rulebook, Failure> {
    let rules = settings.publishing.clone();
    if example { Ok(demo::rules(rules)?) } else { Ok(rules) }
}

/// What is made of the house's keys: the newsletter's secrets, the list of those who were erased, the secrets of webhooks.
fn by_keys(
    settings: &Settings,
    keyring: &Keyring,
) -> Result<(Secrets, ErasedList, eframe_webhooks::Secrets), Failure> {
    let erased = persons::list(settings, keyring)?;
    Ok((newsletter_secrets(keyring)?, erased, webhooks::secrets(keyring)?))
}

/// What links, marks and return paths of the newsletter are made with, of the house's key file.
fn newsletter_secrets(keyring: &Keyring) -> Result<Secrets, Failure> {
    let mut secrets = keyring.secrets("newsletter").into_iter();
    let newest = secrets.next().ok_or("the key file has no key")?;
    Ok(secrets.fold(Secrets::new(newest), Secrets::and_older))
}

/// What the blocks stand on.
struct Ground<'a> {
    database: &'a Database,
    accounts: &'a Accounts,
    mount: &'a Mount,
    presentation: &'a Presentation,
    cache: &'a PageCache,
    files: &'a Arc<dyn BlobStore>,
}

impl Ground<'_> {
    fn content(&self, rulebook: Rulebook) -> Result<Cms, Failure> {
        let builder = Cms::builder(self.database.clone())
            .at(content_mount(self.mount))
            .presentation(self.presentation.clone())
            .cache(self.cache.clone())
            .files(Arc::clone(self.files))
            .contact("/contact".parse()?)
            .rulebook(rulebook)
            .people(Arc::new(self.accounts.clone()))
            .reserved(["desk", "api", "account", "assets", "audit", "healthz", "readyz"])
            .reserved(["members", "ceds", "media", "newsletter"]);
        Ok(builder.build())
    }

    fn membership(&self, settings: &Settings) -> Membership {
        let membership = Membership::builder(self.database.clone())
            .at(members_mount(self.mount))
            .presentation(self.presentation.clone())
            .cache(self.cache.clone())
            .files(Arc::clone(self.files))
            .contacts(Arc::new(self.accounts.clone()))
            .people("/desk/accounts/")
            .invites(newcomers::INVITING, newcomers::invitation());
        match &settings.secretariat {
            Some(address) => membership.secretariat(address.clone(), Language::EN).build(),
            None => membership.build(),
        }
    }

    fn newsletter(
        &self,
        settings: &Settings,
        secrets: Secrets,
        cms: &Cms,
        membership: &Membership,
    ) -> Newsletter {
        let mount = self.mount.clone().json("/api/v1/newsletter").pages("/{lang}/newsletter");
        let (cms, membership) = (cms.clone(), membership.clone());
        let presentation = self.presentation.clone();
        Newsletter::builder(self.database.clone(), secrets)
            .at(mount.desk("/desk/newsletter"))
            .keeping(suppressed(settings))
            .presentation(self.presentation.clone())
            .cache(self.cache.clone())
            .people(Arc::new(self.accounts.clone()))
            .news(Arc::new(news::SiteNews { cms, membership, presentation }))
            .quarterly(settings.newsletter.rhythm.clone())
            .build()
    }

    fn diagnosis(&self, settings: &Settings, members: &Membership) -> Result<Ceds, Failure> {
        let ceds = Ceds::builder(self.database.clone())
            .at(diagnosis_mount(self.mount))
            .presentation(self.presentation.clone())
            .cache(self.cache.clone())
            .files(Arc::clone(self.files))
            .contacts(Arc::new(self.accounts.clone()))
            .members(Arc::new(members.clone()))
            .invites(newcomers::INVITING, colleagues::invitation())
            .zone(TimeZone::get(HOME)?);
        Ok(match &settings.secretariat {
            Some(address) => ceds.secretariat(address.clone(), Language::EN).build(),
            None => ceds.build(),
        })
    }
}

fn content_mount(mount: &Mount) -> Mount {
    mount.clone().json("/api/v1/content").pages("/{lang}").desk("/desk/content").files("/media")
}

/// Where the diagnosis is.
fn diagnosis_mount(mount: &Mount) -> Mount {
    mount
        .clone()
        .json("/api/v1/ceds")
        .pages("/{lang}/ceds")
        .account("/account/ceds")
        .desk("/desk/ceds")
}

fn members_mount(mount: &Mount) -> Mount {
    mount
        .clone()
        .json("/api/v1/membership")
        .pages("/{lang}/members")
        .account("/account/membership")
        .desk("/desk/membership")
}

/// The content block on this database, brought to this version's form, without the site around it.
///
/// # Errors
/// With one line for the operator.
pub(crate) async fn content_alone(
    settings: &Settings,
    world: World,
) -> Result<(Database, Cms), Failure> {
    let database = open_database(settings, &world).await?;
    content_on(settings, &world, database).await
}

/// The same on a database that has this version's form already, and is left in it.
///
/// # Errors
/// With one line for the operator.
pub(crate) async fn content_there(
    settings: &Settings,
    world: World,
) -> Result<(Database, Cms), Failure> {
    let database = open_as_it_is(settings, &world).await?;
    content_on(settings, &world, database).await
}

async fn content_on(
    settings: &Settings,
    world: &World,
    database: Database,
) -> Result<(Database, Cms), Failure> {
    let files = closed_on_failure(&database, open_files(settings, world)).await?;
    let cms = Cms::builder(database.clone()).files(files).build();
    Ok((database, cms))
}

/// Where the newsletter keeps to whom nothing is sent.
pub(crate) fn suppressed(settings: &Settings) -> PathBuf {
    settings.data.join(SUPPRESSED)
}

/// The newsletter on this database as it is, without the site around it, and with the key that is there: whoever only brings a
/// mail makes neither tables nor a key.
///
/// # Errors
/// With one line for the operator.
pub(crate) async fn newsletter_alone(
    settings: &Settings,
    world: World,
) -> Result<(Database, Newsletter), Failure> {
    let key = secret::path(settings);
    std::fs::metadata(&key).map_err(|error| {
        let what =
            format!("{}: {error}; name the site's own folder, and run as the site", key.display());
        WrongSetting::new("data", what)
    })?;
    let database = connect(settings, &world).await?;
    let newsletter = async {
        let keyring = secret::keyring(settings, &database).await?;
        Ok(Newsletter::builder(database.clone(), newsletter_secrets(&keyring)?).build())
    };
    let newsletter = closed_on_failure(&database, newsletter).await?;
    Ok((database, newsletter))
}

/// `migrate`: only brings the database to this version's form.
///
/// # Errors
/// When a later version was here, or the database is away.
pub(crate) async fn migrate(settings: Settings) -> Result<(), Failure> {
    let _log = log::start(&settings.log, None)?;
    open_database(&settings, &World::system()).await?.close().await;
    Ok(())
}

/// `openapi`: the description of all JSON services.
///
/// # Errors
/// When two services use one name for different things, which a test rules out.
pub(crate) async fn openapi(settings: Settings) -> Result<(), Failure> {
    let site = Site::open(&settings, settings.listen, World::system()).await?;
    let document = routes::openapi(&site);
    site.database.close().await;
    println!("{:#}", document?.json());
    Ok(())
}

/// What links are made of.
pub(crate) fn mount(settings: &Settings, listening: SocketAddr) -> Mount {
    Mount::new(&settings.public(listening))
}

/// Where rendered pages are kept. Pages and menus go when what they show changes, here or on another instance.
fn cache(database: &Database, frame: &frame::SiteFrame) -> PageCache {
    let cache = PageCache::new(CACHE);
    let (dropping, frame) = (cache.clone(), frame.clone());
    database.when_stale(move |tags| {
        frame.forget(tags);
        dropping.drop_tags(tags.iter().cloned());
    });
    cache
}

fn presentation(data: &Path, frame: &frame::SiteFrame) -> Result<Presentation, Failure> {
    let presentation = Presentation::builder()
        .bundle(eframe_accounts::bundle())
        .bundle(eframe_cms::bundle())
        .bundle(eframe_membership::bundle())
        .bundle(eframe_ceds::bundle())
        .bundle(eframe_newsletter::bundle())
        .bundle(eframe_webhooks::bundle())
        .bundle(embedded::bundle())
        .overrides(data)
        .frame(Arc::new(frame.clone()))
        .zone(TimeZone::get(HOME)?)
        .build();
    presentation.map_err(|error| {
        WrongSetting::new("data", format!("{error}; mend it or take it away")).into()
    })
}

#[cfg(test)]
mod tests;
