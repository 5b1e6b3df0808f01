mod media;

use eframe_core::block::sea_orm::sea_query::{ColumnDef, Expr, Index, Query, Table};
use eframe_core::block::sea_orm::{DatabaseBackend, Statement};
use eframe_core::{Migration, MigrationList};

use super::constraint;
use crate::rules::THE_TREE;

/// The block's tables.
pub const MIGRATIONS: MigrationList = MigrationList {
    block: "cms",
    migrations: &[
        Migration { name: "0001_document", up: document },
        Migration { name: "0002_edition", up: edition },
        Migration { name: "0003_menu", up: menu },
        Migration { name: "0004_blocks", up: blocks },
        Migration { name: "0005_plan", up: plan },
        Migration { name: "0006_care", up: care },
        Migration { name: "0007_search", up: super::search::search },
        Migration { name: "0008_media", up: media::up },
        Migration { name: "0010_redirect", up: redirect },
        Migration { name: "0011_link", up: link },
        Migration { name: "0012_comfort", up: comfort },
        Migration { name: "0013_text", up: super::text::text },
        Migration { name: "0014_known", up: known },
        Migration { name: "0015_shown", up: media::shown },
        Migration { name: "0016_picture", up: super::text::picture },
        Migration { name: "0017_since", up: since },
        Migration { name: "0018_behind", up: behind },
    ],
};

fn document(on: DatabaseBackend) -> Vec<Statement> {
    let tree = Table::create()
        .table("cms_tree")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("version").big_integer().not_null())
        .to_owned();
    let the_tree = Query::insert()
        .into_table("cms_tree")
        .columns(["id", "version"])
        .values_panic([Expr::val(THE_TREE), Expr::val(1_i64)])
        .to_owned();
    let documents = Table::create()
        .table("cms_document")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("version").big_integer().not_null())
        .col(ColumnDef::new("kind").text().not_null())
        .col(ColumnDef::new("parent").uuid())
        .col(ColumnDef::new("position").integer().not_null())
        .col(ColumnDef::new("slug").text().not_null())
        .col(ColumnDef::new("path").text().not_null())
        .col(ColumnDef::new("day").text())
        .col(ColumnDef::new("changed").timestamp_with_time_zone())
        .to_owned();
    let addresses = Table::create()
        .table("cms_address")
        .col(ColumnDef::new("path").text().not_null())
        .col(ColumnDef::new("document").uuid().not_null())
        .col(ColumnDef::new("since").timestamp_with_time_zone().not_null())
        .primary_key(Index::create().name(constraint::ADDRESS).col("path"))
        .to_owned();
    let index = |name: &str, columns: &[&'static str]| {
        let mut index = Index::create().name(name).table("cms_document").to_owned();
        for &column in columns {
            index.col(column);
        }
        on.build(&index)
    };
    vec![
        on.build(&tree),
        on.build(&the_tree),
        on.build(&documents),
        on.build(&addresses),
        index("cms_document_parent", &["parent", "position"]),
        index("cms_document_day", &["kind", "day"]),
        index("cms_document_position", &["kind", "position"]),
        index("cms_document_changed", &["changed"]),
        index("cms_document_path", &["path"]),
    ]
}

fn edition(on: DatabaseBackend) -> Vec<Statement> {
    let editions = Table::create()
        .table("cms_edition")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("document").uuid().not_null())
        .col(ColumnDef::new("language").text().not_null())
        .col(ColumnDef::new("number").integer().not_null())
        .col(ColumnDef::new("revision").big_integer().not_null())
        .col(ColumnDef::new("stage").text().not_null())
        .col(ColumnDef::new("state").json_binary().not_null())
        .col(ColumnDef::new("title").text().not_null())
        .col(ColumnDef::new("summary").text().not_null())
        .col(ColumnDef::new("body").text().not_null())
        .col(ColumnDef::new("facts").json_binary().not_null())
        .col(ColumnDef::new("note").text().not_null())
        .col(ColumnDef::new("authors").json_binary().not_null())
        .col(ColumnDef::new("saved").timestamp_with_time_zone().not_null())
        .to_owned();
    let number = Index::create()
        .unique()
        .name(constraint::NUMBER)
        .table("cms_edition")
        .col("document")
        .col("language")
        .col("number")
        .to_owned();
    let one = |name: &str, stages: &str| {
        Statement::from_string(
            on,
            format!(
                "CREATE UNIQUE INDEX {name} ON cms_edition (document, language) \
                 WHERE stage IN ({stages})"
            ),
        )
    };
    let waiting = "CREATE INDEX cms_edition_waiting ON cms_edition (saved) \
                   WHERE stage IN ('draft', 'in-review', 'approved')";
    vec![
        on.build(&editions),
        on.build(&number),
        one(constraint::LIVE, "'live'"),
        one(constraint::DRAFT, "'draft', 'in-review', 'approved'"),
        Statement::from_string(on, waiting),
    ]
}

