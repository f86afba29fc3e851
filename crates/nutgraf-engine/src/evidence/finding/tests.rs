//! Every code has a finding, and every finding its words.

use std::collections::HashSet;

use super::*;
use crate::range::DraftRange;

/// A finding of each code. A code without one does not compile.
fn example(code: Code) -> FindingKind {
    let source = Some("hale-2024".to_owned());
    let words = "four staff".to_owned();
    let changes = vec![ChangeReason::Note(Note::WordOrder)];
    let discrepancy = |kind, evidence: Option<(&str, &str)>| FindingKind::Discrepancy {
        kind,
        claim_words: "four staff".to_owned(),
        evidence: evidence.map(|(place, words)| (place.to_owned(), words.to_owned())),
        is_confirmed: true,
    };
    let found = Some(("hale-2024, p. 3", "five staff"));
    match code {
        Code::QuoteAltered => FindingKind::QuoteAltered { source, changes, is_about_a_fact: false },
        Code::QuoteOmission => FindingKind::QuoteOmission { source, changes },
        Code::QuoteOtherSource => FindingKind::QuoteOtherSource { source },
        Code::QuoteNotFound => FindingKind::QuoteNotFound,
        Code::QuoteNoSnapshot => FindingKind::QuoteNoSnapshot { source, changes: Vec::new() },
        Code::QuoteHidesNegation => FindingKind::QuoteHidesNegation { words: vec![words] },
        Code::QuoteMarked => FindingKind::QuoteMarked { source },
        Code::QuoteTypographic => FindingKind::QuoteTypographic { source, changes },
        Code::QuoteSpeaker => FindingKind::QuoteSpeaker {
            named: "Hale".to_owned(),
            speaker: "Ines Ortega".to_owned(),
        },
        Code::QuoteNotInEvidence => FindingKind::QuoteNotInEvidence { words },
        Code::CitationUnknown => FindingKind::CitationUnknown { key: "x".to_owned() },
        Code::ClaimUnsupported => FindingKind::ClaimUnsupported { words },
        Code::ClaimFewSources => FindingKind::ClaimFewSources { independent: 2 },
        Code::ClaimStale => FindingKind::ClaimStale { words },
        Code::ClaimOrphaned => FindingKind::ClaimOrphaned { words },
        Code::FigureConflict => discrepancy(DiscrepancyKind::FigureConflict, found),
        Code::UnitConflict => discrepancy(DiscrepancyKind::UnitConflict, found),
        Code::DateConflict => discrepancy(DiscrepancyKind::DateConflict, found),
        Code::FigureAbsent => discrepancy(DiscrepancyKind::FigureAbsent, None),
        Code::DateAbsent => discrepancy(DiscrepancyKind::DateAbsent, None),
        Code::DateRelative => discrepancy(DiscrepancyKind::DateRelative, None),
        Code::NameNearMiss => discrepancy(DiscrepancyKind::NameNearMiss, found),
        Code::BidiControl => FindingKind::BidiControl,
        Code::InvisibleCharacter => FindingKind::InvisibleCharacter,
        Code::NoBreakSpace => FindingKind::NoBreakSpace,
        Code::MixedMarks => FindingKind::MixedMarks,
        Code::NestedTooDeep => FindingKind::NestedTooDeep,
        Code::ImageUndescribed => FindingKind::ImageUndescribed,
    }
}

#[test]
fn every_code_is_the_code_of_a_finding_and_no_two_share_a_word() {
    for code in Code::ALL {
        assert_eq!(example(code).code(), code);
    }
    let words: HashSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(words.len(), Code::ALL.len());
}

#[test]
fn every_finding_is_told_in_a_sentence_and_an_error_says_what_to_do() {
    for code in Code::ALL {
        let finding = Finding { kind: example(code), range: DraftRange::new(0, 1) };
        let message = finding.message();
        assert!(message.ends_with('.') && !message.contains("  "), "{code:?}: {message}");
        let needs_hint = finding.severity() != Severity::Info;
        assert!(!needs_hint || !finding.hint().is_empty(), "{code:?}");
    }
}

#[test]
fn the_severity_of_a_discrepancy_rises_with_the_confirmation() {
    let severities = |kind: DiscrepancyKind| [kind.severity(false), kind.severity(true)];
    let (error, warning, info) = (Severity::Error, Severity::Warning, Severity::Info);
    assert_eq!(severities(DiscrepancyKind::FigureConflict), [warning, error]);
    assert_eq!(severities(DiscrepancyKind::UnitConflict), [warning, error]);
    assert_eq!(severities(DiscrepancyKind::DateConflict), [warning, error]);
    assert_eq!(severities(DiscrepancyKind::FigureAbsent), [info, warning]);
    assert_eq!(severities(DiscrepancyKind::DateAbsent), [info, warning]);
    assert_eq!(severities(DiscrepancyKind::DateRelative), [info, info]);
    assert_eq!(severities(DiscrepancyKind::NameNearMiss), [warning, warning]);
}
