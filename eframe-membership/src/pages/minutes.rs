use std::collections::BTreeMap;

use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use eframe_ballot::{BodyId, Choice, Published, Right, Roll};
use eframe_core::block::axum;
use eframe_core::http::{Asked, Path, Problem};
use eframe_core::template::Template;
use eframe_core::{Timestamp, canonical, sha256};
use http::{HeaderMap, StatusCode};
use serde::Serialize;

use super::public::Reader;
use crate::membership::typed;
use crate::model::{Item, ItemState, Matter, Meeting, MeetingState, MemberId};
use crate::rules::meeting_tag;
use crate::words::{ProofView, Words};
use crate::{Error, Membership};

/// The minutes of a meeting, to read, to print and to check.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct MinutesPage {
    /// Nothing, where no minutes have this code.
    minutes: Option<MinutesView>,
    code: String,
    register: String,
}

/// What they say.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct MinutesView {
    number: String,
    title: String,
    body: String,
    starts: Timestamp,
    zone: String,
    opened: Timestamp,
    closed: Timestamp,
    quorum: String,
    /// The rules of every vote, where they are the same; then no vote repeats them.
    rules: Vec<String>,
    items: Vec<ItemView>,
    roll: Vec<RollView>,
    /// The whole address of this page.
    address: String,
    /// The same as data.
    data: String,
}

/// An item and what became of it.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ItemView {
    position: u32,
    title: String,
    /// The application's number.
    number: String,
    text: String,
    /// Why it was put off.
    deferred: Option<String>,
    vote: Option<VoteView>,
}

/// A vote with everything it was counted from.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct VoteView {
    at: Timestamp,
    proof: ProofView,
    rules: Vec<String>,
    chair: String,
    /// Who voted how; then who was there and did not.
    votes: Vec<Choosers>,
    /// Whether the published votes give the published result again.
    recounts: bool,
    /// What was voted on, beside the digest: votes that went the same way have the same one.
    matter: String,
    /// SHA-256 of the RFC 8785 form of the published vote.
    sha256: String,
    /// The published vote as a file.
    file: String,
}

/// Those who chose the same.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Choosers {
    choice: String,
    count: usize,
    names: Vec<String>,
}

/// A member on the roll.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct RollView {
    name: String,
    entitled: bool,
    reasons: Vec<String>,
    present: bool,
}

pub(super) fn routes() -> Router<Membership> {
    Router::new().route("/minutes/{code}", get(show))
}

async fn show(
    State(membership): State<Membership>,
    Asked(language): Asked,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let reader = Reader::of(&membership, language);
    let code = typed(&code);
    let path = format!("/minutes/{code}");
    let register = reader.url("/");
    let render = || async {
        let meeting = match membership.minutes(&code).await {
            Ok(meeting) => meeting,
            Err(Error::NotFound) => return Err(None),
            Err(error) => return Err(Some(Problem::from(error))),
        };
        let minutes = Some(MinutesView::of(&reader, &meeting, &path));
        let page = MinutesPage { minutes, code: code.clone(), register: register.clone() };
        let kept = reader.kept(&path, &meeting.title, &page, [meeting_tag(meeting.id)]).await;
        kept.map_err(Some)
    };
    match membership.cache().get_or_render(&headers, &reader.url(&path), render).await {
        Ok(answer) => Ok(answer),
        Err(Some(problem)) => Err(problem),
        Err(None) => {
            // Anybody can make up codes: what is not there turns nothing out of the cache.
            let title = reader.words.say("membership.minutes.unknown-title");
            let page = MinutesPage { minutes: None, code, register };
            let html = Html(reader.html(&path, &title, &page).await?);
            Ok((StatusCode::NOT_FOUND, html).into_response())
        }
    }
}

