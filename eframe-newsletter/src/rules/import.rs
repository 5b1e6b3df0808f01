//! A list that was kept elsewhere, as a file: read and checked whole, then taken in.
//!
//! The form is specified in `docs/reference/newsletter.md`: CSV, a line a person. What is wrong is named by line and
//! column, all of it at once, and nothing of a file that has a fault is taken. Whoever wanted no more stays out.

use std::collections::BTreeSet;

use eframe_core::sheet::{self, MOST_FAULTS};
use eframe_core::{
    Actor, Commit, Decision, Digest, FieldErrors, Language, Subject, Timestamp, id, sha256,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::Change;
use crate::Refusal;
use crate::event::{IMPORT as AN_IMPORT, Imported as ImportedEvent};
use crate::model::{Address, ConsentId, Mark, SubscriberId};
use crate::permission::{IMPORT, IMPORTED};

pub use eframe_core::sheet::Fault;

id! {
    /// Names an import.
    pub struct ImportId;
}

/// What whoever brings a list in states of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What shows that these people said yes, and to what: where, when, by which words.
    pub proof: String,
    /// The language of those whose line names none.
    pub language: Language,
}

/// A person whom a file brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line they stand in.
    pub line: u64,
    /// Their address.
    pub address: Address,
    /// The language they read.
    pub language: Language,
    /// What the line itself says of their consent.
    pub proof: String,
}

/// A person of a checked list as they are staged, with the ids that they are given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staged {
    /// Who they become.
    pub id: SubscriberId,
    /// What the ledger calls their consent.
    pub consent: ConsentId,
    /// Their address.
    pub address: Address,
    /// Its mark.
    pub mark: Mark,
    /// The language they read.
    pub language: Language,
    /// What shows their consent, as it is stated of all.
    pub proof: String,
    /// What their own line says of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<String>,
}

/// What of a list is there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Among {
    /// So many asked before, whatever came of it.
    pub known: u64,
    /// So many are held back: they wanted no more, or mail to them comes back.
    pub held_back: u64,
}

/// What an import did, or would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Imported {
    /// Names it.
    pub import: ImportId,
    /// SHA-256 of the file.
    pub sha256: Digest,
    /// So many get the newsletter by it.
    pub new: u64,
    /// So many were passed over: the house knows them.
    pub known: u64,
    /// So many were passed over: nothing may be sent to them.
    pub held_back: u64,
}

/// The most people that a file brings.
pub const MOST_PEOPLE: usize = 200_000;
/// The most that a file has, in million bytes.
pub const MOST_MEGABYTES: u16 = 32;
/// How long what a list states of itself may be, in characters.
const LONGEST_PROOF: usize = 1_000;
/// What says less is no proof.
const SHORTEST_PROOF: usize = 20;
impl Statement {
    /// Takes a statement in.
    ///
    /// # Errors
    /// When it says too little to prove anything, or too much to be kept with each line.
    pub fn new(proof: &str, language: Language) -> Result<Self, FieldErrors> {
        let proof = proof.trim().to_owned();
        let (length, mut errors) = (proof.chars().count(), FieldErrors::new());
        errors.check(length >= SHORTEST_PROOF, "proof", "newsletter.desk.import.proof-short");
        if length > LONGEST_PROOF {
            let max = vec![("max", LONGEST_PROOF.to_string())];
            errors.add_with("proof", "core.field.long", max);
        }
        errors.finish(Self { proof, language })
    }
}

/// Reads a file into people.
///
/// # Errors
/// Every fault: no UTF-8, no such column, too many cells, no address, no such language, one address twice; after 200, no
/// more are looked for.
pub fn read_list(bytes: &[u8], statement: &Statement) -> Result<Vec<Line>, Vec<Fault>> {
    let text = sheet::text(bytes).map_err(|fault| vec![fault])?;
    let (mut people, mut faults, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (line, cells) in sheet::table(text, ["address", "language", "proof"], &["address"])? {
        let read = person(line, &cells, statement).and_then(|line| {
            let twice = Fault::new(line.line, "address", "newsletter.desk.import.twice");
            if seen.insert(line.address.key()) { Ok(line) } else { Err(vec![twice]) }
        });
        match read {
            Ok(line) => people.push(line),
            Err(wrong) => faults.extend(wrong),
        }
        if faults.len() >= MOST_FAULTS {
            break;
        }
        if people.len() > MOST_PEOPLE {
            let args = vec![("most", MOST_PEOPLE.to_string())];
            return Err(vec![Fault { args, ..Fault::new(0, "", "newsletter.desk.import.many") }]);
        }
    }
    if people.is_empty() && faults.is_empty() {
        faults.push(Fault::new(0, "", "newsletter.desk.import.empty"));
    }
    if faults.is_empty() { Ok(people) } else { Err(faults) }
}

fn person(
    line: u64,
    [address, language, proof]: &[String; 3],
    statement: &Statement,
) -> Result<Line, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut wrong = |column: &str, key| faults.push(Fault::new(line, column, key));
    let address = address.parse::<Address>();
    if address.is_err() {
        wrong("address", "newsletter.desk.import.address");
    }
    let language = match language.trim() {
        "" => Ok(statement.language),
        code => code.to_lowercase().parse::<Language>(),
    };
    let language = language.ok().filter(|one| Language::ALL.contains(one));
    if language.is_none() {
        wrong("language", "newsletter.desk.import.language");
    }
    let proof = proof.trim();
    if proof.chars().count() > LONGEST_PROOF || proof.chars().any(char::is_control) {
        wrong("proof", "newsletter.desk.import.proof");
    }
    match (address, language) {
        (Ok(address), Some(language)) if faults.is_empty() => {
            Ok(Line { line, address, language, proof: proof.to_owned() })
        }
        _ => Err(faults),
    }
}

