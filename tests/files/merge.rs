//! `nutgraf merge`, by itself and as the driver of a real `git merge`.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use nutgraf::{
    persist::{from_ron, to_ron},
    project::{Intent, Project, Record, Step},
};
use nutgraf_engine::{
    model::{Article, Claim, ClaimId, Quote, QuoteId, Selector, Source, SourceId},
    text::{Anchor, AnchorKey, Change},
};

use crate::support::skip::skipped;

const NUTGRAF: &str = env!("CARGO_BIN_EXE_nutgraf");
const FILE: &str = "ban.nutgraf.ron";

const DRAFT: &str = "# The ban\n\nFour staff looked at the law, and two of them wrote to the \
    court about it.\n\nThe app has 170 million users in the country.\n\nTalks go on in Madrid.\n";

fn base() -> Project {
    let mut project =
        Project::new(Article { title: "The ban".into(), ..Article::default() }, DRAFT);
    add(&mut project, Record::Source(Box::new(Source::new(SourceId::new("s0"), "law"))));
    claim(&mut project, "c0", "Four staff looked at the law");
    project
}

fn add(project: &mut Project, record: Record) {
    project.apply(Step::Insert { at: usize::MAX, record }).unwrap();
}

fn claim(project: &mut Project, id: &str, words: &str) {
    let id = ClaimId::new(id);
    let start = project.draft().find(words).unwrap();
    add(project, Record::Claim(Box::new(Claim::new(id.clone(), words))));
    let to = Some(Anchor::new(start..start + words.len()));
    project.apply(Step::Anchor { key: AnchorKey::Claim(id), to }).unwrap();
}

fn quote(project: &mut Project, id: &str, source: &str, words: &str) {
    let selector = Selector { exact: words.to_owned(), ..Selector::default() };
    let (id, source) = (QuoteId::new(id), SourceId::new(source));
    let (locator, speaker, note) = (String::new(), String::new(), String::new());
    let quote = Quote { id, source, selector, locator, speaker, note };
    add(project, Record::Quote(Box::new(quote)));
}

fn replace(project: &mut Project, old: &str, new: &str) {
    let start = project.draft().find(old).unwrap();
    let change = Change::replace(start..start + old.len(), new);
    project.apply(Step::text(change)).unwrap();
}

fn note(project: &mut Project, id: &str, text: &str) {
    let mut claim = project.claim(&ClaimId::new(id)).unwrap().clone();
    claim.note = text.to_owned();
    project.apply_all(Intent::edit_claim(claim).steps).unwrap();
}

/// A folder of its own, with three versions in it.
struct Bench(tempfile::TempDir);

impl Bench {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, project: &Project) {
        fs::write(self.path(name), to_ron(project).unwrap()).unwrap();
    }

    fn merge(&self, arguments: &[&str]) -> (i32, String) {
        let output = Command::new(NUTGRAF)
            .arg("merge")
            .args(arguments)
            .current_dir(self.0.path())
            .output()
            .unwrap();
        assert!(output.stdout.is_empty(), "stdout is data, and there is none");
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    }

    fn get(&self, name: &str) -> Project {
        let loaded = from_ron(&fs::read(self.path(name)).unwrap(), Path::new(name)).unwrap();
        assert!(loaded.notes.is_empty(), "{:?}", loaded.notes);
        loaded.project
    }

    fn git(&self, arguments: &[&str]) -> Output {
        Command::new("git")
            .args(arguments)
            .current_dir(self.0.path())
            // Nothing of the machine's own settings has a say here.
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("HOME", self.0.path())
            .env_remove("GIT_DIR")
            .env_remove("GIT_WORK_TREE")
            .env_remove("GIT_INDEX_FILE")
            .output()
            .unwrap()
    }

    fn git_ok(&self, arguments: &[&str]) {
        let output = self.git(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "git {arguments:?}: {said}");
    }

    fn commit(&self, project: &Project, message: &str) {
        self.put(FILE, project);
        self.git_ok(&["add", "-A"]);
        self.git_ok(&["commit", "-q", "-m", message]);
    }

    /// A repository set up as the README says; `None` where there is no Git.
    fn repository() -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            skipped("merging through Git needs git");
            return None;
        }
        let bench = Self::new();
        bench.git_ok(&["init", "-q", "-b", "main"]);
        bench.git_ok(&["config", "user.name", "Test"]);
        bench.git_ok(&["config", "user.email", "test@example.org"]);
        bench.git_ok(&["config", "commit.gpgsign", "false"]);
        fs::write(bench.path(".gitattributes"), "*.nutgraf.ron merge=nutgraf\n").unwrap();
        let driver = format!("'{NUTGRAF}' merge %O %A %B -o %A");
        bench.git_ok(&["config", "merge.nutgraf.driver", &driver]);
        Some(bench)
    }
}

