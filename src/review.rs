//! Who may decide what on a report, and what a decision does.

mod consolidation;
mod ground;
mod hands;
mod undo;

#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;

pub use consolidation::{Consolidation, Line, sums, with_consolidation};
pub use ground::Ground;
pub use hands::{With, with_whom};
pub use undo::{Decision, UNDO_WITHIN, decides};

use crate::people::{Person, Role};
use crate::units::Route;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Where a report stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being written; also a correction being written.
    Draft,
    Submitted,
    /// Checked by the consolidating unit and passed on to the office.
    Forwarded,
    Returned,
    Accepted,
}

impl State {
    pub const ALL: [State; 5] = [State::Draft, State::Submitted, State::Forwarded, State::Returned, State::Accepted];

    /// Whether the unit may still type into it.
    pub fn is_open(self) -> bool {
        matches!(self, State::Draft | State::Returned)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            State::Draft => "draft",
            State::Submitted => "submitted",
            State::Forwarded => "forwarded",
            State::Returned => "returned",
            State::Accepted => "accepted",
        })
    }
}

impl FromStr for State {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        State::ALL.into_iter().find(|state| state.to_string() == text).ok_or_else(|| format!("no such state: {text:?}"))
    }
}

/// What somebody does to a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Keep what has been typed.
    Save,
    Submit,
    /// Take it back before anybody has looked at it.
    Withdraw,
    /// The head of the unit agrees; changes no state.
    Confirm,
    Forward,
    Return,
    Accept,
    /// Start a new version of what was accepted.
    Correct,
    /// Give a correction up: what was accepted stands.
    Abandon,
}

impl Action {
    pub const ALL: [Action; 9] = [
        Action::Save,
        Action::Submit,
        Action::Withdraw,
        Action::Confirm,
        Action::Forward,
        Action::Return,
        Action::Accept,
        Action::Correct,
        Action::Abandon,
    ];
}

impl FromStr for Action {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Action::ALL
            .into_iter()
            .find(|action| action.to_string() == text)
            .ok_or_else(|| format!("no such act: {text:?}"))
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Action::Save => "save",
            Action::Submit => "submit",
            Action::Withdraw => "withdraw",
            Action::Confirm => "confirm",
            Action::Forward => "forward",
            Action::Return => "return",
            Action::Accept => "accept",
            Action::Correct => "correct",
            Action::Abandon => "abandon",
        })
    }
}

/// The report a decision is about.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    pub unit: &'a str,
    pub route: Route,
    pub state: State,
    /// Whether what was accepted is being corrected.
    pub correcting: bool,
    /// Id of the person who submitted or last typed it.
    pub author: Option<&'a str>,
}

/// Why an action is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not for this role, or not for this unit.
    NotAllowed,
    /// The author never decides on their own report.
    OwnReport,
    /// The report is not where the action starts from.
    WrongState(State),
}

/// Whether `person` may file for `unit`: its filer, or a consolidator or office member for their own body's tasks.
pub fn may_file(person: &Person, unit: &str) -> bool {
    person.belongs_to(unit) && matches!(person.role, Role::Filer | Role::Consolidator | Role::Office)
}

/// Whether `person` may comment on a report: the office on every one, the consolidator on those of its lane.
/// A comment is no decision, so it may stand on a report in any state that has been handed in once.
pub fn may_comment(person: &Person, route: Route) -> bool {
    person.role == Role::Office || (person.role == Role::Consolidator && route == Route::ViaConsolidator)
}

