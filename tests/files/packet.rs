//! The packet: what it says, that it cannot be broken by what a draft holds, and that
//! the draft comes out of its annotations byte for byte.
//!
//! `UPDATE_GOLDENS=1 cargo test --test files packet::` renews the packets of the samples in
//! `tests/fixtures/packet`; read them as an editor would before they land.

use std::{collections::BTreeSet, fs, path::PathBuf};

use jiff::Timestamp;
use nutgraf::{
    evidence::{CheckCache, Report, check},
    exchange::export::{Packet, StripError, packet, strip},
    markdown::Structure,
    model::{
        Article, Claim, ClaimId, ClaimStatus, Evidence, EvidenceRole, EvidenceTarget, Snapshot,
        SnapshotFormat, Source, SourceId,
    },
    persist,
    project::{Intent, Project, Step, capture_quote},
    text::Change,
};
use proptest::prelude::*;

use crate::support::html::{ids_and_links, tags_of};

const SAMPLES: [&str; 2] = ["why-the-us-debated-a-ban", "how-to-check-a-quote"];

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn now() -> Timestamp {
    at("2026-11-24T09:00:00Z")
}

fn report(project: &Project) -> Report {
    let structure = Structure::parse(project.draft());
    check(&project.check_input(&structure), &mut CheckCache::default())
}

fn packet_of(project: &Project) -> Packet {
    packet(project, &report(project), now())
}

fn annotated(project: &Project) -> String {
    packet_of(project).text("annotated-draft.md").unwrap().to_owned()
}

fn text(project: &Project, name: &str) -> String {
    packet_of(project).text(name).unwrap().to_owned()
}

fn apply(project: &mut Project, intent: Intent) {
    project.apply_all(intent.steps).unwrap();
}

/// A project whose claims are the words between `{` and `}`, which are taken away.
fn claiming(marked: &str) -> Project {
    let (mut draft, mut open, mut ranges) = (String::new(), Vec::new(), Vec::new());
    for ch in marked.chars() {
        match ch {
            '{' => open.push(draft.len()),
            '}' => ranges.push(open.pop().unwrap()..draft.len()),
            ch => draft.push(ch),
        }
    }
    with_claims(&draft, ranges)
}

fn with_claims(draft: &str, ranges: Vec<std::ops::Range<usize>>) -> Project {
    let mut project = Project::new(Article::default(), draft);
    for (number, range) in ranges.into_iter().enumerate() {
        let id = ClaimId::new(format!("c{number}"));
        let claim = Claim::new(id, &draft[range.clone()]);
        apply(&mut project, Intent::add_claim(claim, range));
    }
    project
}

fn first_id(project: &Project) -> ClaimId {
    project.claims()[0].id.clone()
}

/// The draft's own lines of an annotated draft, with the marks in them.
fn marked(project: &Project) -> String {
    let annotated = annotated(project);
    assert_eq!(strip(&annotated).as_deref(), Ok(project.draft()));
    let mut lines = Vec::new();
    let mut is_inside = false;
    for line in annotated.lines() {
        if line.starts_with("<!--⟦") {
            is_inside = true;
        } else if line.starts_with("<!--⟧") {
            is_inside = false;
        } else if !is_inside {
            lines.push(line);
        }
    }
    lines.join("\n").trim().to_owned()
}

// The samples

#[test]
fn the_packets_of_the_samples_are_their_goldens() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/packet"));
    for name in SAMPLES {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/projects");
        let file = PathBuf::from(path).join(format!("{name}.nutgraf.ron"));
        let project = persist::load(&file).unwrap().project;
        for made in packet_of(&project).files {
            let path = folder.join(format!("{name}-{}", made.name));
            if std::env::var_os("UPDATE_GOLDENS").is_some_and(|value| value == "1") {
                fs::create_dir_all(&folder).unwrap();
                persist::write_atomic(&path, made.text.as_bytes()).unwrap();
            }
            let golden = fs::read_to_string(&path).unwrap_or_default();
            assert!(
                golden == made.text,
                "{} is not what the golden holds; UPDATE_GOLDENS=1 renews it. It is now:\n{}",
                path.display(),
                made.text
            );
        }
        assert_eq!(strip(&annotated(&project)).as_deref(), Ok(project.draft()));
    }
}

