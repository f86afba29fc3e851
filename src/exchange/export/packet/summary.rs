//! What stands on top of every document of the packet.
//!
//! # Invariants
//!
//! Who signs their name to an article sees first what stands against it, and what was
//! signed before although something did.

use super::{
    context::{PacketContext, count, moment},
    document::{InlineLine, InlineRun, PacketDocument, PacketField},
    state::ClaimState,
};
use nutgraf_engine::{
    evidence::{Verdict, coverage, inventory},
    model::Signoff,
    text::{number, one_line},
};

/// A document of the packet with its top, and nothing below.
pub(super) fn document(
    context: &PacketContext,
    kind: &'static str,
    purpose: &str,
) -> PacketDocument {
    let article = context.project.article();
    let title = one_line(&article.title);
    let title = if title.is_empty() { "Untitled".to_owned() } else { title };
    let mut byline = Vec::new();
    if !article.authors.is_empty() {
        byline.push(format!("By {}", list_of(&article.authors)));
    }
    byline.push(article.date.map_or("no date set".to_owned(), |date| date.in_words()));
    byline.push(words(context));
    PacketDocument {
        kind,
        purpose: purpose.to_owned(),
        title,
        byline: byline.join(" · "),
        summary: summary(context),
        sections: Vec::new(),
    }
}

fn words(context: &PacketContext) -> String {
    let count = context.structure.words;
    format!("{} {}", number(count), if count == 1 { "word" } else { "words" })
}

fn summary(context: &PacketContext) -> Vec<PacketField> {
    let mut fields = vec![gate(context)];
    fields.push(PacketField::text("Claims", claims(context)));
    fields.push(PacketField::text("Quotations", quotations(context)));
    fields.push(PacketField::text("Coverage", covered(context)));
    fields.push(PacketField::text("Checked by", checkers(context)));
    fields.push(signoffs(context));
    fields.extend(stets(context));
    let profile = context.project.article().profile.label();
    fields.push(PacketField::text("House rules for quotations", profile));
    fields.push(PacketField::text("Packet made", moment(context.now)));
    fields.push(PacketField::text("Draft’s SHA-256", context.project.draft_sha256()));
    fields.push(PacketField::text(
        "What this does not say",
        "That words stand in a snapshot does not mean that the source is right, nor that it \
         bears the claim out. That is for a person to judge.",
    ));
    fields
}

fn gate(context: &PacketContext) -> PacketField {
    let survey = context.project.survey_of(&context.structure);
    let obstacles = context.project.obstacles(context.report, &survey);
    let unclaimed = survey.unclaimed();
    let is_are = if unclaimed == 1 { "is" } else { "are" };
    let open = format!(
        "{} with a figure, a date, a superlative or a quotation {is_are} neither a claim nor set \
         aside; the checking copy lists what is open.",
        count(unclaimed, "sentence")
    );
    if obstacles.is_empty() {
        let mut runs = vec![
            InlineRun::Strong("✓ Passed.".to_owned()),
            InlineRun::text(" Nothing stands against calling this draft final."),
        ];
        if unclaimed > 0 {
            runs.push(InlineRun::text(format!(" {open}")));
        }
        return PacketField::one("Gate", runs);
    }
    let stand = if obstacles.len() == 1 { "stands" } else { "stand" };
    let against = count(obstacles.len(), "thing");
    let mut lines = vec![vec![
        InlineRun::Strong("✗ Not passed.".to_owned()),
        InlineRun::text(format!(" {against} {stand} against calling this draft final:")),
    ]];
    lines.extend(obstacles.iter().map(|obstacle| {
        let number = obstacle.claim().and_then(|id| {
            context.claims.iter().find(|claim| claim.claim.id == *id).map(|claim| claim.label())
        });
        let place = obstacle.position.map(|at| format!("line {}, column {}", at.line, at.column));
        let place = match (number, place) {
            (Some(number), Some(place)) => format!("{number}, {place}"),
            (Some(number), None) => number,
            (None, place) => place.unwrap_or_default().replacen("line", "Line", 1),
        };
        vec![InlineRun::text(format!("{place}: {}.", obstacle.kind))]
    }));
    if unclaimed > 0 {
        lines.push(vec![InlineRun::text(open)]);
    }
    PacketField { label: "Gate".to_owned(), lines }
}

fn claims(context: &PacketContext) -> String {
    let counted = ClaimState::all().filter_map(|state| {
        let number = context.claims.iter().filter(|claim| claim.state.counts_as(state)).count();
        (number > 0).then(|| format!("{number} {} ({})", state.word().to_lowercase(), state.sign()))
    });
    let counted: Vec<String> = counted.collect();
    match context.claims.len() {
        0 => "none is marked".to_owned(),
        number => format!("{number}: {}", counted.join(", ")),
    }
}

