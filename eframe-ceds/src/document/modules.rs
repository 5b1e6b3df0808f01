use serde::{Deserialize, Serialize};

use super::{Id, Localized, Number};

/// What units can build: a document beside an instrument's, as it is written.
///
/// [`Modules`](crate::Modules) is one that was checked. The reference page is `docs/reference/ceds-modules.md`, with a JSON
/// Schema beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ModuleList {
    /// The version of this form: 1.
    pub format: u32,
    /// The id of the instrument whose answers its modules raise.
    pub instrument: Id,
    /// The edition of that instrument.
    pub edition: String,
    /// The language that all its texts are in.
    pub language: String,
    /// What people call it.
    pub name: Localized,
    /// What it is about, and where its figures come from.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub text: Localized,
    /// What its figures are in.
    #[serde(default)]
    pub units: Units,
    /// The modules.
    #[serde(default, rename = "module")]
    pub modules: Vec<Module>,
}

/// What the figures of modules are in, as people say it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Units {
    /// The unit of [`Module::cost`].
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub cost: Localized,
    /// The unit of [`Module::effort`].
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub effort: Localized,
    /// What people call months.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub months: Localized,
}

/// A module: something that is built once, and leads to better answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Module {
    /// What programs call it. Modules have a namespace of their own.
    pub id: Id,
    /// What people call it.
    pub name: Localized,
    /// What is built, and by whom.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub text: Localized,
    /// What it costs once, in money; 0 or more.
    pub cost: Number,
    /// The work of the unit's own people; 0 or more.
    #[serde(default)]
    pub effort: Number,
    /// Months from its start until it is in use.
    pub months: u32,
    /// The modules that have to be finished before it starts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Id>,
    /// The answers that it leads to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub raises: Vec<Raise>,
}

/// An answer that a module leads to. One that is better already stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Raise {
    /// The question, or a part of it as `ID/PART`.
    pub question: String,
    /// The answer, by its id.
    pub to: Id,
}
