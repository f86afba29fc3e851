//! The order of the layers within and across the crates, and what the engine and the readers
//! of imports are free of, held by reading the sources and manifests themselves.

#![allow(clippy::unwrap_used, reason = "a test that fails here has failed")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

#[path = "architecture/offsets.rs"]
mod offsets;

/// Each layer knows only those before it. `cli` and `ui` stand side by side.
const LAYERS: [(&str, usize); 12] = [
    ("range", 0),
    ("model", 1),
    ("text", 2),
    ("markdown", 3),
    ("evidence", 4),
    ("project", 5),
    ("persist", 6),
    ("design_tokens", 7),
    ("exchange", 8),
    ("app", 9),
    ("cli", 10),
    ("ui", 10),
];

/// Crates that draw; a layer that names one cannot run without a window.
const DRAWING: [&str; 4] = ["egui", "eframe", "rfd", "egui_kittest"];

/// The sources of the engine.
const ENGINE: &str = "crates/nutgraf-engine/src";

/// The sources of the readers of imports, and of the process that they run in.
const IMPORT: &str = "crates/nutgraf-import/src";

/// The folder of each crate's sources, with the layers that it holds.
const CRATES: [(&str, &[&str]); 3] = [
    (ENGINE, &["range", "model", "text", "markdown", "evidence"]),
    // Stands beside the column, on the first four layers.
    (IMPORT, &[]),
    ("src", &["design_tokens", "project", "persist", "exchange", "app", "cli", "ui"]),
];

/// What the engine does not name: files, the environment, the clock, other processes, the
/// terminal, JSON, and threads that it could not do without.
const NOT_IN_THE_ENGINE: [&str; 14] = [
    "fs::",
    "File::",
    "env::",
    "process::",
    "net::",
    "stdin(",
    "stdout(",
    "stderr(",
    "SystemTime",
    "Instant",
    "TimeZone::system",
    "::now(",
    "thread::spawn(",
    "serde_json",
];

/// What a reader of imports does not name: its process may not do it, and a file's text must
/// depend on its bytes alone.
const NOT_IN_THE_READERS: [&str; 12] = [
    "fs::",
    "File::",
    "env::",
    "process::",
    "net::",
    "thread::",
    "stdin(",
    "stdout(",
    "stderr(",
    "SystemTime",
    "Instant",
    "::now(",
];

/// What a file of that crate names all the same, and why.
const NAMED_BY_THE_CHILD: [(&str, &[&str], &str); 2] = [
    (
        "child.rs",
        &["stdin(", "stdout(", "stderr(", "process::"],
        "the three pipes to its parent are all that it has, and an exit code is how it ends",
    ),
    (
        "confine.rs",
        &["process::", "stdout(", "env::"],
        "it lowers the limits of its own process, looks whether its parent still listens, and \
         needs the processor's name, a constant, for the filter of system calls",
    ),
];

/// The layers that the readers of imports stand on.
const BELOW_THE_READERS: [&str; 4] = ["range", "model", "text", "markdown"];

const LINES: usize = 600;

/// A source file: its path from the workspace's root, its path within its crate's `src`,
/// and its text.
struct Source {
    path: String,
    within: PathBuf,
    text: String,
}

fn sources() -> Vec<Source> {
    CRATES.iter().flat_map(|(folder, _)| sources_in(folder)).collect()
}

fn sources_in(folder: &str) -> Vec<Source> {
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
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    collect(&root, &mut found);
    found.sort();
    let source = |path: PathBuf| {
        let within = path.strip_prefix(&root).unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        Source { path: format!("{folder}/{}", within.display()), within, text }
    };
    found.into_iter().map(source).collect()
}

/// The packages of Cargo.lock, each with what it depends on.
fn locked() -> Vec<(String, Vec<String>)> {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    let lock = fs::read_to_string(lock).unwrap();
    let packages = lock.split("[[package]]").skip(1).map(|package| {
        let name = package.split('"').nth(1).unwrap().to_owned();
        let list = package.split_once("dependencies = [").map_or("", |(_, list)| list);
        let list = list.split(']').next().unwrap().split('"').skip(1).step_by(2);
        // Where there are several versions, one follows the name.
        let needs = list.map(|entry| entry.split(' ').next().unwrap().to_owned());
        (name, needs.collect())
    });
    packages.collect()
}

/// All that a package depends on, its tests included.
fn below(package: &str) -> BTreeSet<String> {
    let locked = locked();
    let mut found = BTreeSet::new();
    let mut open = vec![package.to_owned()];
    while let Some(name) = open.pop() {
        for (_, needs) in locked.iter().filter(|(locked, _)| *locked == name) {
            open.extend(needs.iter().filter(|need| found.insert((*need).clone())).cloned());
        }
    }
    found
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
    paths_below("crate::", code)
}

