use std::fmt;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use openidconnect::url::{Host, Url};
use openidconnect::{ClientId, ClientSecret, IssuerUrl};
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;

use super::Section;
use crate::settings::WrongSetting;

/// The name in the environment of the secret.
const SECRET: &str = "WEGO_OIDC_CLIENT_SECRET";
/// No provider's address or number for a site is longer.
const LONGEST: usize = 255;
/// A button has room for so many characters.
const LONGEST_NAME: usize = 40;

/// The provider, and what it knows this site by.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct OidcSettings {
    pub(crate) issuer: IssuerUrl,
    pub(crate) name: String,
    pub(crate) client_id: ClientId,
    secret: String,
    /// Authorities of the house.
    pub(crate) authorities: Vec<CertificateDer<'static>>,
    /// The file of the secret, where everybody on the machine can read it.
    pub(crate) open_to_all: Option<PathBuf>,
}

impl OidcSettings {
    pub(crate) fn secret(&self) -> ClientSecret {
        ClientSecret::new(self.secret.clone())
    }

    /// A provider on this machine, for tests.
    #[cfg(test)]
    pub(crate) fn of(issuer: &str, client_id: &str, secret: &str) -> Self {
        Self {
            issuer: self::issuer(issuer).expect("an issuer"),
            name: "City ID".to_owned(),
            client_id: self::client_id(client_id).expect("a client ID"),
            secret: secret.to_owned(),
            authorities: Vec::new(),
            open_to_all: None,
        }
    }

    /// Whether the provider is spoken to without TLS: only on this machine itself.
    pub(crate) fn is_plain(&self) -> bool {
        self.issuer.url().scheme() == "http"
    }
}

impl fmt::Debug for OidcSettings {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("OidcSettings").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

impl Section {
    /// Checks it; nothing where nobody signs in by a provider.
    ///
    /// # Errors
    /// With the entry that is wrong, and the remedy.
    pub(in crate::settings) fn read(
        self,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<OidcSettings>, WrongSetting> {
        if self.is_empty() {
            return Ok(None);
        }
        let secret = match &self.client_secret_file {
            Some(path) => from_file(path)?,
            None => environment(SECRET).unwrap_or_default(),
        };
        let secret = secret.trim();
        if secret.is_empty() {
            let what = format!(
                "is missing; name the file with the secret that the provider gave you, or set {SECRET} in the environment"
            );
            return Err(WrongSetting::new("oidc-client-secret-file", what));
        }
        let authorities = self.authorities.as_deref().map(authorities).transpose()?;
        Ok(Some(OidcSettings {
            issuer: issuer(self.issuer.as_deref().unwrap_or_default())?,
            name: name(self.name.as_deref().unwrap_or_default())?,
            client_id: client_id(self.client_id.as_deref().unwrap_or_default())?,
            secret: secret.to_owned(),
            authorities: authorities.unwrap_or_default(),
            open_to_all: self.client_secret_file.filter(|path| is_open_to_all(path)),
        }))
    }
}

fn issuer(text: &str) -> Result<IssuerUrl, WrongSetting> {
    let good = "write what the provider calls its issuer, to the last slash, such as https://id.city.example";
    let wrong = |what: &str| WrongSetting::new("oidc-issuer", format!("{text:?} {what}; {good}"));
    let issuer = IssuerUrl::new(text.to_owned()).map_err(|_| wrong("is no address"))?;
    let url = issuer.url();
    let whole = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    if !whole || url.password().is_some() || text.chars().count() > LONGEST {
        // It may hold a password, so it is not repeated.
        let what = format!("is more than scheme, host and path, or is too long; {good}");
        return Err(WrongSetting::new("oidc-issuer", what));
    }
    match url.scheme() {
        "https" => Ok(issuer),
        "http" if is_here(url) => Ok(issuer),
        _ => Err(wrong("is neither https nor on this machine")),
    }
}

/// Whether an address is of this machine alone.
fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        _ => false,
    }
}

fn name(text: &str) -> Result<String, WrongSetting> {
    let text = text.trim();
    let length = text.chars().count();
    if (1..=LONGEST_NAME).contains(&length) && !text.chars().any(eframe_core::steers) {
        return Ok(text.to_owned());
    }
    let what = format!(
        "{text:?} is no name for a button; write what people know the provider as, in at most {LONGEST_NAME} characters"
    );
    Err(WrongSetting::new("oidc-name", what))
}

