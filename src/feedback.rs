//! 投诉建议: what anybody who is signed in has to say about the board or its data, and what the office answers
//! (product rules B.10).

#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;

use crate::notes::{Signed, Slip};
use crate::people::{Person, Role};
use crate::reports::is_forbidden;

/// Most characters of an entry, and of an answer.
pub const LIMIT: usize = 500;

/// One entry. Neither it nor its answer is ever changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    pub id: String,
    pub text: String,
    /// The page it is about; empty if none was named.
    pub page: String,
    /// Id of whoever wrote it.
    pub person: String,
    pub by: Signed,
    pub answer: Option<Answered>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    pub text: String,
    pub by: Signed,
}

/// Whether the person reads what others have written: the office, which owes an answer, and the auditor.
pub fn reads_all(person: &Person) -> bool {
    matches!(person.role, Role::Office | Role::Auditor)
}

pub fn may_answer(person: &Person) -> bool {
    person.role == Role::Office
}

/// What the person gets to see, in the order given.
pub fn seen_by(all: Vec<Feedback>, person: &Person) -> Vec<Feedback> {
    all.into_iter().filter(|entry| reads_all(person) || entry.person == person.id).collect()
}

/// The text as it will stand, or why it cannot. Lines stay; space at the ends goes.
pub fn check(typed: &str) -> Result<String, Slip> {
    let text = typed.replace("\r\n", "\n").trim().to_owned();
    match text.chars().count() {
        0 => Err(Slip::Empty),
        found if found > LIMIT => Err(Slip::TooLong { found }),
        _ if text.chars().any(|c| c != '\n' && is_forbidden(c)) => Err(Slip::ForbiddenCharacter),
        _ => Ok(text),
    }
}

/// An address on this board, as whoever writes named it; anything else is left out.
pub fn page_named(text: &str) -> String {
    let text = text.trim();
    let ours = text.starts_with('/') && !text.starts_with("//") && text.chars().count() <= 200;
    if ours && !text.chars().any(|c| c.is_control() || c == '\\') { text.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Utc};

    #[test]
    fn an_entry_has_something_to_say_and_five_hundred_characters_to_say_it() {
        assert_eq!(check(" 数字\r\n不对 "), Ok("数字\n不对".to_owned()));
        assert_eq!(check(&"字".repeat(500)).map(|text| text.chars().count()), Ok(500));
        assert_eq!(check(&"字".repeat(501)), Err(Slip::TooLong { found: 501 }));
        assert_eq!((check(" \n"), check("a\u{202e}b")), (Err(Slip::Empty), Err(Slip::ForbiddenCharacter)));
        for (typed, kept) in [("/tasks/12", "/tasks/12"), ("//evil", ""), ("https://evil", ""), ("/a\\b", ""), ("", "")]
        {
            assert_eq!(page_named(typed), kept);
        }
    }

    #[test]
    fn everybody_sees_their_own_and_the_office_and_the_auditor_see_all() {
        let at: DateTime<Utc> = "2022-07-28T01:00:00Z".parse().unwrap();
        let by = Signed { name: "陈".into(), post: "秘书长".into(), unit: None, at };
        let entry = |person: &str| Feedback {
            id: person.into(),
            text: "问".into(),
            page: String::new(),
            person: person.into(),
            by: by.clone(),
            answer: None,
        };
        let person = |id: &str, role: Role| Person {
            id: id.into(),
            login: id.into(),
            name: id.into(),
            post: String::new(),
            phone: String::new(),
            role,
            unit: None,
        };
        let all = vec![entry("a"), entry("b")];
        let seen = |role: Role| seen_by(all.clone(), &person("a", role)).len();
        assert_eq!(Role::ALL.map(seen), [1, 1, 1, 2, 1, 1, 2]);
    }
}
