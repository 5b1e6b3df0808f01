//! The hues: each has a pattern, a line and a mark of its own too.

use super::canvas::{Canvas, tidy};

/// The attributes of a line of each hue.
pub(super) fn dashes(hue: usize) -> &'static str {
    match hue {
        1 => "",
        2 => " stroke-dasharray=\"7 4\"",
        3 => " stroke-dasharray=\"2 3\"",
        4 => " stroke-dasharray=\"9 3 2 3\"",
        _ => " stroke-dasharray=\"12 3\"",
    }
}

/// What each pattern is drawn with, in a square of 8.
fn drawing(hue: usize) -> &'static str {
    match hue {
        1 => "<path fill=\"currentColor\" d=\"M0 0h8v8H0z\"/>",
        2 => {
            "<path stroke=\"currentColor\" stroke-width=\"3\" d=\"M-2 10 10-2M-2 2 2-2M6 10l4-4\"/>"
        }
        3 => "<path fill=\"currentColor\" d=\"M0 0h4v4H0zM4 4h4v4H4z\"/>",
        4 => "<path fill=\"currentColor\" d=\"M0 0h3v8H0zM5 0h1v8H5z\"/>",
        _ => "<path fill=\"currentColor\" d=\"M0 0h8v3H0zM0 5h8v1H0z\"/>",
    }
}

impl Canvas<'_> {
    /// Defines the patterns of hues, to be used by [`Canvas::filled`].
    pub(super) fn patterns(&mut self, hues: &[usize]) {
        self.raw("<defs>");
        for hue in hues {
            let id = format!("{}-p{hue}", self.id());
            let drawing = drawing(*hue);
            self.raw(&format!(
                "<pattern id=\"{id}\" class=\"chart__hue chart__hue--{hue}\" width=\"8\" height=\"8\" \
                 patternUnits=\"userSpaceOnUse\">{drawing}</pattern>"
            ));
        }
        self.raw("</defs>");
    }

    /// The attributes of a box in a hue and its pattern, with an edge.
    pub(super) fn filled(&self, hue: usize) -> String {
        format!(
            " class=\"chart__hue chart__hue--{hue}\" fill=\"url(#{}-p{hue})\" stroke=\"currentColor\"",
            self.id()
        )
    }

    /// The mark of a hue: round, square, triangle, diamond, cross.
    pub(super) fn mark(&mut self, at: (f64, f64), hue: usize) {
        let class = format!(" class=\"chart__hue chart__hue--{hue}\" stroke=\"currentColor\"");
        let (x, y) = at;
        match hue {
            1 => {
                let (x, y) = (self.x(x), tidy(y));
                self.raw(&format!(
                    "<circle cx=\"{x}\" cy=\"{y}\" r=\"4\" fill=\"currentColor\"{class}/>"
                ));
            }
            2 => self.rect(
                (x - 3.5, y - 3.5),
                (7.0, 7.0),
                &format!(" fill=\"none\" stroke-width=\"2\"{class}"),
            ),
            3 => {
                let places = [(x, y - 5.0), (x + 5.0, y + 4.0), (x - 5.0, y + 4.0)];
                self.path(&places, true, &format!(" fill=\"none\" stroke-width=\"2\"{class}"));
            }
            4 => {
                let places = [(x, y - 5.0), (x + 5.0, y), (x, y + 5.0), (x - 5.0, y)];
                self.path(&places, true, &format!(" fill=\"currentColor\"{class}"));
            }
            _ => {
                self.line((x - 4.0, y - 4.0), (x + 4.0, y + 4.0), " stroke-width=\"2\"");
                self.line((x - 4.0, y + 4.0), (x + 4.0, y - 4.0), " stroke-width=\"2\"");
            }
        }
    }
}
