//! Who gets the newsletter in the demo: a list from an assembly, people who asked on the site, some who wanted no more.

use std::fmt::Write as _;

use eframe_core::{Caller, Language};
use eframe_newsletter::Newsletter;
use eframe_newsletter::model::Form;
use eframe_newsletter::rules::{Statement, Subscribe};

use super::cities::City;
use crate::Failure;

/// What shows that those of the list said yes.
const PROOF: &str = "Lists that were signed at the General Assembly; the words on them: \"I want to receive the \
                     e-Newsletter four times a year.\"";

/// Two of each city's people are on the list, in the languages in turn.
///
/// # Errors
/// When the newsletter refuses what is written here.
pub(super) async fn bring_in(
    newsletter: &Newsletter,
    secretariat: &Caller,
    cities: &[City],
) -> Result<(), Failure> {
    let mut list = "address,language,proof\n".to_owned();
    let languages = Language::ALL.into_iter().cycle();
    for ((number, city), language) in cities.iter().enumerate().zip(languages) {
        let domain = domain(&city.name);
        for desk in ["press", "digital"] {
            writeln!(list, "{desk}@{domain},{},Sheet {}", language.code(), number / 20 + 1)?;
        }
    }
    let statement = Statement::new(PROOF, Language::EN)?;
    let brought = newsletter.import(secretariat, &statement, list.as_bytes()).await;
    brought.map_err(|error| format!("the demo's readers: {error:?}"))?;
    Ok(())
}

/// Some ask by themselves and have not answered yet. Their mail lies with the others in the mail folder.
///
/// # Errors
/// When the newsletter refuses what is written here.
pub(super) async fn ask(newsletter: &Newsletter, visitor: &Caller) -> Result<(), Failure> {
    for (name, language) in
        [("ines", Language::ES), ("jihoon", Language::KO), ("nadia", Language::AR)]
    {
        let address = format!("{name}@reader.example").parse()?;
        newsletter
            .subscribe(visitor, None, Subscribe { address, language, form: Form::Page })
            .await?;
    }
    Ok(())
}

/// A host that a city of this name may have.
fn domain(city: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let name: String = city.chars().map(plain).collect();
    let name: Vec<&str> = name.split('-').filter(|part| !part.is_empty()).collect();
    format!("{}.example", if name.is_empty() { "city".to_owned() } else { name.join("-") })
}
