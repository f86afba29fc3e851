//! The fold's rules one by one, and its offset map on any text.

use proptest::prelude::*;

use super::*;
use crate::range::FoldedRange;

fn plain(text: &str) -> String {
    fold(text, SnapshotFormat::Plain).text
}

fn markdown(text: &str) -> String {
    fold(text, SnapshotFormat::Markdown).text
}

#[test]
fn typography_is_folded_away() {
    assert_eq!(plain("“It’s — ﬁne”\u{a0}…"), "\"It's - fine\" ...");
    assert_eq!(plain("„so“ «so» ‹so› ‚so‘"), "\"so\" \"so\" 'so' 'so'");
    assert_eq!(plain("a--b---c–d—e−5"), "a-b-c-d-e-5");
    assert_eq!(plain("cafe\u{301} na\u{ad}ïve zero\u{200b}width"), "café naïve zerowidth");
    assert_eq!(plain("o\u{fb03}\u{308}ce ’\u{301}"), "offi\u{308}ce '\u{301}");
    assert_eq!(plain(" a \t\n b\u{c}c "), " a b c ");
}

#[test]
fn figures_come_out_as_they_went_in() {
    let figures = "p<0.05 p=0.05 -0.42 +3 1,200 1.2bn 50% $5 €5 ½ m² 10° ±2 ≤3";
    assert_eq!(plain(figures), figures);
    assert_eq!(markdown(figures), figures);
}

#[test]
fn emphasis_goes_but_stars_beside_digits_stay() {
    assert_eq!(markdown("a *very* **bold** _claim_"), "a very bold claim");
    assert_eq!(markdown("a ~~struck~~ word"), "a ~~struck~~ word");
    assert_eq!(
        markdown("2*3*4 and 2 * 3 and snake_case_name"),
        "2*3*4 and 2 * 3 and snake_case_name"
    );
    assert_eq!(markdown("up **5** per cent, *about 5*"), "up 5 per cent, about 5");
    assert_eq!(markdown("0.42* and 0.01**"), "0.42* and 0.01**");
    assert_eq!(markdown("un*believ*able a*b"), "unbelievable a*b");
    assert_eq!(markdown("cut** off"), "cut off");
    assert_eq!(plain("*not* _stripped_ 2*3"), "*not* _stripped_ 2*3");
}

#[test]
fn links_notes_code_and_block_marks_leave_their_words() {
    assert_eq!(markdown("see [the *law*](http://a.b/c_(d)) now[^1]"), "see the law now");
    assert_eq!(markdown("> quoted\n> on"), " quoted on");
    assert_eq!(markdown("run `a*b*c` \\*so\\*"), "run a*b*c *so*");
    assert_eq!(markdown("H<sub>2</sub>O where x<y and z>w"), "H2O where x<y and z>w");
    assert_eq!(markdown("[T]he […] end"), "[T]he [...] end");
}

#[test]
fn entities_are_read_as_what_they_stand_for() {
    assert_eq!(
        markdown("R&amp;D&nbsp;costs&mdash;p&lt;0.05 &#8217;tis AT&T &x; &#0;"),
        "R&D costs-p<0.05 'tis AT&T &x; &#0;"
    );
    assert_eq!(plain("R&amp;D"), "R&amp;D");
    let folded = fold("a &amp; b", SnapshotFormat::Markdown);
    assert_eq!(folded.original(FoldedRange::new(2, 3)), 2..7);
}

#[test]
fn words_broken_at_the_end_of_a_line_are_mended() {
    assert_eq!(plain("an exam-\nple"), "an example");
    assert_eq!(plain("an exam-  \r\n  ple"), "an example");
    assert_eq!(plain("exam\u{ad}\nple"), "example");
    assert_eq!(
        fold_with("well-\nknown", SnapshotFormat::Plain, LineBreaks::KeepHyphen).text,
        "well-known"
    );
    assert_eq!(plain("1990-\n2000"), "1990- 2000");
    assert_eq!(plain("end -\nnew"), "end - new");
    assert_eq!(plain("one-\n\ntwo"), "one- two");
    assert_eq!(plain("exam-\n\n\u{c}ple"), "example");
}

