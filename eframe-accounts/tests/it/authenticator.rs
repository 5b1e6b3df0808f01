//! An authenticator in software: a key pair of P-256, attestation "none", and whatever a false one would say.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use eframe_core::sha256;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING as P256, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};

use crate::visitor::Answer;

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const WITH_KEY: u8 = 0x40;

/// Somebody's phone or security key, with the browser in front of it.
pub(crate) struct Authenticator {
    pub(crate) pkcs8: Vec<u8>,
    pub(crate) id: Vec<u8>,
    /// How often it signed; `None` where it does not count.
    pub(crate) counter: Option<u32>,
    /// Whether it asks for a finger or a PIN.
    pub(crate) verifies: bool,
    /// Whether somebody touched it.
    pub(crate) present: bool,
    /// The site that the browser is at.
    pub(crate) origin: String,
    /// The name that the key is for.
    pub(crate) name: String,
    /// Whose it says it is.
    pub(crate) user: Option<Vec<u8>>,
}

impl Authenticator {
    pub(crate) fn new() -> Self {
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&P256, &SystemRandom::new()).expect("a key");
        let keys = pair(pkcs8.as_ref());
        Self {
            id: sha256(keys.public_key().as_ref()).bytes()[..20].to_vec(),
            pkcs8: pkcs8.as_ref().to_vec(),
            counter: None,
            verifies: true,
            present: true,
            origin: "http://localhost:8080".to_owned(),
            name: "localhost".to_owned(),
            user: None,
        }
    }

    pub(crate) fn counting(counter: u32) -> Self {
        Self { counter: Some(counter), ..Self::new() }
    }

    /// The same key in another device.
    pub(crate) fn copy(&self) -> Self {
        let (pkcs8, id, user) = (self.pkcs8.clone(), self.id.clone(), self.user.clone());
        let (origin, name) = (self.origin.clone(), self.name.clone());
        Self { pkcs8, id, user, origin, name, ..*self }
    }

    /// What it answers to whoever asks for a new key.
    pub(crate) fn make(&self, asked: &Value) -> String {
        self.make_as("webauthn.create", asked)
    }

    pub(crate) fn make_as(&self, kind: &str, asked: &Value) -> String {
        let client = self.client(kind, asked);
        let point = pair(&self.pkcs8);
        let point = point.public_key().as_ref();
        let mut data = self.data(WITH_KEY);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).expect("short").to_be_bytes());
        data.extend(&self.id);
        // A map: type 2 (EC2), algorithm -7 (ES256), curve 1 (P-256), x and y.
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..65]);
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).expect("short"));
        object.extend(data);
        let response = json!({
            "attestationObject": BASE64.encode(object),
            "clientDataJSON": BASE64.encode(client),
            "transports": ["internal", "hybrid"],
        });
        self.answer(&response)
    }

    /// What it answers to whoever asks for a signature.
    pub(crate) fn sign(&mut self, asked: &Value) -> String {
        self.sign_as("webauthn.get", asked)
    }

    pub(crate) fn sign_as(&mut self, kind: &str, asked: &Value) -> String {
        self.counter = self.counter.map(|counter| counter + 1);
        let (client, data) = (self.client(kind, asked), self.data(0));
        let signed = [&data[..], sha256(client.as_bytes()).bytes()].concat();
        let signature = pair(&self.pkcs8).sign(&SystemRandom::new(), &signed).expect("signed");
        let response = json!({
            "authenticatorData": BASE64.encode(data),
            "clientDataJSON": BASE64.encode(client),
            "signature": BASE64.encode(signature.as_ref()),
            "userHandle": self.user.as_ref().map(|user| BASE64.encode(user)),
        });
        self.answer(&response)
    }

    fn answer(&self, response: &Value) -> String {
        let id = BASE64.encode(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response }).to_string()
    }

    fn client(&self, kind: &str, asked: &Value) -> String {
        let challenge = &asked["publicKey"]["challenge"];
        json!({
            "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false,
        })
        .to_string()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let present = if self.present { PRESENT } else { 0 };
        let verified = if self.verifies { VERIFIED } else { 0 };
        let mut data = sha256(self.name.as_bytes()).bytes().to_vec();
        data.push(flags | present | verified);
        data.extend(self.counter.unwrap_or_default().to_be_bytes());
        data
    }
}

fn pair(pkcs8: &[u8]) -> EcdsaKeyPair {
    EcdsaKeyPair::from_pkcs8(&P256, pkcs8, &SystemRandom::new()).expect("the same key")
}

/// What a page asks authenticators.
pub(crate) fn asked(page: &Answer) -> Value {
    let (_, rest) = page.text.split_once("data-options=\"").unwrap_or_else(|| {
        panic!("nothing is asked: {} {}", page.status, page.text);
    });
    let text = rest.split('"').next().unwrap_or_default();
    let plain = [("&quot;", "\""), ("&#x2f;", "/"), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">")];
    let text = plain.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    serde_json::from_str(&text.replace("&amp;", "&")).expect("JSON")
}
