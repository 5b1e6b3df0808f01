use eframe_core::block::sea_orm::sea_query::{ColumnDef, Index, Table, TableCreateStatement};
use eframe_core::block::sea_orm::{DatabaseBackend, Statement};

use super::constraint;

/// The library: its items, their versions, what was made of them, and which editions show them.
pub(super) fn up(on: DatabaseBackend) -> Vec<Statement> {
    let media = Table::create()
        .table("cms_media")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("version").big_integer().not_null())
        .col(ColumnDef::new("kind").text().not_null())
        .col(ColumnDef::new("name").text().not_null())
        .col(ColumnDef::new("about").json_binary().not_null())
        .col(ColumnDef::new("words").text().not_null())
        .col(ColumnDef::new("added").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("retired").timestamp_with_time_zone())
        .to_owned();
    let files = Table::create()
        .table("cms_media_file")
        .col(ColumnDef::new("media").uuid().not_null())
        .col(ColumnDef::new("number").integer().not_null())
        .col(ColumnDef::new("blob").uuid().not_null())
        .col(ColumnDef::new("sha256").text().not_null())
        .col(ColumnDef::new("mime").text().not_null())
        .col(ColumnDef::new("bytes").big_integer().not_null())
        .col(ColumnDef::new("pixels").json_binary())
        .col(ColumnDef::new("called").text().not_null())
        .col(ColumnDef::new("by").json_binary().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("released").json_binary())
        .primary_key(Index::create().name(constraint::FILE).col("media").col("number"))
        .to_owned();
    let index = |name: &str, table: &'static str, columns: &[&'static str]| {
        let mut index = Index::create().name(name).table(table).to_owned();
        for &column in columns {
            index.col(column);
        }
        on.build(&index)
    };
    vec![
        on.build(&media),
        on.build(&files),
        on.build(&renditions()),
        on.build(&uses()),
        index("cms_media_added", "cms_media", &["added"]),
        index("cms_media_file_blob", "cms_media_file", &["blob"]),
        index("cms_media_rendition_blob", "cms_media_rendition", &["blob"]),
        index("cms_media_use_media", "cms_media_use", &["media", "number"]),
    ]
}

fn renditions() -> TableCreateStatement {
    Table::create()
        .table("cms_media_rendition")
        .col(ColumnDef::new("media").uuid().not_null())
        .col(ColumnDef::new("number").integer().not_null())
        .col(ColumnDef::new("width").integer().not_null())
        .col(ColumnDef::new("height").integer().not_null())
        .col(ColumnDef::new("ending").text().not_null())
        .col(ColumnDef::new("blob").uuid().not_null())
        .col(ColumnDef::new("sha256").text().not_null())
        .col(ColumnDef::new("bytes").big_integer().not_null())
        .primary_key(Index::create().col("media").col("number").col("width"))
        .to_owned()
}

fn uses() -> TableCreateStatement {
    Table::create()
        .table("cms_media_use")
        .col(ColumnDef::new("edition").uuid().not_null())
        .col(ColumnDef::new("media").uuid().not_null())
        .col(ColumnDef::new("number").integer().not_null())
        .primary_key(Index::create().col("edition").col("media").col("number"))
        .to_owned()
}

/// What counts how often something that shows a file went live.
pub(super) fn shown(on: DatabaseBackend) -> Vec<Statement> {
    let shown = Table::create()
        .table("cms_media_shown")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("version").big_integer().not_null())
        .to_owned();
    let all = "INSERT INTO cms_media_shown (id, version) SELECT id, 1 FROM cms_media";
    vec![on.build(&shown), Statement::from_string(on, all)]
}
