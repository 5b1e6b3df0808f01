//! Tables as they are found, and their rows as lines of JSON: the same for either kind of database.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query, SelectStatement, Value as Bound};
use sea_orm::{ConnectionTrait, DatabaseBackend, DbErr, QueryResult, Statement};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::BackupError;
use crate::Timestamp;
use crate::block::{instant, stored};

/// A row as a line has it: a member for each column that is not NULL.
pub(crate) type Row = Map<String, Value>;

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<Column>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) kind: Kind,
}

/// What a column holds, whatever the database calls it, and how a line writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    /// Text, as RFC 9562 writes it.
    Uuid,
    /// Text, as RFC 3339 writes it.
    Instant,
    /// Text: `2026-11-26`.
    Date,
    /// As it is.
    Json,
    Boolean,
    /// Of at most 64 bits.
    Integer,
    Real,
    Text,
    /// Text in base 64 (RFC 4648, section 4).
    Bytes,
}

impl Kind {
    /// By the type that the schema names on SQLite, or that the catalogue of PostgreSQL gives.
    fn of(named: &str) -> Option<Self> {
        Some(match named.to_ascii_lowercase().as_str() {
            "uuid_text" | "uuid" => Self::Uuid,
            "timestamp_with_timezone_text" | "timestamp with time zone" => Self::Instant,
            "date_text" | "date" => Self::Date,
            "json_text" | "jsonb_text" | "json" | "jsonb" => Self::Json,
            "boolean" => Self::Boolean,
            "smallint" | "integer" | "bigint" => Self::Integer,
            "real" | "double" | "float" | "double precision" => Self::Real,
            "text" | "varchar" | "character varying" => Self::Text,
            "blob" | "bytea" => Self::Bytes,
            _ => return None,
        })
    }
}

/// The tables of these blocks, by name.
pub(crate) async fn tables<C: ConnectionTrait>(
    connection: &C,
    blocks: &[&str],
) -> Result<Vec<Table>, BackupError> {
    let on = connection.get_database_backend();
    let sql = match on {
        DatabaseBackend::Postgres => {
            "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns \
             WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position"
        }
        _ => {
            "SELECT m.name, c.name, c.type FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' ORDER BY m.name, c.cid"
        }
    };
    let mut tables = Vec::<Table>::new();
    for row in connection.query_all_raw(Statement::from_string(on, sql)).await? {
        let read = |at| row.try_get_by_index::<String>(at);
        let (table, column, named) = (read(0)?, read(1)?, read(2)?);
        if !blocks.iter().any(|block| belongs(&table, block)) {
            continue;
        }
        let kind = Kind::of(&named);
        let kind = kind.ok_or_else(|| BackupError::Column {
            table: table.clone(),
            column: column.clone(),
            kind: named,
        })?;
        if tables.last().is_none_or(|last| last.name != table) {
            tables.push(Table { name: table, columns: Vec::new() });
        }
        if let Some(last) = tables.last_mut() {
            last.columns.push(Column { name: column, kind });
        }
    }
    // Each database has an order of its own for names.
    tables.sort_unstable_by(|one, other| one.name.cmp(&other.name));
    for table in &mut tables {
        table.columns.sort_unstable_by(|one, other| one.name.cmp(&other.name));
    }
    Ok(tables)
}

/// Names of tables begin with their block's. Two lines behind it name what a block makes of its other tables, and makes
/// anew where it is missing: an index in the form of one kind of database has no place in an archive.
pub(super) fn belongs(table: &str, block: &str) -> bool {
    table
        .strip_prefix(block)
        .is_some_and(|rest| rest.is_empty() || (rest.starts_with('_') && !rest.starts_with("__")))
}

impl Table {
    /// All rows, in the order of these columns if any.
    pub(crate) fn select(&self, order: &[&str]) -> SelectStatement {
        let mut query = Query::select();
        query.from(Alias::new(&self.name));
        for column in &self.columns {
            let name = Expr::col(Alias::new(&column.name));
            match column.kind {
                // PostgreSQL has integers of several widths, and the driver knows each apart.
                Kind::Integer => query.expr(name.cast_as(Alias::new("bigint"))),
                _ => query.expr(name),
            };
        }
        for column in order {
            query.order_by(Alias::new(*column), sea_orm::Order::Asc);
        }
        query
    }

    /// A row of [`select`](Self::select) as a line has it.
    pub(crate) fn read(&self, row: &QueryResult) -> Result<Row, DbErr> {
        let mut line = Map::new();
        for (at, column) in self.columns.iter().enumerate() {
            if let Some(value) = read(row, at, column.kind)? {
                line.insert(column.name.clone(), value);
            }
        }
        Ok(line)
    }

