//! The site's secret: a file of its own that only the site's user may read.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use eframe_core::Randomness;

use crate::settings::WrongSetting;

/// Bytes of a secret.
const LENGTH: usize = 32;
/// What the file is called in the data folder.
pub(crate) const FILE: &str = "secret.key";

/// Reads the secrets of `folder`, newest first, or makes the first one.
///
/// One secret of 64 hexadecimal digits a line. To rotate, put a new line on top: what the old ones signed
/// stays good until their lines go.
///
/// # Errors
/// When the file can be read by others, or a line is no secret.
pub(crate) fn read(folder: &Path, random: &dyn Randomness) -> Result<Vec<[u8; LENGTH]>, WrongSetting> {
    let path = folder.join(FILE);
    let wrong = |what: String| WrongSetting::new("data", format!("{}: {what}", path.display()));
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            make(&path, random).map_err(|error| wrong(format!("{error}; make the folder writable")))?
        }
        Err(error) => return Err(wrong(format!("{error}; make it readable for the site's user"))),
    };
    let mode = fs::metadata(&path).map_err(|error| wrong(error.to_string()))?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(wrong("others may read it; chmod 600 it, and put a new secret on top if they may have".to_owned()));
    }
    let secrets: Option<Vec<_>> = text.lines().filter(|line| !line.trim().is_empty()).map(parse).collect();
    match secrets {
        Some(secrets) if !secrets.is_empty() => Ok(secrets),
        _ => Err(wrong("every line must be 64 hexadecimal digits; delete the file to get a new secret".to_owned())),
    }
}

fn make(path: &Path, random: &dyn Randomness) -> io::Result<String> {
    let mut secret = [0; LENGTH];
    random.fill(&mut secret);
    let text = secret.iter().map(|byte| format!("{byte:02x}")).collect::<String>() + "\n";
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    if let Some(folder) = path.parent() {
        File::open(folder)?.sync_all()?;
    }
    Ok(text)
}

/// A line as a secret; one whose bytes are nearly all equal was typed, not made.
fn parse(line: &str) -> Option<[u8; LENGTH]> {
    let line = line.trim();
    let mut secret = [0; LENGTH];
    if line.len() != 2 * LENGTH || !line.is_ascii() {
        return None;
    }
    for (place, byte) in secret.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&line[2 * place..2 * place + 2], 16).ok()?;
    }
    let kinds = secret.iter().collect::<std::collections::BTreeSet<_>>().len();
    (kinds >= 8).then_some(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting;
    impl Randomness for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for (place, byte) in bytes.iter_mut().enumerate() {
                *byte = u8::try_from(place).unwrap();
            }
        }
    }

    #[test]
    fn bad_input_93_a_secret_is_made_once_for_the_sites_user_alone() {
        let folder = tempfile::tempdir().unwrap();
        let first = read(folder.path(), &Counting).unwrap();
        assert_eq!(first, read(folder.path(), &Counting).unwrap());
        let mode = fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn bad_input_93_a_weak_or_readable_secret_stops_the_start() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        read(folder.path(), &Counting).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        let line = read(folder.path(), &Counting).unwrap_err().to_string();
        assert!(line.contains("chmod 600") && line.contains("secret.key"), "{line}");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        for weak in ["", "change me", &"0".repeat(64), &"00ff".repeat(16)] {
            fs::write(&path, weak).unwrap();
            assert!(read(folder.path(), &Counting).is_err(), "{weak}");
        }
    }

    #[test]
    fn bad_input_93_a_new_secret_goes_on_top_and_the_old_stays() {
        let folder = tempfile::tempdir().unwrap();
        let old = read(folder.path(), &Counting).unwrap();
        let path = folder.path().join(FILE);
        let new = "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2f";
        let text = format!("{new}\n{}", fs::read_to_string(&path).unwrap());
        fs::write(&path, text).unwrap();
        let both = read(folder.path(), &Counting).unwrap();
        assert_eq!((both.len(), both[1]), (2, old[0]));
    }
}
