use std::collections::BTreeMap;

use eframe_core::{Language, Localized, Timestamp, Version};

use super::{Address, Care, Edition, Kind, Plan, Slug};

eframe_core::id! {
    /// Names a document through all its editions, languages and addresses.
    pub struct DocumentId;
}

/// A thing with an address, and what it says in each language.
///
/// It is the aggregate that guards its editions: whatever changes one of them raises its version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Names it.
    pub id: DocumentId,
    /// What sort it is.
    pub kind: Kind,
    /// The page above it in the tree.
    pub parent: Option<DocumentId>,
    /// Its place among its siblings, or in its kind's list; smaller comes first.
    pub position: i32,
    /// The last part of its address.
    pub slug: Slug,
    /// Where it stands now. Where it stood before still leads here.
    pub address: Address,
    /// When the public last saw something new of it; never, before it is first live.
    pub changed: Option<Timestamp>,
    /// Its version.
    pub version: Version,
    /// Who answers for it, and until when.
    pub care: Care,
    /// What is to happen to it, or could not: the open plans.
    pub plans: Vec<Plan>,
    /// What it says, by language.
    pub strands: BTreeMap<Language, Strand>,
}

/// The editions of one document in one language that still matter: by its shape at most one of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strand {
    /// The number of the newest edition; 0 before the first.
    pub last: u32,
    /// The newest save; version 0 before the first.
    pub revision: Version,
    /// The edition in the making.
    pub draft: Option<Edition>,
    /// The edition the public reads.
    pub live: Option<Edition>,
}

impl Document {
    /// What it says in this language; an empty strand where nothing was ever written.
    pub fn strand(&self, language: Language) -> Strand {
        self.strands.get(&language).cloned().unwrap_or_default()
    }

    /// The edition in the making in this language.
    pub fn draft(&self, language: Language) -> Option<&Edition> {
        self.strands.get(&language)?.draft.as_ref()
    }

    /// The edition the public reads in this language.
    pub fn live(&self, language: Language) -> Option<&Edition> {
        self.strands.get(&language)?.live.as_ref()
    }

    /// The open plan of this kind in this language: `publish` or `end`.
    pub fn plan(&self, language: Language, act: &str) -> Option<&Plan> {
        let same = |plan: &&Plan| plan.language == language && plan.act.code() == act;
        self.plans.iter().filter(|plan| plan.is_open()).find(same)
    }

    /// What the public reads, by language.
    pub fn published(&self) -> Localized<&Edition> {
        self.strands
            .iter()
            .filter_map(|(&language, strand)| Some((language, strand.live.as_ref()?)))
            .collect()
    }

    /// As the public knows it, which knows it at these addresses, the newest first: what was taken down and moved since then
    /// stands where it was last seen, and below nothing. Where it stands now is told once it is published there.
    #[cfg(feature = "server")]
    pub(crate) fn last_seen(mut self, known: &[Address]) -> Self {
        if let (false, Some(last)) = (known.contains(&self.address), known.first()) {
            self.address = last.clone();
            (self.parent, self.position) = (None, 0);
        }
        self
    }

    /// What staff read: in each language the edition in the making, else the live one.
    pub fn newest(&self) -> Localized<&Edition> {
        self.strands
            .iter()
            .filter_map(|(&language, strand)| {
                Some((language, strand.draft.as_ref().or(strand.live.as_ref())?))
            })
            .collect()
    }
}

impl Default for Strand {
    fn default() -> Self {
        Self { last: 0, revision: Version::new(0), draft: None, live: None }
    }
}
