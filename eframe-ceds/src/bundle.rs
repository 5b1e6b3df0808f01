use eframe_core::present::Proof;
use eframe_core::{Bundle, Language};

use crate::{desk, mail, own, pages};

macro_rules! templates {
    ($($name:literal)*) => { &[$(($name, include_str!(concat!("../templates/", $name)))),*] };
}

/// The templates: one a line, by name.
const TEMPLATES: &[(&str, &str)] = templates!(
    "ceds/_parts.html"
    "ceds/about.html"
    "ceds/instrument.html"
    "ceds/mail.txt"
    "ceds/desk/assessment.html"
    "ceds/desk/review.html"
    "ceds/desk/round.html"
    "ceds/own/assessment.html"
    "ceds/own/check.html"
    "ceds/own/explained.html"
    "ceds/own/overview.html"
    "ceds/own/question.html"
    "ceds/own/report.html"
    "ceds/own/roadmap.html"
    "ceds/own/section.html"
    "ceds/own/team.html"
);

/// One a line, by name.
const PROOFS: &[Proof] = &[
    Proof::of::<desk::AssessmentDeskPage>(),
    Proof::of::<desk::ReviewPage>(),
    Proof::of::<desk::RoundPage>(),
    Proof::of::<mail::AssessmentMail>(),
    Proof::of::<own::AssessmentPage>(),
    Proof::of::<own::CheckPage>(),
    Proof::of::<own::ExplainedPage>(),
    Proof::of::<own::OverviewPage>(),
    Proof::of::<own::QuestionPage>(),
    Proof::of::<own::ReportPage>(),
    Proof::of::<own::RoadmapPage>(),
    Proof::of::<own::SectionPage>(),
    Proof::of::<own::TeamPage>(),
    Proof::of::<pages::AboutPage>(),
    Proof::of::<pages::InstrumentPage>(),
];

/// A language's words.
macro_rules! words {
    ($language:literal) => {
        concat!(
            include_str!(concat!("../messages/", $language, ".ftl")),
            include_str!(concat!("../messages/desk/", $language, ".ftl")),
            include_str!(concat!("../messages/mail/", $language, ".ftl")),
            include_str!(concat!("../messages/permission/", $language, ".ftl")),
        )
    };
}

/// The block's templates and words, for the host's presentation.
pub const fn bundle() -> Bundle {
    Bundle {
        name: "ceds",
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
            .names(crate::mail::SUBSCRIBERS)
            .run();
    }
}
