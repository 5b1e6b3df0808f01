use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::{Choice, Field, Fields, Posted};
use eframe_core::frame::Link;
use eframe_core::http::{Form, Path, Problem, see_other};
use eframe_core::template::Template;
use eframe_core::{Language, Localized, Version};
use http::StatusCode;
use serde::Serialize;

use super::seat::Desk;
use crate::model::{
    Block, Composition, Fallback, Issue, IssueId, IssueStage, Source, Unfit, picked,
};
use crate::permission::ISSUE_EDIT;
use crate::{Error, Refusal};

/// Where an issue is put together.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ComposePage {
    notice: String,
    version: String,
    /// The languages in which something is missing that keeps it from being sent.
    unwritten: Vec<String>,
    /// What could not be taken as the site told it.
    unfit: Vec<String>,
    titles: Vec<Field>,
    form: Fields,
    blocks: Vec<BlockLine>,
    kinds: Vec<Choice>,
    /// What it looks like, by language.
    previews: Vec<Link>,
    /// Where its languages are chosen.
    languages: String,
    /// The issue, where it is sent.
    back: String,
}

/// A block as a line.
#[derive(Clone, Debug, Default, Serialize)]
struct BlockLine {
    at: usize,
    /// What it is.
    name: String,
    /// What it says, in a few words, in this language.
    says: String,
    lang: String,
    dir: &'static str,
    href: String,
    /// The languages in which it says nothing itself.
    missing: Vec<String>,
    first: bool,
    last: bool,
}

/// What was just done.
const DONE: [&str; 5] = ["titles", "move", "remove", "block", "languages"];
/// How much of a text a line shows.
const SHOWN: usize = 80;

/// An issue that is a draft still, with what it is put together from.
pub(super) struct Draft {
    pub(super) issue: Issue,
    pub(super) composition: Composition,
}

impl Draft {
    /// Loads it for whoever may put it together. One that was ordered is shown where it is sent.
    pub(super) async fn load(desk: &Desk, id: IssueId) -> Result<Result<Self, Response>, Problem> {
        desk.actor().require(ISSUE_EDIT)?;
        let issue = desk.newsletter.issue(desk.actor(), id).await?;
        if issue.status.stage() != IssueStage::Draft {
            return Ok(Err(see_other(&desk.url(&format!("/issues/{id}")))));
        }
        let composition = desk.newsletter.composition(desk.actor(), id).await?;
        Ok(Ok(Self { issue, composition: composition.unwrap_or_default() }))
    }

    /// Writes what has become of it, if it is at the version that the form was made of.
    pub(super) async fn save(self, desk: &Desk, posted: &Posted) -> Result<Version, Error> {
        let Ok(version) = posted.one("version").parse() else {
            return Err(Refusal::IssueMoved(self.issue.version).into());
        };
        let (newsletter, caller) = (&desk.newsletter, &desk.caller);
        newsletter
            .compose(caller, self.issue.id, Some(Version::new(version)), self.composition)
            .await
    }
}

/// Shows it.
pub(super) async fn show(desk: Desk, Path(id): Path<IssueId>) -> Result<Response, Problem> {
    match Draft::load(&desk, id).await? {
        Ok(draft) => {
            let form = titles(&draft.composition);
            answer(&desk, &draft, form, StatusCode::OK).await
        }
        Err(elsewhere) => Ok(elsewhere),
    }
}

