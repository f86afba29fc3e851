//! How a claim stands, said with a sign and a word.
//!
//! # Invariants
//!
//! - A claim whose words changed or are gone is never said to be confirmed, whatever its
//!   status.
//! - No two states share a sign, nor one with a verdict.

use super::document::Tone;
use crate::project::Project;
use nutgraf_engine::{
    evidence::{Code, Severity, Verdict},
    model::{Claim, ClaimStatus, Standing},
};

/// A claim's status, or why its status does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClaimState {
    /// Its words are gone from the draft.
    Orphaned,
    /// Its words changed after it was checked.
    Stale(ClaimStatus),
    /// Its status counts.
    Is(ClaimStatus),
}

impl ClaimState {
    pub(super) fn of(project: &Project, claim: &Claim) -> Self {
        match project.standing(claim) {
            Standing::Orphaned => Self::Orphaned,
            Standing::Stale => Self::Stale(claim.status),
            Standing::Settled | Standing::Open => Self::Is(claim.status),
        }
    }

    /// The states in the order in which they are counted; stale claims count together.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let last = [Self::Stale(ClaimStatus::Confirmed), Self::Orphaned];
        ClaimStatus::ALL.into_iter().map(Self::Is).chain(last)
    }

    /// Whether two claims are counted together.
    pub(super) fn counts_as(self, other: Self) -> bool {
        self.sign() == other.sign()
    }

    /// One character that tells it from the others without colour.
    pub(super) fn sign(self) -> char {
        match self {
            Self::Orphaned => '∅',
            Self::Stale(_) => '◐',
            Self::Is(status) => match status {
                ClaimStatus::Unchecked => '☐',
                ClaimStatus::InProgress => '◔',
                ClaimStatus::Confirmed => '✓',
                ClaimStatus::ChangeRequested => '✎',
                ClaimStatus::Changed => 'Δ',
                ClaimStatus::Unverifiable => '⊘',
                ClaimStatus::OnAuthor => '†',
                ClaimStatus::Opinion => '¶',
            },
        }
    }

    /// In a word; what a stale claim was is left to [`ClaimState::label`].
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Orphaned => "Words gone",
            Self::Stale(_) => "Stale",
            Self::Is(status) => status.label(),
        }
    }

    /// In words.
    pub(super) fn label(self) -> String {
        match self {
            Self::Stale(was) => {
                format!("Stale: was {} before its words changed", was.label().to_lowercase())
            }
            other => other.word().to_owned(),
        }
    }

    pub(super) fn tone(self) -> Tone {
        match self {
            Self::Orphaned | Self::Is(ClaimStatus::Unverifiable) => Tone::Bad,
            Self::Stale(_) | Self::Is(ClaimStatus::ChangeRequested | ClaimStatus::OnAuthor) => {
                Tone::Wary
            }
            Self::Is(ClaimStatus::Confirmed | ClaimStatus::Opinion) => Tone::Good,
            Self::Is(_) => Tone::Open,
        }
    }
}

/// How much a verdict asks for.
pub(super) fn tone_of_verdict(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Verbatim | Verdict::Typographic => Tone::Good,
        Verdict::Marked | Verdict::NoSnapshot => Tone::Wary,
        Verdict::Altered | Verdict::Omission | Verdict::OtherSource | Verdict::NotFound => {
            Tone::Bad
        }
    }
}

/// How much a finding asks for.
pub(super) fn tone_of_severity(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Wary,
        Severity::Info => Tone::Open,
    }
}

/// Whether a finding says of a claim what its state says already.
pub(super) fn is_told_by_the_state(code: Code) -> bool {
    matches!(code, Code::ClaimStale | Code::ClaimOrphaned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_states_or_verdicts_share_a_sign() {
        let verdicts = Verdict::ALL.into_iter().map(Verdict::sign);
        let mut signs: Vec<char> =
            ClaimState::all().map(ClaimState::sign).chain(verdicts).collect();
        let count = signs.len();
        signs.sort_unstable();
        signs.dedup();
        assert_eq!((signs.len(), count), (18, 18));
    }
}
