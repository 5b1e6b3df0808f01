use std::collections::BTreeMap;

use eframe_ballot::Reason;
use eframe_core::Actor;
use jiff::civil::Date;

use super::Membership;
use super::fees::staff;
use crate::Error;
use crate::model::{Coordinates, Country, Kind, Member, Region, Right, Standing, Status};
use crate::rules::{may, status_at};
use crate::store::{Behind, Count, MemberRow, Narrowed};

/// Which members of the register are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only this region of the world.
    pub region: Option<Region>,
    /// Only this country.
    pub country: Option<Country>,
    /// Only with these words in a name, or this number; what goes beyond 100 characters is not looked at.
    pub words: Option<String>,
}

/// A member as it stood on a day, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// The member.
    pub member: Member,
    /// The day.
    pub day: Date,
    /// Where it stood, step by step.
    pub status: Status,
    /// Each right that the charter of the day knows, with the reasons against it; none, where the member had it.
    pub rights: Vec<(Right, Vec<Reason>)>,
}

/// What a certificate says to whoever checks it.
#[derive(Clone, Debug, PartialEq)]
pub struct Certified {
    /// What is true today.
    pub today: Explained,
    /// What was true on the day of issue, where one is named.
    pub issued: Option<Explained>,
}

impl Membership {
    /// Members of the register by name, at most `limit` of them behind the one given.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn register(
        &self,
        wanted: &Wanted,
        after: Option<&Behind>,
        limit: u64,
    ) -> Result<Vec<MemberRow>, Error> {
        self.store().members(&wanted.narrowed(), after, limit).await
    }

    /// Members of the register that it first showed from one day to another, both included, the first one first. One whose
    /// decision counts from an earlier day than it was written down is shown from that later day on, by the charter's clocks; one
    /// that an import brought with its history, from the day it joined.
    ///
    /// All of it is read, some at a time: for what is made four times a year.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn joined(&self, from: Date, until: Date) -> Result<Vec<MemberRow>, Error> {
        const PAGE: u64 = 500;
        let (all, mut after) = (Wanted::default(), None);
        let mut joined = Vec::new();
        loop {
            let rows = self.register(&all, after.as_ref(), PAGE).await?;
            let Some(last) = rows.last() else { break };
            after = Some(Behind(last.name_key.clone(), last.id.uuid()));
            let first =
                |row: &MemberRow| row.joined.max(row.listed.map(|at| self.charter().day(at)));
            let among =
                |row: &MemberRow| first(row).is_some_and(|day| (from..=until).contains(&day));
            joined.extend(rows.into_iter().filter(among));
        }
        joined.sort_by(|a, b| (a.joined, &a.name_key).cmp(&(b.joined, &b.name_key)));
        Ok(joined)
    }

    /// How many they are. Without words no member is looked at.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn count_register(&self, wanted: &Wanted) -> Result<u64, Error> {
        if wanted.words.is_some() {
            return self.store().count_members(&wanted.narrowed()).await;
        }
        let tally = self.tally().await?;
        Ok(tally.iter().filter(|count| wanted.counts(count)).map(|count| count.members).sum())
    }

    /// How many there are in each region that has some, by one question. Without words no member is looked at.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn count_by_region(&self, wanted: &Wanted) -> Result<BTreeMap<Region, u64>, Error> {
        if wanted.words.is_some() {
            return self.store().count_by_region(&wanted.narrowed()).await;
        }
        let mut regions = BTreeMap::new();
        for count in self.tally().await?.iter().filter(|count| wanted.counts(count)) {
            *regions.entry(count.country.region()).or_default() += count.members;
        }
        Ok(regions)
    }

    /// Where they are, as far as it is known.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn places_of(&self, wanted: &Wanted) -> Result<Vec<Coordinates>, Error> {
        self.store().places(&wanted.narrowed()).await
    }

    /// All members there ever were, for the Secretariat.
    pub(crate) async fn all_members(
        &self,
        actor: &Actor,
        wanted: &Wanted,
        standing: Option<Standing>,
        after: Option<&Behind>,
        limit: u64,
    ) -> Result<(Vec<MemberRow>, u64), Error> {
        staff(actor)?;
        let narrowed = Narrowed { shown: false, standing, ..wanted.narrowed() };
        let count = self.store().count_members(&narrowed).await?;
        Ok((self.store().members(&narrowed, after, limit).await?, count))
    }

    /// The member with this number as it stood on a day; today, where none is given.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the register never showed such a member.
    pub async fn explain(&self, number: &str, day: Option<Date>) -> Result<Explained, Error> {
        let found = self.store().member_numbered(&number.to_uppercase()).await?;
        let member = found.ok_or(Error::NotFound)?;
        Ok(self.explained(member, day.unwrap_or_else(|| self.today())))
    }

    /// What is true of the member whose certificate has this code.
    ///
    /// # Errors
    /// [`Error::NotFound`] when no certificate has it.
    pub async fn certified(&self, code: &str, issued: Option<Date>) -> Result<Certified, Error> {
        let member = self.store().member_coded(code).await?.ok_or(Error::NotFound)?;
        // A certificate of a day to come was not issued by us.
        let issued = issued.filter(|day| *day <= self.today());
        let issued = issued.map(|day| self.explained(member.clone(), day));
        Ok(Certified { today: self.explained(member, self.today()), issued })
    }

    /// A member on a day, by the charter of that day.
    pub(crate) fn explained(&self, member: Member, day: Date) -> Explained {
        let Member { kind, history, fees, .. } = &member;
        let charter = self.charter();
        let status = status_at(charter, kind, history, day);
        let known = Right::ALL.into_iter();
        let known = known.filter(|right| charter.on(day).rights.contains_key(right));
        let rights = known.map(|right| (right, may(charter, kind, history, fees, right, day)));
        let rights = rights.collect();
        Explained { status, rights, day, member }
    }
}

impl Wanted {
    /// Whether nothing is left out.
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    fn narrowed(&self) -> Narrowed {
        let words = self.words.as_ref();
        Narrowed {
            shown: true,
            kind: self.kind.clone(),
            region: self.region,
            country: self.country,
            standing: None,
            words: words.cloned(),
        }
    }

    fn counts(&self, count: &Count) -> bool {
        self.kind.as_ref().is_none_or(|kind| kind.as_str() == count.kind)
            && self.region.is_none_or(|region| region == count.country.region())
            && self.country.is_none_or(|country| country == count.country)
    }
}

impl Behind {
    /// Behind this member.
    pub(crate) fn of(member: &Member) -> Self {
        Self(member.profile.key(), member.id.uuid())
    }
}
