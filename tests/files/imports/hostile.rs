//! Programs that stand in the place of the one that reads imports, and break, hang or lie.

use std::{
    fs,
    io::Read,
    os::unix::fs::PermissionsExt,
    process::{Command, Stdio},
    sync::LazyLock,
};

use tempfile::TempDir;

/// What a hostile program does, by name.
const HOSTILE: &[(&str, &str)] = &[
    ("segfaults", "kill -SEGV $$"),
    ("aborts", "cat >/dev/null; echo 'thread main has overflowed its stack' >&2; kill -ABRT $$"),
    ("is-killed", "kill -KILL $$"),
    ("runs-out-of-time", "kill -XCPU $$"),
    (
        "runs-out-of-memory",
        "echo 'memory allocation of 2147483648 bytes failed' >&2; kill -ABRT $$",
    ),
    ("panics", "printf '\\033[31mpanicked\\007 at \\342\\200\\256x.rs\\nnote: y' >&2; exit 101"),
    ("is-not-confined", "echo 'limits could not be set' >&2; exit 77"),
    ("says-nothing", "exit 0"),
    ("closes-early", "printf 'nutgraf\\001\\020\\000'; exit 0"),
    (
        "breaks-off",
        "printf 'nutgraf\\001\\020\\000\\000\\000\\000\\000\\000\\000{\"Ta'; kill -SEGV $$",
    ),
    ("prints-rubbish", "echo 'Segmentation fault? No, all is well, thank you.'"),
    (
        "is-another-version",
        "printf 'nutgraf\\002\\020\\000\\000\\000\\000\\000\\000\\000'; sleep 60",
    ),
    ("floods", "yes 'nutgraf nutgraf'"),
    ("floods-in-form", "printf 'nutgraf\\001\\002\\000\\000\\000\\002\\000\\000\\000{}'; yes"),
    (
        "promises-too-much",
        "printf 'nutgraf\\001\\377\\377\\377\\377\\377\\377\\377\\377'; sleep 60",
    ),
    ("complains-without-end", "yes >&2"),
    ("hangs", "exec sleep 60"),
    ("hangs-for-long", "exec sleep 60"),
    ("hangs-beside-a-save", "exec sleep 60"),
    ("ignores-signals", "trap '' TERM INT HUP; while :; do sleep 1; done"),
    ("leaves-children", "sleep 61 & sleep 61 & sleep 61"),
    ("leaves-a-child-behind", "sleep 62 & exit 0"),
    ("closes-and-hangs", "exec >&- 2>&- <&-; while :; do :; done"),
];

/// The scripts. They are written to one folder and copied to another by a process of its
/// own: a program that is open for writing cannot be run, and what this process has open is
/// open for a moment in every child that another test starts meanwhile.
pub static SCRIPTS: LazyLock<TempDir> = LazyLock::new(|| {
    let (drafts, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let write = |name: &str, commands: &str| {
        let draft = drafts.path().join(name);
        // Where the script is started with no environment there is no path either.
        let head = "#!/bin/sh\nPATH=/usr/bin:/bin; export PATH\n";
        // How a test finds the processes that are its own.
        let mark = format!("echo $$ > '{}.pid'\n", folder.path().join(name).display());
        fs::write(&draft, format!("{head}{mark}{commands}\n")).unwrap();
        fs::set_permissions(&draft, PermissionsExt::from_mode(0o755)).unwrap();
    };
    HOSTILE.iter().for_each(|(name, commands)| write(name, commands));
    LIES.iter().for_each(|lie| write(lie.name, &lie.script()));
    let all = drafts.path().join(".");
    let mut copy = Command::new("cp");
    copy.arg("-Rp").arg(all).arg(folder.path()).stdout(Stdio::piped());
    let mut copying = copy.spawn().unwrap();
    // Its output ends with it. Where the ends of children are ignored nobody can wait for it.
    let _ = copying.stdout.take().unwrap().read_to_end(&mut Vec::new()).unwrap();
    let _ = copying.wait();
    for name in HOSTILE.iter().map(|(name, _)| *name).chain(LIES.iter().map(|lie| lie.name)) {
        assert!(folder.path().join(name).exists(), "{name} was not copied");
    }
    folder
});

/// An answer in the right form that is not true.
pub struct Lie {
    pub name: &'static str,
    head: &'static str,
    body: &'static [u8],
    /// What is in the file that it is asked about.
    pub file: &'static [u8],
}

/// A lie that keeps to the words.
const fn lie(name: &'static str, head: &'static str, body: &'static [u8]) -> Lie {
    Lie { name, head, body, file: body }
}

const TAKEN: &str = r#"{"Taken":{"kind":"text","title":"T","authors":[],"issued":null,"url":""}}"#;

pub const LIES: &[Lie] = &[
    lie("no-utf8", TAKEN, b"abc\xff"),
    lie("with-nul", TAKEN, b"abc\0"),
    lie("without-words", TAKEN, b" \n"),
    lie("no-json", "{\"Taken\"", b"abc"),
    lie("no-such-answer", r#"{"Given":{}}"#, b"abc"),
    lie("refused-with-a-text", r#"{"Refused":"Empty"}"#, b"abc"),
    lie(
        "no-such-kind",
        r#"{"Taken":{"kind":"exe","title":"T","authors":[],"issued":null,"url":""}}"#,
        b"abc",
    ),
    lie(
        "another-kind",
        r#"{"Taken":{"kind":"markdown","title":"T","authors":[],"issued":null,"url":""}}"#,
        b"abc",
    ),
    lie(
        "says-more",
        r#"{"Taken":{"kind":"text","title":"T","authors":[],"issued":null,"url":"","run":"rm"}}"#,
        b"abc",
    ),
    Lie { name: "other-words", head: TAKEN, body: b"It cost $3.", file: b"It cost $9." },
    Lie { name: "more-words", head: TAKEN, body: b"abc d", file: b"abc" },
    Lie { name: "fewer-words", head: TAKEN, body: b"ab", file: b"abc" },
    lie("keeps-the-mark", TAKEN, b"\xef\xbb\xbfabc"),
    Lie { name: "honest-of-a-mark", head: TAKEN, body: b"abc", file: b"\xef\xbb\xbfabc" },
    lie(
        "dirty",
        r#"{"Taken":{"kind":"text","title":"a\u001b[31m\nb","authors":["A\u0000\nB"," "],"issued":"no day","url":"javascript:x"}}"#,
        b"abc",
    ),
    lie(
        "unseen",
        r#"{"Taken":{"kind":"text","title":"\u202egpj\u2066.\u200bexe","authors":["A\u202a\u2069\ufeffB","\u200b"],"issued":null,"url":"https://a.example/\u202emoc.knab"}}"#,
        b"abc",
    ),
    lie(
        "breaks-the-address",
        r#"{"Taken":{"kind":"text","title":"T","authors":[],"issued":null,"url":"https://bank.example\u200d\r\nx"}}"#,
        b"abc",
    ),
    lie("honest", TAKEN, b"abc"),
];

impl Lie {
    /// Commands that print the frame.
    fn script(&self) -> String {
        let lengths =
            [self.head.len(), self.body.len()].map(|length| (length as u32).to_le_bytes());
        let frame =
            [b"nutgraf\x01", &lengths.concat()[..], self.head.as_bytes(), self.body].concat();
        let octal: String = frame.iter().map(|byte| format!("\\{byte:03o}")).collect();
        format!("cat >/dev/null; printf '{octal}'")
    }
}
