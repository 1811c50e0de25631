//! By responsible unit: the matrix of who answers for what, and who has reported.

use super::charts::ChartName;
use super::matrix::cell;
use super::taken;
use crate::charts::{ChartKind, Duty, Key, Mark, Roster, answering, runs};
use crate::problem::Problem;
use crate::progress::islands::Walk;
use crate::tasks::{Task, TaskRole};
use crate::units::Unit;
use crate::web::pages::{Page, light, small_light};
use axum::response::Response;
use leptos::prelude::*;

pub async fn units(page: Page) -> Result<Response, Problem> {
    page.show_kept_awake(title, matrix_of_tasks).await
}

fn title(page: &Page) -> String {
    ChartName::Duties.whole(page).map(|chart| chart.title.clone()).unwrap_or_default()
}

/// What every row of the matrix needs.
struct Matrix<'a> {
    page: &'a Page,
    roster: Roster<'a>,
}

fn matrix_of_tasks(page: &Page) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let matrix = Matrix { page, roster: Roster::new(programme, &page.record, &page.progress) };
    let tables = runs(programme, page.view.day).into_iter().map(|run| match run.group {
        None => matrix.table(lang.nav_units(), run.units.iter().map(|unit| matrix.row(unit)).collect()),
        Some(group) => {
            let name = lang.group_members(group.name.of(lang), run.units.len() as i64);
            let rows = run.units.iter().map(|unit| matrix.row(unit)).collect();
            view! {
                {matrix.table(&name, vec![matrix.group_row(&name, &run.units)])}
                <details class="group"><summary>{lang.group_open(run.units.len())}</summary>{matrix.table(&name, rows)}</details>
            }
            .into_any()
        }
    });
    let choices = answering(programme, page.view.day).into_iter().map(|unit| matrix.choice(unit));
    let led = programme.tasks.iter().any(|task| task.responsible.iter().any(|r| r.role == TaskRole::Lead));
    let led = led.then(|| view! { " " {lang.units_note_lead()} });
    let notes = programme.tasks.iter().filter_map(|task| {
        let note = task.note.as_ref()?;
        Some(view! { <li>{lang.task_number(&task.number)} {lang.pick("：", "：", ": ")} {note.of(lang).to_owned()}</li> })
    });
    let groups = programme.groups.iter().filter(|group| group.inferred).map(|group| {
        let members = group.members_on(page.view.day).count() as i64;
        let note = group.note.as_ref().map_or(lang.to_be_confirmed(), |note| note.of(lang)).to_owned();
        view! { <li>{lang.group_members(group.name.of(lang), members)} {lang.pick("：", "：", ": ")} <span class="inferred">{note}</span></li> }
    });
    view! {
        <h1>{title(page)}</h1>
        <p class="quiet">{lang.units_note_roles()} {led} " " {lang.units_note_sums(programme.tasks.len() as i64)}</p>
        <div class="duties" id="duties">{tables.collect_view()}</div>
        <Walk grid="duties".to_owned() hint=lang.matrix_keys().to_owned()/>
        <p class="key-line">{lang.matrix_legend()} {lang.pick("：", "：", ": ")} {legend(page)}</p>
        {taken(page, ChartName::Duties, None)}
        <ul class="choices">{choices.collect_view()}</ul>
        <ul class="notes">{notes.collect_view()}{groups.collect_view()}</ul>
    }
    .into_any()
}

/// The lights that occur, each with its word.
fn legend(page: &Page) -> AnyView {
    let lang = page.lang;
    let Some(chart) = ChartName::Duties.compose(page) else { return ().into_any() };
    let ChartKind::Duties(duties) = &chart.kind else { return ().into_any() };
    let one = |key: &Key| match &key.mark {
        Mark::Light(kind, _) => light(lang, *kind),
        Mark::Recurring(glyph) => recurring(glyph.clone(), key.word.clone()),
        Mark::Lead => {
            view! { <span class="key"><span class="lead">"★"</span> " " {key.word.clone()}</span> }.into_any()
        }
        Mark::Report(_) => ().into_any(),
    };
    duties.key.iter().map(one).collect_view().into_any()
}

/// What comes round, with its word.
fn recurring(glyph: String, word: String) -> AnyView {
    view! {
        <span class="light light-none"><span class="glyph" aria-hidden="true">{glyph}</span><span class="word">{word}</span></span>
    }
    .into_any()
}

