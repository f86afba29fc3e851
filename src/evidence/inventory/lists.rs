//! The words that the cues are known by.
//!
//! Closed lists of English in lower case, unless they say otherwise. What always
//! holds: no word on a list hides a sentence. A word too many costs it a place in
//! the ranking, a word too few may cost a check, so in doubt a word is listed.

/// A list of words, as many to a line as it holds.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident = $($word:literal)*) => {
        $(#[$doc])*
        pub(super) const $name: &[&str] = &[$($word),*];
    };
}

words! {
    /// Words before a number that say which one, not how many.
    LABELS =
        "figure" "figures" "table" "tables" "chapter" "chapters" "page" "pages" "version"
        "versions" "appendix" "equation" "footnote" "exhibit" "slide" "volume" "paragraph"
        "paragraphs" "section" "sections" "article" "articles" "clause" "clauses" "§"
}

words! {
    /// The same, cut short by a full stop.
    SHORT_LABELS =
        "p" "pp" "fig" "figs" "tab" "ch" "vol" "para" "paras" "sec" "art" "arts" "eq" "v" "ver"
        "app" "n" "nn" "l" "ll"
}

words! {
    /// The same, where they are capitalised.
    CAPITAL_LABELS =
        "note" "box" "part" "step" "schedule" "annex" "item" "python" "windows"
}

words! {
    /// Steps of a thousand, behind a figure.
    SCALES =
        "hundred" "thousand" "million" "billion" "trillion" "m" "k" "mn" "bn" "tn"
}

words! {
    /// Words for numbers that are not among those whose change is noted in a quotation.
    NUMBERS =
        "half" "halves" "thirteenth" "fourteenth" "fifteenth" "sixteenth" "seventeenth"
        "eighteenth" "nineteenth" "thirtieth" "fortieth" "fiftieth" "sixtieth" "seventieth"
        "eightieth" "ninetieth" "fifths" "sixths" "sevenths" "eighths" "ninths" "tenths"
        "hundredths" "thousandths" "twentieths" "millionth" "millionths" "billionth" "billionths"
        "tens" "dozens" "nil" "naught" "nought" "halving" "doubling" "tripling" "quadrupling"
        "quintupled" "bn" "thousandfold" "twenties" "thirties" "forties" "fifties" "sixties"
        "seventies" "eighties" "nineties" "crore" "lakh"
}

words! {
    /// Words that join two numbers to one, or to a range.
    JOINTS =
        "-" "and" "of" "to" "or" "a" "by"
}

words! {
    /// Words before *one* that make it a pronoun.
    BEFORE_PRONOUN_ONE =
        "no" "the" "this" "that" "each" "every" "any" "another" "which" "some" "new" "old" "good"
        "next" "other" "only" "in"
}

words! {
    /// Words behind *one* that make it a pronoun or an idiom.
    BEHIND_PRONOUN_ONE =
        "of" "another" "day" "way" "thing" "who" "that" "can" "could" "may" "might" "must"
        "should" "would" "is" "was" "has" "does"
}

words! {
    /// Currencies, where a figure stands before them.
    CURRENCIES =
        "dollar" "dollars" "euro" "euros" "pound" "pounds" "yen" "franc" "francs" "rupee" "rupees"
        "yuan" "renminbi" "peso" "pesos" "rouble" "roubles" "ruble" "rubles" "krona" "kronor"
        "krone" "kroner" "lira" "lire" "zloty" "zlotys" "cent" "cents" "penny" "pence" "shilling"
        "shillings" "guinea" "guineas" "florin" "florins" "ducat" "ducats" "thaler" "thalers"
        "deutschmark" "deutschmarks" "crowns" "shekel" "shekels" "dinar" "dinars" "dirham"
        "dirhams" "riyal" "riyals" "baht" "ringgit" "forint" "forints" "hryvnia" "bitcoin"
        "bitcoins" "quid" "drachma" "drachmas" "denarii" "livre" "livres" "naira" "rand" "bucks"
        "reais" "kr"
}

