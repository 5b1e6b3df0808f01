//! A committee room without a database: what rules decide is applied here as the store applies it, guards included.

use std::collections::BTreeMap;

use eframe_ballot::Roll;
use eframe_core::{Actor, ActorId, Decision, Grant, Guard, OrganisationId, Permission, Scope};
use eframe_core::{Hold, Timestamp, Version};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, ToSpan as _};
use uuid::Uuid;

use crate::model::*;
use crate::rules::*;
use crate::{Refusal, permission};

/// Somebody, and everything they see.
pub(super) struct Room {
    pub(super) charter: Charter,
    pub(super) members: Vec<Member>,
    pub(super) terms: Terms,
    pub(super) applications: BTreeMap<ApplicationId, Application>,
    pub(super) meeting: Meeting,
    pub(super) votes: Vec<Vote>,
    pub(super) sent: Vec<&'static str>,
    pub(super) now: Timestamp,
    ids: u128,
}

/// 25 November 2026, noon in Seoul.
pub(super) const NOON: &str = "2026-11-25T03:00:00Z";

pub(super) fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub(super) fn clerk() -> Actor {
    let grants = [permission::MEET, permission::TERMS, permission::READ];
    let everywhere = |permission: Permission| Grant::new(permission, Scope::Everywhere);
    Actor::person(ActorId::new(id(900)), "Clerk", grants.map(everywhere).into())
}

pub(super) fn officer(of: u128) -> Actor {
    let scope = Scope::Organisation(OrganisationId::new(id(of)));
    let grants = vec![Grant::new(permission::VOTE, scope)];
    Actor::person(ActorId::new(id(1000 + of)), format!("Officer {of}"), grants)
}

/// A full member, with its fee of the year paid or not.
pub(super) fn city(number: u128, paid: bool) -> Member {
    let happened =
        |number, on: Date, what| Happened { number, on, recorded: Timestamp::UNIX_EPOCH, what };
    let approved =
        Happening::Approved { body: "executive-committee".parse().unwrap(), decision: None };
    let by = Author { id: ActorId::new(id(900)), name: "Clerk".to_owned() };
    let (on, at) = (date(2026, 2, 1), Timestamp::UNIX_EPOCH);
    let settled = FeeState::Paid { on, reference: "x".to_owned(), by, at };
    let fee = Fee {
        id: FeeId::new(id(3000 + number)),
        member: MemberId::new(id(number)),
        period: "2026".to_owned(),
        amount: "1000 USD".parse().unwrap(),
        due: date(2026, 3, 31),
        state: if paid { settled } else { FeeState::Open },
    };
    Member {
        id: MemberId::new(id(number)),
        number: Some(format!("M-2020-{number:04}")),
        organisation: OrganisationId::new(id(number)),
        kind: "city".parse().unwrap(),
        profile: Profile {
            name: format!("City {number}"),
            own_name: None,
            country: "KR".parse().unwrap(),
            coordinates: None,
            population: None,
            website: None,
        },
        history: vec![
            happened(1, date(2020, 1, 1), Happening::Accepted),
            happened(2, date(2020, 6, 1), approved),
        ],
        fees: vec![fee],
        standing: Some(Standing::Full),
        code: "code".to_owned(),
        version: Version::FIRST,
    }
}

pub(super) fn form(kind: &str) -> Form {
    let text = |text: &str| text.to_owned();
    Form {
        kind: text(kind),
        name: text("Porto Azul"),
        country: text("PT"),
        motivation: text("To learn"),
        signatory_name: text("A"),
        signatory_office: text("Mayor"),
        contact_name: text("B"),
        contact_email: text("b@porto-azul.example"),
        contact_language: text("en"),
        ..Form::default()
    }
}

