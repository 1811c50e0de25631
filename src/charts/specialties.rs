//! Specialties on lines that stand under one another: the rungs each has climbed, and how many persons it has
//! recognised (product rules E.12).

use super::stages::rung;
use super::{Chart, ChartKind, DASH, Table, axis_end, iso};
use crate::figures::FigureId;
use crate::language::Lang;
use crate::lights::Light;
use crate::programme::Programme;
use crate::progress::{
    Known, Progress, Record, Share, SpecialtyShare, StageStep, by_specialty, share, stage_due, without_specialty,
};
use crate::ratio::Ratio;
use crate::specialties::Specialty;
use crate::targets::Measure;
use serde::{Deserialize, Serialize};

/// The ladder of one specialty as a row of dots; rows stand under one another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Climb {
    /// First rung first.
    pub reached: Vec<bool>,
    /// The rung that must be reached this year, for a new specialty.
    pub required: Option<usize>,
    /// Every unit that reports on it owes its latest report.
    pub stale: bool,
}

/// A count as a dot on a scale from zero that all rows share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strip {
    /// None where no report states a number.
    pub value: Option<i64>,
    pub end: i64,
    pub stale: bool,
}

/// The ladders of all specialties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Climbs {
    /// The rungs, lowest first.
    pub stages: Vec<String>,
    pub groups: Vec<(String, Vec<(String, Climb)>)>,
    /// What the dotted line means.
    pub required_note: Option<String>,
    pub stale_note: Option<String>,
}

/// The counts of all specialties on one scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strips {
    pub end: i64,
    pub end_label: String,
    pub total_head: String,
    pub new_head: String,
    pub groups: Vec<(String, Vec<StripRow>)>,
    /// Those of whom no specialty is stated, if there are any, and all.
    pub sums: Vec<(String, String, String)>,
    pub stale_note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StripRow {
    pub name: String,
    pub strip: Strip,
    pub total: String,
    pub new: String,
}

/// How many specialties a finding names.
const NAMED: usize = 3;

/// How many of the new specialties are signed.
pub fn climbs_title(programme: &Programme, progress: &Progress, lang: Lang) -> String {
    let new = || programme.specialties.iter().zip(&progress.specialties).filter(|(specialty, _)| specialty.new);
    let signed = stage_due(programme).map_or(0, |(_, stage)| new().filter(|(_, at)| at.stage >= stage).count());
    lang.specialties_title(programme.specialties.len() as i64, new().count() as i64, signed as i64)
}

/// From which specialties most of the persons recognised come.
pub fn strips_title(programme: &Programme, record: &Record, progress: &Progress, lang: Lang) -> String {
    let mut shares = by_specialty(programme, record, progress.view);
    shares.retain(|share| share.whole.value > 0);
    shares.sort_by_key(|share| -share.whole.value);
    let all = share(programme, record, progress.view, FigureId::measure(Measure::Recognised)).value;
    let name = |id: &str| programme.specialty(id).map_or_else(|| id.to_owned(), |found| found.name.of(lang).to_owned());
    let named: Vec<String> = shares.iter().take(NAMED).map(|share| name(&share.id)).collect();
    let of_named: i64 = shares.iter().take(NAMED).map(|share| share.whole.value).sum();
    match of_named {
        0 => lang.recognised_nobody().to_owned(),
        sum if sum == all => lang.recognised_from_all(all, &lang.list(&named)),
        sum => lang.recognised_from(all, &lang.list(&named), Ratio::new(sum, all).percent()),
    }
}

/// The specialties that were there before, then the new ones, each group under its name.
fn groups(programme: &Programme, lang: Lang) -> Vec<(String, Vec<&Specialty>)> {
    let of = |new: bool| {
        let group: Vec<&Specialty> = programme.specialties.iter().filter(|one| one.new == new).collect();
        let count = group.len() as i64;
        (count > 0).then(|| (if new { lang.specialties_new(count) } else { lang.specialties_old(count) }, group))
    };
    [false, true].into_iter().filter_map(of).collect()
}

fn stale_note(stale: bool, lang: Lang) -> Option<String> {
    stale.then(|| lang.chart_hatched().to_owned())
}

