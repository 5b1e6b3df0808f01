use std::collections::BTreeMap;

use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::{Fields, Posted};
use eframe_core::frame::Link;
use eframe_core::http::{Form, Problem};
use eframe_core::template::Template;
use http::StatusCode;
use serde::Serialize;

use super::seat::{Seat, to, version};
use crate::cms::called;
use crate::model::{Address, DocumentId, Kind};
use crate::permission::{EDIT, MOVE};
use crate::rules::Arrange;
use crate::store::{Entry, Filter};
use crate::{Error, Found, Refusal};

/// Documents in the order in which the public finds them, to be moved up and down.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct TreePage {
    notice: String,
    form: Fields,
    lead: String,
    kinds: Vec<KindLink>,
    /// The pages above, where only a part of the tree is shown.
    above: Vec<Link>,
    /// Where the form posts.
    action: String,
    /// The version of the tree's shape that is shown.
    version: String,
    items: Vec<Item>,
    /// Whether more stands here than is shown.
    is_more: bool,
    may_move: bool,
    /// Where a new one is begun.
    new: Option<Link>,
}

/// A list that can be chosen.
#[derive(Clone, Debug, Serialize)]
struct KindLink {
    text: String,
    href: String,
    here: bool,
}

/// A document in the tree.
#[derive(Clone, Debug, Default, Serialize)]
struct Item {
    id: String,
    title: String,
    /// The language of the title.
    lang: String,
    dir: &'static str,
    address: String,
    stages: String,
    href: String,
    /// Where it is given another place.
    place: String,
    /// Where what stands below it is shown, when it is not shown here.
    below_at: String,
    is_first: bool,
    is_last: bool,
    /// The button that was pressed: the focus goes there again.
    here: String,
    below: Vec<Item>,
}

/// Most pages that are shown as one tree; of more, one level at a time.
const WHOLE: usize = 1_000;
/// Most documents of a level.
const LEVEL: usize = crate::rules::MOST_SIBLINGS;

/// Which part is asked for.
#[derive(Clone, Copy)]
struct Part {
    kind: Kind,
    below: Option<DocumentId>,
}

impl Part {
    fn of(seat: &Seat) -> Self {
        let kind = seat.query.one("kind").parse::<Kind>().ok().filter(|kind| !kind.is_dated());
        let below = seat.query.one("below").parse().ok();
        Self { kind: kind.unwrap_or(Kind::Page), below }
    }

    fn query(self) -> String {
        let below = self.below.map(|id| format!("&below={id}")).unwrap_or_default();
        format!("/tree?kind={}{below}", self.kind)
    }
}

/// Shows them.
pub(super) async fn show(seat: Seat) -> Result<Response, Problem> {
    seat.staff()?;
    let here = (seat.query.one("at").to_owned(), seat.query.one("step").to_owned());
    answer(&seat, Part::of(&seat), &here, Fields::empty(), StatusCode::OK).await
}

/// Moves one up or down among its siblings.
pub(super) async fn arrange(seat: Seat, Form(posted): Form<Posted>) -> Result<Response, Problem> {
    seat.staff()?;
    seat.actor().require(MOVE)?;
    let part = Part::of(&seat);
    let (step, id) = posted.one("do").split_once(':').unwrap_or_default();
    let wrong = || Problem::bad_request("step", "There is no such step.");
    let id = id.parse::<DocumentId>().map_err(|_| wrong())?;
    let up = match step {
        "up" => true,
        "down" => false,
        _ => return Err(wrong()),
    };
    match moved(&seat, id, up, &posted).await {
        Ok(()) => {
            // No fragment: browsers then leave the focus alone, which goes to the button that was pressed.
            let done = format!("{}&done=arranged&at={id}&step={step}", part.query());
            Ok(to(&seat.url(&done)))
        }
        Err(error @ Error::Refused(Refusal::Denied(_))) => Err(error.into()),
        Err(error) => {
            let (form, status) = seat.refused(&posted, error)?;
            answer(&seat, part, &(id.to_string(), step.to_owned()), form, status).await
        }
    }
}

