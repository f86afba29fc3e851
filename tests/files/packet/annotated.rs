//! The annotated draft: where its marks stand, and the way back out of them.

use nutgraf::{
    exchange::export::{StripError, strip},
    project::{Intent, Project},
};
use nutgraf_engine::{
    markdown::Structure,
    model::{Claim, Snapshot, SnapshotFormat, Source, SourceId},
};
use proptest::prelude::*;

use super::{annotated, apply, claiming, now, packet_of, with_claims};
use crate::support::{
    desk::{DRAFT, Desk},
    html::{ids_and_links, tags_of},
};

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

#[test]
fn an_annotated_draft_becomes_a_project_without_its_notes_and_a_damaged_one_is_refused() {
    let desk = Desk::set();
    desk.ok(&["claim", "add", "p.ron", "--exact", "Nobody knows why."]);
    desk.ok(&["packet", "p.ron", "-o", "out"]);
    let annotated = desk.read("out/p-annotated-draft.md");
    assert!(annotated.contains('⟦'));
    let edited = annotated.replace("Nobody knows why.", "Nobody says why.");
    desk.write("edited.md", &edited);
    desk.ok(&["new", "q.ron", "--from", "edited.md"]);
    let expected = DRAFT.replace("Nobody knows why.", "Nobody says why.");
    assert_eq!(desk.ok(&["export", "q.ron", "--citations", "pandoc"]), expected);
    desk.write("damaged.md", format!("{annotated}Words behind it.\n"));
    desk.refused(&["new", "r.ron", "--from", "damaged.md"], "annotated draft");
    assert!(!desk.path("r.ron").exists());
}
