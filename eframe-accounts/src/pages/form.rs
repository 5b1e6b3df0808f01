//! What the forms of people's own pages have in common.

use eframe_core::FieldErrors;
use eframe_core::form::{Field, Fields, Posted};
use eframe_core::frame::Link;
use eframe_core::messages::Arg;

use super::visit::{Visit, Words};
use super::{AppPage, FormPage, SecondStepPage};
use crate::password::SHORTEST;
use crate::{Error, PasskeyRefusal, Refusal};

impl Words {
    pub(super) fn email_field(&self) -> Field {
        Field::email("email", self.say("accounts.field.email")).autocomplete("username")
    }

    pub(super) fn password_field(&self) -> Field {
        let label = self.say("accounts.field.password");
        Field::password("password", label).autocomplete("current-password")
    }

    /// Whoever changes what they sign in with, or makes a token, gives their password again.
    pub(super) fn current_password_field(&self) -> Field {
        let label = self.say("accounts.field.current-password");
        Field::password("current-password", label).autocomplete("current-password")
    }

    /// The code of an app.
    pub(super) fn code_field(&self) -> Field {
        Field::code("code", self.say("accounts.field.code"))
            .hint(self.say("accounts.hint.code"))
            .autocomplete("one-time-code")
    }

    pub(super) fn new_password_field(&self) -> Field {
        let least = [("least", Arg::from(SHORTEST))];
        Field::password("password", self.say("accounts.field.new-password"))
            .hint(self.say_with("accounts.hint.password", &least))
            .autocomplete("new-password")
            .least(SHORTEST)
    }

    pub(super) fn name_field(&self) -> Field {
        let label = self.say("accounts.field.name");
        Field::text("name", label).hint(self.say("accounts.hint.name")).autocomplete("name")
    }

    pub(super) fn language_field(&self) -> Field {
        let label = self.say("accounts.field.language");
        Field::select("language", label, self.languages())
    }
}

impl FormPage {
    /// A form that asks for the password alone; `cancel` leads back from it.
    pub(super) fn asking(visit: &Visit, submit: &str, cancel: Link) -> Self {
        Self {
            fields: vec![visit.words.current_password_field()],
            submit: visit.say(submit),
            links: vec![cancel],
            ..Self::default()
        }
    }

    /// The same page with what was typed and what is wrong with it. Passwords are never shown again.
    pub(super) fn refused(
        mut self,
        posted: &Posted,
        error: Error,
        visit: &Visit,
    ) -> Result<Self, Error> {
        let shown = posted.clone().without(&["password", "current-password", "code", "answer"]);
        self.form = wrong(Fields::posted(&shown), error, visit)?;
        Ok(self)
    }
}

impl AppPage {
    /// The same page with what is wrong with the code.
    pub(super) fn refused(mut self, error: Error, visit: &Visit) -> Result<Self, Error> {
        self.form = wrong(self.form, error, visit)?;
        Ok(self)
    }
}

impl SecondStepPage {
    /// The same page with what is wrong with the code or the passkey.
    pub(super) fn refused(mut self, error: Error, visit: &Visit) -> Result<Self, Error> {
        self.form = wrong(self.form, error, visit)?;
        Ok(self)
    }
}

/// A form with what is wrong with it; what no form can say is an error.
fn wrong(form: Fields, error: Error, visit: &Visit) -> Result<Fields, Error> {
    let errors = match error {
        Error::Refused(Refusal::Invalid(errors)) => errors,
        Error::Refused(refusal) => match said(&refusal) {
            Some((field, key)) => FieldErrors::one(field, key),
            None => return Err(refusal.into()),
        },
        other => return Err(other),
    };
    Ok(form.refused(&errors, visit.accounts.presentation(), visit.words.language))
}

/// Refusals that belong beside a field, and their words.
pub(crate) fn said(refusal: &Refusal) -> Option<(&'static str, &'static str)> {
    Some(match refusal {
        Refusal::WrongPassword => ("email", "accounts.refused.wrong-password"),
        Refusal::Throttled { .. } => ("", "accounts.refused.throttled"),
        Refusal::WrongCode => ("code", "accounts.refused.wrong-code"),
        Refusal::Passkey(PasskeyRefusal::Wrong) => ("", "accounts.refused.wrong-passkey"),
        Refusal::Passkey(PasskeyRefusal::Taken) => ("", "accounts.refused.passkey-taken"),
        Refusal::Passkey(PasskeyRefusal::TooMany) => ("", "accounts.refused.too-many-passkeys"),
        Refusal::NoSecondFactor => ("", "accounts.refused.no-second-factor"),
        Refusal::SecondFactorNeeded => ("", "accounts.refused.second-factor-needed"),
        Refusal::EmailTaken => ("email", "accounts.refused.email-taken"),
        Refusal::OtherAccount => ("", "accounts.refused.other-account"),
        _ => return None,
    })
}

/// A path of this site and nothing else, for going on after signing in. Browsers read `//host`, `/\host` and
/// what hides a tab as another site.
pub(crate) fn local_path(text: &str) -> Option<&str> {
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '\\' | '"' | '<' | '>');
    let local = text.starts_with('/') && !text.starts_with("//") && text.chars().all(plain);
    let parsed = text.parse::<http::Uri>().ok()?;
    (local && parsed.authority().is_none() && text.len() <= 2_000).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn bad_input_43_only_local_paths_are_gone_on_to() {
        for local in ["/", "/desk/", "/desk/pages?after=a%2Fb#x", "/account/tokens"] {
            assert_eq!(local_path(local), Some(local));
        }
        for foreign in [
            "",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https:evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/\n/evil.example",
            " //evil.example",
            "evil.example",
            "///evil.example",
            "/é",
        ] {
            assert_eq!(local_path(foreign), None, "{foreign:?}");
        }
    }
}
