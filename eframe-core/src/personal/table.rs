/// A table of a block, and what becomes of each of its columns when a person is erased.
///
/// Every column that holds text or JSON has to be named, also where it tells of nobody: whoever adds a column decides. Of
/// the others only those that name a person's account.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The columns that name a row.
    pub key: &'static [&'static str],
    /// Its columns.
    pub columns: &'static [(&'static str, Fate)],
}

/// What becomes of a column when a person is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The row whose column is the person's account or address goes, whole.
    Row,
    /// Goes with its row.
    Along,
    /// As [`Along`](Self::Along), and no export shows it: a secret or a hash of one.
    Secret,
    /// Names whose doing the row is: the name goes, the number of the account stays, with nobody behind it.
    Author,
    /// Name, address and what stands beside them are replaced by fixed words, wherever they are.
    Words,
    /// As [`Words`](Self::Words); in a list, what is the person's own entry goes whole.
    Entries,
    /// Facts of the audit log: they and their salt go where they tell of the person or are about something that is theirs
    /// alone. Their digest stays, and every proof.
    Facts,
    /// The number of the account stays, with nobody behind it.
    Number,
    /// Stays, and why. Where it tells of the person, the erasure says so.
    Kept(&'static str),
    /// Tells of nobody.
    Nothing,
}

impl Fate {
    /// Whether a person is looked for in it.
    pub(super) const fn tells(self) -> bool {
        !matches!(self, Self::Along | Self::Secret | Self::Nothing)
    }

    /// Whether an erasure changes what stands in it.
    pub(super) const fn changes(self) -> bool {
        matches!(self, Self::Author | Self::Words | Self::Entries | Self::Facts)
    }

    /// What becomes of it, for the documents.
    pub const fn told(self) -> &'static str {
        match self {
            Self::Row => "the whole row is erased when it is the person's",
            Self::Along => "erased with its row",
            Self::Secret => "erased with what it belongs to; in no export",
            Self::Author => "the name is replaced; the account's number stays",
            Self::Words => "name, address and what stands beside them are replaced",
            Self::Entries => "the person's entry is taken out; elsewhere their name is replaced",
            Self::Facts => "erased with its salt where it tells of the person; the digest stays",
            Self::Number => "kept: the account's number, with nobody behind it",
            Self::Kept(why) => why,
            Self::Nothing => "tells of nobody",
        }
    }
}

impl Table {
    /// What becomes of a column; nothing is known of one that is not named.
    pub fn fate(&self, column: &str) -> Option<Fate> {
        self.columns.iter().find(|(name, _)| *name == column).map(|(_, fate)| *fate)
    }

    /// Its name without its block's.
    pub(super) fn short(&self, block: &str) -> &'static str {
        self.name.strip_prefix(block).map_or(self.name, |rest| rest.trim_start_matches('_'))
    }
}
