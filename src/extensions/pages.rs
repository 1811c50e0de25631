//! Asking for a later day, the office's answer, and how it stands wherever the day is printed.

mod acts;

pub use acts::{agree, ask, refuse};

use super::{Extension, Fault, Owed, REASON_LIMIT, decide, may_ask};
use crate::calendar::{day_of, end_of};
use crate::problem::Problem;
use crate::reports::pages::report_name;
use crate::units::Unit;
use crate::web::pages::{Page, form_fields};
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// What has been typed so far into a request.
#[derive(Clone, Default)]
struct Typed {
    reason: String,
    wanted: String,
    faults: Vec<Fault>,
}

fn own_unit(page: &Page) -> Result<Unit, Problem> {
    let unit = page.person()?.unit.as_deref().and_then(|id| page.standing.programme.unit(id));
    unit.cloned().ok_or(Problem::NotFound)
}

/// What `task` and `due`, or `period`, in an address or a form name.
fn owed<'f>(field: impl Fn(&str) -> &'f str) -> Option<Owed> {
    match field("task") {
        "" => Some(Owed::Report(field("period").parse().ok()?)),
        number => Some(Owed::Task { number: number.to_owned(), due: field("due").parse().ok()? }),
    }
}

/// Where a later day for `owed` is asked for.
pub fn address(owed: &Owed) -> String {
    match owed {
        Owed::Task { number, due } => format!("/my/extensions?task={number}&due={due}"),
        Owed::Report(period) => format!("/my/extensions?period={period}"),
    }
}

/// What is owed, in words, with the day it is due.
fn named(page: &Page, owed: &Owed) -> String {
    let lang = page.lang;
    let programme = &page.standing.programme;
    match owed {
        Owed::Task { number, due } => {
            let name = programme.task(number).map_or(number.as_str(), |task| task.short.of(lang));
            format!("{} · {}", lang.task_named(name, number), lang.day(*due))
        }
        Owed::Report(period) => {
            let due = programme.period(*period).map(|period| lang.day(period.due)).unwrap_or_default();
            format!("{} · {due}", report_name(page, *period))
        }
    }
}

/// The requests of the reader's unit, and the form for one more if the address names what is owed.
pub async fn own(page: Page) -> Result<Response, Problem> {
    let asked = owed(|name| page.asked(name).unwrap_or_default());
    show_own(&page, StatusCode::OK, asked, Typed::default()).await
}

async fn show_own(page: &Page, status: StatusCode, asked: Option<Owed>, typed: Typed) -> Result<Response, Problem> {
    let unit = own_unit(page)?;
    let asked = asked.filter(|owed| owed.due(&page.standing.programme, &unit.id).is_some());
    page.show_with(status, page.lang.extensions_title(), false, move |page| {
        let lang = page.lang;
        let held: Vec<&Extension> = page.record.extensions.iter().filter(|held| held.unit == unit.id).collect();
        let form = asked.as_ref().map(|owed| form(page, &unit, owed, &held, &typed));
        let list = match held.is_empty() {
            true => view! { <p>{lang.extensions_none()}</p> }.into_any(),
            false => table(page, &held),
        };
        view! { <h1>{unit.name.of(lang).to_owned()} " · " {lang.extensions_title()}</h1>{form}<h2>{lang.extensions_asked()}</h2>{list} }.into_any()
    })
    .await
}

fn form(page: &Page, unit: &Unit, owed: &Owed, held: &[&Extension], typed: &Typed) -> AnyView {
    let lang = page.lang;
    let name = named(page, owed);
    let waits = held.iter().any(|held| held.owed == *owed && held.is_open());
    let person = page.visitor.person.as_ref();
    let Some((due, latest)) = owed.due(&page.standing.programme, &unit.id) else { return ().into_any() };
    if waits || page.now >= end_of(latest) || !person.is_some_and(|person| may_ask(person, &unit.id)) {
        let word = if waits { lang.extension_waits() } else { lang.extension_too_late() };
        return view! { <p><strong>{name}</strong> " " {word}</p> {for_all(page, owed)} }.into_any();
    }
    let wrong: Vec<_> =
        typed.faults.iter().map(|fault| view! { <li>{lang.extension_fault(*fault, latest)}</li> }).collect();
    let summary = (!wrong.is_empty()).then(|| view! { <div class="error-summary" role="alert"><ul>{wrong}</ul></div> });
    let hidden = match owed {
        Owed::Task { number, due } => view! { <input type="hidden" name="task" value=number.clone()/><input type="hidden" name="due" value=due.to_string()/> }.into_any(),
        Owed::Report(period) => view! { <input type="hidden" name="period" value=period.to_string()/> }.into_any(),
    };
    view! {
        <section class="narrow-form">
            <h2>{lang.extension_ask()} {lang.pick("：", "：", ": ")} {name}</h2>
            <p class="quiet">{lang.extension_lead(&lang.day(due))}</p>
            {for_all(page, owed)}
            {summary}
            <form method="post" action=page.link("/my/extensions") class="stack">
                {form_fields()}
                {hidden}
                <label for="wanted">{lang.extension_wanted()}</label>
                <input id="wanted" name="wanted" value=typed.wanted.clone() placeholder=due.succ_opt().unwrap_or(due).to_string() autocomplete="off"/>
                <label for="reason">{lang.extension_reason()}</label>
                <input id="reason" name="reason" value=typed.reason.clone() maxlength=REASON_LIMIT.to_string() autocomplete="off"/>
                <button type="submit">{lang.extension_send()}</button>
            </form>
        </section>
    }
    .into_any()
}

