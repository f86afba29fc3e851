//! What a writer types of a source, and what its text says of itself meanwhile.
//!
//! # Invariants
//! - A field that the writer typed in, or that was filled when the form was opened, is never
//!   changed by the text.
//! - A half-typed date is no error: the form becomes a record only when it is sent.

use jiff::Timestamp;

use crate::exchange::import::TextDescription;
use nutgraf_engine::{
    markdown::is_address,
    model::{
        PartialDate, PartialDateError, Snapshot, SnapshotFormat, Source, SourceId, SourceKind,
        key_from, valid_key,
    },
};

/// A source being added or edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SourceForm {
    /// The source being edited; `None` adds one.
    pub id: Option<SourceId>,
    pub key: String,
    pub kind: SourceKind,
    pub title: String,
    /// One author a line.
    pub authors: String,
    pub publisher: String,
    pub url: String,
    pub issued: String,
    pub accessed: String,
    pub note: String,
    /// The text to capture, or the address of the source alone.
    pub text: String,
    pub format: SnapshotFormat,
    /// Whether `text` replaces the snapshot; a snapshot in use is never changed by accident.
    pub capture: bool,
}

/// Which fields of a form are no longer filled from its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct TypedFields {
    pub title: bool,
    pub authors: bool,
    pub issued: bool,
    pub url: bool,
    pub key: bool,
    pub kind: bool,
    pub format: bool,
}

impl SourceForm {
    /// The form of a source that exists.
    pub fn of(source: &Source) -> Self {
        Self {
            id: Some(source.id.clone()),
            key: source.key.clone(),
            kind: source.kind,
            title: source.title.clone(),
            authors: source.authors.join("\n"),
            publisher: source.publisher.clone(),
            url: source.url.clone(),
            issued: source.issued.map(|date| date.to_string()).unwrap_or_default(),
            accessed: source.accessed.map(|date| date.to_string()).unwrap_or_default(),
            note: source.note.clone(),
            text: String::new(),
            format: source.snapshot.as_ref().map(|s| s.format).unwrap_or_default(),
            capture: source.snapshot.is_none(),
        }
    }

    /// Returns the form that adds a source, to be looked at before it is sent.
    pub fn of_new(source: &Source) -> Self {
        let text = source.snapshot.as_ref().map_or("", |snapshot| &snapshot.text);
        Self { id: None, text: text.to_owned(), capture: true, ..Self::of(source) }
    }

    /// Returns which fields hold something already, so that the text does not fill them.
    pub fn filled_fields(&self) -> TypedFields {
        let is_filled = |field: &str| !field.is_empty();
        let has_text = is_filled(&self.text);
        TypedFields {
            title: is_filled(&self.title),
            authors: is_filled(&self.authors),
            issued: is_filled(&self.issued),
            url: is_filled(&self.url),
            key: self.id.is_some(),
            kind: has_text || self.id.is_some(),
            format: has_text || self.id.is_some(),
        }
    }

    /// Fills the fields that the writer has not typed in from what the text says of itself.
    /// `taken` are the citation keys of the project.
    pub fn follow_text(&mut self, typed: TypedFields, taken: &[&str]) {
        let said = TextDescription::of(&self.text);
        if !typed.authors {
            self.authors = said.authors.join("\n");
        }
        if !typed.issued {
            self.issued = said.issued.map(|date| date.to_string()).unwrap_or_default();
        }
        if !typed.url {
            self.url = said.url;
        }
        if !typed.format {
            self.format = said.format;
        }
        if !typed.title && self.title != said.title {
            self.title = said.title;
            self.follow_title(typed, taken);
        }
        self.follow_address(typed);
    }

    /// Makes the citation key of the title, unless the writer typed a key.
    pub fn follow_title(&mut self, typed: TypedFields, taken: &[&str]) {
        if !typed.key {
            self.key = match self.title.trim() {
                "" => String::new(),
                title => key_from(title, taken.iter().copied()),
            };
        }
    }

    /// Says what kind of source it is by whether it has an address, unless the writer chose.
    pub fn follow_address(&mut self, typed: TypedFields) {
        if !typed.kind {
            let is_document = self.url.trim().is_empty() && !self.text.trim().is_empty();
            self.kind = if is_document { SourceKind::Document } else { SourceKind::Webpage };
        }
    }

    /// Whether a field that is not among the first ones keeps the form from being sent.
    /// `taken` are the citation keys of the other sources.
    pub fn has_error_in_details(&self, taken: &[&str]) -> bool {
        let key = self.citation_key();
        let accessed = self.accessed.trim();
        !valid_key(key)
            || taken.contains(&key)
            || !accessed.is_empty() && accessed.parse::<PartialDate>().is_err()
    }

