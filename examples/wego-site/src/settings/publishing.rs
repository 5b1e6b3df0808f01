//! `[[publishing.rule]]`: who has to approve what before it is published.

use eframe_accounts::model::{Reach, Role};
use eframe_cms::model::{Rule, Rulebook};
use serde::Deserialize;

use super::WrongSetting;
use crate::roles::roles;

/// The rules as the file has them, each read by itself so that a wrong one is told by its number.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Publishing {
    rule: Vec<toml::Value>,
}

impl Publishing {
    /// The rulebook.
    ///
    /// # Errors
    /// With the entry that is wrong, and the remedy.
    pub(super) fn read(self) -> Result<Rulebook, WrongSetting> {
        let wrong = |what: String| WrongSetting::new("publishing", what);
        let mut rules = Vec::new();
        for (at, value) in self.rule.into_iter().enumerate() {
            let rule = Rule::deserialize(value).map_err(|error| {
                wrong(format!("rule {}: {}; mend that entry", at + 1, error.message()))
            })?;
            if let Some(office) = rule.of.iter().find(|office| !is_known(office)) {
                let known = roles();
                let names = known.iter().filter(|role| role.reach() == Reach::Everywhere);
                let names = names.map(Role::name).collect::<Vec<_>>().join(", ");
                return Err(wrong(format!(
                    "rule {}: nobody can be {office:?}; write one of {names}, or a permission that one of them has",
                    at + 1
                )));
            }
            rules.push(rule);
        }
        Rulebook::new(rules).map_err(|error| wrong(error.to_string()))
    }
}

/// Whether somebody can hold it: a rule that asks for nobody would stop all publishing in its place.
fn is_known(office: &str) -> bool {
    let roles = roles();
    let mut everywhere = roles.iter().filter(|role| role.reach() == Reach::Everywhere);
    everywhere.any(|role| {
        role.name() == office || role.permissions().iter().any(|one| one.name() == office)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Rulebook, String> {
        let publishing = toml::from_str::<Publishing>(text).map_err(|error| error.to_string())?;
        publishing.read().map_err(|wrong| wrong.to_string())
    }

    #[test]
    fn rules_are_read_in_their_order() {
        let text = "[[rule]]\nsection = \"/about\"\nneed = 2\nof = [\"reviewer\", \"secretariat\"]\n\
                    distinct = true\nreview-days = 365\n[[rule]]\nkind = \"faq\"\nfour-eyes = false\n";
        let book = read(text).unwrap();
        assert_eq!(book.rules().len(), 2);
        assert!(book.rules()[0].distinct && !book.rules()[1].four_eyes);
    }

    #[test]
    fn a_wrong_rule_is_told_by_its_number_with_the_remedy() {
        for (text, said) in [
            (
                "[[rule]]\nneed = 0\n",
                "setting publishing: rule 1: need is 0; write a number from 1 to 9",
            ),
            (
                "[[rule]]\n[[rule]]\nneeds = 2\n",
                "setting publishing: rule 2: unknown field `needs`",
            ),
            (
                "[[rule]]\nsection = \"about\"\n",
                "setting publishing: rule 1: an address is made of",
            ),
            (
                "[[rule]]\nof = [\"legal\"]\n",
                "setting publishing: rule 1: nobody can be \"legal\"; write one of",
            ),
        ] {
            let wrong = read(text).unwrap_err();
            assert!(wrong.starts_with(said), "{wrong}");
        }
    }
}
