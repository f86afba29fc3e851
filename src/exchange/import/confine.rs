//! What the process that reads imports takes from itself before it reads a byte.
//!
//! Readers of strange formats run away, overflow the stack and may be taken over. What
//! always holds: after [`confine`] the process cannot get back what it gave up, as root
//! neither where the filter of system calls is in force.
//!
//! | what | Linux | other Unix | elsewhere |
//! |---|---|---|---|
//! | 1 GB of memory | address space | where the system knows the limit | |
//! | 5 s of processor time | yes | yes | |
//! | no new file, socket or pipe | limit of descriptors, and the filter | limit of descriptors | |
//! | nothing written to a file, no core dump | yes | yes | |
//! | no new process or thread | the filter; a limit, but for root | a limit, but for root | |
//! | no signal to others, no other call | the filter | | |
//! | wall time, size of the answer | the parent | the parent | the parent |
//!
//! The filter allows what a program needs that works in memory between two pipes, and
//! answers any other call with “not permitted”. It needs a kernel with seccomp and a
//! processor that seccompiler knows (x86-64, ARM64, RISC-V); without, the limits stand
//! alone.

use std::io;

/// The most memory, in bytes.
pub const MEMORY: u64 = 1 << 30;

/// The most processor time, in seconds.
pub const SECONDS: u64 = 5;

/// What is in force beyond the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confined {
    /// Whether system calls are filtered.
    pub filters_calls: bool,
}

/// Confines the calling process, for good.
///
/// The filter is the calling thread's alone; whoever calls this has no other.
///
/// # Errors
/// When a limit cannot be set on a system where it always can.
pub fn confine() -> io::Result<Confined> {
    #[cfg(unix)]
    limits::set()?;
    #[cfg(target_os = "linux")]
    let filters_calls = calls::filter();
    #[cfg(not(target_os = "linux"))]
    let filters_calls = false;
    Ok(Confined { filters_calls })
}

#[cfg(unix)]
mod limits {
    use std::io;

    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    use super::{MEMORY, SECONDS};

    pub(super) fn set() -> io::Result<()> {
        let limits = [
            (Resource::As, MEMORY, MEMORY),
            // The first ends the process by a signal that says why, the second by SIGKILL.
            (Resource::Cpu, SECONDS, SECONDS + 1),
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
                set?;
            }
        }
        Ok(())
    }
}

#[cfg(target_os = "linux")]
mod calls {
    use std::{collections::BTreeMap, env, process};

    use seccompiler::{
        BackendError, BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition,
        SeccompFilter, SeccompRule, apply_filter,
    };

    /// Memory, the open pipes, locks, the clock, chance, and the end.
    const ALLOWED: [libc::c_long; 30] = [
        libc::SYS_brk,
        libc::SYS_mmap,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_lseek,
        libc::SYS_fstat,
        libc::SYS_close,
        libc::SYS_ppoll,
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

    /// How a thread aborts; allowed towards the process itself alone.
    const OWN_SIGNALS: [libc::c_long; 2] = [libc::SYS_tgkill, libc::SYS_tkill];

    /// Whether calls are filtered from now on.
    pub(super) fn filter() -> bool {
        program().is_ok_and(|program| apply_filter(&program).is_ok())
    }

    fn program() -> Result<BpfProgram, BackendError> {
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
            ALLOWED.into_iter().map(|call| (call, Vec::new())).collect();
        for call in OWN_SIGNALS {
            let (length, own) = (SeccompCmpArgLen::Dword, u64::from(process::id()));
            let to_itself = SeccompCondition::new(0, length, SeccompCmpOp::Eq, own)?;
            rules.insert(call, vec![SeccompRule::new(vec![to_itself])?]);
        }
        let refused = SeccompAction::Errno(libc::EPERM as u32);
        let arch = env::consts::ARCH.try_into()?;
        SeccompFilter::new(rules, refused, SeccompAction::Allow, arch)?.try_into()
    }
}
