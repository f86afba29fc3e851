//! What is written can be read again: every limit from both sides, and every way in which
//! a project could become too large.

use std::{
    fs,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use nutgraf::{
    app::{Action, Command, Dialog, Effect, Event, OutsideEvent, Side, SourceForm, Workspace},
    exchange::export::{Packet, PacketError, PacketFile, write_packet},
    persist::{
        self, Expect, FileFingerprint, Limit, Reading, SaveError, Settings, Version,
        journal::{self, BaseFile, Journal, JournalEntry, JournalError, Order, Origin},
        limits::memory_to_open,
        outside::WatchOutcome,
        to_ron,
    },
    project::{Intent, Project, Step, StepError, StepLabel},
};
use nutgraf_engine::{
    model::{Article, Ids, Snapshot, SnapshotFormat, Source, SourceId},
    range::DraftRange,
    text::{Change, find::Query},
};
use nutgraf_import::{ImportError, ImportKind, import};

fn now() -> Timestamp {
    "2026-11-23T14:02:00Z".parse().unwrap()
}

fn source(key: &str, text: &str) -> Source {
    let mut source = Source::new(SourceId::new(format!("s-{key}")), key);
    source.snapshot = Some(Snapshot::capture(text, SnapshotFormat::Plain, now()));
    source
}

fn names_in(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

// The table, from both sides.

#[test]
fn nothing_is_written_that_is_not_read() {
    for limit in Limit::ALL {
        assert!(limit.written() <= limit.read(), "{limit:?}");
        // A limit that is added here has to be tried from both sides.
        match limit {
            Limit::Project => project_at_its_bound(),
            Limit::Nesting => nesting_at_its_bound(),
            Limit::Journal => journal_at_its_bound(),
            Limit::Import => import_at_its_bound(),
            Limit::Annotated => annotated_draft_at_its_bound(),
            // Names are cut before they are written: `persist::lock::note`.
            Limit::Image | Limit::LockNote => {}
        }
    }
}

fn project_at_its_bound() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p.ron");
    let mut project = Project::new(Article::default(), "a".repeat(1_000));
    let length = to_ron(&project).unwrap().len() as u64;
    project.limit_to(length);
    let stamp = persist::save(&project, &path, Expect::Nothing).unwrap();
    assert_eq!(stamp.length, length);
    assert_eq!(persist::load(&path).unwrap().project.draft(), project.draft());
    let before = fs::read(&path).unwrap();
    project.replay(vec![Step::text(Change::insert(0, "b"))]).unwrap();
    let error = persist::save(&project, &path, Expect::Unchanged(&stamp)).unwrap_err();
    let is_too_large = matches!(
        error,
        SaveError::TooLarge { size, most, .. } if (size, most) == (length + 1, length)
    );
    assert!(is_too_large, "{error}");
    let message = error.to_string();
    assert!(message.contains(&format!("takes {} bytes", length + 1)), "{message}");
    assert!(error.hint().contains("Delete sources"), "{}", error.hint());
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(names_in(folder.path()), ["p.ron"]);
}

fn nesting_at_its_bound() {
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/format-1/everything.ron");
    let text = fs::read_to_string(fixture).unwrap();
    let (mut depth, mut deepest) = (0_u64, 0);
    for c in without_texts(&text).chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    assert_eq!(depth, 0, "brackets in texts were counted");
    assert_eq!(deepest, Limit::Nesting.written(), "one of everything that a file can hold");
    let levels = |levels: u64| {
        let levels = usize::try_from(levels).unwrap();
        let text = format!("(format: 1, x: {}{})", "[".repeat(levels - 1), "]".repeat(levels - 1));
        let error = persist::from_ron(text.as_bytes(), Path::new("p.ron")).unwrap_err();
        error.to_string().contains("nested too deeply")
    };
    assert!(!levels(Limit::Nesting.written()));
    assert!(levels(Limit::Nesting.read() + 1));
}

/// A file without its texts, of which some stand between `r#"` and `"#`.
fn without_texts(file: &str) -> String {
    let (mut rest, mut outside) = (file, String::new());
    while let Some(begin) = rest.find('"') {
        let hashes = rest[..begin].bytes().rev().take_while(|byte| *byte == b'#').count();
        outside.push_str(&rest[..begin]);
        let end = format!("\"{}", "#".repeat(hashes));
        let text = &rest[begin + 1..];
        rest = &text[text.find(&end).unwrap() + end.len()..];
    }
    outside + rest
}

fn journal_at_its_bound() {
    let typed = |text: &str| JournalEntry::Steps(vec![Step::text(Change::insert(0, text))]);
    let folder = tempfile::tempdir().unwrap();
    let journal_with = |most: u64, entries: &[JournalEntry]| {
        let _ = fs::remove_dir_all(folder.path().join("j"));
        let mut journal = Journal::new(folder.path().join("j")).limited_to(most);
        let base = Project::default();
        journal.take(Order::Begin(Origin::whole(base.copy()))).unwrap();
        let outcomes: Vec<_> =
            entries.iter().map(|entry| journal.take(Order::Add(entry.clone()))).collect();
        let name = names_in(&folder.path().join("j")).remove(0);
        let bytes = fs::read(folder.path().join("j").join(name)).unwrap();
        (outcomes, bytes)
    };
    let entries = [typed("one"), typed("two")];
    let (_, whole) = journal_with(u64::MAX, &entries);
    let (outcomes, bytes) = journal_with(whole.len() as u64, &entries);
    assert!(outcomes.iter().all(Result::is_ok));
    assert_eq!(journal::read(&bytes).unwrap().entries, entries);
    let (outcomes, bytes) = journal_with(whole.len() as u64 - 1, &entries);
    let [Ok(()), Err(error @ JournalError::TooLarge { size })] = &outcomes[..] else {
        panic!("{outcomes:?}")
    };
    assert_eq!(*size, whole.len() as u64);
    assert!(error.to_string().contains("not protected"), "{error}");
    let replay = journal::read(&bytes).unwrap();
    assert_eq!((replay.entries.as_slice(), replay.is_torn), (&entries[..1], false));
}

fn import_at_its_bound() {
    let most = Limit::Import.read();
    let mut text = vec![b'a'; usize::try_from(most).unwrap()];
    assert_eq!(import(&text, ImportKind::Text).unwrap().text.len() as u64, most);
    text.push(b'a');
    assert_eq!(import(&text, ImportKind::Text), Err(ImportError::TooLarge { most }));
}

fn annotated_draft_at_its_bound() {
    // A gigabyte is not made for a test; that it is looked for is.
    let folder = tempfile::tempdir().unwrap();
    let files = vec![PacketFile { name: "annotated-draft.md", text: "a".repeat(9) }];
    let packet = Packet { files };
    assert!(write_packet(&packet, folder.path(), "p", None).is_ok());
    let error = PacketError::TooLarge { path: "p.md".into(), size: Limit::Annotated.written() + 1 };
    assert!(error.to_string().contains("1.1 GiB"), "{error}");
}

#[test]
fn a_record_of_a_journal_is_hardly_longer_than_its_words() {
    // By escapes each of these would take five times its length or more.
    for words in ["\u{1}", "\u{301}", "\u{200b}", "\"", "\\"] {
        let words = words.repeat(10_000);
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::new(folder.path());
        journal.take(Order::Begin(Origin::whole(Project::default().copy()))).unwrap();
        let entry = JournalEntry::Steps(vec![Step::text(Change::insert(0, words.clone()))]);
        journal.take(Order::Add(entry.clone())).unwrap();
        let bytes = fs::read(folder.path().join(names_in(folder.path()).remove(0))).unwrap();
        assert!(bytes.len() < words.len() + 1_000, "{} {}", bytes.len(), words.len());
        assert_eq!(journal::read(&bytes).unwrap().entries, [entry]);
    }
}

#[test]
fn the_size_that_is_kept_is_close_to_the_file() {
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/projects")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "ron") {
            let project = persist::load(&path).unwrap().project;
            let (length, size) = (fs::metadata(&path).unwrap().len(), project.size());
            assert!((length..length * 12 / 10).contains(&size), "{length} {size}");
        }
    }
}

