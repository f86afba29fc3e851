//! Citations.

use super::{super::*, check_all, marked};

fn check(cases: &[&str]) {
    let found = |text: &str| {
        let structure = Structure::parse(text);
        marked(text, structure.citations.iter().map(|citation| &citation.range))
    };
    check_all(cases, found);
}

fn items(text: &str) -> Vec<(String, String, String, bool)> {
    let citations = Structure::parse(text).citations;
    let items = citations.into_iter().flat_map(|citation| citation.items);
    items.map(|item| (item.prefix, item.key, item.locator, item.suppress_author)).collect()
}

fn item(prefix: &str, key: &str, locator: &str, bare: bool) -> (String, String, String, bool) {
    (prefix.into(), key.into(), locator.into(), bare)
}

#[test]
fn citations_stand_in_brackets_or_in_the_text() {
    check(&[
        "It is so ⟦[@key]⟧.",
        "It is so ⟦[see @key, p. 12; @b]⟧.",
        "It is so ⟦[-@key]⟧.",
        "⟦@key⟧ says so.",
        "⟦@key [p. 3]⟧ says so.",
        "⟦@key [p. 3; @b]⟧ says so.",
        "⟦@key⟧ ⟦[@other]⟧ says so.",
        "⟦@key⟧ [] says so.",
        "(⟦@key⟧) and “⟦@b⟧”",
        "⟦@key⟧. ⟦@b⟧: ⟦@c⟧",
        "⟦@doe_2019:a⟧, ⟦@doi/10.1⟧",
        "⟦@key⟧’s work",
        "⟦[@key, pp. 3–5 [sic]]⟧",
        "[a text with ⟦[@key]⟧ inside]",
        "⟦[@a]⟧⟦[@b]⟧ ⟦[@c]⟧",
        "an ⟦[-@key]⟧ and ⟦-@key⟧",
        "**⟦[@key]⟧**",
        "“[T]he staff ⟦[@key]⟧”",
        "a^[see ⟦@key⟧ here]",
        "⟦@{key}⟧ says",
        "- ⟦[@a]⟧\n- ⟦[@b]⟧",
        "> words ⟦[@a]⟧",
        "⟦[@a,\np. 3]⟧",
        "[unclosed ⟦[@a]⟧",
        "⟦[@a, [p. 3](http://x.org)]⟧",
    ]);
}

#[test]
fn what_only_looks_like_one_is_no_citation() {
    check(&[
        "Mail bob@example.com or [bob@example.com].",
        "<bob@example.com>",
        "Escaped \\@key and [\\@key].",
        "`@key` and `[@key]`",
        "```\n[@key]\n```",
        "[text](http://x.org/@key)",
        "[@nytimes](https://x.org) said",
        "See https://youtube.com/@key and www.x.org/@b.",
        "<a href=\"@key\">",
        "<!-- [@key] -->",
        "@ key, @, [@], @-key",
        "---\na: [@key]\n---\n",
        "[a]: http://x.org/@key",
    ]);
}

#[test]
fn a_citation_tells_its_parts() {
    assert_eq!(
        items("[see @key, p. 12; -@b  pp. 3,\n4; and the appendix; cf. @c]"),
        [
            item("see", "key", "p. 12", false),
            item("", "b", "pp. 3, 4; and the appendix", true),
            item("cf.", "c", "", false),
        ]
    );
    assert_eq!(items("@key [p. 3]"), [item("", "key", "p. 3", false)]);
    assert_eq!(
        items("@key [p. 3; see @b, p. 4]"),
        [item("", "key", "p. 3", false), item("see", "b", "p. 4", false)]
    );
    assert_eq!(items("@key says"), [item("", "key", "", false)]);
    assert_eq!(items("[@a and @b]"), [item("", "a", "and", false), item("", "b", "", false)]);
    assert_eq!(items("[@key, § 3 *ff*]"), [item("", "key", "§ 3 ff", false)]);
    let text = "x [see -@key, p. 1]";
    let range = Structure::parse(text).citations[0].items[0].range;
    assert_eq!(&text[range], "-@key");
}

#[test]
fn every_key_found_is_a_valid_key() {
    for text in ["@a--b", "@a.b.", "@a:", "@_x", "@9", "@ä", "@a&b;", "@a/b/c//d", "@a~b"] {
        for (_, key, ..) in items(text) {
            assert!(crate::model::valid_key(&key), "{key}");
        }
        assert_eq!(items(text).len(), 1, "{text}");
    }
}

#[test]
fn a_line_that_looks_like_a_link_definition_hides_no_citation() {
    let text = "Intro.\n\n[@s, p. 5]: bar\n\n> [-@s]: x\n\nThen [@s, p. 5] more.\n";
    let citations = Structure::parse(text).citations;
    let found: Vec<_> = citations.iter().map(|citation| &text[citation.range]).collect();
    assert_eq!(found, ["[@s, p. 5]", "[-@s]", "[@s, p. 5]"]);
}
