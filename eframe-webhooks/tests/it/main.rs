//! Webhooks with their services, on SQLite and on PostgreSQL, told to real servers on this machine.

mod check;
mod desk;
mod faults;
mod given_up;
mod house;
mod json;
mod person;
mod receiver;
mod several;
mod told;
