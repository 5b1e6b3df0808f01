//! Whole requests through the block's services, on SQLite and on PostgreSQL.

mod bounces;
mod dkim;
mod end;
mod faults;
mod house;
mod issues;
mod person;
mod sending_desk;
mod subscribe;
