//! Lines of both directions, held against the algorithm's own order. The fonts that the
//! program brings have no Hebrew: each letter is a box here, whose shape does not matter.

use std::ops::Range;

use egui::{
    Align, RawInput,
    epaint::text::Glyph,
    text::{CCursor, TextFormat},
};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::{clusters::has_no_width, shaping::advances, *};
use crate::ui::{
    text::geometry::CaretPosition,
    theme::{Face, Theme},
};

/// Gives a closure the fonts of the program.
fn with_fonts<R>(what: impl FnOnce(&Ui, TextFormat) -> R) -> R {
    let ctx = egui::Context::default();
    Theme::install(&ctx);
    let (mut what, mut result) = (Some(what), None);
    let mut output = ctx.run_ui(RawInput::default(), |ui| {
        let size = Theme::of(ui.ctx()).type_scale.draft;
        let format = TextFormat {
            font_id: Face::Draft.at(size.0),
            line_height: Some(size.1),
            valign: Align::Center,
            ..TextFormat::default()
        };
        result = what.take().map(|what| what(ui, format));
    });
    output.textures_delta.clear();
    result.unwrap()
}

/// Sets a text, the first `hang` bytes of it as marks.
fn set(text: &str, width: f32, hang: usize) -> BidiLayout {
    set_apart(text, &[], width, hang)
}

fn set_apart(text: &str, stretches: &[LineRange], width: f32, hang: usize) -> BidiLayout {
    with_fonts(|ui, format| {
        let mut job = LayoutJob::default();
        job.append(&text[..hang], 0.0, format.clone());
        job.append(&text[hang..], 0.0, format);
        let marks = if hang == 0 { 0.0 } else { 12.0 };
        let direction = direction(&text[hang..]).unwrap_or(Direction::LeftToRight);
        lay_out(ui, job, stretches, WrapSpace { width, marks, outside: false, direction })
    })
}

/// The characters of a galley as they are seen, from left to right.
fn drawn(galley: &Galley) -> String {
    let glyphs = galley
        .rows
        .iter()
        .flat_map(|row| row.glyphs.iter().map(|glyph| (row.pos.x + glyph.pos.x, glyph)));
    let mut glyphs: Vec<(f32, &Glyph)> =
        glyphs.filter(|(_, glyph)| glyph.advance_width > 0.0).collect();
    glyphs.sort_by(|a, b| a.0.total_cmp(&b.0));
    glyphs.into_iter().map(|(_, glyph)| glyph.chr).collect()
}

fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "abc",
        "\u{2029}",
        "\u{85}",
        "\u{1f}",
        "\u{1c}",
        "\u{200b}",
        "\u{feff}",
        "\u{2060}",
        "x\u{E0069}\u{E0067}",
        "葛\u{E0100}",
        "ไทย",
        "\u{ad}",
        "漢字",
        "word ",
        "א",
        "בג",
        "שלום ",
        "שָׁ",
        "لا",
        "مرحبا ",
        "عَرَ",
        "12",
        "3.5 ",
        "١٢",
        "۳۴",
        "(",
        ")",
        "[",
        "]",
        "“",
        "”",
        " ",
        "  ",
        "e\u{301}",
        "👩‍👩‍👧",
        "**",
        "# ",
        "- ",
        ", ",
        "!",
        "\t",
        "well-known",
        "\u{200E}",
        "\u{200F}",
        "\u{61C}",
        "\u{202A}",
        "\u{202B}",
        "\u{202C}",
        "\u{202D}",
        "\u{202E}",
        "\u{2066}",
        "\u{2067}",
        "\u{2068}",
        "\u{2069}",
        "אבגדהוזחטיכלמנ",
    ]);
    prop::collection::vec(pieces, 1..24).prop_map(|pieces| pieces.concat())
}

