//! `nutgraf verify` and the report of `check`, as a person and a program meet them.

use std::fs;

use nutgraf::cli::wants_colour;
use predicates::{
    prelude::*,
    str::{contains, is_empty},
};
use serde_json::Value;

use crate::support::desk::{DRAFT, Desk};

#[test]
fn verify_needs_no_project() {
    let desk = Desk::empty();
    let report =
        desk.json(&["verify", "article.md", "--source", "audit.txt", "--format", "json"], 0);
    assert_eq!(report["quotations"][0]["verdict"], "verbatim");
    assert_eq!(report["quotations"][0]["source"], "audit");
    desk.write("bad.md", DRAFT.replace("four staff", "five staff"));
    desk.nutgraf(&["verify", "bad.md", "--source", "audit.txt"]).code(1);
    assert_eq!(desk.names(), ["article.md", "audit.txt", "bad.md"]);
}

#[test]
fn verify_takes_several_sources_however_they_are_given() {
    let desk = Desk::empty();
    desk.write("other.txt", "Something else.\n");
    for sources in [
        &["--source", "other.txt", "audit.txt"][..],
        &["--source", "other.txt", "--source", "audit.txt"][..],
    ] {
        let arguments = [&["verify", "article.md", "--format", "json"], sources].concat();
        assert_eq!(desk.json(&arguments, 0)["quotations"][0]["source"], "audit");
    }
}

#[test]
fn verify_refuses_what_it_cannot_read() {
    let desk = Desk::empty();
    fs::create_dir(desk.path("b")).unwrap();
    desk.write("b/audit.md", "Twin.\n");
    desk.refused(&["verify", "gone.md", "--source", "audit.txt"], "gone.md");
    desk.refused(&["verify", "article.md", "--source", "gone.txt"], "gone.txt");
    desk.refused(&["verify", "article.md"], "--source");
    desk.refused(
        &["verify", "article.md", "--source", "audit.txt", "b/audit.md"],
        "are both the source “audit”",
    );
}

/// Verifies `article.md` against `audit.txt` and returns the JSON with both texts.
fn verified(article: &[u8], audit: &[u8], code: i32) -> (Value, Vec<u8>, Vec<u8>) {
    let desk = Desk::empty();
    desk.write("article.md", article);
    desk.write("audit.txt", audit);
    let arguments = ["verify", "article.md", "--source", "audit.txt", "--format", "json"];
    (desk.json(&arguments, code), article.to_vec(), audit.to_vec())
}

/// The bytes that a `span` or `match` stands on.
fn slice<'a>(place: &Value, bytes: &'a [u8]) -> &'a str {
    let at = |name: &str| usize::try_from(place[name].as_u64().unwrap()).unwrap();
    std::str::from_utf8(&bytes[at("start")..at("end")]).unwrap()
}

#[test]
fn spans_are_bytes_of_the_files_as_they_lie_on_disk() {
    let article =
        "# Häuser\n\nÜber 😀 “four staff looked\nat the list” und 「…」 “Nobody asked us to”.\n";
    let audit = "Präambel 人工. In March, four staff looked at the list. Nobody asked us to.\n";
    for mark in ["", "\u{feff}"] {
        for line_end in ["\n", "\r\n"] {
            let article = format!("{mark}{article}").replace('\n', line_end);
            let audit = format!("{mark}{audit}").replace('\n', line_end);
            let (report, article, audit) = verified(article.as_bytes(), audit.as_bytes(), 0);
            let quotations = report["quotations"].as_array().unwrap();
            assert_eq!(quotations.len(), 2);
            for quotation in quotations {
                let words = slice(&quotation["span"], &article).replace("\r\n", "\n");
                assert_eq!(words, quotation["text"].as_str().unwrap().replace("\r\n", "\n"));
                assert_eq!(slice(&quotation["match"], &audit), quotation["match"]["text"]);
            }
            let found = |at: usize| quotations[at]["match"]["text"].as_str().unwrap();
            assert_eq!(found(0), "four staff looked at the list");
            assert_eq!(found(1), "Nobody asked us to");
            let place = |at: usize| {
                let span = &quotations[at]["span"];
                (span["line"].as_u64().unwrap(), span["column"].as_u64().unwrap())
            };
            assert_eq!([place(0), place(1)], [(3, 9), (4, 23)]);
        }
    }
}