fn quotations(context: &PacketContext) -> String {
    let counted = Verdict::ALL.into_iter().filter_map(|verdict| {
        let all = context.report.quotations.iter();
        let number = all.filter(|checked| checked.judgement.verdict == verdict).count();
        (number > 0)
            .then(|| format!("{number} {} ({})", verdict.label().to_lowercase(), verdict.sign()))
    });
    let counted: Vec<String> = counted.collect();
    match context.report.quotations.len() {
        0 => "none to hold against a source".to_owned(),
        number => format!("{number}: {}", counted.join(", ")),
    }
}

fn covered(context: &PacketContext) -> String {
    let inventory = inventory(context.draft(), &context.structure);
    let claims: Vec<_> = context.claims.iter().map(|claim| (claim.claim, claim.range)).collect();
    let coverage = coverage(context.draft(), &inventory, &claims, context.project.not_claims());
    let is = |number: usize| if number == 1 { "is" } else { "are" };
    format!(
        "of {} with a figure, a date, a superlative or a quotation, {} {} claimed and {} {} \
         confirmed",
        count(coverage.checkable, "sentence"),
        coverage.claimed,
        is(coverage.claimed),
        coverage.confirmed,
        is(coverage.confirmed),
    )
}

/// `Jo (3 claims), Al (1 claim)`, in the order of their first claims.
fn checkers(context: &PacketContext) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let mut unnamed = 0;
    for claim in context.claims.iter().filter(|claim| claim.claim.checked.is_some()) {
        match claim.claim.checked_by() {
            "" => unnamed += 1,
            name => match counts.iter_mut().find(|(known, _)| *known == name) {
                Some((_, number)) => *number += 1,
                None => counts.push((name, 1)),
            },
        }
    }
    let mut named: Vec<String> = counts
        .into_iter()
        .map(|(name, number)| format!("{} ({})", one_line(name), count(number, "claim")))
        .collect();
    if unnamed > 0 {
        named.push(format!("nobody named ({})", count(unnamed, "claim")));
    }
    if named.is_empty() { "nobody yet".to_owned() } else { named.join(", ") }
}

fn signoffs(context: &PacketContext) -> PacketField {
    let sha256 = context.project.draft_sha256();
    let lines = context.project.signoffs().iter().map(|signoff| signoff_line(signoff, &sha256));
    let none = || PacketField::text("Sign-offs", "none");
    PacketField::list("Sign-offs", lines.collect()).unwrap_or_else(none)
}

/// What somebody lets stand, of what is found in this draft.
fn stets(context: &PacketContext) -> Option<PacketField> {
    let stands = context.report.findings.iter().filter_map(|finding| {
        let stet = context.project.stet_of(finding)?;
        let at = context.project.document().position(finding.range.start);
        let who = one_line(&stet.by);
        Some(vec![
            InlineRun::text(format!("Line {}, column {}: ", at.line, at.column)),
            InlineRun::text(format!("{} ", finding.message())),
            InlineRun::Strong(format!("Let stand by {who}")),
            InlineRun::text(format!(", {}, with the reason: ", moment(stet.at))),
            InlineRun::Quoted(one_line(&stet.reason)),
        ])
    });
    PacketField::list("Let stand", stands.collect())
}

fn signoff_line(signoff: &Signoff, draft_sha256: &str) -> InlineLine {
    let which = match signoff.draft_sha256 == draft_sha256 {
        true => "this draft".to_owned(),
        // Twelve digits tell any two drafts apart that a person will compare.
        false => {
            format!("another state of the draft (SHA-256 {} …)", excerpt_of(&signoff.draft_sha256))
        }
    };
    let who = one_line(&signoff.by);
    let who = if who.is_empty() { "somebody who gave no name".to_owned() } else { who };
    let mut line = vec![InlineRun::text(format!("{who}, {}, for {which}", moment(signoff.at)))];
    if signoff.reason.trim().is_empty() {
        line.push(InlineRun::text("; the gate was passed"));
    } else {
        line.push(InlineRun::text("; "));
        line.push(InlineRun::Strong("the gate was overridden".to_owned()));
        line.push(InlineRun::text(", with the reason: "));
        line.push(InlineRun::Quoted(one_line(&signoff.reason)));
    }
    line
}

fn excerpt_of(sha256: &str) -> String {
    sha256.chars().take(12).collect()
}

/// `A`, `A and B`, `A, B and C`.
fn list_of(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| one_line(name)).collect();
    match names.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        names => names.concat(),
    }
}
