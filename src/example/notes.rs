//! What leaders and the office say in the example, and what units answer.

use super::{Act, Step, moment};
use crate::calendar::day_of;
use crate::ladder::{Asked, Signatory};
use crate::programme::Programme;
use chrono::NaiveDate;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    pub by: String,
    at: String,
    pub subject: String,
    pub to: Vec<String>,
    pub text: String,
    /// A rung of the ladder, for which occurrence, by when it is to be answered, in whose name.
    rung: Option<String>,
    due: Option<String>,
    answer_by: Option<String>,
    in_name: Option<[String; 2]>,
    #[serde(default)]
    replies: Vec<Answered>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    pub by: String,
    at: String,
    pub text: String,
    promised: Option<String>,
}

impl Answered {
    pub fn promised(&self) -> Option<NaiveDate> {
        self.promised.as_deref().map(day)
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("the example writes days in one way")
}

impl Said {
    pub fn asked(&self) -> Option<Asked> {
        let rung = self.rung.as_deref()?.parse().expect("the example knows the rungs");
        let named = |day: &Option<String>| day.clone().expect("a rung has its days");
        let in_name = self.in_name.clone().map(|[post, name]| Signatory { name, post });
        Some(Asked { rung, due: day(&named(&self.due)), answer_by: day(&named(&self.answer_by)), in_name })
    }

    /// The note and its replies, each as a step at the desk of the unit it goes to first.
    pub fn steps<'a>(&'a self, programme: &'a Programme) -> impl Iterator<Item = Step<'a>> {
        let unit =
            self.to.first().and_then(|unit| programme.unit(unit)).expect("a note goes to units of the programme");
        let replies = self.replies.iter().map(|reply| (&reply.at, Act::Reply(self, reply)));
        [(&self.at, Act::Note(self))].into_iter().chain(replies).map(move |(at, act)| {
            let at = moment(at);
            let period = programme.current_period(day_of(at)).expect("the example lies within the programme");
            Step { at, unit, period: period.id, act }
        })
    }
}
