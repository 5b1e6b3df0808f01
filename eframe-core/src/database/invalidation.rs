//! Hears what other instances changed, so that this one's caches do not serve it any longer.
//!
//! Each commit writes its tags beside its changes. Here the new rows are read twice a second and announced. They
//! are told apart by their number and not by any clock; since rows become visible out of order, the numbers of
//! the last 30 s are read again each time, and what was heard before is passed over. A number that was not there by then
//! may still come: its instance stood still before its COMMIT. It is asked for by itself for as long as such a row is kept.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use sea_orm::{
    ColumnTrait as _, Condition, DbErr, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};

use crate::database::table::invalidation::{Column, Entity, Model};
use crate::{Database, Tag};

/// How often there is a look.
const LOOK: Duration = Duration::from_millis(500);

/// How late a row may become visible after one with a higher number.
const OVERLAP: Duration = Duration::from_secs(30);

/// How long a number is asked for that others passed by. Rows are swept after as long.
const MISSED: Duration = Duration::from_secs(3600);

/// So many missed numbers are asked for at most, the newest. There are few: a commit that fails draws none.
const MOST_MISSED: usize = 256;

/// After how long without a look everything is in doubt.
const DEAF: Duration = Duration::from_secs(5);

/// How many rows before the newest are read at the start.
const BEFORE: i64 = 1000;

/// Follows the invalidations for ever.
pub(crate) async fn follow(database: Database) {
    let mut ear = Ear::new(Instant::now());
    let mut ticks = interval(LOOK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let read = timeout(DEAF, ear.read(&database)).await;
        // Nobody answers, and nobody says so.
        let read = read.unwrap_or_else(|late| Err(DbErr::Custom(late.to_string())));
        let tags = ear.hear(read, Instant::now());
        if !tags.is_empty() {
            database.announce(&tags);
        }
    }
}

/// What was heard.
struct Ear {
    /// The numbers at or below which nothing new can come, each with the moment it was the newest.
    highest: VecDeque<(Instant, i64)>,
    low: Option<i64>,
    /// What was there before the first look: nothing at or below is missed.
    floor: Option<i64>,
    known: BTreeSet<i64>,
    /// Numbers below that were not there when they were settled, each with the moment of that.
    missed: BTreeMap<i64, Instant>,
    heard: Instant,
    is_deaf: bool,
}

impl Ear {
    fn new(now: Instant) -> Self {
        let (highest, known, missed) = Default::default();
        Self { highest, low: None, floor: None, known, missed, heard: now, is_deaf: false }
    }

    async fn read(&mut self, database: &Database) -> Result<Vec<Model>, DbErr> {
        let low = match self.low {
            Some(low) => low,
            None => {
                let newest = Entity::find().order_by_desc(Column::Id).limit(1);
                let newest = newest.one(database.read()).await?;
                *self.low.insert(newest.map_or(0, |row| row.id - BEFORE))
            }
        };
        let mut new = Condition::any().add(Column::Id.gt(low));
        if !self.missed.is_empty() {
            new = new.add(Column::Id.is_in(self.missed.keys().copied()));
        }
        Entity::find().filter(new).order_by_asc(Column::Id).all(database.read()).await
    }

    /// What is stale after this look.
    fn hear(&mut self, read: Result<Vec<Model>, DbErr>, now: Instant) -> Vec<Tag> {
        let Ok(rows) = read else {
            if now.duration_since(self.heard) < DEAF {
                return Vec::new();
            }
            // Once in every five seconds, for as long as it lasts.
            self.heard = now;
            self.is_deaf = true;
            return vec![Tag::UNHEARD];
        };
        self.heard = now;
        let highest = rows.last().map(|row| row.id);
        self.floor.get_or_insert_with(|| rows.first().map_or(0, |row| row.id - 1));
        let mut tags: Vec<Tag> = Vec::new();
        for row in rows {
            // Whoever comes late counts once, too, and is not asked for again.
            let is_late = self.missed.remove(&row.id).is_some();
            if is_late || self.low.is_none_or(|low| row.id > low) && self.known.insert(row.id) {
                tags.push(Tag::new(row.tag));
            }
        }
        tags.sort_unstable();
        tags.dedup();
        if std::mem::take(&mut self.is_deaf) {
            // Last, so that what changed meanwhile is dropped before anything is trusted.
            tags.push(Tag::HEARD);
        }
        self.highest.extend(highest.map(|highest| (now, highest)));
        self.settle(now);
        tags
    }

