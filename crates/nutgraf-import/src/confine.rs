//! What the process that reads imports takes from itself before it reads a byte.
//!
//! Readers of strange formats run away, overflow the stack and may be taken over.
//!
//! # Invariants
//!
//! After [`confine`](confine()) the process cannot get back what it gave up, as root neither where the
//! filter of system calls is in force. Files that this program itself was started with and
//! that are open in whatever it starts are shut to it by the filter alone.
//!
//! | what | Linux | other Unix | elsewhere |
//! |---|---|---|---|
//! | the memory of its kind | address space | where the system knows the limit | |
//! | the processor time of its kind | yes | yes | |
//! | no new file, socket or pipe | limit of descriptors, and the filter | limit of descriptors | |
//! | nothing written to a file, no core dump | yes | yes | |
//! | no file but the three pipes, if one was inherited | the filter | | |
//! | no life beyond the parent's | yes | | |
//! | no new process or thread | the filter; a limit, but for root | a limit, but for root | |
//! | no signal to others, no other call | the filter | | |
//! | wall time, size of the answer | the parent | the parent | the parent |
//!
//! The filter allows what a program needs that works in memory between three pipes, and
//! answers any other call with “not permitted”, the allowed ones too where they name
//! another file. It needs a kernel with seccomp and a processor that seccompiler knows
//! (x86-64, ARM64, RISC-V, of 64 bits, the low byte first); without, the rest stands
//! alone.

use std::io;

use crate::Limits;

/// What is in force beyond the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confined {
    /// Whether system calls are filtered.
    pub filters_calls: bool,
}

/// Confines the calling process to the memory and processor time of its limits, for good.
///
/// The filter is the calling thread's alone; whoever calls this has no other.
///
/// # Errors
/// When a limit cannot be set on a system where it always can, or the process that this one
/// works for has ended.
pub fn confine(limits: &Limits) -> io::Result<Confined> {
    #[cfg(target_os = "linux")]
    parent::end_with_it()?;
    #[cfg(unix)]
    resources::limit(limits)?;
    #[cfg(not(unix))]
    let _ = limits;
    Ok(Confined { filters_calls: calls::filter() })
}

/// What the system said, with what was tried.
#[cfg(unix)]
fn refused(tried: &str, error: rustix::io::Errno) -> io::Error {
    let error = io::Error::from(error);
    io::Error::new(error.kind(), format!("{tried}: {error}"))
}

#[cfg(target_os = "linux")]
mod parent {
    use std::io;

    use rustix::{
        event::{PollFd, PollFlags, Timespec, poll},
        process::{Signal, set_parent_process_death_signal},
    };

    use super::refused;

    /// Has the system kill this process when the thread ends that started it.
    pub(super) fn end_with_it() -> io::Result<()> {
        set_parent_process_death_signal(Some(Signal::KILL))
            .map_err(|error| refused("its end with the program could not be set", error))?;
        // That thread may have ended before, and told by its number it cannot be: another
        // process has taken its place. But the other end of the answer is shut then.
        let stdout = io::stdout();
        let mut answer = [PollFd::new(&stdout, PollFlags::empty())];
        poll(&mut answer, Some(&Timespec::default()))?;
        if answer[0].revents().contains(PollFlags::ERR) {
            return Err(io::Error::other("nobody listens any more"));
        }
        Ok(())
    }
}

#[cfg(unix)]
mod resources {
    use std::io;

    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    use super::{Limits, refused};

    pub(super) fn limit(Limits { memory, processor, .. }: &Limits) -> io::Result<()> {
        let seconds = processor.as_secs();
        let limits = [
            (Resource::As, *memory, *memory),
            // The first ends the process by a signal that says why, the second by SIGKILL.
            (Resource::Cpu, seconds, seconds + 1),
            (Resource::Fsize, 0, 0),
            (Resource::Core, 0, 0),
            (Resource::Nproc, 0, 0),
            // The three that are open stay so, and no other is opened.
            (Resource::Nofile, 3, 3),
        ];
        for (resource, current, maximum) in limits {
            let ceiling = getrlimit(resource).maximum;
            let most = |limit| Some(ceiling.map_or(limit, |ceiling| ceiling.min(limit)));
            let set =
                setrlimit(resource, Rlimit { current: most(current), maximum: most(maximum) });
            // Elsewhere some limits exist by name alone.
            if cfg!(target_os = "linux") {
                set.map_err(|error| refused("limits could not be set", error))?;
            }
        }
        Ok(())
    }
}

#[cfg(not(all(
    target_os = "linux",
    target_pointer_width = "64",
    target_endian = "little",
    any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")
)))]
mod calls {
    pub(super) fn filter() -> bool {
        false
    }
}

#[cfg(all(
    target_os = "linux",
    target_pointer_width = "64",
    target_endian = "little",
    any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")
))]
mod calls {
    use std::{collections::BTreeMap, env, process};

    use seccompiler::{
        BackendError, BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition,
        SeccompFilter, SeccompRule, apply_filter,
    };

    /// Memory, locks, the clock, chance, and the end.
    const ALLOWED: [libc::c_long; 21] = [
        libc::SYS_brk,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        libc::SYS_futex,
        libc::SYS_sched_yield,
        libc::SYS_sched_getaffinity,
        libc::SYS_clock_gettime,
        libc::SYS_clock_nanosleep,
        libc::SYS_nanosleep,
        libc::SYS_restart_syscall,
        libc::SYS_getrandom,
        libc::SYS_getpid,
        libc::SYS_gettid,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];

    /// What is done to a file that is open; allowed to the three pipes alone.
    const ON_PIPES: [libc::c_long; 7] = [
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_lseek,
        libc::SYS_fstat,
        libc::SYS_close,
    ];

    /// How a thread aborts; allowed towards the process itself alone.
    const OWN_SIGNALS: [libc::c_long; 2] = [libc::SYS_tgkill, libc::SYS_tkill];

    /// Whether calls are filtered from now on.
    pub(super) fn filter() -> bool {
        program().is_ok_and(|program| apply_filter(&program).is_ok())
    }

    fn program() -> Result<BpfProgram, BackendError> {
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
            ALLOWED.into_iter().map(|call| (call, Vec::new())).collect();
        // Each of these arguments has 32 bits for the system, whatever stands above them.
        let mut allow = |call, argument, is: SeccompCmpOp, value: u32| {
            let length = SeccompCmpArgLen::Dword;
            let condition = SeccompCondition::new(argument, length, is, value.into())?;
            rules.insert(call, vec![SeccompRule::new(vec![condition])?]);
            Ok::<_, BackendError>(())
        };
        for call in ON_PIPES {
            allow(call, 0, SeccompCmpOp::Le, 2)?;
        }
        // Memory is mapped of no file: of number −1.
        allow(libc::SYS_mmap, 4, SeccompCmpOp::Eq, u32::MAX)?;
        for call in OWN_SIGNALS {
            allow(call, 0, SeccompCmpOp::Eq, process::id())?;
        }
        let refused = SeccompAction::Errno(libc::EPERM as u32);
        let arch = env::consts::ARCH.try_into()?;
        SeccompFilter::new(rules, refused, SeccompAction::Allow, arch)?.try_into()
    }
}
