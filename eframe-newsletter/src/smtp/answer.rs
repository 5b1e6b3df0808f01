use std::io;

use tokio::io::{AsyncBufRead, AsyncBufReadExt as _, AsyncReadExt as _};

/// What a server answered, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) code: u16,
    /// Its lines without the code.
    pub(super) lines: Vec<String>,
}

/// RFC 5321, 4.5.3.1.5 allows 512 bytes; some servers send more.
const LONGEST_LINE: u64 = 4_096;
/// No answer has more lines than this.
const MOST_LINES: usize = 128;

impl Answer {
    pub(super) fn is_positive(&self) -> bool {
        (200..300).contains(&self.code)
    }

    pub(super) fn is_permanent(&self) -> bool {
        self.code >= 500
    }

    /// All its words.
    pub(super) fn text(&self) -> String {
        self.lines.join(" ")
    }

    /// Reads one answer: lines `250-…` and a last one `250 …`, all with the same code.
    pub(super) async fn read(from: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Self> {
        let mut lines = Vec::new();
        let mut code = None;
        while lines.len() < MOST_LINES {
            let (told, last, text) = parse(&line(from).await?)?;
            if *code.get_or_insert(told) != told {
                return Err(wrong("an answer changed its code between lines"));
            }
            lines.push(text);
            if last {
                return Ok(Self { code: told, lines });
            }
        }
        Err(wrong("an answer without an end"))
    }
}

async fn line(from: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    from.take(LONGEST_LINE).read_until(b'\n', &mut line).await?;
    match line.pop() {
        Some(b'\n') => Ok(line),
        Some(_) if line.len() as u64 + 1 >= LONGEST_LINE => {
            Err(wrong("an answer too long to be one"))
        }
        _ => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

fn parse(line: &[u8]) -> io::Result<(u16, bool, String)> {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let digits = line.get(..3).and_then(|digits| std::str::from_utf8(digits).ok());
    let code = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let code =
        code.and_then(|code| code.parse::<u16>().ok()).filter(|code| (200..600).contains(code));
    let code = code.ok_or_else(|| wrong("an answer without a code"))?;
    let last = match line.get(3) {
        Some(b'-') => false,
        Some(b' ') | None => true,
        Some(_) => return Err(wrong("an answer without a code")),
    };
    let text = String::from_utf8_lossy(line.get(4..).unwrap_or_default()).trim().to_owned();
    Ok((code, last, text))
}

fn wrong(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(text: &str) -> io::Result<Answer> {
        Answer::read(&mut text.as_bytes()).await
    }

    #[tokio::test]
    async fn an_answer_has_one_code_and_an_end() {
        let answer = read("250-mail.example\r\n250-PIPELINING\r\n250 8BITMIME\r\n").await.unwrap();
        assert_eq!((answer.code, answer.lines.len()), (250, 3));
        assert_eq!(read("354\r\n").await.unwrap().code, 354);
        assert_eq!(read("550 5.1.1 no\n").await.unwrap().text(), "5.1.1 no");
    }

    #[tokio::test]
    async fn what_is_no_answer_is_none() {
        let endless = "250-more\r\n".repeat(200);
        let long = format!("250 {}\r\n", "x".repeat(5_000));
        for wrong in [
            "",
            "250",
            "250 ok",
            "25 ok\r\n",
            "abc ok\r\n",
            "250-a\r\n251 b\r\n",
            "250_a\r\n",
            "199 a\r\n",
            "600 a\r\n",
            "\r\n",
            &endless,
            &long,
        ] {
            assert!(read(wrong).await.is_err(), "{wrong:.20}");
        }
    }
}
