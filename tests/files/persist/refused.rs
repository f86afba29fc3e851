//! Files that are no projects, and what cannot be opened: one clear message each.

use std::{fs, path::Path};

use nutgraf::persist::{self, Expect, LoadFault, SaveError, from_ron, to_ron};

use super::{folder, refused, sample, saved_sample};
use crate::support::skip::skipped;

#[test]
fn a_file_cut_off_at_any_byte_is_refused_with_a_place() {
    let good = to_ron(&sample()).unwrap();
    for end in 0..good.len() - 1 {
        let error = refused(&good.as_bytes()[..end]);
        match &error.fault {
            LoadFault::Empty => assert_eq!(end, 0),
            LoadFault::NotUtf8 { offset, .. } => assert!(*offset < end && error.place.is_some()),
            LoadFault::CutShort { .. } => assert!(error.place.is_some(), "{end}"),
            // Half a string mark or half a word; the place still says where.
            _ => assert!(error.place.is_some(), "{end}: {error}"),
        }
    }
    let whole = from_ron(&good.as_bytes()[..good.len() - 1], Path::new("article.ron"));
    assert!(whole.is_ok(), "only the last line break is missing");
}

#[test]
fn a_file_cut_off_within_the_draft_says_where_the_draft_begins() {
    let good = to_ron(&sample()).unwrap();
    let cut = &good[..good.find("Nobody").unwrap()];
    let error = refused(cut.as_bytes());
    assert!(matches!(error.fault, LoadFault::CutShort { of_text: true }), "{error}");
    let line = cut[..cut.find("draft:").unwrap()].lines().count();
    assert_eq!(error.place.unwrap().line, line);
    assert!(error.to_string().starts_with(&format!("article.ron:{line}:")), "{error}");
}

/// A project of one line, with `more` after the title.
fn with_article(more: &str) -> String {
    format!(
        "(format: 1,\narticle: (title: \"T\"{more}), draft: \"One.\", sources: [], quotes: [], claims: [], signoffs: [])"
    )
}

#[test]
fn each_bad_text_is_one_clear_message_with_its_place() {
    let table = [
        ("", "article.ron: the file is empty"),
        ("  \n", "article.ron: the file is empty"),
        ("\0\0\0", "article.ron: the file holds nothing but zero bytes"),
        (
            "# A draft\n",
            "article.ron:1:1: this is not a Nutgraf project: it does not begin with “(”",
        ),
        (
            "{\"format\": 1}",
            "article.ron:1:1: this is not a Nutgraf project: it does not begin with “(”",
        ),
        ("(format: 1,", "article.ron:1:12: the file is cut short: it ends before the project does"),
        (
            "(format: 1, artic",
            "article.ron:1:13: the file is cut short: it ends before the project does",
        ),
        (
            "(format: 1 draft: \"\")",
            "article.ron:1:12: this is not a Nutgraf project: expected comma",
        ),
        (
            "(format: 0)",
            "article.ron: the project does not hold together: there never was a format 0",
        ),
        (
            "(format: 2, new: {})",
            "article.ron: the file is of format 2, and this Nutgraf reads formats up to 1",
        ),
        (
            "(new: {1: 2}, format: 31",
            "article.ron: the file is of format 31, and this Nutgraf reads formats up to 1",
        ),
        (
            &with_article(", mood: \"calm\""),
            "article.ron:2:23: unknown field “mood” in the article",
        ),
        (
            &with_article(", title: \"U\""),
            "article.ron:2:23: the project does not hold together: the field “title” stands twice in the article",
        ),
        (
            &with_article(", date: \"soon\""),
            "article.ron:2:30: the project does not hold together: “soon” is not a date or time; write 2026-11-23 or 2026-11-23T14:02:11Z",
        ),
        (
            &with_article(", profile: Mild"),
            "article.ron:2:32: the project does not hold together: “Mild” is not a value this program knows here; it knows Strict, Standard, Lenient",
        ),
        (
            &format!("{} trailing", with_article("")),
            "article.ron:2:90: the project does not hold together: something stands after the end of the project",
        ),
        (
            &with_article("").replace(", signoffs: []", ""),
            "article.ron:2:74: the project does not hold together: the field “signoffs” is missing in the project",
        ),
    ];
    for (text, message) in table {
        let error = refused(text.as_bytes());
        assert_eq!(error.to_string(), message, "of {text:?}");
        assert!(error.hint().ends_with('.'), "{error}");
    }
}

#[test]
fn ten_thousand_levels_of_nesting_are_refused_wherever_they_stand() {
    for bracket in ["(", "[", "{", "Some(", "/*"] {
        let wall = bracket.repeat(10_000);
        for text in [wall.clone(), with_article(&format!(", authors: [{wall}"))] {
            let error = refused(text.as_bytes());
            assert!(error.place.is_some(), "{bracket}: {error}");
            if bracket != "/*" {
                assert!(matches!(error.fault, LoadFault::TooDeep), "{bracket}: {error}");
            }
        }
    }
}

