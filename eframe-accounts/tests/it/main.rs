//! Accounts on both databases, through the handle and through the services.

#[cfg(feature = "passkeys")]
mod authenticator;
mod desk;
mod factors;
mod handle;
mod json;
mod links;
mod over;
mod pages;
#[cfg(feature = "passkeys")]
mod passkeys;
mod providers;
mod services;
mod site;
mod tokens;
mod visitor;
mod welcome;
