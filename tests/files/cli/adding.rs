//! `new`, `source add`, `quote add`, `claim add`.

use predicates::{
    prelude::*,
    str::{contains, is_empty, is_match},
};

use crate::support::desk::{DRAFT, Desk};

#[test]
fn new_makes_a_project_of_each_template() {
    let desk = Desk::empty();
    for template in ["blank", "explainer", "question-and-answer", "timeline", "fact-check"] {
        let file = format!("{template}.ron");
        desk.nutgraf(&["new", &file, "--template", template, "--title", "A ban"])
            .code(0)
            .stdout(is_empty());
        let draft = desk.ok(&["export", &file, "--citations", "pandoc"]);
        assert!(draft.starts_with("# A ban\n"), "{template}");
    }
    desk.nutgraf(&["new", "x.ron", "--template", "novel"])
        .code(2)
        .stderr(contains("question-and-answer"));
}

#[test]
fn new_never_replaces_a_file() {
    let desk = Desk::set();
    desk.refused(&["new", "p.ron"], "p.ron: not saved: a file of this name is already there");
    desk.refused(&["new", "audit.txt"], "audit.txt: not saved");
    desk.refused(&["new", "gone/p.ron"], "the folder is not there");
}

#[test]
fn new_takes_an_article_byte_for_byte() {
    let desk = Desk::empty();
    let articles = [
        DRAFT.to_owned(),
        "No heading\r\nand \"odd\" ends\r\r\n".to_owned(),
        "\u{feff}# Marked\n".to_owned(),
        "---\ntitle: In front\n---\n\nText.".to_owned(),
        "a".to_owned(),
    ];
    for (number, article) in articles.iter().enumerate() {
        let (source, file) = (format!("{number}.md"), format!("{number}.ron"));
        desk.write(&source, article);
        desk.ok(&["new", &file, "--from", &source]);
        assert_eq!(&desk.ok(&["export", &file, "--citations", "pandoc"]), article);
    }
    let info = desk.json(&["info", "0.ron", "--format", "json"], 0);
    assert_eq!(info["title"], "Who checks?");
    let info = desk.json(&["info", "3.ron", "--format", "json"], 0);
    assert_eq!(info["title"], "In front");
    desk.ok(&["new", "t.ron", "--from", "0.md", "--title", "Mine"]);
    assert_eq!(desk.json(&["info", "t.ron", "--format", "json"], 0)["title"], "Mine");
}

#[test]
fn new_from_what_is_no_article_is_refused() {
    let desk = Desk::empty();
    desk.write("bad.md", b"caf\xe9");
    desk.refused(&["new", "p.ron", "--from", "bad.md"], "bad.md");
    desk.refused(&["new", "p.ron", "--from", "gone.md"], "gone.md");
    desk.refused(
        &["new", "p.ron", "--from", "article.md", "--template", "blank"],
        "cannot be used",
    );
}

#[test]
fn source_add_warns_of_characters_that_turn_the_direction_of_writing() {
    let desk = Desk::empty();
    desk.ok(&["new", "p.ron"]);
    desk.write("hidden.txt", "The level is \u{202e}user\u{202c}, they wrote.\n");
    let output =
        desk.nutgraf(&["source", "add", "p.ron", "hidden.txt"]).success().get_output().clone();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "hidden\n");
    let warning = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        warning
            .starts_with("warning: The text of “The level is user, they wrote.” holds 2 invisible"),
        "{warning}"
    );
}

#[test]
fn source_add_refuses_a_text_that_is_there_unless_it_is_told_to() {
    let desk = Desk::empty();
    desk.ok(&["new", "p.ron"]);
    desk.ok(&["source", "add", "p.ron", "audit.txt"]);
    desk.refused(
        &["source", "add", "p.ron", "audit.txt", "--key", "other"],
        "audit.txt: not added: the source “audit” has the same text",
    );
    desk.nutgraf(&["source", "add", "p.ron", "audit.txt"]).code(2).stderr(contains("--again"));
    let again = desk.ok(&["source", "add", "p.ron", "audit.txt", "--key", "other", "--again"]);
    assert_eq!(again, "other\n");
}

