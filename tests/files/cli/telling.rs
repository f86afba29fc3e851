//! `check`, `claims`, `info`.

use predicates::{
    prelude::*,
    str::{contains, is_empty},
};

use crate::support::desk::{DRAFT, Desk, REPORT};

#[test]
fn check_says_what_the_quotations_are() {
    let desk = Desk::set();
    desk.nutgraf(&["check", "p.ron"]).code(0).stderr(is_empty());
    let report = desk.json(&["check", "p.ron", "--format", "json"], 0);
    let quotation = &report["quotations"][0];
    assert_eq!(report["format"], 1);
    assert_eq!(quotation["verdict"], "verbatim");
    assert_eq!(quotation["text"], "four staff looked at the list");
    assert_eq!(quotation["source"], "audit");
    let at = REPORT.find("four staff").unwrap();
    assert_eq!(quotation["match"]["start"], at);
    assert_eq!(quotation["span"]["line"], 3);
    assert_eq!(report["summary"]["errors"], 0);
}

#[test]
fn check_exits_1_on_an_altered_quotation() {
    let desk = Desk::empty();
    desk.write("article.md", DRAFT.replace("four staff", "five staff"));
    desk.ok(&["new", "p.ron", "--from", "article.md"]);
    desk.ok(&["source", "add", "p.ron", "audit.txt"]);
    desk.nutgraf(&["check", "p.ron"]).code(1).stdout(contains("p.ron").and(contains("five")));
    let report = desk.json(&["check", "p.ron", "--format", "json"], 1);
    assert_eq!(report["quotations"][0]["verdict"], "altered");
    assert_eq!(report["findings"][0]["code"], "quote-altered");
    assert_eq!(report["findings"][0]["severity"], "error");
}

#[test]
fn info_counts_what_a_project_holds() {
    let desk = Desk::set();
    desk.ok(&["quote", "add", "p.ron", "--source", "audit", "--exact", "four staff looked"]);
    desk.ok(&["claim", "add", "p.ron", "--exact", "It cost $3 million.", "--status", "confirmed"]);
    let info = desk.json(&["info", "p.ron", "--format", "json"], 0);
    assert_eq!(info["format"], 1);
    assert_eq!(info["quotations"], 1);
    assert_eq!(info["quotes"], 1);
    assert_eq!(info["sources"][0]["key"], "audit");
    assert_eq!(info["sources"][0]["quotes"], 1);
    assert_eq!(info["claims"]["total"], 1);
    assert_eq!(info["claims"]["settled"], 1);
    assert_eq!(info["claims"]["status"]["confirmed"], 1);
    assert_eq!(info["claims"]["status"]["unchecked"], 0);
    let text = desk.ok(&["info", "p.ron"]);
    assert!(text.contains("Claims      1: 1 confirmed\n"), "{text}");
    assert!(text.contains("@audit"), "{text}");
}

#[test]
fn claims_lists_the_sentences_of_an_article() {
    let desk = Desk::empty();
    let listed = desk.json(&["claims", "article.md", "--format", "json"], 0);
    let words: Vec<_> = listed["sentences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|sentence| sentence["text"].as_str().unwrap())
        .collect();
    let expected = [
        "The office says “four staff looked at the list” [@audit].",
        "It cost $3 million.",
        "Who checks?",
        "Nobody knows why.",
    ];
    assert_eq!(words, expected);
    assert_eq!(listed["sentences"][1]["cues"], serde_json::json!(["money"]));
    assert_eq!(
        listed["coverage"],
        serde_json::json!({"checkable": 2, "claimed": 0, "confirmed": 0})
    );
    let text = desk.ok(&["claims", "article.md"]);
    assert!(text.starts_with("article.md:3:1: "), "{text}");
    assert!(text.ends_with("0 are claimed and 0 are confirmed.\n"), "{text}");
}

#[test]
fn claims_counts_the_claims_of_a_project() {
    let desk = Desk::set();
    let add = ["claim", "add", "p.ron", "--exact", "It cost $3 million.", "--status", "confirmed"];
    desk.ok(&add);
    desk.ok(&["claim", "add", "p.ron", "--exact", "The office says"]);
    let before = desk.read("p.ron");
    let listed = desk.json(&["claims", "p.ron", "--format", "json"], 0);
    assert_eq!(
        listed["coverage"],
        serde_json::json!({"checkable": 2, "claimed": 2, "confirmed": 1})
    );
    let text = desk.ok(&["claims", "p.ron"]);
    assert!(text.contains("p.ron, draft:3:1: "), "{text}");
    assert_eq!(desk.read("p.ron"), before, "nothing is written");
}

#[test]
fn claims_refuses_what_it_cannot_read() {
    let desk = Desk::set();
    desk.write("bad.md", b"caf\xe9");
    desk.write("bad.ron", "no project");
    desk.refused(&["claims", "gone.md"], "gone.md");
    desk.refused(&["claims", "gone.ron"], "gone.ron");
    desk.refused(&["claims", "bad.md"], "bad.md");
    desk.refused(&["claims", "bad.ron"], "bad.ron");
    desk.refused(&["claims"], "ARTICLE.md|FILE.ron");
}
