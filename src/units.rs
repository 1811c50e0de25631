//! Responsible units, the groups they belong to over time, and the route their reports take.

use crate::language::{Lang, Name};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A body named in the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    pub id: String,
    /// The name as printed in the task table: 省食品学会.
    pub name: Name,
    /// How it is called where there is little room, if that differs.
    pub short: Option<Name>,
    /// Its name in full, as it signs and seals, if that differs.
    pub full: Option<Name>,
    /// Other spellings found in the source.
    pub aliases: Vec<String>,
    pub kind: UnitKind,
    pub route: Route,
    /// Ids of the specialties it carries.
    pub specialties: Vec<String>,
    /// Whether the line from unit to specialties is read into the source rather than printed in it.
    pub specialties_inferred: bool,
    /// A note the reader should see beside the unit.
    pub note: Option<Name>,
}

impl Unit {
    /// What to call it where there is little room.
    pub fn label(&self, lang: Lang) -> &str {
        self.short.as_ref().unwrap_or(&self.name).of(lang)
    }

    /// Its name in full, as it signs: what it says itself, or a spelling that ends with the name as printed.
    pub fn full_name(&self, lang: Lang) -> &str {
        if let Some(full) = &self.full {
            return full.of(lang);
        }
        let name = self.name.of(lang);
        let longer = self.aliases.iter().filter(|alias| alias.ends_with(name));
        longer.max_by_key(|alias| alias.len()).map_or(name, String::as_str)
    }

    /// Everything it is called, in every language.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let names = std::iter::once(&self.name).chain(&self.short).chain(&self.full);
        let spelled = names.flat_map(|name| Lang::ALL.map(|lang| name.of(lang)));
        spelled.chain(self.aliases.iter().map(String::as_str)).filter(|name| !name.is_empty())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    National,
    Provincial,
    Department,
    Platform,
    Society,
    City,
    Zone,
    Company,
    Partner,
    Alliance,
}

/// Whose hands a report passes through (circular annex 2 no. 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// A society: first check by the consolidating unit, then the office.
    ViaConsolidator,
    /// Straight to the office.
    Direct,
    /// Files nothing.
    None,
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Route::ViaConsolidator => "via_consolidator",
            Route::Direct => "direct",
            Route::None => "none",
        })
    }
}

impl FromStr for Route {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        [Route::ViaConsolidator, Route::Direct, Route::None]
            .into_iter()
            .find(|route| route.to_string() == text)
            .ok_or_else(|| format!("expected via_consolidator, direct or none, found {text:?}"))
    }
}

/// Units that the source addresses by one name, such as 各互认试点单位.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitGroup {
    pub id: String,
    pub name: Name,
    pub members: Vec<Membership>,
    /// Whether the list of members is our reading (待办公室确认).
    pub inferred: bool,
    pub note: Option<Name>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    pub unit: String,
    pub from: NaiveDate,
    /// Last day, included; none while the membership lasts.
    pub until: Option<NaiveDate>,
}

impl UnitGroup {
    /// Ids of the units that belong to the group on `day`, in printed order.
    pub fn members_on(&self, day: NaiveDate) -> impl Iterator<Item = &str> {
        self.members
            .iter()
            .filter(move |m| m.from <= day && m.until.is_none_or(|until| day <= until))
            .map(|m| m.unit.as_str())
    }
}
