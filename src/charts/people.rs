//! A head-count as the people themselves: one cell for each person, and for those a target still lacks.

mod sums;

pub use sums::{Sum, Sums, away_in};
use sums::{line, sum, sums};

use super::bullet::{description, finding};
use super::steps::{StepState, newest};
use super::{Chart, ChartKind, Table, place_name};
use crate::figures::{Contribution, Figure, FigureId, Filter, Subject, UNNAMED};
use crate::language::Lang;
use crate::programme::Programme;
use crate::progress::{Correction, Known, Record, TargetProgress, corrections, figure, progress};
use crate::reports::{Direction, Origin};
use crate::targets::{Measure, Target, TargetMeasure};
use crate::views::{Basis, View};
use serde::{Deserialize, Serialize};

/// More cells than this are no longer people to anybody who looks at them.
const MOST: i64 = 600;
/// How many groups have a hue of their own; the rest share one.
pub const HUES: usize = 4;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct People {
    /// The figure that counts them.
    pub id: FigureId,
    /// The figure that counts those awaited.
    pub awaited: FigureId,
    /// Cells in a row.
    pub wide: usize,
    /// The cells up to here are the target; those after it go beyond. A part of a count has no target of its own.
    pub target: usize,
    pub cells: Vec<Person>,
    /// Nothing has come in for the newest period, so what is open may only be untold.
    pub untold: bool,
    pub groups: Vec<Group>,
    pub sums: Sums,
    /// Reports of which a correction took people away.
    pub away: Vec<Correction>,
    /// What each look of a cell means, with its number.
    pub key: Vec<KeyLine>,
}

/// One look of a cell, and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyLine {
    pub person: Person,
    pub text: String,
}

/// What stands in one cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Person {
    /// Accepted, with the hue of its group; the contribution it comes from.
    Here(usize, Contribution),
    /// Submitted and not yet accepted.
    Pending,
    /// Counted once and taken away by a correction: the index of its report.
    Away(usize),
    Open,
}

/// People drawn alike, and the figures that count them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub name: String,
    pub hue: usize,
    pub parts: Vec<Sum>,
}

/// One way in which people may differ: a place, or an origin and a direction.
struct Kind {
    name: String,
    group: String,
    filter: Filter,
}

/// The people whom a target counts, or a part of them, such as those recognised in one specialty. None if the figure
/// is not a count of people, has nobody in it to show, or too many to be drawn as people.
pub fn people(programme: &Programme, record: &Record, view: View, id: &FigureId, lang: Lang) -> Option<Chart> {
    let (target, measure) = counting(programme, id)?;
    let whole = figure(programme, record, view, id)?;
    let awaited = FigureId { subject: Subject::Pending(target.id.clone()), filter: id.filter.clone() };
    let waiting = figure(programme, record, view, &awaited)?;
    let pending = waiting.value.max(0);
    let now = progress(programme, record, view);
    let row = now.targets.iter().find(|row| FigureId::target(&row.id) == *id);
    let away = away(programme, record, view, id);
    let taken: i64 = away.iter().map(|it| it.from - it.to).sum();
    let value = row.map_or(whole.value + pending + taken, |row| row.value);
    if !(1..=MOST).contains(&value.max(whole.value + pending)) {
        return None;
    }
    let kinds = kinds(programme, measure, lang);
    let groups = groups(&kinds, &whole);
    let newest = newest(&Known::new(programme, record, view), measure);

    let grouping = lang.people_desc(lang.people_grouping(measure));
    let mut desc = vec![grouping];
    match row {
        Some(row) => {
            desc.push(description(target, row, view, lang)?);
            if let Some((reporting, _)) = newest.as_ref().filter(|(_, state)| *state != StepState::Complete) {
                desc.push(lang.chart_sentence(&[lang.chart_units_accepted(reporting.accepted, reporting.expected)]));
            }
        }
        None => desc.push(lang.chart_sentence(&[lang.as_at_day(&lang.day(view.day))])),
    }
    let sums = sums(&Known::new(programme, record, view), (&whole, &waiting), &kinds, measure, lang);
    let mut table = Table { columns: sums.heads.clone(), rows: sums.rows.iter().map(|row| line(row, lang)).collect() };
    if !away.is_empty() {
        let taken = away_in(&away, &sums).into_iter().map(|n| n.to_string());
        table.rows.push([lang.person_away_head().to_owned()].into_iter().chain(taken).collect());
        desc.push(lang.people_away_desc().to_owned());
    }
    let cells = cells(programme, &whole, &kinds, &groups, (value, pending), &away);
    let untold = row.is_some() && newest.is_some_and(|(_, state)| state == StepState::Missing);
    let key = key(&groups, &cells, &away, pending, untold, lang);
    Some(Chart {
        title: title(programme, target, row, &whole, lang),
        desc: desc.join(lang.pick("", "", " ")),
        table,
        kind: ChartKind::People(Box::new(People {
            id: id.clone(),
            awaited,
            wide: if value > 100 { 20 } else { 10 },
            target: usize::try_from(if row.is_some() { value } else { MOST }).unwrap_or_default(),
            cells,
            untold,
            groups,
            sums,
            away,
            key,
        })),
    })
}

