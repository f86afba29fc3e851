//! What every input has to stand: no panic, no overflow of the stack, and what is read
//! can be written again.

use std::path::Path;

use nutgraf::{
    exchange::export::sanitised,
    persist::{from_ron, journal, to_ron},
};
use nutgraf_engine::{
    evidence::{check_article, crosscheck, inventory},
    markdown::{Structure, events},
    model::{Profile, SnapshotFormat},
};
use nutgraf_import::{ImportKind, import, markdown_of};

/// The project file: refused with a message, or read; then it is written and read again.
pub fn project(bytes: &[u8]) {
    match from_ron(bytes, Path::new("fuzzed.ron")) {
        Ok(loaded) => {
            let text = to_ron(&loaded.project).expect("what was read can be written");
            let again = from_ron(text.as_bytes(), Path::new("written.ron")).expect("and read");
            assert_eq!(to_ron(&again.project).expect("and written"), text);
        }
        Err(error) => assert!(error.to_string().contains("fuzzed.ron")),
    }
}

/// A crash journal: as it is, and as payloads parted by the record separator that are put
/// into sound frames, since hardly any mangled frame has a sum that fits. What is read and
/// fits its project gives one that can be written and read.
pub fn journal(bytes: &[u8]) {
    let mut framed = b"nutgraf-journal 1\n".to_vec();
    for (number, payload) in bytes.split(|byte| *byte == 0x1e).enumerate() {
        let mut frame = (number as u64).to_le_bytes().to_vec();
        frame.extend((payload.len() as u64).to_le_bytes());
        let mut sum = crc32fast::Hasher::new();
        sum.update(&frame);
        sum.update(payload);
        frame.extend(sum.finalize().to_le_bytes());
        framed.extend(frame);
        framed.extend(payload);
    }
    for bytes in [bytes, &framed] {
        let Ok(replay) = journal::read(bytes) else { continue };
        let whole = replay.whole.as_ref().map(|whole| from_ron(whole.as_bytes(), Path::new("x")));
        let Some(Ok(base)) = whole else { continue };
        let mut project = base.project;
        assert!(replay.redo(&mut project) <= replay.entries.len());
        let text = to_ron(&project).expect("what was done again can be written");
        from_ron(text.as_bytes(), Path::new("written.ron")).expect("and read");
    }
}

/// Markdown: its structure, its events and its inventory.
pub fn markdown(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let structure = Structure::parse(&text);
    for sentence in structure.sentences.iter() {
        assert!(text.get(sentence.to_std()).is_some(), "a sentence on boundaries of characters");
    }
    let listed = inventory(&text, &structure);
    assert_eq!(listed.sentences.len(), structure.sentences.len());
    for (_, range) in events(&text) {
        assert!(range.end <= text.len());
    }
}

/// Quotations and claims: the first part is the article, the second a source.
pub fn verify(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (article, source) = text.split_once('\u{1e}').unwrap_or((&text, &text));
    let sources = [("source".to_owned(), source.to_owned(), SnapshotFormat::Markdown)];
    for quotation in check_article(article, &sources, Profile::Standard).quotations {
        assert!(article.get(quotation.range.to_std()).is_some());
    }
    for difference in crosscheck(article, &[source]) {
        assert!(article.get(difference.claim_range.to_std()).is_some());
    }
}

/// A file that is opened as a source, of each kind.
pub fn source(bytes: &[u8]) {
    for kind in ImportKind::ALL {
        if let Ok(imported) = import(bytes, kind) {
            assert!(!imported.text.starts_with('\u{feff}'));
        }
    }
}

/// HTML that goes out: cleaning it twice is cleaning it once.
pub fn html(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for remote in [false, true] {
        let clean = sanitised(&text, remote);
        assert!(!clean.to_ascii_lowercase().contains("<script"));
        assert_eq!(sanitised(&clean, remote), clean);
    }
}

/// HTML of the clipboard: its Markdown is a text that a draft may hold, in proportion to it.
pub fn clipboard(bytes: &[u8]) {
    let markdown = markdown_of(bytes);
    assert!(!markdown.contains(|c: char| c.is_control() && !"\n\t".contains(c)));
    assert!(markdown.len() <= 64 * bytes.len() + 1_024, "{} of {}", markdown.len(), bytes.len());
    Structure::parse(&markdown);
}
