//! Messages to people who are not looking at the board: by which way they go, when a failed one is tried again,
//! and what became of each.
//!
//! A message goes to one person. It is written in the transaction of its cause, so that neither is there without
//! the other, and sent afterwards.

pub mod recipients;
#[cfg(feature = "ssr")]
pub mod store;

use crate::language::Lang;
use chrono::{DateTime, TimeDelta, Utc};
use std::fmt;
use std::str::FromStr;

/// How a message reaches somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// Shown on their own page; nothing is sent.
    Board,
    Mail,
    /// The operator's bot in a group of WeCom or DingTalk; names no unit.
    Bot,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    Waiting,
    Sent,
    /// Given up.
    Failed,
    /// What it says was no longer true.
    Dropped,
    /// In the worked example: what would have been sent.
    Shown,
}

/// By which ways this board can send.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outlets {
    pub mail: bool,
    pub bot: bool,
    /// The worked example: messages are shown and never sent.
    pub example: bool,
}

/// A file that goes with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub name: String,
    /// `application/pdf`.
    pub media: String,
    pub bytes: Vec<u8>,
}

/// What leaves the board: one message to one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// The same for every attempt, so that the other side can tell a second one.
    pub id: String,
    pub way: Way,
    pub name: String,
    pub address: String,
    pub lang: Lang,
    pub subject: String,
    pub body: String,
    pub made_at: DateTime<Utc>,
    pub files: Vec<File>,
}

/// How an attempt to send ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    Sent,
    /// The other side may take it later.
    Later(String),
    /// It never will.
    Never(String),
}

/// How long to wait after each failed attempt; after the last there is none.
const WAITS: [i64; 6] = [1, 5, 15, 30, 60, 120];

/// What is to be done with a message after an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    Settle(State, String),
    /// Again at the moment.
    Wait(DateTime<Utc>, String),
}

/// What follows from the attempt that was the `tries`-th, at `now`, for a message that is of no use after `until`.
pub fn after(attempt: Attempt, tries: i64, now: DateTime<Utc>, until: DateTime<Utc>) -> Next {
    match attempt {
        Attempt::Sent => Next::Settle(State::Sent, String::new()),
        Attempt::Never(why) => Next::Settle(State::Failed, why),
        Attempt::Later(why) => {
            let wait = usize::try_from(tries - 1).ok().and_then(|place| WAITS.get(place)).copied();
            match wait.map(|minutes| now + TimeDelta::minutes(minutes)).filter(|next| *next < until) {
                Some(next) => Next::Wait(next, why),
                None => Next::Settle(State::Failed, why),
            }
        }
    }
}

/// Whether somebody may be written to under the address: one @, no space, something with a point behind it.
/// Whether it exists, the mail server says.
pub fn is_address(text: &str) -> bool {
    let forbidden = |c: char| c.is_whitespace() || c.is_control() || "<>(),;:\"[]\\".contains(c);
    match text.split_once('@') {
        Some((name, host)) => {
            let labels = || host.split('.');
            !name.is_empty()
                && text.len() <= 254
                && !text.contains(forbidden)
                && labels().count() > 1
                && labels()
                    .all(|label| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
        }
        None => false,
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Way::Board => "board",
            Way::Mail => "mail",
            Way::Bot => "bot",
        })
    }
}

impl FromStr for Way {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        [Way::Board, Way::Mail, Way::Bot]
            .into_iter()
            .find(|way| way.to_string() == text)
            .ok_or_else(|| format!("expected board, mail or bot, found {text:?}"))
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            State::Waiting => "waiting",
            State::Sent => "sent",
            State::Failed => "failed",
            State::Dropped => "dropped",
            State::Shown => "shown",
        })
    }
}

impl FromStr for State {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        [State::Waiting, State::Sent, State::Failed, State::Dropped, State::Shown]
            .into_iter()
            .find(|state| state.to_string() == text)
            .ok_or_else(|| format!("expected a state of a message, found {text:?}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_tried_seven_times_at_growing_distances_and_then_given_up() {
        let start: DateTime<Utc> = "2022-07-28T01:00:00Z".parse().unwrap();
        let until = start + TimeDelta::hours(10);
        let (mut now, mut tries) = (start, 0);
        let last = loop {
            tries += 1;
            match after(Attempt::Later("450".into()), tries, now, until) {
                Next::Wait(next, why) => {
                    assert!(next > now && why == "450");
                    now = next;
                }
                Next::Settle(state, _) => break state,
            }
        };
        assert_eq!((tries, last, now - start), (7, State::Failed, TimeDelta::minutes(231)));
        assert_eq!(after(Attempt::Never("550".into()), 1, start, until), Next::Settle(State::Failed, "550".into()));
        assert_eq!(after(Attempt::Sent, 3, start, until), Next::Settle(State::Sent, String::new()));
        // It is not tried again when it would say nothing true any more.
        let closing = start + TimeDelta::seconds(30);
        assert_eq!(after(Attempt::Later("450".into()), 1, start, closing), Next::Settle(State::Failed, "450".into()));
    }

    #[test]
    fn an_address_has_a_name_and_a_host_and_nothing_that_could_be_a_second_one() {
        for good in ["chen@example.org", "a.b+c@mail.example.org.cn", "陈@example.org"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "chen",
            "@example.org",
            "chen@",
            "chen@example",
            "a@b.c,d@e.f",
            "a@b.c\r\nBcc: d@e.f",
            "<a@b.c>",
            "a@b@c.d",
            "a@b..c",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
