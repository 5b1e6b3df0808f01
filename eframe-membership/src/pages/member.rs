use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use eframe_ballot::Reason;
use eframe_core::block::axum;
use eframe_core::form::Fields;
use eframe_core::http::{Asked, Path, Problem, Query};
use eframe_core::template::Template;
use http::HeaderMap;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::public::Reader;
use super::register::looks;
use crate::model::{Step, Term};
use crate::portrait::TermLine;
use crate::rules::{is_public, member_tag};
use crate::words::Words;
use crate::{Error, Explained, Membership};

/// A member: what the register says of it, where it stands and why, and what it may do.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct MemberPage {
    name: String,
    own_name: Option<String>,
    number: String,
    kind: String,
    country: String,
    region: String,
    population: Option<u64>,
    website: Option<String>,
    explained: ExplainedView,
    /// The offices it held, holds and will hold, the latest first.
    terms: Vec<TermLine>,
    form: Fields,
    register: String,
    /// The member as it is today, where another day is shown.
    today: Option<String>,
}

/// A standing on a day with everything that led to it, and the rights that follow.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ExplainedView {
    day: String,
    /// How the standing looks; empty where there was none.
    pub(crate) standing: &'static str,
    pub(crate) standing_said: String,
    since: Option<String>,
    steps: Vec<StepView>,
    rights: Vec<RightView>,
}

/// One thing that happened, and what the charter of its day made of it.
#[derive(Clone, Debug, Default, Serialize)]
struct StepView {
    on: String,
    what: String,
    charter: String,
    /// The standing that followed; empty where it stayed as it was.
    to: String,
    to_looks: &'static str,
}

/// A right, with each reason against it.
#[derive(Clone, Debug, Default, Serialize)]
struct RightView {
    right: String,
    held: bool,
    reasons: Vec<String>,
}

/// The parameters of the page.
#[derive(Clone, Debug, Default, Deserialize)]
struct On {
    on: Option<Date>,
}

pub(super) fn routes() -> Router<Membership> {
    Router::new().route("/{number}", get(show))
}

async fn show(
    State(membership): State<Membership>,
    Asked(language): Asked,
    headers: HeaderMap,
    Path(number): Path<String>,
    Query(On { on }): Query<On>,
) -> Result<Response, Problem> {
    let reader = Reader::of(&membership, language);
    let path = format!("/{}", number.to_uppercase());
    if on.is_some() {
        let (explained, terms) = known(&membership, &number, on).await?;
        let (title, page) = page(&reader, &explained, &terms, &path);
        return Ok(Html(reader.html(&path, &title, &page).await?).into_response());
    }
    // A new version of the charter comes into force at midnight.
    let key = format!("{} {}", reader.url(&path), membership.today());
    let render = || async {
        let (explained, terms) = known(&membership, &number, None).await?;
        let (title, page) = page(&reader, &explained, &terms, &path);
        reader.kept(&path, &title, &page, [member_tag(explained.member.id)]).await
    };
    membership.cache().get_or_render(&headers, &key, render).await
}

async fn known(
    membership: &Membership,
    number: &str,
    on: Option<Date>,
) -> Result<(Explained, Vec<Term>), Error> {
    let explained = membership.explain(number, on).await?;
    let terms = membership.terms_of(explained.member.id).await?;
    Ok((explained, terms))
}

fn page(
    reader: &Reader,
    explained: &Explained,
    terms: &[Term],
    path: &str,
) -> (String, MemberPage) {
    let (words, member) = (&reader.words, &explained.member);
    let profile = &member.profile;
    let is_today = explained.day == reader.membership.today();
    let page = MemberPage {
        name: profile.name.clone(),
        own_name: profile.own_name.clone(),
        number: member.number.clone().unwrap_or_default(),
        kind: words.kind(&explained.status.kind),
        country: words.country(profile.country),
        region: words.region(profile.country.region()),
        population: profile.population,
        website: profile.website.clone(),
        explained: ExplainedView::public(words, explained),
        terms: terms.iter().map(|term| TermLine::of(words, term, explained.day)).collect(),
        form: Fields::of([("on", explained.day.to_string())]),
        register: reader.url("/"),
        today: (!is_today).then(|| reader.url(path)),
    };
    (profile.name.clone(), page)
}

