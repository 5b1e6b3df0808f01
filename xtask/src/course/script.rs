//! A chapter as one shell script, and what came out of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::chapter::Part;

/// The trainee's own names.
pub(super) struct Place<'a> {
    pub(super) scratch: &'a Path,
    pub(super) address: &'a str,
}

const ADDRESS: &str = "127.0.0.1:8080";
const CITY: &str = "my-city";
/// Before what comes out of the fence on the line that follows.
const MARK: &str = "----- line ";

/// Ends what was left running, however the chapter ends.
const START: &str = "set -euo pipefail
set -m
stop() { for job in $(jobs -p); do kill -- -$job 2>/dev/null || true; done; wait; }
trap stop EXIT
wait_for() {
  for _ in $(seq 2400); do
    grep -qF \"$2\" \"$1\" && return 0
    kill -0 $! 2>/dev/null || break
    sleep 0.25
  done
  grep -qF \"$2\" \"$1\" && return 0
  cat \"$1\"; return 1
}
";

impl Place<'_> {
    fn named(&self, text: &str) -> String {
        let city = self.scratch.join(CITY);
        text.replace(ADDRESS, self.address).replace(CITY, &city.to_string_lossy())
    }

    fn unnamed(&self, text: &str) -> String {
        let city = self.scratch.join(CITY);
        text.replace(self.address, ADDRESS).replace(&*city.to_string_lossy(), CITY)
    }
}

/// The whole chapter as a script for bash.
pub(super) fn write(parts: &[Part], place: &Place<'_>) -> String {
    let mut script = START.to_owned();
    for (at, part) in parts.iter().enumerate() {
        let line = part.line();
        let mut add = |text: String| {
            let _ = writeln!(script, "{text}");
        };
        match part {
            Part::Type { text, .. } => {
                add(format!("echo; echo '{MARK}{line}'\n{}", place.named(text)));
            }
            Part::Leave { text, .. } => {
                let log = place.scratch.join(format!("terminal-{line}"));
                let log = log.display();
                let last = place.named(last_expected(parts.get(at + 1)));
                add(format!(
                    "echo; echo '{MARK}{line}'\nstop\n( {} ) >'{log}' 2>&1 &\nwait_for '{log}' '{last}'\ncat '{log}'",
                    place.named(text)
                ));
            }
            Part::Write { path, text, .. } => {
                let path = place.named(path);
                let text = place.named(text);
                add(format!(
                    "mkdir -p \"$(dirname '{path}')\"\ncat >'{path}' <<'END OF FILE'\n{text}\nEND OF FILE"
                ));
            }
            Part::Expect { .. } | Part::Quote { .. } => {}
        }
    }
    let _ = writeln!(script, "echo; echo '{MARK}0'");
    script
}

/// What a program that was left running says when it is ready: the longest piece of the last line promised of it.
fn last_expected(next: Option<&Part>) -> &str {
    let promised = match next {
        Some(Part::Expect { text, .. }) => text.lines().last(),
        _ => None,
    };
    let longest = promised.and_then(|line| line.split('…').max_by_key(|piece| piece.len()));
    longest.unwrap_or("listening on")
}

/// What came out, by the line of the fence that caused it.
pub(super) struct Answer {
    by_line: BTreeMap<usize, String>,
    succeeded: bool,
    pub(super) all: String,
}

impl Answer {
    pub(super) fn read(stdout: &[u8], stderr: &[u8], succeeded: bool, place: &Place<'_>) -> Self {
        let stdout = place.unnamed(&String::from_utf8_lossy(stdout));
        let mut by_line = BTreeMap::new();
        let mut at = 0;
        for line in stdout.lines() {
            match line.strip_prefix(MARK).map(str::parse) {
                Some(Ok(next)) => at = next,
                _ => {
                    let said: &mut String = by_line.entry(at).or_default();
                    said.push_str(line);
                    said.push('\n');
                }
            }
        }
        Self { by_line, succeeded, all: format!("{stdout}{}", String::from_utf8_lossy(stderr)) }
    }
}

/// Expected lines that did not come out, and a shell that broke off.
pub(super) fn missing(parts: &[Part], answer: &Answer) -> Vec<String> {
    let mut found = Vec::new();
    if !answer.succeeded {
        found.push("a command failed".to_owned());
    }
    let mut typed = 0;
    for part in parts {
        match part {
            Part::Type { line, .. } | Part::Leave { line, .. } => typed = *line,
            Part::Expect { line, text } => {
                let said = answer.by_line.get(&typed).map_or("", String::as_str);
                let mut lines = said.lines();
                for (number, expected) in text.lines().enumerate() {
                    if !lines.any(|said| fits(said, expected)) {
                        found.push(format!(
                            "line {}: did not come out: {expected}",
                            line + 1 + number
                        ));
                    }
                }
            }
            Part::Write { .. } | Part::Quote { .. } => {}
        }
    }
    found
}

/// Whether `said` is `expected`, in which `…` stands for anything.
fn fits(said: &str, expected: &str) -> bool {
    let (said, expected) = (said.trim_end(), expected.trim_end());
    let Some((first, others)) = expected.split_once('…') else { return said == expected };
    let (middle, last) = others.rsplit_once('…').unwrap_or(("", others));
    let Some(rest) = said.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)) else {
        return false;
    };
    let mut rest = Some(rest);
    for piece in middle.split('…') {
        rest = rest.and_then(|rest| rest.split_once(piece)).map(|(_, after)| after);
    }
    rest.is_some() || middle.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ellipsis_stands_for_anything() {
        assert!(fits("listening on http://127.0.0.1:8080", "listening on http://127.0.0.1:8080"));
        assert!(fits("first administrator: http://x/y?z", "first administrator: http://…"));
        assert!(fits("<h1>Tram line 4</h1>", "…Tram line 4…"));
        assert!(fits("a b c", "a … c"));
        assert!(fits("a c c", "a … c"));
        assert!(!fits("a b cd", "a … c"));
        assert!(!fits("a", "a…a"));
        assert!(!fits("something else", "listening on …"));
    }

    #[test]
    fn what_came_out_is_held_against_what_was_promised() {
        let text = |text: &str| text.to_owned();
        let parts = [
            Part::Type { line: 3, text: text("echo one; echo two") },
            Part::Expect { line: 7, text: text("one\ntwo") },
            Part::Type { line: 11, text: text("echo three") },
            Part::Expect { line: 14, text: text("one") },
        ];
        let place = Place { scratch: Path::new("/tmp/x"), address: "127.0.0.1:9" };
        let said = format!("{MARK}3\none\ntwo\n{MARK}11\nthree\n");
        let answer = Answer::read(said.as_bytes(), b"", true, &place);
        assert_eq!(missing(&parts, &answer), ["line 15: did not come out: one"]);
    }

    #[test]
    fn the_trainees_names_are_replaced_there_and_back() {
        let place = Place { scratch: Path::new("/tmp/x"), address: "127.0.0.1:9" };
        let script = write(&[Part::Type { line: 1, text: "ls my-city".to_owned() }], &place);
        assert!(script.contains("ls /tmp/x/my-city"));
        assert_eq!(
            place.unnamed("http://127.0.0.1:9/en in /tmp/x/my-city"),
            "http://127.0.0.1:8080/en in my-city"
        );
    }
}
