//! Letters as they arrive are believed by an independent verifier: dkimpy, which `cargo xtask test` installs.

use std::io::Write as _;
use std::process::{Command, Stdio};

use eframe_core::test::mail_server::{MailServer, Manner};
use eframe_core::test::python;
use eframe_newsletter::{Key, Sending, Signer};
use serde_json::json;

use crate::house::houses;
use crate::issues::{courier, crowd, ordered, sending};

/// Made for tests alone, by `openssl genpkey`.
const ED25519: &[u8] = include_bytes!("keys/ed25519.pem");
const RSA: &[u8] = include_bytes!("keys/rsa-pkcs1.pem");

/// Reads a letter, records and how many signatures there are to be, and says of each whether it holds.
const VERIFIER: &str = "
import base64, dkim, json, sys
asked = json.load(sys.stdin)
records = {name + '.': text.encode() for name, text in asked['records'].items()}
def find(name, timeout=5):
    name = name.decode() if isinstance(name, bytes) else name
    return records.get(name)
letter = dkim.DKIM(base64.b64decode(asked['letter']))
for index in range(asked['signatures']):
    try:
        print(letter.verify(idx=index, dnsfunc=find))
    except dkim.DKIMException as error:
        print('False', error)
";

fn signers() -> Vec<Signer> {
    let signer =
        |selector, pem| Signer::new("union.example", selector, Key::from_pem(pem).expect("a key"));
    vec![signer("news1", ED25519), signer("news2", RSA)]
}

fn verify(letter: &[u8]) -> Vec<bool> {
    use base64::Engine as _;
    let records: serde_json::Map<_, _> =
        signers().iter().map(|signer| (signer.name(), signer.record().into())).collect();
    let letter = base64::prelude::BASE64_STANDARD.encode(letter);
    let asked = json!({ "records": records, "letter": letter, "signatures": 2 });
    let verifier = Command::new(python())
        .args(["-c", VERIFIER])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut verifier = verifier.expect("install python3-dkim and python3-nacl");
    let mut input = verifier.stdin.take().expect("it is piped");
    input.write_all(asked.to_string().as_bytes()).expect("it reads");
    drop(input);
    let told = verifier.wait_with_output().expect("it ends");
    assert!(told.status.success(), "install python3-dkim and python3-nacl");
    String::from_utf8_lossy(&told.stdout).lines().map(|line| line == "True").collect()
}

#[tokio::test]
async fn an_independent_verifier_believes_every_letter_and_no_changed_one() {
    for house in houses().await {
        crowd(&house, 2).await;
        let server = MailServer::start(|_| Manner::Take).await;
        ordered(&house).await;
        let signing = Sending { signers: signers(), ..sending() };
        courier(&house.newsletter, &server, signing).run_pending().await.expect("sent");
        let kept = server.kept();
        assert_eq!(kept.len(), 2);
        for letter in &kept {
            assert_eq!(verify(&letter.bytes), [true, true]);
        }
        let text = String::from_utf8(kept[0].bytes.clone()).expect("ASCII");
        for (from, to) in [
            ("List-Unsubscribe: <https://union", "List-Unsubscribe: <https://onion"),
            ("List-Unsubscribe-Post: List-", "List-Unsubscribe-Post: Lost-"),
            ("List-Id: <newsletter", "List-Id: <newslettre"),
            ("List-Archive: <https", "List-Archive: <http"),
            ("List-Help: <https", "List-Help: <http"),
            ("Subject: News", "Subject: Olds"),
            ("no more", "no mare"),
            ("MIME-Version:", "From: boss@union.example\r\nMIME-Version:"),
        ] {
            let changed = text.replacen(from, to, 1);
            assert_ne!(changed, text, "{from}");
            assert_eq!(verify(changed.as_bytes()), [false, false], "{to}");
        }
    }
}
