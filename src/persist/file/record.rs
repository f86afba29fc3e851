//! The records of format 1, field by field in the order in which they are written.
//!
//! Every record refuses a field that it does not know.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::field::{AsText, bare, is_default, lines};
use super::variants::{
    ClaimKindRecord, ClaimStatusRecord, EvidenceRoleRecord, MarkKindRecord, ProfileRecord,
    SnapshotFormatRecord, SourceKindRecord, TargetRecord,
};
use nutgraf_engine::model::{ClaimId, PartialDate, QuoteId, SourceId};

/// The whole file.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::persist) struct ProjectRecord {
    pub(super) format: u32,
    pub(super) article: ArticleRecord,
    pub(super) draft: String,
    pub(super) sources: Vec<SourceRecord>,
    pub(super) quotes: Vec<QuoteRecord>,
    pub(super) claims: Vec<ClaimRecord>,
    /// Sentences that somebody said are no claims.
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) not_claims: Vec<String>,
    /// Findings that somebody lets stand.
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) stets: Vec<StetRecord>,
    pub(super) signoffs: Vec<SignoffRecord>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::persist) struct ArticleRecord {
    pub(super) title: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) subtitle: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) authors: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) language: String,
    #[serde(default, skip_serializing_if = "is_default", with = "bare")]
    pub(super) date: Option<AsText<PartialDate>>,
    #[serde(default, skip_serializing_if = "is_default", with = "bare")]
    pub(super) goal: Option<u32>,
    #[serde(default)]
    pub(super) profile: ProfileRecord,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::persist) struct SourceRecord {
    pub(super) id: SourceId,
    pub(super) key: String,
    pub(super) kind: SourceKindRecord,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) title: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) authors: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) publisher: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) url: String,
    #[serde(default, skip_serializing_if = "is_default", with = "bare")]
    pub(super) issued: Option<AsText<PartialDate>>,
    #[serde(default, skip_serializing_if = "is_default", with = "bare")]
    pub(super) accessed: Option<AsText<PartialDate>>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) note: String,
    #[serde(default, skip_serializing_if = "is_default", with = "bare")]
    pub(super) snapshot: Option<SnapshotRecord>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::persist) struct SnapshotRecord {
    pub(super) captured: AsText<Timestamp>,
    pub(super) format: SnapshotFormatRecord,
    pub(super) sha256: String,
    #[serde(default, skip_serializing_if = "is_default", with = "lines")]
    pub(super) marks: Vec<MarkRecord>,
    pub(super) text: SharedText,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::persist) struct MarkRecord {
    pub(super) kind: MarkKindRecord,
    pub(super) label: String,
    pub(super) at: usize,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::persist) struct QuoteRecord {
    pub(super) id: QuoteId,
    pub(super) source: SourceId,
    pub(super) exact: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) prefix: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) suffix: String,
    pub(super) start: usize,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) locator: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) speaker: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) note: String,
    #[serde(default, skip_serializing_if = "is_default", with = "lines")]
    pub(super) uses: Vec<UseRecord>,
}

/// A place where the draft uses a quote, and the words that stand there.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::persist) struct UseRecord {
    pub(super) n: u32,
    pub(super) start: usize,
    pub(super) end: usize,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) words: String,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::persist) struct ClaimRecord {
    pub(super) id: ClaimId,
    pub(super) text: String,
    #[serde(default, skip_serializing_if = "is_default", with = "bare")]
    pub(super) start: Option<usize>,
    #[serde(default, skip_serializing_if = "is_default", with = "bare")]
    pub(super) end: Option<usize>,
    /// The words in the draft, where they are not `text` any more.
    #[serde(default, skip_serializing_if = "is_default", with = "bare")]
    pub(super) words: Option<String>,
    pub(super) kind: ClaimKindRecord,
    pub(super) status: ClaimStatusRecord,
    #[serde(default, skip_serializing_if = "is_default", with = "lines")]
    pub(super) evidence: Vec<EvidenceRecord>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) note: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) proposed: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) response: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) checker: String,
    #[serde(default, skip_serializing_if = "is_default", with = "bare")]
    pub(super) checked: Option<CheckRecord>,
    #[serde(default, skip_serializing_if = "is_default", with = "lines")]
    pub(super) history: Vec<PastCheckRecord>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::persist) struct EvidenceRecord {
    pub(super) target: TargetRecord,
    pub(super) role: EvidenceRoleRecord,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) primary: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) locator: String,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::persist) struct CheckRecord {
    pub(super) at: AsText<Timestamp>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) by: String,
    pub(super) text: String,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::persist) struct PastCheckRecord {
    pub(super) at: AsText<Timestamp>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) by: String,
    pub(super) status: ClaimStatusRecord,
    pub(super) text: String,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::persist) struct SignoffRecord {
    pub(super) by: String,
    pub(super) at: AsText<Timestamp>,
    pub(super) draft_sha256: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) reason: String,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::persist) struct StetRecord {
    pub(super) code: String,
    #[serde(default, skip_serializing_if = "is_default", with = "bare")]
    pub(super) claim: Option<ClaimId>,
    pub(super) words: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) against: String,
    pub(super) said: String,
    pub(super) by: String,
    pub(super) at: AsText<Timestamp>,
    pub(super) reason: String,
}

/// A snapshot's text, shared with the model: it can be megabytes.
#[derive(Debug, PartialEq)]
pub(super) struct SharedText(pub(super) Arc<str>);

impl Serialize for SharedText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for SharedText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(text.into()))
    }
}
