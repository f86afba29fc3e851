//! Words before a number that say which one, not how many: *Figure 3*, *p. 12*.
//!
//! Used by the claim inventory and by the cross-check, which take no such number for a
//! figure. The cross-check knows more of them: a name that it takes for a count can
//! become a false conflict, while a count that the inventory takes for a name would go
//! unchecked.

words! {
    /// Labels, however they are set.
    LABELS =
        "figure" "figures" "table" "tables" "chapter" "chapters" "page" "pages" "version" "versions"
        "appendix" "equation" "footnote" "exhibit" "slide" "volume" "paragraph" "paragraphs"
        "section" "sections" "article" "articles" "clause" "clauses" "§"
}

words! {
    /// Labels that a full stop cuts short.
    SHORT_LABELS =
        "p" "pp" "fig" "figs" "tab" "ch" "vol" "para" "paras" "sec" "art" "arts" "eq" "v" "ver"
        "app" "n" "nn" "l" "ll"
}

words! {
    /// Labels where they are capitalised.
    CAPITAL_LABELS =
        "note" "box" "part" "step" "schedule" "annex" "item" "python" "windows"
}

words! {
    /// Further labels of the cross-check, however they are set.
    COMPARED_LABELS =
        "isbn" "issn" "doi" "no" "number" "nr" "№" "phase" "level" "grade" "tier" "category" "route"
        "highway" "flight" "room" "gate" "platform" "terminal" "type" "class" "tel" "telephone"
        "phone" "lines"
}

words! {
    /// Further labels of the cross-check that a full stop cuts short.
    COMPARED_SHORT_LABELS =
        "no" "nos"
}

words! {
    /// Further labels of the cross-check where they are capitalised.
    COMPARED_CAPITAL_LABELS =
        "apollo" "boeing" "airbus" "formula" "fortune" "area" "title" "agenda" "vision" "studio"
        "channel" "psalm" "district" "ward" "resolution" "bill" "proposition" "prop" "amendment"
        "protocol" "series" "season" "episode" "round" "group" "line" "bus" "radio" "war" "catch"
        "fahrenheit" "iphone" "galaxy" "playstation" "xbox" "unit" "model" "mark" "stage" "question"
        "act" "rule" "order" "pier" "building" "block"
}

words! {
    /// Capitalised words before a year that is part of a name: *Agenda 2030*.
    YEAR_NAMES =
        "agenda" "vision" "expo" "euro" "horizon" "project" "olympics" "games" "windows" "office"
        "cup" "strategy" "plan" "programme" "program"
}
