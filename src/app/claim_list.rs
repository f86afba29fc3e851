//! Which claims are listed, and in which groups.
//!
//! # Invariants
//! - The counts beside a choice are those that the checker would see on making it.
//! - A claim’s number is its place in the draft, whatever is listed.

use std::collections::BTreeMap;

use crate::project::{Checklist, PlacedClaim, Project};
use nutgraf_engine::{
    markdown::Structure,
    model::{Claim, ClaimKind, ClaimStatus, Standing},
};

/// Which claims are listed, by how they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClaimFilter {
    /// All claims.
    #[default]
    All,
    /// Claims of one status whose words did not change since.
    Status(ClaimStatus),
    /// Claims whose words changed after they were checked.
    Stale,
    /// Claims whose words are gone.
    Orphaned,
    /// No claims; only the sentences that are no claims yet.
    Unclaimed,
}

impl ClaimFilter {
    /// The choice under which a claim stands, besides all.
    pub fn of(placed: &PlacedClaim, claim: &Claim) -> Self {
        match placed.standing {
            Standing::Orphaned => Self::Orphaned,
            Standing::Stale => Self::Stale,
            Standing::Settled | Standing::Open => Self::Status(claim.status),
        }
    }

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Status(status) => status.label(),
            Self::Stale => "Stale",
            Self::Orphaned => "Without a place",
            Self::Unclaimed => "Worth checking",
        }
    }
}

/// By what claims are put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum ClaimGroup {
    #[default]
    None,
    Status,
    Kind,
    Section,
    Checker,
}

impl ClaimGroup {
    /// Every grouping, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::None, Self::Status, Self::Kind, Self::Section, Self::Checker];

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::None => "In order of the draft",
            Self::Status => "By status",
            Self::Kind => "By kind",
            Self::Section => "By section",
            Self::Checker => "By checker",
        }
    }
}

/// What a checker wants to see of the claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimList {
    /// By how they stand.
    pub filter: ClaimFilter,
    /// Only those of one kind.
    pub kind: Option<ClaimKind>,
    /// Only those below one heading, by its title; empty above the first one.
    pub section: Option<String>,
    /// Only those of one checker; empty for nobody's.
    pub checker: Option<String>,
    /// Put together by what.
    pub group: ClaimGroup,
    /// Whether sentences that are no claims stand by rank instead of by place.
    pub is_ranked: bool,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListedClaim {
    /// The name of a group, and how many claims stand in it.
    Group(String, usize),
    /// A claim, by its index in [`Checklist::claims`].
    Claim(usize),
}

/// What of the claims is listed, and what each choice would list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedClaims {
    /// The lines.
    pub rows: Vec<ListedClaim>,
    /// How many claims each standing has, among those that the other choices leave.
    pub filters: BTreeMap<ClaimFilter, usize>,
    /// How many claims each kind has, likewise.
    pub kinds: BTreeMap<ClaimKind, usize>,
    /// The titles of the sections that have claims, in the order of the draft, and how many.
    pub sections: Vec<(String, usize)>,
    /// The checkers who have claims, and how many; the empty name is nobody.
    pub checkers: BTreeMap<String, usize>,
}

impl ClaimList {
    /// Whether something may be left out.
    pub fn is_narrowed(&self) -> bool {
        *self != Self { group: self.group, is_ranked: self.is_ranked, ..Self::default() }
    }

    /// Returns the list in these groups, with nothing left out.
    pub fn widened(&self) -> Self {
        Self { group: self.group, is_ranked: self.is_ranked, ..Self::default() }
    }

