//! Sections moved, in texts with a marked caret, and against strings cut and joined.

use proptest::prelude::*;

use super::*;

/// Moves the section of the caret `|` in a text; `None` where it cannot go there.
fn after(marked: &str, to: SectionMove) -> Option<String> {
    let caret = marked.find('|').unwrap();
    let text = marked.replacen('|', "", 1);
    let (document, structure) = (Document::new(text.clone()), Structure::parse(&text));
    let sections = SectionEdits { document: &document, structure: &structure };
    let edit = sections.moved(sections.at(caret)?, to, DraftRange::at(caret))?;
    let mut after = text.clone();
    edit.change.apply(&mut after).unwrap();
    for Moved { from, to } in edit.moved {
        assert_eq!(&after[to..to + from.len()], &text[from], "what moved is there");
    }
    assert!(edit.selection.is_empty());
    after.insert(edit.selection.start, '|');
    Some(after)
}

fn down(marked: &str) -> String {
    after(marked, SectionMove::Down).unwrap_or_else(|| marked.to_owned())
}

fn up(marked: &str) -> String {
    after(marked, SectionMove::Up).unwrap_or_else(|| marked.to_owned())
}

#[test]
fn a_section_passes_the_next_of_its_level_with_all_below_it() {
    assert_eq!(
        down("# A|\n\na\n\n## In\n\nx\n\n# B\n\nb\n"),
        "# B\n\nb\n\n# A|\n\na\n\n## In\n\nx\n"
    );
    assert_eq!(up("# A\n\na\n\n# B\n\nb|"), "# B\n\nb|\n\n# A\n\na");
    assert_eq!(up("Lead.\r\n\r\n# A\r\n\r\n# B|\r\n"), "Lead.\r\n\r\n# B|\r\n\r\n# A\r\n");
    assert_eq!(up("A\n=\n\na\n\nB|\n=\n\nb"), "B|\n=\n\nb\n\nA\n=\n\na");
}

#[test]
fn it_stays_within_the_section_that_holds_it() {
    for still in
        ["# A\n\n## In|\n\n# B\n\n## Other\n", "# A|\n", "lead|\n\n# A\n", "# A\n\n## In|\n"]
    {
        assert_eq!((up(still), down(still)), (still.to_owned(), still.to_owned()));
    }
}

#[test]
fn between_sections_a_blank_line_stands_and_more_stay_where_they_were() {
    assert_eq!(down("# A|\na\n# B\nb\n# C\n"), "# B\nb\n\n# A|\na\n\n# C\n");
    assert_eq!(up("# A\n\n\na\n\n\n\n# B|\n\n# C"), "# B|\n\n\n\n# A\n\n\na\n\n# C");
}

#[test]
fn front_matter_and_the_definitions_at_the_end_stay_and_others_move() {
    assert_eq!(
        up("---\ntitle: t\n---\n\n# A\n\na[^1]\n\n# B\n\nb|\n\n[^1]: note\n\n[x]: y\n"),
        "---\ntitle: t\n---\n\n# B\n\nb|\n\n# A\n\na[^1]\n\n[^1]: note\n\n[x]: y\n"
    );
    assert_eq!(
        down("# A|\n\na[^1]\n\n[^1]: note\n\nmore\n\n# B\n\nb\n"),
        "# B\n\nb\n\n# A|\n\na[^1]\n\n[^1]: note\n\nmore\n"
    );
    let (there, back) = ("# B\n\nb\n\n# A|\n\n[^1]: x", "# A|\n\n# B\n\nb\n\n[^1]: x");
    assert_eq!((up(there), down(back)), (back.to_owned(), there.to_owned()));
}

#[test]
fn signs_in_code_and_headings_in_quotations_begin_no_section() {
    let fenced = "# A|\n\n```\n# no\n```\n\n> # no\n\n- # no\n\n# B\n";
    assert_eq!(down(fenced), "# B\n\n# A|\n\n```\n# no\n```\n\n> # no\n\n- # no\n");
    // An open fence would take in what comes behind it.
    assert_eq!(after("# A\n\n# B|\n\n```\ncode", SectionMove::Up), None);
}

#[test]
fn it_goes_anywhere_but_into_itself_and_takes_nothing_in() {
    let text = "# T\n\n## A|\n\n### In\n\n## B\n\n### Deep\n\n# U\n";
    let to = |to| after(text, to);
    assert_eq!(to(SectionMove::Before(2)), None, "its own sub-section");
    assert_eq!(to(SectionMove::Behind(2)), None, "it stands there");
    assert_eq!(to(SectionMove::Before(4)), None, "“Deep” would become a part of it");
    assert_eq!(to(SectionMove::Before(9)), None, "no such heading");
    let moved = "# T\n\n## B\n\n### Deep\n\n# U\n\n## A|\n\n### In\n";
    assert_eq!(to(SectionMove::Behind(5)).as_deref(), Some(moved));
}

