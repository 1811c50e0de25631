//! Draws the two matrices: who answers for what, and who has reported.

use super::canvas::Canvas;
use super::ink::Ink;
use super::labels::{Anchor, width};
use super::marks::{NOTE_LINE, draw_key, draw_notes, key_height, mark, notes, report};
use crate::charts::{Duties, DutyReport, DutyRow, Key, Mark, ReportRow, Reports};

const HEAD: i32 = 30;
const ROW: i32 = 28;
const TEXT: i32 = 14;
const SMALL: i32 = 13;
/// The column of a task or of a period.
const CELL: i32 = 46;
const SUM: i32 = 52;
const INSET: i32 = 18;
const APART: i32 = 12;

/// The width of a column that holds these words.
fn column<'t>(words: impl IntoIterator<Item = &'t str>, least: i32) -> i32 {
    words.into_iter().map(|word| width(word, TEXT) + APART).max().unwrap_or(0).max(least)
}

struct DutyLayout {
    names: i32,
    report: i32,
    width: i32,
}

impl DutyLayout {
    fn of(duties: &Duties) -> Self {
        let inset = |row: &DutyRow| if row.inside { INSET } else { 0 };
        let names = duties.rows.iter().map(|row| width(&row.name, TEXT) + inset(row) + APART).max().unwrap_or(0);
        let (report, watch) = (column([duties.report_head.as_str()], 70), column([duties.watch_head.as_str()], 60));
        DutyLayout { names, report, width: names + CELL * duties.tasks.len() as i32 + report + watch }
    }

    /// What stands under the rows: the numbers of the tasks in words, and the note.
    fn notes(&self, duties: &Duties) -> Vec<String> {
        let mut all = notes(&duties.names.join("　"), self.width);
        all.extend(notes(&duties.note, self.width));
        all
    }
}

pub fn duties_size(duties: &Duties) -> (u32, u32) {
    let layout = DutyLayout::of(duties);
    let rows = HEAD + ROW * duties.rows.len() as i32;
    let foot = 8 + key_height(&duties.key, layout.width) + NOTE_LINE * layout.notes(duties).len() as i32 + 6;
    (layout.width.max(1) as u32, (rows + foot) as u32)
}

pub fn draw_duties(canvas: &mut Canvas, duties: &Duties) {
    let layout = DutyLayout::of(duties);
    let middle = |index: i32| layout.names + CELL * index + CELL / 2;
    let after = layout.names + CELL * duties.tasks.len() as i32;
    let (report_at, watch_at) = (after + layout.report / 2, layout.width - 8);
    let baseline = HEAD - 9;
    canvas.text(Ink::Quiet, SMALL, (0, baseline, Anchor::Start), &duties.unit_head);
    for (number, index) in duties.tasks.iter().zip(0..) {
        canvas.text(Ink::Quiet, SMALL, (middle(index), baseline, Anchor::Middle), number);
    }
    canvas.text(Ink::Quiet, SMALL, (report_at, baseline, Anchor::Middle), &duties.report_head);
    canvas.text(Ink::Quiet, SMALL, (watch_at, baseline, Anchor::End), &duties.watch_head);
    canvas.line(Ink::Rule, 1, (0, HEAD), (layout.width, HEAD));
    let recurring = duties.key.iter().find(|key| matches!(key.mark, Mark::Recurring(_)));
    for (row, index) in duties.rows.iter().zip(0..) {
        let (top, y) = (HEAD + ROW * index, HEAD + ROW * index + ROW / 2);
        canvas.line(Ink::Grid, 1, (0, top + ROW), (layout.width, top + ROW));
        let left = if row.inside { INSET } else { 0 };
        canvas.line_of_text(Ink::Text, TEXT, (left, y + 5, Anchor::Start), &row.name);
        for (cell, index) in row.cells.iter().zip(0..) {
            let at = (middle(index), y);
            let Some(duty) = cell else {
                canvas.disc(Ink::GroupOther, at, 1);
                continue;
            };
            let of_light = |key: &&Key| matches!(&key.mark, Mark::Light(known, _) if *known == duty.light);
            let key = recurring.filter(|_| duty.monthly).or_else(|| duties.key.iter().find(of_light));
            if let Some(key) = key {
                mark(canvas, &key.mark, at);
            }
            if duty.leads {
                mark(canvas, &Mark::Lead, (at.0 + 16, y - 6));
            }
        }
        match &row.report {
            DutyReport::NotOwed => canvas.text(Ink::Quiet, TEXT, (report_at, y + 5, Anchor::Middle), "—"),
            DutyReport::Mark(mark) => report(canvas, mark, (report_at, y)),
            DutyReport::In(inside, of) => {
                canvas.text(Ink::Text, TEXT, (report_at, y + 5, Anchor::Middle), &format!("{inside}/{of}"));
            }
        }
        canvas.text(Ink::Text, TEXT, (watch_at, y + 5, Anchor::End), &row.watch.to_string());
    }
    let bottom = HEAD + ROW * duties.rows.len() as i32 + 8;
    draw_key(canvas, &duties.key, bottom);
    draw_notes(canvas, &layout.notes(duties), bottom + key_height(&duties.key, layout.width));
}

