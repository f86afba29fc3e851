//! What the process that reads imports takes from itself, tried in this test program,
//! started again with a variable set.

use std::{
    env,
    fs::File,
    hint,
    io::{BufRead, BufReader, IoSlice, IoSliceMut, Read, Seek, Write},
    net::{TcpListener, UdpSocket},
    os::unix::net::UnixStream,
    process::{Command as Process, Stdio},
    thread,
    time::{Duration, Instant},
};

use nutgraf_import::{ImportKind, Limits, child_argument, confine};

use crate::support::skip::skipped;

use super::{PROGRAM, ms};

/// Set in the process that confines itself: what it tries then.
const ATTEMPT: &str = "NUTGRAF_CONFINED_ATTEMPT";

/// What a process that confined itself meets with: its exit code, signal and words.
fn confined(attempt: &str) -> (Option<i32>, Option<i32>, String) {
    use std::os::unix::process::ExitStatusExt;
    let mut child = Process::new(env::current_exe().unwrap())
        .args([
            "imports::confined::the_process_that_confines_itself",
            "--exact",
            "--nocapture",
            "--test-threads=1",
        ])
        .env_remove("RUST_BACKTRACE")
        .env(ATTEMPT, attempt)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    let status = child.wait().unwrap();
    (status.code(), status.signal(), said)
}

/// Does something that a confined process cannot, and says what came of it.
#[test]
fn the_process_that_confines_itself() {
    let Ok(attempt) = env::var(ATTEMPT) else { return };
    let folder = env::temp_dir();
    let listener = UdpSocket::bind("127.0.0.1:0").unwrap();
    let to = listener.local_addr().unwrap();
    drop(listener);
    let parent = rustix::process::getppid().unwrap();
    // For the system it is the same whether a file was inherited or opened before.
    let mut open = File::options().read(true).write(true).open("/dev/zero").unwrap();
    let limits = ImportKind::Text.limits();
    let confined = match &*attempt {
        "less-memory" => confine(&Limits { memory: limits.memory / 4, ..limits }),
        _ => confine(&limits),
    };
    let confined = confined.unwrap();
    println!("filters: {}", confined.filters_calls);
    let tell = |what: std::io::Result<()>| match what {
        Ok(()) => println!("it was allowed"),
        Err(error) => println!("refused: {:?}", error.raw_os_error()),
    };
    match &*attempt {
        "memory" => {
            let mut held = vec![1_u8; 2 << 30];
            held[7] = hint::black_box(3);
            println!("it was allowed {}", held.iter().map(|byte| *byte as u64).sum::<u64>());
        }
        "half-the-memory" | "less-memory" => {
            let mut held = vec![1_u8; 512 << 20];
            held[7] = hint::black_box(3);
            println!("it was allowed {}", held.len());
        }
        "time" => loop {
            hint::black_box(0);
        },
        "udp" => tell(UdpSocket::bind(to).map(drop)),
        "tcp" => tell(TcpListener::bind(to).map(drop)),
        "unix" => tell(UnixStream::pair().map(drop)),
        "read" => tell(File::open("/etc/passwd").map(drop)),
        "write" => tell(File::create(folder.join("nutgraf-confined")).map(drop)),
        "run" => tell(Process::new("/bin/true").status().map(drop)),
        "thread" => tell(thread::Builder::new().spawn(|| {}).map(drop)),
        "kill" => tell(rustix::process::test_kill_process(parent).map_err(Into::into)),
        "limits" => tell(confine_less()),
        "read-open" => tell(open.read(&mut [0; 4]).map(drop)),
        "read-parts" => tell(open.read_vectored(&mut [IoSliceMut::new(&mut [0; 4])]).map(drop)),
        "write-open" => tell(open.write(b"abc").map(drop)),
        "write-parts" => tell(open.write_vectored(&[IoSlice::new(b"abc")]).map(drop)),
        "seek-open" => tell(open.rewind()),
        "stat-open" => tell(rustix::fs::fstat(&open).map(drop).map_err(Into::into)),
        "wait" => {
            std::io::stdout().flush().unwrap();
            thread::sleep(Duration::from_secs(60));
        }
        "panic" => panic!("with words"),
        "abort" => std::process::abort(),
        other => panic!("{other}"),
    }
    std::io::stdout().flush().unwrap();
    std::process::exit(0);
}

