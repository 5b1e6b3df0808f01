//! What was found by trying anything is tried again: the corpus under `fuzz/`, which `cargo xtask fuzz` adds to.

mod targets;

fn replay(name: &str, target: fn(&[u8])) {
    let folder = format!("{}/../fuzz/corpus/{name}", env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(&folder).expect("a corpus");
    let mut tried = 0;
    for file in files {
        let file = file.expect("a file").path();
        target(&std::fs::read(&file).expect("its bytes"));
        tried += 1;
    }
    assert!(tried > 3, "{folder} has {tried} files");
}

#[test]
fn bad_input_13_every_text_of_the_corpus_is_read() {
    replay("cms_markdown", targets::markdown);
}

#[test]
fn bad_input_6_every_body_of_the_corpus_is_read() {
    replay("cms_body", targets::body);
}

#[test]
fn bad_input_91_any_archive() {
    replay("cms_archive", targets::archive);
}

#[test]
fn bad_input_29_any_redirects() {
    replay("cms_redirects", targets::redirects);
}
