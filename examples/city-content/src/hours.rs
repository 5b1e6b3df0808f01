//! The city's own kind of block: when an office is open.

use eframe_cms::{OwnBlock, Texts};
use eframe_core::Language;
use eframe_core::form::Field;

/// Opening hours, day by day.
pub(crate) struct OpeningHours;

const DAYS: [(&str, &str, &str); 5] = [
    ("monday", "Monday", "월요일"),
    ("tuesday", "Tuesday", "화요일"),
    ("wednesday", "Wednesday", "수요일"),
    ("thursday", "Thursday", "목요일"),
    ("friday", "Friday", "금요일"),
];

fn said(language: Language, english: &'static str, korean: &'static str) -> &'static str {
    if language == Language::KO { korean } else { english }
}

impl OwnBlock for OpeningHours {
    fn name(&self) -> &'static str {
        "x-opening-hours"
    }

    fn title(&self, language: Language) -> String {
        said(language, "Opening hours", "운영 시간").to_owned()
    }

    fn fields(&self, language: Language) -> Vec<Field> {
        let day = |(name, english, korean)| Field::text(name, said(language, english, korean));
        DAYS.map(day).map(Field::optional).into()
    }

    fn check(&self, texts: &Texts, language: Language) -> Vec<String> {
        let open = DAYS.iter().any(|(day, ..)| !texts.get(day).is_empty());
        let never = said(language, "Say when it is open.", "언제 여는지 쓰십시오.");
        if open { Vec::new() } else { vec![never.to_owned()] }
    }

    fn html(&self, texts: &Texts, language: Language) -> String {
        let closed = said(language, "closed", "휴무");
        let row = |(day, english, korean)| {
            let hours = Some(texts.escaped(day)).filter(|hours| !hours.is_empty());
            let hours = hours.unwrap_or_else(|| closed.to_owned());
            let day = said(language, english, korean);
            format!("<tr><th scope=\"row\">{day}</th><td>{hours}</td></tr>")
        };
        let (caption, rows) = (self.title(language), DAYS.map(row).concat());
        format!("<table><caption>{caption}</caption><tbody>{rows}</tbody></table>")
    }
}
