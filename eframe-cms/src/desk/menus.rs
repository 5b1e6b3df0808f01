use std::collections::BTreeMap;

use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Cell, Column, FormPage, List, Row, Stands};
use eframe_core::form::{Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::{FieldErrors, Version};

use super::seat::{Seat, is_overtaken, to, version};
use crate::model::{Kind, Menu, MenuEntry, Slug};
use crate::permission::MENU;
use crate::rules::SetMenu;
use crate::store::Filter;
use crate::{Error, Refusal};

/// The menus that every frame has a place for, whether they were set or not.
const USUAL: [&str; 2] = ["main", "footer"];

/// The one field of the form.
const ENTRIES: &str = "entries";

/// Every menu.
pub(super) async fn list(seat: Seat) -> Result<Response, Problem> {
    seat.actor().require(MENU)?;
    let mut all = BTreeMap::from(USUAL.map(|name| (name.to_owned(), 0)));
    for menu in seat.cms.menus().await? {
        all.insert(menu.name.to_string(), menu.entries.len());
    }
    let row = |(name, entries): (&String, &usize)| {
        Row::new([
            Cell::link(name, seat.url(&format!("/menus/{name}"))),
            Cell::Number { number: i64::try_from(*entries).unwrap_or(i64::MAX) },
        ])
    };
    let page = List {
        notice: seat.notice(),
        lead: seat.say("cms.desk.menus.lead"),
        count: seat.say_with("cms.desk.menus.count", &[("count", all.len().into())]),
        columns: vec![
            Column::new(seat.say("cms.desk.menus.name")),
            Column::number(seat.say("cms.desk.menus.entries")),
        ],
        rows: all.iter().map(row).collect(),
        ..List::default()
    };
    seat.page(&seat.say("cms.desk.menus.title"), &page).await
}

/// Asks what a menu is to lead to: an address a line.
pub(super) async fn ask(
    seat: Seat,
    Path(name): Path<Slug>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    seat.actor().require(MENU)?;
    let mut page = form(&seat);
    page.kept = kept.is_some();
    page.form = match kept {
        Some(posted) => Fields::posted(&posted),
        None => stands(&seat, &name).await?,
    };
    seat.page(&heading(&seat, &name), &page).await
}

/// Sets it.
pub(super) async fn set(
    seat: Seat,
    Path(name): Path<Slug>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    seat.actor().require(MENU)?;
    let set = match entries(&seat, posted.one(ENTRIES)).await {
        Ok(entries) => {
            let command = SetMenu { entries, expected: version(&posted) };
            seat.cms.set_menu(&seat.caller, &name, command).await.map_err(in_one_field)
        }
        Err(error) => Err(error),
    };
    match set {
        Ok(_) => Ok(to(&seat.url("/menus?done=menu"))),
        Err(error) => {
            let (mut page, overtaken) = (form(&seat), is_overtaken(&error));
            let (form, status) = seat.refused(&posted, error)?;
            if overtaken {
                page.stands = Stands::beside(&page.fields, &form, &stands(&seat, &name).await?);
            }
            page.form = form;
            seat.again(&heading(&seat, &name), &page, status).await
        }
    }
}

/// The form of a menu as it stands.
async fn stands(seat: &Seat, name: &Slug) -> Result<Fields, Error> {
    let menu = seat.cms.menu(name).await?;
    let version = menu.as_ref().map_or(Version::new(0), |menu| menu.version);
    let lines = lines(seat, menu.as_ref()).await?;
    Ok(Fields::of([("version", version.to_string()), (ENTRIES, lines)]))
}

fn heading(seat: &Seat, name: &Slug) -> String {
    seat.say_with("cms.desk.menus.one", &[("name", name.as_str().into())])
}

fn form(seat: &Seat) -> FormPage {
    let entries = Field::textarea(ENTRIES, seat.say("cms.desk.menus.entries"), 12);
    FormPage {
        fields: vec![
            Field::hidden("version"),
            entries.hint(seat.say("cms.desk.menus.entries-hint")).optional().ltr(),
        ],
        next: seat.say("cms.desk.menus.next"),
        submit: seat.say("cms.desk.edit.submit"),
        cancel: Some(seat.url("/menus")),
        ..FormPage::default()
    }
}

/// A menu as addresses, one a line. A document that whoever sits here may not see stands there by its id: what
/// they do not touch stays in the menu.
async fn lines(seat: &Seat, menu: Option<&Menu>) -> Result<String, Error> {
    let entries = menu.map(|menu| menu.entries.as_slice()).unwrap_or_default();
    let named = entries.iter().filter_map(|entry| entry.document());
    let filter = Filter { among: Some(named.collect()), ..Filter::default() };
    let seen = seat.cms.entries(seat.actor(), &filter, None, Menu::MOST as u64).await?;
    let seen = seen.iter().map(|entry| (entry.document.id, entry.document.address.as_str()));
    let seen = seen.collect::<BTreeMap<_, _>>();
    let line = |entry: &MenuEntry| match entry {
        MenuEntry::List(kind) => format!("/{}\n", kind.folder().unwrap_or_default()),
        MenuEntry::Document(id) => match seen.get(id) {
            Some(address) => format!("{address}\n"),
            None => format!("{id}\n"),
        },
    };
    Ok(entries.iter().map(line).collect())
}

/// The entries that lines of addresses name, or the lines that name nothing.
async fn entries(seat: &Seat, lines: &str) -> Result<Vec<MenuEntry>, Error> {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>();
    let (mut entries, mut errors) = (Vec::new(), FieldErrors::new());
    errors.check(lines.len() <= Menu::MOST, ENTRIES, "cms.desk.field.entries.many");
    // Each line may be a question to the database.
    for line in lines.into_iter().take(Menu::MOST) {
        match named(seat, line).await? {
            Some(entry) => entries.push(entry),
            None => errors.add(ENTRIES, "cms.desk.field.entries.unknown"),
        }
    }
    Ok(errors.finish(entries)?)
}

/// What a line names: the list of a kind, a document by an address of its, now or once, or by its id.
async fn named(seat: &Seat, line: &str) -> Result<Option<MenuEntry>, Error> {
    let list = Kind::ALL
        .into_iter()
        .find(|kind| kind.folder().is_some_and(|folder| line.strip_prefix('/') == Some(folder)));
    if let Some(kind) = list {
        return Ok(Some(MenuEntry::List(kind)));
    }
    Ok(seat.named(line).await?.map(MenuEntry::Document))
}

/// The rule names an entry by its number; here all of them stand in one field.
fn in_one_field(error: Error) -> Error {
    let Error::Refused(Refusal::Invalid(errors)) = error else { return error };
    let mut all = FieldErrors::new();
    for one in errors.iter() {
        all.add_with(ENTRIES, one.key, one.args.clone());
    }
    all.into()
}