#[test]
fn a_page_number_beside_a_page_break_is_not_text() {
    assert_eq!(plain("the rate\n12\n\u{c}of growth"), "the rate of growth");
    assert_eq!(plain("the rate\n\u{c}12\nof growth"), "the rate of growth");
    assert_eq!(plain("the rate\n12\nof growth"), "the rate 12 of growth");
    assert_eq!(plain("the rate\u{c}12 of growth"), "the rate 12 of growth");
}

#[test]
fn lines_of_ideographs_are_joined_without_a_space() {
    assert_eq!(plain("人工\n智能，\n很好 well"), "人工智能，很好 well");
}

#[test]
fn a_range_leads_back_to_the_original_bytes() {
    let text = "He said “ﬁne —\n  cafe\u{301}”.";
    let folded = fold(text, SnapshotFormat::Plain);
    let at = folded.text.find("fine - café").unwrap();
    assert_eq!(
        &text[folded.original(FoldedRange::new(at, at + "fine - café".len()))],
        "ﬁne —\n  cafe\u{301}"
    );
    assert_eq!(&text[folded.original(FoldedRange::new(at + 1, at + 2))], "ﬁ");
    assert_eq!(folded.original(FoldedRange::at(0)), 0..0);
    assert_eq!(folded.original(FoldedRange::new(0, 9_999)), 0..text.len());
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z]{1,5}",
        1 => "[ \t\n\u{a0}\u{c}]{1,3}",
        1 => "[“”‘’\"'«»…–—−.,-]{1,2}",
        1 => "[ﬁﬂéüñ\u{301}\u{308}\u{ad}\u{200b}한글\u{1100}\u{1161}人工]{1,3}",
        1 => "[0-9%<=$.]{1,4}",
        1 => "[*_`\\[\\]()\\\\>#~!]{1,3}",
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_folded_range_comes_from_text_that_folds_to_it(text in any_text(), a in 0usize..200, b in 0usize..200) {
        let folded = fold(&text, SnapshotFormat::Plain);
        let bounds: Vec<usize> = folded.text.char_indices().map(|(at, _)| at).chain([folded.text.len()]).collect();
        let (a, b) = (bounds[a % bounds.len()], bounds[b % bounds.len()]);
        let range = FoldedRange::new(a.min(b), a.max(b));
        let original = folded.original(range);
        prop_assert!(text.is_char_boundary(original.start) && text.is_char_boundary(original.end));
        // A page number or a broken word is known only by its surroundings.
        if !text.contains('\u{c}') && folded.breaks().is_empty() {
            let again = plain(&text[original]);
            let squeezed: String = again.split_whitespace().collect();
            let wanted: String = folded.text[range].split_whitespace().collect();
            prop_assert!(squeezed.contains(&wanted), "{again:?} lacks {wanted:?}");
        }
    }

    #[test]
    fn folding_never_panics_and_maps_in_order(text in any_text()) {
        for format in [SnapshotFormat::Plain, SnapshotFormat::Markdown] {
            for line_breaks in [LineBreaks::Join, LineBreaks::KeepHyphen] {
                let folded = fold_with(&text, format, line_breaks);
                let mut last = 0;
                for (at, c) in folded.text.char_indices() {
                    let original = folded.original(FoldedRange::new(at, at + c.len_utf8()));
                    prop_assert!(original.start <= original.end && original.end <= text.len());
                    prop_assert!(original.end >= last);
                    prop_assert!(text.get(original.to_std()).is_some());
                    last = original.end.max(last);
                }
            }
        }
    }

    #[test]
    fn digits_survive_every_fold(text in "[0-9a-z%$<=+.,* _-]{0,40}") {
        let digits = |text: &str| text.chars().filter(|c| c.is_ascii_digit() || "%$<=+.".contains(*c)).collect::<String>();
        prop_assert_eq!(digits(&markdown(&text)), digits(&text).to_string());
    }
}
