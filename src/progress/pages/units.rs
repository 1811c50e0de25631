//! By responsible unit: the matrix of who answers for what, and who has reported.

use super::matrix::cell;
use super::period_name;
use crate::attention::{Matter, is_of, matters};
use crate::calendar::Period;
use crate::lights::Light;
use crate::problem::Problem;
use crate::progress::Known;
use crate::tasks::{Deadline, Task, TaskRole};
use crate::units::{Unit, UnitGroup};
use crate::web::pages::{Page, small_light};
use axum::response::Response;
use leptos::prelude::*;

/// The units that answer for some task on the day, in printed order.
fn answering(page: &Page) -> Vec<&Unit> {
    let programme = &page.standing.programme;
    programme.units.iter().filter(|unit| programme.tasks_of(&unit.id, page.view.day).next().is_some()).collect()
}

pub async fn units(page: Page) -> Result<Response, Problem> {
    page.show_kept(
        |page| page.lang.units_title(answering(page).len() as i64, page.standing.programme.tasks.len() as i64),
        matrix_of_tasks,
    )
    .await
}

/// Units one after another that stand in the list by themselves, or that a group of the circular names together.
struct Run<'a> {
    group: Option<&'a UnitGroup>,
    units: Vec<&'a Unit>,
}

/// The units in printed order, those of one group gathered where they stand together.
fn runs(page: &Page) -> Vec<Run<'_>> {
    let programme = &page.standing.programme;
    let mut runs: Vec<Run> = Vec::new();
    for unit in answering(page) {
        // The group of all who report is too wide to be read as one line.
        let own = |group: &&UnitGroup| {
            group.id != programme.expected && group.members_on(page.view.day).any(|member| member == unit.id)
        };
        let group = programme.groups.iter().find(own);
        match runs.last_mut() {
            Some(run) if run.group.map(|group| &group.id) == group.map(|group| &group.id) => run.units.push(unit),
            _ => runs.push(Run { group, units: vec![unit] }),
        }
    }
    runs
}

/// What every row of the matrix needs.
struct Duties<'a> {
    page: &'a Page,
    known: Known<'a>,
    matters: Vec<Matter>,
    latest: Option<&'a Period>,
}

fn matrix_of_tasks(page: &Page) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let duties = Duties {
        page,
        known: Known::new(programme, &page.record, page.view),
        matters: matters(programme, &page.record, &page.progress),
        latest: programme.latest_due(page.view.day),
    };
    let tables = runs(page).into_iter().map(|run| match run.group {
        None => duties.table(lang.nav_units(), run.units.iter().map(|unit| duties.row(unit)).collect()),
        Some(group) => {
            let name = lang.group_members(group.name.of(lang), run.units.len() as i64);
            let rows = run.units.iter().map(|unit| duties.row(unit)).collect();
            view! {
                {duties.table(&name, vec![duties.group_row(&name, &run.units)])}
                <details class="group"><summary>{lang.group_open(run.units.len())}</summary>{duties.table(&name, rows)}</details>
            }
            .into_any()
        }
    });
    let choices = runs(page).into_iter().flat_map(|run| run.units).map(|unit| duties.choice(unit));
    let led = programme.tasks.iter().any(|task| task.responsible.iter().any(|r| r.role == TaskRole::Lead));
    let led = led.then(|| view! { " " {lang.units_note_lead()} });
    let notes = programme.tasks.iter().filter_map(|task| {
        let note = task.note.as_ref()?;
        Some(view! { <li>{task.number.clone()} {lang.pick("：", "：", ": ")} {note.of(lang).to_owned()}</li> })
    });
    let groups = programme.groups.iter().filter(|group| group.inferred).map(|group| {
        let members = group.members_on(page.view.day).count() as i64;
        let note = group.note.as_ref().map_or(lang.to_be_confirmed(), |note| note.of(lang)).to_owned();
        view! { <li>{lang.group_members(group.name.of(lang), members)} {lang.pick("：", "：", ": ")} <span class="inferred">{note}</span></li> }
    });
    view! {
        <h1>{lang.units_title(answering(page).len() as i64, programme.tasks.len() as i64)}</h1>
        <p class="quiet">{lang.units_note_roles()} {led} " " {lang.units_note_sums(programme.tasks.len() as i64)}</p>
        <div class="duties">{tables.collect_view()}</div>
        <ul class="choices">{choices.collect_view()}</ul>
        <ul class="notes">{notes.collect_view()}{groups.collect_view()}</ul>
    }
    .into_any()
}

