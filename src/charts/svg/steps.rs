//! Draws the step line of a count with its plan, its projection and its target, on one axis from zero.

use super::canvas::{Canvas, Point};
use super::ink::Ink;
use super::labels::{Anchor, Area, Place, width};
use crate::charts::{StepState, Steps};
use chrono::NaiveDate;

const SMALL: i32 = 13;
const AXIS: i32 = 12;

pub fn draw(canvas: &mut Canvas, steps: &Steps) {
    let projection = steps.projection.filter(|_| steps.as_at < steps.end);
    let end_label = steps.projection_label.as_ref().filter(|_| projection.is_some());
    let margin = end_label.map_or(0, |text| width(text, SMALL));
    let (left, right) = (40, canvas.width - 12 - margin.clamp(12, 120));
    let (top, bottom) = (34, canvas.height - 24);
    let band = steps.band.as_ref().filter(|_| steps.as_at < steps.end);
    let pending = steps.pending.max(0);
    let ahead = projection.unwrap_or(0).max(band.map_or(0, |band| band.high));
    let highest = steps.target.max(steps.actual + pending).max(ahead).max(1);
    let tick = tick(highest);
    let ceiling = (highest + tick - 1) / tick * tick;
    let days = (steps.end - steps.start).num_days().max(1);
    let x =
        |day: NaiveDate| left + ((right - left) as i64 * (day - steps.start).num_days().clamp(0, days) / days) as i32;
    let height = |n: f64| bottom - (f64::from(bottom - top) * n / ceiling as f64).round() as i32;
    let y = |n: i64| height(n as f64);
    let mut room = canvas.room();

    for n in (0..=ceiling).step_by(tick as usize) {
        canvas.line(Ink::Grid, 1, (left, y(n)), (right, y(n)));
        canvas.text(Ink::Quiet, AXIS, (left - 6, y(n) + 4, Anchor::End), &n.to_string());
    }
    canvas.text(Ink::Quiet, AXIS, (0, 12, Anchor::Start), &steps.axis_label);
    // Where months are narrower than their names, every second one is named.
    let widest = steps.months.iter().map(|month| width(&month.label, AXIS)).max().unwrap_or(0);
    let every = if (widest + 6) * steps.months.len() as i32 > right - left { 2 } else { 1 };
    for (index, month) in steps.months.iter().enumerate() {
        let from = x(month.start);
        let until = steps.months.get(index + 1).map_or(x(steps.end), |next| x(next.start));
        canvas.line(Ink::Rule, 1, (from, bottom), (from, bottom + 4));
        if index % every == 0 {
            canvas.text(Ink::Quiet, AXIS, ((from + until) / 2, bottom + 17, Anchor::Middle), &month.label);
        }
    }

    let as_at = x(steps.as_at);
    let reached = line(steps);
    if let Some((from, to)) = missing(steps) {
        let (from, to, high) = (x(from), x(to), y(steps.actual));
        canvas.hatch((from, high), to - from, bottom - high);
    }
    let target = y(steps.target);
    if let Some(band) = band {
        // Ahead of everything else that is drawn, so that it hides nothing.
        let (low, high) = (y(band.low), y(band.high));
        canvas.shape(Ink::Likely, [(as_at, y(steps.actual)), (right, high), (right, low)]);
        canvas.path(Ink::LikelyEdge, 1, [(right, high), (as_at, y(steps.actual)), (right, low)]);
        canvas.line(Ink::LikelyEdge, 3, (right, high), (right, low));
        take(&mut room, &[(right, high), (as_at, y(steps.actual)), (right, low)]);
    }
    canvas.line(Ink::TargetLine, 1, (left, target), (right, target));
    room.take_line((left, target), (right, target));
    let plan: Vec<Point> =
        steps.plan.iter().map(|p| (x(p.on), height(steps.target as f64 * p.percent as f64 / 100.0))).collect();
    canvas.path(Ink::Plan, 2, plan.iter().copied());
    take(&mut room, &plan);
    if let Some(projection) = projection {
        let ends = [(as_at, y(steps.actual)), (right, y(projection))];
        canvas.path(Ink::Projection, 3, ends);
        take(&mut room, &ends);
    }
    for (known, part) in &reached {
        let points: Vec<Point> = part.iter().map(|(day, n)| (x(*day), y(*n))).collect();
        canvas.path(if *known { Ink::ActualLine } else { Ink::MissingLine }, 3, points.iter().copied());
        take(&mut room, &points);
    }
    canvas.line(Ink::Rule, 1, (left, bottom), (right, bottom));

    let dot = (as_at, y(steps.actual));
    if pending > 0 {
        let top = y(steps.actual + pending);
        let frame = ((as_at - 4, top), 8, dot.1 - top);
        canvas.rect(Ink::Ground, frame.0, frame.1, frame.2);
        canvas.frame(Ink::Pending, 2, frame.0, frame.1, frame.2);
        room.take(Area { left: as_at - 6, top: top - 2, right: as_at + 6, bottom: dot.1 });
    }
    match steps.points.last().map(|point| point.state) {
        Some(StepState::Complete) | None => canvas.disc(Ink::Actual, dot, 5),
        Some(StepState::Partial | StepState::Missing) => {
            canvas.disc(Ink::Ground, dot, 5);
            canvas.ring(Ink::ActualLine, 2, dot, 5);
        }
    }
    room.take(Area::around(dot, 6));
    room.take(Area { left: 0, top: bottom - 1, right: canvas.width, bottom: canvas.height });
    room.take(Area { left: 0, top: 0, right: left, bottom });

    // What matters most chooses its place first.
    let beside = |(x, y): Point| -> Vec<Place> {
        let near =
            |dx: i32| [(x + dx, y + 20, Anchor::Start), (x - dx, y - 10, Anchor::End), (x + dx, y - 10, Anchor::Start)];
        let far =
            |dx: i32| [(x + dx, y + 38, Anchor::Start), (x - dx, y - 34, Anchor::End), (x + dx, y - 34, Anchor::Start)];
        near(8).into_iter().chain(far(8)).chain(near(40)).chain(far(40)).collect()
    };
    if let Some(place) = room.find(&steps.actual_label, 18, beside(dot)) {
        canvas.bold(Ink::Text, 18, place, &steps.actual_label);
    }
    if let Some(text) = &steps.note {
        let under = (0..8).map(|row| (as_at + 9, dot.1 + 38 + 16 * row, Anchor::Start));
        if let Some(place) = room.find(text, SMALL, under.chain(beside(dot))) {
            canvas.text(Ink::Text, SMALL, place, text);
        }
    }
    if let Some(text) = &steps.pending_label {
        let top = y(steps.actual + pending);
        let sides = [
            (as_at - 10, top + 5, Anchor::End),
            (as_at + 10, top + 5, Anchor::Start),
            (as_at, top - 8, Anchor::Middle),
        ];
        if let Some(place) = room.find(text, SMALL, sides.into_iter().chain(beside((as_at, top)))) {
            canvas.text(Ink::Text, SMALL, place, text);
        }
    }
    if let Some((text, n)) = end_label.zip(projection) {
        let end = (right + 5, y(n) + 4, Anchor::Start);
        canvas.text(Ink::Text, SMALL, end, text);
        room.take(Area::of_label(text, SMALL, end));
    }
    if let Some(band) = band {
        let under = (0..8).map(|row| (right, y(band.low) + 18 + 16 * row, Anchor::End));
        if let Some(place) = room.find(&band.label, SMALL, under.chain([(right, y(band.high) - 8, Anchor::End)])) {
            canvas.text(Ink::Text, SMALL, place, &band.label);
        }
    }
    let above =
        [(right, target - 6, Anchor::End), (left + 6, target - 6, Anchor::Start), (right, target + 18, Anchor::End)];
    if let Some(place) = room.find(&steps.target_label, SMALL, above) {
        canvas.text(Ink::Text, SMALL, place, &steps.target_label);
    }
    if let (Some(text), Some(ends)) = (&steps.plan_label, plan.first().zip(plan.last())) {
        let ((x0, y0), (x1, y1)) = ends;
        let along = (1..19).map(|part| ((x0 + (x1 - x0) * part / 20), (y0 + (y1 - y0) * part / 20)));
        let now = steps.plan.iter().any(|p| p.on <= steps.as_at).then_some(as_at);
        let mut spots: Vec<Point> = along.collect();
        // The label tells the pace of the as-at day, so it starts looking there.
        spots.sort_by_key(|(x, _)| now.map_or(0, |now| (x - now).abs()));
        let places = spots.into_iter().flat_map(|(x, y)| [(x - 8, y - 8, Anchor::End), (x + 8, y + 18, Anchor::Start)]);
        if let Some(place) = room.find(text, SMALL, places) {
            canvas.text(Ink::Quiet, SMALL, place, text);
        }
    }
}

