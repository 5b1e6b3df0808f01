//! The page of a live document, read in one question: it costs the same in a tree of any size.

use std::sync::LazyLock;

use eframe_core::block::sea_orm::{
    ConnectionTrait as _, DbErr, FromQueryResult as _, IdenStatic, Iterable, QueryResult,
    Statement, TryGetable, Value,
};
use eframe_core::{Language, Localized};

use super::document::bare;
use super::edition::{PUBLISHED, stages};
use super::table::{document, edition};
use super::{Store, damaged, failed, language};
use crate::Error;
use crate::markdown::Rendered;
use crate::model::block::Image;
use crate::model::{Address, Document, DocumentId, Edition, Kind, Stage};
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

/// What a row of the answer is part of.
const OWN: i32 = 0;
const PAST: i32 = 1;
const ABOVE: i32 = 2;
const BELOW: i32 = 3;

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
        // No page lies deeper.
        let Some(question) = QUESTIONS.get(above.len()) else { return Ok(None) };
        let mut values: Vec<Value> =
            vec![address.as_str().into(), reader.code().into(), form.into()];
        values.extend(above.iter().map(|above| Value::from(above.as_str())));
        let backend = self.read().get_database_backend();
        let statement = Statement::from_sql_and_values(backend, question, values);
        let rows = self.read().query_all_raw(statement).await.map_err(failed)?;
        let own = rows.iter().find(|row| part(row).is_ok_and(|part| part == OWN));
        own.map(|own| LivePage::read(own, &rows)).transpose()
    }
}

/// The question, for a page with so many above it.
static QUESTIONS: LazyLock<[String; Address::LEVELS]> = LazyLock::new(|| {
    std::array::from_fn(|above| {
        (0..above).map(|nth| above_it(nth + 4)).fold(QUESTION.clone(), |all, one| all + &one)
    })
});

/// The edition that is shown and its document; the others that are live, and its past; what is below. Each row has the
/// columns of both tables, empty where nobody asks for them.
///
/// `CROSS JOIN` has SQLite look up what is joined in the order written; without it it reads all editions of the site. No part
/// makes it keep rows in a table of its own for a moment: that cost five times as much as all the rest.
static QUESTION: LazyLock<String> = LazyLock::new(|| {
    let (live, over, nearest) = (in_sight(), no_more(), nearest());
    let own = columns(OWN, |_| true);
    let past =
        columns(PAST, |name| ["e_language", "e_number", "e_state", "e_note"].contains(&name));
    let below = columns(BELOW, is_head);
    format!(
        "SELECT {own}, t.html AS t_html, t.contents AS t_contents, t.picture AS t_picture \
         FROM cms_document d CROSS JOIN cms_edition e \
         LEFT JOIN cms__text t ON t.edition = e.id AND t.revision = e.revision AND t.form = $3 \
         WHERE d.path = $1 AND e.document = d.id AND e.stage IN ({live}) AND e.language = {nearest} \
         UNION ALL SELECT {past}, NULL, NULL, NULL FROM cms_document d CROSS JOIN cms_edition e \
         WHERE d.path = $1 AND e.document = d.id AND (e.stage IN ({live}) OR e.stage IN ({over})) \
         AND (e.stage IN ({live})) <> (e.language = {nearest}) \
         UNION ALL SELECT {below}, NULL, NULL, NULL FROM (SELECT c.id, c.path, c.position FROM cms_document c \
         WHERE c.parent = (SELECT o.id FROM cms_document o WHERE o.path = $1 AND o.kind = '{page}') AND EXISTS \
         (SELECT 1 FROM cms_edition l WHERE l.document = c.id AND l.stage IN ({live})) \
         ORDER BY c.position LIMIT {MOST}) AS d \
         CROSS JOIN cms_edition e WHERE e.document = d.id AND e.stage IN ({live})",
        page = Kind::Page.code(),
    )
});

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