impl MinutesView {
    fn of(reader: &Reader, meeting: &Meeting, path: &str) -> Self {
        let (words, mount) = (&reader.words, reader.membership.mount());
        let MeetingState::Closed { opened, at, roll, attendance } = &meeting.state else {
            return Self::default();
        };
        let quorum = reader.membership.quorum(meeting);
        let data = format!("/minutes/{}", meeting.code);
        let file = |item: &Item| mount.json_url(&format!("{data}/votes/{}", item.position));
        let items = meeting.items.iter().map(|item| ItemView::of(words, item, file(item)));
        let mut items: Vec<ItemView> = items.collect();
        let rules = shared_rules(&mut items);
        Self {
            number: meeting.number.clone(),
            title: meeting.title.clone(),
            body: words.body(&meeting.body, reader.membership.charter().day(*opened)),
            starts: meeting.starts,
            zone: meeting.zone.clone(),
            opened: *opened,
            closed: *at,
            quorum: quorum.map(|proof| words.quorum(&proof)).unwrap_or_default(),
            rules,
            items,
            roll: roll_of(words, roll, |body| {
                attendance.present.contains(&MemberId::new(body.uuid()))
            }),
            address: mount.absolute(&reader.url(path)),
            data: mount.json_url(&data),
        }
    }
}

/// Takes the rules out of the votes, where they are the same for all.
fn shared_rules(items: &mut [ItemView]) -> Vec<String> {
    let mut all = items.iter().filter_map(|item| item.vote.as_ref()).map(|vote| &vote.rules);
    let Some(first) = all.next().cloned() else { return Vec::new() };
    if all.any(|rules| *rules != first) {
        return Vec::new();
    }
    for vote in items.iter_mut().filter_map(|item| item.vote.as_mut()) {
        vote.rules.clear();
    }
    first
}

/// The roll by name, with each exclusion's reasons.
pub(crate) fn roll_of(
    words: &Words,
    roll: &Roll,
    present: impl Fn(BodyId) -> bool,
) -> Vec<RollView> {
    let mut rows: Vec<RollView> = roll
        .entries()
        .map(|entry| RollView {
            name: entry.name.clone(),
            entitled: entry.right.is_entitled(),
            reasons: match &entry.right {
                Right::Excluded { reasons } => {
                    reasons.iter().map(|one| words.reason(one)).collect()
                }
                _ => Vec::new(),
            },
            present: present(entry.body),
        })
        .collect();
    let formats = words.presentation().formats(words.language);
    rows.sort_by(|one, other| formats.compare(&one.name, &other.name));
    rows
}

impl ItemView {
    fn of(words: &Words, item: &Item, file: String) -> Self {
        let (title, number, text) = match &item.matter {
            Matter::Application { number, name, .. } => {
                (name.clone(), number.clone(), String::new())
            }
            Matter::Motion { title, text } => (title.clone(), String::new(), text.clone()),
        };
        let mut view = Self { position: item.position, title, number, text, ..Self::default() };
        match &item.state {
            ItemState::Decided { at, published } => {
                view.vote = Some(VoteView::of(words, item, published, *at, file));
            }
            ItemState::Deferred { reason, .. } => view.deferred = Some(words.why(reason)),
            _ => {}
        }
        view
    }
}

impl VoteView {
    pub(crate) fn of(
        words: &Words,
        item: &Item,
        published: &Published,
        at: Timestamp,
        file: String,
    ) -> Self {
        let name = |body: BodyId| {
            published.roll.entry(body).map(|entry| entry.name.clone()).unwrap_or_default()
        };
        let digest = canonical(published).map(|form| sha256(&form).to_string());
        Self {
            at,
            proof: words.proof(&published.proof()),
            rules: words.rules(&published.rules),
            chair: published.chair.map(name).unwrap_or_default(),
            votes: choosers(words, published),
            recounts: published.recount().is_ok(),
            matter: words.matter(&item.matter),
            sha256: digest.unwrap_or_default(),
            file,
        }
    }
}

