//! What a writer types into a form, and what becomes of it.
//!
//! A form holds plain texts as they are typed. It is turned into a record only
//! when it is sent, so that a half-typed date is never an error while typing.

use jiff::Timestamp;

use crate::exchange::export::{Citations, MarkdownOptions};
use nutgraf_engine::model::{
    Article, PartialDate, PartialDateError, Profile, Snapshot, SnapshotFormat, Source, SourceId,
    SourceKind,
};

/// A source being added or edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SourceForm {
    /// The source being edited; `None` adds one.
    pub id: Option<SourceId>,
    pub key: String,
    pub kind: SourceKind,
    pub title: String,
    /// One author a line.
    pub authors: String,
    pub publisher: String,
    pub url: String,
    pub issued: String,
    pub accessed: String,
    pub note: String,
    /// The text to capture.
    pub text: String,
    pub format: SnapshotFormat,
    /// Whether `text` replaces the snapshot; a snapshot in use is never changed by accident.
    pub capture: bool,
}

impl SourceForm {
    /// The form of a source that exists.
    pub fn of(source: &Source) -> Self {
        Self {
            id: Some(source.id.clone()),
            key: source.key.clone(),
            kind: source.kind,
            title: source.title.clone(),
            authors: source.authors.join("\n"),
            publisher: source.publisher.clone(),
            url: source.url.clone(),
            issued: source.issued.map(|date| date.to_string()).unwrap_or_default(),
            accessed: source.accessed.map(|date| date.to_string()).unwrap_or_default(),
            note: source.note.clone(),
            text: String::new(),
            format: source.snapshot.as_ref().map(|s| s.format).unwrap_or_default(),
            capture: source.snapshot.is_none(),
        }
    }

    /// Returns the form that adds a source, to be looked at before it is sent.
    pub fn of_new(source: &Source) -> Self {
        let text = source.snapshot.as_ref().map_or("", |snapshot| &snapshot.text);
        Self { id: None, text: text.to_owned(), capture: true, ..Self::of(source) }
    }

    /// The record that the form describes. What the form does not show is
    /// taken from `base`.
    ///
    /// # Errors
    /// When a date is not a date.
    pub fn into_source(self, mut base: Source, now: Timestamp) -> Result<Source, PartialDateError> {
        let date = |text: &str| -> Result<Option<PartialDate>, PartialDateError> {
            if text.trim().is_empty() { Ok(None) } else { text.parse().map(Some) }
        };
        base.issued = date(&self.issued)?;
        base.accessed = date(&self.accessed)?;
        base.key = self.key.trim().trim_start_matches('@').to_owned();
        base.kind = self.kind;
        base.title = self.title.trim().to_owned();
        base.authors = lines(&self.authors);
        base.publisher = self.publisher.trim().to_owned();
        base.url = self.url.trim().to_owned();
        base.note = self.note;
        if self.capture && !self.text.trim().is_empty() {
            base.snapshot = Some(Snapshot::capture(self.text, self.format, now));
        }
        Ok(base)
    }
}

/// The article's details being edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ArticleForm {
    pub title: String,
    pub subtitle: String,
    /// One author a line.
    pub authors: String,
    pub language: String,
    pub date: String,
    pub goal: String,
    /// The goal of a session, which is the writer's and in no file of an article.
    pub session_goal: String,
    pub profile: Profile,
}

impl ArticleForm {
    /// The form of the article as it is, and of the writer's goal of a session.
    pub fn of(article: &Article, session_goal: Option<u32>) -> Self {
        Self {
            title: article.title.clone(),
            subtitle: article.subtitle.clone(),
            authors: article.authors.join("\n"),
            language: article.language.clone(),
            date: article.date.map(|date| date.to_string()).unwrap_or_default(),
            goal: article.goal.map(|goal| goal.to_string()).unwrap_or_default(),
            session_goal: session_goal.map(|goal| goal.to_string()).unwrap_or_default(),
            profile: article.profile,
        }
    }

