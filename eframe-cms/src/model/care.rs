use eframe_core::FieldErrors;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Author, LIMITS, one_line};

/// Who answers for a document, and until when somebody is to look it through again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Care {
    /// The office that answers for it, as the public reads it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub office: String,
    /// Who is reminded when the day has come. Nobody outside learns the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Author>,
    /// The day by which it is to be looked through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_by: Option<Date>,
}

impl Care {
    /// Whether nobody answers for it, and no day is set.
    pub fn is_nobodys(&self) -> bool {
        *self == Self::default()
    }

    /// The same with its office on one line.
    ///
    /// # Errors
    /// Field errors of `office`.
    pub fn checked(mut self) -> Result<Self, FieldErrors> {
        self.office = one_line(&self.office);
        let mut errors = FieldErrors::new();
        if self.office.chars().count() > LIMITS.line {
            let most = vec![("most", LIMITS.line.to_string())];
            errors.add_with("office", "cms.desk.field.long", most);
        }
        errors.finish(self)
    }
}
