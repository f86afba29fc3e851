//! The command line as a newsroom uses it: the real binary in a folder of its own.

use std::{fs, path::Path};

use assert_cmd::Command;
use nutgraf::{
    cli::{self, CommandLine, Env, Invocation},
    exchange::import::Worker,
    model::Ids,
};
use predicates::{
    prelude::*,
    str::{contains, is_empty, is_match},
};

use crate::support::{
    desk::{DRAFT, Desk, REPORT, names_in},
    skip::skipped,
};

// new

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

// source add

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
fn source_add_prints_the_key_it_gave() {
    let desk = Desk::empty();
    desk.ok(&["new", "p.ron"]);
    assert_eq!(desk.ok(&["source", "add", "p.ron", "audit.txt"]), "audit\n");
    assert_eq!(desk.ok(&["source", "add", "p.ron", "audit.txt"]), "audit-2\n");
    desk.write("The long report of 2024.md", "# Heading *here*\n\nWords.\n");
    let added = desk.ok(&["source", "add", "p.ron", "The long report of 2024.md"]);
    assert_eq!(added, "the-long-report-of\n");
    let named = [
        "source",
        "add",
        "p.ron",
        "audit.txt",
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
        &["source", "add", "p.ron", "audit.txt", "--key", "audit"],
        "the citation key “audit” is already in this project",
    );
    desk.refused(
        &["source", "add", "p.ron", "audit.txt", "--key", "no spaces"],
        "cannot be a citation key",
    );
}

// quote add

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

// claim add

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

// check

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

// export

#[test]
fn export_writes_to_stdout_or_a_file_the_same_bytes() {
    let desk = Desk::set();
    let printed = desk.ok(&["export", "p.ron"]);
    assert!(printed.contains("[^1]") && printed.contains("[^1]:"), "{printed}");
    assert!(!printed.contains("[@audit]"));
    desk.nutgraf(&["export", "p.ron", "-o", "out.md"]).code(0).stdout(is_empty());
    assert_eq!(desk.read("out.md"), printed);
    assert_eq!(desk.ok(&["export", "p.ron", "--citations", "pandoc"]), DRAFT);
    assert!(desk.ok(&["export", "p.ron", "--front-matter"]).starts_with("---\n"));
    for style in ["links", "author-date"] {
        assert!(!desk.ok(&["export", "p.ron", "--citations", style]).contains("[@audit]"));
    }
}

#[test]
fn export_never_writes_over_the_project() {
    let desk = Desk::set();
    desk.refused(&["export", "p.ron", "-o", "./p.ron"], "this is the project itself");
    desk.refused(&["export", "p.ron", "-o", "gone/out.md"], "the folder is not there");
    desk.refused(&["export", "p.ron", "--to", "parchment"], "markdown");
}

#[test]
fn export_exits_0_whatever_the_findings_unless_it_is_called_final() {
    let desk = Desk::empty();
    desk.write("article.md", "“Five staff looked at the list” [@audit]. Nobody [@gone] knows.\n");
    desk.ok(&["new", "p.ron", "--from", "article.md"]);
    desk.ok(&["source", "add", "p.ron", "audit.txt"]);
    desk.ok(&["claim", "add", "p.ron", "--exact", "Nobody [@gone] knows."]);
    desk.nutgraf(&["export", "p.ron"]).code(0).stderr(contains("gone"));
    desk.nutgraf(&["export", "p.ron", "--final", "-o", "out.md"])
        .code(1)
        .stdout(is_empty())
        .stderr(
        contains("3 reasons against it")
            .and(contains(
                "1:2: the quotation “Five staff looked at the list” is not what its source says",
            ))
            .and(contains("gone"))
            .and(contains("it is unchecked")),
    );
    assert!(!desk.path("out.md").exists());
}

#[test]
fn export_called_final_is_made_when_everything_holds() {
    let desk = Desk::set();
    desk.ok(&["claim", "add", "p.ron", "--exact", "Nobody knows why.", "--status", "opinion"]);
    desk.nutgraf(&["export", "p.ron", "--final"]).code(0).stdout(contains("[^1]"));
}

/// A project that the gate refuses: a quotation is altered, and a claim unchecked.
fn shut() -> Desk {
    let desk = Desk::empty();
    desk.write("article.md", "“Five staff looked at the list” [@audit]. Nobody knows.\n");
    desk.ok(&["new", "p.ron", "--from", "article.md"]);
    desk.ok(&["source", "add", "p.ron", "audit.txt"]);
    desk.ok(&["claim", "add", "p.ron", "--exact", "Nobody knows."]);
    desk
}

