#[cfg(feature = "server")]
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use eframe_core::FieldErrors;
use serde::de::{SeqAccess, Visitor, value::SeqAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[cfg(feature = "server")]
use super::block::Image;
use super::block::Text;
use super::{Address, Block, FileRef, LIMITS};

/// What an edition says below its title: blocks in their order.
///
/// Most are text alone. Such a body, and an empty one, is a string of Markdown in JSON; any other is a list of
/// blocks. Who needs to know what is in it asks [`words`](Body::words), [`links`](Body::links) and
/// [`files`](Body::files).
///
/// ```
/// use eframe_cms::model::Body;
///
/// let body = Body::from("Read [the charter](/about/charter).");
/// assert_eq!(serde_json::to_string(&body)?, r#""Read [the charter](/about/charter).""#);
/// assert_eq!(body.words(), "Read the charter.");
/// assert_eq!(body.links().first().unwrap().as_str(), "/about/charter");
///
/// let list = r#"[{"type":"heading","level":2,"text":"Fees"},{"type":"text","markdown":"None."}]"#;
/// let body = serde_json::from_str::<Body>(list)?;
/// assert_eq!(serde_json::to_string(&body)?, list);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    blocks: Vec<Block>,
}

/// A link in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// In which block it stands, counted from 0.
    pub block: usize,
    /// Where it leads, as it was written.
    pub url: String,
    /// What it says.
    pub words: String,
}

impl Body {
    /// A body of these blocks. One empty text alone is an empty body.
    pub fn new(blocks: Vec<Block>) -> Self {
        match blocks.as_slice() {
            [Block::Text(Text { markdown })] if markdown.is_empty() => Self::default(),
            _ => Self { blocks },
        }
    }

    /// Its blocks in order; none when it is empty.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Its Markdown, when it is text alone or empty.
    pub fn as_text(&self) -> Option<&str> {
        match self.blocks.as_slice() {
            [] => Some(""),
            [Block::Text(Text { markdown })] => Some(markdown),
            _ => None,
        }
    }

    /// All its words without marks, block by block: for search and summaries. What is not shown is not among them.
    pub fn words(&self) -> String {
        let words = self.blocks.iter().map(Block::words);
        words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// The addresses of the site that it leads to, without query and fragment.
    pub fn links(&self) -> BTreeSet<Address> {
        let leads = self.leads();
        let local = leads.iter().filter_map(|lead| {
            let path = lead.url.split(['?', '#']).next().unwrap_or_default();
            path.parse().ok()
        });
        local.collect()
    }

    /// The files it shows, in order.
    pub fn files(&self) -> Vec<&FileRef> {
        self.blocks.iter().flat_map(Block::files).collect()
    }

    /// The first picture in it, by itself or in a gallery.
    #[cfg(feature = "server")]
    pub(crate) fn first_image(&self) -> Option<&Image> {
        let chosen = |image: &&Image| image.file.is_some();
        self.blocks.iter().find_map(|block| match block {
            Block::Image(image) => Some(image).filter(chosen),
            Block::Gallery(gallery) => gallery.items.iter().find(chosen),
            _ => None,
        })
    }

    /// Every link in it, those to other sites included.
    pub fn leads(&self) -> Vec<Lead> {
        let of = |(block, of): (usize, &Block)| {
            let links = of.links().into_iter();
            links.map(move |(url, words)| Lead { block, url, words }).collect::<Vec<_>>()
        };
        self.blocks.iter().enumerate().flat_map(of).collect()
    }

    /// The body as an editor reads it: its Markdown where it is text alone, else block by block in words.
    #[cfg(feature = "server")]
    pub(crate) fn source(&self) -> Cow<'_, str> {
        match self.as_text() {
            Some(text) => Cow::Borrowed(text),
            None => {
                let sources = self.blocks.iter().map(Block::source);
                Cow::Owned(sources.collect::<Vec<_>>().join("\n\n"))
            }
        }
    }

