use super::query::{DnsError, Resolver};
use crate::letter::Signer;

/// So many bytes one text of a record holds.
const LONGEST: usize = 255;

/// A record that is to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Where.
    pub name: String,
    /// `TXT` or `MX`.
    pub kind: &'static str,
    /// What, or an example where only the house knows.
    pub value: String,
    purpose: Purpose,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    Spf,
    Dkim,
    Dmarc,
    Returns,
}

/// Whether a record is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It is, and does its work.
    Published,
    /// It is not.
    Missing,
    /// Something else is; this is what.
    Differs(String),
    /// It keeps nobody from sending in the domain's name, or is there twice; this is what.
    Useless(String),
}

/// What a domain publishes for its newsletter.
#[must_use]
pub fn wanted(domain: &str, signers: &[Signer]) -> Vec<Record> {
    let text = |name: String, value: String, purpose| Record { name, kind: "TXT", value, purpose };
    let mut records = vec![text(domain.to_owned(), "v=spf1 a mx -all".to_owned(), Purpose::Spf)];
    records
        .extend(signers.iter().map(|signer| text(signer.name(), signer.record(), Purpose::Dkim)));
    let policy = format!("v=DMARC1; p=quarantine; rua=mailto:postmaster@{domain}");
    records.push(text(format!("_dmarc.{domain}"), policy, Purpose::Dmarc));
    let returns = format!("10 mail.{domain}.");
    records.push(Record {
        name: domain.to_owned(),
        kind: "MX",
        value: returns,
        purpose: Purpose::Returns,
    });
    records
}

impl Record {
    /// Looks whether it is published.
    ///
    /// # Errors
    /// When no name server tells.
    pub async fn check(&self, resolver: &Resolver) -> Result<Finding, DnsError> {
        if self.purpose == Purpose::Returns {
            let takes = resolver.takes_mail(&self.name).await?;
            return Ok(if takes { Finding::Published } else { Finding::Missing });
        }
        Ok(self.judge(&resolver.texts(&self.name).await?))
    }

    /// The value as a zone file has it: a text in quotes, since a semicolon would begin a comment (RFC 1035, 5.1), and in several
    /// where it is longer than one may be (3.3.14); they are read as one.
    #[must_use]
    pub fn written(&self) -> String {
        if self.kind != "TXT" {
            return self.value.clone();
        }
        let (mut written, mut length) = (String::from('"'), 0);
        for character in self.value.chars() {
            if length + character.len_utf8() > LONGEST {
                written.push_str("\" \"");
                length = 0;
            }
            if matches!(character, '"' | '\\') {
                written.push('\\');
            }
            written.push(character);
            length += character.len_utf8();
        }
        written.push('"');
        written
    }

    fn judge(&self, texts: &[String]) -> Finding {
        let begin = match self.purpose {
            Purpose::Spf => "v=spf1",
            Purpose::Dkim => "",
            Purpose::Dmarc | Purpose::Returns => "v=DMARC1",
        };
        let ours = texts
            .iter()
            .filter(|text| text.to_ascii_lowercase().starts_with(&begin.to_ascii_lowercase()));
        let ours: Vec<&String> = ours.collect();
        match (ours.as_slice(), self.purpose) {
            ([], _) => Finding::Missing,
            // Two of them are none (RFC 7208, 4.5; RFC 6376, 3.6.2.2; RFC 7489, 6.6.3).
            ([_, _, ..], _) => Finding::Useless(ours[0].clone()),
            ([one], Purpose::Dkim) if field(one, "p") == field(&self.value, "p") => {
                Finding::Published
            }
            ([one], Purpose::Dkim) => Finding::Differs((*one).clone()),
            ([one], Purpose::Spf) if !keeps_others_out(one) => Finding::Useless((*one).clone()),
            ([one], Purpose::Dmarc) if field(one, "p").is_empty() => {
                Finding::Useless((*one).clone())
            }
            ([_], _) => Finding::Published,
        }
    }
}

