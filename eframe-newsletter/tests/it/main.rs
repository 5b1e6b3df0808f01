//! Whole requests through the block's services, on SQLite and on PostgreSQL.

mod bounces;
mod desk;
mod dkim;
mod end;
mod faults;
mod house;
mod import;
mod issues;
mod person;
mod restore;
mod sending_desk;
mod subscribe;
