//! Texts coming in and articles going out, through the public functions.

use std::{fs, time::Instant};

use nutgraf::{
    exchange::{
        export::{
            CitationPreview, Citations, Export, HtmlOptions, MarkdownOptions, NoteReferences, html,
            markdown,
        },
        import::{ImportProcess, import_file},
    },
    project::{Intent, Project, StepLabel},
};
use nutgraf_engine::{
    markdown::{BlockKind, SpanKind, Structure, StyledText, rendered_line},
    model::{Article, Ids, PartialDate, SnapshotFormat, Source, SourceKind},
    range::DraftRange,
};
use nutgraf_import::{ImportError, ImportKind, import, title::LONGEST_TITLE};
use proptest::prelude::*;

fn source(ids: &mut Ids, key: &str, change: impl FnOnce(&mut Source)) -> Source {
    let mut source = Source::new(ids.source(), key);
    change(&mut source);
    source
}

fn sources() -> Vec<Source> {
    let mut ids = Ids::seeded(7);
    vec![
        source(&mut ids, "ft", |ft| {
            ft.kind = SourceKind::ArticleNewspaper;
            ft.title = "TikTok’s parent tracked reporters".into();
            ft.authors = vec!["Criddle, Cristina".into()];
            ft.publisher = "Financial Times".into();
            ft.url = "https://www.ft.com/content/e873b98a?a=1&b=2".into();
            ft.issued = "2022-12-22".parse().ok();
            ft.accessed = "2026-11-23".parse().ok();
        }),
        source(&mut ids, "report", |report| {
            report.kind = SourceKind::Report;
            report.title = "State of *the* [art] _2023_".into();
            report.authors = vec!["Smith, Ann".into(), "Jones, Bob".into()];
            report.issued = "2023".parse().ok();
        }),
        source(&mut ids, "later", |later| {
            later.title = "Another study".into();
            later.authors = vec!["Smith, Ann".into(), "Jones, Bob".into()];
            later.issued = "2023-05".parse().ok();
            later.url = "javascript:alert(1)".into();
        }),
        source(&mut ids, "bare", |_| {}),
        source(&mut ids, "agency", |agency| {
            agency.title = "Rainfall tables".into();
            agency.publisher = "Met Office".into();
            agency.url = "https://metoffice.gov.uk/a_(b)".into();
        }),
    ]
}

fn project(draft: &str) -> Project {
    let mut project = Project::new(Article::default(), draft);
    for source in sources() {
        project.apply_all(Intent::add_source(source).steps).unwrap();
    }
    project
}

fn export(draft: &str, citations: Citations) -> Export {
    markdown(&project(draft), &MarkdownOptions { citations, front_matter: false })
}

fn text(draft: &str, citations: Citations) -> String {
    let export = export(draft, citations);
    assert_eq!(export.warnings, [], "{draft}");
    export.text
}

#[test]
fn a_footnote_is_in_full_at_first_and_short_afterwards() {
    assert_eq!(
        text("They tracked them [@ft, p. 12]. And again [@ft].\n", Citations::Footnotes),
        "They tracked them[^1]. And again[^2].\n\n\
         [^1]: Cristina Criddle, “TikTok’s parent tracked reporters”, Financial Times, \
         22 December 2022, p. 12, <https://www.ft.com/content/e873b98a?a=1&b=2>, \
         retrieved 23 November 2026.\n\
         [^2]: Criddle, “TikTok’s parent tracked reporters”.\n"
    );
}

#[test]
fn several_sources_share_a_note_and_keep_the_writers_words() {
    assert_eq!(
        text("So [see @report, pp. 3–5; @agency].", Citations::Footnotes),
        "So[^1].\n\n\
         [^1]: see Ann Smith and Bob Jones, *State of \\*the\\* \\[art\\] \\_2023\\_*, 2023, \
         pp. 3–5; “Rainfall tables”, Met Office, <https://metoffice.gov.uk/a_(b)>.\n"
    );
}