words! {
    /// Codes of currencies, in capitals.
    CODES =
        "USD" "EUR" "GBP" "CHF" "JPY" "CNY" "SEK" "NOK" "DKK" "PLN" "CZK" "HUF" "INR" "AUD" "CAD"
        "NZD" "ZAR" "RUB" "TRY" "BRL" "MXN" "KRW" "HKD" "SGD" "Rs" "kr"
}

words! {
    /// The months.
    MONTHS =
        "january" "february" "march" "april" "june" "july" "august" "september" "october"
        "november" "december"
}

words! {
    /// The months cut short.
    SHORT_MONTHS =
        "jan" "feb" "mar" "apr" "jun" "jul" "aug" "sep" "sept" "oct" "nov" "dec"
}

words! {
    /// The days of the week.
    WEEKDAYS =
        "monday" "tuesday" "wednesday" "thursday" "friday" "saturday" "sunday"
}

words! {
    /// Feasts that are days.
    FEASTS =
        "christmas" "easter" "thanksgiving" "halloween" "michaelmas" "pentecost" "whitsun"
        "ramadan" "hogmanay"
}

words! {
    /// Days told from today.
    DAYS =
        "yesterday" "today" "tomorrow" "tonight" "ago" "recently" "lately" "nowadays"
}

words! {
    /// Eras, in capitals.
    ERAS =
        "AD" "BC" "CE" "BCE"
}

words! {
    /// Words before a year.
    BEFORE_YEAR =
        "the" "in" "since" "by" "from" "until" "till" "to" "of" "before" "after" "during" "around"
        "circa" "c" "ca" "year" "early" "late" "mid" "between" "and" "through" "-" "/" "("
        "spring" "summer" "autumn" "winter" "fall"
}

words! {
    /// Words that end like a plural and count nothing.
    NO_PLURALS =
        "this" "does" "thus" "was" "perhaps" "always" "across"
}

words! {
    /// What figures count, where it is no plural in -s.
    COUNTED =
        "people" "men" "women" "children" "km" "m" "kg" "cm" "mm" "feet" "miles" "tonnes" "words"
        "pages" "fish" "sheep" "police" "staff" "of" "or" "per"
}

words! {
    /// Ordinals of centuries and days.
    ORDINALS =
        "second" "third" "fourth" "fifth" "sixth" "seventh" "eighth" "ninth" "tenth" "eleventh"
        "twelfth" "thirteenth" "fourteenth" "fifteenth" "sixteenth" "seventeenth" "eighteenth"
        "nineteenth" "twentieth" "twenty-first"
}

words! {
    /// Decades by their name.
    DECADES =
        "twenties" "thirties" "forties" "fifties" "sixties" "seventies" "eighties" "nineties"
        "noughties"
}

words! {
    /// Stretches of time that can be last or next.
    TIMES =
        "year" "years" "week" "weeks" "month" "months" "weekend" "night" "evening" "morning"
        "summer" "winter" "spring" "autumn" "fall" "quarter" "season" "monday" "tuesday"
        "wednesday" "thursday" "friday" "saturday" "sunday" "january" "february" "march" "april"
        "may" "june" "july" "august" "september" "october" "november" "december"
}

words! {
    /// What tells a stretch of time from today or from another.
    RELATIVE =
        "last" "this" "next" "past" "previous" "following" "preceding" "coming" "same"
}

words! {
    /// The seasons.
    SEASONS =
        "spring" "summer" "autumn" "winter"
}

words! {
    /// What stands before a season that is a time.
    BEFORE_SEASON =
        "in" "the" "of" "by" "until" "till" "since" "last" "this" "next" "every" "each" "early"
        "late" "mid" "-" "during" "that" "was" "is"
}

words! {
    /// The edges of a stretch of time.
    EDGES =
        "end" "start" "beginning" "middle" "rest" "turn" "close"
}

