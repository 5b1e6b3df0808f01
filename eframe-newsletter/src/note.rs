//! What our own programs note of a letter or of the mail server. Rows and logs have it in English, as they have what servers say; so
//! whoever shows it reads here which note it is.

use std::fmt;

/// One such note, with what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Note<'a> {
    /// No answer came in time.
    Slow,
    /// The connection was lost, for this reason in the system's words.
    Lost(&'a str),
    /// The server answered what was not asked.
    OutOfStep,
    /// The program ended while it waited.
    Ended,
    /// The letter is a file, and went to no server.
    File,
    /// The letter could not be made for its reader.
    Unmade,
    /// This server could not be reached in time.
    Unreached(&'a str),
    /// This server would have had the password without encryption.
    Unencrypted(&'a str),
}

const SLOW: &str = "no answer in time";
const LOST: &str = "the connection was lost";
const OUT_OF_STEP: &str = "the server's answers are out of step";
const ENDED: &str = "the program ended before the answer was noted";
const FILE: &str = "written to a file";
const UNMADE: &str = "the letter could not be made for this address";
const UNREACHED: &str = "no connection in time";
const UNENCRYPTED: &str = "offers no encryption, so the password was not sent; use smtps://";

impl<'a> Note<'a> {
    /// The note that these words are; none where a server said them, or the system.
    pub(crate) fn read(words: &'a str) -> Option<Self> {
        let of_server = |said: &str| words.strip_suffix(said)?.strip_suffix(": ");
        let lost = || words.strip_prefix(LOST)?.strip_prefix(": ");
        Some(match words {
            SLOW => Self::Slow,
            OUT_OF_STEP => Self::OutOfStep,
            ENDED => Self::Ended,
            FILE => Self::File,
            UNMADE => Self::Unmade,
            _ => {
                let unreached = of_server(UNREACHED).map(Self::Unreached);
                let unencrypted = || of_server(UNENCRYPTED).map(Self::Unencrypted);
                unreached.or_else(unencrypted).or_else(|| lost().map(Self::Lost))?
            }
        })
    }
}

impl fmt::Display for Note<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Slow => out.write_str(SLOW),
            Self::Lost(why) => write!(out, "{LOST}: {why}"),
            Self::OutOfStep => out.write_str(OUT_OF_STEP),
            Self::Ended => out.write_str(ENDED),
            Self::File => out.write_str(FILE),
            Self::Unmade => out.write_str(UNMADE),
            Self::Unreached(server) => write!(out, "{server}: {UNREACHED}"),
            Self::Unencrypted(server) => write!(out, "{server}: {UNENCRYPTED}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_words_are_told_from_a_servers() {
        let server = "smtp://mail.example:25";
        for note in [
            Note::Slow,
            Note::Lost("broken pipe"),
            Note::OutOfStep,
            Note::Ended,
            Note::File,
            Note::Unmade,
            Note::Unreached(server),
            Note::Unencrypted(server),
        ] {
            assert_eq!(Note::read(&note.to_string()), Some(note));
        }
        for theirs in ["250 fine", "451 no answer in time", "smtp://mail.example:25: refused", ""] {
            assert_eq!(Note::read(theirs), None, "{theirs}");
        }
    }
}
