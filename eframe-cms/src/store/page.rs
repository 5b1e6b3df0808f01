//! The page of a live document, read in one question: it costs the same in a tree of any size.

use std::sync::LazyLock;

use eframe_core::block::sea_orm::{
    ConnectionTrait as _, DatabaseBackend, FromQueryResult as _, IdenStatic, Iterable, QueryResult,
    Statement, TryGetable, Value,
};
use eframe_core::{Language, Localized};
use serde::de::DeserializeOwned;

use super::document::bare;
use super::edition::{PUBLISHED, stages};
use super::table::{document, edition};
use super::{Store, damaged, failed};
use crate::Error;
use crate::markdown::Rendered;
use crate::model::block::Image;
use crate::model::{Address, Document, DocumentId, Edition, Kind, Stage, State};
use crate::rules::{Past, Sight};

/// What the page of a live document shows.
#[derive(Clone, Debug)]
pub(crate) struct LivePage {
    pub(crate) document: Document,
    /// What the reader sees of it, in their language or the nearest there is. Its body is left out where its text is
    /// there.
    pub(crate) edition: Edition,
    /// The text as it is kept, its links not yet led to the reader's language.
    pub(crate) text: Option<Rendered>,
    /// The first picture in it.
    pub(crate) picture: Option<Image>,
    /// In which languages it is live.
    pub(crate) languages: Vec<Language>,
    /// Every edition that was ever live in the language of this one, in the order of their numbers.
    pub(crate) past: Vec<Past>,
    /// The live pages above it, from the root down.
    pub(crate) above: Vec<Neighbour>,
    /// Those right below it, in their order.
    pub(crate) below: Vec<Neighbour>,
}

/// A page above or below another.
#[derive(Clone, Debug)]
pub(crate) struct Neighbour {
    pub(crate) document: DocumentId,
    pub(crate) address: Address,
    /// Its place among its siblings.
    position: i32,
    /// Its title and summary.
    pub(crate) heads: Localized<(String, String)>,
}

/// Most pages below it that a page shows.
const MOST: usize = 500;

impl Store {
    /// The page at this address, if a document is live there, for readers of a language. `form` is that of the texts
    /// that may be shown as they are kept.
    pub(crate) async fn live_page(
        &self,
        address: &Address,
        reader: Language,
        form: &str,
    ) -> Result<Option<LivePage>, Error> {
        let above = std::iter::successors(address.parent(), Address::parent).collect::<Vec<_>>();
        let backend = self.read().get_database_backend();
        let questions =
            if backend == DatabaseBackend::Postgres { &ON_POSTGRES } else { &ON_SQLITE };
        // No page lies deeper.
        let Some(question) = questions.get(above.len()) else { return Ok(None) };
        let mut values: Vec<Value> =
            vec![address.as_str().into(), reader.code().into(), form.into()];
        values.extend(above.iter().map(|above| Value::from(above.as_str())));
        let statement = Statement::from_sql_and_values(backend, question, values);
        let row = self.read().query_one_raw(statement).await.map_err(failed)?;
        row.as_ref().map(LivePage::read).transpose()
    }
}

/// How a database puts rows into one value.
struct Lists {
    /// Puts one value of each row into a JSON array.
    all: &'static str,
    /// Makes a JSON array of what it is given.
    row: &'static str,
    /// An id, as JSON can hold it.
    id: fn(&str) -> String,
    /// A column of JSON, so that it is no text within JSON.
    json: fn(&str) -> String,
}

const OF_SQLITE: Lists = Lists {
    all: "json_group_array",
    row: "json_array",
    id: |column| format!("hex({column})"),
    json: |column| format!("json({column})"),
};

const OF_POSTGRES: Lists =
    Lists { all: "json_agg", row: "json_build_array", id: str::to_owned, json: str::to_owned };

/// The question, for a page with so many above it.
type Questions = LazyLock<[String; Address::LEVELS]>;

static ON_SQLITE: Questions =
    LazyLock::new(|| std::array::from_fn(|above| OF_SQLITE.question(above)));
static ON_POSTGRES: Questions =
    LazyLock::new(|| std::array::from_fn(|above| OF_POSTGRES.question(above)));

