mod discard;
mod media;

use async_trait::async_trait;
use eframe_core::block::sea_orm::sea_query::OnConflict;
use eframe_core::block::sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait as _, DatabaseTransaction, DbErr,
    EntityTrait as _, IntoActiveModel as _, QueryFilter as _, Set, Statement, Value,
};
use eframe_core::block::stored;
use eframe_core::{Constraint, Timestamp};
use jiff::civil::Date;

use super::table::{address, document, edition, menu};
pub(super) use media::{library, shown};

use super::{constraint, search, text};
use crate::model::{Address, DocumentId, Edition, Menu, Slug};
use crate::rules::{Change, NewDocument};

const fn unique(
    name: &'static str,
    table: &'static str,
    columns: &'static [&'static str],
) -> Constraint {
    Constraint { name, table, columns }
}

#[async_trait]
impl eframe_core::Change for Change {
    const CONSTRAINTS: &'static [Constraint] = &[
        unique(constraint::ADDRESS, "cms_address", &["path"]),
        unique(constraint::NUMBER, "cms_edition", &["document", "language", "number"]),
        unique(constraint::LIVE, "cms_edition", &["document", "language"]),
        unique(constraint::DRAFT, "cms_edition", &["document", "language"]),
        unique(constraint::MENU, "cms_menu", &["name"]),
        unique(constraint::PLAN, "cms_plan", &["document", "language", "act"]),
        unique(constraint::PREVIEW, "cms_preview", &["secret"]),
        unique(constraint::REMINDER, "cms_reminder", &["id"]),
        unique(constraint::FILE, "cms_media_file", &["media", "number"]),
    ];

    async fn apply(&self, on: &DatabaseTransaction, at: Timestamp) -> Result<(), DbErr> {
        match self {
            Self::Create(new) => create(on, new, at).await,
            Self::Write(edition) => {
                write(on, edition).await?;
                super::link::keep(on, edition).await?;
                text::forget(on, edition).await?;
                search::keep(on, edition).await
            }
            Self::Discard(edition) => discard::discard(on, edition).await,
            Self::Forget(document) => discard::forget(on, *document).await,
            Self::Surface { document, day } => surface(on, *document, *day, at).await,
            Self::MoveSubtree { document, parent, slug, position, from, to } => {
                place(on, *document, *parent, slug, *position).await?;
                move_subtree(on, from, to, at).await
            }
            Self::Arrange(moved) => super::document::arrange(on, moved, at).await,
            Self::SetMenu(menu) => set_menu(on, menu).await,
            Self::SetRedirects(all) => super::redirect::set(on, all).await,
            Self::RemoveRedirect(path) => super::redirect::remove(on, path).await,
            Self::BringIn(file) => super::archive::bring_in(on, file).await,
            Self::Index(editions) => search::keep_all(on, editions).await,
            Self::KeepTexts(texts) => text::keep(on, texts).await,
            Self::Plan(plan) => super::plan::write(on, plan).await,
            Self::Preview(preview) => super::preview::write(on, preview).await,
            Self::EndPreview(id) => super::preview::remove(on, *id).await,
            Self::KeepUnsaved(unsaved) => super::unsaved::keep(on, unsaved).await,
            Self::DropUnsaved { person, sheet } => super::unsaved::drop(on, *person, *sheet).await,
            Self::Tidy(since) => {
                super::preview::tidy(on, at).await?;
                super::unsaved::tidy(on, *since).await
            }
            Self::Care { document, care } => super::care::write(on, *document, care).await,
            Self::Remind { person, first } => super::care::remind(on, *person, *first, at).await,
            Self::Media(change) => media::apply(change, on).await,
        }
    }
}

async fn create(on: &DatabaseTransaction, new: &NewDocument, at: Timestamp) -> Result<(), DbErr> {
    let NewDocument { id, kind, parent, position, slug, address: path } = new;
    let row = document::Model {
        id: id.uuid(),
        version: 1,
        kind: kind.code().to_owned(),
        parent: parent.map(DocumentId::uuid),
        position: *position,
        slug: slug.to_string(),
        path: path.to_string(),
        day: None,
        changed: None,
        office: String::new(),
        person: None,
        review_by: None,
    };
    document::Entity::insert(row.into_active_model()).exec_without_returning(on).await?;
    let (path, document, since) = (path.to_string(), id.uuid(), stored(at));
    let named = address::Model { path, document, since, known: false };
    address::Entity::insert(named.into_active_model()).exec_without_returning(on).await?;
    Ok(())
}

