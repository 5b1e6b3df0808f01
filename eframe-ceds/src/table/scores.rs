use super::{Cell, Table};
use crate::data::Data;
use crate::instrument::Instrument;
use crate::scores::Scores;

impl Table {
    /// The scores of all levels, a unit a row: `unit`; for each node that ranks, `rank:ID`; for each node its score under its id, its
    /// `coverage:ID`, and `stage:ID` where it has a ladder; then every indicator (as normalised) and question under its id.
    ///
    /// An id has no colon in it, so no two columns have the same name.
    pub fn of_scores(instrument: &Instrument, data: &Data, scores: &Scores<'_>) -> Self {
        let document = instrument.document();
        let mut table = Self::new("scores", &["unit"]);
        let units = data.units().map(|unit| vec![Cell::from(unit)]);
        table.rows = units.collect();
        let nodes: Vec<&str> = document.nodes.iter().map(|node| node.id.as_str()).collect();
        for id in &nodes {
            if let Some(ranks) = scores.ranks(id) {
                table.column(format!("rank:{id}"), ranks.into_iter().map(Cell::from));
            }
        }
        for id in &nodes {
            let column = scores.column(id).unwrap_or_default();
            table.column((*id).to_owned(), column.into_iter().map(Cell::from));
            let coverage = (0..data.len()).map(|row| scores.coverage(id, row));
            table.column(format!("coverage:{id}"), coverage.map(Cell::from));
            let stage = |row| scores.stage(id, row, None)?.rung.map(|rung| rung.id.as_str());
            if scores.has_ladder(id) {
                let stages =
                    (0..data.len()).map(|row| stage(row).map_or(Cell::Nothing, Cell::from));
                table.column(format!("stage:{id}"), stages);
            }
        }
        let indicators = document.indicators.iter().map(|indicator| &indicator.id);
        let questions = document.questions.iter().map(|question| &question.id);
        for id in indicators.chain(questions) {
            let column = scores.column(id.as_str()).unwrap_or_default();
            table.column(id.to_string(), column.into_iter().map(Cell::from));
        }
        table
    }

    fn column(&mut self, name: String, cells: impl Iterator<Item = Cell>) {
        self.head.push(name);
        self.rows.iter_mut().zip(cells).for_each(|(row, cell)| row.push(cell));
    }
}
