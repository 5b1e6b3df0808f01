//! Kinds of blocks that a host brings itself.

use std::collections::BTreeMap;

use eframe_core::form::Field;
use eframe_core::{FieldErrors, Language};

use crate::model::block::{Own, OwnName};
use crate::model::{Block, Body, Content};

/// A kind of block of a host's own, given to [`CmsBuilder::block`](crate::CmsBuilder::block).
///
/// It holds plain texts, one for each of its fields, and is stored as `{"type": "x-opening-hours", "monday": "9-17"}`.
/// The rest is as with every block: it is written by a form without scripts, approved to the byte, compared, and
/// looked through before it is published. A kind that a host takes away again is kept, shown to nobody, and named at
/// the desk.
///
/// ```
/// use eframe_cms::{OwnBlock, Texts};
/// use eframe_core::Language;
/// use eframe_core::form::Field;
///
/// struct Tram;
///
/// impl OwnBlock for Tram {
///     fn name(&self) -> &'static str {
///         "x-tram"
///     }
///     fn title(&self, _: Language) -> String {
///         "Tram stop".to_owned()
///     }
///     fn fields(&self, _: Language) -> Vec<Field> {
///         vec![Field::text("line", "Line")]
///     }
///     fn html(&self, texts: &Texts, _: Language) -> String {
///         format!("<p>Tram {}</p>", texts.escaped("line"))
///     }
/// }
/// ```
pub trait OwnBlock: Send + Sync + 'static {
    /// What it is called in JSON: `x-` and lower-case words.
    fn name(&self) -> &'static str;

    /// What it is called at the desk, in its reader's language.
    fn title(&self, language: Language) -> String;

    /// Its fields in the form, their labels in this language. Their names are lower-case words, `type` excepted.
    fn fields(&self, language: Language) -> Vec<Field>;

    /// What is wrong with its texts, a sentence each for the desk: publishing is refused while there is one.
    fn check(&self, texts: &Texts, language: Language) -> Vec<String> {
        let _ = (texts, language);
        Vec::new()
    }

    /// It as HTML, in the language of the edition. What is not in the allowlist of texts in Markdown is taken out, and
    /// every text has to be [escaped](Texts::escaped).
    fn html(&self, texts: &Texts, language: Language) -> String;
}

/// What stands in the fields of a block.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a>(&'a BTreeMap<String, String>);

impl<'a> Texts<'a> {
    /// What stands in a field; empty where nothing does.
    pub fn get(&self, field: &str) -> &'a str {
        self.0.get(field).map(String::as_str).unwrap_or_default()
    }

    /// The same for HTML.
    pub fn escaped(&self, field: &str) -> String {
        ammonia::clean_text(self.get(field))
    }
}

/// The kinds that a host brought, by name.
#[derive(Clone, Default)]
pub(crate) struct OwnBlocks(BTreeMap<OwnName, std::sync::Arc<dyn OwnBlock>>);

impl OwnBlocks {
    /// # Panics
    /// When its name is none, or another kind has it.
    pub(crate) fn add(&mut self, block: impl OwnBlock) {
        let name = block.name().parse::<OwnName>();
        let name = name.unwrap_or_else(|wrong| panic!("{:?}: {wrong}", block.name()));
        let twice = self.0.insert(name.clone(), std::sync::Arc::new(block));
        assert!(twice.is_none(), "two kinds of blocks are called {name}");
    }

    pub(crate) fn get(&self, own: &Own) -> Option<&dyn OwnBlock> {
        self.0.get(&own.name).map(|block| &**block)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (&OwnName, &dyn OwnBlock)> {
        self.0.iter().map(|(name, block)| (name, &**block))
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = OwnName> {
        self.0.keys().cloned()
    }

    /// The HTML of a block, when its kind is known.
    pub(crate) fn html(&self, own: &Own, language: Language) -> Option<String> {
        let html = self.get(own)?.html(&Texts(&own.fields), language);
        Some(crate::markdown::sanitize(&html))
    }

    /// What its kinds say about each of a body's blocks: the block's place and the sentence.
    pub(crate) fn check(&self, body: &Body, language: Language) -> Vec<(usize, String)> {
        let said = |(place, block): (usize, &Block)| match block {
            Block::Own(own) => {
                let kind = self.get(own);
                let said = kind.map(|kind| kind.check(&Texts(&own.fields), language));
                said.unwrap_or_default().into_iter().map(|said| (place, said)).collect()
            }
            _ => Vec::new(),
        };
        body.blocks().iter().enumerate().flat_map(said).collect()
    }

    /// Refuses fields that a block's kind does not have.
    pub(crate) fn known_fields(&self, content: &Content) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::new();
        for (place, block) in content.body.blocks().iter().enumerate() {
            let Block::Own(own) = block else { continue };
            let Some(kind) = self.get(own) else { continue };
            let fields = kind.fields(Language::EN);
            for name in own.fields.keys() {
                let known = fields.iter().any(|field| field.name() == name);
                errors.check(known, format!("body[{place}].{name}"), "cms.desk.field.block.own");
            }
        }
        errors.finish(())
    }
}