impl Matrix<'_> {
    /// One table of the matrix; all have the same columns, so that they stand under one another.
    fn table(&self, name: &str, rows: Vec<AnyView>) -> AnyView {
        let lang = self.page.lang;
        let tasks = &self.page.standing.programme.tasks;
        let heads = tasks.iter().map(|task| {
            let short = task.short.of(lang).to_owned();
            view! { <th scope="col"><a href=self.page.link(&format!("/tasks/{}", task.number)) title=short.clone() aria-label=format!("{} {short}", task.number)>{task.number.clone()}</a></th> }
        });
        let latest = self.roster.latest.map_or(lang.latest_report().to_owned(), |period| lang.period_name(period.id));
        view! {
            <div class="scroll" tabindex="0" role="region" aria-label=name.to_owned()>
                <table class="matrix duty">
                    <thead><tr><th scope="col">{lang.unit_label()}</th>{heads.collect_view()}<th scope="col">{latest}</th><th scope="col">{lang.needs_attention_short()}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    }

    fn row(&self, unit: &Unit) -> AnyView {
        let ids = [unit.id.as_str()];
        let report = match self.roster.latest.filter(|_| self.roster.owes(&unit.id)) {
            Some(period) => cell(self.page, &self.roster.known, unit, period),
            None => "—".into_any(),
        };
        self.line(unit_link(self.page, unit), unit.name.of(self.page.lang), &ids, report)
    }

    /// The units of a group in one line: how many of them have reported.
    fn group_row(&self, name: &str, units: &[&Unit]) -> AnyView {
        let ids: Vec<&str> = units.iter().map(|unit| unit.id.as_str()).collect();
        let report = self.roster.reported(&ids).map(|(inside, of)| format!("{inside}/{of}"));
        self.line(view! { <strong>{name.to_owned()}</strong> }.into_any(), name, &ids, report.into_any())
    }

    fn line(&self, head: AnyView, name: &str, units: &[&str], report: AnyView) -> AnyView {
        let tasks = self.page.standing.programme.tasks.iter();
        let cells = tasks.zip(self.roster.cells(units)).map(|(task, duty)| match duty {
            Some(found) => duty_cell(self.page, task, &found, name),
            None => view! { <td class="empty"><span aria-hidden="true">"·"</span></td> }.into_any(),
        });
        view! {
            <tr><th scope="row">{head}</th>{cells.collect_view()}<td class="report">{report}</td><td class="number">{self.roster.watch(units)}</td></tr>
        }
        .into_any()
    }

    /// A unit on a telephone, where the matrix has no room: pick one, see its page.
    fn choice(&self, unit: &Unit) -> AnyView {
        let lang = self.page.lang;
        let watch = self.roster.watch(&[unit.id.as_str()]);
        let watch = (watch > 0).then(|| view! { <span class="when">{lang.needs_attention_short()} " " {watch}</span> });
        view! { <li>{unit_link(self.page, unit)} " " {watch}</li> }.into_any()
    }
}

/// That a unit answers for a task: the light of the task, or that it comes every month.
fn duty_cell(page: &Page, task: &Task, duty: &Duty, name: &str) -> AnyView {
    let lang = page.lang;
    let shown = match duty.monthly {
        true => view! { <span class="light light-none" title=lang.monthly_word()><span class="glyph">{lang.monthly_glyph()}</span><span class="spoken">{lang.light(duty.light)}</span></span> }.into_any(),
        false => small_light(lang, duty.light),
    };
    let lead = duty.leads.then(|| view! { <span class="lead" title=lang.task_lead()>"★"</span> });
    let lead_word = if duty.leads { lang.task_lead() } else { "" };
    let spoken = format!("{name} {} {} {lead_word}", task.number, lang.light(duty.light));
    view! { <td><a href=page.link(&format!("/tasks/{}", task.number)) aria-label=spoken.trim_end().to_owned()>{shown}{lead}</a></td> }.into_any()
}

/// The name of a unit that is known by its id.
pub fn unit_name(page: &Page, id: &str) -> AnyView {
    match page.standing.programme.unit(id) {
        Some(unit) => unit_link(page, unit),
        None => view! { <span>{id.to_owned()}</span> }.into_any(),
    }
}

/// A unit's name; a link for those who may read it.
pub fn unit_link(page: &Page, unit: &Unit) -> AnyView {
    let name = unit.name.of(page.lang).to_owned();
    match page.visitor.person.as_ref().is_some_and(|person| person.may_read(&unit.id)) {
        true => view! { <a href=page.link(&format!("/units/{}", unit.id))>{name}</a> }.into_any(),
        false => view! { <span>{name}</span> }.into_any(),
    }
}
