use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::key::{PublicKey, SealKey};
use crate::Digest;

/// What is signed of a log: its name, how many entries it has, and the root of the tree over them (C2SP tlog-checkpoint).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name.
    pub origin: String,
    /// How many entries.
    pub size: u64,
    /// The Merkle tree hash over them.
    pub root: Digest,
}

/// A checkpoint as somebody keeps it: with the signatures under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    /// What it says.
    pub checkpoint: Checkpoint,
    text: String,
    signatures: String,
}

/// A text that is no signed checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "this is no signed checkpoint: it has a name, a number, a root and, after an empty line, signatures"
)]
pub struct NoCheckpoint;

impl Checkpoint {
    /// The note that is served and kept.
    pub(super) fn sign(&self, key: &SealKey) -> String {
        key.sign(&self.text())
    }

    fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, BASE64_STANDARD.encode(self.root.bytes()))
    }
}

impl SignedCheckpoint {
    /// Whether this key signed it.
    pub fn is_signed_by(&self, key: &PublicKey) -> bool {
        key.name() == self.checkpoint.origin && key.signed(&self.text, &self.signatures)
    }
}

impl std::str::FromStr for SignedCheckpoint {
    type Err = NoCheckpoint;

    fn from_str(note: &str) -> Result<Self, NoCheckpoint> {
        let (text, signatures) = note.rsplit_once("\n\n").ok_or(NoCheckpoint)?;
        // Nothing stands under it but whole lines with signatures.
        if !signatures.ends_with('\n')
            || !signatures.lines().all(|line| line.starts_with("\u{2014} "))
        {
            return Err(NoCheckpoint);
        }
        let text = format!("{text}\n");
        let mut lines = text.lines();
        let mut line = || lines.next().filter(|line| !line.is_empty()).ok_or(NoCheckpoint);
        let (origin, size, root) = (line()?.to_owned(), line()?, line()?);
        let number: u64 = size.parse().map_err(|_| NoCheckpoint)?;
        let root = BASE64_STANDARD.decode(root).map_err(|_| NoCheckpoint)?;
        let root = Digest::new(root.try_into().map_err(|_| NoCheckpoint)?);
        if number.to_string() != size {
            return Err(NoCheckpoint);
        }
        let checkpoint = Checkpoint { origin, size: number, root };
        Ok(Self { checkpoint, text, signatures: signatures.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Randomness, sha256};

    struct Nines;

    impl Randomness for Nines {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(9);
        }
    }

    #[test]
    fn a_checkpoint_is_read_as_it_was_signed() {
        let key = SealKey::new("city.example/audit", &Nines).expect("a key");
        let checkpoint =
            Checkpoint { origin: key.name().to_owned(), size: 20, root: sha256(b"root") };
        let note = checkpoint.sign(&key);
        let read: SignedCheckpoint = note.parse().expect("a checkpoint");
        assert_eq!(read.checkpoint, checkpoint);
        assert!(read.is_signed_by(&key.public()));
        let forged: SignedCheckpoint = note.replace("\n20\n", "\n21\n").parse().expect("a form");
        assert!(!forged.is_signed_by(&key.public()));
        for broken in [
            "",
            "a\n1\n",
            &note.replace("\n20\n", "\n020\n"),
            &note.replace("\n\n", "\n"),
            &(note.clone() + " "),
        ] {
            assert_eq!(broken.parse::<SignedCheckpoint>(), Err(NoCheckpoint), "{broken:?}");
        }
    }
}
