//! `name=value` pairs of queries and forms, decoded strictly and read by serde.
//!
//! The usual decoder puts U+FFFD where bytes are no UTF-8 and keeps the last of two equal names; here both
//! are faults. A repeated name is a list, and only a list.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

use percent_encoding::percent_decode;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

/// Decoded pairs in the order they came.
pub(super) struct Pairs(Vec<(String, String)>);

/// What is wrong with pairs.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Bytes that are no UTF-8.
    NotText,
    /// U+0000, which no database keeps.
    Nul,
    /// Two values where one belongs.
    Repeated,
    /// A value that is not what the name stands for, or a name that is missing.
    Wrong(String),
}

impl Pairs {
    pub(super) fn parse(encoded: &[u8]) -> Result<Self, Fault> {
        let pair = |pair: &[u8]| {
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let mut half = || decode(halves.next().unwrap_or_default());
            Ok((half()?, half()?))
        };
        let parts = encoded.split(|byte| *byte == b'&');
        parts.filter(|part| !part.is_empty()).map(pair).collect::<Result<_, _>>().map(Self)
    }

    pub(super) fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// Reads a `T`; the fault comes with the name it is about, when it is about one.
    pub(super) fn read<T: de::DeserializeOwned>(self) -> Result<T, (Option<String>, Fault)> {
        serde_path_to_error::deserialize(self).map_err(|error| {
            let name = error.path().to_string();
            ((name != ".").then_some(name), error.into_inner())
        })
    }

    fn grouped(self) -> BTreeMap<String, Values> {
        let mut groups: BTreeMap<String, Values> = BTreeMap::new();
        for (name, value) in self.0 {
            groups.entry(name).or_default().0.push(value);
        }
        groups
    }
}

fn decode(half: &[u8]) -> Result<String, Fault> {
    let spaced: Vec<u8> = half.iter().map(|b| if *b == b'+' { b' ' } else { *b }).collect();
    let text = String::from_utf8(percent_decode(&spaced).collect()).map_err(|_| Fault::NotText)?;
    if text.contains('\0') { Err(Fault::Nul) } else { Ok(text) }
}

/// A struct or a map gets each name once, with all its values; everything else gets the pairs as they came.
impl<'de> Deserializer<'de> for Pairs {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_map(MapDeserializer::new(self.grouped().into_iter()))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        MapDeserializer::new(self.0.into_iter()).deserialize_seq(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// All values of one name, or one part of a path.
#[derive(Default)]
pub(super) struct Values(Vec<String>);

impl From<&str> for Values {
    fn from(one: &str) -> Self {
        Self(vec![one.to_owned()])
    }
}

impl Values {
    fn one(mut self) -> Result<String, Fault> {
        match (self.0.pop(), self.0.is_empty()) {
            (Some(value), true) => Ok(value),
            _ => Err(Fault::Repeated),
        }
    }
}

macro_rules! parsed {
    ($($method:ident $visit:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            let value = self.one()?;
            match value.parse() {
                Ok(value) => visitor.$visit(value),
                Err(_) => Err(de::Error::invalid_value(de::Unexpected::Str(&value), &visitor)),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Values {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_string(self.one()?)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let each = self.0.into_iter().map(|value| Values(vec![value]));
        visitor.visit_seq(SeqDeserializer::new(each))
    }

    /// An empty field of a form is an absent value.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.0.iter().all(String::is_empty) {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_enum(self.one()?.into_deserializer())
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    parsed! {
        deserialize_bool visit_bool
        deserialize_i8 visit_i8 deserialize_i16 visit_i16 deserialize_i32 visit_i32
        deserialize_i64 visit_i64 deserialize_u8 visit_u8 deserialize_u16 visit_u16
        deserialize_u32 visit_u32 deserialize_u64 visit_u64
    }

    forward_to_deserialize_any! {
        i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct
        identifier
    }
}

impl IntoDeserializer<'_, Fault> for Values {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Wrong(message.to_string())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotText => out.write_str("bytes that are no UTF-8"),
            Self::Nul => out.write_str("the character U+0000"),
            Self::Repeated => out.write_str("given more than once"),
            Self::Wrong(message) => out.write_str(message),
        }
    }
}

impl std::error::Error for Fault {}