impl Duties<'_> {
    /// One table of the matrix; all have the same columns, so that they stand under one another.
    fn table(&self, name: &str, rows: Vec<AnyView>) -> AnyView {
        let lang = self.page.lang;
        let tasks = &self.page.standing.programme.tasks;
        let heads = tasks.iter().map(|task| {
            let short = task.short.of(lang).to_owned();
            view! { <th scope="col"><a href=self.page.link(&format!("/tasks/{}", task.number)) title=short.clone() aria-label=format!("{} {short}", task.number)>{task.number.clone()}</a></th> }
        });
        let latest =
            self.latest.map_or_else(|| lang.latest_report().to_owned(), |period| period_name(self.page, period.id));
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
        let report = match self.latest.filter(|period| self.owes(&unit.id, period)) {
            Some(period) => cell(self.page, &self.known, unit, period),
            None => "—".into_any(),
        };
        self.line(unit_link(self.page, unit), unit.name.of(self.page.lang), &ids, report)
    }

    /// The units of a group in one line: how many of them have reported.
    fn group_row(&self, name: &str, units: &[&Unit]) -> AnyView {
        let ids: Vec<&str> = units.iter().map(|unit| unit.id.as_str()).collect();
        let report = self.latest.map(|period| {
            let owing: Vec<&&str> = ids.iter().filter(|id| self.owes(id, period)).collect();
            let inside = owing.iter().filter(|id| !self.known.is_silent(id)).count();
            format!("{inside}/{}", owing.len())
        });
        self.line(view! { <strong>{name.to_owned()}</strong> }.into_any(), name, &ids, report.into_any())
    }

    fn owes(&self, unit: &str, period: &Period) -> bool {
        self.page.standing.programme.expected_on(period.end).contains(&unit)
    }

    /// Matters on the list of what needs a word that are these units' own, each once.
    fn watch(&self, units: &[&str]) -> i64 {
        let (programme, day) = (&self.page.standing.programme, self.page.view.day);
        let own = |matter: &&Matter| units.iter().any(|unit| is_of(programme, matter, unit, day));
        self.matters.iter().filter(own).count() as i64
    }

    fn line(&self, head: AnyView, name: &str, units: &[&str], report: AnyView) -> AnyView {
        let page = self.page;
        let programme = &page.standing.programme;
        let cells = programme.tasks.iter().map(|task| {
            let answers = programme.answerable(task, page.view.day);
            if !units.iter().any(|unit| answers.contains(unit)) {
                return view! { <td class="empty"><span aria-hidden="true">"·"</span></td> }.into_any();
            }
            let light =
                page.progress.tasks.iter().find(|row| row.number == task.number).map_or(Light::None, |row| row.light);
            let leads = task.responsible.iter().any(|r| r.role == TaskRole::Lead && units == [r.party.as_str()]);
            duty(page, task, light, leads, name)
        });
        view! {
            <tr><th scope="row">{head}</th>{cells.collect_view()}<td class="report">{report}</td><td class="number">{self.watch(units)}</td></tr>
        }
        .into_any()
    }

    /// A unit on a telephone, where the matrix has no room: pick one, see its page.
    fn choice(&self, unit: &Unit) -> AnyView {
        let lang = self.page.lang;
        let watch = self.watch(&[unit.id.as_str()]);
        let watch = (watch > 0).then(|| view! { <span class="when">{lang.needs_attention_short()} " " {watch}</span> });
        view! { <li>{unit_link(self.page, unit)} " " {watch}</li> }.into_any()
    }
}

/// That a unit answers for a task: the light of the task, or that it comes every month.
fn duty(page: &Page, task: &Task, light: Light, leads: bool, name: &str) -> AnyView {
    let lang = page.lang;
    let shown = match task.deadline {
        Deadline::Monthly { .. } => view! { <span class="light light-none" title=lang.pick("每月", "每月", "monthly")><span class="glyph">{lang.pick("周", "週", "M")}</span><span class="spoken">{lang.light(light)}</span></span> }.into_any(),
        _ => small_light(lang, light),
    };
    let lead = leads.then(|| view! { <span class="lead" title=lang.task_lead()>"★"</span> });
    let spoken = format!("{name} {} {} {}", task.number, lang.light(light), if leads { lang.task_lead() } else { "" });
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
