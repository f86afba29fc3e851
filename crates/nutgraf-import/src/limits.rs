//! What reading a file may take, for each kind: the one table that everybody asks.
//!
//! | limit | unit | held by |
//! |---|---|---|
//! | [`bytes_in`](Limits::bytes_in) | bytes of the file | the parent while it reads; the frame of the request; [`import`](crate::import) |
//! | [`processor`](Limits::processor) | whole seconds of processor time | the child ([`confine`](crate::confine())) |
//! | [`wall`](Limits::wall) | time from the beginning of an import to its end | the parent, which ends the child |
//! | [`memory`](Limits::memory) | bytes of address space | the child ([`confine`](crate::confine())) |
//! | [`bytes_out`](Limits::bytes_out) | bytes of the text | the frame of the answer, at both ends |
//!
//! # Invariants
//!
//! A file and a text within their limits fit a frame, whose lengths have 32 bits.

use std::time::Duration;

use crate::ImportKind;

/// What reading a file of a kind may take at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest file, in bytes.
    pub bytes_in: u64,
    /// The most processor time of the child, in whole seconds.
    pub processor: Duration,
    /// How long an import may take from the file's first byte to the answer's last.
    pub wall: Duration,
    /// The most memory of the child, in bytes of address space.
    pub memory: u64,
    /// The longest text that may come of it, in bytes of UTF-8.
    pub bytes_out: u64,
}

/// What texts get that are kept as they are.
const OF_TEXT: Limits = Limits {
    // Five million words: many times the longest book. A larger file is a log or a dump, of
    // which nobody cites more than a part.
    bytes_in: 32 << 20,
    // The largest text takes a fraction of this, in an unoptimised build too.
    processor: Duration::from_secs(5),
    // Longer than this nobody waits without asking what is wrong; and what is read takes no
    // time but the processor's.
    wall: Duration::from_secs(5),
    // The largest text 32 times over: as bytes, as text, parsed, and as an answer.
    memory: 1 << 30,
    // The text is the file's own, without its mark.
    bytes_out: 32 << 20,
};

/// What HTML on the clipboard gets.
pub(crate) const OF_CLIPBOARD: Limits = Limits {
    // Twenty times the longest article of an encyclopedia, with all its markup.
    bytes_in: 8 << 20,
    // A page takes a hundredth of it.
    processor: Duration::from_secs(3),
    // Somebody waits for the words that they pasted, and gets them plain after this.
    wall: Duration::from_secs(3),
    // The longest piece 128 times over: as a tree, as blocks, as lines.
    memory: 1 << 30,
    // Marks and escapes at most, on nesting that is bounded.
    bytes_out: 32 << 20,
};

/// What a picture that an article shows gets.
pub(crate) const OF_PICTURE: Limits = Limits {
    // A photograph as a camera makes it; no larger one is kept beside a project.
    bytes_in: 32 << 20,
    // The largest takes a second, in an unoptimised build several.
    processor: Duration::from_secs(10),
    // The page is shown meanwhile, with the words for who cannot see the picture.
    wall: Duration::from_secs(10),
    // The most pixels twice over, and their file, and what is made of them.
    memory: 1 << 30,
    // The largest picture that is handed out, of four bytes a pixel.
    bytes_out: 16 << 20,
};

impl ImportKind {
    /// Returns what reading a file of this kind may take.
    pub const fn limits(self) -> Limits {
        match self {
            Self::Text | Self::Markdown => OF_TEXT,
        }
    }
}

/// The longest text that a file of any kind may give, in bytes of UTF-8.
pub const LARGEST_TEXT: u64 = {
    let mut largest = 0;
    let mut at = 0;
    while at < ImportKind::ALL.len() {
        let limits = ImportKind::ALL[at].limits();
        assert!(limits.bytes_in <= u32::MAX as u64, "a file fits its frame");
        assert!(limits.bytes_out <= u32::MAX as u64, "a text fits its frame");
        assert!(limits.processor.as_secs() > 0 && limits.processor.subsec_nanos() == 0);
        if limits.bytes_out > largest {
            largest = limits.bytes_out;
        }
        at += 1;
    }
    largest
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_has_the_limits_of_every_kind() {
        let readme = include_str!("../README.md");
        for task in crate::ChildTask::all() {
            let Limits { bytes_in, processor, wall, memory, bytes_out } = task.limits();
            let label = match task {
                crate::ChildTask::Import(kind) => kind.label(),
                crate::ChildTask::ClipboardHtml => "HTML of the clipboard",
                crate::ChildTask::Picture => "a picture of an article",
            };
            let mib = |bytes: u64| format!("{} MiB", bytes >> 20);
            let row = format!(
                "| {} | {} | {} s | {} s | {} | {} |",
                label,
                mib(bytes_in),
                processor.as_secs(),
                wall.as_secs_f64(),
                mib(memory),
                mib(bytes_out)
            );
            assert!(readme.lines().any(|line| line == row), "README.md lacks: {row}");
        }
    }
}
