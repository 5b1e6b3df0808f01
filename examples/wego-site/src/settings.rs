//! What a start is told: flags, then `WEGO_*` in the environment, then `wego.toml`, then the defaults.

mod file;
mod newsletter;
mod oidc;
mod publishing;
mod s3;
mod size;
mod traces;
mod webhooks;

use std::net::{IpAddr, SocketAddr};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use clap::Args;
use eframe_accounts::model::Role;
use eframe_cms::model::Rulebook;
use eframe_core::Mount;
use eframe_core::mail::{Address, AddressError, SmtpUrl, WrongSmtpUrl};
use eframe_webhooks::model::Allowed;

use crate::roles::roles;
use file::File;
pub(crate) use newsletter::{Dkim, NewsletterSettings};
pub(crate) use oidc::OidcSettings;
pub(crate) use s3::{S3Settings, wrong as wrong_bucket};
use size::size;
pub(crate) use traces::TracesSettings;

/// The file that is read when it is there and no other is named.
const USUAL_FILE: &str = "wego.toml";
/// Where the site listens, where nobody says.
const LISTEN: &str = "127.0.0.1:8080";
/// What the files that people hand in may take, where nobody says.
const QUOTA: &str = "10GB";

/// What may stand on the command line or in the environment, not yet checked.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Given {
    /// Address and port to listen on
    #[arg(long, global = true, env = "WEGO_LISTEN", value_name = "HOST:PORT")]
    listen: Option<String>,
    /// The database: sqlite:PATH or postgres://USER@HOST/NAME
    #[arg(long, global = true, env = "WEGO_DATABASE", value_name = "URL", hide_env_values = true)]
    database: Option<String>,
    /// The folder of the site's own files: database, mails, keys, templates and messages of your own
    #[arg(long, global = true, env = "WEGO_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
    /// The most that the files people hand in may take, such as 500MB, 10GB or 2TB
    #[arg(long, global = true, env = "WEGO_FILES_QUOTA", value_name = "SIZE")]
    files_quota: Option<String>,
    #[command(flatten)]
    s3: s3::Section,
    #[command(flatten)]
    oidc: oidc::Section,
    /// The mail server, smtp://USER:PASSWORD@HOST:PORT; without it mails are files in DIR/mail
    #[arg(long, global = true, env = "WEGO_SMTP", value_name = "URL", hide_env_values = true)]
    smtp: Option<String>,
    /// Certificates, as PEM, of authorities of your own that the mail server's certificate may be signed by
    #[arg(long, global = true, env = "WEGO_SMTP_AUTHORITIES", value_name = "FILE")]
    smtp_authorities: Option<PathBuf>,
    /// Who mails are from; no-reply at the site's host without it
    #[arg(long, global = true, env = "WEGO_MAIL_FROM", value_name = "ADDRESS")]
    mail_from: Option<String>,
    /// Where the Secretariat hears of applications by mail; without it the desk alone tells of them
    #[arg(long, global = true, env = "WEGO_SECRETARIAT", value_name = "ADDRESS")]
    secretariat: Option<String>,
    /// The address people reach the site by, such as <https://city.example>
    #[arg(long, global = true, env = "WEGO_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
    /// Roles that ask for a second factor, with commas between; none without it
    #[arg(long, global = true, env = "WEGO_SECOND_FACTOR", value_name = "ROLE")]
    second_factor: Option<String>,
    /// Proxies whose X-Forwarded-For is believed, by address, with commas between
    #[arg(long, global = true, env = "WEGO_PROXY", value_name = "ADDRESS")]
    proxy: Option<String>,
    /// Address and port of a second listener that tells a monitoring system how the site does, at /metrics; none without it
    #[arg(long, global = true, env = "WEGO_METRICS", value_name = "HOST:PORT")]
    metrics: Option<String>,
    #[command(flatten)]
    traces: traces::Section,
    /// Whether public pages are rendered before anybody asks, so that they are there when the database is away; true without it
    #[arg(long, global = true, env = "WEGO_PAGES_AHEAD", value_name = "true|false")]
    pages_ahead: Option<bool>,
    /// What to log: error, warn, info, debug, or by part, such as info,access=warn
    #[arg(long, global = true, env = "WEGO_LOG", value_name = "FILTER")]
    log: Option<String>,
    /// A file of settings; wego.toml in this folder is read when it is there
    #[arg(long, global = true, env = "WEGO_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
}

