//! What happened in the demo's network, told to the membership day by day.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use eframe_core::upload::Shelf;
use eframe_core::{Actor, Caller, OrganisationId};
use eframe_membership::model::ApplicationId;
use eframe_membership::rules::FileForm;
use serde_json::json;

use super::assessments::Stagehands;
use super::cases::{self, Case, Step};
use super::cities::{self, City};
use super::clock::TurnedBack;
use super::committee::{self, Planned, Room, TERMS_BEGAN};
use super::issues;
use super::people::Person;
use super::readers;
use crate::Failure;
use crate::wiring::Site;

/// Something that happens on a day.
enum Act {
    /// A step of the application at this place of the list.
    Case(usize, Step),
    /// The meeting at this place is planned.
    Plan(usize),
    /// It is held.
    Hold(usize),
}

/// Brings the members in, and then lets everything else happen by the real steps, each on its day.
///
/// # Errors
/// When the script says what the membership refuses.
pub(super) async fn tell(
    site: &Site,
    people: &[Person],
    clock: &TurnedBack,
) -> Result<(), Failure> {
    let cities = cities::read()?;
    let ids = organisations(site, people, &cities);
    let secretariat = super::caller(&site.accounts, people, "secretariat").await?;
    register(site, &secretariat, &cities, &ids, clock).await?;
    let script = committee::read()?;
    let room = Room { membership: &site.membership, secretariat: &secretariat, ids: &ids, clock };
    clock.go_back(TERMS_BEGAN, 0);
    room.appoint(&script).await?;
    let shelf = Shelf::new(site.files.clone(), "membership");
    let mut cases = cast(site, people, &cities, &ids).await?;
    let mut planned: BTreeMap<usize, Planned> = BTreeMap::new();
    let mut minutes = Minutes::default();
    for (days, act) in acts(&script)? {
        clock.go_back(days, minutes.next(days));
        match act {
            Act::Case(place, step) => {
                let case = &mut cases[place];
                let taken = case.take(&step, &site.membership, &secretariat, &shelf).await;
                taken.map_err(|error| {
                    format!("demo/cases.toml: {}: {step:?}: {error}", case.city())
                })?;
            }
            Act::Plan(place) => {
                let meeting = room.plan(&script.meeting[place], &begun(&cases)).await?;
                planned.insert(place, meeting);
            }
            Act::Hold(place) => room.hold(&planned[&place]).await?,
        }
    }
    assess(site, people, &secretariat, &cities, &ids, clock).await?;
    clock.go_back(TERMS_BEGAN, 0);
    readers::bring_in(&site.newsletter, &secretariat, &cities).await?;
    issues::make(&site.newsletter, &secretariat, clock).await?;
    clock.catch_up();
    let visitor = Caller::new(Actor::anonymous());
    readers::ask(&site.newsletter, &visitor).await?;
    Ok(())
}

/// How the cities look at themselves.
async fn assess(
    site: &Site,
    people: &[Person],
    secretariat: &Caller,
    cities: &[City],
    ids: &BTreeMap<String, OrganisationId>,
    clock: &TurnedBack,
) -> Result<(), Failure> {
    let mut officers = BTreeMap::new();
    for role in ["officer-a", "officer-b"] {
        let person = people.iter().find(|person| person.role == role);
        if let Some((_, city)) = person.and_then(|person| person.city) {
            officers.insert(city, super::caller(&site.accounts, people, role).await?);
        }
    }
    let (ceds, world) = (&site.ceds, site.database.world());
    Stagehands { ceds, secretariat, officers, ids, cities, clock, world }.play().await
}

/// Everything that happens, the earliest first.
fn acts(script: &committee::Script) -> Result<Vec<(i32, Act)>, Failure> {
    let mut acts = Vec::new();
    for (place, case) in cases::read()?.iter().enumerate() {
        acts.extend(case.steps()?.into_iter().map(|step| (step.days, Act::Case(place, step))));
    }
    for (place, meeting) in script.meeting.iter().enumerate() {
        acts.push((meeting.planned, Act::Plan(place)));
        acts.extend(meeting.opened.map(|days| (days, Act::Hold(place))));
    }
    // Stable, so that what happens on one day keeps its order.
    acts.sort_by_key(|(days, _)| Reverse(*days));
    Ok(acts)
}

/// Every organisation has an id; those with people have it from the accounts.
fn organisations(
    site: &Site,
    people: &[Person],
    cities: &[City],
) -> BTreeMap<String, OrganisationId> {
    let world = site.database.world();
    let known: BTreeMap<_, _> = people.iter().filter_map(|person| person.city).collect();
    let id = |city: &City| match known.get(city.name.as_str()) {
        Some(id) => *id,
        None => OrganisationId::new(world.ids.next()),
    };
    cities.iter().map(|city| (city.name.clone(), id(city))).collect()
}

/// The members come in as any register does that was kept elsewhere.
async fn register(
    site: &Site,
    secretariat: &Caller,
    cities: &[City],
    ids: &BTreeMap<String, OrganisationId>,
    clock: &TurnedBack,
) -> Result<(), Failure> {
    let members = cities.iter().filter(|city| city.is_member());
    let members: Vec<_> = members.map(|city| city.line(ids[&city.name], clock.today())).collect();
    let file = json!({
        "format": "eframe-membership-register", "version": 1,
        "count": members.len(), "members": members,
    });
    let file = serde_json::to_vec(&file)?;
    let brought = site.membership.import(secretariat, FileForm::Json, &file).await;
    brought.map_err(|error| format!("demo/cities.toml: {error:?}"))?;
    Ok(())
}

/// The applications with who plays them.
async fn cast(
    site: &Site,
    people: &[Person],
    cities: &[City],
    ids: &BTreeMap<String, OrganisationId>,
) -> Result<Vec<Case>, Failure> {
    let mut cases = Vec::new();
    for script in cases::read()? {
        let city = cities.iter().find(|city| city.name == script.city);
        let city = city.ok_or_else(|| format!("demo/cases.toml: who is {}?", script.city))?.clone();
        let officer = match &script.person {
            Some(role) => Some(super::caller(&site.accounts, people, role).await?.actor),
            None => None,
        };
        let organisation = ids[&city.name];
        cases.push(Case::new(script, city, organisation, officer, site.database.world()));
    }
    Ok(cases)
}

/// The applications that are under way, by city.
fn begun(cases: &[Case]) -> BTreeMap<String, ApplicationId> {
    let begun = cases.iter().filter_map(|case| Some((case.city().to_owned(), case.application?)));
    begun.collect()
}

/// Some minutes between what happens on one day.
#[derive(Default)]
struct Minutes {
    day: i32,
    minute: i32,
}

impl Minutes {
    fn next(&mut self, day: i32) -> i32 {
        self.minute = if day == self.day { self.minute + 4 } else { 0 };
        self.day = day;
        self.minute
    }
}