fn menu(on: DatabaseBackend) -> Vec<Statement> {
    let menus = Table::create()
        .table("cms_menu")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("version").big_integer().not_null())
        .col(ColumnDef::new("name").text().not_null())
        .col(ColumnDef::new("entries").json_binary().not_null())
        .to_owned();
    let name =
        Index::create().unique().name(constraint::MENU).table("cms_menu").col("name").to_owned();
    vec![on.build(&menus), on.build(&name)]
}

/// A body that is more than text. One that is text alone stays in its own column.
fn blocks(on: DatabaseBackend) -> Vec<Statement> {
    let column = ColumnDef::new("blocks").json_binary().to_owned();
    vec![on.build(&Table::alter().table("cms_edition").add_column(column).to_owned())]
}

fn plan(on: DatabaseBackend) -> Vec<Statement> {
    let plans = Table::create()
        .table("cms_plan")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("document").uuid().not_null())
        .col(ColumnDef::new("language").text().not_null())
        .col(ColumnDef::new("act").text().not_null())
        .col(ColumnDef::new("state").text().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("plan").json_binary().not_null())
        .to_owned();
    let one = format!(
        "CREATE UNIQUE INDEX {} ON cms_plan (document, language, act) \
         WHERE state IN ('waiting', 'parked')",
        constraint::PLAN
    );
    let due = "CREATE INDEX cms_plan_due ON cms_plan (at) WHERE state = 'waiting'";
    vec![on.build(&plans), Statement::from_string(on, one), Statement::from_string(on, due)]
}

