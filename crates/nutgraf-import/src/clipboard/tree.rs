//! The elements of a piece of HTML, as a tree of bounded depth.
//!
//! What is on a clipboard was written by a program that had a tree already, so html5ever's
//! tokenizer with the ends that authors leave out is enough. Its tree builder repairs more,
//! and takes quadratic time to repair what was written to do harm.
//!
//! # Invariants
//!
//! - No path of the tree is longer than [`DEEPEST`]: an element below that is not made, and
//!   its text goes to the element above. So whoever walks the tree may recur.
//! - The time is in proportion to the HTML.

use std::{cell::RefCell, collections::BTreeMap};

use html5ever::{
    LocalName, TokenizerResult,
    buffer_queue::BufferQueue,
    tokenizer::{
        Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states::RawKind,
    },
};

/// The most elements within each other: a page of a newspaper has 40.
pub(super) const DEEPEST: usize = 256;

/// The attributes that anybody asks for.
const KEPT: [&str; 17] = [
    "style",
    "class",
    "href",
    "src",
    "alt",
    "align",
    "start",
    "value",
    "type",
    "checked",
    "colspan",
    "hidden",
    "width",
    "height",
    "lang",
    "data-lang",
    "role",
];

/// Elements that have no content and no end.
const VOID: [&str; 15] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "basefont",
];

/// Elements that a paragraph ends in front of.
const ENDS_PARAGRAPH: [&str; 34] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
    "dd",
    "dt",
];

/// Elements that are closed by nothing that begins or ends within them.
const SCOPES: [&str; 4] = ["td", "th", "caption", "table"];

/// A piece of HTML.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// An element with what is in it.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: LocalName,
    attributes: Vec<(LocalName, String)>,
    pub(super) children: Vec<Node>,
}

impl Element {
    /// Returns the value of an attribute, of those that are kept.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(kept, _)| &**kept == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Returns the elements directly within this one.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }
}

/// Reads HTML, whole or in part.
pub(super) fn read(html: &str) -> Vec<Node> {
    let tokenizer = Tokenizer::new(Builder::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(html.into());
    // A script is handed over at its end, and is not run.
    while let TokenizerResult::Script(()) = tokenizer.feed(&input) {}
    tokenizer.end();
    tokenizer.sink.state.into_inner().finish()
}

#[derive(Default)]
struct Builder {
    state: RefCell<OpenElements>,
}

/// The elements that are open, and what stands beside the outermost.
#[derive(Default)]
struct OpenElements {
    top: Vec<Node>,
    stack: Vec<Element>,
    /// How many elements of a name are open, so that an end without a beginning costs nothing.
    counts: BTreeMap<LocalName, usize>,
    /// How many elements of a name were not made because they are too deep.
    skipped: BTreeMap<LocalName, usize>,
}

impl TokenSink for Builder {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut open = self.state.borrow_mut();
        match token {
            Token::CharacterTokens(text) => open.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => open.end(&tag.name),
            Token::TagToken(tag) => return open.begin(tag),
            // A NUL is no character of a text.
            Token::NullCharacterToken
            | Token::CommentToken(_)
            | Token::DoctypeToken(_)
            | Token::ParseError(_)
            | Token::EOFToken => {}
        }
        TokenSinkResult::Continue
    }
}

impl OpenElements {
    fn children(&mut self) -> &mut Vec<Node> {
        match self.stack.last_mut() {
            Some(element) => &mut element.children,
            None => &mut self.top,
        }
    }

    fn text(&mut self, text: &str) {
        let children = self.children();
        match children.last_mut() {
            Some(Node::Text(last)) => last.push_str(text),
            _ => children.push(Node::Text(text.to_owned())),
        }
    }