    /// Numbers that were seen long enough ago are not asked for again.
    fn settle(&mut self, now: Instant) {
        while let Some((_, low)) =
            self.highest.pop_front_if(|(at, _)| now.duration_since(*at) > OVERLAP)
        {
            let later = self.known.split_off(&(low + 1));
            let settled = std::mem::replace(&mut self.known, later);
            let before = self.low.max(self.floor).unwrap_or(low);
            let gaps = (before + 1..=low).rev().filter(|id| !settled.contains(id));
            self.missed.extend(gaps.take(MOST_MISSED).map(|id| (id, now)));
            self.low = Some(low);
        }
        self.missed.retain(|_, since| now.duration_since(*since) <= MISSED);
        while self.missed.len() > MOST_MISSED {
            self.missed.pop_first();
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn row(id: i64) -> Model {
        Model { id, at: DateTime::UNIX_EPOCH, tag: format!("page:{id}") }
    }

    fn names(tags: &[Tag]) -> Vec<&str> {
        tags.iter().map(Tag::name).collect()
    }

    #[test]
    fn a_row_that_comes_late_is_heard_and_each_once() {
        let begin = Instant::now();
        let mut ear = Ear::new(begin);
        assert_eq!(names(&ear.hear(Ok(vec![row(1), row(3)]), begin)), ["page:1", "page:3"]);
        assert_eq!(names(&ear.hear(Ok(vec![row(1), row(2), row(3)]), begin)), ["page:2"]);
        let later = begin + OVERLAP + LOOK;
        assert_eq!(names(&ear.hear(Ok(vec![row(4)]), later)), ["page:4"]);
        assert_eq!((ear.low, ear.known), (Some(3), BTreeSet::from([4])));
    }

    #[test]
    fn a_row_whose_instance_stood_still_before_its_commit_is_heard_and_once() {
        let begin = Instant::now();
        let after = |seconds| begin + Duration::from_secs(seconds);
        let mut ear = Ear::new(begin);
        assert_eq!(names(&ear.hear(Ok(vec![row(1), row(4)]), begin)), ["page:1", "page:4"]);
        assert_eq!(names(&ear.hear(Ok(vec![row(5)]), after(31))), ["page:5"]);
        assert!(ear.missed.keys().eq(&[2, 3]), "{:?}", ear.missed);
        // A minute later the instance of one goes on.
        assert_eq!(names(&ear.hear(Ok(vec![row(2), row(5)]), after(90))), ["page:2"]);
        assert_eq!(ear.hear(Ok(vec![row(5)]), after(91)), []);
        assert!(ear.missed.keys().eq(&[3]), "{:?}", ear.missed);
        assert_eq!(ear.hear(Ok(vec![row(5)]), after(4000)), []);
        assert!(ear.missed.is_empty(), "the other was never committed");
    }

    #[test]
    fn few_numbers_are_asked_for_however_many_are_missed() {
        let begin = Instant::now();
        let mut ear = Ear::new(begin);
        ear.hear(Ok(vec![row(1), row(1 << 40)]), begin);
        ear.hear(Ok(vec![]), begin + OVERLAP + LOOK);
        assert_eq!(ear.missed.len(), MOST_MISSED);
    }

    #[test]
    fn who_cannot_read_for_five_seconds_trusts_nothing() {
        let begin = Instant::now();
        let mut ear = Ear::new(begin);
        let mut deaf = |seconds| {
            let lost = Err(DbErr::Custom("away".to_owned()));
            ear.hear(lost, begin + Duration::from_secs(seconds))
        };
        let everything = [Tag::UNHEARD];
        assert_eq!(deaf(4), []);
        assert_eq!(deaf(5), everything);
        assert_eq!(deaf(9), [], "once is enough for five seconds");
        assert_eq!(deaf(10), everything);
        let back = begin + Duration::from_secs(11);
        assert_eq!(names(&ear.hear(Ok(vec![row(1)]), back)), ["page:1", "!"]);
        assert_eq!(ear.hear(Ok(vec![row(1)]), back), [], "once");
    }
}
