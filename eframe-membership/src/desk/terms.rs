use axum::response::Response;
use eframe_core::FieldErrors;
use eframe_core::block::axum;
use eframe_core::desk::{Action, Cell, Column, FormPage, Kind as Weight, List, Row, Standing};
use eframe_core::form::{Choice, Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};
use jiff::civil::Date;

use super::whom::{self, Fits};
use crate::model::{Body, BodyCode, Composition, MemberId, Office, OfficeRule, Term, TermId};
use crate::permission::TERMS;
use crate::rules::Appoint;
use crate::seat::{Desk, Seat, begun, to};
use crate::{Error, Refusal};

const COLUMNS: [&str; 5] = [
    "membership.desk.terms.column-member",
    "membership.desk.terms.column-office",
    "membership.desk.terms.column-from",
    "membership.desk.terms.column-until",
    "membership.desk.terms.column-held",
];

/// Who holds which office of a body, and who held it on a day.
pub(super) async fn list(Desk(seat): Desk) -> Result<Response, Problem> {
    let today = seat.membership.today();
    let bodies = bodies(&seat);
    let asked = seat.query.one("body").parse::<BodyCode>().ok();
    let first = bodies.first().and_then(|body| body.value.parse::<BodyCode>().ok());
    let on = seat.query.one("on").parse::<Date>().ok();
    let shown = asked.clone().or(first);
    let found = match &shown {
        Some(body) => match on {
            Some(day) => seat.membership.holders_on(body, day).await?,
            None => seat.membership.terms(body).await?,
        },
        None => Vec::new(),
    };
    let day = on.unwrap_or(today);
    let mut lead = vec![seat.say("membership.desk.terms.lead")];
    lead.extend(shown.iter().flat_map(|body| fewer(&seat, body, day, &found)));
    let page = List {
        notice: seat.notice("membership.desk.terms.done.", &["appoint", "end"]),
        lead: lead.join(" "),
        actions: actions(&seat, asked.as_ref()),
        filters: vec![
            Field::select("body", seat.say("membership.desk.terms.body"), bodies),
            Field::date("on", seat.say("membership.desk.terms.on"))
                .hint(seat.say("membership.desk.terms.on-hint"))
                .optional(),
        ],
        form: Fields::posted(&seat.query),
        count: seat.words.say_with("membership.desk.terms.count", &[("count", found.len().into())]),
        columns: COLUMNS.map(|key| Column::new(seat.say(key))).into(),
        rows: found.iter().map(|term| row(&seat, term, day)).collect(),
        empty: seat.say("membership.desk.terms.empty"),
        ..List::default()
    };
    seat.page(&seat.say("membership.desk.terms.title"), &page).await
}

/// Which offices fewer members hold on a day than the charter has at least.
fn fewer(seat: &Seat, body: &BodyCode, day: Date, terms: &[Term]) -> Vec<String> {
    let of = seat.membership.charter().on(day).bodies.get(body);
    let Some(Composition::Offices { offices, .. }) = of.map(|of| &of.composition) else {
        return Vec::new();
    };
    let said = |office: &OfficeRule| {
        let least = office.least?;
        let holds = |term: &&Term| term.office == office.code && term.covers(day);
        let held = u32::try_from(terms.iter().filter(holds).count()).unwrap_or(u32::MAX);
        let name = seat.words.office(body, &office.code);
        let args =
            [("office", name.as_str().into()), ("held", held.into()), ("least", least.into())];
        (held < least).then(|| seat.words.say_with("membership.desk.terms.fewer", &args))
    };
    offices.iter().filter_map(said).collect()
}

fn actions(seat: &Seat, body: Option<&BodyCode>) -> Vec<Action> {
    let mut actions = Vec::new();
    if seat.actor().may(TERMS) {
        let text = seat.say("membership.desk.terms.appoint");
        actions.push(Action::new(Weight::Main, text, seat.url("/terms/new")));
    }
    if let Some(body) = body {
        let public = seat.membership.mount().pages_url(seat.language, &format!("/bodies/{body}"));
        actions.push(Action::new(Weight::Plain, seat.say("membership.desk.terms.public"), public));
    }
    actions
}

