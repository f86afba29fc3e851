//! Completing a path that is typed.
//!
//! # Invariants
//! Nothing here reads a disk: the entries of the folder come as an event, and a folder that
//! never answers only completes nothing.

use std::path::{MAIN_SEPARATOR, Path, PathBuf, is_separator};

use crate::app::{FolderEntry, Pick};
use nutgraf_import::ImportKind;

/// Splits a typed path into its folder, with the separator, and the beginning of a name.
pub(super) fn split(path: &str) -> (&str, &str) {
    path.split_at(path.rfind(is_separator).map_or(0, |at| at + 1))
}

/// Returns the path that a typed one means: `~` is the home folder.
pub(super) fn meant(typed: &str) -> PathBuf {
    let typed = typed.trim();
    let in_home =
        typed.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(is_separator));
    let path = match (in_home, etcetera::home_dir()) {
        (Some(rest), Ok(home)) => home.join(rest.trim_start_matches(is_separator)),
        _ => PathBuf::from(typed),
    };
    std::path::absolute(&path).unwrap_or(path)
}

/// Returns the entries that a typed name can become: folders, and the files that are looked
/// for.
pub(super) fn candidates<'a>(
    entries: &'a [FolderEntry],
    beginning: &str,
    pick: &Pick,
) -> Vec<&'a FolderEntry> {
    let typed = beginning.to_lowercase();
    let is_candidate = |entry: &&FolderEntry| {
        entry.name.to_lowercase().starts_with(&typed)
            && (typed.starts_with('.') || !entry.name.starts_with('.'))
            && (entry.is_folder || fits(pick, &entry.name))
    };
    entries.iter().filter(is_candidate).collect()
}

/// Whether a file is one of those that are looked for.
fn fits(pick: &Pick, name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let ending = ending.to_lowercase();
    match pick {
        Pick::Open | Pick::SaveAs { .. } => ending == "ron",
        Pick::Source | Pick::Draft { .. } => {
            ImportKind::ALL.iter().any(|kind| kind.extensions().contains(&&*ending))
        }
        Pick::Export(..) => matches!(&*ending, "md" | "html"),
        Pick::Packet => false,
    }
}

/// Returns the path with its last name completed as far as all candidates agree; `None`
/// where that adds nothing.
pub(super) fn completed(path: &str, candidates: &[&FolderEntry]) -> Option<String> {
    let (folder, beginning) = split(path);
    let (first, others) = candidates.split_first()?;
    let mut common = first.name.as_str();
    for other in others {
        let same = common.char_indices().zip(other.name.chars());
        let end = same.take_while(|((_, a), b)| a == b).last();
        common = &common[..end.map_or(0, |((at, letter), _)| at + letter.len_utf8())];
    }
    let mut completed = format!("{folder}{common}");
    if others.is_empty() && first.is_folder {
        completed.push(MAIN_SEPARATOR);
    }
    (common.len() >= beginning.len() && completed != path).then_some(completed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries() -> Vec<FolderEntry> {
        let entry = |name: &str, is_folder| FolderEntry { name: name.to_owned(), is_folder };
        vec![
            entry(".hidden.ron", false),
            entry("article.ron", false),
            entry("articles", true),
            entry("ban.md", false),
            entry("Übung", true),
        ]
    }

    fn completing(path: &str, pick: &Pick) -> Option<String> {
        let entries = entries();
        completed(path, &candidates(&entries, split(path).1, pick))
    }

    #[test]
    fn a_name_is_completed_as_far_as_all_that_fit_agree() {
        assert_eq!(completing("/home/a", &Pick::Open).as_deref(), Some("/home/article"));
        assert_eq!(completing("/home/article", &Pick::Open), None, "two go on");
        assert_eq!(completing("/home/articles", &Pick::Open).as_deref(), Some("/home/articles/"));
        assert_eq!(completing("/home/article.", &Pick::Open).as_deref(), Some("/home/article.ron"));
        assert_eq!(completing("/home/ü", &Pick::Open).as_deref(), Some("/home/Übung/"));
        assert_eq!(completing("/home/x", &Pick::Open), None);
    }

    #[test]
    fn folders_and_the_files_looked_for_are_offered() {
        assert_eq!(completing("/home/b", &Pick::Open), None, "no project");
        assert_eq!(completing("/home/b", &Pick::Source).as_deref(), Some("/home/ban.md"));
        assert_eq!(completing("/home/art", &Pick::Packet).as_deref(), Some("/home/articles/"));
        assert_eq!(completing("/home/.h", &Pick::Open).as_deref(), Some("/home/.hidden.ron"));
    }

    #[test]
    fn a_tilde_is_the_home_folder() {
        let home = etcetera::home_dir().unwrap();
        assert_eq!(meant("~/ban.ron"), home.join("ban.ron"));
        assert_eq!(meant("/x/~y"), Path::new("/x/~y"));
    }
}
