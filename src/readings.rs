//! The ledger of questions: what the circular leaves open, how it is read, who decided so and since when, and which
//! figures rest on a reading that nobody has confirmed (features idea 11).

#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;

use crate::figures::{Counted, FigureId, Subject};
use crate::people::{Person, Role};
use crate::programme::{Decided, Mark, Programme, Reading, Switch};
use crate::targets::{PlanPoint, TargetMeasure};
use chrono::NaiveDate;

/// Most characters of the ground of a decision.
pub const LIMIT: usize = 200;
/// The choice that leaves the reading in force as it is.
pub const AS_READ: &str = "as-read";

/// What the office has decided about a reading, from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub reading: String,
    /// [`AS_READ`], or the id of another way to read it.
    pub choice: String,
    pub from: NaiveDate,
    pub decided: Decided,
}

/// By what a form tells which decision it was made from; empty before the first.
pub fn seen_as(decided: Option<&Decided>) -> String {
    decided.map(|decided| format!("{} {} {}", decided.on, decided.by, decided.basis)).unwrap_or_default()
}

/// A programme as it is read by all `decisions`, in their order.
pub fn read_as(programme: Programme, decisions: &[Decision]) -> Programme {
    decisions.iter().fold(programme, |plan, decision| plan.reading_decided(decision).unwrap_or(plan))
}

/// Whether the person may decide how the circular is read.
pub fn may_decide(person: &Person) -> bool {
    person.role == Role::Office
}

impl Programme {
    pub fn reading(&self, id: &str) -> Option<&Reading> {
        self.readings.iter().find(|reading| reading.id == id)
    }

    /// The programme read as `decision` says: the reading is no longer open, the figures are computed by it, and what
    /// was marked for its sake alone is marked no more. Nothing if it is about another programme's reading.
    pub fn reading_decided(&self, decision: &Decision) -> Option<Programme> {
        let mut programme = Programme { before: None, ..self.clone() };
        let reading = programme.readings.iter_mut().find(|reading| reading.id == decision.reading)?;
        let chosen = reading.others.iter().find(|other| other.id == decision.choice).cloned();
        if chosen.is_none() && decision.choice != AS_READ {
            return None;
        }
        reading.decided = Some(decision.decided.clone());
        if let Some(other) = chosen {
            let before = std::mem::replace(&mut reading.in_force, other.name.clone());
            // What was in force stays among the others, so that the office can go back to it.
            for held in reading.others.iter_mut().filter(|held| held.id == other.id) {
                held.name = before.clone();
                held.switch = None;
            }
            if let Some(switch) = &other.switch {
                programme = programme.switched(switch);
            }
        }
        programme.unmark();
        Some(programme)
    }

    /// The programme with one reading switched, to be looked at beside the one in force.
    pub fn switched(&self, switch: &Switch) -> Programme {
        let mut programme = Programme { before: None, ..self.clone() };
        match switch {
            Switch::RollOver { roll_over } => programme.reporting.roll_over = *roll_over,
            Switch::Group { group, like } => {
                let wanted = programme.group(like).map(|like| like.members.clone()).unwrap_or_default();
                if let Some(group) = programme.groups.iter_mut().find(|held| held.id == *group) {
                    group.members.retain(|member| wanted.iter().any(|other| other.unit == member.unit));
                }
            }
            Switch::PlanFrom { plan_from } => {
                for target in &mut programme.targets {
                    let due = target.due;
                    if let Some(plan) = &mut target.plan {
                        plan.points =
                            vec![PlanPoint { on: *plan_from, percent: 0 }, PlanPoint { on: due, percent: 100 }];
                    }
                }
            }
        }
        programme.periods = programme.reporting.periods(&programme.holidays);
        programme
    }

    /// Takes the marks away that no open reading asks for any more.
    fn unmark(&mut self) {
        let open = |mark: Mark, readings: &[Reading]| {
            let asking = |reading: &&Reading| reading.marks.contains(&mark);
            let mut asked = readings.iter().filter(asking).peekable();
            asked.peek().is_none() || asked.any(Reading::is_open)
        };
        let readings = self.readings.clone();
        for target in &mut self.targets {
            let rests =
                |reading: &&Reading| reading.marks.contains(&Mark::Targets) && reading.rests.contains(&target.id);
            let asking: Vec<&Reading> = readings.iter().filter(rests).collect();
            if !asking.is_empty() && !asking.iter().any(|reading| reading.is_open()) {
                target.inferred = None;
            }
        }
        for specialty in &mut self.specialties {
            specialty.units_inferred &= open(Mark::Specialties, &readings);
        }
        for unit in &mut self.units {
            unit.specialties_inferred &= open(Mark::Specialties, &readings);
        }
        for group in &mut self.groups {
            group.inferred &= open(Mark::Groups, &readings);
        }
        for place in &mut self.places {
            place.unit_inferred &= open(Mark::Places, &readings);
            for requirement in &mut place.requires {
                requirement.inferred &= open(Mark::Requirements, &readings);
            }
        }
    }

