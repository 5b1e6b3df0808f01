use eframe_core::Bundle;
use eframe_core::present::Proof;

use crate::desk::{
    ComparePage, EditionPage, LibraryPage, MediaPage, PreviewsPage, RedirectsPage, StalePage,
    TreePage, WritingPage,
};
use crate::mail::StaffMail;
use crate::pages::{ArticlePage, EndedPage, ListPage, SearchPage};
use crate::view::BodyView;

const PROOFS: &[Proof] = &[
    Proof::of::<ArticlePage>(),
    Proof::of::<ListPage>(),
    Proof::of::<EndedPage>(),
    Proof::of::<StaffMail>(),
    Proof::of::<BodyView>(),
    Proof::of::<SearchPage>(),
    Proof::of::<EditionPage>(),
    Proof::of::<StalePage>(),
    Proof::of::<LibraryPage>(),
    Proof::of::<MediaPage>(),
    Proof::of::<WritingPage>(),
    Proof::of::<RedirectsPage>(),
    Proof::of::<TreePage>(),
    Proof::of::<ComparePage>(),
    Proof::of::<PreviewsPage>(),
];

/// The block's templates and words, for the host's presentation.
pub const fn bundle() -> Bundle {
    Bundle {
        name: "cms",
        templates: eframe_core::templates!(
            "cms/_link.html" "cms/_when.html" "cms/_picture.html" "cms/article.html" "cms/body.html" "cms/list.html"
            "cms/search.html" "cms/ended.html" "cms/mail.txt"
            "cms/block/_accordion.html" "cms/block/_call-to-action.html" "cms/block/_contact.html"
            "cms/block/_document.html" "cms/block/_figures.html" "cms/block/_gallery.html" "cms/block/_heading.html"
            "cms/block/_image.html" "cms/block/_own.html" "cms/block/_quote.html"
            "cms/block/_table.html" "cms/block/_text.html"
            "cms/desk/edition.html" "cms/desk/library.html" "cms/desk/media.html" "cms/desk/stale.html" "cms/desk/redirects.html"
            "cms/desk/_writing.html" "cms/desk/writing.html" "cms/desk/tree.html"
            "cms/desk/_difference.html" "cms/desk/compare.html" "cms/desk/previews.html"
        ),
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
            .names(["cms.edition.submitted", "cms.edition.published", "cms.edition.withdrawn"])
            .names(["cms.mail.parked", "cms.mail.reviews", "cms.plan.parked", "cms.reviews.due"])
            .names(["cms.mail.waits", "cms.plan.waits"])
            .names(["cms.media", "cms.media.file-added", "cms.renditions"])
            .names(["cms.document", "cms.document.moved", "cms.menu", "cms.import", "cms.redirect"])
            .run();
    }
}
