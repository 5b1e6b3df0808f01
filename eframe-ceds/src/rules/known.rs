use eframe_core::directory::MemberProfile;

use crate::model::{Edition, Facts};

/// Those facts of an edition that are known of a city: what the register says goes before what the city said in its last
/// assessment, and what this edition does not take is left out.
pub(crate) fn known(
    edition: &Edition,
    registered: Option<&MemberProfile>,
    last: Option<&Facts>,
) -> Facts {
    let facts = edition.document().facts.iter().map(|fact| fact.id.as_str());
    let value = |id: &str| {
        let register = registered.and_then(|profile| in_register(profile, id));
        let said = last.and_then(|facts| facts.get(id).cloned());
        [register, said].into_iter().flatten().find(|text| {
            let alone = Facts::from([(id.to_owned(), text.clone())]);
            edition.takes_facts(&alone).is_ok()
        })
    };
    facts.filter_map(|id| Some((id.to_owned(), value(id)?))).collect()
}

/// What the register says of the fact of this name.
fn in_register(profile: &MemberProfile, fact: &str) -> Option<String> {
    match fact {
        "population" => profile.population.map(|people| people.to_string()),
        "region" => Some(profile.region.clone()),
        "country" => Some(profile.country.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Format;

    fn edition(region: &str) -> Edition {
        let text = format!(
            r#"
format = 1
id = "small"
edition = "1"
language = "en"
name = {{ en = "Small" }}
[[node]]
id = "top"
[[indicator]]
id = "one"
parent = "top"
[[fact]]
id = "population"
[[fact]]
id = "region"
kind = "word"
{region}
[[fact]]
id = "income"
kind = "word"
"#
        );
        Edition::read("small.toml", &text, Format::Toml).expect("an instrument")
    }

    fn facts(pairs: &[(&str, &str)]) -> Facts {
        pairs.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect()
    }

    fn profile() -> MemberProfile {
        MemberProfile {
            name: "Porto Azul".to_owned(),
            country: "PT".to_owned(),
            region: "europe".to_owned(),
            population: Some(91_000),
        }
    }

    #[test]
    fn the_register_goes_before_what_was_said_the_last_time() {
        let said = facts(&[("population", "80000"), ("income", "high"), ("old", "x")]);
        let all = known(&edition(""), Some(&profile()), Some(&said));
        assert_eq!(
            all,
            facts(&[("population", "91000"), ("region", "europe"), ("income", "high")])
        );
        assert_eq!(
            known(&edition(""), None, Some(&said)),
            facts(&[("population", "80000"), ("income", "high")])
        );
        assert_eq!(known(&edition(""), None, None), Facts::new());
    }

    #[test]
    fn what_an_edition_does_not_take_is_not_filled_in() {
        let provinces = edition(r#"values = [{ id = "north" }, { id = "south" }]"#);
        let said = facts(&[("region", "north")]);
        let all = known(&provinces, Some(&profile()), Some(&said));
        assert_eq!(all.get("region").map(String::as_str), Some("north"));
        let free = facts(&[("region", "Iberia")]);
        let all = known(&provinces, None, Some(&free));
        assert_eq!(all.get("region"), None, "an old free text is none of the words");
    }
}