words! {
    /// Words that leave no equal.
    SUPERLATIVES =
        "first" "only" "most" "last" "least" "best" "worst" "sole" "solely" "unprecedented"
        "unparalleled" "unmatched" "unrivalled" "unrivaled" "unsurpassed" "unequalled" "unique"
        "uniquely" "unbeaten" "top" "utmost" "foremost" "topmost" "maximum" "minimum" "peak"
        "peaked"
}

words! {
    /// Phrases that leave no equal.
    SUPERLATIVE_PHRASES =
        "no other" "all - time" "never been" "of all time" "in history" "in its history"
        "in the history" "in their history" "in our history" "any other" "unlike any" "number one"
        "number - one" "second to none" "without equal" "without parallel" "without precedent"
        "historic low" "historic high" "nowhere else" "no one else" "not one" "not a single"
        "above all others" "all others" "like no other"
}

words! {
    /// Words behind *final* where it is a noun, a match.
    BEHIND_NOUN =
        "was" "is" "were" "in" "of" "on" "at" "and" "or" "to" "for" "against" "has" "had" "will"
}

words! {
    /// Words in -est that are no superlatives.
    NO_SUPERLATIVES =
        "test" "west" "forest" "request" "interest" "protest" "arrest" "guest" "nest" "quest"
        "rest" "honest" "modest" "harvest" "invest" "suggest" "contest" "conquest" "manifest"
        "digest" "chest" "crest" "priest" "earnest" "southwest" "northwest" "midwest" "unrest"
        "latest" "everest" "zest" "pest" "vest" "jest" "infest" "ingest" "detest" "attest"
        "behest" "tempest" "inquest" "dishonest" "immodest" "molest" "reinvest" "divest" "retest"
        "pretest" "armrest" "headrest" "wrest" "backrest" "disinterest" "rainforest" "deforest"
}

words! {
    /// Words before *record* that make it a list or a duty.
    NO_RECORDS =
        "for" "to" "on" "track" "criminal" "public" "official" "medical" "written" "keep" "kept"
        "off" "police" "court"
}

words! {
    /// Words that compare or tell a trend.
    COMPARISONS =
        "than" "doubled" "doubling" "doubles" "tripled" "trebled" "quadrupled" "halved" "halving"
        "rose" "risen" "rise" "rises" "rising" "fell" "fallen" "fall" "falls" "falling" "grew"
        "grown" "grow" "grows" "growing" "growth" "increase" "increased" "increases" "increasing"
        "decrease" "decreased" "decreases" "decline" "declined" "declines" "declining" "drop"
        "dropped" "drops" "dropping" "surge" "surged" "soar" "soared" "plunge" "plunged" "slump"
        "slumped" "jump" "jumped" "climb" "climbed" "shrank" "shrunk" "shrink" "shrinking" "widen"
        "widened" "narrow" "narrowed" "outnumber" "outnumbered" "outnumbers" "exceed" "exceeded"
        "exceeds" "surpass" "surpassed" "overtook" "overtaken" "outpaced" "compared" "versus"
        "higher" "lower" "fewer" "less" "more" "larger" "bigger" "smaller" "greater" "better"
        "worse" "faster" "slower" "older" "younger" "longer" "shorter" "stronger" "weaker" "wider"
        "narrower" "richer" "poorer" "cheaper" "earlier" "deeper" "warmer" "colder" "hotter"
        "heavier" "lighter" "twice" "unlike" "eased" "cut" "worsened" "improved"
}

words! {
    /// Phrases that compare.
    COMPARISON_PHRASES =
        "as much as" "as many as" "times as" "up from" "down from" "as often as" "as large as"
}

words! {
    /// Words that say that one thing brings about another.
    CAUSES =
        "because" "cause" "caused" "causes" "causing" "therefore" "prompted" "triggered" "sparked"
        "forced" "consequence" "consequently" "blamed" "hence"
}

