use axum::response::Response;
use eframe_core::Version;
use eframe_core::block::axum;
use eframe_core::desk::{Action, Cell, Column, FormPage, Kind, List, Row, Standing};
use eframe_core::form::{Choice, Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};

use crate::model::{RoundId, RoundPhase};
use crate::rules::OpenRound;
use crate::seat::{AtDesk, Seat, to};
use crate::{Error, Refusal};

/// The rounds.
pub(super) async fn list(AtDesk(seat): AtDesk) -> Result<Response, Problem> {
    let rounds = seat.ceds.rounds().await?;
    let today = seat.ceds.today();
    let row = |round: &crate::model::Round| {
        let phase = round.phase(today);
        let standing = if phase == RoundPhase::Open { Standing::Ok } else { Standing::Note };
        Row::new([
            Cell::link(round.name.clone(), seat.url(&format!("/rounds/{}", round.id))),
            Cell::text(format!("{} {}", round.instrument, round.edition)),
            Cell::status(standing, seat.say(&["ceds.phase.", phase.code()].concat())),
            Cell::Day { day: round.opens },
            Cell::Day { day: round.closes },
        ])
    };
    let page = List {
        notice: seat.notice("ceds.desk.done.", &["opened"]),
        lead: seat.say("ceds.desk.rounds-lead"),
        actions: vec![
            Action::new(Kind::Main, seat.say("ceds.desk.open"), seat.url("/rounds/new")),
            Action::new(Kind::Plain, seat.say("ceds.desk.title"), seat.url("/")),
        ],
        count: seat.words.say_with("ceds.desk.rounds-count", &[("count", rounds.len().into())]),
        columns: ["round", "instrument", "stage", "opens", "closes"]
            .map(|column| Column::new(seat.say(&["ceds.desk.column-", column].concat())))
            .into(),
        rows: rounds.iter().map(row).collect(),
        empty: seat.say("ceds.desk.rounds-empty"),
        ..List::default()
    };
    seat.page(&seat.say("ceds.desk.rounds"), &page).await
}

/// Asks for a new round.
pub(super) async fn ask(
    AtDesk(seat): AtDesk,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    let mut page = new_page(&seat).await?;
    if let Some(posted) = kept {
        (page.form, page.kept) = (Fields::posted(&posted), true);
    }
    seat.page(&seat.say("ceds.desk.open"), &page).await
}

/// Announces it.
pub(super) async fn open(
    AtDesk(seat): AtDesk,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let sha256 = posted.one("instrument").parse().map_err(|_| Problem::not_found())?;
    let opened = match read(&posted) {
        Ok(command) => seat.ceds.open_round(&seat.caller, sha256, command).await.map(drop),
        Err(error) => Err(error),
    };
    match opened {
        Ok(()) => Ok(to(&seat.url("/rounds?done=opened"))),
        Err(error) => {
            let (form, status) = seat.refused(Fields::posted(&posted), error)?;
            let page = FormPage { form, ..new_page(&seat).await? };
            seat.again(&seat.say("ceds.desk.open"), &page, status).await
        }
    }
}

/// Asks for other days.
pub(super) async fn ask_move(
    AtDesk(seat): AtDesk,
    Path(id): Path<RoundId>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    let round = seat.ceds.round(id).await?;
    let mut page = page(&seat, id);
    page.form = Fields::of([
        ("version", round.version.get().to_string()),
        ("name", round.name.clone()),
        ("opens", round.opens.to_string()),
        ("closes", round.closes.to_string()),
    ]);
    if let Some(posted) = kept {
        (page.form, page.kept) = (Fields::posted(&posted), true);
    }
    seat.page(&round.name, &page).await
}

/// Changes them.
pub(super) async fn shift(
    AtDesk(seat): AtDesk,
    Path(id): Path<RoundId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let expected = Version::new(posted.one("version").parse().unwrap_or_default());
    let moved = match read(&posted) {
        Ok(command) => seat.ceds.move_round(&seat.caller, id, expected, command).await.map(drop),
        Err(error) => Err(error),
    };
    match moved {
        Ok(()) => Ok(to(&seat.url(&format!("/rounds/{id}?done=moved")))),
        Err(error) => {
            let (form, status) = seat.refused(Fields::posted(&posted), error)?;
            let page = FormPage { form, ..page(&seat, id) };
            seat.again(&seat.say("ceds.desk.move"), &page, status).await
        }
    }
}

fn read(posted: &Posted) -> Result<OpenRound, Error> {
    let mut reader = posted.read();
    let name = posted.one("name").to_owned();
    let (opens, closes) = (reader.date("opens"), reader.date("closes"));
    let command = reader.finish(|| Some(OpenRound { name, opens: opens?, closes: closes? }));
    command.map_err(|errors| Error::Refused(Refusal::Invalid(errors)))
}

async fn new_page(seat: &Seat) -> Result<FormPage, Problem> {
    let instruments = seat.ceds.instruments().await?;
    let choice = |edition: &std::sync::Arc<crate::model::Edition>| {
        let document = edition.document();
        let name = seat.words.name(document, &document.name, document.id.as_str()).text;
        Choice::new(edition.sha256().to_string(), format!("{name} {}", document.edition))
    };
    let mut fields = vec![Field::select(
        "instrument",
        seat.say("ceds.desk.column-instrument"),
        instruments.iter().map(choice).collect(),
    )];
    fields.extend(self::fields(seat));
    Ok(FormPage {
        lead: seat.say("ceds.desk.open-lead"),
        fields,
        submit: seat.say("ceds.desk.open"),
        cancel: Some(seat.url("/rounds")),
        ..FormPage::default()
    })
}

fn page(seat: &Seat, id: RoundId) -> FormPage {
    let mut fields = vec![Field::hidden("version")];
    fields.extend(self::fields(seat));
    FormPage {
        fields,
        submit: seat.say("ceds.desk.move"),
        cancel: Some(seat.url(&format!("/rounds/{id}"))),
        ..FormPage::default()
    }
}

fn fields(seat: &Seat) -> [Field; 3] {
    let zone = seat.ceds.zone().iana_name().unwrap_or("UTC").to_owned();
    [
        Field::text("name", seat.say("ceds.desk.name")),
        Field::date("opens", seat.say("ceds.desk.column-opens")).hint(zone.clone()),
        Field::date("closes", seat.say("ceds.desk.column-closes")).hint(zone),
    ]
}
