//! Whole commands and whole requests, on SQLite and on PostgreSQL.

mod archive;
mod blocks;
mod desk;
mod editing;
mod fuzz;
mod json;
mod machine;
mod outputs;
mod pages;
mod people;
mod places;
mod redirects;
mod requests;
mod review;
mod search;
mod since;
