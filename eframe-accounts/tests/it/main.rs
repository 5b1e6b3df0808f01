//! Accounts on both databases, through the handle and through the services.

mod desk;
mod factors;
mod handle;
mod json;
mod links;
mod pages;
mod providers;
mod services;
mod site;
mod visitor;
mod welcome;
