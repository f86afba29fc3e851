//! What a judgement makes the writer look at, under the rules of the house.

use super::{
    diff::{DiffOp, DiffPart},
    finding::{ChangeReason, FindingKind},
    note::Note,
    verdict::{Judgement, Verdict},
};
use crate::model::Profile;

/// Returns the findings about a judged quotation, in the order in which they are shown.
pub(super) fn findings_of(judgement: &Judgement, profile: Profile) -> Vec<FindingKind> {
    let mut found = Vec::new();
    found.extend(finding_of_verdict(judgement, profile));
    let hidden = judgement.hidden_words();
    found.extend(hidden.map(|words| FindingKind::QuoteHidesNegation { words: words.to_vec() }));
    found
}

/// Returns the finding that the verdict alone makes, if it makes one.
fn finding_of_verdict(judgement: &Judgement, profile: Profile) -> Option<FindingKind> {
    let source = judgement.source.clone();
    let changes = || change_reasons(judgement);
    Some(match judgement.verdict {
        Verdict::Verbatim => return None,
        Verdict::Typographic if profile == Profile::Strict => {
            FindingKind::QuoteTypographic { source, changes: changes() }
        }
        Verdict::Typographic if !judgement.diff.is_empty() => {
            FindingKind::QuoteExcused { source, changes: changes() }
        }
        Verdict::Typographic => return None,
        Verdict::Marked if profile == Profile::Strict => FindingKind::QuoteMarked { source },
        Verdict::Marked => return None,
        Verdict::Altered => FindingKind::QuoteAltered {
            source,
            changes: changes(),
            is_about_a_fact: judgement.notes.iter().any(Note::is_about_a_fact),
        },
        Verdict::Omission => FindingKind::QuoteOmission { source, changes: changes() },
        Verdict::OtherSource => FindingKind::QuoteOtherSource { source },
        Verdict::NotFound => FindingKind::QuoteNotFound,
        Verdict::NoSnapshot => FindingKind::QuoteNoSnapshot { source, changes: changes() },
    })
}

/// Returns what changed, the most severe first. Where the notes are only about setting, the
/// first words that differ are put before them.
fn change_reasons(judgement: &Judgement) -> Vec<ChangeReason> {
    let told = judgement.notes.iter().filter(|note| !matches!(note, Note::HidesNegation { .. }));
    let (quiet, severe): (Vec<&Note>, Vec<&Note>) = told.partition(|note| note.is_about_setting());
    let reason = |note: &Note| ChangeReason::Note(note.clone());
    let mut reasons: Vec<ChangeReason> = severe.into_iter().map(reason).collect();
    if reasons.is_empty() && judgement.verdict == Verdict::Altered {
        reasons.extend(first_change(&judgement.diff));
    }
    reasons.extend(quiet.into_iter().map(reason));
    reasons
}

/// Returns the words of both sides at the first place at which they differ.
fn first_change(diff: &[DiffPart]) -> Option<ChangeReason> {
    let first = diff.iter().position(|part| part.op != DiffOp::Equal)?;
    let place = diff[first..].iter().take_while(|part| part.op != DiffOp::Equal);
    let words = |op: DiffOp| place.clone().find(|part| part.op == op).map(|part| part.text.clone());
    let (draft, source) = (words(DiffOp::Delete), words(DiffOp::Insert));
    (draft.is_some() || source.is_some()).then_some(ChangeReason::Words { draft, source })
}
