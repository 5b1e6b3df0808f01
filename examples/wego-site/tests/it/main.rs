//! The real binary, started and asked over HTTP, on SQLite and on PostgreSQL.

mod http;
mod site;