impl Lists {
    /// One row: the edition that is shown and its document, and lists of the others, of what is above and what is below.
    ///
    /// `CROSS JOIN` has SQLite look up what is joined in the order written; without it it reads all editions of the site. No part
    /// makes it keep rows in a table of its own for a moment: that cost five times as much as all the rest.
    fn question(&self, above: usize) -> String {
        let (live, nearest, columns) = (in_sight(), nearest(), columns());
        let (past, above, below) = (self.past(), self.above(above), self.below());
        format!(
            "SELECT {columns}, t.html AS t_html, t.contents AS t_contents, t.picture AS t_picture, \
             {past} AS past, {above} AS above, {below} AS below \
             FROM cms_document d CROSS JOIN cms_edition e \
             LEFT JOIN cms__text t ON t.edition = e.id AND t.revision = e.revision AND t.form = $3 \
             WHERE d.path = $1 AND e.document = d.id AND e.stage IN ({live}) AND e.language = {nearest}"
        )
    }

    /// The editions that are live in other languages, and those that were in its own, as [`Other`] reads them.
    fn past(&self) -> String {
        let state = (self.json)("o.state");
        let rows = format!(
            "cms_edition o WHERE o.document = d.id AND (o.stage IN ({live}) AND o.language <> e.language \
             OR o.stage IN ({over}) AND o.language = e.language)",
            live = in_sight(),
            over = no_more(),
        );
        self.list(&["o.language", "o.number", &state, "o.note"], &rows)
    }

    /// The live pages above it, as [`Beside`] reads them.
    fn above(&self, many: usize) -> String {
        if many == 0 {
            return "'[]'".to_owned();
        }
        let paths = (0..many).map(|nth| format!("${}", nth + 4)).collect::<Vec<_>>().join(", ");
        self.beside(&format!("cms_document n CROSS JOIN cms_edition l WHERE n.path IN ({paths})"))
    }

    /// The first live pages below it, likewise.
    fn below(&self) -> String {
        let live = in_sight();
        self.beside(&format!(
            "(SELECT c.id, c.path, c.position FROM cms_document c WHERE c.parent = d.id AND EXISTS \
             (SELECT 1 FROM cms_edition l WHERE l.document = c.id AND l.stage IN ({live})) \
             ORDER BY c.position LIMIT {MOST}) AS n CROSS JOIN cms_edition l WHERE TRUE"
        ))
    }

    /// Pages beside a page; what is no page has none.
    fn beside(&self, rows: &str) -> String {
        let id = (self.id)("n.id");
        let columns = [&id, "n.path", "n.position", "l.language", "l.title", "l.summary"];
        let live = in_sight();
        let pages =
            self.list(&columns, &format!("{rows} AND l.document = n.id AND l.stage IN ({live})"));
        format!("CASE WHEN d.kind = '{page}' THEN {pages} ELSE '[]' END", page = Kind::Page.code())
    }

    /// A list of rows as the text of a JSON array of arrays.
    fn list(&self, columns: &[&str], rows: &str) -> String {
        let Self { all, row, .. } = self;
        let columns = columns.join(", ");
        format!("(SELECT COALESCE(CAST({all}({row}({columns})) AS text), '[]') FROM {rows})")
    }
}

/// The language that a reader is shown of the document `d`: their own, else English, else the first.
fn nearest() -> String {
    let live = in_sight();
    let of = |what: &str, which: &str| {
        format!(
            "(SELECT {what} FROM cms_edition n WHERE n.document = d.id AND n.stage IN ({live}){which})"
        )
    };
    let own = of("n.language", " AND n.language = $2");
    let english = of("n.language", " AND n.language = 'en'");
    format!("COALESCE({own}, {english}, {first})", first = of("MIN(n.language)", ""))
}

/// The stages that the policy shows to everybody.
fn in_sight() -> String {
    listed(&stages(Sight::Public))
}

/// The stages of what was live once and is no more.
fn no_more() -> String {
    let live = stages(Sight::Public);
    let over = PUBLISHED.map(Stage::code).into_iter().filter(|code| !live.contains(code));
    listed(&over.collect::<Vec<_>>())
}

fn listed(codes: &[&str]) -> String {
    codes.iter().map(|code| format!("'{code}'")).collect::<Vec<_>>().join(", ")
}

/// The columns of both tables.
fn columns() -> String {
    let documents = document::Column::iter().map(|column| ("d", column.as_str()));
    let editions = edition::Column::iter().map(|column| ("e", column.as_str()));
    let columns = documents.chain(editions).map(|(table, column)| {
        let name = format!("{table}_{column}");
        match name.as_str() {
            // What is shown as it is kept is not read again.
            "e_body" => format!("CASE WHEN t.html IS NULL THEN e.body ELSE '' END AS {name}"),
            "e_blocks" => format!("CASE WHEN t.html IS NULL THEN e.blocks END AS {name}"),
            _ => format!("{table}.{column} AS {name}"),
        }
    });
    columns.collect::<Vec<_>>().join(", ")
}