#[test]
fn a_citation_in_the_sentence_keeps_the_name() {
    let footnotes = text("@ft [p. 3] says so. @report, too.", Citations::Footnotes);
    assert!(footnotes.starts_with("Criddle[^1] says so. Smith and Jones[^2], too.\n\n"));
    assert!(text("@bare says so.", Citations::Footnotes).starts_with("bare[^1] says so."));
    assert!(text("So -@ft says.", Citations::Footnotes).starts_with("So [^1] says."));
}

#[test]
fn notes_do_not_collide_with_the_writers_own() {
    let draft = "Own[^1] and other[^3] notes [@ft] [@bare].\n\n[^1]: Mine.\n[^3]: See [@report].\n";
    let out = text(draft, Citations::Footnotes);
    assert!(out.starts_with("Own[^1] and other[^3] notes[^2] [^4].\n\n[^1]: Mine.\n"));
    assert!(out.contains("\n[^3]: See Ann Smith and Bob Jones, *State"), "{out}");
    assert!(!out.contains("[^5]"));
    let structure = Structure::parse(&out);
    let notes = structure.blocks.iter().filter(|b| b.kind == BlockKind::FootnoteDefinition);
    assert_eq!(notes.count(), 4);
    let references = structure.spans.iter().filter(|s| s.kind == SpanKind::FootnoteReference);
    assert_eq!(references.count(), 4);
}

#[test]
fn links_stand_in_the_text() {
    assert_eq!(
        text("So [@ft, p. 12]. @report [p. 3] says, [see @agency; @later].", Citations::Links),
        "So ([TikTok’s parent tracked reporters](https://www.ft.com/content/e873b98a?a=1&b=2), \
         p. 12). Smith and Jones (State of \\*the\\* \\[art\\] \\_2023\\_, p. 3) says, \
         (see [Rainfall tables](https://metoffice.gov.uk/a_%28b%29); Another study)."
    );
    assert_eq!(text("[word][@bare]", Citations::Links), "[word] (bare)");
    assert_eq!(
        text("[the words [@agency]](https://x.org)", Citations::Links),
        "[the words (Rainfall tables)](https://x.org)"
    );
}

#[test]
fn author_and_date_tell_two_works_of_a_year_apart() {
    assert_eq!(
        text(
            "So [@ft, p. 12]. @report [p. 3] says, [see -@later]. None [@agency; @bare].\n",
            Citations::AuthorDate
        ),
        "So (Criddle 2022, p. 12). Smith and Jones (2023a, p. 3) says, (see 2023b). \
         None (Met Office n.d.; bare n.d.).\n\n\
         ## References\n\n\
         - bare (n.d.).\n\
         - Criddle, Cristina (2022), “TikTok’s parent tracked reporters”, Financial Times, \
         22 December, <https://www.ft.com/content/e873b98a?a=1&b=2>, retrieved \
         23 November 2026.\n\
         - Met Office (n.d.), “Rainfall tables”, <https://metoffice.gov.uk/a_(b)>.\n\
         - Smith, Ann and Bob Jones (2023a), *State of \\*the\\* \\[art\\] \\_2023\\_*.\n\
         - Smith, Ann and Bob Jones (2023b), “Another study”, May, javascript:alert(1).\n"
    );
}

#[test]
fn the_pandoc_export_is_the_draft_byte_for_byte() {
    for draft in [
        "",
        "Text [@ft].\r\n\r\nMore \t \n",
        "\u{feff}---\r\ntitle: A\n---\nText `[@ft]` @ft\n\n\n",
        "“Words” [@ft; @bare]\n```\nopen",
    ] {
        assert_eq!(text(draft, Citations::Pandoc), draft);
    }
}

#[test]
fn everything_but_the_citations_stays_as_it_was() {
    let draft = "---\nx: [@ft]\n---\r\n*a*  \r\n`[@ft]` bob@ft.com \\@ft [a](http://x.org/@ft)\n";
    for citations in Citations::ALL {
        assert_eq!(text(draft, citations), draft, "{citations:?}");
    }
    let crlf = text("Text [@bare].\r\n", Citations::Footnotes);
    assert_eq!(crlf, "Text[^1].\r\n\r\n[^1]: “bare”.\r\n");
}