fn choosers(words: &Words, published: &Published) -> Vec<Choosers> {
    let formats = words.presentation().formats(words.language);
    let name = |body: BodyId| published.roll.entry(body).map(|entry| entry.name.clone());
    let group = |choice: String, bodies: Vec<BodyId>| {
        let mut names: Vec<String> = bodies.into_iter().filter_map(name).collect();
        names.sort_by(|one, other| formats.compare(one, other));
        Choosers { choice, count: names.len(), names }
    };
    let mut by_choice: BTreeMap<Option<Choice>, Vec<BodyId>> = BTreeMap::new();
    for ballot in &published.ballots {
        by_choice.entry(ballot.choice).or_default().push(ballot.body);
    }
    let silent = published.presence.bodies().filter(|body| {
        published.roll.is_entitled(*body)
            && !published.ballots.iter().any(|ballot| ballot.body == *body)
    });
    let silent: Vec<BodyId> = silent.collect();
    let order = [Some(Choice::Yes), Some(Choice::No), Some(Choice::Abstain), None];
    let mut groups: Vec<Choosers> = order
        .into_iter()
        .filter_map(|choice| Some(group(words.choice(choice), by_choice.remove(&choice)?)))
        .collect();
    if !silent.is_empty() {
        groups.push(group(words.say("membership.minutes.no-vote"), silent));
    }
    groups
}

impl VoteView {
    pub(crate) fn sample() -> Self {
        let chosen = |choice: &str, names: &[&str]| Choosers {
            choice: choice.to_owned(),
            count: names.len(),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        };
        Self {
            at: Timestamp::UNIX_EPOCH,
            proof: ProofView {
                quorum: "14 of 20 present, 11 needed: quorate".to_owned(),
                majority: Some("12 yes of 14 = 85.7 %, over 50 %".to_owned()),
                outcome: "Carried".to_owned(),
                look: "ok",
            },
            rules: vec!["More than 1/2 of those entitled have to be present.".to_owned()],
            chair: "Seoul".to_owned(),
            votes: vec![chosen("Yes", &["Seoul", "بورتو أزول"]), chosen("No", &["Aville"])],
            recounts: true,
            matter: "A-2026-0042, Porto Azul, City".to_owned(),
            sha256: "00".repeat(32),
            file: "/api/v1/membership/minutes/abcdefghij/votes/1".to_owned(),
        }
    }
}

impl RollView {
    pub(crate) fn samples() -> Vec<Self> {
        let row = |name: &str, reasons: &[&str], present| Self {
            name: name.to_owned(),
            entitled: reasons.is_empty(),
            reasons: reasons.iter().map(|one| (*one).to_owned()).collect(),
            present,
        };
        vec![row("Seoul", &[], true), row("Aville", &["The fee is not paid."], false)]
    }
}

impl Template for MinutesPage {
    const NAME: &'static str = "membership/minutes.html";

    fn samples() -> Vec<Self> {
        let item = ItemView {
            position: 1,
            title: "Porto Azul".to_owned(),
            number: "A-2026-0042".to_owned(),
            vote: Some(VoteView::sample()),
            ..ItemView::default()
        };
        let wrong = ItemView {
            vote: Some(VoteView {
                recounts: false,
                chair: String::new(),
                proof: ProofView { majority: None, look: "warn", ..VoteView::sample().proof },
                ..VoteView::sample()
            }),
            ..item.clone()
        };
        let motion = ItemView {
            position: 2,
            title: "Where to meet".to_owned(),
            text: "In Seoul.\nIn spring.".to_owned(),
            deferred: Some("The meeting ended first.".to_owned()),
            ..ItemView::default()
        };
        let view = MinutesView {
            number: "C-2026-0003".to_owned(),
            title: "Executive Committee, 12th meeting".to_owned(),
            body: "Executive Committee".to_owned(),
            zone: "Asia/Seoul".to_owned(),
            quorum: "14 of 20 present, 11 needed: quorate".to_owned(),
            rules: VoteView::sample().rules,
            items: vec![item, motion, wrong],
            roll: RollView::samples(),
            address: "https://city.example/en/members/minutes/abcdefghij".to_owned(),
            data: "/api/v1/membership/minutes/abcdefghij".to_owned(),
            ..MinutesView::default()
        };
        let bare =
            MinutesView { rules: Vec::new(), items: Vec::new(), roll: Vec::new(), ..view.clone() };
        let page = |minutes| Self {
            minutes,
            code: "abcdefghij".to_owned(),
            register: "/en/members/".to_owned(),
        };
        vec![page(Some(view)), page(Some(bare)), page(None)]
    }
}
