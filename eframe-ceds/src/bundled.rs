//! The instruments that come with the crate.

use crate::fault::DocumentError;
use crate::instrument::{Format, Instrument};

/// An instrument that comes with the crate, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Bundled {
    /// The name of its file, without the ending: `hdi-2021`.
    pub name: &'static str,
    /// Its document, in TOML.
    pub text: &'static str,
}

macro_rules! bundled {
    ($($name:literal),+ $(,)?) => {
        /// All of them, those of one index with the oldest first.
        pub const ALL: &[Bundled] = &[$(Bundled {
            name: $name,
            text: include_str!(concat!("../instruments/", $name, ".toml")),
        }),+];
    };
}

bundled!(
    "asem",
    "bipa-2024",
    "ceds-2026",
    "dgi-2023",
    "egdi-2010",
    "egdi-2012",
    "egdi-2018",
    "hdi-2021",
);

/// The modules that come with an instrument of this id and edition, in TOML: what its roadmaps can be made from.
pub fn modules(id: &str, edition: &str) -> Option<&'static str> {
    let there = (id, edition) == ("ceds", "2026");
    there.then_some(include_str!("../instruments/ceds-2026-modules.toml"))
}

impl Bundled {
    /// The one of this name; `hdi` is the newest of those called `hdi-...`.
    pub fn named(name: &str) -> Option<Self> {
        let is = |other: &&Self| {
            other.name == name
                || other.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('-'))
        };
        ALL.iter().rfind(is).copied()
    }

    /// Its instrument.
    ///
    /// # Errors
    /// None as long as the crate's tests hold.
    pub fn instrument(&self) -> Result<Instrument, DocumentError> {
        Instrument::read(&format!("{}.toml", self.name), self.text, Format::Toml)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_belong_to_their_instrument() {
        let instrument = Bundled::named("ceds").expect("it is there").instrument().expect("right");
        let document = instrument.document();
        let text = modules(document.id.as_str(), &document.edition).expect("its modules");
        crate::Modules::read(&instrument, "modules", text, Format::Toml).expect("modules");
        assert_eq!(modules("ceds", "2025"), None);
    }

    #[test]
    fn each_is_found_by_its_name_and_is_right() {
        for bundled in ALL {
            assert_eq!(Bundled::named(bundled.name), Some(*bundled));
            bundled.instrument().expect("an instrument");
        }
        assert_eq!(Bundled::named("egdi").map(|found| found.name), Some("egdi-2018"));
        assert_eq!(Bundled::named("ceds").map(|found| found.name), Some("ceds-2026"));
        assert_eq!(Bundled::named("e"), None);
    }
}
