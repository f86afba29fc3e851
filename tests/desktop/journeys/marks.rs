//! Marks around words: bold, italic, code, links.

use super::journeys;

journeys! {
    bold_is_switched_on_and_off:
        "", "{ctrl+b}bold{ctrl+b} plain" => "**bold** plain";
    italic_is_switched_on_and_off:
        "", "{ctrl+i}slanted{ctrl+i} plain" => "*slanted* plain";
    an_empty_pair_is_taken_away_again:
        "", "a {ctrl+b}{ctrl+b}plain" => "a plain";
    bold_of_a_selection_is_taken_back_by_the_same_key:
        "one two", "{ctrl+shift+Left}{ctrl+b}{ctrl+b}" => "one two";
}