/// The target that counts the people of a figure, and what it measures.
fn counting<'a>(programme: &'a Programme, id: &FigureId) -> Option<(&'a Target, Measure)> {
    let found = |target: &'a Target| match target.measure {
        TargetMeasure::Count { measure } => Some((target, measure)),
        _ => None,
    };
    match &id.subject {
        Subject::Target(target) => found(programme.target(target)?),
        Subject::Measure(of) => programme.targets.iter().filter_map(found).find(|(_, measure)| measure == of),
        _ => None,
    }
}

/// How many there are, and how many cells are left to the target.
fn title(programme: &Programme, target: &Target, row: Option<&TargetProgress>, whole: &Figure, lang: Lang) -> String {
    let unit = target.unit.of(lang);
    let Some(row) = row else {
        let specialty = whole.id.filter.specialty.as_deref().and_then(|id| programme.specialty(id));
        let place = whole.id.filter.place.as_deref().and_then(|id| programme.place(id));
        let name = specialty.map(|it| &it.name).or(place.map(|it| &it.name));
        let what = name.map_or_else(|| lang.chart_subject(target), |name| name.of(lang).to_owned());
        return lang.people_part(&what, whole.value, unit);
    };
    match row.value - row.actual {
        _ if row.actual == 0 => lang.people_none(row.value, unit),
        0 => finding(target, row, lang),
        open @ 1.. => lang.people_open(&lang.chart_subject(target), row.actual, unit, open),
        over => lang.people_over(&lang.chart_subject(target), row.actual, unit, -over),
    }
}

/// One cell alone, with what it means: a line of the key.
pub fn person_key(person: Person, untold: bool, meaning: &str) -> Chart {
    let sums = Sums { heads: Vec::new(), rows: Vec::new() };
    let (cells, groups) = (vec![person], Vec::new());
    let nothing = FigureId::whole(Subject::Reporting);
    let alone = People {
        id: nothing.clone(),
        awaited: nothing,
        wide: 1,
        target: 1,
        cells,
        untold,
        groups,
        sums,
        away: Vec::new(),
        key: Vec::new(),
    };
    Chart {
        title: meaning.to_owned(),
        desc: String::new(),
        kind: ChartKind::People(Box::new(alone)),
        table: Table::default(),
    }
}

/// Everybody in the order in which their reports came due, alike beside alike; then those awaited.
fn cells(
    programme: &Programme,
    whole: &Figure,
    kinds: &[Kind],
    groups: &[Group],
    (value, pending): (i64, i64),
    away: &[Correction],
) -> Vec<Person> {
    let kind = |part: &Contribution| kinds.iter().position(|kind| kind.filter.admits(part));
    let hue = |part: &Contribution| {
        let kind = kinds.iter().find(|kind| kind.filter.admits(part))?;
        groups.iter().find(|group| group.name == kind.group).map(|group| group.hue)
    };
    let when = |part: &Contribution| programme.periods.iter().position(|period| Some(period.id) == part.period);
    let who = |part: &Contribution| programme.units.iter().position(|unit| Some(&unit.id) == part.unit.as_ref());
    let what =
        |part: &Contribution| programme.specialties.iter().position(|it| Some(&it.id) == part.specialty.as_ref());
    let mut parts: Vec<&Contribution> = whole.contributions.iter().collect();
    parts.sort_by_key(|part| (when(part), kind(part), part.origin, what(part), who(part)));
    let times = |n: i64| usize::try_from(n).unwrap_or_default();
    let mut cells: Vec<Person> = parts
        .into_iter()
        .flat_map(|part| {
            let one = Contribution { count: 1, ..part.clone() };
            std::iter::repeat_n(Person::Here(hue(part).unwrap_or(HUES), one), times(part.count))
        })
        .collect();
    cells.extend(std::iter::repeat_n(Person::Pending, times(pending)));
    // They no longer count: they stand in open cells, as far as there are any.
    let open = times(value).saturating_sub(cells.len());
    let taken = away.iter().enumerate();
    let taken = taken.flat_map(|(index, it)| std::iter::repeat_n(Person::Away(index), times(it.from - it.to)));
    cells.extend(taken.take(open));
    let open = times(value).saturating_sub(cells.len());
    cells.extend(std::iter::repeat_n(Person::Open, open));
    cells
}