#[test]
fn an_unknown_key_stays_and_is_warned_of_once() {
    for citations in Citations::ALL {
        let draft = "A [@nobody, p. 3], b [@nobody] and @handle says.";
        let export = export(draft, citations);
        assert_eq!(export.text, draft);
        assert_eq!(export.warnings.len(), 2);
        assert!(export.warnings[1].to_string().contains("“nobody”"), "{:?}", export.warnings);
    }
    let mixed = export("A [@ft; see @nobody, p. 3].", Citations::Footnotes);
    assert!(mixed.text.starts_with("A[^1] [see @nobody, p. 3].\n"), "{}", mixed.text);
}

#[test]
fn a_citation_inside_the_words_of_a_link_makes_no_link_inside_a_link() {
    let out = text("See [what it says [@bare]](https://a.example).\n", Citations::Footnotes);
    assert_eq!(out, "See [what it says (“bare”)](https://a.example).\n");
    let structure = Structure::parse(&out);
    assert!(!structure.spans.iter().any(|span| span.kind == SpanKind::FootnoteReference));
}

#[test]
fn a_note_is_still_a_note_at_the_start_of_a_line() {
    let out = text("[@ft]: says so.\n", Citations::Footnotes);
    let structure = Structure::parse(&out);
    let notes = structure.blocks.iter().filter(|b| b.kind == BlockKind::FootnoteDefinition);
    assert_eq!(notes.count(), 1, "{out}");
}

#[test]
fn a_draft_that_leaves_code_open_is_warned_of() {
    let export = export("Text [@ft].\n\n```\ncode", Citations::Footnotes);
    assert_eq!(export.warnings.len(), 1);
    assert!(export.warnings[0].to_string().contains("code block"));
}

#[test]
fn nothing_a_source_says_of_itself_is_markup() {
    let evil = "](javascript:x) <script> **b** `c` | [^1]: & @k $x$ ^a^ ~b~ # h\n\n- l";
    let mut ids = Ids::seeded(1);
    let bad = source(&mut ids, "evil", |bad| {
        bad.title = evil.into();
        bad.authors = vec![format!("{evil}, {evil}"), evil.into()];
        bad.publisher = evil.into();
        bad.url = "https://x.org/)](b) <script>\n| `c` [d](e)".into();
        bad.issued = "2023".parse().ok();
    });
    let mut project = Project::new(Article::default(), "| a [@evil] |\n|---|\n\nb [@evil]\n");
    project.apply_all(Intent::add_source(bad).steps).unwrap();
    for citations in [Citations::Footnotes, Citations::Links, Citations::AuthorDate] {
        let out = markdown(&project, &MarkdownOptions { citations, front_matter: false });
        assert_eq!(out.warnings, []);
        let structure = Structure::parse(&out.text);
        let unwanted = |kind| {
            matches!(
                kind,
                SpanKind::Html
                    | SpanKind::Strong
                    | SpanKind::Code
                    | SpanKind::Citation
                    | SpanKind::Strikethrough
                    | SpanKind::CodeBlock
            )
        };
        assert!(!structure.spans.iter().any(|span| unwanted(span.kind)), "{}", out.text);
        let links = structure.spans.iter().filter(|span| span.kind == SpanKind::LinkTarget);
        for link in links {
            assert!(out.text[link.range].starts_with("https://x.org/"), "{}", out.text);
        }
        let cells = structure.blocks.iter().filter(|b| b.kind == BlockKind::TableCell).count();
        assert_eq!(cells, 1, "{}", out.text);
    }
}

