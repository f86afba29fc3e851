//! What an element's name and style say of how its words look.

use std::rc::Rc;

use super::tree::Element;

/// How words look, as far as Markdown can say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) struck: bool,
    pub(super) code: bool,
    /// Where a click leads.
    pub(super) link: Option<Rc<str>>,
}

impl Look {
    /// Returns how the words within an element look.
    pub(super) fn within(&self, element: &Element) -> Self {
        let mut style = self.clone();
        match &*element.name {
            "b" | "strong" => style.bold = true,
            "i" | "em" | "cite" | "dfn" | "var" => style.italic = true,
            "s" | "strike" | "del" => style.struck = true,
            "code" | "kbd" | "samp" | "tt" => style.code = true,
            "a" => style.link = element.attribute("href").and_then(address).or(style.link),
            _ => {}
        }
        for (property, value) in declarations(element) {
            let value = value.to_ascii_lowercase();
            match property.to_ascii_lowercase().as_str() {
                "font-weight" => style.bold = is_bold(&value).unwrap_or(style.bold),
                "font-style" => match value.as_str() {
                    "italic" | "oblique" => style.italic = true,
                    "normal" => style.italic = false,
                    _ => {}
                },
                // It adds to what is above, and none takes nothing away.
                "text-decoration" | "text-decoration-line" => {
                    style.struck |= value.contains("line-through");
                }
                _ => {}
            }
        }
        style
    }
}

/// Whether a weight is bold; `None` for one that says neither.
fn is_bold(weight: &str) -> Option<bool> {
    match weight {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        _ => weight.parse::<u32>().ok().map(|weight| weight >= 600),
    }
}

/// Returns the declarations of an element's style attribute.
pub(super) fn declarations(element: &Element) -> impl Iterator<Item = (&str, &str)> {
    let style = element.attribute("style").unwrap_or_default();
    style.split(';').filter_map(|declaration| {
        let (property, value) = declaration.split_once(':')?;
        Some((property.trim(), value.trim()))
    })
}

/// Returns the value of a property of an element's style attribute.
pub(super) fn property<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    declarations(element).find(|(property, _)| property.eq_ignore_ascii_case(name)).map(|(_, v)| v)
}

/// Whether nobody who looks at the page sees an element.
pub(super) fn is_hidden(element: &Element) -> bool {
    let is_invisible = |(property, value): (&str, &str)| {
        let value = value.to_ascii_lowercase();
        match property.to_ascii_lowercase().as_str() {
            "display" => value.starts_with("none"),
            "visibility" => value.starts_with("hidden") || value.starts_with("collapse"),
            "mso-hide" => value == "all",
            // For screen readers only.
            "clip" => value.replace([' ', ','], "").starts_with("rect(0"),
            "clip-path" => value.replace(' ', "") == "inset(50%)",
            "opacity" => value.parse() == Ok(0.0),
            "font-size" => matches!(value.as_str(), "0" | "0px" | "0pt" | "0em"),
            _ => false,
        }
    };
    element.attribute("hidden").is_some() || declarations(element).any(is_invisible)
}

/// Returns an address that a draft may lead to: of the web or of a mail, and absolute.
pub(super) fn address(written: &str) -> Option<Rc<str>> {
    let is_unseen = |c: char| c.is_control() || c == '\u{feff}';
    let address: String = written.trim().chars().filter(|c| !is_unseen(*c)).collect();
    let is_its = |scheme: &&str| {
        address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    ["https://", "http://", "mailto:"].iter().any(is_its).then(|| address.into())
}
