//! One task in full: the wording, who answers for it, what closes it, and everything said about it.

use super::overview::responsible;
use super::period_name;
use super::tasks::{deadline, finding};
use crate::calendar::day_of;
use crate::evidence::File;
use crate::evidence::pages::list;
use crate::evidence::store::of_closures;
use crate::extensions::{Owed, may_ask};
use crate::figures::FigureId;
use crate::language::Lang;
use crate::lights::Light;
use crate::notes::pages::{ladder, panel, said};
use crate::notes::{Note, Subject};
use crate::people::Role;
use crate::problem::Problem;
use crate::progress::store::{Hands, closure_hands};
use crate::progress::{Closure, OccurrenceProgress, Reopened, TaskProgress};
use crate::reports::Version;
use crate::targets::TargetMeasure;
use crate::tasks::{Task, TaskRole};
use crate::web::pages::{Page, form_fields, glyph, light, small_light};
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

pub async fn task(page: Page, Path(number): Path<String>) -> Result<Response, Problem> {
    if let Some(kept) = page.kept()? {
        return Ok(kept);
    }
    let task = page.standing.programme.task(&number).cloned().ok_or(Problem::NotFound)?;
    let notes = said(&page).await?;
    let mut tx = page.app.db.read().await?;
    let hands = closure_hands(&mut tx, &page.standing.programme.id, &number).await?;
    let files = of_closures(&mut tx, &page.standing.programme.id, &number).await?;
    drop(tx);
    let of_task = task.clone();
    page.show_kept(
        move |page| standing(page, &of_task).map(|at| finding(page, &of_task, at)).unwrap_or_default(),
        move |page| {
            let Some(at) = standing(page, &task) else { return ().into_any() };
            in_full(page, &task, at, &notes, &Shown { hands: &hands, files: &files })
        },
    )
    .await
}

fn standing<'a>(page: &'a Page, task: &Task) -> Option<&'a TaskProgress> {
    page.progress.tasks.iter().find(|row| row.number == task.number)
}

/// Who and what stands behind the closures of a task.
struct Shown<'a> {
    hands: &'a [Hands],
    /// By the id of the closure.
    files: &'a [(String, File)],
}

fn in_full(page: &Page, task: &Task, at: &TaskProgress, notes: &[Note], shown: &Shown) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let translated = (lang != Lang::ZhHans).then(|| view! { <p>{task.name.of(lang).to_owned()}</p> });
    let note = task.note.as_ref().map(|note| {
        view! { <p class="inferred">{lang.task_note()} {lang.pick("：", "：", ": ")} {note.of(lang).to_owned()}</p> }
    });
    view! {
        <article>
            <h1>{glyph(lang, at.light)} " " {finding(page, task, at)}</h1>
            <blockquote lang="zh-Hans"><p>{task.verbatim.clone()}</p><footer>{lang.task_source(&programme.document_number, &task.number)}</footer></blockquote>
            {translated}
            <dl>
                <dt>{lang.deadline_label()}</dt><dd>{deadline(page, task)}</dd>
                <dt>{lang.responsible_unit()}</dt><dd>{parties(page, task)}</dd>
                <dt>{lang.task_standard()}</dt><dd>{lang.standard(task)}</dd>
                {targets(page, task)}
            </dl>
            {note}
            {slots(page, task, at)}
            {ladder(page, &task.number, notes)}
            {panel(page, &Subject::Task(task.number.clone()), notes)}
            {occurrences(page, at)}
            {closures(page, task, shown)}
            {crate::extensions::pages::of_task(page, &task.number)}
            <h2>{lang.task_history()}</h2>
            {history(page, task)}
        </article>
    }
    .into_any()
}

