use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use eframe_core::Language;
use eframe_core::block::chrono::{DateTime, Utc};
use eframe_core::block::instant;
use eframe_core::block::sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, DatabaseBackend, DbErr, EntityTrait as _,
    QueryFilter as _, QueryResult, QuerySelect as _, Statement, Value,
};
use jiff::civil::Date;
use uuid::Uuid;

use super::keep::key;
use crate::Error;
use crate::model::{Address, EditionId, Kind, Stage};
use crate::rules::Sight;
use crate::search::{Candidate, FORM, Query, Weight, flag};
use crate::store::edition::stages;
use crate::store::table::edition;
use crate::store::{Store, damaged, failed, language};

/// How many editions each way of looking brings at most, the newest of them.
pub(crate) const EACH: usize = 100;
/// Among how many, the newest of them, what only their words can tell is looked for.
const LOOKED_AT: usize = 2_000;
/// Most words that are compared with a mistyped one.
const ALIKE: u64 = 500;

/// What is looked for, by whom, and where.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ask<'a> {
    pub(crate) query: &'a Query,
    pub(crate) sight: Sight,
    pub(crate) kind: Option<Kind>,
    /// Only editions at this stage.
    pub(crate) stage: Option<Stage>,
    pub(crate) languages: Languages,
}

/// In which languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Languages {
    Only(Language),
    AllBut(Language),
    All,
}

/// What a result shows.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    pub(crate) kind: Kind,
    pub(crate) address: Address,
    pub(crate) day: Option<Date>,
    pub(crate) stage: Stage,
    pub(crate) title: String,
    pub(crate) summary: String,
    /// The beginning of its text.
    pub(crate) text: String,
}

impl Store {
    /// The editions that have all that is asked for: of each way of having it the newest.
    pub(crate) async fn candidates(&self, ask: Ask<'_>) -> Result<Vec<Candidate>, Error> {
        let mut sql = Sql::new(self.read().get_database_backend());
        let ways = ways(ask.query).into_iter().map(|way| sql.numbers(ask, way, EACH));
        let numbers = ways.collect::<Vec<_>>().join(" UNION ");
        let statement = sql.statement(&format!(
            "SELECT number, document, language, at, title, summary, often \
             FROM cms__search WHERE number IN ({numbers})"
        ));
        let rows = self.read().query_all_raw(statement).await.map_err(failed)?;
        rows.iter().map(candidate).collect()
    }

    /// Whether anything has all that is asked for.
    pub(crate) async fn is_found(&self, ask: Ask<'_>) -> Result<bool, Error> {
        let mut sql = Sql::new(self.read().get_database_backend());
        let numbers = sql.numbers(ask, all(ask.query, Weight::Text), 1);
        let statement = sql.statement(&numbers);
        Ok(self.read().query_one_raw(statement).await.map_err(failed)?.is_some())
    }

    /// What results show, by their number. The policy is asked once more, of the editions themselves.
    pub(crate) async fn shown(
        &self,
        numbers: &[i64],
        sight: Sight,
    ) -> Result<BTreeMap<i64, Shown>, Error> {
        if numbers.is_empty() {
            return Ok(BTreeMap::new());
        }
        let mut sql = Sql::new(self.read().get_database_backend());
        let stages = stages(sight).into_iter().map(|stage| sql.bind(stage));
        let stages = stages.collect::<Vec<_>>().join(", ");
        let numbers = numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        let statement = sql.statement(&format!(
            "SELECT s.number, d.kind, d.path, d.day, e.stage, e.title, e.summary, \
             substr(s.said, 1, 20000) FROM cms__search s \
             JOIN cms_edition e ON e.id = s.edition JOIN cms_document d ON d.id = s.document \
             WHERE s.number IN ({numbers}) AND e.stage IN ({stages})"
        ));
        let rows = self.read().query_all_raw(statement).await.map_err(failed)?;
        rows.iter().map(shown).collect()
    }

    /// The languages in which these documents are live.
    pub(crate) async fn live_in(
        &self,
        documents: BTreeSet<Uuid>,
    ) -> Result<BTreeMap<Uuid, Vec<Language>>, Error> {
        let rows: Vec<(Uuid, String)> = edition::Entity::find()
            .select_only()
            .columns([edition::Column::Document, edition::Column::Language])
            .filter(edition::Column::Document.is_in(documents))
            .filter(edition::Column::Stage.eq(Stage::Live.code()))
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let mut found = BTreeMap::<Uuid, Vec<Language>>::new();
        for (document, code) in rows {
            found.entry(document).or_default().push(language(&code)?);
        }
        Ok(found)
    }

