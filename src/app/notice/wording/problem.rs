//! What went wrong, and what to do next, in words.

use super::done::draft_updated;
use crate::{
    app::notice::{
        problem::{ProblemNotice, SignoffObstacle},
        refusal::{Attempt, StepRefusal},
    },
    project::{StepError, StepLabel},
};
use nutgraf_engine::{
    evidence::FixKind,
    text::{capitalised, size_in_words},
};

/// Returns what went wrong.
pub(super) fn message(notice: &ProblemNotice) -> String {
    match notice {
        ProblemNotice::StepRefused(refusal) => refused(refusal),
        ProblemNotice::UndoRefused { label, cause } => {
            format!("“{label}” could not be taken back: {cause}")
        }
        ProblemNotice::NotSaved { error, .. }
        | ProblemNotice::NotWritten(error)
        | ProblemNotice::ExportNotWritten(error) => error.to_string(),
        ProblemNotice::LockUnusable(refusal) => format!("Not saved: {refusal}."),
        ProblemNotice::SaveIsReadOnly => {
            "Not saved: somebody else has this article open.".to_owned()
        }
        ProblemNotice::SaveWaits(path) => {
            format!("{}: not saved yet: it waits for the save under way", path.display())
        }
        ProblemNotice::SaveOfClosed => {
            "Another article was opened meanwhile, so nothing was saved.".to_owned()
        }
        ProblemNotice::NotLoaded(error) => error.to_string(),
        ProblemNotice::Loaded(note) => note.to_string(),
        ProblemNotice::SampleNotLoaded(error) => {
            format!("The sample could not be opened: {error}")
        }
        ProblemNotice::SourceOfClosed(path) => {
            format!("Another article was opened meanwhile, so {} was not added.", path.display())
        }
        ProblemNotice::SourceNotRead(failure) | ProblemNotice::DraftNotRead(failure) => {
            failure.to_string()
        }
        ProblemNotice::PastedPlain(error) => {
            format!("Pasted as plain text, because its look could not be read. {error}")
        }
        ProblemNotice::NotPasted(error) => format!("Nothing was pasted. {error}"),
        ProblemNotice::ImageUnreadable => {
            "The image on the clipboard could not be read, so nothing was pasted.".to_owned()
        }
        ProblemNotice::ImageWithoutFile => {
            "Images lie beside the article, which has no file yet.".to_owned()
        }
        ProblemNotice::ImageNotKept(error) => format!("The image was not put in: {error}."),
        ProblemNotice::RichTextNotCopied => {
            "The rich text did not get on the clipboard.".to_owned()
        }
        ProblemNotice::SourceWithoutProject => {
            "A text can be added as a source once an article is open.".to_owned()
        }
        ProblemNotice::SourceDate(error) => error.to_string(),
        ProblemNotice::SourceDirection(note) => note.message(),
        ProblemNotice::ArticleForm(error) => error.to_string(),
        ProblemNotice::DraftOfClosed => {
            "Another article was opened meanwhile, so no draft was updated.".to_owned()
        }
        ProblemNotice::DraftIsAnnotated(cause) => format!(
            "The file is a packet’s annotated draft, and its notes cannot be taken out: {cause}."
        ),
        ProblemNotice::DraftPlacesLost { counts, .. } => draft_updated(counts),
        ProblemNotice::NotCaptured(error) => capitalised(&error.to_string()),
        ProblemNotice::NoWordsForClaim => {
            "Select the words of the claim in the draft first.".to_owned()
        }
        ProblemNotice::DraftIsBeingRead => "The draft is still being read.".to_owned(),
        ProblemNotice::NoSentence => "Put the caret into the sentence first.".to_owned(),
        ProblemNotice::ClaimIsOrphaned => {
            "The words of this claim are gone from the draft, so there is nothing to check."
                .to_owned()
        }
        ProblemNotice::NothingProposed => "There is no proposed change to accept here.".to_owned(),
        ProblemNotice::NoFix(kind) => no_fix(*kind).0.to_owned(),
        ProblemNotice::NotFinal(obstacle) => not_final(*obstacle).0.to_owned(),
        ProblemNotice::NotSigned(error) => {
            format!("The export is out, but not signed off: {error}")
        }
        ProblemNotice::ExportWarnings(first, 0) => first.to_string(),
        ProblemNotice::ExportWarnings(first, more) => format!("{first} And {more} more."),
        ProblemNotice::ExportIsProject(path) => {
            format!("{} is the project itself.", path.display())
        }
        ProblemNotice::PacketNotWritten(error) => error.to_string(),
        ProblemNotice::TaskFailed(failure) => failure.to_string(),
        ProblemNotice::NotJournalled(failure) => capitalised(&failure.to_string()),
        ProblemNotice::JournalHangs => "Your typing is not protected at the moment: the disk of \
                                        the journal does not answer."
            .to_owned(),
        ProblemNotice::NotRecoverable(problem) => problem.to_string(),
        ProblemNotice::NotRecovered(error) => {
            format!("Not everything could be restored: {error}")
        }
        ProblemNotice::OtherVersionNotKept(error) => {
            format!("The other version could not be kept beside: {error}")
        }
        ProblemNotice::OtherVersionUnreadable(error) => {
            format!("Another program changed the file, and it cannot be opened now: {error}")
        }
        ProblemNotice::FileIsGone(path) => {
            format!("{} is no longer there: it was moved or deleted.", path.display())
        }
        ProblemNotice::Merged(note) => note.to_string(),
        ProblemNotice::NoVersions => "Versions are kept of an article that was saved.".to_owned(),
        ProblemNotice::RestoreIsReadOnly => {
            "Somebody else has this article open, so nothing was brought back.".to_owned()
        }
        ProblemNotice::NotAWebAddress(address) => {
            format!("“{address}” is not a web address, so it is not opened.")
        }
    }
}

