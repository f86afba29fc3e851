//! Pairs the quotation marks of one block.
//!
//! One pass with a stack. Every closing mark looks only at the marks that are
//! open; what is above the one it closes was never closed and is dropped,
//! so an unclosed mark swallows nothing. Straight marks and the curly single
//! marks, which also serve as apostrophes, are distinguished by what stands
//! before and behind them.

use super::glyphs::Glyph;
use crate::range::DraftRange;

/// A pair of quotation marks by the mark that opens it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `“…”`
    Double,
    /// `„…“` and `„…”`
    Low,
    /// `”…”`, as Swedish and Finnish set it.
    Right,
    /// `"…"`
    Straight,
    /// `«…»`
    Guillemets,
    /// `»…«`
    TurnedGuillemets,
    /// `‹…›`
    Angles,
    /// `›…‹`
    TurnedAngles,
    /// `‘…’`
    Single,
    /// `‚…‘` and `‚…’`
    LowSingle,
    /// `'…'`
    StraightSingle,
}

const STYLES: usize = Style::StraightSingle as usize + 1;

/// The styles whose marks are never apostrophes.
const DOUBLES: [Style; 8] = [
    Style::Double,
    Style::Low,
    Style::Right,
    Style::Straight,
    Style::Guillemets,
    Style::TurnedGuillemets,
    Style::Angles,
    Style::TurnedAngles,
];

/// A mark that was opened and waits for its end.
#[derive(Clone, Debug)]
pub(super) struct OpenMark {
    style: Style,
    /// The opening character, which further paragraphs repeat.
    ch: char,
    /// The opening mark in the source.
    mark: DraftRange,
    /// Marks that opened further paragraphs.
    cuts: Vec<DraftRange>,
}

/// A quotation in marks, in bytes of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MarkPair {
    /// The marks and what is between.
    pub(super) range: DraftRange,
    /// What is between.
    pub(super) inner: DraftRange,
    /// Marks inside that only open further paragraphs.
    pub(super) cuts: Vec<DraftRange>,
}

/// What is beside a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MarkNeighbour {
    Space,
    Word,
    Other(char),
}

/// How sure a single mark is to close.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closing {
    /// It opens, or is an apostrophe.
    No,
    /// It may also be the apostrophe of `writers’ rooms` or `goin’ home`, or six feet.
    Weak,
    Strong,
}

/// The marks of a block, paired; and those that stayed open, outermost first.
///
/// `carried` are marks left open by the paragraph before. They go on only when
/// this one begins by repeating them.
pub(super) fn pair(glyphs: &[Glyph], carried: Vec<OpenMark>) -> (Vec<MarkPair>, Vec<OpenMark>) {
    let mut pairing =
        Pairing { glyphs, stack: Vec::new(), of_style: Default::default(), pairs: Vec::new() };
    let marks: Vec<usize> = (0..glyphs.len()).filter(|at| is_mark(&glyphs[*at])).collect();
    let from = pairing.resume(carried);
    for (index, at) in marks.iter().enumerate() {
        if *at >= from {
            pairing.take(*at, &marks[index + 1..]);
        }
    }
    (pairing.pairs, pairing.stack)
}

fn is_mark(glyph: &Glyph) -> bool {
    glyph.prose().is_some_and(is_mark_char)
}

fn is_mark_char(ch: char) -> bool {
    matches!(ch, '"' | '\'' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‘' | '’' | '‚')
}

struct Pairing<'a> {
    glyphs: &'a [Glyph],
    stack: Vec<OpenMark>,
    /// For each style, where its open marks are in the stack.
    of_style: [Vec<usize>; STYLES],
    pairs: Vec<MarkPair>,
}

