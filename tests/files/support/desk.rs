//! A folder of its own, with the real program to work on it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use assert_cmd::Command;
use predicates::{
    prelude::*,
    str::{contains, is_empty},
};
use serde_json::Value;

/// A source.
pub const REPORT: &str = "The audit, in short.\n\nIn March, four staff looked at the list. Nobody had asked them to.\n\nThe list was not complete, the office said. Nobody had asked them to.\n";

/// An article that quotes it.
pub const DRAFT: &str = "# Who checks?\n\nThe office says “four staff looked at the list” [@audit]. It cost $3 million.\n\nNobody knows why.\n";

/// A folder with a project in it, and the program to work on it.
pub struct Desk(tempfile::TempDir);

impl Desk {
    /// An article, a text for a source, and nothing else.
    pub fn empty() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.write("article.md", DRAFT);
        desk.write("audit.txt", REPORT);
        desk
    }

    /// A project `p.ron` of the article, with the source.
    pub fn set() -> Self {
        let desk = Self::empty();
        desk.ok(&["new", "p.ron", "--from", "article.md"]);
        desk.ok(&["source", "add", "p.ron", "audit.txt"]);
        desk
    }

    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn names(&self) -> Vec<String> {
        names_in(self.0.path())
    }

    pub fn nutgraf(&self, arguments: &[&str]) -> assert_cmd::assert::Assert {
        Command::cargo_bin("nutgraf")
            .unwrap()
            .current_dir(self.0.path())
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .env("NUTGRAF_CONFIG_DIR", self.path("config"))
            .args(arguments)
            .assert()
    }

    /// Runs a command that must succeed, and returns what it printed.
    pub fn ok(&self, arguments: &[&str]) -> String {
        let output = self.nutgraf(arguments).code(0).get_output().stdout.clone();
        String::from_utf8(output).unwrap()
    }

    pub fn json(&self, arguments: &[&str], code: i32) -> Value {
        let output = self.nutgraf(arguments).code(code).get_output().stdout.clone();
        serde_json::from_slice(&output).unwrap()
    }

    /// Runs a command that must be refused with one message, and must not change `p.ron`.
    pub fn refused(&self, arguments: &[&str], message: &str) {
        let before = fs::read(self.path("p.ron")).ok();
        let names = self.names();
        self.nutgraf(arguments)
            .code(2)
            .stdout(is_empty())
            .stderr(contains(message).and(contains("panicked").not()));
        assert_eq!(fs::read(self.path("p.ron")).ok(), before);
        assert_eq!(self.names(), names);
    }
}

/// The names of what is in a folder, sorted.
pub fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
