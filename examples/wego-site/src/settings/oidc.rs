//! `[oidc]`: the provider of OpenID Connect that people sign in with in the place of a password.

use std::path::PathBuf;

use clap::Args;
use serde::Deserialize;

#[cfg(feature = "oidc")]
mod checked;
#[cfg(not(feature = "oidc"))]
#[path = "oidc/none.rs"]
mod checked;

pub(crate) use checked::OidcSettings;

/// What may stand on the command line, in the environment or in the section of the file, not yet checked.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[group(skip)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Section {
    /// Let people sign in by this provider of OpenID Connect too, such as <https://id.city.example>
    #[arg(
        id = "oidc_issuer",
        long = "oidc-issuer",
        global = true,
        env = "WEGO_OIDC_ISSUER",
        value_name = "URL"
    )]
    pub(super) issuer: Option<String>,
    /// What people know the provider as; the button says "Sign in with NAME"
    #[arg(
        id = "oidc_name",
        long = "oidc-name",
        global = true,
        env = "WEGO_OIDC_NAME",
        value_name = "NAME"
    )]
    pub(super) name: Option<String>,
    /// What the provider knows this site as
    #[arg(
        id = "oidc_client_id",
        long = "oidc-client-id",
        global = true,
        env = "WEGO_OIDC_CLIENT_ID",
        value_name = "ID"
    )]
    pub(super) client_id: Option<String>,
    /// The file with the secret that the provider knows this site by; without it `WEGO_OIDC_CLIENT_SECRET` in the environment
    #[arg(
        id = "oidc_client_secret_file",
        long = "oidc-client-secret-file",
        global = true,
        env = "WEGO_OIDC_CLIENT_SECRET_FILE",
        value_name = "FILE"
    )]
    pub(super) client_secret_file: Option<PathBuf>,
    /// Certificates, as PEM, of authorities of your own that the provider's certificate may be signed by
    #[arg(
        id = "oidc_authorities",
        long = "oidc-authorities",
        global = true,
        env = "WEGO_OIDC_AUTHORITIES",
        value_name = "FILE"
    )]
    pub(super) authorities: Option<PathBuf>,
}

impl Section {
    /// This, and where it says nothing, what the file says.
    pub(super) fn or(self, file: Self) -> Self {
        Self {
            issuer: self.issuer.or(file.issuer),
            name: self.name.or(file.name),
            client_id: self.client_id.or(file.client_id),
            client_secret_file: self.client_secret_file.or(file.client_secret_file),
            authorities: self.authorities.or(file.authorities),
        }
    }

    /// Whether anything of it was set.
    fn is_empty(&self) -> bool {
        let Self { issuer, name, client_id, client_secret_file, authorities } = self;
        let texts = [issuer, name, client_id].into_iter().all(Option::is_none);
        texts && client_secret_file.is_none() && authorities.is_none()
    }
}