#[test]
fn an_override_exports_all_the_same_and_its_reason_is_kept() {
    let desk = shut();
    let reason = "The \"desk\" knows:\nprint it.";
    let export = ["export", "p.ron", "--final", "--override", reason, "--by", "Jo", "-o", "out.md"];
    desk.nutgraf(&export).code(0).stdout(is_empty()).stderr(
        contains("final by override: 2 reasons against it")
            .and(contains("1:2: the quotation"))
            .and(contains("Signed off by Jo.")),
    );
    assert!(desk.read("out.md").contains("Five staff looked"));
    let file = desk.read("p.ron");
    let (_, signoffs) = file.split_once("signoffs: [").unwrap();
    assert!(signoffs.contains("by: \"Jo\"") && signoffs.contains("print it."), "{signoffs}");

    // The record only grows, and the packet prints it.
    desk.ok(&["export", "p.ron", "--final", "--override", "Again.", "--by", "Al"]);
    desk.ok(&["packet", "p.ron", "-o", "out"]);
    let packet = desk.read("out/p-checked-copy.md");
    let (jo, al) = (packet.find("The \"desk\" knows: print it."), packet.find("Again."));
    assert!(jo.is_some() && jo < al, "{packet}");
    assert!(packet.contains("Jo, "), "{packet}");
}

