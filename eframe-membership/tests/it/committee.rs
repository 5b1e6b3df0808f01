//! A committee in a database: members, their offices, people who run meetings and people who vote.

use eframe_ballot::Choice;
use eframe_core::test::TestDatabase;
use eframe_core::{
    Actor, ActorId, Caller, Commit, Grant, Mount, OrganisationId, Permission, Scope, Timestamp,
};
use eframe_membership::model::*;
use eframe_membership::rules::{Appoint, Cast, Change, LocalTime, NewApplication, NewMember, Plan};
use eframe_membership::{MIGRATIONS, Membership, permission};
use jiff::civil::{Date, date};
use uuid::Uuid;

pub(crate) const COMMITTEE: &str = "executive-committee";

pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub(crate) fn member_id(number: u128) -> MemberId {
    MemberId::new(id(number))
}

/// Whoever runs meetings for the Secretariat.
pub(crate) fn clerk() -> Actor {
    staff(900, "Clerk")
}

pub(crate) fn staff(number: u128, name: &str) -> Actor {
    use permission::{MANAGE, MEET, READ, REVIEW, TERMS};
    let everywhere = |permission: Permission| Grant::new(permission, Scope::Everywhere);
    let grants = [READ, REVIEW, MANAGE, TERMS, MEET].map(everywhere);
    Actor::person(ActorId::new(id(number)), name, grants.into())
}

/// Somebody who votes for the city of this number.
pub(crate) fn officer(number: u128) -> Actor {
    let scope = Scope::Organisation(OrganisationId::new(id(number)));
    let grants = [permission::VOTE, permission::APPLY].map(|held| Grant::new(held, scope));
    Actor::person(ActorId::new(id(1000 + number)), format!("Officer {number}"), grants.into())
}

pub(crate) fn by(actor: &Actor) -> Caller {
    Caller::new(actor.clone())
}

pub(crate) fn yes() -> Cast {
    Cast { choice: Some(Choice::Yes) }
}

pub(crate) fn no() -> Cast {
    Cast { choice: Some(Choice::No) }
}

/// A site with `cities` full members, of which the first `seats` sit in the committee.
pub(crate) struct Site {
    pub(crate) on: TestDatabase,
    pub(crate) membership: Membership,
}

impl Site {
    pub(crate) async fn both(cities: u128, seats: u128) -> Vec<Self> {
        let mut sites = Vec::new();
        for on in eframe_core::test::databases(&[MIGRATIONS]).await {
            sites.push(Self::on(on, cities, seats).await);
        }
        sites
    }

    pub(crate) async fn on(on: TestDatabase, cities: u128, seats: u128) -> Self {
        let mount = Mount::new("https://city.example")
            .json("/api/v1/membership")
            .pages("/{lang}/members")
            .account("/account/membership")
            .desk("/desk/membership");
        let membership = Membership::builder(on.database.clone()).at(mount).build();
        let site = Self { on, membership };
        for number in 1..=cities {
            site.enrol(number, Standing::Full).await;
        }
        for number in 1..=seats {
            let office = if number == 1 { "president" } else { "seat" };
            site.appoint(number, office, date(2026, 1, 1)).await;
        }
        site
    }

    pub(crate) async fn commit(&self, change: Change) {
        let commit = Commit::by(&clerk(), self.on.clock.now()).change(change);
        self.on.database.commit(commit).await.expect("a change that fits");
    }

    /// A city as it would be after its application or an import.
    pub(crate) async fn enrol(&self, number: u128, standing: Standing) {
        self.commit(Change::Enrol(Box::new(Self::city(number, standing)))).await;
    }

    pub(crate) fn city(number: u128, standing: Standing) -> NewMember {
        let approved =
            Happening::Approved { body: COMMITTEE.parse().expect("a code"), decision: None };
        let all = [Happening::Accepted, approved];
        let steps = if standing == Standing::Full { 2 } else { 1 };
        let numbered = all.into_iter().take(steps).zip(1..);
        let history = numbered.map(|(what, number)| Happened {
            number,
            on: date(2020, 1, 1),
            recorded: Timestamp::UNIX_EPOCH,
            what,
        });
        NewMember {
            id: member_id(number),
            number: None,
            organisation: OrganisationId::new(id(number)),
            kind: "city".parse().expect("a code"),
            profile: Profile {
                name: format!("City {number:02}"),
                own_name: None,
                country: "KR".parse().expect("a country"),
                coordinates: None,
                population: Some(100_000),
                website: None,
            },
            history: history.collect(),
            standing: Some(standing),
            since: Some(date(2020, 1, 1)),
            joined: Some(date(2020, 1, 1)),
            code: format!("member{number:04}"),
            year: 2020,
        }
    }

    /// A fee that was due on 31 March and is not paid.
    pub(crate) async fn owe(&self, number: u128) {
        self.commit(Change::Owe(Fee {
            id: FeeId::new(id(3000 + number)),
            member: member_id(number),
            period: "2026".to_owned(),
            amount: "1000 USD".parse().expect("an amount"),
            due: date(2026, 3, 31),
            state: FeeState::Open,
        }))
        .await;
    }

