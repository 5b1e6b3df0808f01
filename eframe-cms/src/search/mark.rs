use unicode_segmentation::UnicodeSegmentation as _;

use super::Query;
use super::fold::{Folded, fold};

/// A piece of a text: what was looked for, or what stands between.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Piece {
    /// How it is written there.
    pub text: String,
    /// Whether it was looked for.
    pub hit: bool,
}

/// How long an extract is, in bytes at the most; and how much of it stands before what was found.
const EXTRACT: usize = 300;
const BEFORE: usize = 80;
/// Extracts come from so many first bytes of a text.
const READ: usize = 20_000;

/// Takes a text apart into what was looked for and the rest. All pieces together are the text.
pub(crate) fn marked(text: &str, query: &Query) -> Vec<Piece> {
    pieces(text, &hits(&fold(text), query))
}

/// The part of a text that has most of what was looked for, with an ellipsis where something was cut off; nothing when
/// none of it is there.
pub(crate) fn extract(text: &str, query: &Query) -> Option<Vec<Piece>> {
    let text = &text[..floor(text, READ)];
    let hits = hits(&fold(text), query);
    let best = best_window(&hits)?;
    let from = begin(text, hits[best].from);
    let to = end(text, from);
    let shifted = hits.iter().filter(|hit| hit.from >= from && hit.to <= to).map(|hit| Hit {
        from: hit.from - from,
        to: hit.to - from,
        ..*hit
    });
    let mut pieces = pieces(&text[from..to], &shifted.collect::<Vec<_>>());
    if from > 0 {
        pieces.insert(0, cut());
    }
    if to < text.len() {
        pieces.push(cut());
    }
    for piece in &mut pieces {
        piece.text = piece.text.replace('\n', " ");
    }
    Some(pieces)
}

/// The beginning of a text, where nothing in it was looked for.
pub(crate) fn opening(text: &str) -> Vec<Piece> {
    let to = end(text, 0);
    let mut all = pieces(&text[..to], &[]);
    if to < text.len() {
        all.push(cut());
    }
    for piece in &mut all {
        piece.text = piece.text.replace('\n', " ");
    }
    all
}

fn cut() -> Piece {
    Piece { text: "…".to_owned(), hit: false }
}

/// A place in a text where something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hit {
    from: usize,
    to: usize,
    part: usize,
}

