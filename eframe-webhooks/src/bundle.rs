use eframe_core::Bundle;
use eframe_core::present::Proof;

use crate::{desk, mail};

/// The templates: one a line, by name.
const TEMPLATES: &[(&str, &str)] = eframe_core::templates!(
    "webhooks/desk/delivery.html"
    "webhooks/desk/secret.html"
    "webhooks/mail-given-up.txt"
);

/// One a line, by name.
const PROOFS: &[Proof] = &[
    Proof::of::<desk::DeliveryPage>(),
    Proof::of::<desk::SecretPage>(),
    Proof::of::<mail::GivenUpMail>(),
];

/// The block's templates and words, for the host's presentation.
pub const fn bundle() -> Bundle {
    Bundle {
        name: "webhooks",
        templates: TEMPLATES,
        messages: eframe_core::messages!(""),
        proofs: PROOFS,
    }
}

#[cfg(test)]
mod tests {
    use eframe_core::present::Check;

    use super::bundle;
    use crate::permission;

    #[test]
    fn every_template_in_every_language() {
        let permissions = permission::ALL.map(eframe_core::Permission::name);
        let actions = permission::ACTIONS.map(eframe_core::Action::name);
        Check::of(bundle(), env!("CARGO_MANIFEST_DIR"))
            .names(permissions)
            .names(actions)
            .names([crate::mail::SUBSCRIBER])
            .run();
    }
}
