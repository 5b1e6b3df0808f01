//! Writing SVG: escaped, mirrored where it is read from right to left, and without a number that is none.

use std::fmt::Write;

use super::{Heading, Label, wrap};

/// How wide every chart is, in its own units: a narrow phone's width, so that its letters stay as large as the text around it.
pub(super) const WIDTH: f64 = 320.0;
/// The size of letters.
pub(super) const SIZE: f64 = 14.0;
/// The size of lesser letters: along axes, beside bars.
pub(super) const SMALL: f64 = 12.0;
/// From line to line.
pub(super) const LINE: f64 = 18.0;
/// The same for lesser letters.
pub(super) const SMALL_LINE: f64 = SMALL + 3.0;

/// Where a text begins or ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// An SVG in the making. Places are given as for reading from left to right.
pub(super) struct Canvas<'a> {
    heading: &'a Heading,
    body: String,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(heading: &'a Heading) -> Self {
        Self { heading, body: String::new() }
    }

    pub(super) fn id(&self) -> &str {
        &self.heading.id
    }

    /// The finished picture.
    pub(super) fn finish(self, height: f64) -> String {
        let Heading { id, title, description, mirrored } = self.heading;
        let direction = if *mirrored { "rtl" } else { "ltr" };
        let (title, description) = (escaped(title), escaped(description));
        let (wide, high) = (tidy(WIDTH), tidy(height));
        format!(
            "<svg class=\"plot\" xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" \
             role=\"img\" aria-labelledby=\"{id}-t {id}-d\" direction=\"{direction}\" font-size=\"{SIZE}\" fill=\"currentColor\">\
             <title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{description}</desc>{}</svg>",
            self.body
        )
    }

    /// Where a place from the start lies.
    pub(super) fn x(&self, x: f64) -> String {
        tidy(if self.heading.mirrored { WIDTH - x } else { x })
    }

    /// Markup as it stands; nothing that anybody typed.
    pub(super) fn raw(&mut self, markup: &str) {
        self.body.push_str(markup);
    }

    /// A straight line; `rest` holds further attributes.
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), rest: &str) {
        let (x1, x2) = (self.x(from.0), self.x(to.0));
        let (y1, y2) = (tidy(from.1), tidy(to.1));
        let _ = write!(
            self.body,
            "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"currentColor\"{rest}/>"
        );
    }

    /// A box from its start.
    pub(super) fn rect(&mut self, at: (f64, f64), size: (f64, f64), rest: &str) {
        let x = if self.heading.mirrored { WIDTH - at.0 - size.0 } else { at.0 };
        let (x, y, wide, high) = (tidy(x), tidy(at.1), tidy(size.0), tidy(size.1));
        let _ = write!(
            self.body,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\"{rest}/>"
        );
    }

    /// A line through places, closed or not.
    pub(super) fn path(&mut self, places: &[(f64, f64)], closed: bool, rest: &str) {
        let mut way = String::new();
        for (place, (x, y)) in places.iter().enumerate() {
            let to = if place == 0 { "M" } else { "L" };
            let _ = write!(way, "{to}{} {}", self.x(*x), tidy(*y));
        }
        let end = if closed { "Z" } else { "" };
        let _ = write!(self.body, "<path d=\"{way}{end}\"{rest}/>");
    }

    /// One line of text in small letters.
    pub(super) fn small(&mut self, at: (f64, f64), anchor: Anchor, text: &str) {
        self.text(at, anchor, SMALL, "", text);
    }

    /// Lines of a name from `at` downward; where they end.
    pub(super) fn name(&mut self, at: (f64, f64), anchor: Anchor, most: f64, label: &Label) -> f64 {
        let mut y = at.1;
        for line in wrap::lines(&label.text, most / SIZE) {
            self.text((at.0, y), anchor, SIZE, &label.lang, &line);
            y += LINE;
        }
        y
    }

    /// The same in small letters, in at most `count` lines.
    pub(super) fn small_name(
        &mut self,
        at: (f64, f64),
        anchor: Anchor,
        (most, count): (f64, usize),
        label: &Label,
    ) -> f64 {
        let mut y = at.1;
        for line in wrap::capped(&label.text, most / SMALL, count) {
            self.text((at.0, y), anchor, SMALL, &label.lang, &line);
            y += SMALL_LINE;
        }
        y
    }

    /// A name, and at the end of its first line what is said of it, where both find room; where they end.
    pub(super) fn name_and(&mut self, at: (f64, f64), label: &Label, beside: &str) -> f64 {
        let mut most = WIDTH - at.0;
        let wide = wrap::width(beside) * SMALL + 12.0;
        if !beside.is_empty() && wide < WIDTH / 2.0 {
            most -= wide;
        }
        let below = self.name(at, Anchor::Start, most, label);
        if !beside.is_empty() {
            self.small((WIDTH, at.1), Anchor::End, beside);
        }
        below.max(at.1 + LINE)
    }

    fn text(&mut self, at: (f64, f64), anchor: Anchor, size: f64, lang: &str, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let size = if size < SIZE { format!(" font-size=\"{size}\"") } else { String::new() };
        let lang =
            if lang.is_empty() { String::new() } else { format!(" lang=\"{}\"", escaped(lang)) };
        let (x, y, text) = (self.x(at.0), tidy(at.1), escaped(text));
        let _ = write!(self.body, "<text x=\"{x}\" y=\"{y}\"{anchor}{size}{lang}>{text}</text>");
    }
}

/// A number to a tenth, as short as it can be.
pub(super) fn tidy(number: f64) -> String {
    let tenths = (number * 10.0).round() / 10.0;
    // Adding 0 makes -0 the same as 0.
    format!("{}", tenths + 0.0)
}

/// A text that stands in XML; what XML cannot hold is left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
            letter => out.push(letter),
        }
    }
    out
}
