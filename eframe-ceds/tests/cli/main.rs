//! The command line `ceds`, run as it is.

mod analyse;
mod check;
mod ran;
mod score;
mod stop;