// Marks in the draft

#[test]
fn a_mark_stands_behind_the_words_and_breaks_no_markup() {
    for (claims, expected) in [
        ("A {claim} here.", "A claim⟦C1 ☐⟧ here."),
        ("{A whole sentence.} More.", "A whole sentence.⟦C1 ☐⟧ More."),
        ("{A claim with a space }here.", "A claim with a space⟦C1 ☐⟧ here."),
        ("{One} and {two}.", "One⟦C1 ☐⟧ and two⟦C2 ☐⟧."),
        ("{One and {two}}.", "One and two⟦C1 ☐⟧⟦C2 ☐⟧."),
        ("# A {heading}\n\nWords.", "# A heading⟦C1 ☐⟧\n\nWords."),
        ("A {heading}\n===\n\nWords.", "A heading⟦C1 ☐⟧\n===\n\nWords."),
        ("- an {item}\n- two\n", "- an item⟦C1 ☐⟧\n- two"),
        ("1. a\n\n   {b}\n2. c\n", "1. a\n\n   b⟦C1 ☐⟧\n2. c"),
        ("> a {quote}\n> goes on\n", "> a quote⟦C1 ☐ ○⟧\n> goes on"),
        ("| a | b |\n|---|---|\n| {c} | d |\n", "| a | b |\n|---|---|\n| c⟦C1 ☐⟧ | d |"),
        ("A [li{nk](http://x.org) on}.", "A [link](http://x.org) on⟦C1 ☐⟧."),
        ("A {[link}](http://x.org \"t\") on.", "A [link](http://x.org \"t\")⟦C1 ☐⟧ on."),
        ("A {[link}][x] on.\n\n[x]: http://x.org\n", "A [link][x]⟦C1 ☐⟧ on.\n\n[x]: http://x.org"),
        ("A {[x}] on.\n\n[x]: http://x.org\n", "A [x]⟦C1 ☐⟧ on.\n\n[x]: http://x.org"),
        ("Said {so [@sm}t, p. 3] twice.", "Said so [@smt, p. 3]⟦C1 ☐⟧ twice."),
        ("The {*cat}* sat.", "The *cat*⟦C1 ☐⟧ sat."),
        ("The {***cat**}* sat.", "The ***cat***⟦C1 ☐⟧ sat."),
        ("The *{cat}*s sat.", "The *cat*⟦C1 ☐⟧s sat."),
        ("Use {`co}de` here.", "Use `code`⟦C1 ☐⟧ here."),
        ("A note{[^}1].\n\n[^1]: The {note}.\n", "A note[^1]⟦C1 ☐⟧.\n\n[^1]: The note⟦C2 ☐⟧."),
        ("A {<b}>bold</b> word.", "A <b>⟦C1 ☐⟧bold</b> word."),
        ("```\nlet {x} = 1;\n```\n", "```\nlet x⟦C1 ☐⟧ = 1;\n```"),
        ("Over {two\n\npara}graphs.", "Over two\n\npara⟦C1 ☐⟧graphs."),
        // Nowhere can a mark stand here: the notes tell of these.
        ("[x]: http://{x}.org\n\n[x]\n", "[x]: http://x.org\n\n[x]"),
        ("<div>{a}</div>\n\nWords.", "<div>a</div>\n\nWords."),
        ("---\ntitle: {x}\n---\n\nWords.", "---\ntitle: x\n---\n\n\n\n\nWords."),
        ("```{rust}\ncode\n```\n\nWords.", "```rust\ncode\n```\n\nWords."),
    ] {
        let project = claiming(claims);
        assert_eq!(marked(&project), expected, "{claims}");
        let annotated = annotated(&project);
        for number in 1..=project.claims().len() {
            assert_eq!(
                annotated.matches(&format!("**C{number} ☐ Unchecked**")).count(),
                1,
                "{claims}"
            );
        }
    }
}

