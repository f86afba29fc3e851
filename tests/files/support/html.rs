//! A reader of the HTML that Nutgraf writes: strict where a browser forgives.

use std::collections::BTreeSet;

/// Every element that Nutgraf writes, with the attributes that it may have.
const ALLOWED: [(&str, &[&str]); 47] = [
    ("html", &["lang"]),
    ("head", &[]),
    ("meta", &["charset", "name", "content", "http-equiv"]),
    ("title", &[]),
    ("style", &[]),
    ("body", &[]),
    ("header", &[]),
    ("main", &["class"]),
    ("section", &[]),
    ("article", &["class", "id"]),
    ("aside", &[]),
    ("div", &["class", "id", "lang"]),
    ("span", &["class"]),
    ("p", &["class", "lang"]),
    ("h1", &["lang"]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("a", &["class", "id", "href", "rel"]),
    ("dl", &[]),
    ("dt", &[]),
    ("dd", &[]),
    ("ul", &[]),
    ("ol", &["start"]),
    ("li", &[]),
    ("blockquote", &[]),
    ("pre", &["class"]),
    ("code", &[]),
    ("table", &[]),
    ("thead", &[]),
    ("tbody", &[]),
    ("tr", &[]),
    ("th", &[]),
    ("td", &[]),
    ("em", &[]),
    ("strong", &[]),
    ("s", &[]),
    ("sup", &[]),
    ("sub", &[]),
    ("mark", &["class"]),
    ("del", &[]),
    ("ins", &[]),
    ("bdi", &[]),
    ("br", &[]),
    ("hr", &[]),
];

const VOID: [&str; 3] = ["meta", "br", "hr"];

/// The elements of a file in order. Fails where one is not closed, is not one of ours,
/// or holds what it must not.
pub fn tags_of(html: &str) -> Vec<String> {
    let body = html.strip_prefix("<!DOCTYPE html>\n").expect("a doctype");
    let (mut open, mut found): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        check_text(&rest[..at], html);
        let tag_end = rest[at..].find('>').unwrap_or_else(|| panic!("a tag does not end: {html}"));
        let tag = &rest[at + 1..at + tag_end];
        rest = &rest[at + tag_end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "{html}");
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let (_, allowed) = ALLOWED
            .iter()
            .find(|(allowed, _)| *allowed == name)
            .unwrap_or_else(|| panic!("<{tag}> is none of ours: {html}"));
        for (attribute, _) in attributes_of(attributes) {
            assert!(allowed.contains(&attribute), "<{tag}>: {html}");
        }
        check_nesting(name, &open, html);
        found.push(name.to_owned());
        if name == "style" {
            let end = rest.find("</style>").expect("the style ends");
            assert!(!rest[..end].contains("url(") && !rest[..end].contains("@import"));
            rest = &rest[end..];
        }
        if !VOID.contains(&name) {
            open.push(name.to_owned());
        }
    }
    assert_eq!(rest, "\n", "{html}");
    assert!(open.is_empty(), "{open:?} is not closed: {html}");
    found
}

/// What a browser would repair: a block in a paragraph, a link in a link.
fn check_nesting(name: &str, open: &[String], html: &str) {
    let is_in = |outer: &str| open.iter().any(|open| open == outer);
    let parent = open.last().map(String::as_str).unwrap_or_default();
    let is_block = matches!(
        name,
        "p" | "div"
            | "ul"
            | "ol"
            | "blockquote"
            | "pre"
            | "table"
            | "dl"
            | "hr"
            | "article"
            | "aside"
            | "section"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
    );
    let fits = match name {
        "a" => !is_in("a"),
        "li" => matches!(parent, "ul" | "ol"),
        "tr" => matches!(parent, "thead" | "tbody"),
        "td" | "th" => parent == "tr",
        "dt" | "dd" => parent == "dl",
        _ => !is_block || !is_in("p"),
    };
    let holds = match parent {
        "ul" | "ol" => name == "li",
        "table" => matches!(name, "thead" | "tbody"),
        "thead" | "tbody" => name == "tr",
        "tr" => matches!(name, "td" | "th"),
        "dl" => matches!(name, "dt" | "dd"),
        _ => true,
    };
    assert!(fits && holds, "<{name}> in {open:?}: {html}");
}

fn check_text(text: &str, html: &str) {
    assert!(!text.contains('>'), "{text}: {html}");
    assert!(!text.contains('\0') && !text.contains('\r'), "{html}");
    for (at, _) in text.match_indices('&') {
        let known = ["&amp;", "&lt;", "&gt;", "&quot;"];
        assert!(known.iter().any(|known| text[at..].starts_with(known)), "{text}");
    }
}

/// Names and values; values stand in double quotation marks.
fn attributes_of(mut rest: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    while !rest.is_empty() {
        let (name, behind) = rest.split_once("=\"").unwrap_or_else(|| panic!("{rest}"));
        let (value, behind) = behind.split_once('"').unwrap_or_else(|| panic!("{rest}"));
        found.push((name, value));
        rest = behind.trim_start_matches(' ');
    }
    found
}

/// The ids of a file and where its links lead. Fails where an id stands twice, where a
/// link leads to no id, or to anything but the web and mail.
pub fn ids_and_links(html: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut ids, mut links) = (BTreeSet::new(), BTreeSet::new());
    let body = html.split_once("<body>").expect("a body").1;
    for tag in body.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let Some((_, attributes)) = tag.split_once(' ') else { continue };
        for (name, value) in attributes_of(attributes) {
            match name {
                "id" => assert!(ids.insert(value.to_owned()), "id {value} stands twice: {html}"),
                "href" => drop(links.insert(value.to_owned())),
                _ => {}
            }
        }
    }
    for link in &links {
        let lower = link.to_lowercase();
        let leads = match link.strip_prefix('#') {
            Some(id) => ids.contains(id),
            None => ["http:", "https:", "mailto:"].iter().any(|scheme| lower.starts_with(scheme)),
        };
        assert!(leads, "{link} leads nowhere: {html}");
    }
    (ids, links)
}