/// Every specialty's ladder under one head.
pub fn climbs(programme: &Programme, record: &Record, progress: &Progress, lang: Lang) -> Chart {
    let known = Known::new(programme, record, progress.view);
    let mut rows = Vec::new();
    let mut drawn = |specialty: &Specialty| {
        let steps = known.stages_of(&specialty.id);
        let chart = climb(programme, progress, specialty, &steps, lang);
        let dates = chart.table.rows.iter().map(|row| row.last().cloned().unwrap_or_default());
        let light = progress.specialties.iter().find(|row| row.id == specialty.id).map(|row| lang.light(row.light));
        let name = specialty.name.of(lang).to_owned();
        rows.push([name.clone()].into_iter().chain(dates).chain([light.unwrap_or(DASH).to_owned()]).collect());
        match chart.kind {
            ChartKind::Climb(climb) => Some((name, climb)),
            _ => None,
        }
    };
    let groups: Vec<(String, Vec<(String, Climb)>)> = groups(programme, lang)
        .into_iter()
        .map(|(head, group)| (head, group.into_iter().filter_map(&mut drawn).collect()))
        .collect();
    let stale = groups.iter().flat_map(|(_, rows)| rows).any(|(_, climb)| climb.stale);
    let stages: Vec<String> = programme.specialty_stages.iter().map(|stage| stage.of(lang).to_owned()).collect();
    let required_note = stage_due(programme).and_then(|(due, stage)| {
        let stage = programme.specialty_stages.get(rung(stage)?)?;
        Some(lang.required_mark(stage.of(lang), &lang.day(due)))
    });
    let columns = [lang.specialty_label().to_owned()].into_iter().chain(stages.iter().cloned());
    Chart {
        title: climbs_title(programme, progress, lang),
        desc: lang.chart_sentence(&[lang.climbs_measured().to_owned(), lang.chart_as_at(&lang.day(progress.view.day))]),
        table: Table { columns: columns.chain([lang.chart_state().to_owned()]).collect(), rows },
        kind: ChartKind::Climbs(Climbs { stages, groups, required_note, stale_note: stale_note(stale, lang) }),
    }
}

/// Every specialty's count as a dot on one scale.
pub fn strips(programme: &Programme, record: &Record, progress: &Progress, lang: Lang) -> Chart {
    let view = progress.view;
    let shares = by_specialty(programme, record, view);
    let end = strips_end(&shares);
    let month = programme.latest_closed(view.day);
    let new_head = month.map_or(lang.month_new().to_owned(), |period| lang.month_added(&lang.chart_month(period.end)));
    let number = |share: &Share| if share.stated { share.value.to_string() } else { lang.not_given().to_owned() };
    let mut rows = Vec::new();
    let mut drawn = |specialty: &Specialty| {
        let of_it = shares.iter().find(|share| share.id == specialty.id)?;
        let chart = strip(progress, specialty, of_it, end, lang);
        let (total, new) = (number(&of_it.whole), of_it.latest.as_ref().map_or(DASH.to_owned(), &number));
        let name = specialty.name.of(lang).to_owned();
        rows.push(vec![name.clone(), total.clone(), new.clone()]);
        match chart.kind {
            ChartKind::Strip(strip) => Some(StripRow { name, strip, total, new }),
            _ => None,
        }
    };
    let groups: Vec<(String, Vec<StripRow>)> = groups(programme, lang)
        .into_iter()
        .map(|(head, group)| (head, group.into_iter().filter_map(&mut drawn).collect()))
        .collect();
    let sum = |name: &str, id: FigureId| {
        let latest = month.map(|period| share(programme, record, view, id.clone().in_period(period.id)));
        let whole = share(programme, record, view, id);
        (name.to_owned(), number(&whole), latest.as_ref().map_or(DASH.to_owned(), &number))
    };
    let without = without_specialty(programme, record, view);
    let unknown = without.stated.then(|| sum(lang.specialty_unknown(), without.id.clone()));
    let all = sum(lang.in_all(), FigureId::measure(Measure::Recognised));
    let sums: Vec<(String, String, String)> = unknown.into_iter().chain([all]).collect();
    rows.extend(sums.iter().map(|(name, total, new)| vec![name.clone(), total.clone(), new.clone()]));
    let stale = groups.iter().flat_map(|(_, rows)| rows).any(|row| row.strip.stale);
    Chart {
        title: strips_title(programme, record, progress, lang),
        desc: lang.chart_sentence(&[lang.strip_scale(end), lang.chart_as_at(&lang.day(view.day))]),
        table: Table {
            columns: vec![lang.specialty_label().to_owned(), lang.recognised_total().to_owned(), new_head.clone()],
            rows,
        },
        kind: ChartKind::Strips(Strips {
            end,
            end_label: lang.scale_end(end),
            total_head: lang.recognised_total().to_owned(),
            new_head,
            groups,
            sums,
            stale_note: stale_note(stale, lang),
        }),
    }
}

