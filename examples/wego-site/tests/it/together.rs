//! Instances that begin at the same moment.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use crate::http::Client;
use crate::site::{binary, databases};

#[test]
fn two_instances_that_begin_on_one_empty_database_both_run() {
    // SQLite carries one.
    for database in databases().into_iter().flatten() {
        let data = tempfile::tempdir().expect("a folder");
        let started = [0, 1].map(|number| {
            let log = std::fs::File::create(data.path().join(format!("log-{number}")));
            binary()
                .args(["serve", "--listen", "127.0.0.1:0", "--database", &database, "--data"])
                .arg(data.path())
                .current_dir(data.path())
                .stdout(Stdio::piped())
                .stderr(log.expect("a file"))
                .spawn()
                .expect("the binary starts")
        });
        for (number, mut instance) in started.into_iter().enumerate() {
            // It has more to say after that, and somebody has to listen.
            let mut out = BufReader::new(instance.stdout.take().expect("it is piped")).lines();
            let address = out.by_ref().map_while(Result::ok).find_map(|line| {
                line.strip_prefix("listening on http://")?.parse::<std::net::SocketAddr>().ok()
            });
            let log = || std::fs::read_to_string(data.path().join(format!("log-{number}")));
            let address = address.unwrap_or_else(|| panic!("it ended: {:?}", log()));
            Client::new(address).get("/en/about").expect(200);
            let id = instance.id().to_string();
            Command::new("kill").args(["-TERM", &id]).status().expect("kill is there");
            assert!(instance.wait().expect("it is our child").success());
        }
    }
}