impl Pairing<'_> {
    /// Goes on with marks of the paragraph before; returns the glyph to begin at.
    fn resume(&mut self, carried: Vec<OpenMark>) -> usize {
        let first = self.glyphs.iter().take_while(|glyph| glyph.is_space()).count();
        let repeats = |open: &OpenMark| {
            !matches!(open.style, Style::StraightSingle | Style::Right)
                && self.glyphs.get(first).and_then(Glyph::prose) == Some(open.ch)
        };
        let Some(start) = carried.iter().rposition(repeats) else { return 0 };
        let mut at = first;
        for mut open in carried.into_iter().skip(start) {
            match self.glyphs.get(at) {
                Some(glyph) if glyph.prose() == Some(open.ch) => {
                    open.cuts.push(DraftRange::new(glyph.start, glyph.end));
                    at += 1;
                    self.push(open);
                }
                _ => break,
            }
        }
        at
    }

    fn push(&mut self, open: OpenMark) {
        self.of_style[open.style as usize].push(self.stack.len());
        self.stack.push(open);
    }

    fn open(&mut self, style: Style, at: usize) {
        let Glyph { ch, start, end, .. } = self.glyphs[at];
        self.push(OpenMark { style, ch, mark: DraftRange::new(start, end), cuts: Vec::new() });
    }

    /// Where the innermost open mark of these styles is in the stack.
    fn innermost(&self, styles: &[Style]) -> Option<usize> {
        styles.iter().filter_map(|style| self.of_style[*style as usize].last().copied()).max()
    }

    fn has(&self, style: Style) -> bool {
        self.innermost(&[style]).is_some()
    }

    /// Forgets everything from a place of the stack on, and returns what was there.
    fn cut(&mut self, place: usize) -> Option<OpenMark> {
        while self.stack.len() > place {
            let open = self.stack.pop()?;
            self.of_style[open.style as usize].pop();
            if self.stack.len() == place {
                return Some(open);
            }
        }
        None
    }

    /// Closes the innermost of the styles; `false` where none is open.
    fn close(&mut self, styles: &[Style], at: usize) -> bool {
        let Some(open) = self.innermost(styles).and_then(|place| self.cut(place)) else {
            return false;
        };
        let Glyph { start, end, .. } = self.glyphs[at];
        self.pairs.push(MarkPair {
            range: DraftRange::new(open.mark.start, end),
            inner: DraftRange::new(open.mark.end, start),
            cuts: open.cuts,
        });
        true
    }

    /// Takes one mark; `later` are the places of the marks behind it.
    fn take(&mut self, at: usize, later: &[usize]) {
        match self.glyphs[at].ch {
            '"' => self.straight(at, later),
            '“' | '‟' => self.double_left(at),
            '”' => self.double_right(at),
            '„' => self.open(Style::Low, at),
            '«' => self.guillemet(at, Style::Guillemets, Style::TurnedGuillemets),
            '»' => self.turned(at, Style::Guillemets, Style::TurnedGuillemets),
            '‹' => self.guillemet(at, Style::Angles, Style::TurnedAngles),
            '›' => self.turned(at, Style::Angles, Style::TurnedAngles),
            '‚' => {
                if self.opens_single(at) {
                    self.open(Style::LowSingle, at);
                }
            }
            '‘' => self.single_left(at),
            '’' => self.single_close(at, later, &[Style::Single, Style::LowSingle]),
            _ => self.straight_single(at, later),
        }
    }

    fn straight(&mut self, at: usize, later: &[usize]) {
        let (before, behind) = (self.before(at), self.behind(at));
        let can_open =
            before != MarkNeighbour::Word && begins_words(behind, self.glyphs.get(at + 2));
        let touches = before != MarkNeighbour::Space
            && (behind != MarkNeighbour::Word
                || matches!(before, MarkNeighbour::Other('.' | ',' | '!' | '?' | '…')));
        if self.is_inches(at, later) {
            return;
        }
        if touches && self.close(&[Style::Straight], at) {
            return;
        }
        let mixed = touches && !can_open && !self.is_digit(at.checked_sub(1));
        if mixed && self.close(&[Style::Double, Style::Low], at) {
            return;
        }
        if can_open {
            // A straight mark is never inside its own kind: the one before was never closed.
            if let Some(place) = self.innermost(&[Style::Straight]) {
                self.cut(place);
            }
            self.open(Style::Straight, at);
        }
    }

    /// `6'2"`, and `12"` where a mark that surely closes is still to come.
    fn is_inches(&self, at: usize, later: &[usize]) -> bool {
        if !self.is_digit(at.checked_sub(1)) {
            return false;
        }
        let digits = self.glyphs[..at].iter().rev().take(3);
        let digits = digits.take_while(|g| g.ch.is_ascii_digit()).count();
        let feet = (at - digits).checked_sub(1).is_some_and(|index| {
            matches!(self.glyphs[index].ch, '\'' | '’' | '′') && self.is_digit(index.checked_sub(1))
        });
        let next = later.iter().find(|next| self.glyphs[**next].ch == '"');
        let closes_later = next.is_some_and(|next| {
            let (before, behind) = (self.before(*next), self.behind(*next));
            before != MarkNeighbour::Space
                && behind != MarkNeighbour::Word
                && !self.is_digit(next.checked_sub(1))
        });
        feet || (closes_later && self.has(Style::Straight))
    }

    fn double_left(&mut self, at: usize) {
        let (before, behind) = (self.before(at), self.behind(at));
        // `„…“` closes here, and so does a `“…“` that was typed wrongly; also behind
        // a dash that breaks off a sentence: `„Ich wollte –“ `.
        let closes = before != MarkNeighbour::Space
            && behind != MarkNeighbour::Word
            && (behind == MarkNeighbour::Space || !is_opening(before));
        if !(closes && self.close(&[Style::Low, Style::Double], at)) {
            self.open(Style::Double, at);
        }
    }

    fn double_right(&mut self, at: usize) {
        if self.close(&[Style::Double, Style::Low, Style::Right], at) {
            return;
        }
        let (before, behind) = (self.before(at), self.behind(at));
        if before != MarkNeighbour::Space && self.close(&[Style::Straight], at) {
            return;
        }
        if (before == MarkNeighbour::Space || is_opening(before)) && behind == MarkNeighbour::Word {
            self.open(Style::Right, at);
        }
    }

    fn guillemet(&mut self, at: usize, plain: Style, turned: Style) {
        let closes = self.before(at) != MarkNeighbour::Space && self.has(turned);
        if !(closes && self.close(&[turned], at)) {
            self.open(plain, at);
        }
    }

    fn turned(&mut self, at: usize, plain: Style, turned: Style) {
        if self.close(&[plain], at) {
            return;
        }
        if self.before(at) != MarkNeighbour::Word && self.behind(at) != MarkNeighbour::Space {
            self.open(turned, at);
        }
    }

    fn single_left(&mut self, at: usize) {
        let closes =
            self.before(at) != MarkNeighbour::Space && self.behind(at) != MarkNeighbour::Word;
        if closes && self.has(Style::LowSingle) && self.close(&[Style::LowSingle], at) {
            return;
        }
        if self.opens_single(at) {
            self.open(Style::Single, at);
        }
    }

    fn straight_single(&mut self, at: usize, later: &[usize]) {
        if !self.opens_single(at) {
            self.single_close(at, later, &[Style::StraightSingle]);
            return;
        }
        if let Some(place) = self.innermost(&[Style::StraightSingle]) {
            self.cut(place);
        }
        self.open(Style::StraightSingle, at);
    }

    fn single_close(&mut self, at: usize, later: &[usize], styles: &[Style]) {
        let Some(place) = self.innermost(styles) else { return };
        // An apostrophe must not tear open double marks apart.
        let doubles_above = self.innermost(&DOUBLES).is_some_and(|double| double > place);
        let closing = self.closing(at);
        if closing == Closing::No || doubles_above {
            return;
        }
        let next = later.iter().find(|next| self.is_single_mark(**next));
        let surer = next.is_some_and(|next| self.closing(*next) == Closing::Strong);
        if closing == Closing::Strong || !surer {
            self.close(styles, at);
        }
    }

    /// Whether a mark is a single one that is no apostrophe inside a word.
    fn is_single_mark(&self, at: usize) -> bool {
        matches!(self.glyphs[at].ch, '\'' | '’' | '‘')
            && !(self.before(at) == MarkNeighbour::Word && self.behind(at) == MarkNeighbour::Word)
    }

    fn closing(&self, at: usize) -> Closing {
        let (before, behind) = (self.before(at), self.behind(at));
        if self.glyphs[at].ch == '‘'
            || before == MarkNeighbour::Space
            || behind == MarkNeighbour::Word
        {
            return Closing::No;
        }
        let previous = at.checked_sub(1).map(|index| &self.glyphs[index]);
        let letter = previous.and_then(Glyph::prose).unwrap_or(' ');
        let apostrophe = |index: Option<usize>| {
            index.is_some_and(|index| matches!(self.glyphs[index].ch, '\'' | '’'))
        };
        // The second apostrophe of `rock ’n’ roll`.
        if letter == 'n' && apostrophe(at.checked_sub(2)) {
            return Closing::No;
        }
        let next_word = self.glyphs.get(at + 2).is_some_and(Glyph::is_word);
        let dropped_g =
            letter == 'n' && at.checked_sub(2).is_some_and(|i| self.glyphs[i].ch == 'i');
        let doubtful = matches!(letter, 's' | 'S' | 'x' | 'z') || letter.is_ascii_digit();
        if (doubtful || dropped_g) && behind == MarkNeighbour::Space && next_word {
            Closing::Weak
        } else {
            Closing::Strong
        }
    }

    fn opens_single(&self, at: usize) -> bool {
        let (before, behind) = (self.before(at), self.behind(at));
        (before == MarkNeighbour::Space || is_opening(before))
            && begins_words(behind, self.glyphs.get(at + 2))
            && !self.is_elision(at)
    }

    /// `’90s`, `’tis`, `’em`: an apostrophe for what was left out, however it was
    /// typed; of `n` only between two, since figures speak of n.
    fn is_elision(&self, at: usize) -> bool {
        const ELISIONS: [&str; 8] = ["tis", "twas", "twere", "em", "til", "bout", "n", "cos"];
        let letters = self.glyphs[at + 1..].iter().take(6).take_while(|glyph| glyph.is_word());
        let word: String = letters.flat_map(|glyph| glyph.ch.to_lowercase()).collect();
        let behind = self.glyphs.get(at + 2).map_or(' ', |glyph| glyph.ch);
        if word == "n" && !matches!(behind, '\'' | '’') {
            return false;
        }
        let decade = word.strip_suffix('s').unwrap_or(&word);
        let is_decade = decade.len() == 2 && decade.bytes().all(|byte| byte.is_ascii_digit());
        is_decade || ELISIONS.contains(&word.as_str())
    }

    fn is_digit(&self, at: Option<usize>) -> bool {
        at.is_some_and(|at| self.glyphs[at].prose().is_some_and(|ch| ch.is_ascii_digit()))
    }

    fn before(&self, at: usize) -> MarkNeighbour {
        side(at.checked_sub(1).map(|index| &self.glyphs[index]))
    }

    fn behind(&self, at: usize) -> MarkNeighbour {
        side(self.glyphs.get(at + 1))
    }
}

