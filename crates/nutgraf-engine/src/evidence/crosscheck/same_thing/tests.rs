//! The rules of what makes two figures figures of one thing, one by one.

use std::sync::Arc;

use super::*;
use crate::{
    evidence::crosscheck::{
        evidence_facts::{EvidenceFacts, EvidencePassage},
        facts::TextFacts,
    },
    model::SnapshotFormat,
    range::TextRange,
};

/// Asks about the first figure of a claim and the first of the evidence.
fn ask<T>(claim: &str, evidence: &str, is_quote: bool, ask: impl Fn(&FigurePair<'_>) -> T) -> T {
    let facts = |text| TextFacts::of_snapshot(text, SnapshotFormat::Plain);
    let claim_facts = facts(claim);
    let passages = [EvidencePassage {
        facts: Arc::new(facts(evidence)),
        window: is_quote.then_some(TextRange::new(0, evidence.len())),
    }];
    let sentence = claim_facts.sentences.first().expect("the claim has a figure");
    let figure = sentence.figures.first().expect("the claim has a figure");
    let evidence_facts = EvidenceFacts::of(&passages);
    let candidates = evidence_facts.candidates(sentence, figure);
    let candidate = candidates.first().expect("the figures can be compared");
    ask(&evidence_facts.pair(sentence, figure, candidate))
}

#[track_caller]
fn holds(rule: Rule, claim: &str, evidence: &str) {
    assert!(ask(claim, evidence, true, rule), "{claim} | {evidence}");
}

#[track_caller]
fn fails(rule: Rule, claim: &str, evidence: &str) {
    assert!(!ask(claim, evidence, true, rule), "{claim} | {evidence}");
}

#[test]
fn members_of_one_group_contrast() {
    let claim = "The storm killed 14 people in the valley.";
    holds(have_contrasting_contexts, claim, "The storm injured 40 people in the valley.");
    fails(have_contrasting_contexts, claim, "The storm killed 40 people in the valley.");
}

#[test]
fn a_lone_one_beside_another_is_weak() {
    let claim = "There was one ferry in the harbour.";
    holds(are_both_weak, claim, "There was one ferry and one tug in the harbour.");
    fails(are_both_weak, claim, "There were 3 ferries in the harbour.");
}

#[test]
fn a_share_that_was_worked_out_is_no_count() {
    let last = |pair: &FigurePair<'_>| {
        let share = pair.other_sentence.figures.last().expect("two counts give a share");
        let pair = FigurePair { other: share, ..*pair };
        is_share_worked_out_by_reader(&pair)
    };
    let evidence = "They asked 60 of 200 nurses.";
    assert!(ask("They asked 80 nurses.", evidence, true, last));
    assert!(!ask("They asked 60 nurses.", evidence, true, is_share_worked_out_by_reader));
}

#[test]
fn sentences_of_two_years_are_of_other_times() {
    let claim = "In 2019 there were 14 fires in the park.";
    holds(are_of_other_times, claim, "In 2021 there were 20 fires in the park.");
    fails(are_of_other_times, claim, "In 2019 there were 20 fires in the park.");
    fails(are_of_other_times, claim, "There were 20 fires in the park.");
}

#[test]
fn what_is_left_out_and_what_is_left_are_complements() {
    let claim = "Rents are 20 percent below the market.";
    holds(are_complements, claim, "Rents are 80 percent of the market.");
    fails(are_complements, claim, "Rents are 70 percent of the market.");
    fails(are_complements, "Rents are 20 percent of costs.", "Rents are 80 percent of costs.");
}

#[test]
fn a_whole_source_needs_a_sentence_much_like_the_claim() {
    let rule: Rule = are_unlike_in_whole_source;
    let claim = "The old stone bridge over the river carries 14,000 cars every morning.";
    let like = "The old stone bridge over the river carries 18,000 cars every morning.";
    let unlike = "Beside the bridge over the river the town council sold 18,000 cars.";
    assert!(!ask(claim, like, false, rule));
    assert!(ask(claim, unlike, false, rule));
    assert!(!ask(claim, unlike, true, rule), "a quote was chosen by somebody");
}

