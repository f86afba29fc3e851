//! What can be done about a quotation: every fix as a text before and a text after.
//!
//! What is offered is always carried out, so a fix that would not mend what it
//! says it mends cannot be offered here.

use nutgraf_engine::{
    evidence::{
        CheckCache, CheckInput, Fix, FixInput, FixKind, Remedy, Report, Verdict, check, fixes,
    },
    markdown::Structure,
    model::{Profile, Source},
};

use crate::support::captured::captured;

const HEARING: &str = "“The ban was not popular with the four creators,” she said. \
    The committee met on Tuesday, and it heard nobody from the company. \
    All of them were asked to come back in March and to bring their files with them.\n\n\
    We were never told “why it was so” in any of these letters.\n";

const REPORT: &str = "Speed cameras cut crashes by a fifth on the roads that had them.\n";

/// A draft with its sources, checked.
struct Desk {
    text: String,
    structure: Structure,
    sources: Vec<Source>,
    cache: CheckCache,
    profile: Profile,
}

impl Desk {
    fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            structure: Structure::parse(text),
            sources: vec![captured("hearing", HEARING), captured("report", REPORT)],
            cache: CheckCache::default(),
            profile: Profile::Standard,
        }
    }

    fn strict(text: &str) -> Self {
        Self { profile: Profile::Strict, ..Self::new(text) }
    }

    fn report(&mut self) -> Report {
        let input = CheckInput {
            text: &self.text,
            structure: &self.structure,
            sources: &self.sources,
            quotes: &[],
            claims: Vec::new(),
            uses: Vec::new(),
            profile: self.profile,
        };
        check(&input, &mut self.cache)
    }

    /// What can be done about the first quotation that is judged.
    fn fixes(&mut self) -> Vec<Fix> {
        let report = self.report();
        let corpus = self.cache.corpus(&self.sources);
        let input = FixInput {
            text: &self.text,
            structure: &self.structure,
            sources: &self.sources,
            corpus: &corpus,
            profile: self.profile,
        };
        fixes(&report.quotations[0], input)
    }

    /// The text after a fix of one kind; `None` where it is not offered.
    fn fixed(&mut self, kind: FixKind) -> Option<String> {
        let found = self.fixes();
        let fix = found.iter().find(|fix| fix.kind == kind)?;
        let Remedy::Edit(change) = &fix.remedy else { panic!("{fix:?}") };
        let mut text = self.text.clone();
        change.apply(&mut text).unwrap();
        Some(text)
    }
}

fn fixed(draft: &str, kind: FixKind) -> String {
    Desk::new(draft).fixed(kind).unwrap_or_else(|| format!("not offered: {draft}"))
}

fn kinds(desk: &mut Desk) -> Vec<FixKind> {
    desk.fixes().iter().map(|fix| fix.kind).collect()
}

fn verdict(text: &str) -> Verdict {
    Desk::new(text).report().quotations[0].judgement.verdict
}

#[test]
fn restoring_changes_only_the_words_that_differ() {
    for (draft, restored) in [
        (
            "She said “The ban was popular with the five creators” [@hearing].",
            "She said “The ban was not popular with the four creators” [@hearing].",
        ),
        (
            "He wrote “*The ban* was not very popular with the four creators”.",
            "He wrote “*The ban* was not popular with the four creators”.",
        ),
        (
            "> The committee met on\n> Monday, and it heard\n> nobody from the company.\n>\n> — Name",
            "> The committee met on\n> Tuesday, and it heard\n> nobody from the company.\n>\n> — Name",
        ),
        (
            "He: “The ban was not […] with the five creators”.",
            "He: “The ban was not […] with the four creators”.",
        ),
        (
            "They were “never told why it was in any of these letters” [@hearing].",
            "They were “never told ‘why it was so’ in any of these letters” [@hearing].",
        ),
    ] {
        let expected = restored;
        let now = fixed(draft, FixKind::Restore);
        assert!(verdict(&now).passes(), "{now}");
        // Marks inside a quotation are typography, so they need not come back.
        let plain = |text: &str| text.replace(['‘', '’'], "");
        assert_eq!(plain(&now), plain(expected));
    }
}

#[test]
fn a_mark_that_hides_a_negation_is_taken_back_with_the_words() {
    let now =
        fixed("“The ban was […] popular with the four creators” [@hearing].", FixKind::Restore);
    assert_eq!(now, "“The ban was not popular with the four creators” [@hearing].");
}