#[test]
fn bytes_that_are_not_utf8_are_named_by_offset_line_and_column() {
    let error = refused(b"(format: 1,\ndraft: \"\xff\")");
    assert_eq!(
        error.to_string(),
        "article.ron:2:9: not UTF-8 text: the first wrong byte is at byte 20"
    );
    let utf16: Vec<u8> = "\u{feff}(format: 1)".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let error = refused(&utf16);
    assert_eq!(
        error.to_string(),
        "article.ron:1:1: not UTF-8 text: it is UTF-16, which begins at byte 0"
    );
    assert!(error.hint().contains("UTF-8"));
}

#[test]
fn what_a_file_refers_to_must_be_in_it() {
    let good = to_ron(&sample()).unwrap();
    let table = [
        (
            "source: \"s1\"",
            "source: \"s9\"",
            "quote “q1” refers to source “s9”, which is not in the file",
        ),
        (
            "Quote(\"q1\")",
            "Quote(\"q9\")",
            "claim “c1” refers to quote “q9”, which is not in the file",
        ),
        ("id: \"s2\"", "id: \"s1\"", "source “s1” stands twice in the file"),
        ("id: \"c2\"", "id: \"c1\"", "claim “c1” stands twice in the file"),
        (
            "key: \"law:2024\"",
            "key: \"audit\"",
            "source “s2” has the citation key “audit” of another source",
        ),
        ("end: 93", "end: 33", "claim “c2” stands at bytes 71 to 33, which is no place"),
        ("            end: 70,\n", "", "claim “c1” has only one of “start” and “end”"),
        (
            "at: 11)",
            "at: 1100)",
            "mark “2” of source “s1” stands at byte 1100, which does not fit a text of 79 bytes",
        ),
        (
            "start: 21",
            "start: 18446744073709551615",
            "quote “q1” starts at byte 18446744073709551615, beyond any text",
        ),
    ];
    for (old, new, message) in table {
        assert!(good.contains(old), "{old}");
        let error = refused(good.replacen(old, new, 1).as_bytes());
        assert_eq!(
            error.to_string(),
            format!("article.ron: the project does not hold together: {message}")
        );
    }
}

#[test]
fn a_key_that_no_draft_can_cite_is_refused() {
    let bad = to_ron(&sample()).unwrap().replacen("law:2024", "law 2024", 1);
    assert!(
        refused(bad.as_bytes())
            .to_string()
            .contains("source “s2”: “law 2024” cannot be a citation key")
    );
}

#[test]
fn what_cannot_be_opened_says_why() {
    let folder = folder();
    let missing = folder.path().join("missing.ron");
    let error = persist::load(&missing).unwrap_err();
    assert_eq!(error.to_string(), format!("{}: there is no such file", missing.display()));
    let error = persist::load(folder.path()).unwrap_err();
    assert!(error.to_string().ends_with(": this is a folder, not a project file"), "{error}");
    let error = persist::load(&missing.join("deeper.ron")).unwrap_err();
    assert!(matches!(error.fault, LoadFault::Missing), "{error}");
}

#[test]
fn a_file_of_600_megabytes_is_refused_before_it_is_read() {
    let folder = folder();
    let path = folder.path().join("large.ron");
    fs::File::create(&path).unwrap().set_len(600 << 20).unwrap();
    let error = persist::load(&path).unwrap_err();
    assert!(
        error.to_string().contains(": the file has 600 MiB, and a project is opened up to 512 MiB"),
        "{error}"
    );
    fs::File::create(&path).unwrap().set_len((512 << 20) + 1).unwrap();
    let error = persist::load(&path).unwrap_err();
    assert!(error.to_string().contains("the file has 512.1 MiB"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_says_so() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let (path, _) = saved_sample(folder.path());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::File::open(&path).is_ok() {
        skipped("the superuser may read every file");
        return;
    }
    let error = persist::load(&path).unwrap_err();
    assert!(error.to_string().ends_with(": cannot be read: permission is denied"), "{error}");
}

#[cfg(unix)]
#[test]
fn a_device_is_not_opened_and_not_replaced() {
    let error = persist::load(Path::new("/dev/null")).unwrap_err();
    assert!(matches!(error.fault, LoadFault::NotAFile), "{error}");
    let error = persist::save(&sample(), Path::new("/dev/null"), Expect::Overwrite).unwrap_err();
    assert!(matches!(error, SaveError::NotAFile { .. }), "{error}");
    persist::write_atomic(Path::new("/dev/null"), b"an export").unwrap();
}
