use std::collections::BTreeMap;

use eframe_core::Language;
use eframe_core::block::sea_orm::{QueryResult, Value};

use super::read::{count, pair};
use super::{ELIGIBLE, places};
use crate::Error;
use crate::store::{Store, damaged, failed};

/// Those who would get an issue now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Readers {
    /// By the language they read.
    pub(crate) languages: BTreeMap<Language, u64>,
    /// The domains that most of them have their mail at, the first the one with the most.
    pub(crate) domains: Vec<(String, u64)>,
    /// How many domains there are.
    pub(crate) all_domains: u64,
}

impl Store {
    /// Those who would get an issue now, by language.
    pub(crate) async fn readers(&self) -> Result<BTreeMap<Language, u64>, Error> {
        let sql = format!(
            "SELECT s.language, COUNT(*) FROM newsletter_subscriber s WHERE {ELIGIBLE} GROUP BY s.language"
        );
        let mut readers = BTreeMap::new();
        for row in &self.rows(&sql, []).await? {
            let (language, letters) = pair(row)?;
            readers.insert(read(&language)?, letters);
        }
        Ok(readers)
    }

    /// The same, and `most` of the domains they have their mail at; of those who read one of some languages, where these are
    /// named. One statement: all readers are looked at once.
    pub(crate) async fn readers_and_domains(
        &self,
        of: Option<&[Language]>,
        most: u64,
    ) -> Result<Readers, Error> {
        let narrowed = of
            .map_or_else(String::new, |of| format!("WHERE language IN ({})", places(2, of.len())));
        let sql = format!(
            "WITH reader AS MATERIALIZED (SELECT s.language AS language, COALESCE(s.domain, '') AS domain, \
             COUNT(*) AS letters FROM newsletter_subscriber s WHERE {ELIGIBLE} GROUP BY s.language, s.domain), \
             place AS MATERIALIZED (SELECT domain, CAST(SUM(letters) AS BIGINT) AS letters FROM reader {narrowed} \
             GROUP BY domain) \
             SELECT language, CAST(SUM(letters) AS BIGINT), 'language' FROM reader GROUP BY language \
             UNION ALL SELECT domain, letters, 'domain' FROM \
             (SELECT domain, letters FROM place ORDER BY letters DESC, domain LIMIT $1) AS named \
             UNION ALL SELECT '', COUNT(*), 'domains' FROM place"
        );
        let mut values = vec![Value::from(i64::try_from(most).unwrap_or(i64::MAX))];
        values.extend(of.into_iter().flatten().map(|language| Value::from(language.code())));
        let mut readers = Readers::default();
        for row in &self.rows(&sql, values).await? {
            readers.take(row)?;
        }
        // What is put together stands in no order.
        readers.domains.sort_by(|(a, many), (b, more)| more.cmp(many).then_with(|| a.cmp(b)));
        Ok(readers)
    }
}

impl Readers {
    fn take(&mut self, row: &QueryResult) -> Result<(), Error> {
        let what: String = row.try_get_by_index(2).map_err(failed)?;
        match what.as_str() {
            "language" => {
                let (language, letters) = pair(row)?;
                self.languages.insert(read(&language)?, letters);
            }
            "domain" => self.domains.push(pair(row)?),
            _ => self.all_domains = count(row, 1)?,
        }
        Ok(())
    }
}

fn read(language: &str) -> Result<Language, Error> {
    language.parse().map_err(|_| damaged(language))
}

#[cfg(test)]
mod tests {
    use eframe_core::Timestamp;
    use eframe_core::block::sea_orm::{self, ConnectionTrait as _, Statement};
    use eframe_core::block::stored;
    use uuid::Uuid;

    use super::*;

    /// A reader who said yes.
    async fn comes(on: &sea_orm::DatabaseConnection, number: u128, language: &str, domain: &str) {
        let sql = "INSERT INTO newsletter_subscriber \
            (id, version, address, domain, mark, language, state, since, details) \
            VALUES ($1, 1, $2, $3, $2, $4, 'confirmed', $5, '{}')";
        let values: [Value; 5] = [
            Uuid::from_u128(number).into(),
            format!("reader{number}").into(),
            domain.into(),
            language.into(),
            stored(Timestamp::UNIX_EPOCH).into(),
        ];
        let row = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
        on.execute_raw(row).await.expect(sql);
    }

    #[tokio::test]
    async fn readers_are_counted_by_language_and_by_the_domains_of_most() {
        for house in eframe_core::test::databases(&[crate::MIGRATIONS]).await {
            let on = sea_orm::Database::connect(&house.url).await.expect("the database answers");
            // Thirty domains, the first three with two readers each, and one who is not written to.
            for number in 0..33 {
                let language = if number % 3 == 0 { "en" } else { "ko" };
                comes(&on, number, language, &format!("d{:02}.example", number % 30)).await;
            }
            comes(&on, 33, "en", "d29.example").await;
            let held = "INSERT INTO newsletter_suppression (mark, reason, at) \
                SELECT mark, 'bounced', since FROM newsletter_subscriber WHERE address = 'reader33'";
            on.execute_unprepared(held).await.expect("held back");
            let store = Store::new(house.database.clone());
            let all = store.readers_and_domains(None, 20).await.expect("counted");
            let languages = [(Language::EN, 11), (Language::KO, 22)].into();
            assert_eq!((&all.languages, all.all_domains), (&languages, 30), "on {}", house.kind);
            let named: Vec<_> = (0..20).map(|at| (format!("d{at:02}.example"), 1)).collect();
            assert_eq!(all.domains[3..], named[3..], "on {}", house.kind);
            assert!(all.domains[..3].iter().all(|(_, letters)| *letters == 2), "{all:?}");
            // Where an issue waits for other languages, their readers get nothing and are at no domain of it.
            let of = store.readers_and_domains(Some(&[Language::EN]), 20).await.expect("counted");
            assert_eq!((of.languages, of.all_domains), (languages, 10), "on {}", house.kind);
            assert_eq!(of.domains[0], ("d00.example".to_owned(), 2), "on {}", house.kind);
            assert_eq!(of.domains.len(), 10);
            assert_eq!(store.readers().await.expect("counted"), all.languages);
        }
    }
}
