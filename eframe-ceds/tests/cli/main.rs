//! The command line `ceds`, run as it is.

mod analyse;
mod check;
mod ran;
mod report;
mod roadmap;
mod score;
mod stop;
