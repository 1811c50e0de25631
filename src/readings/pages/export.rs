//! The list of questions as a paper for the office.

use super::rest_name;
use crate::problem::Problem;
use crate::web::files::{CSV, Cell, Sheet, XLSX, attachment, csv, xlsx};
use crate::web::pages::Page;
use axum::extract::Path;
use axum::response::Response;

pub async fn export(page: Page, Path(format): Path<String>) -> Result<Response, Problem> {
    let sheet = sheet(&page);
    let name = format!("questions-{}-{}.{format}", page.standing.programme.id, page.view.day);
    match format.as_str() {
        "csv" => attachment(&name, CSV, csv(&sheet)),
        "xlsx" => {
            let (title, day) = (page.lang.questions_title(), page.view.day);
            attachment(&name, XLSX, xlsx(title, day, &[sheet])?)
        }
        _ => Err(Problem::NotFound),
    }
}

fn sheet(page: &Page) -> Sheet {
    let (lang, programme) = (page.lang, &page.standing.programme);
    let open = programme.readings.iter().filter(|reading| reading.is_open()).count();
    let rows = programme.readings.iter().zip(1..).map(|(reading, number)| {
        let others: Vec<&str> = reading.others.iter().map(|other| other.name.of(lang)).collect();
        let state = match &reading.decided {
            None => lang.inferred_mark().to_owned(),
            Some(decided) => lang.question_decided(&decided.by, &lang.day(decided.on), &decided.basis),
        };
        vec![
            Cell::Number(number),
            Cell::text(reading.question.of(lang)),
            Cell::text(reading.clause.clone()),
            Cell::text(reading.in_force.of(lang)),
            Cell::text(others.join("\n")),
            Cell::text(lang.list(&reading.rests.iter().map(|rest| rest_name(page, rest)).collect::<Vec<_>>())),
            Cell::text(state),
            Cell::text(""),
        ]
    });
    let head = [
        lang.audit_number(),
        lang.help_question(),
        lang.help_clause(),
        lang.help_in_force(),
        lang.question_others(),
        lang.question_rests(),
        lang.account_state(),
        lang.question_office(),
    ];
    Sheet {
        name: lang.questions_title().to_owned(),
        lead: [
            lang.questions_finding(open as i64, programme.readings.len() as i64),
            lang.as_at_day(&lang.day(page.view.day)),
        ]
        .into_iter()
        .chain(page.invented().map(str::to_owned))
        .collect(),
        head: head.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}
