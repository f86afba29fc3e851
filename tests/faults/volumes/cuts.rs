//! Power cuts: what was acknowledged as saved is there, whole, and so is what was typed.
//!
//! A process of its own writes and saves on an image. At a random moment the file system
//! is shut down without flushing anything; the image is mounted again, its log played
//! back, and everything on it looked at. What this cannot show is a disk that lies about
//! what it has flushed: all that reached the image stays there.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use fastrand::Rng;
use nutgraf::persist::{Expect, SaveError, load, save};

use crate::crash::writer::{FOLDER, SEED, Tally, clock, heard, look, write};

use super::{
    project,
    volume::{EXT4, Kind, Volume},
};

/// Each is cut in turn, in a thread of its own.
const KINDS: [Kind; 3] = [
    EXT4,
    // Without its own flush of what a careless program renames over a file.
    Kind { name: "ext4 (noauto_da_alloc)", options: "noauto_da_alloc", ..EXT4 },
    Kind { name: "xfs", make: &["mkfs.xfs", "-q", "-f"], size: 320 << 20, options: "" },
];

/// What is typed is flushed this long after it was written, in milliseconds...
const PROMISED: u128 = 250;

/// ...and the flush itself takes a while, longer where other saves wait for the same log.
/// What was lost is printed; this is the most that is let pass.
const FLUSH: u128 = 500;

/// Not a test of its own: what the process does whose disk is cut.
#[test]
fn writing() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let seed = env::var(SEED).unwrap().parse().unwrap();
    write(Path::new(&folder), seed);
}

#[derive(Default)]
struct Typed {
    tally: Tally,
    /// How old the oldest edit that was lost was just before the cut, in milliseconds. The
    /// program that cuts takes some more to start.
    ages: Vec<u128>,
}

/// Lets a process work on a disk, cuts the power after a while, and mounts the disk
/// again. Returns what the process printed and when it was cut, or `None` where nothing
/// can be cut.
fn cut<T: Send + 'static>(
    volume: &Volume,
    folder: &Path,
    (test, seed): (&str, u64),
    read: impl FnOnce(&mut dyn BufRead) -> T + Send + 'static,
) -> Option<(T, u128)> {
    fs::create_dir(folder).unwrap();
    fs::File::open(&volume.point).unwrap().sync_all().unwrap();
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(FOLDER, folder)
        .env(SEED, seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let reader = thread::spawn(move || read(&mut out));
    thread::sleep(Duration::from_millis(Rng::with_seed(seed).u64(30..700)));
    let at = clock();
    let was_cut = volume.cut();
    // It goes on for a moment, to be told that it cannot write.
    thread::sleep(Duration::from_millis(20));
    child.kill().unwrap();
    child.wait().unwrap();
    let read = reader.join().unwrap();
    volume.unmount();
    let is_back = volume.mount();
    (was_cut && is_back).then_some((read, at))
}

/// Cuts the power so often, on each kind of file system in its own thread.
fn on_each_kind<T: Default>(
    one: impl Fn(&Volume, u64, &mut T) -> Option<()> + Sync,
    tell: impl Fn(Kind, u64, T) + Sync,
) {
    let all = env::var("NUTGRAF_CUTS").ok().and_then(|cuts| cuts.parse().ok()).unwrap_or(6);
    let began = Instant::now();
    thread::scope(|scope| {
        for (kind, number) in KINDS.into_iter().zip(0_u64..) {
            let (one, tell) = (&one, &tell);
            scope.spawn(move || {
                let Some(volume) = Volume::new(kind) else { return };
                let (mut found, mut cuts) = (T::default(), 0);
                for seed in (0..all).filter(|seed| seed % 3 == number) {
                    if one(&volume, seed, &mut found).is_none() {
                        return;
                    }
                    cuts += 1;
                }
                tell(kind, cuts, found);
            });
        }
    });
    println!("{} s", began.elapsed().as_secs());
}

#[test]
fn after_a_power_cut_every_acknowledged_save_and_all_older_typing_is_there() {
    let one = |volume: &Volume, seed: u64, found: &mut Typed| {
        // Odd seeds write articles that have no file.
        let seed = seed * 2;
        let folder = volume.point.join(seed.to_string());
        let (heard, at) = cut(volume, &folder, ("volumes::cuts::writing", seed), |out| heard(out))?;
        let until = at.saturating_sub(PROMISED + FLUSH);
        let there = look(&folder, seed, &heard, until, &mut found.tally);
        let lost = heard.edits.iter().find(|(number, _)| *number >= there);
        found.ages.extend(lost.map(|(_, made)| at.saturating_sub(*made)));
        fs::remove_dir_all(folder).unwrap();
        Some(())
    };
    on_each_kind(one, |kind, cuts, Typed { tally, ages }| {
        let most = ages.iter().max().copied().unwrap_or(0);
        let late = ages.iter().filter(|age| **age > PROMISED).count();
        println!(
            "{}: {cuts} cuts, {} edits and {} saves acknowledged, offered {}, a file {}, torn \
             journals {}; the oldest edit that was lost was {most} ms old, {late} older than \
             {PROMISED} ms",
            kind.name, tally.edits, tally.saves, tally.offered, tally.with_file, tally.torn,
        );
    });
}

/// A version of a project that fills more than a page of the disk.
fn version(number: usize) -> nutgraf::project::Project {
    project(&format!("{number} {}", "words of it ".repeat(number * 613 % 9_000)))
}

/// Not a test of its own: saves one version after the other, and says so.
#[test]
fn saving() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let path = Path::new(&folder).join("ban.ron");
    let mut stamp = save(&version(0), &path, Expect::Nothing).unwrap();
    println!("\nsaved 0");
    for number in 1.. {
        match save(&version(number), &path, Expect::Unchanged(&stamp)) {
            Ok(new) => {
                println!("saved {number}");
                stamp = new;
            }
            Err(SaveError::Unsettled { .. }) => return println!("unsettled"),
            Err(SaveError::System { .. }) => return println!("refused"),
            Err(error) => return println!("otherwise {error}"),
        }
    }
}

