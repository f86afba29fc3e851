//! Readable references, made by hayagriva from our own small CSL styles.
//!
//! Hayagriva reads the bibliographic record as CSL-JSON and decides by the
//! style what is printed in which order, which citation of a source is the
//! first, and which years need a letter. Of its output only the tree is used:
//! the Markdown is written here, so that nothing a source says of itself can
//! be read as markup. Only our English locale is decoded, not the archive of
//! all 63.

use std::{collections::BTreeMap, sync::LazyLock};

use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, Elem, ElemChild,
    ElemChildren, ElemMeta, LocatorPayload, SpecificLocator,
    citationberg::{
        FontStyle, IndependentStyle, Locale, LocaleFile,
        json::{DateValue, Item, LiteralName, NameItem, NameValue, Value, VecDate, VecDateRange},
        taxonomy::Locator,
    },
};

use super::escape;
use nutgraf_engine::{
    model::{PartialDate, Source},
    text::one_line,
};

static NOTE: LazyLock<IndependentStyle> =
    LazyLock::new(|| style(include_str!("../../../assets/styles/nutgraf-note.csl")));
static AUTHOR_DATE: LazyLock<IndependentStyle> =
    LazyLock::new(|| style(include_str!("../../../assets/styles/nutgraf-author-date.csl")));
static LOCALES: LazyLock<[Locale; 1]> = LazyLock::new(|| {
    let file = LocaleFile::from_xml(include_str!("../../../assets/styles/locale-en.xml"));
    [file.expect("the locale is part of the program and well formed").into()]
});

fn style(xml: &str) -> IndependentStyle {
    IndependentStyle::from_xml(xml).expect("the styles are part of the program and well formed")
}

/// One source cited once.
pub(super) struct Cite<'a> {
    pub(super) source: &'a Source,
    /// As the writer put it: `p. 12`; empty when none is given.
    pub(super) locator: &'a str,
}

/// For each cite, its note as Markdown without a full stop: in full where the
/// source is first cited, short afterwards.
pub(super) fn notes(cites: &[Cite<'_>]) -> Vec<String> {
    let (citations, _) = render(&NOTE, cites, false);
    citations.iter().map(|citation| markdown(citation, true)).collect()
}

/// Words of a printed reference in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceRun {
    /// The words, without markup.
    pub words: String,
    /// Whether they are in italics.
    pub is_italic: bool,
}

/// Returns a source's note as it is printed where it is first cited, without a full stop.
pub fn printed_note(source: &Source, locator: &str) -> Vec<ReferenceRun> {
    let (citations, _) = render(&NOTE, &[Cite { source, locator }], false);
    let mut runs = Vec::new();
    citations.iter().for_each(|citation| push_runs(citation, &mut runs));
    runs
}

fn push_runs(children: &ElemChildren, runs: &mut Vec<ReferenceRun>) {
    for child in &children.0 {
        let (words, is_italic) = match child {
            ElemChild::Text(words) => {
                (&words.text, words.formatting.font_style == FontStyle::Italic)
            }
            ElemChild::Markup(words) => (words, false),
            ElemChild::Link { url, .. } => (url, false),
            ElemChild::Elem(elem) => {
                push_runs(&elem.children, runs);
                continue;
            }
            // We ask for no transparent elements.
            ElemChild::Transparent { .. } => continue,
        };
        runs.push(ReferenceRun { words: words.clone(), is_italic });
    }
}

/// Author and year of each cite, and the list of references.
pub(super) struct AuthorDate {
    pub(super) cites: Vec<AuthorDateCite>,
    /// The references in alphabetical order, as Markdown without a full stop.
    pub(super) references: Vec<String>,
}

/// A cite as Markdown, in the two parts that stand in the text in different ways.
pub(super) struct AuthorDateCite {
    /// `Smith and Jones`
    pub(super) author: String,
    /// `2023a, p. 12`
    pub(super) year: String,
}

