//! HTML as programs write it, and the Markdown that a writer would have typed for it.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, TagEnd};

use super::*;

/// HTML, and its Markdown without the last line end; empty where the plain text says as much.
const CASES: &[(&str, &str)] = &[
    // Emphasis, links, code.
    ("<p>a <b>b</b> <i>c</i> <s>d</s> <code>e</code></p>", "a **b** *c* ~~d~~ `e`"),
    ("<p>a<strong> b </strong>c</p>", "a **b** c"),
    ("<p><b><i>both</i></b> and <b>b <i>bi</i></b></p>", "***both*** and **b *bi***"),
    ("<p>un<b>frigging</b>believable</p>", "un**frigging**believable"),
    ("<p><b>Note:</b>this</p>", "**Note**:this"),
    ("<p><a href='https://a.org/x'>a <em>b</em></a></p>", "[a *b*](https://a.org/x)"),
    ("<p><a href='https://a.org/'>https://a.org/</a></p>", "<https://a.org/>"),
    ("<p>a <a href='https://a.org/b_(c)'>d</a></p>", "a [d](https://a.org/b_(c))"),
    ("<p>a <a href='javascript:alert(1)'>b</a> <b>c</b></p>", "a b **c**"),
    ("<p>a <a href='#x'>b</a> <a href='/y'>c</a> <b>d</b></p>", "a b c **d**"),
    ("<p>see!<a href='https://a.org'>b</a></p>", "see\\![b](https://a.org)"),
    ("<p>a <code>b`c</code></p>", "a ``b`c``"),
    ("<p>a <q>b</q> <b>c</b></p>", "a “b” **c**"),
    ("<p>10<sup>2</sup> CO<sub>2</sub> 4<sup>th</sup> <b>x</b></p>", "10² CO₂ 4th **x**"),
    ("<p>a<br>b</p><p>c</p>", "a\\\nb\n\nc"),
    // Signs are escaped where they would be marks, and nowhere else.
    ("<p>2 * 3 and a_b_c <b>x</b></p>", "2 * 3 and a_b_c **x**"),
    ("<p>*not* <b>x</b></p>", "\\*not\\* **x**"),
    (
        "<p>1. no list</p><p># no title</p><p>- no item</p>",
        "1\\. no list\n\n\\# no title\n\n\\- no item",
    ),
    ("<p>2026 was</p><p>5 &gt; 4</p><p>&gt; no</p>", "2026 was\n\n5 > 4\n\n\\> no"),
    ("<p>a &lt;b&gt; c &lt; d</p><p>AT&amp;T &amp;amp;</p>", "a \\<b> c < d\n\nAT&T \\&amp;"),
    ("<p>[1] and [^2]</p><p>[@key]</p>", "[1] and \\[^2]\n\n\\[@key]"),
    ("<p>[a](b)</p><p>c</p>", "\\[a](b)\n\nc"),
    ("<p>C:\\dir \\* <b>x</b></p>", "C:\\dir \\\\\\* **x**"),
    // Blocks.
    ("<h1>A</h1><h3><b>B c</b></h3><p>d</p>", "# A\n\n### B c\n\nd"),
    ("<h2>C#</h2>", "## C\\#"),
    ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"),
    ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
    ("<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n>\n> > b"),
    (
        "<pre><code class='language-rust'>fn a() {\n    *b\n}\n</code></pre>",
        "```rust\nfn a() {\n    *b\n}\n```",
    ),
    ("<pre>a\n```\nb</pre><p>c</p>", "````\na\n```\nb\n````\n\nc"),
    ("<p>a <img src='https://a.org/b.png' alt='B c'></p>", "a ![B c](https://a.org/b.png)"),
    ("<p>a <img src='data:image/png;base64,xx' alt='B'> <b>c</b></p>", "a B **c**"),
    ("<p>a <img src='https://t.co/p' width=1 height=1><b>c</b></p>", "a **c**"),
    // Lists.
    ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "- a\n- b\n  - c\n- d"),
    ("<ol start=3><li>a</li><li>b<ol><li>c</li></ol></li></ol>", "3. a\n4. b\n   1. c"),
    ("<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>", "- a\n\n  b\n\n- c"),
    (
        "<ul><li><input type=checkbox checked> a</li><li><input type=checkbox> b</li></ul>",
        "- [x] a\n- [ ] b",
    ),
    ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n* b"),
    ("<ul><li><pre>a\nb</pre></li></ul>", "- ```\n  a\n  b\n  ```"),
    // Tables.
    (
        "<table><thead><tr><th>A</th><th align=right>B</th></tr></thead><tbody><tr><td>a|b</td><td>1</td></tr></tbody></table>",
        "| A | B |\n| --- | --: |\n| a\\|b | 1 |",
    ),
    (
        "<table><tr><td><p>a</p><td><b>b</b><tr><td colspan=2>c</table>",
        "| a | **b** |\n| --- | --- |\n| c |  |",
    ),
    ("<table><tr><td><h2>A</h2><p>b</p></td></tr></table>", "## A\n\nb"),
    // What nobody sees.
    ("<p>a<script>alert('b')</script><style>p{}</style> <b>c</b></p>", "a **c**"),
    ("<p>a <span style='display: none'>b</span><b>c</b></p>", "a **c**"),
    ("<p>a <span hidden>b</span><template>d</template><b>c</b></p>", "a **c**"),
    ("<p>a <span style='position:absolute;clip:rect(0 0 0 0)'>b</span><b>c</b></p>", "a **c**"),
    // Words without a look are plain text.
    ("<meta charset='utf-8'><span style='color: rgb(0, 0, 0);'>**a** b</span>", ""),
    (
        "<div style='font-family:Consolas;white-space: pre;'><div><span style='font-weight:bold'>**a**</span></div></div>",
        "",
    ),
    (
        "<html><body>\n<pre style=\"word-wrap: break-word; white-space: pre-wrap;\"># A\n</pre></body></html>",
        "",
    ),
    ("", ""),
    ("<!-- unclosed <b>a</b>", ""),
];

