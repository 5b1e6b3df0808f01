//! Tables as they are found, and their rows as lines of JSON: the same for either kind of database.

use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query, SelectStatement, Value as Bound};
use sea_orm::{ConnectionTrait, DatabaseBackend, DbErr, QueryResult, Statement};
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
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

    /// The values of a line in the order of the columns; JSON as the text that it is.
    ///
    /// # Errors
    /// With what is wrong about it.
    pub(crate) fn bind(&self, line: &str) -> Result<Vec<Bound>, serde_json::Error> {
        let mut line = serde_json::Deserializer::from_str(line);
        let bound = line.deserialize_map(Line(self))?;
        line.end().map(|()| bound)
    }
}

/// Reads a line of a table at one go: a restore reads as many as a site has rows.
struct Line<'t>(&'t Table);

impl<'de> Visitor<'de> for Line<'_> {
    type Value = Vec<Bound>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "a row of {}", self.0.name)
    }

    fn visit_map<M: MapAccess<'de>>(self, mut members: M) -> Result<Vec<Bound>, M::Error> {
        let columns = &self.0.columns;
        let mut bound: Vec<_> = columns.iter().map(|column| Cell(column.kind).nothing()).collect();
        let mut next = 0;
        while let Some(at) = members.next_key_seed(Place { table: self.0, next })? {
            let Column { name, kind } = &columns[at];
            // What it is stands in no message: it may be of a person.
            let wrong = |_| de::Error::custom(format!("{}.{name} is no {kind:?}", self.0.name));
            bound[at] = members.next_value_seed(Cell(*kind)).map_err(wrong)?;
            next = at + 1;
        }
        Ok(bound)
    }
}

/// What a line has in a column of that kind: as [`Kind`] reads it, but JSON as the text that it is. A restore only passes it on,
/// and a tree of it takes many times the time and memory; an erasure changes the tree, and has to bind that.
struct Cell(Kind);

impl Cell {
    fn nothing(&self) -> Bound {
        if self.0 == Kind::Json { Bound::String(None) } else { self.0.nothing() }
    }
}

impl<'de> DeserializeSeed<'de> for Cell {
    type Value = Bound;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Bound, D::Error> {
        match self.0 {
            Kind::Json => Ok(<&RawValue>::deserialize(from)?.get().into()),
            kind => kind.deserialize(from),
        }
    }
}

/// The place of a column, by its name; in lines that were written here it is one behind the last.
struct Place<'t> {
    table: &'t Table,
    next: usize,
}

impl<'de> DeserializeSeed<'de> for Place<'_> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<usize, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for Place<'_> {
    type Value = usize;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "a column of {}", self.table.name)
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<usize, E> {
        let columns = self.table.columns.iter().enumerate();
        let mut in_turn = columns.clone().skip(self.next).chain(columns.take(self.next));
        let found = in_turn.find(|(_, column)| column.name == name);
        let unknown = || de::Error::custom(format!("{} has no column {name:?}", self.table.name));
        found.map(|(at, _)| at).ok_or_else(unknown)
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

/// What is not there is NULL; what is there has to be read: `None` when it is not of that kind.
fn bind(value: Option<Value>, kind: Kind) -> Option<Bound> {
    value.map_or(Some(kind.nothing()), |value| kind.deserialize(value).ok())
}

impl Kind {
    /// NULL.
    fn nothing(self) -> Bound {
        match self {
            Self::Uuid => Bound::Uuid(None),
            Self::Instant => Bound::ChronoDateTimeUtc(None),
            Self::Date => Bound::ChronoDate(None),
            Self::Json => Bound::Json(None),
            Self::Boolean => Bound::Bool(None),
            Self::Integer => Bound::BigInt(None),
            Self::Real => Bound::Double(None),
            Self::Text => Bound::String(None),
            Self::Bytes => Bound::Bytes(None),
        }
    }
}

/// Reads what a row has in a column of that kind, for whoever has the row as values; a line is read by [`Cell`].
impl<'de> DeserializeSeed<'de> for Kind {
    type Value = Bound;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Bound, D::Error> {
        Ok(match self {
            Self::Uuid => Uuid::deserialize(from)?.into(),
            Self::Instant => stored(Timestamp::deserialize(from)?).into(),
            Self::Date => {
                String::deserialize(from)?.parse::<NaiveDate>().map_err(de::Error::custom)?.into()
            }
            Self::Json => Value::deserialize(from)?.into(),
            Self::Boolean => bool::deserialize(from)?.into(),
            Self::Integer => i64::deserialize(from)?.into(),
            Self::Real => f64::deserialize(from)?.into(),
            Self::Text => String::deserialize(from)?.into(),
            Self::Bytes => BASE64_STANDARD
                .decode(String::deserialize(from)?)
                .map_err(de::Error::custom)?
                .into(),
        })
    }
}