#[test]
fn an_override_needs_a_reason_a_name_and_a_final_export() {
    let desk = shut();
    let final_with = |more: &[&'static str]| [&["export", "p.ron", "--final"], more].concat();
    desk.refused(&final_with(&["--override", "", "--by", "Jo"]), "this one is empty");
    desk.refused(&final_with(&["--override", " \n", "--by", "Jo"]), "this one is empty");
    desk.refused(&final_with(&["--override", "So.", "--by", " "]), "a sign-off needs a name");
    desk.refused(&["export", "p.ron", "--override", "So."], "--final");
    desk.refused(&["export", "p.ron", "--by", "Jo"], "--final");
    // A name alone overrides nothing.
    let before = desk.read("p.ron");
    desk.nutgraf(&final_with(&["--by", "Jo"])).code(1).stderr(contains("--override REASON"));
    assert_eq!(desk.read("p.ron"), before);
    // What would not be written is not signed.
    desk.refused(
        &final_with(&["--override", "So.", "--by", "Jo", "-o", "p.ron"]),
        "this is the project itself",
    );
}

#[test]
fn an_override_is_signed_by_the_checker_of_the_settings_or_whoever_is_logged_in() {
    let desk = shut();
    let sign = |name: &str| {
        Command::cargo_bin("nutgraf")
            .unwrap()
            .current_dir(desk.folder())
            .env("NUTGRAF_CONFIG_DIR", desk.path("config"))
            .env("USER", name)
            .args(["export", "p.ron", "--final", "--override", "So."])
            .assert()
            .code(0)
    };
    sign("login").stderr(contains("Signed off by login."));
    fs::create_dir(desk.path("config")).unwrap();
    desk.write("config/settings.ron", "(checker: \"Jo at the desk\")");
    sign("login").stderr(contains("Signed off by Jo at the desk."));
}

#[test]
fn what_cannot_be_signed_is_not_exported() {
    let desk = shut();
    let path = desk.path("p.ron");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    desk.refused(
        &["export", "p.ron", "--final", "--override", "So.", "--by", "Jo", "-o", "out.md"],
        "read-only",
    );
}

#[test]
fn a_final_export_is_signed_only_when_somebody_is_named() {
    let desk = Desk::set();
    let before = desk.read("p.ron");
    desk.ok(&["export", "p.ron", "--final"]);
    assert_eq!(desk.read("p.ron"), before, "a pipeline may read only");
    desk.nutgraf(&["export", "p.ron", "--final", "--by", "Jo"])
        .code(0)
        .stderr(contains("Signed off by Jo."));
    desk.nutgraf(&["export", "p.ron", "--final", "--by", "Al", "--override", "No need."])
        .code(0)
        .stderr(contains("the reason is not kept"));
    desk.ok(&["packet", "p.ron", "-o", "out"]);
    let packet = desk.read("out/p-checking-copy.md");
    assert_eq!(packet.matches("for this draft; the gate was passed").count(), 2, "{packet}");
    assert!(!packet.contains("No need."));
}

// packet

#[test]
fn packet_writes_six_files_whatever_the_state_and_changes_nothing() {
    let desk = shut();
    let before = desk.read("p.ron");
    desk.nutgraf(&["packet", "p.ron", "-o", "deep/out"]).code(0).stdout(is_empty()).stderr(
        contains("Wrote deep/out/p-annotated-draft.md")
            .and(contains("The gate is not passed: 2 reasons against it.")),
    );
    let names = [
        "p-annotated-draft.html",
        "p-annotated-draft.md",
        "p-checked-copy.html",
        "p-checked-copy.md",
        "p-checking-copy.html",
        "p-checking-copy.md",
    ];
    assert_eq!(names_in(&desk.path("deep/out")), names);
    assert_eq!(desk.read("p.ron"), before);
    // Once more over the old one, for a project with the usual long ending.
    desk.nutgraf(&["packet", "p.ron", "-o", "deep/out"]).code(0);
    fs::copy(desk.path("p.ron"), desk.path("a.b.nutgraf.ron")).unwrap();
    desk.ok(&["packet", "a.b.nutgraf.ron", "-o", "other"]);
    assert!(desk.path("other/a.b-checked-copy.md").exists());
}

#[test]
fn packet_refuses_what_it_cannot_write_to() {
    let desk = shut();
    desk.refused(&["packet", "p.ron"], "--output");
    desk.refused(&["packet", "-o", "out"], "FILE");
    desk.refused(&["packet", "gone.ron", "-o", "out"], "gone.ron");
    desk.refused(&["packet", "p.ron", "-o", "audit.txt"], "the folder could not be made");
    desk.write("p-checked-copy.md", desk.read("p.ron"));
    desk.refused(&["packet", "p-checked-copy.md", "-o", "p-checked-copy.md"], "could not be made");
}

#[cfg(unix)]
#[test]
fn packet_does_not_write_over_the_project() {
    let desk = shut();
    fs::create_dir(desk.path("out")).unwrap();
    std::os::unix::fs::symlink(desk.path("p.ron"), desk.path("out/p-checked-copy.md")).unwrap();
    desk.refused(&["packet", "p.ron", "-o", "out"], "this is the project itself");
    assert_eq!(names_in(&desk.path("out")), ["p-checked-copy.md"]);
}

#[test]
fn packet_takes_the_annotations_out_again() {
    let desk = Desk::empty();
    let article = "\u{feff}---\r\ntitle: ⟦odd⟧\r\n---\r\n# Who?\r\n\r\nNobody knows why";
    desk.write("article.md", article);
    desk.ok(&["new", "p.ron", "--from", "article.md"]);
    desk.ok(&["claim", "add", "p.ron", "--exact", "Nobody knows why"]);
    desk.ok(&["packet", "p.ron", "-o", "out"]);
    assert!(desk.read("out/p-annotated-draft.md").contains("Nobody knows why⟦1·C1 ☐·1⟧"));
    assert_eq!(desk.ok(&["packet", "--strip", "out/p-annotated-draft.md"]), article);
    desk.ok(&["packet", "--strip", "out/p-annotated-draft.md", "-o", "back.md"]);
    assert_eq!(desk.read("back.md"), article);
    desk.refused(&["packet", "--strip", "article.md"], "this is no annotated draft");
    desk.refused(&["packet", "p.ron", "--strip", "article.md"], "cannot be used");
}

// info

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

// demo and the display

#[test]
fn demo_makes_checks_and_exports_the_samples() {
    let desk = Desk::empty();
    let said = desk.ok(&["demo", "-o", "try"]);
    let made = names_in(&desk.path("try"));
    assert_eq!(
        made,
        [
            "how-to-check-a-quote.md",
            "how-to-check-a-quote.nutgraf.ron",
            "why-the-us-debated-a-ban.md",
            "why-the-us-debated-a-ban.nutgraf.ron"
        ]
    );
    assert!(said.contains("Made") && said.contains("Checked") && said.contains("Exported"));
    assert_eq!(desk.ok(&["demo", "-o", "try"]), said, "the demo can be run again");
    let exported = desk.ok(&["export", "try/why-the-us-debated-a-ban.nutgraf.ron"]);
    assert_eq!(exported, desk.read("try/why-the-us-debated-a-ban.md"));
}

#[test]
fn demo_never_replaces_what_a_person_made_of_it() {
    let desk = Desk::empty();
    desk.ok(&["demo"]);
    desk.write("nutgraf-demo/how-to-check-a-quote.md", "mine");
    desk.nutgraf(&["demo"]).code(2).stderr(contains("the file is there and was changed"));
    assert_eq!(desk.read("nutgraf-demo/how-to-check-a-quote.md"), "mine");
}

#[test]
fn without_a_display_a_project_is_not_opened_but_the_way_on_is_named() {
    if cfg!(any(not(unix), target_os = "macos")) {
        skipped("this system does not name its display");
        return;
    }
    let desk = Desk::set();
    desk.nutgraf(&["p.ron"]).code(2).stdout(is_empty()).stderr(
        contains("there is no display to open p.ron on")
            .and(contains("check, verify, claims, export"))
            .and(predicate::function(|text: &str| text.lines().count() == 1)),
    );
    desk.nutgraf(&[])
        .code(0)
        .stdout(contains("Made nutgraf-demo"))
        .stderr(predicate::function(|text: &str| text.lines().count() == 1));
}

// Bad input, for every command that opens a project.

#[test]
fn a_project_that_cannot_be_opened_is_one_message_and_is_never_written() {
    let desk = Desk::set();
    let good = desk.read("p.ron");
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("noron.ron", b"# A draft".to_vec(), "noron.ron:1:1: this is not a Nutgraf project"),
        ("cut.ron", good.as_bytes()[..good.len() / 2].to_vec(), "cut.ron:"),
        ("new.ron", b"(format: 2)".to_vec(), "reads formats up to 1"),
        ("deep.ron", b"(".repeat(10_000), "deep.ron:1:"),
        ("latin.ron", b"(format: 1,\n\xe9".to_vec(), "latin.ron:2:1: not UTF-8"),
        ("empty.ron", Vec::new(), "the file is empty"),
    ];
    for (name, bytes, message) in cases {
        desk.write(name, &bytes);
        let commands: [&[&str]; 6] = [
            &["check", name],
            &["export", name],
            &["info", name],
            &["source", "add", name, "audit.txt"],
            &["quote", "add", name, "--source", "audit", "--exact", "four"],
            &["claim", "add", name, "--exact", "four"],
        ];
        for arguments in commands {
            desk.refused(arguments, message);
        }
        assert_eq!(fs::read(desk.path(name)).unwrap(), bytes);
    }
    desk.refused(&["check", "."], "this is a folder");
    desk.refused(&["check", "gone.ron"], "gone.ron: there is no such file");
    let large = fs::File::create(desk.path("large.ron")).unwrap();
    large.set_len(600 << 20).unwrap();
    let message = "the file has 600 MiB, and a project is opened up to 512 MiB unless you say so";
    desk.refused(&["check", "large.ron"], message);
}

