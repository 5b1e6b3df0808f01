use eframe_core::present::Proof;
use eframe_core::{Bundle, Language};

use crate::pages::{CertificatePage, MapPage, MemberPage, RegisterPage};

/// The templates, by area.
const TEMPLATES: &[(&str, &str)] = &[
    ("membership/_parts.html", include_str!("../templates/membership/_parts.html")),
    ("membership/register.html", include_str!("../templates/membership/register.html")),
    ("membership/map.html", include_str!("../templates/membership/map.html")),
    ("membership/member.html", include_str!("../templates/membership/member.html")),
    ("membership/certificate.html", include_str!("../templates/membership/certificate.html")),
];

const PROOFS: &[Proof] = &[
    Proof::of::<RegisterPage>(),
    Proof::of::<MapPage>(),
    Proof::of::<MemberPage>(),
    Proof::of::<CertificatePage>(),
];

/// A language's words: those of the whole block, of each area, and the countries' names.
macro_rules! words {
    ($language:literal) => {
        concat!(
            include_str!(concat!("../messages/", $language, ".ftl")),
            include_str!(concat!("../messages/apply/", $language, ".ftl")),
            include_str!(concat!("../messages/register/", $language, ".ftl")),
            include_str!(concat!("../messages/meeting/", $language, ".ftl")),
            include_str!(concat!("../messages/countries/", $language, ".ftl")),
        )
    };
}

/// The block's templates and words, for the host's presentation.
pub const fn bundle() -> Bundle {
    Bundle {
        name: "membership",
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
            .names(["membership.application", "membership.member", "membership.meeting"])
            .run();
    }
}
