//! Eleven registers, each a grammar of its own.
//!
//! What always holds: those marked held out are never looked at to tune a rule;
//! only the final figures are taken on them.

use super::grammar::Rules;

/// A way of writing that texts are generated in.
pub struct Register {
    /// Names the texts; also their citation key.
    pub name: &'static str,
    /// Its rules.
    pub rules: Rules,
    /// Whether it is kept for the final figures.
    pub is_held_out: bool,
}

/// Every register.
pub const REGISTERS: &[Register] = &[
    Register { name: "news", rules: NEWS, is_held_out: false },
    Register { name: "ruling", rules: RULING, is_held_out: false },
    Register { name: "interview", rules: INTERVIEW, is_held_out: false },
    Register { name: "abstract", rules: ABSTRACT, is_held_out: false },
    Register { name: "hansard", rules: HANSARD, is_held_out: false },
    Register { name: "letter", rules: LETTER, is_held_out: false },
    Register { name: "bulletin", rules: BULLETIN, is_held_out: false },
    Register { name: "audit", rules: AUDIT, is_held_out: true },
    Register { name: "enquiry", rules: ENQUIRY, is_held_out: true },
    Register { name: "diary", rules: DIARY, is_held_out: true },
    Register { name: "trial", rules: TRIAL, is_held_out: true },
];

const NEWS: Rules = &[(
    "sentence",
    "{person} said on {weekday} that {clause}, although {clause}.|{clause}, and the bill came to {money}.|“{clause},” said {person}, who {did} {thing}; “but {clause}.”|{small} per cent of the {people} in {place} {did} {thing}, up from {small} per cent in {year}.|Officials at {place} would neither confirm nor deny that {clause}.|The {noun} – {adjective}, {adjective} and {int} miles from {place} – {modal} {do} {thing}.|{clause}: a {abstract} that the {people} had not expected.|At {clock} {clause}, according to {person}.|It was the first time since {year} that {those} had {did} {thing}.|{person} called it “a {adjective} {abstract}” and {adverb} {did} {thing}.|Only {numword} of the {people} {did} {thing}; {quantifier} never saw {thing}.",
)];

const RULING: Rules = &[(
    "sentence",
    "The court finds that {thing} was {did} in {adjective} {abstract}, and that {clause}.|It is not disputed that {clause}.|Section {small}({small}) provides that the {people} “{modal} not {do} {thing} without {adjective} {abstract}”.|We do not accept that {clause}; the {abstract} of {person} shows otherwise.|Unless {clause}, the order of {ordinal} {month} {year} must stand.|Nothing in {person}’s {abstract} suggests that {clause} (see paragraph {small}).|The appellant argued, and we agree, that {clause}.|Damages of {money} were awarded for {abstract} and {abstract}, but none for {abstract}.|Whether {clause} is a question which the tribunal {modal} {do}.|For these reasons {those} cannot be held to the {abstract} of {year}.",
)];

const INTERVIEW: Rules = &[(
    "sentence",
    "Well, um, {clause}, you know, and then {clause}.|I don’t think {clause}, no.|We’d {did} {thing} — er, {time} — and {clause}.|Interviewer: And did you ever {do} {thing}?|{surname}: It wasn’t {abstract}, it was more a kind of {adjective} {abstract}.|She told me, ‘{clause},’ and I couldn’t {do} it.|People say “{abstract}”, don’t they, but {clause}.|You can’t {do} {thing} and then {do} {thing}, uh, not in {place}.|About {numword} of us, maybe {small}, {did} {thing} every {weekday}.|Honestly? I would {do} {thing} again. I wouldn’t {do} {thing}.|’Cause {clause}, and it’s still there… well, most of it.|My mother’s {noun} stood by the {noun}, so {clause}.",
)];

const ABSTRACT: Rules = &[(
    "sentence",
    "Mean {abstract} fell by {tenth}% (95% CI −{tenth} to {tenth}; p<{p}) among {people}.|The correlation between {abstract} and {abstract} was −0.{small} (n = {int}, p = {p}).|Participants ({int} {people}, {small}.{small}% of those invited) {adverb} {did} {thing} for {numword} weeks.|No significant difference in {abstract} was found between the {adjective} and the {adjective} groups.|Doses of {tenth} mg/kg were given every {small} h at {small} °C.|We {did} {thing} using {adjective} measures of {abstract} [{small}].|Odds ratios ranged from 0.{small} to {decimal} and did not depend on {abstract}.|{abstract} was associated with {abstract} (β = −{decimal}, SE = 0.{small}), but not with {abstract}.|Samples of at least {small} ml were kept below −{small} °C for {int} days before {people} {did} them.|The effect, ±{tenth} km per {small} min, was larger in {place} (>{small}%) than in {place} (≤{small}%).",
)];

const HANSARD: Rules = &[(
    "sentence",
    "The hon. Member for {place} asked whether {clause}.|I beg to move, That the {noun} Bill be now read a second time, notwithstanding that {clause}.|Is the Minister aware that {clause}, and that {clause}?|{person} ({place}): I will not give way; {clause}.|The Government have no plans to {do} {thing}, and {clause}.|My right hon. Friend will recall that, {time}, {clause}.|Order. {those} must not {do} {thing} from a sedentary position!|The noble Lord cannot have it both ways: either {clause} or {clause}.|Some {money} has been set aside for {abstract}, of which {small} per cent. remains.|Hon. Members: “{abstract}!”",
)];

