//! Lists and quotations as they are typed.

use super::journeys;

journeys! {
    a_list_is_left_by_enter_on_an_empty_item:
        "", "- apple⏎pear⏎⏎quince" => "- apple\n- pear\n\nquince";
    a_numbered_list_is_left_by_enter_on_an_empty_item:
        "", "1. one⏎two⏎⏎quince" => "1. one\n2. two\n\nquince";
    a_quotation_is_left_by_enter_on_an_empty_line:
        "", "> said⏎⏎quince" => "> said\n\nquince";
    a_nested_list_is_left_one_level_at_a_time:
        "", "- apple⏎{Tab}core⏎⏎pear" => "- apple\n  - core\n- pear";
    tab_on_a_numbered_item_begins_a_list_of_its_own:
        "", "1. first⏎{Tab}inner" => "1. first\n   1. inner";
    shift_tab_counts_on_in_the_outer_list:
        "", "1. first⏎{Tab}inner⏎{shift+Tab}second" => "1. first\n   1. inner\n2. second";
}