#[test]
fn front_matter_goes_before_the_text_and_never_twice() {
    let article = Article {
        title: "A: title".into(),
        authors: vec!["Jane Doe".into()],
        date: "2026-11".parse().ok(),
        ..Article::default()
    };
    let options = MarkdownOptions { citations: Citations::Pandoc, front_matter: true };
    let out = markdown(&Project::new(article.clone(), "Text.\n"), &options);
    assert_eq!(out.warnings, []);
    assert!(out.text.starts_with("---\ntitle: ") && out.text.ends_with("---\n\nText.\n"));
    let again = markdown(&Project::new(article.clone(), out.text.clone()), &options);
    assert_eq!(again.text, out.text);
    let own = markdown(&Project::new(article, "---\ntitle: Mine\n---\nText.\n"), &options);
    assert!(own.text.starts_with("---\ntitle: Mine\nauthor:"), "{}", own.text);
}

#[test]
fn a_thousand_citations_are_written_in_a_moment() {
    let mut ids = Ids::seeded(3);
    let mut draft = String::new();
    let mut project = Project::new(Article::default(), "");
    for index in 0..300 {
        let one = source(&mut ids, &format!("key{index}"), |one| {
            one.title = format!("Title {index}");
            one.authors = vec![format!("Family{}, Given", index % 50)];
            one.issued = "2023".parse().ok();
        });
        project.apply_all(Intent::add_source(one).steps).unwrap();
    }
    for index in 0..1000 {
        draft.push_str(&format!("Words [@key{}, p. {index}].\n", index % 300));
    }
    let change = nutgraf_engine::text::Change::insert(0, draft);
    project.apply_all(Intent::edit(StepLabel::Typing, change).steps).unwrap();
    for citations in Citations::ALL {
        let begin = Instant::now();
        markdown(&project, &MarkdownOptions { citations, front_matter: false });
        assert!(begin.elapsed().as_secs() < 8, "{citations:?} took {:?}", begin.elapsed());
    }
}

/// Words that citation processors and Markdown read in their own ways.
const PIECES: &[&str] = &[
    "a",
    "Word",
    " ",
    "\n",
    "\r\n",
    ",",
    ".",
    ";",
    ":",
    "'",
    "\"",
    "“",
    "’",
    "{",
    "}",
    "\\",
    "$",
    "%",
    "&",
    "<i>",
    "</i>",
    "<",
    "[",
    "](",
    "[^1]",
    "@ft",
    "[@ft]",
    "[@ft, p. 1; see @bare]",
    "-@agency",
    "@report [p. 3]",
    "`",
    "```\n",
    "> ",
    "- ",
    "# ",
    "|",
    "0",
    "1999",
    "-",
    "–",
    "ß",
    "日本",
    "😀",
    "\u{301}",
    "\u{200d}",
    "http://",
    "doi:",
    "jr",
    "van der ",
    "  ",
];

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_source_and_no_draft_stops_an_export(
        draft in prop::collection::vec(words(), 0..6),
        fields in prop::collection::vec(words(), 6),
        year in any::<i16>(),
        month in prop::option::of(1u8..=12),
        day in prop::option::of(1u8..=31),
        kind in 0..SourceKind::ALL.len(),
    ) {
        let mut project = project(&(draft.concat() + " [@odd, p. 1] @odd"));
        let mut ids = Ids::seeded(9);
        let odd = source(&mut ids, "odd", |odd| {
            odd.kind = SourceKind::ALL[kind];
            odd.title = fields[0].clone();
            odd.authors = vec![fields[1].clone(), format!("{}, {}", fields[2], fields[3])];
            odd.publisher = fields[4].clone();
            odd.url = fields[5].clone();
            odd.issued = Some(PartialDate { year, month, day: month.and(day) });
            odd.accessed = odd.issued;
        });
        project.apply_all(Intent::add_source(odd).steps).unwrap();
        let draft = project.draft();
        let structure = Structure::parse(draft);
        for citations in Citations::ALL {
            let text = markdown(&project, &MarkdownOptions { citations, front_matter: false }).text;
            // What stands between citations is there in its order; a note takes the one
            // space before it along.
            let mut at = 0;
            let mut rest = text.as_str();
            let ends = structure.citations.iter().map(|citation| citation.range);
            for range in ends.chain([DraftRange::at(draft.len())]) {
                let between = &draft[at..range.start];
                let between = match citations {
                    Citations::Footnotes => between.strip_suffix(' ').unwrap_or(between),
                    _ => between,
                };
                let found = rest.find(between);
                prop_assert!(found.is_some(), "{between:?} of {draft:?} is not in {rest:?}");
                rest = &rest[found.unwrap_or_default() + between.len()..];
                at = range.end;
            }
        }
    }
}