    /// The same, written behind what is there.
    pub(crate) fn write(&self, row: &QueryResult, out: &mut Vec<u8>) -> Result<(), DbErr> {
        let failed = |error: serde_json::Error| DbErr::Custom(error.to_string());
        let mut before = b'{';
        for (at, column) in self.columns.iter().enumerate() {
            let Some(value) = read(row, at, column.kind)? else { continue };
            out.push(before);
            serde_json::to_writer(&mut *out, &column.name).map_err(failed)?;
            out.push(b':');
            serde_json::to_writer(&mut *out, &value).map_err(failed)?;
            before = b',';
        }
        out.extend(if before == b'{' { &b"{}"[..] } else { b"}" });
        Ok(())
    }

    /// What a line has in a column, as it is bound; nothing where it is not of the column's kind.
    pub(crate) fn bound(&self, line: &Row, column: &str) -> Option<Bound> {
        let column = self.columns.iter().find(|one| one.name == column)?;
        bind(line.get(&column.name).cloned(), column.kind)
    }

    /// What a line has in a column of bytes.
    pub(crate) fn bytes(line: &Row, column: &str) -> Option<Vec<u8>> {
        BASE64_STANDARD.decode(line.get(column)?.as_str()?).ok()
    }

    /// The values of a line in the order of the columns.
    ///
    /// # Errors
    /// With what is wrong about it.
    pub(crate) fn bind(&self, mut line: Row) -> Result<Vec<Bound>, String> {
        let bound = self.columns.iter().map(|column| {
            let wrong = || format!("{}.{} is no {:?}", self.name, column.name, column.kind);
            bind(line.remove(&column.name), column.kind).ok_or_else(wrong)
        });
        let bound = bound.collect::<Result<_, _>>()?;
        match line.keys().next() {
            Some(name) => Err(format!("{} has no column {name:?}", self.name)),
            None => Ok(bound),
        }
    }
}

fn read(row: &QueryResult, at: usize, kind: Kind) -> Result<Option<Value>, DbErr> {
    Ok(match kind {
        Kind::Uuid => row.try_get_by_index::<Option<Uuid>>(at)?.map(|id| id.to_string().into()),
        Kind::Instant => row
            .try_get_by_index::<Option<DateTime<Utc>>>(at)?
            .map(|time| instant(time).to_string().into()),
        Kind::Date => {
            row.try_get_by_index::<Option<NaiveDate>>(at)?.map(|day| day.to_string().into())
        }
        Kind::Json => row.try_get_by_index::<Option<Value>>(at)?,
        Kind::Boolean => row.try_get_by_index::<Option<bool>>(at)?.map(Value::from),
        Kind::Integer => row.try_get_by_index::<Option<i64>>(at)?.map(Value::from),
        Kind::Real => row.try_get_by_index::<Option<f64>>(at)?.map(Value::from),
        Kind::Text => row.try_get_by_index::<Option<String>>(at)?.map(Value::from),
        Kind::Bytes => row
            .try_get_by_index::<Option<Vec<u8>>>(at)?
            .map(|bytes| BASE64_STANDARD.encode(bytes).into()),
    })
}

/// `None` when the value is not of that kind.
fn bind(value: Option<Value>, kind: Kind) -> Option<Bound> {
    Some(match kind {
        Kind::Uuid => Bound::Uuid(each(value, |id| text(id)?.parse().ok())?),
        Kind::Instant => Bound::ChronoDateTimeUtc(each(value, |at| {
            text(at)?.parse::<Timestamp>().ok().map(stored)
        })?),
        Kind::Date => Bound::ChronoDate(each(value, |day| text(day)?.parse().ok())?),
        Kind::Json => Bound::Json(value.map(Box::new)),
        Kind::Boolean => Bound::Bool(each(value, |it| it.as_bool())?),
        Kind::Integer => Bound::BigInt(each(value, |it| it.as_i64())?),
        Kind::Real => Bound::Double(each(value, |it| it.as_f64())?),
        Kind::Text => Bound::String(each(value, text)?),
        Kind::Bytes => {
            Bound::Bytes(each(value, |bytes| BASE64_STANDARD.decode(text(bytes)?).ok())?)
        }
    })
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// What is not there is NULL; what is there has to be read.
fn each<T>(value: Option<Value>, read: impl FnOnce(Value) -> Option<T>) -> Option<Option<T>> {
    match value {
        None => Some(None),
        Some(value) => read(value).map(Some),
    }
}
