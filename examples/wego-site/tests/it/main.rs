//! The real binary, started and asked over HTTP, on SQLite and on PostgreSQL.

mod archive;
mod audit;
mod brought_back;
mod closed;
mod contract;
mod diagnosis;
mod example;
mod factors;
mod files;
mod http;
mod keys;
mod languages;
mod machines;
mod matrix;
mod membership;
mod metrics;
mod narrow;
mod newsletter;
#[cfg(feature = "oidc")]
mod oidc;
mod persons;
mod publishing;
#[expect(dead_code, reason = "the tests of core have more go wrong")]
#[path = "../../../../eframe-core/tests/it/s3/server.rs"]
mod s3_server;
mod settings;
mod site;
mod together;
#[cfg(feature = "opentelemetry")]
mod traces;
mod unsound;
mod webhooks;
mod weight;