    /// Returns the text that is captured when the form is sent: none where it is only the
    /// address of the source.
    pub fn captured_text(&self) -> Option<&str> {
        let text = self.text.trim();
        let is_its_address =
            || is_address(text) && TextDescription::of(text).url == self.url.trim();
        (self.capture && !text.is_empty() && !is_its_address()).then_some(&*self.text)
    }

    fn citation_key(&self) -> &str {
        self.key.trim().trim_start_matches('@')
    }

    /// The record that the form describes. What the form does not show is
    /// taken from `base`.
    ///
    /// # Errors
    /// When a date is not a date.
    pub fn into_source(self, mut base: Source, now: Timestamp) -> Result<Source, PartialDateError> {
        let date = |text: &str| -> Result<Option<PartialDate>, PartialDateError> {
            if text.trim().is_empty() { Ok(None) } else { text.parse().map(Some) }
        };
        base.issued = date(&self.issued)?;
        base.accessed = date(&self.accessed)?;
        base.key = self.citation_key().to_owned();
        base.kind = self.kind;
        base.title = self.title.trim().to_owned();
        base.authors = super::lines(&self.authors);
        base.publisher = self.publisher.trim().to_owned();
        base.url = self.url.trim().to_owned();
        if let Some(text) = self.captured_text() {
            base.snapshot = Some(Snapshot::capture(text, self.format, now));
        }
        base.note = self.note;
        Ok(base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn following(text: &str, typed: TypedFields) -> SourceForm {
        let mut form = SourceForm { text: text.into(), capture: true, ..SourceForm::default() };
        form.follow_text(typed, &["gate-stays-shut"]);
        form
    }

    const ARTICLE: &str = "# Gate stays shut\n\nBy Ann Grey\n\n23 August 2024\n\nWords.\n";

    #[test]
    fn what_the_text_says_of_itself_fills_the_form() {
        let form = following(ARTICLE, TypedFields::default());
        assert_eq!((&*form.title, &*form.authors), ("Gate stays shut", "Ann Grey"));
        assert_eq!((&*form.issued, &*form.key), ("2024-08-23", "gate-stays-shut-2"));
        assert_eq!((form.format, form.kind), (SnapshotFormat::Markdown, SourceKind::Document));
        assert_eq!(form.captured_text(), Some(ARTICLE));
    }

    #[test]
    fn a_field_that_was_typed_in_is_left_as_it_is() {
        let typed = TypedFields { title: true, authors: true, key: true, ..TypedFields::default() };
        let form = following(ARTICLE, typed);
        assert_eq!((&*form.title, &*form.authors, &*form.key), ("", "", ""));
        assert_eq!(form.issued, "2024-08-23");
    }

    #[test]
    fn an_address_alone_is_no_text_to_capture() {
        let mut form = following("https://www.example.org/a\n", TypedFields::default());
        assert_eq!((&*form.title, &*form.url), ("example.org", "https://www.example.org/a"));
        assert_eq!((form.kind, form.captured_text()), (SourceKind::Webpage, None));
        form.url = "https://other.org".into();
        assert!(form.captured_text().is_some(), "the words would be nowhere");
    }

    #[test]
    fn the_title_is_taken_back_with_the_text() {
        let mut form = following(ARTICLE, TypedFields::default());
        form.text.clear();
        form.follow_text(TypedFields::default(), &[]);
        let empty = SourceForm { capture: true, ..SourceForm::default() };
        assert_eq!(form, empty);
    }

    #[test]
    fn an_error_in_the_details_is_found() {
        let ok = SourceForm { key: "@ft".into(), ..SourceForm::default() };
        assert!(!ok.has_error_in_details(&["doe"]));
        assert!(ok.has_error_in_details(&["ft"]));
        assert!(SourceForm { key: "a b".into(), ..ok.clone() }.has_error_in_details(&[]));
        assert!(SourceForm { accessed: "soon".into(), ..ok.clone() }.has_error_in_details(&[]));
        assert!(!SourceForm { issued: "soon".into(), ..ok }.has_error_in_details(&[]));
    }

    #[test]
    fn a_date_that_is_none_is_named_when_the_form_is_sent() {
        let form = SourceForm { key: "ft".into(), issued: "soon".into(), ..SourceForm::default() };
        let base = Source::new(SourceId::new("s1"), "ft");
        let error = form.into_source(base, Timestamp::UNIX_EPOCH).unwrap_err();
        assert!(error.to_string().contains("“soon” is not a date"));
    }

    #[test]
    fn editing_a_source_keeps_its_snapshot_unless_a_new_text_is_captured() {
        let mut source = Source::new(SourceId::new("s1"), "ft");
        let now = Timestamp::UNIX_EPOCH;
        source.snapshot = Some(Snapshot::capture("as it was", SnapshotFormat::Plain, now));
        let mut form = SourceForm::of(&source);
        form.title = "New title".into();
        let edited = form.into_source(source.clone(), now).unwrap();
        assert_eq!(edited.title, "New title");
        assert_eq!(edited.snapshot, source.snapshot);
    }
}
