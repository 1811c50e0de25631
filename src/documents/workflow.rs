//! 拟稿 → 核稿 → 签发 → 印发: who may take a document which step on.

use crate::people::{Person, Role};
use std::fmt;
use std::str::FromStr;

/// Where a document stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// 拟稿: the only stage in which it is typed.
    Drafting,
    /// 核稿
    Vetting,
    /// With whoever signs.
    Signing,
    /// 签发: its text and numbers may no longer move.
    Signed,
    /// 印发: frozen.
    Issued,
}

impl Stage {
    pub const ALL: [Stage; 5] = [Stage::Drafting, Stage::Vetting, Stage::Signing, Stage::Signed, Stage::Issued];
}

/// What somebody does to a document as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// 送核
    Send,
    /// 核稿通过
    Pass,
    /// Back to the draft, with comments.
    Return,
    Sign,
    Issue,
}

impl Action {
    pub const ALL: [Action; 5] = [Action::Send, Action::Pass, Action::Return, Action::Sign, Action::Issue];
}

/// Why a step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not for this role.
    NotAllowed,
    /// Who drafts neither vets nor signs.
    Author,
    /// The document is not where the step starts from.
    WrongStage(Stage),
}

/// The stage a document is in after `person` has done `action`. The right to act is asked before the stage.
pub fn decide(stage: Stage, authors: &[String], person: &Person, action: Action) -> Result<Stage, Refusal> {
    let office = person.role == Role::Office;
    let leads = person.role == Role::LeadingGroup;
    let allowed = match action {
        Action::Send | Action::Pass | Action::Issue => office,
        // A leader sends back what came to them for signature; the office, what is on its way.
        Action::Return => office || leads,
        Action::Sign => office || leads,
    };
    if !allowed {
        return Err(Refusal::NotAllowed);
    }
    if matches!(action, Action::Pass | Action::Sign) && authors.contains(&person.id) {
        return Err(Refusal::Author);
    }
    match (action, stage) {
        (Action::Send, Stage::Drafting) => Ok(Stage::Vetting),
        (Action::Pass, Stage::Vetting) => Ok(Stage::Signing),
        (Action::Return, Stage::Vetting | Stage::Signed) if office => Ok(Stage::Drafting),
        (Action::Return, Stage::Signing) => Ok(Stage::Drafting),
        (Action::Sign, Stage::Signing) => Ok(Stage::Signed),
        (Action::Issue, Stage::Signed) => Ok(Stage::Issued),
        (_, stage) => Err(Refusal::WrongStage(stage)),
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Stage::Drafting => "drafting",
            Stage::Vetting => "vetting",
            Stage::Signing => "signing",
            Stage::Signed => "signed",
            Stage::Issued => "issued",
        })
    }
}

impl FromStr for Stage {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Stage::ALL.into_iter().find(|stage| stage.to_string() == text).ok_or_else(|| format!("no such stage: {text:?}"))
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Action::Send => "send",
            Action::Pass => "pass",
            Action::Return => "return",
            Action::Sign => "sign",
            Action::Issue => "issue",
        })
    }
}

impl FromStr for Action {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let mut all = Action::ALL.into_iter();
        all.find(|action| action.to_string() == text)
            .ok_or_else(|| format!("expected send, pass, return, sign or issue, found {text:?}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(id: &str, role: Role) -> Person {
        Person {
            id: id.into(),
            login: id.into(),
            name: id.into(),
            post: String::new(),
            phone: String::new(),
            role,
            unit: None,
        }
    }

    #[test]
    fn a_document_is_drafted_vetted_signed_and_issued_by_more_than_one_person() {
        let authors = ["a".to_owned()];
        let (author, other) = (person("a", Role::Office), person("b", Role::Office));
        let leader = person("l", Role::LeadingGroup);
        let step = |stage, person: &Person, action| decide(stage, &authors, person, action);
        assert_eq!(step(Stage::Drafting, &author, Action::Send), Ok(Stage::Vetting));
        assert_eq!(step(Stage::Vetting, &author, Action::Pass), Err(Refusal::Author));
        assert_eq!(step(Stage::Vetting, &other, Action::Pass), Ok(Stage::Signing));
        assert_eq!(step(Stage::Signing, &author, Action::Sign), Err(Refusal::Author), "who drafts does not sign");
        assert_eq!(step(Stage::Signing, &leader, Action::Sign), Ok(Stage::Signed));
        assert_eq!(step(Stage::Signed, &author, Action::Issue), Ok(Stage::Issued));
    }

    #[test]
    fn it_goes_back_with_comments_until_it_is_issued_and_never_after() {
        let (office, leader) = (person("b", Role::Office), person("l", Role::LeadingGroup));
        for stage in [Stage::Vetting, Stage::Signing, Stage::Signed] {
            assert_eq!(decide(stage, &[], &office, Action::Return), Ok(Stage::Drafting), "{stage}");
        }
        assert_eq!(decide(Stage::Signing, &[], &leader, Action::Return), Ok(Stage::Drafting));
        let early = decide(Stage::Vetting, &[], &leader, Action::Return);
        assert_eq!(early, Err(Refusal::WrongStage(Stage::Vetting)), "a leader sends back what came to them");
        for action in Action::ALL {
            let late = decide(Stage::Issued, &[], &office, action);
            assert_eq!(late, Err(Refusal::WrongStage(Stage::Issued)), "{action}");
        }
    }

    #[test]
    fn no_other_role_takes_any_step() {
        for role in Role::ALL.into_iter().filter(|role| !matches!(role, Role::Office | Role::LeadingGroup)) {
            for stage in Stage::ALL {
                for action in Action::ALL {
                    assert_eq!(decide(stage, &[], &person("x", role), action), Err(Refusal::NotAllowed));
                }
            }
        }
    }
}
