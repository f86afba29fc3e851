//! Quotation marks, apostrophes, dashes and ellipses as they are typed.

use super::journeys;

journeys! {
    quotation_marks_are_those_of_the_language:
        "", "say \"so\", she said" => "say “so”, she said";
    an_apostrophe_is_one:
        "", "don't, in the '90s" => "don’t, in the ’90s";
    dashes_and_ellipses_grow_as_they_are_typed:
        "", "1990--95, then---nothing..." => "1990–95, then—nothing…";
    one_backspace_gives_the_plain_sign:
        "", "say \"{BackSpace}so" => "say \"so";
    a_dash_is_plain_again_after_one_backspace:
        "", "a --{BackSpace}flag" => "a --flag";
    code_keeps_its_plain_signs:
        "", "```⏎a--b 'c'" => "```\na--b 'c'\n```";
    a_rule_stays_a_rule:
        "words\n\n", "---⏎" => "words\n\n---\n";
    an_address_stays_an_address:
        "", "https://example.org/a--b" => "https://example.org/a--b";
    what_is_switched_off_types_plain_signs:
        "", "{ctrl+shift+p}typographic⏎\"so\" -- it's" => "\"so\" -- it's";
}
