//! The site's first content: the embedded Markdown files as one import for the content block.
//!
//! A file is `KIND/PATH/SLUG.LANG.md`: TOML between two `+++` lines, then Markdown. What all languages share
//! (dates, order, menu) stands in the English file only.

use std::collections::BTreeMap;

use eframe_cms::model::{Address, Content, Fields, Kind};
use eframe_cms::rules::{Import, ImportDocument, ImportMenu, ImportTarget};
use eframe_core::Language;
use serde::Deserialize;

/// Why a file of the content is none.
#[derive(Debug, thiserror::Error)]
#[error("content/{file}: {what}")]
pub(crate) struct WrongFile {
    file: String,
    what: String,
}

/// The TOML head of a file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Head {
    title: String,
    summary: String,
    place: String,
    office: String,
    organisation: String,
    order: i32,
    date: String,
    starts: String,
    ends: String,
    zone: String,
    url: String,
    email: String,
    menu: Option<String>,
}

/// One file, its name taken apart.
struct Text<'a> {
    kind: Kind,
    address: Address,
    language: Language,
    head: Head,
    body: &'a str,
}

/// Reads `files` (path and text) into an import: documents with their languages, and the menus.
///
/// # Errors
/// [`WrongFile`] for the first that is wrong.
pub(crate) fn read(files: &[(&str, &'static str)]) -> Result<Import, WrongFile> {
    let mut found: BTreeMap<(Kind, Address), BTreeMap<Language, Text<'_>>> = BTreeMap::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".md")) {
        let text =
            Text::read(path, text).map_err(|what| WrongFile { file: (*path).to_owned(), what })?;
        found.entry((text.kind, text.address.clone())).or_default().insert(text.language, text);
    }
    let mut import = Import::default();
    let mut menus: BTreeMap<String, Vec<(i32, Address)>> = BTreeMap::new();
    for ((kind, address), texts) in found {
        let wrong = |what: String| WrongFile { file: format!("{kind} {address}"), what };
        let shared = texts.get(&Language::EN).map(|text| text.head.clone());
        let shared = shared.ok_or_else(|| {
            wrong("has no English file, which holds what all languages share".to_owned())
        })?;
        let mut contents = BTreeMap::new();
        for (language, text) in texts {
            let fields = fields(&text, &shared);
            let content = Content::read(kind, &fields);
            contents.insert(
                language,
                content.map_err(|errors| wrong(format!("{language}: {errors:?}")))?,
            );
        }
        if let Some(menu) = &shared.menu {
            menus.entry(menu.clone()).or_default().push((shared.order, address.clone()));
        }
        import.documents.push(ImportDocument {
            kind,
            address,
            position: shared.order,
            texts: contents,
        });
    }
    import.menus = menus.into_iter().filter_map(|(name, entries)| menu(&name, entries)).collect();
    Ok(import)
}

/// A menu of pages by their order; the main one ends with the news.
fn menu(name: &str, mut pages: Vec<(i32, Address)>) -> Option<ImportMenu> {
    pages.sort();
    let mut entries: Vec<_> =
        pages.into_iter().map(|(_, address)| ImportTarget::Document(address)).collect();
    if name == "main" {
        entries.push(ImportTarget::List(Kind::News));
    }
    Some(ImportMenu { name: name.parse().ok()?, entries })
}

fn fields(text: &Text<'_>, shared: &Head) -> Fields {
    let own = |mine: &String, theirs: &String| {
        if mine.is_empty() { theirs.clone() } else { mine.clone() }
    };
    Fields {
        title: text.head.title.clone(),
        summary: text.head.summary.clone(),
        body: text.body.into(),
        note: String::new(),
        date: shared.date.clone(),
        starts: shared.starts.clone(),
        ends: shared.ends.clone(),
        zone: shared.zone.clone(),
        place: own(&text.head.place, &shared.place),
        url: shared.url.clone(),
        office: own(&text.head.office, &shared.office),
        organisation: own(&text.head.organisation, &shared.organisation),
        email: shared.email.clone(),
        // The site begins without banners.
        ..Fields::default()
    }
}

impl<'a> Text<'a> {
    fn read(path: &str, text: &'a str) -> Result<Self, String> {
        let (folder, rest) = path.split_once('/').ok_or("stands in no folder of a kind")?;
        let kind = Kind::ALL.into_iter().find(|kind| kind.folder().unwrap_or("pages") == folder);
        let kind = kind.ok_or_else(|| format!("{folder} is the folder of no kind"))?;
        let mut parts = rest.trim_end_matches(".md").rsplitn(2, '.');
        let (language, place) =
            (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let language = language.parse().map_err(|_| format!("{language:?} is no language"))?;
        let address = match kind.folder() {
            Some(folder) => format!("/{folder}/{place}"),
            None => format!("/{place}"),
        };
        let address = address.parse().map_err(|_| format!("{address} is no address"))?;
        let inner = text.strip_prefix("+++\n").ok_or("does not begin with a +++ line")?;
        let (head, body) = inner.split_once("\n+++\n").ok_or("has no second +++ line")?;
        let head = toml::from_str(head).map_err(|error| error.message().to_owned())?;
        Ok(Self { kind, address, language, head, body: body.trim_start() })
    }
}

#[cfg(test)]
mod tests {
    use eframe_cms::rules::{CheckContext, Reach, checks};

    use super::*;
    use crate::embedded;

    #[test]
    fn every_file_of_the_content_can_be_read() {
        let import = read(embedded::CONTENT).unwrap();
        let wanted = embedded::CONTENT.iter().filter(|(path, _)| path.ends_with(".en.md")).count();
        assert_eq!(import.documents.len(), wanted);
        let main = import.menus.iter().find(|menu| menu.name.as_str() == "main").unwrap();
        assert!(main.entries.len() <= 6, "the frame has room for six: {:?}", main.entries);
    }

    #[test]
    fn the_front_pages_and_the_contents_links_lead_somewhere() {
        let import = read(embedded::CONTENT).unwrap();
        let known = |path: &str| {
            let path = path.split(['#', '?']).next().unwrap_or_default();
            let list = Kind::ALL
                .iter()
                .filter_map(|kind| kind.folder())
                .any(|folder| path == format!("/{folder}"));
            let rooms = [
                "/members",
                "/members/apply",
                "/members/follow",
                "/ceds",
                "/account/ceds/",
                "/audit",
                "/newsletter",
            ];
            path == "/"
                || list
                || rooms.contains(&path)
                || import.documents.iter().any(|document| document.address.as_str() == path)
        };
        for (file, text) in embedded::CONTENT {
            let links = text.split("](/").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
            let paths = text.split("path = \"/").skip(1).filter_map(|rest| rest.split('"').next());
            for path in links.chain(paths) {
                assert!(known(&format!("/{path}")), "{file}: /{path} leads nowhere");
            }
        }
    }

    #[test]
    fn the_first_content_is_fit_to_be_published() {
        let import = read(embedded::CONTENT).unwrap();
        let context = CheckContext {
            languages: Language::ALL.to_vec(),
            rooms: ["members", "ceds", "account", "audit", "newsletter"].map(str::to_owned).into(),
            documents: import
                .documents
                .iter()
                .map(|document| (document.address.clone(), Reach::Live))
                .collect(),
            ..CheckContext::default()
        };
        for document in &import.documents {
            for (language, content) in &document.texts {
                let found = checks(content, &context);
                assert_eq!(found, [], "{} in {language}", document.address);
            }
        }
    }

    #[test]
    fn every_page_and_every_question_is_written_in_every_language() {
        for document in read(embedded::CONTENT).unwrap().documents {
            if matches!(document.kind, Kind::Page | Kind::Faq) {
                let written: Vec<_> = document.texts.keys().copied().collect();
                assert_eq!(written.len(), Language::ALL.len(), "{}: {written:?}", document.address);
            }
        }
    }

    #[test]
    fn a_wrong_file_is_named() {
        let wrong =
            |path: &'static str, text: &'static str| read(&[(path, text)]).unwrap_err().to_string();
        assert!(wrong("pages/a.en.md", "no head").contains("pages/a.en.md"));
        assert!(wrong("things/a.en.md", "+++\n\n+++\n").contains("things"));
        assert!(wrong("pages/a.en.md", "+++\ntitel = \"A\"\n+++\n").contains("titel"));
        assert!(wrong("pages/a.ko.md", "+++\ntitle = \"A\"\n+++\n").contains("English"));
    }
}