/// Responsible units as printed, each its page, and who leads if the office has said so.
fn parties(page: &Page, task: &Task) -> AnyView {
    let (lang, programme) = (page.lang, &page.standing.programme);
    let mut led = false;
    let items = task.responsible.iter().map(|responsible| {
        let role = match responsible.role {
            TaskRole::Unspecified => None,
            TaskRole::Lead => Some(lang.task_lead()),
            TaskRole::Support => Some(lang.task_support()),
        };
        led |= role.is_some();
        let since = responsible.on.map(|on| lang.day(on));
        let ground = [responsible.basis.clone(), since].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let ground = (!ground.is_empty()).then(|| view! { " " <span class="quiet">{lang.lead_ground(&ground)}</span> });
        let role = role.map(|role| view! { " " <strong>{role}</strong>{ground} });
        let name = match programme.group(&responsible.party) {
            Some(group) => {
                let members = group.members_on(page.view.day).count() as i64;
                view! { <a href=page.link("/units")>{lang.group_members(group.name.of(lang), members)}</a> }.into_any()
            }
            None => super::units::unit_name(page, &responsible.party),
        };
        view! { <li>{name} {role}</li> }
    });
    let items = items.collect_view();
    let unspecified = (!led).then(|| view! { <span class="inferred">{lang.role_unspecified()}</span> });
    view! { <ul class="inline-list">{items}</ul> {unspecified} }.into_any()
}

/// The annual targets the task serves: those of its key task, with where they stand.
fn targets(page: &Page, task: &Task) -> Option<AnyView> {
    let (lang, programme) = (page.lang, &page.standing.programme);
    let key = programme.key_tasks.iter().find(|key| Some(key.number) == task.key_task)?;
    let served = programme.targets.iter().filter(|target| match &target.measure {
        TargetMeasure::TaskStage { task: of, .. } => *of == task.number,
        _ => target.key_task == key.number,
    });
    let items = served.filter_map(|target| {
        let row = page.progress.targets.iter().find(|row| row.id == target.id)?;
        let number = page.figure(&FigureId::target(&target.id), row.actual);
        Some(view! { <li><a href=page.link(&format!("/targets/{}", target.id))>{target.short.of(lang).to_owned()}</a> " " {number} " / " {target.wording.of(lang).to_owned()}</li> })
    });
    let items: Vec<_> = items.collect();
    let list = (!items.is_empty()).then(|| view! { <ul class="inline-list">{items}</ul> });
    Some(view! { <dt>{lang.filter_key()}</dt><dd>{key.name.of(lang).to_owned()} {list}</dd> }.into_any())
}

/// Versions accepted by the moment of the page, oldest first.
fn accepted(page: &Page) -> impl DoubleEndedIterator<Item = &Version> {
    page.record.versions.iter().filter(|version| version.accepted_at.is_some_and(|at| page.view.knows(at)))
}

fn slots(page: &Page, task: &Task, at: &TaskProgress) -> Option<AnyView> {
    let lang = page.lang;
    if task.slots.is_empty() {
        return None;
    }
    let items = task.slots.iter().map(|slot| {
        let done = at.slots.contains(&slot.zh_hans);
        let said = |version: &&Version| {
            version.content.tasks.iter().any(|said| said.number == task.number && said.slots.contains(&slot.zh_hans))
        };
        let source = accepted(page).find(said).filter(|_| done).map(|version| {
            view! { " · " {report_link(page, version)} " " <span class="when">{lang.short_day(day_of(version.submitted_at))}</span> }
        });
        let word = if done { lang.slot_in() } else { lang.slot_open() };
        view! { <li><span class=if done { "slot in" } else { "slot" } aria-hidden="true"></span>{slot.of(lang).to_owned()} " " <strong>{word}</strong> {source}</li> }
    });
    Some(view! { <h2>{lang.task_slots_of(at.slots.len(), task.slots.len())}</h2><ul class="slots">{items.collect_view()}</ul> }.into_any())
}

/// The unit and period of a report, with a link for those who may read it.
pub fn report_link(page: &Page, version: &Version) -> AnyView {
    let name = format!("{} {}", page.unit_name(&version.unit), period_name(page, version.period));
    match page.visitor.person.as_ref().is_some_and(|person| person.may_read(&version.unit)) {
        true => {
            let address = format!("/reports/{}/{}", version.unit, version.period);
            view! { <a href=page.link(&address)>{name}</a> }.into_any()
        }
        false => view! { <span>{name}</span> }.into_any(),
    }
}

