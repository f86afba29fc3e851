//! A key copies nothing that grows with the draft, whoever still reads a copy.
//!
//! Alone in its binary, because it counts what the whole program allocates.

use jiff::Timestamp;
use nutgraf::{
    app::{Action, Effect, EffectRunner as _, Event, InlineRunner, Workspace},
    persist::{Expect, Settings, store},
};
use nutgraf_engine::{model::Ids, text::Change};

use crate::documents::project::{place_to_type, project};

/// Words of the draft, which is 6.7 MB long.
const WORDS: usize = 1_000_000;

/// Bytes of the sources together; what the benches use would take a debug build long.
const SNAPSHOTS: usize = 100_000;

/// What a key may allocate, in bytes: what the paragraph it is typed into takes to
/// be read anew, and what the anchors of 1,200 claims and quotes take to be copied.
const MOST: u64 = 256_000;

#[test]
fn a_key_in_a_long_draft_allocates_little_while_a_thread_has_the_draft() {
    let now = Timestamp::UNIX_EPOCH;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.ron");
    store::save(&project(WORDS, SNAPSHOTS), &path, Expect::Nothing).unwrap();
    let mut workspace = Workspace::new(Settings::default(), Ids::seeded(1));
    let mut runner = InlineRunner::default();
    let result = store::load(&path).map(Box::new);
    for effect in workspace.handle(Event::Loaded { path: path.clone(), result }, now) {
        runner.start(effect);
    }
    runner.poll().into_iter().for_each(|event| drop(workspace.handle(event, now)));
    assert!(workspace.report_is_current());
    let draft = workspace.project().draft();
    let mut at = place_to_type(draft, draft.len() / 2);
    let mut type_letter = |workspace: &mut Workspace| {
        let effects = workspace.apply(Action::Edit(Change::insert(at, "x")), now);
        at += 1;
        effects
    };
    // The first key makes room: in the text, and in the lists where it is typed.
    let mut held = type_letter(&mut workspace);
    for _ in 0..50 {
        let mut effects = Vec::new();
        let counted = allocation_counter::measure(|| effects = type_letter(&mut workspace));
        assert!(counted.bytes_total < MOST, "{counted:?}");
        // A thread has this copy while the next key is typed.
        held = effects;
    }
    let saved = workspace.apply(Action::Command(nutgraf::app::Command::Save), now);
    for effect in held.into_iter().chain(saved) {
        let (Effect::Check { project, .. } | Effect::Save { project, .. }) = effect else {
            continue;
        };
        assert_eq!(project.into_project().draft(), workspace.project().draft());
    }
}