#[test]
fn what_was_left_out_added_or_replaced_is_marked() {
    for (draft, marked) in [
        (
            "“The committee met on Tuesday, and nobody from the company” [@hearing].",
            "“The committee met on Tuesday, and […] nobody from the company” [@hearing].",
        ),
        (
            "“The committee sadly met on Tuesday, and it heard nobody” [@hearing].",
            "“The committee [sadly] met on Tuesday, and it heard nobody” [@hearing].",
        ),
        (
            "“The panel met on Tuesday, and it heard nobody from the company” [@hearing].",
            "“The [panel] met on Tuesday, and it heard nobody from the company” [@hearing].",
        ),
        (
            "“All of them were asked to come back in March and to bring Their files with them” [@hearing].",
            "“All of them were asked to come back in March and to bring [T]heir files with them” [@hearing].",
        ),
    ] {
        let now = fixed(draft, FixKind::Mark);
        assert_eq!(now, marked);
        assert_eq!(verdict(&now), Verdict::Marked, "{now}");
    }
}

#[test]
fn a_bracket_does_not_correct_what_somebody_said() {
    for draft in [
        "“The ban was not popular with the five creators” [@hearing].",
        "“The ban was popular with the four creators” [@hearing].",
        "“Speed cameras may cut crashes by a fifth on the roads” [@report].",
        "“Some of them were asked to come back in March” [@hearing].",
    ] {
        let mut desk = Desk::new(draft);
        assert_ne!(desk.report().quotations[0].judgement.verdict, Verdict::Verbatim);
        assert_eq!(desk.fixed(FixKind::Mark), None, "{draft}");
        assert!(desk.fixed(FixKind::Restore).is_some(), "{draft}");
    }
}

#[test]
fn the_strict_house_is_offered_no_marks() {
    let draft = "“The panel met on Tuesday, and it heard nobody from the company” [@hearing].";
    assert_eq!(Desk::strict(draft).fixed(FixKind::Mark), None);
    assert!(Desk::strict(draft).fixed(FixKind::Restore).is_some());
}

#[test]
fn the_source_in_which_the_words_stand_is_cited() {
    for (draft, cited) in [
        (
            "It found that “speed cameras cut crashes by a fifth” [@hearing, p. 3].",
            "It found that “speed cameras cut crashes by a fifth” [@report, para. 1].",
        ),
        (
            "As @hearing says, “speed cameras cut crashes by a fifth”.",
            "As @report says, “speed cameras cut crashes by a fifth”.",
        ),
        (
            "It found that “speed cameras cut crashes by a fifth” on roads.",
            "It found that “speed cameras cut crashes by a fifth” [@report, para. 1] on roads.",
        ),
        (
            "“Speed cameras cut crashes by a fifth” and “nobody from the company” [@hearing].",
            "“Speed cameras cut crashes by a fifth” [@report, para. 1] and “nobody from the company” [@hearing].",
        ),
        (
            "> Speed cameras cut crashes by a fifth\n> on the roads.\n",
            "> Speed cameras cut crashes by a fifth\n> on the roads. [@report, para. 1]\n",
        ),
    ] {
        assert_eq!(fixed(draft, FixKind::Cite), cited);
        let report = Desk::new(cited).report();
        assert!(report.quotations[0].judgement.verdict.passes(), "{cited}");
    }
}

#[test]
fn without_its_marks_a_quotation_is_the_writers_own_words() {
    for (draft, own) in [
        (
            "So “nothing of this stands anywhere” [@hearing].",
            "So nothing of this stands anywhere [@hearing].",
        ),
        ("So « nothing of this stands anywhere ».", "So nothing of this stands anywhere."),
        ("So \"*nothing* of this stands anywhere\".", "So *nothing* of this stands anywhere."),
        (
            "“Nothing of this stands anywhere.\n\n“Nor does this paragraph.”\n",
            "Nothing of this stands anywhere.\n\nNor does this paragraph.\n",
        ),
        (
            "> Nothing of this stands\n> anywhere.\n\nSo there.",
            "Nothing of this stands\nanywhere.\n\nSo there.",
        ),
    ] {
        assert_eq!(fixed(draft, FixKind::Paraphrase), own);
    }
}

#[test]
fn what_passes_is_offered_only_what_it_lacks() {
    let mut cited = Desk::new("“The committee met on Tuesday” [@hearing].");
    assert_eq!(kinds(&mut cited), [FixKind::Capture]);
    let mut uncited = Desk::new("“The committee met on Tuesday”.");
    assert_eq!(kinds(&mut uncited), [FixKind::Cite, FixKind::Capture]);
    let mut unknown = Desk::new("“Nothing of this stands anywhere at all”.");
    assert_eq!(kinds(&mut unknown), [FixKind::Paraphrase]);
}

#[test]
fn the_passage_kept_as_a_card_is_the_sources() {
    let mut desk = Desk::new("“The ban was popular with the four creators” [@hearing].");
    let fix = desk.fixes().into_iter().find(|fix| fix.kind == FixKind::Capture).unwrap();
    let Remedy::Capture { source, passage } = fix.remedy else { panic!() };
    assert_eq!(source, "hearing");
    assert_eq!(&HEARING[passage], "The ban was not popular with the four creators");
}