/// The state the report is in after `person` has done `action`. The right to act is checked before the
/// state, so that nobody learns the state of a report they may not see.
pub fn decide(case: &Case, person: &Person, action: Action) -> Result<State, Refusal> {
    let office = person.role == Role::Office;
    let consolidates = person.role == Role::Consolidator && case.route == Route::ViaConsolidator;
    let allowed = match action {
        Action::Save | Action::Submit | Action::Withdraw | Action::Correct | Action::Abandon => {
            may_file(person, case.unit)
        }
        Action::Confirm => person.role == Role::UnitHead && person.belongs_to(case.unit),
        Action::Forward => consolidates,
        Action::Return => consolidates || office,
        Action::Accept => office,
    };
    if !allowed {
        return Err(Refusal::NotAllowed);
    }
    let decides = matches!(action, Action::Forward | Action::Return | Action::Accept);
    if decides && case.author == Some(person.id.as_str()) {
        return Err(Refusal::OwnReport);
    }
    // A society's report reaches the office through the consolidating unit (circular annex 2 no. 4).
    let ready = match case.route {
        Route::ViaConsolidator => State::Forwarded,
        Route::Direct | Route::None => State::Submitted,
    };
    match (action, case.state) {
        (Action::Save, state) if state.is_open() => Ok(state),
        (Action::Submit, state) if state.is_open() => Ok(State::Submitted),
        (Action::Withdraw, State::Submitted) => Ok(State::Draft),
        (Action::Confirm, state @ (State::Submitted | State::Forwarded | State::Accepted)) => Ok(state),
        (Action::Forward, State::Submitted) => Ok(State::Forwarded),
        (Action::Return, State::Submitted) if consolidates || case.route != Route::ViaConsolidator => {
            Ok(State::Returned)
        }
        (Action::Return, State::Submitted | State::Forwarded) if office => Ok(State::Returned),
        (Action::Accept, state) if state == ready => Ok(State::Accepted),
        (Action::Correct, State::Accepted) => Ok(State::Draft),
        (Action::Abandon, state) if state.is_open() && case.correcting => Ok(State::Accepted),
        (_, state) => Err(Refusal::WrongState(state)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(id: &str, role: Role, unit: Option<&str>) -> Person {
        Person {
            id: id.into(),
            login: id.into(),
            name: id.into(),
            post: String::new(),
            phone: String::new(),
            role,
            unit: unit.map(str::to_owned),
        }
    }

    #[test]
    fn a_society_report_passes_the_consolidator_and_then_one_acceptance() {
        let filer = person("f", Role::Filer, Some("soc_food"));
        let consolidator = person("c", Role::Consolidator, Some("gdes"));
        let office = person("o", Role::Office, Some("gdast_coop"));
        let case = |state| Case {
            unit: "soc_food",
            route: Route::ViaConsolidator,
            state,
            correcting: false,
            author: Some("f"),
        };
        assert_eq!(decide(&case(State::Draft), &filer, Action::Submit), Ok(State::Submitted));
        let early = decide(&case(State::Submitted), &office, Action::Accept);
        assert_eq!(early, Err(Refusal::WrongState(State::Submitted)));
        assert_eq!(decide(&case(State::Submitted), &consolidator, Action::Forward), Ok(State::Forwarded));
        assert_eq!(decide(&case(State::Forwarded), &consolidator, Action::Accept), Err(Refusal::NotAllowed));
        assert_eq!(decide(&case(State::Forwarded), &office, Action::Accept), Ok(State::Accepted));
        assert_eq!(decide(&case(State::Accepted), &filer, Action::Correct), Ok(State::Draft));
    }

    #[test]
    fn only_a_correction_is_given_up_and_only_while_it_is_open() {
        let filer = person("f", Role::Filer, Some("gz_ast"));
        for state in State::ALL {
            for correcting in [false, true] {
                let case = Case { unit: "gz_ast", route: Route::Direct, state, correcting, author: Some("f") };
                let expected =
                    if correcting && state.is_open() { Ok(State::Accepted) } else { Err(Refusal::WrongState(state)) };
                assert_eq!(decide(&case, &filer, Action::Abandon), expected, "{state} {correcting}");
            }
        }
    }

    #[test]
    fn a_direct_report_goes_to_the_office_and_not_through_the_consolidator() {
        let consolidator = person("c", Role::Consolidator, Some("gdes"));
        let office = person("o", Role::Office, Some("gdast_coop"));
        let case = Case {
            unit: "gz_ast",
            route: Route::Direct,
            state: State::Submitted,
            correcting: false,
            author: Some("f"),
        };
        assert_eq!(decide(&case, &consolidator, Action::Forward), Err(Refusal::NotAllowed));
        assert_eq!(decide(&case, &office, Action::Accept), Ok(State::Accepted));
    }

    #[test]
    fn nobody_decides_on_their_own_report_and_no_role_does_more_than_its_part() {
        let author = person("o", Role::Office, Some("gdast_coop"));
        let own = Case {
            unit: "gdast_coop",
            route: Route::Direct,
            state: State::Submitted,
            correcting: false,
            author: Some("o"),
        };
        assert_eq!(decide(&own, &author, Action::Accept), Err(Refusal::OwnReport));
        for role in [Role::LeadingGroup, Role::Administrator, Role::Auditor, Role::UnitHead] {
            let other = person("x", role, Some("gz_ast"));
            let case = Case {
                unit: "gz_ast",
                route: Route::Direct,
                state: State::Submitted,
                correcting: false,
                author: Some("f"),
            };
            for action in Action::ALL.into_iter().filter(|action| *action != Action::Confirm) {
                assert_eq!(decide(&case, &other, action), Err(Refusal::NotAllowed), "{role} {action}");
            }
        }
        let stranger = person("s", Role::Filer, Some("sz_ast"));
        let case = Case { unit: "gz_ast", route: Route::Direct, state: State::Draft, correcting: false, author: None };
        assert_eq!(decide(&case, &stranger, Action::Save), Err(Refusal::NotAllowed));
    }
}
