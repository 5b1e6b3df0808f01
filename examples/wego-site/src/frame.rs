//! What stands around every page of the site: its menus, languages, footer and style.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use async_trait::async_trait;
use eframe_cms::model::Shown;
use eframe_cms::{Cms, Framing, MenuLink};
use eframe_core::frame::{
    Alternate, Area, Banner, Extra, Frame, FrameAsk, FrameSource, Link, Picture,
};
use eframe_core::http::in_query;
use eframe_core::{Language, Mount, Presentation, Tag};
use serde_json::{Value, json};

use crate::assets::Assets;
use crate::desk;
use crate::language::CHOICE;

pub(crate) const NAME: &str = "WeGO";

/// The lists that the footer leads to: their address, and their message `site.NAME`.
const LISTS: [&str; 5] = ["news", "events", "people", "partners", "faq"];

/// The site's frame. It is made before the blocks whose pages it surrounds, and [meets](SiteFrame::meet) them
/// once they are there.
#[derive(Clone)]
pub(crate) struct SiteFrame(Arc<Inner>);

struct Inner {
    assets: Assets,
    mount: Mount,
    example: bool,
    blocks: OnceLock<(Cms, Presentation)>,
    menus: Mutex<Menus>,
}

/// The menus as they were read last. `turn` counts how often they were forgotten, so that one read before
/// that is not kept after it.
#[derive(Default)]
struct Menus {
    turn: u64,
    known: BTreeMap<Language, Arc<Common>>,
}

/// What all frames of a language have in common.
struct Common {
    framing: Framing,
    extra: Extra,
}

/// The parts of the layout that are the same on every public page of a language, and what a frame calls them.
const PARTS: [(&str, &str); 2] = [("masthead", "_masthead.html"), ("colophon", "_colophon.html")];

impl SiteFrame {
    /// The frame of a site at this address; with `example`, every page says that its cities and people are invented.
    pub(crate) fn new(assets: Assets, mount: Mount, example: bool) -> Self {
        let (blocks, menus) = (OnceLock::new(), Mutex::default());
        Self(Arc::new(Inner { assets, mount, example, blocks, menus }))
    }

    /// Gets to know where menus and words come from.
    pub(crate) fn meet(&self, cms: Cms, presentation: Presentation) {
        // A second time cannot happen; the first stays.
        let _ = self.0.blocks.set((cms, presentation));
    }

    /// Forgets the menus when one of these tags says that they changed.
    pub(crate) fn forget(&self, tags: &[Tag]) {
        let menu = Tag::new("menu");
        if tags.iter().any(|tag| *tag == menu || tag.is_every()) {
            let mut menus = self.menus();
            menus.turn += 1;
            menus.known.clear();
        }
    }

    fn menus(&self) -> MutexGuard<'_, Menus> {
        self.0.menus.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What frames have in common: from memory, or made with all menus read at once.
    async fn common(&self, language: Language) -> Arc<Common> {
        let Some((cms, presentation)) = self.0.blocks.get() else {
            return Arc::new(Common::of(Framing::default(), &self.extra(language)));
        };
        let (known, turn) = {
            let menus = self.menus();
            (menus.known.get(&language).cloned(), menus.turn)
        };
        if let Some(common) = known {
            return common;
        }
        match cms.framing(language).await {
            Ok(framing) => {
                let common = self.ready(presentation, language, framing);
                self.keep(turn, language, Arc::new(common))
            }
            Err(error) => {
                tracing::error!(%error, "the frame goes without menus and banners");
                Arc::new(Common::of(Framing::default(), &self.extra(language)))
            }
        }
    }

    /// With the parts that are the same everywhere. One that fails is left to the page, which then says why.
    fn ready(&self, presentation: &Presentation, language: Language, framing: Framing) -> Common {
        let mut extra = self.extra(language);
        let common = Common::of(framing, &extra);
        let ask = FrameAsk::new(language, Area::Public, "", "");
        let frame = Frame {
            footer: common.menu("footer", &ask),
            extra: common.extra.clone(),
            ..Frame::plain(NAME, &ask)
        };
        for (name, template) in PARTS {
            if let Ok(part) = presentation.part(language, template, &frame) {
                extra[name] = part.into();
            }
        }
        Common { extra: Extra::new(&extra), ..common }
    }

