use eframe_core::Bundle;
use eframe_core::present::Proof;

use crate::{desk, mail, own, pages};

/// The templates: one a line, by name.
const TEMPLATES: &[(&str, &str)] = eframe_core::templates!(
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

/// The block's templates and words, for the host's presentation.
pub const fn bundle() -> Bundle {
    Bundle {
        name: "ceds",
        templates: TEMPLATES,
        messages: eframe_core::messages!("" "desk/" "mail/" "permission/"),
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
