//! The tags that the blocks of a draft are set in.
//!
//! # Invariants
//!
//! - What [`opening`] opens, [`closing`] closes, with the line breaks that keep a file
//!   readable.
//! - A table has a head and a body.

use pulldown_cmark::{HeadingLevel, Tag, TagEnd};

/// The opening tag of a block; `in_head` in the head of a table.
pub(super) fn opening(tag: &Tag<'_>, in_head: bool) -> String {
    let html = match tag {
        Tag::Heading { level, .. } => return format!("<h{}>", below_title(*level)),
        Tag::List(Some(first)) => return format!("<ol start=\"{}\">\n", (*first).min(1 << 31)),
        Tag::BlockQuote(_) => "<blockquote>\n",
        Tag::CodeBlock(_) => "<pre><code>",
        Tag::HtmlBlock | Tag::MetadataBlock(_) => "<pre class=\"html\">",
        Tag::List(None) => "<ul>\n",
        Tag::Item => "<li>",
        Tag::Table(_) => "<table>\n",
        Tag::TableHead => "<thead>\n<tr>",
        Tag::TableRow => "<tr>",
        Tag::TableCell if in_head => "<th>",
        Tag::TableCell => "<td>",
        _ => "<p>",
    };
    html.to_owned()
}

/// The closing tag of a block; a footnote is a `div`.
pub(super) fn closing(tag: TagEnd, in_head: bool) -> String {
    let html = match tag {
        TagEnd::Heading(level) => return format!("</h{}>\n", below_title(level)),
        TagEnd::BlockQuote(_) => "</blockquote>\n",
        TagEnd::CodeBlock => "</code></pre>\n",
        TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => "</pre>\n",
        TagEnd::List(false) => "</ul>\n",
        TagEnd::List(true) => "</ol>\n",
        TagEnd::Item => "</li>\n",
        TagEnd::FootnoteDefinition => "</div>\n",
        TagEnd::Table => "</tbody>\n</table>\n",
        TagEnd::TableHead => "</tr>\n</thead>\n<tbody>\n",
        TagEnd::TableRow => "</tr>\n",
        TagEnd::TableCell if in_head => "</th>",
        TagEnd::TableCell => "</td>",
        _ => "</p>\n",
    };
    html.to_owned()
}

/// The file's title is the first heading, so the draft's begin with the second level.
fn below_title(level: HeadingLevel) -> usize {
    (level as usize + 1).min(6)
}
