//! Whole commands and whole requests, on SQLite and on PostgreSQL.

mod archive;
mod blocks;
mod care;
mod desk;
mod editing;
mod fuzz;
mod json;
mod machine;
mod media;
mod office;
mod outputs;
mod pages;
mod past;
mod people;
mod places;
mod plans;
mod redirects;
mod requests;
mod review;
mod search;
mod since;
mod upgrade;
