//! The cross-check within a check: its findings, what it reads, what follows an edit.

use nutgraf_engine::{
    evidence::{CheckCache, CheckInput, Report, Severity, check, follow},
    markdown::Structure,
    model::{
        Claim, ClaimId, ClaimStatus, Evidence, EvidenceRole, EvidenceTarget, Profile, Quote,
        QuoteId, Selector, Source,
    },
    range::DraftRange,
    text::Change,
};

use crate::support::captured::captured;

const AUDIT: &str = "The audit office published its report on 12 May 2019.\n\nThe report was \
    written by 4 staff. It cost £1.2 million, and 33% of the grants were late.\n\nNothing else \
    was published.\n";

/// A draft whose claims are its sentences, and one source.
struct Desk {
    text: String,
    sources: Vec<Source>,
    quotes: Vec<Quote>,
    claims: Vec<(Claim, DraftRange)>,
    cache: CheckCache,
}

impl Desk {
    /// Each sentence is a claim that rests on the source, or on the quote whose words follow it.
    fn new(claims: &[(&str, Option<&str>)]) -> Self {
        let source = captured("ft-audit", AUDIT);
        let mut desk = Self {
            text: String::new(),
            sources: vec![source],
            quotes: Vec::new(),
            claims: Vec::new(),
            cache: CheckCache::default(),
        };
        for (at, (words, quote)) in claims.iter().enumerate() {
            let start = desk.text.len();
            desk.text += words;
            let mut claim = Claim::new(ClaimId::new(format!("c{at}")), *words);
            let source = desk.sources[0].id.clone();
            let target = match quote {
                None => EvidenceTarget::Source(source),
                Some(quote) => {
                    let id = QuoteId::new(format!("q{at}"));
                    let from = AUDIT.find(quote).unwrap();
                    desk.quotes.push(Quote {
                        id: id.clone(),
                        source,
                        selector: Selector::capture(AUDIT, from..from + quote.len()).unwrap(),
                        locator: String::new(),
                        speaker: String::new(),
                        note: String::new(),
                    });
                    EvidenceTarget::Quote(id)
                }
            };
            claim.evidence.push(Evidence {
                target,
                role: EvidenceRole::Supports,
                primary: false,
                locator: String::new(),
            });
            desk.claims.push((claim, DraftRange::new(start, desk.text.len())));
            desk.text += "\n\n";
        }
        desk
    }

    fn check(&mut self) -> Report {
        let structure = Structure::parse(&self.text);
        let mut cache = std::mem::take(&mut self.cache);
        let report = check(&self.input(&structure), &mut cache);
        self.cache = cache;
        report
    }

    fn input<'a>(&'a self, structure: &'a Structure) -> CheckInput<'a> {
        CheckInput {
            text: &self.text,
            structure,
            sources: &self.sources,
            quotes: &self.quotes,
            claims: self.claims.iter().map(|(claim, range)| (claim, *range)).collect(),
            uses: Vec::new(),
            profile: Profile::Standard,
        }
    }
}

/// The findings of a report as `severity code: message`.
fn told(report: &Report) -> Vec<String> {
    let findings = report.findings.iter();
    findings
        .map(|found| {
            format!("{} {}: {}", found.severity().as_str(), found.code().as_str(), found.message())
        })
        .collect()
}

#[test]
fn a_finding_shows_both_sides_and_where_the_evidence_stands() {
    let mut desk = Desk::new(&[(
        "The report was *written* by **five** staff [@ft-audit, p. 9].",
        Some("written by 4 staff"),
    )]);
    let report = desk.check();
    let warning = "warning figure-conflict: The claim says “five staff”; ft-audit, para. 2 says \
        “4 staff”.";
    assert_eq!(told(&report), [warning]);
    assert_eq!(&desk.text[report.findings[0].range], "five");
    let difference = &report.claims[0].discrepancies[0];
    let found = difference.evidence.as_ref().unwrap();
    assert_eq!(&AUDIT[found.range], "4 staff");
    desk.claims[0].0.status = ClaimStatus::Confirmed;
    let report = desk.check();
    let conflict = report
        .findings
        .iter()
        .find(|found| found.code() == nutgraf_engine::evidence::Code::FigureConflict);
    assert_eq!(conflict.unwrap().severity(), Severity::Error);
}

