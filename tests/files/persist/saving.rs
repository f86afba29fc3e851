//! Saves: in one stroke, never over what somebody else wrote.

use std::fs;

use nutgraf::persist::{self, Expect, SaveError};

use super::{edited, folder, names_in, sample, saved_sample};
use crate::support::skip::skipped;

#[test]
fn a_save_leaves_the_file_and_nothing_else() {
    let folder = folder();
    let (path, stamp) = saved_sample(folder.path());
    let stamp = persist::save(&edited(), &path, Expect::Unchanged(&stamp)).unwrap();
    let opened = persist::load(&path).unwrap();
    assert_eq!(opened.stamp, stamp);
    assert!(opened.project.draft().starts_with("New. "));
    assert_eq!(names_in(folder.path()), ["article.ron"]);
}

#[test]
fn a_new_project_never_replaces_a_file() {
    let folder = folder();
    let path = folder.path().join("article.ron");
    fs::write(&path, "precious").unwrap();
    let error = persist::save(&sample(), &path, Expect::Nothing).unwrap_err();
    assert!(matches!(error, SaveError::Exists { .. }), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "precious");
    persist::save(&sample(), &path, Expect::Overwrite).unwrap();
    assert!(persist::load(&path).is_ok());
    assert_eq!(names_in(folder.path()), ["article.ron"]);
}

#[test]
fn an_edit_from_outside_is_kept_even_of_the_same_length_and_time() {
    let folder = folder();
    let (path, stamp) = saved_sample(folder.path());
    let text = fs::read_to_string(&path).unwrap().replacen("Nobody", "Nowody", 1);
    fs::write(&path, &text).unwrap();
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(stamp.modified.unwrap()).unwrap();
    let error = persist::save(&edited(), &path, Expect::Unchanged(&stamp)).unwrap_err();
    assert!(matches!(error, SaveError::ChangedOutside { .. }), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    assert_eq!(names_in(folder.path()), ["article.ron"]);
}

#[test]
fn a_file_that_vanished_is_made_again() {
    let folder = folder();
    let (path, stamp) = saved_sample(folder.path());
    fs::remove_file(&path).unwrap();
    persist::save(&sample(), &path, Expect::Unchanged(&stamp)).unwrap();
    assert!(persist::load(&path).is_ok());
}

#[test]
fn a_save_that_cannot_succeed_says_why_and_leaves_no_trace() {
    let folder = folder();
    let (path, _) = saved_sample(folder.path());
    let table = [
        (folder.path().join("gone/article.ron"), "the folder is not there"),
        (path.join("article.ron"), "a part of its path is not a folder"),
        (folder.path().join("x".repeat(300)), "the system does not allow this file name"),
        (folder.path().to_owned(), "this is a folder, not a file"),
    ];
    for (target, why) in table {
        let error = persist::save(&sample(), &target, Expect::Overwrite).unwrap_err();
        assert!(error.to_string().contains(why), "{error}");
        assert!(error.to_string().contains("not saved"), "{error}");
        assert!(error.hint().ends_with('.'), "{error}");
    }
    assert_eq!(names_in(folder.path()), ["article.ron"]);
    assert!(persist::load(&path).is_ok());
}

#[cfg(unix)]
#[test]
fn a_read_only_file_or_folder_is_left_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let (path, stamp) = saved_sample(folder.path());
    let before = fs::read(&path).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let error = persist::save(&edited(), &path, Expect::Unchanged(&stamp)).unwrap_err();
    assert!(matches!(error, SaveError::ReadOnly { .. }), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);

    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    if fs::File::create(folder.path().join("probe")).is_ok() {
        skipped("in part: the superuser may write to every folder");
    } else {
        let error = persist::save(&edited(), &path, Expect::Unchanged(&stamp)).unwrap_err();
        assert!(error.to_string().contains("permission is denied"), "{error}");
        assert_eq!(fs::read(&path).unwrap(), before);
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_save_keeps_permissions_and_follows_symbolic_links() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let (path, _) = saved_sample(folder.path());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    let link = folder.path().join("link.ron");
    std::os::unix::fs::symlink("article.ron", &link).unwrap();
    let stamp = persist::load(&link).unwrap().stamp;
    persist::save(&edited(), &link, Expect::Unchanged(&stamp)).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(persist::load(&path).unwrap().project.draft().starts_with("New. "));
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);

    let dangling = folder.path().join("dangling.ron");
    std::os::unix::fs::symlink("made.ron", &dangling).unwrap();
    persist::save(&sample(), &dangling, Expect::Nothing).unwrap();
    assert!(persist::load(&folder.path().join("made.ron")).is_ok());

    let circle = folder.path().join("circle.ron");
    std::os::unix::fs::symlink("circle.ron", &circle).unwrap();
    let error = persist::save(&sample(), &circle, Expect::Overwrite).unwrap_err();
    assert!(error.to_string().contains("circle"), "{error}");
}

#[test]
fn an_export_replaces_the_old_one_in_one_stroke() {
    let folder = folder();
    let path = folder.path().join("article.md");
    persist::write_atomic(&path, b"one").unwrap();
    persist::write_atomic(&path, b"two").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert_eq!(names_in(folder.path()), ["article.md"]);
}
