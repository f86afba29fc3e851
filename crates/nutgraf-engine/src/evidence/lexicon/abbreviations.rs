//! Words that a full stop cuts short.
//!
//! Used to tell the end of a sentence from an abbreviation where the cross-check cuts a
//! text into sentences.

words! {
    /// Words behind which a sentence goes on after a full stop.
    ABBREVIATIONS =
        "mr" "mrs" "ms" "dr" "prof" "st" "sen" "rep" "gov" "gen" "col" "lt" "sgt" "no" "nos" "vs"
        "v" "etc" "inc" "ltd" "co" "corp" "approx" "ca" "c" "fig" "figs" "p" "pp" "vol" "sec" "art"
        "ch" "para" "jan" "feb" "mar" "apr" "jun" "jul" "aug" "sep" "sept" "oct" "nov" "dec" "mon"
        "tue" "wed" "thu" "fri" "sat" "sun" "e" "i" "a" "u" "eq" "ed" "eds" "al" "jr" "sr" "est"
        "min" "max" "avg" "rev" "hon"
}
