//! What templates call: words, dates and numbers in the reader's language.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::{Arc, PoisonError, RwLock};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use minijinja::value::{Kwargs, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State, Value};

use super::Shared;
use crate::format::Formats;
use crate::messages::{Arg, Messages, Said};
use crate::{Language, Timestamp};

pub(super) fn add(
    all: &mut Environment<'static>,
    language: Language,
    formats: Arc<Formats>,
    shared: &Shared,
) {
    let (messages, words) = (shared.messages.clone(), Words::default());
    all.add_function("t", move |state: &State<'_, '_>, key: &str, args: Kwargs| {
        if args.args().next().is_none() && *state.auto_escape() != AutoEscape::None {
            return Ok(words.say(&messages, language, key));
        }
        say(&messages, language, state, key, &args).map(Value::from)
    });
    let (of, zone) = (formats.clone(), shared.zone.clone());
    all.add_function("date", move |day: &str| Ok::<_, Error>(of.date(on(day, &zone)?)));
    let (of, zone) = (formats.clone(), shared.zone.clone());
    all.add_function("datetime", move |instant: &str, named: Option<&str>| {
        Ok::<_, Error>(of.datetime(read(instant, "an instant")?, &find(named, &zone)?))
    });
    let (of, zone) = (formats.clone(), shared.zone.clone());
    all.add_function("time", move |instant: &str, named: Option<&str>| {
        Ok::<_, Error>(of.time(read(instant, "an instant")?, &find(named, &zone)?))
    });
    all.add_function("number", move |number: Value| written(&formats, &number));
    all.add_function("language_name", |code: &str| {
        Ok::<_, Error>(read::<Language>(code, "a language code")?.own_name().to_owned())
    });
}

/// What templates of a language say without anything to fill in, ready for them: as many as templates name.
#[derive(Default)]
struct Words(RwLock<BTreeMap<Box<str>, Value>>);

impl Words {
    fn say(&self, messages: &Messages, language: Language, key: &str) -> Value {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned();
        known.unwrap_or_else(|| {
            let Said { text, language: there } = messages.say(language, key, &[]);
            let said = Value::from(text);
            // What is missing is told each time.
            if there.is_some() {
                let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
                known.insert(key.into(), said.clone());
            }
            said
        })
    }
}

fn say(
    messages: &Messages,
    language: Language,
    state: &State<'_, '_>,
    key: &str,
    kwargs: &Kwargs,
) -> Result<String, Error> {
    let mut values = Vec::new();
    for name in kwargs.args() {
        values.push((name, kwargs.get::<Value>(name)?));
    }
    let args: Vec<(&str, Arg<'_>)> = values
        .iter()
        .map(|(name, value)| Ok((*name, arg(value)?)))
        .collect::<Result<_, Error>>()?;
    Ok(match state.auto_escape() {
        AutoEscape::None => messages.plain(language, key, &args),
        _ => messages.say(language, key, &args).text,
    })
}

fn arg(value: &Value) -> Result<Arg<'_>, Error> {
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => {
            Err(Error::new(ErrorKind::UndefinedError, "a message was given nothing to fill in"))
        }
        ValueKind::Number => f64::try_from(value.clone()).map(Arg::Number),
        _ => Ok(value.as_str().map_or_else(|| Arg::from(value.to_string()), Arg::from)),
    }
}

fn written(formats: &Formats, number: &Value) -> Result<String, Error> {
    match i64::try_from(number.clone()) {
        Ok(whole) => Ok(formats.number(whole)),
        Err(_) => Ok(formats.decimal(f64::try_from(number.clone())?, 2)),
    }
}

/// A day, or the day that an instant has in a zone: `date` takes what `datetime` takes.
fn on(day: &str, zone: &TimeZone) -> Result<Date, Error> {
    match day.parse::<Timestamp>() {
        Ok(instant) => Ok(instant.to_zoned(zone.clone()).date()),
        Err(_) => read(day, "a date"),
    }
}

fn find(named: Option<&str>, default: &TimeZone) -> Result<TimeZone, Error> {
    match named.filter(|name| !name.is_empty()) {
        Some(name) => TimeZone::get(name)
            .map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string())),
        None => Ok(default.clone()),
    }
}

fn read<T: FromStr>(text: &str, what: &str) -> Result<T, Error> {
    text.parse()
        .map_err(|_| Error::new(ErrorKind::InvalidOperation, format!("`{text}` is not {what}")))
}
