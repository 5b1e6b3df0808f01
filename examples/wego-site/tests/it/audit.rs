//! The audit log of a running site, checked by whoever does not trust it.

use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use eframe_core::test::python;

use crate::site::{Site, binary, databases};

/// What the other program says of an address.
pub(crate) fn outsider(site: &Site, arguments: &[&str]) -> (bool, String) {
    let program =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/verify_audit.py");
    let mut run = Command::new(python());
    run.args(["-B", "-I"]).arg(program).arg(format!("http://{}/audit", site.address));
    told(&run.args(arguments).output().expect("it starts"))
}

/// What the site's own command says.
fn operator(site: &Site, arguments: &[&str]) -> (bool, String) {
    let mut run = binary();
    run.args(arguments).args(["--database", &site.database, "--data"]).arg(site.data.path());
    told(&run.output().expect("it runs"))
}

fn told(output: &Output) -> (bool, String) {
    let said = [&output.stdout[..], &output.stderr[..]].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

/// Waits until everything the site decided so far is sealed.
fn sealed(site: &Site) -> String {
    let begun = Instant::now();
    loop {
        let (good, said) = operator(site, &["verify"]);
        assert!(good, "{said}");
        if !said.contains(" to be sealed") && !said.starts_with("no entry ") {
            return said;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "it is not sealed: {said}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn bad_input_92_an_outsider_checks_the_running_site_and_keeps_a_checkpoint() {
    for database in databases() {
        let mut site = Site::start("serve", database);
        let said = sealed(&site);
        let (good, key) = operator(&site, &["audit-key"]);
        assert!(good && said.contains(key.trim()), "{key}: {said}");
        let kept = site.data.path().join("kept.txt").display().to_string();
        let key = key.trim();
        let (good, said) = outsider(&site, &["--key", key, "--keep", &kept, "--entry", "0"]);
        assert!(good && said.contains("entry 0 is in it: {\"action\":"), "{said}");
        let (good, said) = operator(&site, &["verify", "--checkpoint", &kept]);
        assert!(good && said.contains("the kept checkpoint of "), "{said}");
        let mut visitor = site.visitor();
        visitor.get("/audit/tile/0/999").expect(404);
        visitor.get("/audit/proof/inclusion/0").expect(200);
        assert!(site.stop().success());
        another_key(&mut site, &kept);
    }
}

/// A site whose key was lost says so and does not start, until it is told to go on with a new one.
fn another_key(site: &mut Site, kept: &str) {
    let file = site.data.path().join("audit.key");
    std::fs::remove_file(&file).expect("lost");
    let (started, why) = operator(site, &["serve", "--log", "error", "--listen", "127.0.0.1:0"]);
    assert!(!started && why.lines().count() == 1 && why.contains("audit-key --new"), "{why}");
    let (good, key) = operator(site, &["audit-key", "--new"]);
    assert!(good && key.contains("restart every instance"), "{key}");
    let signed = format!("signed by {} and before by", key.lines().next().unwrap_or_default());
    let (good, said) = operator(site, &["verify", "--checkpoint", kept]);
    assert!(good && said.contains(&signed), "{said}");
    let (good, newer) = operator(site, &["audit-key", "--new"]);
    assert!(good && newer != key, "{newer}");
    assert!(file.with_extension("key.old").exists());
    let (good, refused) = operator(site, &["audit-key", "--new"]);
    assert!(!good && refused.contains("audit.key.old is there already"), "{refused}");
    let (good, still) = operator(site, &["audit-key"]);
    assert!(good && newer.starts_with(still.trim()), "{still} after {newer}");
}

/// What stands between the tags of each `pre` of a page.
fn lines(page: &str) -> Vec<&str> {
    let shown = page.split("<pre ").skip(1).filter_map(|rest| rest.split_once('>'));
    shown.filter_map(|(_, rest)| rest.split("</pre>").next()).collect()
}

#[test]
fn whoever_kept_a_seal_finds_the_keys_that_signed_before() {
    let site = Site::start("serve", None);
    sealed(&site);
    let (_, old) = operator(&site, &["audit-key"]);
    let old = old.trim().to_owned();
    let folder = tempfile::tempdir().expect("a folder");
    let kept = folder.path().join("kept.txt").display().to_string();
    let (good, said) = outsider(&site, &["--key", &old, "--keep", &kept]);
    assert!(good, "{said}");
    let (database, data) = site.leave();
    let mut another = binary();
    another.args(["audit-key", "--new", "--database", &database, "--data"]).arg(data.path());
    let (good, said) = told(&another.output().expect("it runs"));
    assert!(good, "{said}");
    let site = Site::start_in("serve", database, data);
    let (_, new) = operator(&site, &["audit-key"]);
    let new = new.trim();
    for code in ["en", "ko", "ru", "zh", "es", "fr", "ar"] {
        let page = site.visitor().get(&format!("/{code}/audit"));
        let shown = lines(page.expect(200));
        assert_eq!(shown[1..3], [new, old.as_str()], "{code}");
    }
    let page = site.visitor().get("/en/audit");
    let plain = page.expect(200).replace(['\u{2068}', '\u{2069}'], "");
    assert!(plain.contains("<p>From entry 0 on:</p>"), "{plain}");
    let (good, said) =
        outsider(&site, &["--key", new, "--key", &old, "--checkpoint", &kept, "--keep", &kept]);
    assert!(good, "{said}");
}

#[test]
fn whoever_reads_the_site_finds_how_to_check_what_was_decided() {
    let site = Site::start("serve", None);
    sealed(&site);
    let mut visitor = site.visitor();
    for path in ["/audit", "/audit/"] {
        let led = visitor.get_with(path, &[("accept-language", "fr")]);
        assert_eq!(led.location(), "/fr/audit");
        assert_eq!(led.header("vary"), Some("accept-language"));
    }
    let (_, key) = operator(&site, &["audit-key"]);
    let (key, log) = (key.trim(), format!("http://{}/audit", site.address));
    let program = visitor.get("/audit/verify_audit.py");
    let lines_in_all = format!(" {}", (program.expect(200).lines().count() + 50) / 100 * 100);
    for code in ["en", "ko", "ru", "zh", "es", "fr", "ar"] {
        let front = visitor.get(&format!("/{code}/"));
        let foot = front.expect(200).split("<footer").nth(1).expect("a foot");
        assert!(foot.contains(&format!("href=\"/{code}/audit\"")), "{foot}");
        let page = visitor.get(&format!("/{code}/audit"));
        assert!(page.expect(200).contains(&lines_in_all), "{code}: how long the program is");
        let shown = lines(page.expect(200));
        let command = format!("python3 verify_audit.py {log} --key \"{key}\" --");
        assert_eq!(shown[..2], [log.as_str(), key], "{code}");
        assert!(shown[2..].iter().all(|line| line.starts_with(&command)), "{shown:?}");
    }
    // The program that it offers is the one that is described, and takes what the page says.
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(program.header("content-type"), Some("text/plain; charset=utf-8"));
    std::fs::write(folder.path().join("verify_audit.py"), program.expect(200)).expect("written");
    for line in &lines(visitor.get("/en/audit").expect(200))[2..] {
        let line = line.replacen("python3", &python().display().to_string(), 1);
        let run =
            Command::new("sh").args(["-c", line.as_str()]).current_dir(folder.path()).output();
        let (good, said) = told(&run.expect("it starts"));
        assert!(good && said.starts_with("good: "), "{line}: {said}");
    }
}