/// What stands behind a prefix such as `app::`, also in braces.
fn paths_below(prefix: &str, code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        // `nutgraf_crate::` would be somebody else's.
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = code[at + prefix.len()..].trim_start();
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
    for Source { path: file, within, text } in sources() {
        let Some(layer) = layer_of(&within) else { continue };
        for path in crate_paths(&code(&text)) {
            let later = rank(&path) > rank(&layer);
            let beside = path != layer && rank(&path) == rank(&layer);
            if later || beside {
                wrong.push(format!("{file}: {layer} names crate::{path}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The modules of `app`; each knows only those of a lower rank, besides itself.
const MODULES_OF_APP: [(&str, usize); 13] = [
    ("claim_list", 0),
    ("finding_list", 0),
    ("form", 0),
    ("samples", 0),
    ("shortcut", 0),
    ("notice", 1),
    ("effect", 2),
    ("runner", 3),
    ("state", 3),
    ("workspace", 4),
    ("command", 5),
    ("action", 6),
    ("act", 7),
];

/// The modules of `persist`; each knows only those of a lower rank, besides itself.
const MODULES_OF_PERSIST: [(&str, usize); 22] = [
    ("attributes", 0),
    ("clock", 0),
    ("fingerprint", 0),
    ("format", 0),
    ("inconsistency", 0),
    ("limits", 0),
    ("local_time", 0),
    ("system_error", 0),
    ("regular", 1),
    ("sibling_temp", 1),
    ("load_error", 2),
    ("lock", 2),
    ("save_error", 3),
    ("atomic_file", 4),
    ("file", 4),
    ("kept_file", 5),
    ("private", 5),
    ("store", 5),
    ("history", 6),
    ("journal", 6),
    ("outside", 6),
    ("settings", 6),
];

#[test]
fn no_module_of_the_app_knows_a_later_one() {
    let (seen, wrong) = later_modules("app", &MODULES_OF_APP);
    assert!(seen > 50, "paths are seen: {seen}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_module_of_persist_knows_a_later_one() {
    let (seen, wrong) = later_modules("persist", &MODULES_OF_PERSIST);
    assert!(seen > 50, "paths are seen: {seen}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns how many paths between the modules of a layer were seen, and those that name a
/// module which is not of a lower rank.
fn later_modules(layer: &str, modules: &[(&str, usize)]) -> (usize, Vec<String>) {
    let rank =
        |module: &str| modules.iter().find(|(name, _)| *name == module).map(|(_, rank)| *rank);
    let mut wrong = Vec::new();
    let mut seen = 0;
    for Source { path: file, within, text } in sources_in("src") {
        let Ok(below) = within.strip_prefix(layer) else { continue };
        let parts: Vec<_> = below.iter().filter_map(|part| part.to_str()).collect();
        let Some(module) = parts.first().map(|part| part.strip_suffix(".rs").unwrap_or(part))
        else {
            continue;
        };
        if module == "mod" {
            continue;
        }
        let own = rank(module).unwrap_or_else(|| panic!("{file} has no rank"));
        let code = code(&text);
        let mut paths = paths_below(&format!("{layer}::"), &code);
        if let [_] | [_, "mod.rs"] = parts.as_slice() {
            paths.extend(paths_below("super::", &code));
        }
        for path in paths {
            let Some(other) = rank(&path) else { continue };
            seen += 1;
            if path != module && other >= own {
                wrong.push(format!("{file}: {module} names {layer}::{path}"));
            }
        }
    }
    (seen, wrong)
}

#[test]
fn each_layer_lies_in_its_crate() {
    for (folder, layers) in CRATES {
        let found: BTreeSet<String> =
            sources_in(folder).iter().filter_map(|source| layer_of(&source.within)).collect();
        let expected: BTreeSet<String> = layers.iter().map(|&layer| layer.to_owned()).collect();
        assert_eq!(found, expected, "{folder}");
    }
}

#[test]
fn the_engine_names_no_file_clock_terminal_or_format() {
    let mut wrong = Vec::new();
    for Source { path, text, .. } in sources_in(ENGINE) {
        // What tests measure is their own business.
        if path.ends_with("/tests.rs") || path.contains("/tests/") {
            continue;
        }
        let named = named_of(&NOT_IN_THE_ENGINE, &text);
        wrong.extend(named.into_iter().map(|name| format!("{path}: names {name}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns which of these names stand in the code of a file, its tests aside.
fn named_of<'a>(names: &[&'a str], text: &str) -> BTreeSet<&'a str> {
    let code = code(text.split("#[cfg(test)]").next().unwrap());
    let is_named = |name: &&str| {
        code.match_indices(name)
            .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    names.iter().copied().filter(is_named).collect()
}

#[test]
fn the_readers_of_imports_name_no_file_thread_or_clock() {
    let mut wrong = Vec::new();
    for Source { path, within, text } in sources_in(IMPORT) {
        let own = NAMED_BY_THE_CHILD.iter().find(|(file, ..)| within == Path::new(file));
        let allowed: BTreeSet<&str> =
            own.iter().flat_map(|(_, names, _)| *names).copied().collect();
        let named = named_of(&NOT_IN_THE_READERS, &text);
        wrong.extend(named.difference(&allowed).map(|name| format!("{path}: names {name}")));
        let spare = allowed.difference(&named);
        wrong.extend(spare.map(|name| format!("{path}: {name} need not be allowed any more")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_readers_of_imports_know_texts_and_nothing_else_of_the_project() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for Source { path, text, .. } in sources_in(IMPORT) {
        let named = paths_below("nutgraf_engine::", &code(&text));
        seen += named.len();
        // Behind the last comma of a group there is none.
        let others = named
            .into_iter()
            .filter(|name| !name.is_empty() && !BELOW_THE_READERS.contains(&name.as_str()));
        wrong.extend(others.map(|name| format!("{path}: names nutgraf_engine::{name}")));
    }
    assert!(seen > 5, "paths are seen: {seen}");
    let below = below("nutgraf-import");
    assert!(below.contains("serde-saphyr"), "the lock is read");
    let banned = DRAWING.iter().chain(&["nutgraf", "clap", "terminal_size", "rayon", "tokio"]);
    wrong.extend(banned.filter(|name| below.contains(**name)).map(|name| format!("on {name}")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_reader_of_imports_runs_in_the_process_that_holds_the_draft() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for Source { path, text, .. } in sources_in("src") {
        let named = paths_below("nutgraf_import::", &code(&text));
        seen += named.len();
        let reads =
            named.into_iter().filter(|name| ["import", "KindReader", "*"].contains(&&**name));
        wrong.extend(reads.map(|name| format!("{path}: names nutgraf_import::{name}")));
    }
    assert!(seen > 5, "paths are seen: {seen}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn neither_the_engine_nor_its_tests_link_the_window_or_write_json() {
    let below = below("nutgraf-engine");
    assert!(below.contains("unicode-segmentation"), "the lock is read");
    let banned = DRAWING.iter().chain(&["serde_json", "clap", "terminal_size"]);
    let found: Vec<_> = banned.filter(|name| below.contains(**name)).collect();
    assert!(found.is_empty(), "{found:?}");
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
    let names: Vec<String> = locked().into_iter().map(|(name, _)| name).collect();
    assert!(names.iter().any(|name| name == "nutgraf"), "the names are read");
    let found: Vec<_> = names.iter().filter(|name| BANNED.contains(&name.as_str())).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn only_the_window_names_the_crates_that_draw() {
    let mut wrong = Vec::new();
    for Source { path, within, text } in sources() {
        if layer_of(&within).as_deref() == Some("ui") || within == Path::new("main.rs") {
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
                wrong.push(format!("{path}: names {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_opens_with_why_it_exists() {
    let silent = sources().into_iter().filter(|source| !source.text.starts_with("//! "));
    let silent: Vec<_> = silent.map(|source| source.path).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn no_file_is_longer_than_a_person_reads_at_once() {
    for Source { path, text, .. } in sources().into_iter().chain(sources_in("tests")) {
        let lines = text.lines().count();
        assert!(lines <= LINES, "{path} has {lines} lines, at most {LINES}");
    }
}

/// The name that a line defines a type by.
fn defined_type(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let line = match line.strip_prefix("pub") {
        Some(rest) if rest.starts_with('(') => rest.split_once(')')?.1.trim_start(),
        Some(rest) => rest.trim_start(),
        None => line,
    };
    let keywords = ["struct ", "enum ", "trait ", "union "];
    let rest = keywords.iter().find_map(|keyword| line.strip_prefix(keyword))?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    // In a macro the name is a parameter.
    (end > 0).then_some(&rest[..end])
}

#[test]
fn the_name_of_a_defined_type_is_found() {
    assert_eq!(defined_type("    pub(in crate::app) struct SaveState<'a> {"), Some("SaveState"));
    assert_eq!(defined_type("pub enum Code {"), Some("Code"));
    assert_eq!(defined_type("struct Marker;"), Some("Marker"));
    assert_eq!(defined_type("        pub enum $record {"), None);
    assert_eq!(defined_type("// struct Comment"), None);
    assert_eq!(defined_type("let structure = 1;"), None);
}

#[test]
fn no_type_name_stands_for_two_things() {
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for Source { path, text, .. } in sources() {
        if path.ends_with("/tests.rs") || path.contains("/tests/") {
            continue;
        }
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
        for (number, line) in code.lines().enumerate() {
            if let Some(name) = defined_type(line) {
                homes.entry(name.to_owned()).or_default().push(format!("{path}:{}", number + 1));
            }
        }
    }
    assert!(homes.len() > 400, "types are found: {}", homes.len());
    let doubled: Vec<_> = homes.iter().filter(|(_, places)| places.len() > 1).collect();
    assert!(doubled.is_empty(), "{doubled:#?}");
}
