//! The packet: what it says, that it cannot be broken by what a draft holds, and that
//! the draft comes out of its annotations byte for byte.
//!
//! `UPDATE_GOLDENS=1 cargo test --test files packet::` renews the packets of the samples in
//! `tests/fixtures/packet`; read them as an editor would before they land.

mod annotated;
mod documents;

use std::{fs, path::PathBuf};

use jiff::Timestamp;
use nutgraf::{
    exchange::export::{Packet, packet, strip},
    persist,
    project::{Intent, Project},
};
use nutgraf_engine::{
    evidence::{CheckCache, Report, check},
    markdown::Structure,
    model::{Article, Claim, ClaimId},
    range::DraftRange,
};

const SAMPLES: [&str; 2] = ["why-the-us-debated-a-ban", "how-to-check-a-quote"];

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn now() -> Timestamp {
    at("2026-11-24T09:00:00Z")
}

fn report(project: &Project) -> Report {
    let structure = Structure::parse(project.draft());
    check(&project.check_input(&structure), &mut CheckCache::default())
}

fn packet_of(project: &Project) -> Packet {
    packet(project, &report(project), now())
}

fn annotated(project: &Project) -> String {
    packet_of(project).text("annotated-draft.md").unwrap().to_owned()
}

fn text(project: &Project, name: &str) -> String {
    packet_of(project).text(name).unwrap().to_owned()
}

fn apply(project: &mut Project, intent: Intent) {
    project.apply_all(intent.steps).unwrap();
}

/// A project whose claims are the words between `{` and `}`, which are taken away.
fn claiming(marked: &str) -> Project {
    let (mut draft, mut open, mut ranges) = (String::new(), Vec::new(), Vec::new());
    for ch in marked.chars() {
        match ch {
            '{' => open.push(draft.len()),
            '}' => ranges.push(open.pop().unwrap()..draft.len()),
            ch => draft.push(ch),
        }
    }
    with_claims(&draft, ranges)
}

fn with_claims(draft: &str, ranges: Vec<std::ops::Range<usize>>) -> Project {
    let mut project = Project::new(Article::default(), draft);
    for (number, range) in ranges.into_iter().enumerate() {
        let id = ClaimId::new(format!("c{number}"));
        let claim = Claim::new(id, &draft[range.clone()]);
        apply(&mut project, Intent::add_claim(claim, DraftRange::from(range)));
    }
    project
}

fn first_id(project: &Project) -> ClaimId {
    project.claims()[0].id.clone()
}

#[test]
fn the_packets_of_the_samples_are_their_goldens() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/packet"));
    for name in SAMPLES {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/projects");
        let file = PathBuf::from(path).join(format!("{name}.nutgraf.ron"));
        let project = persist::load(&file).unwrap().project;
        for made in packet_of(&project).files {
            let path = folder.join(format!("{name}-{}", made.name));
            if std::env::var_os("UPDATE_GOLDENS").is_some_and(|value| value == "1") {
                fs::create_dir_all(&folder).unwrap();
                persist::write_atomic(&path, made.text.as_bytes()).unwrap();
            }
            let golden = fs::read_to_string(&path).unwrap_or_default();
            assert!(
                golden == made.text,
                "{} is not what the golden holds; UPDATE_GOLDENS=1 renews it. It is now:\n{}",
                path.display(),
                made.text
            );
        }
        assert_eq!(strip(&annotated(&project)).as_deref(), Ok(project.draft()));
    }
}
