//! What the documents say, and that hostile words are inert in them.

use std::collections::BTreeSet;

use nutgraf::{
    exchange::export::strip,
    project::{Intent, Project, Step, capture_quote},
};
use nutgraf_engine::{
    markdown::Structure,
    model::{
        Article, Claim, ClaimId, ClaimStatus, Evidence, EvidenceRole, EvidenceTarget, Snapshot,
        SnapshotFormat, Source, SourceId,
    },
    range::{DraftRange, SourceRange},
    text::Change,
};

use super::{annotated, apply, at, claiming, first_id, now, packet_of, text};
use crate::support::html::{ids_and_links, tags_of};

const HOSTILE: &str = "\"><script>alert(1)</script></style><img src=x onerror=alert(1)>";

#[test]
fn hostile_words_come_out_inert_in_every_document() {
    let draft = format!(
        "# {HOSTILE}\n\n{HOSTILE} [click](javascript:alert(1)) <a href=\"javascript:x\">y</a> \
         ![pic](http://evil.example/x.png) [ok](https://example.org/?a=1&b=\"2) \
         <JavaScript:alert(1)>\n\n<script>alert(2)</script>\n\n<style>@import 'x'</style>\n\n\
         | {HOSTILE} |\n|---|\n| a |\n\n```{HOSTILE}\n</code>{HOSTILE}\n```\n\n\
         She said “one two three four {HOSTILE}” [@evil].\n"
    );
    let article = Article {
        title: HOSTILE.to_owned(),
        authors: vec![HOSTILE.to_owned()],
        language: HOSTILE.to_owned(),
        ..Article::default()
    };
    let mut project = Project::new(article, &draft);
    let source = Source {
        title: HOSTILE.to_owned(),
        authors: vec![HOSTILE.to_owned()],
        url: format!("javascript:{HOSTILE}"),
        snapshot: Some(Snapshot::capture(HOSTILE, SnapshotFormat::Plain, now())),
        ..Source::new(SourceId::new("s1"), "evil")
    };
    apply(&mut project, Intent::add_source(source));
    let claim = Claim {
        evidence: vec![Evidence::supporting(EvidenceTarget::Source(SourceId::new("s1")))],
        note: HOSTILE.to_owned(),
        proposed: HOSTILE.to_owned(),
        response: HOSTILE.to_owned(),
        checker: HOSTILE.to_owned(),
        ..Claim::new(ClaimId::new("c1"), HOSTILE)
    };
    apply(&mut project, Intent::add_claim(claim, DraftRange::new(2, 2 + HOSTILE.len())));
    let signoff = project.signoff(HOSTILE, HOSTILE, now());
    project.sign(signoff).unwrap();
    for file in packet_of(&project).files {
        if file.name.ends_with(".html") {
            // Whatever is a tag, is one of ours.
            tags_of(&file.text);
            let (_, links) = ids_and_links(&file.text);
            let outer: Vec<_> = links.iter().filter(|link| !link.starts_with('#')).collect();
            assert!(outer.iter().all(|link| link.starts_with("https://example.org/")), "{outer:?}");
        } else {
            let structure = Structure::parse(&file.text);
            let draft = strip(&file.text).is_ok();
            let html = |kind| matches!(kind, nutgraf_engine::markdown::SpanKind::Html);
            let found = structure.spans.iter().any(|span| html(span.kind));
            assert!(draft || !found, "{}", file.text);
        }
    }
}

