//! What a page says itself, in seven languages.

use eframe_ceds::chart::Label;
use eframe_ceds::document::Localized;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};

/// The messages of each language that has them.
const MESSAGES: [(&str, &str, &str); 7] = [
    ("en", "en", include_str!("../messages/en.ftl")),
    ("ko", "ko", include_str!("../messages/ko.ftl")),
    ("ru", "ru", include_str!("../messages/ru.ftl")),
    ("zh", "zh-Hans", include_str!("../messages/zh.ftl")),
    ("es", "es", include_str!("../messages/es.ftl")),
    ("fr", "fr", include_str!("../messages/fr.ftl")),
    ("ar", "ar", include_str!("../messages/ar.ftl")),
];

/// The words of a page.
pub(super) struct Words {
    bundle: FluentBundle<FluentResource>,
    /// The language of the instrument's texts.
    pub(super) content: String,
    /// The page's own, which has messages; English where the other has none.
    pub(super) language: &'static str,
}

impl Words {
    pub(super) fn new(content: &str) -> Self {
        let is = |(code, ..): &&(&str, &str, &str)| content.split('-').next() == Some(*code);
        let (code, language, messages) = *MESSAGES.iter().find(is).unwrap_or(&MESSAGES[0]);
        let mut bundle = FluentBundle::new(vec![code.parse().unwrap_or_default()]);
        // What does not parse, or comes twice, a test finds.
        let resource = FluentResource::try_new(messages.to_owned());
        let _ = bundle.add_resource(resource.unwrap_or_else(|(resource, _)| resource));
        Self { bundle, content: content.to_owned(), language }
    }

    /// Whether it is read from right to left.
    pub(super) fn right_to_left(&self) -> bool {
        self.language == "ar"
    }

    /// A message by the end of its key; the key itself where there is none.
    pub(super) fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        let key = format!("ceds-report-{}", key.replace('.', "-"));
        let Some(pattern) = self.bundle.get_message(&key).and_then(|message| message.value())
        else {
            return key;
        };
        let args: FluentArgs<'_> = args.iter().copied().collect();
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// A message without arguments.
    pub(super) fn word(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// A name in the instrument's words with its language; what programs call it where there is none.
    pub(super) fn name(&self, text: &Localized, id: &str) -> (String, String) {
        let languages = [self.content.as_str(), "en"].into_iter();
        let any = text.iter().next();
        match text.pick(languages).or(any) {
            Some((language, text)) => (text.to_owned(), language.to_owned()),
            None => (id.to_owned(), String::new()),
        }
    }

    /// The same as a chart takes it.
    pub(super) fn label(&self, text: &Localized, id: &str) -> Label {
        let (text, language) = self.name(text, id);
        self.own(Label::foreign(text, language))
    }

    /// A label whose language stands in it where it is not the page's.
    pub(super) fn own(&self, mut label: Label) -> Label {
        if label.lang.is_empty() && self.content != self.language {
            label.lang.clone_from(&self.content);
        }
        if label.lang == self.language {
            label.lang.clear();
        }
        label
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_everything_that_a_page_asks_for() {
        let sources =
            [include_str!("../report.rs"), include_str!("unit.rs"), include_str!("overview.rs")];
        let keys_of = |messages: &str| -> Vec<String> {
            let lines = messages.lines().filter_map(|line| line.split_once(" = "));
            lines.map(|(key, _)| key.to_owned()).collect()
        };
        let keys = keys_of(MESSAGES[0].2);
        for (_, language, messages) in MESSAGES {
            assert_eq!(keys_of(messages), keys, "{language}");
            let resource = FluentResource::try_new(messages.to_owned());
            assert!(resource.is_ok(), "{language}");
        }
        let page = include_str!("page.html");
        for key in &keys {
            let end = key.strip_prefix("ceds-report-").expect("a key of ours");
            let asked = sources
                .iter()
                .any(|source| source.split('"').any(|text| text.replace('.', "-") == end));
            assert!(asked || page.contains(end), "nobody asks for {key}");
        }
        let words = Words::new("ar");
        for source in sources {
            for asked in source.split("word(\"").chain(source.split("say(\"")).skip(1) {
                let key = asked.split('"').next().unwrap_or_default();
                if key.bytes().all(|byte| byte.is_ascii_lowercase() || b".-".contains(&byte)) {
                    assert!(!words.word(key).starts_with("ceds-report-"), "{key}");
                }
            }
        }
    }

    #[test]
    fn a_language_without_messages_is_framed_in_english() {
        let words = Words::new("fa");
        assert_eq!((words.language, words.content.as_str()), ("en", "fa"));
        assert_eq!(words.own("x".into()).lang, "fa");
        assert_eq!(Words::new("zh-Hans").own("x".into()).lang, "");
    }
}
