//! What a command leaves of the database's log when it ends: nothing, whatever came of it. Whoever copies the file alone has all
//! of it.

use std::path::Path;

use crate::site::{Site, binary};

/// Runs a command on the site in this folder; it ends well or not, and the log of the database is put away.
#[track_caller]
fn closes(command: &[&str], is_well: bool, data: &Path) {
    let output = binary()
        .args(command)
        .args(["--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .current_dir(data)
        .output()
        .expect("it runs");
    let why = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.success(), is_well, "{command:?}: {why}");
    assert!(!data.join("site.sqlite-wal").exists(), "{command:?} left it open: {why}");
}

#[test]
fn bad_input_86_a_command_puts_the_log_of_the_database_away_however_it_ends() {
    let (_, data) = Site::start("serve", None).leave();
    let data = data.path();
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (archive, content, list) = (at("site.tar.gz"), at("content.tar"), at("redirects.csv"));
    for (command, is_well) in [
        (&["migrate"][..], true),
        (&["openapi"], true),
        (&["backup", &archive], true),
        // It is there already.
        (&["backup", &archive], false),
        (&["restore", &archive], false),
        (&["verify"], true),
        // Nobody is there to ask.
        (&["restored"], false),
        (&["audit-key"], true),
        (&["audit-key", "--new"], true),
        // The old one stands where it would go.
        (&["audit-key", "--new"], false),
        (&["export", "content", &content], true),
        (&["export", "content", &content], false),
        (&["export", "person", "nobody@city.example"], true),
        (&["erase", "person", "nobody@city.example", "--yes"], false),
        // There is content already, and no such file.
        (&["import", "content", &content], false),
        (&["import", "redirects", &list], false),
        (&["invite", "mina@quay.example"], true),
        (&["accounts", "reset-factor", "nobody@city.example"], false),
    ] {
        closes(command, is_well, data);
    }
    // A site that does not start once its database is open.
    std::fs::create_dir(data.join("templates")).expect("made");
    std::fs::write(data.join("templates/layout.html"), "{% if %}").expect("written");
    for command in [&["serve"][..], &["demo"], &["invite", "mina@quay.example"]] {
        closes(command, false, data);
    }
    std::fs::remove_dir_all(data.join("templates")).expect("away");
    std::fs::remove_file(data.join("secret.key")).expect("lost");
    closes(&["export", "person", "nobody@city.example"], false, data);
}
