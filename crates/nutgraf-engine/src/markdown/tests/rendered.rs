//! The text as a reader reads it, whole and unit by unit.

use proptest::prelude::*;

use super::{
    super::{rendered::whole, *},
    properties::PIECES,
};
use crate::range::DraftRange;

/// The units of a text.
fn units(text: &str, structure: &Structure) -> Vec<RenderUnit> {
    RenderUnits::of(text, structure).beginning_in(DraftRange::from(0..text.len() + 1))
}

/// The trees of all units, one behind the other.
fn tree(text: &str) -> Vec<Rendered> {
    let structure = Structure::parse(text);
    let one = |unit: &RenderUnit| {
        rendered(text, &structure, unit, &structure.definitions_for(text, unit), &[])
    };
    units(text, &structure).iter().flat_map(one).collect()
}

fn words(runs: &[StyledText]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// A draft with everything that drafts have.
const DRAFT: &str = "---\ntitle: x\n---\n\n# Why *this* ban?\n\n“Two [@key]” four[^1] [nine][Ref] ten.\n\n\
    > A quote of [nine][ref]\n> two lines\n>\n> — Name [@a]\n\n\
    - item one\n- item **two**\n\n  more of [^1] it\n\n| a | b |\n|---|---|\n| [ref] | d |\n\n\
    ```rust\nlet x = “y”;\n```\n\n[ref]: <http://x.y/a_b(c)> \"title\"\n\n[^1]: A note [ref] “of it”.\n\n\
    > another\n\n    code\n\n<div>\nhtml\n</div>\n\n7. first\n9. second\n\n   - inner\n1. third\n\n\
    Heading\n-------\n\n* * *\n\nEnd *of* it @key [p. 3].\n";

fn same(text: &str) -> Result<(), TestCaseError> {
    // Whether a return alone ends a line, the parser says so here and so there.
    let text = &text.replace("\r\n", "\n").replace('\r', "\r\n");
    let structure = Structure::parse(text);
    let (by_units, expected) = (tree(text), whole(text, &structure));
    let same = by_units.iter().zip(&expected).take_while(|(one, other)| one == other).count();
    let differ = (by_units.get(same), expected.get(same));
    prop_assert!(differ == (None, None), "{:?}\n{:?}\n{:?}", text, differ.0, differ.1);
    Ok(())
}

proptest! {
    #[test]
    fn units_are_rendered_as_in_the_whole_draft(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60),
    ) {
        same(&pieces.concat())?;
    }

    #[test]
    fn units_of_an_edited_draft_are_rendered_as_in_the_whole(
        at in any::<prop::sample::Index>(),
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..4),
    ) {
        let places: Vec<usize> = DRAFT.char_indices().map(|(at, _)| at).collect();
        let mut text = DRAFT.to_owned();
        text.insert_str(*at.get(&places), &pieces.concat());
        same(&text)?;
    }

    #[test]
    fn a_unit_is_found_by_every_byte_of_it(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60),
    ) {
        let text = pieces.concat();
        let structure = Structure::parse(&text);
        let units = units(&text, &structure);
        let found = RenderUnits::of(&text, &structure);
        for (index, unit) in units.iter().enumerate() {
            let end = units.get(index + 1).map_or(text.len(), |next| next.range.start);
            let block = structure.blocks.iter().find(|block| {
                block.range.end == unit.range.end && block.range.start >= unit.range.start
            });
            let first = block.map_or(unit.range.start, |block| block.range.start);
            for at in (first..end).filter(|at| text.is_char_boundary(*at)) {
                prop_assert_eq!(found.around(at), Some((unit.range.start..end).into()), "{:?} {}", text, at);
            }
        }
    }
}

#[test]
fn a_draft_with_everything_is_rendered_unit_by_unit() {
    assert_eq!(tree(DRAFT), whole(DRAFT, &Structure::parse(DRAFT)));
}

#[test]
fn a_tight_list_has_a_paragraph_in_each_item() {
    let blocks = tree("- one\n- *two*\n");
    assert_eq!(blocks.len(), 2);
    let Rendered::List(None, items) = &blocks[1] else { panic!("{blocks:?}") };
    let Rendered::Paragraph(runs) = &items[0].blocks[0] else { panic!("{items:?}") };
    assert_eq!(words(runs), "two");
    assert!(runs[0].style.emphasis && !items[0].is_loose);
}

#[test]
fn items_are_numbered_from_the_first_one_and_know_whether_they_are_loose() {
    let text = "7. a\n1. b\n1. c\n\n- d\n\n- e\n";
    let structure = Structure::parse(text);
    let units = units(text, &structure);
    let items: Vec<_> = units.iter().filter_map(|unit| unit.item).collect();
    let numbers: Vec<_> = items.iter().map(|item| item.number).collect();
    assert_eq!(numbers, [Some(7), Some(8), Some(9), None, None]);
    let last: Vec<_> = items.iter().map(|item| item.is_last).collect();
    assert_eq!(last, [false, false, true, false, true]);
    let loose: Vec<_> = items.iter().map(|item| item.is_loose).collect();
    assert_eq!(loose, [false, false, false, true, true]);
}

#[test]
fn an_item_in_the_middle_of_a_long_list_has_its_number() {
    let text: String = (0..3_000).map(|item| format!("1. Item {item}\n   - inner\n")).collect();
    let structure = Structure::parse(&text);
    let mut units = RenderUnits::of(&text, &structure);
    for item in [1_500, 1_501, 1_500, 2_999, 0] {
        let at = text.find(&format!("1. Item {item}\n")).unwrap();
        let unit = units.beginning_in(DraftRange::from(at..at + 1)).remove(0);
        assert_eq!(unit.item.and_then(|item| item.number), Some(item + 1));
        assert_eq!(units.around(at + 12).map(|around| around.start), Some(at));
    }
}

#[test]
fn a_citation_is_set_apart_and_keeps_its_words() {
    let blocks = tree("He said so [@smt, p. 3], twice.\n");
    let Rendered::Paragraph(runs) = &blocks[0] else { panic!("{blocks:?}") };
    assert_eq!(words(runs), "He said so [@smt, p. 3], twice.");
    let cited: String =
        runs.iter().filter(|run| run.style.citation).map(|run| run.text.as_str()).collect();
    assert_eq!(cited, "[@smt, p. 3]");
}

#[test]
fn a_link_leads_where_a_definition_elsewhere_says() {
    let text = "A [word][Far  Away].\n\n> [far away]: <http://x.y/a_(b)>\n";
    let Rendered::Paragraph(runs) = &tree(text)[0] else { panic!("{:?}", tree(text)) };
    assert_eq!(runs[1].style.link, "http://x.y/a_(b)");
}

#[test]
fn deep_nesting_is_shown_without_its_depth() {
    fn depth(blocks: &[Rendered]) -> usize {
        let inner = blocks.iter().map(|block| match block {
            Rendered::Quote(blocks) => depth(blocks),
            _ => 0,
        });
        1 + inner.max().unwrap_or(0)
    }
    let blocks = tree(&format!("{}deep\n", "> ".repeat(500)));
    assert!(depth(&blocks) <= 18);
    assert!(format!("{blocks:?}").contains("deep"));
}

#[test]
fn front_matter_is_not_read() {
    let blocks = tree("---\ntitle: x\n---\n\n# Heading\n");
    assert!(matches!(&blocks[..], [Rendered::Heading(1, _)]), "{blocks:?}");
}