fn care(on: DatabaseBackend) -> Vec<Statement> {
    let column = |column: ColumnDef| {
        on.build(&Table::alter().table("cms_document").add_column(column).to_owned())
    };
    let reminders = Table::create()
        .table("cms_reminder")
        .col(ColumnDef::new("id").uuid().not_null())
        .col(ColumnDef::new("version").big_integer().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .primary_key(Index::create().name(constraint::REMINDER).col("id"))
        .to_owned();
    let due = "CREATE INDEX cms_document_review_by ON cms_document (review_by) \
               WHERE review_by IS NOT NULL";
    vec![
        column(ColumnDef::new("office").text().not_null().default("").to_owned()),
        column(ColumnDef::new("person").json_binary().to_owned()),
        column(ColumnDef::new("review_by").text().to_owned()),
        on.build(&reminders),
        Statement::from_string(on, due),
    ]
}

fn redirect(on: DatabaseBackend) -> Vec<Statement> {
    let redirects = Table::create()
        .table("cms_redirect")
        .col(ColumnDef::new("path").text().not_null())
        .col(ColumnDef::new("target").text().not_null())
        .col(ColumnDef::new("since").timestamp_with_time_zone().not_null())
        .primary_key(Index::create().name(constraint::REDIRECT).col("path"))
        .to_owned();
    // Whatever leads to one document is asked for by apps that keep a copy.
    let of_document = Index::create()
        .name("cms_address_document")
        .table("cms_address")
        .col("document")
        .to_owned();
    vec![on.build(&redirects), on.build(&of_document)]
}

/// Which texts lead where; and an index for what has ended, which is asked what it leads to.
fn link(on: DatabaseBackend) -> Vec<Statement> {
    let links = Table::create()
        .table("cms__link")
        .col(ColumnDef::new("edition").uuid().not_null())
        .col(ColumnDef::new("target").text().not_null())
        .primary_key(Index::create().name("cms__link_key").col("edition").col("target"))
        .to_owned();
    let target =
        Index::create().name("cms__link_target").table("cms__link").col("target").to_owned();
    let ended = "CREATE INDEX cms_edition_withdrawn ON cms_edition (document, language) \
                 WHERE stage = 'withdrawn'";
    vec![on.build(&links), on.build(&target), Statement::from_string(on, ended)]
}

fn comfort(on: DatabaseBackend) -> Vec<Statement> {
    let previews = Table::create()
        .table("cms_preview")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("document").uuid().not_null())
        .col(ColumnDef::new("language").text().not_null())
        .col(ColumnDef::new("secret").text().not_null())
        .col(ColumnDef::new("author").json_binary().not_null())
        .col(ColumnDef::new("made").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("until").timestamp_with_time_zone().not_null())
        .to_owned();
    let secret = Index::create()
        .unique()
        .name(constraint::PREVIEW)
        .table("cms_preview")
        .col("secret")
        .to_owned();
    let of = Index::create()
        .name("cms_preview_document")
        .table("cms_preview")
        .col("document")
        .col("language")
        .to_owned();
    let unsaved = Table::create()
        .table("cms_unsaved")
        .col(ColumnDef::new("person").uuid().not_null())
        .col(ColumnDef::new("sheet").text().not_null())
        .col(ColumnDef::new("fields").json_binary().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .primary_key(Index::create().name("cms_unsaved_key").col("person").col("sheet"))
        .to_owned();
    let since = Index::create().name("cms_unsaved_at").table("cms_unsaved").col("at").to_owned();
    let all = [on.build(&previews), on.build(&secret), on.build(&of)];
    all.into_iter().chain([on.build(&unsaved), on.build(&since)]).collect()
}

/// At which addresses something was live. Of those that were taken before this was kept, a document's own is, once it was
/// published, and one that it left is, if it was first published before it had the next.
fn known(on: DatabaseBackend) -> Vec<Statement> {
    let column = ColumnDef::new("known").boolean().not_null().default(false).to_owned();
    let column = Table::alter().table("cms_address").add_column(column).to_owned();
    let own = "UPDATE cms_address SET known = TRUE WHERE path IN \
               (SELECT path FROM cms_document WHERE changed IS NOT NULL)";
    let (since, first, never) = match on {
        DatabaseBackend::Postgres => ("since", "(state->>'since')::timestamptz", "'infinity'"),
        _ => ("julianday(since)", "julianday(json_extract(state, '$.since'))", "1e9"),
    };
    let left = format!(
        "UPDATE cms_address SET known = TRUE WHERE \
         (SELECT MIN({first}) FROM cms_edition WHERE document = cms_address.document \
         AND stage IN ('live', 'superseded', 'withdrawn')) < \
         COALESCE((SELECT MIN({since}) FROM cms_address AS later \
         WHERE later.document = cms_address.document AND later.since > cms_address.since), {never})"
    );
    vec![on.build(&column), Statement::from_string(on, own), Statement::from_string(on, left)]
}

/// Since when an edition is live, or was: feeds go by it. A program of before writes none, and is read by when it saved.
fn since(on: DatabaseBackend) -> Vec<Statement> {
    let column = ColumnDef::new("since").timestamp_with_time_zone().to_owned();
    let column = Table::alter().table("cms_edition").add_column(column).to_owned();
    let at = match on {
        DatabaseBackend::Postgres => "(state->>'since')::timestamptz",
        // As instants are written there.
        _ => "replace(json_extract(state, '$.since'), 'Z', '+00:00')",
    };
    let known = format!(
        "UPDATE cms_edition SET since = {at} WHERE stage IN ('live', 'superseded', 'withdrawn')"
    );
    let index = "CREATE INDEX cms_edition_since ON cms_edition \
                 (language, stage, (COALESCE(since, saved)), document)";
    vec![on.build(&column), Statement::from_string(on, known), Statement::from_string(on, index)]
}

/// What may be long stands behind all else: SQLite reads through it to get to what comes after it, which made lists as
/// slow as their texts were long. PostgreSQL keeps it elsewhere by itself.
fn behind(on: DatabaseBackend) -> Vec<Statement> {
    if on != DatabaseBackend::Sqlite {
        return Vec::new();
    }
    let last = |column: &str, kind: &str| {
        [
            format!("ALTER TABLE cms_edition ADD COLUMN last {kind}"),
            format!("UPDATE cms_edition SET last = {column}"),
            format!("ALTER TABLE cms_edition DROP COLUMN {column}"),
            format!("ALTER TABLE cms_edition RENAME COLUMN last TO {column}"),
        ]
    };
    let all = [last("blocks", "jsonb_text"), last("body", "text NOT NULL DEFAULT ''")];
    all.into_iter().flatten().map(|part| Statement::from_string(on, part)).collect()
}
