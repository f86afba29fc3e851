//! What strangers wrote, on one line: titles, names, complaints.

use nutgraf_engine::text::invisible;

/// The longest title that is guessed, in characters.
pub const LONGEST_TITLE: usize = 120;

/// Returns a line as a title: on one line, and cut between words where it is longer than
/// [`LONGEST_TITLE`].
pub fn title_of(line: &str) -> String {
    let line = line_of(line);
    let Some((most, _)) = line.char_indices().nth(LONGEST_TITLE) else { return line };
    // The ellipsis takes the place of the last character.
    let cut = line[..most].char_indices().next_back().map_or(0, |(at, _)| at);
    let end = line[..cut].rfind(' ').filter(|space| *space > cut / 2).unwrap_or(cut);
    format!("{}…", line[..end].trim_end())
}

/// Returns a text on one line, without control characters and without invisible ones, which
/// make it say something else than it shows.
pub fn line_of(text: &str) -> String {
    let seen = invisible::without_invisible(text);
    let words = seen.split(|ch: char| ch.is_whitespace() || ch.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
