use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Confirm, Kind};
use eframe_core::form::{Fields, Posted};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::messages::Arg;
use eframe_core::template::Template;
use jiff::civil::Date;
use serde::Serialize;

use crate::model::{Round, RoundId, RoundPhase, Stage};
use crate::permission::ROUNDS;
use crate::seat::{AtDesk, Seat, to};

/// A round, with what may be done about it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RoundPage {
    notice: String,
    phase: String,
    status: &'static str,
    instrument: String,
    opens: Date,
    closes: Date,
    counts: Vec<Count>,
    /// Where its days are changed; empty where they cannot be.
    shift: String,
    /// Where it is closed; empty where it cannot be.
    close: String,
    back: String,
}

/// How many assessments stand at a stage.
#[derive(Clone, Debug, Serialize)]
struct Count {
    stage: String,
    count: u64,
    href: String,
}

/// Shows it.
pub(super) async fn show(
    AtDesk(seat): AtDesk,
    Path(id): Path<RoundId>,
) -> Result<Response, Problem> {
    let round = seat.ceds.round(id).await?;
    let phase = round.phase(seat.ceds.today());
    let may = seat.actor().may(ROUNDS);
    let mut counts = Vec::new();
    for stage in Stage::ALL {
        counts.push(Count {
            stage: seat.say(&["ceds.stage.", stage.code()].concat()),
            count: seat.ceds.store().count(id, stage).await?,
            href: seat.url(&format!("/?round={id}&stage={}", stage.code())),
        });
    }
    let at = |may: bool, path: &str| {
        if may { seat.url(&format!("/rounds/{id}{path}")) } else { String::new() }
    };
    let page = RoundPage {
        notice: seat.notice("ceds.desk.done.", &["moved", "closed"]),
        phase: seat.say(&["ceds.phase.", phase.code()].concat()),
        status: if phase == RoundPhase::Open { "ok" } else { "note" },
        instrument: format!("{} {}", round.instrument, round.edition),
        opens: round.opens,
        closes: round.closes,
        counts,
        shift: at(may && phase != RoundPhase::Closed, "/move"),
        close: at(may && phase == RoundPhase::Review, "/close"),
        back: seat.url("/rounds"),
    };
    seat.page(&round.name, &page).await
}

/// Asks before it is closed.
pub(super) async fn ask_close(
    AtDesk(seat): AtDesk,
    Path(id): Path<RoundId>,
) -> Result<Response, Problem> {
    let round = seat.ceds.round(id).await?;
    seat.page(&round.name, &confirm(&seat, &round).await?).await
}

/// Closes it.
pub(super) async fn close(
    AtDesk(seat): AtDesk,
    Path(id): Path<RoundId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    match seat.ceds.close_round(&seat.caller, id).await {
        Ok(_) => Ok(to(&seat.url(&format!("/rounds/{id}?done=closed")))),
        Err(error) => {
            let (form, status) = seat.refused(Fields::posted(&posted), error)?;
            let round = seat.ceds.round(id).await?;
            let page = Confirm { form, ..confirm(&seat, &round).await? };
            seat.again(&round.name, &page, status).await
        }
    }
}

async fn confirm(seat: &Seat, round: &Round) -> Result<Confirm, Problem> {
    let returned = seat.ceds.store().count(round.id, Stage::Returned).await?;
    let returned = [("count", Arg::Number(returned as f64))];
    Ok(Confirm {
        question: seat.say("ceds.desk.close-question"),
        consequences: vec![
            seat.say("ceds.desk.close-answers"),
            seat.say_with("ceds.desk.close-returned", &returned),
            seat.say("ceds.desk.close-compared"),
        ],
        action: String::new(),
        fields: Vec::new(),
        form: Fields::empty(),
        submit: seat.say("ceds.desk.close"),
        kind: Kind::Danger,
        cancel: seat.url(&format!("/rounds/{}", round.id)),
    })
}

impl Template for RoundPage {
    const NAME: &'static str = "ceds/desk/round.html";

    fn samples() -> Vec<Self> {
        let count = Count {
            stage: "Handed in".to_owned(),
            count: 3,
            href: "/desk/ceds/?stage=submitted".to_owned(),
        };
        let full = Self {
            notice: "Saved".to_owned(),
            phase: "Open".to_owned(),
            status: "ok",
            instrument: "ceds 2026".to_owned(),
            opens: Date::constant(2026, 10, 1),
            closes: Date::constant(2026, 12, 1),
            counts: vec![count],
            shift: "/desk/ceds/rounds/1/move".to_owned(),
            close: "/desk/ceds/rounds/1/close".to_owned(),
            back: "/desk/ceds/rounds".to_owned(),
        };
        let bare = Self {
            notice: String::new(),
            counts: Vec::new(),
            shift: String::new(),
            close: String::new(),
            ..full.clone()
        };
        vec![full, bare]
    }
}
