//! One specialty on a line: the rungs it has climbed, and how many persons it has recognised.

use super::stages::rung;
use super::{Chart, ChartKind, DASH, Table, axis_end, iso};
use crate::language::Lang;
use crate::lights::Light;
use crate::programme::Programme;
use crate::progress::{Progress, SpecialtyShare, StageStep, stage_due};
use crate::specialties::Specialty;
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
