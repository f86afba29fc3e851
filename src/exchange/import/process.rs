//! The parent's side of an import: a process that reads the file, and its end.
//!
//! A reader of a strange format may crash, hang, eat the memory or be taken over by the
//! file; none of that may happen to the process that holds a writer's draft.
//!
//! # Invariants
//!
//! - When [`ImportProcess::read`] returns, the child and whatever it started is dead and reaped,
//!   and on Linux the child does not outlive this program either.
//! - Nothing is ever read in this process instead.
//! - No byte of the answer is believed before it was looked at.

use std::{
    env,
    io::{self, Read},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError},
    },
    thread,
    time::{Duration, Instant},
};

use super::{ImportProcessError, file::left};
use nutgraf_engine::text::excerpt;
use nutgraf_import::{
    Answer, ChildTask, FrameError, ImportKind, Picture, PictureError, UNCONFINED, UncheckedAnswer,
    child_argument, title::line_of, write_request,
};

/// How many bytes of a child's complaints are kept.
const COMPLAINT: u64 = 4096;

/// How many characters of them are shown.
const SHOWN: usize = 160;

/// How long a child that has said all may take to end by itself.
const FAREWELL: Duration = Duration::from_millis(200);

/// How long the last words of a dead child may take: they have an end, and wait for
/// nobody but a busy machine.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// The running program's own file, on Linux.
const OWN_FILE: &str = "/proc/self/exe";

/// The program that reads imports: this one, started again.
#[derive(Clone, Debug)]
pub struct ImportProcess {
    /// `None` where the program does not know where it is.
    program: Option<PathBuf>,
    /// In place of the time that the kind of file gets.
    wall: Option<Duration>,
}

impl Default for ImportProcess {
    fn default() -> Self {
        Self::this_program()
    }
}

impl ImportProcess {
    /// Returns the program that is running, the very file that it was started from: on Linux also
    /// when an update has put another in its place.
    pub fn this_program() -> Self {
        // The link leads to the file itself and not to its name, and a child that has not
        // become another program yet has the same one.
        let program =
            if cfg!(target_os = "linux") { Some(OWN_FILE.into()) } else { env::current_exe().ok() };
        Self { program, wall: None }
    }

    /// Returns another program: a test is not the program that it tests.
    pub fn program(path: &Path) -> Self {
        Self { program: std::path::absolute(path).ok(), wall: None }
    }

    /// Returns the same program with another limit of time, whatever kind it reads.
    #[must_use]
    pub fn within(self, wall: Duration) -> Self {
        Self { wall: Some(wall), ..self }
    }

    fn wall(&self, task: ChildTask) -> Duration {
        self.wall.unwrap_or(task.limits().wall)
    }

    /// Returns when an import that begins now has to be done.
    pub(super) fn end(&self, task: ChildTask) -> Instant {
        Instant::now() + self.wall(task)
    }

    /// Returns the error of an import that was not done by then.
    pub(super) fn slow(&self, task: ChildTask) -> ImportProcessError {
        ImportProcessError::Slow(self.wall(task))
    }

    /// Has the bytes of a file of a kind read.
    pub(super) fn read(
        &self,
        bytes: Vec<u8>,
        kind: ImportKind,
        end: Instant,
    ) -> Result<Answer, ImportProcessError> {
        let bytes = Arc::new(bytes);
        let answer = self.ask(Arc::clone(&bytes), kind.into(), end)?;
        answer.checked(kind, &bytes).map_err(|_| ImportProcessError::Rubbish)
    }

    /// Returns the Markdown of HTML that is on the clipboard; `None` where its plain text says
    /// as much.
    ///
    /// # Errors
    /// When the HTML is longer than it may be, or the child gave no Markdown of it.
    pub fn clipboard_markdown(&self, html: String) -> Result<Option<String>, ImportProcessError> {
        let task = ChildTask::ClipboardHtml;
        if html.len() as u64 > task.limits().bytes_in {
            return Err(ImportProcessError::TooLong(task.limits().bytes_in));
        }
        let answer = self.ask(Arc::new(html.into_bytes()), task, self.end(task))?;
        answer.markdown().map_err(|_| ImportProcessError::Rubbish)
    }

    /// Returns the pixels of a picture, or why its bytes give none.
    ///
    /// # Errors
    /// When the child did not answer.
    pub fn picture(
        &self,
        bytes: Vec<u8>,
    ) -> Result<Result<Picture, PictureError>, ImportProcessError> {
        let task = ChildTask::Picture;
        let answer = self.ask(Arc::new(bytes), task, self.end(task))?;
        answer.picture().map_err(|_| ImportProcessError::Rubbish)
    }

