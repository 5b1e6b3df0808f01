use chrono::{DateTime, Utc};

use crate::Timestamp;

/// An instant as a row keeps it, in whole microseconds.
pub fn stored(instant: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(instant.as_microsecond()).unwrap_or(DateTime::UNIX_EPOCH)
}

/// An instant as the model speaks of it.
pub fn instant(stored: DateTime<Utc>) -> Timestamp {
    Timestamp::from_microsecond(stored.timestamp_micros()).unwrap_or(Timestamp::UNIX_EPOCH)
}
