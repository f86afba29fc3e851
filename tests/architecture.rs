//! The order of the layers, held by reading the sources themselves.

#![allow(clippy::unwrap_used, reason = "a test that fails here has failed")]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Each layer knows only those before it. `cli` and `ui` stand side by side.
const LAYERS: [(&str, usize); 11] = [
    ("model", 0),
    ("text", 1),
    ("markdown", 2),
    ("evidence", 3),
    ("project", 4),
    ("persist", 5),
    ("design_tokens", 6),
    ("exchange", 7),
    ("app", 8),
    ("cli", 9),
    ("ui", 9),
];

/// Crates that draw; a layer that names one cannot run without a window.
const DRAWING: [&str; 4] = ["egui", "eframe", "rfd", "egui_kittest"];

const LINES: usize = 600;

fn sources() -> Vec<(PathBuf, String)> {
    fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    collect(&root, &mut found);
    found.sort();
    let relative = |path: &PathBuf| path.strip_prefix(&root).unwrap().to_owned();
    found.iter().map(|path| (relative(path), fs::read_to_string(path).unwrap())).collect()
}

fn rank(layer: &str) -> Option<usize> {
    LAYERS.iter().find(|(name, _)| *name == layer).map(|(_, rank)| *rank)
}

/// The layer a file belongs to; `None` for `lib.rs` and `main.rs`.
fn layer_of(file: &Path) -> Option<String> {
    let first = file.components().next()?.as_os_str().to_str()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    rank(name).is_some().then(|| name.to_owned())
}

/// The code of a file without comments and texts, all white space gone.
///
/// A comment may point at a later layer, and a text may say anything.
fn code(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = line.trim_start();
        if line.starts_with("//") { "" } else { line.split(" // ").next().unwrap_or(line) }
    });
    lines.collect::<Vec<_>>().join(" ")
}

/// What stands behind `crate::`, also in braces: `crate::{model::A, text::B}` names both.
fn crate_paths(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        // `nutgraf_crate::` would be somebody else's.
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = code[at + "crate::".len()..].trim_start();
        let Some(group) = rest.strip_prefix('{') else {
            found.push(word(rest));
            continue;
        };
        let (mut depth, mut start) = (0usize, 0);
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                ',' if depth == 0 => {
                    found.push(word(&group[start..at]));
                    start = at + 1;
                }
                '}' if depth == 0 => {
                    found.push(word(&group[start..at]));
                    break;
                }
                '}' => depth -= 1,
                _ => {}
            }
        }
    }
    found
}

fn word(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn paths_in_braces_and_across_lines_are_seen() {
    let text = "use crate::{\n    model::{A, B},\n    text::C, // crate::ui\n};\n//! [`crate::ui`]\nfn f() { crate::app::g() }";
    assert_eq!(crate_paths(&code(text)), ["model", "text", "", "app"]);
}

#[test]
fn no_layer_knows_a_later_one() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let Some(layer) = layer_of(&file) else { continue };
        for path in crate_paths(&code(&text)) {
            let later = rank(&path) > rank(&layer);
            let beside = path != layer && rank(&path) == rank(&layer);
            if later || beside {
                wrong.push(format!("src/{}: {layer} names crate::{path}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_crate_that_speaks_to_the_web_is_in_the_tree() {
    const BANNED: [&str; 14] = [
        "attohttpc",
        "curl",
        "h2",
        "hickory-resolver",
        "hyper",
        "isahc",
        "minreq",
        "native-tls",
        "openssl",
        "quinn",
        "reqwest",
        "rustls",
        "surf",
        "ureq",
    ];
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    let lock = fs::read_to_string(lock).unwrap();
    let names: Vec<&str> =
        lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    assert!(names.contains(&"nutgraf"), "the names are read");
    let found: Vec<_> = names.iter().filter(|name| BANNED.contains(name)).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn only_the_window_names_the_crates_that_draw() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        if layer_of(&file).as_deref() == Some("ui") || file == Path::new("main.rs") {
            continue;
        }
        let code = code(&text);
        for name in DRAWING {
            let names = |suffix: &str| {
                code.match_indices(&format!("{name}{suffix}")).any(|(at, _)| {
                    !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '"')
                })
            };
            if names("::") || names(";") {
                wrong.push(format!("src/{}: names {name}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_opens_with_why_it_exists() {
    let silent: Vec<_> =
        sources().into_iter().filter(|(_, text)| !text.starts_with("//! ")).collect();
    assert!(silent.is_empty(), "{:?}", silent.iter().map(|(file, _)| file).collect::<Vec<_>>());
}

#[test]
fn no_file_is_longer_than_a_person_reads_at_once() {
    for (file, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= LINES, "src/{} has {lines} lines, at most {LINES}", file.display());
    }
}