#[test]
fn a_quote_is_widened_to_its_sentence_and_a_source_is_read_as_a_whole() {
    let mut desk = Desk::new(&[
        ("A third of the grants were late.", Some("It cost £1.2 million")),
        ("The report came out on 12 May.", None),
        ("The report ran to 300 pages.", None),
        ("The report came out on 12 May.", Some("Nothing else was published.")),
    ]);
    let report = desk.check();
    let expected = [
        "info figure-absent: The claim says “300 pages”; its evidence has no such figure.",
        "info date-absent: The claim says “12 May”; its evidence has no such date.",
    ];
    assert_eq!(told(&report), expected);
    let supported: Vec<&str> = report
        .claims
        .iter()
        .flat_map(|checked| &checked.supported)
        .map(|supported| &*supported.evidence.words)
        .collect();
    assert_eq!(supported, ["33%", "12 May 2019"]);
}

#[test]
fn what_contradicts_a_claim_does_not_bear_it_out() {
    let mut desk = Desk::new(&[("The report was written by 4 staff.", Some("written by 4 staff"))]);
    assert_eq!(desk.check().claims[0].supported.len(), 1);
    desk.claims[0].0.evidence[0].role = EvidenceRole::Contradicts;
    assert!(desk.check().claims.is_empty());
    desk.claims[0].0.evidence[0].role = EvidenceRole::Context;
    assert_eq!(desk.check().claims[0].supported.len(), 1);
    desk.claims[0].0.status = ClaimStatus::Opinion;
    assert!(desk.check().claims.is_empty());
}

#[test]
fn a_claim_without_evidence_is_only_asked_when_it_was() {
    let mut desk = Desk::new(&[("Five staff left last year.", None), ("Five staff left.", None)]);
    desk.claims.iter_mut().for_each(|(claim, _)| claim.evidence.clear());
    let report = desk.check();
    assert_eq!(report.claims.len(), 1);
    assert_eq!(report.findings.len(), 1);
    assert_eq!(report.findings[0].code().as_str(), "date-relative");
}

#[test]
fn a_quote_that_the_snapshot_lost_is_read_by_its_own_words() {
    let mut desk = Desk::new(&[("It was written by five staff.", Some("written by 4 staff"))]);
    desk.sources[0].snapshot = None;
    let report = desk.check();
    let expected = "warning figure-conflict: The claim says “five staff”; ft-audit says “4 staff”.";
    assert_eq!(told(&report), [expected]);
    let found = report.claims[0].discrepancies[0].evidence.clone().unwrap();
    assert_eq!(&AUDIT[found.range], "4 staff");
}

#[test]
fn differences_move_with_an_edit_and_go_where_it_touches_their_claim() {
    let mut desk = Desk::new(&[
        ("It was written by five staff.", Some("written by 4 staff")),
        ("It cost £1.3 million.", Some("It cost £1.2 million")),
    ]);
    let mut report = desk.check();
    assert_eq!(report.findings.len(), 2);
    let mut edit = |report: &mut Report, change: &Change| {
        let mut structure = Structure::parse(&desk.text);
        change.apply(&mut desk.text).unwrap();
        let reread = structure.reparse(&desk.text, change);
        follow(report, change, &reread, &desk.input(&structure), None);
        let said = report.claims.iter().flat_map(|checked| &checked.discrepancies);
        said.map(|difference| desk.text[difference.claim_range].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(edit(&mut report, &Change::insert(0, "Before. ")), ["five", "£1.3 million"]);
    let ranges: Vec<_> = report.findings.iter().map(|found| found.range).collect();
    assert_eq!(ranges, [26..30, 47..60]);
    assert_eq!(edit(&mut report, &Change::replace(26..30, "six")), ["£1.3 million"]);
    assert_eq!(report.findings.len(), 1);
    assert_eq!(report.claims.len(), 1);
}

#[test]
fn a_check_that_remembers_says_what_a_new_one_says() {
    let mut desk = Desk::new(&[
        ("It was written by five staff.", Some("written by 4 staff")),
        ("It cost £1.3 million.", None),
    ]);
    let first = desk.check();
    assert_eq!(desk.check(), first);
    desk.text.insert_str(0, "Before. ");
    desk.claims
        .iter_mut()
        .for_each(|(_, range)| *range = DraftRange::new(range.start + 8, range.end + 8));
    let kept = desk.check();
    desk.cache = CheckCache::default();
    assert_eq!(kept, desk.check());
    desk.sources[0] = captured("ft-audit", &AUDIT.replace("4 staff", "five staff"));
    desk.quotes[0].selector = Selector::capture(
        &AUDIT.replace("4 staff", "five staff"),
        desk.quotes[0].selector.start..desk.quotes[0].selector.start + 21,
    )
    .unwrap();
    assert_eq!(desk.check().claims[0].discrepancies, []);
}
