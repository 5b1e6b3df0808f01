//! Where the program was built without sign-in by a provider.

use eframe_accounts::Accounts;
use eframe_accounts::model::Provider as Offered;
use eframe_core::{Component, Mount, World};

use crate::settings::{OidcSettings, WrongSetting};

/// Where the way would begin.
pub(crate) const BEGINS: &str = "/account/oidc";

/// There is no provider.
pub(crate) fn offered(settings: &OidcSettings) -> Offered {
    match *settings {}
}

/// There is no way.
pub(crate) fn component(
    settings: &OidcSettings,
    _: &Accounts,
    _: &Mount,
    _: &World,
) -> Result<Component, WrongSetting> {
    match *settings {}
}