/// Returns what to do next; empty where nothing is to be done.
pub(super) fn hint(notice: &ProblemNotice) -> String {
    let hint = match notice {
        ProblemNotice::NotSaved { error, is_journalled } => {
            let kept = match is_journalled {
                true => "Your words are in the journal.",
                false => "The journal does not work either: copy your text elsewhere.",
            };
            return format!("{} {kept}", error.hint());
        }
        ProblemNotice::StepRefused(refusal) => refusal.error.hint(),
        ProblemNotice::UndoRefused { cause, .. } => cause.hint(),
        ProblemNotice::NotWritten(error) => error.hint(),
        ProblemNotice::LockUnusable(_) => "Save a copy under another name.",
        ProblemNotice::SaveIsReadOnly => {
            "Save a copy under another name; merge the two when they are done."
        }
        ProblemNotice::SaveWaits(_) => {
            "It is saved once that disk answers. Until then, copy the text elsewhere."
        }
        ProblemNotice::SaveOfClosed => "Save as again to save the one that is open now.",
        ProblemNotice::NotLoaded(error) => error.hint(),
        ProblemNotice::SourceOfClosed(_) => {
            "Add it again if it is a source of the article that is open now."
        }
        ProblemNotice::SourceNotRead(_) => {
            "Save it as plain text or Markdown in UTF-8, or paste its text."
        }
        ProblemNotice::SourceWithoutProject => {
            "Start a new article or open one, then drop the file again."
        }
        ProblemNotice::SourceDirection(note) => note.hint(),
        ProblemNotice::DraftOfClosed => "Choose the file again to update the one that is open now.",
        ProblemNotice::DraftIsAnnotated(_) => {
            "The draft is as it was. Take back what was changed in the notes, or copy the draft’s \
             own words."
        }
        ProblemNotice::DraftNotRead(_) => {
            "The draft is as it was. Save the file as plain text or Markdown in UTF-8, or paste \
             its text into the draft."
        }
        ProblemNotice::DraftPlacesLost { has_claims: true, .. } => {
            "Lost claims stand at the end of the checklist with the words they had. Select the \
             right words in the draft and choose “Place it there”, or delete the claim. Undo takes \
             the whole update back."
        }
        ProblemNotice::DraftPlacesLost { has_claims: false, .. } => {
            "Put the caret into the quotation and keep it as a quote card again, or insert the \
             quote once more. Undo takes the whole update back."
        }
        ProblemNotice::DraftIsBeingRead => "Try again in a moment.",
        ProblemNotice::ClaimIsOrphaned => "Put it on other words first, or delete it.",
        ProblemNotice::NothingProposed => {
            "Write the words that are to stand in the draft into “Proposed change” first."
        }
        ProblemNotice::PastedPlain(_) => "Undo takes the paste back.",
        ProblemNotice::NotPasted(_) => {
            "Copy it again, or copy it as plain text where it comes from."
        }
        ProblemNotice::ImageUnreadable => "Save it as a PNG file, and drop that on the window.",
        ProblemNotice::ImageWithoutFile => "Save the article first, then paste the image again.",
        ProblemNotice::ImageNotKept(_) => "The draft is as it was.",
        ProblemNotice::RichTextNotCopied => {
            "Try again, or export as a web page and copy it in the browser."
        }
        ProblemNotice::NoFix(kind) => no_fix(*kind).1,
        ProblemNotice::NotFinal(obstacle) => not_final(*obstacle).1,
        ProblemNotice::NotSigned(error) => error.hint(),
        ProblemNotice::ExportWarnings(..) => "The export was made; look at these places.",
        ProblemNotice::ExportNotWritten(_) => "Nothing was changed there; export to another place.",
        ProblemNotice::ExportIsProject(_) => "Choose another name for the export.",
        ProblemNotice::PacketNotWritten(error) => error.hint(),
        ProblemNotice::NotJournalled(failure) => failure.hint(),
        ProblemNotice::JournalHangs => {
            "Save, or copy your text elsewhere. This message goes once the disk answers."
        }
        ProblemNotice::NotRecoverable(_) => "Nothing was changed; the file is as it is.",
        ProblemNotice::OtherVersionNotKept(_) => {
            "Nothing was written. Save this version under another name."
        }
        ProblemNotice::OtherVersionUnreadable(_) => {
            "What you have here is as it was. Save it under another name, or save and say that \
             yours is to be kept."
        }
        ProblemNotice::FileIsGone(_) => {
            "Everything is still here. Save to make the file again, or save under another name."
        }
        ProblemNotice::NoVersions => {
            "Save it once; from then on earlier versions can be brought back."
        }
        ProblemNotice::Loaded(_)
        | ProblemNotice::SampleNotLoaded(_)
        | ProblemNotice::SourceDate(_)
        | ProblemNotice::ArticleForm(_)
        | ProblemNotice::NotCaptured(_)
        | ProblemNotice::NoWordsForClaim
        | ProblemNotice::NoSentence
        | ProblemNotice::TaskFailed(_)
        | ProblemNotice::NotRecovered(_)
        | ProblemNotice::Merged(_)
        | ProblemNotice::RestoreIsReadOnly
        | ProblemNotice::NotAWebAddress(_) => "",
    };
    hint.to_owned()
}

