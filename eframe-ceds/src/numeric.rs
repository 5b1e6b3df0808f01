//! Sums, moments, quantiles, orders and eigenvectors. Every sum has one order, whatever the machine.

mod descending;
mod eigen;
mod exact;
mod moments;
mod order;
mod quantile;

pub(crate) use descending::Descending;
pub(crate) use eigen::eigen;
pub(crate) use exact::{Sum, Weight, Width, add, quotient};
pub(crate) use moments::{Moments, extent, mean, sample_sd, scale, sum_products};
pub(crate) use order::{ascending, rank, sort, sort_key};
pub(crate) use quantile::{median, quantile};
