//! Whole requests through the block's services, on SQLite and on PostgreSQL.

mod end;
mod house;
mod person;
mod subscribe;