/// Returns why an edit was refused, as a sentence.
fn refused(refusal: &StepRefusal) -> String {
    match &refusal.error {
        StepError::TooLarge { size, most } => {
            let subject = match refusal.attempt {
                Attempt::Paste => "This paste".to_owned(),
                Attempt::Intent(StepLabel::Typing) => "More text".to_owned(),
                Attempt::Intent(StepLabel::AddSource) => "This source".to_owned(),
                Attempt::Intent(label) => format!("“{label}”"),
                Attempt::Replacement => "The replacement".to_owned(),
            };
            format!(
                "{subject} would make the project {}; a project can hold {}. Nothing was changed.",
                size_in_words(*size),
                size_in_words(*most)
            )
        }
        other => capitalised(&other.to_string()),
    }
}

/// Returns why a quotation cannot be mended so, and what to do instead.
fn no_fix(kind: FixKind) -> (&'static str, &'static str) {
    match kind {
        FixKind::Restore => (
            "There are no source’s words to restore here.",
            "Put the caret into a quotation that differs from its source.",
        ),
        FixKind::Mark => (
            "This change cannot be marked.",
            "A bracket may explain or replace up to three words, but not change a figure, a \
             negation or what somebody must or may do. Restore the source’s words instead.",
        ),
        FixKind::Cite => (
            "There is no other source to cite here.",
            "Put the caret into a quotation that stands in a source it does not cite.",
        ),
        FixKind::Capture => (
            "There is no passage to keep here.",
            "Put the caret into a quotation that stands in a source and has no card yet.",
        ),
        FixKind::Paraphrase => (
            "There are no quotation marks to take away here.",
            "Put the caret into a quotation that stands in no source.",
        ),
    }
}

/// Returns why an article cannot be called final, and what to do about it.
fn not_final(obstacle: SignoffObstacle) -> (&'static str, &'static str) {
    match obstacle {
        SignoffObstacle::ReadOnly => (
            "Somebody else has this article open, so it cannot be signed here.",
            "A sign-off is kept in the project. Save a copy, or export a draft.",
        ),
        SignoffObstacle::BeingChecked => {
            ("The draft is still being checked.", "Try again in a moment.")
        }
        SignoffObstacle::NotReady => (
            "The article is not ready to be called final.",
            "Settle what the dialog lists, or say why it is final all the same.",
        ),
        SignoffObstacle::Unnamed => {
            ("Nobody signs the article.", "Write your name, so that readers of the record know.")
        }
    }
}