fn occurrences(page: &Page, at: &TaskProgress) -> Option<AnyView> {
    let lang = page.lang;
    if at.occurrences.is_empty() {
        return None;
    }
    let rows = at.occurrences.iter().map(|o| {
        let moved = (o.effective_due != o.due).then(|| format!(" → {}", o.effective_due));
        let asks = own_unit_asks(page, &at.number, o);
        let days = match (o.light, o.days) {
            (Light::Overdue, Some(days)) => lang.days_overdue(days),
            (Light::ClosedLate, Some(days)) => lang.days_late(days),
            (_, Some(0)) => lang.due_today().to_owned(),
            (Light::ClosureRequested, Some(days)) if days < 0 => lang.closure_waits(-days),
            (_, Some(days)) if days > 0 => lang.days_left(days),
            _ => String::new(),
        };
        let mark = if o.light == Light::Overdue { small_light(lang, o.light) } else { light(lang, o.light) };
        view! {
            <tr>
                <th scope="row">{o.due.to_string()}{moved} {asks}</th>
                <td>{mark} " " {days}</td>
                <td>{closed(lang, o)}</td>
            </tr>
        }
    });
    Some(
        view! {
            <h2 id="occurrences">{lang.task_occurrences()}</h2>
            <table class="narrow-table" aria-labelledby="occurrences"><thead><tr><th scope="col">{lang.deadline_label()}</th><th scope="col">{lang.task_state()}</th><th scope="col">{lang.task_closed_on()}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody></table>
        }
        .into_any(),
    )
}

/// When it was closed; and, where it was taken up again, when that was.
fn closed(lang: Lang, at: &OccurrenceProgress) -> String {
    match (&at.closed_on, &at.reopened) {
        (Some(day), _) => day.to_string(),
        (None, Some(Reopened { closed_on, on, .. })) => {
            lang.closed_then_reopened(&closed_on.to_string(), &on.to_string())
        }
        (None, None) => "—".to_owned(),
    }
}

/// The way to ask for a later day, for whoever may ask and while it may be asked.
fn own_unit_asks(page: &Page, number: &str, at: &OccurrenceProgress) -> Option<AnyView> {
    let unit = page.visitor.person.as_ref().filter(|person| person.unit.is_some())?.unit.as_deref()?;
    let owed = Owed::Task { number: number.to_owned(), due: at.due };
    let (_, latest) = owed.due(&page.standing.programme, unit)?;
    let asks = page.visitor.person.as_ref().is_some_and(|person| may_ask(person, unit));
    let open = asks && !at.light.is_closed() && day_of(page.now) <= latest;
    let address = crate::extensions::pages::address(&owed);
    open.then(|| view! { <a href=page.link(&address) aria-label=format!("{} {}", page.lang.extension_ask(), at.due)>{page.lang.extension_ask()}</a> }.into_any())
}

