//! Accounts on both databases, through the handle and through the services.

mod handle;
mod site;