impl Room {
    /// The committee of the first `seats` of `members`, on 25 November 2026.
    pub(super) fn new(members: Vec<Member>, seats: usize) -> Self {
        let term = |(member, number): (&Member, u128)| Term {
            id: TermId::new(id(4000 + number)),
            member: member.id,
            name: member.profile.name.clone(),
            body: "executive-committee".parse().unwrap(),
            office: if number == 0 { "president" } else { "seat" }.parse().unwrap(),
            from: date(2026, 1, 1),
            until: date(2028, 12, 31),
        };
        let all = members.iter().take(seats).zip(0..).map(term).collect();
        let now: Timestamp = NOON.parse().unwrap();
        let meeting = Meeting {
            id: MeetingId::new(id(1)),
            number: "C-2026-0001".to_owned(),
            body: "executive-committee".parse().unwrap(),
            title: "Committee".to_owned(),
            starts: now,
            zone: "Asia/Seoul".to_owned(),
            state: MeetingState::Planned,
            items: Vec::new(),
            code: "minutes".to_owned(),
            version: Version::FIRST,
        };
        Self {
            charter: Charter::wego(),
            members,
            terms: Terms { all, version: Version::FIRST },
            applications: BTreeMap::new(),
            meeting,
            votes: Vec::new(),
            sent: Vec::new(),
            now,
            ids: 10_000,
        }
    }

    pub(super) fn fresh(&mut self) -> Uuid {
        self.ids += 1;
        id(self.ids)
    }

    /// An application that the Secretariat accepted.
    pub(super) fn accepted(&mut self, kind: &str) -> Application {
        let id = ApplicationId::new(self.fresh());
        let by = Author::of(&clerk());
        let application = Application {
            id,
            number: "A-2026-0001".to_owned(),
            organisation: OrganisationId::new(id.uuid()),
            form: form(kind),
            signature: None,
            documents: Vec::new(),
            state: State::Accepted { by, at: self.now },
            member: None,
            code: "follow".to_owned(),
            creator: None,
            begun: self.now,
            changed: self.now,
            version: Version::FIRST,
        };
        self.applications.insert(id, application.clone());
        application
    }

    pub(super) fn member(&self, number: u128) -> Member {
        let found = self.members.iter().find(|member| member.id.uuid() == id(number));
        found.expect("a member").clone()
    }

    pub(super) fn item(&self, place: usize) -> Item {
        self.meeting.items[place].clone()
    }

    pub(super) fn wait(&mut self, minutes: i64) {
        self.now += SignedDuration::from_mins(minutes);
    }

    pub(super) fn suspend(&mut self, number: u128) {
        let day = self.charter.day(self.now);
        let member = self.members.iter_mut().find(|member| member.id.uuid() == id(number)).unwrap();
        let what = Happening::Suspended { reason: "asked".to_owned() };
        let number = u32::try_from(member.history.len()).unwrap() + 1;
        member.history.push(Happened { number, on: day, recorded: self.now, what });
        member.standing = Some(Standing::Suspended);
        member.version = member.version.next();
    }

    /// Makes a decision real, as the database does: guards first, then changes, all or nothing.
    pub(super) fn make<T>(
        &mut self,
        decided: Result<Decision<Change, T>, Refusal>,
    ) -> Result<T, Refusal> {
        let Decision { commit, outcome } = decided?;
        let stale = commit.guards().iter().any(|guard| self.version(guard) != guard.version);
        assert!(!stale, "nobody changed anything meanwhile");
        for change in commit.changes() {
            self.apply(change)?;
        }
        let writes = commit.guards().iter().filter(|guard| guard.hold == Hold::Write);
        writes.for_each(|guard| *self.version_mut(guard) = guard.version.next());
        self.sent.extend(commit.messages().iter().map(|message| message.name));
        Ok(outcome)
    }

    fn version(&self, guard: &Guard) -> Version {
        match guard.table {
            "membership_meeting" => self.meeting.version,
            "membership_item" => self.meeting.item(ItemId::new(guard.id)).unwrap().version,
            "membership_terms" => self.terms.version,
            "membership_member" => {
                self.members.iter().find(|one| one.id.uuid() == guard.id).unwrap().version
            }
            _ => self.applications[&ApplicationId::new(guard.id)].version,
        }
    }

    fn version_mut(&mut self, guard: &Guard) -> &mut Version {
        match guard.table {
            "membership_meeting" => &mut self.meeting.version,
            "membership_item" => {
                let mut items = self.meeting.items.iter_mut();
                &mut items.find(|item| item.id.uuid() == guard.id).unwrap().version
            }
            "membership_terms" => &mut self.terms.version,
            "membership_member" => {
                let mut members = self.members.iter_mut();
                &mut members.find(|one| one.id.uuid() == guard.id).unwrap().version
            }
            _ => &mut self.applications.get_mut(&ApplicationId::new(guard.id)).unwrap().version,
        }
    }

