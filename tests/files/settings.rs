//! Settings: kept, and never in the way.

use std::{fs, path::PathBuf};

use nutgraf::persist::{
    Folders, Settings,
    settings::{DAYS, EditorFont, KnownProject, RECENT, ThemeChoice},
};

#[test]
fn settings_read_back_as_they_were_kept() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("deep/nutgraf");
    let mut settings = Settings {
        theme: ThemeChoice::Dark,
        editor_font: EditorFont::Mono,
        zoom: 1.25,
        measure: 72,
        navigator: false,
        window: Some((1440.0, 900.0)),
        window_corner: Some((12.0, -8.0)),
        is_maximized: true,
        session: Some("/tmp/a.ron".to_owned()),
        ..Settings::default()
    };
    settings.remember("/tmp/a \"quoted\" name.ron");
    let known = KnownProject { title: "A “title”".to_owned(), caret: 12 };
    settings.note("/tmp/a \"quoted\" name.ron".as_ref(), known);
    settings.save_to(&folder).unwrap();
    settings.save_to(&folder).unwrap();
    let (loaded, fault) = Settings::load_from(&folder);
    assert_eq!(loaded, settings);
    assert!(fault.is_none(), "{fault:?}");
}

#[test]
fn without_a_file_there_are_defaults() {
    let folder = tempfile::tempdir().unwrap();
    let (settings, fault) = Settings::load_from(folder.path());
    assert_eq!(settings, Settings::default());
    assert!(fault.is_none(), "{fault:?}");
    assert_eq!(Settings::default().measure, 68);
}

#[test]
fn a_damaged_file_means_defaults_and_is_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.ron");
    for damaged in [&b"(theme: Pink)"[..], b"(theme", b"", b"\xff\xfe"] {
        fs::write(&path, damaged).unwrap();
        let (settings, note) = Settings::load_from(folder.path());
        assert_eq!(settings, Settings::default());
        assert!(note.unwrap().to_string().contains("renamed to settings.damaged.ron"));
        assert!(!path.exists());
        assert_eq!(fs::read(folder.path().join("settings.damaged.ron")).unwrap(), damaged);
    }
}

#[test]
fn settings_of_another_version_keep_what_is_known() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("settings.ron"), "(theme: Light, sparkle: 3)").unwrap();
    let (settings, _) = Settings::load_from(folder.path());
    assert_eq!(settings, Settings { theme: ThemeChoice::Light, ..Settings::default() });
}

#[test]
fn values_out_of_range_are_brought_into_it() {
    let folder = tempfile::tempdir().unwrap();
    let text = "(zoom: NaN, measure: 9000, navigator_width: -4.0, window: Some((inf, 1.0)))";
    fs::write(folder.path().join("settings.ron"), text).unwrap();
    let (settings, _) = Settings::load_from(folder.path());
    let expected = Settings { measure: 160, navigator_width: 120.0, ..Settings::default() };
    assert_eq!(settings, expected);
}

#[test]
fn recent_projects_are_newest_first_without_doubles_and_few() {
    let mut settings = Settings::default();
    for number in 0..20 {
        settings.remember(format!("/p/{number}.ron"));
    }
    settings.remember("/p/15.ron");
    assert_eq!(settings.recent.len(), RECENT);
    assert_eq!(settings.recent[..2], [PathBuf::from("/p/15.ron"), PathBuf::from("/p/19.ron")]);
    assert_eq!(settings.recent.iter().filter(|path| path.ends_with("15.ron")).count(), 1);
    settings.forget("/p/15.ron".as_ref());
    assert_eq!(settings.recent[0], PathBuf::from("/p/19.ron"));
}

#[test]
fn what_is_known_of_a_project_goes_with_it() {
    let mut settings = Settings::default();
    settings.note("/p/0.ron".as_ref(), KnownProject::default());
    assert!(settings.known.is_empty(), "it is no recent one");
    for number in 0..=RECENT {
        let path = PathBuf::from(format!("/p/{number}.ron"));
        settings.remember(path.clone());
        settings.note(&path, KnownProject { title: number.to_string(), caret: number });
    }
    assert_eq!(settings.known("/p/1.ron".as_ref()).unwrap().title, "1");
    assert_eq!(settings.known("/p/0.ron".as_ref()), None);
}

#[test]
fn a_chosen_folder_holds_everything() {
    let folders = Folders::chosen(Some("/chosen".into())).unwrap();
    assert_eq!(folders.config, PathBuf::from("/chosen"));
    assert_eq!(folders.state, PathBuf::from("/chosen/state"));
    assert_eq!(Folders::chosen(Some("".into())), None);
    assert_eq!(Folders::chosen(None), None);
}

#[test]
fn words_are_remembered_of_the_last_days_alone() {
    let mut settings = Settings::default();
    for day in 1..=20 {
        settings.note_words(&format!("2026-11-{day:02}"), day);
    }
    settings.note_words("2026-11-20", -5);
    let days: Vec<_> = settings.words_by_day.iter().map(|(day, words)| (&**day, *words)).collect();
    assert_eq!((days.len(), days[0], days[13]), (DAYS, ("2026-11-07", 7), ("2026-11-20", 15)));
}
