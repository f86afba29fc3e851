//! The draft as a web page of one file.
//!
//! The finished Markdown is rendered and then sanitised, whatever it holds.
//!
//! # Invariants
//!
//! - Nothing in the page runs.
//! - Nothing in it is loaded from elsewhere unless that was asked for.
//! - A link leads to the web, to a mail address or into the page.
//! - Sanitising once is enough.

pub(super) mod escape;

use std::{borrow::Cow, collections::HashSet};

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::html::push_html;

use super::{Citations, Export, ExportWarning, MarkdownOptions, markdown};
use crate::project::Project;
use nutgraf_engine::{
    markdown::{events, notes_last},
    range::DraftRange,
};

/// The style that stands in every page.
const STYLE: &str = include_str!("../../../../assets/article.css");

/// How often HTML is cleaned until nothing changes; what still does is shown as text.
const MOST_ROUNDS: usize = 6;

/// How a web page is to be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HtmlOptions {
    /// What becomes of citations.
    pub citations: Citations,
    /// Whether images may be loaded from other sites, which tells them who reads.
    pub remote_images: bool,
}

/// Writes the draft as a web page. Never fails; what could not be done is in the warnings.
pub fn html(project: &Project, options: &HtmlOptions) -> Export {
    let plain = MarkdownOptions { citations: options.citations, front_matter: false };
    let Export { text, mut warnings } = markdown(project, &plain);
    let body = rendered(&text);
    let clean = sanitised(&body, options.remote_images);
    if !options.remote_images && has_remote_image(&body) {
        warnings.push(ExportWarning::RemoteImages);
    }
    Export { text: page(project, &clean, options), warnings }
}

/// Words for the clipboard: for programs that take a look, and for those that do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RichText {
    /// The words as a piece of a page, which is as clean as a page that is exported.
    pub html: String,
    /// The same words as Markdown.
    pub text: String,
}

/// Returns a part of the draft as rich text, or the whole as it is exported.
pub fn rich_text(project: &Project, part: Option<DraftRange>) -> RichText {
    let text = match part {
        Some(range) => project.draft()[range].to_owned(),
        None => markdown(project, &MarkdownOptions::default()).text,
    };
    let body = rendered(&text);
    RichText { html: sanitised(&body, false), text }
}

/// The Markdown as HTML that is not clean yet, its notes numbered as the preview does.
fn rendered(text: &str) -> String {
    let events = events(text).into_iter().map(|(event, _)| event).collect();
    let mut body = String::new();
    push_html(&mut body, notes_last(events).into_iter());
    body
}

fn page(project: &Project, body: &str, options: &HtmlOptions) -> String {
    let article = project.article();
    let language = Some(article.language.as_str()).filter(|language| !language.is_empty());
    let language =
        language.map_or(String::new(), |tag| format!(" lang=\"{}\"", escape::attribute(tag)));
    let images = if options.remote_images { "data: https: http:" } else { "data:" };
    let mut meta = String::new();
    for author in &article.authors {
        meta.push_str(&format!(
            "<meta name=\"author\" content=\"{}\">\n",
            escape::attribute(author)
        ));
    }
    if !article.subtitle.is_empty() {
        let about = escape::attribute(&article.subtitle);
        meta.push_str(&format!("<meta name=\"description\" content=\"{about}\">\n"));
    }
    let byline = match article.authors.join(", ") {
        names if names.is_empty() => String::new(),
        names => format!("<p class=\"byline\">{}</p>\n", escape::text(&names)),
    };
    format!(
        "<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         img-src 'self' {images}; style-src 'unsafe-inline'\">\n\
         <title>{}</title>\n{meta}<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         {body}</main>\n{byline}</body>\n</html>\n",
        escape::text(&title(project)),
    )
}

fn title(project: &Project) -> String {
    let title = project.article().title.trim();
    if title.is_empty() { "Untitled".to_owned() } else { title.to_owned() }
}

/// HTML without anything that runs or, unless it may, loads from other sites.
pub fn sanitised(html: &str, remote_images: bool) -> String {
    let mut builder = Builder::default();
    builder
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Custom(Box::new(local)))
        .add_generic_attributes(["id"])
        .add_allowed_classes(
            "div",
            ["footnote-definition", "markdown-alert", "markdown-alert-note"],
        )
        .add_allowed_classes("sup", ["footnote-reference", "footnote-definition-label"])
        .link_rel(Some("noopener noreferrer nofollow"))
        .attribute_filter(move |element, attribute, value| {
            let is_remote = is_remote(value);
            match (element, attribute) {
                ("img", "src") if is_remote && !remote_images => None,
                // Only text, and only the page's own words, is quoted or linked from it.
                (_, "cite" | "background") => None,
                _ => Some(Cow::Borrowed(value)),
            }
        });
    // Tags that are nested wrongly come out in another nesting when they are read again,
    // so what is clean is only known once cleaning changes nothing any more.
    let mut clean = cleaned(&builder, html);
    for _ in 0..MOST_ROUNDS {
        let again = cleaned(&builder, &clean);
        if again == clean {
            return clean;
        }
        clean = again;
    }
    escape::text(without_mark(html))
}

fn cleaned(builder: &Builder<'_>, html: &str) -> String {
    without_mark(&builder.clean(without_mark(html)).to_string()).to_owned()
}

/// A reader drops a byte order mark at the beginning, and only that one.
fn without_mark(html: &str) -> &str {
    html.trim_start_matches('\u{FEFF}')
}

/// An address without scheme: into the page, or to a file beside or below it.
fn local(address: &str) -> Option<Cow<'_, str>> {
    let climbs = address.split(['/', '\\']).any(|part| part == "..");
    let is_rooted = address.starts_with(['/', '\\']);
    (!climbs && !is_rooted).then_some(Cow::Borrowed(address))
}

fn is_remote(address: &str) -> bool {
    let address = address.trim().to_ascii_lowercase();
    address.starts_with("http:") || address.starts_with("https:") || address.starts_with("//")
}

fn has_remote_image(html: &str) -> bool {
    let images = html.split("<img").skip(1);
    images.into_iter().any(|rest| {
        let tag = rest.split('>').next().unwrap_or_default();
        let src = tag.split("src=\"").nth(1).and_then(|value| value.split('"').next());
        src.is_some_and(is_remote)
    })
}
