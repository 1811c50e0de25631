//! Every sentence of the interface, its three languages side by side.
//!
//! One row holds a sentence in zh-Hans, zh-Hant and English, so a missing language does not compile
//! and a reviewer sees all three at once. Traditional Chinese is written for Hong Kong readers, not
//! converted; terms are those of the glossary. A row becomes a method of [`Lang`](crate::language::Lang).

/// `key: "简体", "繁體", "English";` or, with values, `key(n: i64): "{n}天", "{n}天", "{n} days";`
macro_rules! words {
    ($($(#[$doc:meta])* $key:ident $(($($arg:ident: $kind:ty),+))?: $zh_hans:literal, $zh_hant:literal, $en:literal;)+) => {
        impl $crate::language::Lang {
            $(words!(@row $(#[$doc])* $key [$($($arg: $kind),+)?] $zh_hans, $zh_hant, $en);)+
        }
    };
    (@row $(#[$doc:meta])* $key:ident [] $zh_hans:literal, $zh_hant:literal, $en:literal) => {
        $(#[$doc])*
        pub fn $key(self) -> &'static str {
            self.pick($zh_hans, $zh_hant, $en)
        }
    };
    (@row $(#[$doc:meta])* $key:ident [$($arg:ident: $kind:ty),+] $zh_hans:literal, $zh_hant:literal, $en:literal) => {
        $(#[$doc])*
        pub fn $key(self, $($arg: $kind),+) -> String {
            match self {
                $crate::language::Lang::ZhHans => format!($zh_hans),
                $crate::language::Lang::ZhHant => format!($zh_hant),
                $crate::language::Lang::En => $crate::language::singular(format!($en)),
            }
        }
    };
}

mod accounts;
mod audit;
mod briefing;
mod charts;
mod compliance;
mod counts;
mod decisions;
mod evidence;
mod documents;
mod extensions;
mod feeds;
mod effort;
mod feedback;
mod filing;
mod help;
mod keys;
mod ladder;
mod messages;
mod notes;
mod papers;
mod parts;
mod people;
mod problems;
mod reminders;
mod programme;
mod readings;
mod remarks;
mod report;
mod review;
mod shell;
mod summary;
mod targets;
mod terms;
mod trace;
mod views;
#[cfg(feature = "ssr")]
mod workbook;
mod warnings;
