//! What is said of the house's secret key.

use std::fs;
use std::path::Path;

use crate::site::{Site, binary, databases};

/// How it is said that there is none.
const LOST: &str = "no secret.key in the data folder";

/// The log of the site that ran here last, to its end.
fn log(data: &Path) -> String {
    fs::read_to_string(data.join("log")).expect("it is kept")
}

#[test]
fn bad_input_93_a_key_that_is_made_beside_a_database_that_is_not_new_is_said() {
    for database in databases() {
        let (database, data) = Site::start("serve", database).leave();
        assert!(!log(data.path()).contains(LOST), "the first start makes it: {database}");
        let (key, kept) = (data.path().join("secret.key"), data.path().join("kept"));
        fs::rename(&key, &kept).expect("lost");
        let told = |arguments: &[&str]| {
            let mut run = binary();
            run.args(arguments).args(["--database", &database, "--data"]).arg(data.path());
            String::from_utf8(run.output().expect("it runs").stderr).expect("text")
        };
        for what in ["export", "erase"] {
            let refused = told(&[what, "person", "nobody@city.example"]);
            assert!(refused.contains(LOST) && refused.lines().count() == 1, "{refused}");
            assert!(!key.exists(), "whoever looks makes none");
        }
        let said = told(&["accounts", "reset-factor", "nobody@city.example"]);
        assert!(said.contains(LOST), "a command without a log says it too: {said}");

        fs::remove_file(&key).expect("another was made");
        let (database, data) = Site::start_in("serve", database, data).leave();
        let said = log(data.path());
        let remedy = "put the old key in its place, and start again";
        for words in [LOST, "second factors by app", "links that were sent", remedy] {
            assert!(said.contains(words), "{words} in {said}");
        }
        fs::rename(&kept, &key).expect("brought back");
        let (_, data) = Site::start_in("serve", database, data).leave();
        assert!(!log(data.path()).contains(LOST), "it is there again");
    }
}
