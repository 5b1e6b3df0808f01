//! What holds of every vote, the edges one by one, and the form that votes are published in.

mod data;
mod edges;
mod invariants;
mod meeting;