impl ExplainedView {
    pub(crate) fn of(words: &Words, explained: &Explained) -> Self {
        Self::telling(words, explained, |_| true)
    }

    /// The same for everybody: of what a member owes nothing is told, so that a right is told as if nothing were owed.
    pub(crate) fn public(words: &Words, explained: &Explained) -> Self {
        Self::telling(words, explained, is_public)
    }

    fn telling(words: &Words, explained: &Explained, tells: fn(&Reason) -> bool) -> Self {
        let right = |(right, reasons): &(_, Vec<Reason>)| {
            let told = reasons.iter().filter(|reason| tells(reason));
            let reasons: Vec<_> = told.map(|reason| words.reason(reason)).collect();
            RightView { right: words.right(*right), held: reasons.is_empty(), reasons }
        };
        let standing = explained.status.standing;
        Self {
            day: explained.day.to_string(),
            standing: standing.map_or("", looks),
            standing_said: standing.map(|one| words.standing(one)).unwrap_or_default(),
            since: explained.status.since().map(|day| day.to_string()),
            steps: explained.status.steps.iter().map(|step| StepView::of(words, step)).collect(),
            rights: explained.rights.iter().map(right).collect(),
        }
    }

    /// For samples of templates: a day before everything.
    pub(crate) fn never() -> Self {
        Self { day: "2014-01-01".to_owned(), ..Self::default() }
    }

    /// For samples of templates.
    pub(crate) fn sample() -> Self {
        let step = StepView {
            on: "2026-11-23".to_owned(),
            what: "Accepted by the Secretariat".to_owned(),
            charter: "2017".to_owned(),
            to: "Associate Member".to_owned(),
            to_looks: "note",
        };
        let idle = StepView { to: String::new(), ..step.clone() };
        Self {
            day: "2026-11-25".to_owned(),
            standing: "note",
            standing_said: "Associate Member".to_owned(),
            since: Some("2026-11-23".to_owned()),
            steps: vec![step, idle],
            rights: vec![
                RightView { right: "Speak".to_owned(), held: true, reasons: Vec::new() },
                RightView {
                    right: "Vote".to_owned(),
                    held: false,
                    reasons: vec!["Not with this standing".to_owned()],
                },
            ],
        }
    }
}

impl StepView {
    fn of(words: &Words, step: &Step) -> Self {
        let changed = step.to.filter(|_| step.from != step.to);
        Self {
            on: step.happened.on.to_string(),
            what: words.happened(&step.happened),
            charter: step.charter.clone(),
            to: changed.map(|to| words.standing(to)).unwrap_or_default(),
            to_looks: changed.map_or("note", looks),
        }
    }
}

impl Template for MemberPage {
    const NAME: &'static str = "membership/member.html";

    fn samples() -> Vec<Self> {
        let full = Self {
            name: "Porto Azul".to_owned(),
            own_name: Some("بورتو أزول".to_owned()),
            number: "M-2026-0042".to_owned(),
            kind: "City".to_owned(),
            country: "Brazil".to_owned(),
            region: "Americas".to_owned(),
            population: Some(120_000),
            website: Some("https://porto-azul.example".to_owned()),
            explained: ExplainedView::sample(),
            terms: TermLine::samples().into(),
            form: Fields::of([("on", "2026-11-25")]),
            register: "/en/members/".to_owned(),
            today: Some("/en/members/M-2026-0042".to_owned()),
        };
        let never = ExplainedView::never();
        let bare = Self {
            explained: never,
            terms: Vec::new(),
            own_name: None,
            population: None,
            website: None,
            today: None,
            ..full.clone()
        };
        vec![full, bare]
    }
}
