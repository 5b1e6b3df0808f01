use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::{Field, Fields, Posted};
use eframe_core::http::{Form, Path, Problem, see_other};
use eframe_core::template::Template;
use eframe_core::{FieldErrors, Language, Localized, Version};
use http::StatusCode;
use jiff::civil::Date;
use serde::Serialize;

use super::compose::{Draft, again, block_key, field, needed, refused, said};
use super::seat::Desk;
use crate::model::{Block, Issue, IssueId, Item, Source, Unfit, picked};
use crate::rules::compose::{MOST_ITEMS, redrawn};
use crate::rules::rhythm::Span;
use crate::{Error, Refusal};

/// Where a block is written, or its items are chosen and ordered.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct BlockPage {
    notice: String,
    version: String,
    /// What it is.
    kind: &'static str,
    /// The words of a heading or a text, by language.
    fields: Vec<Field>,
    form: Fields,
    /// What was drawn, where it is a block of items.
    items: Option<Vec<ItemLine>>,
    /// From when to when it is drawn anew.
    days: Vec<Field>,
    back: String,
}

/// An item as a line.
#[derive(Clone, Debug, Default, Serialize)]
struct ItemLine {
    /// What names its fields.
    at: usize,
    key: String,
    title: String,
    lang: String,
    dir: &'static str,
    date: String,
    /// The languages it has.
    languages: Vec<Named>,
    chosen: bool,
    /// Its place, from 1.
    place: usize,
}

/// A language by its own name.
#[derive(Clone, Debug, Default, Serialize)]
struct Named {
    lang: String,
    name: String,
}

impl Named {
    fn of(language: Language) -> Self {
        Self { lang: language.tag().to_owned(), name: language.own_name().to_owned() }
    }
}

/// The fields of a block's words.
const WORDS: &str = "words";