words! {
    /// Phrases that say so.
    CAUSE_PHRASES =
        "due to" "led to" "leads to" "lead to" "leading to" "result of" "a result" "resulted in"
        "results in" "thanks to" "owing to" "contributed to" "contributes to" "stems from"
        "stemmed from" "driven by" "attributed to" "responsible for" "brought about"
        "on account of" "that is why" "which is why" "so that"
}

words! {
    /// Words of laws and courts.
    LAWS =
        "law" "laws" "lawful" "unlawful" "lawfully" "unlawfully" "lawsuit" "lawsuits" "illegal"
        "illegally" "bill" "bills" "court" "courts" "ruling" "rulings" "ruled" "judge" "judges"
        "judgment" "judgement" "justice" "justices" "statute" "statutes" "statutory" "treaty"
        "treaties" "constitution" "constitutional" "unconstitutional" "amendment" "amendments"
        "directive" "directives" "regulation" "regulations" "legislation" "clause" "decree"
        "ordinance" "injunction" "verdict" "convicted" "conviction" "prosecutor" "prosecutors"
        "prosecution" "prosecuted" "indicted" "indictment" "sued" "plaintiff" "defendant" "jury"
        "juror" "jurors" "appeal" "appeals" "damages" "acquitted" "sentenced" "felony" "gdpr"
        "hipaa" "foia" "echr" "§" "bar" "banned" "outlawed" "subpoena" "fraud"
}

words! {
    /// Words before a number that is a law's.
    LAW_LABELS =
        "section" "sections" "article" "articles" "art" "sec" "clause" "rule"
}

words! {
    /// Words that begin with a capital anywhere and name nobody.
    NO_NAMES =
        "i" "i'm" "i'll" "i've" "i'd" "ok" "may"
}

words! {
    /// Verbs that say that somebody speaks, beside those that name a speaker.
    REPORTING =
        "announced" "reported" "reports" "admitted" "admits" "denied" "denies" "confirmed"
        "confirms" "revealed" "disclosed" "acknowledged" "conceded" "predicted" "estimates"
        "estimated" "concluded" "concludes" "suggested" "urged" "declared" "alleged" "maintains"
        "maintained" "commented" "observed" "declares" "reportedly" "allegedly" "informed"
        "complained" "promised"
}

words! {
    /// Verbs of saying that may be nouns in the plural.
    REPORTING_NOUNS =
        "states" "notes" "claims" "reports" "estimates"
}

words! {
    /// Words before a noun.
    BEFORE_NOUN =
        "the" "a" "an" "its" "their" "his" "her" "our" "these" "those" "some" "many" "most"
        "member" "united" "both" "all" "of" "in" "no" "such"
}

words! {
    /// Verbs that begin an instruction to the reader.
    INSTRUCTIONS =
        "see" "read" "note" "consider" "click" "imagine" "remember" "look" "take" "compare" "ask"
        "try" "check" "subscribe" "download" "share" "call" "send" "keep" "make" "use" "add"
        "suppose" "think" "let" "please" "tell" "write" "open" "turn" "put" "find" "follow"
        "watch" "listen" "bear"
}

words! {
    /// What follows them where they are no nouns.
    BEHIND_INSTRUCTION =
        "the" "a" "an" "this" "that" "these" "those" "it" "your" "our" "us" "me" "them" "him"
        "her" "how" "what" "why" "where" "whether" "at" "to" "also" "more" "here" "below" "above"
        "for" "again" "figure" "table" "page" "chapter" "do" "not" "if" "in" "on" "into" "up"
        "with" "yourself" "everything" "all" "both" "each" "any"
}

words! {
    /// Phrases by which writers mark what they think.
    OPINIONS =
        "i think" "i believe" "i feel" "we think" "we believe" "in my view" "in our view"
        "in my opinion" "in our opinion" "to my mind" "it seems to me" "i suspect" "i would argue"
        "i doubt" "i hope" "we hope" "arguably" "my guess is" "i am convinced"
}
