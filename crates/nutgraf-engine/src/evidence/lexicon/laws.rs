//! Words of laws and courts.
//!
//! Used for the cue `law` of the claim inventory.

words! {
    /// Words of laws and courts.
    LAWS =
        "law" "laws" "lawful" "unlawful" "lawfully" "unlawfully" "lawsuit" "lawsuits" "illegal"
        "illegally" "bill" "bills" "court" "courts" "ruling" "rulings" "ruled" "judge" "judges"
        "judgment" "judgement" "justice" "justices" "statute" "statutes" "statutory" "treaty"
        "treaties" "constitution" "constitutional" "unconstitutional" "amendment" "amendments"
        "directive" "directives" "regulation" "regulations" "legislation" "clause" "decree"
        "ordinance" "injunction" "verdict" "convicted" "conviction" "prosecutor" "prosecutors"
        "prosecution" "prosecuted" "indicted" "indictment" "sued" "plaintiff" "defendant" "jury"
        "juror" "jurors" "appeal" "appeals" "damages" "acquitted" "sentenced" "felony" "gdpr"
        "hipaa" "foia" "echr" "§" "bar" "banned" "outlawed" "subpoena" "fraud"
}

words! {
    /// Capitalised words before the number of a part of a law.
    LAW_LABELS =
        "section" "sections" "article" "articles" "art" "sec" "clause" "rule"
}
