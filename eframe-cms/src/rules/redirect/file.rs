use super::Fault;
use crate::model::Redirect;

/// A line of the file, not yet checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectLine {
    /// Which one, from 1.
    pub line: u64,
    /// The old address.
    pub path: String,
    /// Where it leads.
    pub target: String,
}

/// Reads CSV as spreadsheets write it: with or without a byte order mark, by commas, semicolons or tabs, with any line
/// ends. The first line may name the columns, `from` and `to`. Addresses have no line ends, so a line is a row.
///
/// # Errors
/// What is wrong, by line.
pub fn read_redirects(bytes: &[u8]) -> Result<Vec<RedirectLine>, Vec<Fault>> {
    let whole = |key| vec![Fault::new(0, key, "")];
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(whole("cms.desk.redirects.fault.encoding"));
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (mut lines, mut faults) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(text.split('\n')) {
        match cells(line).as_deref() {
            Some([]) => {}
            Some([from, to]) if lines.is_empty() && is_head(from, to) => {}
            Some([from, to]) => {
                let (path, target) = (from.clone(), to.clone());
                lines.push(RedirectLine { line: number, path, target });
            }
            _ => faults.push(Fault::new(number, "cms.desk.redirects.fault.cells", "")),
        }
    }
    match (faults.is_empty(), lines.is_empty()) {
        (true, false) => Ok(lines),
        (true, true) => Err(whole("cms.desk.redirects.fault.empty")),
        _ => Err(faults),
    }
}

/// Writes redirects so that [`read_redirects`] gives them again. No cell begins as a formula does: each is an address.
pub fn write_redirects(redirects: &[Redirect]) -> String {
    // Quoted, a cell may hold what other files have between theirs.
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    // Writing to memory cannot fail, and every row has as many cells as the first.
    let _ = writer.write_record(["from", "to"]);
    for redirect in redirects {
        let _ = writer.write_record([redirect.path.as_str(), redirect.target.as_str()]);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    // Without a byte order mark spreadsheets take it for another encoding.
    format!("\u{feff}{}", String::from_utf8(bytes).unwrap_or_default())
}

/// The cells of a line; none of an empty one, nothing where a quote is not closed.
fn cells(line: &str) -> Option<Vec<String>> {
    if line.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        return None;
    }
    let bare = line.split('"').step_by(2).flat_map(str::bytes);
    let mark = bare.into_iter().find(|byte| matches!(byte, b'\t' | b';' | b',')).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(mark)
        .has_headers(false)
        .flexible(true)
        .from_reader(line.as_bytes());
    let row = reader.records().next().transpose().ok()?;
    let cells = row.iter().flatten().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let blank = cells.iter().all(String::is_empty);
    Some(if blank { Vec::new() } else { cells })
}

fn is_head(from: &str, to: &str) -> bool {
    from.eq_ignore_ascii_case("from") && to.eq_ignore_ascii_case("to")
}
