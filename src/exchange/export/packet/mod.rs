//! The packet: what a fact-checker and an author put their names to.
//!
//! Three documents, each as Markdown and as HTML: the **annotated draft** (the draft
//! with every claim numbered and told of), the **checking copy** (all that is known
//! of every claim, and what nobody claimed) and the **checked copy** (only what the
//! author has to look at).
//!
//! # Invariants
//!
//! - A document is worked out once, as a [`document::PacketDocument`], and only set by
//!   its two writers.
//! - It depends on the project, the report and the time that is given, so that the same
//!   packet is the same bytes.
//! - The annotations can be taken out of the annotated draft again ([`strip`]).

mod annotated;
mod checked;
mod checking;
mod context;
mod delimiters;
mod diff;
mod document;
mod files;
mod html;
mod markdown;
mod place;
mod sources;
mod state;
mod summary;
mod surroundings;
mod weave;

use std::borrow::Cow;

use jiff::Timestamp;

use self::context::PacketContext;
pub use self::{
    delimiters::{StripError, strip, without_annotations},
    files::{Packet, PacketError, PacketFile, is_same_file, write_packet},
};
use crate::project::Project;
use nutgraf_engine::{
    evidence::{CheckCache, Report, check},
    markdown::Structure,
};

/// Makes the packet of a project; `report` is that of its draft as it is now, `now` is
/// printed as the time at which the packet was made.
///
/// Placeholders of a template are left out; the report is then made again, because the places
/// in it are those of the whole draft.
pub fn packet(project: &Project, report: &Report, now: Timestamp) -> Packet {
    match project.without_placeholders() {
        Cow::Borrowed(project) => packet_of(project, report, now),
        Cow::Owned(project) => {
            let structure = Structure::parse(project.draft());
            let report = check(&project.check_input(&structure), &mut CheckCache::default());
            packet_of(&project, &report, now)
        }
    }
}

fn packet_of(project: &Project, report: &Report, now: Timestamp) -> Packet {
    let context = PacketContext::of(project, report, now);
    let (draft, language) = (context.draft(), project.article().language.as_str());
    let annotated = annotated::annotated(&context);
    let (checking, checked) = (checking::checking(&context), checked::checked(&context));
    let file = |name, text| PacketFile { name, text };
    let woven = weave::annotated_markdown(draft, &context.structure, &annotated);
    Packet {
        files: vec![
            file("annotated-draft.md", woven),
            file("annotated-draft.html", html::annotated_file(draft, &annotated, language)),
            file("checking-copy.md", markdown::text(&checking)),
            file("checking-copy.html", html::file(&checking, language)),
            file("checked-copy.md", markdown::text(&checked)),
            file("checked-copy.html", html::file(&checked, language)),
        ],
    }
}