    /// Cleans the blocks and notes what is wrong with them, by field: `body` for text alone, else
    /// `body[3].caption`. Texts that hold nothing are left out.
    pub(super) fn read(&self, errors: &mut FieldErrors) -> Self {
        if self.blocks.len() > LIMITS.blocks {
            let most = vec![("most", LIMITS.blocks.to_string())];
            errors.add_with("body", "cms.desk.field.body.blocks", most);
            return Self::default();
        }
        let alone = self.as_text().is_some();
        let read = |(number, block): (usize, &Block)| {
            let at = if alone { None } else { Some(number) };
            block.read(at, errors)
        };
        let kept = self.blocks.iter().enumerate().map(read).collect::<Vec<_>>();
        let body = Self::new(kept.into_iter().filter(|block| !is_blank(block)).collect());
        if body.size() > LIMITS.body {
            errors.add_with("body", "cms.desk.field.long", vec![("most", LIMITS.body.to_string())]);
        }
        body
    }

    /// How many bytes it takes: those of the Markdown, or of the whole list.
    fn size(&self) -> usize {
        match self.as_text() {
            Some(text) => text.len(),
            None => serde_json::to_string(self).map_or(usize::MAX, |list| list.len()),
        }
    }
}

fn is_blank(block: &Block) -> bool {
    matches!(block, Block::Text(Text { markdown }) if markdown.is_empty())
}

impl From<String> for Body {
    fn from(markdown: String) -> Self {
        Self::new(vec![Block::text(markdown)])
    }
}

impl From<&str> for Body {
    fn from(markdown: &str) -> Self {
        markdown.to_owned().into()
    }
}

