//! Files that come from elsewhere, read by the real program in a process of its own, and
//! what becomes of an import whose process breaks, hangs or lies.
//!
//! Honest children are the program. Hostile ones are little scripts in its place: they
//! get the same arguments and pipes, and no confinement of any kind.

#![cfg(target_os = "linux")]

use std::{
    env,
    ffi::OsStr,
    fs::{self, File},
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
    process::Command as Process,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use assert_cmd::Command;
use nutgraf::{
    app::{Effect, EffectRunner, Event, ThreadedRunner},
    exchange::import::{ImportFileError, ImportProcess, ImportProcessError, import_file},
};
use nutgraf_engine::model::SnapshotFormat;
use nutgraf_import::{ImportError, ImportKind, Imported, child_argument, import, write_request};
use tempfile::TempDir;

use crate::support::skip::skipped;

mod clipboard;
mod confined;
mod hostile;

use hostile::{LIES, SCRIPTS};

const PROGRAM: &str = env!("CARGO_BIN_EXE_nutgraf");

/// Set in the process that ignores the end of its children.
const UNSEEN: &str = "NUTGRAF_UNSEEN_CHILDREN";

/// The program that is tested.
fn honest() -> ImportProcess {
    ImportProcess::program(PROGRAM.as_ref())
}

fn script(name: &str) -> ImportProcess {
    ImportProcess::program(&SCRIPTS.path().join(name))
}

struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: impl AsRef<OsStr>) -> PathBuf {
        self.0.path().join(name.as_ref())
    }

    fn file(&self, name: impl AsRef<OsStr>, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// What the program makes of a file.
    fn taken(&self, name: impl AsRef<OsStr>, bytes: &[u8]) -> Result<Imported, ImportFileError> {
        import_file(&self.file(name, bytes), &honest())
    }
}

/// What a hostile program leads to, and how long that took. None of its processes is left.
fn hostile(name: &str, wall: Duration) -> (ImportProcessError, Duration) {
    let desk = Desk::new();
    let path = desk.file("report.txt", "Words of a report.\n".repeat(20_000).as_bytes());
    let begin = Instant::now();
    let error = import_file(&path, &script(name).within(wall)).unwrap_err();
    let took = begin.elapsed();
    let message = error.to_string();
    assert!(message.contains("report.txt"), "{name}: {message}");
    assert!(!message.chars().any(char::is_control), "{name}: {message:?}");
    nobody_is_left_of(name);
    let ImportFileError::Process { error, .. } = error else { panic!("{name}: {message}") };
    (error, took)
}