/// Asks for the memory back, which root may.
fn confine_less() -> std::io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    Ok(setrlimit(Resource::As, Rlimit { current: None, maximum: None })?)
}

#[test]
fn a_confined_process_gets_no_more_memory_than_its_gigabyte() {
    let (code, signal, said) = confined("memory");
    assert_eq!((code, signal), (None, Some(6)), "{said}");
    assert!(said.contains("memory allocation of "), "{said}");
}

#[test]
fn a_confined_process_gets_the_limits_of_its_kind_and_no_others() {
    let (code, _, said) = confined("half-the-memory");
    assert!(code == Some(0) && said.contains("it was allowed"), "{said}");
    let (code, signal, said) = confined("less-memory");
    assert_eq!((code, signal), (None, Some(6)), "{said}");
}

#[test]
fn a_confined_process_ends_when_its_time_is_up() {
    let begin = Instant::now();
    let (_, signal, said) = confined("time");
    assert_eq!(signal, Some(24), "SIGXCPU: {said}");
    assert!(begin.elapsed() >= ms(4500), "{:?}", begin.elapsed());
}

#[test]
fn a_confined_process_opens_and_starts_nothing() {
    let on_open =
        ["read-open", "read-parts", "write-open", "write-parts", "seek-open", "stat-open"];
    let attempts = ["udp", "tcp", "unix", "read", "write", "run", "thread", "kill", "limits"];
    for attempt in attempts.into_iter().chain(on_open) {
        let (code, _, said) = confined(attempt);
        assert_eq!(code, Some(0), "{attempt}: {said}");
        if said.contains("filters: true") {
            assert!(said.contains("refused: Some(1)"), "{attempt}: {said}");
        } else {
            skipped(&format!("{attempt}: the kernel filters no calls; only limits are in force"));
            let is_limited = !["kill", "limits", "run", "thread"].contains(&attempt)
                && !on_open.contains(&attempt);
            assert!(!is_limited || said.contains("refused"), "{attempt}: {said}");
        }
    }
    assert!(!env::temp_dir().join("nutgraf-confined").exists());
}

#[test]
fn a_confined_process_does_not_outlive_the_one_that_started_it() {
    let script = "\"$0\" imports::confined::the_process_that_confines_itself --exact --nocapture --test-threads=1 & \
                  wait";
    let mut parent = Process::new("sh")
        .args(["-c", script, env::current_exe().unwrap().to_str().unwrap()])
        .env(ATTEMPT, "wait")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(parent.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("filters: ")), "it did not begin");
    parent.kill().unwrap();
    parent.wait().unwrap();
    // Its end of the pipe is shut when it is gone.
    let begin = Instant::now();
    assert_eq!(lines.count(), 0);
    assert!(begin.elapsed() < ms(5000), "it lived for {:?}", begin.elapsed());
}

#[test]
fn a_process_that_nobody_listens_to_any_more_does_not_begin() {
    let mut child = Process::new(PROGRAM)
        .arg(child_argument(ImportKind::Text.into()))
        .stdin(Stdio::piped())
        .stdout({
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            writer
        })
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(77), "{said}");
    assert!(said.contains("nobody listens"), "{said}");
}

#[test]
fn a_confined_process_still_says_how_it_breaks() {
    let (code, _, said) = confined("panic");
    assert!(code == Some(101) && said.contains("with words"), "{code:?}: {said}");
    let (_, signal, said) = confined("abort");
    assert_eq!(signal, Some(6), "{said}");
}
