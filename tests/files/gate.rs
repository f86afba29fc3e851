//! What stands before an article is called final, and what somebody lets stand.

use jiff::Timestamp;
use nutgraf::{
    persist::{Expect, save},
    project::{Intent, ObstacleKind, Project, StepLabel, capture_quote},
};
use nutgraf_engine::{
    evidence::{CheckCache, Code, Finding, Report, check},
    markdown::Structure,
    model::{
        Article, Claim, ClaimId, ClaimStatus, Evidence, EvidenceRole, EvidenceTarget, Ids, Profile,
        Snapshot, SnapshotFormat, Source, SourceId, Standing,
    },
    range::{DraftRange, SourceRange},
    text::Change,
};
use predicates::{prelude::*, str::contains};

use crate::support::desk::Desk;

const SOURCE: &str = "The city bought 12 cameras in 2019. Nobody was asked.\n";
const DRAFT: &str = "The city bought 14 cameras in 2019.\n\nThey cost $3 million.\n";

fn apply(project: &mut Project, intent: Intent) {
    project.apply_all(intent.steps).unwrap();
}

/// An article whose only claim is confirmed on evidence with another figure.
fn conflicted(profile: Profile) -> Project {
    let mut project = Project::new(Article { profile, ..Article::default() }, DRAFT);
    let snapshot = Snapshot::capture(SOURCE, SnapshotFormat::Plain, Timestamp::UNIX_EPOCH);
    let source = SourceId::new("s1");
    let record = Source { snapshot: Some(snapshot), ..Source::new(source.clone(), "audit") };
    apply(&mut project, Intent::add_source(record));
    let id = Ids::seeded(1).quote();
    let captured = capture_quote(&project, id, &source, SourceRange::new(0, 35)).unwrap();
    apply(&mut project, captured.intent);
    let target = EvidenceTarget::Quote(project.quotes()[0].id.clone());
    let mut claim = Claim::new(ClaimId::new("c1"), "The city bought 14 cameras in 2019.");
    claim.evidence = vec![Evidence {
        target,
        role: EvidenceRole::Supports,
        primary: true,
        locator: String::new(),
    }];
    claim.set_status(
        ClaimStatus::Confirmed,
        "The city bought 14 cameras in 2019.",
        "Jo",
        Timestamp::UNIX_EPOCH,
    );
    apply(&mut project, Intent::add_claim(claim, DraftRange::new(0, 35)));
    let claim = &project.claims()[0];
    assert_eq!(project.standing(claim), Standing::Settled);
    project
}

fn report(project: &Project) -> Report {
    let structure = Structure::parse(project.draft());
    check(&project.check_input(&structure), &mut CheckCache::default())
}

fn obstacles(project: &Project) -> Vec<String> {
    let survey = project.survey_of(&Structure::parse(project.draft()));
    project.obstacles(&report(project), &survey).iter().map(ToString::to_string).collect()
}

fn conflict(project: &Project) -> Finding {
    let found = report(project).findings;
    found.into_iter().find(|finding| finding.code() == Code::FigureConflict).unwrap()
}

#[test]
fn a_confirmed_claim_whose_evidence_has_another_figure_stands_before_final() {
    for profile in Profile::ALL {
        let project = conflicted(profile);
        let survey = project.survey_of(&Structure::parse(project.draft()));
        let against = project.obstacles(&report(&project), &survey);
        let is_conflict = |kind: &ObstacleKind| {
            matches!(kind, ObstacleKind::Finding { code: Code::FigureConflict, .. })
        };
        assert!(against.iter().any(|one| is_conflict(&one.kind)), "{profile:?}: {against:?}");
    }
}

#[test]
fn what_somebody_lets_stand_by_name_stands_no_more_before_final() {
    let mut project = conflicted(Profile::Standard);
    let finding = conflict(&project);
    let stet = project.stet(&finding, "Jo", "Two were bought later.", Timestamp::UNIX_EPOCH);
    apply(&mut project, Intent::let_stand(stet.clone(), true));
    assert_eq!(project.stet_of(&finding), Some(&stet));
    assert_eq!(obstacles(&project), [""; 0]);
    apply(&mut project, Intent::let_stand(stet, false));
    assert_eq!(obstacles(&project).len(), 1);
}

#[test]
fn letting_a_finding_stand_is_one_step_that_undo_takes_back() {
    let mut project = conflicted(Profile::Standard);
    let before = project.size();
    let stet = project.stet(&conflict(&project), "Jo", "Two later.", Timestamp::UNIX_EPOCH);
    let intent = Intent::let_stand(stet, true);
    assert_eq!(intent.label, StepLabel::LetStand);
    let back = project.apply_all(intent.steps).unwrap();
    assert!(project.size() > before);
    project.apply_all(back).unwrap();
    assert!(project.stets().is_empty());
    assert_eq!(project.size(), before);
}

