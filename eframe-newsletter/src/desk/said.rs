//! What was noted of a letter or of the mail server, in the language of whoever reads it where a program of ours noted it. What a
//! server said stays as it was said.

use super::seat::Desk;
use crate::note::Note;

/// These words, in the language of whoever is at the desk where they are ours.
pub(super) fn said(desk: &Desk, words: &str) -> String {
    let Some(note) = Note::read(words) else { return words.to_owned() };
    let (key, of) = match note {
        Note::Slow => ("newsletter.desk.said.slow", ""),
        Note::Lost(why) => ("newsletter.desk.said.lost", why),
        Note::OutOfStep => ("newsletter.desk.said.out-of-step", ""),
        Note::Ended => ("newsletter.desk.said.ended", ""),
        Note::File => ("newsletter.desk.said.file", ""),
        Note::Unmade => ("newsletter.desk.said.unmade", ""),
        Note::Unreached(server) => ("newsletter.desk.said.unreached", server),
        Note::Unencrypted(server) => ("newsletter.desk.said.unencrypted", server),
    };
    desk.say_with(key, &[("of", of.into())])
}