    /// One row is written: whoever is on the roll stays there as it is.
    fn mark(&mut self, Attendee { entry, present, chair }: Attendee) {
        let MeetingState::Open { roll, attendance, .. } = &mut self.meeting.state else { return };
        let member = MemberId::new(entry.body.uuid());
        if roll.entry(entry.body).is_none() {
            *roll = Roll::new(roll.entries().cloned().chain([entry])).unwrap();
        }
        attendance.present.remove(&member);
        attendance.present.extend(present.then_some(member));
        attendance.chair = attendance.chair.filter(|sits| *sits != member);
        attendance.chair = attendance.chair.or(chair.then_some(member));
    }

    fn apply(&mut self, change: &Change) -> Result<(), Refusal> {
        match change.clone() {
            Change::Write(next) => {
                let version = self.applications[&next.id].version;
                self.applications.insert(next.id, Application { version, ..*next });
            }
            Change::WriteMeeting { state, .. } => self.meeting.state = *state,
            Change::Mark { attendee, .. } => self.mark(attendee),
            Change::AddItem { item, .. } => self.meeting.items.push(*item),
            Change::RemoveItem(id) => self.meeting.items.retain(|item| item.id != id),
            Change::WriteItem { item, state } => {
                let mut items = self.meeting.items.iter_mut();
                items.find(|one| one.id == item).unwrap().state = *state;
            }
            Change::Cast(vote) => {
                let same = |one: &&Vote| one.item == vote.item && one.member == vote.member;
                if let Some(stands) = self.votes.iter().find(same) {
                    return Err(Refusal::AlreadyVoted(Some(Box::new(stands.clone()))));
                }
                self.votes.push(vote);
            }
            Change::Happen { member, happened, standing } => {
                let member = self.members.iter_mut().find(|one| one.id == member).unwrap();
                member.history.push(happened);
                member.standing = standing;
            }
            Change::Amend { member, profile } => {
                let member = self.members.iter_mut().find(|one| one.id == member).unwrap();
                member.profile = profile;
            }
            Change::Enrol(new) => {
                let NewMember { id, organisation, kind, profile, history, standing, .. } = *new;
                let new =
                    Member { id, organisation, kind, profile, history, standing, ..city(0, true) };
                self.members.push(new);
            }
            Change::Appoint(term) => self.terms.all.push(term),
            Change::EndTerm { term, until } => {
                self.terms.all.iter_mut().find(|one| one.id == term).unwrap().until = until;
            }
            Change::Note { .. } => {}
            other => panic!("no rule of meetings decides {other:?}"),
        }
        Ok(())
    }

    pub(super) fn put(&mut self, application: &Application) -> Result<ItemId, Refusal> {
        let (item, entry) = (ItemId::new(self.fresh()), EntryId::new(self.fresh()));
        let current = self.applications[&application.id].clone();
        let decided = add_application(
            &self.meeting,
            &current,
            item,
            entry,
            &self.charter,
            &clerk(),
            self.now,
        );
        self.make(decided).map(|_| item)
    }

    pub(super) fn move_it(&mut self) -> Result<ItemId, Refusal> {
        let item = ItemId::new(self.fresh());
        let decided = add_motion(&self.meeting, "A motion", "Its words", item, &clerk(), self.now);
        self.make(decided).map(|_| item)
    }

    pub(super) fn open(&mut self) -> Result<(), Refusal> {
        let decided = open_meeting(
            &self.meeting,
            &self.members,
            &self.terms,
            &self.charter,
            &clerk(),
            self.now,
        );
        self.make(decided).map(drop)
    }

    pub(super) fn arrive(&mut self, number: u128) -> Result<(), Refusal> {
        let member = self.member(number);
        let decided = attend(&self.meeting, &member, &self.charter, &clerk(), self.now);
        self.make(decided).map(drop)
    }

    pub(super) fn go(&mut self, number: u128) -> Result<(), Refusal> {
        let decided = leave(&self.meeting, &self.member(number), &clerk(), self.now);
        self.make(decided).map(drop)
    }

    pub(super) fn chair(&mut self, number: u128) -> Result<(), Refusal> {
        let decided = take_the_chair(&self.meeting, MemberId::new(id(number)), &clerk(), self.now);
        self.make(decided).map(drop)
    }

