//! The test of every block's pages and words.

mod scan;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use super::{Bundle, Presentation, Proof};
use crate::Language;
use crate::frame::{Alternate, Area, Banner, Frame, FrameAsk, Link, Picture};
use crate::template::Template;
use scan::{Ftl, Uses};

/// Proves a bundle: every template renders strictly in every language with every sample; every message that is asked
/// for exists, is written in every language it must be, fills in what the English one does, and is used.
///
/// Messages whose second part is `desk` (`cms-desk-title`) and templates in a folder `desk` need the languages of the desk only; no other
/// template may say such a message, which readers of the others would get in English. A template whose file name begins with `_` is
/// a part of others and needs no samples.
///
/// ```
/// # use eframe_core::present::{Check, core_bundle};
/// Check::of(core_bundle(), env!("CARGO_MANIFEST_DIR"))
///     .part("layout.html")
///     .part("desk.html")
///     .part("kit.html")
///     .part("chart.html")
///     .names(["core.outbox.retry", "core.person.erase", "core.person.export"])
///     .run();
/// ```
pub struct Check {
    bundle: Bundle,
    folder: PathBuf,
    presentation: Presentation,
    shown: BTreeSet<&'static str>,
    names: BTreeSet<&'static str>,
    faults: BTreeSet<String>,
}

impl Check {
    /// Begins with a bundle and the folder of its crate.
    ///
    /// # Panics
    /// When the bundle does not load; the message says why.
    #[must_use]
    pub fn of(bundle: Bundle, crate_folder: &str) -> Self {
        let builder = Presentation::builder();
        let builder = if bundle.name == "core" { builder } else { builder.bundle(bundle) };
        Self {
            bundle,
            folder: crate_folder.into(),
            presentation: builder.build().unwrap_or_else(|error| panic!("{error}")),
            shown: BTreeSet::new(),
            names: BTreeSet::new(),
            faults: BTreeSet::new(),
        }
    }

    /// Dotted literals of three parts or more outside of `permission.rs` and `event.rs` that look like messages and are
    /// something else: operations, subscribers.
    #[must_use]
    pub fn names(mut self, names: impl IntoIterator<Item = &'static str>) -> Self {
        self.names.extend(names);
        self
    }

    /// A template that only others use.
    #[must_use]
    pub fn part(mut self, name: &'static str) -> Self {
        self.shown.insert(name);
        self
    }

    /// Renders a template in all its languages with all its samples, in a bare frame and in a full one. The bundle's own
    /// proofs are rendered without being named.
    #[must_use]
    pub fn template<T: Template>(mut self) -> Self {
        self.prove(Proof::of::<T>());
        self
    }

    fn prove(&mut self, proof: Proof) {
        self.shown.insert(proof.name);
        if !proof.has_samples() {
            self.faults.insert(format!("{}: has no samples", proof.name));
        }
        let desk = self.presentation.desk_languages();
        for language in if proof.is_desk() { desk } else { &Language::ALL }.to_vec() {
            let frames = frames(&proof.ask(language));
            if let Err(error) = proof.render(&self.presentation, language, &frames) {
                self.faults.insert(format!("in {language}: {error}"));
            }
        }
    }

    /// Reports everything that is wrong at once.
    ///
    /// # Panics
    /// When anything is.
    pub fn run(mut self) {
        for proof in self.bundle.proofs {
            self.prove(*proof);
        }
        self.templates_are_shown();
        let written: BTreeMap<Language, Ftl> = self
            .bundle
            .messages
            .iter()
            .map(|(language, text)| (*language, Ftl::read(text)))
            .collect();
        self.messages_are_written(&written);
        self.messages_are_used(&written);
        if self.presentation.0.messages.missing() > 0 {
            self.faults.insert(
                "a template asked for a message that no language has; the log names it".to_owned(),
            );
        }
        for (language, key) in self.presentation.0.messages.in_english() {
            self.faults.insert(format!(
                "in {language}: `{key}` is said in English; a page beside the desk has words in every language"
            ));
        }
        let mut report = String::new();
        for fault in &self.faults {
            let _ = writeln!(report, "  {fault}");
        }
        assert!(report.is_empty(), "the bundle `{}` is not complete:\n{report}", self.bundle.name);
    }

