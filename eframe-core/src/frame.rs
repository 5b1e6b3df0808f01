//! What stands around a block's page: the site's name, its navigation, its languages. The host decides it.

use async_trait::async_trait;
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;
use uuid::Uuid;

use crate::{Actor, Language};

/// Which part of the site a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Area {
    /// For everyone: the same bytes for each reader, so nothing of the actor may show.
    Public,
    /// A person's own pages.
    Account,
    /// The back office.
    Desk,
}

/// What a page says of itself when it asks for its frame.
#[derive(Debug, Clone)]
pub struct FrameAsk {
    /// The reader's language.
    pub language: Language,
    /// The part of the site.
    pub area: Area,
    /// The page's title, without the site's name.
    pub title: String,
    /// The page's path on the site, prefix included.
    pub path: String,
    /// What stands behind `?` in the page's address, names and values, where links to the same page are to keep it.
    pub query: Vec<(String, String)>,
    /// One sentence for search engines.
    pub description: Option<String>,
    /// The path of the same page in each language that has it.
    pub alternates: Vec<(Language, String)>,
    /// The path of the Atom feed of what the page shows.
    pub feed: Option<String>,
    /// The picture that stands for the page where somebody shares it.
    pub picture: Option<Picture>,
    /// Whether the page's address opens something, or is not for others: it is said to no search engine, nor to those who show shared
    /// pages.
    pub unlisted: bool,
    /// Who is signed in; read only outside the public area.
    pub actor: Option<Actor>,
    /// The mark of this page's forms.
    pub once: Option<Uuid>,
}

impl FrameAsk {
    /// A page without alternates, description or actor; the methods below add them.
    pub fn new(
        language: Language,
        area: Area,
        title: impl Into<String>,
        path: impl Into<String>,
    ) -> Self {
        Self {
            language,
            area,
            title: title.into(),
            path: path.into(),
            query: Vec::new(),
            description: None,
            alternates: Vec::new(),
            feed: None,
            picture: None,
            unlisted: false,
            actor: None,
            once: None,
        }
    }

    /// Adds what stands behind `?` in the page's address, so that choosing a language keeps a list's filters.
    #[must_use]
    pub fn query<'a>(mut self, query: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let pairs = query.into_iter();
        self.query = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        self
    }

    /// Adds the sentence for search engines.
    #[must_use]
    pub fn description(mut self, sentence: impl Into<String>) -> Self {
        self.description = Some(sentence.into());
        self
    }

    /// Adds the paths of the page in other languages, its own included.
    #[must_use]
    pub fn alternates(mut self, alternates: impl IntoIterator<Item = (Language, String)>) -> Self {
        self.alternates = alternates.into_iter().collect();
        self
    }

    /// Adds the path of the Atom feed of what the page shows.
    #[must_use]
    pub fn feed(mut self, path: impl Into<String>) -> Self {
        self.feed = Some(path.into());
        self
    }

    /// Adds the picture that stands for the page where somebody shares it.
    #[must_use]
    pub fn picture(mut self, picture: Picture) -> Self {
        self.picture = Some(picture);
        self
    }

    /// Keeps the page's address to whoever has it, such as that of a link with a token: whatever the host's frame says, the page has no
    /// canonical address, and asks search engines not to keep it. What leads to it in another language stays.
    #[must_use]
    pub fn unlisted(mut self) -> Self {
        self.unlisted = true;
        self
    }

    /// Marks the page's forms with a fresh id, so that one of them sent twice is carried out once and answered
    /// twice. Templates write it as `action="{{ once }}"`; a [`Component`](crate::Component) reads it.
    #[must_use]
    pub fn once(mut self, id: Uuid) -> Self {
        self.once = Some(id);
        self
    }

    /// Adds who is signed in.
    #[must_use]
    pub fn actor(mut self, actor: &Actor) -> Self {
        self.actor = Some(actor.clone());
        self
    }
}

