//! Words around a number of four digits that show whether it is a year.
//!
//! Used for dates, by the claim inventory and by the cross-check.

words! {
    /// Words and signs before a year.
    BEFORE_YEAR =
        "the" "in" "since" "by" "from" "until" "till" "to" "of" "before" "after" "during" "around"
        "circa" "c" "year" "early" "late" "mid" "between" "and" "through" "-" "(" "spring" "summer"
        "autumn" "winter" "fall"
}

words! {
    /// Further ones in the claim inventory.
    NOTICED_BEFORE_YEAR =
        "ca" "/"
}

words! {
    /// Further ones in the cross-check.
    COMPARED_BEFORE_YEAR =
        "about" "," "for" "over" "with" "than"
}

words! {
    /// Words and signs before a number that is no year, in the cross-check.
    BEFORE_AMOUNT =
        "$" "€" "£" "¥" "no" "nearly" "almost" "roughly" "exactly" "another" "some" "page" "p" "~"
        "approximately" "least" "/"
}

words! {
    /// What figures count, where it is no plural in *-s*, in the claim inventory.
    COUNTED =
        "people" "men" "women" "children" "km" "m" "kg" "cm" "mm" "feet" "miles" "tonnes" "words"
        "pages" "fish" "sheep" "police" "staff" "of" "or" "per"
}

words! {
    /// What figures count, where it is no plural in *-s*, in the cross-check.
    COUNTED_PEOPLE =
        "people" "men" "women" "children" "staff"
}

words! {
    /// Words that end like a plural and count nothing.
    NO_PLURALS =
        "this" "does" "thus" "was" "perhaps" "always" "across"
}

words! {
    /// Words before a year that is followed by what is of that year: *its 2016 studies*.
    BEFORE_YEAR_OF_THINGS =
        "in" "since" "by" "the" "of" "its" "his" "her" "their" "'s" "a"
}
