use std::fmt;

/// The right to do one thing, by its dotted name: `cms.page.approve`.
///
/// A block lists its permissions as constants in its `permission` module; a host gives them to people
/// through roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Permission(&'static str);

impl Permission {
    /// The permission of this name.
    pub const fn new(name: &'static str) -> Self {
        Self(name)
    }

    /// Its dotted name.
    pub const fn name(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0)
    }
}

impl serde::Serialize for Permission {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.0)
    }
}
