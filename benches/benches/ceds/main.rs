//! Scoring: an index of the size of ASEM's (51 units, 49 indicators, four levels) the whole way, and 100,000 units of 100
//! indicators beside the same done in whole-array passes, as numpy would; replicates and Sobol's indices; roadmaps of the bundled
//! instrument.

mod asem;
mod large;
mod passes;
mod replicates;
mod roadmap;

fn main() {
    asem::measure();
    replicates::measure();
    large::measure();
    roadmap::measure();
}
