//! Meetings that an older program wrote, with the roll and who is there as a part of their state.

use std::collections::BTreeSet;

use eframe_ballot::{BodyId, Entry, Reason, Roll};
use eframe_core::block::sea_orm::{DatabaseBackend, Statement, Value};
use eframe_core::block::stored;
use eframe_core::test::databases;
use eframe_core::{Migration, MigrationList, Timestamp};
use eframe_membership::model::{Attendance, MeetingId, MeetingState};
use eframe_membership::{MIGRATIONS, Membership};
use serde_json::json;

use crate::committee::{by, clerk, id, member_id, officer};
use crate::town::{get, send};

/// The steps that the older program knew, and those of one before it, which noted nowhere else who is on a roll, and
/// called no meeting off.
const KNOWN: usize = 6;
const KNOWN_EARLIER: usize = 4;

const AT: &str = "2026-11-20T05:00:00Z";

const OPEN: u128 = 1;
const CLOSED: u128 = 2;
const CALLED_OFF: u128 = 3;
const CALLED_OFF_EARLY: u128 = 4;
const PLANNED: u128 = 5;

fn at() -> Timestamp {
    AT.parse().expect("an instant")
}

/// As it wrote them.
fn states() -> [(u128, &'static str, serde_json::Value); 5] {
    let excluded = |reason: serde_json::Value| json!({ "excluded": { "reasons": [reason] } });
    let roll = json!([
        { "body": id(1), "name": "City 01", "right": "entitled" },
        { "body": id(2), "name": "L'Été \"2\"", "right": excluded(
            json!({ "code": "fee-unpaid", "facts": { "period": "2025" } })) },
        { "body": id(3), "name": "City 03", "right": excluded(json!({ "code": "not-in-the-body" })) },
    ]);
    let there = json!({ "present": [id(1), id(3)], "chair": id(1) });
    let empty = json!({ "present": [], "chair": null });
    [
        (OPEN, "open", json!({ "stage": "open", "at": AT, "roll": &roll, "attendance": there })),
        (
            CLOSED,
            "closed",
            json!({
                "stage": "closed", "opened": AT, "at": AT, "roll": &roll, "attendance": empty,
            }),
        ),
        (
            CALLED_OFF,
            "called-off",
            json!({
                "stage": "called-off", "at": AT, "reason": "No heating.", "roll": &roll,
            }),
        ),
        (
            CALLED_OFF_EARLY,
            "called-off",
            json!({
                "stage": "called-off", "at": AT, "reason": "No hall.", "roll": null,
            }),
        ),
        (PLANNED, "planned", json!({ "stage": "planned" })),
    ]
}

fn written(on: DatabaseBackend) -> Vec<Statement> {
    let seat = |meeting: u128, member: u128| {
        let sql = "INSERT INTO membership_seat (meeting, member) VALUES ($1, $2)";
        Statement::from_sql_and_values(on, sql, [id(100 + meeting), id(member)].map(Value::from))
    };
    let seats = [OPEN, CLOSED, CALLED_OFF].into_iter();
    let seats = seats.flat_map(|meeting| [1, 2, 3].map(|member| seat(meeting, member)));
    meetings(on, &states()).into_iter().chain(seats).collect()
}

fn written_earlier(on: DatabaseBackend) -> Vec<Statement> {
    let [open, closed, ..] = states();
    meetings(on, &[open, closed])
}

fn meetings(on: DatabaseBackend, all: &[(u128, &str, serde_json::Value)]) -> Vec<Statement> {
    let row = |(number, stage, state): &(u128, &str, serde_json::Value)| {
        let values: [Value; 8] = [
            id(100 + number).into(),
            format!("C-2026-{number:04}").into(),
            "executive-committee".into(),
            format!("Meeting {number}.").into(),
            stored(at()).into(),
            (*stage).into(),
            state.clone().into(),
            format!("minutes{number}").into(),
        ];
        let sql = "INSERT INTO membership_meeting \
                   (id, version, number, body, title, starts, zone, stage, state, code) \
                   VALUES ($1, 1, $2, $3, $4, $5, 'Asia/Seoul', $6, $7, $8)";
        Statement::from_sql_and_values(on, sql, values)
    };
    all.iter().map(row).collect()
}

fn roll() -> Roll {
    let body = |number| BodyId::new(id(number));
    Roll::new([
        Entry::entitled(body(1), "City 01"),
        Entry::excluded(body(2), "L'Été \"2\"", [Reason::new("fee-unpaid").with("period", "2025")]),
        Entry::excluded(body(3), "City 03", [Reason::new("not-in-the-body")]),
    ])
    .expect("a roll")
}

#[tokio::test]
async fn rolls_and_attendance_from_before_are_there_after_the_upgrade() {
    const WRITTEN: MigrationList = MigrationList {
        block: "before",
        migrations: &[Migration { name: "0001_meetings", up: written }],
    };
    let before = MigrationList { migrations: &MIGRATIONS.migrations[..KNOWN], ..MIGRATIONS };
    for on in databases(&[before, WRITTEN]).await {
        let kind = on.kind;
        on.database.migrate(&[MIGRATIONS]).await.expect("upgraded");
        let membership = Membership::builder(on.database.clone()).build();
        let meeting = |number: u128| MeetingId::new(id(100 + number));
        let state = async |number: u128| {
            let found = membership.meeting(&clerk(), meeting(number)).await;
            found.unwrap_or_else(|error| panic!("{kind}, {number}: {error}")).state
        };
        let there = Attendance {
            present: BTreeSet::from([member_id(1), member_id(3)]),
            chair: Some(member_id(1)),
        };
        let open = MeetingState::Open { at: at(), roll: roll(), attendance: there };
        assert_eq!(state(OPEN).await, open, "{kind}");
        let nobody = Attendance::default();
        let closed =
            MeetingState::Closed { opened: at(), at: at(), roll: roll(), attendance: nobody };
        assert_eq!(state(CLOSED).await, closed, "{kind}");
        let off = |reason: &str, roll| MeetingState::CalledOff {
            at: at(),
            reason: reason.to_owned(),
            roll,
        };
        assert_eq!(state(CALLED_OFF).await, off("No heating.", Some(roll())), "{kind}");
        assert_eq!(state(CALLED_OFF_EARLY).await, off("No hall.", None), "{kind}");
        assert_eq!(state(PLANNED).await, MeetingState::Planned, "{kind}");
        // The open one goes on.
        membership.close_meeting(&by(&clerk()), meeting(OPEN)).await.expect("closed");
        assert_eq!(state(OPEN).await.roll(), Some(&roll()), "{kind}");
    }
}

#[tokio::test]
async fn whoever_was_on_a_roll_before_the_upgrade_finds_the_meeting_after_it() {
    const WRITTEN: MigrationList = MigrationList {
        block: "before",
        migrations: &[Migration { name: "0001_meetings", up: written_earlier }],
    };
    let before =
        MigrationList { migrations: &MIGRATIONS.migrations[..KNOWN_EARLIER], ..MIGRATIONS };
    for on in databases(&[before, WRITTEN]).await {
        on.database.migrate(&[MIGRATIONS]).await.expect("upgraded");
        let site = crate::committee::Site::on(on, 4, 0).await;
        for (number, seen) in [(3, true), (4, false)] {
            let page = send(site.membership.own(), &officer(number), get("/meetings")).await;
            assert_eq!(page.text.contains("Meeting 2."), seen, "{}: {number}", site.on.kind);
        }
    }
}
