//! What happens in the example, read from its file and put in order.

use super::{account, documents, evidence, ledger, moment, notes, papers};
use crate::calendar::{PeriodId, end_of};
use crate::people::{Person, Role};
use crate::programme::Programme;
use crate::reports::{Draft, Entry, PolicyEntry, StageEntry, TaskEntry, Typed};
use crate::targets::Measure;
use crate::units::{Route, Unit};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Deserialize;
use std::collections::BTreeMap;

const SOURCE: &str = include_str!("../../programmes/example-2022.toml");

/// A first check takes the consolidator two hours, …
const FORWARDED_AFTER: TimeDelta = TimeDelta::hours(2);
/// … an acceptance is there five hours after the filing, …
const ACCEPTED_AFTER: TimeDelta = TimeDelta::hours(5);
/// … and a closure is looked into for a day longer.
const CONFIRMED_AFTER: TimeDelta = TimeDelta::hours(29);

/// The file, as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Example {
    pub(super) people: Vec<Account>,
    pub(super) later: Vec<Account>,
    pub(super) returned: Vec<Returned>,
    pub(super) corrections: Vec<Correction>,
    pub(super) consolidated: Vec<Consolidated>,
    pub(super) notes: Vec<notes::Said>,
    pub(super) evidence: Vec<evidence::Attached>,
    pub(super) documents: Vec<documents::Made>,
    pub(super) decided: Vec<ledger::Decided>,
    pub(super) feedback: Vec<ledger::Feedback>,
    pub(super) units: Vec<Months>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Account {
    login: String,
    name: String,
    post: String,
    role: Role,
    unit: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Returned {
    unit: String,
    period: PeriodId,
    filed: String,
    done: String,
    at: String,
    field: String,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Correction {
    unit: String,
    period: PeriodId,
    filed: String,
    accepted: String,
    reason: String,
    /// The cell that changes …
    count: String,
    /// … and what it says from now on.
    is: i64,
}

/// What the consolidating unit reports on its lane; nothing said is a nil return.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Consolidated {
    period: PeriodId,
    filed: String,
    accepted: Option<String>,
    #[serde(default)]
    said: String,
}

impl Consolidated {
    fn steps<'a>(&'a self, programme: &'a Programme) -> impl Iterator<Item = Step<'a>> {
        let unit = programme.unit(&programme.consolidator).expect("a programme has its consolidating unit");
        let accepted = self.accepted.iter().map(|at| (at, Act::AcceptConsolidation));
        let steps = [(&self.filed, Act::Consolidate(&self.said))].into_iter().chain(accepted);
        steps.map(move |(at, act)| Step { at: moment(at), unit, period: self.period, act })
    }
}

/// What one unit reports from month to month.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Months {
    id: String,
    /// None where somebody under [`Example::people`] files.
    filer: Option<String>,
    #[serde(default)]
    post: String,
    filed: Vec<String>,
    #[serde(default)]
    papers: Vec<papers::Written>,
    #[serde(default)]
    accepted: BTreeMap<PeriodId, String>,
    #[serde(default)]
    nil: Vec<PeriodId>,
    #[serde(default)]
    counts: BTreeMap<String, Vec<i64>>,
    #[serde(default)]
    specialties: BTreeMap<PeriodId, Vec<StageEntry>>,
    #[serde(default)]
    tasks: BTreeMap<PeriodId, Vec<TaskEntry>>,
    #[serde(default)]
    policies: BTreeMap<PeriodId, Vec<PolicyEntry>>,
    #[serde(default)]
    done: BTreeMap<PeriodId, String>,
    #[serde(default)]
    problems: BTreeMap<PeriodId, String>,
    #[serde(default)]
    next: BTreeMap<PeriodId, String>,
    #[serde(default)]
    ask: BTreeMap<PeriodId, String>,
}

/// One act of one person.
pub(super) struct Step<'a> {
    pub(super) at: DateTime<Utc>,
    pub(super) unit: &'a Unit,
    pub(super) period: PeriodId,
    pub(super) act: Act<'a>,
}

