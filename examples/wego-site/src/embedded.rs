//! The files the binary carries, listed by build.rs: pairs of path and text, or bytes.

use eframe_core::{Bundle, Language};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The embedded text of this name.
pub(crate) fn text(table: &[(&str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(path, _)| *path == name).map(|(_, text)| *text)
}

/// The site's own templates and words.
pub(crate) fn bundle() -> Bundle {
    macro_rules! messages {
        ($($language:ident $file:literal),*) => {
            &[$((Language::$language, include_str!(concat!("../messages/", $file, ".ftl")))),*]
        };
    }
    Bundle {
        name: "site",
        templates: TEMPLATES,
        proofs: &[],
        messages: messages!(EN "en", KO "ko", RU "ru", ZH "zh", ES "es", FR "fr", AR "ar"),
    }
}

#[cfg(test)]
mod tests {
    use eframe_core::present::Check;

    #[test]
    fn every_template_and_word_of_the_site_is_whole() {
        Check::of(super::bundle(), env!("CARGO_MANIFEST_DIR"))
            .part("layout.html")
            .template::<crate::front::FrontPage>()
            .template::<crate::desk::Home>()
            .template::<crate::outsiders::OutsidersPage>()
            .names(["site.sqlite"])
            .run();
    }
}
