//! Families of words that mean the same for the cross-check.
//!
//! Used to compare the contexts of two facts: words of one family have one stem. Families
//! of one group exclude each other, so that a fact about men is not held against one about
//! women.
//!
//! # Invariants
//!
//! A word belongs to at most one family.

/// Families, each with its stem, the number of its group, and its words separated by spaces.
///
/// Group 0 is no group: its families exclude none.
pub(crate) const FAMILIES: &[(&str, u8, &str)] = &[
    (
        "#die",
        1,
        "die died dies dying dead death deaths kill kills killed killing fatalities \
         fatality fatal fatally perished lives victims",
    ),
    (
        "#hurt",
        1,
        "injured injuries injury injuring hurt wounded wounds hospitalised hospitalized \
         casualties",
    ),
    ("#arrest", 1, "arrested arrests arrest detained charged"),
    ("#missing", 1, "missing"),
    ("#rescue", 1, "rescued rescue survived survivors"),
    ("#born", 1, "born birth births"),
    ("#man", 3, "man men male males"),
    ("#woman", 3, "woman women female females"),
    ("#boy", 4, "boy boys"),
    ("#girl", 4, "girl girls"),
    ("#adult", 5, "adult adults"),
    ("#child", 5, "child children kids minors pupils schoolchildren"),
    ("#teen", 5, "teenager teenagers teens adolescents"),
    ("#pensioner", 5, "pensioners pensioner retirees"),
    ("#revenue", 6, "revenue revenues sales turnover takings"),
    ("#profit", 6, "profit profits earnings"),
    ("#loss", 6, "loss losses deficit"),
    ("#cost", 6, "cost costs spending spent spend expenditure expenses price priced"),
    ("#debt", 6, "debt debts liabilities"),
    ("#fine", 6, "fine fined penalty"),
    ("#tax", 6, "tax taxes levy"),
    ("#import", 7, "import imports imported importing"),
    ("#export", 7, "export exports exported exporting"),
    ("#jobless", 8, "unemployment unemployed jobless joblessness"),
    ("#inflation", 8, "inflation"),
    ("#growth", 8, "gdp"),
    ("#wages", 8, "wage wages pay salary salaries"),
    (
        "#rise",
        0,
        "rise rises rose risen rising grow grows grew grown growing increase increased \
         increases increasing climb climbed jump jumped surge surged soared gain gained \
         gains higher up warmed quickened heated swelled",
    ),
    (
        "#fall",
        0,
        "fall falls fell fallen falling drop drops dropped decline declined declines \
         decrease decreased dip dipped plunged slump slumped shrank shrunk cut cuts lower \
         reduced reduction",
    ),
    ("#join", 10, "hire hired hires hiring recruit recruited joined appointed arrived"),
    ("#leave", 10, "left leave leaves quit resigned fired sacked dismissed departed"),
    (
        "#begin",
        11,
        "begin began begins start starts started launch launched launches open opened \
         opens opening founded established founding created",
    ),
    (
        "#end",
        11,
        "end ended ends finish finished close closed closes closing closure shut abolished \
         expired demolished",
    ),
    ("#pass", 12, "passed adopted enacted approved ratified signed"),
    ("#propose", 12, "proposed introduced drafted tabled presented"),
    ("#repeal", 12, "repealed rejected vetoed struck"),
    ("#buy", 13, "buy bought purchased acquired acquisition purchase"),
    ("#sell", 13, "sell sold"),
    ("#win", 14, "win won wins victory victories"),
    ("#lose", 14, "lost lose loses losing defeat defeats defeated"),
    ("#high", 15, "height high tall tallest highest"),
    ("#long", 15, "length long longest"),
    ("#wide", 15, "width wide widest"),
    ("#deep", 15, "depth deep deepest"),
    ("#for", 16, "favour favor supported support backed yes"),
    ("#against", 16, "against opposed oppose opposing objected"),
    ("#undecided", 16, "undecided abstained abstain abstaining abstentions unsure"),
    ("#urban", 17, "urban cities city towns"),
    ("#rural", 17, "rural countryside villages"),
    ("#min", 18, "minimum lowest smallest"),
    ("#max", 18, "maximum largest peak record"),
    ("#average", 18, "average mean median"),
    ("#expected", 19, "expected forecast forecasts predicted projected target planned"),
    ("#publish", 20, "published publication"),
    ("#write", 20, "written wrote begun"),
    ("#daily", 21, "daily"),
    ("#weekly", 21, "weekly"),
    ("#monthly", 21, "monthly"),
    ("#annual", 21, "annual annually yearly"),
    ("#north", 22, "north northern"),
    ("#south", 22, "south southern"),
    ("#east", 22, "east eastern"),
    ("#west", 22, "west western"),
    ("#1st", 23, "first"),
    ("#2nd", 23, "second"),
    ("#3rd", 23, "third"),
    ("#4th", 23, "fourth"),
    ("#vote", 0, "vote votes voted voters voting ballot ballots"),
    (
        "#staff",
        0,
        "staff staffers employee employees worker workers workforce personnel employs \
         employed",
    ),
    ("#person", 0, "people person persons residents inhabitants individuals population"),
    (
        "#participant",
        0,
        "participants participant respondents volunteers subjects patients patient",
    ),
    ("#house", 0, "house houses homes home households dwellings"),
    ("#car", 0, "car cars vehicles vehicle automobiles"),
    ("#firm", 0, "firm firms company companies businesses business"),
    ("#nation", 0, "country countries nation nations"),
    ("#student", 0, "student students undergraduates"),
    ("#doctor", 0, "doctor doctors physicians"),
    ("#attack", 0, "attack attacks attacked"),
    ("#last", 0, "last lasted lasts took takes"),
    ("#time", 0, "time times occasion occasions"),
];
