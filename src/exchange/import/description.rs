//! What a text says of itself: the start of a bibliographic record.
//!
//! Files say it through their reader, in the confined child; words that were pasted say it
//! here, by their front matter, first heading, byline and date line. Nothing is fetched.
//!
//! # Invariants
//! - Only the beginning of a text is looked at, so that a book costs no more than a letter.
//! - What is not said is left empty: nothing is guessed but the title.

use nutgraf_engine::{
    evidence::written_date,
    markdown::{Structure, front_matter, is_address},
    model::{PartialDate, SnapshotFormat},
};
use nutgraf_import::{
    title::{line_of, title_of},
    yaml,
};
use serde_json::{Map, Value};

/// How far a text is looked at, in bytes: front matter, headline, byline and date stand within
/// a page.
const LOOKED_AT: usize = 4 * 1024;

/// How many lines with words may stand above a byline or a date: a masthead, the headline, the
/// standfirst and what newspapers put between them.
const LINES_ABOVE: usize = 8;

/// The longest line that can be a byline or a date line, in characters.
const LONGEST_LINE: usize = 100;

/// The most words of a name in a byline.
const NAME_WORDS: usize = 6;

/// What a text says of itself; what it does not say is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextDescription {
    /// Its title: named, else its first heading, else its first line; of an address alone the
    /// site.
    pub title: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was published.
    pub issued: Option<PartialDate>,
    /// Where it is found.
    pub url: String,
    /// How it is to be read: Markdown where it begins with front matter or a heading.
    pub format: SnapshotFormat,
}

impl TextDescription {
    /// Returns what a text says of itself.
    pub fn of(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        if is_address(text) {
            let url = text.trim().to_owned();
            return Self { title: site(&url).to_owned(), url, ..Self::default() };
        }
        let head = &text[..text.floor_char_boundary(LOOKED_AT)];
        let front = front_matter(head);
        let body = front.as_ref().map_or(head, |front| &head[front.range.end..]);
        let has_front = front.is_some();
        let fields = front.and_then(|front| yaml::mapping(&head[front.content]));
        let said = Self::of_fields(&fields.unwrap_or_default());
        let found = Self::of_lines(body);
        let is_markdown = has_front || found.format == SnapshotFormat::Markdown;
        Self {
            title: Some(said.title).filter(|title| !title.is_empty()).unwrap_or(found.title),
            authors: if said.authors.is_empty() { found.authors } else { said.authors },
            issued: said.issued.or(found.issued),
            url: said.url,
            format: if is_markdown { SnapshotFormat::Markdown } else { SnapshotFormat::Plain },
        }
    }

    /// Returns what front matter says.
    fn of_fields(fields: &Map<String, Value>) -> Self {
        let field = |names: &[&str]| names.iter().find_map(|name| fields.get(*name));
        let words = |names: &[&str]| field(names).and_then(yaml::words);
        let day = |date: String| date.split(['T', ' ']).next().and_then(|day| day.parse().ok());
        Self {
            title: words(&["title"]).map(|title| title_of(&title)).unwrap_or_default(),
            authors: field(&["author", "authors"]).map(names).unwrap_or_default(),
            issued: words(&["date", "published", "issued"]).and_then(day),
            url: words(&["url", "link", "canonical_url", "source"])
                .filter(|url| url.contains("://"))
                .unwrap_or_default(),
            format: SnapshotFormat::Markdown,
        }
    }

    /// Returns what the lines at the beginning of a text say.
    fn of_lines(body: &str) -> Self {
        let mut found = Self::default();
        let mut lines = body.lines().map(str::trim).filter(|line| !line.is_empty());
        let Some(first) = lines.next() else { return found };
        let heading = heading(first);
        if heading.is_some() {
            found.format = SnapshotFormat::Markdown;
        }
        found.title = title_of(heading.as_deref().unwrap_or(first));
        // A text may begin with its byline, and the headline follow.
        for line in std::iter::once(first).chain(lines).take(LINES_ABOVE) {
            if line.chars().nth(LONGEST_LINE).is_some() {
                continue;
            }
            let line = line.trim_matches(['*', '_']);
            if found.authors.is_empty() {
                found.authors = byline(line);
            }
            // The day in a headline is what the text is about.
            let is_headline = line == first && found.authors.is_empty();
            if found.issued.is_none() && !is_headline {
                found.issued = written_date(line);
            }
        }
        found
    }
}

