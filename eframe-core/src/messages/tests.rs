use super::*;
use crate::present::Bundle;

const HELLO: Bundle = Bundle {
    name: "hello",
    templates: &[],
    proofs: &[],
    messages: &[
        (
            Language::EN,
            "hello-files = { $count ->\n    [one] One file\n   *[other] { $count } files\n}\nhello-name = Hello { $name }\nhello-only = Only here\n",
        ),
        (
            Language::RU,
            "hello-files = { $count ->\n    [one] { $count } файл\n    [few] { $count } файла\n   *[many] { $count } файлов\n}\n",
        ),
        (Language::AR, "hello-name = مرحبا { $name }\n"),
    ],
};

fn messages() -> Messages {
    Messages::load(&[Language::RU, Language::AR], &[HELLO], None).unwrap()
}

#[test]
fn plurals_and_figures_follow_the_language() {
    let messages = messages();
    let say = |language, count: i64| {
        messages.say(language, "hello.files", &[("count", count.into())]).text
    };
    assert_eq!(say(Language::EN, 1), "One file");
    assert_eq!(say(Language::EN, 12_500), "12,500 files");
    assert_eq!(say(Language::RU, 3), "3 файла");
    assert_eq!(say(Language::RU, 11), "11 файлов");
    assert_eq!(say(Language::RU, 21), "21 файл");
}

#[test]
fn bad_input_28_a_missing_translation_is_english_and_says_so() {
    let said = messages().say(Language::RU, "hello.only", &[]);
    assert_eq!(said, Said { text: "Only here".to_owned(), language: Some(Language::EN) });
}

#[test]
fn an_unknown_key_is_said_as_itself_and_counted() {
    let messages = messages();
    assert_eq!(
        messages.say(Language::RU, "hello.nobody", &[]),
        Said { text: "hello.nobody".to_owned(), language: None }
    );
    assert_eq!(messages.missing(), 1);
}

#[test]
fn marks_stand_only_where_directions_mix_and_never_in_plain_text() {
    let messages = messages();
    let say = |language, name: &'static str| {
        messages.say(language, "hello.name", &[("name", name.into())]).text
    };
    assert_eq!(say(Language::EN, "Seoul"), "Hello Seoul");
    assert_eq!(say(Language::EN, "القاهرة"), "Hello \u{2068}القاهرة\u{2069}");
    assert_eq!(say(Language::AR, "Seoul"), "مرحبا \u{2068}Seoul\u{2069}");
    assert_eq!(
        messages.plain(Language::AR, "hello.name", &[("name", "Seoul".into())]),
        "مرحبا Seoul"
    );
}

#[test]
fn a_city_replaces_single_messages_by_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("messages")).unwrap();
    std::fs::write(folder.path().join("messages/en.ftl"), "hello-only = From the city\n").unwrap();
    let messages = Messages::load(&[Language::RU], &[HELLO], Some(folder.path())).unwrap();
    assert_eq!(messages.say(Language::RU, "hello.only", &[]).text, "From the city");
    assert_eq!(
        messages.say(Language::EN, "hello.name", &[("name", "you".into())]).text,
        "Hello you"
    );
}

#[test]
fn a_broken_file_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("messages")).unwrap();
    std::fs::write(folder.path().join("messages/ru.ftl"), "hello-only = Да\n\n=== что\n").unwrap();
    let error =
        Messages::load(&[Language::RU], &[HELLO], Some(folder.path())).err().unwrap().to_string();
    assert!(error.contains("messages/ru.ftl: line 3 "), "{error}");
}

#[test]
fn one_key_in_two_bundles_is_refused() {
    let error = Messages::load(&[], &[HELLO, HELLO], None).err().unwrap().to_string();
    assert!(error.starts_with("hello/en.ftl: the message `hello-files` exists already"), "{error}");
}

/// What a city may write in a file of its own, beyond what blocks do.
const WAYS: &str = r#"
hello-only =
    Over { -city }

    and a line below
hello-name = { $name ->
    [a] { hello-word }: { "{" }{ $name }
   *[other] { hello-word } { -city(case: "of") }
}
hello-word = A word
    .title = never said
-city = the city
hello-lines = One
    two
      three
"#;

#[test]
fn messages_may_say_each_other_and_go_over_lines() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("messages")).unwrap();
    std::fs::write(folder.path().join("messages/en.ftl"), WAYS).unwrap();
    let messages = Messages::load(&[], &[HELLO], Some(folder.path())).unwrap();
    let say = |key, name: &'static str| {
        strip_marks(messages.say(Language::EN, key, &[("name", name.into())]).text)
    };
    assert_eq!(say("hello.only", ""), "Over the city\n\nand a line below");
    assert_eq!(say("hello.name", "a"), "A word: {a");
    assert_eq!(say("hello.name", "b"), "A word the city");
    assert_eq!(say("hello.word", ""), "A word");
    assert_eq!(say("hello.lines", ""), "One\ntwo\n  three");
}
