//! A meeting at work, and what holds in it whatever people do.

mod invariants;
mod room;
mod sequence;