// What the writer does in the window.

/// A workspace with a project that may take so many more bytes.
struct Desk {
    workspace: Workspace,
    folder: tempfile::TempDir,
    path: PathBuf,
}

impl Desk {
    fn with_room(room: u64) -> Self {
        let mut project = Project::new(Article::default(), "# A ban\n\nFour staff looked.\n");
        project.limit_to(project.size() + room);
        Self::of(project)
    }

    fn of(project: Project) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.ron");
        let stamp = persist::save(&project, &path, Expect::Nothing).unwrap();
        let workspace = Workspace::new(Settings::default(), Ids::seeded(1));
        let mut desk = Self { workspace, folder, path: path.clone() };
        let opened = persist::Opened { project, notes: Vec::new(), stamp };
        desk.handle(Event::Loaded { path, result: Ok(opened.into()) });
        desk
    }

    fn apply(&mut self, action: Action) -> Vec<Effect> {
        self.workspace.apply(action, now())
    }

    fn handle(&mut self, event: Event) -> Vec<Effect> {
        self.workspace.handle(event, now())
    }

    fn draft(&self) -> &str {
        self.workspace.project().draft()
    }

    fn paste(&mut self, text: &str) {
        let end = self.draft().len();
        self.apply(Action::Edit(Change::insert(end, text)));
    }

    /// Does something that is to be refused, with these words, and changes nothing.
    fn refuses(&mut self, begin: &str, what: impl FnOnce(&mut Self)) {
        let before = to_ron(self.workspace.project()).unwrap();
        let undo = self.workspace.undo_label();
        what(self);
        let said = self.workspace.view().notices.last().map(|notice| notice.message());
        let said = said.unwrap_or_default();
        assert!(said.starts_with(begin), "{said}");
        assert!(said.contains("a project can hold") && said.contains("bytes"), "{said}");
        assert!(said.trim_end_matches('.').ends_with("Nothing was changed"), "{said}");
        assert_eq!(to_ron(self.workspace.project()).unwrap(), before);
        assert_eq!(self.workspace.undo_label(), undo);
    }

    /// What is there can be saved and opened.
    fn can_be_saved(&self) {
        let path = self.folder.path().join("copy.ron");
        persist::save(self.workspace.project(), &path, Expect::Overwrite).unwrap();
        assert_eq!(persist::load(&path).unwrap().project.draft(), self.draft());
    }
}