fn client_id(text: &str) -> Result<ClientId, WrongSetting> {
    let plain = text.chars().all(|c| c.is_ascii_graphic() || c == ' ');
    if plain && !text.trim().is_empty() && text.len() <= LONGEST {
        return Ok(ClientId::new(text.to_owned()));
    }
    let what = format!("{text:?} is none; write the client ID that the provider gave this site");
    Err(WrongSetting::new("oidc-client-id", what))
}

fn from_file(path: &Path) -> Result<String, WrongSetting> {
    fs::read_to_string(path).map_err(|error| {
        let what = format!("{}: {error}; name a file that can be read", path.display());
        WrongSetting::new("oidc-client-secret-file", what)
    })
}

fn authorities(path: &Path) -> Result<Vec<CertificateDer<'static>>, WrongSetting> {
    let wrong =
        |what: String| WrongSetting::new("oidc-authorities", format!("{}: {what}", path.display()));
    let pem =
        fs::read(path).map_err(|error| wrong(format!("{error}; name a file that can be read")))?;
    let read = CertificateDer::pem_slice_iter(&pem).collect::<Result<Vec<_>, _>>();
    let read = read.map_err(|error| wrong(format!("is damaged ({error}); copy it again")))?;
    if read.is_empty() {
        return Err(wrong("holds no certificate; write one as PEM".to_owned()));
    }
    Ok(read)
}

fn is_open_to_all(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|known| known.permissions().mode() & 0o004 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "issuer = \"https://id.city.example/realms/staff\"\nname = \"City staff\"\nclient-id = \"wego\"";

    fn read(text: &str) -> Result<Option<OidcSettings>, String> {
        let section = toml::from_str::<Section>(text).map_err(|error| error.to_string())?;
        let environment = |name: &str| (name == SECRET).then(|| "hunter2".to_owned());
        section.read(environment).map_err(|wrong| wrong.to_string())
    }

    #[test]
    fn without_a_word_nobody_signs_in_by_a_provider() {
        assert_eq!(read(""), Ok(None));
        let found = read(GOOD).expect("good").expect("set");
        assert_eq!(found.issuer.as_str(), "https://id.city.example/realms/staff");
        assert_eq!((found.name.as_str(), found.client_id.as_str()), ("City staff", "wego"));
        assert!(!format!("{found:?}").contains("hunter2"), "{found:?}");
        assert!(found.secret().secret() == "hunter2" && !found.is_plain());
    }

    #[test]
    fn the_secret_comes_from_a_file_before_the_environment_and_an_open_file_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        fs::write(&path, "from the file\n").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        let text = format!("{GOOD}\nclient-secret-file = {:?}", path.display().to_string());
        let found = read(&text).expect("good").expect("set");
        assert_eq!(found.secret().secret(), "from the file");
        assert_eq!(found.open_to_all, None);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(read(&text).expect("good").expect("set").open_to_all, Some(path));
    }

    #[test]
    fn what_is_wrong_is_named_with_the_remedy() {
        let with = |name: &str, value: &str| {
            let other = GOOD.lines().filter(|line| !line.starts_with(name)).collect::<Vec<_>>();
            format!("{}\n{name} = {value:?}", other.join("\n"))
        };
        for (text, name) in [
            ("name = \"City staff\"".to_owned(), "oidc-issuer"),
            (with("issuer", "id.city.example"), "oidc-issuer"),
            (with("issuer", "http://id.city.example"), "oidc-issuer"),
            (with("issuer", "ftp://id.city.example"), "oidc-issuer"),
            (with("issuer", "https://id.city.example/?a=b"), "oidc-issuer"),
            (with("issuer", "https://mina:hunter2@id.city.example"), "oidc-issuer"),
            (with("name", ""), "oidc-name"),
            (with("name", &"x".repeat(41)), "oidc-name"),
            (with("client-id", ""), "oidc-client-id"),
            (with("client-id", "a\tb"), "oidc-client-id"),
            (with("client-secret-file", "not-there"), "oidc-client-secret-file"),
            (with("authorities", "not-there"), "oidc-authorities"),
        ] {
            let line = read(&text).unwrap_err();
            assert!(line.starts_with(&format!("setting {name}: ")), "{line}");
            assert!(line.contains(';') && !line.contains("hunter2"), "{line}");
        }
        for here in ["http://127.0.0.1:9000", "http://[::1]:9000/x"] {
            assert!(
                read(&with("issuer", here)).is_ok_and(|some| some.is_some_and(|o| o.is_plain()))
            );
        }
        let section = toml::from_str::<Section>(GOOD).unwrap();
        let line = section.read(|_| None).unwrap_err().to_string();
        assert!(line.starts_with("setting oidc-client-secret-file: ") && line.contains(SECRET));
    }
}
