//! `export`, final or not, and `packet`.

use std::fs;

use assert_cmd::Command;
use predicates::{
    prelude::*,
    str::{contains, is_empty},
};

use crate::support::desk::{DRAFT, Desk, names_in};

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
