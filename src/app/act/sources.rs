//! Work on sources and their quotes.

use jiff::Timestamp;

use crate::{
    app::{
        effect::Effect,
        form::SourceForm,
        notice::ProblemNotice,
        state::{Choice, Dialog, Reader, Tab},
        workspace::Workspace,
    },
    project::{Intent, QuotationStyle, capture_quote},
};
use nutgraf_engine::{
    evidence::TextDirectionNote,
    model::{Quote, QuoteId, Source, SourceId},
    range::{DraftRange, SourceRange},
};

impl Workspace {
    /// Shows a source in the panel, or the list.
    pub(super) fn show_source(&mut self, id: Option<SourceId>) {
        self.view.source = id;
        self.reset_reader();
        self.show_tab(Tab::Sources);
    }

    /// Takes selection and light off the reader.
    pub(super) fn reset_reader(&mut self) {
        self.view.reader = Reader { serial: self.view.reader.serial + 1, ..Reader::default() };
    }

    /// Shows a byte range of a source’s snapshot.
    pub(super) fn read_at(&mut self, id: SourceId, range: SourceRange) {
        self.view.source = Some(id);
        self.view.reader.selection = None;
        self.view.reader.lit = Some(range);
        self.view.reader.serial += 1;
        self.show_tab(Tab::Sources);
    }

    /// Adds the source of a form, or changes the one it is of.
    pub(super) fn save_source(&mut self, form: SourceForm, now: Timestamp) {
        let base = match &form.id {
            Some(id) => self.open.project().source(id).cloned(),
            None => Some(Source::new(self.ids.source(), "")),
        };
        let Some(base) = base else { return };
        let is_new = form.id.is_none();
        let source = match form.into_source(base, now) {
            Ok(source) => source,
            Err(error) => {
                self.problem(ProblemNotice::SourceDate(error));
                return;
            }
        };
        let id = source.id.clone();
        let was = self.open.project().source(&id).and_then(|source| source.snapshot.as_ref());
        let text = source.snapshot.as_ref().filter(|now| Some(*now) != was).map(|now| &*now.text);
        let warning = text.and_then(|text| TextDirectionNote::of(text, &source.title));
        let intent = if is_new {
            Intent::add_source(source)
        } else {
            let keys = self.citation_keys(&source);
            self.open.project().edit_source(source, &keys)
        };
        if self.apply_intent(intent) {
            self.close_dialog();
            self.show_source(Some(id));
            if let Some(warning) = warning {
                self.problem(ProblemNotice::SourceDirection(warning));
            }
        }
    }

    /// Where the draft cites the key a source has until now, without its `@`.
    fn citation_keys(&self, source: &Source) -> Vec<DraftRange> {
        let Some(old) = self.open.project().source(&source.id) else { return Vec::new() };
        let items = self.open.structure().citations.iter().flat_map(|citation| &citation.items);
        items
            .filter(|item| item.key == old.key)
            .map(|item| DraftRange::new(item.range.end - item.key.len(), item.range.end))
            .collect()
    }

    /// Keeps the words selected in the reader as a quote. Returns its id.
    pub(super) fn quote_selection(&mut self) -> Option<QuoteId> {
        let range = self.reader_selection()?;
        let source = self.view.source.clone()?;
        let id = self.ids.quote();
        match capture_quote(self.open.project(), id, &source, range) {
            Ok(captured) => {
                let taken = self.apply_intent(captured.intent);
                // The words are let go of, so that a held key does not quote them again.
                self.reset_reader();
                self.choose_quote(Some(captured.id.clone()));
                taken.then_some(captured.id)
            }
            Err(error) => {
                self.problem(ProblemNotice::NotCaptured(error));
                None
            }
        }
    }

    /// Inserts the chosen quote into the draft, or asks which where none is chosen.
    pub(super) fn insert_chosen_quote(&mut self, style: QuotationStyle) -> Vec<Effect> {
        let project = self.open.project();
        let chosen = self.view.quote.as_ref().and_then(|id| project.quote(id));
        let fits =
            |quote: &&Quote| style != QuotationStyle::InlineWithSpeaker || quote.has_speaker();
        match chosen.filter(fits).map(|quote| quote.id.clone()) {
            Some(id) => self.insert_quote(&id, style),
            None => {
                self.open_dialog(Dialog::Choose(Choice::Quote(style)));
                Vec::new()
            }
        }
    }

    /// Inserts a quote into the draft at the selection.
    pub(super) fn insert_quote(&mut self, id: &QuoteId, style: QuotationStyle) -> Vec<Effect> {
        // Behind what is selected: a jump selects words that nobody means to replace.
        let at = self.view.selection.end;
        let before = self.open.project().draft().len();
        let Some(intent) = self.open.project().insert_quote(id, style, DraftRange::at(at)) else {
            return Vec::new();
        };
        if self.apply_intent(intent) {
            let end = at + self.open.project().draft().len() - before;
            self.jump(DraftRange::at(end));
        }
        vec![Effect::FocusEditor]
    }
}
