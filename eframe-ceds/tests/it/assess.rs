//! Assessments through the handle and the services, on SQLite and on PostgreSQL.

mod answers;
mod compared;
mod figures;
mod files;
mod json;
mod known;
mod letters;
mod pages;
mod town;
mod way;
