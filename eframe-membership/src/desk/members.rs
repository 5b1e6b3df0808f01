use axum::Router;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use eframe_core::block::axum;
use eframe_core::desk::{self, Action, Cell, Column, Kind as Weight, List, Row};
use eframe_core::form::{Choice, Field};
use eframe_core::http::Problem;
use http::{HeaderName, header};

use super::listed::{LINES, Listed};
use crate::model::{Country, Region, Standing};
use crate::permission::IMPORT;
use crate::rules::FileForm;
use crate::seat::{Desk, Seat};
use crate::store::{Behind, MemberRow};
use crate::words::Words;
use crate::{Membership, Wanted};

pub(super) fn routes() -> Router<Membership> {
    Router::new()
        .route("/members", get(show))
        .route("/members/register.csv", get(csv))
        .route("/members/register.json", get(json))
}

/// All members there ever were, filtered.
async fn show(Desk(seat): Desk) -> Result<Response, Problem> {
    let filters = &["words", "kind", "standing", "region", "country"];
    let listed = Listed { seat: &seat, path: "/members", filters };
    let after = seat.after::<Behind>()?;
    let wanted = Wanted {
        kind: listed.asked("kind", |code| code.parse().ok()),
        region: listed.asked("region", Region::named),
        country: listed.asked("country", |code| code.parse().ok()),
        words: listed.asked("words", |words| Some(words.to_owned())),
    };
    let standing = listed.asked("standing", Standing::named);
    let (membership, actor) = (&seat.membership, seat.actor());
    let limit = LINES as u64 + 1;
    let (mut rows, count) =
        membership.all_members(actor, &wanted, standing, after.as_ref(), limit).await?;
    let paging = listed.page(&mut rows, MemberRow::position);
    let count = [("count", i64::try_from(count).unwrap_or(i64::MAX).into())];
    let page = List {
        lead: seat.say("membership.desk.members.lead"),
        actions: actions(&seat),
        filters: filters_of(&seat.words),
        form: listed.form(),
        count: seat.words.say_with("membership.desk.members.count", &count),
        columns: columns(&seat.words),
        rows: rows.iter().map(|row| line(&seat, row)).collect(),
        paging,
        empty: seat.say("membership.desk.members.empty"),
        ..List::default()
    };
    seat.page(&seat.say("membership.desk.members.title"), &page).await
}

fn actions(seat: &Seat) -> Vec<Action> {
    let plain = |key: &str, path: &str| Action::new(Weight::Plain, seat.say(key), seat.url(path));
    let mut actions = vec![
        plain("membership.desk.members.csv", "/members/register.csv"),
        plain("membership.desk.members.json", "/members/register.json"),
    ];
    if seat.actor().may(IMPORT) {
        actions.push(plain("membership.desk.import.title", "/import"));
    }
    actions
}

fn filters_of(words: &Words) -> Vec<Field> {
    let charter = words.membership.charter().on(words.membership.today());
    let kinds = charter.kind_codes();
    let kinds = kinds.iter().map(|kind| Choice::new(kind.as_str(), words.kind(kind)));
    let standings = Standing::ALL.map(|one| Choice::new(one.code(), words.standing(one)));
    let regions = Region::ALL.map(|one| Choice::new(one.code(), words.region(one)));
    let select = |name, key: &str, options| Field::select(name, words.say(key), options).optional();
    vec![
        Field::search("words", words.say("membership.register.words")),
        select("kind", "membership.register.kind", kinds.collect()),
        select("standing", "membership.register.standing", standings.into()),
        select("region", "membership.register.region", regions.into()),
        select("country", "membership.register.country", countries(words)),
    ]
}

/// Every country, in the order of the reader's language.
pub(super) fn countries(words: &Words) -> Vec<Choice> {
    let all = Country::all().map(|one| Choice::new(one.code(), words.country(one)));
    let mut all: Vec<_> = all.collect();
    let formats = words.presentation().formats(words.language);
    all.sort_by(|one, other| formats.compare(&one.text, &other.text));
    all
}

fn columns(words: &Words) -> Vec<Column> {
    let labels = [
        "membership.register.name",
        "membership.member.number",
        "membership.register.kind",
        "membership.register.standing",
        "membership.register.country",
        "membership.register.joined",
    ];
    labels.map(|label| Column::new(words.say(label))).into()
}

fn line(seat: &Seat, row: &MemberRow) -> Row {
    let words = &seat.words;
    let standing = row.standing.map(|one| Cell::status(looks(one), words.standing(one)));
    Row::new([
        Cell::link(row.name.clone(), seat.url(&format!("/members/{}", row.id))),
        Cell::text(row.number.clone().unwrap_or_default()),
        Cell::text(words.kind(&row.kind)),
        standing.unwrap_or_else(|| Cell::text("")),
        Cell::text(words.country(row.country)),
        row.joined.map_or_else(|| Cell::text(""), |day| Cell::Day { day }),
    ])
}

/// How a standing looks at the desk.
pub(super) const fn looks(standing: Standing) -> desk::Standing {
    match standing {
        Standing::Full => desk::Standing::Ok,
        Standing::Associate | Standing::Applicant => desk::Standing::Note,
        Standing::Suspended | Standing::Lapsed => desk::Standing::Warn,
        Standing::Withdrawn => desk::Standing::Bad,
    }
}

async fn csv(Desk(seat): Desk) -> Result<Response, Problem> {
    export(&seat, FileForm::Csv).await
}

async fn json(Desk(seat): Desk) -> Result<Response, Problem> {
    export(&seat, FileForm::Json).await
}

/// The whole register, past members too, as a file that the import reads.
async fn export(seat: &Seat, form: FileForm) -> Result<Response, Problem> {
    let text = seat.membership.export(seat.actor(), form).await?;
    let (kind, name) = match form {
        FileForm::Csv => ("text/csv; charset=utf-8; header=present", "register.csv"),
        FileForm::Json => ("application/json", "register.json"),
    };
    let day = seat.membership.today();
    let disposition = format!("attachment; filename=\"{day}-{name}\"");
    let headers: [(HeaderName, String); 3] = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, text).into_response())
}
