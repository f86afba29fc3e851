//! Sources as a writer has captured them.

use nutgraf_engine::model::{Snapshot, SnapshotFormat, Source, SourceId};

/// A source with a key and its plain text, captured one afternoon.
pub fn captured(key: &str, text: &str) -> Source {
    let at = "2026-11-23T14:02:00Z".parse().unwrap();
    let mut source = Source::new(SourceId::new(format!("s-{key}")), key);
    source.snapshot = Some(Snapshot::capture(text, SnapshotFormat::Plain, at));
    source
}