    /// Chooses among the claims of a project. Costs a step for each.
    pub fn choose(
        &self,
        project: &Project,
        checklist: &Checklist,
        structure: &Structure,
    ) -> ListedClaims {
        let mut listed = ListedClaims::default();
        let mut sections = Sections { structure, before: 0 };
        let mut chosen = Vec::new();
        for (index, placed) in checklist.claims().iter().enumerate() {
            let Some(claim) = project.claims().get(placed.claim) else { continue };
            let section = sections.of(placed);
            let filter = ClaimFilter::of(placed, claim);
            let fits = [
                self.filter == ClaimFilter::All || self.filter == filter,
                self.kind.is_none_or(|kind| kind == claim.kind),
                self.section.as_ref().is_none_or(|wanted| *wanted == section),
                self.checker.as_ref().is_none_or(|wanted| wanted == claim.checker.trim()),
            ];
            let fits_but =
                |one: usize| fits.iter().enumerate().all(|(at, fits)| *fits || at == one);
            if fits_but(0) {
                *listed.filters.entry(filter).or_default() += 1;
                *listed.filters.entry(ClaimFilter::All).or_default() += 1;
            }
            if fits_but(1) {
                *listed.kinds.entry(claim.kind).or_default() += 1;
            }
            if fits_but(2) {
                match listed.sections.iter_mut().find(|(title, _)| *title == section) {
                    Some((_, count)) => *count += 1,
                    None => listed.sections.push((section.clone(), 1)),
                }
            }
            if fits_but(3) {
                *listed.checkers.entry(claim.checker.trim().to_owned()).or_default() += 1;
            }
            if fits == [true; 4] {
                chosen.push((index, self.group_of(filter, claim, section)));
            }
        }
        if self.group == ClaimGroup::None {
            listed.rows = chosen.into_iter().map(|(index, _)| ListedClaim::Claim(index)).collect();
            return listed;
        }
        let mut groups: Vec<((usize, String), Vec<usize>)> = Vec::new();
        for (index, group) in chosen {
            match groups.iter_mut().find(|(name, _)| *name == group) {
                Some((_, claims)) => claims.push(index),
                None => groups.push((group, vec![index])),
            }
        }
        // Sections stand as in the draft; all else in the order in which it is offered.
        if self.group != ClaimGroup::Section {
            groups.sort_by(|(one, _), (other, _)| one.cmp(other));
        }
        for ((_, name), claims) in groups {
            listed.rows.push(ListedClaim::Group(name, claims.len()));
            listed.rows.extend(claims.into_iter().map(ListedClaim::Claim));
        }
        listed
    }

    /// The rank and the name of a claim's group.
    fn group_of(&self, filter: ClaimFilter, claim: &Claim, section: String) -> (usize, String) {
        match self.group {
            ClaimGroup::None => (0, String::new()),
            ClaimGroup::Status => {
                let rank = match filter {
                    ClaimFilter::Status(status) => status as usize + 2,
                    ClaimFilter::Stale => 1,
                    _ => 0,
                };
                (rank, filter.label().to_owned())
            }
            ClaimGroup::Kind => (claim.kind as usize, claim.kind.label().to_owned()),
            ClaimGroup::Section => (0, section_name(&section)),
            ClaimGroup::Checker => match claim.checker.trim() {
                "" => (0, checker_name("")),
                name => (1, name.to_owned()),
            },
        }
    }
}

/// What a section is called; the one above the first heading has no title.
pub fn section_name(title: &str) -> String {
    if title.is_empty() { "Above the first heading".to_owned() } else { title.to_owned() }
}

/// What a checker is called; the empty name is nobody.
pub fn checker_name(name: &str) -> String {
    if name.is_empty() { "Nobody".to_owned() } else { name.to_owned() }
}

/// The headings above claims that come in the order of the draft.
struct Sections<'a> {
    structure: &'a Structure,
    before: usize,
}

impl Sections<'_> {
    /// The title of the heading above a claim; empty where there is none, or where its
    /// words are gone.
    fn of(&mut self, placed: &PlacedClaim) -> String {
        if placed.standing == Standing::Orphaned {
            return String::new();
        }
        let headings = &self.structure.headings;
        while headings.get(self.before).is_some_and(|next| next.range.start <= placed.range.start) {
            self.before += 1;
        }
        let above = self.before.checked_sub(1).and_then(|at| headings.get(at));
        above.map_or_else(String::new, |heading| heading.title.clone())
    }
}
