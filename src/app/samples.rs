//! The templates and sample projects that come with the program.

/// A sample project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Sample {
    Explainer,
    CheckAQuote,
}

impl Sample {
    /// The samples, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Explainer, Self::CheckAQuote];

    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Explainer => "Why the US debated a ban",
            Self::CheckAQuote => "How to check a quote",
        }
    }

    /// What a writer learns from it.
    pub fn about(self) -> &'static str {
        match self {
            Self::Explainer => "A short explainer with quotes, claims and evidence",
            Self::CheckAQuote => "One of each verdict, and what it means",
        }
    }

    /// The project file, byte for byte as in `projects/`.
    pub fn file(self) -> &'static str {
        match self {
            Self::Explainer => include_str!("../../projects/why-the-us-debated-a-ban.nutgraf.ron"),
            Self::CheckAQuote => include_str!("../../projects/how-to-check-a-quote.nutgraf.ron"),
        }
    }
}

/// A start for a new article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// The word used on the command line.
    pub slug: &'static str,
    /// What a writer sees.
    pub label: &'static str,
    /// What it is good for.
    pub about: &'static str,
    text: &'static str,
}

/// The templates, in the order in which they are offered.
pub const TEMPLATES: &[Template] = &[
    Template {
        slug: "explainer",
        label: "Explainer",
        about: "What happened, why it matters, what is disputed",
        text: include_str!("../../assets/templates/explainer.md"),
    },
    Template {
        slug: "question-and-answer",
        label: "Questions and answers",
        about: "One question a section",
        text: include_str!("../../assets/templates/question-and-answer.md"),
    },
    Template {
        slug: "timeline",
        label: "Timeline",
        about: "A story told by its dates",
        text: include_str!("../../assets/templates/timeline.md"),
    },
    Template {
        slug: "fact-check",
        label: "Fact check",
        about: "One claim, what is known, the finding",
        text: include_str!("../../assets/templates/fact-check.md"),
    },
    Template {
        slug: "blank",
        label: "Blank",
        about: "A heading and nothing else",
        text: include_str!("../../assets/templates/blank.md"),
    },
];

impl Template {
    /// The template with a title put in, which is read as these words whatever
    /// signs are in it; an empty title becomes “Untitled”.
    pub fn draft(&self, title: &str) -> String {
        let title = if title.trim().is_empty() { "Untitled" } else { title.trim() };
        self.text.replace("{title}", &literally(title))
    }

    /// The template of a name used on the command line.
    pub fn from_slug(slug: &str) -> Option<&'static Self> {
        TEMPLATES.iter().find(|template| template.slug == slug)
    }
}

/// Words as Markdown that reads as these words.
fn literally(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in words.chars() {
        if "\\`*_[]<@#".contains(c) {
            text.push('\\');
        }
        text.push(c);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_begins_with_its_title() {
        for template in TEMPLATES {
            assert!(template.draft("A title").starts_with("# A title\n"), "{}", template.slug);
            assert!(template.draft(" ").starts_with("# Untitled\n"), "{}", template.slug);
            assert!(template.draft("Is *it* @home?").starts_with("# Is \\*it\\* \\@home?\n"));
        }
    }
}
