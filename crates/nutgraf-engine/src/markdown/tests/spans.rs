//! How the source text is to look.

use super::super::*;

/// The texts of all spans of a kind.
fn spans(text: &str, kind: SpanKind) -> Vec<&str> {
    let structure = Structure::parse(text);
    let spans = structure.spans.iter().filter(|span| span.kind == kind);
    spans.map(|span| &text[span.range]).collect()
}

#[test]
fn headings_have_their_marks() {
    let text = "## Two ##\n\nSet\n===\n\n> Q\n> ---\n";
    assert_eq!(spans(text, SpanKind::Heading(2)), ["## Two ##", "Q\n> ---"]);
    assert_eq!(spans(text, SpanKind::Heading(1)), ["Set\n==="]);
    assert_eq!(spans(text, SpanKind::Markup), ["##", "##", "===", ">", ">", "---"]);
    assert_eq!(spans("# C#\r\n", SpanKind::Markup), ["#"]);
    assert_eq!(spans("#\n", SpanKind::Markup), ["#"]);
}

#[test]
fn inline_styles_have_their_marks() {
    let text = "*a* __b__ ~~c~~ ~d~ ``e ` f`` \\* ";
    assert_eq!(spans(text, SpanKind::Emphasis), ["*a*"]);
    assert_eq!(spans(text, SpanKind::Strong), ["__b__"]);
    assert_eq!(spans(text, SpanKind::Strikethrough), ["~~c~~", "~d~"]);
    assert_eq!(spans(text, SpanKind::Code), ["``e ` f``"]);
    assert_eq!(
        spans(text, SpanKind::Markup),
        ["*", "*", "__", "__", "~~", "~~", "~", "~", "``", "``", "\\"]
    );
}

#[test]
fn links_are_cut_into_words_and_target() {
    let text = "[a *b*](http://x.org \"T\") ![i](p.png) <http://y.org> [r][id] [c][] [s]\n\n\
                [id]: u\n[c]: v\n[s]: w\n";
    assert_eq!(spans(text, SpanKind::LinkText), ["a *b*", "i", "r", "c", "s"]);
    assert_eq!(
        spans(text, SpanKind::LinkTarget),
        ["http://x.org \"T\"", "p.png", "http://y.org", "id", "[id]: u", "[c]: v", "[s]: w"]
    );
    assert_eq!(
        spans(text, SpanKind::Markup),
        ["[", "*", "*", "](", ")", "![", "](", ")", "<", ">", "[", "][", "]", "[", "][]", "[", "]"]
    );
    assert_eq!(spans("[](x)", SpanKind::Markup), ["[", "](", ")"]);
    assert_eq!(spans("[a]()", SpanKind::Markup), ["[", "](", ")"]);
    assert_eq!(spans("[a `]` b](x)", SpanKind::LinkText), ["a `]` b"]);
}

#[test]
fn every_line_of_a_block_quote_has_its_mark() {
    let text = "> a\n> > b\n>> c\n> > d\nlazy\n\n- > e\n  > f > g\n";
    assert_eq!(spans(text, SpanKind::Markup).len(), 1 + 2 + 2 + 2 + 1 + 1 + 1);
    assert_eq!(spans("> a\r\n> b\r\n", SpanKind::BlockQuote), ["> a\r\n> b"]);
}

#[test]
fn lists_rules_notes_html_and_front_matter_are_marked() {
    let text = "---\nt: 1\n---\n\n- [x] a\n12. b\n\n***\n\nx[^n] <b>y</b>\n\n[^n]: z\n";
    assert_eq!(spans(text, SpanKind::FrontMatter), ["---\nt: 1\n---"]);
    assert_eq!(spans(text, SpanKind::ListMarker), ["-", "[x]", "12."]);
    assert_eq!(spans(text, SpanKind::Rule), ["***"]);
    assert_eq!(spans(text, SpanKind::FootnoteReference), ["[^n]"]);
    assert_eq!(spans(text, SpanKind::Html), ["<b>", "</b>"]);
    assert_eq!(spans("say [@a, p. 3] now", SpanKind::Citation), ["[@a, p. 3]"]);
    assert_eq!(spans("<div>\nx\n</div>\n\ny", SpanKind::Html), ["<div>\nx\n</div>"]);
}

#[test]
fn tables_and_code_blocks_have_their_marks() {
    let table = "| a | b \\| c |\n|---|:-:|\n| d | e |\n";
    assert_eq!(spans(table, SpanKind::Table), [table.trim_end()]);
    assert_eq!(
        spans(table, SpanKind::Markup).concat(),
        "|||\\|---|:-:||||".replace("|||\\|---", "||\\||---")
    );
    let code = "```rust\nlet a;\n```\n";
    assert_eq!(spans(code, SpanKind::CodeBlock), [code.trim_end()]);
    assert_eq!(spans(code, SpanKind::Markup), ["```rust", "```"]);
    assert_eq!(spans("> ~~~\n> a\n> ~~~\n", SpanKind::Markup), [">", "~~~", ">", ">", "~~~"]);
    assert_eq!(spans("    let a;\n", SpanKind::Markup), [""; 0]);
}