/// What stands in a column.
fn get<T: TryGetable>(row: &QueryResult, column: &str) -> Result<T, Error> {
    row.try_get("", column).map_err(failed)
}

/// What stands in a column as JSON.
fn list<T: DeserializeOwned>(row: &QueryResult, column: &str) -> Result<Vec<T>, Error> {
    serde_json::from_str(&get::<String>(row, column)?).map_err(damaged)
}

/// Another edition: its language, number, state and note.
type Other = (Language, u32, State, String);

/// A page above or below in one language: its id, path and place, the language, and what it says there.
type Beside = (DocumentId, String, i32, Language, String, String);

impl LivePage {
    fn read(row: &QueryResult) -> Result<Self, Error> {
        let document = document::Model::from_query_result(row, "d_").map_err(failed)?;
        let edition = edition::Model::from_query_result(row, "e_").map_err(failed)?;
        let (edition, text) = (Edition::try_from(edition)?, text(row)?);
        let mut page = Self {
            document: bare(document)?,
            picture: match text {
                Some(_) => picture(row)?,
                None => edition.content.body.first_image().cloned(),
            },
            languages: vec![edition.language],
            past: vec![Past {
                number: edition.number,
                state: edition.state.clone(),
                note: edition.content.note.clone(),
            }],
            edition,
            text,
            above: neighbours(row, "above")?,
            below: neighbours(row, "below")?,
        };
        for (spoken, number, state, note) in list::<Other>(row, "past")? {
            if Sight::Public.shows(state.stage()) {
                page.languages.push(spoken);
            }
            if spoken == page.edition.language {
                page.past.push(Past { number, state, note });
            }
        }
        page.languages.sort_unstable();
        page.past.sort_unstable_by_key(|past| past.number);
        page.above.sort_unstable_by_key(|page| page.address.level());
        page.below.sort_unstable_by_key(|page| (page.position, page.document));
        Ok(page)
    }
}

/// The pages that a column lists, each once with what it says in every language.
fn neighbours(row: &QueryResult, column: &str) -> Result<Vec<Neighbour>, Error> {
    let mut all = Vec::<Neighbour>::new();
    for (document, path, position, spoken, title, summary) in list::<Beside>(row, column)? {
        let head = (title, summary);
        if let Some(known) = all.iter_mut().rfind(|known| known.document == document) {
            known.heads.insert(spoken, head);
        } else {
            let address = path.parse().map_err(damaged)?;
            all.push(Neighbour { document, address, position, heads: [(spoken, head)].into() });
        }
    }
    Ok(all)
}

fn text(own: &QueryResult) -> Result<Option<Rendered>, Error> {
    let Some(html) = get::<Option<String>>(own, "t_html")? else { return Ok(None) };
    let contents = serde_json::from_str(&get::<String>(own, "t_contents")?).map_err(damaged)?;
    Ok(Some(Rendered { html, contents }))
}

/// The picture that is kept with the text.
fn picture(own: &QueryResult) -> Result<Option<Image>, Error> {
    let kept = get::<Option<String>>(own, "t_picture")?;
    kept.map(|kept| serde_json::from_str(&kept)).transpose().map_err(damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_page_costs_the_same_in_a_tree_of_any_size_on_sqlite() {
        let house = eframe_core::test::sqlite(&[crate::MIGRATIONS]).await;
        let on = eframe_core::block::sea_orm::Database::connect(&house.url).await.expect("opens");
        let plan = format!("EXPLAIN QUERY PLAN {}", ON_SQLITE[2]);
        let values = ["/a/b/c", "en", "", "/a", "/a/b"].map(Value::from);
        let plan = Statement::from_sql_and_values(on.get_database_backend(), plan, values);
        let steps = on.query_all_raw(plan).await.expect("a plan");
        let steps = steps.iter().map(|step| step.try_get_by_index::<String>(3).expect("a step"));
        let kept = |step: &String| {
            ["SCAN ", "USE TEMP", "MATERIALIZE"].iter().any(|it| step.starts_with(it))
        };
        // What is below it is read from end to end, and no table; nothing is kept for a moment.
        assert_eq!(steps.filter(kept).collect::<Vec<_>>(), ["SCAN n"]);
    }
}
