//! The events of a text with its notes at the end, in the order of their numbers.
//!
//! A renderer numbers notes as it meets them, definitions included. With the definitions
//! behind everything else, in the order in which [`NoteNumbers`](super::NoteNumbers) has them,
//! its numbers are those.
//!
//! # Invariants
//!
//! - No event is lost, but those of a second definition of a label, which says nothing.
//! - A note that no sign leads to comes behind those that have a number.

use std::collections::{HashMap, VecDeque, hash_map::Entry};

use pulldown_cmark::{Event, Tag, TagEnd};

use super::labels::folded;

/// A definition with its events, and the labels that signs in it lead to.
struct NoteEvents {
    events: Vec<Event<'static>>,
    leads_to: Vec<String>,
}

/// Returns the events with the definitions of notes last, in the order in which a reader meets
/// their signs. Signs and definitions of one label get one name, however it is written.
pub fn notes_last(events: Vec<Event<'static>>) -> Vec<Event<'static>> {
    let mut names: HashMap<String, pulldown_cmark::CowStr<'static>> = HashMap::new();
    let mut notes: HashMap<String, NoteEvents> = HashMap::new();
    let mut defined: Vec<String> = Vec::new();
    let mut body = NoteEvents { events: Vec::with_capacity(events.len()), leads_to: Vec::new() };
    let mut open: Vec<(String, NoteEvents)> = Vec::new();
    for event in events {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                let label = folded(&name);
                let name = names.entry(label.clone()).or_insert(name).clone();
                let start = Event::Start(Tag::FootnoteDefinition(name));
                open.push((label, NoteEvents { events: vec![start], leads_to: Vec::new() }));
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                let Some((label, mut note)) = open.pop() else { continue };
                note.events.push(Event::End(TagEnd::FootnoteDefinition));
                if let Entry::Vacant(place) = notes.entry(label) {
                    defined.push(place.key().clone());
                    place.insert(note);
                }
            }
            Event::FootnoteReference(name) => {
                let label = folded(&name);
                let name = names.entry(label.clone()).or_insert(name).clone();
                let note = open.last_mut().map_or(&mut body, |(_, note)| note);
                note.events.push(Event::FootnoteReference(name));
                note.leads_to.push(label);
            }
            event => open.last_mut().map_or(&mut body, |(_, note)| note).events.push(event),
        }
    }
    let NoteEvents { mut events, leads_to } = body;
    let mut waiting = VecDeque::from(leads_to);
    let mut rest = defined.into_iter();
    while let Some(label) = waiting.pop_front().or_else(|| rest.next()) {
        // A note that was met before is not there any more.
        let Some(note) = notes.remove(&label) else { continue };
        events.extend(note.events);
        waiting.extend(note.leads_to);
    }
    events
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::html::push_html;

    use super::*;
    use crate::markdown::{NoteContent, NoteNumbers, Structure, events};

    /// The labels of the notes as a page has them.
    fn on_page(text: &str) -> Vec<String> {
        let events = notes_last(events(text).into_iter().map(|(event, _)| event).collect());
        let mut page = String::new();
        push_html(&mut page, events.into_iter());
        let notes = page.split("<div class=\"footnote-definition\" id=\"").skip(1);
        let (mut labels, mut number) = (Vec::new(), 0);
        for note in notes {
            let label = note.split('"').next().unwrap();
            number += 1;
            let shown = format!("\"><sup class=\"footnote-definition-label\">{number}</sup>");
            assert!(note[label.len()..].starts_with(&shown), "{page}");
            labels.push(folded(label));
        }
        labels
    }

    /// The labels of the notes as they are numbered.
    fn numbered(text: &str) -> Vec<String> {
        let structure = Structure::parse(text);
        let numbers = NoteNumbers::of(text, &structure, |_| false);
        let of = |content| match content {
            NoteContent::Definition(range) => structure.labels.notes().find(|(at, _)| *at == range),
            NoteContent::Citation(_) => None,
        };
        numbers.notes().iter().map(|note| folded(of(note.content).unwrap().1)).collect()
    }

    #[test]
    fn a_page_numbers_notes_as_a_reader_meets_them() {
        let text = "[^z]: last\n\nA[^a] b[^Deep] c[^z].\n\n[^a]: first[^deeper]\n\n[^deep]: second\n\n\
             [^deeper]: fourth\n\n[^lonely]: nobody leads here\n";
        assert_eq!(numbered(text), ["a", "deep", "z", "deeper"]);
        assert_eq!(on_page(text), ["a", "deep", "z", "deeper", "lonely"]);
    }

    proptest::proptest! {
        #[test]
        fn the_page_and_the_numbers_never_disagree(
            parts in proptest::collection::vec(
                proptest::sample::select(vec![
                    "word[^a]", " [^B]", "\n\n[^a]: one", "\n\n[^b]: two[^c]", "\n\n[^c]: three\n\n    more",
                    "\n\n> quoted[^c]", "\n\n- item[^b]", "\n\ntext", "\n\n[^a]: again", "`[^c]`",
                ]),
                0..14,
            )
        ) {
            let text = parts.concat();
            let (page, numbers) = (on_page(&text), numbered(&text));
            proptest::prop_assert_eq!(&page[..numbers.len()], &numbers[..], "{}", text);
        }
    }
}