    fn keep(&self, turn: u64, language: Language, common: Arc<Common>) -> Arc<Common> {
        let mut menus = self.menus();
        if menus.turn == turn {
            menus.known.insert(language, Arc::clone(&common));
        }
        common
    }

    fn rooms(&self, ask: &FrameAsk) -> Vec<Link> {
        let Some((_, presentation)) = self.0.blocks.get() else { return Vec::new() };
        let language = presentation.shown_in(Area::Desk, ask.language);
        let room = |room: desk::Room| {
            Link::new(presentation.say(language, room.message, &[]).text, room.href, &ask.path)
        };
        ask.actor
            .as_ref()
            .map(|actor| desk::rooms(actor).into_iter().map(room).collect())
            .unwrap_or_default()
    }

    /// The same page in the site's other languages. Where the path names none, by a choice that is kept; what
    /// else the page's address says goes along, such as the token of a link in a mail.
    fn alternates(&self, ask: &FrameAsk) -> Vec<Alternate> {
        let alternate = |language, href| Alternate::new(language, href, ask.language);
        if !ask.alternates.is_empty() {
            // In the same order on every page, however the page names them (WCAG 3.2.3).
            let named = |of: Language| ask.alternates.iter().find(|(language, _)| *language == of);
            let named = Language::ALL.into_iter().filter_map(named);
            return named.map(|(language, href)| alternate(*language, href.clone())).collect();
        }
        let languages = match (ask.area, self.0.blocks.get()) {
            // A problem has no address in other languages; its reader still finds the front page in them.
            (Area::Public, _) => {
                return Language::ALL
                    .map(|language| alternate(language, format!("/{language}/")))
                    .to_vec();
            }
            (Area::Desk, Some((_, presentation))) => presentation.desk_languages().to_vec(),
            _ => Language::ALL.to_vec(),
        };
        let kept: String = (ask.query.iter().filter(|(name, _)| name != CHOICE))
            .map(|(name, value)| format!("&{}={}", in_query(name), in_query(value)))
            .collect();
        let href = |language| format!("{}?{CHOICE}={language}{kept}", ask.path);
        languages.into_iter().map(|language| alternate(language, href(language))).collect()
    }

    /// The picture that stands for a page where it is shared: its own, else the site's.
    fn picture(&self, ask: &FrameAsk) -> Option<Picture> {
        let sites = || {
            let shared = self.0.assets.shared()?;
            Some(Picture { alt: NAME.to_owned(), ..shared.clone() })
        };
        let picture = ask.picture.clone().or_else(sites)?;
        Some(Picture { src: self.0.mount.absolute(&picture.src), ..picture })
    }

    /// Who WeGO is, in the words of schema.org.
    fn organisation(&self, language: Language) -> Value {
        let absolute = |path: &str| self.0.mount.absolute(path);
        let mut said = json!({
            "@context": "https://schema.org", "@type": "Organization", "name": NAME,
            "url": absolute(&format!("/{language}/")),
        });
        if let Some((_, presentation)) = self.0.blocks.get() {
            said["legalName"] = presentation.message(language, "site.long-name", &[]).into();
            said["description"] = presentation.message(language, "site.description", &[]).into();
        }
        if let Some(mark) = self.0.assets.address("mark.svg") {
            said["logo"] = absolute(mark).into();
        }
        said
    }

    fn extra(&self, language: Language) -> Value {
        let asset = |name| self.0.assets.address(name);
        let lists =
            LISTS.map(|name| json!({ "name": name, "href": format!("/{language}/{name}") }));
        json!({
            "theme": asset("theme.css"), "mark": asset("mark.svg"), "map": asset("map.svg"),
            "lists": lists, "example": self.0.example, "news": format!("/{language}/news.atom"),
            "origin": self.0.mount.origin(), "about": self.organisation(language),
            "search": format!("/{language}/search"), "newsletter": format!("/{language}/newsletter/"),
        })
    }
}

impl Common {
    fn of(framing: Framing, extra: &Value) -> Self {
        Self { framing, extra: Extra::new(extra) }
    }

