//! The snapshot link: one meeting and its sheet as at one day, for a projector at which nobody signs in
//! (product rules E.20).
//!
//! It shows what had been reported by the end of that day, so nothing that is decided later changes it, and
//! it tells nobody's name and nobody's telephone.

#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;

use crate::notes::Signed;
use crate::people::{Person, Role};
use crate::views::{Basis, View};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// For how many hours a link may be opened.
pub const HOURS: [i64; 4] = [4, 24, 72, 168];
/// What is offered first: a day.
pub const USUAL_HOURS: i64 = 24;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    pub id: String,
    pub programme: String,
    pub day: NaiveDate,
    pub made: Signed,
    pub expires: DateTime<Utc>,
    pub revoked: Option<DateTime<Utc>>,
}

impl Snapshot {
    /// Whether it can be opened.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.revoked.is_none() && now < self.expires
    }

    pub fn view(&self) -> View {
        View::new(self.day, Basis::Reported)
    }
}

/// Whether the person may make links and revoke them.
pub fn may_share(person: &Person) -> bool {
    matches!(person.role, Role::Office | Role::LeadingGroup)
}

/// What a link is to show, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub day: NaiveDate,
    pub open_for: TimeDelta,
}

/// Which field of the form cannot be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Not a day, or one that has not ended by `latest`.
    Day {
        latest: NaiveDate,
    },
    Hours,
}

/// Understands what was typed. A day that is not over cannot be frozen.
pub fn understand(day: &str, hours: &str, latest: NaiveDate) -> Result<Wanted, Slip> {
    let day = crate::reports::understand_day(day).filter(|day| *day <= latest).ok_or(Slip::Day { latest })?;
    let hours = hours.parse().ok().filter(|hours| HOURS.contains(hours)).ok_or(Slip::Hours)?;
    Ok(Wanted { day, open_for: TimeDelta::hours(hours) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_shows_a_day_that_is_over_and_ends_within_a_week() {
        let latest = NaiveDate::from_ymd_opt(2022, 7, 28).unwrap();
        let right = understand("2022-07-28", "24", latest);
        assert_eq!(right, Ok(Wanted { day: latest, open_for: TimeDelta::hours(24) }));
        for day in ["", "2022-07-29", "yesterday"] {
            assert_eq!(understand(day, "24", latest), Err(Slip::Day { latest }), "{day}");
        }
        for hours in ["", "0", "-4", "169", "8760"] {
            assert_eq!(understand("2022-07-28", hours, latest), Err(Slip::Hours), "{hours}");
        }
        assert!(HOURS.iter().all(|hours| *hours <= 7 * 24) && HOURS.contains(&USUAL_HOURS));
    }

    #[test]
    fn a_link_opens_until_it_expires_or_is_revoked() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let made = Signed { name: String::new(), post: String::new(), unit: None, at: at("2022-07-29T00:30:00Z") };
        let day = NaiveDate::from_ymd_opt(2022, 7, 28).unwrap();
        let expires = at("2022-07-30T00:30:00Z");
        let link = Snapshot { id: String::new(), programme: String::new(), day, made, expires, revoked: None };
        assert!(link.is_open(at("2022-07-30T00:29:59Z")) && !link.is_open(expires));
        let revoked = Snapshot { revoked: Some(at("2022-07-29T01:00:00Z")), ..link };
        assert!(!revoked.is_open(at("2022-07-29T01:00:01Z")));
        assert_eq!(revoked.view(), View::new(day, Basis::Reported));
    }
}