    /// Has a child do a task.
    ///
    /// The thread that calls this starts the child and stays until the child is dead: the
    /// system ends the child with it.
    fn ask(
        &self,
        bytes: Arc<Vec<u8>>,
        task: ChildTask,
        end: Instant,
    ) -> Result<UncheckedAnswer, ImportProcessError> {
        let mut running = Running::start(self.program.as_deref(), task)?;
        let Pipes { answer, complaint } =
            Pipes::connect(&mut running.child, bytes, task).map_err(ImportProcessError::NoStart)?;
        let error = match answer.recv_timeout(left(end)) {
            Ok(Ok(answer)) => {
                running.wait(end.min(Instant::now() + FAREWELL));
                return Ok(answer);
            }
            Ok(Err(error)) => error,
            Err(RecvTimeoutError::Timeout) => return Err(self.slow(task)),
            // The thread that reads the answer broke.
            Err(RecvTimeoutError::Disconnected) => FrameError::Rubbish,
        };
        match error {
            FrameError::TooMuch => Err(ImportProcessError::TooMuch(task.limits().bytes_out)),
            FrameError::Rubbish => Err(ImportProcessError::Rubbish),
            FrameError::Early if !running.wait(end) => Err(self.slow(task)),
            FrameError::Early => {
                let status = running.stop();
                let complaint = complaint.recv_timeout(LAST_WORDS).unwrap_or_default();
                Err(self.reason(task, status, &complaint))
            }
        }
    }

    /// Returns why a child ended without an answer; `status` is `None` where the system kept
    /// that to itself.
    fn reason(
        &self,
        task: ChildTask,
        status: Option<ExitStatus>,
        complaint: &[u8],
    ) -> ImportProcessError {
        let said = String::from_utf8_lossy(complaint);
        // Rust's own words; whoever else says them does no harm by it.
        if said.contains("memory allocation of ") {
            return ImportProcessError::Memory(task.limits().memory);
        }
        let is_harmless = |c: &char| c.is_alphanumeric() || c.is_ascii_graphic() || *c == ' ';
        let said: String = line_of(&said).chars().filter(is_harmless).collect();
        let complaint = excerpt(&said, SHOWN);
        let Some(status) = status else { return ImportProcessError::Early };
        match (signal::of(status), status.code()) {
            (Some(signal), _) if signal::is_processor_time(signal) => self.slow(task),
            (Some(signal), _) => {
                ImportProcessError::Crashed { signal: signal::name(signal), complaint }
            }
            (None, Some(0)) => ImportProcessError::Early,
            (None, Some(code)) if code == i32::from(UNCONFINED) => {
                ImportProcessError::Unconfined { complaint }
            }
            (None, code) => ImportProcessError::Failed { code: code.unwrap_or(-1), complaint },
        }
    }
}

/// A child's ends, each on a thread of its own: a child that does not listen while it
/// speaks, or speaks without end, must not hold up the one who watches the clock.
struct Pipes {
    answer: Receiver<Result<UncheckedAnswer, FrameError>>,
    complaint: Receiver<Vec<u8>>,
}

impl Pipes {
    fn connect(child: &mut Child, bytes: Arc<Vec<u8>>, task: ChildTask) -> io::Result<Self> {
        let gone = || io::Error::from(io::ErrorKind::BrokenPipe);
        let mut stdin = child.stdin.take().ok_or_else(gone)?;
        let mut stdout = child.stdout.take().ok_or_else(gone)?;
        let mut stderr = child.stderr.take().ok_or_else(gone)?;
        thread::Builder::new().spawn(move || {
            // A child that does not listen says so by how it ends.
            let _ = write_request(&mut stdin, task, &bytes);
        })?;
        let (sender, answer) = mpsc::channel();
        thread::Builder::new().spawn(move || {
            // Nobody may be waiting any more, here and below.
            let _ = sender.send(UncheckedAnswer::read(&mut stdout, task));
        })?;
        let (sender, complaint) = mpsc::channel();
        thread::Builder::new().spawn(move || {
            let mut kept = Vec::new();
            // What could be read before the end counts.
            let _ = stderr.by_ref().take(COMPLAINT).read_to_end(&mut kept);
            // The rest is let go, so that the child need not wait for a reader.
            let _ = io::copy(&mut stderr, &mut io::sink());
            let _ = sender.send(kept);
        })?;
        Ok(Self { answer, complaint })
    }
}