    pub(super) fn call(&mut self, place: usize) -> Result<(), Refusal> {
        let (item, charter) = (self.item(place), &self.charter);
        let about = self.about(&item);
        let decided = open_item(&self.meeting, &item, about.as_ref(), charter, &clerk(), self.now);
        self.make(decided).map(drop)
    }

    pub(super) fn vote(
        &mut self,
        place: usize,
        number: u128,
        choice: eframe_ballot::Choice,
    ) -> Result<Vote, Refusal> {
        let voter = Voter {
            member: MemberId::new(id(number)),
            organisation: OrganisationId::new(id(number)),
        };
        let cast_it = Cast { choice: Some(choice) };
        let item = self.item(place);
        let decided = cast(&self.meeting, &item, voter, cast_it, &officer(number), self.now);
        self.make(decided)
    }

    pub(super) fn end_vote(&mut self, place: usize) -> Result<(), Refusal> {
        let decided = close_item(&self.meeting, &self.item(place), &clerk(), self.now);
        self.make(decided).map(drop)
    }

    pub(super) fn count(&mut self, place: usize) -> Result<(), Refusal> {
        let item = self.item(place);
        let given = Given {
            id: self.fresh(),
            second: self.fresh(),
            entry: EntryId::new(self.fresh()),
            code: "abc".to_owned(),
        };
        let votes: Vec<_> =
            self.votes.iter().filter(|vote| vote.item == item.id).cloned().collect();
        let application = self.about(&item);
        let member = application.as_ref().and_then(|application| {
            self.members.iter().find(|member| member.organisation == application.organisation)
        });
        let submitted = Some(self.now.checked_sub(48.hours()).unwrap());
        let accepted = Some(self.now.checked_sub(24.hours()).unwrap());
        let concerned = application.as_ref().map(|application| Concerned {
            application,
            member,
            submitted,
            accepted,
        });
        let of = Count { meeting: &self.meeting, item: &item, votes: &votes, concerned };
        let decided = count(&of, &self.charter, &given, &clerk(), self.now);
        self.make(decided).map(drop)
    }

    pub(super) fn postpone(&mut self, place: usize) -> Result<(), Refusal> {
        let item = self.item(place);
        let (application, entry) = (self.about(&item), EntryId::new(self.fresh()));
        let agenda = Agenda { application: application.as_ref(), entry };
        let decided = defer_item(&self.meeting, &item, "Later", &agenda, &clerk(), self.now);
        self.make(decided).map(drop)
    }

    pub(super) fn take_off(&mut self, place: usize) -> Result<(), Refusal> {
        let item = self.item(place);
        let (application, entry) = (self.about(&item), EntryId::new(self.fresh()));
        let agenda = Agenda { application: application.as_ref(), entry };
        let decided = remove_item(&self.meeting, &item, &agenda, &clerk(), self.now);
        self.make(decided).map(drop)
    }

    pub(super) fn close(&mut self) -> Result<(), Refusal> {
        let items = self.meeting.items.clone();
        let pending = items.iter().filter(|item| item.state == ItemState::Pending);
        let about: Vec<_> = pending.filter_map(|item| self.about(item)).collect();
        let concerned: Vec<_> =
            about.into_iter().map(|one| (one, EntryId::new(self.fresh()))).collect();
        let decided = close_meeting(&self.meeting, &concerned, &clerk(), self.now);
        self.make(decided).map(drop)
    }

    pub(super) fn off(&mut self) -> Result<(), Refusal> {
        let items = self.meeting.items.clone();
        let about: Vec<_> = items.iter().filter_map(|item| self.about(item)).collect();
        let concerned: Vec<_> =
            about.into_iter().map(|one| (one, EntryId::new(self.fresh()))).collect();
        let command = CallOff { reason: "The hall is flooded".to_owned() };
        let decided = call_off(&self.meeting, &command, &concerned, &clerk(), self.now);
        self.make(decided).map(drop)
    }

    pub(super) fn about(&self, item: &Item) -> Option<Application> {
        match &item.matter {
            Matter::Application { application, .. } => self.applications.get(application).cloned(),
            Matter::Motion { .. } => None,
        }
    }
}