/// Returns the words of a line that is a heading.
fn heading(line: &str) -> Option<String> {
    let headings = Structure::parse(line).headings;
    headings.first().map(|heading| heading.title.clone()).filter(|title| !title.is_empty())
}

/// Returns the site of an address, without the `www.` that says nothing.
fn site(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// Returns the names of a line such as `By Ann Grey and Ben White, science editor`.
fn byline(line: &str) -> Vec<String> {
    let marks = ["By ", "BY ", "Author: ", "Authors: ", "Written by "];
    let Some(rest) = marks.iter().find_map(|mark| line.strip_prefix(mark)) else {
        return Vec::new();
    };
    // What follows a name says what somebody is, or when.
    let names = rest.split([',', '|', '·', '•', ';', '(', '—', '–']).next().unwrap_or_default();
    let names: Vec<String> = names.split(" and ").map(line_of).collect();
    let is_name = |name: &String| {
        let words = || name.split(' ');
        let is_particle = |word: &str| word.chars().all(char::is_lowercase) && word.len() <= 4;
        words().count() <= NAME_WORDS
            && name.starts_with(char::is_uppercase)
            && !name.ends_with('.')
            && !name.contains(|c: char| c.is_ascii_digit())
            && words().all(|word| word.starts_with(char::is_uppercase) || is_particle(word))
    };
    if names.iter().all(is_name) { names } else { Vec::new() }
}

/// Returns the names of `author: A`, `author: [A, B]`, `author: [{name: A}]`.
fn names(value: &Value) -> Vec<String> {
    let found = match value {
        Value::Array(list) => return list.iter().flat_map(names).collect(),
        Value::Object(fields) => fields.get("name").and_then(yaml::words),
        value => yaml::words(value),
    };
    found.map(|name| line_of(&name)).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(text: &str) -> (String, String, String) {
        let TextDescription { title, authors, issued, .. } = TextDescription::of(text);
        let issued = issued.map(|date| date.to_string()).unwrap_or_default();
        (title, authors.join("; "), issued)
    }

    fn check(text: &str, title: &str, authors: &str, issued: &str) {
        let expected = (title.to_owned(), authors.to_owned(), issued.to_owned());
        assert_eq!(described(text), expected, "{text}");
    }

    #[test]
    fn an_article_says_its_title_author_and_date() {
        let article = "Gate stays shut\n\nBy Ann Grey and Ben van der Velde, science editor\n\
                       23 August 2024\n\nThe level fell to 0.9 metres on 22 August.\n";
        check(article, "Gate stays shut", "Ann Grey; Ben van der Velde", "2024-08-23");
        check("# Gate *stays* shut #\n\n_By Ann Grey_\n", "Gate stays shut", "Ann Grey", "");
        let front = "---\ntitle: The audit\nauthor: [Ann Grey, {name: Ben White}]\n\
                     date: 2024-08-23T10:00\n---\n\n# Another\n";
        check(front, "The audit", "Ann Grey; Ben White", "2024-08-23");
    }

    #[test]
    fn prose_says_nothing_but_its_first_line() {
        let prose = "By the river the gate was shut.\nIt was shut on 3 May 2024, which the board \
                     said nobody had been told of before the summer began.\n";
        check(prose, "By the river the gate was shut.", "", "");
        check("", "", "", "");
    }

    #[test]
    fn an_address_alone_names_its_site() {
        let of = |text: &str| {
            let TextDescription { title, url, .. } = TextDescription::of(text);
            (title, url)
        };
        let page = "https://www.example.org:80/a?b";
        assert_eq!(of(&format!(" {page}\n")), ("example.org".to_owned(), page.to_owned()));
        assert_eq!(of("see https://example.org").1, "");
    }

    #[test]
    fn markdown_is_told_by_front_matter_or_a_heading() {
        let format = |text| TextDescription::of(text).format;
        assert_eq!(format("---\ntitle: A\n---\nB\n"), SnapshotFormat::Markdown);
        assert_eq!(format("# A\n"), SnapshotFormat::Markdown);
        assert_eq!(format("#hashtag\n"), SnapshotFormat::Plain);
        assert_eq!(format("2*3*4\n# B\n"), SnapshotFormat::Plain);
    }

    #[test]
    fn a_long_text_costs_no_more_than_its_beginning() {
        let text = format!("A title\n\n{}By Ann Grey\n", "words ".repeat(LOOKED_AT));
        check(&text, "A title", "", "");
    }
}