    fn templates_are_shown(&mut self) {
        for (name, _) in self.bundle.templates {
            let part = name.rsplit('/').next().is_some_and(|file| file.starts_with('_'));
            if !part && !self.shown.contains(name) {
                self.faults.insert(format!(
                    "{name}: no context with samples renders it (the file of a part begins with _)"
                ));
            }
        }
    }

    fn messages_are_written(&mut self, written: &BTreeMap<Language, Ftl>) {
        let Some(english) = written.get(&Language::EN) else { return };
        let desk = self.presentation.desk_languages().to_vec();
        for language in Language::ALL {
            let Some(ftl) = written.get(&language) else {
                self.faults.insert(format!("{language}.ftl is missing"));
                continue;
            };
            for (key, fills) in &english.messages {
                let needed = !is_desk(key) || desk.contains(&language);
                match ftl.messages.get(key) {
                    None if needed => {
                        self.faults.insert(format!("{language}.ftl: `{key}` is not translated"))
                    }
                    Some(own) if !own.is_subset(fills) => self.faults.insert(format!(
                        "{language}.ftl: `{key}` fills in what the English one does not"
                    )),
                    _ => false,
                };
            }
            for key in ftl.messages.keys().filter(|key| !english.messages.contains_key(*key)) {
                self.faults.insert(format!("{language}.ftl: `{key}` is not in en.ftl"));
            }
        }
    }

    fn messages_are_used(&mut self, written: &BTreeMap<Language, Ftl>) {
        let Some(english) = written.get(&Language::EN) else { return };
        let uses = Uses::read(&self.folder, self.bundle.name);
        for key in english.messages.keys().filter(|key| !uses.has(key)) {
            self.faults.insert(format!("en.ftl: `{key}` is not used"));
        }
        for (key, place) in uses.keys() {
            let known = english.messages.contains_key(&key.replace('.', "-"));
            if !known && !self.names.contains(key) {
                self.faults.insert(format!(
                    "{place}: there is no message `{key}` (not a message? give it to Check::names)"
                ));
            }
        }
    }
}

fn is_desk(key: &str) -> bool {
    key.split('-').nth(1) == Some("desk")
}

fn picture() -> Picture {
    Picture {
        src: "/media/1/1/320w.jpg".to_owned(),
        width: 320,
        height: 200,
        alt: "A bridge".to_owned(),
    }
}

fn banners() -> Vec<Banner> {
    let bare = Banner {
        text: "시청이 닫혀 있습니다".to_owned(),
        lang: "ko".to_owned(),
        dir: "ltr",
        ..Banner::default()
    };
    let full = Banner {
        summary: "Until Friday.".to_owned(),
        warns: true,
        href: Some("/en/banners/closed".to_owned()),
        picture: Some(picture()),
        ..bare.clone()
    };
    vec![full, bare]
}

/// A frame with nothing in it, and one with everything.
fn frames(ask: &FrameAsk) -> [Frame; 2] {
    let link = |href: &str| Link::new("Somewhere", href, "/en/here");
    let bare = FrameAsk { description: None, alternates: Vec::new(), ..ask.clone() }.unlisted();
    let full = Frame {
        stylesheet: Some("/style.css".to_owned()),
        script: Some("/script.js".to_owned()),
        feed: Some("/feed".to_owned()),
        canonical: Some("https://city.example/en/here".to_owned()),
        navigation: vec![link("/en/here"), link("/en/there")],
        sections: vec![link("/en/here")],
        footer: vec![link("/en/contact")],
        alternates: Language::ALL
            .map(|of| Alternate::new(of, format!("/{of}/here"), ask.language))
            .to_vec(),
        person: (ask.area != Area::Public).then(|| "Mina Park".to_owned()),
        notice: Some("Said above everything".to_owned()),
        picture: Some(picture()),
        banners: banners(),
        ..Frame::plain("City", ask)
    };
    [Frame::plain("City", &bare), full]
}
