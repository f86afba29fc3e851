//! Locks that others left, took, forged or hid something behind.

#![allow(clippy::disallowed_methods, reason = "a test's files are its own")]

use std::{thread, time::Duration};

use super::*;

fn now() -> Timestamp {
    "2026-11-25T12:00:00Z".parse().unwrap()
}

fn owner(host: &str, since: i64) -> Owner {
    Owner { user: "jo".into(), host: host.into(), pid: 1, since }
}

/// A folder and the path of a project in it.
fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("article.ron");
    (folder, project)
}

fn leave(project: &Path, owner: &Owner) {
    fs::write(lock_path(project), ron::to_string(owner).unwrap()).unwrap();
}

/// Why neither command nor window gets the lock, by force neither.
fn refusal(project: &Path) -> String {
    let refused = [
        check(project, now(), false).err(),
        take(project, now()).err(),
        take_over(project, now()).err(),
    ];
    let said = refused.map(|refusal| match refusal {
        Some(Refusal::Unusable { file, obstacle }) => {
            assert_eq!(file, lock_path(project));
            obstacle.to_string()
        }
        other => panic!("{other:?}"),
    });
    assert!(said.iter().all(|one| *one == said[0]), "{said:?}");
    said.into_iter().next().unwrap()
}

#[test]
fn a_lock_is_given_once_and_says_who_has_it() {
    let (folder, project) = place();
    let lock = take(&project, now()).unwrap();
    assert_eq!(holder(&project, now()), Some(Some(Owner::here(now()))));
    let Err(Refusal::Held { owner: Some(owner), is_live: true, file }) = take(&project, now())
    else {
        panic!("held")
    };
    assert_eq!((owner.pid, file), (std::process::id(), folder.path().join(".article.ron.lock")));
    assert!(take_over(&project, now()).is_err(), "what is held is not taken over");
    drop(lock);
    assert_eq!(holder(&project, now()), None);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "no lock file is left");
    assert!(take(&project, now()).is_ok());
}

