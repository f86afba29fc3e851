//! Hard cases of quotation checking, written by hand, a file a theme.
//!
//! Each case of `tests/fixtures/quotations/*.ron` is a draft, its sources and
//! what every quotation of the draft is. They go through the public door alone,
//! so they bind what a writer sees and nothing of how it is done.
//!
//! A case reads like this:
//!
//! ```ron
//! (
//!     rule: "An equals sign is not a less-than sign.",
//!     source: "⟦The effect (p < 0.05)⟧ was small.",
//!     draft: "They found: “⟦The effect (p = 0.05)⟧.”",
//!     are: ["altered: sign"],
//! )
//! ```
//!
//! - `⟦…⟧` in the draft is around the words of each quotation that is judged, in
//!   order; a draft without has none. In a source it is around the words that a
//!   quotation is tied to. The marks are taken out before anything is read, and
//!   the byte spans must be theirs.
//! - `are` says of each judged quotation its verdict and, behind a colon, the
//!   names of its notes in order. Those with a place take the marks of the
//!   sources in order, `@2` behind a verdict the second one, and `@0` has none.
//! - `source` is a plain text with the key `s`, `markdown` one in Markdown;
//!   `sources` are several: `[("a", Plain("…")), ("b", Markdown("…"))]`.
//! - `codes` are the findings' codes in order. Left out, they follow from `are`:
//!   a verdict that does not pass is a finding of its name, and so is a note
//!   `hides-negation`; nothing else is.
//! - `profile` is `standard` where it is left out.
//! - A rule that begins with `Limit:` says what is known to be wrong or missing.

use std::{collections::HashSet, fmt::Write as _, fs, path::PathBuf};

use nutgraf_engine::{
    evidence::{CheckedQuotation, Code, Verdict, check_article},
    model::{Profile, SnapshotFormat},
    range::{DraftRange, SourceRange},
};
use serde::Deserialize;

use crate::support::markers::bracketed;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    rule: String,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    markdown: Option<String>,
    #[serde(default)]
    sources: Vec<(String, Text)>,
    draft: String,
    #[serde(default)]
    profile: House,
    #[serde(default)]
    are: Vec<String>,
    #[serde(default)]
    codes: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
enum Text {
    Plain(String),
    Markdown(String),
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
enum House {
    Strict,
    #[default]
    Standard,
    Lenient,
}

/// A source without its marks, and what stood between them.
struct Source {
    key: String,
    text: String,
    format: SnapshotFormat,
    marked: Vec<SourceRange>,
}

/// What a quotation is said to be, or what it was found to be.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    draft: DraftRange,
    verdict: String,
    notes: Vec<String>,
    place: Option<(String, SourceRange)>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/quotations")
}