#[test]
fn a_paste_that_is_too_large_is_refused_with_its_size() {
    let mut desk = Desk::with_room(1_000);
    desk.refuses("This paste would make the project", |desk| desk.paste(&"a".repeat(1_001)));
    desk.paste(&"a".repeat(1_000));
    desk.can_be_saved();
    desk.refuses("More text would make the project", |desk| desk.paste("a"));
    desk.apply(Action::Edit(Change::delete(0..2)));
    desk.paste("ab");
    desk.can_be_saved();
}

#[test]
fn a_paste_of_marks_counts_what_they_take_in_the_file() {
    let mut desk = Desk::with_room(1_000);
    desk.refuses("This paste", |desk| desk.paste(&format!("\"{}", "#".repeat(500))));
    desk.paste(&format!("\"{}", "#".repeat(300)));
    desk.can_be_saved();
}

#[test]
fn words_that_a_claim_holds_are_counted_twice() {
    let mut desk = Desk::with_room(3_000);
    desk.apply(Action::Select(DraftRange::new(9, 27)));
    desk.apply(Action::Command(Command::MarkClaim));
    assert_eq!(desk.workspace.project().claims().len(), 1);
    desk.refuses("This paste", |desk| {
        desk.apply(Action::Edit(Change::insert(12, "a".repeat(1_400))));
    });
    desk.apply(Action::Edit(Change::insert(12, "a".repeat(1_000))));
    desk.can_be_saved();
}

#[test]
fn a_source_that_is_too_large_stays_in_its_form() {
    let mut desk = Desk::with_room(5_000);
    let form = |length: usize| SourceForm {
        key: "audit".into(),
        text: "a ".repeat(length / 2),
        capture: true,
        ..SourceForm::default()
    };
    desk.apply(Action::Command(Command::AddSource));
    desk.refuses("This source would make the project", |desk| {
        desk.apply(Action::SaveSource(form(6_000).into()));
    });
    assert!(desk.workspace.view().dialog().is_some(), "the form is open");
    desk.apply(Action::SaveSource(form(4_000).into()));
    assert_eq!(desk.workspace.project().sources().len(), 1);
    desk.can_be_saved();
}