/// Shows it.
pub(super) async fn show(
    desk: Desk,
    Path((id, at)): Path<(IssueId, usize)>,
) -> Result<Response, Problem> {
    let draft = match Draft::load(&desk, id).await? {
        Ok(draft) => draft,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let block = draft.composition.blocks.get(at).ok_or_else(Problem::not_found)?;
    let form = filled(&desk, &draft.issue, block).await?;
    answer(&desk, &draft.issue, block, form, StatusCode::OK).await
}

/// Writes it, or draws its items anew.
pub(super) async fn take(
    desk: Desk,
    Path((id, at)): Path<(IssueId, usize)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let mut draft = match Draft::load(&desk, id).await? {
        Ok(draft) => draft,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let (issue, languages) = (draft.issue.clone(), draft.issue.languages.clone());
    if posted.one("version") != issue.version.to_string() {
        return late(&desk, issue, &posted).await;
    }
    let block = draft.composition.blocks.get_mut(at).ok_or_else(Problem::not_found)?;
    let mut drew = None;
    let to = match (&mut *block, posted.one("step")) {
        (Block::Items { source, until, items }, "draw") => {
            match drawn(&desk, id, *source, &posted).await {
                Ok((drawn, unfit, day)) => {
                    (*items, *until) = (redrawn(items, drawn), Some(day));
                    drew = Some((*source, unfit));
                }
                Err(Error::Refused(Refusal::Invalid(errors))) => {
                    let presentation = desk.newsletter.presentation();
                    let form = Fields::posted(&posted);
                    let form = form.refused(&errors, presentation, desk.language);
                    let status = StatusCode::UNPROCESSABLE_ENTITY;
                    return answer(&desk, &issue, block, form, status).await;
                }
                Err(error) => return Err(error.into()),
            }
            format!("/issues/{id}/blocks/{at}?done=drawn")
        }
        (Block::Items { items, .. }, _) => {
            *items = chosen(std::mem::take(items), &posted);
            format!("/issues/{id}/compose?done=block")
        }
        (Block::Heading { words: text } | Block::Text { markdown: text }, _) => {
            *text = said(&posted, WORDS, &languages);
            format!("/issues/{id}/compose?done=block")
        }
    };
    let block = block.clone();
    if let Some((source, unfit)) = drew {
        draft.composition.note_unfit(source, unfit);
    }
    match draft.save(&desk, &posted).await {
        Ok(_) => Ok(see_other(&desk.url(&to))),
        Err(error) => {
            let (form, status) = refused(&desk, Fields::posted(&posted), WORDS, &issue, error)?;
            answer(&desk, &issue, &block, form, status).await
        }
    }
}

/// What somebody wrote while the issue became another: by now another block may stand in that place, so it is shown for itself, at
/// the version it was written for, and is never saved over what is there.
async fn late(desk: &Desk, issue: Issue, posted: &Posted) -> Result<Response, Problem> {
    let moved = Error::from(Refusal::IssueMoved(issue.version));
    let words = said(posted, WORDS, &issue.languages);
    let block = match posted.one("kind") {
        "heading" => Block::Heading { words },
        "text" => Block::Text { markdown: words },
        _ => return again(desk, issue.id, posted, moved).await,
    };
    let seen = Version::new(posted.one("version").parse().unwrap_or_default());
    let form = Fields::posted(posted).fault("", desk.refused(moved)?);
    let issue = Issue { version: seen, ..issue };
    answer(desk, &issue, &block, form, StatusCode::CONFLICT).await
}

/// The items in the order of the places that were typed; those that were not ticked are left out.
fn chosen(items: Vec<Item>, posted: &Posted) -> Vec<Item> {
    let ticked: Vec<&str> = posted.all("item").collect();
    let mut placed: Vec<_> = items.into_iter().enumerate().collect();
    placed.sort_by_key(|(at, _)| {
        let typed = posted.one(&format!("place-{at}")).trim().parse::<usize>();
        // Whoever is moved to a place comes before who was there, when it moves up, and behind it when it moves down.
        let place = typed.unwrap_or(at + 1).min(MOST_ITEMS + 1);
        (place * 2 + 1 + usize::from(place > at + 1) - usize::from(place < at + 1), *at)
    });
    placed
        .into_iter()
        .map(|(_, item)| Item { chosen: ticked.contains(&item.key.as_str()), ..item })
        .collect()
}

/// What there is to tell of the days that were typed, what of it could not be taken as it was told, and the last of the days.
async fn drawn(
    desk: &Desk,
    id: IssueId,
    source: Source,
    posted: &Posted,
) -> Result<(Vec<Item>, Unfit, Date), Error> {
    let day = |name| posted.one(name).trim().parse::<Date>().ok();
    let span = match (day("from"), day("until")) {
        (Some(from), Some(until)) if from <= until => Span { from, until },
        _ => return Err(FieldErrors::one("from", "newsletter.desk.block.days").into()),
    };
    let (items, unfit) = desk.newsletter.draw(desk.actor(), id, source, span).await?;
    Ok((items, unfit, span.until))
}

async fn filled(desk: &Desk, issue: &Issue, block: &Block) -> Result<Fields, Problem> {
    let of = |said: &Localized<String>| {
        Fields::of(said.iter().map(|(of, words)| (field(WORDS, of), words.clone())))
    };
    Ok(match block {
        Block::Heading { words: text } | Block::Text { markdown: text } => of(text),
        Block::Items { source, .. } => {
            let span = desk.newsletter.span(issue.number, *source).await?;
            Fields::of([("from", span.from.to_string()), ("until", span.until.to_string())])
        }
    })
}

async fn answer(
    desk: &Desk,
    issue: &Issue,
    block: &Block,
    form: Fields,
    status: StatusCode,
) -> Result<Response, Problem> {
    let hint = desk.say("newsletter.desk.block.markdown");
    let languages = issue.languages.iter();
    let (name, fields, items) = match block {
        Block::Heading { .. } => {
            let text = |of: &Language| Field::text(&field(WORDS, *of), of.own_name());
            let fields = languages.map(|of| needed(issue, *of, text(of)));
            ("heading", fields.collect(), None)
        }
        Block::Text { .. } => {
            let text = |of: &Language| Field::textarea(&field(WORDS, *of), of.own_name(), 12);
            let fields = languages.map(|of| needed(issue, *of, text(of).hint(hint.clone())));
            ("text", fields.collect(), None)
        }
        Block::Items { source, items, .. } => {
            let lines = items.iter().enumerate().map(|(at, item)| line(desk, issue, at, item));
            (source.name(), Vec::new(), Some(lines.collect()))
        }
    };
    let page = BlockPage {
        notice: desk.notice("newsletter.desk.block.done.", &["drawn"]),
        version: issue.version.to_string(),
        kind: name,
        fields,
        form,
        items,
        days: match block {
            Block::Items { source, .. } => days(desk, *source),
            Block::Heading { .. } | Block::Text { .. } => Vec::new(),
        },
        back: desk.url(&format!("/issues/{}/compose", issue.id)),
    };
    let (number, name) = (issue.number.to_string(), desk.say(block_key(name)));
    let args = [("number", number.as_str().into()), ("block", name.as_str().into())];
    desk.again(&desk.say_with("newsletter.desk.block.title", &args), &page, status).await
}

fn days(desk: &Desk, source: Source) -> Vec<Field> {
    let from = Field::date("from", desk.say("newsletter.desk.block.from"));
    let from = match source {
        Source::Events => from.hint(desk.say("newsletter.desk.block.from-events")),
        _ => from.hint(desk.say("newsletter.desk.block.from-published")),
    };
    vec![from, Field::date("until", desk.say("newsletter.desk.block.until"))]
}

fn line(desk: &Desk, issue: &Issue, at: usize, item: &Item) -> ItemLine {
    let (of, title) = picked(&item.texts, desk.language, issue.fallback)
        .map_or((desk.language, ""), |(of, text)| (of, text.title.as_str()));
    ItemLine {
        at,
        key: item.key.clone(),
        title: title.to_owned(),
        lang: of.tag().to_owned(),
        dir: of.direction().html(),
        date: item.date.map(|day| day.to_string()).unwrap_or_default(),
        languages: item.texts.languages().map(Named::of).collect(),
        chosen: item.chosen,
        place: at + 1,
    }
}

impl Template for BlockPage {
    const NAME: &'static str = "newsletter/desk/block.html";

    fn samples() -> Vec<Self> {
        let text = Self {
            version: "1".to_owned(),
            kind: "text",
            fields: vec![Field::textarea("words-en", "English", 12).written_in(Language::EN)],
            form: Fields::of([("words-en", "Dear")]).fault("words-en", "Too long".to_owned()),
            back: "/desk/newsletter/issues/1/compose".to_owned(),
            ..Self::default()
        };
        let line = ItemLine {
            at: 0,
            key: "1".to_owned(),
            title: "A harbour opens".to_owned(),
            lang: "en".to_owned(),
            dir: "ltr",
            date: "2026-11-26".to_owned(),
            languages: [Language::EN, Language::KO].map(Named::of).to_vec(),
            chosen: true,
            place: 1,
        };
        let bare = ItemLine { at: 1, date: String::new(), chosen: false, place: 2, ..line.clone() };
        let days = vec![Field::date("from", "From"), Field::date("until", "Until")];
        let items = Self {
            notice: "Drawn.".to_owned(),
            kind: "news",
            fields: Vec::new(),
            form: Fields::empty(),
            items: Some(vec![line, bare]),
            days,
            ..text.clone()
        };
        vec![Self { items: Some(Vec::new()), ..items.clone() }, items, text]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(key: &str) -> Item {
        Item { key: key.to_owned(), date: None, texts: Localized::new(), chosen: true }
    }

    fn ordered(places: [&str; 4]) -> String {
        let items = ["a", "b", "c", "d"].map(item).to_vec();
        let fields = places.iter().enumerate().map(|(at, place)| (format!("place-{at}"), *place));
        let posted: Posted = fields.chain([("item".to_owned(), "c")]).collect();
        let chosen = chosen(items, &posted);
        assert!(chosen.iter().all(|item| item.chosen == (item.key == "c")));
        chosen.iter().map(|item| item.key.as_str()).collect()
    }

    #[test]
    fn a_place_that_is_typed_is_the_place_it_gets() {
        assert_eq!(ordered(["1", "2", "3", "4"]), "abcd");
        assert_eq!(ordered(["1", "2", "3", "1"]), "dabc");
        assert_eq!(ordered(["3", "2", "3", "4"]), "bcad");
        assert_eq!(ordered(["4", "3", "2", "1"]), "dcba");
        assert_eq!(ordered(["x", "", "-1", "99999999999999999999999"]), "abcd");
        assert_eq!(ordered(["0", "0", "0", "0"]), "abcd");
    }
}
