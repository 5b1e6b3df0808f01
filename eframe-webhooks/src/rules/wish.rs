use std::collections::BTreeSet;

use eframe_core::{FieldErrors, steers};

use super::may_reach;
use crate::model::{Allowed, Target, Wanted};

/// What somebody wants an endpoint to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// What people call it, 1 to 120 characters.
    pub about: String,
    /// Where it is.
    pub target: Target,
    /// Of what it is told.
    pub events: Wanted,
}

impl Wish {
    /// Reads one. `known` are the events that are public here; `*` among `events` stands for all.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read<'a>(
        about: &str,
        url: &str,
        events: impl IntoIterator<Item = &'a str>,
        known: &[&str],
        allowed: &Allowed,
    ) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        let about = about.trim();
        let short = (1..=120).contains(&about.chars().count()) && !about.contains(steers);
        errors.check(short, "about", "webhooks.field.about");
        let reached = Target::parse("url", url).and_then(|target| {
            may_reach(&target, allowed).map_err(|why| why.field("url")).map(|()| target)
        });
        let target = errors.take(reached);
        let names: BTreeSet<String> = events.into_iter().map(str::to_owned).collect();
        let wanted = Wanted::from(names);
        if let Wanted::Only(names) = &wanted {
            errors.check(!names.is_empty(), "events", "webhooks.field.events");
            let strange = names.iter().any(|name| !known.contains(&name.as_str()));
            errors.check(!strange, "events", "webhooks.field.events-unknown");
        }
        match target {
            Some(target) => errors.finish(Self { about: about.to_owned(), target, events: wanted }),
            None => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 2] = ["cms.edition.published", "ceds.round.opened"];

    fn read(about: &str, url: &str, events: &[&str]) -> Result<Wish, Vec<String>> {
        let read = Wish::read(about, url, events.iter().copied(), &KNOWN, &Allowed::default());
        read.map_err(|errors| errors.iter().map(|error| error.key.to_owned()).collect())
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let wrong = read(" ", "http://city.example", &[]).expect_err("three faults");
        let keys =
            ["webhooks.field.about", "webhooks.field.url-encrypted", "webhooks.field.events"];
        assert_eq!(wrong, keys);
        let wrong = read("a\u{202e}b", "https://10.0.0.1", &["x.y"]).expect_err("three faults");
        let keys =
            ["webhooks.field.about", "webhooks.field.url-inner", "webhooks.field.events-unknown"];
        assert_eq!(wrong, keys);
    }

    #[test]
    fn some_events_or_all() {
        let some = read("City app", "https://city.example/hook", &KNOWN[..1]).expect("right");
        assert!(some.events.has(KNOWN[0]) && !some.events.has(KNOWN[1]));
        let all = read("City app", "https://city.example/hook", &["*", KNOWN[0]]).expect("right");
        assert_eq!(all.events, Wanted::All);
        assert_eq!(all.events.names(), ["*"]);
    }
}
