//! What always holds of a merge, tried on random projects and random edits.

use std::{collections::BTreeSet, path::Path};

use jiff::Timestamp;
use nutgraf::{
    persist::{from_ron, to_ron},
    project::{Decisions, Intent, Merged, Project, Record, Step, StepLabel, Take, merge},
};
use nutgraf_engine::{
    model::{
        Article, Claim, ClaimId, ClaimStatus, Evidence, EvidenceTarget, Quote, QuoteId, Selector,
        Snapshot, SnapshotFormat, Source, SourceId, Stet,
    },
    range::TextRange,
    text::{Anchor, AnchorKey, Change, whole_words},
};
use proptest::prelude::*;

const WORDS: [&str; 24] = [
    "four",
    "staff",
    "looked",
    "at",
    "the",
    "ban",
    "in",
    "Washington",
    "said",
    "it",
    "would",
    "cost",
    "12",
    "million",
    "people",
    "app",
    "law",
    "court",
    "users",
    "before",
    "after",
    "Four",
    "trade",
    "talks",
];

fn second(at: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + at).unwrap()
}

/// Draws from a seed, so that a whole script shrinks with one number.
struct Dice(fastrand::Rng);

impl Dice {
    fn of(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    fn below(&mut self, end: usize) -> usize {
        self.0.usize(..end.max(1))
    }

    fn sentence(&mut self) -> String {
        let length = 3 + self.below(8);
        let words: Vec<&str> = (0..length).map(|_| WORDS[self.below(WORDS.len())]).collect();
        format!("{}.", words.join(" "))
    }

    fn paragraph(&mut self) -> String {
        let length = 1 + self.below(4);
        (0..length).map(|_| self.sentence()).collect::<Vec<_>>().join(" ")
    }

    /// A byte range of a text, on character boundaries.
    fn range(&mut self, text: &str, most: usize) -> std::ops::Range<usize> {
        let mut start = self.below(text.len() + 1);
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (start + self.below(most + 1)).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        start..end
    }
}

fn insert(project: &mut Project, record: Record) {
    project.apply(Step::Insert { at: usize::MAX, record }).unwrap();
}

fn new_source(id: &str, key: &str) -> Source {
    let mut source = Source::new(SourceId::new(id), key);
    let text = format!("The text of {key}: four staff looked at the law.");
    source.snapshot = Some(Snapshot::capture(text, SnapshotFormat::Plain, second(0)));
    source
}

fn new_quote(id: &str, source: &SourceId, text: &str) -> Quote {
    let selector = Selector { exact: text.to_owned(), ..Selector::default() };
    Quote {
        id: QuoteId::new(id),
        source: source.clone(),
        selector,
        locator: String::new(),
        speaker: String::new(),
        note: String::new(),
    }
}

/// A project with paragraphs, sources, quotes and claims.
fn project(seed: u64) -> Project {
    let mut dice = Dice::of(seed);
    let paragraphs: Vec<String> = (0..1 + dice.below(6)).map(|_| dice.paragraph()).collect();
    let draft = format!("# Title\n\n{}\n\nEnd [@key-0].\n", paragraphs.join("\n\n"));
    let mut project = Project::new(Article::default(), draft);
    for at in 0..dice.below(4) {
        insert(
            &mut project,
            Record::Source(Box::new(new_source(&format!("s{at}"), &format!("key-{at}")))),
        );
    }
    let sources: Vec<SourceId> = project.sources().iter().map(|s| s.id.clone()).collect();
    for at in 0..dice.below(4) {
        if sources.is_empty() {
            break;
        }
        let source = sources[dice.below(sources.len())].clone();
        insert(
            &mut project,
            Record::Quote(Box::new(new_quote(&format!("q{at}"), &source, "four staff"))),
        );
        anchor(&mut project, AnchorKey::Use(QuoteId::new(format!("q{at}")), 0), &mut dice);
    }
    for at in 0..dice.below(5) {
        add_claim(&mut project, &format!("c{at}"), &mut dice);
    }
    project
}

fn anchor(project: &mut Project, key: AnchorKey, dice: &mut Dice) {
    let range = whole_words(project.draft(), TextRange::from(dice.range(project.draft(), 40)));
    project.apply(Step::Anchor { key, to: Some(Anchor::new(range.in_draft())) }).unwrap();
}

fn add_claim(project: &mut Project, id: &str, dice: &mut Dice) {
    let id = ClaimId::new(id);
    let range = whole_words(project.draft(), TextRange::from(dice.range(project.draft(), 40)));
    let mut claim = Claim::new(id.clone(), project.draft()[range].to_owned());
    if let Some(quote) = project.quotes().first() {
        claim.evidence.push(Evidence::supporting(EvidenceTarget::Quote(quote.id.clone())));
    }
    insert(project, Record::Claim(Box::new(claim)));
    let key = AnchorKey::Claim(id);
    project.apply(Step::Anchor { key, to: Some(Anchor::new(range.in_draft())) }).unwrap();
}

fn do_it(project: &mut Project, intent: Intent) {
    // What a person could not do is not done.
    let _ = project.apply_all(intent.steps);
}

/// What one side does in an afternoon.
fn edited(base: &Project, seed: u64, name: &str) -> Project {
    let mut project = base.clone();
    let mut dice = Dice::of(seed);
    for number in 0..dice.below(8) {
        edit(&mut project, &mut dice, &format!("{name}{number}"), number);
    }
    project
}

fn edit(project: &mut Project, dice: &mut Dice, name: &str, number: usize) {
    let draft = project.draft().to_owned();
    match dice.below(16) {
        0..=3 => {
            let range = dice.range(&draft, 20);
            let text =
                if dice.below(3) == 0 { String::new() } else { format!(" {} ", dice.sentence()) };
            project.apply(Step::text(Change::replace(range, text))).unwrap();
        }
        4 => {
            let at = draft.find("\n\n").map_or(0, |at| at + 2);
            let text = format!("{}\n\n", dice.paragraph());
            project.apply(Step::text(Change::insert(at, text))).unwrap();
        }
        5 => {
            let source = new_source(&format!("s-{name}"), &format!("new-{}", dice.below(3)));
            if project.source_by_key(&source.key).is_none() {
                let cite = format!("Cited [@{}].\n", source.key);
                insert(project, Record::Source(Box::new(source)));
                let at = project.draft().len();
                project.apply(Step::text(Change::insert(at, cite))).unwrap();
            }
        }
        6 => {
            if let Some(source) = project.sources().first().cloned() {
                insert(
                    project,
                    Record::Quote(Box::new(new_quote(&format!("q-{name}"), &source.id, "the law"))),
                );
                anchor(project, AnchorKey::Use(QuoteId::new(format!("q-{name}")), 0), dice);
            }
        }
        7 => add_claim(project, &format!("c-{name}"), dice),
        8 => {
            let sources = project.sources().to_vec();
            if !sources.is_empty() {
                let id = sources[dice.below(sources.len())].id.clone();
                do_it(project, project.remove_source(&id));
            }
        }
        9 => {
            if let Some(quote) = project.quotes().last().cloned() {
                do_it(project, project.remove_quote(&quote.id));
            }
        }
        10 => {
            let claims = project.claims().to_vec();
            if !claims.is_empty() {
                let id = claims[dice.below(claims.len())].id.clone();
                do_it(project, project.remove_claim(&id));
            }
        }
        11 | 12 => {
            let claims = project.claims().to_vec();
            if !claims.is_empty() {
                let id = claims[dice.below(claims.len())].id.clone();
                let status = ClaimStatus::ALL[dice.below(ClaimStatus::ALL.len())];
                let intent = project.set_status(&id, status, name, second(number as i64)).unwrap();
                do_it(project, intent);
            }
        }
        13 => {
            if let Some(mut claim) = project.claims().first().cloned() {
                claim.note = format!("note of {name}");
                do_it(project, Intent::edit_claim(claim));
            }
        }
        14 => {
            if let Some(mut source) = project.sources().last().cloned() {
                match dice.below(2) {
                    0 => source.key = format!("renamed-{name}"),
                    _ => source.title = format!("title of {name}"),
                }
                do_it(
                    project,
                    Intent {
                        label: StepLabel::EditSource,
                        steps: vec![Step::Replace(Record::Source(Box::new(source)))],
                        coalesces: false,
                    },
                );
            }
        }
        _ => {
            let (words, aside) = (dice.sentence(), dice.below(2) == 0);
            project.apply(Step::SetAside { words, aside }).unwrap();
            let stet = Box::new(stet(dice.sentence(), name));
            project.apply(Step::LetStand { stet, stands: dice.below(2) == 0 }).unwrap();
            project.sign(project.signoff(name, "", second(number as i64))).unwrap();
        }
    }
}

/// A finding on some words that somebody lets stand.
fn stet(words: String, by: &str) -> Stet {
    Stet {
        code: "quote-altered".to_owned(),
        claim: None,
        words,
        against: "audit".to_owned(),
        said: "It differs.".to_owned(),
        by: by.to_owned(),
        at: Timestamp::UNIX_EPOCH,
        reason: "It is known.".to_owned(),
    }
}

fn ron(project: &Project) -> String {
    to_ron(project).unwrap()
}

fn merged(base: &Project, ours: &Project, theirs: &Project, take: Option<Take>) -> Merged {
    let decisions = Decisions { others: take, ..Decisions::default() };
    merge(Some(base), ours, theirs, &decisions)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn what_one_side_did_is_taken_as_it_is(seed: u64, edits: u64) {
        let base = project(seed);
        let side = edited(&base, edits, "a");
        for take in [None, Some(Take::Marked)] {
            for (one, other) in [(&side, &base), (&base, &side), (&side, &side)] {
                let Merged { project, conflicts, .. } = merged(&base, one, other, take);
                prop_assert_eq!(ron(&project), ron(&side));
                prop_assert!(conflicts.is_empty(), "{:?}", conflicts);
            }
        }
        // Without a known base the same on both sides is no conflict either.
        let Merged { project, conflicts, .. } =
            merge(None, &side, &side, &Decisions::default());
        prop_assert_eq!(ron(&project), ron(&side));
        prop_assert!(conflicts.is_empty());
    }

    #[test]
    fn every_merge_opens_and_no_word_goes_untold(seed: u64, one: u64, other: u64) {
        let base = project(seed);
        let (ours, theirs) = (edited(&base, one, "a"), edited(&base, other, "b"));
        for take in [None, Some(Take::Ours), Some(Take::Theirs), Some(Take::Both), Some(Take::Marked)] {
            let merged = merged(&base, &ours, &theirs, take);
            let text = ron(&merged.project);
            let back = from_ron(text.as_bytes(), Path::new("merged")).unwrap();
            prop_assert!(back.notes.is_empty(), "{:?}", back.notes);
            let told: String = merged
                .conflicts
                .iter()
                .flat_map(|c| [c.ours.clone(), c.theirs.clone()])
                .flatten()
                .collect::<Vec<_>>()
                .join(" ");
            let words = |text: &str| -> BTreeSet<String> {
                let words = text.split(|c: char| !c.is_alphanumeric());
                words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
            };
            let all = words(&format!("{} {told}", merged.project.draft()));
            let (known, a, b) = (words(base.draft()), words(ours.draft()), words(theirs.draft()));
            // What a side added is there, or is told; a key may have been renamed.
            for word in a.union(&b).filter(|word| !known.contains(*word)) {
                let is_key = ["new", "renamed", "0", "1", "2"].contains(&word.as_str());
                prop_assert!(all.contains(word) || is_key, "{word} is gone");
            }
            if take == Some(Take::Marked) {
                for conflict in &merged.conflicts {
                    for side in [&conflict.ours, &conflict.theirs].into_iter().flatten() {
                        prop_assert!(merged.project.draft().contains(side.as_str()), "{side}");
                    }
                }
                let marks = merged.project.draft().matches("<<<<<<< ours").count();
                prop_assert_eq!(marks > 0, !merged.conflicts.is_empty());
            }
        }
    }

    #[test]
    fn the_other_side_comes_to_the_same_where_nothing_conflicts(seed: u64, one: u64, other: u64) {
        let base = project(seed);
        let (ours, theirs) = (edited(&base, one, "a"), edited(&base, other, "b"));
        let here = merged(&base, &ours, &theirs, None);
        let there = merged(&base, &theirs, &ours, None);
        prop_assert_eq!(here.conflicts.len(), there.conflicts.len());
        for (one, other) in here.conflicts.iter().zip(&there.conflicts) {
            prop_assert_eq!((&one.place, &one.ours), (&other.place, &other.theirs));
        }
        if here.conflicts.is_empty() {
            prop_assert_eq!(ron(&here.project), ron(&there.project));
        }
    }

    #[test]
    fn anchors_hold_the_words_that_they_held(seed: u64, one: u64, other: u64) {
        let base = project(seed);
        let (ours, theirs) = (edited(&base, one, "a"), edited(&base, other, "b"));
        for take in [None, Some(Take::Marked)] {
            let Merged { project, conflicts, .. } = merged(&base, &ours, &theirs, take);
            // Short words stand in other places by chance; a claim does not end with a line's end.
            let stands = |words: &str| {
                let is_sentence = words.len() >= 24 && !words.contains('\n');
                is_sentence && conflicts.is_empty() && project.draft().matches(words).count() == 1
            };
            for (key, _) in project.document().anchors() {
                let now = project.document().anchored_text(key).unwrap();
                let [was, a, b] = [&base, &ours, &theirs].map(|p| p.document().anchored_text(key));
                let words = match (was, a, b) {
                    (Some(was), Some(a), Some(b)) if a == was && b == was => was,
                    (None, Some(only), None) | (None, None, Some(only)) => only,
                    _ => continue,
                };
                prop_assert!(now == words || !stands(words), "{key}: {words:?} is {now:?}");
            }
        }
    }

    #[test]
    fn the_steps_to_another_version_lead_there_and_back(seed: u64, one: u64, other: u64) {
        let base = project(seed);
        let (mut ours, theirs) = (edited(&base, one, "a"), edited(&base, other, "b"));
        let before = ron(&ours);
        let steps = ours.become_other(StepLabel::Reload, &theirs).steps;
        let back = ours.apply_all(steps).unwrap();
        let mut signed = ours.clone();
        signed.take_signoffs(&theirs);
        let sorted = |text: &str| -> BTreeSet<String> { text.lines().map(str::to_owned).collect() };
        prop_assert_eq!(sorted(&ron(&signed)), sorted(&ron(&theirs)));
        ours.apply_all(back).unwrap();
        prop_assert_eq!(ron(&ours), before);
    }

    #[test]
    fn paragraphs_that_each_side_edits_are_all_there(seed: u64, picks in prop::collection::vec(0_u8..3, 3..12)) {
        let mut dice = Dice::of(seed);
        let paragraphs: Vec<String> = picks.iter().enumerate().map(|(at, _)| format!("P{at} {}", dice.paragraph())).collect();
        let version = |side: u8| -> String {
            let edited = paragraphs.iter().zip(&picks).enumerate().map(|(at, (text, pick))| match *pick == side {
                true => format!("{text} Added{side}x{at}."),
                false => text.clone(),
            });
            edited.collect::<Vec<_>>().join("\n\n")
        };
        let project = |text: String| {
            let mut project = Project::new(Article::default(), text);
            for (at, paragraph) in paragraphs.iter().enumerate() {
                let id = ClaimId::new(format!("c{at}"));
                let start = project.draft().find(&format!("P{at} ")).unwrap();
                let end = start + paragraph.len();
                insert(&mut project, Record::Claim(Box::new(Claim::new(id.clone(), paragraph.clone()))));
                let to = Some(Anchor::new(start..end));
                project.apply(Step::Anchor { key: AnchorKey::Claim(id), to }).unwrap();
            }
            project
        };
        let base = project(paragraphs.join("\n\n"));
        let Merged { project, conflicts, .. } = merged(&base, &project(version(1)), &project(version(2)), None);
        prop_assert!(conflicts.is_empty(), "{:?}", conflicts);
        for (at, pick) in picks.iter().enumerate() {
            let there = project.draft().contains(&format!("Added{pick}x{at}."));
            prop_assert_eq!(there, *pick > 0);
            prop_assert_eq!(project.claim_words(&ClaimId::new(format!("c{at}"))), &paragraphs[at]);
        }
    }
}