/// Takes one step.
pub(super) async fn step(
    desk: Desk,
    Path(id): Path<IssueId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let mut draft = match Draft::load(&desk, id).await? {
        Ok(draft) => draft,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let at: Option<usize> = posted.one("at").parse().ok();
    let first = draft.composition.blocks.len();
    let blocks = &mut draft.composition.blocks;
    let done = match (posted.one("step"), at.filter(|at| *at < blocks.len())) {
        ("titles", _) => {
            draft.composition.titles = said(&posted, "titles", &draft.issue.languages);
            "titles"
        }
        ("add", _) => {
            add(&desk, &mut draft, posted.one("kind")).await?;
            "add"
        }
        ("up", Some(at)) if at > 0 => {
            blocks.swap(at, at - 1);
            "move"
        }
        ("down", Some(at)) if at + 1 < blocks.len() => {
            blocks.swap(at, at + 1);
            "move"
        }
        ("remove", Some(at)) => {
            blocks.remove(at);
            "remove"
        }
        _ => return Err(Problem::bad_request("step", "There is no such step.")),
    };
    match draft.save(&desk, &posted).await {
        // Whatever is new is written next; what was drawn is looked through.
        Ok(_) if done == "add" => Ok(see_other(&desk.url(&format!("/issues/{id}/blocks/{first}")))),
        Ok(_) => Ok(see_other(&desk.url(&format!("/issues/{id}/compose?done={done}")))),
        Err(error) => again(&desk, id, &posted, error).await,
    }
}

/// Adds a block: of items as many as hold what there is to tell.
async fn add(desk: &Desk, draft: &mut Draft, kind: &str) -> Result<(), Problem> {
    let Draft { issue, composition } = draft;
    match (kind, Source::named(kind)) {
        ("heading", _) => composition.blocks.push(Block::Heading { words: Localized::new() }),
        ("text", _) => composition.blocks.push(Block::Text { markdown: Localized::new() }),
        (_, Some(source)) => {
            let told = desk.newsletter.new_items(issue.number, source, &issue.languages).await;
            let (told, unfit) = told?;
            composition.note_unfit(source, unfit);
            composition.blocks.extend(told.blocks);
            composition.drawn.extend(told.drawn.map(|day| (source, day)));
        }
        _ => return Err(Problem::bad_request("kind", "There is no such block.")),
    }
    Ok(())
}

/// Shows what was typed again, and what is wrong.
pub(super) async fn again(
    desk: &Desk,
    id: IssueId,
    posted: &Posted,
    error: Error,
) -> Result<Response, Problem> {
    let draft = match Draft::load(desk, id).await? {
        Ok(draft) => draft,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let form = match posted.one("step") {
        "titles" => Fields::posted(posted),
        _ => titles(&draft.composition),
    };
    let (form, status) = refused(desk, form, "titles", &draft.issue, error)?;
    answer(desk, &draft, form, status).await
}

/// What is wrong with what was posted: beside the field of this name in the language that it is said of, else in the first one.
pub(super) fn refused(
    desk: &Desk,
    mut form: Fields,
    name: &str,
    issue: &Issue,
    error: Error,
) -> Result<(Fields, StatusCode), Problem> {
    let Error::Refused(Refusal::Invalid(errors)) = error else {
        let said = desk.refused(error)?;
        return Ok((form.fault("", said), StatusCode::CONFLICT));
    };
    let first = issue.languages.first().map_or(Language::EN, |one| *one);
    for error in errors.iter() {
        let said = desk.newsletter.presentation().field_error(desk.language, error);
        let of = error.field.rsplit('.').next().and_then(|of| of.parse().ok());
        form = form.fault(&field(name, of.unwrap_or(first)), said);
    }
    Ok((form, StatusCode::UNPROCESSABLE_ENTITY))
}

/// The name of a field in a language.
pub(super) fn field(name: &str, language: Language) -> String {
    format!("{name}-{}", language.code())
}

/// What is said in the fields of each language; an empty one says nothing.
pub(super) fn said(posted: &Posted, name: &str, languages: &[Language]) -> Localized<String> {
    let said = languages.iter().filter_map(|one| {
        let words = posted.one(&field(name, *one)).replace("\r\n", "\n");
        let words = words.trim();
        (!words.is_empty()).then(|| (*one, words.to_owned()))
    });
    said.collect()
}

fn titles(composition: &Composition) -> Fields {
    Fields::of(composition.titles.iter().map(|(of, title)| (field("titles", of), title.clone())))
}

async fn answer(
    desk: &Desk,
    draft: &Draft,
    form: Fields,
    status: StatusCode,
) -> Result<Response, Problem> {
    let Draft { issue, composition } = draft;
    let name = |of: &Language| of.own_name().to_owned();
    let unwritten = composition.unwritten(&issue.languages, issue.fallback);
    let last = composition.blocks.len().saturating_sub(1);
    let lines = composition
        .blocks
        .iter()
        .enumerate()
        .map(|(at, block)| BlockLine { last: at == last, ..line(desk, issue, at, block) });
    let of_languages = issue.languages.iter();
    let page = ComposePage {
        notice: desk.notice("newsletter.desk.compose.done.", &DONE),
        version: issue.version.to_string(),
        unwritten: unwritten.iter().map(name).collect(),
        unfit: composition
            .unfit
            .iter()
            .map(|(source, unfit)| unfitting(desk, *source, *unfit))
            .collect(),
        titles: of_languages
            .clone()
            .map(|of| needed(issue, *of, Field::text(&field("titles", *of), of.own_name())))
            .collect(),
        form,
        blocks: lines.collect(),
        kinds: kinds(desk),
        previews: of_languages.map(|of| preview(desk, issue, *of)).collect(),
        languages: desk.url(&format!("/issues/{}/languages", issue.id)),
        back: desk.url(&format!("/issues/{}", issue.id)),
    };
    let number = issue.number.to_string();
    let args = [("number", number.as_str().into())];
    desk.again(&desk.say_with("newsletter.desk.compose.title", &args), &page, status).await
}

/// A field in a language: optional where readers get another language instead.
pub(super) fn needed(issue: &Issue, language: Language, field: Field) -> Field {
    let field = field.written_in(language);
    match issue.fallback {
        Fallback::Other(other) if other != language => field.optional(),
        Fallback::Other(_) | Fallback::Block => field,
    }
}

/// Where it is looked at in a language.
pub(super) fn preview(desk: &Desk, issue: &Issue, language: Language) -> Link {
    let path = format!("/issues/{}/preview/{language}", issue.id);
    Link::new(language.own_name(), desk.url(&path), "")
}

fn kinds(desk: &Desk) -> Vec<Choice> {
    let names = ["text", "heading"].into_iter().chain(Source::ALL.map(Source::name));
    names.map(|name| Choice::new(name, desk.say(block_key(name)))).collect()
}

/// The key of what a block is called.
pub(super) fn block_key(name: &str) -> &'static str {
    match name {
        "heading" => "newsletter.desk.block.heading",
        "text" => "newsletter.desk.block.text",
        "news" => "newsletter.desk.block.news",
        "events" => "newsletter.desk.block.events",
        "members" => "newsletter.desk.block.members",
        _ => "newsletter.desk.block.partners",
    }
}

fn line(desk: &Desk, issue: &Issue, at: usize, block: &Block) -> BlockLine {
    let words = |said: &Localized<String>| {
        let (of, words) = picked(said, desk.language, issue.fallback)?;
        let short: String = words.chars().take(SHOWN).collect();
        let cut = if short.len() < words.len() { "…" } else { "" };
        Some((of, format!("{}{cut}", short.replace('\n', " "))))
    };
    let (name, (of, says)) = match block {
        Block::Heading { words: said } => ("heading", words(said).unwrap_or_else(|| nothing(desk))),
        Block::Text { markdown } => ("text", words(markdown).unwrap_or_else(|| nothing(desk))),
        Block::Items { source, items, .. } => {
            let (chosen, all) = (block.chosen().count(), items.len());
            let args = [("chosen", chosen.into()), ("all", all.into())];
            let said = desk.say_with("newsletter.desk.compose.chosen", &args);
            (source.name(), (desk.language, said))
        }
    };
    let missing = issue.languages.iter().filter(|language| !block.says(**language));
    BlockLine {
        at,
        name: desk.say(block_key(name)),
        says,
        lang: of.tag().to_owned(),
        dir: of.direction().html(),
        href: desk.url(&format!("/issues/{}/blocks/{at}", issue.id)),
        missing: missing.map(|one| one.own_name().to_owned()).collect(),
        first: at == 0,
        last: false,
    }
}

fn unfitting(desk: &Desk, source: Source, unfit: Unfit) -> String {
    let name = desk.say(block_key(source.name()));
    let (changed, left) = (i64::from(unfit.changed), i64::from(unfit.left_out));
    let args =
        [("source", name.as_str().into()), ("changed", changed.into()), ("left", left.into())];
    desk.say_with("newsletter.desk.compose.unfit", &args)
}

fn nothing(desk: &Desk) -> (Language, String) {
    (desk.language, desk.say("newsletter.desk.compose.nothing"))
}

impl Template for ComposePage {
    const NAME: &'static str = "newsletter/desk/compose.html";

    fn samples() -> Vec<Self> {
        let empty = Self {
            version: "1".to_owned(),
            titles: vec![Field::text("titles-en", "English").written_in(Language::EN)],
            kinds: vec![Choice::new("text", "Free text")],
            languages: "/desk/newsletter/issues/1/languages".to_owned(),
            back: "/desk/newsletter/issues/1".to_owned(),
            ..Self::default()
        };
        let line = BlockLine {
            at: 0,
            name: "Free text".to_owned(),
            says: "Dear readers".to_owned(),
            lang: "en".to_owned(),
            dir: "ltr",
            href: "/desk/newsletter/issues/1/blocks/0".to_owned(),
            missing: vec!["한국어".to_owned()],
            first: true,
            last: false,
        };
        let second =
            BlockLine { at: 1, first: false, last: true, missing: Vec::new(), ..line.clone() };
        let full = Self {
            notice: "Saved.".to_owned(),
            unwritten: vec!["한국어".to_owned()],
            unfit: vec!["News: changed 1, left out 2".to_owned()],
            form: Fields::of([("titles-en", "News")]).fault("titles-en", "Too long".to_owned()),
            blocks: vec![line, second],
            previews: vec![Link::new("English", "/desk/newsletter/issues/1/preview/en", "")],
            ..empty.clone()
        };
        vec![empty, full]
    }
}