/// The order in which it has changed places with the one before or behind it.
async fn moved(seat: &Seat, id: DocumentId, up: bool, posted: &Posted) -> Result<(), Error> {
    let document = seat.cms.document(seat.actor(), id).await?;
    let (kind, parent) = (document.kind, document.parent);
    let entries = seat.cms.below(seat.actor(), kind, parent, LEVEL as u64 + 1).await?;
    let mut order = entries.iter().map(|entry| entry.document.id).collect::<Vec<_>>();
    let at = order.iter().position(|of| *of == id).ok_or(Error::NotFound)?;
    let other = if up { at.checked_sub(1) } else { Some(at + 1) };
    if let Some(other) = other.filter(|other| *other < order.len()) {
        order.swap(at, other);
    }
    let command = Arrange { kind, parent, order, expected: version(posted) };
    seat.cms.arrange(&seat.caller, &command).await.map(drop)
}

async fn answer(
    seat: &Seat,
    part: Part,
    here: &(String, String),
    form: Fields,
    status: StatusCode,
) -> Result<Response, Problem> {
    // Before the rest: whoever changes the tree meanwhile makes this page a stale one.
    let version = seat.cms.tree().await?;
    let top = seat.cms.above(seat.actor(), part.below).await?;
    let filter = Filter { kind: Some(part.kind), ..Filter::default() };
    let all = seat.cms.entries(seat.actor(), &filter, None, WHOLE as u64 + 1).await?;
    let whole = all.len() <= WHOLE;
    let entries = match whole {
        true => all,
        false => seat.cms.below(seat.actor(), part.kind, part.below, LEVEL as u64 + 1).await?,
    };
    let is_more = !whole && entries.len() > LEVEL;
    let items = items(seat, part, &entries, here, whole);
    let new = seat.say(&["cms.desk.new.", part.kind.code()].concat());
    let page = TreePage {
        notice: seat.notice(),
        form,
        lead: seat.say("cms.desk.tree.lead"),
        kinds: kinds(seat, part.kind),
        above: match &top {
            Some(top) => above(seat, &top.address, part.kind).await?,
            None => Vec::new(),
        },
        action: seat.url(&part.query()),
        version: version.to_string(),
        items,
        is_more,
        may_move: seat.actor().may(MOVE) && !is_more,
        new: seat.actor().may(EDIT).then(|| Link {
            text: new,
            href: seat.url(&format!("/new/{}", part.kind)),
            ..Link::default()
        }),
    };
    seat.again(&seat.say("cms.desk.tree.title"), &page, status).await
}

fn kinds(seat: &Seat, here: Kind) -> Vec<KindLink> {
    let kinds = Kind::ALL.into_iter().filter(|kind| !kind.is_dated());
    let link = |kind: Kind| KindLink {
        text: seat.kind(kind),
        href: seat.url(&format!("/tree?kind={kind}")),
        here: kind == here,
    };
    kinds.map(link).collect()
}

/// The way from the top of the tree to a page.
async fn above(seat: &Seat, address: &Address, kind: Kind) -> Result<Vec<Link>, Problem> {
    let top = seat.url(&format!("/tree?kind={kind}"));
    let mut links =
        vec![Link { text: seat.say("cms.desk.tree.top"), href: top, ..Link::default() }];
    let up = std::iter::successors(Some(address.clone()), Address::parent);
    for address in up.collect::<Vec<_>>().into_iter().rev() {
        if let Ok(Found::Here(document)) = seat.cms.find(seat.actor(), address.as_str()).await {
            let href = seat.url(&format!("/tree?kind={kind}&below={}", document.id));
            links.push(Link { text: address.to_string(), href, ..Link::default() });
        }
    }
    Ok(links)
}

