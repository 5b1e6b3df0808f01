//! Scoring: an index of the size of ASEM's (51 units, 49 indicators, four levels) the whole way, and 100,000 units of 100
//! indicators beside the same done in whole-array passes, as numpy would; replicates and Sobol's indices.

mod asem;
mod large;
mod passes;
mod replicates;

fn main() {
    asem::measure();
    replicates::measure();
    large::measure();
}