/// The settings of a start, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Settings {
    /// Where to listen.
    pub(crate) listen: SocketAddr,
    /// The database's URL.
    pub(crate) database: String,
    /// The site's own folder.
    pub(crate) data: PathBuf,
    /// The most bytes that the files people hand in may take.
    pub(crate) files_quota: u64,
    /// The bucket they are kept in; without it they are in a folder of the site's own.
    pub(crate) s3: Option<S3Settings>,
    /// The provider that people sign in with too.
    pub(crate) oidc: Option<OidcSettings>,
    /// The mail server, if there is one.
    pub(crate) smtp: Option<SmtpUrl>,
    /// Who mails are from, where it was set.
    pub(crate) mail_from: Option<Address>,
    /// Where the Secretariat hears of applications.
    pub(crate) secretariat: Option<Address>,
    /// The roles that ask for a second factor.
    pub(crate) second_factor: Vec<String>,
    /// Who has to approve what before it is published.
    pub(crate) publishing: Rulebook,
    /// How the newsletter is sent.
    pub(crate) newsletter: NewsletterSettings,
    /// The hosts of the city's own to which webhooks go unencrypted and inside the house.
    pub(crate) webhooks: Allowed,
    /// The public address; where it was not set, the one that is listened on.
    pub(crate) public_url: Option<String>,
    /// The proxies whose word on a client's address is taken.
    pub(crate) proxies: Vec<IpAddr>,
    /// Where a monitoring system asks, if anywhere.
    pub(crate) metrics: Option<SocketAddr>,
    /// Where traces go, if anywhere.
    pub(crate) traces: Option<TracesSettings>,
    /// Whether public pages are rendered before anybody asks.
    pub(crate) pages_ahead: bool,
    /// What to log.
    pub(crate) log: String,
    /// The file that was read, if there was one.
    pub(crate) file: Option<PathBuf>,
    /// Whether the site shows invented cities and people and says so: only `demo` does.
    pub(crate) example: bool,
}

/// A setting that is wrong, and what to do about it, in one line.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("setting {setting}: {what}")]
pub(crate) struct WrongSetting {
    setting: &'static str,
    what: String,
}

impl WrongSetting {
    /// A complaint about `setting`, with its remedy.
    pub(crate) fn new(setting: &'static str, what: impl Into<String>) -> Self {
        // One line, whatever a file or an error message brought along.
        let what = what.into().split_whitespace().collect::<Vec<_>>().join(" ");
        Self { setting, what }
    }
}

impl Settings {
    /// Where the site is for the world: what is set, or where it listens.
    pub(crate) fn public(&self, listening: SocketAddr) -> String {
        self.public_url.clone().unwrap_or_else(|| format!("http://{listening}"))
    }

    /// Whether nobody said where the site is: for the world it listens where it does by itself.
    pub(crate) fn is_at_usual_place(&self) -> bool {
        self.public_url.is_none() && LISTEN.parse::<SocketAddr>() == Ok(self.listen)
    }

    /// The same, of a site that is there: a folder or a file by a mistyped name is not made.
    ///
    /// # Errors
    /// [`WrongSetting`] when the data folder or the file of the database is not there.
    pub(crate) fn there(self) -> Result<Self, WrongSetting> {
        let remedy = "name those of the site; serve, migrate and restore make new ones";
        if !self.data.is_dir() {
            let what = format!("there is no folder {}: {remedy}", self.data.display());
            return Err(WrongSetting::new("data", what));
        }
        match self.database_file() {
            Some(file) if !file.exists() => {
                let what = format!("there is no file {}: {remedy}", file.display());
                Err(WrongSetting::new("database", what))
            }
            _ => Ok(self),
        }
    }

