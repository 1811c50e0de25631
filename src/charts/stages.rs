//! Agreements signed, one slot for each specialty, and the rungs a report climbs.

use super::{Chart, ChartKind, DASH, Table, iso};
use crate::language::Lang;
use crate::lights::Light;
use crate::programme::Programme;
use crate::progress::{Progress, TargetProgress};
use crate::targets::{Target, TargetMeasure};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slots {
    /// Filled before the programme began, and never named one by one.
    pub baseline: i64,
    pub baseline_label: Option<String>,
    pub slots: Vec<Slot>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    pub name: String,
    pub state: SlotState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SlotState {
    Signed,
    Open,
    /// Not signed as far as is known, but the latest report is missing.
    Stale,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ladder {
    pub rungs: Vec<Rung>,
    /// The latest report is missing.
    pub stale: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rung {
    pub name: String,
    pub reached: bool,
}

/// None if the target does not count specialties.
pub fn slots(programme: &Programme, progress: &Progress, target: &str, lang: Lang) -> Option<Chart> {
    let (target, row) = both(programme, progress, target)?;
    let TargetMeasure::Specialties { baseline, stage: signed } = target.measure else { return None };
    let mut drawn = Vec::new();
    let mut rows = Vec::new();
    if baseline > 0 {
        let dash = || DASH.to_owned();
        rows.push(vec![lang.chart_existing().into(), baseline.to_string(), dash(), lang.chart_signed().into()]);
    }
    for specialty in programme.specialties.iter().filter(|specialty| specialty.new) {
        let Some(at) = progress.specialties.iter().find(|row| row.id == specialty.id) else { continue };
        let name = specialty.name.of(lang).to_owned();
        let state = match at.light {
            _ if at.stage >= signed => SlotState::Signed,
            Light::Stale => SlotState::Stale,
            _ => SlotState::Open,
        };
        let stage = rung(at.stage).and_then(|index| programme.specialty_stages.get(index));
        rows.push(vec![
            name.clone(),
            stage.map_or(DASH.into(), |stage| stage.of(lang).to_owned()),
            at.on.map_or(DASH.into(), iso),
            match state {
                SlotState::Signed => lang.chart_signed().to_owned(),
                SlotState::Open | SlotState::Stale => lang.light(at.light).to_owned(),
            },
        ]);
        drawn.push(Slot { name, state });
    }
    // Signed first, as a row of slots fills from the left.
    drawn.sort_by_key(|slot| slot.state != SlotState::Signed);
    Some(Chart {
        title: count_finding(target, row, lang),
        desc: describe(lang.chart_measures_signed(), target, progress, lang),
        kind: ChartKind::Slots(Slots {
            baseline,
            baseline_label: (baseline > 0).then(|| lang.chart_baseline_mark(baseline)),
            slots: drawn,
        }),
        table: Table {
            columns: [lang.specialty_label(), lang.chart_stage(), lang.chart_reached_on(), lang.chart_state()]
                .map(str::to_owned)
                .to_vec(),
            rows,
        },
    })
}

/// None if the target is not reached by a task climbing its rungs.
pub fn ladder(programme: &Programme, progress: &Progress, target: &str, lang: Lang) -> Option<Chart> {
    let (target, _) = both(programme, progress, target)?;
    let TargetMeasure::TaskStage { task, .. } = &target.measure else { return None };
    let at = progress.tasks.iter().find(|row| row.number == *task)?;
    let names: Vec<String> = programme.task(task)?.stages.iter().map(|stage| stage.of(lang).to_owned()).collect();
    let reached = at.stage.and_then(rung);
    let what = lang.chart_subject(target);
    let title = match reached.and_then(|index| names.get(index).zip(at.stage)) {
        None => lang.chart_stage_none(&what, names.len()),
        Some((stage, step)) => lang.chart_stage_at(&what, stage, step, names.len()),
    };
    let rungs: Vec<Rung> = names
        .into_iter()
        .enumerate()
        .map(|(index, name)| Rung { name, reached: reached.is_some_and(|top| index <= top) })
        .collect();
    let word = |rung: &Rung| if rung.reached { lang.chart_reached() } else { lang.chart_not_reached() };
    let stale = at.light == Light::Stale;
    let mut desc = vec![describe(lang.chart_measures_stage(), target, progress, lang)];
    desc.extend(stale.then(|| lang.chart_sentence(&[lang.light(Light::Stale).to_owned()])));
    Some(Chart {
        title,
        desc: desc.join(lang.pick("", "", " ")),
        table: Table {
            columns: [lang.chart_stage(), lang.chart_state()].map(str::to_owned).to_vec(),
            rows: rungs.iter().map(|rung| vec![rung.name.clone(), word(rung).to_owned()]).collect(),
        },
        kind: ChartKind::Ladder(Ladder { rungs, stale }),
    })
}

fn both<'a>(
    programme: &'a Programme,
    progress: &'a Progress,
    target: &str,
) -> Option<(&'a Target, &'a TargetProgress)> {
    Some((programme.target(target)?, progress.targets.iter().find(|row| row.id == target)?))
}

/// Rungs are counted from one; zero is before the first.
pub(super) fn rung(stage: i64) -> Option<usize> {
    usize::try_from(stage).ok()?.checked_sub(1)
}

fn count_finding(target: &Target, row: &TargetProgress, lang: Lang) -> String {
    let (what, unit) = (lang.chart_subject(target), target.unit.of(lang));
    match row.light {
        Light::Met => lang.chart_met(&what, row.actual, unit),
        _ => lang.chart_short_of(&what, row.actual, unit, row.value - row.actual),
    }
}

fn describe(measured: &str, target: &Target, progress: &Progress, lang: Lang) -> String {
    lang.chart_sentence(&[
        measured.to_owned(),
        lang.chart_target_is(target.wording.of(lang), &lang.day(target.due)),
        lang.chart_as_at(&lang.day(progress.view.day)),
    ])
}
