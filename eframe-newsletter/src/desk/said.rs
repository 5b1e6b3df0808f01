//! What our own programs noted of a letter or of the mail server, in the language of whoever reads it. Rows and logs have it
//! in English, as they have what servers say; that stays as it was said.

use super::seat::Desk;

/// What is noted in these words alone.
const WHOLE: [(&str, &str); 5] = [
    ("no answer in time", "newsletter.desk.said.slow"),
    ("the server's answers are out of step", "newsletter.desk.said.out-of-step"),
    ("the program ended before the answer was noted", "newsletter.desk.said.ended"),
    ("written to a file", "newsletter.desk.said.file"),
    ("the letter could not be made for this address", "newsletter.desk.said.unmade"),
];
/// What is noted behind a server's name.
const OF_SERVER: [(&str, &str); 2] = [
    ("no connection in time", "newsletter.desk.said.unreached"),
    (
        "offers no encryption, so the password was not sent; use smtps://",
        "newsletter.desk.said.unencrypted",
    ),
];
/// What stands before the system's own words.
const LOST: (&str, &str) = ("the connection was lost", "newsletter.desk.said.lost");

/// A sentence of ours, and what it names.
#[derive(Debug, PartialEq, Eq)]
struct Sentence<'a> {
    key: &'static str,
    of: &'a str,
}

impl<'a> Sentence<'a> {
    /// Which one these words are; none where a server said them.
    fn find(words: &'a str) -> Option<Self> {
        let whole = WHOLE.into_iter().find(|(known, _)| *known == words);
        let whole = whole.map(|(_, key)| Self { key, of: "" });
        let of_server = |(known, key): (&str, &'static str)| {
            let of = words.strip_suffix(known)?.strip_suffix(": ")?;
            Some(Self { key, of })
        };
        let lost = || {
            let of = words.strip_prefix(LOST.0)?.strip_prefix(": ")?;
            Some(Self { key: LOST.1, of })
        };
        whole.or_else(|| OF_SERVER.into_iter().find_map(of_server)).or_else(lost)
    }
}

/// These words, in the language of whoever is at the desk where they are ours.
pub(super) fn said(desk: &Desk, words: &str) -> String {
    match Sentence::find(words) {
        Some(Sentence { key, of }) => desk.say_with(key, &[("of", of.into())]),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_words_are_told_from_a_servers() {
        let found = |words| Sentence::find(words).map(|found| (found.key, found.of));
        assert_eq!(found("no answer in time"), Some(("newsletter.desk.said.slow", "")));
        let lost = found("the connection was lost: broken pipe");
        assert_eq!(lost, Some(("newsletter.desk.said.lost", "broken pipe")));
        let server = found("smtp://mail.example:25: no connection in time");
        assert_eq!(server, Some(("newsletter.desk.said.unreached", "smtp://mail.example:25")));
        for theirs in ["250 fine", "451 no answer in time", "smtp://mail.example:25: refused", ""] {
            assert_eq!(found(theirs), None, "{theirs}");
        }
    }

    #[test]
    fn each_of_them_is_what_some_program_notes() {
        let sources = [
            include_str!("../smtp/transaction.rs"),
            include_str!("../smtp/line.rs"),
            include_str!("../store/delivery/lease.rs"),
            include_str!("../courier/handover.rs"),
            include_str!("../courier/connection.rs"),
        ];
        for (words, _) in WHOLE.iter().chain(&OF_SERVER).chain([&LOST]) {
            assert!(sources.iter().any(|source| source.contains(words)), "nobody notes: {words}");
        }
    }
}