    /// The file of the database, where it is one.
    pub(crate) fn database_file(&self) -> Option<&Path> {
        let path = self.database.strip_prefix("sqlite:")?;
        let path = path.strip_prefix("//").unwrap_or(path);
        (!path.contains(":memory:")).then_some(Path::new(path))
    }

    /// The folder of the files that people hand in, where there is no bucket for them.
    pub(crate) fn blobs(&self) -> PathBuf {
        self.data.join("blobs")
    }

    /// What may hold secrets and can be read by others of this machine, a line with the remedy for each. The folder is
    /// the site's own; the settings, and the keys that letters are signed with, may be read by a group, that of the service where
    /// they are somebody else's.
    pub(crate) fn open_to_others(&self) -> impl Iterator<Item = String> {
        let keys = self.newsletter.dkim.iter().map(|one| &one.key);
        let shared = self.file.iter().chain(keys).map(|path| (path, 0o007, "o="));
        let places = std::iter::once((&self.data, 0o077, "go=")).chain(shared);
        places.filter_map(|(path, others, remedy)| {
            let mode = std::fs::metadata(path).ok()?.permissions().mode();
            let path = path.display();
            (mode & others != 0)
                .then(|| format!("others can read {path}: run chmod {remedy} {path}"))
        })
    }
}

impl Given {
    /// Reads the file, fills the gaps with defaults and checks everything.
    ///
    /// # Errors
    /// [`WrongSetting`] for the first that is wrong.
    pub(crate) fn read(self) -> Result<Settings, WrongSetting> {
        let file = File::read(self.config.as_deref(), Path::new(USUAL_FILE))?;
        let data = self.data.or(file.data).unwrap_or_else(|| PathBuf::from("wego-data"));
        if data.as_os_str().is_empty() {
            return Err(WrongSetting::new("data", "is empty; name a folder, such as ./wego-data"));
        }
        let database = self.database.or(file.database);
        let database =
            database.unwrap_or_else(|| format!("sqlite:{}", data.join("site.sqlite").display()));
        let listen = address("listen", self.listen.or(file.listen).as_deref().unwrap_or(LISTEN))?;
        let public_url = self.public_url.or(file.public_url).map(public_url).transpose()?;
        if listen.ip().is_unspecified() && public_url.is_none() {
            let what = format!(
                "is missing: links cannot lead to {listen}; write what people type, such as https://city.example"
            );
            return Err(WrongSetting::new("public-url", what));
        }
        Ok(Settings {
            listen,
            database: database_url(database)?,
            files_quota: quota(self.files_quota.or(file.files_quota))?,
            s3: self.s3.or(file.s3).read(|name| std::env::var(name).ok())?,
            oidc: self.oidc.or(file.oidc).read(|name| std::env::var(name).ok())?,
            smtp: smtp(self.smtp.or(file.smtp), self.smtp_authorities.or(file.smtp_authorities))?,
            mail_from: self
                .mail_from
                .or(file.mail_from)
                .map(|from| mail_address("mail-from", &from))
                .transpose()?,
            secretariat: self
                .secretariat
                .or(file.secretariat)
                .map(|to| mail_address("secretariat", &to))
                .transpose()?,
            second_factor: self
                .second_factor
                .or(file.second_factor)
                .map(|list| second_factor(&list))
                .transpose()?
                .unwrap_or_default(),
            publishing: file.publishing.read()?,
            newsletter: file.newsletter.read()?,
            webhooks: file.webhooks.read()?,
            public_url,
            proxies: self
                .proxy
                .or(file.proxy)
                .map(|list| proxies(&list))
                .transpose()?
                .unwrap_or_default(),
            metrics: some(self.metrics.or(file.metrics), |text| address("metrics", text))?,
            traces: self.traces.or(traces::Section::of(file.traces, file.traces_share)).read()?,
            pages_ahead: self.pages_ahead.or(file.pages_ahead).unwrap_or(true),
            log: self.log.or(file.log).unwrap_or_else(|| "info".to_owned()),
            file: file.path,
            example: false,
            data,
        })
    }

