//! Holds the figures, dates and names of claims against the passages they rest on.
//!
//! ```sh
//! cargo run -p nutgraf-engine --example crosscheck
//! cargo run -p nutgraf-engine --example crosscheck -- "CLAIM" "PASSAGE"…
//! ```

#![allow(clippy::print_stdout, reason = "an example says on stdout what it found")]

use std::env;

use nutgraf_engine::crosscheck;

/// Claims, each with the passages that somebody linked to it as evidence.
const CLAIMS: [(&str, &[&str]); 5] = [
    ("The audit was made by four staff.", &["4 members of staff made the audit."]),
    ("The bridge cost $1.2bn.", &["Spending on the bridge came to $1.5 billion."]),
    ("The share rose by 3 percent.", &["The share rose by 3 percentage points to 12 percent."]),
    ("The law was passed on 24 April 2024.", &["Congress passed the law on April 23, 2024."]),
    ("One in five shops closed.", &["Of the shops, 20 percent closed.", "It was a hard winter."]),
];

fn main() {
    let given: Vec<String> = env::args().skip(1).collect();
    match given.split_first() {
        Some((claim, passages)) => {
            tell(claim, &passages.iter().map(String::as_str).collect::<Vec<_>>());
        }
        None => CLAIMS.iter().for_each(|(claim, passages)| tell(claim, passages)),
    }
}

fn tell(claim: &str, passages: &[&str]) {
    println!("{claim}");
    let discrepancies = crosscheck(claim, passages);
    if discrepancies.is_empty() {
        println!("    its evidence has the same figures, dates and names");
    }
    for discrepancy in discrepancies {
        let code = discrepancy.kind.code().as_str();
        let claimed = discrepancy.claim_words;
        match discrepancy.evidence {
            Some(found) => println!(
                "    {code}: the claim says “{claimed}”, passage {} says “{}”",
                found.text + 1,
                found.words
            ),
            None => println!("    {code}: no passage has “{claimed}”"),
        }
    }
}
