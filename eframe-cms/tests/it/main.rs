//! Whole commands and whole requests, on SQLite and on PostgreSQL.

mod editing;
mod people;
mod places;