/// Whether an SPF record ends by refusing everybody whom it does not name, itself or by the record that it leads to. Without
/// that nothing follows from it (RFC 7208, 4.7); what stands behind `all` does not count (5.1).
fn keeps_others_out(spf: &str) -> bool {
    let words = spf.split_whitespace().map(str::to_ascii_lowercase);
    let words: Vec<String> = words.collect();
    match words.iter().find(|word| word.trim_start_matches(['+', '-', '~', '?']) == "all") {
        Some(all) => matches!(all.as_str(), "-all" | "~all"),
        None => words.iter().any(|word| word.starts_with("redirect=")),
    }
}

/// The value of a field of `a=1; b=2`, without blanks.
fn field(text: &str, name: &str) -> String {
    let mut fields = text.split(';').filter_map(|field| field.split_once('='));
    let found = fields.find(|(known, _)| known.trim() == name).map(|(_, value)| value);
    found.unwrap_or_default().split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::super::query::tests::server;
    use super::*;
    use crate::letter::Key;

    /// Made for this test alone: `openssl genpkey -algorithm ed25519`.
    const KEY: &str = include_str!("../../tests/it/keys/ed25519.pem");

    fn records() -> Vec<Record> {
        let key = Key::from_pem(KEY.as_bytes()).unwrap();
        wanted("city.example", &[Signer::new("city.example", "news1", key)])
    }

    #[tokio::test]
    async fn published_records_are_found_and_missing_ones_named() {
        let dkim = records()[1].value.clone();
        let resolver = server(
            vec![
                ("city.example", "v=spf1 ip4:192.0.2.1 -all".to_owned()),
                ("city.example", "other=1".to_owned()),
                ("news1._domainkey.city.example", dkim.replace("; p=", ";  p= ")),
            ],
            false,
        );
        let resolver = resolver.await;
        let mut findings = Vec::new();
        for record in records() {
            findings.push(record.check(&resolver).await.unwrap());
        }
        use Finding::{Missing, Published};
        assert_eq!(findings, [Published, Published, Missing, Published]);
    }

    #[test]
    fn a_long_record_is_written_in_pieces_that_a_zone_file_holds() {
        let key = include_bytes!("../../tests/it/keys/rsa.pem");
        let signer = Signer::new("city.example", "news2", Key::from_pem(key).unwrap());
        let long = &wanted("city.example", &[signer])[1];
        let written = long.written();
        let pieces: Vec<&str> = written.trim_matches('"').split("\" \"").collect();
        assert!(pieces.len() == 2 && pieces[0].len() == 255, "{written}");
        assert!(pieces[1].len() <= 255 && pieces.concat() == long.value, "{written}");
        let [spf, .., exchanger] = &records()[..] else { panic!("four records") };
        assert_eq!(spf.written(), "\"v=spf1 a mx -all\"");
        assert_eq!(exchanger.written(), "10 mail.city.example.");
    }

    #[test]
    fn a_record_that_does_not_do_its_work_is_shown() {
        let [spf, dkim, dmarc, _] = &records()[..] else { panic!("four records") };
        let judge = |record: &Record, text: &str| record.judge(&[text.to_owned()]);
        for open in ["v=spf1 +all", "v=spf1 a ALL", "v=spf1 mx ?all -all", "v=spf1 a mx", "v=spf1"]
        {
            assert!(matches!(judge(spf, open), Finding::Useless(_)), "{open}");
        }
        for closed in ["v=spf1 mx -all", "V=SPF1 a ~ALL", "v=spf1 redirect=_spf.city.example"] {
            assert_eq!(judge(spf, closed), Finding::Published, "{closed}");
        }
        assert!(matches!(judge(dkim, "v=DKIM1; k=ed25519; p=AAAA"), Finding::Differs(_)));
        assert!(matches!(judge(dmarc, "v=DMARC1; rua=mailto:a@b.example"), Finding::Useless(_)));
        let twice = ["v=spf1 -all".to_owned(), "v=spf1 mx -all".to_owned()];
        assert!(matches!(spf.judge(&twice), Finding::Useless(_)));
    }
}