fn take(room: &mut super::labels::Room, points: &[Point]) {
    for pair in points.windows(2) {
        room.take_line(pair[0], pair[1]);
    }
}

type Stretch = (bool, Vec<(NaiveDate, i64)>);

/// The step line up to the as-at day, cut where reports are missing; whether each part is known.
fn line(steps: &Steps) -> Vec<Stretch> {
    let first = steps.points.first();
    let mut at = (first.map_or(steps.start, |point| point.on.min(steps.start)), 0);
    let mut parts: Vec<Stretch> = Vec::new();
    let mut draw = |known: bool, to: &[(NaiveDate, i64)], at: &mut (NaiveDate, i64)| {
        match parts.last_mut().filter(|(last, _)| *last == known) {
            Some((_, points)) => points.extend(to),
            None => parts.push((known, std::iter::once(*at).chain(to.iter().copied()).collect())),
        }
        *at = *to.last().expect("a step has an end");
    };
    for point in &steps.points {
        let known = point.state != StepState::Missing;
        draw(known, &[(point.on, at.1), (point.on, point.value)], &mut at);
    }
    // People arrive all at once, so the value holds until it is known to have changed.
    let known = steps.points.last().is_none_or(|point| point.state != StepState::Missing);
    draw(known, &[(steps.as_at.min(steps.end), at.1), (steps.as_at.min(steps.end), steps.actual)], &mut at);
    parts
}

/// From the last period that was reported until now, if a report is missing.
fn missing(steps: &Steps) -> Option<(NaiveDate, NaiveDate)> {
    steps.points.last().filter(|point| point.state == StepState::Missing)?;
    let reported = steps.points.iter().rev().find(|point| point.state != StepState::Missing);
    Some((reported.map_or(steps.start, |point| point.on), steps.as_at.min(steps.end)))
}

/// A round distance that leaves at most six lines.
fn tick(highest: i64) -> i64 {
    let rounds = (0..15).flat_map(|power| [1, 2, 5].map(|n| n * 10_i64.pow(power)));
    rounds.into_iter().find(|step| highest / step <= 5).unwrap_or(highest)
}