/// Every request to close, with what shows it, who asked and who decided: never the same person.
fn closures(page: &Page, task: &Task, Shown { hands, files }: &Shown) -> Option<AnyView> {
    let lang = page.lang;
    let known = |moment: Option<chrono::DateTime<chrono::Utc>>| moment.filter(|at| page.view.knows(*at));
    let of_it: Vec<&Closure> = page
        .record
        .closures
        .iter()
        .filter(|closure| {
            closure.task == task.number && page.view.knows(closure.requested_at) && closure.on <= page.view.day
        })
        .collect();
    if of_it.is_empty() {
        return None;
    }
    let rows = of_it.iter().map(|closure| {
        let hand = hands.iter().find(|hand| hand.id == closure.id);
        let signed = |person: &str, moment| format!("{person} · {}", lang.short_day(day_of(moment)));
        let asked = hand.map_or_else(String::new, |hand| signed(&hand.asked_by, closure.requested_at));
        let of_it: Vec<File> = files.iter().filter(|(id, _)| *id == closure.id).map(|(_, file)| file.clone()).collect();
        let with = (!of_it.is_empty()).then(|| list(page, &of_it));
        let decider = hand.and_then(|hand| hand.decided_by.clone()).unwrap_or_default();
        let decided = match (known(closure.confirmed_at), known(closure.returned_at)) {
            (Some(at), _) => signed(&decider, at),
            (None, Some(at)) => {
                let reason = hand.and_then(|hand| hand.reason.clone()).unwrap_or_default();
                lang.closure_returned(&signed(&decider, at), &reason)
            }
            (None, None) => lang.light(Light::ClosureRequested).to_owned(),
        };
        let reopened = known(closure.reopened_at).map(|at| {
            let by = hand.and_then(|hand| hand.reopened_by.clone()).unwrap_or_default();
            let reason = closure.reopen_reason.as_deref().unwrap_or_default();
            view! { <br/><strong>{lang.reopened_by(&signed(&by, at), reason)}</strong> }
        });
        view! {
            <tr>
                <th scope="row">{closure.due.map_or_else(|| "—".to_owned(), |due| due.to_string())}</th>
                <td data-label=lang.task_closed_on()>{closure.on.to_string()}</td>
                <td data-label=lang.closure_evidence()>{closure.evidence.clone()}{with}</td>
                <td data-label=lang.closure_asked()>{page.unit_name(&closure.unit)} " · " {asked}</td>
                <td data-label=lang.closure_decided()>{decided}{reopened}{reopen_form(page, task, closure)}</td>
            </tr>
        }
    });
    Some(
        view! {
            <h2>{lang.closure_record()}</h2>
            <div class="scroll" tabindex="0" role="region" aria-label=lang.closure_record()><table class="stacked">
                <thead><tr>
                    <th scope="col">{lang.deadline_label()}</th><th scope="col">{lang.task_closed_on()}</th><th scope="col">{lang.closure_evidence()}</th>
                    <th scope="col">{lang.closure_asked()}</th><th scope="col">{lang.closure_decided()}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></div>
        }
        .into_any(),
    )
}

/// Where the office takes up again what was closed, as long as it stands closed.
fn reopen_form(page: &Page, task: &Task, closure: &Closure) -> Option<AnyView> {
    let lang = page.lang;
    let office = page.visitor.person.as_ref().is_some_and(|person| person.role == Role::Office);
    let stands = closure.confirmed_at.is_some() && closure.reopened_at.is_none();
    let reason = format!("reopen-{}", closure.id);
    (office && stands && page.view == page.usual).then(|| {
        view! {
            <details class="on-screen"><summary>{lang.reopen()} <span class="spoken">{lang.task_named(task.short.of(lang), &task.number)}</span></summary>
                <form method="post" action=page.link(&format!("/review/closures/{}/reopen", closure.id)) class="stack">
                    {form_fields()}
                    <p class="quiet">{lang.reopen_lead()}</p>
                    <label for=reason.clone()>{lang.review_reason()}</label>
                    <input id=reason.clone() name="reason" required=true maxlength="200" autocomplete="off"/>
                    <button type="submit" class="second">{lang.reopen()}</button>
                </form>
            </details>
        }
        .into_any()
    })
}

/// What accepted reports said of the task, month by month, the newest first; one line each.
fn history(page: &Page, task: &Task) -> AnyView {
    let lang = page.lang;
    let mut periods: Vec<(crate::calendar::PeriodId, Vec<AnyView>)> = Vec::new();
    let mut told = std::collections::BTreeSet::new();
    for version in accepted(page).rev() {
        // Of a report that was corrected, the words that stand.
        if !told.insert((&version.unit, version.period)) {
            continue;
        }
        let Some(said) = version.content.tasks.iter().find(|said| said.number == task.number && !said.said.is_empty())
        else {
            continue;
        };
        let when = lang.short_day(day_of(version.submitted_at));
        let line = view! {
            <li>{report_link(page, version)} {lang.pick("：", "：", ": ")} {said.said.clone()} " " <span class="when">{when}</span></li>
        };
        match periods.iter_mut().find(|(period, _)| *period == version.period) {
            Some((_, lines)) => lines.push(line.into_any()),
            None => periods.push((version.period, vec![line.into_any()])),
        }
    }
    if periods.is_empty() {
        return view! { <p>{lang.task_nothing_said(&responsible(page, task))}</p> }.into_any();
    }
    periods.sort_by_key(|(period, _)| std::cmp::Reverse(*period));
    let months = periods.into_iter().map(|(period, lines)| {
        view! { <h3>{period_name(page, period)}</h3><ul class="history">{lines}</ul> }
    });
    months.collect_view().into_any()
}