#[test]
fn a_text_comes_in_byte_for_byte() {
    let plain = import("\u{feff}First line\r\nmore\r\n".as_bytes(), ImportKind::Text).unwrap();
    assert_eq!(plain.text, "First line\r\nmore\r\n");
    assert_eq!(plain.title, "First line");
    let long = import("word ".repeat(60).as_bytes(), ImportKind::Text).unwrap();
    assert!(long.title.ends_with("word…") && long.title.chars().count() <= LONGEST_TITLE);
    let unbroken = import("x".repeat(500).as_bytes(), ImportKind::Text).unwrap();
    assert_eq!(unbroken.title.chars().count(), LONGEST_TITLE);
}

#[test]
fn markdown_says_what_it_is() {
    let text = "---\ntitle: 'The *title*'\nauthor:\n  - Jane Doe\n  - name: Bob Roe\n\
                date: 2026-11-23T10:00:00Z\nurl: https://x.org/a\n---\n# Heading\n";
    let found = import(text.as_bytes(), ImportKind::Markdown).unwrap();
    assert_eq!(found.title, "The *title*");
    assert_eq!(found.authors, ["Jane Doe", "Bob Roe"]);
    assert_eq!(found.issued, "2026-11-23".parse().ok());
    assert_eq!(found.url, "https://x.org/a");
    assert_eq!(found.text, text);
    let title = |text: &str| import(text.as_bytes(), ImportKind::Markdown).unwrap().title;
    assert_eq!(title("Intro\n\n# The *big* one\n"), "The big one");
    assert_eq!(title("\n**First** line\nsecond\n"), "First line");
    assert_eq!(title("---\nauthor: A\n---\n\nWords\n"), "Words");
    assert_eq!(title("```\ncode\n```\n"), "");
}

#[test]
fn what_is_no_text_is_refused_with_a_reason() {
    let error = |bytes: &[u8]| import(bytes, ImportKind::Text).unwrap_err();
    assert_eq!(error(b"abc\xffdef"), ImportError::NotUtf8(3));
    assert_eq!(error(b"\xff\xfea\0"), ImportError::Utf16);
    assert_eq!(error(b"\xfe\xff\0a"), ImportError::Utf16);
    assert_eq!(error(b"ab\0c"), ImportError::Nul(2));
    assert_eq!(error(b" \r\n\t"), ImportError::Empty);
    assert_eq!(error("\u{feff}".as_bytes()), ImportError::Empty);
    let most = ImportKind::Text.limits().bytes_in;
    assert_eq!(error(&vec![b'a'; most as usize + 1]), ImportError::TooLarge { most });
    assert!(error(b"%PDF-1.7 ...").to_string().contains("a PDF"));
    assert!(error(b"abc\xff").to_string().contains("byte 3"));
}

#[test]
fn a_file_is_read_by_its_extension_and_named_in_errors() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.MD");
    fs::write(&path, "# *Title*\n").unwrap();
    let importer = ImportProcess::program(env!("CARGO_BIN_EXE_nutgraf").as_ref());
    let found = import_file(&path, &importer).unwrap();
    assert_eq!((found.format(), found.title.as_str()), (SnapshotFormat::Markdown, "Title"));
    let path = folder.path().join("a.txt");
    fs::write(&path, b"\xff").unwrap();
    assert!(import_file(&path, &importer).unwrap_err().to_string().contains("a.txt"));
    let missing = import_file(&folder.path().join("none.txt"), &importer).unwrap_err().to_string();
    assert!(missing.contains("none.txt") && missing.contains("could not be read"));
}