/// What waits for the office, and what it has decided.
pub async fn all(page: Page) -> Result<Response, Problem> {
    page.show(page.lang.extensions_title(), false, move |page| {
        let lang = page.lang;
        let (open, settled): (Vec<&Extension>, Vec<&Extension>) =
            page.record.extensions.iter().partition(|held| held.is_open());
        let cases = open.iter().map(|held| case(page, held));
        let none = open.is_empty().then(|| view! { <p>{lang.extensions_none_waiting()}</p> });
        let settled =
            (!settled.is_empty()).then(|| view! { <h2>{lang.extensions_settled()}</h2>{table(page, &settled)} });
        view! { <h1>{lang.extensions_waiting(open.len() as i64)}</h1>{none}{cases.collect_view()}{settled} }.into_any()
    })
    .await
}

/// How many wait for the office, with the way there; nothing if none does.
pub fn waiting(page: &Page) -> Option<AnyView> {
    let open = page.record.extensions.iter().filter(|held| held.is_open()).count() as i64;
    (open > 0)
        .then(|| view! { <p><a href=page.link("/extensions")>{page.lang.extensions_waiting(open)}</a></p> }.into_any())
}

fn case(page: &Page, held: &Extension) -> AnyView {
    let lang = page.lang;
    let name = format!("{} {}", page.unit_name(&held.unit), named(page, &held.owed));
    let decides = page.visitor.person.as_ref().is_some_and(|person| decide(person, held).is_ok());
    let buttons = decides.then(|| {
        let id = format!("refusal-{}", held.id);
        let seen = for_all(page, &held.owed).map(|_| {
            view! { <label class="tick"><input type="checkbox" name="seen" value="yes" required=true/> {lang.extension_for_all_seen()}</label> }
        });
        view! {
            <div class="decide">
                <form method="post" action=page.link(&format!("/extensions/{}/agree", held.id))>
                    {form_fields()}
                    {seen}
                    <button type="submit" aria-label=format!("{} {name}", lang.extension_agree())>{lang.extension_agree()}</button>
                </form>
                <details><summary>{lang.extension_refuse()} <span class="spoken">{name.clone()}</span></summary>
                    <form method="post" action=page.link(&format!("/extensions/{}/refuse", held.id)) class="stack">
                        {form_fields()}
                        <label for=id.clone()>{lang.extension_refusal()}</label>
                        <input id=id name="refusal" required=true maxlength="200"/>
                        <button type="submit" class="second">{lang.extension_refuse()}</button>
                    </form>
                </details>
            </div>
        }
    });
    view! {
        <div class="case">
            <p><strong>{name.clone()}</strong> " → " {lang.day(held.wanted)}</p>
            <p>{lang.extension_reason()} {lang.pick("：", "：", ": ")} {held.reason.clone()} " " <span class="when">{lang.short_day(held.asked_on())}</span></p>
            {for_all(page, &held.owed)}
            {buttons}
        </div>
    }
    .into_any()
}

/// That the day of a task moves for every unit that answers for it, where there are several.
fn for_all(page: &Page, owed: &Owed) -> Option<AnyView> {
    let units = shared_by(page, owed);
    let names: Vec<String> = units.iter().map(|unit| page.unit_name(unit)).collect();
    (!units.is_empty()).then(|| {
        view! { <p class="quiet">{page.lang.extension_for_all(units.len(), &page.lang.list(&names))}</p> }.into_any()
    })
}

/// The units that answer for a task together; none for a report, or for a task of one unit.
fn shared_by(page: &Page, owed: &Owed) -> Vec<String> {
    let Owed::Task { number, due } = owed else { return Vec::new() };
    let programme = &page.standing.programme;
    let units = programme.task(number).map(|task| programme.answerable(task, *due)).unwrap_or_default();
    if units.len() < 2 { Vec::new() } else { units.into_iter().map(str::to_owned).collect() }
}

/// Where a request stands at the moment of the page.
fn standing(page: &Page, held: &Extension) -> String {
    let lang = page.lang;
    let known = |moment: Option<chrono::DateTime<chrono::Utc>>| moment.filter(|at| page.view.knows(*at)).map(day_of);
    match (known(held.agreed_at), known(held.refused_at)) {
        (Some(on), _) => lang.extension_agreed(&lang.day(on)),
        (None, Some(on)) => lang.extension_refused(&lang.day(on), held.refusal.as_deref().unwrap_or("—")),
        (None, None) => lang.extension_waits().to_owned(),
    }
}

fn table(page: &Page, held: &[&Extension]) -> AnyView {
    let lang = page.lang;
    let rows = held.iter().map(|held| {
        view! {
            <tr>
                <th scope="row">{named(page, &held.owed)}</th>
                <td data-label=lang.unit_label()>{page.unit_name(&held.unit)}</td>
                <td data-label=lang.extension_wanted()>{lang.day(held.wanted)}</td>
                <td data-label=lang.extension_reason()>{held.reason.clone()}</td>
                <td data-label=lang.task_state()>{standing(page, held)}</td>
            </tr>
        }
    });
    view! {
        <table class="stacked">
            <thead><tr>
                <th scope="col">{lang.extension_of()}</th><th scope="col">{lang.unit_label()}</th><th scope="col">{lang.extension_wanted()}</th>
                <th scope="col">{lang.extension_reason()}</th><th scope="col">{lang.task_state()}</th>
            </tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// Every extension asked for a task by the moment of the page; nothing where nobody has asked.
pub fn of_task(page: &Page, number: &str) -> Option<AnyView> {
    let of_it = |held: &&Extension| matches!(&held.owed, Owed::Task { number: of, .. } if of == number);
    let held: Vec<&Extension> =
        page.record.extensions.iter().filter(of_it).filter(|held| page.view.knows(held.asked_at)).collect();
    (!held.is_empty()).then(|| view! { <h2>{page.lang.extension_record()}</h2>{table(page, &held)} }.into_any())
}