/// What stands below the page that is asked for, or at the top, each with what stands below it.
fn items(
    seat: &Seat,
    part: Part,
    entries: &[Entry],
    here: &(String, String),
    whole: bool,
) -> Vec<Item> {
    let mut by_parent = BTreeMap::<Option<DocumentId>, Vec<&Entry>>::new();
    for entry in entries {
        by_parent.entry(entry.document.parent).or_default().push(entry);
    }
    let levels = Levels { seat, by_parent, here, whole };
    levels.below(if whole { None } else { part.below })
}

/// The tree as it is shown.
struct Levels<'a> {
    seat: &'a Seat,
    by_parent: BTreeMap<Option<DocumentId>, Vec<&'a Entry>>,
    here: &'a (String, String),
    whole: bool,
}

impl Levels<'_> {
    /// No deeper than the tree is.
    fn below(&self, parent: Option<DocumentId>) -> Vec<Item> {
        let level = self.by_parent.get(&parent).map(Vec::as_slice).unwrap_or_default();
        let last = level.len().saturating_sub(1);
        let item = |(at, entry): (usize, &&Entry)| Item {
            is_first: at == 0,
            is_last: at == last,
            ..self.item(entry)
        };
        level.iter().enumerate().map(item).collect()
    }

    fn item(&self, entry: &Entry) -> Item {
        let (seat, document) = (self.seat, &entry.document);
        let (title, language) = called(entry, seat.language);
        let id = document.id.to_string();
        let is_open = document.kind == Kind::Page && document.address.level() < Address::LEVELS;
        Item {
            title,
            lang: language.tag().to_owned(),
            dir: language.direction().html(),
            address: document.address.to_string(),
            stages: super::list::editions(seat, entry),
            href: seat.url(&format!("/{id}")),
            place: seat.url(&format!("/{id}/move")),
            below_at: match self.whole || !is_open {
                true => String::new(),
                false => seat.url(&format!("/tree?kind={}&below={id}", document.kind)),
            },
            here: if self.here.0 == id { self.here.1.clone() } else { String::new() },
            below: if self.whole { self.below(Some(document.id)) } else { Vec::new() },
            id,
            ..Item::default()
        }
    }
}

impl Template for TreePage {
    const NAME: &'static str = "cms/desk/tree.html";

    fn samples() -> Vec<Self> {
        let link = |text: &str| Link {
            text: text.to_owned(),
            href: "/desk/content/tree".to_owned(),
            ..Link::default()
        };
        let item = |id: &str, here: &str| Item {
            id: id.to_owned(),
            title: "소개".to_owned(),
            lang: "ko".to_owned(),
            dir: "ltr",
            address: "/about".to_owned(),
            stages: "Live: ko".to_owned(),
            href: "/desk/content/1".to_owned(),
            place: "/desk/content/1/move".to_owned(),
            here: here.to_owned(),
            ..Item::default()
        };
        let first = Item { is_first: true, below: vec![item("2", "up")], ..item("1", "down") };
        let last = Item {
            is_last: true,
            below_at: "/desk/content/tree?below=3".to_owned(),
            ..item("3", "up")
        };
        let whole = Self {
            notice: "Moved".to_owned(),
            lead: "In the order of the public".to_owned(),
            kinds: vec![
                KindLink { text: "Page".to_owned(), href: "?kind=page".to_owned(), here: true },
                KindLink {
                    text: "Person".to_owned(),
                    href: "?kind=person".to_owned(),
                    here: false,
                },
            ],
            action: "/desk/content/tree?kind=page".to_owned(),
            version: "3".to_owned(),
            items: vec![first, last.clone()],
            may_move: true,
            new: Some(link("New page")),
            ..Self::default()
        };
        let part = Self {
            form: Fields::empty().fault("", "Somebody changed the tree".to_owned()),
            above: vec![link("All pages"), link("/about")],
            items: vec![last],
            is_more: true,
            may_move: false,
            new: None,
            ..whole.clone()
        };
        vec![whole, part, Self::default()]
    }
}