impl Serialize for Body {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self.as_text() {
            Some(text) => text.serialize(out),
            None => self.blocks.serialize(out),
        }
    }
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Body;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("Markdown, or a list of blocks")
            }

            fn visit_str<E>(self, markdown: &str) -> Result<Body, E> {
                Ok(markdown.into())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Body, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(list)).map(Body::new)
            }
        }

        from.deserialize_any(Either)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::block::{Figure, Figures, Heading, Quote, Table};
    use crate::model::{Content, Fields, Kind};

    fn read(json: &str) -> Body {
        serde_json::from_str(json).expect("a body")
    }

    fn checked(body: Body) -> Result<Body, Vec<(String, &'static str)>> {
        let fields = Fields { title: "A page".to_owned(), body, ..Fields::default() };
        match Content::read(Kind::Page, &fields) {
            Ok(content) => Ok(content.body),
            Err(errors) => {
                Err(errors.iter().map(|error| (error.field.clone(), error.key)).collect())
            }
        }
    }

    #[test]
    fn a_text_alone_is_a_string_and_all_else_a_list() {
        for (json, same) in [
            (r#""""#, r#""""#),
            ("[]", r#""""#),
            (r##""# A""##, r##""# A""##),
            (r#"[{"type":"text","markdown":"A"}]"#, r#""A""#),
            (r#"[{"type":"text"}]"#, r#""""#),
            (
                r#"[{"type":"heading","text":"A"},{"type":"text","markdown":"B"}]"#,
                r#"[{"type":"heading","level":2,"text":"A"},{"type":"text","markdown":"B"}]"#,
            ),
            (r#"[{"type":"x-hours","monday":"9-17"}]"#, r#"[{"type":"x-hours","monday":"9-17"}]"#),
        ] {
            assert_eq!(serde_json::to_string(&read(json)).expect("JSON"), same);
            assert_eq!(read(same), read(json));
        }
    }

    #[test]
    fn bad_input_7_unknown_kinds_and_members_are_no_body() {
        for wrong in [
            "1",
            "{}",
            r#"[{"type":"script","text":"x"}]"#,
            r#"[{"text":"no type"}]"#,
            r#"[{"type":"quote","text":"x","html":"<b>"}]"#,
            r#"[{"type":"figures","items":[{"label":"x","role":"y"}]}]"#,
            r#"[{"type":"heading","level":"2"}]"#,
            r#"[{"type":"x-","a":"b"}]"#,
            r#"[{"type":"x-hours","monday":9}]"#,
        ] {
            assert!(serde_json::from_str::<Body>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_by_block() {
        let body = read(
            r#"[
            {"type":"text"},
            {"type":"heading","level":1,"text":"A"},
            {"type":"call-to-action","label":"Go","url":"javascript:alert(1)"},
            {"type":"figures","items":[{"value":"12"},{"value":"1e999","date":"soon"}]},
            {"type":"contact","name":"A","email":"a b@c.d","phone":"call me"}]"#,
        );
        let wrong = checked(body).expect_err("wrong");
        let wrong = wrong.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>();
        let expected = [
            "body[1].level",
            "body[2].url",
            "body[3].items[1].value",
            "body[3].items[1].date",
            "body[4].email",
            "body[4].phone",
        ];
        assert_eq!(wrong, expected);
        let long = checked("x".repeat(LIMITS.body + 1).into()).expect_err("too long");
        assert_eq!(long, [("body".to_owned(), "cms.desk.field.long")]);
        let many = checked(Body::new(vec![Block::text("x"); LIMITS.blocks + 1]));
        assert_eq!(many, Err(vec![("body".to_owned(), "cms.desk.field.body.blocks")]));
    }

    #[test]
    fn what_holds_nothing_is_left_out_and_rows_are_of_one_length() {
        let row = |cells: &[&str]| cells.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>();
        let table = Table {
            rows: vec![row(&["a", " b "]), row(&["", " "]), row(&["c"])],
            ..Table::default()
        };
        let figures = Figures { items: vec![Figure::default()], ..Figures::default() };
        let quote = Quote { text: " one\r\ntwo\u{202E} ".to_owned(), ..Quote::default() };
        let blocks = vec![
            Block::text(" "),
            Block::Table(table),
            Block::Figures(figures),
            Block::Quote(quote),
        ];
        let body = checked(Body::new(blocks)).expect("right");
        let [Block::Table(table), Block::Figures(figures), Block::Quote(quote)] = body.blocks()
        else {
            panic!("{body:?}")
        };
        assert_eq!(table.rows, [row(&["a", "b"]), row(&["c", ""])]);
        assert!(figures.items.is_empty());
        assert_eq!(quote.text, " one\ntwo");
    }

    #[test]
    fn words_and_links_come_from_every_kind() {
        let body = read(
            r#"[
            {"type":"text","markdown":"See **[the charter](/about/charter?x#y)**."},
            {"type":"heading","text":"Fees"},
            {"type":"quote","text":"Join","source":"A mayor","url":"https://city.example"},
            {"type":"figures","title":"Now","items":[
                {"label":"Cities","value":"12","source":"Register"},{"label":"Unknown"}]},
            {"type":"call-to-action","label":"Apply","url":"/members/apply"},
            {"type":"accordion","items":[{"title":"Why?","markdown":"[Read](/news)"}]},
            {"type":"contact","name":"Desk","email":"a@city.example"},
            {"type":"table","caption":"All","rows":[["a","b"]]}]"#,
        );
        let words = "See the charter.\nFees\nJoin\nA mayor\nNow\nCities 12 Register\nApply\n\
                     Why?\nRead\nDesk\na@city.example\nAll\na b";
        assert_eq!(body.words(), words);
        let links = body.links();
        let links = links.iter().map(Address::as_str).collect::<Vec<_>>();
        assert_eq!(links, ["/about/charter", "/members/apply", "/news"]);
        let leads = body.leads();
        assert_eq!((leads[1].block, leads[1].words.as_str()), (2, "A mayor"));
        assert_eq!(Body::new(vec![Block::Heading(Heading::default())]).words(), "");
    }
}
