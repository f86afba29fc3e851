//! Numbers as people read them.

/// A number with thin spaces between thousands.
pub fn number(value: usize) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{2009}');
        }
        text.push(digit);
    }
    text
}

/// Returns a count with its noun: `one` where it is one, else `many`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

/// A size in bytes as a person says it: `64 MiB`, `5.3 GiB`, and bytes where it is small.
pub fn size_in_words(bytes: u64) -> String {
    const MIB: u64 = 1 << 20;
    const GIB: u64 = 1 << 30;
    let (unit, name) = match bytes {
        0..MIB => return format!("{bytes} bytes"),
        MIB..GIB => (MIB, "MiB"),
        GIB.. => (GIB, "GiB"),
    };
    if bytes.is_multiple_of(unit) {
        return format!("{} {name}", bytes / unit);
    }
    // A tenth keeps a file just over the limit apart from the limit.
    format!("{:.1} {name}", (bytes as f64 / unit as f64 * 10.0).ceil() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::{number, size_in_words};

    #[test]
    fn a_size_just_over_a_limit_reads_larger_than_the_limit() {
        let mib = 1_u64 << 20;
        let sizes = [999, 64 * mib, 64 * mib + 1, 3 * mib / 2, 1024 * mib, 5400 * mib];
        let words = ["999 bytes", "64 MiB", "64.1 MiB", "1.5 MiB", "1 GiB", "5.3 GiB"];
        assert_eq!(sizes.map(size_in_words), words);
    }

    #[test]
    fn thousands_are_set_apart_by_thin_spaces() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(1200), "1\u{2009}200");
        assert_eq!(number(1234567), "1\u{2009}234\u{2009}567");
    }
}
