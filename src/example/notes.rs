//! What leaders and the office say in the example, and what units answer.

use super::{Act, Step, moment};
use crate::calendar::day_of;
use crate::programme::Programme;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    pub by: String,
    at: String,
    pub subject: String,
    pub to: Vec<String>,
    pub text: String,
    #[serde(default)]
    replies: Vec<Answered>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    pub by: String,
    at: String,
    pub text: String,
}

impl Said {
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
