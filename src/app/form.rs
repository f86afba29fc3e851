//! What a writer types into a form, and what becomes of it.
//!
//! A form holds plain texts as they are typed. It is turned into a record only
//! when it is sent, so that a half-typed date is never an error while typing.

mod source;

pub use source::{SourceForm, TypedFields};

use crate::exchange::export::{Citations, MarkdownOptions};
use nutgraf_engine::model::{Article, PartialDateError, Profile};

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

/// Who lets a finding stand, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StetForm {
    /// Who.
    pub by: String,
    /// Why.
    pub reason: String,
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

/// Returns the lines of a field in which one name stands in each.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_may_be_written_with_separators() {
        let form = ArticleForm { goal: "1,200".into(), ..ArticleForm::default() };
        assert_eq!(form.into_article().unwrap().0.goal, Some(1200));
        let form = ArticleForm { goal: "many".into(), ..ArticleForm::default() };
        assert!(form.into_article().unwrap_err().to_string().contains("“many”"));
    }
}
