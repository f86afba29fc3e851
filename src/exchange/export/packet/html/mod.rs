//! A document of the packet as one HTML file.
//!
//! # Invariants
//!
//! - The file needs nothing but itself and does nothing by itself: no script, no picture,
//!   no style or font from elsewhere, and a policy that forbids them.
//! - Every word is escaped.
//! - A link leads only to the web, to a mail address, or to a place in the file. Colour
//!   is never the only sign.

mod draft;
mod tags;

use std::{fmt::Write, sync::LazyLock};

use super::{
    annotated::Annotated,
    document::{
        InlineLine, InlineRun, PacketDocument, PacketEntry, PacketField, PacketSection, Tone,
    },
};
use crate::{
    design_tokens::fill_in_colors,
    exchange::export::html::escape::{attribute, text},
};

/// The style sheet, in the colours of the window's theme.
static STYLE: LazyLock<String> =
    LazyLock::new(|| fill_in_colors(include_str!("../../../../../assets/packet.css")));

/// A file of a document; `language` is that of the article.
pub(super) fn file(document: &PacketDocument, language: &str) -> String {
    let mut page = HtmlPage::of(document, language);
    for section in &document.sections {
        page.section(section, false);
    }
    page.finish()
}

/// A file of the annotated draft.
pub(super) fn annotated_file(draft: &str, annotated: &Annotated, language: &str) -> String {
    let mut page = HtmlPage::of(&annotated.document, language);
    page.html.push_str("<main class=\"draft\">\n");
    draft::write(&mut page, draft, annotated);
    page.html.push_str("</main>\n");
    for section in &annotated.document.sections {
        page.section(section, false);
    }
    page.finish()
}

/// A file while it is written.
struct HtmlPage {
    html: String,
    /// The article's language, as an attribute; empty where it is not known.
    language: String,
}

impl HtmlPage {
    fn of(document: &PacketDocument, language: &str) -> Self {
        let is_tag = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let is_known = !language.is_empty() && language.chars().all(is_tag);
        let language = if is_known { format!(" lang=\"{language}\"") } else { String::new() };
        let title = text(&format!("{}: {}", document.kind, document.title));
        let mut page = Self { html: String::new(), language };
        let style = STYLE.as_str();
        page.put(&format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta http-equiv=\"Content-Security-Policy\" \
             content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        ));
        page.put(&format!(
            "<header>\n<p class=\"kind\">{}</p>\n<h1{}>{}</h1>\n<p class=\"byline\">{}</p>\n\
             <p class=\"purpose\">{}</p>\n",
            text(document.kind),
            page.language,
            isolated(&document.title),
            text(&document.byline),
            text(&document.purpose),
        ));
        page.fields(&document.summary);
        page.put("</header>\n");
        page
    }

    fn put(&mut self, html: &str) {
        self.html.push_str(html);
    }

    fn section(&mut self, section: &PacketSection, leads_back: bool) {
        self.put(&format!("<section>\n<h2>{}</h2>\n", text(&section.title)));
        if !section.lead.is_empty() {
            self.put(&format!("<p class=\"lead\">{}</p>\n", text(&section.lead)));
        }
        section.entries.iter().for_each(|entry| self.entry(entry, leads_back, 3));
        self.put("</section>\n");
    }

    /// An entry; `leads_back` where its number stands in a text that it leads back to.
    fn entry(&mut self, entry: &PacketEntry, leads_back: bool, level: usize) {
        let anchor = entry.anchor.as_deref();
        let id = anchor.map_or(String::new(), |anchor| format!(" id=\"{anchor}\""));
        let length = if entry.is_short() { " short" } else { "" };
        self.put(&format!(
            "<article class=\"entry {}{length}\"{id}>\n<h{level}>",
            tone(entry.tone)
        ));
        let label = text(&entry.label);
        match anchor.filter(|_| leads_back) {
            Some(anchor) => self.put(&format!("<a href=\"#m-{anchor}\">{label}</a>")),
            None => self.put(&label),
        }
        if let Some((sign, words)) = &entry.state {
            let sign = text(&sign.to_string());
            self.put(&format!(
                " <span class=\"state\"><span class=\"sign\">{sign}</span> {}</span>",
                text(words)
            ));
        }
        for detail in &entry.details {
            self.put(&format!(" <span class=\"detail\">{}</span>", text(detail)));
        }
        self.put(&format!("</h{level}>\n<p class=\"words\"{}>", self.language));
        self.line(&entry.words);
        self.put("</p>\n");
        self.fields(&entry.fields);
        self.put("</article>\n");
    }

    fn fields(&mut self, fields: &[PacketField]) {
        if fields.is_empty() {
            return;
        }
        self.put("<dl>\n");
        for field in fields {
            self.put(&format!("<dt>{}</dt>\n", text(&field.label)));
            for line in &field.lines {
                self.put("<dd>");
                self.line(line);
                self.put("</dd>\n");
            }
        }
        self.put("</dl>\n");
    }

    fn line(&mut self, line: &InlineLine) {
        line.iter().for_each(|piece| self.piece(piece));
    }

    fn piece(&mut self, piece: &InlineRun) {
        let html = match piece {
            InlineRun::Text(words) => text(words),
            InlineRun::Strong(words) => format!("<strong>{}</strong>", text(words)),
            InlineRun::Words(words) => format!("<span class=\"own\">{}</span>", isolated(words)),
            InlineRun::Quoted(words) => {
                format!("<span class=\"own\">“{}”</span>", isolated(words))
            }
            InlineRun::Picked(words) => {
                format!("<mark class=\"own\">{}</mark>", isolated(words))
            }
            InlineRun::Gone(words) => format!("<del>{}</del>", isolated(words)),
            InlineRun::New(words) => format!("<ins>{}</ins>", isolated(words)),
            InlineRun::Reference(markdown) => return draft::inline(&mut self.html, markdown),
        };
        self.put(&html);
    }

    fn finish(mut self) -> String {
        self.put("</body>\n</html>\n");
        self.html
    }
}

/// Words that may turn the direction of writing, kept from turning that of ours.
fn isolated(words: &str) -> String {
    let turns = |c: char| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
            || matches!(c, '\u{2066}'..='\u{2069}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
            || c >= '\u{10800}'
    };
    match words.contains(turns) {
        true => format!("<bdi>{}</bdi>", text(words)),
        false => text(words),
    }
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "good",
        Tone::Open => "open",
        Tone::Wary => "wary",
        Tone::Bad => "bad",
    }
}

/// A link to a place outside the file, as its opening tag; `None` where the address is
/// neither of the web nor of a mail box.
fn link(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, _) = address.split_once(':')?;
    let known = ["http", "https", "mailto"];
    let is_known = known.iter().any(|known| known.eq_ignore_ascii_case(scheme));
    let mut html = String::new();
    // Writing to a String cannot fail.
    let _ = write!(html, "<a rel=\"noreferrer\" href=\"{}\">", attribute(address));
    is_known.then_some(html)
}
