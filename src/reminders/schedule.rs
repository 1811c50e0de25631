//! When each occasion is and what is said on it: data, with the defaults of product rules B.9.

use super::{CLOSES, OPENS, Occasion};
use crate::language::{Lang, Name};
use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

/// Most characters of a text.
pub const TEXT_LIMIT: usize = 300;
/// Furthest an occasion may lie from the day the report is due.
pub const MOST_DAYS: u32 = 20;
/// What a text may name in braces.
const NAMES: [&str; 4] = ["unit", "report", "due", "left"];

/// One occasion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    #[serde(with = "spelled")]
    pub occasion: Occasion,
    pub enabled: bool,
    /// Calendar days before the report is due; for the last occasion working days after. Of no account on the
    /// last day.
    pub days: u32,
    /// In Shanghai.
    #[serde(with = "clock")]
    pub time: NaiveTime,
    /// May name `{unit}`, `{report}`, `{due}` and `{left}`.
    pub text: Name,
}

/// The rules, one for each occasion, in the order of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    pub rules: Vec<Rule>,
}

/// Which part of a schedule cannot stand, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    Days {
        occasion: Occasion,
        found: String,
    },
    /// Not a time, or not by day.
    Time {
        occasion: Occasion,
        found: String,
    },
    Empty {
        occasion: Occasion,
        lang: Lang,
    },
    TooLong {
        occasion: Occasion,
        lang: Lang,
        found: usize,
    },
    ForbiddenCharacter {
        occasion: Occasion,
        lang: Lang,
    },
    /// Something in braces that has no value.
    UnknownName {
        occasion: Occasion,
        lang: Lang,
        found: String,
    },
    /// Further from the end than the occasion before it.
    Order {
        occasion: Occasion,
    },
}

/// One occasion as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub enabled: bool,
    pub days: String,
    pub time: String,
    /// In the order of [`Lang::ALL`].
    pub texts: [String; 3],
}

impl Default for Schedule {
    fn default() -> Self {
        let rule = |occasion, days, (hour, minute), text| Rule {
            occasion,
            enabled: true,
            days,
            time: NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of day"),
            text,
        };
        Schedule {
            rules: vec![
                rule(Occasion::Opening, 7, (9, 30), Lang::reminder_text(Occasion::Opening)),
                rule(Occasion::Soon, 3, (9, 30), Lang::reminder_text(Occasion::Soon)),
                rule(Occasion::Eve, 1, (10, 0), Lang::reminder_text(Occasion::Eve)),
                rule(Occasion::LastDay, 0, (15, 0), Lang::reminder_text(Occasion::LastDay)),
                rule(Occasion::Late, 1, (9, 0), Lang::reminder_text(Occasion::Late)),
            ],
        }
    }
}

impl Schedule {
    pub fn rule(&self, occasion: Occasion) -> &Rule {
        self.rules.iter().find(|rule| rule.occasion == occasion).expect("a schedule has a rule for each occasion")
    }

    /// Whether each occasion has its rule, in order: what was read from a database may be of another edition.
    pub fn is_whole(&self) -> bool {
        self.rules.iter().map(|rule| rule.occasion).eq(Occasion::ALL)
    }

    pub fn typed(&self) -> Vec<Typed> {
        let typed = self.rules.iter().map(|rule| Typed {
            enabled: rule.enabled,
            days: rule.days.to_string(),
            time: rule.time.format("%H:%M").to_string(),
            texts: Lang::ALL.map(|lang| rule.text.of(lang).to_owned()),
        });
        typed.collect()
    }

    /// Understands what was typed, one for each occasion; every slip at once.
    pub fn understand(typed: &[Typed]) -> Result<Self, Vec<Slip>> {
        let mut slips = Vec::new();
        let mut rules: Vec<Rule> = Vec::new();
        for (occasion, typed) in Occasion::ALL.into_iter().zip(typed) {
            let days = understand_days(occasion, &typed.days);
            let time = NaiveTime::parse_from_str(typed.time.trim(), "%H:%M").ok();
            let time = time.filter(|time| (OPENS..CLOSES).contains(time));
            for (lang, text) in Lang::ALL.into_iter().zip(&typed.texts) {
                slips.extend(Slip::of_text(occasion, lang, text));
            }
            match (days, time) {
                (Some(days), Some(time)) => {
                    let [zh_hans, zh_hant, en] = typed.texts.each_ref().map(|text| text.trim());
                    let text = Name::new(zh_hans, zh_hant, en);
                    rules.push(Rule { occasion, enabled: typed.enabled, days, time, text });
                }
                (days, time) => {
                    if days.is_none() {
                        slips.push(Slip::Days { occasion, found: typed.days.clone() });
                    }
                    if time.is_none() {
                        slips.push(Slip::Time { occasion, found: typed.time.clone() });
                    }
                }
            }
        }
        let counted = |rule: &&Rule| rule.occasion < Occasion::LastDay;
        let falling: Vec<&Rule> = rules.iter().filter(counted).collect();
        slips.extend(
            falling
                .windows(2)
                .filter(|two| two[0].days <= two[1].days)
                .map(|two| Slip::Order { occasion: two[1].occasion }),
        );
        let schedule = Schedule { rules };
        if slips.is_empty() && schedule.is_whole() { Ok(schedule) } else { Err(slips) }
    }
}

fn understand_days(occasion: Occasion, typed: &str) -> Option<u32> {
    let least = u32::from(occasion != Occasion::LastDay);
    match occasion {
        Occasion::LastDay => Some(0),
        _ => typed.trim().parse().ok().filter(|days| (least..=MOST_DAYS).contains(days)),
    }
}

impl Slip {
    /// What is wrong with a text, if anything is.
    pub fn of_text(occasion: Occasion, lang: Lang, text: &str) -> Option<Slip> {
        let text = text.trim();
        let found = text.chars().count();
        if found == 0 {
            return Some(Slip::Empty { occasion, lang });
        }
        if found > TEXT_LIMIT {
            return Some(Slip::TooLong { occasion, lang, found });
        }
        if text.chars().any(crate::reports::is_forbidden) {
            return Some(Slip::ForbiddenCharacter { occasion, lang });
        }
        let named = text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default());
        let unknown = named.into_iter().find(|name| !NAMES.contains(name));
        unknown.map(|found| Slip::UnknownName { occasion, lang, found: found.to_owned() })
    }

    /// The field it is about, as the form calls it.
    pub fn field(&self) -> String {
        match self {
            Slip::Days { occasion, .. } | Slip::Order { occasion } => format!("{occasion}-days"),
            Slip::Time { occasion, .. } => format!("{occasion}-time"),
            Slip::Empty { occasion, lang }
            | Slip::TooLong { occasion, lang, .. }
            | Slip::ForbiddenCharacter { occasion, lang }
            | Slip::UnknownName { occasion, lang, .. } => format!("{occasion}-text-{lang}"),
        }
    }
}

mod spelled {
    use super::Occasion;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(occasion: &Occasion, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(occasion)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Occasion, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

mod clock {
    use chrono::NaiveTime;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(time: &NaiveTime, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&time.format("%H:%M"))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveTime, D::Error> {
        let text = String::deserialize(deserializer)?;
        NaiveTime::parse_from_str(&text, "%H:%M").map_err(serde::de::Error::custom)
    }
}