/// One of the pages above it, of which this is the place in the values.
fn above_it(place: usize) -> String {
    format!(
        " UNION ALL SELECT {columns}, NULL, NULL, NULL FROM cms_document d CROSS JOIN cms_edition e \
         WHERE d.path = ${place} AND e.document = d.id AND e.stage IN ({live}) \
         AND EXISTS (SELECT 1 FROM cms_document o WHERE o.path = $1 AND o.kind = '{page}')",
        columns = columns(ABOVE, is_head),
        live = in_sight(),
        page = Kind::Page.code(),
    )
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

fn is_head(name: &str) -> bool {
    ["d_id", "d_path", "d_position", "e_language", "e_title", "e_summary"].contains(&name)
}

/// The columns of a row of this part, those that nobody asks for as nothing.
fn columns(part: i32, asked: impl Fn(&str) -> bool) -> String {
    let documents = document::Column::iter().map(|column| ("d", column.as_str()));
    let editions = edition::Column::iter().map(|column| ("e", column.as_str()));
    let columns = documents.chain(editions).map(|(table, column)| {
        let name = format!("{table}_{column}");
        match (asked(&name), name.as_str()) {
            (false, _) => format!("NULL AS {name}"),
            // What is shown as it is kept is not read again.
            (true, "e_body") => {
                format!("CASE WHEN t.html IS NULL THEN e.body ELSE '' END AS {name}")
            }
            (true, "e_blocks") => format!("CASE WHEN t.html IS NULL THEN e.blocks END AS {name}"),
            (true, _) => format!("{table}.{column} AS {name}"),
        }
    });
    format!("{part} AS part, {}", columns.collect::<Vec<_>>().join(", "))
}

fn part(row: &QueryResult) -> Result<i32, DbErr> {
    row.try_get_by_index(0)
}

/// What stands in a column.
fn get<T: TryGetable>(row: &QueryResult, column: &str) -> Result<T, Error> {
    row.try_get("", column).map_err(failed)
}

impl LivePage {
    fn read(own: &QueryResult, rows: &[QueryResult]) -> Result<Self, Error> {
        let document = document::Model::from_query_result(own, "d_").map_err(failed)?;
        let edition = edition::Model::from_query_result(own, "e_").map_err(failed)?;
        let (edition, text) = (Edition::try_from(edition)?, text(own)?);
        let shown = Past {
            number: edition.number,
            state: edition.state.clone(),
            note: edition.content.note.clone(),
        };
        let mut page = Self {
            document: bare(document)?,
            picture: match text {
                Some(_) => picture(own)?,
                None => edition.content.body.first_image().cloned(),
            },
            languages: vec![edition.language],
            past: vec![shown],
            edition,
            text,
            above: Vec::new(),
            below: Vec::new(),
        };
        for row in rows {
            match part(row).map_err(failed)? {
                PAST => page.add_past(row)?,
                ABOVE => Neighbour::add(&mut page.above, row)?,
                BELOW => Neighbour::add(&mut page.below, row)?,
                _ => {}
            }
        }
        page.languages.sort_unstable();
        page.past.sort_unstable_by_key(|past| past.number);
        page.above.sort_unstable_by_key(|page| page.address.level());
        page.below.sort_unstable_by_key(|page| (page.position, page.document));
        Ok(page)
    }

    fn add_past(&mut self, row: &QueryResult) -> Result<(), Error> {
        let spoken = language(&get::<String>(row, "e_language")?)?;
        let state = get::<serde_json::Value>(row, "e_state")?;
        let past = Past {
            number: u32::try_from(get::<i32>(row, "e_number")?).map_err(damaged)?,
            state: serde_json::from_value(state).map_err(damaged)?,
            note: get(row, "e_note")?,
        };
        if Sight::Public.shows(past.state.stage()) {
            self.languages.push(spoken);
        }
        if spoken == self.edition.language {
            self.past.push(past);
        }
        Ok(())
    }
}

impl Neighbour {
    fn add(to: &mut Vec<Self>, row: &QueryResult) -> Result<(), Error> {
        let document = DocumentId::new(get(row, "d_id")?);
        let spoken = language(&get::<String>(row, "e_language")?)?;
        let head = (get(row, "e_title")?, get(row, "e_summary")?);
        if let Some(known) = to.iter_mut().rfind(|known| known.document == document) {
            known.heads.insert(spoken, head);
            return Ok(());
        }
        let address = get::<String>(row, "d_path")?.parse().map_err(damaged)?;
        let position = get(row, "d_position")?;
        to.push(Self { document, address, position, heads: [(spoken, head)].into() });
        Ok(())
    }
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
        let plan = format!("EXPLAIN QUERY PLAN {}", QUESTIONS[2]);
        let values = ["/a/b/c", "en", "", "/a", "/a/b"].map(Value::from);
        let plan = Statement::from_sql_and_values(on.get_database_backend(), plan, values);
        let steps = on.query_all_raw(plan).await.expect("a plan");
        let steps = steps.iter().map(|step| step.try_get_by_index::<String>(3).expect("a step"));
        let kept = |step: &String| {
            ["SCAN ", "USE TEMP", "MATERIALIZE"].iter().any(|it| step.starts_with(it))
        };
        // What is below it is read from end to end, and no table; nothing is kept for a moment.
        assert_eq!(steps.filter(kept).collect::<Vec<_>>(), ["SCAN d"]);
    }
}