/// The people of a checked list as they are staged.
pub fn staged(
    people: &[Line],
    statement: &Statement,
    mark: impl Fn(&Address) -> Mark,
    mut given: impl FnMut() -> (SubscriberId, ConsentId),
) -> Vec<Staged> {
    let one = |line: &Line| {
        let (id, consent) = given();
        let proof = statement.proof.clone();
        let own = Some(line.proof.clone()).filter(|own| !own.is_empty());
        let (address, language) = (line.address.clone(), line.language);
        Staged { id, consent, mark: mark(&address), address, language, proof, own }
    };
    people.iter().map(one).collect()
}

/// Makes the people of a checked list real, who were staged under `import` before: by one change.
///
/// # Errors
/// When the actor may not.
pub fn adopt(
    import: ImportId,
    file: &[u8],
    people: usize,
    among: Among,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Imported>, Refusal> {
    actor.require(IMPORT)?;
    let sha256 = sha256(file);
    let Among { known, held_back } = among;
    let new = (people as u64).saturating_sub(known + held_back);
    let imported = Imported { import, sha256, new, known, held_back };
    let facts = json!({ "sha256": sha256, "new": new, "known": known, "heldBack": held_back });
    let commit = Commit::by(actor, now)
        .change(Change::Adopt { import, file: sha256 })
        .audit(IMPORTED, Subject::of(AN_IMPORT, import.uuid()), facts)
        .send(&ImportedEvent { import, subscribers: new });
    Ok(Decision::new(commit, imported))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement() -> Statement {
        let proof = "Lists signed at the assembly of 2025 in Ulyanovsk";
        Statement::new(proof, Language::RU).expect("a statement")
    }

    fn faults(text: &str) -> Vec<(u64, String, &'static str)> {
        let wrong = read_list(text.as_bytes(), &statement()).expect_err("faults");
        wrong.into_iter().map(|one| (one.line, one.column, one.key)).collect()
    }

    #[test]
    fn bad_input_29_a_list_from_any_spreadsheet_is_read() {
        for text in [
            "address,language,proof\nmina@seoul.example,ko,\"said \"\"yes\"\", twice\"\n",
            "\u{feff}Address;Language;Proof\r\nmina@seoul.example;KO;\"said \"\"yes\"\", twice\"\r\n\r\n",
            "proof\taddress\tlanguage\n\"said \"\"yes\"\", twice\"\tmina@seoul.example\tko",
        ] {
            let people = read_list(text.as_bytes(), &statement()).expect(text);
            assert_eq!(people.len(), 1, "{text}");
            assert_eq!(people[0].address.as_str(), "mina@seoul.example");
            assert_eq!((people[0].language, people[0].line), (Language::KO, 2));
            assert_eq!(people[0].proof, "said \"yes\", twice");
        }
        let bare = read_list(b"address\nmina@seoul.example\n", &statement()).expect("read");
        assert_eq!((bare[0].language, bare[0].proof.as_str()), (Language::RU, ""));
        // What a spreadsheet would take for a formula comes back as it went out.
        let formula = sheet::harmless("=mina@seoul.example");
        assert_eq!(formula, "'=mina@seoul.example");
        let back = read_list(format!("address\n{formula}\n").as_bytes(), &statement());
        assert_eq!(back.expect("read")[0].address.as_str(), "=mina@seoul.example");
    }

    #[test]
    fn bad_input_29_bad_lines_are_named() {
        let text = "address,language\r\nmina@seoul.example,ko\r\nmina,ko\r\nana@porto.example,xx\r\n\
                    MINA@seoul.example,ko\r\nonly@one.example\r\n";
        let wrong = faults(text);
        let named = |line, column: &str, key| (line, column.to_owned(), key);
        assert_eq!(wrong, [named(6, "", "core.desk.sheet.cells"),], "the form comes first");
        let text = text.replace("only@one.example\r\n", "");
        assert_eq!(
            faults(&text),
            [
                named(3, "address", "newsletter.desk.import.address"),
                named(4, "language", "newsletter.desk.import.language"),
                named(5, "address", "newsletter.desk.import.twice"),
            ]
        );
        assert_eq!(faults("")[0].2, "newsletter.desk.import.empty");
        assert_eq!(faults("address\n")[0].2, "newsletter.desk.import.empty");
        assert_eq!(faults("mail\nx@y.example\n")[0].2, "core.desk.sheet.column-unknown");
        assert_eq!(faults("language\nko\n")[0].2, "core.desk.sheet.column-missing");
        assert_eq!(faults("address,address\n")[0].2, "core.desk.sheet.column-twice");
        assert_eq!(faults("address\n\"x@y.example\n")[0].2, "core.desk.sheet.quote");
        let bytes = b"address\nmina@seoul.example\n\xff@x.example";
        let wrong = read_list(bytes, &statement()).expect_err("no text");
        assert_eq!((wrong[0].line, wrong[0].key), (3, "core.desk.sheet.not-utf8"));
    }

    #[test]
    fn a_statement_says_something() {
        for nothing in ["", "yes", "                         "] {
            assert!(Statement::new(nothing, Language::EN).is_err(), "{nothing:?}");
        }
        assert!(Statement::new(&"x".repeat(1_001), Language::EN).is_err());
    }
}
