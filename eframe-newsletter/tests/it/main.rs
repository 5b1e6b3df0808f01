//! Whole requests through the block's services, on SQLite and on PostgreSQL.

mod archive;
mod bounces;
mod composition;
mod courier;
mod desk;
mod dkim;
mod end;
mod faults;
mod house;
mod import;
mod issues;
mod language;
mod person;
mod restore;
mod rhythm;
mod sending_desk;
mod subscribe;