#[test]
fn a_byte_order_mark_is_no_column_and_hides_no_markup() {
    for mark in ["", "\u{feff}"] {
        let article = format!("{mark}“Five staff looked at it”\n");
        let (report, ..) = verified(article.as_bytes(), b"Four staff looked at it.\n", 1);
        let span = &report["quotations"][0]["span"];
        assert_eq!((&span["line"], &span["column"]), (&1.into(), &2.into()), "{report}");
        assert_eq!(report["findings"][0]["span"], *span);
        let desk = Desk::empty();
        desk.write("article.md", "“Who looked Four staff did”\n");
        desk.write("audit.md", format!("{mark}# Who *looked*\n\nFour staff did.\n"));
        let report =
            desk.json(&["verify", "article.md", "--source", "audit.md", "--format", "json"], 0);
        assert_eq!(report["quotations"][0]["verdict"], "typographic", "{mark:?}");
    }
}

#[test]
fn the_json_has_the_documented_fields_and_no_others() {
    let (report, ..) =
        verified(DRAFT.replace("four", "five").as_bytes(), b"four staff looked at the list", 1);
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    let sorted = |names: &[&str]| {
        let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        names.sort();
        names
    };
    assert_eq!(keys(&report), sorted(&["format", "quotations", "findings", "summary"]));
    let quotation = &report["quotations"][0];
    let fields = ["text", "span", "verdict", "source", "match", "diff", "notes"];
    assert_eq!(keys(quotation), sorted(&fields));
    assert_eq!(keys(&quotation["span"]), sorted(&["start", "end", "line", "column"]));
    assert_eq!(keys(&quotation["match"]), sorted(&["start", "end", "text"]));
    assert_eq!(keys(&quotation["diff"][0]), sorted(&["op", "text"]));
    let fields = ["code", "severity", "span", "message", "hint"];
    assert_eq!(keys(&report["findings"][0]), sorted(&fields));
    assert_eq!(keys(&report["summary"]), sorted(&["errors", "warnings", "infos"]));
}

#[test]
fn the_text_tells_what_was_changed_where_it_stands_and_what_to_do() {
    let desk = Desk::empty();
    desk.write("article.md", DRAFT.replace("four staff", "five staff"));
    let report = "article.md:3:18: ≠ altered (audit, para. 2)\n\
        \x20 “[-five-] {+four+} staff looked at the list”\n\
        \x20 The quotation is not what audit says: “four” became “five”.\n\
        \x20 hint: Restore the source’s words, or put it in your own without quotation marks.\n\
        \n\
        1 quotation: 1 altered. 1 error.\n";
    let verify = ["verify", "article.md", "--source", "audit.txt"];
    desk.nutgraf(&verify).code(1).stdout(report).stderr(is_empty());
    desk.ok(&["new", "p.ron", "--from", "article.md"]);
    desk.ok(&["source", "add", "p.ron", "audit.txt"]);
    let of_project = report.replace("article.md:", "p.ron, draft:");
    desk.nutgraf(&["check", "p.ron"]).code(1).stdout(of_project);
}

#[test]
fn the_text_names_the_page_where_the_source_has_pages() {
    let desk = Desk::empty();
    desk.write("article.md", "“Five staff looked at the list”\n");
    desk.write("audit.txt", "Contents.\n\u{c}Preface.\n\u{c}Four staff looked at the list.\n");
    desk.nutgraf(&["verify", "article.md", "--source", "audit.txt"])
        .code(1)
        .stdout(contains("(audit, p. 3)"));
}

