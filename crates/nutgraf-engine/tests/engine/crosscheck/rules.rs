//! The rules, one by one: when a figure, a date or a name agrees, differs, or is absent.

use nutgraf_engine::evidence::crosscheck;

use super::{agrees, differences, differs};

#[test]
fn a_figure_in_words_is_the_figure_in_digits() {
    agrees("The audit was made by four staff.", "The audit was made by 4 staff.");
    agrees("Some 25 shops closed.", "Twenty-five shops closed.");
    agrees("It has 203 rooms.", "It has two hundred and three rooms.");
    agrees("It cost half a million pounds.", "It cost £500,000.");
    agrees("Two dozen people came.", "24 people came.");
    agrees("About 1,200 people came.", "One thousand two hundred people came.");
    agrees("The town has 1,250,000 people.", "The town has 1.25 million people.");
    agrees("The town has one and a half million people.", "The town has 1.5 million people.");
    agrees("It sold 1 200 cars.", "It sold 1,200 cars.");
}

#[test]
fn another_figure_for_what_is_counted_is_a_conflict() {
    differs(
        "Five staff looked at the accounts.",
        "Four staff looked at the accounts.",
        "figure-conflict: Five staff ≠ Four staff",
    );
    differs(
        "The fire killed 12 people.",
        "The fire killed 21 people.",
        "figure-conflict: 12 people ≠ 21 people",
    );
    differs(
        "The town has 5 million people.",
        "The town has 5 billion people.",
        "figure-conflict: 5 million people ≠ 5 billion people",
    );
    differs(
        "Prices fell to -3 degrees.",
        "Prices fell to 3 degrees.",
        "figure-conflict: -3 degrees ≠ 3 degrees",
    );
}

#[test]
fn a_figure_of_something_else_is_absent_and_no_conflict() {
    differs(
        "Five people died in the fire.",
        "Four people were injured in the fire.",
        "figure-absent: Five people",
    );
    differs(
        "Unemployment rose to 5 percent.",
        "Inflation rose to 3 percent.",
        "figure-absent: 5 percent",
    );
    differs("Seven women were elected.", "Nine men were elected.", "figure-absent: Seven women");
    differs(
        "Ford sold 400 cars in Leeds.",
        "Tesla sold 300 cars in York.",
        "figure-absent: 400 cars",
    );
}

#[test]
fn a_figure_may_be_rounded_at_its_last_printed_place() {
    agrees("The rate was 5 percent.", "The rate was 4.87 percent.");
    agrees("It drew 1.2 million visitors.", "It drew 1,238,511 visitors.");
    differs(
        "It drew 1.2 million visitors.",
        "It drew 1,261,000 visitors.",
        "figure-conflict: 1.2 million visitors ≠ 1,261,000 visitors",
    );
    differs(
        "The rate was 4.5 percent.",
        "The rate was 4.87 percent.",
        "figure-conflict: 4.5 percent ≠ 4.87 percent",
    );
}

#[test]
fn a_hedge_is_an_interval() {
    agrees("Nearly 300 people came.", "There came 291 people.");
    differs(
        "Nearly 300 people came.",
        "312 people came.",
        "figure-conflict: 300 people ≠ 312 people",
    );
    agrees("More than 300 people came.", "312 people came.");
    differs(
        "More than 300 people came.",
        "287 people came.",
        "figure-conflict: 300 people ≠ 287 people",
    );
    agrees("About 300 people came.", "312 people came.");
    differs(
        "About 300 people came.",
        "400 people came.",
        "figure-conflict: 300 people ≠ 400 people",
    );
    agrees("At least 40 people came.", "40 people came.");
    differs("Up to 40 people came.", "45 people came.", "figure-conflict: 40 people ≠ 45 people");
    agrees("Fewer than 50 people came.", "48 people came.");
    agrees("Between three and five people came.", "Four people came.");
    agrees("3 to 5 people came.", "3–5 people came.");
    differs(
        "Three to five people came.",
        "Seven people came.",
        "figure-conflict: Three to five people ≠ Seven people",
    );
}