#[test]
fn source_add_prints_the_key_it_gave() {
    let desk = Desk::empty();
    desk.ok(&["new", "p.ron"]);
    assert_eq!(desk.ok(&["source", "add", "p.ron", "audit.txt"]), "audit\n");
    assert_eq!(desk.ok(&["source", "add", "p.ron", "audit.txt", "--again"]), "audit-2\n");
    desk.write("The long report of 2024.md", "# Heading *here*\n\nWords.\n");
    let added = desk.ok(&["source", "add", "p.ron", "The long report of 2024.md"]);
    assert_eq!(added, "the-long-report-of\n");
    let named = [
        "source",
        "add",
        "p.ron",
        "audit.txt",
        "--again",
        "--key",
        "@smith",
        "--title",
        "The audit",
        "--url",
        "https://example.org/a",
        "--author",
        "Smith, Jo",
        "--author",
        "Doe, Al",
    ];
    assert_eq!(desk.ok(&named), "smith\n");
    let text = desk.read("p.ron");
    for part in [
        "kind: Webpage",
        "title: \"The audit\"",
        "\"Doe, Al\"",
        "accessed: \"20",
        "format: Markdown",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn source_add_refuses_what_it_cannot_take() {
    let desk = Desk::set();
    desk.write("bad.txt", b"fine\n\xff\xfe");
    desk.write("empty.txt", "");
    desk.refused(&["source", "add", "p.ron", "bad.txt"], "bad.txt");
    desk.refused(&["source", "add", "p.ron", "empty.txt"], "empty.txt");
    desk.refused(&["source", "add", "p.ron", "gone.txt"], "gone.txt");
    desk.refused(
        &["source", "add", "p.ron", "audit.txt", "--again", "--key", "audit"],
        "the citation key “audit” is already in this project",
    );
    desk.refused(
        &["source", "add", "p.ron", "audit.txt", "--again", "--key", "no spaces"],
        "cannot be a citation key",
    );
}

#[test]
fn quote_add_compares_folded_and_stores_the_snapshots_own_bytes() {
    let desk = Desk::set();
    let text = "He said it’s  done —\nfor now. And more.\n";
    desk.write("said.txt", text);
    desk.ok(&["source", "add", "p.ron", "said.txt"]);
    let add = ["quote", "add", "p.ron", "--source", "@said", "--exact", "it's done - for now"];
    let id = desk.ok(&[&add[..], &["--speaker", "Jo", "--locator", "p. 9"]].concat());
    assert!(is_match("^q[0-9a-z]{10}\n$").unwrap().eval(&id), "{id}");
    let file = desk.read("p.ron");
    assert!(file.contains("exact: \"it’s  done —\nfor now\""), "{file}");
    assert!(file.contains("speaker: \"Jo\"") && file.contains("locator: \"p. 9\""));
}

#[test]
fn quote_add_works_out_the_locator() {
    let desk = Desk::set();
    desk.ok(&["quote", "add", "p.ron", "--source", "audit", "--exact", "four staff looked"]);
    assert!(desk.read("p.ron").contains("locator: \"para. 2\""));
}

#[test]
fn quote_add_refuses_words_that_are_not_there_and_shows_the_nearest() {
    let desk = Desk::set();
    let add = ["quote", "add", "p.ron", "--source", "audit", "--exact"];
    desk.refused(
        &[&add[..], &["five staff looked at the list"]].concat(),
        "four staff looked at the list",
    );
    desk.refused(
        &[&add[..], &["quantum chromodynamics"]].concat(),
        "does not stand in the snapshot of “audit”",
    );
    desk.refused(&[&add[..], &["…"]].concat(), "no words");
    desk.refused(
        &["quote", "add", "p.ron", "--source", "smith", "--exact", "four"],
        "there is no source “smith” in this project",
    );
}

#[test]
fn quote_add_asks_which_one_of_several() {
    let desk = Desk::set();
    let add = ["quote", "add", "p.ron", "--source", "audit", "--exact", "Nobody had asked them"];
    desk.refused(&add, "stands in the snapshot of “audit” 2 times");
    desk.refused(&add, "2  para. 3: ");
    desk.refused(&[&add[..], &["--occurrence", "3"]].concat(), "there is no occurrence 3");
    desk.refused(&[&add[..], &["--occurrence", "0"]].concat(), "there is no occurrence 0");
    desk.ok(&[&add[..], &["--occurrence", "2"]].concat());
    assert!(desk.read("p.ron").contains("locator: \"para. 3\""));
}

#[test]
fn claim_add_marks_words_and_ties_evidence() {
    let desk = Desk::set();
    let quote = desk.ok(&["quote", "add", "p.ron", "--source", "audit", "--exact", "four staff"]);
    let id = desk.ok(&[
        "claim",
        "add",
        "p.ron",
        "--exact",
        "It cost $3 million.",
        "--status",
        "confirmed",
        "--evidence",
        quote.trim(),
    ]);
    assert!(is_match("^c[0-9a-z]{10}\n$").unwrap().eval(&id), "{id}");
    let file = desk.read("p.ron");
    assert!(file.contains("kind: Number") && file.contains("status: Confirmed"), "{file}");
    assert!(file.contains(&format!("(target: Quote(\"{}\"), role: Supports)", quote.trim())));
    let other = ["claim", "add", "p.ron", "--exact", "Nobody knows why", "--kind", "cause"];
    desk.ok(&other);
    assert!(desk.read("p.ron").contains("kind: Cause"));
    desk.refused(&other, "these words are already claim c");
}

#[test]
fn claim_add_refuses_what_is_not_there() {
    let desk = Desk::set();
    let add = ["claim", "add", "p.ron", "--exact", "It cost $3 million."];
    desk.refused(
        &[&add[..], &["--evidence", "q9"]].concat(),
        "there is no quote “q9” in this project",
    );
    desk.refused(&[&add[..], &["--kind", "odd"]].concat(), "superlative");
    desk.refused(&[&add[..], &["--status", "odd"]].concat(), "on-author");
    desk.refused(
        &["claim", "add", "p.ron", "--exact", "It cost $4 million."],
        "It cost $3 million",
    );
}