#[test]
fn what_a_dead_process_of_this_computer_left_is_taken_over() {
    let (folder, project) = place();
    leave(&project, &owner(&note::host(), now().as_second() - 5));
    assert_eq!(holder(&project, now()), None);
    let lock = take(&project, now()).unwrap();
    assert_eq!(holder(&project, now()), Some(Some(Owner::here(now()))));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    drop(lock);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn the_lock_of_another_computer_is_believed_for_a_day_or_until_a_person_says_no() {
    let (_folder, project) = place();
    let theirs = owner("elsewhere", now().as_second() - 60);
    leave(&project, &theirs);
    assert_eq!(holder(&project, now()), Some(Some(theirs.clone())));
    let Err(Refusal::Held { owner: Some(found), is_live: false, .. }) = take(&project, now())
    else {
        panic!("held")
    };
    assert_eq!(found, theirs);
    drop(take_over(&project, now()).unwrap());
    leave(&project, &owner("elsewhere", now().as_second() - BELIEVED));
    assert!(take(&project, now()).is_ok());
}

#[test]
fn the_lock_of_another_computer_is_believed_when_a_clock_went_back_but_not_by_years() {
    let (_folder, project) = place();
    let theirs = owner("elsewhere", now().as_second() + 60 * 60);
    leave(&project, &theirs);
    assert_eq!(holder(&project, now()), Some(Some(theirs)));
    assert!(matches!(take(&project, now()), Err(Refusal::Held { owner: Some(_), .. })));
    for since in
        [now().as_second() + BELIEVED, now().as_second() + 366 * BELIEVED, i64::MAX, i64::MIN]
    {
        leave(&project, &owner("elsewhere", since));
        assert_eq!(holder(&project, now()), None, "{since}");
        assert!(take(&project, now()).is_ok(), "{since}");
    }
}

#[test]
fn a_note_that_was_not_written_to_its_end_is_no_lock() {
    let whole = ron::to_string(&owner("elsewhere", now().as_second())).unwrap();
    let torn = (0..whole.len()).map(|length| whole.as_bytes()[..length].to_vec());
    for bytes in torn.chain([vec![0; whole.len()]]) {
        let (_folder, project) = place();
        fs::write(lock_path(&project), &bytes).unwrap();
        assert_eq!(holder(&project, now()), None, "{bytes:?}");
        assert!(take(&project, now()).is_ok(), "{bytes:?}");
    }
}

#[test]
fn what_this_program_did_not_write_is_refused_and_left_as_it_is() {
    let (_folder, project) = place();
    let lock = lock_path(&project);
    let long = format!("(user:{}", "x".repeat(5_000));
    for bytes in [&b"my notes\n"[..], &[0xff, 0, b'('], b"()", long.as_bytes()] {
        fs::write(&lock, bytes).unwrap();
        assert_eq!(refusal(&project), "holds something that Nutgraf did not write");
        assert_eq!(fs::read(&lock).unwrap(), bytes);
    }
    assert!(holder(&project, now()).is_none());
}

#[test]
fn the_names_in_a_note_are_shown_without_what_a_terminal_would_obey() {
    let note = Owner {
        user: "jo\u{1b}]0;owned\u{7}\n".into(),
        host: format!("\u{202e}host\u{9b}{}", "x".repeat(5_000)),
        pid: 1,
        since: i64::MAX,
    };
    let said = note.to_string();
    assert_eq!(said.split(" on ").next(), Some("jo\u{fffd}]0;owned\u{fffd}"));
    assert!(said.contains("on [RLO]host\u{fffd}") && said.len() < 300, "{said}");
}

#[test]
fn what_took_the_place_of_a_lock_is_not_removed_with_it() {
    let (folder, project) = place();
    let lock = take(&project, now()).unwrap();
    fs::remove_file(lock_path(&project)).unwrap();
    fs::write(lock_path(&project), "somebody's").unwrap();
    drop(lock);
    assert_eq!(fs::read(folder.path().join(".article.ron.lock")).unwrap(), b"somebody's");
}

#[test]
fn of_many_who_want_a_lock_at_once_one_gets_it() {
    for left in [None, Some(owner(&note::host(), 0)), Some(owner("elsewhere", 0))] {
        let (_folder, project) = place();
        if let Some(owner) = &left {
            leave(&project, owner);
        }
        let taken = thread::scope(|scope| {
            let takers: Vec<_> = (0..16).map(|_| scope.spawn(|| take(&project, now()))).collect();
            takers.into_iter().map(|taker| taker.join().unwrap()).collect::<Vec<_>>()
        });
        assert_eq!(taken.iter().filter(|lock| lock.is_ok()).count(), 1, "{left:?} {taken:?}");
    }
}

#[cfg(target_os = "linux")]
mod hostile {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};

    use rustix::fs::{CWD, Mode, mkfifoat};

    use super::*;

    /// What a file holds, and when it was changed.
    fn seen(path: &Path) -> (Vec<u8>, i64, i64, u32) {
        let found = fs::metadata(path).unwrap();
        (fs::read(path).unwrap(), found.mtime(), found.mtime_nsec(), found.mode())
    }

    #[test]
    fn a_link_is_not_followed() {
        let (folder, project) = place();
        let target = folder.path().join("diary.txt");
        fs::write(&target, "Dear diary").unwrap();
        let before = seen(&target);
        symlink(&target, lock_path(&project)).unwrap();
        assert_eq!(refusal(&project), "is a symbolic link");
        assert_eq!(seen(&target), before);
        assert!(lock_path(&project).is_symlink());
    }

    #[test]
    fn a_link_that_leads_to_nothing_makes_nothing() {
        let (folder, project) = place();
        let target = folder.path().join("authorized_keys");
        symlink(&target, lock_path(&project)).unwrap();
        assert_eq!(refusal(&project), "is a symbolic link");
        assert!(target.symlink_metadata().is_err());
    }

    #[test]
    fn a_file_of_another_name_is_not_written_to() {
        let (folder, project) = place();
        let target = folder.path().join("diary.txt");
        for content in ["Dear diary", "", "(user:"] {
            fs::write(&target, content).unwrap();
            let before = seen(&target);
            fs::hard_link(&target, lock_path(&project)).unwrap();
            assert_eq!(refusal(&project), "has 2 names (hard links)");
            assert_eq!(seen(&target), before);
            fs::remove_file(lock_path(&project)).unwrap();
        }
    }

    #[test]
    fn what_is_no_file_is_named_at_once() {
        let (_folder, project) = place();
        let lock = lock_path(&project);
        let began = std::time::Instant::now();
        fs::create_dir(&lock).unwrap();
        assert_eq!(refusal(&project), "is a folder");
        fs::remove_dir(&lock).unwrap();
        mkfifoat(CWD, &lock, Mode::RUSR | Mode::WUSR).unwrap();
        assert_eq!(refusal(&project), "is a pipe");
        fs::remove_file(&lock).unwrap();
        for device in ["/dev/null", "/dev/zero", "/dev/tty"] {
            symlink(device, &lock).unwrap();
            assert_eq!(refusal(&project), "is a symbolic link");
            fs::remove_file(&lock).unwrap();
        }
        assert!(began.elapsed() < Duration::from_secs(1));
    }

    #[test]
    fn a_stale_lock_of_another_user_is_replaced_by_a_new_file() {
        let (folder, project) = place();
        leave(&project, &owner(&note::host(), 0));
        let lock = lock_path(&project);
        if chown(&lock, Some(12_345), Some(12_345)).is_err() {
            // Only the superuser may give a file away.
            return;
        }
        fs::set_permissions(&lock, fs::Permissions::from_mode(0o444)).unwrap();
        let old = File::open(&lock).unwrap();
        let taken = take(&project, now()).unwrap();
        assert_ne!(old.metadata().unwrap().ino(), fs::metadata(&lock).unwrap().ino());
        let own = fs::metadata(folder.path()).unwrap().uid();
        assert_eq!(fs::metadata(&lock).unwrap().uid(), own);
        assert_eq!(holder(&project, now()), Some(Some(Owner::here(now()))));
        drop(taken);
        assert!(lock.symlink_metadata().is_err());
    }
}
