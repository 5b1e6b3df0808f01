//! `[s3]`: the bucket that people's files are kept in, in the place of the data folder.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use clap::Args;
use eframe_core::upload::{Bucket, S3Keys, WrongBucket};
use serde::Deserialize;

use super::WrongSetting;

/// What may stand on the command line, in the environment or in the section of the file, not yet checked.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Section {
    /// Keep the files people hand in in this bucket of an S3 store; without it they are in DIR/blobs
    #[arg(
        id = "s3_bucket",
        long = "s3-bucket",
        global = true,
        env = "WEGO_S3_BUCKET",
        value_name = "NAME"
    )]
    pub(super) bucket: Option<String>,
    /// The store's address, such as <https://s3.city.example>; Amazon's without it
    #[arg(
        id = "s3_endpoint",
        long = "s3-endpoint",
        global = true,
        env = "WEGO_S3_ENDPOINT",
        value_name = "URL"
    )]
    pub(super) endpoint: Option<String>,
    /// The region that the bucket is in, such as eu-central-1
    #[arg(
        id = "s3_region",
        long = "s3-region",
        global = true,
        env = "WEGO_S3_REGION",
        value_name = "NAME"
    )]
    pub(super) region: Option<String>,
    /// What the names of all objects begin with, such as sites/wego; nothing without it
    #[arg(
        id = "s3_prefix",
        long = "s3-prefix",
        global = true,
        env = "WEGO_S3_PREFIX",
        value_name = "PREFIX"
    )]
    pub(super) prefix: Option<String>,
    /// Whether the bucket is named in the path, and not before the host
    #[arg(
        id = "s3_path_style",
        long = "s3-path-style",
        global = true,
        env = "WEGO_S3_PATH_STYLE",
        value_name = "true|false"
    )]
    pub(super) path_style: Option<bool>,
    /// Whether a store on another machine may be spoken to without TLS
    #[arg(
        id = "s3_plain_http",
        long = "s3-plain-http",
        global = true,
        env = "WEGO_S3_PLAIN_HTTP",
        value_name = "true|false"
    )]
    pub(super) plain_http: Option<bool>,
    /// The file with the bucket's keys; without it `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` in the environment
    #[arg(
        id = "s3_credentials",
        long = "s3-credentials",
        global = true,
        env = "WEGO_S3_CREDENTIALS",
        value_name = "FILE"
    )]
    pub(super) credentials: Option<PathBuf>,
    /// Certificates, as PEM, of authorities of your own that the store's certificate may be signed by
    #[arg(
        id = "s3_authorities",
        long = "s3-authorities",
        global = true,
        env = "WEGO_S3_AUTHORITIES",
        value_name = "FILE"
    )]
    pub(super) authorities: Option<PathBuf>,
}

/// The bucket, and what opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct S3Settings {
    pub(crate) bucket: Bucket,
    pub(crate) keys: S3Keys,
    /// The file of the keys, where everybody on the machine can read it.
    pub(crate) open_to_all: Option<PathBuf>,
}

/// The names in the environment that tools for S3 agree on.
const KEYS: [&str; 3] = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

impl Section {
    /// Files that a file of settings names without their folder lie in its own.
    pub(super) fn is_beside(&mut self, folder: &Path) {
        for path in [&mut self.credentials, &mut self.authorities].into_iter().flatten() {
            *path = folder.join(&*path);
        }
    }

    /// This, and where it says nothing, what the file says.
    pub(super) fn or(self, file: Self) -> Self {
        Self {
            bucket: self.bucket.or(file.bucket),
            endpoint: self.endpoint.or(file.endpoint),
            region: self.region.or(file.region),
            prefix: self.prefix.or(file.prefix),
            path_style: self.path_style.or(file.path_style),
            plain_http: self.plain_http.or(file.plain_http),
            credentials: self.credentials.or(file.credentials),
            authorities: self.authorities.or(file.authorities),
        }
    }

