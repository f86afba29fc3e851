//! What was done, in words.

use crate::app::{
    form::ExportFormat,
    notice::done::{DoneNotice, DraftUpdateCounts, PlaceCounts, SectionObstacle},
};
use nutgraf_engine::text::{counted, number};

pub(super) fn message(notice: &DoneNotice) -> String {
    match notice {
        DoneNotice::Copied(ExportFormat::Markdown) => "Copied the finished Markdown.".to_owned(),
        DoneNotice::Copied(ExportFormat::Html) => "Copied the web page as HTML.".to_owned(),
        DoneNotice::RichTextCopied => "Copied as rich text.".to_owned(),
        DoneNotice::Exported(path) => format!("Exported to {}", path.display()),
        DoneNotice::PacketWritten { files, folder } => {
            format!("Wrote {files} files to {}", folder.display())
        }
        DoneNotice::VersionKept => "Kept. A version with a name is never thrown away.".to_owned(),
        DoneNotice::QuoteKept => "Kept as a quote card.".to_owned(),
        DoneNotice::NothingToReplace => {
            "Every passage reads so already; nothing was replaced.".to_owned()
        }
        DoneNotice::Replaced(count) => {
            format!("Replaced {}.", counted(*count, "passage", "passages"))
        }
        DoneNotice::SectionStays(obstacle) => section_stays(*obstacle).to_owned(),
        DoneNotice::NothingUnclaimed => {
            "Every sentence worth checking is a claim, or was said to be none.".to_owned()
        }
        DoneNotice::DraftUnchanged => {
            "The file holds the draft as it is; nothing was changed.".to_owned()
        }
        DoneNotice::AnnotationsTakenOut => {
            "The file is a packet’s annotated draft; its notes were taken out.".to_owned()
        }
        DoneNotice::DraftUpdated(counts) => draft_updated(counts),
        DoneNotice::OtherVersionKept(copy) => {
            format!("The other version is kept as {}", copy.display())
        }
        DoneNotice::Reloaded => {
            "Reloaded: changed by another program. Undo brings back what was here.".to_owned()
        }
        DoneNotice::OtherVersionTaken => {
            "Took the other program’s version. Undo brings yours back.".to_owned()
        }
        DoneNotice::Merged { copy: Some(name), conflicts } => format!(
            "Merged “{name}”; {}. Save, then delete the copy; undo takes the merge back.",
            decided(*conflicts)
        ),
        DoneNotice::Merged { copy: None, conflicts } => format!(
            "Merged both versions; {}. Nothing is written until you save, and undo takes the merge \
             back.",
            decided(*conflicts)
        ),
        DoneNotice::Recovered => "Restored what was not saved. Save it to keep it.".to_owned(),
        DoneNotice::VersionIsSame => "The article is as it was in this version.".to_owned(),
        DoneNotice::VersionRestored => "The version is back; one undo takes that back.".to_owned(),
    }
}

fn section_stays(obstacle: SectionObstacle) -> &'static str {
    match obstacle {
        SectionObstacle::NoHeading => "No heading stands above the caret, so there is no section.",
        SectionObstacle::IsFirst => "No section of its level stands above this one here.",
        SectionObstacle::IsLast => "No section of its level stands below this one here.",
        SectionObstacle::TakesIn => "The section cannot go there.",
        SectionObstacle::LeftOpen => {
            "The section stays: a code block or a comment that is not closed would take in what \
             comes below it."
        }
    }
}

fn decided(conflicts: usize) -> String {
    match conflicts {
        0 => "nothing was in conflict".to_owned(),
        1 => "one conflict was decided".to_owned(),
        many => format!("{many} conflicts were decided"),
    }
}

/// Returns what became of claims and quotations in an updated draft, in sentences.
pub(super) fn draft_updated(counts: &DraftUpdateCounts) -> String {
    let claims = places(counts.claims, "claim", "claims");
    let quotations = places(counts.quotations, "quotation", "quotations");
    let sentences = ["Updated the draft.".to_owned(), claims, quotations];
    let said: Vec<String> = sentences.into_iter().filter(|sentence| !sentence.is_empty()).collect();
    said.join(" ")
}

/// Returns one sentence, whose first count has the noun; empty where all counts are zero.
fn places(counts: PlaceCounts, one: &str, many: &str) -> String {
    let said = [
        (counts.found, "found its words", "found their words"),
        (counts.changed, "stands on words that were changed", "stand on words that were changed"),
        (counts.lost, "lost its place", "lost their place"),
    ];
    let said = said.into_iter().filter(|(count, ..)| *count > 0).enumerate();
    let said: Vec<String> = said
        .map(|(at, (count, of_one, of_many))| {
            let subject = if at == 0 { counted(count, one, many) } else { number(count) };
            format!("{subject} {}", if count == 1 { of_one } else { of_many })
        })
        .collect();
    if said.is_empty() { String::new() } else { format!("{}.", said.join(", ")) }
}
