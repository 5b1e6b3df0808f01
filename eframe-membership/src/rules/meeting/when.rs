use eframe_core::{FieldErrors, Timestamp};
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

/// A time as the clocks of a place show it.
///
/// Where clocks are set back an hour comes twice, and it has to be said which is meant; where they are set forward
/// an hour is left out, and a time in it is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalTime {
    /// Day and time.
    pub local: DateTime,
    /// The zone by its IANA name: `Europe/Berlin`.
    pub zone: String,
    /// Which of two, where it comes twice.
    pub fold: Option<Fold>,
}

/// Which of two equal times on the day the clocks are set back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// The one before they are set back.
    First,
    /// The one after.
    Second,
}

impl LocalTime {
    /// The instant, and the zone's name as the database of zones writes it.
    ///
    /// # Errors
    /// When nobody knows the zone, the clocks never show this time, or they show it twice and it is not said which.
    pub fn instant(&self) -> Result<(Timestamp, String), FieldErrors> {
        let unknown = || FieldErrors::one("zone", "membership.field.zone.unknown");
        let zone = TimeZone::get(self.zone.trim()).map_err(|_| unknown())?;
        let name = zone.iana_name().ok_or_else(unknown)?.to_owned();
        let found = zone.to_ambiguous_timestamp(self.local);
        let instant = match (found.offset(), self.fold) {
            (AmbiguousOffset::Unambiguous { .. }, _) => found.unambiguous(),
            (AmbiguousOffset::Gap { .. }, _) => {
                return Err(FieldErrors::one("starts", "membership.field.starts.gap"));
            }
            (AmbiguousOffset::Fold { .. }, None) => {
                return Err(FieldErrors::one("fold", "membership.field.starts.twice"));
            }
            (AmbiguousOffset::Fold { .. }, Some(Fold::First)) => found.earlier(),
            (AmbiguousOffset::Fold { .. }, Some(Fold::Second)) => found.later(),
        };
        let instant =
            instant.map_err(|_| FieldErrors::one("starts", "membership.field.starts.form"))?;
        Ok((eframe_core::to_microseconds(instant), name))
    }
}

impl Fold {
    /// As it is written in forms and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
        }
    }

    /// The one of this code.
    pub fn named(code: &str) -> Option<Self> {
        [Self::First, Self::Second].into_iter().find(|fold| fold.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(local: &str, zone: &str, fold: Option<Fold>) -> Result<String, String> {
        let time = LocalTime { local: local.parse().unwrap(), zone: zone.to_owned(), fold };
        match time.instant() {
            Ok((instant, _)) => Ok(instant.to_string()),
            Err(errors) => Err(errors.iter().next().unwrap().key.to_owned()),
        }
    }

    #[test]
    fn bad_input_64_an_hour_that_clocks_leave_out_is_refused() {
        let gap = Err("membership.field.starts.gap".to_owned());
        assert_eq!(at("2026-03-29T02:30", "Europe/Berlin", None), gap);
        assert_eq!(at("2026-03-29T02:30", "Europe/Berlin", Some(Fold::First)), gap);
        assert_eq!(at("2026-10-04T02:15", "Australia/Lord_Howe", None), gap);
        let before = Ok("2026-10-03T15:15:00Z".to_owned());
        assert_eq!(at("2026-10-04T01:45", "Australia/Lord_Howe", None), before);
        let seoul = Ok("2026-03-28T17:30:00Z".to_owned());
        assert_eq!(at("2026-03-29T02:30", "Asia/Seoul", None), seoul);
    }

    #[test]
    fn bad_input_64_an_hour_that_comes_twice_has_to_be_told_apart() {
        let twice = Err("membership.field.starts.twice".to_owned());
        assert_eq!(at("2026-10-25T02:30", "Europe/Berlin", None), twice);
        let first = Ok("2026-10-25T00:30:00Z".to_owned());
        assert_eq!(at("2026-10-25T02:30", "Europe/Berlin", Some(Fold::First)), first);
        let second = Ok("2026-10-25T01:30:00Z".to_owned());
        assert_eq!(at("2026-10-25T02:30", "Europe/Berlin", Some(Fold::Second)), second);
        let half = Ok("2026-04-04T14:45:00Z".to_owned());
        assert_eq!(at("2026-04-05T01:45", "Australia/Lord_Howe", Some(Fold::First)), half);
        // Said where nothing is ambiguous, it does no harm.
        let plain = Ok("2026-10-25T02:30:00Z".to_owned());
        assert_eq!(at("2026-10-25T03:30", "Europe/Berlin", Some(Fold::First)), plain);
    }

    #[test]
    fn a_zone_that_nobody_knows_is_refused() {
        for zone in ["", "Seoul", "Mars/Base", "../../etc/passwd", "+09:00"] {
            let unknown = Err("membership.field.zone.unknown".to_owned());
            assert_eq!(at("2026-10-25T02:30", zone, None), unknown, "{zone}");
        }
    }

    #[test]
    fn a_zone_is_kept_as_it_is_written_in_the_database_of_zones() {
        let local = "2026-10-25T12:30".parse().unwrap();
        let time = LocalTime { local, zone: " asia/seoul ".to_owned(), fold: None };
        assert_eq!(time.instant().unwrap().1, "Asia/Seoul");
    }
}
