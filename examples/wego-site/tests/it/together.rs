//! Instances that begin at the same moment, one beside another, and one whose database has become read-only.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use eframe_core::block::sea_orm::{self, ConnectionTrait as _};
use eframe_core::test::postgres::{self, Cluster};

use crate::http::{Answer, Client};
use crate::site::{Site, binary, databases};

const EMAIL: &str = "mina@city.example";
const PASSWORD: &str = "lantern quay elbow 47 thimble";

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

/// The first administrator, signed in.
fn administrator(site: &mut Site) -> Client {
    let url = site.said("first administrator: ");
    let (_, path) = url.split_once("/account/").expect("a link");
    let mut mina = site.visitor();
    let fields = [("email", EMAIL), ("name", "Mina"), ("language", "en"), ("password", PASSWORD)];
    let claimed = mina.post(&format!("/account/{path}"), &fields);
    assert_eq!(claimed.location(), "/account/?done=first", "{}", claimed.body);
    mina
}

/// Another instance on the same database, with the same keys in a folder of its own.
fn beside(site: &Site) -> Site {
    let data = tempfile::tempdir().expect("a folder");
    for key in ["secret.key", "audit.key"] {
        std::fs::copy(site.data.path().join(key), data.path().join(key)).expect("a key");
    }
    Site::start_in("serve", site.database.clone(), data)
}

#[test]
fn a_session_that_one_instance_began_is_good_at_the_other_and_ends_at_both() {
    // SQLite carries one.
    for database in databases().into_iter().flatten() {
        let mut one = Site::start("serve", Some(database));
        let mut here = administrator(&mut one);
        let two = beside(&one);
        let mut there = here.at(two.address);
        for path in ["/account/", "/desk/", "/desk/accounts/"] {
            here.get(path).expect(200);
            there.get(path).expect(200);
        }
        assert!(there.post("/account/sign-out", &[]).location().starts_with("/account/sign-in"));
        assert!(here.get("/account/").location().starts_with("/account/sign-in"));
    }
}

/// Changes a setting of a server that is there.
fn set(cluster: &Cluster, statement: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let admin = sea_orm::Database::connect(cluster.url()).await.expect("the server answers");
        for statement in [statement, "SELECT pg_reload_conf()"] {
            admin.execute_unprepared(statement).await.expect("the setting is taken");
        }
        admin.close().await.expect("goodbye");
    });
}

/// Signs in until this is the answer: connections take a setting a moment later.
fn signs_in(site: &Site, status: u16) -> Answer {
    let fields = [("email", EMAIL), ("password", PASSWORD)];
    for _ in 0..50 {
        let answer = site.visitor().post("/account/sign-in", &fields);
        if answer.status == status {
            return answer;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("nobody was answered {status}");
}

#[test]
fn bad_input_88_while_the_database_is_read_only_pages_go_on_and_who_writes_is_told_when_to_come() {
    if postgres::skipped() {
        return;
    }
    let cluster = Cluster::start().expect("a server of its own");
    let mut site = Site::start("serve", Some(cluster.url().to_owned()));
    let mut mina = administrator(&mut site);
    set(&cluster, "ALTER SYSTEM SET default_transaction_read_only = on");
    let refused = signs_in(&site, 503);
    assert!(refused.header("retry-after").is_some(), "{:?}", refused.headers);
    // Pages that nobody asked for before, and one of somebody who is signed in.
    for path in ["/en/", "/en/about", "/ko/news", "/ar/members"] {
        site.visitor().get(path).expect(200);
    }
    mina.get("/desk/").expect(200);
    signs_in(&site, 503);
    set(&cluster, "ALTER SYSTEM RESET default_transaction_read_only");
    assert!(signs_in(&site, 303).location().starts_with("/account/"));
    assert!(site.stop().success());
}