/// A claim that was checked twice, edited in between and after.
fn worked_on() -> Project {
    let mut project =
        claiming("# Ban\n\nThe {office had four staff in 1912}, it said. It was {dear}.\n");
    let source = Source {
        title: "The audit".to_owned(),
        authors: vec!["Smith, Jo".to_owned()],
        url: "https://example.org/audit".to_owned(),
        snapshot: Some(Snapshot::capture(
            "Nobody asked. In March the office had 4 staff, as the list shows. It closed.",
            SnapshotFormat::Plain,
            now(),
        )),
        ..Source::new(SourceId::new("s1"), "audit")
    };
    apply(&mut project, Intent::add_source(source));
    let range =
        SourceRange::new(14 + "In March ".len(), 14 + "In March the office had 4 staff".len());
    let captured = capture_quote(
        &project,
        nutgraf_engine::model::QuoteId::new("q1"),
        &SourceId::new("s1"),
        range,
    )
    .unwrap();
    apply(&mut project, captured.intent);
    let evidence = Evidence {
        role: EvidenceRole::Contradicts,
        primary: true,
        locator: "p. 7".to_owned(),
        ..Evidence::supporting(EvidenceTarget::Quote(captured.id))
    };
    let id = first_id(&project);
    let tied = project.tie_evidence(&id, evidence).unwrap();
    apply(&mut project, tied);
    let mut check = |status, time: &str, by: &str, from: &str, to: &str| {
        let intent = project.set_status(&id, status, by, at(time)).unwrap();
        apply(&mut project, intent);
        let claim = Claim { checker: by.to_owned(), ..project.claim(&id).unwrap().clone() };
        apply(&mut project, Intent::edit_claim(claim));
        let place = project.draft().find(from).unwrap();
        project
            .apply(Step::text(Change::replace(place..place + from.len(), to.to_owned())))
            .unwrap();
    };
    check(ClaimStatus::InProgress, "2026-11-20T08:00:00Z", "Al", "four", "five");
    check(ClaimStatus::Confirmed, "2026-11-21T10:30:00Z", "Jo", "1912", "1913");
    let claim = Claim {
        note: "Ask the office.".to_owned(),
        proposed: "office had 4 staff in 1912".to_owned(),
        response: "I will.".to_owned(),
        ..project.claim(&id).unwrap().clone()
    };
    apply(&mut project, Intent::edit_claim(claim));
    project
}

#[test]
fn the_checking_copy_tells_all_that_is_known_of_a_claim() {
    let copy = text(&worked_on(), "checking-copy.md");
    for part in [
        "### C1 ◐ Stale: was confirmed before its words changed · kind: other · line 3\n",
        "> office had five staff in 1913\n",
        "- **Sentence:** The **office had five staff in 1913**, it said.\n",
        "- **Checked → now:** office had five staff in ~~1912~~ **1913**\n",
        "- **Checked:** Jo, 21 November 2026, 10:30 UTC (confirmed)\n",
        "- **Evidence:** **Contradicts, primary.** audit: Jo Smith, “The audit”",
        "p. 7, <https://example.org/audit>: “the office had 4 staff”. In the snapshot: In March **the office had 4 staff**, as the list shows.\n",
        "- **Note:** Ask the office.\n",
        "- **Now → proposed:** office had ~~five~~ **4** staff in ~~1913~~ **1912**\n",
        "- **Author’s response:** I will.\n",
        "### audit · Web page\n\n> Jo Smith, “The audit”, <https://example.org/audit>\n",
        "- **Snapshot:** captured 24 November 2026, 09:00 UTC; SHA-256 ",
        "- **Claims that rest on it:** C1\n",
        "20 November 2026, 08:00 UTC, Al: ◔ in progress. office had four staff in 1912\n",
        "The words changed before the last check: office had ~~four~~ **five** staff in 1912\n",
    ] {
        assert!(copy.contains(part), "{part}\n{copy}");
    }
}

#[test]
fn a_snapshot_that_is_no_longer_what_was_captured_is_told() {
    let mut project = worked_on();
    let mut source = project.sources()[0].clone();
    source.snapshot.as_mut().unwrap().text = "Other words.".into();
    let intent = project.edit_source(source, &[]);
    apply(&mut project, intent);
    let copy = text(&project, "checking-copy.md");
    assert!(copy.contains("### audit ! Snapshot changed · Web page\n"), "{copy}");
    assert!(copy.contains("**These words no longer stand in the snapshot.**"), "{copy}");
}

#[test]
fn the_checking_copy_lists_what_nobody_claimed_and_what_was_set_aside() {
    let mut project = claiming("It {cost} 3 dollars. It cost 4 dollars. It cost 5 dollars.\n");
    apply(&mut project, Intent::set_aside("It cost 5 dollars.", true));
    let copy = text(&project, "checking-copy.md");
    let (_, open) = copy.split_once("## Sentences to check that nobody claimed").unwrap();
    let (open, aside) = open.split_once("## Sentences said to be no claims").unwrap();
    assert!(open.contains("- **Line 1** · money: It cost 4 dollars.\n"), "{open}");
    assert!(!open.contains("3 dollars") && !open.contains("5 dollars"), "{open}");
    assert!(aside.contains("- **Line 1** · money: It cost 5 dollars.\n"), "{aside}");
}

