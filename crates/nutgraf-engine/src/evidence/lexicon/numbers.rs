//! Words for numbers.
//!
//! Used by the claim inventory for the cue `number`, by the cross-check, which needs
//! their values, and to say that a changed quotation changed a number.

words! {
    /// Words that make up numbers below a hundred, from *zero*. The crate `text2num` knows
    /// their values; the first ten are digits behind *point*.
    CARDINALS =
        "zero" "one" "two" "three" "four" "five" "six" "seven" "eight" "nine" "ten" "eleven"
        "twelve" "thirteen" "fourteen" "fifteen" "sixteen" "seventeen" "eighteen" "nineteen"
        "twenty" "thirty" "forty" "fifty" "sixty" "seventy" "eighty" "ninety"
}

words! {
    /// Words for numbers other than [`CARDINALS`], whose change in a quotation is noted.
    NUMBER_WORDS =
        "hundred" "thousand" "million" "billion" "trillion" "dozen" "first" "second" "third"
        "fourth" "fifth" "sixth" "seventh" "eighth" "ninth" "tenth" "eleventh" "twelfth" "twentieth"
        "hundredth" "thousandth" "thirds" "quarter" "quarters" "dozens" "hundreds" "thousands"
        "millions" "billions" "trillions" "once" "twice" "thrice" "double" "doubles" "doubled"
        "triple" "triples" "tripled" "treble" "trebled" "quadruple" "quadrupled" "halved"
}

words! {
    /// Words for numbers in the claim inventory that are not among those whose change in a
    /// quotation is noted.
    MORE_NUMBER_WORDS =
        "half" "halves" "thirteenth" "fourteenth" "fifteenth" "sixteenth" "seventeenth" "eighteenth"
        "nineteenth" "thirtieth" "fortieth" "fiftieth" "sixtieth" "seventieth" "eightieth"
        "ninetieth" "fifths" "sixths" "sevenths" "eighths" "ninths" "tenths" "hundredths"
        "thousandths" "twentieths" "millionth" "millionths" "billionth" "billionths" "tens"
        "nil" "naught" "nought" "halving" "doubling" "tripling" "quadrupling" "quintupled" "bn"
        "thousandfold" "twenties" "thirties" "forties" "fifties" "sixties" "seventies" "eighties"
        "nineties" "crore" "lakh"
}

words! {
    /// Words that join two numbers to one, or to a range, in the claim inventory.
    JOINTS =
        "-" "and" "of" "to" "or" "a" "by"
}

words! {
    /// Words before *one* that make it a pronoun.
    BEFORE_PRONOUN_ONE =
        "no" "the" "this" "that" "each" "every" "any" "another" "which" "some" "new" "old" "good"
        "next" "other" "only" "in"
}

words! {
    /// Words behind *one* that make it a pronoun or an idiom.
    BEHIND_PRONOUN_ONE =
        "of" "another" "day" "way" "thing" "who" "that" "can" "could" "may" "might" "must" "should"
        "would" "is" "was" "has" "does"
}

/// Whether a word makes up numbers below a hundred.
pub(crate) fn is_cardinal(word: &str) -> bool {
    CARDINALS.contains(&word)
}