#[test]
fn replacing_without_end_is_refused_before_it_is_made() {
    let mut desk = Desk::with_room(10_000);
    desk.apply(Action::Command(Command::Replace));
    let query = Query { text: "(?s)(.+)".into(), regex: true, ..Query::default() };
    desk.apply(Action::SetQuery(query));
    desk.apply(Action::SetReplacement("$1".repeat(1_000_000)));
    for command in [Command::ReplaceAll, Command::ReplaceHit] {
        desk.refuses("The replacement would make the project", |desk| {
            desk.apply(Action::Command(command));
        });
    }
    desk.apply(Action::SetReplacement("$1$1".into()));
    for _ in 0..8 {
        desk.apply(Action::Command(Command::ReplaceAll));
    }
    desk.refuses("The replacement", |desk| {
        desk.apply(Action::Command(Command::ReplaceAll));
    });
    desk.can_be_saved();
}

#[test]
fn an_updated_draft_that_is_too_large_is_refused() {
    let mut desk = Desk::with_room(1_000);
    let effects = desk.apply(Action::Command(Command::UpdateDraft));
    let [Effect::Pick(pick)] = &effects[..] else { panic!("{effects:?}") };
    let picked = Event::Picked(pick.clone(), Some("d.md".into()));
    let effects = desk.handle(picked);
    let [Effect::ReadDraft { path, project }] = &effects[..] else { panic!("{effects:?}") };
    let (path, project) = (path.clone(), *project);
    desk.refuses("“Update draft” would make the project", |desk| {
        desk.handle(Event::DraftRead { path, project, result: Ok("b ".repeat(1_000)) });
    });
}

#[test]
fn a_version_that_is_too_large_is_not_brought_back() {
    let mut desk = Desk::with_room(1_000);
    let version =
        Version { at: now(), label: "Saved".into(), is_named: false, path: desk.path.clone() };
    let large = Project::new(Article::default(), "c ".repeat(1_000));
    desk.apply(Action::Command(Command::Versions));
    desk.handle(Event::VersionRead { version, side: Side::Chosen, result: Ok(large.into()) });
    desk.refuses("“Bring version back” would make the project", |desk| {
        desk.apply(Action::RestoreVersion);
    });
}

#[test]
fn a_merge_that_is_too_large_is_refused_and_theirs_stays_on_disk() {
    let mut desk = Desk::with_room(1_000);
    desk.paste(&"Mine. ".repeat(100));
    let effects = desk.apply(Action::Outside(nutgraf::app::OutsideAction::Look));
    assert_eq!(effects.len(), 1);
    let mut theirs = persist::load(&desk.path).unwrap().project;
    let change = Change::insert(0, "Theirs. ".repeat(100));
    theirs.replay(vec![Step::text(change)]).unwrap();
    let stamp = persist::save(&theirs, &desk.path, Expect::Overwrite).unwrap();
    let opened = persist::Opened { project: theirs, notes: Vec::new(), stamp };
    let found = WatchOutcome::Changed(opened.into());
    desk.handle(Event::Outside(OutsideEvent::Looked { serial: 1, found }));
    desk.refuses("“Merge” would make the project", |desk| {
        desk.apply(Action::Outside(nutgraf::app::OutsideAction::Merge));
    });
}

#[test]
fn undo_and_redo_never_lead_to_what_cannot_be_saved() {
    let mut project = Project::new(Article::default(), "");
    project.apply_all(Intent::add_source(source("large", &"a ".repeat(1_000))).steps).unwrap();
    let mut small = project.copy().into_project();
    small.replay(small.remove_source(&SourceId::new("s-large")).steps).unwrap();
    // As it is opened, it is too large.
    project.limit_to(small.size() + 500);
    let back = project.apply_all(project.remove_source(&SourceId::new("s-large")).steps).unwrap();
    let refused = project.turn_back(back).unwrap_err();
    assert!(matches!(refused.error, StepError::TooLarge { .. }));
    assert!(project.sources().is_empty());
    // Nothing of it is lost for when there is room.
    project.limit_to(small.size() + 5_000);
    project.turn_back(refused.steps).unwrap();
    assert_eq!(project.sources().len(), 1);
}