#[test]
fn a_fraction_is_a_percentage() {
    agrees("A third of adults smoke.", "33% of adults smoke.");
    agrees("One in five adults smokes.", "20 percent of adults smoke.");
    agrees("Half of the voters stayed at home.", "50.2% of the voters stayed at home.");
    agrees("75 percent of pupils passed.", "Three quarters of pupils passed.");
    agrees("Two-thirds of the shops closed.", "67% of the shops closed.");
    differs(
        "A quarter of adults smoke.",
        "33% of adults smoke.",
        "figure-conflict: A quarter ≠ 33%",
    );
    differs(
        "One in five adults smokes.",
        "One in ten adults smokes.",
        "figure-conflict: One in five ≠ One in ten",
    );
    agrees("60 percent of the patients recovered.", "Of the patients, 120 of 200 recovered.");
}

#[test]
fn units_of_one_dimension_are_converted() {
    agrees("The road is 1.5 km long.", "The road is 1,500 metres long.");
    agrees("The film lasts 90 minutes.", "The film lasts 1.5 hours.");
    agrees("The film lasts 1 hour and 30 minutes.", "The film lasts 90 minutes.");
    agrees("It weighs 2 tonnes.", "It weighs 2,000 kg.");
    agrees("The road is 5 miles long.", "The road is 8 km long.");
    agrees("It was 20°C.", "It was 68 degrees Fahrenheit.");
    agrees("It fell by 50 basis points.", "It fell by half a percentage point.");
    differs("The road is 5 km long.", "The road is 5 miles long.", "unit-conflict: 5 km ≠ 5 miles");
    differs("The road is 5 km long.", "The road is 7 km long.", "figure-conflict: 5 km ≠ 7 km");
}

#[test]
fn percent_is_no_percentage_point_and_a_dollar_no_euro() {
    differs(
        "Support rose by 5 percent.",
        "Support rose by 5 percentage points.",
        "unit-conflict: 5 percent ≠ 5 percentage points",
    );
    differs("The fine was $5m.", "The fine was €5m.", "unit-conflict: $5m ≠ €5m");
    agrees("The fine was $1.2bn.", "The fine was 1,200,000,000 US dollars.");
    agrees("The fine was £5 million.", "The fine was five million pounds.");
    agrees("The rate is 5pc.", "The rate is 5 per cent.");
}

#[test]
fn a_ratio_is_worked_out_of_two_figures() {
    agrees("Sales doubled.", "Sales rose from 20 million to 40 million.");
    differs(
        "Sales doubled.",
        "Sales rose from 20 million to 60 million.",
        "figure-conflict: doubled ≠ 20 million to 60 million",
    );
    differs("Sales doubled.", "Sales rose.", "figure-absent: doubled");
    agrees("Sales halved.", "Sales fell by 50 percent.");
    agrees("Sales tripled.", "Sales went up threefold.");
    agrees("Sales rose by 50 percent.", "Sales rose from 20 million to 30 million.");
}

#[test]
fn what_only_names_something_is_no_figure() {
    for claim in [
        "COVID-19 is a disease.",
        "The G7 met.",
        "See Figure 3 on page 12.",
        "It is so [12].",
        "It is so [@ft-audit, p. 12].",
        "The DOI is 10.1000/182.",
        "They drove down Route 66.",
        "Version 2.8 came out.",
        "Call 020 7946 0018.",
        "ISBN 978-3-16-148410-0 is a number.",
        "He flew a Boeing 747.",
        "Louis XIV was king.",
        "1. Every point counts.",
        "The first thing is courage.",
        "No one came, and one of them knew.",
        "The 5G network is there.",
        "Article 50 was triggered.",
    ] {
        agrees(claim, "Nothing of the sort stands here.");
    }
}