/// Renders cites by author and date.
pub(super) fn author_date(cites: &[Cite<'_>]) -> AuthorDate {
    let (citations, references) = render(&AUTHOR_DATE, cites, true);
    let cites = citations
        .iter()
        .map(|citation| AuthorDateCite {
            author: citation
                .find_names()
                .map(|names| markdown(&names.children, true))
                .unwrap_or_default(),
            year: markdown(citation, false),
        })
        .collect();
    let references = references.iter().map(|reference| markdown(reference, true)).collect();
    AuthorDate { cites, references }
}

/// Who wrote a source, as a sentence names them: `Smith`, `Smith and Jones`, `Smith et al.`;
/// the title where nobody is named.
pub(super) fn who(source: &Source) -> String {
    let family = |author: &String| {
        let name = author.split_once(',').map_or(author.as_str(), |(family, _)| family);
        escape::words(name)
    };
    let names: Vec<String> = source.authors.iter().map(family).filter(|n| !n.is_empty()).collect();
    match names.as_slice() {
        [] => escape::words(source.name()),
        [one] => one.clone(),
        [one, other] => format!("{one} and {other}"),
        [one, other, third] => format!("{one}, {other} and {third}"),
        [one, ..] => format!("{one} et al."),
    }
}

fn render(
    style: &IndependentStyle,
    cites: &[Cite<'_>],
    author_needed: bool,
) -> (Vec<ElemChildren>, Vec<ElemChildren>) {
    if cites.is_empty() {
        return (Vec::new(), Vec::new());
    }
    // Hayagriva knows a source again by the address of its item, so each has one.
    let items: BTreeMap<&str, Item> = cites
        .iter()
        .map(|cite| (cite.source.key.as_str(), item(cite.source, author_needed)))
        .collect();
    let mut driver = BibliographyDriver::new();
    for (index, cite) in cites.iter().enumerate() {
        let Some(item) = items.get(cite.source.key.as_str()) else { continue };
        // The words of a locator are the writer's own, so they need no label.
        let locator = (!cite.locator.is_empty())
            .then(|| SpecificLocator(Locator::Custom, LocatorPayload::Str(cite.locator)));
        let cited = vec![CitationItem::with_locator(item, locator)];
        let note = Some(index + 1);
        driver.citation(CitationRequest::new(cited, style, None, &*LOCALES, note));
    }
    let rendered = driver.finish(BibliographyRequest::new(style, None, &*LOCALES));
    let references = rendered.bibliography.map(|list| list.items).unwrap_or_default();
    (
        rendered.citations.into_iter().map(|citation| citation.citation).collect(),
        references.into_iter().map(|reference| reference.content).collect(),
    )
}

/// The record as CSL-JSON.
///
/// With `author_needed`, a source without authors goes by its publisher, and
/// one without publisher by its title, because a reference has to begin with
/// something.
fn item(source: &Source, author_needed: bool) -> Item {
    let mut title = one_line(source.name());
    let mut publisher = one_line(&source.publisher);
    let mut authors: Vec<NameValue> =
        source.authors.iter().filter_map(|author| name(&one_line(author))).collect();
    if author_needed && authors.is_empty() {
        let stands_in = if publisher.is_empty() { &mut title } else { &mut publisher };
        authors.extend(literal(std::mem::take(stands_in)));
    }
    let mut fields = BTreeMap::new();
    let mut text = |field: &str, words: String| {
        if !words.is_empty() {
            fields.insert(field.to_owned(), Value::String(words));
        }
    };
    text("id", source.key.clone());
    text("type", source.kind.as_csl().to_owned());
    text("title", title);
    text("publisher", publisher);
    text("URL", source.url.trim().to_owned());
    if !authors.is_empty() {
        fields.insert("author".to_owned(), Value::Names(authors));
    }
    // A style cannot ask whether a month is known, so the day has a field of its own.
    let day_known = source.issued.filter(|date| date.month.is_some());
    let dates =
        [("issued", source.issued), ("available-date", day_known), ("accessed", source.accessed)];
    for (field, date) in dates {
        fields.extend(date.map(|date| (field.to_owned(), Value::Date(day(date)))));
    }
    Item(fields)
}

/// `Family, Given`, or a name that is printed as it stands.
fn name(author: &str) -> Option<NameValue> {
    match author.split_once(',') {
        Some((family, given)) if !family.trim().is_empty() && !given.trim().is_empty() => {
            Some(NameValue::Item(NameItem {
                family: family.trim().to_owned(),
                given: Some(given.trim().to_owned()),
                non_dropping_particle: None,
                // Without a particle of some kind the parts are parsed as one BibTeX name.
                dropping_particle: Some(String::new()),
                suffix: None,
                comma_suffix: None,
            }))
        }
        _ => literal(author.trim_matches([',', ' ']).to_owned()),
    }
}

fn literal(name: String) -> Option<NameValue> {
    (!name.is_empty()).then_some(NameValue::Literal(LiteralName { literal: name }))
}

fn day(date: PartialDate) -> DateValue {
    let mut parts = vec![date.year];
    parts.extend(date.month.map(i16::from));
    parts.extend(date.month.and(date.day).map(i16::from));
    DateValue::DateParts {
        date_parts: VecDateRange(vec![VecDate(parts)]),
        literal: None,
        season: None,
        circa: false,
    }
}

/// The output tree as Markdown, with or without the names in it.
fn markdown(children: &ElemChildren, with_names: bool) -> String {
    let mut text = String::new();
    push(children, with_names, &mut text);
    text.trim().to_owned()
}

fn push(children: &ElemChildren, with_names: bool, text: &mut String) {
    for child in &children.0 {
        match child {
            ElemChild::Text(words) if words.formatting.font_style == FontStyle::Italic => {
                let inner = escape::words(&words.text);
                if !inner.is_empty() {
                    text.push_str(&format!("*{inner}*"));
                }
            }
            ElemChild::Text(words) => text.push_str(&escape::part(&words.text)),
            ElemChild::Markup(words) => text.push_str(&escape::part(words)),
            ElemChild::Link { url, .. } => text.push_str(&escape::address(url)),
            ElemChild::Elem(Elem { meta: Some(ElemMeta::Names(_)), .. }) if !with_names => {}
            ElemChild::Elem(elem) => push(&elem.children, with_names, text),
            // We ask for no transparent elements.
            ElemChild::Transparent { .. } => {}
        }
    }
}