fn boundaries(text: &str) -> Vec<usize> {
    text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_line_of_both_directions_keeps_its_promises(
        text in texts(),
        width in 60.0_f32..500.0,
        (from, to) in (0_usize..60, 0_usize..60),
    ) {
        prop_assume!(is_needed(&text));
        let BidiLayout { rows, .. } = set(&text, width, 0);
        each_character_is_in_one_row(&text, &rows)?;
        rows_read_as_the_algorithm_says(&text, &rows)?;
        a_press_on_the_caret_leaves_it(&text, &rows)?;
        arrows_cross_each_character_once(&rows)?;
        let stops = boundaries(&text);
        let (from, to) = (stops[from % stops.len()], stops[to % stops.len()]);
        a_selection_is_as_wide_as_its_characters(&rows, &(from.min(to)..from.max(to)))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_line_that_egui_sets_keeps_them_too(
        text in "(([a-e]{1,9}|e\u{301}|👩‍👩‍👧|漢字)[ -]){1,24}",
        width in 160.0_f32..500.0,
        (from, to) in (0_usize..60, 0_usize..60),
    ) {
        let galley = with_fonts(|ui, format| {
            let mut job = LayoutJob::single_section(text.clone(), format);
            (job.wrap.max_width, job.keep_trailing_whitespace) = (width, true);
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        });
        let rows = TextRows::of(&galley);
        each_character_is_in_one_row(&text, &rows)?;
        a_press_on_the_caret_leaves_it(&text, &rows)?;
        let stops = boundaries(&text);
        let (from, to) = (stops[from % stops.len()], stops[to % stops.len()]);
        a_selection_is_as_wide_as_its_characters(&rows, &(from.min(to)..from.max(to)))?;
        for byte in stops {
            let chars = text[..byte].chars().count();
            let cursor = CCursor { prefer_next_row: true, ..CCursor::new(chars) };
            let theirs = galley.pos_from_cursor(cursor);
            let ours = rows.caret(CaretPosition::at(byte));
            prop_assert!((theirs.left() - ours.left()).abs() < 1.01, "{theirs:?} {ours:?}");
            prop_assert!(ours.y_range().contains(theirs.center().y));
        }
    }
}

fn each_character_is_in_one_row(text: &str, rows: &TextRows) -> Result<(), TestCaseError> {
    let all = || (0..rows.count()).map(|row| rows.row(row));
    let starts: Vec<usize> =
        all().flat_map(|row| row.cells.iter().map(|cell| cell.start)).collect();
    let boundaries = boundaries(text);
    prop_assert_eq!(&starts, &boundaries[..boundaries.len() - 1]);
    let ends = all().map(|row| row.bytes.end);
    let starts = all().map(|row| row.bytes.start);
    prop_assert!(ends.eq(starts.skip(1).chain([text.len()])));
    for row in all() {
        prop_assert!(!row.bytes.is_empty());
        let mut cells: Vec<&ClusterBox> = row.cells.iter().filter(|cell| cell.is_seen()).collect();
        cells.sort_by(|a, b| a.left.total_cmp(&b.left));
        prop_assert!(cells.windows(2).all(|pair| (pair[0].right - pair[1].left).abs() < 0.01));
    }
    Ok(())
}

fn rows_read_as_the_algorithm_says(text: &str, rows: &TextRows) -> Result<(), TestCaseError> {
    let level = Level::from(u8::from(rows.direction == Some(Direction::RightToLeft)));
    let info = ParagraphBidiInfo::new(text, Some(level));
    let shown = |text: &str| text.chars().filter(|c| !has_no_width(*c)).collect::<String>();
    for row in (0..rows.count()).map(|row| rows.row(row)) {
        let mut cells: Vec<(f32, String)> = row
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| cell.is_seen())
            .map(|(index, cell)| {
                let cluster = &text[cell.start..row.end_of(index)];
                let seen = if cell.is_rtl() {
                    cluster.chars().rev().collect()
                } else {
                    cluster.to_owned()
                };
                (cell.left, seen)
            })
            .collect();
        cells.sort_by(|a, b| a.0.total_cmp(&b.0));
        let seen: String = cells.into_iter().map(|(_, cluster)| cluster).collect();
        prop_assert_eq!(shown(&seen), shown(&reordered(&info, row.bytes.to_std())));
    }
    Ok(())
}

/// What [`ParagraphBidiInfo::reorder_line`] gives, which forgets rule L1 in rows
/// without a word to the left.
fn reordered(info: &ParagraphBidiInfo, row: Range<usize>) -> String {
    let (levels, runs) = info.visual_runs(row);
    let run = |run: Range<usize>| {
        let text = &info.text[run.clone()];
        if levels[run.start].is_rtl() { text.chars().rev().collect() } else { text.to_owned() }
    };
    runs.into_iter().map(run).collect()
}