    /// The article that the form describes, and the goal of a session.
    ///
    /// # Errors
    /// When a field cannot be read.
    pub fn into_article(self) -> Result<(Article, Option<u32>), ArticleFormError> {
        let date = match self.date.trim() {
            "" => None,
            text => Some(text.parse()?),
        };
        let goal = goal(&self.goal)?;
        let session_goal = self::goal(&self.session_goal)?;
        let article = Article {
            title: self.title.trim().to_owned(),
            subtitle: self.subtitle.trim().to_owned(),
            authors: lines(&self.authors),
            language: self.language.trim().to_owned(),
            date,
            goal,
            profile: self.profile,
        };
        Ok((article, session_goal))
    }
}

/// Reads a number of words, which may be written with separators.
fn goal(typed: &str) -> Result<Option<u32>, ArticleFormError> {
    match typed.trim().replace([',', ' ', '\u{202f}', '\u{2009}'], "").as_str() {
        "" => Ok(None),
        text => {
            let fault = |_| ArticleFormError::Goal(typed.trim().to_owned());
            text.parse().map(Some).map_err(fault)
        }
    }
}

/// A field of the article's details that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArticleFormError {
    /// The date.
    #[error(transparent)]
    Date(#[from] PartialDateError),
    /// The number of words that is aimed at.
    #[error("“{0}” is not a number of words; write digits, or nothing")]
    Goal(String),
}

/// The address of a link being asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LinkForm {
    /// The words of the link, as they are in the draft.
    pub words: String,
    /// Its address.
    pub address: String,
    /// Whether there is a link already.
    pub is_link: bool,
}

/// An image being asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ImageForm {
    /// Its address on the web, or its path, relative to the project's folder.
    pub address: String,
    /// What it shows, for who cannot see it.
    pub alternative: String,
}

/// What an export is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ExportFormat {
    #[default]
    Markdown,
    /// A web page of one file, with nothing in it that runs or loads.
    Html,
}

impl ExportFormat {
    /// What the file's name ends with, without the full stop.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
        }
    }
}

/// How an export is to come out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportForm {
    /// What is written.
    pub format: ExportFormat,
    /// What becomes of citations.
    pub citations: Citations,
    /// Whether YAML front matter stands on top.
    pub front_matter: bool,
    /// Whether the article is called final.
    pub is_final: bool,
    /// Who calls it so.
    pub by: String,
    /// Why, where something stands against it.
    pub reason: String,
}

impl ExportForm {
    /// The options of the exporter.
    pub fn options(&self) -> MarkdownOptions {
        MarkdownOptions { citations: self.citations, front_matter: self.front_matter }
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_is_none_is_named_when_the_form_is_sent() {
        let form = SourceForm { key: "ft".into(), issued: "soon".into(), ..SourceForm::default() };
        let base = Source::new(SourceId::new("s1"), "ft");
        let error = form.into_source(base, Timestamp::UNIX_EPOCH).unwrap_err();
        assert!(error.to_string().contains("“soon” is not a date"));
    }

    #[test]
    fn a_goal_may_be_written_with_separators() {
        let form = ArticleForm { goal: "1,200".into(), ..ArticleForm::default() };
        assert_eq!(form.into_article().unwrap().0.goal, Some(1200));
        let form = ArticleForm { goal: "many".into(), ..ArticleForm::default() };
        assert!(form.into_article().unwrap_err().to_string().contains("“many”"));
    }

    #[test]
    fn editing_a_source_keeps_its_snapshot_unless_a_new_text_is_captured() {
        let mut source = Source::new(SourceId::new("s1"), "ft");
        let now = Timestamp::UNIX_EPOCH;
        source.snapshot = Some(Snapshot::capture("as it was", SnapshotFormat::Plain, now));
        let mut form = SourceForm::of(&source);
        form.title = "New title".into();
        let edited = form.into_source(source.clone(), now).unwrap();
        assert_eq!(edited.title, "New title");
        assert_eq!(edited.snapshot, source.snapshot);
    }
}
