use serde::{Deserialize, Serialize};

/// One thing that is to be mended, or could be better.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// What is wrong.
    pub check: Check,
    /// The field of the form that mends it: `body` or `body[3].caption`; empty where none does.
    pub field: String,
    /// The block it is in, counted from 0, where the body is more than text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<usize>,
    /// What it is about: a heading, the address of a link, its words, a language. May be empty.
    pub words: String,
}

/// What a finding stands in the way of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// It cannot be published so.
    Blocks,
    /// It can, and would be better otherwise.
    Advises,
}

macro_rules! checks {
    ($($(#[doc = $said:literal])+ $check:ident $code:literal $severity:ident $key:literal;)*) => {
        /// What a text is looked through for. Each has a code that stays, in JSON and in messages.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum Check {
            $($(#[doc = $said])+ #[serde(rename = $code)] $check,)*
        }

        impl Check {
            /// Every check.
            pub const ALL: &'static [Self] = &[$(Self::$check),*];

            /// Its code: `dead-link`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$check => $code),* }
            }

            /// Whether it keeps a text from being published.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$check => Severity::$severity),* }
            }

            /// The message that says what to do, with `words` filled in.
            pub const fn message(self) -> &'static str {
                match self { $(Self::$check => $key),* }
            }
        }
    };
}

checks! {
    /// A picture has no text for those who do not see it.
    MissingAlt "missing-alt" Blocks "cms.desk.check.missing-alt";
    /// A document has no file to take away.
    DocumentWithoutFile "document-without-file" Blocks "cms.desk.check.document-without-file";
    /// A file was taken out of the library.
    RetiredFile "retired-file" Blocks "cms.desk.check.retired-file";
    /// A picture cannot be read, so that nothing of it can be shown.
    BrokenPicture "broken-picture" Blocks "cms.desk.check.broken-picture";
    /// A file has a newer version than the one that is shown.
    OlderFile "older-file" Advises "cms.desk.check.older-file";
    /// A picture of the library stands in a text by its address alone. Nobody approves its bytes then, it may be seen by
    /// nobody, and the library does not know that it is shown.
    LibraryPicture "library-picture" Blocks "cms.desk.check.library-picture";
    /// A picture in a text has an address on the site where nothing is.
    DeadPicture "dead-picture" Blocks "cms.desk.check.dead-picture";
    /// A picture in a text has the address of another site. No page shows such a one: it would tell others who reads what.
    ForeignPicture "foreign-picture" Blocks "cms.desk.check.foreign-picture";
    /// A heading says nothing.
    EmptyHeading "empty-heading" Blocks "cms.desk.check.empty-heading";
    /// A heading is more than one level below the one before.
    SkippedHeading "skipped-heading" Blocks "cms.desk.check.skipped-heading";
    /// A link leads to no page of the site.
    DeadLink "dead-link" Blocks "cms.desk.check.dead-link";
    /// A link leads to a page that is not published yet.
    ComingLink "coming-link" Advises "cms.desk.check.coming-link";
    /// A link leads to no place on its own page.
    DeadFragment "dead-fragment" Advises "cms.desk.check.dead-fragment";
    /// A link says nothing at all.
    EmptyLink "empty-link" Blocks "cms.desk.check.empty-link";
    /// A link says "here" or "more", or is a bare address: read alone, it tells nobody where it leads.
    VagueLink "vague-link" Advises "cms.desk.check.vague-link";
    /// A link names a language, so that readers of others leave theirs.
    LinkOfOneLanguage "link-of-one-language" Advises "cms.desk.check.link-of-one-language";
    /// An event starts or ends at a time that clocks skip there.
    SkippedTime "skipped-time" Blocks "cms.desk.check.skipped-time";
    /// A table has no cells that name the others.
    TableWithoutHeader "table-without-header" Blocks "cms.desk.check.table-without-header";
    /// A table does not say what it shows.
    TableWithoutCaption "table-without-caption" Advises "cms.desk.check.table-without-caption";
    /// A figure is shown without its source or its date.
    FigureWithoutSource "figure-without-source" Blocks "cms.desk.check.figure-without-source";
    /// Nobody is named whose words are quoted.
    QuoteWithoutSource "quote-without-source" Advises "cms.desk.check.quote-without-source";
    /// A block lacks what it is nothing without.
    IncompleteBlock "incomplete-block" Blocks "cms.desk.check.incomplete-block";
    /// The site does not know the kind of a block.
    UnknownBlock "unknown-block" Advises "cms.desk.check.unknown-block";
    /// The host's own kind of block says what is wrong with it.
    OwnBlock "own-block" Blocks "cms.desk.check.own-block";
    /// A language that the place asks for is not there.
    MissingTranslation "missing-translation" Blocks "cms.desk.check.missing-translation";
}

impl Finding {
    pub(super) fn of(check: Check, field: &str, block: Option<usize>, words: &str) -> Self {
        // So much of it that people find the place.
        let words = words.chars().take(120).collect();
        Self { check, field: field.to_owned(), block, words }
    }

    /// Whether it keeps the text from being published.
    pub fn blocks(&self) -> bool {
        self.check.severity() == Severity::Blocks
    }
}