fn a_press_on_the_caret_leaves_it(text: &str, rows: &TextRows) -> Result<(), TestCaseError> {
    for byte in boundaries(text) {
        for position in [CaretPosition::at(byte), CaretPosition::upstream(byte)] {
            let row = rows.row_of(position);
            if byte > rows.row(row).last {
                continue;
            }
            let x = rows.caret(position).left();
            let hit = rows.hit(row, x);
            prop_assert!(
                hit == position || (rows.caret(hit).left() - x).abs() < 0.01,
                "{position:?} {hit:?}"
            );
            prop_assert_eq!(rows.row_of(hit), row);
        }
    }
    Ok(())
}

fn arrows_cross_each_character_once(rows: &TextRows) -> Result<(), TestCaseError> {
    let is_rtl = rows.direction == Some(Direction::RightToLeft);
    let stops: usize = (0..rows.count()).map(|row| rows.row(row).stops().count()).sum();
    // From one corner of the paragraph to the other, and back.
    for is_right in [!is_rtl, is_rtl] {
        let is_forward = is_right != is_rtl;
        let row = if is_forward { 0 } else { rows.count() - 1 };
        let edge = if is_right { -1.0e4 } else { 1.0e4 };
        let mut position = rows.hit(row, edge);
        let mut steps = 0;
        while let Some(next) = rows.beside(position, is_right) {
            let (here, there) = (rows.row_of(position), rows.row_of(next));
            if here == there {
                let by = rows.caret(next).left() - rows.caret(position).left();
                prop_assert!(by != 0.0 && (by > 0.0) == is_right, "{by}");
            } else {
                prop_assert_eq!(there > here, is_forward);
            }
            position = next;
            steps += 1;
            prop_assert!(steps < 2000);
        }
        prop_assert_eq!(steps, stops + rows.count() - 1);
    }
    Ok(())
}

fn a_selection_is_as_wide_as_its_characters(
    rows: &TextRows,
    range: &Range<usize>,
) -> Result<(), TestCaseError> {
    let mut width = 0.0;
    for row in (0..rows.count()).map(|row| rows.row(row)) {
        let end = if range.end > row.bytes.end { row.words_end } else { range.end };
        let covered = row.cells.iter().filter(|cell| range.start <= cell.start && cell.start < end);
        width += covered.map(|cell| cell.right - cell.left).sum::<f32>();
    }
    let drawn: f32 = rows.rects(LineRange::from(range.clone())).iter().map(Rect::width).sum();
    prop_assert!((width - drawn).abs() < 0.05, "{width} {drawn}");
    Ok(())
}

#[test]
fn only_what_holds_words_to_the_left_or_marks_of_direction_is_set_here() {
    for text in ["", "plain", "naïve — “quoted” … 漢字 👩‍👩‍👧", "e\u{301}\u{AD}"]
    {
        assert!(!is_needed(text), "{text:?}");
    }
    for text in ["a א", "لا", "١", "a\u{200F}", "\u{202E}a", "\u{2066}", "\u{61C}"] {
        assert!(is_needed(text), "{text:?}");
    }
}

#[test]
fn a_paragraph_runs_as_its_first_letter_does_whatever_marks_stand_before_it() {
    for (text, hang, is_rtl) in [
        ("שלום abc", 0, true),
        ("abc שלום", 0, false),
        ("## שלום", 3, true),
        ("- [x] שלום", 6, true),
        ("12. “שלום”", 4, true),
        ("> * 7 abc שלום", 4, false),
    ] {
        let layout = set(text, 300.0, hang);
        assert_eq!(layout.rows.direction == Some(Direction::RightToLeft), is_rtl, "{text}");
        let rect = layout.rows.rect(0);
        if is_rtl {
            assert!((rect.right() - 300.0).abs() < 1.0, "{rect:?}");
        } else {
            assert_eq!(rect.left() + layout.indent, 0.0);
        }
    }
}

#[test]
fn rows_below_the_first_hang_behind_the_marks() {
    let text = "- שלום שלום שלום שלום שלום שלום";
    let layout = set(text, 160.0, 2);
    assert!(layout.rows.count() > 1);
    let words = layout.rows.rects(LineRange::from(0..text.len()));
    assert!((words[0].right() - 160.0).abs() < 1.0);
    assert!((words[1].right() - 148.0).abs() < 1.0);
}