#[test]
fn a_finding_asks_again_when_the_words_or_the_evidence_change() {
    let mut project = conflicted(Profile::Standard);
    let stet = project.stet(&conflict(&project), "Jo", "Two later.", Timestamp::UNIX_EPOCH);
    apply(&mut project, Intent::let_stand(stet, true));
    let other_words = {
        let mut project = project.clone();
        apply(&mut project, Intent::typing(Change::replace(16..18, "15")));
        project
    };
    assert!(other_words.stet_of(&conflict(&other_words)).is_none());
    assert_eq!(other_words.stets().len(), 1, "the record is kept");
    let elsewhere = {
        let mut project = project.clone();
        apply(&mut project, Intent::typing(Change::insert(0, "So it was. ")));
        project
    };
    assert!(elsewhere.stet_of(&conflict(&elsewhere)).is_some(), "it goes along with its words");
}

#[test]
fn a_strict_house_asks_for_every_sentence_that_is_worth_checking() {
    let strict = conflicted(Profile::Strict);
    let unclaimed = "3:1: “They cost $3 million.” is neither a claim nor set aside";
    assert!(obstacles(&strict).iter().any(|one| one == unclaimed), "{:?}", obstacles(&strict));
    let mut strict = strict;
    apply(&mut strict, Intent::set_aside("They cost $3 million.", true));
    assert!(!obstacles(&strict).iter().any(|one| one == unclaimed));
    let standard = conflicted(Profile::Standard);
    assert!(!obstacles(&standard).iter().any(|one| one == unclaimed));
    let survey = standard.survey_of(&Structure::parse(standard.draft()));
    assert_eq!(survey.unclaimed(), 1, "it is counted all the same");
}

#[test]
fn the_command_line_says_who_lets_what_stand_and_why_and_is_content() {
    let desk = Desk::empty();
    let mut project = conflicted(Profile::Standard);
    let save = |project: &Project| {
        save(project, &desk.path("p.ron"), Expect::Overwrite).unwrap();
    };
    save(&project);
    desk.nutgraf(&["check", "p.ron"]).code(1).stdout(contains("14 cameras"));
    desk.nutgraf(&["export", "p.ron", "--final"])
        .code(1)
        .stderr(contains("1 sentence").and(contains("14 cameras")));
    let stet = project.stet(&conflict(&project), "Jo", "Two came later.", Timestamp::UNIX_EPOCH);
    apply(&mut project, Intent::let_stand(stet, true));
    save(&project);
    desk.nutgraf(&["check", "p.ron"])
        .code(0)
        .stdout(contains("let stand by Jo").and(contains("reason: Two came later.")));
    let json = desk.ok(&["check", "p.ron", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["stands"][0]["code"], "figure-conflict");
    assert_eq!(json["stands"][0]["reason"], "Two came later.");
    assert_eq!(json["summary"]["errors"], 0);
    desk.nutgraf(&["export", "p.ron", "--final"]).code(0);
    desk.ok(&["packet", "p.ron", "-o", "out"]);
    let packet = desk.read("out/p-checked-copy.md");
    assert!(packet.contains("Let stand by Jo") && packet.contains("Two came later."), "{packet}");
}

/// An article with a confirmed claim that quotes the second sentence of its source, and rests
/// on these bytes of it.
fn quoting(passage: std::ops::Range<usize>) -> Project {
    let source = "The keeper said so.\n\nNobody was asked at the town hall.\n\nIt rained.\n";
    let draft = "She wrote that “nobody was asked at the town hall” [@audit].\n";
    let mut project = Project::new(Article::default(), draft);
    let snapshot = Snapshot::capture(source, SnapshotFormat::Plain, Timestamp::UNIX_EPOCH);
    let id = SourceId::new("s1");
    let record = Source { snapshot: Some(snapshot), ..Source::new(id.clone(), "audit") };
    apply(&mut project, Intent::add_source(record));
    let range = SourceRange::new(passage.start, passage.end);
    let captured = capture_quote(&project, Ids::seeded(1).quote(), &id, range).unwrap();
    apply(&mut project, captured.intent);
    let target = EvidenceTarget::Quote(project.quotes()[0].id.clone());
    let words = draft.trim_end();
    let mut claim = Claim::new(ClaimId::new("c1"), words);
    claim.evidence = vec![Evidence {
        target,
        role: EvidenceRole::Supports,
        primary: true,
        locator: String::new(),
    }];
    claim.set_status(ClaimStatus::Confirmed, words, "Jo", Timestamp::UNIX_EPOCH);
    apply(&mut project, Intent::add_claim(claim, DraftRange::new(0, words.len())));
    project
}

#[test]
fn a_quotation_claim_confirmed_on_a_passage_without_its_words_is_an_error() {
    let wrong = quoting(0..19);
    let told = obstacles(&wrong);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("none of its evidence has the words"), "{told:?}");
    assert_eq!(obstacles(&quoting(21..55)), [""; 0], "the passage itself");
    assert_eq!(obstacles(&quoting(21..27)), [""; 0], "a part of its paragraph");
}