/// The text of a draft in front of its notes cut in front of each of its headings, without
/// blank lines at the ends.
fn cut(text: &str, structure: &Structure, (ending, notes): (&str, &str)) -> Vec<String> {
    let text = text.trim_end_matches(ending).strip_suffix(notes).unwrap();
    let starts = structure.headings.iter().map(|heading| heading.range.start);
    let starts: Vec<usize> = starts.chain([text.len()]).collect();
    let piece = |pair: &[usize]| text[pair[0]..pair[1]].trim_end_matches(ending).to_owned();
    starts.windows(2).map(piece).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn a_move_is_what_cutting_and_joining_gives_and_leads_back(
        parts in prop::collection::vec(
            (1_usize..4, prop::sample::select(vec![
                "", "wörds", "two\n\nblocks", "- a\n- b", "> # quoted", "```\n# code\n\n```", "last  ",
            ])),
            1..8,
        ),
        is_crlf in any::<bool>(),
        is_ended in any::<bool>(),
        notes in prop::sample::select(vec!["", "[^1]: one\n\n    more\n\n[^2]: two", "[a]: b"]),
        which in any::<prop::sample::Index>(),
        target in any::<prop::sample::Index>(),
        way in 0..4,
    ) {
        let ending = if is_crlf { "\r\n" } else { "\n" };
        let sections = parts.iter().enumerate().map(|(at, (level, body))| {
            let heading = format!("{} Ü{at}", "#".repeat(*level));
            if body.is_empty() { heading } else { format!("{heading}\n\n{body}") }
        });
        let definitions = Some(notes.to_owned()).filter(|notes| !notes.is_empty());
        let joined = sections.chain(definitions).collect::<Vec<_>>().join("\n\n");
        let notes = notes.replace('\n', ending);
        let mut text = joined.replace('\n', ending);
        if is_ended {
            text.push_str(ending);
        }
        let (document, structure) = (Document::new(text.clone()), Structure::parse(&text));
        let edits = SectionEdits { document: &document, structure: &structure };
        let own: Vec<usize> =
            (0..structure.headings.len()).filter(|at| edits.begins_section(*at)).collect();
        let heading = own[which.index(own.len())];
        let other = target.index(structure.headings.len());
        let to = match way {
            0 => SectionMove::Up,
            1 => SectionMove::Down,
            2 => SectionMove::Before(other),
            _ => SectionMove::Behind(other),
        };
        let caret = DraftRange::at(structure.headings[heading].range.end);
        let (end, landing) = (edits.end(heading), edits.landing(heading, to));
        let Some(edit) = edits.moved(heading, to, caret) else {
            prop_assert!(landing.is_none_or(|at| at == heading || at == end));
            return Ok(());
        };
        let landing = landing.unwrap();
        prop_assert!(landing < heading || landing > end);
        prop_assert!(edit.change.check(&text).is_ok());
        let mut after = text.clone();
        edit.change.apply(&mut after).unwrap();

        // The obvious version: a list of pieces, of which some are put elsewhere.
        let mut pieces = cut(&text, &structure, (ending, &notes));
        let taken: Vec<String> = pieces.drain(heading..end).collect();
        let count = taken.len();
        let at = if landing > heading { landing - count } else { landing };
        pieces.splice(at..at, taken);
        let now = Structure::parse(&after);
        prop_assert_eq!(cut(&after, &now, (ending, &notes)), pieces, "{:?}", after);
        prop_assert_eq!(after.ends_with(ending), text.ends_with(ending));
        let title = &now.headings[at].title;
        prop_assert_eq!(title, &structure.headings[heading].title);
        prop_assert_eq!(edit.selection, DraftRange::at(now.headings[at].range.end));

        // Back to where it was.
        let document = Document::new(after.clone());
        let back = SectionEdits { document: &document, structure: &now };
        let home = if landing < heading { heading + count } else { heading };
        let home = if home < now.headings.len() {
            SectionMove::Before(home)
        } else {
            SectionMove::Behind(now.headings.len() - 1)
        };
        if let Some(edit) = back.moved(at, home, DraftRange::at(0)) {
            edit.change.apply(&mut after).unwrap();
            prop_assert_eq!(after, text);
        } else {
            // The section that it stood in front of would become a part of it.
            prop_assert_eq!(back.landing(at, home), None);
        }
    }
}
