use eframe_core::Bundle;
use eframe_core::present::Proof;

use crate::{desk, mail, pages, render};

/// The templates: one a line, by name.
const TEMPLATES: &[(&str, &str)] = eframe_core::templates!(
    "newsletter/archive.html"
    "newsletter/archived.html"
    "newsletter/body.html"
    "newsletter/confirm.html"
    "newsletter/desk/block.html"
    "newsletter/desk/compose.html"
    "newsletter/desk/issue.html"
    "newsletter/desk/import.html"
    "newsletter/desk/person.html"
    "newsletter/desk/preview.html"
    "newsletter/language.html"
    "newsletter/letter.html"
    "newsletter/letter.txt"
    "newsletter/mail-already.txt"
    "newsletter/mail-question.txt"
    "newsletter/mail-waits.txt"
    "newsletter/message.html"
    "newsletter/subscribe.html"
    "newsletter/unsubscribe.html"
);

/// One a line, by name.
const PROOFS: &[Proof] = &[
    Proof::of::<desk::BlockPage>(),
    Proof::of::<desk::ComposePage>(),
    Proof::of::<desk::IssuePage>(),
    Proof::of::<desk::ImportPage>(),
    Proof::of::<desk::PersonPage>(),
    Proof::of::<desk::PreviewPage>(),
    Proof::of::<mail::AlreadyMail>(),
    Proof::of::<mail::QuestionMail>(),
    Proof::of::<mail::WaitsMail>(),
    Proof::of::<pages::ArchivePage>(),
    Proof::of::<pages::ArchivedPage>(),
    Proof::of::<pages::ConfirmPage>(),
    Proof::of::<pages::LanguagePage>(),
    Proof::of::<pages::MessagePage>(),
    Proof::of::<pages::SubscribePage>(),
    Proof::of::<pages::UnsubscribePage>(),
    Proof::of::<render::Body>(),
    Proof::of::<render::LetterHtml>(),
    Proof::of::<render::LetterText>(),
];

/// The block's templates and words, for the host's presentation.
pub const fn bundle() -> Bundle {
    Bundle {
        name: "newsletter",
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
            .names(crate::mail::SUBSCRIBERS)
            .names(["newsletter.list.imported"])
            .run();
    }
}
