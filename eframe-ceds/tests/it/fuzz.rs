//! What was found by trying anything is tried again: the corpus under `fuzz/`, which `cargo xtask fuzz` adds to.

mod targets;

fn replay(name: &str, target: fn(&[u8])) {
    let folder = format!("{}/../fuzz/corpus/{name}", env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(&folder).expect("a corpus");
    let mut count = 0;
    for file in files {
        let path = file.expect("a file").path();
        let bytes = std::fs::read(&path).expect("a file");
        // Whoever breaks on one is told which.
        println!("{}", path.display());
        target(&bytes);
        count += 1;
    }
    assert!(count >= 5, "{folder} has {count} files");
}

#[test]
fn bad_input_73_any_document() {
    replay("ceds_document", targets::document);
}

#[test]
fn bad_input_29_any_csv() {
    replay("ceds_csv", targets::csv);
}

#[test]
fn bad_input_29_any_json() {
    replay("ceds_json", targets::json);
}

#[test]
fn bad_input_73_any_modules() {
    replay("ceds_modules", targets::modules);
}

#[test]
fn bad_input_68_any_numbers_by_any_methods() {
    replay("ceds_scores", targets::scores);
}
