//! How far a target is: its light, where it leads, and what it takes.

use super::{Known, TargetProgress, figure};
use crate::figures::{FigureId, Subject};
use crate::lights::Light;
use crate::ratio::Ratio;
use crate::targets::{Operator, Target, TargetMeasure};
use std::cmp::Ordering;

impl<'a> Known<'a> {
    pub(super) fn target(&self, target: &Target) -> TargetProgress {
        let value_of = |subject: Subject| {
            figure(self.programme, self.record, self.view, &FigureId::whole(subject)).map_or(0, |figure| figure.value)
        };
        let actual = value_of(Subject::Target(target.id.clone()));
        let met = match target.operator {
            Operator::AtLeast => actual >= target.value,
            Operator::Exactly => actual == target.value,
        };
        let silent = self.all_silent(self.reporting_to(target));
        let mut row = TargetProgress {
            id: target.id.clone(),
            value: target.value,
            actual,
            pending: 0,
            completion: None,
            pace: None,
            pace_on: None,
            gap: None,
            projection: None,
            silent,
            band: None,
            needed_per_month: None,
            recent: Vec::new(),
            light: match self.view.day <= target.due {
                _ if met => Light::Met,
                false => Light::Overdue,
                true if silent => Light::Stale,
                true => Light::Normal,
            },
            figure: FigureId::whole(Subject::Target(target.id.clone())),
        };
        let (TargetMeasure::Count { measure }, Some(plan)) = (&target.measure, &target.plan) else { return row };
        let completion = Ratio::new(actual, target.value);
        let pace_on = self.programme.pace_day(target, self.view.day);
        let pace = pace_on.map_or(Ratio::ZERO, |day| plan.pace(day));
        let gap = completion - pace;
        let thresholds = &self.programme.thresholds;
        row.pending = value_of(Subject::Pending(target.id.clone()));
        row.completion = Some(completion.percent());
        row.pace = Some(pace.percent());
        row.pace_on = pace_on;
        row.gap = Some(gap.percent());
        row.light = if !plan.has_begun(self.view.day) {
            Light::NotStarted
        } else if met {
            Light::Met
        } else if gap.cmp_points(thresholds.serious_points) == Ordering::Less {
            Light::SeriouslyBehind
        } else if silent {
            // Without a current report nothing is green, nor known to lag (product rules B.4).
            Light::Stale
        } else if gap.cmp_points(thresholds.lagging_points) != Ordering::Greater {
            Light::Lagging
        } else {
            Light::Normal
        };
        // Whether a period is told asks for the reports of every unit: once for the target.
        let told = self.told(*measure);
        row.recent = self.recent(&told, *measure);
        let (behind, ahead) = self.behind_and_ahead(&told, plan);
        if let [(_, a), (_, b), (_, c)] = row.recent[..] {
            // What is known of the periods ahead is part of what is reckoned for them.
            let known = actual - ahead.iter().map(|period| self.new_in(*measure, period)).sum::<i64>();
            // known + sum / 3 × periods, rounded half up in whole persons.
            let projection = (2 * (3 * known + (a + b + c) * ahead.len() as i64) + 3).div_euclid(6);
            row.projection = Some(projection.max(actual));
        }
        row.band = self.band(target, *measure, (&behind, &ahead), actual);
        // The months of which nothing is known yet are those the projection goes over.
        let months_left = ahead.len() as i64;
        if months_left > 0 {
            let lacking = (target.value - actual).max(0);
            row.needed_per_month = Some((lacking + months_left - 1) / months_left);
        }
        row
    }

    /// The units whose reports a target rests on.
    fn reporting_to(&self, target: &Target) -> Vec<&'a str> {
        match &target.measure {
            TargetMeasure::Count { measure } => self.asked(*measure).into_iter().collect(),
            TargetMeasure::Specialties { stage, .. } => {
                let rungs = self.rungs();
                let reached = |id: &str| rungs.get(id).is_some_and(|rung| rung.stage >= *stage);
                let open = self.programme.specialties.iter().filter(|it| it.new && !reached(&it.id));
                open.flat_map(|it| &it.units).map(String::as_str).collect()
            }
            TargetMeasure::TaskStage { task, .. } => {
                let task = self.programme.task(task);
                task.map(|task| self.programme.answerable(task, self.view.day)).unwrap_or_default()
            }
        }
    }
}