#[test]
fn what_was_too_large_already_may_be_taken_back_to_it() {
    let mut project = Project::new(Article::default(), "a".repeat(1_000));
    project.limit_to(500);
    let back = project.apply_all(vec![Step::text(Change::delete(0..100))]).unwrap();
    project.turn_back(back).unwrap();
    assert_eq!(project.draft().len(), 1_000);
}

#[test]
fn a_refused_undo_stays_what_undo_takes_back() {
    let mut project = Project::new(Article::default(), "");
    project.apply_all(Intent::add_source(source("large", &"a ".repeat(1_000))).steps).unwrap();
    let mut desk = Desk::of(project.copy().into_project());
    let id = SourceId::new("s-large");
    project.limit_to(1_500);
    let stamp = FileFingerprint { length: 0, sha256: [0; 32], modified: None, disk: None };
    let opened = persist::Opened { project, notes: Vec::new(), stamp };
    let path = desk.path.clone();
    desk.handle(Event::Loaded { path, result: Ok(opened.into()) });
    desk.apply(Action::DeleteSource(id));
    desk.apply(Action::Command(Command::Undo));
    assert!(desk.workspace.project().sources().is_empty());
    assert_eq!(desk.workspace.undo_label().map(StepLabel::as_str), Some("Delete source"));
    let said = &desk.workspace.view().notices.last().unwrap().message();
    assert!(said.contains("could not be taken back") && said.contains("can hold"), "{said}");
}

// Large files as they are.

/// Writes a project file of about so many MiB, most of them in the texts of sources,
/// without this program's help, which would take its time.
fn large_file(path: &Path, megabytes: usize) {
    let line = "Four staff looked at the list, and nobody had asked them to do so.\n";
    let text = line.repeat((10 << 20) / line.len());
    let sha256 = source("k", &text).snapshot.unwrap().sha256;
    let mut file = BufWriter::new(fs::File::create(path).unwrap());
    let draft = "# A ban\n\nFour staff looked.\n";
    let begin = "(format: 1, article: (title: \"A ban\", profile: Standard), draft: ";
    write!(file, "{begin}\"{draft}\", sources: [").unwrap();
    for number in 0..megabytes / 10 {
        writeln!(
            file,
            "(id: \"s{number}\", key: \"k{number}\", kind: Document, snapshot: (captured: \
             \"2026-11-23T09:00:00Z\", format: Plain, sha256: \"{sha256}\", text: \"{text}\")),"
        )
        .unwrap();
    }
    write!(file, "], quotes: [], claims: [], signoffs: [])").unwrap();
}

#[test]
fn a_project_beyond_what_could_be_opened_once_opens_and_saves() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p.ron");
    large_file(&path, 70);
    assert!(fs::metadata(&path).unwrap().len() > 64 << 20);
    let opened = persist::load(&path).unwrap();
    assert_eq!(opened.project.sources().len(), 7);
    assert_eq!(opened.notes, []);
    // What was typed on it when it could be saved and not be opened is offered.
    let journals = folder.path().join("journal");
    let mut journal = Journal::new(&journals);
    let origin = Origin::file(&path, &opened.stamp);
    journal.take(Order::Begin(origin)).unwrap();
    let typed = Step::text(Change::insert(0, "Typed. "));
    journal.take(Order::Add(JournalEntry::Steps(vec![typed]))).unwrap();
    drop(journal);
    let found = journal::find(&journals, None, now());
    assert_eq!(found.problems, []);
    let [lost] = &found.lost[..] else { panic!("{found:?}") };
    assert_eq!(lost.standing, BaseFile::Fits(opened.stamp.clone()));
    assert!(lost.project.draft().starts_with("Typed. # A ban"));
    drop(found);
    persist::save(&opened.project, &path, Expect::Unchanged(&opened.stamp)).unwrap();
}