#[test]
fn notes_stand_at_the_end_of_their_section() {
    let project = claiming("# A\n\nOne {claim}.\n\nMore.\n## B\n\nNo claim.\n\n## C\n\n{Two}.");
    let annotated = annotated(&project);
    let place =
        |words: &str| annotated.find(words).unwrap_or_else(|| panic!("{words}: {annotated}"));
    let order = ["More.", "**C1 ☐ Unchecked**", "## B", "## C", "**C2 ☐ Unchecked**", "End of the"];
    let places: Vec<usize> = order.map(place).into();
    assert!(places.is_sorted(), "{annotated}");
    // The heading still is one.
    let structure = Structure::parse(&annotated);
    assert_eq!(structure.headings.len(), 3);
}

#[test]
fn what_a_draft_leaves_open_does_not_swallow_the_notes() {
    for open in
        ["A {claim}.\n\n```\ncode", "A {claim}.\n\n~~~~ md\ncode\n", "A {claim}.\n\n<!-- open"]
    {
        let project = claiming(open);
        let annotated = annotated(&project);
        assert_eq!(strip(&annotated).as_deref(), Ok(project.draft()), "{open}");
        let structure = Structure::parse(&annotated);
        let note = annotated.find("**C1 ☐").unwrap();
        assert!(!structure.is_code(note), "{annotated}");
    }
}

#[test]
fn a_quotation_that_does_not_pass_is_numbered_unless_a_claim_tells_of_it() {
    let draft = "It said “one two three four” [@a]. {It said “five six seven eight” [@a].}\n";
    let mut project = claiming(draft);
    let text = "It said one two six four, and five six nine eight.";
    let source = Source {
        snapshot: Some(Snapshot::capture(text, SnapshotFormat::Plain, now())),
        ..Source::new(SourceId::new("s1"), "a")
    };
    apply(&mut project, Intent::add_source(source));
    let expected =
        "It said “one two three four”⟦Q1 ≠⟧ [@a]. It said “five six seven eight” [@a].⟦C1 ☐ ≠⟧";
    assert_eq!(marked(&project), expected);
    let annotated = annotated(&project);
    assert!(
        annotated.contains("> **Q1 ≠ Altered** · line 1 · held against a, para. 1"),
        "{annotated}"
    );
    assert!(annotated.contains("one two ~~three~~ **six** four"), "{annotated}");
    assert!(annotated.contains("five six ~~seven~~ **nine** eight"), "{annotated}");
    let (ids, links) = ids_and_links(packet_of(&project).text("annotated-draft.html").unwrap());
    assert!(ids.contains("m-q1") && links.contains("#q1"), "{ids:?}");
}

// The way back

#[test]
fn a_draft_about_annotated_drafts_keeps_its_marks() {
    let first = claiming("A {claim}.");
    let second = claiming(&annotated(&first).replace("claim", "{claim}"));
    let third = annotated(&second);
    assert!(third.contains("claim⟦1·C1 ☐ ○·1⟧"), "{third}");
    assert_eq!(strip(&third).as_deref(), Ok(second.draft()));
    assert_eq!(strip(second.draft()).as_deref(), Ok(first.draft()));
}

#[test]
fn what_is_no_annotated_draft_is_refused() {
    for text in ["", "A draft.\n", "<!--⟧-->x", "⟦C1 ✓⟧", "A\n\n⟧-->\n\n", "<!--·0⟧-->\n\n"]
    {
        assert_eq!(strip(text), Err(StripError::NoAnnotations), "{text}");
    }
    let whole = annotated(&claiming("One {claim}.\n\nTwo."));
    assert_eq!(
        strip(whole.trim_end()).as_deref(),
        Ok("One claim.\n\nTwo."),
        "trimmed by an editor"
    );
    let broken = whole.replacen("<!--⟦0-->", "<!--⟦9-->", 1);
    assert_eq!(strip(&broken), Err(StripError::Broken { line: 1 }));
}