#[derive(Default)]
struct Saved {
    saves: usize,
    refused: usize,
    unsettled: usize,
    /// How often a version was there that the disk had not confirmed.
    newer: usize,
}

#[test]
fn a_power_cut_within_a_save_leaves_the_old_version_or_the_new_one_as_it_was_said() {
    let one = |volume: &Volume, seed: u64, found: &mut Saved| {
        let folder = volume.point.join(seed.to_string());
        let read = |out: &mut dyn BufRead| out.lines().map_while(Result::ok).collect::<Vec<_>>();
        let (lines, _) = cut(volume, &folder, ("volumes::cuts::saving", seed), read)?;
        let saves = lines.iter().filter(|line| line.starts_with("saved ")).count();
        let has = |how: &str| lines.iter().any(|line| line.starts_with(how));
        assert!(!has("otherwise"), "{lines:?}");
        let path = folder.join("ban.ron");
        if saves > 0 || path.exists() {
            let project = load(&path).expect("the file is whole").project;
            let there = project.draft().split(' ').next().unwrap().parse::<usize>().unwrap() + 1;
            // A save that was refused left the old one; else the new one may be there.
            let most = if has("refused") { saves } else { saves + 1 };
            assert!((saves..=most).contains(&there), "{}, seed {seed}: {lines:?}", there - 1);
            assert_eq!(project.draft(), version(there - 1).draft());
            found.newer += there - saves;
        }
        // The next save takes away what the cut left of the one under way.
        save(&version(0), &path, Expect::Overwrite).unwrap();
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "seed {seed}");
        found.saves += saves;
        found.refused += usize::from(has("refused"));
        found.unsettled += usize::from(has("unsettled"));
        fs::remove_dir_all(folder).unwrap();
        Some(())
    };
    on_each_kind(one, |kind, cuts, Saved { saves, refused, unsettled, newer }| {
        println!(
            "{}: {cuts} cuts, {saves} saves acknowledged; of those under way {refused} were \
             refused, {unsettled} unsettled, {newer} there without being acknowledged",
            kind.name
        );
    });
}

/// That the cuts above find something where something is wrong.
#[test]
fn a_file_that_is_renamed_without_a_flush_does_not_survive_these_cuts() {
    for kind in &KINDS[1..] {
        let Some(volume) = Volume::new(*kind) else { return };
        let careful = volume.point.join("careful.ron");
        save(&project("words"), &careful, Expect::Nothing).unwrap();
        let (new, careless) = (volume.point.join("new"), volume.point.join("careless.ron"));
        // Written and not copied: a copy may share what is on the disk already.
        let bytes = fs::read(&careful).unwrap();
        fs::write(&careless, &bytes).unwrap();
        fs::File::open(&careless).unwrap().sync_all().unwrap();
        fs::write(&new, &bytes).unwrap();
        fs::rename(&new, &careless).unwrap();
        // The log reaches the disk with the rename, before the words do.
        fs::File::open(&volume.point).unwrap().sync_all().unwrap();
        if !volume.cut() {
            return;
        }
        volume.unmount();
        if !volume.mount() {
            return;
        }
        assert_eq!(load(&careful).unwrap().project.draft(), "words");
        let left = fs::read(&careless).unwrap();
        assert!(load(&careless).is_err(), "{}: {} bytes are left", kind.name, left.len());
    }
}