#[test]
fn a_title_that_ends_with_a_stop_gets_no_second_one() {
    let mut ids = Ids::seeded(9);
    let mut project = Project::new(Article::default(), "So [@s].\n");
    let said = source(&mut ids, "s", |said| said.title = "It was not a dog.".into());
    project.apply_all(Intent::add_source(said).steps).unwrap();
    for citations in [Citations::Footnotes, Citations::AuthorDate] {
        let text = markdown(&project, &MarkdownOptions { citations, front_matter: false }).text;
        assert!(!text.contains(".”."), "{text}");
    }
}

#[test]
fn references_that_an_open_code_block_swallows_are_warned_of() {
    for citations in [Citations::Footnotes, Citations::AuthorDate] {
        assert_eq!(export("Text [@ft].\n", citations).warnings.len(), 0, "{citations:?}");
        let open = export("Text [@ft].\n\n```\ncode\n", citations);
        assert_eq!(open.warnings.len(), 1, "{citations:?}");
        assert!(open.warnings[0].to_string().contains("code block"));
    }
}

#[test]
fn the_preview_shows_each_citation_as_the_export_with_footnotes_writes_it() {
    let project = project(
        "He said so [see @ft, p. 3], and @ft too. Both [@ft; @none]. [A link [@ft]](https://x.y).\n\n\
         Nobody [@none].\n",
    );
    let structure = Structure::parse(project.draft());
    let preview = CitationPreview::of(&project, &structure);
    let plain = |runs: &[StyledText]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    let mut references = NoteReferences::default();
    references.begin_frame();
    let cited: Vec<_> =
        structure.citations.iter().filter(|citation| preview.is_note(citation)).collect();
    let notes: Vec<String> =
        cited.iter().map(|citation| plain(&preview.note(citation, &mut references))).collect();
    assert!(!references.is_behind());
    let options = MarkdownOptions::default();
    let out = markdown(&project, &options).text;
    let written = out.lines().filter(|line| line.starts_with("[^"));
    let written: Vec<String> =
        written.map(|line| plain(&rendered_line(line.split_once("]: ").unwrap().1))).collect();
    assert_eq!(notes, written);
    assert_eq!(notes.len(), 3);
    let unknown = preview.shown(structure.citations.last().unwrap(), None, &mut references);
    assert_eq!(plain(&unknown.runs), "[@none]");
    assert!(unknown.runs[0].style.is_unknown);
}

#[test]
fn only_a_few_references_are_made_in_one_frame() {
    let draft: String = (0..9).map(|page| format!("So [@ft, p. {page}].\n\n")).collect();
    let project = project(&draft);
    let structure = Structure::parse(project.draft());
    let preview = CitationPreview::of(&project, &structure);
    let mut references = NoteReferences::default();
    let mut frames = 0;
    loop {
        references.begin_frame();
        for citation in &structure.citations {
            preview.note(citation, &mut references);
        }
        frames += 1;
        if !references.is_behind() {
            break;
        }
    }
    assert_eq!(frames, 3);
}

#[test]
fn what_a_template_asks_for_is_in_no_export_and_a_comment_of_the_writer_stays() {
    let asked = "# A\n\n<!-- TK: Who? -->\n\nB [@ft].\n\n<!-- Ask her. -->\n\n<!-- TK: When? -->\n";
    let left = "# A\n\nB [@ft].\n\n<!-- Ask her. -->\n";
    for citations in Citations::ALL {
        let options = MarkdownOptions { citations, front_matter: false };
        let export = |draft: &str| markdown(&project(draft), &options).text;
        assert_eq!(export(asked), export(left), "{citations:?}");
        let options = HtmlOptions { citations, remote_images: false };
        let page = |draft: &str| html(&project(draft), &options).text;
        assert_eq!(page(asked), page(left), "{citations:?}");
    }
}
