//! Addresses: what leads somewhere when it stands in a link.

use std::borrow::Cow;

/// Whether a text is the address of a page, a file on the web or a mailbox, and nothing else.
///
/// # Examples
///
/// ```
/// use nutgraf_engine::markdown::is_address;
///
/// assert!(is_address(" https://example.org/a "));
/// assert!(!is_address("see https://example.org"));
/// ```
pub fn is_address(text: &str) -> bool {
    let text = text.trim();
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    let has_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let rest = text.get(scheme.len()..).unwrap_or_default();
    let leads = has_scheme && rest.strip_prefix("://").is_some_and(|host| !host.is_empty());
    let is_mail = scheme.eq_ignore_ascii_case("mailto") && rest.contains('@');
    let is_site = text.strip_prefix("www.").is_some_and(|host| host.contains('.'));
    (leads || is_mail || is_site) && !text.contains(char::is_whitespace)
}

/// Returns an address as it stands between the parentheses of a link or an image.
///
/// The address of a site gets its scheme, or it would lead to a file beside the article.
pub fn link_destination(address: &str) -> String {
    let address = address.trim();
    let address = if address.starts_with("www.") {
        Cow::Owned(format!("https://{address}"))
    } else {
        Cow::Borrowed(address)
    };
    let is_plain = !address.is_empty()
        && !address.contains(|c: char| c.is_whitespace() || c.is_control() || "()<>\\".contains(c));
    if is_plain {
        return address.into_owned();
    }
    let mut written = String::from("<");
    for c in address.chars() {
        match c {
            '<' => written.push_str("%3C"),
            '>' => written.push_str("%3E"),
            '\\' => written.push_str("%5C"),
            c if c.is_control() => {}
            c => written.push(c),
        }
    }
    written.push('>');
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_from_words() {
        for text in ["https://a.b/c_d", "http://a", "ftp://a.b", "www.a.org", "mailto:a@b.c"] {
            assert!(is_address(text), "{text}");
        }
        for text in ["", "a.b", "note: words", "https://", "https://a b", "www.", "1://a", "C:\\a"]
        {
            assert!(!is_address(text), "{text}");
        }
    }

    #[test]
    fn what_would_end_a_link_is_put_between_angle_brackets() {
        assert_eq!(link_destination("https://a.b/c"), "https://a.b/c");
        assert_eq!(link_destination("www.a.org"), "https://www.a.org");
        assert_eq!(link_destination("https://a.b/c_(d)"), "<https://a.b/c_(d)>");
        assert_eq!(link_destination("my picture.png"), "<my picture.png>");
        assert_eq!(link_destination("a>b"), "<a%3Eb>");
        assert_eq!(link_destination(""), "<>");
    }
}
