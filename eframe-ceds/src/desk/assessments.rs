use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Action, Cell, Column, Kind, List, Paging, Row, Standing};
use eframe_core::form::{Choice, Field, Fields};
use eframe_core::http::{Cursor, Problem, in_query};

use crate::AssessmentLine;
use crate::model::{Round, Stage};
use crate::seat::{AtDesk, Seat};
use crate::store::{Behind, Filter};

/// How many lines a page has.
const LINES: usize = 50;

/// The list of assessments, filtered.
pub(super) async fn show(AtDesk(seat): AtDesk) -> Result<Response, Problem> {
    let filter = Filter {
        round: seat.query.one("round").parse().ok(),
        stage: Stage::named(seat.query.one("stage")),
        organisation: None,
    };
    let after = after(&seat)?;
    let limit = LINES as u64 + 1;
    let mut lines = seat.ceds.lines(seat.actor(), &filter, after.as_ref(), limit).await?;
    let more = lines.len() > LINES;
    lines.truncate(LINES);
    let rounds = seat.ceds.rounds().await?;
    let count = [("count", lines.len().into())];
    let page = List {
        notice: seat.notice("ceds.desk.done.", &["returned", "frozen"]),
        lead: seat.say("ceds.desk.lead"),
        actions: vec![Action::new(Kind::Plain, seat.say("ceds.desk.rounds"), seat.url("/rounds"))],
        filters: filters(&seat, &rounds),
        form: Fields::of(["round", "stage"].map(|name| (name, seat.query.one(name)))),
        count: seat.words.say_with("ceds.desk.count", &count),
        columns: ["city", "round", "stage", "changed"]
            .map(|column| Column::new(seat.say(&["ceds.desk.column-", column].concat())))
            .into(),
        rows: lines.iter().map(|line| row(&seat, line)).collect(),
        paging: paging(&seat, lines.last().filter(|_| more)),
        empty: seat.say("ceds.desk.empty"),
    };
    seat.page(&seat.say("ceds.desk.title"), &page).await
}

fn after(seat: &Seat) -> Result<Option<Behind>, Problem> {
    let asked = seat.query.one("after");
    if asked.is_empty() {
        return Ok(None);
    }
    let made_up = |_| Problem::bad_request("cursor", "The cursor is not one of ours.");
    let cursor: Cursor = serde_json::from_value(asked.into()).map_err(made_up)?;
    cursor.read().map(Some)
}

fn paging(seat: &Seat, last: Option<&AssessmentLine>) -> Paging {
    let address = |after: Option<&str>| {
        let filters = ["round", "stage"].map(|name| (name, seat.query.one(name)));
        let pairs = filters.into_iter().chain(after.map(|after| ("after", after)));
        let pairs: Vec<_> = pairs
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", in_query(value)))
            .collect();
        seat.url(&format!("/?{}", pairs.join("&")))
    };
    let later = !seat.query.one("after").is_empty();
    Paging {
        said: String::new(),
        previous: later.then(|| address(None)),
        next: last.map(|last| {
            let cursor = Cursor::after(&Behind::of(&last.assessment));
            address(Some(cursor.as_str()))
        }),
    }
}

fn filters(seat: &Seat, rounds: &[Round]) -> Vec<Field> {
    let rounds = rounds.iter().map(|round| Choice::new(round.id.to_string(), round.name.as_str()));
    let stages = Stage::ALL
        .into_iter()
        .map(|stage| Choice::new(stage.code(), seat.say(&["ceds.stage.", stage.code()].concat())));
    vec![
        Field::select("round", seat.say("ceds.desk.column-round"), rounds.collect()).optional(),
        Field::select("stage", seat.say("ceds.desk.column-stage"), stages.collect()).optional(),
    ]
}

fn row(seat: &Seat, line: &AssessmentLine) -> Row {
    let AssessmentLine { assessment, round } = line;
    let stage = assessment.state.stage();
    let standing = match stage {
        Stage::Frozen => Standing::Ok,
        Stage::Submitted => Standing::Warn,
        Stage::Draft | Stage::Returned | Stage::Withdrawn => Standing::Note,
    };
    Row::new([
        Cell::link(assessment.city.clone(), seat.url(&format!("/assessments/{}", assessment.id))),
        Cell::text(round.name.clone()),
        Cell::status(standing, seat.say(&["ceds.stage.", stage.code()].concat())),
        Cell::Instant { at: assessment.changed },
    ])
}