/// With `NUTGRAF_LARGE` only: a file of 250 MiB takes a while.
#[test]
fn a_source_that_does_not_fit_is_refused_by_the_command_too() {
    if std::env::var("NUTGRAF_LARGE").is_err() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("p.ron");
    large_file(&path, 250);
    fs::write(folder.path().join("more.txt"), "More of it. ".repeat(600_000)).unwrap();
    let length = fs::metadata(&path).unwrap().len();
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    assert!(length < Limit::Project.written());
    let add = |file: &str| {
        let mut command = assert_cmd::Command::cargo_bin("nutgraf").unwrap();
        command.current_dir(folder.path()).env("NUTGRAF_CONFIG_DIR", folder.path().join("c"));
        let assert = command.args(["source", "add", "p.ron", file]).assert();
        String::from_utf8(assert.code(2).get_output().stderr.clone()).unwrap()
    };
    let said = add("more.txt");
    assert!(said.contains("this would make the project 256.9 MiB"), "{said}");
    assert!(said.contains("a project can hold 256 MiB. Nothing was changed"), "{said}");
    assert!(said.contains("hint: Take the part that you need"), "{said}");
    let now = fs::metadata(&path).unwrap();
    assert_eq!((now.len(), now.modified().unwrap()), (length, modified));
}

#[test]
fn a_file_that_is_very_large_is_opened_when_the_writer_says_so() {
    let mut desk = Desk::with_room(1_000);
    let path = desk.folder.path().join("large.ron");
    fs::File::create(&path).unwrap().set_len(600 << 20).unwrap();
    let error = persist::load(&path).unwrap_err();
    assert!(error.to_string().contains("takes about 5.3 GiB of memory"), "{error}");
    assert!(error.hint().contains("--large"), "{}", error.hint());
    desk.handle(Event::Loaded { path: path.clone(), result: Err(error) });
    let asked = Dialog::Large { path: path.clone(), size: 600 << 20 };
    assert_eq!(desk.workspace.view().dialog(), Some(&asked));
    let effects = desk.apply(Action::OpenLarge(path.clone()));
    assert!(matches!(&effects[..], [Effect::LoadLarge(opened)] if *opened == path), "{effects:?}");
    assert_eq!(desk.workspace.view().dialog(), None);
}

#[test]
fn what_is_too_large_to_be_saved_is_opened_with_a_word() {
    let mut project = Project::new(Article::default(), "");
    project.apply_all(Intent::add_source(source("large", &"a ".repeat(1_000))).steps).unwrap();
    let mut desk = Desk::of(project.copy().into_project());
    project.limit_to(1_500);
    let stamp = persist::load(&desk.path).unwrap().stamp;
    let opened = persist::Opened { project, notes: Vec::new(), stamp };
    desk.handle(Event::Loaded { path: desk.path.clone(), result: Ok(opened.into()) });
    desk.refuses("This paste", |desk| desk.paste(&"a".repeat(100)));
    // It becomes one that can be saved, by taking away what makes it large.
    desk.apply(Action::DeleteSource(SourceId::new("s-large")));
    desk.paste(&"a".repeat(100));
    desk.can_be_saved();
}

/// How much memory and time large files take, by `NUTGRAF_LARGE=200,600 cargo test
/// --test files memory -- --nocapture`, the sizes in MiB.
#[cfg(target_os = "linux")]
#[test]
fn memory_and_time_that_large_files_take() {
    let Ok(sizes) = std::env::var("NUTGRAF_LARGE") else { return };
    let peak = || {
        let status = fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() << 10
    };
    for size in sizes.split(',') {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.ron");
        large_file(&path, size.parse().unwrap());
        let length = fs::metadata(&path).unwrap().len();
        // The peak from here on.
        let reset = || fs::write("/proc/self/clear_refs", "5").unwrap();
        reset();
        let (before, began) = (peak(), std::time::Instant::now());
        let opened = persist::load_as(Reading::Large, &path).unwrap();
        let (taken, time) = (peak() - before, began.elapsed());
        println!(
            "{size} MiB: opened in {time:.1?} with {:.2} times its size",
            ratio(taken, length)
        );
        assert!(taken <= memory_to_open(length));
        reset();
        let began = std::time::Instant::now();
        let saved = persist::save(&opened.project, &path, Expect::Unchanged(&opened.stamp));
        let (taken, time) = (peak() - before, began.elapsed());
        println!("  saved: {}, {time:.1?}, {:.2} times", saved.is_ok(), ratio(taken, length));
    }
}

#[cfg(target_os = "linux")]
fn ratio(one: u64, other: u64) -> f64 {
    one as f64 / other as f64
}