    /// The same with another data folder where none was given: for throw-away data.
    pub(crate) fn or_data(mut self, folder: &Path) -> Self {
        if self.data.is_none() {
            self.data = Some(folder.to_owned());
        }
        self
    }

    /// The same with an address of the Secretariat's where none was given.
    pub(crate) fn or_secretariat(mut self, address: &str) -> Self {
        self.secretariat.get_or_insert_with(|| address.to_owned());
        self
    }

    /// Whether the command line or the environment names the data folder.
    pub(crate) fn names_data(&self) -> bool {
        self.data.is_some()
    }
}

/// What is read of a text, where there is one.
fn some<T>(
    text: Option<String>,
    read: impl FnOnce(&str) -> Result<T, WrongSetting>,
) -> Result<Option<T>, WrongSetting> {
    text.as_deref().map(read).transpose()
}

fn address(setting: &'static str, text: &str) -> Result<SocketAddr, WrongSetting> {
    let numeric = text.replacen("localhost:", "127.0.0.1:", 1);
    numeric.parse().map_err(|_| {
        let what = format!("{text:?} is no address; write HOST:PORT with a number for the host, such as 127.0.0.1:8080");
        WrongSetting::new(setting, what)
    })
}

fn quota(text: Option<String>) -> Result<u64, WrongSetting> {
    size("files-quota", text.as_deref().unwrap_or(QUOTA))
}

fn database_url(url: String) -> Result<String, WrongSetting> {
    let known =
        ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme));
    if known && !url.ends_with("sqlite:") {
        return Ok(url);
    }
    // The URL may hold a password, so it is not repeated.
    Err(WrongSetting::new(
        "database",
        "is neither sqlite:PATH nor postgres://USER:PASSWORD@HOST/NAME; write one of the two",
    ))
}

fn smtp(
    url: Option<String>,
    authorities: Option<PathBuf>,
) -> Result<Option<SmtpUrl>, WrongSetting> {
    let Some(url) = url else {
        if authorities.is_none() {
            return Ok(None);
        }
        let what =
            "is missing; name the mail server that smtp-authorities are for, or take them away";
        return Err(WrongSetting::new("smtp", what));
    };
    // The error never repeats the password.
    let wrong = |error: WrongSmtpUrl| WrongSetting::new("smtp", error.to_string());
    let url: SmtpUrl = url.parse().map_err(wrong)?;
    let Some(path) = authorities else { return Ok(Some(url)) };
    let wrong =
        |what: String| WrongSetting::new("smtp-authorities", format!("{}: {what}", path.display()));
    let pem = std::fs::read(&path)
        .map_err(|error| wrong(format!("{error}; name a file that can be read")))?;
    url.trusting(&pem).map(Some).map_err(|error| wrong(error.to_string()))
}

fn mail_address(setting: &'static str, text: &str) -> Result<Address, WrongSetting> {
    let what = format!("{text:?} is no address; write one such as no-reply@city.example");
    text.parse().map_err(|_: AddressError| WrongSetting::new(setting, what))
}

fn proxies(list: &str) -> Result<Vec<IpAddr>, WrongSetting> {
    let parse = |one: &str| {
        let what = format!(
            "{one:?} is no address; write numbers with commas between, such as 127.0.0.1,::1"
        );
        one.trim().parse().map_err(|_| WrongSetting::new("proxy", what))
    };
    list.split(',').map(parse).collect()
}

fn second_factor(list: &str) -> Result<Vec<String>, WrongSetting> {
    let known = roles();
    let parse = |one: &str| match known.get(one.trim()) {
        Some(role) => Ok(role.name().to_owned()),
        None => {
            let names = known.iter().map(Role::name).collect::<Vec<_>>().join(", ");
            let what = format!("{one:?} is no role; write some of {names}, with commas between");
            Err(WrongSetting::new("second-factor", what))
        }
    };
    list.split(',').map(parse).collect()
}

