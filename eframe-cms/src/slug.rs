//! Slugs made from titles.

use uuid::Uuid;

use crate::model::Slug;

/// The slug a title suggests, written in ASCII whatever its script; from the document's id where the title
/// leaves nothing.
pub(crate) fn suggested(title: &str, id: Uuid) -> Slug {
    let words = slug::slugify(title);
    let mut cut = String::new();
    for word in words.split('-') {
        if cut.len() + word.len() >= Slug::LONGEST {
            break;
        }
        if !cut.is_empty() {
            cut.push('-');
        }
        cut.push_str(word);
    }
    cut.parse().unwrap_or_else(|_| {
        let digits = id.simple().to_string();
        digits[20..].parse().expect("hexadecimal digits are a slug")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_title_suggests_a_slug() {
        let id = Uuid::from_u128(0xABCD);
        for (title, slug) in [
            ("General Assembly 2027", "general-assembly-2027"),
            ("다리 보수", "dari-bosu"),
            ("Ремонт моста", "remont-mosta"),
            ("!!!", "00000000abcd"),
            ("", "00000000abcd"),
        ] {
            assert_eq!(suggested(title, id).as_str(), slug);
        }
        assert!(suggested(&"word ".repeat(100), id).as_str().len() <= Slug::LONGEST);
        assert!(suggested(&"x".repeat(300), id).as_str().len() <= Slug::LONGEST);
    }
}
