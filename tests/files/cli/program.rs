//! The program as a whole: its arguments, its output, its display, bad projects, the commands of the README.

use std::{fs, path::Path};

use assert_cmd::Command;
use nutgraf::{
    cli::{self, CommandLine, Env, Invocation},
    exchange::import::ImportProcess,
};
use nutgraf_engine::model::Ids;
use predicates::{
    prelude::*,
    str::{contains, is_empty},
};

use crate::support::{
    desk::{Desk, names_in},
    skip::skipped,
};

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
        importer: ImportProcess::program(env!("CARGO_BIN_EXE_nutgraf").as_ref()),
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
