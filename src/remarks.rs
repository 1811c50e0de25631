//! What the office adds beside the conclusion of the overview: words of its own, never a change of the sentence
//! (product rules E.9).

#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;

use crate::calendar::end_of;
use crate::notes::{Signed, Slip};
use crate::people::{Person, Role};
use crate::reports::is_forbidden;
use crate::views::View;

/// Most characters of a remark.
pub const LIMIT: usize = 80;

/// One remark. It is never changed; the next one takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Empty where the office took the one before down.
    pub text: String,
    pub by: Signed,
}

/// Whether the person may add one.
pub fn may_add(person: &Person) -> bool {
    person.role == Role::Office
}

/// The text as it will stand, or why it cannot. Nothing typed is a slip: taking a remark down has a button.
pub fn check(typed: &str) -> Result<String, Slip> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.chars().count() {
        0 => Err(Slip::Empty),
        found if found > LIMIT => Err(Slip::TooLong { found }),
        _ if text.chars().any(is_forbidden) => Err(Slip::ForbiddenCharacter),
        _ => Ok(text),
    }
}

/// What had been added by the moment of the view, the oldest first; the usual view shows today's words too.
pub fn known(remarks: Vec<Remark>, view: View, usual: View) -> Vec<Remark> {
    remarks.into_iter().filter(|remark| view == usual || remark.by.at < end_of(view.day)).collect()
}

/// The one that stands: the newest, unless it took the one before down.
pub fn standing(known: &[Remark]) -> Option<&Remark> {
    known.last().filter(|remark| !remark.text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::Basis;
    use chrono::{DateTime, NaiveDate, Utc};

    fn remark(text: &str, at: &str) -> Remark {
        let at: DateTime<Utc> = at.parse().unwrap();
        Remark { text: text.to_owned(), by: Signed { name: "李".into(), post: "主任".into(), unit: None, at } }
    }

    #[test]
    fn a_remark_is_one_line_of_eighty_characters() {
        assert_eq!(check(" 八月起\n增加 "), Ok("八月起 增加".to_owned()));
        assert_eq!(check(&"字".repeat(80)), Ok("字".repeat(80)));
        assert_eq!(check(&"字".repeat(81)), Err(Slip::TooLong { found: 81 }));
        assert_eq!((check(" \n"), check("a\u{202e}b")), (Err(Slip::Empty), Err(Slip::ForbiddenCharacter)));
    }

    #[test]
    fn the_newest_remark_of_the_moment_stands_until_it_is_taken_down() {
        let usual = View::new(NaiveDate::from_ymd_opt(2022, 7, 28).unwrap(), Basis::Corrected);
        let of = |day: u32| View::new(NaiveDate::from_ymd_opt(2022, 7, day).unwrap(), Basis::Corrected);
        // The second was made at ten to midnight of the 25th in Shanghai, the third on the day after the usual one.
        let all = [
            remark("一", "2022-07-20T01:00:00Z"),
            remark("二", "2022-07-25T15:50:00Z"),
            remark("", "2022-07-29T01:00:00Z"),
        ];
        let stands = |view| {
            let known = known(all.to_vec(), view, usual);
            standing(&known).map(|remark| remark.text.clone())
        };
        assert_eq!(stands(of(19)), None);
        assert_eq!(stands(of(24)).as_deref(), Some("一"));
        assert_eq!(stands(of(25)).as_deref(), Some("二"));
        assert_eq!(stands(View::new(usual.day, Basis::Reported)).as_deref(), Some("二"));
        assert_eq!(stands(usual), None);
    }
}
