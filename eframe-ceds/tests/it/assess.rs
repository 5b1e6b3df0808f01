//! Assessments through the handle and the services, on SQLite and on PostgreSQL.

mod answers;
mod compared;
mod json;
mod letters;
mod pages;
mod town;
mod way;