    /// The open readings a figure rests on.
    pub fn unconfirmed(&self, figure: &FigureId) -> Vec<&Reading> {
        let names = self.rests_under(&figure.subject);
        self.readings
            .iter()
            .filter(|reading| reading.is_open() && reading.rests.iter().any(|rest| names.contains(rest)))
            .collect()
    }

    /// What a figure is called where a reading says which figures rest on it.
    fn rests_under(&self, subject: &Subject) -> Vec<String> {
        match subject {
            Subject::Target(id) | Subject::Pending(id) => vec![id.clone()],
            Subject::Measure(measure) => {
                let counts = self.targets.iter().filter(
                    |target| matches!(target.measure, TargetMeasure::Count { measure: counted } if counted == *measure),
                );
                counts.map(|target| target.id.clone()).collect()
            }
            Subject::Reporting | Subject::Filings(_) => vec!["reporting".into()],
            Subject::Tasks(_) => vec!["tasks".into()],
            // What a target is worth and lacks rests on what the target rests on.
            Subject::Count { counted: Counted::Given | Counted::Derived, of } => {
                of.iter().filter_map(|of| of.split('.').next()).map(str::to_owned).collect()
            }
            Subject::Count { counted, .. } if counted.is_of_tasks() => vec!["tasks".into()],
            Subject::Count { .. } => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::file::built_in;
    use crate::progress::{Record, progress};
    use crate::views::{Basis, View};

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, month, day).unwrap()
    }

    fn decision(reading: &str, choice: &str, from: NaiveDate) -> Decision {
        let decided = Decided { by: "主任 · 李".into(), basis: "会议纪要".into(), on: from };
        Decision { reading: reading.into(), choice: choice.into(), from, decided }
    }

    fn open(programme: &Programme, figure: &str) -> Vec<String> {
        programme.unconfirmed(&figure.parse().unwrap()).iter().map(|reading| reading.id.clone()).collect()
    }

    #[test]
    fn every_reading_says_where_it_stands_and_how_else_it_might_be_read() {
        let readings = &built_in().readings;
        assert!(readings.len() >= 29, "{}", readings.len());
        for reading in readings {
            assert!(reading.is_open() && !reading.clause.is_empty() && !reading.others.is_empty(), "{}", reading.id);
        }
    }

    #[test]
    fn a_figure_is_marked_until_every_reading_it_rests_on_is_confirmed_and_from_that_day_on_only() {
        let plan = built_in().clone();
        let resting = open(&plan, "recognised,unit=soc_food");
        assert_eq!(resting, open(&plan, "T2"));
        assert!(resting.contains(&"or-more".to_owned()) && !resting.contains(&"weekends".to_owned()), "{resting:?}");
        let mut decided = plan;
        for reading in &resting {
            let next = decided.reading_decided(&decision(reading, AS_READ, day(8, 1))).unwrap();
            decided = next.following(decided, day(8, 1));
        }
        assert_eq!(open(&decided, "T2"), Vec::<String>::new());
        assert_eq!(open(decided.at(day(7, 31)), "T2"), resting);
        assert!(decided.target("T2").unwrap().inferred.is_none());
        assert!(decided.at(day(7, 31)).target("T2").unwrap().inferred.is_some());
        assert!(decided.target("T1").unwrap().inferred.is_some(), "what rests on another reading stays marked");
    }

    #[test]
    fn the_marks_of_links_go_with_the_reading_that_asks_for_them() {
        let plan = built_in();
        let decided = plan.reading_decided(&decision("specialty-map", AS_READ, day(8, 1))).unwrap();
        assert!(plan.specialties.iter().any(|it| it.units_inferred));
        assert!(!decided.specialties.iter().any(|it| it.units_inferred));
        assert!(decided.groups.iter().all(|group| group.inferred));
        let decided = decided.reading_decided(&decision("pilot-units", AS_READ, day(8, 1))).unwrap();
        assert!(!decided.groups.iter().any(|group| group.inferred));
    }

    #[test]
    fn another_way_to_read_it_is_computed_and_can_be_taken_back() {
        let plan = built_in();
        let view = View::new(day(7, 28), Basis::Corrected);
        let owed = |plan: &Programme| progress(plan, &Record::default(), view).reporting[0].expected;
        let societies = plan.reading_decided(&decision("pilot-units", "societies", day(8, 1))).unwrap();
        assert_eq!((owed(plan), owed(&societies)), (18, 13));
        let strict = plan.reading_decided(&decision("weekends", "strict", day(8, 1))).unwrap();
        let may = |plan: &Programme| plan.periods.iter().find(|it| it.due == day(5, 28)).unwrap().effective_due;
        assert_eq!((may(plan), may(&strict)), (day(5, 30), day(5, 28)));
        let even = plan.reading_decided(&decision("plan-line", "january", day(8, 1))).unwrap();
        assert_eq!(even.pace("T1", day(3, 31)).unwrap().percent().to_string(), "24.7");
        assert!(plan.reading_decided(&decision("weekends", "nonsense", day(8, 1))).is_none());
        assert!(plan.reading_decided(&decision("nothing", AS_READ, day(8, 1))).is_none());
        let held = strict.reading("weekends").unwrap();
        assert_eq!(held.others[0].name, plan.reading("weekends").unwrap().in_force);
    }
}
