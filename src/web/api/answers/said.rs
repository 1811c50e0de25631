//! What was said and settled: leaders' notes with their replies, and the decisions of meetings.

use crate::decisions::Decision;
use crate::lights::Light;
use crate::notes::{Note, Reply, Signed};
use crate::programme::Thresholds;
use crate::views::View;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// A note and what was answered.
#[derive(Serialize, ToSchema)]
pub struct NoteAnswer {
    id: String,
    /// What it is about: `task.12`, `unit.sz_ast`, `target.T2` or `ask.soc_electric.2022-07`.
    subject: String,
    /// `instruction` of the leading group or `remark` of the office.
    kind: String,
    text: String,
    /// The units it goes to.
    to: Vec<String>,
    by: SignedAnswer,
    replies: Vec<ReplyAnswer>,
    /// Units that owe a reply and have given none.
    waits_for: Vec<String>,
}

#[derive(Serialize, ToSchema)]
pub struct ReplyAnswer {
    id: String,
    text: String,
    by: SignedAnswer,
}

/// Under whose name, with the post of the moment.
#[derive(Serialize, ToSchema)]
pub struct SignedAnswer {
    name: String,
    post: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    at: DateTime<Utc>,
}

/// One thing a meeting settled.
#[derive(Serialize, ToSchema)]
pub struct DecisionAnswer {
    id: String,
    number: i64,
    text: String,
    units: Vec<String>,
    due: NaiveDate,
    /// The day as at which the meeting looked at the programme.
    on: NaiveDate,
    #[schema(value_type = String)]
    light: Light,
    by: SignedAnswer,
    done: Option<DoneAnswer>,
}

#[derive(Serialize, ToSchema)]
pub struct DoneAnswer {
    text: String,
    by: SignedAnswer,
}

impl From<Signed> for SignedAnswer {
    fn from(by: Signed) -> Self {
        SignedAnswer { name: by.name, post: by.post, unit: by.unit, at: by.at }
    }
}

impl From<Note> for NoteAnswer {
    fn from(note: Note) -> Self {
        let reply = |reply: Reply| ReplyAnswer { id: reply.id, text: reply.text, by: reply.by.into() };
        NoteAnswer {
            waits_for: note.waits_for().into_iter().map(str::to_owned).collect(),
            id: note.id,
            subject: note.subject.to_string(),
            kind: note.kind.to_string(),
            text: note.text,
            to: note.to,
            by: note.by.into(),
            replies: note.replies.into_iter().map(reply).collect(),
        }
    }
}

impl DecisionAnswer {
    /// The decision as the view knows it.
    pub fn new(decision: Decision, view: View, thresholds: &Thresholds) -> Self {
        let signed = |by: &crate::decisions::Signed| SignedAnswer {
            name: by.name.clone(),
            post: by.post.clone(),
            unit: None,
            at: by.at,
        };
        DecisionAnswer {
            light: decision.light(view, thresholds),
            by: signed(&decision.by),
            done: decision.done(view).map(|done| DoneAnswer { text: done.text.clone(), by: signed(&done.by) }),
            id: decision.id,
            number: decision.number,
            text: decision.text,
            units: decision.units,
            due: decision.due,
            on: decision.on,
        }
    }
}
