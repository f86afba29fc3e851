//! The sources that the checking copy ends with: what each is, and what was captured.

use std::collections::HashSet;

use super::{
    super::references::{self, Cite},
    context::{NumberedClaim, PacketContext, moment},
    document::{InlineRun, PacketEntry, PacketField, PacketSection, Tone},
};
use nutgraf_engine::{
    model::{ClaimId, Source},
    text::one_line,
};

/// Every source of the project, in the writer's order; `None` without any.
pub(super) fn sources(context: &PacketContext) -> Option<PacketSection> {
    let entries: Vec<PacketEntry> =
        context.project.sources().iter().map(|source| entry(context, source)).collect();
    (!entries.is_empty()).then(|| PacketSection {
        title: "Sources".to_owned(),
        lead: "What the project’s quotations are held against.".to_owned(),
        entries,
    })
}

fn entry(context: &PacketContext, source: &Source) -> PacketEntry {
    let snapshot = source.snapshot.as_ref();
    let is_changed = snapshot.is_some_and(|snapshot| !snapshot.is_intact());
    let captured = snapshot.map_or("its text was not captured".to_owned(), |snapshot| {
        format!("captured {}; SHA-256 {}", moment(snapshot.captured), one_line(&snapshot.sha256))
    });
    let mut fields = vec![PacketField::text("Snapshot", captured)];
    if is_changed {
        let told = "its text is not the text whose SHA-256 was kept when it was captured";
        fields.push(PacketField::one("Warning", vec![InlineRun::Strong(told.to_owned())]));
    }
    let ids = context.project.claims_resting_on(&source.id).map(|claim| &claim.id);
    let ids: HashSet<&ClaimId> = ids.collect();
    let resting = context.claims.iter().filter(|numbered| ids.contains(&numbered.claim.id));
    let resting: Vec<String> = resting.map(NumberedClaim::label).collect();
    let resting = if resting.is_empty() { "none".to_owned() } else { resting.join(", ") };
    fields.push(PacketField::text("Claims that rest on it", resting));
    if !source.note.trim().is_empty() {
        fields.push(PacketField::one("Note", vec![InlineRun::Words(one_line(&source.note))]));
    }
    let reference = references::notes(&[Cite { source, locator: "" }]);
    PacketEntry {
        label: source.key.clone(),
        state: is_changed.then(|| ('!', "Snapshot changed".to_owned())),
        tone: if is_changed { Tone::Bad } else { Tone::Open },
        details: vec![source.kind.label().to_owned()],
        words: vec![InlineRun::Reference(reference.into_iter().next().unwrap_or_default())],
        fields,
        ..PacketEntry::default()
    }
}