#[test]
fn wrong_arguments_exit_2() {
    let desk = Desk::set();
    for arguments in
        [&["check"][..], &["quote"], &["--bogus"], &["check", "p.ron", "--format", "xml"]]
    {
        desk.nutgraf(arguments).code(2).stdout(is_empty()).stderr(contains("panicked").not());
    }
    desk.nutgraf(&["--version"]).code(0).stdout(contains("nutgraf"));
    desk.nutgraf(&["--help"]).code(0).stdout(contains("verify"));
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_a_failure_and_a_reader_that_left_is_not() {
    let desk = Desk::set();
    let program = assert_cmd::cargo::cargo_bin("nutgraf");
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let status = std::process::Command::new(&program)
        .args(["export", "p.ron"])
        .current_dir(desk.folder())
        .stdout(full)
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(2));
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = std::process::Command::new(&program)
        .args(["export", "p.ron"])
        .current_dir(desk.folder())
        .stdout(writer)
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(0));
}

/// Runs a command through the library, with a fixed clock and fixed ids.
fn run_fixed(arguments: &[&str]) -> (u8, String, String) {
    let line = ["nutgraf"].iter().chain(arguments).map(Into::into);
    let Invocation::Task(task) = Invocation::of(CommandLine::read(line).unwrap(), true) else {
        panic!("a command needs no window")
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut env = Env {
        out: &mut out,
        err: &mut err,
        now: "2026-11-23T14:02:11Z".parse().unwrap(),
        ids: Ids::seeded(7),
        signer: &String::new,
        colour: false,
        worker: Worker::program(env!("CARGO_BIN_EXE_nutgraf").as_ref()),
        width: None,
    };
    let code = cli::run(task, &mut env);
    (code, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

#[test]
fn the_same_clock_and_ids_give_the_same_bytes() {
    let make = || {
        let desk = Desk::empty();
        let (project, article, audit) =
            (desk.path("p.ron"), desk.path("article.md"), desk.path("audit.txt"));
        let (project, article, audit) =
            (project.to_str().unwrap(), article.to_str().unwrap(), audit.to_str().unwrap());
        assert_eq!(run_fixed(&["new", project, "--from", article]).0, 0);
        assert_eq!(run_fixed(&["source", "add", project, audit]).1, "audit\n");
        let exact = ["--exact", "four staff looked"];
        let quote =
            run_fixed(&[&["quote", "add", project, "--source", "audit"], &exact[..]].concat()).1;
        let claim = ["--exact", "It cost $3 million.", "--status", "confirmed"];
        let evidence = ["--evidence", quote.trim()];
        run_fixed(&[&["claim", "add", project], &claim[..], &evidence].concat());
        desk.read("p.ron")
    };
    let file = make();
    assert_eq!(file, make());
    assert!(file.contains("captured: \"2026-11-23T14:02:11Z\""), "{file}");
    assert!(file.contains("accessed: \"2026-11-23\""), "{file}");
    assert!(!file.contains("/tmp"), "no machine paths\n{file}");
}

#[test]
fn a_display_is_what_the_environment_names() {
    let named = |names: &'static [(&str, &str)]| {
        cli::has_display(|name| {
            names.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into())
        })
    };
    assert!(named(&[("DISPLAY", ":0")]));
    assert!(named(&[("WAYLAND_DISPLAY", "wayland-0")]));
    if cfg!(all(unix, not(target_os = "macos"))) {
        assert!(!named(&[]));
        assert!(!named(&[("DISPLAY", "")]));
    }
    let line = |arguments: &[&str]| {
        CommandLine::read(["nutgraf"].iter().chain(arguments).map(Into::into)).unwrap()
    };
    assert!(matches!(Invocation::of(line(&["p.ron"]), true), Invocation::Window(Some(_))));
    assert!(matches!(Invocation::of(line(&[]), true), Invocation::Window(None)));
    assert!(matches!(Invocation::of(line(&["p.ron"]), false), Invocation::Task(_)));
    assert!(matches!(Invocation::of(line(&["demo"]), true), Invocation::Task(_)));
}

// claims

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

// README

/// The words of a line as a shell splits them, as far as README needs it.
fn shell_words(line: &str) -> Vec<String> {
    let quoted = line.split('"').enumerate();
    let words = quoted.flat_map(|(index, part)| match index % 2 {
        1 => vec![part.to_owned()],
        _ => part.split_whitespace().map(str::to_owned).collect(),
    });
    words.collect()
}

#[test]
fn the_commands_of_the_readme_do_what_they_say_word_for_word() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let desk = Desk::empty();
    fs::create_dir_all(desk.path("projects/sources")).unwrap();
    for name in ["interview.txt", "house-rules.md"] {
        let name = format!("projects/sources/{name}");
        fs::copy(root.join(&name), desk.path(&name)).unwrap();
    }
    let commands: Vec<_> =
        readme.lines().filter_map(|line| line.strip_prefix("nutgraf ")).collect();
    assert!(commands.len() >= 9, "README shows every command");
    for command in commands {
        let words = shell_words(command);
        let words: Vec<_> = words.iter().map(String::as_str).collect();
        let may_find = matches!(words[0], "check" | "verify");
        let assert = desk.nutgraf(&words);
        let code = assert.get_output().status.code().unwrap();
        assert!(code == 0 || (may_find && code == 1), "nutgraf {command}: {code}");
    }
    assert!(desk.read("tapes.md").starts_with("# What the tapes keep"));
}

