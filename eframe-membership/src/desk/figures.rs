use axum::Router;
use axum::response::Response;
use axum::routing::get;
use eframe_core::block::axum;
use eframe_core::chart::{Bar, Bars};
use eframe_core::form::Fields;
use eframe_core::frame::Link;
use eframe_core::http::Problem;
use eframe_core::messages::Arg;
use eframe_core::template::Template;
use http::StatusCode;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Serialize;

use crate::Membership;
use crate::rules::{ProcessFigures, StageFigure, counted_days};
use crate::seat::{Desk, Seat};
use crate::words::Words;

/// How long applications stay at each stage, how many are there, and how many of them too long.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct FiguresPage {
    form: Fields,
    from: String,
    until: String,
    /// How the applications ended, in sentences.
    ends: Vec<String>,
    stays: Bars,
    now: Bars,
    /// What is overdue, with the cases that are.
    overdue: Vec<Link>,
}

const DAY: f64 = 86_400.0;

pub(super) fn routes() -> Router<Membership> {
    Router::new().route("/figures", get(show))
}

async fn show(Desk(seat): Desk) -> Result<Response, Problem> {
    let today = seat.membership.today();
    let (from, until, form) = asked(&seat, today);
    let wrong = !form.summary().is_empty();
    let figures = seat.membership.process(seat.actor(), Some(from), Some(until)).await?;
    let page = FiguresPage {
        form,
        from: from.to_string(),
        until: until.to_string(),
        ..page(&seat, &figures)
    };
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    seat.again(&seat.say("membership.desk.figures.title"), &page, status).await
}

/// The days that are asked for; the last twelve months where none are, or where they are not right.
fn asked(seat: &Seat, today: Date) -> (Date, Date, Fields) {
    let year = (today.saturating_sub(12.months()), today);
    let mut read = seat.query.read();
    let (from, until) = (read.optional_date("from"), read.optional_date("until"));
    let days = read.finish(|| Some(())).and_then(|()| counted_days(from, until, today));
    match days {
        Ok((from, until)) => {
            let form = Fields::of([("from", from.to_string()), ("until", until.to_string())]);
            (from, until, form)
        }
        Err(errors) => {
            let form = Fields::posted(&seat.query);
            let form = form.refused(&errors, seat.membership.presentation(), seat.language);
            (year.0, year.1, form)
        }
    }
}

fn page(seat: &Seat, figures: &ProcessFigures) -> FiguresPage {
    let words = &seat.words;
    let ended = |key: &str, count: u64| words.say_with(key, &[("count", many(count))]);
    let late = figures.stages.iter().filter(|figure| figure.overdue > 0);
    let late = late.map(|figure| {
        let stage = words.stage(figure.stage);
        let args = [("stage", stage.as_str().into()), ("count", many(figure.overdue))];
        let said = words.say_with("membership.desk.figures.late", &args);
        Link::new(said, seat.url(&format!("/cases?stage={}", figure.stage.code())), "")
    });
    FiguresPage {
        ends: vec![
            ended("membership.desk.figures.admitted", figures.admitted),
            ended("membership.desk.figures.refused", figures.refused),
            ended("membership.desk.figures.withdrawn", figures.withdrawn),
        ],
        stays: stays(words, &figures.stages),
        now: now(words, &figures.stages),
        overdue: late.collect(),
        ..FiguresPage::default()
    }
}

fn many(count: u64) -> Arg<'static> {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}

/// How long stays were that ended in these days.
fn stays(words: &Words, stages: &[StageFigure]) -> Bars {
    let half = words.say("membership.desk.figures.half");
    let most = words.say("membership.desk.figures.nine-of-ten");
    let bars = Bars::new("stays", words.say("membership.desk.figures.stays"));
    let bars = bars.columns(words.say("membership.desk.figures.stage"), [half, most]);
    stages.iter().fold(bars, |bars, figure| {
        let stay = |seconds: Option<i64>| match seconds {
            Some(seconds) => {
                let days = days(seconds);
                let args = [("days", Arg::Number(days))];
                Bar::new(days, words.say_with("membership.desk.figures.days", &args))
            }
            None => Bar::none(words.say("membership.desk.figures.none-ended")),
        };
        bars.group(words.stage(figure.stage), [stay(figure.median), stay(figure.ninth_decile)])
    })
}

/// Days with one decimal, as they are written.
#[expect(clippy::cast_precision_loss, reason = "no stay is 2^53 seconds long")]
fn days(seconds: i64) -> f64 {
    (seconds as f64 / DAY * 10.0).round() / 10.0
}

/// Where applications are now.
#[expect(clippy::cast_precision_loss, reason = "nobody has 2^53 applications")]
fn now(words: &Words, stages: &[StageFigure]) -> Bars {
    let [time, late] = ["membership.desk.figures.in-time", "membership.desk.figures.overdue"];
    let bars = Bars::new("now", words.say("membership.desk.figures.now"));
    let series = [words.say(time), words.say(late)];
    let bars = bars.columns(words.say("membership.desk.figures.stage"), series);
    let formats = words.presentation().formats(words.language);
    stages.iter().fold(bars, |bars, figure| {
        let bar = |count: u64| {
            Bar::new(count as f64, formats.number(i64::try_from(count).unwrap_or(i64::MAX)))
        };
        let in_time = figure.now.saturating_sub(figure.overdue);
        bars.group(words.stage(figure.stage), [bar(in_time), bar(figure.overdue)])
    })
}

impl Template for FiguresPage {
    const NAME: &'static str = "membership/desk/figures.html";

    fn samples() -> Vec<Self> {
        let bars = Bars::new("stays", "How long").columns("Stage", ["Half", "Nine of ten"]);
        let bars = bars
            .group("Handed in", [Bar::new(5.0, "5 days"), Bar::new(21.0, "21 days")])
            .group("Accepted", [Bar::none("None ended"), Bar::none("None ended")]);
        let full = Self {
            form: Fields::of([("from", "2026-02-30")]).fault("from", "A day".to_owned()),
            from: "2025-11-25".to_owned(),
            until: "2026-11-25".to_owned(),
            ends: vec!["12 were admitted.".to_owned()],
            now: Bars::new("now", "Now").columns("Stage", ["In time", "Overdue"]),
            stays: bars,
            overdue: vec![Link::new("Handed in: 2", "/desk/membership/cases?stage=submitted", "")],
        };
        vec![full.clone(), Self { overdue: Vec::new(), form: Fields::empty(), ..full }]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_stay_is_told_in_days_with_one_decimal() {
        let told = [0, 3_600, 86_400, 129_600, 8_640_000].map(super::days);
        assert_eq!(told, [0.0, 0.0, 1.0, 1.5, 100.0]);
    }
}
