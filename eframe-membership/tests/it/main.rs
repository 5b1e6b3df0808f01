//! Whole requests through the block's services, on SQLite and on PostgreSQL.

mod committee;
mod fees;
mod hall;
mod import;
mod meeting_json;
mod register;
mod register_pages;
mod requests;
mod tables;
mod votes;
