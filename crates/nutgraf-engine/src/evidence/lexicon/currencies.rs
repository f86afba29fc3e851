//! Names and codes of currencies.
//!
//! Used for the cue `money` of the claim inventory, which only asks whether a figure is
//! money. What the cross-check converts and compares is in [`measures`](super::measures).

words! {
    /// Names of currencies, historical ones included, where a figure is before them.
    CURRENCIES =
        "dollar" "dollars" "euro" "euros" "pound" "pounds" "yen" "franc" "francs" "rupee" "rupees"
        "yuan" "renminbi" "peso" "pesos" "rouble" "roubles" "ruble" "rubles" "krona" "kronor"
        "krone" "kroner" "lira" "lire" "zloty" "zlotys" "cent" "cents" "penny" "pence" "shilling"
        "shillings" "guinea" "guineas" "florin" "florins" "ducat" "ducats" "thaler" "thalers"
        "deutschmark" "deutschmarks" "crowns" "shekel" "shekels" "dinar" "dinars" "dirham" "dirhams"
        "riyal" "riyals" "baht" "ringgit" "forint" "forints" "hryvnia" "bitcoin" "bitcoins" "quid"
        "drachma" "drachmas" "denarii" "livre" "livres" "naira" "rand" "bucks" "reais" "kr"
}

words! {
    /// Codes of currencies, in the case in which they are written.
    CODES =
        "USD" "EUR" "GBP" "CHF" "JPY" "CNY" "SEK" "NOK" "DKK" "PLN" "CZK" "HUF" "INR" "AUD" "CAD"
        "NZD" "ZAR" "RUB" "TRY" "BRL" "MXN" "KRW" "HKD" "SGD" "Rs" "kr"
}