#[test]
fn an_article_without_quotations_is_no_failure() {
    let desk = Desk::empty();
    desk.write("article.md", "No words of others here, but “scare quotes”.\n");
    let expected = "No quotation to check.\n";
    desk.nutgraf(&["verify", "article.md", "--source", "audit.txt"]).code(0).stdout(expected);
}

#[test]
fn colours_are_only_for_a_terminal_that_shows_them_unless_asked_for() {
    let colour = |is_terminal: bool, set: &[(&str, &str)]| {
        wants_colour(is_terminal, |name| {
            set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into())
        })
    };
    assert!(colour(true, &[]) && colour(true, &[("TERM", "xterm")]));
    assert!(!colour(false, &[]));
    assert!(!colour(true, &[("NO_COLOR", "1")]));
    assert!(colour(true, &[("NO_COLOR", "")]), "empty is not set");
    assert!(!colour(true, &[("TERM", "dumb")]));
    assert!(colour(false, &[("CLICOLOR_FORCE", "1")]));
    assert!(!colour(false, &[("CLICOLOR_FORCE", "0")]));
    assert!(!colour(true, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}

#[test]
fn output_that_goes_into_a_pipe_has_neither_colours_nor_broken_lines() {
    let desk = Desk::empty();
    let words = "every one of the many and most various words of this one long sentence here ";
    desk.write("article.md", format!("“Five staff read {}”\n", words.repeat(4).trim()));
    desk.write("audit.txt", format!("Four staff read {}.\n", words.repeat(4).trim()));
    let shown = desk.nutgraf(&["verify", "article.md", "--source", "audit.txt"]).code(1);
    let shown = String::from_utf8(shown.get_output().stdout.clone()).unwrap();
    assert!(!shown.contains('\u{1b}'));
    assert!(shown.lines().nth(1).unwrap().ends_with('”'), "{shown}");
}

#[test]
fn a_source_that_is_no_text_is_named_with_what_is_wrong() {
    let desk = Desk::empty();
    fs::create_dir(desk.path("folder")).unwrap();
    desk.write("broken.txt", b"Four staff \xff looked.\n");
    desk.write("cut.txt", b"Four staff looked \xe2\x80");
    desk.write("empty.txt", "");
    desk.write("blank.txt", " \n\t\u{a0}\n");
    desk.write("marked.txt", "\u{feff}\n");
    desk.write("wide.txt", b"\xff\xfeF\0o\0u\0r\0");
    desk.write("bare.txt", b"F\0o\0u\0r\0 \0s\0t\0a\0f\0f\0");
    desk.write("big.txt", b"\0F\0o\0u\0r\0 \0s\0t\0a\0f\0f");
    desk.write("null.txt", b"Four staff\0 looked at the list.");
    for (name, message) in [
        ("folder", "could not be read"),
        ("gone.txt", "could not be read"),
        ("broken.txt", "not UTF-8: byte 11"),
        ("cut.txt", "not UTF-8: byte 18"),
        ("empty.txt", "no words"),
        ("blank.txt", "no words"),
        ("marked.txt", "no words"),
        ("wide.txt", "UTF-16"),
        ("bare.txt", "UTF-16"),
        ("big.txt", "UTF-16"),
        ("null.txt", "NUL byte at 10"),
    ] {
        for arguments in
            [["verify", "article.md", "--source", name], ["verify", name, "--source", "audit.txt"]]
        {
            desk.refused(&arguments, message);
            desk.nutgraf(&arguments).code(2).stderr(contains(name).and(contains("panicked").not()));
        }
    }
}

#[test]
fn one_file_given_twice_is_one_source() {
    let desk = Desk::empty();
    let twice = ["--source", "audit.txt", "--source", "./audit.txt"];
    let report =
        desk.json(&[&["verify", "article.md", "--format", "json"], &twice[..]].concat(), 0);
    assert_eq!(report["quotations"][0]["source"], "audit");
}
