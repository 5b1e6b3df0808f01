use eframe_core::Language;
use eframe_core::present::{Bundle, Proof};

use crate::desk::PersonPage;
use crate::pages::{FormPage, MessagePage, OverviewPage, SessionsPage, TokensPage};

macro_rules! templates {
    ($($name:literal)*) => { &[$(($name, include_str!(concat!("../templates/", $name)))),*] };
}

const PROOFS: &[Proof] = &[
    Proof::of::<FormPage>(),
    Proof::of::<MessagePage>(),
    Proof::of::<OverviewPage>(),
    Proof::of::<SessionsPage>(),
    Proof::of::<TokensPage>(),
    Proof::of::<PersonPage>(),
];

/// The block's templates and messages, for the host's presentation.
#[must_use]
pub const fn bundle() -> Bundle {
    Bundle {
        name: "accounts",
        templates: templates!(
            "accounts/form.html" "accounts/message.html"
            "accounts/overview.html" "accounts/sessions.html" "accounts/tokens.html"
            "accounts/desk/person.html"
        ),
        messages: &[
            (Language::EN, include_str!("../messages/en.ftl")),
            (Language::KO, include_str!("../messages/ko.ftl")),
            (Language::RU, include_str!("../messages/ru.ftl")),
            (Language::ZH, include_str!("../messages/zh.ftl")),
            (Language::ES, include_str!("../messages/es.ftl")),
            (Language::FR, include_str!("../messages/fr.ftl")),
            (Language::AR, include_str!("../messages/ar.ftl")),
        ],
        proofs: PROOFS,
    }
}
