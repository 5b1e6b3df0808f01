use std::sync::Arc;

use uuid::Uuid;

use crate::{Clock, Randomness};

/// Gives out the ids of new things.
///
/// Ids are UUIDs of version 7, so that rows made together lie together on disk. They order nothing: lists
/// order by a stored time first.
pub trait IdSource: Send + Sync {
    /// An id that was never given before.
    fn next(&self) -> Uuid;
}

/// UUIDv7 (RFC 9562, section 5.7) from an injected clock and injected randomness.
#[derive(Clone)]
pub struct VersionSevenIds {
    clock: Arc<dyn Clock>,
    random: Arc<dyn Randomness>,
}

impl VersionSevenIds {
    /// Ids that take their time from `clock` and their 74 free bits from `random`.
    pub fn new(clock: Arc<dyn Clock>, random: Arc<dyn Randomness>) -> Self {
        Self { clock, random }
    }
}

impl IdSource for VersionSevenIds {
    fn next(&self) -> Uuid {
        let mut free = [0; 10];
        self.random.fill(&mut free);
        let milliseconds = u64::try_from(self.clock.now().as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(milliseconds, &free).into_uuid()
    }
}

/// Makes a newtype over a UUID: the id of one kind of thing, not to be mixed up with another's.
///
/// ```
/// eframe_core::id! {
///     /// Names a street.
///     pub struct StreetId;
/// }
/// let id = StreetId::new(uuid::Uuid::from_u128(1));
/// assert_eq!(id.to_string().parse::<StreetId>(), Ok(id));
/// ```
#[macro_export]
macro_rules! id {
    ($(#[$doc:meta])* pub struct $name:ident;) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($crate::reexport::uuid::Uuid);

        impl $name {
            /// The id that this UUID stands for.
            pub const fn new(uuid: $crate::reexport::uuid::Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID within.
            pub const fn uuid(self) -> $crate::reexport::uuid::Uuid {
                self.0
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, out: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, out)
            }
        }

        impl $crate::reexport::serde::Serialize for $name {
            fn serialize<S>(&self, out: S) -> Result<S::Ok, S::Error>
            where
                S: $crate::reexport::serde::Serializer,
            {
                $crate::reexport::serde::Serialize::serialize(&self.0, out)
            }
        }

        impl<'de> $crate::reexport::serde::Deserialize<'de> for $name {
            fn deserialize<D>(from: D) -> Result<Self, D::Error>
            where
                D: $crate::reexport::serde::Deserializer<'de>,
            {
                $crate::reexport::serde::Deserialize::deserialize(from).map(Self)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::reexport::uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Noon;
    impl Clock for Noon {
        fn now(&self) -> crate::Timestamp {
            crate::Timestamp::from_millisecond(1_790_000_000_123).expect("in range")
        }
    }

    struct Sevens;
    impl Randomness for Sevens {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0x77);
        }
    }

    #[test]
    fn an_id_carries_the_injected_time_and_nothing_of_the_machine() {
        let ids = VersionSevenIds::new(Arc::new(Noon), Arc::new(Sevens));
        let id = ids.next();
        assert_eq!(id.get_version_num(), 7);
        assert_eq!(id, ids.next());
        assert_eq!(&id.as_bytes()[..6], &1_790_000_000_123_u64.to_be_bytes()[2..]);
    }
}
