//! What is done to a passage to make a quotation of it.

use fastrand::Rng;

use super::passage::Passage;

/// Makes a quotation's text of a passage; `None` where the passage does not lend itself.
pub type Make = fn(&Passage, &mut Rng) -> Option<String>;

/// Which source a quotation cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cites {
    /// The one it comes from, or none: half of them each.
    Right,
    /// One that does not have the words.
    Wrong,
}

/// Which passages a kind is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// Those inside one paragraph.
    Paragraph,
    /// Those that run over the end of at least one paragraph.
    Paragraphs,
}

/// One kind of quotation.
#[derive(Clone, Copy)]
pub struct Kind {
    /// What is done, as the tables call it.
    pub name: &'static str,
    /// Does it.
    pub make: Make,
    /// What the quotation cites.
    pub cites: Cites,
    /// Whether it comes from one place that a checker should find.
    pub has_place: bool,
    /// What passages it is made of.
    pub within: Within,
    /// Whether it is harmful although its words stand in the source in order.
    pub breaks_a_rule: bool,
}

impl Kind {
    /// A kind that cites the right source and comes from one place.
    pub const fn new(name: &'static str, make: Make) -> Self {
        Self {
            name,
            make,
            cites: Cites::Right,
            has_place: true,
            within: Within::Paragraph,
            breaks_a_rule: false,
        }
    }

    /// The same, coming from no one place.
    pub const fn without_place(self) -> Self {
        Self { has_place: false, ..self }
    }

    /// The same, harmful by how its marks are set and not by its words.
    pub const fn against_the_rules(self) -> Self {
        Self { breaks_a_rule: true, ..self }
    }

    /// The same, citing otherwise.
    pub const fn citing(self, cites: Cites) -> Self {
        Self { cites, ..self }
    }

    /// The same, made of passages that run over several paragraphs.
    pub const fn over_paragraphs(self) -> Self {
        Self { within: Within::Paragraphs, ..self }
    }
}
