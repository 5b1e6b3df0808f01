use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;
use serde::Deserialize;

use super::*;

#[derive(Debug, PartialEq, Deserialize)]
struct Search {
    page: Option<u32>,
    open: Option<bool>,
    sort: Option<Sort>,
    tag: Option<Vec<String>>,
    text: Option<Text>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Sort {
    NewestFirst,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Text(String);

fn read(encoded: &str) -> Result<Search, (Option<String>, Fault)> {
    Pairs::parse(encoded.as_bytes()).map_err(|fault| (None, fault))?.read()
}

#[test]
fn pairs_are_read_by_the_types_they_are_for() {
    let search =
        read("page=2&open=true&sort=newest-first&tag=a&tag=b+c&text=%ED%95%9C&other=x").unwrap();
    assert_eq!(
        search,
        Search {
            page: Some(2),
            open: Some(true),
            sort: Some(Sort::NewestFirst),
            tag: Some(vec!["a".to_owned(), "b c".to_owned()]),
            text: Some(Text("한".to_owned())),
        }
    );
    let nothing = read("page=&&open=").unwrap();
    assert_eq!((nothing.page, nothing.open, nothing.tag), (None, None, None));
}

#[test]
fn bad_input_8_a_name_given_twice_is_a_fault_that_names_it() {
    assert_eq!(read("page=1&page=1"), Err((Some("page".to_owned()), Fault::Repeated)));
    assert_eq!(read("sort=newest-first&sort="), Err((Some("sort".to_owned()), Fault::Repeated)));
}

#[test]
fn bad_input_12_an_unknown_column_is_a_fault() {
    let (name, fault) = read("sort=password").unwrap_err();
    assert_eq!(name.as_deref(), Some("sort"));
    assert!(matches!(fault, Fault::Wrong(_)), "{fault:?}");
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
        if let Ok(pairs) = Pairs::parse(&bytes) {
            let _ = pairs.read::<Search>();
        }
    }

    #[test]
    fn what_is_encoded_comes_back(pairs: Vec<(String, String)>) {
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let encoded: Vec<_> =
            pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let back = Pairs::parse(encoded.join("&").as_bytes());
        let nul = pairs.iter().any(|(name, value)| format!("{name}{value}").contains('\0'));
        match back {
            Ok(back) => {
                prop_assert!(!nul);
                prop_assert_eq!(back.read::<Vec<(String, String)>>().unwrap(), pairs);
            }
            Err(fault) => prop_assert!(nul && fault == Fault::Nul),
        }
    }
}
