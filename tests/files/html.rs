//! The web page: nothing in it runs or loads, whatever the draft holds.

use nutgraf::{
    exchange::export::{HtmlOptions, html, sanitised},
    project::Project,
};
use nutgraf_engine::model::Article;
use proptest::prelude::*;

fn page(draft: &str) -> String {
    html(&Project::new(Article::default(), draft), &HtmlOptions::default()).text
}

/// The page between its `main` tags.
fn body(draft: &str) -> String {
    let page = page(draft);
    let (_, rest) = page.split_once("<main>").unwrap();
    rest.split_once("</main>").unwrap().0.trim().to_owned()
}

#[test]
fn a_draft_becomes_a_page_of_one_file() {
    let article = Article {
        title: "Cameras & <script>".into(),
        authors: vec!["Jo \"J\" Doe".into()],
        language: "en-GB".into(),
        ..Article::default()
    };
    let project =
        Project::new(article, "# Cameras\n\nThe *city* bought [12](https://a.example).\n");
    let page = html(&project, &HtmlOptions::default()).text;
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"));
    assert!(page.contains("<title>Cameras &amp; &lt;script&gt;</title>"));
    assert!(page.contains("content=\"Jo &quot;J&quot; Doe\""));
    assert!(page.contains("<h1>Cameras</h1>"));
    assert!(page.contains("<em>city</em>"));
    assert!(page.contains("href=\"https://a.example\" rel=\"noopener noreferrer nofollow\""));
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn footnotes_lead_to_their_notes() {
    let body = body("Words.[^1]\n\n[^1]: The note.\n");
    assert!(body.contains("href=\"#1\""), "{body}");
    assert!(body.contains("id=\"1\""), "{body}");
}

#[test]
fn notes_stand_at_the_end_in_the_order_of_their_signs() {
    let body = body("[^z]: The second.\n\nOne[^a] two[^z].\n\n[^a]: The first.\n");
    let at = |words: &str| body.find(words).unwrap_or_else(|| panic!("{words}: {body}"));
    assert!(at("href=\"#a\"") < at("href=\"#z\""));
    assert!(at("href=\"#z\"") < at("The first."));
    assert!(at("The first.") < at("The second."));
    assert!(body.contains(">2</a></sup>"), "{body}");
}

#[test]
fn nothing_that_runs_gets_into_the_page() {
    let hostile = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "# a {onclick=alert(1)}",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&#58;alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<a href=\"vbscript:x\">x</a>",
        "<iframe src=https://a.example></iframe>",
        "<svg onload=alert(1)>",
        "<style>@import 'https://a.example'</style>",
        "<form action=https://a.example><input></form>",
        "<object data=x></object><embed src=x>",
        "<base href=https://a.example>",
        "<meta http-equiv=refresh content=\"0;url=https://a.example\">",
        "<math><mtext></style><img src=x onerror=alert(1)></math>",
        "</main></body><script>alert(1)</script>",
    ];
    for draft in hostile {
        let body = body(draft).to_ascii_lowercase();
        for evil in [
            "<script",
            "onerror",
            "onclick",
            "onload",
            "javascript:",
            "vbscript:",
            "data:text",
            "<iframe",
            "<style",
            "<form",
            "<object",
            "<embed",
            "<base",
            "<meta",
            "<svg",
            "<math",
        ] {
            // Words of the draft may be shown; as a tag or an address they are not there.
            let is_tag = evil.starts_with('<');
            let in_tag = body.split('<').skip(1).any(|tag| {
                let tag = tag.split('>').next().unwrap_or_default();
                tag.contains(evil)
            });
            assert!(!(in_tag || is_tag && body.contains(evil)), "{draft}: {body}");
        }
    }
}

#[test]
fn images_of_other_sites_are_left_out_unless_asked_for_and_those_above_the_folder_always() {
    let draft = "![a](https://a.example/a.png) ![b](//a.example/b.png) ![c](../c.png) \
        ![d](/etc/d.png) ![e](file:///e.png) ![f](images/f.png)";
    let exported = html(&Project::new(Article::default(), draft), &HtmlOptions::default());
    for gone in ["a.example", "../c.png", "/etc/d.png", "file:"] {
        assert!(!exported.text.contains(gone), "{gone}: {}", exported.text);
    }
    assert!(exported.text.contains("src=\"images/f.png\""));
    assert_eq!(exported.warnings.len(), 1);
    let options = HtmlOptions { remote_images: true, ..HtmlOptions::default() };
    let exported = html(&Project::new(Article::default(), draft), &options);
    assert!(exported.text.contains("https://a.example/a.png"));
    assert!(!exported.text.contains("../c.png"));
    assert!(exported.warnings.is_empty());
}

proptest! {
    #[test]
    fn cleaning_twice_is_cleaning_once(
        html in "(<[a-z]{1,4}|</|>|href=|src=|\"|'|javascript:|#|&|&lt;|on[a-z]=| |[a-z]|!--|--|\\?|\u{0}){0,40}",
        remote in any::<bool>(),
    ) {
        let once = sanitised(&html, remote);
        prop_assert_eq!(sanitised(&once, remote), once);
    }

    #[test]
    fn any_draft_becomes_a_page_without_scripts(draft in any::<String>()) {
        prop_assert!(!body(&draft).to_ascii_lowercase().contains("<script"));
    }
}

#[test]
fn a_comment_is_in_no_web_page_and_counts_no_word() {
    for draft in [
        "One <!-- check this --> two.",
        "<!-- check this -->\n\nOne two.",
        "<!-- check this -->\nOne two.",
        "One two.\n\n<!-- check\nthis -->",
    ] {
        assert!(!page(draft).contains("check"), "{draft}");
        assert!(body(draft).contains("One") && body(draft).contains("two."), "{draft}");
        let structure = nutgraf_engine::markdown::Structure::parse(draft);
        assert_eq!(structure.words, 2, "{draft}");
    }
}

#[test]
fn the_speaker_of_a_block_quotation_is_in_the_web_page() {
    let page = body("> Nobody asked.\n>\n> — the archivist\n\nNext.");
    assert!(page.contains("<p>— the archivist</p>\n</blockquote>"), "{page}");
}
