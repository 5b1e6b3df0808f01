use async_trait::async_trait;
use eframe_core::Language;
use eframe_core::block::Errand;
use eframe_core::block::sea_orm::{DatabaseTransaction, DbErr, Value};
use uuid::Uuid;

use super::{ELIGIBLE, execute, places, query, uuids};
use crate::model::{Fallback, IssueId};

/// Makes the rows of some subscribers, those behind one, in the order of their ids. What is there already stays.
pub(crate) struct LayOut {
    pub(crate) issue: IssueId,
    pub(crate) languages: Vec<Language>,
    pub(crate) fallback: Fallback,
    pub(crate) after: Uuid,
    /// How many subscribers are looked at.
    pub(crate) slice: u64,
}

#[async_trait]
impl Errand for LayOut {
    /// The last one that was looked at; none when none was left.
    type Answer = Option<Uuid>;

    async fn run(&self, on: &DatabaseTransaction) -> Result<Option<Uuid>, DbErr> {
        const LAST: &str = "SELECT id FROM (SELECT id FROM newsletter_subscriber \
            WHERE state = 'confirmed' AND id > $1 ORDER BY id LIMIT $2) AS slice ORDER BY id DESC LIMIT 1";
        let slice = i64::try_from(self.slice).unwrap_or(i64::MAX);
        let last = query(on, LAST, [self.after.into(), slice.into()]).await?;
        let Some(last) = last.first() else { return Ok(None) };
        let last: Uuid = last.try_get_by_index(0)?;
        let count = self.languages.len();
        let known = places(4, count);
        let (language, narrowed) = match self.fallback {
            Fallback::Other(_) => {
                let other = 4 + count;
                (
                    format!("CASE WHEN s.language IN ({known}) THEN s.language ELSE ${other} END"),
                    String::new(),
                )
            }
            Fallback::Block => ("s.language".to_owned(), format!("AND s.language IN ({known})")),
        };
        let sql = format!(
            "INSERT INTO newsletter_delivery (issue, subscriber, language, domain, state, attempts, doubts) \
             SELECT i.id, s.id, {language}, COALESCE(s.domain, ''), 'queued', 0, 0 \
             FROM newsletter_subscriber s JOIN newsletter_issue i ON i.id = $1 AND i.state = 'queued' \
             WHERE s.id > $2 AND s.id <= $3 AND {ELIGIBLE} {narrowed} \
             ON CONFLICT DO NOTHING"
        );
        let mut values: Vec<Value> = uuids([self.issue.uuid(), self.after, last]).collect();
        values.extend(self.languages.iter().map(|language| Value::from(language.code())));
        if let Fallback::Other(other) = self.fallback {
            values.push(other.code().into());
        }
        execute(on, &sql, values).await?;
        Ok(Some(last))
    }
}
