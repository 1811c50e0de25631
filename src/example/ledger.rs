//! What the office of the example has decided about the circular, and what it was told.

use super::{Cast, Example, moment};
use crate::audit::Actor;
use crate::calendar::{day_of, end_of};
use crate::db::Tx;
use crate::feedback::store as feedback;
use crate::problem::Problem;
use crate::readings::store as readings;
use chrono::NaiveDate;
use serde::Deserialize;

/// A reading that was confirmed or settled.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Decided {
    by: String,
    at: String,
    reading: String,
    choice: String,
    basis: String,
}

/// A complaint or suggestion, and the answer to it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Feedback {
    by: String,
    at: String,
    text: String,
    #[serde(default)]
    about: String,
    answer: Option<Answered>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answered {
    by: String,
    at: String,
    text: String,
}

impl Example {
    /// What has been decided and said by the end of a day.
    pub(super) async fn tell(&self, tx: &mut Tx, cast: &Cast<'_>, last: NaiveDate) -> Result<(), Problem> {
        let actor = |login: &str, at: &str| {
            let person = cast.people.iter().find(|person| person.login == login).expect("whoever acts has an account");
            Actor { person: person.clone(), now: moment(at), request: "example".into() }
        };
        for it in self.decided.iter().filter(|it| moment(&it.at) < end_of(last)) {
            let what = (it.reading.as_str(), it.choice.as_str(), it.basis.as_str());
            let by = actor(&it.by, &it.at);
            readings::decide(tx, &cast.programme.id, what, (day_of(by.now), None), &by, cast.key).await?;
        }
        for it in self.feedback.iter().filter(|it| moment(&it.at) < end_of(last)) {
            feedback::add(tx, &it.text, &it.about, &actor(&it.by, &it.at), cast.key).await?;
            let Some(answer) = it.answer.as_ref().filter(|answer| moment(&answer.at) < end_of(last)) else { continue };
            let said = feedback::all(tx).await?.into_iter().find(|held| held.text == it.text);
            let id = said.map(|held| held.id).unwrap_or_default();
            feedback::answer(tx, &id, &answer.text, &actor(&answer.by, &answer.at), cast.key).await?;
        }
        Ok(())
    }
}
