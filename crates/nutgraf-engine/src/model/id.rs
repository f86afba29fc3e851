//! Ids that stay.
//!
//! An id is drawn once and never reused, so that two people can add quotes on
//! two machines and Git can merge the files. Ids are drawn through [`Ids`],
//! which a caller passes in: random in the program, seeded where a golden file
//! must come out the same. A copy of an id is cheap: it is in many places.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes an id as it was written in a file or typed by a person.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into().into())
            }

            /// The id as it is written in the project file.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self::new)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id! {
    /// Names a source for as long as the project lives; its citation key may change.
    SourceId
}
id! {
    /// Names a quote.
    QuoteId
}
id! {
    /// Names a claim.
    ClaimId
}

/// Letters and digits that cannot be mistaken for one another (Crockford's base 32, lower case).
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// How many characters follow the prefix: 50 random bits, so that a project
/// merged from many machines still has no two equal ids.
const LENGTH: usize = 10;

/// Draws new ids.
///
/// The seed comes from the caller: equal seeds draw equal ids, so a program that writes
/// projects seeds it by chance, and tests and goldens by a number.
#[derive(Clone, Debug)]
pub struct Ids(fastrand::Rng);

impl Ids {
    /// Returns a source of ids that depends on nothing but the seed.
    pub fn seeded(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// A new source id, `s` followed by ten characters.
    pub fn source(&mut self) -> SourceId {
        SourceId(self.draw('s').into())
    }

    /// A new quote id, `q` followed by ten characters.
    pub fn quote(&mut self) -> QuoteId {
        QuoteId(self.draw('q').into())
    }

    /// A new claim id, `c` followed by ten characters.
    pub fn claim(&mut self) -> ClaimId {
        ClaimId(self.draw('c').into())
    }

    fn draw(&mut self, prefix: char) -> String {
        let mut id = String::with_capacity(LENGTH + 1);
        id.push(prefix);
        for _ in 0..LENGTH {
            id.push(char::from(ALPHABET[self.0.usize(..ALPHABET.len())]));
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_ids() {
        let (mut a, mut b) = (Ids::seeded(7), Ids::seeded(7));
        assert_eq!(a.quote(), b.quote());
        assert_eq!(a.claim(), b.claim());
    }

    #[test]
    fn an_id_says_what_it_names() {
        let mut ids = Ids::seeded(1);
        assert!(ids.source().as_str().starts_with('s'));
        assert!(ids.quote().as_str().starts_with('q'));
        assert!(ids.claim().as_str().starts_with('c'));
        assert_eq!(ids.claim().as_str().len(), 11);
    }
}
