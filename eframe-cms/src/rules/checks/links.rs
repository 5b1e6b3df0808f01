use super::{Check, CheckContext, Finding, Reach};
#[cfg(feature = "server")]
use crate::model::Content;
use crate::model::{Address, Kind};

/// Where a link leads, as far as the site knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    Somewhere,
    Nowhere,
    NotYet,
    /// Somewhere, in the language that it names.
    OneLanguage,
    /// To this page, and to no place on it.
    NoPlace,
}

/// What a link says of where it leads.
enum Said<'a> {
    /// To another site, or to a part of this one that is no page.
    Elsewhere,
    /// It has no slash at its beginning: from which address it would be reckoned depends on the language and the slash at
    /// the end.
    Reckoned,
    /// To this path below a language, without its first slash. `names` where the language is named.
    Path { path: &'a str, names: bool },
}

/// What follows the address of an event where its calendar file is.
const CALENDAR: &str = ".ics";
/// What follows the name of a list where its feed is.
const FEED: &str = ".atom";
/// Where browsers read how the site is searched.
const DESCRIPTION: &str = "search.xml";

/// Whether a link leads to something. Other sites are not asked.
pub(super) fn leads(url: &str, context: &CheckContext) -> Where {
    if let Some(place) = url.strip_prefix('#') {
        let none = context.anchors.as_ref().is_some_and(|places| !places.contains(place));
        // Browsers take these to the top.
        let top = place.is_empty() || place.eq_ignore_ascii_case("top");
        return if none && !top { Where::NoPlace } else { Where::Somewhere };
    }
    match said(url, context) {
        Said::Elsewhere => Where::Somewhere,
        Said::Reckoned => Where::Nowhere,
        Said::Path { path, names } => match to(path, context) {
            Where::Nowhere if context.redirected.contains(url) => Where::Somewhere,
            Where::Somewhere if names => Where::OneLanguage,
            there => there,
        },
    }
}

fn said<'a>(url: &'a str, context: &CheckContext) -> Said<'a> {
    if let Some(path) = whole(url, context) {
        let below = |base: &String| {
            let rest = path.strip_prefix(base.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then_some(rest)
        };
        return match context.pages.iter().find_map(below) {
            Some(rest) => Said::Path { path: rest.strip_prefix('/').unwrap_or(rest), names: true },
            None => Said::Elsewhere,
        };
    }
    if has_scheme(url) || url.starts_with("//") {
        return Said::Elsewhere;
    }
    let Some(path) = path_of(url).strip_prefix('/') else { return Said::Reckoned };
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let names = context.languages.iter().any(|language| language.code() == first);
    Said::Path { path: if names { rest } else { path }, names }
}

/// The path of a whole address of the site, as people copy it from their browser.
fn whole<'a>(url: &'a str, context: &CheckContext) -> Option<&'a str> {
    let rest = context.site.iter().find_map(|site| {
        let (begins, rest) = url.split_at_checked(site.len())?;
        begins.eq_ignore_ascii_case(site).then_some(rest)
    })?;
    (rest.is_empty() || rest.starts_with(['/', '?', '#'])).then(|| path_of(rest))
}

/// An address without its query and fragment.
fn path_of(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}

/// What is found about a link that stands by itself, in the field `link`.
pub(super) fn check(link: &str, context: &CheckContext) -> Option<Finding> {
    found(leads(link, context)).map(|check| Finding::of(check, "link", None, link))
}

/// What is to be said of a link that leads there.
pub(super) const fn found(there: Where) -> Option<Check> {
    match there {
        Where::Somewhere => None,
        Where::Nowhere => Some(Check::DeadLink),
        Where::NotYet => Some(Check::ComingLink),
        Where::OneLanguage => Some(Check::LinkOfOneLanguage),
        Where::NoPlace => Some(Check::DeadFragment),
    }
}

/// Where a path without its first slash leads.
fn to(path: &str, context: &CheckContext) -> Where {
    let path = path.trim_end_matches('/');
    let first = path.split('/').next().unwrap_or_default();
    let list = Kind::ALL.into_iter().any(|kind| kind.folder() == Some(path));
    let room = || context.rooms.iter().any(|room| room == first);
    if path.is_empty() || path == DESCRIPTION || list || is_feed(path) || room() {
        return Where::Somewhere;
    }
    match document(path).and_then(|address| context.documents.get(&address)) {
        Some(Reach::Live) => Where::Somewhere,
        Some(Reach::Coming) => Where::NotYet,
        Some(Reach::Gone) | None => Where::Nowhere,
    }
}