fn public_url(url: String) -> Result<String, WrongSetting> {
    Mount::parse(&url)
        .map(|mount| mount.origin().to_owned())
        .map_err(|wrong| WrongSetting::new("public-url", wrong.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given() -> Given {
        Given { config: None, ..Given::default() }
    }

    #[test]
    fn without_a_word_the_site_is_on_this_machine_with_a_file_for_a_database() {
        let settings = given().read().unwrap();
        assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(settings.database, "sqlite:wego-data/site.sqlite");
        assert_eq!(settings.files_quota, 10_000_000_000);
        assert!(settings.pages_ahead && settings.is_at_usual_place());
    }

    #[test]
    fn flags_go_before_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("own.toml");
        std::fs::write(&file, "listen = \"127.0.0.1:1\"\npublic-url = \"https://city.example\"\nfiles-quota = \"3 TB\"\npages-ahead = false\n")
            .unwrap();
        let settings =
            Given { listen: Some("127.0.0.1:2".to_owned()), config: Some(file), ..given() }
                .read()
                .unwrap();
        assert!(settings.listen.port() == 2 && !settings.is_at_usual_place());
        assert_eq!(settings.public_url.as_deref(), Some("https://city.example"));
        assert_eq!(settings.files_quota, 3_000_000_000_000);
        assert!(!settings.pages_ahead);
    }

    #[test]
    fn a_mail_server_may_have_a_certificate_of_an_authority_of_the_house() {
        let pem = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../eframe-newsletter/tests/it/keys/tls/authority.pem"
        );
        let smtp = || Some("smtp://mail.example".to_owned());
        let plain = Given { smtp: smtp(), ..given() }.read().unwrap().smtp;
        let smtp_authorities = Some(PathBuf::from(pem));
        let own = Given { smtp: smtp(), smtp_authorities, ..given() }.read().unwrap().smtp;
        assert_ne!(own, plain, "it is trusted");
        assert_eq!(own.map(|url| url.to_string()), plain.map(|url| url.to_string()));
    }

    #[test]
    fn a_wrong_setting_is_named_in_one_line_with_the_remedy() {
        let some = |text: &str| Some(text.to_owned());
        let wrong = [
            Given { listen: some("8080"), ..given() },
            Given { database: some("mysql://x:hunter2@y"), ..given() },
            Given { files_quota: some("plenty"), ..given() },
            Given { smtp: some("mail.example"), ..given() },
            Given { smtp_authorities: Some(PathBuf::from("ca.pem")), ..given() },
            Given {
                smtp: some("smtp://mail.example"),
                smtp_authorities: Some(PathBuf::from("not-there.pem")),
                ..given()
            },
            Given { mail_from: some("no-reply"), ..given() },
            Given { secretariat: some("the Secretariat"), ..given() },
            Given { second_factor: some("administrator,emperor"), ..given() },
            Given { public_url: some("city.example"), ..given() },
            Given { listen: some("0.0.0.0:8080"), ..given() },
            Given { listen: some("[::]:8080"), ..given() },
            Given { data: Some(PathBuf::new()), ..given() },
            Given { proxy: some("proxy.example"), ..given() },
            Given { config: Some(PathBuf::from("not-there.toml")), ..given() },
        ];
        let names = [
            "listen",
            "database",
            "files-quota",
            "smtp",
            "smtp",
            "smtp-authorities",
            "mail-from",
            "secretariat",
            "second-factor",
            "public-url",
            "public-url",
            "public-url",
            "data",
            "proxy",
            "config",
        ];
        for (given, name) in wrong.into_iter().zip(names) {
            let line = given.read().unwrap_err().to_string();
            assert!(line.starts_with(&format!("setting {name}: ")), "{line}");
            assert!(!line.contains('\n') && !line.contains("hunter2"), "{line}");
        }
    }
}