/// A child that is killed and reaped when this is dropped, at the latest.
struct Running {
    child: Child,
    is_reaped: bool,
}

impl Running {
    fn start(program: Option<&Path>, task: ChildTask) -> Result<Self, ImportProcessError> {
        let lost = || ImportProcessError::NoStart(io::Error::other("it does not know where it is"));
        let mut command = Command::new(program.ok_or_else(lost)?);
        command
            .arg(child_argument(task))
            .env_clear()
            .current_dir(if cfg!(unix) { PathBuf::from("/") } else { env::temp_dir() })
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        #[cfg(unix)]
        // A group of its own can be killed as a whole, and Ctrl+C in a terminal is not for it.
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        #[cfg(windows)]
        // CREATE_NO_WINDOW: no console flashes up.
        std::os::windows::process::CommandExt::creation_flags(&mut command, 0x0800_0000);
        let child = command.spawn().map_err(|error| match error.kind() {
            // The file that runs is there for as long as it runs.
            io::ErrorKind::NotFound if program == Some(Path::new(OWN_FILE)) => {
                ImportProcessError::NoProc
            }
            _ => ImportProcessError::NoStart(error),
        })?;
        Ok(Self { child, is_reaped: false })
    }

    /// Waits until the child has ended; whether it has.
    fn wait(&mut self, end: Instant) -> bool {
        while !self.has_ended() {
            if left(end).is_zero() {
                return false;
            }
            thread::sleep(Duration::from_millis(1));
        }
        true
    }

    /// The child stays unreaped: until then its number is nobody else's, and its group
    /// can be killed safely.
    #[cfg(unix)]
    fn has_ended(&mut self) -> bool {
        use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        let child = WaitId::Pid(Pid::from_child(&self.child));
        let found = waitid(child, options);
        // Where the signal of a child's end is ignored, the system reaps it itself, and
        // its number may be somebody else's by now.
        self.is_reaped |= found.is_err();
        !matches!(found, Ok(None))
    }

    #[cfg(not(unix))]
    fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// Kills the child with what it started, and reaps it. `None` where the system did so
    /// and kept to itself how it ended.
    fn stop(&mut self) -> Option<ExitStatus> {
        // Looked at before: of what the system has reaped, the group may be another's.
        if !self.is_reaped {
            self.has_ended();
        }
        if !self.is_reaped {
            #[cfg(unix)]
            {
                use rustix::process::{Pid, Signal, kill_process_group};
                // It may have ended already.
                let _ = kill_process_group(Pid::from_child(&self.child), Signal::KILL);
            }
            let _ = self.child.kill();
        }
        let status = self.child.wait().ok();
        self.is_reaped = true;
        status
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Whoever wanted to know how it ended has asked.
        let _ = self.stop();
    }
}

#[cfg(unix)]
mod signal {
    use std::{os::unix::process::ExitStatusExt, process::ExitStatus};

    use rustix::process::Signal;

    pub(super) fn of(status: ExitStatus) -> Option<i32> {
        status.signal()
    }

    pub(super) fn is_processor_time(signal: i32) -> bool {
        signal == Signal::XCPU.as_raw()
    }

    pub(super) fn name(signal: i32) -> String {
        let names = [
            (Signal::ILL, "SIGILL"),
            (Signal::ABORT, "SIGABRT"),
            (Signal::BUS, "SIGBUS"),
            (Signal::FPE, "SIGFPE"),
            (Signal::KILL, "SIGKILL"),
            (Signal::SEGV, "SIGSEGV"),
            (Signal::TERM, "SIGTERM"),
            (Signal::XFSZ, "SIGXFSZ"),
            (Signal::SYS, "SIGSYS"),
        ];
        let known = names.iter().find(|(known, _)| known.as_raw() == signal);
        known.map_or_else(|| format!("signal {signal}"), |(_, name)| (*name).to_owned())
    }
}

#[cfg(not(unix))]
mod signal {
    use std::process::ExitStatus;

    pub(super) fn of(_: ExitStatus) -> Option<i32> {
        None
    }

    pub(super) fn is_processor_time(_: i32) -> bool {
        false
    }

    pub(super) fn name(signal: i32) -> String {
        format!("signal {signal}")
    }
}