#[test]
fn git_merges_what_two_branches_did_elsewhere() {
    let Some(bench) = Bench::repository() else { return };
    bench.commit(&base(), "Base");

    bench.git_ok(&["checkout", "-q", "-b", "theirs"]);
    let mut theirs = base();
    replace(&mut theirs, "Talks go on in Madrid.", "Talks ended in Madrid last week.");
    add(&mut theirs, Record::Source(Box::new(Source::new(SourceId::new("s2"), "talks"))));
    quote(&mut theirs, "q2", "s2", "ended");
    claim(&mut theirs, "c2", "Talks ended in Madrid last week");
    bench.commit(&theirs, "Theirs");

    bench.git_ok(&["checkout", "-q", "main"]);
    let mut ours = base();
    replace(&mut ours, "Four staff", "Five staff");
    add(&mut ours, Record::Source(Box::new(Source::new(SourceId::new("s1"), "users"))));
    quote(&mut ours, "q1", "s1", "170 million");
    claim(&mut ours, "c1", "170 million users");
    note(&mut ours, "c0", "asked the clerk");
    bench.commit(&ours, "Ours");

    bench.git_ok(&["merge", "-q", "-m", "Merge", "theirs"]);
    let merged = bench.get(FILE);
    let draft = DRAFT
        .replace("Four staff", "Five staff")
        .replace("Talks go on in Madrid.", "Talks ended in Madrid last week.");
    assert_eq!(merged.draft(), draft);
    let keys: Vec<&str> = merged.sources().iter().map(|source| source.key.as_str()).collect();
    assert_eq!(keys, ["law", "users", "talks"]);
    assert_eq!(merged.quotes().len(), 2);
    let words = |id: &str| merged.claim_words(&ClaimId::new(id)).to_owned();
    assert_eq!(words("c0"), "Five staff looked at the law");
    assert_eq!(words("c1"), "170 million users");
    assert_eq!(words("c2"), "Talks ended in Madrid last week");
    assert_eq!(merged.claim(&ClaimId::new("c0")).unwrap().note, "asked the clerk");
}

#[test]
fn git_stops_at_a_conflict_and_the_file_opens_with_both_texts() {
    let Some(bench) = Bench::repository() else { return };
    bench.commit(&base(), "Base");
    bench.git_ok(&["checkout", "-q", "-b", "theirs"]);
    let mut theirs = base();
    replace(&mut theirs, "Four staff", "Three people");
    note(&mut theirs, "c0", "asked the court");
    bench.commit(&theirs, "Theirs");
    bench.git_ok(&["checkout", "-q", "main"]);
    let mut ours = base();
    replace(&mut ours, "Four staff", "Five experts");
    note(&mut ours, "c0", "asked the clerk");
    bench.commit(&ours, "Ours");

    let output = bench.git(&["merge", "-q", "-m", "Merge", "theirs"]);
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("the draft, line 5"), "{said}");
    assert!(said.contains("claim “Four staff looked at the law”: note"), "{said}");
    let status = String::from_utf8(bench.git(&["status", "--porcelain"]).stdout).unwrap();
    assert!(status.contains(&format!("UU {FILE}")), "{status}");

    let merged = bench.get(FILE);
    let block = "<<<<<<< ours\n\nFive experts looked at the law, and two of them wrote to the \
        court about it.\n\n=======\n\nThree people looked at the law, and two of them wrote to \
        the court about it.\n\n>>>>>>> theirs\n\nThe app has";
    assert!(merged.draft().contains(block), "{}", merged.draft());
    assert!(
        merged.draft().contains("asked the clerk") && merged.draft().contains("asked the court")
    );
    assert_eq!(merged.claim_words(&ClaimId::new("c0")), "Five experts looked at the law");
    // While a mark stands, nobody exports the article as final by mistake.
    let check = Command::new(NUTGRAF).args(["check", FILE]).current_dir(bench.0.path()).output();
    assert_eq!(check.unwrap().status.code(), Some(1));
}

#[test]
fn git_merges_a_project_that_both_branches_added() {
    let Some(bench) = Bench::repository() else { return };
    fs::write(bench.path("README"), "An article.\n").unwrap();
    bench.git_ok(&["add", "-A"]);
    bench.git_ok(&["commit", "-q", "-m", "Before"]);
    bench.git_ok(&["checkout", "-q", "-b", "theirs"]);
    bench.commit(&base(), "Theirs");
    bench.git_ok(&["checkout", "-q", "main"]);
    let mut ours = base();
    replace(&mut ours, "in Madrid.", "in Madrid. More follows.");
    bench.commit(&ours, "Ours");
    bench.git_ok(&["merge", "-q", "-m", "Merge", "theirs"]);
    assert_eq!(bench.get(FILE).draft(), ours.draft());
}