#[test]
fn brackets_face_the_other_way_among_words_to_the_left_and_quotation_marks_stay() {
    assert_eq!(drawn(&set("א (ב) [ג] “ד”", 400.0, 0).galley), "”ד“ [ג] (ב) א");
    assert_eq!(drawn(&set("a (ב) c", 400.0, 0).galley), "a (ב) c");
}

#[test]
fn figures_run_to_the_right_whatever_they_are_written_in() {
    for digits in ["123", "١٢٣", "۱۲۳", "١٬٢٣٤"] {
        let seen = drawn(&set(&format!("א {digits}"), 400.0, 0).galley);
        assert_eq!(seen, format!("{digits} א"));
    }
}

#[test]
fn what_is_read_by_itself_runs_to_the_right_among_words_to_the_left() {
    let text = "אב [@key, 12] ג";
    let citation = 5..5 + "[@key, 12]".len();
    let layout = set_apart(text, &[citation.into()], 400.0, 0);
    assert_eq!(drawn(&layout.galley), "ג [@key, 12] בא");
    let layout = set_apart("א[] [!]", &[(2..4).into(), (5..8).into()], 400.0, 0);
    assert_eq!(drawn(&layout.galley), "[!] []א");
    arrows_cross_each_character_once(&layout.rows).unwrap();
    // The same without, as the algorithm has it.
    assert_eq!(drawn(&set(text, 400.0, 0).galley), "ג [key, 12@] בא");
}

#[test]
fn what_is_not_seen_is_named_in_the_order_of_reading() {
    let layout = set("a\u{202E}bc\u{202C}\u{200B}d", 400.0, 0);
    let row = layout.rows.row(0);
    assert!(row.cells.iter().all(ClusterBox::is_seen));
    let shown: String = drawn(&layout.galley).chars().filter(|c| !c.is_whitespace()).collect();
    assert_eq!(shown, "aRLOZWSPPDFcbd");
    let plain = set("אb", 400.0, 0);
    assert_eq!(layout.galley.size().y, plain.galley.size().y, "rows stay as high as they are");
}

#[test]
fn a_ligature_is_shared_out_and_accents_take_no_room() {
    let galley = set("אa", 400.0, 0).galley;
    let glyph = |chr: char, advance_width: f32| {
        let mut glyph = galley.rows[0].glyphs[0];
        (glyph.chr, glyph.advance_width) = (chr, advance_width);
        glyph
    };
    let widths = |glyphs: &[(char, f32)], letters: &str| {
        let glyphs: Vec<Glyph> = glyphs.iter().map(|(chr, width)| glyph(*chr, *width)).collect();
        advances(glyphs.iter(), &letters.chars().collect::<Vec<_>>())
    };
    // Lam and alef are one glyph.
    assert_eq!(
        widths(&[('س', 4.0), ('ل', 6.0), ('م', 5.0)], "سلام"),
        Some(vec![4.0, 3.0, 3.0, 5.0])
    );
    assert_eq!(widths(&[('ש', 4.0), ('ש', 0.0), ('ש', 4.0)], "שש"), Some(vec![4.0, 4.0]));
    // The order of several fonts.
    assert_eq!(widths(&[('ב', 4.0), ('א', 4.0)], "אב"), None);
    assert_eq!(widths(&[], "א"), None);
}

#[test]
fn at_a_change_of_direction_the_caret_stands_at_the_character_that_was_pressed() {
    let layout = set("ab שג cd", 400.0, 0);
    let rows = &layout.rows;
    let x = |position| rows.caret(position).left();
    let (begin, end) = (3, 7);
    // Before the first letter, at its right; behind the last one, at its left.
    assert!(x(CaretPosition::at(begin)) > x(CaretPosition::upstream(end)));
    assert_eq!(rows.hit(0, x(CaretPosition::upstream(end)) + 1.0), CaretPosition::upstream(end));
    assert_eq!(rows.hit(0, x(CaretPosition::at(begin)) - 1.0), CaretPosition::at(begin));
    // The place at which “ cd” begins is the other one.
    assert_eq!(x(CaretPosition::at(end)), x(CaretPosition::at(begin)));
    assert_eq!(
        rows.runs(0),
        [((0..3).into(), false), ((3..7).into(), true), ((7..10).into(), false)]
    );
}
