//! The methods an instrument chooses from, and the one table of them.
//!
//! Each option of a document (`normalise`, `aggregate`, ...) is an enum here. [`TABLE`] has a row for each of their values
//! with defaults, formula and source; the reference page is made from it, and tests hold it against the enums.

mod aggregate;
mod collect;
mod impute;
mod missing;
mod normalise;
mod round;
pub(crate) mod spelled;
mod table;
mod transform;
mod treat;
mod weigh;

pub use aggregate::Aggregate;
pub use collect::Collect;
pub use impute::Impute;
pub use missing::{Missing, Share};
pub use normalise::{Normalise, Ties};
pub use round::{Half, Round};
pub use table::{Method, Parameter, TABLE, markdown};
pub use transform::Transform;
pub(crate) use transform::box_cox;
pub use treat::{Then, Treat};
pub use weigh::Weigh;