#[test]
fn the_kind_of_a_pair_decides_what_is_asked() {
    holds(is_count, "It has 14 rooms.", "It has 20 rooms.");
    fails(is_count, "It weighs 14 kg.", "It weighs 20 kg.");
    holds(is_score_time_or_multiple, "It opens at 7 a.m.", "It opens at 9 a.m.");
    fails(is_score_time_or_multiple, "It opens for 7 days.", "It opens for 9 days.");
    holds(is_of_another_unit, "It cost 5 million euros.", "It cost 5 million pounds.");
    fails(is_of_another_unit, "It cost 5 million euros.", "It cost 6 million euros.");
    let (claim, evidence) = ("It ran 14 km of pipes.", "It ran 20 km of cables.");
    holds(is_measure_of_another_noun, claim, evidence);
    fails(is_measure_of_another_noun, claim, "It ran 20 km of pipes.");
    holds(is_any, claim, evidence);
}

#[test]
fn a_bare_number_needs_lone_figures_in_like_sentences() {
    let claim = "The tunnel under the river is 14 km long.";
    holds(is_bare_number, claim, "The long tunnel under the river: 18.");
    fails(is_bare_number, claim, "The long tunnel under the river: 18 km.");
    holds(are_same_bare_number, claim, "The long tunnel under the river: 18.");
    fails(are_same_bare_number, claim, "The long tunnel under the river: 180.");
    fails(are_same_bare_number, claim, "The station: 18.");
}

#[test]
fn a_count_needs_the_noun_and_some_context() {
    let claim = "The council closed 14 libraries.";
    holds(is_same_noun_counted, claim, "The council closed 20 libraries.");
    fails(is_same_noun_counted, claim, "The council closed 20 schools.");
    fails(is_same_noun_counted, claim, "Students visit 20 libraries.");
    holds(is_same_noun_counted, claim, "Students visit 41 libraries.");
}

#[test]
fn an_unnamed_count_needs_like_contexts_and_sizes() {
    let claim = "The court heard 14 witnesses in the fraud trial.";
    let rule: Rule = is_unnamed_count_in_like_context;
    holds(rule, claim, "In the fraud trial the court heard 18.");
    fails(rule, claim, "In the fraud trial the court heard 180.");
    fails(rule, claim, "The jury in the other case heard 18.");
    fails(rule, claim, "In the fraud trial the court heard 18 witnesses.");
}

#[test]
fn the_ends_of_a_change_go_with_their_like() {
    let claim = "Membership rose from 14 to 20.";
    holds(is_same_end_of_change, claim, "Membership rose from 15 to 20.");
    fails(is_same_end_of_change, claim, "Membership was 15.");
}

#[test]
fn context_is_shared_or_cannot_be_told() {
    let claim = "The harbour opens at 7 a.m.";
    holds(share_context, claim, "The harbour opens at 9 a.m.");
    holds(share_context, claim, "9 a.m.");
    fails(share_context, claim, "Trains leave at 9 a.m.");
}

#[test]
fn the_same_number_in_another_unit_needs_little() {
    let claim = "The harbour cost 5 million euros.";
    holds(share_context_or_noun, claim, "The harbour cost 5 million pounds.");
    fails(share_context_or_noun, claim, "Trains earned 5 million pounds.");
}

#[test]
fn measures_of_other_nouns_need_much() {
    let claim = "The city laid 14 km of pipes last spring.";
    let rule: Rule = are_in_very_like_contexts;
    holds(rule, claim, "The city laid 20 km of cables last spring.");
    fails(rule, claim, "The city repaired 20 km of cables.");
}

#[test]
fn measures_need_some_of_a_short_sentence() {
    let claim = "The tower weighs 14 tonnes.";
    holds(are_same_measure, claim, "The tower weighs 20 tonnes.");
    holds(are_same_measure, claim, "The tower came to 20 tonnes.");
    holds(are_same_measure, claim, "20 tonnes");
    fails(are_same_measure, claim, "Lorries carried 20 tonnes.");
}

#[test]
fn an_exclusion_outweighs_every_other_rule() {
    let evidence = "In 2021 the council closed 20 libraries.";
    holds(are_same_count, "In 2019 the council closed 14 libraries.", evidence);
    fails(are_same_thing, "In 2019 the council closed 14 libraries.", evidence);
    holds(are_same_thing, "In 2021 the council closed 14 libraries.", evidence);
}
