use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use ureq::http::StatusCode;
use ureq::{Agent, Body, http};

/// Whatever went wrong; its text says so.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Where the content is, and who asks.
#[derive(Clone, Debug)]
pub struct Site {
    /// The address of its JSON service: `https://city.example/api/v1/content`.
    pub content: String,
    /// A token from `/account/tokens`; what is public needs none.
    pub token: Option<String>,
    /// The language to read in, as far as there is one.
    pub language: String,
}

/// What a round did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Documents that are new or say something else.
    pub fetched: usize,
    /// Documents that were said to have changed, and are here as they are there.
    pub same: usize,
    /// Documents that were taken down.
    pub removed: usize,
}

/// What is known of the copy: what it is of, from where to go on, and the `ETag` of each document.
#[derive(Default, Serialize, Deserialize)]
struct Known {
    /// [`Site::content`] of the site that it is of; empty of none.
    #[serde(default)]
    content: String,
    /// [`Site::language`] that it is in.
    #[serde(default)]
    language: String,
    since: Option<String>,
    /// How far a round came that was not ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    under_way: Option<UnderWay>,
    tags: BTreeMap<String, String>,
}

/// A round between two of its pages.
#[derive(Clone, Serialize, Deserialize)]
struct UnderWay {
    /// From where the next round goes on.
    since: String,
    /// The next page.
    cursor: String,
}

/// A page of what changed.
#[derive(Deserialize)]
struct Changes {
    items: Vec<Changed>,
    next: Option<String>,
    since: String,
}

#[derive(Deserialize)]
struct Changed {
    id: String,
    #[serde(default)]
    gone: bool,
}

/// Brings the copy in `folder` up to date. What is there of another site, or in another language, goes first.
///
/// # Errors
/// When the site cannot be reached or the folder not be written. The copy is as good as before, and the next round
/// goes on behind the last page of changes that this one took in whole.
pub fn sync(site: &Site, folder: &Path) -> Result<Round, Failure> {
    let agent: Agent = Agent::config_builder().http_status_as_error(false).build().into();
    let documents = folder.join("documents");
    fs::create_dir_all(&documents)?;
    let mut known = known(site, folder, &documents)?;
    let mut round = Round::default();
    loop {
        let page = changes(site, &agent, &mut known)?;
        for changed in &page.items {
            let file = documents.join(format!("{}.json", changed.id));
            take(site, &agent, changed, &file, &mut known, &mut round)?;
        }
        // What changes while this round is read may come in none of its later pages: the next begins at its beginning.
        let since = known.under_way.take().map_or(page.since, |under_way| under_way.since);
        match page.next {
            Some(cursor) => known.under_way = Some(UnderWay { since, cursor }),
            None => known.since = Some(since),
        }
        // The state never says more than there is.
        settle(&documents)?;
        keep(&known, folder)?;
        if known.under_way.is_none() {
            return Ok(round);
        }
    }
}

/// What is known of the copy in this folder, which is one of this site in this language from now on.
fn known(site: &Site, folder: &Path, documents: &Path) -> Result<Known, Failure> {
    match fs::read(folder.join(STATE)) {
        Ok(bytes) => {
            let known: Known = serde_json::from_slice(&bytes)?;
            if (&known.content, &known.language) == (&site.content, &site.language) {
                return Ok(known);
            }
            // Of no site while it goes: whatever breaks off in between, the next round finishes this first.
            keep(&Known::default(), folder)?;
            for file in fs::read_dir(documents)? {
                fs::remove_file(file?.path())?;
            }
            settle(documents)?;
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error.into()),
    }
    let (content, language) = (site.content.clone(), site.language.clone());
    let known = Known { content, language, ..Known::default() };
    keep(&known, folder)?;
    Ok(known)
}

/// The next page of what changed. A place that the site does not know any more is forgotten: the round begins anew.
fn changes(site: &Site, agent: &Agent, known: &mut Known) -> Result<Changes, Failure> {
    loop {
        let mut path = format!("/documents?limit=200&language={}", site.language);
        let cursor = known.under_way.as_ref().map(|under_way| &under_way.cursor);
        for (name, value) in [("since", known.since.as_ref()), ("cursor", cursor)] {
            path.extend(value.map(|value| format!("&{name}={value}")));
        }
        let mut answer = ask(site, agent, &path, None)?;
        match answer.status() {
            StatusCode::OK => return Ok(serde_json::from_reader(answer.body_mut().as_reader())?),
            StatusCode::BAD_REQUEST if known.under_way.is_some() => known.under_way = None,
            status => return Err(format!("{}{path}: {status}", site.content).into()),
        }
    }
}

/// Fetches one document, or lets it go.
fn take(
    site: &Site,
    agent: &Agent,
    changed: &Changed,
    file: &PathBuf,
    known: &mut Known,
    round: &mut Round,
) -> Result<(), Failure> {
    let path = format!("/documents/{}?language={}", changed.id, site.language);
    let tag = known.tags.get(&changed.id).filter(|_| file.exists());
    let mut answer = match changed.gone {
        true => None,
        false => Some(ask(site, agent, &path, tag.map(String::as_str))?),
    };
    match answer.as_mut().map(|answer| (answer.status(), answer)) {
        Some((StatusCode::OK, answer)) => {
            let tag = answer.headers().get("etag").and_then(|tag| tag.to_str().ok());
            known.tags.insert(changed.id.clone(), tag.unwrap_or_default().to_owned());
            write(file, &answer.body_mut().read_to_vec()?)?;
            round.fetched += 1;
        }
        Some((StatusCode::NOT_MODIFIED, _)) => round.same += 1,
        // Taken down, maybe only a moment ago.
        None | Some((StatusCode::GONE | StatusCode::NOT_FOUND, _)) => {
            known.tags.remove(&changed.id);
            if file.exists() {
                fs::remove_file(file)?;
                round.removed += 1;
            }
        }
        Some((status, _)) => return Err(format!("{}{path}: {status}", site.content).into()),
    }
    Ok(())
}

fn ask(
    site: &Site,
    agent: &Agent,
    path: &str,
    tag: Option<&str>,
) -> Result<http::Response<Body>, Failure> {
    let mut request = agent.get(format!("{}{path}", site.content));
    if let Some(token) = &site.token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    if let Some(tag) = tag {
        request = request.header("if-none-match", tag);
    }
    Ok(request.call()?)
}

/// Where what is known of a copy stands in its folder.
const STATE: &str = "state.json";

fn keep(known: &Known, folder: &Path) -> Result<(), Failure> {
    write(&folder.join(STATE), &serde_json::to_vec_pretty(known)?)?;
    Ok(settle(folder)?)
}

/// All of a file or nothing, also when the power goes. That the new one is there then takes [`settle`].
fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let half = file.with_extension("half");
    let mut whole = File::create(&half)?;
    whole.write_all(bytes)?;
    whole.sync_all()?;
    fs::rename(half, file)
}

/// What came into a folder and what was taken out of it stays so when the power goes. Elsewhere than on Unix that is left
/// to the system.
fn settle(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