#[test]
fn a_clean_merge_says_nothing_and_may_replace_ours() {
    let bench = Bench::new();
    let (mut ours, mut theirs) = (base(), base());
    replace(&mut ours, "Four staff", "Five staff");
    replace(&mut theirs, "170 million", "180 million");
    for (name, project) in [("base", &base()), ("ours", &ours), ("theirs", &theirs)] {
        bench.put(name, project);
    }
    assert_eq!(bench.merge(&["base", "ours", "theirs", "-o", "out"]), (0, String::new()));
    assert_eq!(bench.merge(&["base", "ours", "theirs", "-o", "ours"]), (0, String::new()));
    let draft = bench.get("ours").draft().to_owned();
    assert!(draft.contains("Five staff") && draft.contains("180 million"), "{draft}");
    assert_eq!(fs::read(bench.path("ours")).unwrap(), fs::read(bench.path("out")).unwrap());
}

#[test]
fn two_sources_of_one_key_get_two_keys_and_their_citations_follow() {
    let bench = Bench::new();
    let side = |id: &str, old: &str| {
        let mut side = base();
        add(&mut side, Record::Source(Box::new(Source::new(SourceId::new(id), "smith"))));
        replace(&mut side, old, &format!("{old} [@smith, p. 2]"));
        side
    };
    bench.put("base", &base());
    bench.put("ours", &side("s8", "the law"));
    bench.put("theirs", &side("s9", "in Madrid"));
    let (code, said) = bench.merge(&["base", "ours", "theirs", "-o", "out"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.starts_with("note: Two sources had the citation key “smith”"), "{said}");
    let merged = bench.get("out");
    assert!(merged.draft().contains("the law [@smith, p. 2]"), "{}", merged.draft());
    assert!(merged.draft().contains("in Madrid [@smith-2, p. 2]"), "{}", merged.draft());
    assert_eq!(merged.source(&SourceId::new("s9")).unwrap().key, "smith-2");
    // The other way round it is the same.
    bench.merge(&["base", "theirs", "ours", "-o", "other"]);
    assert_eq!(fs::read(bench.path("other")).unwrap(), fs::read(bench.path("out")).unwrap());
}

#[test]
fn a_source_that_one_side_deleted_and_the_other_quotes_is_kept_and_told() {
    let bench = Bench::new();
    let (mut ours, mut theirs) = (base(), base());
    ours.apply_all(ours.remove_source(&SourceId::new("s0")).steps).unwrap();
    quote(&mut theirs, "q9", "s0", "words of the law");
    for (name, project) in [("base", &base()), ("ours", &ours), ("theirs", &theirs)] {
        bench.put(name, project);
    }
    let (code, said) = bench.merge(&["base", "ours", "theirs", "-o", "out"]);
    assert_eq!(code, 1);
    assert!(said.contains("source “law”: deleted on one side, needed on the other"), "{said}");
    let merged = bench.get("out");
    assert!(merged.quote(&QuoteId::new("q9")).is_some());

    // So is the place of a claim that one side deleted and the other changed.
    let (mut ours, mut theirs) = (base(), base());
    ours.apply_all(ours.remove_claim(&ClaimId::new("c0")).steps).unwrap();
    note(&mut theirs, "c0", "asked the clerk");
    bench.put("ours", &ours);
    bench.put("theirs", &theirs);
    assert_eq!(bench.merge(&["base", "ours", "theirs", "-o", "kept"]).0, 1);
    let kept = bench.get("kept");
    assert_eq!(kept.claim_words(&ClaimId::new("c0")), "Four staff looked at the law");
    assert!(merged.draft().contains("(deleted)"), "{}", merged.draft());
}

#[test]
fn what_is_no_project_is_refused_and_nothing_is_written() {
    let bench = Bench::new();
    bench.put("base", &base());
    bench.put("ours", &base());
    fs::write(bench.path("theirs"), "(format: 1, draft: <<<<<<<").unwrap();
    let before = fs::read(bench.path("ours")).unwrap();
    let (code, said) = bench.merge(&["base", "ours", "theirs", "-o", "ours"]);
    assert_eq!(code, 2);
    assert!(said.starts_with("nutgraf: theirs:1:"), "{said}");
    assert_eq!(fs::read(bench.path("ours")).unwrap(), before);
    let (code, _) = bench.merge(&["base", "ours", "gone", "-o", "ours"]);
    assert_eq!(code, 2);
    // A base that is not there is no fault.
    bench.put("theirs", &base());
    fs::write(bench.path("empty"), "").unwrap();
    for base in ["gone", "empty"] {
        assert_eq!(bench.merge(&[base, "ours", "theirs", "-o", "out"]), (0, String::new()));
    }
}

#[cfg(unix)]
#[test]
fn the_output_keeps_the_permissions_of_ours() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::new();
    for name in ["base", "ours", "theirs"] {
        bench.put(name, &base());
    }
    let mode = |name: &str| fs::metadata(bench.path(name)).unwrap().permissions().mode() & 0o777;
    fs::set_permissions(bench.path("ours"), fs::Permissions::from_mode(0o640)).unwrap();
    bench.merge(&["base", "ours", "theirs", "-o", "out"]);
    bench.merge(&["base", "ours", "theirs", "-o", "ours"]);
    assert_eq!((mode("ours"), mode("out")), (0o640, 0o640));
}