/// A picture of the frame.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// Its path on the site.
    pub src: String,
    /// How wide it is, in pixels.
    pub width: u32,
    /// How high.
    pub height: u32,
    /// What it shows, for those who can't see it; empty where it only decorates.
    pub alt: String,
}

/// Something that is said above every page, or above the front page, until it is over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Banner {
    /// What it says.
    pub text: String,
    /// More about it, in a sentence or two; may be empty.
    pub summary: String,
    /// The tag of the language that this is written in.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Whether it warns of something.
    pub warns: bool,
    /// Where to read on.
    pub href: Option<String>,
    /// A picture beside it.
    pub picture: Option<Picture>,
}

/// A link of the frame.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What it says, in the reader's language.
    pub text: String,
    /// Where it leads.
    pub href: String,
    /// Whether the reader is there, or below it.
    pub current: bool,
    /// Links below it.
    pub children: Vec<Link>,
}

impl Link {
    /// A link that is current when `path` is its address or lies below it.
    pub fn new(text: impl Into<String>, href: impl Into<String>, path: &str) -> Self {
        let href = href.into();
        let current =
            path == href || path.strip_prefix(&href).is_some_and(|rest| rest.starts_with('/'));
        Self { text: text.into(), href, current, children: Vec::new() }
    }
}

/// The same page in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alternate {
    /// The code in paths.
    pub code: String,
    /// The tag for `lang` and `hreflang`.
    pub tag: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The language as those who show shared pages know it: `ko_KR`.
    pub locale: &'static str,
    /// The language's own name.
    pub name: String,
    /// The page's path in it.
    pub href: String,
    /// Whether it is the one being read.
    pub current: bool,
}

impl Alternate {
    /// `href` in `language`, while `shown` is being read.
    pub fn new(language: Language, href: impl Into<String>, shown: Language) -> Self {
        Self {
            code: language.code().to_owned(),
            tag: language.tag().to_owned(),
            dir: language.direction().html(),
            locale: locale(language),
            name: language.own_name().to_owned(),
            href: href.into(),
            current: language == shown,
        }
    }
}

/// A language with a territory, as the Open Graph protocol has it, for the languages of WeGO; nothing for others.
fn locale(language: Language) -> &'static str {
    match language.code() {
        "en" => "en_US",
        "ko" => "ko_KR",
        "ru" => "ru_RU",
        "zh" => "zh_CN",
        "es" => "es_ES",
        "fr" => "fr_FR",
        "ar" => "ar_AR",
        _ => "",
    }
}

/// Everything `layout.html` knows, as `frame`.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// The name of the site.
    pub site_name: String,
    /// The title of the page.
    pub title: String,
    /// The sentence for search engines.
    pub description: Option<String>,
    /// The part of the site.
    pub area: Area,
    /// The path of the front page in the reader's language.
    pub home: String,
    /// The path of this page.
    pub path: String,
    /// The absolute address of this page, where the host wants it said.
    pub canonical: Option<String>,
    /// Whether the page asks search engines not to keep it.
    pub unlisted: bool,
    /// The address of the style sheet.
    pub stylesheet: Option<String>,
    /// The address of the one script, which only improves.
    pub script: Option<String>,
    /// The address of the Atom feed.
    pub feed: Option<String>,
    /// The language of the page, as those who show shared pages know it: `ko_KR`.
    pub locale: &'static str,
    /// The picture that stands for the page where somebody shares it, under its whole address.
    pub picture: Option<Picture>,
    /// What is said above the page, in its order.
    pub banners: Vec<Banner>,
    /// The sections of the site.
    pub navigation: Vec<Link>,
    /// The pages of the section one is in.
    pub sections: Vec<Link>,
    /// The links at the foot.
    pub footer: Vec<Link>,
    /// This page in each language that has it.
    pub alternates: Vec<Alternate>,
    /// The name of who is signed in, outside the public area.
    pub person: Option<String>,
    /// Said above everything, for instance that this part is in English.
    pub notice: Option<String>,
    /// Whatever the host's own layout wants beside this.
    pub extra: Extra,
}