#[test]
fn orphaned_claims_come_last() {
    let mut project = claiming("One {gone} claim. One {kept} claim.\n");
    project.apply(Step::text(Change::replace(4..9, String::new()))).unwrap();
    let copy = text(&project, "checking-copy.md");
    let (before, orphans) =
        copy.split_once("## Claims whose words are gone from the draft").unwrap();
    assert!(before.contains("### C1 ☐ Unchecked · kind: other · line 1\n\n> kept"), "{copy}");
    assert!(orphans.contains("### C2 ∅ Words gone · kind: other\n\n> gone"), "{copy}");
    assert!(copy.contains("1 unchecked (☐), 1 words gone (∅)"), "{copy}");
    let annotated = annotated(&project);
    assert!(annotated.contains("> **C2 ∅ Words gone**"), "{annotated}");
    let checked = text(&project, "checked-copy.md");
    assert!(checked.contains("- **Place:** its words are gone from the draft"), "{checked}");
}

#[test]
fn the_checked_copy_holds_only_what_the_author_has_to_look_at() {
    let copy = text(&worked_on(), "checked-copy.md");
    assert!(copy.contains("1 place to look at."), "{copy}");
    assert!(copy.contains(
        "- **First checked → now:** office had ~~four~~ **five** staff in ~~1912~~ **1913**"
    ));
    assert!(!copy.contains("> dear"), "{copy}");

    let mut settled = claiming("All {is} well.\n");
    let intent =
        settled.set_status(&first_id(&settled), ClaimStatus::Confirmed, "", now()).unwrap();
    apply(&mut settled, intent);
    let copy = text(&settled, "checked-copy.md");
    assert!(copy.contains("There is nothing for the author to look at"), "{copy}");
}

#[test]
fn a_change_that_is_requested_without_words_is_told() {
    let mut project = claiming("It {cost 3 dollars}.\n");
    let intent =
        project.set_status(&first_id(&project), ClaimStatus::ChangeRequested, "", now()).unwrap();
    apply(&mut project, intent);
    let copy = text(&project, "checked-copy.md");
    assert!(copy.contains("C1 ✎ Change requested"), "{copy}");
    assert!(copy.contains("the checker proposed no words"), "{copy}");
}

#[test]
fn every_document_begins_with_how_things_stand() {
    let mut project = worked_on();
    let signoff = project.signoff("Jo", "The printer waits.", at("2026-11-23T18:00:00Z"));
    project.sign(signoff).unwrap();
    let mut other = project.signoff("Al", "", at("2026-11-22T18:00:00Z"));
    other.draft_sha256 = "abcdef0123456789".to_owned();
    project.sign(other).unwrap();
    for file in packet_of(&project).files {
        for part in [
            "Not passed.",
            "things stand against calling this draft final:",
            "2: 1 unchecked (☐), 1 stale (◐)",
            "Jo (1 claim)",
            "Jo, 23 November 2026, 18:00 UTC, for this draft; ",
            "the gate was overridden",
            "The printer waits.",
            "Al, 22 November 2026, 18:00 UTC, for another state of the draft (SHA-256 abcdef012345 …); the gate was passed",
            "24 November 2026, 09:00 UTC",
            &project.draft_sha256(),
        ] {
            assert!(file.text.contains(part), "{}: {part}\n{}", file.name, file.text);
        }
    }
}

#[test]
fn a_draft_that_passes_says_so() {
    let project = Project::new(Article::default(), "Nothing to see.\n");
    for file in packet_of(&project).files {
        assert!(file.text.contains("✓ Passed."), "{}", file.text);
    }
}

#[test]
fn numbers_and_entries_lead_to_each_other() {
    let html = text(&worked_on(), "annotated-draft.html");
    let (ids, links) = ids_and_links(&html);
    for (mark, entry) in [("m-c1", "c1"), ("m-c2", "c2")] {
        assert!(ids.contains(mark) && ids.contains(entry), "{ids:?}");
        assert!(links.contains(&format!("#{entry}")) && links.contains(&format!("#{mark}")));
    }
    assert!(html.contains("<a class=\"number wary\" id=\"m-c1\" href=\"#c1\">C1 ◐</a>"), "{html}");
    assert!(
        html.contains("The <span class=\"claim\">office had five staff in 1913</span>"),
        "{html}"
    );
}

#[test]
fn names_of_files_are_distinct() {
    let packet = packet_of(&Project::default());
    let names: BTreeSet<_> = packet.files.iter().map(|file| file.name).collect();
    assert_eq!(names.len(), 6);
}

#[test]
fn what_a_template_asks_for_is_in_no_document() {
    let asked = Project::new(Article::default(), "# A\n\n<!-- TK: Who? -->\n\nB.\n");
    let left = Project::new(Article::default(), "# A\n\nB.\n");
    for (asked, left) in packet_of(&asked).files.iter().zip(packet_of(&left).files) {
        assert_eq!(asked.text, left.text, "{}", left.name);
    }
}
