//! The anchors of a document.
//!
//! A key moves every anchor, and a copy of them goes to a thread with every key.
//! Keys of anchors hardly ever change, places all the time, so they are kept apart. Moving
//! is a walk over numbers in a row, and copying is one block of memory.
//!
//! # Invariants
//!
//! Keys are in rising order and shared between copies; each has its place at the same index.

use std::sync::Arc;

use super::{Anchor, AnchorKey, Change, shifts::Shifts};

/// Anchors by their keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Anchors {
    keys: Arc<Vec<AnchorKey>>,
    places: Vec<Anchor>,
    /// Bytes that they hold together.
    held: usize,
}

impl Anchors {
    pub(super) fn get(&self, key: &AnchorKey) -> Option<&Anchor> {
        self.places.get(self.keys.binary_search(key).ok()?)
    }

    /// Returns every anchor, in the order of the keys.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (&AnchorKey, &Anchor)> + Clone {
        self.keys.iter().zip(&self.places)
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// How many bytes the anchors hold together; what several hold counts for each.
    pub(super) fn held(&self) -> usize {
        self.held
    }

    /// Sets or removes an anchor and returns the one it had.
    pub(super) fn set(&mut self, key: AnchorKey, anchor: Option<Anchor>) -> Option<Anchor> {
        let holds = |anchor: &Option<Anchor>| anchor.as_ref().map_or(0, |a| a.range().len());
        let new = holds(&anchor);
        let was = self.put(key, anchor);
        self.held = self.held + new - holds(&was);
        was
    }

    fn put(&mut self, key: AnchorKey, anchor: Option<Anchor>) -> Option<Anchor> {
        match (self.keys.binary_search(&key), anchor) {
            (Ok(at), Some(anchor)) => Some(std::mem::replace(&mut self.places[at], anchor)),
            (Ok(at), None) => {
                Arc::make_mut(&mut self.keys).remove(at);
                Some(self.places.remove(at))
            }
            (Err(at), Some(anchor)) => {
                Arc::make_mut(&mut self.keys).insert(at, key);
                self.places.insert(at, anchor);
                None
            }
            (Err(_), None) => None,
        }
    }

    /// Maps every anchor. Returns those that the inverse of the change would not
    /// bring back, as they were.
    pub(super) fn map(&mut self, change: &Change, inverse: &Change) -> Vec<(AnchorKey, Anchor)> {
        let (forth, back) = (Shifts::of(change), Shifts::of(inverse));
        let mut displaced = Vec::new();
        for (key, anchor) in self.keys.iter().zip(&mut self.places) {
            let mapped = forth.map(anchor);
            if forth.touches(anchor) && back.map(&mapped) != *anchor {
                displaced.push((key.clone(), anchor.clone()));
            }
            self.held = self.held + mapped.range().len() - anchor.range().len();
            *anchor = mapped;
        }
        displaced
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{ClaimId, QuoteId};

    proptest! {
        #[test]
        fn anchors_are_those_of_a_map(
            steps in prop::collection::vec((0_u32..9, any::<bool>(), prop::option::of(0_usize..9)), 0..40),
        ) {
            let mut anchors = Anchors::default();
            let mut map = BTreeMap::new();
            for (number, is_claim, place) in steps {
                let key = match is_claim {
                    true => AnchorKey::Claim(ClaimId::new(format!("c{number}"))),
                    false => AnchorKey::Use(QuoteId::new("q"), number),
                };
                let anchor = place.map(|start| Anchor::new(start..start + 1));
                let was = match anchor.clone() {
                    Some(anchor) => map.insert(key.clone(), anchor),
                    None => map.remove(&key),
                };
                prop_assert_eq!(anchors.set(key.clone(), anchor), was);
                prop_assert_eq!(anchors.get(&key), map.get(&key));
                prop_assert!(anchors.iter().eq(map.iter()));
                prop_assert_eq!(anchors.held(), map.values().map(|a| a.range().len()).sum::<usize>());
            }
        }
    }
}
