//! Fixes of a quotation, each done in one step.
//!
//! A fix is worked out from the word diff, made on a copy of the paragraph, parsed again and
//! judged again.
//!
//! # Invariants
//!
//! A fix is offered only if after it the quotation passes (or is no quotation any more), and no
//! fix touches words outside the quotation and its citation.

mod change_site;

use change_site::{ChangeSite, bracketed, change_sites, states_a_fact};

use super::{
    corpus::Corpus,
    judge::judge,
    quotation_check::{cited_keys, words_range},
    report::CheckedQuotation,
    verdict::{Judgement, Verdict},
};
use crate::{
    markdown::{Quotation, QuotationKind, Structure, nested_marks},
    model::{Profile, Source},
    range::{DraftRange, SourceRange, TextRange},
    text::{Bias, Change, Edit, one_line},
};

/// What a fix does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FixKind {
    /// Puts the source's words back.
    Restore,
    /// Marks what was changed, with brackets or an ellipsis.
    Mark,
    /// Cites the source that has the words.
    Cite,
    /// Keeps the source's words as a quote card.
    Capture,
    /// Takes the quotation marks away: the words become the writer's own.
    Paraphrase,
}

/// One thing that can be done about a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does.
    pub kind: FixKind,
    /// The citation key of the source that the quotation was judged against.
    pub source: Option<String>,
    /// How it is done.
    pub remedy: Remedy,
}

/// How a fix is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// By changing the draft.
    Edit(Change),
    /// By capturing a passage of a snapshot.
    Capture {
        /// The source's citation key.
        source: String,
        /// The passage, in bytes of its snapshot.
        passage: SourceRange,
    },
}

/// What fixes are worked out from: the draft as it was checked.
#[derive(Clone, Copy, Debug)]
pub struct FixInput<'a> {
    /// The draft.
    pub text: &'a str,
    /// What its Markdown means.
    pub structure: &'a Structure,
    /// The project's sources, for locators.
    pub sources: &'a [Source],
    /// Their indexed snapshots.
    pub corpus: &'a Corpus,
    /// The house's rules.
    pub profile: Profile,
}

impl FixKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::Restore, Self::Mark, Self::Cite, Self::Capture, Self::Paraphrase];

    /// Whether a fix of this kind may help, judged by the verdict alone. Takes no time; only
    /// [`fixes`] knows for sure.
    pub fn may_help(self, checked: &CheckedQuotation) -> bool {
        let judgement = &checked.judgement;
        let verdict = judgement.verdict;
        let differs = matches!(verdict, Verdict::Altered | Verdict::Omission);
        match self {
            Self::Restore => differs || (verdict.passes() && !judgement.diff.is_empty()),
            Self::Mark => differs,
            Self::Cite => {
                verdict == Verdict::OtherSource || (verdict.passes() && checked.cited.is_empty())
            }
            Self::Capture => checked.quote.is_none() && judgement.matched.is_some(),
            Self::Paraphrase => !verdict.passes(),
        }
    }
}

/// Returns the fixes of a quotation, in the order of [`FixKind::ALL`].
///
/// Takes a parse of the paragraph and a judgement for each fix: meant for the
/// one quotation that the writer looks at.
pub fn fixes(checked: &CheckedQuotation, input: FixInput) -> Vec<Fix> {
    let Some(quotation) = input.structure.quotations.get(checked.quotation) else {
        return Vec::new();
    };
    let bench = QuotationFixer { input, checked, quotation };
    FixKind::ALL
        .into_iter()
        .filter(|kind| kind.may_help(checked))
        .filter_map(|kind| bench.fix(kind))
        .collect()
}

/// One quotation to be mended.
struct QuotationFixer<'a> {
    input: FixInput<'a>,
    checked: &'a CheckedQuotation,
    quotation: &'a Quotation,
}

