//! Whole requests through the block's services, on SQLite and on PostgreSQL.

mod apply_desk;
mod apply_files;
mod apply_json;
mod apply_mail;
mod apply_own;
mod apply_public;
mod committee;
mod desks;
mod fees;
mod hall;
mod histories;
mod import;
mod meeting_json;
mod meeting_pages;
mod offices;
mod onlookers;
mod opening;
mod register;
mod register_desk;
mod register_json;
mod register_pages;
mod requests;
mod standing;
mod tables;
mod town;
mod votes;