    /// Words of titles that share one of these variants.
    pub(crate) async fn alike(&self, variants: &BTreeSet<String>) -> Result<Vec<String>, Error> {
        if variants.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new(self.read().get_database_backend());
        let variants = variants.iter().map(|variant| sql.bind(variant.as_str()));
        let variants = variants.collect::<Vec<_>>().join(", ");
        let statement = sql.statement(&format!(
            "SELECT DISTINCT word FROM cms__search_near WHERE variant IN ({variants}) LIMIT {ALIKE}"
        ));
        let rows = self.read().query_all_raw(statement).await.map_err(failed)?;
        rows.iter().map(|row| row.try_get_by_index(0).map_err(failed)).collect()
    }

    /// Editions behind this one that the index does not have as they are, some of them.
    pub(crate) async fn unindexed(
        &self,
        after: EditionId,
        limit: u64,
    ) -> Result<Vec<EditionId>, Error> {
        let mut sql = Sql::new(self.read().get_database_backend());
        let (form, after) = (sql.bind(FORM), sql.bind(after.uuid()));
        let current = Stage::ALL
            .into_iter()
            .filter(|&stage| stage == Stage::Live || stage.is_in_the_making())
            .map(|stage| sql.bind(stage.code()));
        let current = current.collect::<Vec<_>>().join(", ");
        let statement = sql.statement(&format!(
            "SELECT e.id FROM cms_edition e \
             LEFT JOIN cms__search s ON s.edition = e.id AND s.form = {form} \
             LEFT JOIN cms__link l ON l.edition = e.id AND l.target = '' \
             WHERE e.id > {after} AND e.stage IN ({current}) \
             AND (s.number IS NULL OR l.edition IS NULL) \
             ORDER BY e.id LIMIT {limit}"
        ));
        let rows = self.read().query_all_raw(statement).await.map_err(failed)?;
        let id = |row: &QueryResult| row.try_get_by_index(0).map(EditionId::new).map_err(failed);
        rows.iter().map(id).collect()
    }
}

/// A condition on the terms of an entry.
#[derive(Clone, Debug)]
enum Terms {
    One(String),
    /// Those that begin so.
    Begin(String),
    All(Vec<Terms>),
    Any(Vec<Terms>),
}

/// The ways of having what is asked for, from the best on: all of it in the title; in title and summary; some of it in the
/// title; often; anywhere.
fn ways(query: &Query) -> Vec<Terms> {
    let mut ways = vec![all(query, Weight::Title), all(query, Weight::Summary)];
    if let [_, _, ..] = query.parts() {
        let in_title = (0..query.parts().len()).map(|part| of_part(query, part, Weight::Title));
        let some = Terms::Any(in_title.collect());
        ways.push(Terms::All(vec![all(query, Weight::Text), some]));
    }
    ways.extend([all(query, Weight::Often), all(query, Weight::Text)]);
    ways
}

fn all(query: &Query, weight: Weight) -> Terms {
    Terms::All((0..query.parts().len()).map(|part| of_part(query, part, weight)).collect())
}

fn of_part(query: &Query, part: usize, weight: Weight) -> Terms {
    let part = &query.parts()[part];
    let term = if part.is_open() { Terms::Begin } else { Terms::One };
    Terms::All(part.terms(weight).map(term).collect())
}

impl Terms {
    /// As the database at hand writes it. Terms are letters, digits and signs that mean nothing to either.
    fn write(&self, on: DatabaseBackend, out: &mut String) {
        let is_postgres = on == DatabaseBackend::Postgres;
        let quote = if is_postgres { '\'' } else { '"' };
        let (and, or) = if is_postgres { (" & ", " | ") } else { (" AND ", " OR ") };
        let mut each = |some: &[Self], between: &str| {
            out.push('(');
            for (at, one) in some.iter().enumerate() {
                if at > 0 {
                    out.push_str(between);
                }
                one.write(on, out);
            }
            out.push(')');
        };
        match self {
            Self::All(some) => each(some, and),
            Self::Any(some) => each(some, or),
            // Writing into a String cannot fail.
            Self::One(term) => drop(write!(out, "{quote}{term}{quote}")),
            Self::Begin(term) if is_postgres => drop(write!(out, "{quote}{term}{quote}:*")),
            Self::Begin(term) => drop(write!(out, "{quote}{term}{quote} *")),
        }
    }
}

/// A statement as it comes together, with its values.
struct Sql {
    on: DatabaseBackend,
    values: Vec<Value>,
}

impl Sql {
    fn new(on: DatabaseBackend) -> Self {
        Self { on, values: Vec::new() }
    }

    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    fn statement(self, sql: &str) -> Statement {
        Statement::from_sql_and_values(self.on, sql, self.values)
    }