/// Every place, in order; they may overlap.
fn hits(folded: &Folded, query: &Query) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (part, of) in query.parts().iter().enumerate() {
        let mut begin = 0;
        while let Some(at) = folded.text[begin..].find(of.pattern()).map(|at| begin + at) {
            let end = at + of.pattern().len();
            let touched = folded.touched(at, end);
            if let (Some(first), Some(last)) = (touched.first(), touched.last()) {
                hits.push(Hit { from: first.from, to: last.to, part });
            }
            // Two words that are alike share the space between them.
            begin = at + folded.text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    hits.sort_by_key(|hit| (hit.from, hit.to));
    hits
}

impl Folded {
    /// The units that have a letter between two places of the folded text.
    fn touched(&self, from: usize, to: usize) -> &[super::fold::Unit] {
        let space = |at: usize| self.text[at..].starts_with(' ');
        let from = if space(from) { from + 1 } else { from };
        let first = self.units.partition_point(|unit| unit.at <= from).saturating_sub(1);
        let end = self.units.partition_point(|unit| unit.at < to);
        self.units.get(first..end).unwrap_or_default()
    }
}

fn pieces(text: &str, hits: &[Hit]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut push = |from: usize, to: usize, hit: bool| {
        if from < to {
            pieces.push(Piece { text: text[from..to].to_owned(), hit });
        }
    };
    let (mut done, mut open) = (0, None::<(usize, usize)>);
    for hit in hits {
        open = match open {
            Some((from, to)) if hit.from <= to => Some((from, to.max(hit.to))),
            Some((from, to)) => {
                push(done, from, false);
                push(from, to, true);
                done = to;
                Some((hit.from, hit.to))
            }
            None => Some((hit.from, hit.to)),
        };
    }
    if let Some((from, to)) = open {
        push(done, from, false);
        push(from, to, true);
        done = to;
    }
    push(done, text.len(), false);
    pieces
}

/// The first hit of the window with the most parts in it; of equals the first.
fn best_window(hits: &[Hit]) -> Option<usize> {
    let parts = |first: usize| {
        let within =
            hits[first..].iter().take_while(|hit| hit.to <= hits[first].from + EXTRACT - BEFORE);
        let mut parts = within.map(|hit| hit.part).collect::<Vec<_>>();
        parts.sort_unstable();
        parts.dedup();
        parts.len()
    };
    // A text that is nothing but hits would take the square of their number.
    let first = 0..hits.len().min(100);
    first.max_by_key(|&first| (parts(first), std::cmp::Reverse(first)))
}

/// A little before a place, at the beginning of a word where one is near.
fn begin(text: &str, hit: usize) -> usize {
    if hit <= BEFORE {
        return 0;
    }
    let earliest = floor(text, hit - BEFORE);
    let space = text[earliest..hit].find(char::is_whitespace);
    match space {
        Some(at) => earliest + at + text[earliest + at..].chars().next().map_or(1, char::len_utf8),
        None => earliest,
    }
}

/// Where an extract that begins here ends: at the end of a word where one is near.
fn end(text: &str, from: usize) -> usize {
    let latest = floor(text, from + EXTRACT);
    if latest == text.len() {
        return latest;
    }
    let near = floor(text, latest - EXTRACT / 4);
    text[near..latest].rfind(char::is_whitespace).map_or(latest, |at| near + at)
}

/// The last bound between what readers see as characters that is not beyond this place.
fn floor(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    let at = text.floor_char_boundary(at);
    // A cluster is short; whoever piles up more marks than this has one cut apart.
    let near = text.floor_char_boundary(at.saturating_sub(64));
    let bounds = text[near..].grapheme_indices(true).map(|(bound, _)| near + bound);
    bounds.take_while(|&bound| bound <= at).last().unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn query(typed: &str) -> Query {
        Query::read(typed).unwrap()
    }

    fn shown(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text.clone() })
            .collect()
    }

    #[test]
    fn what_was_looked_for_is_marked_as_it_is_written() {
        for (text, typed, marks) in [
            ("L'Énergie, l'énergie!", "energie", "L'[Énergie], l'[énergie]!"),
            ("Ещё одна ёлка", "елка еще", "[Ещё] одна [ёлка]"),
            ("في المَدِينَة الذكية", "مدينة", "في [المَدِينَة] الذكية"),
            ("한강의 다리를 건너", "다리", "한강의 [다리]를 건너"),
            ("智慧城市建设", "城市", "智慧[城市]建设"),
            ("the the cat", "the", "[the] [the] cat"),
            ("a smart city, smart", "\"smart city\"", "a [smart city], smart"),
            ("<b>city</b> & city", "city b", "<[b]>[city]</[b]> & [city]"),
            ("cafe\u{301}s", "cafes", "[cafe\u{301}s]"),
            ("👨‍👩‍👧city", "city", "👨‍👩‍👧[city]"),
        ] {
            assert_eq!(shown(&marked(text, &query(typed))), marks);
        }
        let open = query("open gov").opened().unwrap();
        assert_eq!(shown(&marked("Open government", &open)), "[Open] [government]");
    }

    #[test]
    fn an_extract_shows_most_of_what_was_looked_for() {
        let filler = "word ".repeat(100);
        let text = format!("one {filler} one two {filler}");
        let said = shown(&extract(&text, &query("one two")).unwrap());
        assert!(
            said.starts_with("…word") && said.contains("[one] [two]") && said.ends_with('…'),
            "{said}"
        );
        assert_eq!(extract("nothing", &query("one")), None);
        assert_eq!(shown(&opening("short\ntext")), "short text");
    }

    proptest! {
        #[test]
        fn marking_never_changes_the_text(text in "(\\PC|[가-힣]|[ab ]){0,40}", typed in "([가-힣]|[ab\" ]|\\PC){1,8}") {
            if let Ok(query) = Query::read(&typed) {
                let marked = marked(&text, &query);
                prop_assert_eq!(marked.iter().map(|piece| &*piece.text).collect::<String>(), text.as_str());
                let bounds = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect::<Vec<_>>();
                let mut at = 0;
                for piece in marked {
                    prop_assert!(bounds.contains(&at), "a cluster is cut at {at}");
                    at += piece.text.len();
                }
                let _ = extract(&text, &query);
            }
        }
    }
}