/// Reports of which corrections took people away, what each first gave and what it gives now (product rules
/// E.9). Only the corrected view looks back at them; as it was reported, nobody had been taken away.
fn away(programme: &Programme, record: &Record, view: View, figure: &FigureId) -> Vec<Correction> {
    if view.basis != Basis::Corrected {
        return Vec::new();
    }
    let mut away: Vec<Correction> = Vec::new();
    for correction in corrections(programme, record, view, figure) {
        let same = |held: &&mut Correction| held.unit == correction.unit && held.period == correction.period;
        match away.iter_mut().find(same) {
            Some(held) => *held = Correction { from: held.from, ..correction },
            None => away.push(correction),
        }
    }
    away.retain(|correction| correction.to < correction.from);
    away.sort_by_key(|correction| programme.periods.iter().position(|period| period.id == correction.period));
    away
}

fn key(
    groups: &[Group],
    cells: &[Person],
    away: &[Correction],
    pending: i64,
    untold: bool,
    lang: Lang,
) -> Vec<KeyLine> {
    let group = |group: &Group| {
        let alone = group.parts.iter().all(|part| part.name == group.name);
        let named = |part: &Sum| lang.named_count(&part.name, part.value);
        let parts = lang.list(&group.parts.iter().map(named).collect::<Vec<_>>());
        let text = if alone { parts } else { format!("{}{}{parts}", group.name, lang.pick("：", "：", ": ")) };
        KeyLine { person: Person::Here(group.hue, Contribution::default()), text }
    };
    let taken: i64 = away.iter().map(|it| it.from - it.to).sum();
    let others = [
        (Person::Pending, lang.named_count(lang.legend_pending(), pending)),
        (Person::Away(0), lang.named_count(lang.legend_away(), taken)),
        (Person::Open, if untold { lang.legend_untold() } else { lang.legend_open() }.to_owned()),
    ];
    let shown = |person: &Person| match person {
        Person::Away(_) => taken > 0,
        person => cells.contains(person),
    };
    let others = others.into_iter().filter(|(person, _)| shown(person));
    groups.iter().map(group).chain(others.map(|(person, text)| KeyLine { person, text })).collect()
}

/// In what people differ: where they practise, or between where they are recognised.
fn kinds(programme: &Programme, measure: Measure, lang: Lang) -> Vec<Kind> {
    match measure {
        Measure::Practising => {
            let cities = programme.places.iter().filter(|place| place.city.is_none());
            let within = cities.flat_map(|city| {
                let zones = programme.places.iter().filter(|place| place.city.as_ref() == Some(&city.id));
                std::iter::once(city).chain(zones).map(|place| Kind {
                    name: place_name(programme, place, lang),
                    group: city.name.of(lang).to_owned(),
                    filter: Filter { place: Some(place.id.clone()), ..Filter::default() },
                })
            });
            let nowhere = Kind {
                name: lang.place_unknown().to_owned(),
                group: lang.place_unknown().to_owned(),
                filter: Filter { place: Some(UNNAMED.to_owned()), ..Filter::default() },
            };
            within.chain([nowhere]).collect()
        }
        Measure::Recognised => Direction::ALL
            .into_iter()
            .flat_map(|direction| Origin::ALL.map(|origin| (origin, direction)))
            .map(|(origin, direction)| Kind {
                name: lang.way(origin, direction),
                group: lang.way(origin, direction),
                filter: Filter { origin: Some(origin), direction: Some(direction), ..Filter::default() },
            })
            .collect(),
    }
}

/// Groups with anybody in them. Their hues do not depend on who is largest, so they stay from month to month.
fn groups(kinds: &[Kind], whole: &Figure) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for kind in kinds {
        let part = sum(whole, &kind.filter, kind.name.clone(), true);
        match groups.iter_mut().find(|group| group.name == kind.group) {
            Some(group) => group.parts.push(part),
            None => {
                let nowhere = kind.filter.place.as_deref() == Some(UNNAMED);
                let hue = if nowhere { HUES } else { groups.len().min(HUES) };
                groups.push(Group { name: kind.group.clone(), hue, parts: vec![part] });
            }
        }
    }
    for group in &mut groups {
        group.parts.retain(|part| part.value != 0);
    }
    groups.retain(|group| !group.parts.is_empty());
    groups
}
