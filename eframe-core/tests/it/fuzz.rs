//! What was found by trying anything is tried again: the corpus under `fuzz/`, which `cargo xtask fuzz` adds to.

mod targets;

#[test]
fn bad_input_21_every_file_of_the_corpus_is_taken_apart_without_harm() {
    let folder = format!("{}/../fuzz/corpus/core_picture", env!("CARGO_MANIFEST_DIR"));
    let mut tried = 0;
    for file in std::fs::read_dir(&folder).expect("a corpus") {
        targets::picture(&std::fs::read(file.expect("a file").path()).expect("its bytes"));
        tried += 1;
    }
    assert!(tried > 3, "{folder} has {tried} files");
}
