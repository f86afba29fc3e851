//! The reports to the byte: in words, in colours and as JSON.

use std::collections::BTreeSet;

use super::*;
use nutgraf_engine::{
    evidence::{Inventory, Report, check_article, coverage, inventory},
    markdown::Structure,
    model::{Profile, SnapshotFormat},
};

const A: &str =
    "Four staff looked at the file. The keeper said it was never meant for the public.\n";
const B: &str = "Dual use means a civil and a military purpose. Nobody asked us, she recalled.\n";

fn article(text: &str) -> Report {
    let sources =
        [("a", A), ("b", B)].map(|(key, text)| (key.into(), text.into(), SnapshotFormat::Plain));
    check_article(text, &sources, Profile::Standard)
}

fn listed(draft: &str) -> Inventory {
    inventory(draft, &Structure::parse(draft))
}

#[test]
fn a_report_as_json_has_the_documented_fields_in_their_order() {
    let text = "Ü “Five staff looked at the file”.\n";
    let json = report_json(&article(text), text, &[]);
    let expected = r#"{
  "format": 1,
  "quotations": [
    {
      "text": "Five staff looked at the file",
      "span": {
        "start": 6,
        "end": 35,
        "line": 1,
        "column": 4
      },
      "verdict": "altered",
      "source": "a",
      "match": {
        "start": 0,
        "end": 29,
        "text": "Four staff looked at the file"
      },
      "diff": [
        {
          "op": "delete",
          "text": "Five"
        },
        {
          "op": "insert",
          "text": "Four"
        },
        {
          "op": "equal",
          "text": " staff looked at the file"
        }
      ],
      "notes": [
        "number"
      ]
    }
  ],
  "findings": [
    {
      "code": "quote-altered",
      "severity": "error",
      "span": {
        "start": 6,
        "end": 35,
        "line": 1,
        "column": 4
      },
      "message": "The quotation is not what a says: “Four” became “Five”.",
      "hint": "Restore the source’s words, or put it in your own without quotation marks."
    }
  ],
  "summary": {
    "errors": 1,
    "warnings": 0,
    "infos": 0
  }
}
"#;
    assert_eq!(json, expected);
}

/// A report in words, with the byte as the place in the source.
fn shown(text: &str, width: Option<usize>, colour: bool) -> String {
    let locate = |_: &str, at: usize| Some(format!("byte {at}"));
    let style = ReportStyle { name: "article.md", colour, width, locate: &locate };
    report_text(&article(text), text, &[], &style)
}

#[test]
fn the_text_of_a_report_shows_place_change_source_and_hint() {
    let text = "He wrote:\n“Five staff looked at the file”.\n";
    assert_eq!(
        shown(text, None, false),
        "article.md:2:2: ≠ altered (a, byte 0)\n\
         \x20 “[-Five-] {+Four+} staff looked at the file”\n\
         \x20 The quotation is not what a says: “Four” became “Five”.\n\
         \x20 hint: Restore the source’s words, or put it in your own without quotation marks.\n\
         \n\
         1 quotation: 1 altered. 1 error.\n"
    );
    assert!(shown(text, None, true).contains("\u{1b}[31m[-Five-]\u{1b}[0m"));
}

#[test]
fn what_is_said_of_one_quotation_stands_together() {
    let text = "“It was … meant for the public” and “four staff looked at the file”.";
    assert_eq!(
        shown(text, None, false),
        "article.md:1:2: … marked (a, byte 47)\n\
         \x20 “It was [-…-] {+never+} meant for the public”\n\
         \x20 A gap or bracket of the quotation hides or adds “never”.\n\
         \x20 hint: Read the source’s words: does the quotation still say the same?\n\
         \n\
         2 quotations: 1 typographic, 1 marked. 1 warning.\n"
    );
    let both = shown("“It was … meant for all the public”", None, false);
    assert!(both.contains("\n  error: The quotation is not"), "{both}");
    assert!(both.contains("\n  warning: A gap or bracket"), "{both}");
    assert_eq!(both.matches("article.md:1:2").count(), 1, "{both}");
}

#[test]
fn a_report_with_nothing_to_say_says_so() {
    let text = "“four staff looked at the file”";
    assert_eq!(shown(text, None, false), "1 quotation: 1 typographic. Nothing to correct.\n");
    assert_eq!(shown("", None, false), "No quotation to check.\n");
}

#[test]
fn no_line_of_a_report_is_wider_than_the_terminal_and_colours_change_no_words() {
    let text = "“Five staff looked at the file, which nobody asked them to look at in the first place.” [@b] And “[-] a file”[@a] \u{202e}x\u{202c}.";
    for width in [40, 60, 100] {
        let plain = shown(text, Some(width), false);
        let widest = plain.lines().map(|line| line.chars().count()).max();
        assert!(widest.is_some_and(|columns| columns <= width), "{plain}");
        let coloured = shown(text, Some(width), true);
        let mut bare = String::new();
        for (number, part) in coloured.split('\u{1b}').enumerate() {
            bare += if number == 0 { part } else { part.split_once('m').unwrap().1 };
        }
        assert_eq!(bare, plain);
    }
}

#[test]
fn an_inventory_as_json_has_the_places_the_words_and_the_coverage() {
    let draft = "It *rains*.\n\nÜber 5 %\nleft [@a].\n";
    let found = listed(draft);
    let json = inventory_json(&found, coverage(draft, &found, &[], &BTreeSet::new()), draft);
    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
    let expected = serde_json::json!({
        "format": 1,
        "sentences": [
            {
                "span": {"start": 13, "end": 33, "line": 3, "column": 1},
                "text": "Über 5 %\nleft [@a].",
                "cues": ["percentage"],
                "score": 0.5,
            },
            {
                "span": {"start": 0, "end": 11, "line": 1, "column": 1},
                "text": "It *rains*.",
                "cues": [],
                "score": 0.0,
            },
        ],
        "coverage": {"checkable": 1, "claimed": 0, "confirmed": 0},
    });
    assert_eq!(read, expected);
    assert!(json.ends_with("}\n"));
}

#[test]
fn an_inventory_as_text_gives_each_sentence_a_block_and_the_coverage_last() {
    let draft = "It rains. Did 9 leave? It has 12 desks and a roof that lets the water in.";
    let found = listed(draft);
    let style = InventoryStyle { name: "a.md", colour: false, width: Some(40) };
    let text =
        inventory_text(&found, coverage(draft, &found, &[], &BTreeSet::new()), draft, &style);
    let expected = "\
a.md:1:24: 0.45 number
  It has 12 desks and a roof that lets
  the water in.

a.md:1:1: 0.00 no cue
  It rains.

a.md:1:11: 0.00 number – a question
  Did 9 leave?

3 sentences. Of 1 with a figure, a date,
a superlative or a quotation, 0 are
claimed and 0 are confirmed.
";
    assert_eq!(text, expected);
}

#[test]
fn the_inventory_of_an_empty_draft_has_no_sentence() {
    let found = listed("```\nIn 1998.\n```\n");
    let none = coverage("", &found, &[], &BTreeSet::new());
    let style = InventoryStyle { name: "a.md", colour: false, width: None };
    assert_eq!(inventory_text(&found, none, "", &style), "No sentence.\n");
    assert!(inventory_json(&found, none, "").contains("\"sentences\": []"));
}