#[test]
fn what_is_edited_in_the_draft_stays_edited() {
    let whole = annotated(&claiming("One {claim}.\n\nTwo.\n"));
    let edited = whole.replace("Two.", "Three.");
    assert_eq!(strip(&edited).as_deref(), Ok("One claim.\n\nThree.\n"));
}

/// Pieces that a draft about drafts, or a hostile one, may be made of.
fn pieces() -> impl Strategy<Value = String> {
    let tricky = [
        "⟦",
        "⟧",
        "⟦C1 ✓⟧",
        "⟦1·",
        "·1⟧",
        "⟦0",
        "<!--",
        "-->",
        "<!--⟦0-->",
        "<!--⟧-->",
        "\n\n",
        "\r\n",
        "\r",
        "\n",
        "\0",
        "\u{feff}",
        "\u{202e}",
        "# ",
        "## B\n",
        "- a",
        "1. ",
        "> ",
        "```",
        "~~~\n",
        "    x",
        "| a | b |\n|---|---|\n| c | d |\n",
        "[a](http://x.org)",
        "[^1]",
        "[^1]: note\n",
        "[x]: y\n",
        "[x]",
        "*",
        "**",
        "_",
        "`",
        "<b>",
        "<script>",
        "<div>\n",
        "---\n",
        "===\n",
        "&amp;",
        "\\",
        "[@key, p. 2]",
        "“four words stand here”",
        " ",
        "word",
        "ß",
        "שלום",
        "---\ntitle: x\n---\n",
        "- [ ] task\n",
        "<pre>\n",
        "Two  \nlines",
    ];
    prop_oneof![
        4 => prop::sample::select(tricky.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

fn drafts() -> impl Strategy<Value = (String, Vec<std::ops::Range<usize>>)> {
    let draft = prop::collection::vec(pieces(), 0..24).prop_map(|pieces| pieces.concat());
    let ranges =
        prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..5);
    (draft, ranges).prop_map(|(draft, ranges)| {
        let bounds: Vec<usize> =
            draft.char_indices().map(|(at, _)| at).chain([draft.len()]).collect();
        let ranges = ranges.into_iter().map(|(one, other)| {
            let (one, other) = (*one.get(&bounds), *other.get(&bounds));
            one.min(other)..one.max(other)
        });
        let ranges = ranges.filter(|range| !range.is_empty()).collect();
        (draft, ranges)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn the_draft_comes_out_of_its_annotations_byte_for_byte((draft, ranges) in drafts()) {
        let mut project = with_claims(&draft, ranges);
        if let Some(claim) = project.claims().first().cloned() {
            // What is added may hold look-alikes too.
            let note = Claim { checker: draft.clone(), note: draft.clone(), ..claim };
            apply(&mut project, Intent::edit_claim(note));
        }
        let annotated = annotated(&project);
        prop_assert_eq!(strip(&annotated), Ok(draft));
    }

    #[test]
    fn html_is_well_formed_and_inert_whatever_the_draft_holds((draft, ranges) in drafts()) {
        let project = with_claims(&draft, ranges);
        for file in packet_of(&project).files.iter().filter(|file| file.name.ends_with(".html")) {
            tags_of(&file.text);
            ids_and_links(&file.text);
        }
    }
}

// Hostile words

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
    apply(&mut project, Intent::add_claim(claim, 2..2 + HOSTILE.len()));
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
            let html = |kind| matches!(kind, nutgraf::markdown::SpanKind::Html);
            let found = structure.spans.iter().any(|span| html(span.kind));
            assert!(draft || !found, "{}", file.text);
        }
    }
}

// What the documents say

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
    let range = 14 + "In March ".len()..14 + "In March the office had 4 staff".len();
    let captured =
        capture_quote(&project, nutgraf::model::QuoteId::new("q1"), &SourceId::new("s1"), range)
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