/// What a host's own layout wants beside what every frame has, ready for templates: made once, it costs nothing to have in each
/// frame.
///
/// ```
/// use eframe_core::frame::Extra;
///
/// let extra = Extra::new(&serde_json::json!({ "theme": "/assets/theme.css" }));
/// assert_eq!(serde_json::to_value(extra)?["theme"], "/assets/theme.css");
/// # Ok::<_, serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
pub struct Extra(Value);

impl Extra {
    /// Of anything that can be written as JSON. What cannot is told where a template asks for it.
    pub fn new(what: &impl Serialize) -> Self {
        Self(Value::from(Serde(what)))
    }
}

impl Default for Extra {
    /// Nothing, of which a layout may ask whether something is in it.
    fn default() -> Self {
        Self(Value::from(()))
    }
}

impl Frame {
    /// A frame of what the page says of itself, and nothing else.
    pub fn plain(site_name: impl Into<String>, ask: &FrameAsk) -> Self {
        let alternates = ask.alternates.iter();
        Self {
            site_name: site_name.into(),
            title: ask.title.clone(),
            description: ask.description.clone(),
            area: ask.area,
            home: format!("/{}/", ask.language),
            path: ask.path.clone(),
            canonical: None,
            unlisted: ask.unlisted,
            stylesheet: None,
            script: None,
            feed: ask.feed.clone(),
            locale: locale(ask.language),
            // Its whole address is the host's to say.
            picture: None,
            banners: Vec::new(),
            navigation: Vec::new(),
            sections: Vec::new(),
            footer: Vec::new(),
            alternates: alternates
                .map(|(of, href)| Alternate::new(*of, href, ask.language))
                .collect(),
            person: ask.signed_in(),
            notice: None,
            extra: Extra::default(),
        }
    }
}

impl FrameAsk {
    fn signed_in(&self) -> Option<String> {
        let actor = self.actor.as_ref().filter(|actor| !actor.is_anonymous())?;
        (self.area != Area::Public).then(|| actor.name().to_owned())
    }
}

/// Gives each page its frame; the host brings its own.
#[async_trait]
pub trait FrameSource: Send + Sync {
    /// The frame of one page. It should come from memory: it is asked for on every render.
    async fn frame(&self, ask: &FrameAsk) -> Frame;

    /// What the site is called: the same name as in its frames, which a host need not make for it.
    async fn site_name(&self, language: Language) -> String {
        let front = FrameAsk::new(language, Area::Public, "", format!("/{language}/"));
        self.frame(&front).await.site_name
    }
}

/// The frame of a host that brings none: a name, and what the page says of itself.
#[derive(Debug, Clone)]
pub struct PlainFrame(
    /// The name of the site.
    pub String,
);

#[async_trait]
impl FrameSource for PlainFrame {
    async fn frame(&self, ask: &FrameAsk) -> Frame {
        Frame::plain(self.0.clone(), ask)
    }

    async fn site_name(&self, _: Language) -> String {
        self.0.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_frame_never_names_the_person() {
        let person =
            Actor::person(crate::ActorId::new(uuid::Uuid::from_u128(1)), "Mina Park", vec![]);
        let ask = |area| {
            Frame::plain("City", &FrameAsk::new(Language::EN, area, "T", "/en/t").actor(&person))
                .person
        };
        assert_eq!(ask(Area::Public), None);
        assert_eq!(ask(Area::Desk).as_deref(), Some("Mina Park"));
    }

    #[test]
    fn a_link_is_current_below_itself_but_not_beside() {
        assert!(Link::new("News", "/en/news", "/en/news/7").current);
        assert!(!Link::new("News", "/en/news", "/en/newsletter").current);
    }
}
