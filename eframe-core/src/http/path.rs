use axum::extract::{FromRequestParts, RawPathParams};
use http::request::Parts;
use serde::de::value::SeqDeserializer;
use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor};

use super::Problem;
use super::pairs::{Fault, Pairs, Values};

/// The parameters of the route's path, decoded: one value, a tuple, or a struct by name.
///
/// A value or tuple takes the *last* parameters, so a component may be mounted below a path that has some of
/// its own. What cannot be the id of anything is 404; bytes that are no UTF-8 and U+0000 are 400.
#[derive(Clone, Copy, Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let raw = RawPathParams::from_request_parts(parts, state).await;
        let raw = raw.map_err(|_| Problem::bad_request("not-utf8", "The path is not UTF-8."))?;
        if raw.iter().any(|(_, value)| value.contains('\0')) {
            return Err(Problem::bad_request("nul", "The path contains the character U+0000."));
        }
        T::deserialize(Params(&raw)).map(Self).map_err(|_| Problem::not_found())
    }
}

struct Params<'a>(&'a RawPathParams);

impl<'a> Params<'a> {
    fn last(&self, count: usize) -> impl Iterator<Item = Values> + use<'a> {
        let skip = self.0.iter().count().saturating_sub(count);
        self.0.iter().skip(skip).map(|(_, value)| Values::from(value))
    }

    fn one(&self) -> Result<Values, Fault> {
        self.last(1).next().ok_or_else(|| Fault::custom("the route has no parameter"))
    }
}

macro_rules! of_the_last {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.one()?.$method(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Params<'_> {
    type Error = Fault;

    of_the_last! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64
        deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf
        deserialize_option deserialize_identifier deserialize_ignored_any deserialize_unit deserialize_seq
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        count: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_seq(SeqDeserializer::new(self.last(count)))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        count: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_tuple(count, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let pairs = self.0.iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
        Pairs::of(pairs.collect()).deserialize_map(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.one()?.deserialize_enum(name, variants, visitor)
    }
}