struct ReportLayout {
    names: i32,
    width: i32,
    /// The right edge of each column of totals.
    sums: Vec<i32>,
}

impl ReportLayout {
    fn of(reports: &Reports) -> Self {
        let rows = reports.lanes.iter().flat_map(|lane| &lane.rows);
        let names = column(rows.map(|row| row.name.as_str()).chain([reports.foot.name.as_str()]), 120);
        let mut at = names + CELL * reports.periods.len() as i32;
        let sums: Vec<i32> = reports
            .totals
            .iter()
            .map(|head| {
                at += column([head.as_str()], SUM);
                at
            })
            .collect();
        ReportLayout { names, width: at, sums }
    }
}

fn lines_of(reports: &Reports) -> i32 {
    reports.lanes.iter().map(|lane| 1 + lane.rows.len() as i32).sum::<i32>() + 1
}

pub fn reports_size(reports: &Reports) -> (u32, u32) {
    let layout = ReportLayout::of(reports);
    let height = HEAD + ROW * lines_of(reports) + 8 + key_height(&reports.key, layout.width) + 2;
    (layout.width.max(1) as u32, height as u32)
}

pub fn draw_reports(canvas: &mut Canvas, reports: &Reports) {
    let layout = ReportLayout::of(reports);
    let middle = |index: i32| layout.names + CELL * index + CELL / 2;
    let baseline = HEAD - 9;
    canvas.text(Ink::Quiet, SMALL, (0, baseline, Anchor::Start), &reports.unit_head);
    for (name, index) in reports.periods.iter().zip(0..) {
        canvas.text(Ink::Quiet, SMALL, (middle(index), baseline, Anchor::Middle), name);
    }
    for (head, right) in reports.totals.iter().zip(&layout.sums) {
        canvas.text(Ink::Quiet, SMALL, (right - 4, baseline, Anchor::End), head);
    }
    canvas.line(Ink::Rule, 1, (0, HEAD), (layout.width, HEAD));
    let mut top = HEAD;
    for lane in &reports.lanes {
        canvas.bold(Ink::Text, SMALL, (0, top + 20, Anchor::Start), &lane.name);
        top += ROW;
        canvas.line(Ink::Frame, 1, (0, top), (layout.width, top));
        for row in &lane.rows {
            report_row(canvas, &layout, row, top);
            top += ROW;
            canvas.line(Ink::Grid, 1, (0, top), (layout.width, top));
        }
    }
    canvas.line(Ink::Rule, 1, (0, top), (layout.width, top));
    canvas.bold(Ink::Text, SMALL, (0, top + 19, Anchor::Start), &reports.foot.name);
    for (cell, index) in reports.foot.periods.iter().zip(0..) {
        if let Some(cell) = cell {
            canvas.text(Ink::Text, SMALL, (middle(index), top + 19, Anchor::Middle), cell);
        }
    }
    for (total, right) in reports.foot.totals.iter().zip(&layout.sums) {
        canvas.bold(Ink::Text, SMALL, (right - 4, top + 19, Anchor::End), &total.to_string());
    }
    draw_key(canvas, &reports.key, top + ROW + 8);
}

fn report_row(canvas: &mut Canvas, layout: &ReportLayout, row: &ReportRow, top: i32) {
    let y = top + ROW / 2;
    canvas.line_of_text(Ink::Text, TEXT, (0, y + 5, Anchor::Start), &row.name);
    for (mark, index) in row.marks.iter().zip(0..) {
        report(canvas, mark, (layout.names + CELL * index + CELL / 2, y));
    }
    for (index, right) in layout.sums.iter().enumerate() {
        let number = row.totals.as_ref().and_then(|totals| totals.get(index)).map(ToString::to_string);
        canvas.text(Ink::Text, TEXT, (right - 4, y + 5, Anchor::End), number.as_deref().unwrap_or("—"));
    }
}