#[test]
fn dates_agree_as_far_as_both_give_them() {
    agrees("It opened in 2019.", "It opened on 12 May 2019.");
    agrees("It opened on May 12, 2019.", "It opened on 12 May 2019.");
    agrees("It opened on 12 May 2019.", "It opened on 2019-05-12.");
    agrees("It opened in the 1990s.", "It opened in 1994.");
    agrees("It was built in the 19th century.", "It was built in 1844.");
    agrees("It opened in nineteen eighty-four.", "It opened in 1984.");
    agrees("It opened on 12/05/2019.", "It opened in 2019.");
    differs("It opened in 1998.", "It opened in 1996.", "date-conflict: 1998 ≠ 1996");
    differs(
        "It opened on 13 May 2019.",
        "It opened on 12 May 2019.",
        "date-conflict: 13 May 2019 ≠ 12 May 2019",
    );
    differs("The bridge opened in 1998.", "The town was proud of its bridge.", "date-absent: 1998");
    differs("The law was passed in 2019.", "The law was proposed in 2018.", "date-absent: 2019");
    differs(
        "It opened on a Tuesday.",
        "It opened on 12 May 2019.",
        "date-conflict: Tuesday ≠ 12 May 2019",
    );
}

#[test]
fn times_told_from_now_are_flagged() {
    for (claim, said) in [
        ("Prices rose last year.", "last year"),
        ("Prices rose recently.", "recently"),
        ("The minister is currently in Rome.", "currently"),
        ("The vote is next month.", "next month"),
        ("He left two years ago.", "ago"),
        ("It rained so far this year.", "so far this year"),
        ("Prices doubled in the past five years.", "past five years"),
    ] {
        let found = crosscheck(claim, &[]);
        assert_eq!(found.len(), 1, "{claim}");
        assert_eq!(
            (found[0].kind.code().as_str(), &*found[0].claim_words),
            ("date-relative", said)
        );
    }
    for claim in [
        "It was the last year of the war.",
        "The bank is next to the church.",
        "Until now he had been silent.",
        "The last week of May was wet.",
        "She said: “Prices rose last year.”",
        "The following year was wet.",
        "USA Today reported it.",
        "The now-defunct firm owed money.",
    ] {
        assert_eq!(differences(claim, ""), [""; 0], "{claim}");
    }
}

#[test]
fn a_name_one_or_two_letters_off_is_flagged() {
    differs(
        "The mayor is Anna Schmit.",
        "The mayor is Anna Schmidt.",
        "name-near-miss: Schmit ≠ Schmidt",
    );
    differs(
        "Jon Smith resigned.",
        "The mayor, John Smith, resigned.",
        "name-near-miss: Jon ≠ John",
    );
    differs(
        "It was in Gothenberg.",
        "It was in Gothenburg.",
        "name-near-miss: Gothenberg ≠ Gothenburg",
    );
    agrees("Smith’s house burned.", "The house of Smith burned.");
    agrees("The Smiths came.", "Smith came.");
    agrees("Koreans like it.", "Korea likes it.");
    agrees("Josè came.", "José came.");
    agrees("Most people came.", "Host people came.");
    agrees("Anna met Anne.", "Anne met Anna.");
}

#[test]
fn each_figure_is_paired_with_its_own() {
    agrees(
        "Of 12 staff, seven were men and five women.",
        "There were 12 staff: 7 men and 5 women.",
    );
    differs(
        "There were 7 men and 5 women.",
        "There were 7 men and 6 women.",
        "figure-conflict: 5 women ≠ 6 women",
    );
    differs(
        "Sales rose from 5 million to 7 million.",
        "Sales rose from 5 million to 8 million.",
        "figure-conflict: 7 million ≠ 8 million",
    );
    let swapped = differences("There were 7 men and 5 women.", "There were 5 men and 7 women.");
    assert_eq!(swapped, ["figure-conflict: 7 men ≠ 5 men", "figure-conflict: 5 women ≠ 7 women"]);
}