    /// The query for the numbers of at most so many entries, the newest of those that have these terms.
    fn numbers(&mut self, ask: Ask<'_>, terms: Terms, limit: usize) -> String {
        let unsure = ask.query.parts().iter().filter(|part| !part.is_sure()).collect::<Vec<_>>();
        let matched = self.matched(ask, terms);
        let key = key(self.on);
        // PostgreSQL would else read the table from its end and look at each row until it has enough.
        let order = if self.on == DatabaseBackend::Postgres { "number + 0" } else { "rowid" };
        let newest = |limit: usize| {
            format!(
                "SELECT {key} AS number FROM cms__search_terms WHERE {matched} \
                 ORDER BY {order} DESC LIMIT {limit}"
            )
        };
        // Of those in the making the index tells no more than that they are.
        let stage = ask.stage.filter(|stage| *stage != Stage::Live);
        if unsure.is_empty() && stage.is_none() {
            return format!("SELECT number FROM ({}) AS found", newest(limit));
        }
        let found = newest(LOOKED_AT);
        let within = if self.on == DatabaseBackend::Postgres { "strpos" } else { "instr" };
        let looked = unsure.into_iter().map(|part| {
            let pattern = self.bind(part.pattern());
            format!("{within}(entry.words, {pattern}) > 0")
        });
        let mut looked = looked.collect::<Vec<_>>();
        if let Some(stage) = stage {
            let stage = self.bind(stage.code());
            looked.push(format!(
                "EXISTS (SELECT 1 FROM cms_edition WHERE id = entry.edition AND stage = {stage})"
            ));
        }
        let looked = looked.join(" AND ");
        format!(
            "SELECT number FROM (SELECT found.number FROM ({found}) AS found \
             JOIN cms__search AS entry ON entry.number = found.number WHERE {looked} \
             ORDER BY found.number DESC LIMIT {limit}) AS looked"
        )
    }

    /// The condition that an entry has these terms, is of the kind and in a language asked for, and in sight.
    fn matched(&mut self, ask: Ask<'_>, terms: Terms) -> String {
        let mut wanted = vec![terms];
        if !ask.sight.shows(Stage::Draft) {
            wanted.push(Terms::One(flag::stage(Stage::Live).to_owned()));
        }
        wanted.extend(ask.stage.map(|stage| Terms::One(flag::stage(stage).to_owned())));
        wanted.extend(ask.kind.map(|kind| Terms::One(flag::kind(kind))));
        if let Languages::Only(language) = ask.languages {
            wanted.push(Terms::One(flag::language(language)));
        }
        let mut written = String::new();
        Terms::All(wanted).write(self.on, &mut written);
        if let Languages::AllBut(language) = ask.languages {
            let (not, quote) =
                if self.on == DatabaseBackend::Postgres { ("& !", '\'') } else { ("NOT ", '"') };
            written = format!("{written} {not}{quote}{}{quote}", flag::language(language));
        }
        let bound = self.bind(written);
        match self.on {
            DatabaseBackend::Postgres => format!("terms @@ CAST({bound} AS text)::tsquery"),
            _ => format!("cms__search_terms MATCH {bound}"),
        }
    }
}

fn candidate(row: &QueryResult) -> Result<Candidate, Error> {
    let read = || -> Result<_, DbErr> {
        let at: DateTime<Utc> = row.try_get_by_index(3)?;
        let code: String = row.try_get_by_index(2)?;
        Ok((
            code,
            Candidate {
                number: row.try_get_by_index(0)?,
                document: row.try_get_by_index(1)?,
                language: Language::EN,
                at: instant(at),
                title: row.try_get_by_index(4)?,
                summary: row.try_get_by_index(5)?,
                often: row.try_get_by_index(6)?,
            },
        ))
    };
    let (code, candidate) = read().map_err(failed)?;
    Ok(Candidate { language: language(&code)?, ..candidate })
}

fn shown(row: &QueryResult) -> Result<(i64, Shown), Error> {
    let text = |at: usize| row.try_get_by_index::<String>(at).map_err(failed);
    let day: Option<String> = row.try_get_by_index(3).map_err(failed)?;
    let stage = text(4)?;
    let stage = Stage::ALL.into_iter().find(|known| known.code() == stage);
    let shown = Shown {
        kind: text(1)?.parse().map_err(damaged)?,
        address: text(2)?.parse().map_err(damaged)?,
        day: day.as_deref().map(str::parse).transpose().map_err(damaged)?,
        stage: stage.ok_or_else(|| damaged("an unknown stage"))?,
        title: text(5)?,
        summary: text(6)?,
        text: text(7)?,
    };
    Ok((row.try_get_by_index(0).map_err(failed)?, shown))
}
