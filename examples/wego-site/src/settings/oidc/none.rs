//! Where the program was built without it.

use super::Section;
use crate::settings::WrongSetting;

/// There are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum OidcSettings {}

impl Section {
    /// Refuses what this program cannot do.
    ///
    /// # Errors
    /// When anything of it was set.
    pub(in crate::settings) fn read(
        self,
        _: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<OidcSettings>, WrongSetting> {
        if self.is_empty() {
            return Ok(None);
        }
        let what = "is set, and this program was built without sign-in by a provider; build it with --features oidc, \
                    or take the settings of [oidc] away";
        Err(WrongSetting::new("oidc-issuer", what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_out_of_the_program_is_said() {
        assert_eq!(Section::default().read(|_| None), Ok(None));
        let set = Section { client_id: Some("wego".to_owned()), ..Section::default() };
        let line = set.read(|_| None).unwrap_err().to_string();
        assert!(line.contains("--features oidc"), "{line}");
    }
}
