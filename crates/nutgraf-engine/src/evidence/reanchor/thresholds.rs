//! Every threshold of re-anchoring: its name, its unit and where it comes from.
//!
//! | origin | meaning |
//! |---|---|
//! | Hypothesis | the weights of the Hypothesis client's fuzzy anchoring, `match-quote` |
//! | design | the least likeness that the design of the program lets count |
//! | experiment | measured by `tests/anchors.rs`: drafts of known truth that were changed outside the program |
//! | reason | chosen for the reason that is given; no experiment is recorded |
//! | unrecorded | neither a reason nor an experiment is recorded |
//! | bound | keeps time or memory in proportion to the texts |
//!
//! Before a value is changed, run `tests/anchors.rs`: it counts the anchors that are lost and
//! those that are put on other words.
//!
//! Likenesses are shares from 0 to 1. "Word" means a token: a word, a figure or a sign.

/// Weight of the likeness of the words themselves (Hypothesis).
pub(super) const WEIGHT_QUOTE: f64 = 50.0;

/// Weight of the words before a span that are still before it (Hypothesis).
pub(super) const WEIGHT_PREFIX: f64 = 20.0;

/// Weight of the words behind a span that are still behind it (Hypothesis).
pub(super) const WEIGHT_SUFFIX: f64 = 20.0;

/// Weight of the relative position in the text (Hypothesis).
pub(super) const WEIGHT_POSITION: f64 = 2.0;

/// Likeness below which a place is not taken, of the words alone and of the weighted sum
/// (design).
pub(super) const FLOOR: f64 = 0.6;

/// Weighted likeness by which a place with other words must be better than any other place, and
/// than any other span of the old text (experiment).
pub(super) const MARGIN: f64 = 0.1;

/// As [`MARGIN`], over a span of the old text whose words are clearly more like the place: by
/// more than [`CLEARLY`] (reason: a better owner of the place must be ruled out with more care).
pub(super) const CLEAR_MARGIN: f64 = 0.25;

/// Likeness of the words alone by which another span is clearly more like a place
/// (unrecorded).
pub(super) const CLEARLY: f64 = 0.06;

/// Words on each side that count as neighbours (reason: the sentence beside a span, its
/// paragraph, and the next paragraph too).
pub(super) const REACHES: [usize; 3] = [16, 48, 144];

/// Share of the neighbours on one side, within the middle one of [`REACHES`], that must still be
/// neighbours where the words of the span changed (experiment).
pub(super) const KEPT_BESIDE: f64 = 0.3;

/// Words by which a neighbour may be farther away than before (reason: room for a
/// sentence that was put in).
pub(super) const NEIGHBOUR_SLACK: usize = 24;

/// Words by which two words of one span may be farther apart than before (reason: room for a clause
/// that was put in).
pub(super) const WIDEST_INSERTION: usize = 16;

/// Cells of a table; spans and windows that need more are compared by the alignment of the whole
/// texts alone (bound).
pub(super) const LARGEST_TABLE: usize = 1 << 16;

/// Words and figures below which a span may be elsewhere by chance (reason).
pub(super) const LEAST_BY_ITSELF: usize = 5;

/// As [`FLOOR`], for words without neighbours, half of what [`FLOOR`] weighs being unknown (reason).
pub(super) const FLOOR_WITHOUT_BASE: f64 = 0.7;

/// Likeness by which words without neighbours must be better than the next place (experiment).
pub(super) const MARGIN_WITHOUT_BASE: f64 = 0.2;

/// Bytes by which the distance to a neighbour may change where the old text is not known
/// (reason: a paragraph).
pub(super) const WIDEST_DRIFT: usize = 600;

/// Occurrences beyond which a word casts no vote for a place (bound).
pub(super) const MOST_VOTES: usize = 48;

/// Words between the starts of two places that count as one place (reason: half a sentence).
pub(super) const BUCKET: i64 = 8;

/// Words of a span that are looked at, from its start (bound; a long sentence has fewer).
pub(super) const LONGEST_QUERY: usize = 96;

/// Places that are aligned for one span (bound).
pub(super) const MOST_CANDIDATES: usize = 3;

/// Occurrences beyond which a word says nothing of where a span is (bound).
pub(super) const MOST_PLACES: usize = 64;

/// How much a word of the old text weighs in an alignment, by how often it occurs there: each
/// pair is the most occurrences and the weight (reason: rare words say more of where they come from).
pub(super) const WEIGHT_BY_OCCURRENCES: [(usize, u32); 2] = [(4, 6), (MOST_PLACES, 4)];

/// Weight in an alignment of a word that occurs more often still (reason).
pub(super) const WEIGHT_FREQUENT: u32 = 2;

/// Weight in an alignment of a sign (reason: signs are the same everywhere).
pub(super) const WEIGHT_SIGN: u32 = 1;

/// Words of the runs that are aligned where they occur once on each side, in this order: long
/// ones are surer (reason).
pub(super) const RUNS: [usize; 6] = [16, 8, 4, 3, 2, 1];

/// Words in a gap beyond which a single word that occurs once on each side proves nothing
/// (reason).
pub(super) const WIDEST_FOR_SINGLE: usize = 512;

/// Cells of the table of the largest gap that is aligned word by word (bound).
pub(super) const MOST_CELLS: usize = 1 << 16;

/// Cells of the table of a gap that is aligned word by word without looking for runs (bound).
pub(super) const FEW_CELLS: usize = MOST_CELLS / 16;

/// Weight added to a word that follows the same word on both sides (reason: runs are
/// likelier than scattered words).
pub(super) const WEIGHT_IN_A_ROW: u32 = 2;

/// Words of the runs by which text that moved is recognised, in this order (reason).
pub(super) const MOVED_RUNS: [usize; 2] = [4, 3];

/// Words below which a run may be elsewhere by chance and was not moved (reason).
pub(super) const LEAST_MOVED: usize = 5;

/// Words between two runs that were moved together (reason: a clause).
pub(super) const WIDEST_BETWEEN_MOVED: usize = 12;

/// Words beside a moved run that are aligned with it, on each side (reason: a sentence).
pub(super) const BESIDE_MOVED: usize = 3 * WIDEST_BETWEEN_MOVED;
