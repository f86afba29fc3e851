//! What a document of the packet says, before it is Markdown or HTML.
//!
//! # Invariants
//!
//! Nothing here is markup. A writer may set a run as it likes, but says all of them, so
//! that the two forms of a document cannot differ.

/// One document.
#[derive(Clone, Debug, Default)]
pub(super) struct PacketDocument {
    /// Which of the three it is: “Checking copy”.
    pub(super) kind: &'static str,
    /// What it is for, a sentence or two.
    pub(super) purpose: String,
    /// The article's title.
    pub(super) title: String,
    /// By-line, date and length.
    pub(super) byline: String,
    /// How things stand.
    pub(super) summary: Vec<PacketField>,
    /// What there is to read.
    pub(super) sections: Vec<PacketSection>,
}

/// Entries under one heading.
#[derive(Clone, Debug, Default)]
pub(super) struct PacketSection {
    pub(super) title: String,
    /// What the reader finds here, or that there is nothing.
    pub(super) lead: String,
    pub(super) entries: Vec<PacketEntry>,
}

/// How much an entry asks for; a colour beside its sign and word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tone {
    /// Nothing is to be done.
    Good,
    /// It waits for somebody.
    #[default]
    Open,
    /// Somebody should look.
    Wary,
    /// It must not be published so.
    Bad,
}

/// A claim, a quotation or a sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct PacketEntry {
    /// Its name for links, where it can be referred to: `c2`.
    pub(super) anchor: Option<String>,
    /// What it is called: `C2`, `InlineLine 14`.
    pub(super) label: String,
    /// Its status or verdict: a sign and words.
    pub(super) state: Option<(char, String)>,
    pub(super) tone: Tone,
    /// What else stands in its first line.
    pub(super) details: Vec<String>,
    /// The words of the draft that it is about.
    pub(super) words: InlineLine,
    pub(super) fields: Vec<PacketField>,
}

/// A labelled line, or several.
#[derive(Clone, Debug)]
pub(super) struct PacketField {
    pub(super) label: String,
    pub(super) lines: Vec<InlineLine>,
}

impl PacketEntry {
    /// Whether its words are all that there is to say.
    pub(super) fn is_short(&self) -> bool {
        self.anchor.is_none() && self.state.is_none() && self.fields.is_empty()
    }
}

impl PacketField {
    /// A field of one line.
    pub(super) fn one(label: &str, line: InlineLine) -> Self {
        Self { label: label.to_owned(), lines: vec![line] }
    }

    /// A field of plain words.
    pub(super) fn text(label: &str, text: impl Into<String>) -> Self {
        Self::one(label, vec![InlineRun::Text(text.into())])
    }

    /// A field of as many lines as there are; `None` without any.
    pub(super) fn list(label: &str, lines: Vec<InlineLine>) -> Option<Self> {
        (!lines.is_empty()).then(|| Self { label: label.to_owned(), lines })
    }
}

/// Runs of words that follow one another.
pub(super) type InlineLine = Vec<InlineRun>;

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum InlineRun {
    /// The packet's own words.
    Text(String),
    /// The packet's own words, that matter.
    Strong(String),
    /// Words of the draft, a source or a person.
    Words(String),
    /// Words of the draft, a source or a person, in quotation marks.
    Quoted(String),
    /// Words of a source, picked out among those around them.
    Picked(String),
    /// Words that were, and are not.
    Gone(String),
    /// Words that are, and were not.
    New(String),
    /// A readable reference, as the Markdown that `references` makes.
    Reference(String),
}

impl InlineRun {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}
