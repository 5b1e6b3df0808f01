use eframe_core::present::Proof;
use eframe_core::{Bundle, Language};

use crate::{desk, mail};

macro_rules! templates {
    ($($name:literal)*) => { &[$(($name, include_str!(concat!("../templates/", $name)))),*] };
}

/// The templates: one a line, by name.
const TEMPLATES: &[(&str, &str)] = templates!(
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

/// A language's words.
macro_rules! words {
    ($language:literal) => {
        include_str!(concat!("../messages/", $language, ".ftl"))
    };
}

/// The block's templates and words, for the host's presentation.
pub const fn bundle() -> Bundle {
    Bundle {
        name: "webhooks",
        templates: TEMPLATES,
        messages: &[
            (Language::EN, words!("en")),
            (Language::KO, words!("ko")),
            (Language::RU, words!("ru")),
            (Language::ZH, words!("zh")),
            (Language::ES, words!("es")),
            (Language::FR, words!("fr")),
            (Language::AR, words!("ar")),
        ],
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
