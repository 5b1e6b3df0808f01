use proptest::prelude::*;

use super::*;

type Told = Vec<(u64, String, &'static str)>;

fn read(text: &str) -> Result<Vec<(u64, [String; 2])>, Told> {
    let told = |faults: Vec<Fault>| {
        faults.into_iter().map(|fault| (fault.line, fault.column, fault.key)).collect()
    };
    table(text, ["name", "ownName"], &["name"]).map_err(told)
}

fn row(line: u64, name: &str, own: &str) -> (u64, [String; 2]) {
    (line, [name.to_owned(), own.to_owned()])
}

#[test]
fn bad_input_29_marks_line_ends_and_blank_lines_of_all_spreadsheets_are_read() {
    for (mark, end) in [(",", "\n"), (";", "\r\n"), ("\t", "\r"), (";", "\n")] {
        let lines = ["", "Own name,NAME", "", "서울,Seoul", ",", "\"two,lines\",x", "=,y"];
        let file = lines.join("\n").replace("two,lines", "two\nlines").replace(',', mark);
        let text = file.replace('\n', end);
        let long = ["two", "lines"].join(end);
        // A blank line is a line, and so is each of a cell that has several.
        let rows = [row(4, "Seoul", "서울"), row(6, "x", &long), row(8, "y", "=")];
        assert_eq!(read(&text), Ok(rows.to_vec()), "{mark:?} {end:?}");
    }
    assert_eq!(read(""), Ok(Vec::new()));
}

#[test]
fn bad_input_29_every_fault_names_its_line_and_column() {
    let fault = |line, column: &str, key| (line, column.to_owned(), key);
    let head = read("ownName,own name,colour\n");
    let wanted = vec![
        fault(1, "ownName", "core.desk.sheet.column-twice"),
        fault(1, "colour", "core.desk.sheet.column-unknown"),
        fault(1, "name", "core.desk.sheet.column-missing"),
    ];
    assert_eq!(head, Err(wanted));
    let lines = read("name\na\nb,c\n\"d\ne\n");
    let wanted = vec![fault(3, "", "core.desk.sheet.cells"), fault(4, "", "core.desk.sheet.quote")];
    assert_eq!(lines, Err(wanted));
    assert_eq!(text(b"a\r\nb\r\n\xff"), Err(Fault::new(3, "", "core.desk.sheet.not-utf8")));
    assert_eq!(text(b"\xef\xbb\xbfa"), Ok("a"));
}

#[test]
fn bad_input_29_no_cell_is_a_formula_but_numbers_stay_numbers() {
    for cell in ["=1+2", "+1", "-x", "@SUM(A1)", "\tx", "'=1", "＝1", "-1-1"] {
        assert!(harmless(cell).starts_with('\''), "{cell:?}");
    }
    for cell in ["plain", "'plain", "", "-12.5"] {
        assert_eq!(harmless(cell), cell);
    }
}

#[test]
fn a_text_is_the_same_however_its_lines_end() {
    assert_eq!(fingerprint(b"\xef\xbb\xbfa,b\nc,d\n"), fingerprint(b"a,b\r\nc,d"));
    assert_ne!(fingerprint(b"a,b\nc,d"), fingerprint(b"a,b\nc,e"));
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        cells in prop::collection::vec(["[-=+@'\"a,; \n]{0,6}x", "[-=+@'\"a,; \n]{0,6}"], 0..6),
    ) {
        let head = ["name", "ownName"].map(str::to_owned);
        let file = write([head].iter().chain(&cells));
        let rows = table(text(file.as_bytes()).expect("UTF-8"), ["name", "ownName"], &[]);
        let rows: Vec<_> = rows.expect("no fault").into_iter().map(|(_, row)| row).collect();
        prop_assert_eq!(rows, cells);
    }
}
