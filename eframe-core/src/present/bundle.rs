use super::{ProblemPage, Proof};
use crate::Language;
use crate::desk::{Confirm, FormPage, History, List};

/// What a block brings for its pages, embedded by `include_str!`.
#[derive(Debug, Clone, Copy)]
pub struct Bundle {
    /// The block's name, which begins its message keys and its templates' folder: `cms`.
    pub name: &'static str,
    /// Templates by name: `("cms/page.html", include_str!("../templates/cms/page.html"))`.
    pub templates: &'static [(&'static str, &'static str)],
    /// Messages by language: `(Language::KO, include_str!("../messages/ko.ftl"))`.
    pub messages: &'static [(Language, &'static str)],
    /// The contexts of the templates: `Proof::of::<Page>()` for each but the parts of others. A host's own template is
    /// rendered with their samples before anybody sees it.
    pub proofs: &'static [Proof],
}

macro_rules! templates {
    ($($name:literal)*) => { &[$(($name, include_str!(concat!("../../templates/", $name)))),*] };
}

const PROOFS: &[Proof] = &[
    Proof::of::<ProblemPage>(),
    Proof::of::<List>(),
    Proof::of::<FormPage>(),
    Proof::of::<History>(),
    Proof::of::<Confirm>(),
];

/// Core's own: the plain layout, the kit, the desk and their words. Every presentation begins with it.
#[must_use]
pub const fn core_bundle() -> Bundle {
    Bundle {
        name: "core",
        templates: templates!(
            "layout.html" "_banners.html" "desk.html" "kit.html" "chart.html" "problem.html"
            "desk/list.html" "desk/form.html" "desk/history.html" "desk/confirm.html"
        ),
        messages: &[
            (Language::EN, include_str!("../../messages/en.ftl")),
            (Language::KO, include_str!("../../messages/ko.ftl")),
            (Language::RU, include_str!("../../messages/ru.ftl")),
            (Language::ZH, include_str!("../../messages/zh.ftl")),
            (Language::ES, include_str!("../../messages/es.ftl")),
            (Language::FR, include_str!("../../messages/fr.ftl")),
            (Language::AR, include_str!("../../messages/ar.ftl")),
        ],
        proofs: PROOFS,
    }
}
