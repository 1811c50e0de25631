//! The parts and the life of a number as files.

use super::{Trace, parts, story};
use crate::problem::Problem;
use crate::web::files::{self, Cell, Sheet};
use crate::web::pages::Page;
use axum::extract::Path;
use axum::response::Response;

pub async fn csv(page: Page, Path(id): Path<String>) -> Result<Response, Problem> {
    let trace = Trace::take(&page, &id).await?;
    files::attachment(&name(&page, &trace, "csv"), files::CSV, files::csv(&of_parts(&page, &trace)))
}

pub async fn xlsx(page: Page, Path(id): Path<String>) -> Result<Response, Problem> {
    let trace = Trace::take(&page, &id).await?;
    let (title, day) = (trace.title(&page), page.view.day);
    let sheets = [of_parts(&page, &trace), of_life(&page, &trace)];
    // Making a workbook takes milliseconds: away from the threads that answer.
    let made = tokio::task::spawn_blocking(move || files::xlsx(&title, day, &sheets)).await;
    let bytes = made.map_err(|_| Problem::Internal { id: crate::db::new_id() })??;
    files::attachment(&name(&page, &trace, "xlsx"), files::XLSX, bytes)
}

fn name(page: &Page, trace: &Trace, kind: &str) -> String {
    format!("pilotboard-{}-{}-{}.{kind}", trace.figure.id, page.view.day, page.view.basis)
}

fn lead(page: &Page, trace: &Trace) -> Vec<String> {
    let lang = page.lang;
    let open = page.standing.programme.unconfirmed(&trace.figure.id);
    let open = open
        .into_iter()
        .map(|it| format!("{} {} {}", lang.inferred_mark(), it.question.of(lang), it.in_force.of(lang)));
    let mut lines = vec![
        trace.title(page),
        format!(
            "{} · {} · {}",
            lang.figure_number(&trace.figure.id.to_string()),
            lang.as_at_day(&lang.day(page.view.day)),
            page.lang.basis(page.view.basis)
        ),
        lang.formula(trace.figure.formula).to_owned(),
    ];
    lines.extend(page.invented().map(str::to_owned));
    lines.extend(open);
    lines
}

fn of_parts(page: &Page, trace: &Trace) -> Sheet {
    let lang = page.lang;
    let heads =
        parts::heads(page).into_iter().chain([lang.figure_count(), lang.figure_accepted_by(), lang.figure_when()]);
    let mut rows: Vec<Vec<Cell>> = trace
        .parts
        .iter()
        .map(|part| {
            let mut row: Vec<Cell> = parts::described(page, part).into_iter().map(Cell::Text).collect();
            row.push(Cell::Number(part.count));
            let source = part.unit.clone().zip(part.period).zip(part.version);
            let accepted =
                source.and_then(|((unit, period), number)| parts::acceptance(page, trace, &(unit, period, number)));
            let (who, when) = accepted.unwrap_or_default();
            row.extend([Cell::Text(who), Cell::Text(when)]);
            row
        })
        .collect();
    let blank = || Cell::text("");
    let line = |name: &str, count: i64| {
        let mut row = vec![Cell::text(name)];
        row.extend(std::iter::repeat_with(blank).take(5));
        row.extend([Cell::Number(count), blank(), blank()]);
        row
    };
    rows.extend(trace.others.map(|sum| line(lang.figure_others(), sum)));
    rows.push(line(lang.total(), trace.figure.value));
    Sheet {
        name: lang.figure_by_cell().to_owned(),
        lead: lead(page, trace),
        head: heads.map(str::to_owned).collect(),
        rows,
    }
}

fn of_life(page: &Page, trace: &Trace) -> Sheet {
    let lang = page.lang;
    let rows = story::told(page, trace);
    Sheet {
        name: lang.figure_life().to_owned(),
        lead: lead(page, trace),
        head: [lang.figure_when(), lang.figure_change(), lang.figure_why()].map(str::to_owned).to_vec(),
        rows: rows
            .into_iter()
            .map(|(when, change, why)| vec![Cell::Text(when), Cell::Text(change), Cell::Text(why)])
            .collect(),
    }
}
