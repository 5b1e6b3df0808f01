//! `[webhooks]`: which hosts are the city's own.

use eframe_webhooks::model::{Allowed, Named};
use serde::Deserialize;

use super::WrongSetting;

/// The section as the file has it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Section {
    allow: Vec<String>,
}

impl Section {
    /// Checks it.
    ///
    /// # Errors
    /// With the host that is none, and the remedy.
    pub(super) fn read(self) -> Result<Allowed, WrongSetting> {
        let one = |text: &String| {
            text.parse::<Named>().map_err(|no| WrongSetting::new("webhooks.allow", no.to_string()))
        };
        Ok(Allowed::new(self.allow.iter().map(one).collect::<Result<Vec<_>, _>>()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_read_and_what_is_none_is_named() {
        let read = |text| toml::from_str::<Section>(text).expect("a section").read();
        assert!(read("").is_ok_and(|allowed| allowed == Allowed::default()));
        let some = read("allow = [\"127.0.0.1:9000\", \"intranet.example\"]");
        assert!(some.is_ok_and(|allowed| allowed != Allowed::default()));
        let wrong =
            read("allow = [\"http://intranet.example\"]").expect_err("a scheme").to_string();
        assert!(
            wrong.starts_with("setting webhooks.allow: ") && wrong.contains("hooks.city.example")
        );
    }
}