fn is_stale(progress: &Progress, specialty: &Specialty) -> bool {
    progress.specialties.iter().any(|row| row.id == specialty.id && row.light == Light::Stale)
}

pub fn climb(
    programme: &Programme,
    progress: &Progress,
    specialty: &Specialty,
    steps: &[StageStep],
    lang: Lang,
) -> Chart {
    let name = specialty.name.of(lang);
    let names: Vec<&str> = programme.specialty_stages.iter().map(|stage| stage.of(lang)).collect();
    let top = steps.last().map_or(0, |step| step.stage);
    let title = match rung(top).and_then(|index| names.get(index)) {
        Some(stage) => lang.chart_stage_at(name, stage, top, names.len()),
        None => lang.chart_stage_none(name, names.len()),
    };
    let required = stage_due(programme)
        .filter(|_| specialty.new)
        .and_then(|(due, stage)| Some((rung(stage).filter(|index| *index < names.len())?, due)));
    let stale = is_stale(progress, specialty);
    let rows: Vec<Vec<String>> = names
        .iter()
        .zip(1..)
        .map(|(stage, number)| {
            let step = steps.iter().find(|step| step.stage == number);
            let on = step.map(|step| step.reached.as_ref().map_or(lang.stage_undated().to_owned(), |at| iso(at.on)));
            vec![(*stage).to_owned(), on.unwrap_or_else(|| DASH.to_owned())]
        })
        .collect();
    let dated = steps.iter().filter_map(|step| {
        let (stage, at) = (names.get(rung(step.stage)?)?, step.reached.as_ref()?);
        Some(lang.stage_on(stage, &iso(at.on)))
    });
    let mut clauses: Vec<String> = dated.collect();
    clauses.extend(required.map(|(index, due)| lang.stage_required(names[index], &lang.day(due))));
    clauses.extend(stale.then(|| lang.light(Light::Stale).to_owned()));
    clauses.push(lang.chart_as_at(&lang.day(progress.view.day)));
    Chart {
        title,
        desc: lang.chart_sentence(&clauses),
        kind: ChartKind::Climb(Climb {
            reached: (1..).take(names.len()).map(|n| n <= top).collect(),
            required: required.map(|(index, _)| index),
            stale,
        }),
        table: Table { columns: [lang.chart_stage(), lang.chart_reached_on()].map(str::to_owned).to_vec(), rows },
    }
}

/// The end of the scale on which every specialty has a place.
pub fn strips_end(shares: &[SpecialtyShare]) -> i64 {
    axis_end(shares.iter().map(|share| share.whole.value).max().unwrap_or_default())
}

pub fn strip(progress: &Progress, specialty: &Specialty, share: &SpecialtyShare, end: i64, lang: Lang) -> Chart {
    let name = specialty.name.of(lang);
    let value = share.whole.stated.then_some(share.whole.value);
    let stale = is_stale(progress, specialty);
    let number = |n: Option<i64>| n.map_or(DASH.to_owned(), |n| n.to_string());
    let latest = share.latest.as_ref().filter(|latest| latest.stated).map(|latest| latest.value);
    let mut clauses = vec![lang.strip_scale(end)];
    clauses.extend(stale.then(|| lang.light(Light::Stale).to_owned()));
    clauses.push(lang.chart_as_at(&lang.day(progress.view.day)));
    Chart {
        title: match value {
            Some(n) => lang.strip_title(name, n),
            None => lang.strip_none(name),
        },
        desc: lang.chart_sentence(&clauses),
        kind: ChartKind::Strip(Strip { value, end, stale }),
        table: Table {
            columns: [lang.specialty_label(), lang.recognised_total(), lang.month_new()].map(str::to_owned).to_vec(),
            rows: vec![vec![name.to_owned(), number(value), number(latest)]],
        },
    }
}
