//! People, the posts they hold, and what each role may do.

#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod passwords;
pub mod roster;
#[cfg(feature = "ssr")]
pub mod store;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What a person is to the board. One person has one role; the unit says where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Files the reports of one unit.
    Filer,
    /// Reads the reports of one unit and confirms them.
    UnitHead,
    /// Gives societies' reports their first check; may not change a number.
    Consolidator,
    /// Accepts, returns, confirms closures; either department.
    Office,
    /// Reads everything accepted, and may leave a note.
    LeadingGroup,
    /// Configures; can neither accept nor edit figures.
    Administrator,
    /// Reads everything.
    Auditor,
}

impl Role {
    pub const ALL: [Role; 7] = [
        Role::Filer,
        Role::UnitHead,
        Role::Consolidator,
        Role::Office,
        Role::LeadingGroup,
        Role::Administrator,
        Role::Auditor,
    ];

    /// Whether the role only makes sense inside one unit.
    pub fn needs_unit(self) -> bool {
        matches!(self, Role::Filer | Role::UnitHead | Role::Consolidator | Role::Office)
    }

    /// Whether giving it to somebody takes two administrators: it decides over figures, or over everything else.
    pub fn takes_two(self) -> bool {
        matches!(self, Role::Office | Role::Administrator)
    }

    /// Whether the person sees every unit's reports, or only their own unit's.
    pub fn sees_all_units(self) -> bool {
        !matches!(self, Role::Filer | Role::UnitHead)
    }

    /// The page a person of this role starts from.
    pub fn home(self) -> &'static str {
        match self {
            Role::Filer | Role::UnitHead => "/my",
            Role::Consolidator | Role::Office => "/review",
            Role::LeadingGroup => "/overview",
            Role::Administrator => "/admin",
            Role::Auditor => "/audit",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Role::Filer => "filer",
            Role::UnitHead => "unit_head",
            Role::Consolidator => "consolidator",
            Role::Office => "office",
            Role::LeadingGroup => "leading_group",
            Role::Administrator => "administrator",
            Role::Auditor => "auditor",
        })
    }
}

impl FromStr for Role {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Role::ALL.into_iter().find(|role| role.to_string() == text).ok_or_else(|| {
            let names = Role::ALL.map(|role| role.to_string()).join(", ");
            format!("expected one of {names}, found {text:?}")
        })
    }
}

/// A person with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: String,
    /// What they type to sign in.
    pub login: String,
    pub name: String,
    /// Their post, such as 秘书长; shown beside their decisions.
    pub post: String,
    pub phone: String,
    pub role: Role,
    /// Id of their unit.
    pub unit: Option<String>,
}

impl Person {
    pub fn belongs_to(&self, unit: &str) -> bool {
        self.unit.as_deref() == Some(unit)
    }

    /// Whether the person may read what has been filed by `unit`.
    pub fn may_read(&self, unit: &str) -> bool {
        self.role.sees_all_units() || self.belongs_to(unit)
    }
}

/// A person with the days of their account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub person: Person,
    /// None if it opened when it was made.
    pub opens: Option<DateTime<Utc>>,
    pub closes: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountState {
    /// It opens on a day to come.
    Awaited,
    Open,
    Closed,
}

impl Account {
    pub fn state(&self, now: DateTime<Utc>) -> AccountState {
        match (self.opens, self.closes) {
            (_, Some(closes)) if closes <= now => AccountState::Closed,
            (Some(opens), _) if now < opens => AccountState::Awaited,
            _ => AccountState::Open,
        }
    }

    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.state(now) == AccountState::Open
    }
}

/// Those of `units` for which nobody can file at `now`: duties without a living holder.
pub fn without_filer<'u>(units: &[&'u str], accounts: &[Account], now: DateTime<Utc>) -> Vec<&'u str> {
    let files = |unit: &str| {
        accounts.iter().any(|it| it.is_open(now) && it.person.role == Role::Filer && it.person.belongs_to(unit))
    };
    units.iter().copied().filter(|unit| !files(unit)).collect()
}

/// What somebody was to the board from one moment to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    pub name: String,
    pub post: String,
    pub phone: String,
    pub role: Role,
    pub unit: Option<String>,
    pub since: DateTime<Utc>,
    /// None while it lasts.
    pub until: Option<DateTime<Utc>>,
    pub reason: String,
    /// The name of whoever held the seat before, after a handover.
    pub follows: Option<String>,
    /// Post and name of whoever noted it; empty if the board itself did.
    pub made_by: String,
}

/// A seat in the leading group or its office. Names are dated appointments and never part of a programme file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    pub body: Body,
    /// 组长, 副主任, 成员 …
    pub seat: crate::language::Name,
    /// The post its holder has elsewhere, verbatim.
    pub post: String,
    pub unit: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    LeadingGroup,
    Office,
}

impl Post {
    /// What a seat is known by in the board: the body and the post.
    pub fn key(&self) -> String {
        let body = match self.body {
            Body::LeadingGroup => "leading_group",
            Body::Office => "office",
        };
        format!("{body}/{}", self.post)
    }
}

/// Somebody on a seat, from one day to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// [`Post::key`].
    pub seat: String,
    /// Id of their account.
    pub person: String,
    /// Their name, as it was.
    pub name: String,
    pub since: chrono::NaiveDate,
    /// The last day; none while it lasts.
    pub until: Option<chrono::NaiveDate>,
    pub reason: String,
}

impl Holder {
    pub fn holds_on(&self, day: chrono::NaiveDate) -> bool {
        self.since <= day && self.until.is_none_or(|until| day <= until)
    }
}
