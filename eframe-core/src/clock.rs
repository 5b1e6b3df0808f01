use jiff::{RoundMode, Timestamp, TimestampRound, Unit};

/// Tells the time. Injected everywhere, so that a test decides what now is.
pub trait Clock: Send + Sync {
    /// Now, in whole microseconds: PostgreSQL keeps no more, and what is read back must equal what was written.
    fn now(&self) -> Timestamp;
}

/// Cuts an instant to whole microseconds, towards the past.
///
/// ```
/// let fine: jiff::Timestamp = "2026-11-23T09:00:00.123456789Z".parse()?;
/// assert_eq!(eframe_core::to_microseconds(fine).to_string(), "2026-11-23T09:00:00.123456Z");
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn to_microseconds(instant: Timestamp) -> Timestamp {
    let cut = TimestampRound::new().smallest(Unit::Microsecond).mode(RoundMode::Floor);
    instant.round(cut).unwrap_or(instant)
}
