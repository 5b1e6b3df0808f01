use std::collections::BTreeMap;

use eframe_core::{Language, Timestamp};

use super::Newsletter;
use crate::Error;
use crate::model::{Composition, Fallback, Issue, IssueId, Quarter};
use crate::render::{Body, plain, views};

/// An issue that everybody may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archived {
    /// Its quarter.
    pub number: Quarter,
    /// When it was ordered to be sent.
    pub at: Timestamp,
    /// The languages it was sent in.
    pub languages: Vec<Language>,
    /// What it is called, in those of them in which its title was written.
    pub titles: BTreeMap<Language, String>,
    fallback: Fallback,
}

impl Archived {
    /// What it is called for readers of a language, and the language that is in.
    #[must_use]
    pub fn title(&self, language: Language) -> Option<(Language, &str)> {
        let title = |of: Language| Some((of, self.titles.get(&of)?.as_str()));
        let first = || self.titles.iter().next().map(|(of, title)| (*of, title.as_str()));
        title(language).or_else(|| title(self.other())).or_else(first)
    }

    /// The language that readers of one get it in. Its title may be in another.
    #[must_use]
    pub fn read_in(&self, language: Language) -> Language {
        let sent = [language, self.other()].into_iter().find(|one| self.languages.contains(one));
        sent.or_else(|| self.languages.first().copied()).unwrap_or(language)
    }

    const fn other(&self) -> Language {
        match self.fallback {
            Fallback::Other(other) => other,
            Fallback::Block => Language::EN,
        }
    }
}

impl Newsletter {
    /// Issues of which letters are out, the latest quarter first, those before one. Everybody may read them; one that was
    /// cancelled on its way, too: whoever got its letter is led to it.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn archive(
        &self,
        before: Option<Quarter>,
        most: u64,
    ) -> Result<Vec<Archived>, Error> {
        let issues = self.store().issues_out(before, most).await?;
        let mut titles = self.titles(&issues).await?;
        let archived = issues.into_iter().filter_map(|issue| {
            let titles = titles.remove(&issue.id).unwrap_or_default();
            archived(&issue, titles)
        });
        Ok(archived.collect())
    }

    /// Whether everybody may read an issue: letters of it are out, each with a link to the archive, or may be.
    pub(crate) async fn is_public(&self, issue: &Issue) -> Result<bool, Error> {
        self.store().has_letters_out(issue.id).await
    }

    /// The same with their bodies for readers of a language, in four statements and one more for each that was given as a whole.
    ///
    /// # Errors
    /// When they cannot be read.
    pub(crate) async fn archive_whole(
        &self,
        before: Option<Quarter>,
        most: u64,
        language: Language,
    ) -> Result<Vec<(Archived, ArchivedBody)>, Error> {
        let issues = self.store().issues_out(before, most).await?;
        let mut titles = self.titles(&issues).await?;
        let compositions = self.store().compositions(&issues).await?;
        let mut whole = Vec::new();
        for issue in issues {
            let titles = titles.remove(&issue.id).unwrap_or_default();
            let Some(archived) = archived(&issue, titles) else { continue };
            let composition = compositions.get(&issue.id);
            let body = self.read(&issue, &archived, composition, language).await?;
            whole.push((archived, body));
        }
        Ok(whole)
    }

    /// One of them, and its body for readers of a language: HTML without anybody's own links.
    ///
    /// # Errors
    /// When there is none of this quarter, or it was not sent.
    pub async fn archived(
        &self,
        number: Quarter,
        language: Language,
    ) -> Result<(Archived, ArchivedBody), Error> {
        let issue = self.store().issue_numbered(number).await?.ok_or(Error::NotFound)?;
        if !self.is_public(&issue).await? {
            return Err(Error::NotFound);
        }
        let titles = self.titles(std::slice::from_ref(&issue)).await?.remove(&issue.id);
        let archived = archived(&issue, titles.unwrap_or_default()).ok_or(Error::NotFound)?;
        let composition = self.store().composition(issue.id).await?;
        let body = self.read(&issue, &archived, composition.as_ref(), language).await?;
        Ok((archived, body))
    }

    /// What some issues are called, each in the languages in which that was written. The subject of a letter may be that of
    /// another language.
    async fn titles(
        &self,
        issues: &[Issue],
    ) -> Result<BTreeMap<IssueId, BTreeMap<Language, String>>, Error> {
        let mut titles = self.store().subjects(issues).await?;
        for (id, written) in self.store().titles(issues).await? {
            let written = written.iter().map(|(of, title)| (of, plain(title).trim().to_owned()));
            titles.insert(id, written.filter(|(_, title)| !title.is_empty()).collect());
        }
        Ok(titles)
    }

    async fn read(
        &self,
        issue: &Issue,
        archived: &Archived,
        composition: Option<&Composition>,
        language: Language,
    ) -> Result<ArchivedBody, Error> {
        let of = archived.read_in(language);
        if let Some(composition) = composition {
            return self.body(issue, composition, of);
        }
        let text = self.store().texts(issue.id).await?.remove(&of).ok_or(Error::NotFound)?.text;
        Ok(ArchivedBody { html: String::new(), text: self.impersonal(&text, of) })
    }

    fn body(
        &self,
        issue: &Issue,
        composition: &Composition,
        language: Language,
    ) -> Result<ArchivedBody, Error> {
        let (presentation, origin) = (self.presentation(), self.mount().origin());
        let reader = (language, issue.fallback);
        let body = Body { blocks: views(presentation, origin, composition, reader) };
        let html = presentation.text(language, &body);
        let html = html.map_err(|error| Error::Letter(error.to_string()))?;
        Ok(ArchivedBody { html, text: String::new() })
    }
}

/// What an issue of the archive says: as HTML where it was put together, as plain text where it was given as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArchivedBody {
    /// HTML of the allowed elements only; may be empty.
    pub html: String,
    /// Plain text; may be empty.
    pub text: String,
}

fn archived(issue: &Issue, titles: BTreeMap<Language, String>) -> Option<Archived> {
    let at = issue.status.frozen()?.at;
    let (number, languages) = (issue.number, issue.languages.clone());
    Some(Archived { number, at, languages, titles, fallback: issue.fallback })
}
