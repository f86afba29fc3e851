//! Words and phrases that every generated register draws on.
//!
//! Alternatives stand between bars. The lists are long so that nearly every
//! passage of eight words stands only once in its text.

/// Rules of the grammar: a symbol and what it may become.
pub const SHARED: &[(&str, &str)] = &[
    (
        "noun",
        "archive|bakery|barrier|beacon|boundary|budget|canal|catalogue|ceiling|cellar|chapel|charter|clinic|committee|corridor|council|courtyard|culvert|depot|district|drainage|embankment|engine|estate|factory|fence|ferry|footpath|forest|foundry|furnace|garage|garden|generator|glasshouse|granary|greenhouse|harbour|hedgerow|hospital|hostel|kitchen|laboratory|landfill|lantern|laundry|ledger|library|lighthouse|machine|marketplace|meadow|meter|mill|museum|nursery|orchard|parish|pasture|pavement|pavilion|pension|pharmacy|pipeline|platform|playground|pond|printer|quarry|quay|railway|refinery|register|reservoir|river|roof|sawmill|scaffold|school|sewer|shelter|signal|staircase|station|stockroom|subsidy|surgery|tannery|tariff|terrace|theatre|tunnel|turbine|vineyard|viaduct|village|warehouse|waterworks|weir|workshop",
    ),
    (
        "adjective",
        "abandoned|adequate|ancient|annual|awkward|borrowed|brief|brittle|careful|cautious|cheap|clumsy|coastal|common|costly|crowded|damp|delayed|derelict|disputed|distant|doubtful|draughty|eastern|elderly|empty|fragile|friendly|generous|gradual|handsome|harmless|hasty|honest|hopeful|idle|impatient|improper|local|lonely|loyal|modest|muddy|municipal|narrow|neglected|noisy|northern|obvious|official|orderly|ornate|patient|peculiar|plain|polite|private|prudent|public|quiet|reliable|remote|rural|rusty|separate|serious|shallow|shared|silent|sober|solid|spare|steady|stubborn|sudden|suitable|tedious|temporary|thorough|timid|troubled|unfinished|upper|urgent|vacant|visible|wasteful|weathered|western|wooden",
    ),
    (
        "abstract",
        "absence|agreement|ambition|anger|appetite|attention|belief|blame|burden|caution|certainty|comfort|compromise|confidence|confusion|courage|custom|delay|demand|dignity|doubt|effort|evidence|failure|fairness|fatigue|freedom|gratitude|habit|haste|honesty|hope|inquiry|judgement|kindness|knowledge|labour|leisure|luck|memory|mercy|neglect|objection|obligation|opinion|patience|permission|persistence|pressure|pride|progress|promise|prudence|purpose|reason|regret|relief|repair|respect|revenue|rivalry|safety|scandal|silence|sympathy|talent|tradition|trust|urgency|warning|wisdom|worry",
    ),
    (
        "did",
        "abandoned|admired|altered|announced|answered|approved|arranged|avoided|borrowed|bought|built|cancelled|checked|cleared|closed|collected|counted|covered|defended|delayed|described|designed|discussed|divided|doubted|emptied|enlarged|examined|extended|financed|forgot|founded|guarded|improved|inherited|inspected|introduced|invented|leased|measured|mended|missed|moved|neglected|noticed|observed|occupied|opened|ordered|painted|photographed|planned|praised|preserved|protected|published|questioned|raised|rebuilt|recorded|refused|rejected|removed|renamed|rented|repaired|replaced|reported|rescued|restored|sealed|searched|settled|shared|sketched|sold|studied|supplied|supported|surveyed|tested|tolerated|traded|trusted|valued|visited|warned|watched|weighed|welcomed",
    ),
    (
        "do",
        "abandon|admire|alter|announce|answer|approve|arrange|avoid|borrow|buy|build|cancel|check|clear|close|collect|count|cover|defend|delay|describe|discuss|divide|empty|enlarge|examine|extend|finance|forget|improve|inspect|introduce|lease|measure|mend|move|neglect|notice|observe|open|order|paint|plan|praise|preserve|protect|publish|question|raise|rebuild|record|refuse|reject|remove|repair|replace|report|rescue|restore|seal|search|sell|share|study|supply|support|survey|test|tolerate|trust|value|visit|warn|watch|weigh|welcome",
    ),
    (
        "adverb",
        "abruptly|admittedly|apparently|barely|briefly|carefully|cheerfully|clearly|deliberately|eagerly|eventually|finally|formally|frankly|gently|gladly|gradually|hastily|inevitably|largely|lately|mainly|merely|nearly|openly|partly|patiently|plainly|politely|possibly|presumably|privately|promptly|properly|publicly|quietly|reluctantly|repeatedly|scarcely|secretly|seriously|silently|slowly|steadily|suddenly|thoroughly|usually|willingly",
    ),
    (
        "people",
        "apprentices|beekeepers|bellringers|boatmen|bricklayers|builders|carpenters|cleaners|clerks|commuters|cooks|councillors|cyclists|dockers|drivers|electricians|engineers|farmers|fishermen|gardeners|glaziers|inspectors|joiners|landlords|lawyers|librarians|lodgers|masons|mechanics|merchants|midwives|neighbours|nurses|painters|parents|passengers|pensioners|plumbers|porters|printers|pupils|residents|roofers|sailors|shopkeepers|smallholders|surveyors|teachers|tenants|trustees|volunteers|weavers",
    ),
    (
        "time",
        "after the harvest|at the end of the second week|before dawn|before the first frost|by the middle of {month}|during the long strike|early in {month}|in the autumn of {year}|in the last days of {month}|in the same month|not long after Easter|on {weekday} evening|on the {ordinal} of {month}|on {weekday} morning|some years later|soon after midnight|the following spring|throughout {month}|towards nightfall|within {small} days",
    ),
    (
        "month",
        "January|February|March|April|May|June|July|August|September|October|November|December",
    ),
    ("weekday", "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"),
    (
        "ordinal",
        "1st|2nd|3rd|4th|5th|6th|9th|10th|12th|14th|17th|18th|20th|21st|23rd|26th|29th|30th",
    ),
    (
        "numword",
        "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|sixteen|nineteen|twenty|thirty|forty|sixty|ninety",
    ),
    (
        "first",
        "Ada|Agnes|Amir|Beatrice|Bogdan|Clara|Dmitri|Edith|Farid|Greta|Hamish|Ines|Ivo|Jamila|Kofi|Lena|Mairead|Nadia|Oscar|Petra|Quentin|Rosa|Samir|Thandi|Umar|Vera|Wilf|Yusuf|Zora",
    ),
    ("person", "{first} {surname}|{first} {surname}|Dr {surname}|Ms {surname}|Mr {surname}"),
    ("modal", "can|could|may|might|must|shall|should|will|would|ought to"),
    ("quantifier", "all|many|most|several|some|few|both|half"),
    (
        "thing",
        "the {adjective} {noun}|the {noun}|a {adjective} {noun}|the {noun} and the {noun}|every {adjective} {noun}|the {adjective} and {adjective} {noun}|its {noun}|the {noun} at {place}|the café behind the {noun}|a {adjective} façade",
    ),
    (
        "those",
        "{quantifier} of the {people}|the {adjective} {people}|{numword} {people}|the {people}",
    ),
    (
        "clause",
        "{those} {adverb} {did} {thing}|{those} {did} {thing} {time}|{person} {did} {thing} with {adjective} {abstract}|nobody {did} {thing} {time}|{thing} was {did} by {those}|{thing} was not {did} until {those} {did} {thing}|{those} {modal} {do} {thing}|{those} did not {do} {thing}|{those} never {did} {thing}|no {noun} had been {did} {time}|{thing} hadn’t been {did} since {year}",
    ),
];
