//! Second factors of a running site: asked for by a setting, and taken away from the machine itself.

use std::path::Path;
use std::process::Output;

use eframe_core::World;
use totp_rs::{Builder, Secret};

use crate::http::{Answer, Client};
use crate::membership::letter;
use crate::site::{Site, binary, databases};

const EMAIL: &str = "mina@city.example";
const PASSWORD: &str = "lantern quay elbow 47 thimble";

fn reset(email: &str, database: &str, data: &Path) -> Output {
    let mut run = binary();
    run.args(["accounts", "reset-factor", email, "--database", database, "--data"]).arg(data);
    run.output().expect("the binary runs")
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn refused(output: &Output) -> String {
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let all = String::from_utf8_lossy(&output.stderr).into_owned();
    all.lines().filter(|line| !line.starts_with('{')).collect::<Vec<_>>().join("\n")
}

fn sign_in(browser: &mut Client) -> Answer {
    browser.post("/account/sign-in", &[("email", EMAIL), ("password", PASSWORD)])
}

/// Sets an app up; gives the recovery codes.
fn set_up(browser: &mut Client) -> Vec<String> {
    let begun = browser.post("/account/second-factor/app/new", &[("current-password", PASSWORD)]);
    assert_eq!(begun.location(), "/account/second-factor/app", "{}", begun.body);
    let page = browser.get("/account/second-factor/app");
    let (_, secret) = page.body.split_once(r#"<code class="secret" dir="ltr">"#).expect("a secret");
    let secret = secret.split('<').next().unwrap_or_default().replace(' ', "");
    let secret = Secret::try_from_base32(secret).expect("base 32");
    let app = Builder::new().with_secret(secret).build().expect("a good secret");
    let now = World::system().now().as_second();
    let code = app.generate(u64::try_from(now).expect("after 1970")).to_string();
    let done = browser.post("/account/second-factor/app", &[("code", &code)]);
    let parts = done.body.split(r#"<li><code dir="ltr">"#).skip(1);
    parts.map(|part| part.split('<').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_last_administrator_is_asked_for_a_second_factor_and_helped_from_the_machine() {
    for database in databases() {
        let asks = ["--second-factor", "administrator"];
        let mut site = Site::start_with("serve", database, &asks);
        let url = site.said("first administrator: ");
        let (_, path) = url.split_once("/account/").expect("a link");
        let mut mina = site.visitor();
        let fields =
            [("email", EMAIL), ("name", "Mina"), ("language", "en"), ("password", PASSWORD)];
        let claimed = mina.post(&format!("/account/{path}"), &fields);
        assert_eq!(claimed.location(), "/account/?done=first", "{}", claimed.body);
        for path in ["/desk/", "/desk/accounts/", "/desk/content/", "/account/data/"] {
            let led = mina.get(path).location().to_owned();
            assert!(led.starts_with("/account/second-factor?next="), "{path}: {led}");
        }
        let nothing = refused(&reset(EMAIL, &site.database, site.data.path()));
        assert!(nothing.contains("has no second factor"), "{nothing}");
        let codes = set_up(&mut mina);
        assert_eq!(codes.len(), 10);
        assert_eq!(mina.get("/desk/").status, 200);

        let mut again = site.visitor();
        assert_eq!(sign_in(&mut again).location(), "/account/sign-in/code?with=app");
        assert_eq!(again.get("/desk/").status, 303);
        let entered = again.post("/account/sign-in/code", &[("code", &codes[0])]);
        assert_eq!(entered.location(), "/account/", "{}", entered.body);
        assert_eq!(again.get("/desk/").status, 200);

        let nobody = refused(&reset("omar@city.example", &site.database, site.data.path()));
        assert!(nobody.contains("nobody signs in with omar@city.example"), "{nobody}");
        let wrong = refused(&reset("omar", &site.database, site.data.path()));
        assert!(wrong.contains("is no address"), "{wrong}");
        let told = said(&reset(EMAIL, &site.database, site.data.path()));
        assert!(told.contains("the password is enough"), "{told}");
        assert_eq!(again.get("/desk/").status, 303, "every session has ended");
        let entered = sign_in(&mut site.visitor());
        assert_eq!(entered.location(), "/account/second-factor", "and sets one up anew");
        // Whichever of the two processes hands it over.
        let told = letter(site.data.path(), "Subject: The second factor of your account");
        assert!(told.contains(EMAIL), "{told}");
    }
}

#[test]
fn bad_input_36_a_restored_site_takes_no_code_that_counted_before() {
    let mut site = Site::start("serve", None);
    let url = site.said("first administrator: ");
    let (_, path) = url.split_once("/account/").expect("a link");
    let mut mina = site.visitor();
    let fields = [("email", EMAIL), ("name", "Mina"), ("language", "en"), ("password", PASSWORD)];
    mina.post(&format!("/account/{path}"), &fields).location();
    let codes = set_up(&mut mina);
    let mut used = site.visitor();
    sign_in(&mut used).location();
    let entered = used.post("/account/sign-in/code", &[("code", &codes[0])]);
    assert_eq!(entered.location(), "/account/", "{}", entered.body);

    let folder = tempfile::tempdir().expect("a folder");
    let archive = folder.path().join("site.tar.gz").display().to_string();
    let new = folder.path().join("new");
    std::fs::create_dir(&new).expect("a folder");
    let database = format!("sqlite:{}", new.join("site.sqlite").display());
    let run = |command: &str, database: &str, data: &Path| {
        let mut run = binary();
        run.args([command, &archive, "--database", database, "--data"]).arg(data);
        run.output().expect("the binary runs")
    };
    said(&run("backup", &site.database, site.data.path()));
    for key in ["secret.key", "audit.key"] {
        std::fs::copy(site.data.path().join(key), new.join(key)).expect("copied");
    }
    said(&run("restore", &database, &new));
    let data = tempfile::tempdir().expect("a folder");
    for file in std::fs::read_dir(&new).expect("a folder") {
        let file = file.expect("a file");
        if file.path().is_file() {
            std::fs::copy(file.path(), data.path().join(file.file_name())).expect("copied");
        }
    }
    let database = format!("sqlite:{}", data.path().join("site.sqlite").display());
    let site = Site::start_in("serve", database, data);
    let mut mina = site.visitor();
    assert_eq!(sign_in(&mut mina).location(), "/account/sign-in/code?with=app");
    let again = mina.post("/account/sign-in/code", &[("code", &codes[0])]);
    assert_eq!(again.status, 422, "it counted before the backup");
    let fresh = mina.post("/account/sign-in/code", &[("code", &codes[1])]);
    assert_eq!(fresh.location(), "/account/", "{}", fresh.body);
}
