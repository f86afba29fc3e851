//! The seeded documents of the benches are what the benches say they are.

use nutgraf_engine::{
    evidence::{self, CheckCache, Verdict},
    markdown::{QuotationKind, Structure},
};
use sha2::{Digest, Sha256};

use crate::documents::{
    article::article,
    project::{ALTERED_EVERY, place_to_type, project},
};

/// The articles as the harness for other editors makes them: words, SHA-256.
const ARTICLES: [(usize, &str); 4] = [
    (2_000, "fc34f113a17364250b053b28a7ab8786df4ace44e2843f7060cdc895d0f395ef"),
    (10_000, "df17c84f75d3ff641b5cb286792a51b2666821d6b897dde9077ae359e1f22e63"),
    (100_000, "e37b0f24c1975009b4152b63e6523e1564293a1468c02472ae57e6673bab9a3a"),
    (1_000_000, "0a17370fdc7cbfd2ca8d174b94b1b4cf89e6edbcb172ed9e635528b4e22ff5ae"),
];

/// Bytes of the sources together; what the benches use would take a debug build long.
const SNAPSHOTS: usize = 200_000;

#[test]
fn the_articles_are_the_ones_that_other_editors_are_measured_with() {
    for (words, expected) in ARTICLES {
        let hash = Sha256::digest(article(words).as_bytes());
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hash, expected, "{words} words");
    }
}

#[test]
fn a_short_article_is_the_beginning_of_a_long_one() {
    assert!(article(4_000).starts_with(article(2_000).trim_end()));
}

#[test]
fn a_project_has_its_quotations_and_claims_all_over_the_draft() {
    let project = project(10_000, SNAPSHOTS);
    let draft = project.draft();
    assert_eq!(project.sources().len(), 10);
    assert!((17..=20).contains(&project.quotes().len()), "{}", project.quotes().len());
    assert!((150..=210).contains(&project.claims().len()), "{}", project.claims().len());
    let starts = project.claims().iter().map(|claim| project.claim_range(&claim.id).start);
    assert!(starts.clone().min().unwrap() < draft.len() / 20);
    assert!(starts.max().unwrap() > draft.len() * 19 / 20);
    let bytes = project.sources().iter().map(|s| s.snapshot.as_ref().unwrap().text.len());
    let bytes: usize = bytes.sum();
    assert!((SNAPSHOTS * 9 / 10..=SNAPSHOTS).contains(&bytes), "{bytes}");
}

#[test]
fn one_quotation_in_ten_is_altered_and_the_others_are_verbatim() {
    let project = project(10_000, SNAPSHOTS);
    let structure = Structure::parse(project.draft());
    let report = evidence::check(&project.check_input(&structure), &mut CheckCache::default());
    let inline = report
        .quotations
        .iter()
        .filter(|checked| structure.quotations[checked.quotation].kind == QuotationKind::Inline);
    let verdicts: Vec<Verdict> = inline.map(|checked| checked.judgement.verdict).collect();
    assert_eq!(verdicts.len(), project.quotes().len());
    for (at, verdict) in verdicts.into_iter().enumerate() {
        let is_altered = at % ALTERED_EVERY == ALTERED_EVERY - 1;
        let expected = if is_altered { Verdict::Altered } else { Verdict::Verbatim };
        assert_eq!(verdict, expected, "quotation {at}");
    }
}

#[test]
fn the_caret_stands_between_two_words_of_a_paragraph() {
    let text = article(2_000);
    let middle = place_to_type(&text, text.len() / 2);
    assert!(middle > text.len() / 2);
    let line = text[..middle].rsplit('\n').next().unwrap();
    assert!(line.len() >= 100 && line.starts_with(char::is_alphabetic), "{line}");
    assert!(text[middle..].starts_with(' '));
    assert_eq!(place_to_type("# A heading\n", 3), 11, "no paragraph: the end");
}
