//! Exact fractions, because a light must not depend on how a computer rounds.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cmp::Ordering;
use std::ops::Sub;

/// A fraction with a positive denominator. Not reduced; compared and printed exactly.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    num: i128,
    den: i128,
}

impl Ratio {
    pub const ZERO: Ratio = Ratio { num: 0, den: 1 };
    pub const ONE: Ratio = Ratio { num: 1, den: 1 };

    /// `num / den`; a denominator of zero or less is a mistake of the caller.
    pub fn new(num: i64, den: i64) -> Self {
        assert!(den > 0, "a ratio needs a positive denominator");
        Ratio { num: num.into(), den: den.into() }
    }

    /// The point `num / den` of the way from `self` to `other`.
    pub fn towards(self, other: Ratio, num: i64, den: i64) -> Self {
        let (n, d) = (i128::from(num), i128::from(den));
        Ratio { num: self.num * other.den * (d - n) + other.num * self.den * n, den: self.den * other.den * d }
    }

    /// Hundred times the ratio, in tenths, rounded half away from zero: `-0.1225` is `-123` (−12.3 %).
    pub fn tenths_of_percent(self) -> i64 {
        let scaled = self.num * 1000;
        let rounded = (2 * scaled.abs() + self.den) / (2 * self.den);
        i64::try_from(scaled.signum() * rounded).expect("a percentage of counts fits in 64 bits")
    }

    /// Hundred times the ratio with one decimal.
    pub fn percent(self) -> Tenths {
        Tenths(self.tenths_of_percent())
    }

    /// Compares hundred times the ratio with whole percentage points, without rounding.
    pub fn cmp_points(self, points: i64) -> Ordering {
        (self.num * 100).cmp(&(i128::from(points) * self.den))
    }
}

impl Sub for Ratio {
    type Output = Ratio;
    fn sub(self, other: Ratio) -> Ratio {
        Ratio { num: self.num * other.den - other.num * self.den, den: self.den * other.den }
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Ratio) -> bool {
        self.num * other.den == other.num * self.den
    }
}

/// A number with one decimal, kept as tenths so that it prints as it was rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tenths(pub i64);

impl Tenths {
    pub fn abs(self) -> Tenths {
        Tenths(self.0.abs())
    }
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 10.0
    }
}

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "−" } else { "" };
        write!(f, "{sign}{}.{}", self.0.abs() / 10, self.0.abs() % 10)
    }
}

impl Serialize for Tenths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.as_f64())
    }
}

impl<'de> Deserialize<'de> for Tenths {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Tenths((f64::deserialize(deserializer)? * 10.0).round() as i64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_half_away_from_zero() {
        assert_eq!(Ratio::new(5, 10_000).percent().to_string(), "0.1");
        assert_eq!(Ratio::new(-5, 10_000).percent().to_string(), "−0.1");
        assert_eq!(Ratio::new(-4, 10_000).percent().to_string(), "0.0");
        assert_eq!((Ratio::new(62, 200) - Ratio::new(119, 275)).percent().to_string(), "−12.3");
    }

    #[test]
    fn a_threshold_is_compared_before_rounding() {
        assert_eq!(Ratio::new(-10_004, 100_000).cmp_points(-10), Ordering::Less);
        assert_eq!(Ratio::new(-1, 10).cmp_points(-10), Ordering::Equal);
    }

    #[test]
    fn half_way_is_half_way() {
        assert!(Ratio::ZERO.towards(Ratio::ONE, 91, 275) == Ratio::new(91, 275));
        assert!(Ratio::new(1, 2).towards(Ratio::ONE, 1, 2) == Ratio::new(3, 4));
    }
}