fn side(glyph: Option<&Glyph>) -> MarkNeighbour {
    match glyph {
        None => MarkNeighbour::Space,
        Some(glyph) if glyph.is_space() => MarkNeighbour::Space,
        Some(glyph) if glyph.is_word() => MarkNeighbour::Word,
        Some(glyph) => MarkNeighbour::Other(glyph.ch),
    }
}

/// Whether words can begin with what is behind a mark.
fn begins_words(behind: MarkNeighbour, next: Option<&Glyph>) -> bool {
    match behind {
        MarkNeighbour::Space => false,
        MarkNeighbour::Word => true,
        MarkNeighbour::Other('.') => next.is_some_and(|glyph| glyph.ch == '.'),
        MarkNeighbour::Other(ch) => {
            !matches!(ch, ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '”')
        }
    }
}

/// Brackets, dashes and quotation marks, behind which a quotation may begin.
fn is_opening(side: MarkNeighbour) -> bool {
    matches!(side, MarkNeighbour::Other(ch) if is_opening_char(ch))
}

fn is_opening_char(ch: char) -> bool {
    matches!(ch, '(' | '[' | '{' | '-' | '–' | '—' | '‒' | '―' | '/' | '¿' | '¡' | '*' | '_')
        || matches!(ch, '"' | '\'' | '“' | '‘' | '„' | '‚' | '«' | '»' | '‹' | '›')
}