impl QuotationFixer<'_> {
    fn fix(&self, kind: FixKind) -> Option<Fix> {
        let judgement = &self.checked.judgement;
        let remedy = match kind {
            FixKind::Restore => Remedy::Edit(self.restored()?),
            FixKind::Mark => Remedy::Edit(self.marked()?),
            FixKind::Cite => Remedy::Edit(self.cited(judgement.source.as_ref()?)?),
            FixKind::Capture => {
                Remedy::Capture { source: judgement.source.clone()?, passage: judgement.matched? }
            }
            FixKind::Paraphrase => Remedy::Edit(self.paraphrased()?),
        };
        Some(Fix { kind, source: judgement.source.clone(), remedy })
    }

    /// The source's words where the draft's differ. What the quotation marks
    /// itself stays, if that is enough.
    fn restored(&self) -> Option<Change> {
        let diff = &self.checked.judgement.diff;
        let source = self.checked.judgement.source.as_ref()?;
        let snapshot = self.input.corpus.get(source)?.index.as_ref()?.text();
        let edits = |is_wanted: &dyn Fn(&ChangeSite) -> bool| -> Option<Vec<_>> {
            let places = change_sites(diff).filter(is_wanted);
            places.map(|place| self.restored_at(&place, snapshot)).collect()
        };
        let unmarked = edits(&|place| !place.is_mark());
        let all = edits(&|_| true);
        let is_restored = |judgement: &Judgement| {
            judgement.verdict.passes() && judgement.hidden_words().is_none()
        };
        let own = std::slice::from_ref(source);
        let tries = [unmarked, all].into_iter().flatten();
        let mut changes = tries.filter_map(|edits| self.change(edits));
        changes.find(|change| self.after(change, Some(own)).is_some_and(|now| is_restored(&now)))
    }

    /// The source's words at one place, set as they are within this quotation.
    fn restored_at(&self, place: &ChangeSite, snapshot: &str) -> Option<(TextRange, String)> {
        let Some(inserted) = place.inserted else {
            return place.deleted.map(|deleted| (deleted.draft, String::new()));
        };
        let words = one_line(snapshot.get(inserted.source.to_std())?);
        let words = match self.quotation.kind {
            QuotationKind::Inline => nested_marks(&words),
            QuotationKind::Block => words,
        };
        let range = place.deleted.map_or(inserted.draft, |deleted| deleted.draft);
        match place.deleted {
            // The white space before replaced words is the draft's: it may end a line.
            Some(deleted) if deleted.text.starts_with(' ') => {
                Some((self.without_space(range), words))
            }
            _ if inserted.text.starts_with(' ') => Some((range, format!(" {words}"))),
            _ => Some((range, words)),
        }
    }

    /// A range of the quotation's text without the white space before its words.
    fn without_space(&self, range: TextRange) -> TextRange {
        let words = self.checked.text.get(range.to_std()).unwrap_or_default();
        TextRange::new(range.end - words.trim_start().len(), range.end)
    }

    /// Brackets around what the draft has instead of the source's words or on
    /// top of them, and an ellipsis where it left words out.
    fn marked(&self) -> Option<Change> {
        let diff = &self.checked.judgement.diff;
        let edits = change_sites(diff).filter(|place| !place.is_mark()).map(|place| {
            let Some(deleted) = place.deleted else {
                return place.inserted.map(|part| (part.draft, " […]".to_owned()));
            };
            let states_a_fact =
                [Some(deleted), place.inserted].into_iter().flatten().any(states_a_fact);
            let range = self.without_space(deleted.draft);
            (!states_a_fact).then(|| (range, bracketed(deleted, place.inserted)))
        });
        let edits: Option<Vec<_>> = edits.collect();
        let edits = edits?;
        let change = self.change(edits)?;
        let judgement = self.after(&change, None)?;
        let may_mark = judgement.verdict == Verdict::Marked
            && judgement.hidden_words().is_none()
            && self.input.profile != Profile::Strict;
        may_mark.then_some(change)
    }

    /// Returns the change that cites the source which has the words: in place of a citation that
    /// only this quotation has, else behind the quotation.
    fn cited(&self, key: &str) -> Option<Change> {
        let source = self.input.sources.iter().find(|source| source.key == key);
        let snapshot = source.and_then(|source| source.snapshot.as_ref());
        let passage = self.checked.judgement.matched.as_ref();
        let locator = snapshot.zip(passage).map(|(snapshot, at)| snapshot.locator(at.start));
        let citation = match locator {
            Some(locator) => format!("[@{key}, {locator}]"),
            None => format!("[@{key}]"),
        };
        let structure = self.input.structure;
        let in_place = match self.quotation.citations.as_slice() {
            [only] => structure.citations.get(*only).filter(|own| {
                let users = structure.quotations.iter().filter(|q| q.citations.contains(only));
                own.items.len() == 1
                    && users.filter(|q| q.depth == self.quotation.depth).count() == 1
            }),
            _ => None,
        };
        let in_place = in_place.map(|own| match own.in_text {
            true => Change::replace(own.items[0].range, format!("@{key}")),
            false => Change::replace(own.range, citation.clone()),
        });
        let end = match self.quotation.kind {
            QuotationKind::Inline => self.quotation.range.end,
            QuotationKind::Block => self.checked.range.end,
        };
        let behind = Change::insert(end, format!(" {citation}"));
        let passes = |change: &Change| {
            let judgement = self.after(change, None);
            judgement.is_some_and(|now| now.verdict.passes() && now.source.as_deref() == Some(key))
        };
        [in_place, Some(behind)].into_iter().flatten().find(passes)
    }

    /// The words without what makes them a quotation.
    fn paraphrased(&self) -> Option<Change> {
        let edits = match self.quotation.kind {
            QuotationKind::Inline => self.marks(),
            QuotationKind::Block => self.block_markers(),
        };
        let edits = edits.into_iter().map(|range| Edit { range, insert: String::new() });
        let change = Change::of(edits.collect()).ok()?;
        (!change.is_empty() && self.after(&change, None).is_none()).then_some(change)
    }

    /// The quotation marks around an inline quotation and at the start of its
    /// further paragraphs, with the white space that some languages set inside.
    fn marks(&self) -> Vec<DraftRange> {
        let text = self.input.text;
        let DraftRange { start, end } = self.quotation.range;
        let Some((first, last)) = self.quotation.words.first().zip(self.quotation.words.last())
        else {
            return Vec::new();
        };
        let mark = |range: DraftRange| {
            let between = text.get(range.to_std()).unwrap_or_default();
            let mark = between.chars().next().map_or(0, char::len_utf8);
            let is_bare = between.chars().skip(1).all(char::is_whitespace);
            DraftRange::new(range.start, if is_bare { range.end } else { range.start + mark })
        };
        let closing = text.get(..end).and_then(|text| text.chars().next_back());
        let closing = end - closing.map_or(0, char::len_utf8);
        let behind = text.get(last.end..closing).unwrap_or("x");
        let is_bare = !behind.is_empty() && behind.chars().all(char::is_whitespace);
        let mut found = vec![mark(DraftRange::new(start, first.start.max(start)))];
        for pair in self.quotation.words.windows(2) {
            let between = text.get(pair[0].end..pair[1].start).unwrap_or_default();
            let is_mark = |c: &char| "\"“”„‟«»‹›‘’‚‛".contains(*c);
            if between.contains('\n')
                && let Some(mark) = between.chars().next_back().filter(is_mark)
            {
                found.push(DraftRange::new(pair[1].start - mark.len_utf8(), pair[1].start));
            }
        }
        found.push(DraftRange::new(if is_bare { last.end } else { closing }, end));
        found
    }

    /// The `>` at the start of each line of a block quote, with its space.
    fn block_markers(&self) -> Vec<DraftRange> {
        let text = self.input.text;
        let range = self.quotation.range;
        let mut found = Vec::new();
        let mut at = range.start;
        for line in text.get(range.to_std()).unwrap_or_default().split_inclusive('\n') {
            let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
            if line[indent..].starts_with('>') {
                let marker = at + indent;
                let has_space = line[indent + 1..].starts_with(' ');
                found.push(DraftRange::new(marker, marker + 1 + usize::from(has_space)));
            }
            at += line.len();
        }
        found
    }

    /// Edits of the quotation's own text as a change of the draft.
    fn change(&self, edits: Vec<(TextRange, String)>) -> Option<Change> {
        let edits = edits.into_iter().map(|(range, insert)| Edit {
            range: self.quotation.place_of(self.input.text, range),
            insert,
        });
        let change = Change::of(edits.collect()).ok()?;
        (!change.is_empty()).then_some(change)
    }

    /// Returns the judgement of the quotation after a change; `None` where it is no quotation any
    /// more. It is judged against `keys` where they are given, else against what it cites then.
    fn after(&self, change: &Change, keys: Option<&[String]>) -> Option<Judgement> {
        let around = self.paragraph();
        let local = change.edits().iter().map(|edit| Edit {
            range: DraftRange::new(edit.range.start - around.start, edit.range.end - around.start),
            insert: edit.insert.clone(),
        });
        let local = Change::of(local.collect()).ok()?;
        let mut text = self.input.text.get(around.to_std())?.to_owned();
        local.apply(&mut text).ok()?;
        let start = local.map(self.quotation.range.start - around.start, Bias::Left);
        let end = local.map(self.quotation.range.end - around.start, Bias::Right);
        let structure = Structure::parse(&text);
        let quotation = structure.quotations.iter().find(|quotation| {
            quotation.kind == self.quotation.kind
                && start <= quotation.range.start
                && quotation.range.end <= end
                && quotation.depth == self.quotation.depth
        })?;
        words_range(quotation)?;
        let cited = cited_keys(&structure, quotation);
        let cited = match keys {
            Some(keys) => keys,
            None if cited.is_empty() => &self.checked.cited,
            None => &cited,
        };
        let words = quotation.written(&text);
        Some(judge(&words, cited, self.input.corpus, self.input.profile))
    }

    /// The outermost blocks that hold the quotation and its citations.
    fn paragraph(&self) -> DraftRange {
        let structure = self.input.structure;
        let citations = self.quotation.citations.iter();
        let citations = citations.filter_map(|at| structure.citations.get(*at));
        let mut range = self.quotation.range;
        for citation in citations {
            range.start = range.start.min(citation.range.start);
            range.end = range.end.max(citation.range.end);
        }
        structure.outermost_in(range).fold(range, |range, block| {
            DraftRange::new(range.start.min(block.range.start), range.end.max(block.range.end))
        })
    }
}