/// Whether a path leads to the feed of a list, or to that of everything.
fn is_feed(path: &str) -> bool {
    let folder = |kind: Kind| kind.folder().unwrap_or("pages");
    let is_list = |name: &str| Kind::ALL.into_iter().any(|kind| folder(kind) == name);
    path.strip_suffix(FEED).is_some_and(|name| name == "feed" || is_list(name))
}

/// The address of the document that a path without its first slash leads to, or to the calendar file of which.
fn document(path: &str) -> Option<Address> {
    let path = path.trim_end_matches('/');
    let event = path.strip_suffix(CALENDAR).filter(|path| {
        let folder = path.split('/').next();
        folder == Kind::Event.folder()
    });
    format!("/{}", event.unwrap_or(path)).parse().ok()
}

/// The links of a text, each once.
#[cfg(feature = "server")]
fn urls(content: &Content) -> std::collections::BTreeSet<String> {
    let own = content.facts.link().map(str::to_owned);
    content.body.leads().into_iter().map(|lead| lead.url).chain(own).collect()
}

/// The addresses of documents that the links of a text may lead to.
#[cfg(feature = "server")]
pub(crate) fn addresses(
    content: &Content,
    context: &CheckContext,
) -> std::collections::BTreeSet<Address> {
    let all = urls(content).into_iter();
    let address = |url: String| match said(&url, context) {
        Said::Path { path, .. } => document(path),
        Said::Elsewhere | Said::Reckoned => None,
    };
    all.filter_map(address).collect()
}

/// The links of a text that lead nowhere, each with its path below the language, where it has one.
#[cfg(feature = "server")]
pub(crate) fn dead_links(content: &Content, context: &CheckContext) -> Vec<(String, String)> {
    let dead = urls(content).into_iter().filter(|url| leads(url, context) == Where::Nowhere);
    let below = |url: String| match said(&url, context) {
        Said::Path { path, .. } => {
            let path = format!("/{path}");
            Some((url, path))
        }
        Said::Elsewhere | Said::Reckoned => None,
    };
    dead.filter_map(below).collect()
}

/// Whether it is a path of the site that browsers lead elsewhere than it says.
pub(super) fn is_roundabout(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let turns = |part: &str| matches!(part.replace("%2e", ".").as_str(), "." | "..");
    !has_scheme(url) && (path.contains('\\') || path.split('/').any(turns))
}

fn has_scheme(url: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    url.split_once(':').is_some_and(|(scheme, _)| !scheme.is_empty() && scheme.chars().all(plain))
}

/// Whether the words of a link tell nobody where it leads: those that people write in the site's languages when they
/// think of the click, and bare addresses.
pub(super) fn says_nothing(words: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || c == ' ' || is_joined(c);
    let words = words.to_lowercase().replace(['\n', '\u{a0}'], " ");
    let bare = ["http://", "https://", "www."].iter().any(|start| words.starts_with(start));
    let bare = bare && !words.contains(' ');
    let words = words.chars().filter(|&c| plain(c)).collect::<String>();
    bare || VAGUE.contains(&words.trim())
}

/// Marks that belong to the letter before.
const fn is_joined(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\'' | '’')
}

#[rustfmt::skip]
const VAGUE: [&str; 78] = [
    // English
    "here", "click here", "click", "read more", "more", "learn more", "see more", "find out more",
    "this", "this page", "this link", "link", "details", "see here", "continue",
    // Korean
    "여기", "여기를 클릭", "여기 클릭", "여기를 누르세요", "클릭", "더 보기", "더보기", "자세히",
    "자세히 보기", "바로가기", "링크", "더 읽기",
    // Russian
    "здесь", "тут", "сюда", "нажмите здесь", "нажмите сюда", "подробнее", "читать далее", "далее",
    "ссылка", "ещё", "узнать больше",
    // Chinese
    "这里", "此处", "点击这里", "点击此处", "点此", "更多", "查看更多", "了解更多", "阅读更多", "详情",
    "查看详情", "链接",
    // Spanish
    "aquí", "haga clic aquí", "haz clic aquí", "clic aquí", "pulse aquí", "leer más", "más",
    "saber más", "ver más", "más información", "enlace", "este enlace",
    // French
    "ici", "cliquez ici", "cliquer ici", "lire la suite", "en savoir plus", "plus", "voir plus",
    "lien", "ce lien",
    // Arabic
    "هنا", "اضغط هنا", "انقر هنا", "اقرأ المزيد", "المزيد", "للمزيد", "رابط",
];
