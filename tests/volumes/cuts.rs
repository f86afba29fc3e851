//! Power cuts: what was acknowledged as saved is there, whole, and so is what was typed.
//!
//! A process of its own writes and saves on an image. At a random moment the file system
//! is shut down without flushing anything; the image is mounted again, its log played
//! back, and everything on it looked at. What this cannot show is a disk that lies about
//! what it has flushed: all that reached the image stays there.

use std::{
    env, fs,
    io::BufReader,
    path::Path,
    process::{Command, Stdio},
    sync::Mutex,
    thread,
    time::{Duration, Instant},
};

use fastrand::Rng;
use nutgraf::persist::{Expect, load, save};

use super::{
    project,
    volume::{EXT4, Kind, Volume},
    writer::{FOLDER, SEED, Tally, clock, heard, look, write},
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
struct Cuts {
    tally: Tally,
    /// How old the oldest edit that was lost was at the cut, in milliseconds.
    ages: Vec<u128>,
}

/// One cut; `None` where none can be made.
fn cut(volume: &Volume, seed: u64, cuts: &mut Cuts) -> Option<()> {
    let folder = volume.point.join(seed.to_string());
    fs::create_dir(&folder).unwrap();
    fs::File::open(&volume.point).unwrap().sync_all().unwrap();
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "cuts::writing", "--nocapture"])
        .env(FOLDER, &folder)
        .env(SEED, seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let reader = thread::spawn(move || heard(out));
    thread::sleep(Duration::from_millis(Rng::with_seed(seed).u64(30..700)));
    let at = clock();
    let was_cut = volume.cut();
    // It goes on for a moment, to be told that it cannot write.
    thread::sleep(Duration::from_millis(20));
    child.kill().unwrap();
    child.wait().unwrap();
    let heard = reader.join().unwrap();
    volume.unmount();
    volume.mount();
    if !was_cut {
        return None;
    }
    let until = at.saturating_sub(PROMISED + FLUSH);
    let there = look(&folder, seed, &heard, until, &mut cuts.tally);
    let lost = heard.edits.iter().find(|(number, _)| *number >= there);
    cuts.ages.extend(lost.map(|(_, made)| at.saturating_sub(*made)));
    fs::remove_dir_all(folder).unwrap();
    Some(())
}

#[test]
fn after_a_power_cut_every_acknowledged_save_and_all_older_typing_is_there() {
    let all = env::var("NUTGRAF_CUTS").ok().and_then(|cuts| cuts.parse().ok()).unwrap_or(6);
    let began = Instant::now();
    let done: Mutex<u64> = Mutex::new(0);
    let worst = Mutex::new(0);
    thread::scope(|scope| {
        for (kind, number) in KINDS.into_iter().zip(0_u64..) {
            let (done, worst) = (&done, &worst);
            scope.spawn(move || {
                let Some(volume) = Volume::new(kind) else { return };
                let mut cuts = Cuts::default();
                // Odd seeds write articles that have no file.
                for seed in (0..all).filter(|cut| cut % 3 == number).map(|cut| cut * 2) {
                    if cut(&volume, seed, &mut cuts).is_none() {
                        return;
                    }
                    *done.lock().unwrap() += 1;
                }
                let Cuts { tally, ages } = cuts;
                let most = ages.iter().max().copied().unwrap_or(0);
                let late = ages.iter().filter(|age| **age > PROMISED).count();
                println!(
                    "{}: {} cuts, {} edits and {} saves acknowledged, offered {}, a file {}, \
                     torn journals {}; the oldest edit that was lost was {most} ms old, {late} \
                     older than {PROMISED} ms",
                    kind.name,
                    tally.runs,
                    tally.edits,
                    tally.saves,
                    tally.offered,
                    tally.with_file,
                    tally.torn,
                );
                let mut worst = worst.lock().unwrap();
                *worst = most.max(*worst);
            });
        }
    });
    let done = done.into_inner().unwrap();
    println!(
        "{done} cuts in {} s, worst {} ms",
        began.elapsed().as_secs(),
        worst.into_inner().unwrap()
    );
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
        volume.mount();
        assert_eq!(load(&careful).unwrap().project.draft(), "words");
        let left = fs::read(&careless).unwrap();
        assert!(load(&careless).is_err(), "{}: {} bytes are left", kind.name, left.len());
    }
}