    /// Checks it; nothing where files stay on the disk.
    ///
    /// # Errors
    /// With the entry that is wrong, and the remedy.
    pub(super) fn read(
        self,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<S3Settings>, WrongSetting> {
        let Some(name) = &self.bucket else { return self.nothing() };
        let mut bucket = Bucket::new(name).map_err(wrong)?;
        if let Some(endpoint) = &self.endpoint {
            bucket = bucket.at(endpoint).map_err(wrong)?;
        }
        if let Some(region) = &self.region {
            bucket = bucket.region(region).map_err(wrong)?;
        }
        bucket = bucket.prefix(self.prefix.as_deref().unwrap_or_default()).map_err(wrong)?;
        if let Some(in_path) = self.path_style {
            bucket = bucket.path_style(in_path);
        }
        bucket = bucket.plain_http(self.plain_http.unwrap_or_default());
        if let Some(path) = &self.authorities {
            let pem = file("s3-authorities", path)?;
            bucket = bucket.authorities(&pem).map_err(wrong)?;
        }
        let keys = match &self.credentials {
            Some(path) => {
                let text = String::from_utf8_lossy(&file("s3-credentials", path)?).into_owned();
                S3Keys::read(&text).map_err(|error| {
                    WrongSetting::new(
                        "s3-credentials",
                        format!("{}: {}", path.display(), error.what),
                    )
                })?
            }
            None => from_environment(environment)?,
        };
        let open_to_all = self.credentials.filter(|path| is_open_to_all(path));
        Ok(Some(S3Settings { bucket, keys, open_to_all }))
    }

    /// Without a bucket all else would be said in vain.
    fn nothing(self) -> Result<Option<S3Settings>, WrongSetting> {
        let Self {
            bucket,
            endpoint,
            region,
            prefix,
            path_style,
            plain_http,
            credentials,
            authorities,
        } = self;
        let texts = [bucket, endpoint, region, prefix].iter().any(Option::is_some);
        let files = credentials.is_some() || authorities.is_some();
        if texts || files || path_style.is_some() || plain_http.is_some() {
            let what = "is missing; name the bucket that the other settings of S3 are for, or take them away";
            return Err(WrongSetting::new("s3-bucket", what));
        }
        Ok(None)
    }
}

fn from_environment(environment: impl Fn(&str) -> Option<String>) -> Result<S3Keys, WrongSetting> {
    let [id, secret, token] = KEYS.map(|name| environment(name).filter(|value| !value.is_empty()));
    let (Some(id), Some(secret)) = (id, secret) else {
        let what = format!(
            "is missing; name the file with the bucket's keys, or set {} and {} in the environment",
            KEYS[0], KEYS[1]
        );
        return Err(WrongSetting::new("s3-credentials", what));
    };
    S3Keys::new(&id, &secret, token.as_deref()).map_err(wrong)
}

/// The same complaint, by the name that the setting has here.
pub(crate) fn wrong(error: WrongBucket) -> WrongSetting {
    let setting = match error.setting {
        "endpoint" => "s3-endpoint",
        "region" => "s3-region",
        "prefix" => "s3-prefix",
        "authorities" => "s3-authorities",
        "credentials" => "s3-credentials",
        _ => "s3-bucket",
    };
    WrongSetting::new(setting, error.what)
}

fn file(setting: &'static str, path: &Path) -> Result<Vec<u8>, WrongSetting> {
    fs::read(path).map_err(|error| {
        let what = format!("{}: {error}; name a file that can be read", path.display());
        WrongSetting::new(setting, what)
    })
}

fn is_open_to_all(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|known| known.permissions().mode() & 0o004 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Option<S3Settings>, String> {
        let section = toml::from_str::<Section>(text).map_err(|error| error.to_string())?;
        let environment = |name: &str| (name != KEYS[2]).then(|| format!("{name}-hunter2"));
        section.read(environment).map_err(|wrong| wrong.to_string())
    }

    #[test]
    fn nothing_is_on_the_disk_and_a_bucket_is_not() {
        assert_eq!(read(""), Ok(None));
        let amazon = read("bucket = \"wego-files\"\nregion = \"eu-central-1\"").unwrap().unwrap();
        assert_eq!(
            amazon.bucket,
            Bucket::new("wego-files").unwrap().region("eu-central-1").unwrap()
        );
        let own = "bucket = \"wego\"\nendpoint = \"http://10.0.0.7:9000\"\nprefix = \"sites/wego\"\npath-style = true\nplain-http = true";
        let own = read(own).unwrap().unwrap().bucket;
        let same = Bucket::new("wego").unwrap().at("http://10.0.0.7:9000").unwrap();
        assert_eq!(own, same.prefix("sites/wego").unwrap().path_style(true).plain_http(true));
    }

    #[test]
    fn the_command_line_goes_before_the_file() {
        let flags = Section { bucket: Some("flags".to_owned()), ..Section::default() };
        let file =
            toml::from_str::<Section>("bucket = \"file\"\nregion = \"eu-central-1\"").unwrap();
        let both = flags.or(file);
        assert_eq!(
            (both.bucket.as_deref(), both.region.as_deref()),
            (Some("flags"), Some("eu-central-1"))
        );
    }

    #[test]
    fn keys_are_read_from_a_file_and_never_shown() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        let with = |keys: &str| {
            fs::write(&path, keys).unwrap();
            read(&format!(
                "bucket = \"wego\"\nregion = \"r\"\ncredentials = {:?}",
                path.display().to_string()
            ))
        };
        let found =
            with("aws_access_key_id = AKID\naws_secret_access_key = hunter2\n").unwrap().unwrap();
        assert!(
            !format!("{found:?}").contains("hunter2") && !format!("{found:?}").contains("AKID")
        );
        assert!(found.keys == S3Keys::new("AKID", "hunter2", None).unwrap());
        let half = with("aws_access_key_id = hunter2\n").unwrap_err();
        assert!(
            half.starts_with("setting s3-credentials: ") && !half.contains("hunter2"),
            "{half}"
        );
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        let closed = with("aws_access_key_id = a\naws_secret_access_key = b\n").unwrap().unwrap();
        assert_eq!(closed.open_to_all, None);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        let open = with("aws_access_key_id = a\naws_secret_access_key = b\n").unwrap().unwrap();
        assert_eq!(open.open_to_all, Some(path.clone()));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, name) in [
            ("bucket = \"W\"", "s3-bucket"),
            ("region = \"eu\"", "s3-bucket"),
            ("bucket = \"wego\"\nendpoint = \"s3.city.example\"", "s3-endpoint"),
            ("bucket = \"wego\"\nregion = \"e u\"", "s3-region"),
            ("bucket = \"wego\"\nprefix = \"..\"", "s3-prefix"),
            ("bucket = \"wego\"\nauthorities = \"not-there\"", "s3-authorities"),
            ("bucket = \"wego\"\ncredentials = \"not-there\"", "s3-credentials"),
        ] {
            let line = read(text).unwrap_err();
            assert!(line.starts_with(&format!("setting {name}: ")), "{line}");
        }
        let section = toml::from_str::<Section>("bucket = \"wego\"").unwrap();
        let line = section.read(|_| None).unwrap_err().to_string();
        assert!(line.contains("AWS_ACCESS_KEY_ID"), "{line}");
    }
}
