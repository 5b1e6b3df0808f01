//! One walk over a document before its type reads it, for what serde's derived types cannot see: the same
//! member twice in a map, U+0000 in a text that a database cannot keep.

use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::http::Problem;

/// What serde_json says of half a surrogate pair, and of nothing else.
const SURROGATE: [&str; 2] = ["lone leading surrogate", "unexpected end of hex escape"];

pub(super) fn check(bytes: &[u8]) -> Result<(), Problem> {
    let fault = Cell::new(None);
    let mut document = serde_json::Deserializer::from_slice(bytes);
    let walked = Walk(&fault).deserialize(&mut document).and_then(|()| document.end());
    let Err(error) = walked else { return Ok(()) };
    Err(match fault.get() {
        Some(Fault::Nul) => Problem::refused("nul", "A text contains the character U+0000."),
        Some(Fault::Twice) => Problem::refused("duplicate-member", "A member is given twice."),
        None if SURROGATE.iter().any(|said| error.to_string().contains(said)) => {
            Problem::refused("lone-surrogate", "A text contains half of a surrogate pair.")
        }
        None => Problem::bad_request("not-json", "The body is no JSON document."),
    }
    .detail(error.to_string()))
}

#[derive(Clone, Copy)]
enum Fault {
    Nul,
    Twice,
}

#[derive(Clone, Copy)]
struct Walk<'a>(&'a Cell<Option<Fault>>);

impl Walk<'_> {
    fn fail<T, E: Error>(self, fault: Fault, said: &str) -> Result<T, E> {
        self.0.set(Some(fault));
        Err(E::custom(said))
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON document")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        if text.contains('\0') { self.fail(Fault::Nul, "the character U+0000") } else { Ok(()) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(self)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut known = HashSet::new();
        while let Some(name) = members.next_key::<String>()? {
            self.visit_str::<A::Error>(&name)?;
            if known.contains(&name) {
                return self.fail(Fault::Twice, &format!("{name:?} is given twice"));
            }
            known.insert(name);
            members.next_value_seed(self)?;
        }
        Ok(())
    }
}