/// A piece of a document of Word's.
const WORD: &str = r#"<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm;} @list l0 {mso-list-id:1;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h1>The audit<o:p></o:p></h1>
<p class=MsoNormal>Four <b style='mso-bidi-font-weight:normal'>staff</b> looked at
it&nbsp;<i>twice</i>.<span style='mso-spacerun:yes'>  </span>See <a href="https://example.org/a">the report</a>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>&middot;<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>First<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span style='font:7.0pt'>&nbsp;&nbsp; </span></span><![endif]>Below it<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>&middot;<span>&nbsp;</span></span>Second</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>One</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>Two</p>
<table class=MsoTableGrid border=1><tr><td width=200 valign=top style='border:solid'><p class=MsoNormal><b>Year<o:p></o:p></b></p></td>
<td><p class=MsoNormal>Cases<o:p></o:p></p></td></tr><tr><td><p class=MsoNormal>2024<o:p></o:p></p></td><td><p class=MsoNormal>7<o:p></o:p></p></td></tr></table>
<p class=MsoNormal style='display:none;mso-hide:all'>Secret</p>
<!--EndFragment--></body></html>"#;

const OF_WORD: &str = "# The audit

Four **staff** looked at it\u{a0}*twice*. See [the report](https://example.org/a).

- First
  - Below it
- Second

1. One
2. Two

| **Year** | Cases |
| --- | --- |
| 2024 | 7 |
";

/// A piece of a document of Google's.
const DOCS: &str = r#"<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1f2e3d4c"><h2 dir="ltr" style="line-height:1.38;margin-top:18pt;"><span style="font-size:16pt;font-family:Arial;color:#000000;font-weight:400;font-style:normal;text-decoration:none;white-space:pre-wrap;">The audit</span></h2><p dir="ltr" style="line-height:1.38;"><span style="font-weight:400;white-space:pre-wrap;">Four </span><span style="font-weight:700;font-style:normal;">staff</span><span style="font-weight:400;"> looked </span><span style="font-weight:400;font-style:italic;">twice</span><span style="font-weight:400;">, </span><a href="https://example.org/a" style="text-decoration:none;"><span style="font-weight:400;text-decoration:underline;">the report</span></a><span style="font-weight:400;"> says.</span></p><br /><ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;font-weight:400;" aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400;">First</span></p></li><ul><li dir="ltr" style="list-style-type:circle;" aria-level="2"><p dir="ltr" role="presentation"><span style="font-weight:400;">Below it</span></p></li></ul><li dir="ltr"><p dir="ltr" role="presentation"><span style="font-weight:400;text-decoration:line-through;">Second</span></p></li></ul></b><br class="Apple-interchange-newline">"#;

const OF_DOCS: &str = "## The audit

Four **staff** looked *twice*, [the report](https://example.org/a) says.

- First
  - Below it
- ~~Second~~
";

/// A piece of a document of LibreOffice's.
const LIBRE_OFFICE: &str = r##"<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title><meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/><style type="text/css">@page { size: 21cm 29.7cm } p { line-height: 115% }</style></head><body lang="en-GB" link="#000080" dir="ltr"><h1 class="western">The audit</h1>
<p style="line-height: 100%; margin-bottom: 0cm">Four <b>staff</b> looked
<i>twice</i><sup><a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></sup>.</p>
<ol><li><p style="margin-bottom: 0cm">First</p></li><li><p>Second</p><ul><li><p>Below it</p></li></ul></li></ol>
<blockquote class="western"><font color="#000000"><font face="Liberation Serif, serif">Said so</font></font></blockquote>
<pre class="western">a  b
c</pre></body></html>"##;

const OF_LIBRE_OFFICE: &str = "# The audit

Four **staff** looked *twice*¹.

1. First
2. Second
   - Below it

> Said so

```
a  b
c
```
";

#[test]
fn html_becomes_the_markdown_that_a_writer_would_have_typed() {
    let mut wrong = Vec::new();
    for (html, markdown) in CASES {
        let got = markdown_of_html(html).unwrap_or_default();
        if got.trim_end() != *markdown {
            wrong.push(format!("{html}\n  meant {markdown:?}\n  got   {:?}", got.trim_end()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_wrappers_of_word_processors_are_gone() {
    let got = [WORD, DOCS, LIBRE_OFFICE].map(|html| markdown_of_html(html).unwrap_or_default());
    assert_eq!(got[0], OF_WORD);
    assert_eq!(got[1], OF_DOCS);
    assert_eq!(got[2], OF_LIBRE_OFFICE);
}

/// The words of Markdown as somebody reads them.
fn read(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS;
    let mut words = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableCell,
            )
            | Event::Start(pulldown_cmark::Tag::List(_)) => words.push(' '),
            Event::Html(html) | Event::InlineHtml(html) => words.push_str(&html),
            _ => {}
        }
    }
    let words: Vec<_> = words.split_whitespace().collect();
    words.join(" ")
}

#[test]
fn what_was_made_to_do_harm_is_read_in_proportion_to_its_length() {
    for html in [
        "<b>".repeat(300_000),
        format!("{}x", "<div>".repeat(3_000)),
        format!("{}x", "<ul><li>".repeat(16_000)),
        format!("{}x", "<table><tr><td>".repeat(5_000)),
        format!("{}x", "<blockquote>".repeat(5_000)),
        "<p>a<b x=1>".repeat(20_000),
        "<!--".repeat(100_000),
        "&".repeat(100_000),
        "&nbsp;<b>a</b>".repeat(20_000),
        "</p>".repeat(100_000),
        "[".repeat(50_000) + "<b>a</b>",
        "*a ".repeat(20_000) + "<b>a</b>",
        "<td colspan=9999999999>".repeat(2_000),
        format!("<table>{}</table>", "<tr><td colspan=64>a<td>b".repeat(2_000)),
    ] {
        let markdown = markdown_of_html(&html).unwrap_or_default();
        assert!(markdown.len() <= 40 * html.len() + 1_000, "{} of {}", markdown.len(), html.len());
    }
}

/// Words with the signs that Markdown is made of.
fn words() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        6 => "[a-zé1-9]{1,4}",
        2 => Just(" ".to_owned()),
        3 => "[*_`~#>+|!\\[\\]().:\\\\$^@=-]",
        1 => Just("&amp;".to_owned()),
        1 => Just("&lt;".to_owned()),
    ];
    proptest::collection::vec(sign, 1..8).prop_map(|words| words.concat())
}

/// Inline HTML and its words.
fn inline() -> impl Strategy<Value = String> {
    let look = prop_oneof![
        Just(("", "")),
        Just(("<b>", "</b>")),
        Just(("<i>", "</i>")),
        Just(("<s>", "</s>")),
        Just(("<code>", "</code>")),
        Just(("<b><i>", "</i></b>")),
        Just(("<a href='https://a.org/b'>", "</a>")),
    ];
    let run = (look, words()).prop_map(|((begin, end), words)| format!("{begin}{words}{end}"));
    proptest::collection::vec(run, 1..5).prop_map(|runs| runs.concat())
}

fn block() -> impl Strategy<Value = String> {
    let around = prop_oneof![
        Just(("<p>", "</p>")),
        Just(("<h2>", "</h2>")),
        Just(("<ul><li>x</li><li>", "</li></ul>")),
        Just(("<ol><li>", "</li><li>y</li></ol>")),
        Just(("<blockquote><p>", "</p></blockquote>")),
        Just(("<table><tr><th>x</th><th>y</th></tr><tr><td>", "</td><td>z</td></tr></table>")),
    ];
    (around, inline()).prop_map(|((begin, end), words)| format!("{begin}{words}{end}"))
}

/// The words of simple HTML.
fn shown(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = rest[at..end].trim_matches(['<', '>', '/']);
        if !["b", "i", "s", "code"].contains(&tag) && !tag.starts_with("a ") && tag != "a" {
            words.push(' ');
        }
        rest = &rest[end..];
    }
    words.push_str(rest);
    let words = words.replace("&lt;", "<").replace("&amp;", "&");
    let words: Vec<_> = words.split_whitespace().collect();
    words.join(" ")
}

proptest! {
    #[test]
    fn any_html_gives_an_answer(html in "(<[a-z/!-]{0,6}[ a-z='\"-]{0,12}>?|&[a-z#0-9]{0,5};?|[ -~é\n]{0,6}){0,60}") {
        markdown_of_html(&html);
    }

    #[test]
    fn the_markdown_reads_as_the_html_does(blocks in proptest::collection::vec(block(), 1..4)) {
        let html = blocks.concat();
        let markdown = markdown_of_html(&html);
        let read = markdown.as_deref().map(read);
        if let Some(read) = read {
            prop_assert_eq!(read, shown(&html), "{:?}", markdown);
        }
    }
}
