//! The program's two threads, on this one and on request.
//!
//! What always holds: nothing that a frame asks for is done within it, as in the
//! program; and until the next work is done the last request is kept, because a
//! thread that still reads a text makes whoever changes it copy what they share.

use std::{cell::RefCell, rc::Rc};

use nutgraf::app::{Effect, EffectRunner, Event, InlineRunner};

use crate::measure::Cost;

/// A runner that both the window and the bench hold.
#[derive(Clone, Default)]
pub struct Worker(Rc<RefCell<Desk>>);

#[derive(Default)]
struct Desk {
    hands: InlineRunner,
    waiting: Vec<Effect>,
    last: Vec<Effect>,
}

impl Worker {
    /// Does what is waiting, of several checks the newest; its answers come with the
    /// next frame. `None` where nothing waits.
    pub fn work(&self) -> Option<Cost> {
        let desk = &mut *self.0.borrow_mut();
        let mut effects = std::mem::take(&mut desk.waiting);
        let newest = effects.iter().rposition(|effect| matches!(effect, Effect::Check { .. }));
        let mut at = 0;
        effects.retain(|effect| {
            at += 1;
            !matches!(effect, Effect::Check { .. }) || Some(at - 1) == newest
        });
        if effects.is_empty() {
            return None;
        }
        desk.last.clone_from(&effects);
        let hands = &mut desk.hands;
        let (cost, ()) = Cost::of_all_threads(|| {
            for effect in effects {
                hands.start(effect);
            }
        });
        Some(cost)
    }
}

impl EffectRunner for Worker {
    fn start(&mut self, effect: Effect) -> Option<Effect> {
        let desk = &mut *self.0.borrow_mut();
        match effect {
            Effect::Check { .. } | Effect::Load(_) => {
                desk.waiting.push(effect);
                None
            }
            other => desk.hands.start(other),
        }
    }

    fn poll(&mut self) -> Vec<Event> {
        self.0.borrow_mut().hands.poll()
    }

    fn finish(&mut self, _: std::time::Duration) -> (Vec<Event>, bool) {
        (self.poll(), true)
    }
}
