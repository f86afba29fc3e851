//! The article's metadata as YAML front matter.
//!
//! What the writer put there wins and stays byte for byte; only fields that
//! are missing are added behind it. The result is read back before it is
//! handed out.

use serde::Serialize;
use serde_json::{Map, Value};

use super::warning::ExportWarning;
use nutgraf_engine::{markdown::front_matter, model::Article, text::one_line};
use nutgraf_import::yaml;

/// What an article says of itself, by the names that Pandoc and site generators use.
#[derive(Serialize)]
struct FrontMatterFields {
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    subtitle: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    date: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    lang: String,
}

impl FrontMatterFields {
    fn of(article: &Article) -> Self {
        let authors = article.authors.iter().map(|author| one_line(author));
        Self {
            title: one_line(&article.title),
            subtitle: one_line(&article.subtitle),
            author: authors.filter(|author| !author.is_empty()).collect(),
            date: article.date.map(|date| date.to_string()).unwrap_or_default(),
            lang: one_line(&article.language),
        }
    }

    /// Leaves out what the writer's own front matter says, by any of its usual names.
    fn without(mut self, own: &Map<String, Value>) -> Self {
        let has = |names: &[&str]| names.iter().any(|name| own.contains_key(*name));
        if has(&["title"]) {
            self.title.clear();
        }
        if has(&["subtitle"]) {
            self.subtitle.clear();
        }
        if has(&["author", "authors"]) {
            self.author.clear();
        }
        if has(&["date"]) {
            self.date.clear();
        }
        if has(&["lang", "language"]) {
            self.lang.clear();
        }
        self
    }
}

/// Puts the article's metadata before a text, or says why that cannot be done.
///
/// # Errors
/// What the writer should know; the text is to stay as it is then.
pub(super) fn add(text: &str, article: &Article) -> Result<String, ExportWarning> {
    let line_break = if text.lines().next().is_some_and(|_| first_break(text) == "\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let existing = front_matter(text);
    let own = match &existing {
        None => Map::new(),
        Some(found) => {
            yaml::mapping(&text[found.content]).ok_or(ExportWarning::ForeignFrontMatter)?
        }
    };
    let fields = FrontMatterFields::of(article).without(&own);
    let Ok(Value::Object(added)) = serde_json::to_value(&fields) else {
        return Err(ExportWarning::NoFrontMatter);
    };
    if added.is_empty() {
        return Ok(text.to_owned());
    }
    let yaml = serde_saphyr::to_string(&fields).map_err(|_| ExportWarning::NoFrontMatter)?;
    let yaml = yaml.trim_end().lines().fold(String::new(), |all, line| all + line + line_break);
    let mut result = text.to_owned();
    match &existing {
        Some(found) => result.insert_str(found.content.end, &yaml),
        None => {
            let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
            let fenced = format!("---{line_break}{yaml}---{line_break}{line_break}");
            result.insert_str(start, &fenced);
        }
    }
    let read = front_matter(&result).and_then(|found| yaml::mapping(&result[found.content]));
    let expected: Map<String, Value> = own.into_iter().chain(added).collect();
    if read.as_ref() == Some(&expected) { Ok(result) } else { Err(ExportWarning::NoFrontMatter) }
}

/// The first line break of a text.
pub(super) fn first_break(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article() -> Article {
        Article {
            title: "Yes: a “story” #1".into(),
            authors: vec!["Doe, Jane".into(), "null".into()],
            date: "2026-11-23".parse().ok(),
            language: "en".into(),
            ..Article::default()
        }
    }

    #[test]
    fn metadata_reads_back_as_it_was() {
        let text = add("# Draft\n", &article()).unwrap();
        let found = front_matter(&text).unwrap();
        let fields = yaml::mapping(&text[found.content]).unwrap();
        assert_eq!(fields["title"], "Yes: a “story” #1");
        assert_eq!(fields["author"], serde_json::json!(["Doe, Jane", "null"]));
        assert_eq!(fields["date"], "2026-11-23");
        assert_eq!(&text[found.range.end..], "\n\n# Draft\n");
    }

    #[test]
    fn the_writers_own_front_matter_wins_and_stays() {
        let own =
            "---\r\n# mine\r\ntitle: 'Mine'\r\nauthors: [A]\r\ntags: [a, b]\r\n---\r\nText\r\n";
        let text = add(own, &article()).unwrap();
        assert!(
            text.starts_with("---\r\n# mine\r\ntitle: 'Mine'\r\nauthors: [A]\r\ntags: [a, b]\r\n")
        );
        assert!(text.contains("lang: en\r\n"), "{text}");
        assert_eq!(text.matches("title").count(), 1);
        assert_eq!(text.matches("author").count(), 1);
        assert_eq!(text.matches("---").count(), 2);
        assert!(text.ends_with("---\r\nText\r\n"));
        assert_eq!(add(&text, &article()), Ok(text.clone()), "twice adds nothing");
    }

    #[test]
    fn what_cannot_be_merged_is_left_alone() {
        assert!(add("---\n- a: list\n---\nText", &article()).is_err());
        assert!(add("---\n{title: A}\n---\nText", &article()).is_err());
        assert_eq!(add("Text", &Article::default()), Ok("Text".into()));
        let empty = add("---\n---\nText", &article()).unwrap();
        assert!(empty.starts_with("---\ntitle:") && empty.ends_with("---\nText"), "{empty}");
    }

    #[test]
    fn hostile_titles_stay_one_field() {
        for title in [
            "---",
            "...",
            "a\n---\nb: c",
            "\"",
            "'",
            "- a",
            "{a",
            "yes",
            "1e3",
            "@a",
            "%",
            "a: b",
            "😀",
            &"long ".repeat(60),
        ] {
            let article = Article { title: title.into(), ..Article::default() };
            let text = add("Text", &article).unwrap();
            assert!(text.ends_with("\n---\n\nText"), "{text}");
        }
    }
}