const LETTER: Rules = &[(
    "sentence",
    "You will remember that {clause}, for which I am, as ever, obliged to you.|Do not {do} {thing} before I come; {clause}.|My dear {surname}, {clause} and I have never {did} {thing} since.|The weather being {adjective}, we {did} {thing} and {did} {thing}, and were home by {clock}.|I enclose {money}, which is less than I owe and more than I have.|{first} sends her love and says that “{clause}”.|If {clause}, pray tell {person} nothing of it.|There is no {abstract} here, only {abstract} and {adjective} {abstract}.|I saw {numword} {people} by the {noun}, {quantifier} of them {adjective}.",
)];

const BULLETIN: Rules = &[(
    "sentence",
    "River levels at {place}: {tenth} m (normal {tenth} m), rising by +{tenth} cm/h.|Wind {small} to {small} km/h, gusts > {small} km/h; {abstract} < {tenth} % of days.|Of {int} households, {tenth} % ({small}) had {did} {thing}; {small} % (n = {small}) had not.|Temperatures between −{small} and +{small} °C were measured {time} ({small}° below the mean).|Shares fell {tenth} % to ${tenth}, i.e. −{decimal} against {year}; see Table {small}.|{person} – who {did} {thing} – {did} {int} kg of sand (≈ {tenth} t) at a cost of {money}/t.|“{clause}” (warning no. {small}/{year}).|The ratio {noun}:{noun} was {small}:{small}, or about {small} × the {adjective} value.|No. {small} {noun} – shut; No. {small} {noun} – open at {clock}, weather permitting.|It isn’t {adjective}; it’s {adjective}, and {those} won’t {do} {thing}: 5'{small}\" is too low.",
)];

const AUDIT: Rules = &[(
    "sentence",
    "{place} {noun}: {int} visits; {int} repairs; {money} spent; {tenth}% overdue.|Finding {small}. {clause}, contrary to the policy of {year}.|Of {int} invoices examined, {small} were {adjective} and {small} could not be traced at all.|Management accepted that {clause} and will {do} {thing} by {month} {year}.|We found no evidence that {those} {did} {thing}.|Expenditure rose from {money} to {money}, an increase of {tenth} per cent, while {abstract} did not.|The register of {people} was {small} months out of date, and {numword} entries were never {did}.|Risk rating: {adjective}. {clause}.|Unless otherwise stated, figures exclude {abstract} and are rounded to the nearest £{small},000.|Less than {small} kg of {noun} waste per m² was recorded at {quantifier} of the sites.",
)];

const ENQUIRY: Rules = &[(
    "sentence",
    "Q. Did {those} {do} {thing} {time}?|A. They didn’t, sir. {clause}.|A. Not as far as I know; {clause}.|Q. I put it to you, {person}, that {clause}.|A. I can’t have said that. What I said was, “{clause}.”|Q. So when {clause}, were you at the {noun}?|A. At about {clock}, with {numword} other {people}.|A. Yes — no. That is, {clause}, but I never {did} it.|Q. Is that your signature, dated {ordinal} {month} {year}?|The witness was shown exhibit {small}, a photograph of {thing}, and withdrew.",
)];

const DIARY: Rules = &[(
    "sentence",
    "Up at {clock} and out along the {noun}, where {those} {did} {thing}.|Rain. {clause}, so no {abstract} today.|Paid {surname} {money} for {thing}; he wanted double!|{first} thinks I should {do} {thing}, which I shan’t.|Dreamt again of {thing}, and of {place}, where I’ve never been.|A {adjective} day, a {adjective} supper, a {adjective} letter from {first}.|Counted {small} swifts over the {noun} ({small} last year).|Nothing is so {adjective} as other people’s {abstract}; nothing so {adjective} as one’s own.|Slept badly… woke at {clock}… {clause}.|Walked {tenth} km to the {noun} with {people}, back by {clock}, none of us speaking.|“{clause},” old {surname} said, and for once he was right.",
)];

const TRIAL: Rules = &[(
    "sentence",
    "In total {int} {people} were randomised, {int} to {abstract} and {int} to usual care.|The primary outcome, {abstract} at {small} weeks, did not differ (mean difference −{tenth} points, 95 % CI −{tenth} to +{tenth}).|{tenth} % of {people} withdrew, {quantifier} of them for reasons unrelated to {abstract}.|Adverse events were {adjective} (n = {small}); none was judged to be related to the {noun}.|Adherence below {small} % was associated with {abstract} (HR {decimal}; P = {p}).|The {adjective} arm was stopped {adverb} in {month} {year} because {clause}.|Neither {people} nor {people} could be blinded.|Costs per patient were €{int} lower, i.e. about {tenth} % less than with {abstract}.|Limits: {clause}; moreover, only {small} of {int} sites {did} {thing}.|Re-admission within {small} days was rarer than expected (<{tenth} %).",
)];
