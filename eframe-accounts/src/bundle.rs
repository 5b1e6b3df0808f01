use eframe_core::present::{Bundle, Proof};

use crate::desk::PersonPage;
use crate::pages::{
    AppPage, CodesPage, FactorPage, FormPage, MessagePage, OverviewPage, PasskeyPage,
    ProvidersPage, SecondStepPage, SessionsPage, TokensPage,
};

const PROOFS: &[Proof] = &[
    Proof::of::<FormPage>(),
    Proof::of::<MessagePage>(),
    Proof::of::<OverviewPage>(),
    Proof::of::<FactorPage>(),
    Proof::of::<AppPage>(),
    Proof::of::<PasskeyPage>(),
    Proof::of::<SecondStepPage>(),
    Proof::of::<CodesPage>(),
    Proof::of::<SessionsPage>(),
    Proof::of::<ProvidersPage>(),
    Proof::of::<TokensPage>(),
    Proof::of::<PersonPage>(),
];

/// The block's templates and messages, for the host's presentation.
#[must_use]
pub const fn bundle() -> Bundle {
    Bundle {
        name: "accounts",
        templates: eframe_core::templates!(
            "accounts/form.html" "accounts/message.html"
            "accounts/overview.html" "accounts/sessions.html" "accounts/tokens.html"
            "accounts/factor.html" "accounts/app.html" "accounts/codes.html" "accounts/providers.html"
            "accounts/passkey.html" "accounts/_passkey.html" "accounts/second-step.html"
            "accounts/desk/person.html"
            "accounts/mail-invitation.txt" "accounts/mail-reset.txt" "accounts/mail-changed.txt"
            "accounts/mail-factor.txt"
        ),
        messages: eframe_core::messages!(""),
        proofs: PROOFS,
    }
}

#[cfg(test)]
mod tests {
    use eframe_core::Event as _;
    use eframe_core::present::Check;

    use crate::desk::PersonPage;
    use crate::event::{Invited, Opened, PasswordChanged, ResetAsked, RolesChanged, Switched};
    use crate::mail::{ChangedMail, FactorMail, InvitationMail, ResetMail};
    use crate::pages::{
        FormPage, MessagePage, OverviewPage, ProvidersPage, SessionsPage, TokensPage,
    };
    use crate::permission;

    /// Dotted names that are no messages: what audit entries, events and the outbox know things by.
    const NAMES: [&str; 12] = [
        "accounts.account",
        "accounts.invitation",
        "accounts.organisation",
        "accounts.reset",
        "accounts.token",
        "accounts.sweep",
        Invited::NAME,
        Opened::NAME,
        PasswordChanged::NAME,
        ResetAsked::NAME,
        RolesChanged::NAME,
        Switched::NAME,
    ];

    #[test]
    fn every_page_and_mail_is_whole_in_every_language() {
        Check::of(super::bundle(), env!("CARGO_MANIFEST_DIR"))
            .names(NAMES)
            .names(["accounts.mail.invitation"])
            .names(permission::ALL.iter().map(|one| one.name()))
            .names(permission::action::ALL.iter().map(|one| one.name()))
            .template::<FormPage>()
            .template::<MessagePage>()
            .template::<OverviewPage>()
            .template::<SessionsPage>()
            .template::<ProvidersPage>()
            .template::<TokensPage>()
            .template::<PersonPage>()
            .template::<InvitationMail>()
            .template::<ResetMail>()
            .template::<ChangedMail>()
            .template::<FactorMail>()
            .run();
    }
}
