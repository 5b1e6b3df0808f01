use super::{Check, CheckContext, Finding, Reach};
use crate::model::{Address, Kind};

/// Where a link leads, as far as the site knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    Somewhere,
    Nowhere,
    NotYet,
    /// Somewhere, in the language that it names.
    OneLanguage,
}

/// Whether a link leads to something. Other sites are not asked.
pub(super) fn leads(url: &str, context: &CheckContext) -> Where {
    if url.starts_with('#') || has_scheme(url) || url.starts_with("//") {
        return Where::Somewhere;
    }
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let Some(path) = path.strip_prefix('/') else {
        // From which address it would be reckoned depends on the language and the slash at the end.
        return Where::Nowhere;
    };
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let names = context.languages.iter().any(|language| language.code() == first);
    match to(if names { rest } else { path }, context) {
        Where::Somewhere if names => Where::OneLanguage,
        there => there,
    }
}

/// What is found about a link that stands by itself, in the field `link`.
pub(super) fn check(link: &str, context: &CheckContext) -> Option<Finding> {
    let check = match leads(link, context) {
        Where::Somewhere => return None,
        Where::Nowhere => Check::DeadLink,
        Where::NotYet => Check::ComingLink,
        Where::OneLanguage => Check::LinkOfOneLanguage,
    };
    Some(Finding::of(check, "link", None, link))
}

/// Where a path without its first slash leads.
fn to(path: &str, context: &CheckContext) -> Where {
    let path = path.trim_end_matches('/');
    let first = path.split('/').next().unwrap_or_default();
    let list = Kind::ALL.into_iter().any(|kind| kind.folder() == Some(path));
    if path.is_empty() || list || context.rooms.iter().any(|room| room == first) {
        return Where::Somewhere;
    }
    let address = format!("/{path}").parse::<Address>().ok();
    match address.and_then(|address| context.documents.get(&address)) {
        Some(Reach::Live) => Where::Somewhere,
        Some(Reach::Coming) => Where::NotYet,
        Some(Reach::Gone) | None => Where::Nowhere,
    }
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