    fn begin(&mut self, tag: Tag) -> TokenSinkResult<()> {
        self.end_what_ends_before(&tag.name);
        let raw = match &*tag.name {
            "script" => Some(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
            "textarea" | "title" => Some(RawKind::Rcdata),
            _ => None,
        };
        let is_empty = VOID.contains(&&*tag.name) || (tag.self_closing && tag.name.contains(':'));
        if self.stack.len() >= DEEPEST {
            // What must not be read as text is made all the same, one deeper.
            if is_empty || raw.is_none() {
                if !is_empty {
                    *self.skipped.entry(tag.name).or_default() += 1;
                } else if &*tag.name == "br" {
                    self.text(" ");
                }
                return TokenSinkResult::Continue;
            }
        }
        let kept = tag.attrs.into_iter().filter(|attribute| KEPT.contains(&&*attribute.name.local));
        let attributes = kept.map(|a| (a.name.local, a.value.to_string())).collect();
        let element = Element { name: tag.name, attributes, children: Vec::new() };
        if is_empty {
            self.children().push(Node::Element(element));
            return TokenSinkResult::Continue;
        }
        *self.counts.entry(element.name.clone()).or_default() += 1;
        self.stack.push(element);
        raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
    }

    /// Ends the elements whose end may be left out in front of an element.
    fn end_what_ends_before(&mut self, name: &LocalName) {
        let (ended, within): (&[&str], &[&str]) = match &**name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table"]),
            "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot", "tr"], &["table"]),
            "a" => (&["a"], &SCOPES),
            "option" => (&["option"], &["select"]),
            _ => (&[], &[]),
        };
        for name in ended {
            self.end_within(name, within);
        }
        if ENDS_PARAGRAPH.contains(&&**name) {
            self.end_within("p", &SCOPES);
        }
    }

    fn end(&mut self, name: &LocalName) {
        if let Some(skipped) = self.skipped.get_mut(name).filter(|skipped| **skipped > 0) {
            *skipped -= 1;
            return;
        }
        if &**name == "br" {
            self.text(" ");
            return;
        }
        let is_of_table = matches!(
            &**name,
            "table"
                | "tr"
                | "td"
                | "th"
                | "thead"
                | "tbody"
                | "tfoot"
                | "caption"
                | "body"
                | "html"
        );
        self.end_within(name, if is_of_table { &[] } else { &SCOPES });
    }

    /// Ends the innermost element of a name with all in it, unless one of `scopes` is between.
    fn end_within(&mut self, name: &str, scopes: &[&str]) {
        if self.counts.get(&LocalName::from(name)).is_none_or(|count| *count == 0) {
            return;
        }
        for at in (0..self.stack.len()).rev() {
            let here = &*self.stack[at].name;
            if here == name {
                self.close_from(at);
                return;
            }
            if scopes.contains(&here) {
                return;
            }
        }
    }

    /// Ends the elements from a place of the stack on.
    fn close_from(&mut self, at: usize) {
        while self.stack.len() > at {
            let Some(element) = self.stack.pop() else { return };
            if let Some(count) = self.counts.get_mut(&element.name) {
                *count -= 1;
            }
            self.children().push(Node::Element(element));
        }
    }

    fn finish(mut self) -> Vec<Node> {
        self.close_from(0);
        self.top
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a tree with a bracket around each element.
    fn told(nodes: &[Node]) -> String {
        let told = nodes.iter().map(|node| match node {
            Node::Text(text) => text.clone(),
            Node::Element(element) => format!("{}({})", element.name, told(&element.children)),
        });
        told.collect()
    }

    #[test]
    fn ends_that_are_left_out_are_found() {
        for (html, tree) in [
            ("<p>a<p>b", "p(a)p(b)"),
            ("<ul><li>a<li>b<ul><li>c</ul></ul>d", "ul(li(a)li(bul(li(c))))d"),
            ("<table><tr><td>a<td>b<tr><td>c</table>", "table(tr(td(a)td(b))tr(td(c)))"),
            ("<p>a<table><tr><td><p>b</p></td></tr></table>", "p(a)table(tr(td(p(b))))"),
            ("<b>a</i>b</b>c", "b(ab)c"),
            ("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a)dd(b)dt(c))"),
            ("a<br>b<o:p/>c", "abr()bo:p()c"),
            ("<script>if (a < b) '<p>'</script>c", "script(if (a < b) '<p>')c"),
            ("a<!-- b -->c<![if !x]>d<![endif]>", "acd"),
            ("&amp;&nbsp;&#8212;", "&\u{a0}—"),
        ] {
            assert_eq!(told(&read(html)), tree, "{html}");
        }
    }

    #[test]
    fn no_path_is_longer_than_the_deepest_and_no_word_is_lost() {
        fn depth(nodes: &[Node]) -> usize {
            let below = nodes.iter().map(|node| match node {
                Node::Element(element) => 1 + depth(&element.children),
                Node::Text(_) => 0,
            });
            below.max().unwrap_or(0)
        }
        let html = format!("{}deep{}after", "<div>".repeat(3_000), "</div>".repeat(3_000));
        let tree = read(&html);
        assert_eq!(depth(&tree), DEEPEST);
        assert!(matches!(tree.last(), Some(Node::Text(text)) if text == "after"));
    }
}