/// No living process of the group that a script led, and the script itself not dead
/// either: whoever it left to the system is buried by the system.
fn nobody_is_left_of(name: &str) {
    let mark = SCRIPTS.path().join(format!("{name}.pid"));
    // On a busy machine it may have been ended before it could begin.
    let mark = fs::read_to_string(mark).unwrap_or_default();
    let group = mark.trim();
    if group.is_empty() {
        return;
    }
    // Who was killed may take a moment to be gone, when its parent is not this process.
    let end = Instant::now() + Duration::from_secs(2);
    loop {
        let left = members(group);
        if left.is_empty() {
            return;
        }
        assert!(Instant::now() < end, "{name} left {left:?}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// The processes of a group: the fifth field of `stat`, the third behind the name.
fn members(group: &str) -> Vec<String> {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let stats =
        processes.filter_map(|process| fs::read_to_string(process.path().join("stat")).ok());
    let of_group = |stat: &String| {
        let behind = stat.rsplit_once(')').map(|(_, behind)| behind).unwrap_or_default();
        let fields: Vec<_> = behind.split_whitespace().collect();
        let is_orphan = fields[0] == "Z" && !stat.starts_with(&format!("{group} "));
        fields.get(2) == Some(&group) && !is_orphan
    };
    stats.filter(of_group).collect()
}

fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

// Honest children

#[test]
fn a_text_is_taken_in_byte_for_byte_but_for_its_mark() {
    let desk = Desk::new();
    for text in ["One line\r\nand another\r\n\r\n", "\ttabs  and\u{b} more\n", "Ελληνικά עברית 𝕏\n"]
    {
        let found = desk.taken("a.txt", text.as_bytes()).unwrap();
        assert_eq!((found.text.as_str(), found.format()), (text, SnapshotFormat::Plain));
        let marked = desk.taken("b.txt", format!("\u{feff}{text}").as_bytes()).unwrap();
        assert_eq!((&*marked.text, marked.has_mark, found.has_mark), (text, true, false));
    }
}

#[test]
fn markdown_says_what_it_is_of_as_it_did_in_the_same_process() {
    let desk = Desk::new();
    let text = "---\ntitle: A *title*\nauthor: [Ann Grey, {name: Bob}]\ndate: 2024-03-01\n\
                url: https://a.example/b\n---\r\n\r\n# Head\r\n\r\nWords.\r\n";
    for (name, text) in [("a.md", text), ("b.MD", "# A *heading*\n"), ("c.md", "Only words.\n")] {
        let found = desk.taken(name, text.as_bytes()).unwrap();
        assert_eq!(found, import(text.as_bytes(), ImportKind::Markdown).unwrap());
        assert!(!found.title.is_empty());
    }
}

#[test]
fn a_text_with_more_authors_than_anybody_reads_comes_without_them() {
    let desk = Desk::new();
    for (number, kept) in [(3_000, 3_000), (200_000, 0)] {
        let authors = vec!["Ann Grey"; number].join(", ");
        let text = format!("---\ntitle: T\nauthor: [{authors}]\n---\nWords.\n");
        // How long it takes is not what this is about, and other tests run beside it.
        let path = desk.file("a.md", text.as_bytes());
        let found = import_file(&path, &honest().within(ms(60_000))).unwrap();
        assert_eq!((found.authors.len(), &*found.title, found.text), (kept, "T", text));
    }
}

#[test]
fn what_is_no_text_is_refused_with_its_reason() {
    let desk = Desk::new();
    let refused = |bytes: &[u8]| match desk.taken("a.txt", bytes).unwrap_err() {
        ImportFileError::Content { error, path } if path.ends_with("a.txt") => error,
        other => panic!("{other}"),
    };
    assert_eq!(refused(b"ab\0c"), ImportError::Nul(2));
    assert_eq!(refused(b"na\xefve"), ImportError::NotUtf8(2), "Latin-1");
    assert_eq!(refused(b"abc\xed\xa0\x80"), ImportError::NotUtf8(3), "a lone surrogate");
    assert_eq!(refused(b"\xff\xfea\0b\0"), ImportError::Utf16);
    assert_eq!(refused(b""), ImportError::Empty);
    assert_eq!(refused("\u{feff} \r\n".as_bytes()), ImportError::Empty);
    assert!(refused(b"%PDF-1.7").to_string().contains("a PDF"));
}

#[test]
fn the_largest_text_goes_through_and_one_byte_more_does_not() {
    let desk = Desk::new();
    let most = ImportKind::Markdown.limits().bytes_in as usize;
    let mut bytes = vec![b'\x01'; most];
    bytes[0] = b'a';
    let begin = Instant::now();
    assert_eq!(desk.taken("a.md", &bytes).unwrap().text.len(), most);
    println!("32 MiB took {:?}", begin.elapsed());
    bytes.push(b'a');
    let error = desk.taken("a.md", &bytes).unwrap_err();
    assert!(matches!(error, ImportFileError::Content { error: ImportError::TooLarge { .. }, .. }));
}

#[test]
fn a_file_of_a_gigabyte_is_refused_at_once() {
    let desk = Desk::new();
    let path = desk.path("huge.txt");
    File::create(&path).unwrap().set_len(1 << 30).unwrap();
    let begin = Instant::now();
    let error = import_file(&path, &honest()).unwrap_err();
    assert!(matches!(error, ImportFileError::Content { error: ImportError::TooLarge { .. }, .. }));
    assert!(begin.elapsed() < ms(2000), "{:?}", begin.elapsed());
}

#[test]
fn pipes_devices_and_folders_are_not_opened() {
    let desk = Desk::new();
    let fifo = desk.path("fifo.txt");
    assert!(Process::new("mkfifo").arg(&fifo).status().unwrap().success());
    let socket = desk.path("socket.txt");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let link = desk.path("link.txt");
    std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
    let others = ["/dev/zero".into(), "/dev/tty".into(), "/dev/stdin".into()];
    let ours = [fifo, socket, link, desk.0.path().to_owned()];
    for path in ours.into_iter().chain(others) {
        let begin = Instant::now();
        let error = match import_file(&path, &honest()) {
            Err(error) => error,
            // Standard input is a file where the tests are run with one, and is taken as such.
            Ok(_) if path.ends_with("stdin") => continue,
            Ok(found) => panic!("{} gave {found:?}", path.display()),
        };
        assert!(error.to_string().contains(&path.display().to_string()), "{error}");
        let is_no_file = matches!(error, ImportFileError::NoFile { .. });
        assert!(is_no_file || path.ends_with("stdin"), "{error}");
        assert!(begin.elapsed() < ms(2000), "{}", path.display());
    }
}

#[test]
fn a_name_that_is_no_text_is_no_hindrance() {
    let desk = Desk::new();
    let name = OsStr::from_bytes(b"caf\xe9.md");
    assert_eq!(desk.taken(name, b"# Caf\xc3\xa9\n").unwrap().title, "Café");
    let error = desk.taken(name, b"\xff").unwrap_err().to_string();
    assert!(error.contains("caf\u{fffd}.md"), "{error}");
    let error = desk.taken("a\n\u{1b}[2J\u{202e}b.txt", b"\xff").unwrap_err().to_string();
    assert!(error.contains("a\u{fffd}\u{fffd}[2J\u{fffd}b.txt"), "{error}");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let desk = Desk::new();
    let error = import_file(&desk.path("none.txt"), &honest()).unwrap_err();
    assert!(error.to_string().contains("none.txt"), "{error}");
}

#[test]
fn the_argument_stands_in_no_help_and_does_nothing_beside_others() {
    let help = Command::new(PROGRAM).arg("--help").assert().success();
    let help = String::from_utf8_lossy(&help.get_output().stdout).into_owned();
    assert!(!help.contains("read-import"), "{help}");
    Command::new(PROGRAM).args(["--read-import", "x"]).assert().code(2);
    for beside in [["--read-import=text", "x"], ["x", "--read-import=text"]] {
        Command::new(PROGRAM).args(beside).assert().code(2);
    }
    let lost =
        Command::new(PROGRAM).arg("--read-import=text").write_stdin("rubbish").assert().code(1);
    assert!(lost.get_output().stdout.is_empty());
}

#[test]
fn a_child_of_an_unknown_kind_reads_nothing_and_says_nothing_of_a_file() {
    for argument in ["--read-import=", "--read-import=exe", "--read-import=TEXT"] {
        let lost = Command::new(PROGRAM).arg(argument).write_stdin("rubbish").assert().code(77);
        let said = lost.get_output();
        assert!(said.stdout.is_empty(), "{said:?}");
        assert!(String::from_utf8_lossy(&said.stderr).contains("no such kind"), "{said:?}");
    }
    Command::new(PROGRAM).arg("--read-import").write_stdin("rubbish").assert().code(2);
}

#[test]
fn a_child_that_confined_itself_for_one_kind_reads_no_other() {
    let mut request = Vec::new();
    write_request(&mut request, ImportKind::Markdown.into(), b"# Words\n").unwrap();
    let child = |kind| {
        let argument = child_argument(ImportKind::into(kind));
        Command::new(PROGRAM).arg(argument).write_stdin(request.clone()).assert()
    };
    let other = child(ImportKind::Text).code(1);
    assert!(other.get_output().stdout.is_empty());
    let same = child(ImportKind::Markdown).success();
    assert!(!same.get_output().stdout.is_empty());
}

#[test]
fn the_command_line_reads_by_the_same_door_and_leaves_the_project_as_it_was() {
    let desk = Desk::new();
    let project = desk.path("p.ron");
    Command::new(PROGRAM).arg("new").arg(&project).assert().success();
    let before = fs::read(&project).unwrap();
    let bad = desk.file("bad.txt", b"abc\xff");
    for path in [bad.as_path(), desk.0.path(), Path::new("/dev/zero")] {
        let add = Command::new(PROGRAM).args(["source", "add"]).arg(&project).arg(path).assert();
        let add = add.code(2);
        let said = String::from_utf8_lossy(&add.get_output().stderr).into_owned();
        assert!(said.contains(&path.display().to_string()), "{said}");
        assert_eq!(fs::read(&project).unwrap(), before);
    }
    let good = desk.file("good.txt", b"Words.\r\n");
    Command::new(PROGRAM).args(["source", "add"]).arg(&project).arg(good).assert().success();
    assert_ne!(fs::read(&project).unwrap(), before);
}

#[test]
fn an_update_of_the_program_under_way_is_no_hindrance() {
    let desk = Desk::new();
    let copy = desk.path("nutgraf");
    // Written by another process, so that none started meanwhile holds it open.
    assert!(Process::new("cp").arg(PROGRAM).arg(&copy).status().unwrap().success());
    let article = desk.file("a.md", b"Words.\n");
    // The program runs from a file that has no name any more, as after an update.
    let gone = format!(
        "exec 3<{0}; rm {0}; exec /proc/self/fd/3 verify {1} --source {1}",
        copy.display(),
        article.display()
    );
    let run = Process::new("sh").args(["-c", &gone]).output().unwrap();
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success(), "{said}");
}

/// What the program says when a shell script starts it to read a text, as `"$@"`.
fn verified_by(shell: &[&str], script: &str) -> std::process::Output {
    let desk = Desk::new();
    let article = desk.file("a.md", b"Words.\n");
    let mut run = Process::new(shell[0]);
    run.args(&shell[1..]).args(["-c", script, "sh", PROGRAM, "verify"]);
    run.arg(&article).arg("--source").arg(&article).output().unwrap()
}

#[test]
fn what_keeps_a_child_from_its_start_is_said_and_what_to_do() {
    let run = verified_by(&["sh"], "ulimit -n 8; exec \"$@\"");
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(2), "{said}");
    assert!(said.contains("as many files open as the system allows"), "{said}");
    assert!(said.contains("a.md") && said.contains("ulimit -n"), "{said}");
    let hidden = "mount -t tmpfs none /proc || exit 99; exec \"$@\"";
    let run = verified_by(&["unshare", "-m", "sh"], hidden);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    if run.status.code() != Some(2) {
        return skipped(&format!("/proc cannot be hidden here (needs root): {said}"));
    }
    assert!(said.contains("there is no /proc") && said.contains("a.md"), "{said}");
}

#[test]
fn where_the_end_of_children_is_ignored_imports_go_well_and_fail_as_elsewhere() {
    // Not by a shell: some see to it that they hear of their children in any case.
    let run = verified_by(&["sh"], "exec env --ignore-signal=CHLD \"$@\"");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let run = Process::new("env")
        .args(["--ignore-signal=CHLD", env::current_exe().unwrap().to_str().unwrap()])
        .args(["imports::the_process_that_sees_no_child_end", "--exact", "--nocapture"])
        .env(UNSEEN, "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(run.status.success() && said.contains("all was as it should be"), "{run:?}");
}

/// Not a test of its own: reads what hostile children say, and never how they ended.
#[test]
fn the_process_that_sees_no_child_end() {
    if env::var_os(UNSEEN).is_none() {
        return;
    }
    for name in ["says-nothing", "segfaults", "panics"] {
        let (error, _) = hostile(name, ms(5000));
        assert!(matches!(error, ImportProcessError::Early), "{name}: {error}");
    }
    assert!(matches!(hostile("runs-out-of-memory", ms(5000)).0, ImportProcessError::Memory(_)));
    assert!(matches!(hostile("hangs", ms(400)).0, ImportProcessError::Slow(_)));
    let path = Desk::new();
    let path = path.file("a.txt", b"abc");
    assert_eq!(import_file(&path, &script("honest")).unwrap().text, "abc");
    println!("all was as it should be");
}

// Hostile children

#[test]
fn a_child_that_a_signal_ends_is_said_to_have_crashed() {
    let crash = |name: &str| match hostile(name, ms(5000)).0 {
        ImportProcessError::Crashed { signal, complaint } => (signal, complaint),
        other => panic!("{name}: {other}"),
    };
    assert_eq!(crash("segfaults").0, "SIGSEGV");
    assert_eq!(crash("breaks-off").0, "SIGSEGV");
    assert_eq!(crash("is-killed").0, "SIGKILL");
    let (signal, complaint) = crash("aborts");
    assert_eq!((&*signal, &*complaint), ("SIGABRT", "thread main has overflowed its stack"));
}

#[test]
fn limits_that_end_a_child_are_told_as_such() {
    assert!(matches!(hostile("runs-out-of-time", ms(5000)).0, ImportProcessError::Slow(_)));
    assert!(matches!(hostile("runs-out-of-memory", ms(5000)).0, ImportProcessError::Memory(_)));
}

#[test]
fn what_a_child_complains_of_is_shown_without_control_characters() {
    let ImportProcessError::Failed { code, complaint } = hostile("panics", ms(5000)).0 else {
        panic!()
    };
    assert_eq!((code, &*complaint), (101, "[31mpanicked at x.rs note: y"));
}

#[test]
fn a_child_that_could_not_confine_itself_says_nothing_of_the_file() {
    let (error, _) = hostile("is-not-confined", ms(5000));
    assert!(matches!(error, ImportProcessError::Unconfined { .. }), "{error}");
    let said = error.to_string();
    assert!(said.contains("could not be confined: limits") && !said.contains("damaged"), "{said}");
}

#[test]
fn a_child_that_ends_before_its_answer_does_is_said_to_have_stopped() {
    for name in ["says-nothing", "closes-early"] {
        let (error, _) = hostile(name, ms(5000));
        assert!(matches!(error, ImportProcessError::Early), "{name}: {error}");
    }
}

#[test]
fn an_answer_that_is_none_ends_the_child_at_once() {
    for name in ["prints-rubbish", "is-another-version", "floods"] {
        let (error, took) = hostile(name, ms(5000));
        assert!(matches!(error, ImportProcessError::Rubbish), "{name}: {error}");
        assert!(took < ms(3000), "{name}: {took:?}");
    }
    for name in ["floods-in-form", "promises-too-much"] {
        let (error, took) = hostile(name, ms(5000));
        assert!(matches!(error, ImportProcessError::TooMuch(_)), "{name}: {error}");
        assert!(took < ms(3000), "{name}: {took:?}");
    }
}

#[test]
fn a_child_that_hangs_is_ended_with_all_that_it_started() {
    let names = [
        "hangs",
        "ignores-signals",
        "leaves-children",
        "leaves-a-child-behind",
        "closes-and-hangs",
        "complains-without-end",
    ];
    for name in names {
        let (error, took) = hostile(name, ms(400));
        assert!(matches!(error, ImportProcessError::Slow(_)), "{name}: {error}");
        assert!(took < ms(2400), "{name}: {took:?}");
    }
}

#[test]
fn five_seconds_are_what_an_import_gets() {
    let desk = Desk::new();
    let path = desk.file("slow.txt", b"Words.\n");
    let begin = Instant::now();
    let importer = script("hangs-for-long");
    let error = import_file(&path, &importer).unwrap_err().to_string();
    assert!(error.contains("slow.txt") && error.contains("longer than 5 s"), "{error}");
    assert!((ms(5000)..ms(6500)).contains(&begin.elapsed()), "{:?}", begin.elapsed());
}

#[test]
fn an_answer_in_form_is_believed_only_as_far_as_it_can_be_true() {
    let desk = Desk::new();
    for lie in LIES {
        let path = desk.file("a.txt", lie.file);
        let found = import_file(&path, &script(lie.name));
        match lie.name {
            "honest" => assert_eq!(found.unwrap().title, "T"),
            "honest-of-a-mark" => {
                let found = found.unwrap();
                assert_eq!((&*found.text, found.has_mark), ("abc", true));
            }
            "breaks-the-address" => assert_eq!(found.unwrap().url, ""),
            "unseen" => {
                let found = found.unwrap();
                assert_eq!((&*found.title, &*found.url), ("gpj.exe", ""));
                assert_eq!(found.authors, ["AB"]);
            }
            "dirty" => {
                let found = found.unwrap();
                assert_eq!((&*found.title, &*found.url, found.issued), ("a [31m b", "", None));
                assert_eq!(found.authors, ["A B"]);
            }
            name => match found.unwrap_err() {
                ImportFileError::Process { error: ImportProcessError::Rubbish, .. } => {}
                other => panic!("{name}: {other}"),
            },
        }
    }
}

#[test]
fn without_its_program_nothing_is_read() {
    let desk = Desk::new();
    let path = desk.file("a.txt", b"Words.\n");
    let not_a_program = desk.file("b", b"");
    for program in [desk.path("none"), not_a_program] {
        let error = import_file(&path, &ImportProcess::program(&program)).unwrap_err();
        let is_no_start = matches!(
            &error,
            ImportFileError::Process { error: ImportProcessError::NoStart(_), .. }
        );
        assert!(is_no_start && error.to_string().contains("a.txt"), "{error}");
    }
}

#[test]
fn a_save_does_not_wait_for_an_import() {
    let desk = Desk::new();
    let path = desk.file("a.txt", b"Words.\n");
    let importer = script("hangs-beside-a-save").within(ms(1500));
    let mut threads = ThreadedRunner::importing_by(importer, Arc::new(|| {}), None).unwrap();
    let begin = Instant::now();
    threads.start(Effect::Import(path));
    let out = desk.path("out.md");
    threads.start(Effect::Write { path: out.clone(), text: "Saved".into(), replace: false });
    let mut events = Vec::new();
    while events.len() < 2 && begin.elapsed() < ms(5000) {
        events.extend(threads.poll());
        if events.is_empty() {
            assert!(begin.elapsed() < ms(1200), "the file was not written meanwhile");
        }
        thread::sleep(ms(5));
    }
    assert!(matches!(&events[0], Event::Written { result: Ok(()), .. }), "{events:?}");
    assert!(matches!(&events[1], Event::Imported { result: Err(_), .. }), "{events:?}");
}
