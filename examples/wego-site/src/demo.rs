//! `demo`: the site on throw-away data, with people of every role, documents at every stage, and a network of 120
//! cities that do not exist, with what happened to them.

mod assessments;
mod cases;
mod cities;
mod clock;
mod committee;
mod issues;
mod people;
mod readers;
mod script;
mod story;

use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use eframe_accounts::Accounts;
use eframe_cms::model::Content;
use eframe_cms::rules::{Create, Save, Standing};
use eframe_cms::{Cms, Found};
use eframe_core::{Caller, Language, Version, World};
use jiff::tz::TimeZone;

use crate::aside::ThrowAway;
use crate::serve::{self, say};
use crate::settings::{Given, Settings, WrongSetting};
use crate::traces::Traces;
use crate::wiring::{Site, closing};
use crate::{Failure, log, mark};
use clock::TurnedBack;
use people::Person;
pub(crate) use script::rules;
use script::{Entry, Stage};

/// Starts the site and adds what the example shows. Without a data folder everything is gone at the end.
///
/// # Errors
/// As [`serve::site`]; when the data that is named has people already.
pub(crate) async fn run(given: Given) -> Result<(), Failure> {
    // First of all: whoever ends it while it starts has nothing left lying about either.
    let stop = serve::told_to_stop()?;
    let given = given.or_secretariat("secretariat@demo.wego.example");
    let folder =
        if given.names_data() { None } else { Some(ThrowAway::make("demo", &World::system())?) };
    let settings = match &folder {
        Some(folder) => given.or_data(folder.path()).read()?,
        None => given.read()?,
    };
    // Its people sign in with what is printed: nobody has an app beside it. Its files are as throw-away as the rest.
    let settings = Settings { example: true, s3: None, second_factor: Vec::new(), ..settings };
    let traces = settings.traces.as_ref().map(Traces::start).transpose()?;
    let _log = log::start(&settings.log, traces.as_ref())?;
    let clock = TurnedBack::default();
    let opened = serve::open(&settings, clock.world()).await?;
    let database = opened.site.database.clone();
    let running = async {
        let people = bring_about(&opened.site, &clock).await?;
        serve::announce(&opened).await?;
        present(&settings.data, &people, folder.is_some())?;
        serve::run(settings, opened, stop).await
    };
    let ended = closing(&database, running).await;
    if let Some(traces) = traces {
        traces.finish().await;
    }
    ended
}

/// What the example shows, on data that has nobody yet.
async fn bring_about(site: &Site, clock: &TurnedBack) -> Result<Vec<Person>, Failure> {
    if site.accounts.first_administrator().await?.is_none() {
        let remedy = "the demo begins on data of its own, and people are here already: name another folder or \
                      database, or remove this one";
        return Err(WrongSetting::new("data", remedy).into());
    }
    mark::as_example(&site.database).await?;
    let people = people::register(&site.accounts, &World::system()).await?;
    write_documents(&site.cms, &site.accounts, &people).await?;
    story::tell(site, &people, clock).await?;
    Ok(people)
}

/// Says who can sign in, and where the data are, mails among them; on data that stay, a file beside them says the first too.
fn present(data: &Path, people: &[Person], is_thrown_away: bool) -> std::io::Result<()> {
    let lines: Vec<_> = people.iter().map(Person::line).collect();
    if !is_thrown_away {
        keep(data, &lines)?;
    }
    lines.iter().try_for_each(|line| say(line))?;
    say(&format!("data {}", data.display()))
}

fn keep(data: &Path, lines: &[String]) -> std::io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(data.join("people.txt"))?;
    file.write_all((lines.join("\n") + "\n").as_bytes())
}

/// Takes each document of the script to its stage, by the hands of those who may.
async fn write_documents(cms: &Cms, accounts: &Accounts, people: &[Person]) -> Result<(), Failure> {
    let world = World::system();
    let today = TimeZone::UTC.to_datetime(world.now()).date();
    let reviewer = caller(accounts, people, "reviewer").await?;
    let secretariat = caller(accounts, people, "secretariat").await?;
    for entry in script::read()? {
        let author = caller(accounts, people, &entry.author).await?;
        let mut document = None;
        for (language, content) in entry.contents(today)? {
            let drafted = draft(cms, &author, &entry, document, language, content).await?;
            document = Some(drafted.document);
            take_further(cms, &author, [&reviewer, &secretariat], &entry, &drafted).await?;
        }
    }
    Ok(())
}

async fn caller(accounts: &Accounts, people: &[Person], role: &str) -> Result<Caller, Failure> {
    let person = people
        .iter()
        .find(|person| person.role == role)
        .ok_or("the script names somebody who is not there")?;
    Ok(Caller::new(accounts.actor_of(person.account).await?))
}

async fn draft(
    cms: &Cms,
    author: &Caller,
    entry: &Entry,
    document: Option<eframe_cms::model::DocumentId>,
    language: Language,
    content: Content,
) -> Result<Standing, Failure> {
    Ok(match document {
        None => {
            let slug = Some(entry.slug.clone());
            let parent = match &entry.parent {
                Some(above) => match cms.find(&author.actor, above).await? {
                    Found::Here(page) => Some(page.id),
                    _ => None,
                },
                None => None,
            };
            let create =
                Create { kind: entry.kind, parent, slug, position: 1000, language, content };
            cms.create(author, create).await?
        }
        Some(document) => {
            let save = Save { language, expected: Version::new(0), content };
            cms.save(author, document, save).await?
        }
    })
}

/// From the draft to the stage of the script: handed in by its author, read by the reviewer and, where the rules ask
/// for two, by somebody else, made live by its author again.
async fn take_further(
    cms: &Cms,
    author: &Caller,
    [reviewer, second]: [&Caller; 2],
    entry: &Entry,
    drafted: &Standing,
) -> Result<(), Failure> {
    let Standing { document, language, hash, .. } = *drafted;
    if entry.stage > Stage::Draft {
        cms.submit(author, document, language).await?;
    }
    if entry.stage == Stage::Returned {
        cms.give_back(reviewer, document, language, &entry.note).await?;
    }
    if entry.stage == Stage::Half || entry.stage > Stage::Returned {
        let approved = cms.approve(reviewer, document, language, hash).await?;
        if approved.missing.is_some() && entry.stage != Stage::Half {
            cms.approve(second, document, language, hash).await?;
        }
    }
    if entry.stage > Stage::Approved {
        cms.publish(author, document, language).await?;
    }
    Ok(())
}
