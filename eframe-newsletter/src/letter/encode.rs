//! Quoted-printable (RFC 2045, 6.7), so that the result needs nothing more on its way.
//!
//! Beyond what the standard asks: no line begins with a dot (SMTP would double it) or with `From ` (mailboxes would quote
//! it), and no two blanks follow each other, so that the body is its own relaxed form for DKIM.

/// The longest line, without the mark of a soft break.
const LONGEST: usize = 75;

/// Writes one part of a letter.
#[derive(Default)]
pub(super) struct Encoder {
    out: Vec<u8>,
    column: usize,
}

impl Encoder {
    /// Goes on with this text. Line breaks of any kind become CR LF.
    pub(super) fn text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let rest = &bytes[at + 1..];
            match byte {
                b'\r' if rest.first() == Some(&b'\n') => {
                    self.line_break();
                    at += 1;
                }
                b'\n' => self.line_break(),
                b' ' | b'\t'
                    if rest.first().is_some_and(|next| next.is_ascii_graphic())
                        && !self.after_blank() =>
                {
                    self.literal(byte)
                }
                b'.' if self.column == 0 => self.escaped(byte),
                b'F' if self.column == 0 && rest.starts_with(b"rom ") => self.escaped(byte),
                b'=' => self.escaped(byte),
                _ if byte.is_ascii_graphic() => self.literal(byte),
                _ => self.escaped(byte),
            }
            at += 1;
        }
    }

    /// Ends the line for the eye only, so that something that is put in here has lines of its own.
    pub(super) fn gap(&mut self) -> Vec<u8> {
        if self.column > 0 {
            self.soft_break();
        }
        std::mem::take(&mut self.out)
    }

    /// What was written since the last gap, with a line break at its end.
    pub(super) fn finish(mut self) -> Vec<u8> {
        if self.column > 0 || self.out.is_empty() {
            self.line_break();
        }
        self.out
    }

    fn after_blank(&self) -> bool {
        self.column > 0 && self.out.last().is_some_and(|last| matches!(last, b' ' | b'\t'))
    }

    fn literal(&mut self, byte: u8) {
        self.room(1);
        // A soft break may have put it at the beginning of a line, where it means something.
        if self.column == 0 && matches!(byte, b'.' | b'F') {
            return self.escaped(byte);
        }
        self.out.push(byte);
        self.column += 1;
    }

    fn escaped(&mut self, byte: u8) {
        const HEX: &[u8; 16] = b"0123456789ABCDEF";
        self.room(3);
        self.out.extend([b'=', HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
        self.column += 3;
    }

    fn room(&mut self, more: usize) {
        if self.column + more > LONGEST {
            self.soft_break();
        }
    }

    fn soft_break(&mut self) {
        self.out.extend(b"=\r\n");
        self.column = 0;
    }

    fn line_break(&mut self) {
        self.out.extend(b"\r\n");
        self.column = 0;
    }
}

/// Puts a value of ASCII into a gap, on lines of its own, and goes on after it.
pub(super) fn fill(out: &mut Vec<u8>, value: &str) {
    let mut encoder = Encoder { out: std::mem::take(out), column: 0 };
    encoder.text(value);
    if encoder.column > 0 {
        encoder.soft_break();
    }
    *out = encoder.out;
}

#[cfg(test)]
mod tests {
    use mail_parser::{MessageParser, MimeHeaders as _};
    use proptest::prelude::*;

    use super::*;

    fn encode(parts: &[&str]) -> Vec<u8> {
        let mut encoder = Encoder::default();
        let mut out = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            if index % 2 == 0 {
                encoder.text(part);
            } else {
                out.extend(encoder.gap());
                fill(&mut out, part);
            }
        }
        out.extend(encoder.finish());
        out
    }

    fn decode(bytes: &[u8]) -> String {
        let mut mail = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".to_vec();
        mail.extend(bytes);
        let mail = MessageParser::new().parse(&mail).unwrap();
        assert_eq!(mail.content_type().unwrap().subtype(), Some("plain"));
        mail.body_text(0).unwrap().into_owned()
    }

    fn check(bytes: &[u8]) {
        assert!(bytes.ends_with(b"\r\n"));
        let text = std::str::from_utf8(bytes).unwrap();
        for line in text.trim_end_matches("\r\n").split("\r\n") {
            assert!(line.len() <= 76 && line.is_ascii(), "{line}");
            assert!(!line.starts_with('.') && !line.starts_with("From "), "{line}");
            assert!(!line.contains("  ") && !line.ends_with([' ', '\t']), "{line:?}");
            assert!(!line.contains(|c: char| c.is_control() && c != '\t'), "{line:?}");
        }
    }

    #[test]
    fn what_means_something_on_the_way_is_encoded() {
        let encoded = encode(&[".\nFrom here = there  \n안녕\r\n"]);
        check(&encoded);
        let text = std::str::from_utf8(&encoded).unwrap();
        assert!(text.starts_with("=2E\r\n=46rom here =3D there=20=20\r\n=EC=95=88"), "{text}");
    }

    #[test]
    fn a_value_stands_in_its_gap_whole() {
        let link = format!("https://city.example/unsubscribe/{}", "a=".repeat(60));
        let encoded = encode(&["Unsubscribe: <", &link, ">\nBye\n"]);
        check(&encoded);
        assert_eq!(decode(&encoded).replace("\r\n", "\n"), format!("Unsubscribe: <{link}>\nBye\n"));
    }

    proptest! {
        #[test]
        fn every_text_comes_back_as_it_was(text in "(?s)[ .=\tFrom\\n\u{20}-\u{7e}가-힣\u{0}-\u{1f}&&[^\r]]{0,400}", link in "[a-z=./:]{1,200}") {
            let encoded = encode(&[&text, &link, &text]);
            check(&encoded);
            let whole = format!("{text}{link}{text}");
            let back = decode(&encoded).replace("\r\n", "\n");
            prop_assert_eq!(back.trim_end_matches('\n'), whole.trim_end_matches('\n'));
        }
    }
}
