//! Which findings are listed, and in which order.
//!
//! # Invariants
//! - The counts beside a choice are those that the writer would see on making it, so a choice
//!   with a count of none leads nowhere.

use nutgraf_engine::evidence::{Code, Finding, FindingSubject, Severity};

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum FindingGroup {
    Quotations,
    Citations,
    Claims,
    Other,
}

impl FindingGroup {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Quotations, Self::Citations, Self::Claims, Self::Other];

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Quotations => "Quotations",
            Self::Citations => "Citations",
            Self::Claims => "Claims",
            Self::Other => "Other",
        }
    }

    /// The kind of a finding.
    pub fn of(code: Code) -> Self {
        match code.subject() {
            FindingSubject::Quotation => Self::Quotations,
            FindingSubject::Citation => Self::Citations,
            FindingSubject::Claim | FindingSubject::Evidence => Self::Claims,
            FindingSubject::Text => Self::Other,
        }
    }
}

/// The order in which findings are listed; within one rank, that of the draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum FindingOrder {
    #[default]
    Place,
    Severity,
    Kind,
}

impl FindingOrder {
    /// Every order, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Place, Self::Severity, Self::Kind];

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Place => "In order of the draft",
            Self::Severity => "Gravest first",
            Self::Kind => "By kind",
        }
    }
}

/// What the writer wants to see of the findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingList {
    /// Only those of one severity.
    pub severity: Option<Severity>,
    /// Only those of one kind.
    pub kind: Option<FindingGroup>,
    /// Only those whose message or words hold this, whatever the case.
    pub search: String,
    /// In which order.
    pub order: FindingOrder,
}

/// What of the findings is listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Indices of findings, in the order in which they are listed.
    pub findings: Vec<usize>,
    /// How many each severity would list, in the order of [`Severity`].
    pub severities: [usize; 3],
    /// How many each kind would list, in the order of [`FindingGroup::ALL`].
    pub kinds: [usize; 4],
}

impl FindingList {
    /// Whether something may be left out.
    pub fn is_narrowed(&self) -> bool {
        self.severity.is_some() || self.kind.is_some() || !self.search.trim().is_empty()
    }

    /// Returns the list in this order, with nothing left out.
    pub fn widened(&self) -> Self {
        Self { order: self.order, ..Self::default() }
    }

    /// Whether a text holds what is searched for.
    pub fn finds(&self, text: &str) -> bool {
        let wanted = self.search.trim().to_lowercase();
        wanted.is_empty() || text.to_lowercase().contains(&wanted)
    }

    /// Chooses among findings that stand in the order of the draft. `words` gives
    /// the draft's words that a finding is about.
    pub fn choose<'a>(&self, findings: &[Finding], words: impl Fn(&Finding) -> &'a str) -> Listed {
        let mut listed = Listed::default();
        for (index, finding) in findings.iter().enumerate() {
            let kind = FindingGroup::of(finding.code());
            let is_severity = self.severity.is_none_or(|wanted| wanted == finding.severity());
            let is_kind = self.kind.is_none_or(|wanted| wanted == kind);
            if !self.finds(&finding.message()) && !self.finds(words(finding)) {
                continue;
            }
            if is_kind {
                listed.severities[finding.severity() as usize] += 1;
            }
            if is_severity {
                listed.kinds[kind as usize] += 1;
            }
            if is_kind && is_severity {
                listed.findings.push(index);
            }
        }
        match self.order {
            FindingOrder::Place => {}
            FindingOrder::Severity => listed.findings.sort_by_key(|at| findings[*at].severity()),
            FindingOrder::Kind => {
                listed.findings.sort_by_key(|at| FindingGroup::of(findings[*at].code()));
            }
        }
        listed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nutgraf_engine::{evidence::FindingKind, range::DraftRange};

    fn finding(kind: FindingKind, at: usize) -> Finding {
        Finding { kind, range: DraftRange::new(at, at + 1) }
    }

    fn some() -> Vec<Finding> {
        vec![
            finding(FindingKind::ClaimStale { words: "at 0".to_owned() }, 0),
            finding(FindingKind::QuoteOtherSource { source: Some("at 1".to_owned()) }, 1),
            finding(FindingKind::CitationUnknown { key: "at 2".to_owned() }, 2),
            finding(
                FindingKind::QuoteTypographic { source: Some("at 3".to_owned()), changes: vec![] },
                3,
            ),
        ]
    }

    fn listed(list: &FindingList) -> Listed {
        list.choose(&some(), |finding| &"abcd"[finding.range])
    }

    #[test]
    fn orders_keep_the_order_of_the_draft_within_a_rank() {
        let by = |order| listed(&FindingList { order, ..FindingList::default() }).findings;
        assert_eq!(by(FindingOrder::Place), [0, 1, 2, 3]);
        assert_eq!(by(FindingOrder::Severity), [1, 2, 0, 3]);
        assert_eq!(by(FindingOrder::Kind), [1, 3, 2, 0]);
    }

    #[test]
    fn a_count_is_what_its_choice_would_list() {
        let narrowed =
            FindingList { kind: Some(FindingGroup::Quotations), ..FindingList::default() };
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            let both = FindingList { severity: Some(severity), ..narrowed.clone() };
            let count = listed(&narrowed).severities[severity as usize];
            assert_eq!(listed(&both).findings.len(), count, "{severity:?}");
        }
        assert_eq!(listed(&narrowed).kinds, [2, 1, 1, 0], "kinds do not narrow each other");
    }

    #[test]
    fn a_search_looks_into_message_and_words_whatever_the_case() {
        let search = |text: &str| {
            listed(&FindingList { search: text.to_owned(), ..FindingList::default() }).findings
        };
        assert_eq!(search(" B "), [1]);
        assert_eq!(search("AT 2"), [2]);
        assert_eq!(search("  ").len(), 4);
        assert!(search("nothing").is_empty());
    }
}