async fn write(on: &DatabaseTransaction, edition: &Edition) -> Result<(), DbErr> {
    let row = edition::Model::try_from(edition)?;
    let again = OnConflict::column(edition::Column::Id)
        .update_columns([
            edition::Column::Revision,
            edition::Column::Stage,
            edition::Column::State,
            edition::Column::Title,
            edition::Column::Summary,
            edition::Column::Body,
            edition::Column::Blocks,
            edition::Column::Facts,
            edition::Column::Note,
            edition::Column::Authors,
            edition::Column::Saved,
            edition::Column::Since,
        ])
        .to_owned();
    edition::Entity::insert(row.into_active_model())
        .on_conflict(again)
        .exec_without_returning(on)
        .await?;
    media::shown(on, edition).await
}

async fn surface(
    on: &DatabaseTransaction,
    id: DocumentId,
    day: Option<Date>,
    at: Timestamp,
) -> Result<(), DbErr> {
    document::Entity::update_many()
        .col_expr(document::Column::Day, day.map(|day| day.to_string()).into())
        .col_expr(document::Column::Changed, stored(at).into())
        .filter(document::Column::Id.eq(id.uuid()))
        .exec(on)
        .await?;
    run(
        on,
        "UPDATE cms_address SET known = TRUE \
         WHERE path = (SELECT path FROM cms_document WHERE id = $1)",
        [id.uuid().into()],
    )
    .await
}

async fn place(
    on: &DatabaseTransaction,
    id: DocumentId,
    parent: Option<DocumentId>,
    slug: &Slug,
    position: i32,
) -> Result<(), DbErr> {
    let row = document::ActiveModel {
        id: Set(id.uuid()),
        parent: Set(parent.map(DocumentId::uuid)),
        slug: Set(slug.to_string()),
        position: Set(position),
        ..Default::default()
    };
    row.update(on).await?;
    Ok(())
}

/// Four statements, however large the subtree: new paths, their claim in `cms_address`, which of those the public gets to
/// know, and the mark that it sees them anew. A path that belongs to another document makes the second fail.
async fn move_subtree(
    on: &DatabaseTransaction,
    from: &Address,
    to: &Address,
    at: Timestamp,
) -> Result<(), DbErr> {
    let (from, to) = (from.as_str(), to.as_str());
    if from != to {
        let tail = i32::try_from(from.len() + 1).unwrap_or(i32::MAX);
        run(
            on,
            "UPDATE cms_document SET path = $1 || substr(path, $2) WHERE path = $3 OR path LIKE $4",
            [to.into(), tail.into(), from.into(), format!("{from}/%").into()],
        )
        .await?;
        run(
            on,
            "INSERT INTO cms_address (path, document, since, known) \
             SELECT path, id, $1, FALSE FROM cms_document WHERE (path = $2 OR path LIKE $3) \
             AND NOT EXISTS (SELECT 1 FROM cms_address \
             WHERE cms_address.path = cms_document.path AND document = cms_document.id)",
            [stored(at).into(), to.into(), format!("{to}/%").into()],
        )
        .await?;
        run(
            on,
            "UPDATE cms_address SET known = TRUE WHERE path IN \
             (SELECT path FROM cms_document WHERE (path = $1 OR path LIKE $2) AND EXISTS \
             (SELECT 1 FROM cms_edition WHERE document = cms_document.id AND stage = 'live'))",
            [to.into(), format!("{to}/%").into()],
        )
        .await?;
    }
    run(
        on,
        "UPDATE cms_document SET changed = $1 \
         WHERE (path = $2 OR path LIKE $3) AND changed IS NOT NULL",
        [stored(at).into(), to.into(), format!("{to}/%").into()],
    )
    .await
}

async fn run<const N: usize>(
    on: &DatabaseTransaction,
    sql: &str,
    values: [Value; N],
) -> Result<(), DbErr> {
    let statement = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
    on.execute_raw(statement).await?;
    Ok(())
}

async fn set_menu(on: &DatabaseTransaction, menu: &Menu) -> Result<(), DbErr> {
    let entries = serde_json::to_value(&menu.entries).map_err(json)?;
    let row = menu::Model { id: menu.id.uuid(), version: 1, name: menu.name.to_string(), entries };
    let again =
        OnConflict::column(menu::Column::Id).update_column(menu::Column::Entries).to_owned();
    menu::Entity::insert(row.into_active_model())
        .on_conflict(again)
        .exec_without_returning(on)
        .await?;
    Ok(())
}

pub(super) fn json(error: serde_json::Error) -> DbErr {
    DbErr::Json(error.to_string())
}