pub(super) enum Act<'a> {
    File(Draft),
    Correct(Draft, &'a str),
    Forward,
    SendBack { field: &'a str, reason: &'a str },
    Accept,
    ConfirmClosures,
    Consolidate(&'a str),
    AcceptConsolidation,
    Note(&'a notes::Said),
    Reply(&'a notes::Said, &'a notes::Answered),
    Paper(&'a papers::Written),
    Document(&'a documents::Made, documents::Move),
}

impl Example {
    pub(super) fn read() -> Example {
        toml::from_str(SOURCE).expect("the example is read by every test run")
    }

    /// Everybody with an account, in the order of the file; each has a telephone that nobody answers.
    pub(super) fn accounts(&self, programme: &Programme) -> Vec<Person> {
        let person = |who: &Account| Person {
            id: account(&who.login),
            login: who.login.clone(),
            name: who.name.clone(),
            post: who.post.clone(),
            phone: String::new(),
            role: who.role,
            unit: who.unit.clone(),
        };
        let (named, later) = (self.people.iter().map(person), self.later.iter().map(person));
        let filers = self.units.iter().filter_map(|months| {
            let unit = programme.unit(&months.id)?;
            Some(Person {
                id: account(&unit.id),
                login: unit.id.clone(),
                name: months.filer.clone()?,
                post: months.post.clone(),
                phone: String::new(),
                role: Role::Filer,
                unit: Some(unit.id.clone()),
            })
        });
        let people = named.chain(filers).chain(later).enumerate();
        people.map(|(place, person)| Person { phone: format!("020-0000-{:04}", place + 1), ..person }).collect()
    }

    /// Everything that happened, in the order in which it did.
    pub(super) fn steps<'a>(&'a self, programme: &'a Programme, last: NaiveDate) -> Vec<Step<'a>> {
        let mut steps = Vec::new();
        for months in &self.units {
            let unit = programme.unit(&months.id).expect("the example names units of the programme");
            for ((place, period), filed) in programme.periods.iter().enumerate().zip(&months.filed) {
                if !filed.is_empty() {
                    let accepted = months.accepted.get(&period.id);
                    let draft = months.draft(place, period.id);
                    steps.extend(passage(unit, period.id, Act::File(draft), filed, accepted));
                }
            }
            steps.extend(months.papers.iter().map(|written| written.step(unit)));
            let place_of = |id: PeriodId| {
                programme.periods.iter().position(|p| p.id == id).expect("the example names periods of the programme")
            };
            for returned in self.returned.iter().filter(|returned| returned.unit == unit.id) {
                let draft = months.draft(place_of(returned.period), returned.period);
                let act = Act::File(Draft { done: returned.done.clone(), ..draft });
                steps.push(Step { at: moment(&returned.filed), unit, period: returned.period, act });
                let act = Act::SendBack { field: &returned.field, reason: &returned.reason };
                steps.push(Step { at: moment(&returned.at), unit, period: returned.period, act });
            }
            for correction in self.corrections.iter().filter(|correction| correction.unit == unit.id) {
                let mut draft = months.draft(place_of(correction.period), correction.period);
                let cell = entry(&correction.count, correction.is);
                let wrong = draft
                    .entries
                    .iter_mut()
                    .find(|held| Entry { count: cell.count.clone(), ..(*held).clone() } == cell);
                *wrong.expect("a correction names a cell of the report") = cell;
                let act = Act::Correct(draft, &correction.reason);
                steps.extend(passage(unit, correction.period, act, &correction.filed, Some(&correction.accepted)));
            }
        }
        steps.extend(self.consolidated.iter().flat_map(|filed| filed.steps(programme)));
        steps.extend(self.notes.iter().flat_map(|said| said.steps(programme)));
        steps.extend(self.documents.iter().flat_map(|made| made.steps(programme)));
        steps.retain(|step| step.at < end_of(last));
        steps.sort_by_key(|step| step.at);
        steps
    }
}

/// A filing and what follows from it when nobody objects.
fn passage<'a>(
    unit: &'a Unit,
    period: PeriodId,
    filing: Act<'a>,
    filed: &str,
    accepted: Option<&String>,
) -> impl Iterator<Item = Step<'a>> {
    let filed = moment(filed);
    let accepted = accepted.map_or(filed + ACCEPTED_AFTER, |text| moment(text));
    let forwarded = (unit.route == Route::ViaConsolidator).then_some((filed + FORWARDED_AFTER, Act::Forward));
    let confirmed = accepted.max(filed + CONFIRMED_AFTER);
    [Some((filed, filing)), forwarded, Some((accepted, Act::Accept)), Some((confirmed, Act::ConfirmClosures))]
        .into_iter()
        .flatten()
        .map(move |(at, act)| Step { at, unit, period, act })
}

impl Months {
    fn draft(&self, place: usize, period: PeriodId) -> Draft {
        let nil = self.nil.contains(&period);
        let text = |texts: &BTreeMap<PeriodId, String>| texts.get(&period).cloned().unwrap_or_default();
        let counts = self.counts.iter().filter(|_| !nil);
        Draft {
            nil,
            entries: counts.map(|(cell, months)| entry(cell, months[place])).collect(),
            specialties: self.specialties.get(&period).cloned().unwrap_or_default(),
            tasks: self.tasks.get(&period).cloned().unwrap_or_default(),
            done: text(&self.done),
            problems: text(&self.problems),
            next: text(&self.next),
            ask: text(&self.ask),
            policies: self.policies.get(&period).cloned().unwrap_or_default(),
            ..Draft::default()
        }
    }
}

/// Reads `building hk in` or `nansha mo`.
fn entry(cell: &str, count: i64) -> Entry {
    let words: Vec<&str> = cell.split(' ').collect();
    let (what, origin, direction) = match words[..] {
        [what, origin] => (what, origin, None),
        [what, origin, direction] => (what, origin, Some(direction)),
        _ => panic!("expected a cell such as `building hk in` or `nansha mo`, found {cell:?}"),
    };
    let named = (what != "-").then(|| what.to_owned());
    let (measure, specialty, place) =
        if direction.is_some() { (Measure::Recognised, named, None) } else { (Measure::Practising, None, named) };
    Entry {
        measure,
        specialty,
        place,
        origin: origin.parse().expect("a cell names hk or mo"),
        direction: direction.map(|way| way.parse().expect("a cell names in or out")),
        count: Typed(count.to_string()),
    }
}