fn row(seat: &Seat, term: &Term, day: Date) -> Row {
    let (looks, key) = if term.covers(day) {
        (Standing::Ok, "membership.desk.terms.held")
    } else if term.from > day {
        (Standing::Note, "membership.desk.terms.to-come")
    } else {
        (Standing::Note, "membership.desk.terms.over")
    };
    let ends = seat.actor().may(TERMS) && term.until >= seat.membership.today();
    let name = if ends {
        Cell::link(&*term.name, seat.url(&format!("/terms/{}/end", term.id)))
    } else {
        Cell::text(&*term.name)
    };
    Row::new([
        name,
        Cell::text(seat.words.office(&term.body, &term.office)),
        Cell::Day { day: term.from },
        Cell::Day { day: term.until },
        Cell::status(looks, seat.say(key)),
    ])
}

/// The bodies of offices that the charter in force today knows.
fn bodies(seat: &Seat) -> Vec<Choice> {
    let today = seat.membership.today();
    let all = seat.membership.charter().on(today).bodies.iter();
    let offices = |body: &Body| matches!(body.composition, Composition::Offices { .. });
    all.filter(|(_, body)| offices(body))
        .map(|(code, _)| Choice::new(code.as_str(), seat.words.body(code, today)))
        .collect()
}

/// Asks who gets which office.
pub(super) async fn ask(Desk(seat): Desk, kept: Recovered) -> Result<Response, Problem> {
    seat.actor().require(TERMS)?;
    let from = seat.membership.today().to_string();
    let (form, kept) = begun(kept, Fields::of([("from", from)]));
    let page = FormPage { kept, ..appointing(&seat, form).await? };
    seat.page(&seat.say("membership.desk.terms.appoint"), &page).await
}

/// Gives it.
pub(super) async fn appoint(
    Desk(seat): Desk,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let fits = Fits::of(&seat, posted.one(whom::SAID)).await?;
    let given = match command(&posted, fits.one(&posted)) {
        Ok((member, command)) => seat.membership.appoint(&seat.caller, member, command).await,
        Err(errors) => Err(errors.into()),
    };
    let error = match given {
        Ok(term) => return Ok(to(&seat.url(&format!("/terms?body={}&done=appoint", term.body)))),
        Err(error) => error,
    };
    let (form, status) = match error {
        Error::Refused(Refusal::NoRight(reasons)) => {
            let said = reasons.iter().map(|reason| seat.words.reason(reason));
            let form = said.fold(Fields::posted(&posted), |form, said| form.fault("member", said));
            (form, http::StatusCode::FORBIDDEN)
        }
        error => seat.refused(&posted, error)?,
    };
    let page = appointing(&seat, form).await?;
    seat.again(&seat.say("membership.desk.terms.appoint"), &page, status).await
}

/// Asks when a term ends.
pub(super) async fn ask_end(
    Desk(seat): Desk,
    Path(id): Path<TermId>,
    kept: Recovered,
) -> Result<Response, Problem> {
    seat.actor().require(TERMS)?;
    let term = seat.membership.term(id).await?;
    let until = seat.membership.today().to_string();
    let (form, kept) = begun(kept, Fields::of([("until", until)]));
    let page = FormPage { kept, ..ending(&seat, &term, form) };
    seat.page(&seat.say("membership.desk.terms.end"), &page).await
}

