//! A register with named people, on each kind of database.

use eframe_core::test::{TestDatabase, databases};
use eframe_core::{
    Actor, ActorId, Caller, Grant, Mount, OrganisationId, Permission, Scope, Timestamp,
};
use eframe_membership::rules::{FileForm, Imported};
use eframe_membership::{Error, MIGRATIONS, Membership, permission};
use uuid::Uuid;

/// A register on one database.
pub(crate) struct Hall {
    pub(crate) membership: Membership,
    pub(crate) base: TestDatabase,
}

/// The same on SQLite and on PostgreSQL.
pub(crate) async fn halls() -> Vec<Hall> {
    let all = databases(&[MIGRATIONS]).await.into_iter();
    all.map(|base| {
        let mount = Mount::new("https://city.example")
            .json("/api/v1/membership")
            .pages("/{lang}/members")
            .account("/account/membership")
            .desk("/desk/membership");
        let membership = Membership::builder(base.database.clone()).at(mount).build();
        Hall { membership, base }
    })
    .collect()
}

fn person(number: u128, name: &str, grants: Vec<Grant>) -> Actor {
    Actor::person(ActorId::new(Uuid::from_u128(number)), name, grants)
}

fn everywhere(rights: &[Permission]) -> Vec<Grant> {
    rights.iter().map(|&right| Grant::new(right, Scope::Everywhere)).collect()
}

/// The Secretariat: everything but an organisation's own matters.
pub(crate) fn vera() -> Actor {
    let own = [permission::APPLY, permission::VOTE];
    let rights: Vec<_> = permission::ALL.into_iter().filter(|one| !own.contains(one)).collect();
    person(1, "Vera Ivanova", everywhere(&rights))
}

/// Reads every case, and decides nothing.
pub(crate) fn reader() -> Actor {
    person(2, "A Reader", everywhere(&[permission::READ]))
}

/// Acts for an organisation.
pub(crate) fn officer(organisation: OrganisationId) -> Actor {
    let scope = Scope::Organisation(organisation);
    let grants = [permission::APPLY, permission::VOTE].map(|right| Grant::new(right, scope));
    person(3, "An Officer", grants.into())
}

pub(crate) fn organisation(number: u128) -> OrganisationId {
    OrganisationId::new(Uuid::from_u128(number))
}

pub(crate) const HEAD: &str =
    "number,kind,name,ownName,country,latitude,longitude,population,website,history,organisation";

/// Five members: three cities, one of them an associate, a friend and a company; and a city that left.
pub(crate) fn five() -> String {
    let full = "2018-01-10 accepted; 2018-06-01 approved executive-committee";
    let id = |number: u128| Uuid::from_u128(number);
    [
        HEAD.to_owned(),
        format!("M-2018-0001,city,Århus,,DK,56.1629,10.2039,290598,,{full},{}", id(101)),
        format!("M-2018-0002,city,Seoul,서울특별시,KR,37.5665,126.978,9411440,,{full},{}", id(102)),
        format!(
            "M-2020-0001,city,accra,,GH,5.6037,-0.187,2291352,,2020-02-29 accepted,{}",
            id(103)
        ),
        format!(
            "M-2019-0001,friendship,Zeta Agency,,KE,,,,,2019-05-05 approved executive-committee,{}",
            id(104)
        ),
        format!("M-2021-0001,corporate,Blue Company,,BR,,,,,2021-01-01 accepted,{}", id(105)),
        format!(
            "M-2017-0004,city,Gone City,,FR,,,1000,,{full}; 2019-12-31 withdrew: Moved on,{}",
            id(106)
        ),
    ]
    .join("\n")
}

impl Hall {
    /// Noon in Seoul on this day.
    pub(crate) fn noon(&self, day: &str) {
        let at: Timestamp = format!("{day}T03:00:00Z").parse().expect("a day");
        self.base.clock.set(at);
    }

    pub(crate) async fn import(&self, file: &str) -> Result<Imported, Error> {
        let caller = Caller::new(vera());
        self.membership.import(&caller, FileForm::Csv, file.as_bytes()).await
    }
}
