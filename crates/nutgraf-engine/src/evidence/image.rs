//! Finds images that say nothing to those who do not see them.

use crate::{
    markdown::{SpanKind, Structure},
    range::DraftRange,
};

/// How an image without a description begins.
const BEGINNING: &str = "![](";

/// Returns the beginnings of images that have no description, marks and all.
pub(super) fn undescribed_images<'a>(
    text: &'a str,
    structure: &'a Structure,
) -> impl Iterator<Item = DraftRange> + 'a {
    let found = text.match_indices(BEGINNING).map(|(at, _)| at);
    let is_prose = |at: usize| {
        let range = DraftRange::new(at, at + BEGINNING.len());
        !structure.spans_in(range).any(|span| {
            matches!(
                span.kind,
                SpanKind::Code | SpanKind::CodeBlock | SpanKind::Html | SpanKind::FrontMatter
            )
        })
    };
    let is_image = move |at: &usize| !text[..*at].ends_with('\\') && is_prose(*at);
    found.filter(is_image).map(|at| DraftRange::new(at, at + BEGINNING.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_without_a_description_is_found_and_one_in_code_is_none() {
        for (text, count) in [
            ("![](a.png)", 1),
            ("a ![](b.png) ![](c.png)", 2),
            ("![a](b.png)", 0),
            ("`![](a.png)`", 0),
            ("```\n![](a.png)\n```", 0),
            ("\\![](a.png)", 0),
        ] {
            let structure = Structure::parse(text);
            assert_eq!(undescribed_images(text, &structure).count(), count, "{text}");
        }
    }
}