/// Ends it.
pub(super) async fn end(
    Desk(seat): Desk,
    Path(id): Path<TermId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let ended = match day(&posted, "until") {
        Ok(until) => seat.membership.end_term(&seat.caller, id, until).await,
        Err(errors) => Err(errors.into()),
    };
    match ended {
        Ok(term) => Ok(to(&seat.url(&format!("/terms?body={}&done=end", term.body)))),
        Err(error) => {
            let (form, status) = seat.refused(&posted, error)?;
            let term = seat.membership.term(id).await?;
            let page = ending(&seat, &term, form);
            seat.again(&seat.say("membership.desk.terms.end"), &page, status).await
        }
    }
}

fn day(posted: &Posted, name: &'static str) -> Result<Date, FieldErrors> {
    posted.one(name).parse().map_err(|_| FieldErrors::one(name, "core.field.date"))
}

/// The office is chosen together with its body: `executive-committee/president`.
fn command(
    posted: &Posted,
    member: Result<MemberId, FieldErrors>,
) -> Result<(MemberId, Appoint), FieldErrors> {
    let mut errors = FieldErrors::new();
    let chosen = |name: &'static str| FieldErrors::one(name, "core.field.choose");
    let member = errors.take(member);
    let office = posted.one("office").split_once('/').and_then(|(body, office)| {
        Some((body.parse::<BodyCode>().ok()?, office.parse::<Office>().ok()?))
    });
    let office = errors.take(office.ok_or_else(|| chosen("office")));
    let from = errors.take(day(posted, "from"));
    let until = match posted.one("until") {
        "" => None,
        _ => errors.take(day(posted, "until")),
    };
    match (member, office, from) {
        (Some(member), Some((body, office)), Some(from)) => {
            errors.finish((member, Appoint { body, office, from, until }))
        }
        _ => Err(errors),
    }
}

async fn appointing(seat: &Seat, form: Fields) -> Result<FormPage, Error> {
    let office = seat.say("membership.desk.terms.column-office");
    let label = "membership.desk.terms.column-member";
    let mut fields = vec![Field::select("office", office, offices(seat))];
    fields.extend(whom::fields(seat, &form, label, "membership.desk.terms.member-hint").await?);
    fields.extend([
        Field::date("from", seat.say("membership.desk.terms.column-from")),
        Field::date("until", seat.say("membership.desk.terms.column-until"))
            .hint(seat.say("membership.desk.terms.until-hint"))
            .optional(),
    ]);
    Ok(FormPage {
        fields,
        form,
        next: seat.say("membership.desk.terms.appoint-next"),
        submit: seat.say("membership.desk.terms.appoint"),
        cancel: Some(seat.url("/terms")),
        ..FormPage::default()
    })
}

fn offices(seat: &Seat) -> Vec<Choice> {
    let today = seat.membership.today();
    let mut choices = Vec::new();
    for (code, body) in &seat.membership.charter().on(today).bodies {
        let Composition::Offices { offices, .. } = &body.composition else { continue };
        for office in offices {
            let named = seat.words.office(code, &office.code);
            let text = format!("{}: {named}", seat.words.body(code, today));
            choices.push(Choice::new(format!("{code}/{}", office.code), text));
        }
    }
    choices
}

fn ending(seat: &Seat, term: &Term, form: Fields) -> FormPage {
    let formats = seat.membership.presentation().formats(seat.language);
    let office = seat.words.office(&term.body, &term.office);
    let (from, until) = (formats.date(term.from), formats.date(term.until));
    let lead = [
        ("name", term.name.as_str().into()),
        ("office", office.as_str().into()),
        ("from", from.as_str().into()),
        ("until", until.as_str().into()),
    ];
    FormPage {
        lead: seat.words.say_with("membership.desk.terms.end-lead", &lead),
        fields: vec![
            Field::date("until", seat.say("membership.desk.terms.column-until"))
                .hint(seat.say("membership.desk.terms.end-hint")),
        ],
        form,
        submit: seat.say("membership.desk.terms.end"),
        cancel: Some(seat.url(&format!("/terms?body={}", term.body))),
        ..FormPage::default()
    }
}