    /// What is said above a page.
    fn banners(&self, ask: &FrameAsk) -> Vec<Banner> {
        let front = ask.path == format!("/{}/", ask.language);
        let stands = |shown: &Shown| front || *shown == Shown::Everywhere;
        let banners = self.framing.banners.iter().filter(|(shown, _)| stands(shown));
        banners.map(|(_, banner)| banner.clone()).collect()
    }

    /// The links of one menu, as a page has them.
    fn menu(&self, name: &str, ask: &FrameAsk) -> Vec<Link> {
        let links =
            self.framing.menus.iter().find(|(of, _)| of.as_str() == name).map(|(_, links)| links);
        let link = |link: &MenuLink| {
            Link::new(link.text.clone(), format!("/{}{}", ask.language, link.path), &ask.path)
        };
        links.into_iter().flatten().map(link).collect()
    }
}

#[async_trait]
impl FrameSource for SiteFrame {
    async fn frame(&self, ask: &FrameAsk) -> Frame {
        let public = ask.area == Area::Public;
        let common = self.common(ask.language).await;
        let navigation = if public { common.menu("main", ask) } else { Vec::new() };
        let sections = if public { Vec::new() } else { self.rooms(ask) };
        Frame {
            canonical: (public && !ask.alternates.is_empty())
                .then(|| self.0.mount.absolute(&ask.path)),
            stylesheet: self.0.assets.address("style.css").map(str::to_owned),
            picture: self.picture(ask),
            banners: if public { common.banners(ask) } else { Vec::new() },
            navigation,
            sections,
            footer: common.menu("footer", ask),
            alternates: self.alternates(ask),
            extra: common.extra.clone(),
            ..Frame::plain(NAME, ask)
        }
    }

    async fn site_name(&self, _: Language) -> String {
        NAME.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_from_a_mail_keeps_its_token_in_another_language() {
        let assets = Assets::read(std::path::Path::new("there is no such folder")).unwrap();
        let frame = SiteFrame::new(assets, Mount::new("https://city.example"), false);
        let korean = "/account/reset/new?lang=ko&token=x";
        let ask = FrameAsk::new(Language::EN, Area::Account, "", "/account/reset/new");
        let ask = ask.alternates([(Language::KO, korean.to_owned())]);
        assert_eq!(frame.alternates(&ask)[0].href, korean);
        let ask = FrameAsk::new(Language::EN, Area::Account, "", "/account/");
        assert_eq!(frame.alternates(&ask).len(), Language::ALL.len());
        let ask = ask.query([("q", "a & b"), ("lang", "fr")]);
        let all = frame.alternates(&ask);
        let korean = all.iter().find(|one| one.href.contains("lang=ko")).expect("there");
        assert_eq!(korean.href, "/account/?lang=ko&q=a%20%26%20b");
    }

    #[test]
    fn a_page_without_a_picture_of_its_own_is_shared_with_the_sites() {
        const PNG: &[u8] = include_bytes!("../../../eframe-core/tests/it/files/turned.png");
        let folder = tempfile::tempdir().unwrap();
        let read = || Assets::read(folder.path());
        let framed = |assets| SiteFrame::new(assets, Mount::new("https://city.example"), false);
        let bare = FrameAsk::new(Language::EN, Area::Public, "About", "/en/about");
        let ours = framed(read().unwrap()).picture(&bare).unwrap();
        assert!(ours.src.starts_with("https://city.example/assets/share-"), "{ours:?}");
        assert_eq!((ours.width, ours.height, &*ours.alt), (1200, 630, NAME));
        std::fs::write(folder.path().join("share.png"), PNG).unwrap();
        let frame = framed(read().unwrap());
        let shared = frame.picture(&bare).unwrap();
        assert_ne!(shared.src, ours.src);
        assert!(shared.src.starts_with("https://city.example/assets/share-"), "{shared:?}");
        assert!(shared.width > 0 && shared.height > 0 && shared.alt == NAME, "{shared:?}");
        let own = Picture { src: "/media/1/1/640w.jpg".to_owned(), ..Picture::default() };
        let own = frame.picture(&bare.picture(own)).unwrap();
        assert_eq!((&*own.src, &*own.alt), ("https://city.example/media/1/1/640w.jpg", ""));
        std::fs::write(folder.path().join("share.png"), "no picture").unwrap();
        let wrong = read().err().unwrap().to_string();
        assert!(wrong.ends_with("share.png: this is no PNG"), "{wrong}");
    }
}