    pub(crate) async fn suspend(&self, number: u128) {
        let happened = Happened {
            number: 3,
            on: date(2026, 11, 1),
            recorded: self.on.clock.now(),
            what: Happening::Suspended { reason: "asked".to_owned() },
        };
        let (member, standing) = (member_id(number), Some(Standing::Suspended));
        self.commit(Change::Happen { member, happened, standing }).await;
    }

    pub(crate) async fn appoint(&self, number: u128, office: &str, from: Date) -> Term {
        let command = Appoint {
            body: COMMITTEE.parse().expect("a code"),
            office: office.parse().expect("a code"),
            from,
            until: None,
        };
        let given = self.membership.appoint(&by(&clerk()), member_id(number), command).await;
        given.expect("there is a seat")
    }

    /// An application that the Secretariat accepted, of the organisation of this number.
    pub(crate) async fn accepted(&self, number: u128, kind: &str) -> ApplicationId {
        let state = State::Accepted { by: Author::of(&clerk()), at: self.on.clock.now() };
        self.reached(number, kind, state).await
    }

    /// An application that stands so.
    pub(crate) async fn reached(&self, number: u128, kind: &str, state: State) -> ApplicationId {
        let text = |text: &str| text.to_owned();
        let form = Form {
            kind: text(kind),
            name: format!("Applicant {number}"),
            country: text("PT"),
            population: text("120,000"),
            motivation: text("To learn from others"),
            signatory_name: text("Ana Reis"),
            signatory_office: text("Mayor"),
            contact_name: text("Rui Melo"),
            contact_email: text("rui@applicant.example"),
            contact_language: text("en"),
            ..Form::default()
        };
        let application = ApplicationId::new(id(5000 + number));
        let organisation = OrganisationId::new(id(number));
        let code = format!("follow{number:04}");
        let (id, year) = (application, 2026);
        let new = NewApplication { id, organisation, form, code, year, creator: None };
        self.commit(Change::Begin(Box::new(new))).await;
        let begun = self.membership.application(&clerk(), application).await.expect("begun");
        self.commit(Change::Write(Box::new(Application { state, ..begun }))).await;
        application
    }

    pub(crate) async fn planned(&self) -> MeetingId {
        let command = Plan {
            body: COMMITTEE.parse().expect("a code"),
            title: "Executive Committee, 12th meeting".to_owned(),
            starts: LocalTime {
                local: date(2026, 12, 1).at(10, 0, 0, 0),
                zone: "Asia/Seoul".to_owned(),
                fold: None,
            },
        };
        self.membership.plan(&by(&clerk()), command).await.expect("planned").meeting
    }

    pub(crate) async fn motion(&self, meeting: MeetingId) -> ItemId {
        let clerk = by(&clerk());
        let added = self.membership.add_motion(&clerk, meeting, "A motion", "Its words").await;
        added.expect("on the agenda").item.expect("an item")
    }

    /// Opens the meeting with these members present, the first of them in the chair.
    pub(crate) async fn opened(&self, meeting: MeetingId, present: &[u128]) {
        let (clerk, membership) = (by(&clerk()), &self.membership);
        membership.open_meeting(&clerk, meeting).await.expect("opened");
        for number in present {
            membership.attend(&clerk, meeting, member_id(*number)).await.expect("present");
        }
        if let Some(first) = present.first() {
            membership.take_the_chair(&clerk, meeting, member_id(*first)).await.expect("chair");
        }
    }

    pub(crate) async fn call(&self, meeting: MeetingId, item: ItemId) {
        self.membership.open_item(&by(&clerk()), meeting, item).await.expect("called");
    }

    pub(crate) async fn item(&self, meeting: MeetingId, item: ItemId) -> Item {
        self.membership.item(&clerk(), meeting, item).await.expect("an item").1
    }

    pub(crate) async fn published(
        &self,
        meeting: MeetingId,
        item: ItemId,
    ) -> eframe_ballot::Published {
        match self.item(meeting, item).await.state {
            ItemState::Decided { published, .. } => *published,
            other => panic!("{}: not decided: {other:?}", self.on.kind),
        }
    }

    /// How many messages of this name have left.
    pub(crate) async fn sent(&self, name: &str) -> i64 {
        self.count(&format!("SELECT count(*) AS n FROM core_outbox WHERE name = '{name}'")).await
    }

    pub(crate) async fn count(&self, sql: &str) -> i64 {
        use eframe_core::block::sea_orm::{ConnectionTrait as _, Statement};
        let read = self.on.database.read();
        let statement = Statement::from_string(read.get_database_backend(), sql);
        let row = read.query_one_raw(statement).await.expect("an answer").expect("a row");
        row.try_get("", "n").expect("a number")
    }
}