#[test]
fn a_display_that_does_not_answer_is_no_display() {
    let desk = Desk::set();
    let assert = Command::cargo_bin("nutgraf")
        .unwrap()
        .current_dir(desk.folder())
        .env("DISPLAY", ":6553")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env("NUTGRAF_CONFIG_DIR", desk.path("config"))
        .arg("p.ron")
        .assert();
    if cfg!(target_os = "linux") {
        assert.code(2).stderr(contains("there is no display").and(contains("verify")));
    }
}

#[test]
fn words_that_begin_with_a_hyphen_are_words() {
    let desk = Desk::empty();
    desk.write("cold.txt", "It was cold there.\n\nAt night -30 degrees were read off.\n");
    desk.ok(&["new", "cold.ron", "--title", "- a title"]);
    desk.ok(&["source", "add", "cold.ron", "cold.txt", "--key", "cold"]);
    desk.ok(&["quote", "add", "cold.ron", "--source", "cold", "--exact", "-30 degrees were"]);
}

#[test]
fn a_gate_is_no_less_shut_because_nobody_reads_why() {
    let desk = Desk::empty();
    let wrong = "He said “five staff looked at the list” once.\n\n".repeat(2_000);
    desk.write("wrong.md", wrong);
    let program = assert_cmd::cargo::cargo_bin("nutgraf");
    let mut child = std::process::Command::new(program)
        .current_dir(desk.folder())
        .args(["verify", "wrong.md", "--source", "audit.txt", "--format", "json"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}
