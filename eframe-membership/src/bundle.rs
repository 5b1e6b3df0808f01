use eframe_core::Bundle;
use eframe_core::present::Proof;

use crate::{certificate, desk, own, pages};

/// The templates: one a line, by name.
const TEMPLATES: &[(&str, &str)] = eframe_core::templates!(
    "membership/_parts.html"
    "membership/_portrait.html"
    "membership/apply.html"
    "membership/begin.html"
    "membership/_meeting.html"
    "membership/certificate-print.html"
    "membership/certificate.html"
    "membership/holders.html"
    "membership/minutes.html"
    "membership/follow.html"
    "membership/mail-case.txt"
    "membership/mail-meeting.txt"
    "membership/map.html"
    "membership/member.html"
    "membership/register.html"
    "membership/desk/_parts.html"
    "membership/desk/case.html"
    "membership/desk/fee.html"
    "membership/desk/figures.html"
    "membership/desk/import.html"
    "membership/desk/inbox.html"
    "membership/desk/meeting.html"
    "membership/own/matter.html"
    "membership/own/meeting.html"
    "membership/own/meetings.html"
    "membership/desk/member.html"
    "membership/own/application.html"
    "membership/own/check.html"
    "membership/own/documents.html"
    "membership/own/form.html"
    "membership/own/letters.html"
    "membership/own/overview.html"
    "membership/own/question.html"
    "membership/own/receipt.html"
    "membership/own/sign.html"
    "membership/own/stale.html"
    "membership/own/fees.html"
    "membership/own/member.html"
);

/// One a line, by name.
const PROOFS: &[Proof] = &[
    Proof::of::<certificate::CertificatePrint>(),
    Proof::of::<desk::CasePage>(),
    Proof::of::<desk::FeePage>(),
    Proof::of::<desk::FiguresPage>(),
    Proof::of::<desk::ImportPage>(),
    Proof::of::<desk::InboxPage>(),
    Proof::of::<desk::MeetingPage>(),
    Proof::of::<desk::MemberDeskPage>(),
    Proof::of::<own::ApplicationPage>(),
    Proof::of::<own::CheckPage>(),
    Proof::of::<own::DocumentsPage>(),
    Proof::of::<own::FormPrint>(),
    Proof::of::<own::LettersPage>(),
    Proof::of::<own::OverviewPage>(),
    Proof::of::<own::MatterPage>(),
    Proof::of::<own::OwnMeetingsPage>(),
    Proof::of::<own::OwnFeesPage>(),
    Proof::of::<own::OwnMemberPage>(),
    Proof::of::<own::QuestionPage>(),
    Proof::of::<own::ReceiptPage>(),
    Proof::of::<own::SignPage>(),
    Proof::of::<own::StalePage>(),
    Proof::of::<own::VotingPage>(),
    Proof::of::<pages::ApplyPage>(),
    Proof::of::<pages::BeginPage>(),
    Proof::of::<pages::CertificatePage>(),
    Proof::of::<pages::FollowPage>(),
    Proof::of::<pages::HoldersPage>(),
    Proof::of::<pages::MapPage>(),
    Proof::of::<pages::MemberPage>(),
    Proof::of::<pages::MinutesPage>(),
    Proof::of::<pages::RegisterPage>(),
];

/// The block's templates and words, for the host's presentation.
pub const fn bundle() -> Bundle {
    Bundle {
        name: "membership",
        templates: TEMPLATES,
        messages: eframe_core::messages!("" "apply/" "register/" "meeting/" "countries/"),
        proofs: PROOFS,
    }
}

#[cfg(test)]
mod tests {
    use eframe_core::present::Check;

    use super::bundle;
    use crate::mail::{CaseMail, MeetingMail};
    use crate::permission;

    #[test]
    fn every_template_in_every_language() {
        let permissions = permission::ALL.map(eframe_core::Permission::name);
        let actions = permission::ACTIONS.map(eframe_core::Action::name);
        Check::of(bundle(), env!("CARGO_MANIFEST_DIR"))
            .names(permissions)
            .names(actions)
            .names(["membership.application", "membership.member", "membership.meeting"])
            .names(crate::mail::SUBSCRIBERS)
            .names(["membership.reminders", "membership.lapses"])
            .template::<CaseMail>()
            .template::<MeetingMail>()
            .run();
    }
}