fn cases(theme: &str) -> Vec<Case> {
    let path = folder().join(theme).with_extension("ron");
    let text = fs::read_to_string(&path).unwrap();
    let options =
        ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

impl Case {
    fn all_sources(&self) -> Vec<Source> {
        let plain = self.source.iter().map(|text| ("s", text, SnapshotFormat::Plain));
        let markdown = self.markdown.iter().map(|text| ("s", text, SnapshotFormat::Markdown));
        let named = self.sources.iter().map(|(key, text)| match text {
            Text::Plain(text) => (key.as_str(), text, SnapshotFormat::Plain),
            Text::Markdown(text) => (key.as_str(), text, SnapshotFormat::Markdown),
        });
        let all = plain.chain(markdown).chain(named);
        let source = |(key, marked, format): (&str, &String, SnapshotFormat)| {
            let (text, marked) = bracketed(marked);
            let marked = marked.into_iter().map(SourceRange::from).collect();
            Source { key: key.to_owned(), text, format, marked }
        };
        all.map(source).collect()
    }

    /// What the case says of each quotation.
    fn expected(&self, drafted: &[DraftRange], sources: &[Source]) -> Vec<Told> {
        let places: Vec<(String, SourceRange)> = sources
            .iter()
            .flat_map(|source| source.marked.iter().map(|range| (source.key.clone(), *range)))
            .collect();
        assert_eq!(drafted.len(), self.are.len(), "{}: as many marks as verdicts", self.rule);
        let mut next = 0;
        let told = drafted.iter().zip(&self.are).map(|(draft, said)| {
            let (head, notes) = said.split_once(':').unwrap_or((said, ""));
            let (verdict, number) = head.split_once('@').unwrap_or((head, ""));
            let verdict = verdict.trim();
            assert!(
                Verdict::ALL.iter().any(|known| known.as_str() == verdict),
                "{}: no verdict is called {verdict:?}",
                self.rule
            );
            let is_placed = !matches!(verdict, "not-found" | "no-snapshot");
            let place = match number.trim() {
                "" if is_placed => {
                    next += 1;
                    Some(next)
                }
                "" | "0" => None,
                number => Some(number.parse::<usize>().unwrap()),
            };
            let place = place.map(|number| {
                let place = places.get(number - 1);
                place.unwrap_or_else(|| panic!("{}: mark {number} is missing", self.rule)).clone()
            });
            let notes = notes.split(',').map(str::trim).filter(|note| !note.is_empty());
            Told {
                draft: *draft,
                verdict: verdict.to_owned(),
                notes: notes.map(str::to_owned).collect(),
                place,
            }
        });
        told.collect()
    }

    /// The codes of the findings that follow from the verdicts.
    fn codes(&self, expected: &[Told]) -> Vec<String> {
        if let Some(codes) = &self.codes {
            return codes.clone();
        }
        let mut codes = Vec::new();
        for told in expected {
            if !["verbatim", "typographic", "marked"].contains(&told.verdict.as_str()) {
                codes.push(format!("quote-{}", told.verdict));
            }
            if told.notes.iter().any(|note| note == "hides-negation") {
                codes.push("quote-hides-negation".to_owned());
            }
        }
        codes
    }

    /// Runs the case; gives what is wrong with it, if anything.
    fn fault(&self) -> Option<String> {
        let (draft, drafted) = bracketed(&self.draft);
        let sources = self.all_sources();
        let drafted: Vec<_> = drafted.into_iter().map(DraftRange::from).collect();
        let expected = self.expected(&drafted, &sources);
        let codes = self.codes(&expected);
        let given: Vec<(String, String, SnapshotFormat)> = sources
            .iter()
            .map(|source| (source.key.clone(), source.text.clone(), source.format))
            .collect();
        let profile = match self.profile {
            House::Strict => Profile::Strict,
            House::Standard => Profile::Standard,
            House::Lenient => Profile::Lenient,
        };
        let report = check_article(&draft, &given, profile);
        let found: Vec<Told> = report.quotations.iter().map(told).collect();
        // Marks of the draft are mixed in many cases on purpose; that hint is not about them.
        let codes_found = report.findings.iter().map(|finding| finding.code());
        let codes_found = codes_found.filter(|code| *code != Code::MixedMarks);
        let found_codes: Vec<&str> = codes_found.map(Code::as_str).collect();
        for checked in &report.quotations {
            let told = told(checked);
            let words = told.place.as_ref().and_then(|(key, range)| {
                let source = sources.iter().find(|source| source.key == *key)?;
                source.text.get(range.to_std()).map(str::to_owned)
            });
            assert_eq!(checked.source_words, words, "{}: the words at the place", self.rule);
        }
        if found == expected && found_codes == codes {
            return None;
        }
        let mut fault = format!("{}\n", self.rule);
        let place = |told: &Told| {
            let (key, range) = told.place.clone()?;
            let source = sources.iter().find(|source| source.key == key)?;
            Some(format!("{key} {range:?} {:?}", source.text.get(range.to_std())?))
        };
        for (name, list) in [("expected", &expected), ("got", &found)] {
            let _ = writeln!(fault, "  {name}:");
            for told in list {
                let words = draft.get(told.draft.to_std()).unwrap_or_default();
                let notes = told.notes.join(", ");
                let at = place(told).unwrap_or_else(|| "nowhere".to_owned());
                let _ = writeln!(fault, "    {words:?} is {}: {notes} @ {at}", told.verdict);
            }
        }
        for checked in &report.quotations {
            let notes: Vec<String> =
                checked.judgement.notes.iter().map(|note| note.in_words()).collect();
            let _ = writeln!(fault, "    notes: {}", notes.join("; "));
        }
        if found_codes != codes {
            let _ = writeln!(fault, "  expected codes {codes:?}\n  got codes {found_codes:?}");
        }
        Some(fault)
    }
}

fn told(checked: &CheckedQuotation) -> Told {
    let judgement = &checked.judgement;
    Told {
        draft: DraftRange::from(checked.range.to_std()),
        verdict: judgement.verdict.as_str().to_owned(),
        notes: judgement.notes.iter().map(|note| note.as_str().to_owned()).collect(),
        place: judgement.source.clone().zip(judgement.matched),
    }
}

/// Every case of a theme, and all that is wrong at once.
fn hold(theme: &str) {
    let cases = cases(theme);
    let faults: Vec<String> = cases.iter().filter_map(Case::fault).collect();
    let (wrong, all) = (faults.len(), cases.len());
    assert!(wrong == 0, "{theme}.ron: {wrong} of {all} cases fail\n\n{}", faults.join("\n"));
}

/// A test for each theme, and the list of them.
macro_rules! themes {
    ($($theme:ident),* $(,)?) => {
        const THEMES: &[&str] = &[$(stringify!($theme)),*];
        $(
            #[test]
            fn $theme() {
                hold(stringify!($theme));
            }
        )*
    };
}

themes!(
    brackets, citations, ellipses, figures, inputs, layout, letters, marks, markup, negation,
    profiles, scripts, wording,
);

#[test]
fn every_file_of_the_folder_is_a_theme() {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut stems: Vec<String> =
        files.map(|file| file.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    stems.sort();
    assert_eq!(stems, THEMES);
}

#[test]
fn there_are_at_least_two_hundred_cases_and_each_has_a_rule_of_its_own() {
    let rules: Vec<String> =
        THEMES.iter().flat_map(|theme| cases(theme)).map(|case| case.rule).collect();
    let different: HashSet<&String> = rules.iter().collect();
    assert_eq!(rules.len(), different.len(), "two cases have one rule");
    assert!(rules.len() >= 200, "{} cases", rules.len());
}
