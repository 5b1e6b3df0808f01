//! `wego.toml`, by the names of the flags.

use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::WrongSetting;
use super::newsletter;
use super::oidc;
use super::publishing::Publishing;
use super::s3;
use super::webhooks;

/// The settings a file may hold.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct File {
    pub(super) listen: Option<String>,
    pub(super) database: Option<String>,
    pub(super) data: Option<PathBuf>,
    pub(super) files_quota: Option<String>,
    pub(super) smtp: Option<String>,
    pub(super) smtp_authorities: Option<PathBuf>,
    pub(super) mail_from: Option<String>,
    pub(super) secretariat: Option<String>,
    pub(super) second_factor: Option<String>,
    pub(super) public_url: Option<String>,
    pub(super) proxy: Option<String>,
    pub(super) metrics: Option<String>,
    pub(super) traces: Option<String>,
    pub(super) traces_share: Option<String>,
    pub(super) pages_ahead: Option<bool>,
    pub(super) log: Option<String>,
    pub(super) publishing: Publishing,
    pub(super) newsletter: newsletter::Section,
    pub(super) oidc: oidc::Section,
    pub(super) s3: s3::Section,
    pub(super) webhooks: webhooks::Section,
    /// The file itself.
    #[serde(skip)]
    pub(super) path: Option<PathBuf>,
}

impl File {
    /// Reads the named file, or the usual one when it is there.
    pub(super) fn read(named: Option<&Path>, usual: &Path) -> Result<Self, WrongSetting> {
        let path = named.unwrap_or(usual);
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if named.is_none() && error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(error) => {
                let what = format!("{}: {error}; name a file that can be read", path.display());
                return Err(WrongSetting::new("config", what));
            }
        };
        let mut file: Self = toml::from_str(&text).map_err(|error| {
            let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
            let what =
                format!("{} line {line}: {}; mend that line", path.display(), error.message());
            WrongSetting::new("config", what)
        })?;
        // Secrets that a service is handed lie beside its settings, in a folder whose name nobody can write down.
        let folder = path.parent().unwrap_or(Path::new(""));
        file.s3.is_beside(folder);
        file.smtp_authorities = file.smtp_authorities.map(|path| folder.join(path));
        file.newsletter.is_beside(folder);
        file.path = Some(path.to_owned());
        Ok(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_secret_lies_beside_the_file_that_names_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("wego.toml");
        let text = "smtp-authorities = \"mail-ca.pem\"\n\
            [s3]\ncredentials = \"s3\"\nauthorities = \"/etc/ca.pem\"\n";
        std::fs::write(&path, text).unwrap();
        let file = File::read(Some(&path), Path::new("-")).unwrap();
        assert_eq!(file.smtp_authorities, Some(folder.path().join("mail-ca.pem")));
        assert_eq!(file.s3.credentials, Some(folder.path().join("s3")));
        assert_eq!(file.s3.authorities, Some(PathBuf::from("/etc/ca.pem")));
    }

    #[test]
    fn a_misspelt_setting_is_named_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("wego.toml");
        std::fs::write(&path, "listen = \"127.0.0.1:1\"\ndatabse = \"sqlite:x\"\n").unwrap();
        let line = File::read(Some(&path), Path::new("-")).unwrap_err().to_string();
        assert!(line.contains("wego.toml line 2") && line.contains("databse"), "{line}");
    }
}
