use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{Accepts, ActorOf, CallerOf, IfMatch, Json, Path, Problem, Query, etag};
use eframe_core::{Language, Version};
use http::{HeaderMap, header};
use serde::{Deserialize, Serialize};

use super::read::tagged;
use super::wire::{MenuWire, SetMenuWire};
use crate::model::{MenuEntry, Slug};
use crate::permission::MENU;
use crate::rules::SetMenu;
use crate::{Cms, Error, permission};

/// In which language a menu is asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct In {
    language: Option<Language>,
}

/// A menu as its readers see it and, for those who may set it, as it is set.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = MenuShown)]
pub(super) struct ShownWire {
    links: Vec<LinkWire>,
    /// For those who may set it.
    #[serde(skip_serializing_if = "Option::is_none")]
    menu: Option<MenuWire>,
}

/// A line of a menu.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = MenuLink)]
pub(super) struct LinkWire {
    text: String,
    #[schema(value_type = String)]
    language: Language,
    /// Where it leads, below the language asked for.
    path: String,
}

/// What a menu leads to. Its ETag is its version, to be sent as If-Match.
#[utoipa::path(
    get, path = "/menus/{name}", operation_id = "readMenu", tag = "content",
    params(
        ("name" = String, Path, description = "The menu: main."),
        ("language" = Option<String>, Query, description = "The language to be answered in, as far as there is one: en."),
    ),
    responses((status = 200, description = "The menu.", body = ShownWire))
)]
pub(super) async fn read(
    State(cms): State<Cms>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(name): Path<Slug>,
    Query(asked): Query<In>,
) -> Result<Response, Problem> {
    let menu = cms.menu(&name).await?.ok_or(Error::NotFound)?;
    let links = links(&cms, &name, asked.language.unwrap_or(cms.first_language())).await?;
    if !actor.may(MENU) {
        // What is shown changes with the documents too, so the version alone is no tag for it.
        return Ok(Json(ShownWire { links, menu: None }).into_response());
    }
    let shown = ShownWire { links, menu: Some(MenuWire::from(&menu)) };
    // Never 304: the links may have changed under the same version.
    tagged(&HeaderMap::new(), etag(menu.version), &shown)
}

/// Says what a menu leads to from now on. `If-Match` is `"0"` for a menu of a new name.
#[utoipa::path(
    put, path = "/menus/{name}", operation_id = "setMenu", tag = "content",
    security(("bearer" = [permission::MENU])),
    params(
        ("name" = String, Path, description = "The menu: main."),
        ("If-Match" = String, Header, description = "The version that the change was made from."),
    ),
    request_body = SetMenuWire,
    responses((status = 200, description = "Set, with the new version as ETag.", body = ShownWire))
)]
pub(super) async fn set(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Path(name): Path<Slug>,
    seen: IfMatch,
    Json(wire): Json<SetMenuWire>,
) -> Result<Response, Problem> {
    let stands = cms.menu(&name).await?.map_or(Version::new(0), |menu| menu.version);
    let entries = wire.entries.into_iter().map(MenuEntry::from).collect();
    let command = SetMenu { entries, expected: seen.or(stands) };
    let set = seen.answer(cms.set_menu(&caller, &name, command).await)?;
    let menu = cms.menu(&name).await?.as_ref().map(MenuWire::from);
    let links = links(&cms, &name, cms.first_language()).await?;
    let tag = [(header::ETAG, etag(set.version))];
    Ok((tag, Json(ShownWire { links, menu })).into_response())
}

async fn links(cms: &Cms, name: &Slug, language: Language) -> Result<Vec<LinkWire>, Error> {
    let links = cms.menu_links(name.as_str(), language).await?;
    let wire = links.into_iter().map(|link| LinkWire {
        text: link.text,
        language: link.language,
        path: link.path,
    });
    Ok(wire.collect())
}
