//! What a template asks for: written over, gone through by Tab, and never handed out.

use super::journeys;
use crate::support::writer::Writer;

/// A draft from a template.
const ASKED: &str = "# A\n\n<!-- TK: Who? -->\n\n## B\n\n<!-- TK: When? -->\n";

journeys! {
    a_placeholder_is_written_over_and_tab_goes_to_the_next:
        ASKED, "{ctrl+Home}{Down}{Down}She did.{Tab}In May." => "# A\n\nShe did.\n\n## B\n\nIn May.\n";
    one_undo_brings_a_placeholder_back:
        ASKED, "{ctrl+Home}{Down}{Down}She{ctrl+z}" => ASKED;
    a_placeholder_goes_with_one_key:
        ASKED, "{ctrl+Home}{Down}{Down}{Delete}" => "# A\n\n\n\n## B\n\n<!-- TK: When? -->\n";
    tab_and_shift_tab_go_through_placeholders:
        ASKED, "{ctrl+Home}{Down}{Down}{Tab}{Tab}{shift+Tab}x" => "# A\n\nx\n\n## B\n\n<!-- TK: When? -->\n";
}

#[test]
pub(super) fn nothing_that_a_template_asks_for_is_in_the_export() {
    let Some(writer) = Writer::starts() else { return };
    writer.types("{ctrl+n}My piece⏎It happened.");
    let saved = writer.saves_first();
    assert!(saved.starts_with("# My piece\n\nIt happened.\n\n## What happened\n\n<!-- TK:"));
    let exported = writer.exports();
    let headings = ["What happened", "Why it matters", "The case for concern", "The other side"];
    let headings = headings.into_iter().chain(["What we do not know", "What would have to change"]);
    let headings: String = headings.map(|heading| format!("\n## {heading}\n")).collect();
    assert_eq!(exported, format!("# My piece\n\nIt happened.\n{headings}"));
}
