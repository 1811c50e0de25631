//! What needs a word from the leading group: the first rows on the overview, and the whole list.

use super::overview::mean;
use super::{Contacts, call, contacts, period_name};
use crate::attention::{Matter, matters};
use crate::calendar::{Period, PeriodId, day_of};
use crate::lights::Light;
use crate::notes::pages::{link, said};
use crate::notes::{Note, Subject};
use crate::problem::Problem;
use crate::progress::{Known, Said, TaskProgress};
use crate::targets::Target;
use crate::tasks::Task;
use crate::web::pages::{Page, small_light};
use axum::response::Response;
use leptos::prelude::*;

pub async fn attention(page: Page) -> Result<Response, Problem> {
    if let Some(kept) = page.kept()? {
        return Ok(kept);
    }
    let (contacts, notes) = (contacts(&page).await?, said(&page).await?);
    let title = |page: &Page| page.lang.attention_title(all(page).len() as i64);
    page.show_kept(title, move |page| {
        let lang = page.lang;
        view! {
            <h1>{title(page)}</h1>
            <p class="quiet">{lang.attention_order()}</p>
            {list(page, &contacts, &notes, None)}
            <p class="buttons"><a class="button second" href=page.link("/attention/xlsx")>{lang.notes_download()}</a></p>
        }
        .into_any()
    })
    .await
}

fn all(page: &Page) -> Vec<Matter> {
    matters(&page.standing.programme, &page.record, &page.progress)
}

/// The list, or its first rows and how many more there are.
pub fn list(page: &Page, contacts: &Contacts, notes: &[Note], rows: Option<usize>) -> AnyView {
    let lang = page.lang;
    let all = all(page);
    if all.is_empty() {
        return view! { <section class="attention"><h2>{lang.attention()}</h2><p>{lang.attention_none()}</p></section> }.into_any();
    }
    let shown = rows.unwrap_or(all.len());
    let more = all.len().saturating_sub(shown);
    let items = all.iter().take(shown).map(|matter| row(page, contacts, notes, matter));
    let rest = (more > 0).then(
        || view! { <p class="more"><a href=page.link("/attention")>{lang.attention_more(more as i64)} " →"</a></p> },
    );
    view! {
        <section class=if rows.is_some() { "attention" } else { "attention whole" } aria-labelledby="attention">
            <table>
                <thead><tr>
                    <th scope="col" id="attention">{lang.attention()}</th>
                    <th scope="col">{lang.attention_state()}</th>
                    <th scope="col">{lang.attention_contact()}</th>
                    <th scope="col">{lang.attention_said()}</th>
                </tr></thead>
                <tbody>{items.collect_view()}</tbody>
            </table>
            {rest}
        </section>
    }
    .into_any()
}

/// Units named in the row of those whose report is missing, before it says how many more there are.
const NAMED: usize = 3;

/// What a row says: its mark, what is missing in nouns, days, whom to call, and what is known last.
struct Row {
    mark: AnyView,
    what: AnyView,
    state: String,
    who: AnyView,
    said: Option<Said>,
    /// What stands there while nobody has said anything.
    unsaid: Option<String>,
    subject: Option<Subject>,
}

fn row(page: &Page, contacts: &Contacts, notes: &[Note], matter: &Matter) -> Option<AnyView> {
    let Row { mark, what, state, who, said, unsaid, subject } = match matter {
        Matter::Overdue { task, days } => overdue(page, contacts, task, *days)?,
        Matter::Behind { target, serious } => behind(page, contacts, target, *serious)?,
        Matter::Silent { units, period, days } => silent(page, contacts, units, *period, *days),
        Matter::Ask { unit, period, text, on } => Row {
            mark: view! { <span class="light light-ask"><span class="glyph" aria-hidden="true">"◆"</span></span> }
                .into_any(),
            what: page.lang.attention_ask(text, &page.unit_name(unit)).into_any(),
            state: page.lang.short_day(*on),
            who: call(page, contacts, unit),
            said: None,
            unsaid: None,
            subject: Some(Subject::Ask { unit: unit.clone(), period: *period }),
        },
    };
    let last = last_said(page, said, unsaid, notes, subject.as_ref());
    let link = subject.as_ref().and_then(|subject| link(page, subject, notes));
    Some(
        view! {
            <tr>
                <th scope="row">{mark} " " {what}</th>
                <td class="strong">{state}</td><td>{who}</td>
                <td><span class="voice">{last} {link}</span></td>
            </tr>
        }
        .into_any(),
    )
}

fn silent(page: &Page, contacts: &Contacts, units: &[String], period: PeriodId, days: i64) -> Row {
    let lang = page.lang;
    let first: Vec<String> = units.iter().take(NAMED).map(|unit| page.unit_label(unit)).collect();
    let names = match units.len() > NAMED {
        true => lang.first_of(&lang.list(&first), units.len(), units.len() - NAMED),
        false => lang.list(&first),
    };
    let what = view! { <a href=page.link("/matrix")>{lang.attention_silent(&period_name(page, period), &names)}</a> };
    Row {
        mark: small_light(lang, Light::Stale),
        what: what.into_any(),
        state: if days > 0 { lang.days_overdue(days) } else { lang.just_due().to_owned() },
        // Of many the first stands for all, as it does among the names: the matrix has the others.
        who: calls(page, contacts, units.iter().take(if units.len() > NAMED { 1 } else { NAMED })),
        said: None,
        unsaid: Some(latest(page, units)),
        subject: match units {
            [only] => Some(Subject::Unit(only.clone())),
            _ => None,
        },
    }
}

/// How far the data reach that the units have given: 最近数据为6月.
fn latest(page: &Page, units: &[String]) -> String {
    let lang = page.lang;
    let known = Known::new(page.standing.programme.at(page.view.day), &page.record, page.view);
    let mut periods: Vec<&Period> = units.iter().filter_map(|unit| known.latest_in(unit)).collect();
    periods.sort_by_key(|period| period.start);
    let without = units.len() - periods.len();
    let reach = match (periods.first(), periods.last()) {
        (Some(first), Some(last)) if first.id == last.id => lang.latest_data(&lang.period_short(last)),
        (Some(first), Some(last)) => lang.latest_data_between(&lang.period_short(first), &lang.period_short(last)),
        _ => return lang.no_data_yet().to_owned(),
    };
    if without == 0 { reach } else { format!("{reach}{}", lang.without_data(without)) }
}

/// Whom to call. Where names are long the first alone finds room on the overview; the whole list names them all.
fn calls<'u>(page: &Page, contacts: &Contacts, units: impl Iterator<Item = &'u String>) -> AnyView {
    let class = |place: usize| (place > 0).then_some("also");
    let calls = units.enumerate();
    calls
        .map(|(place, unit)| view! { <span class=class(place)>{call(page, contacts, unit)}</span> " " })
        .collect_view()
        .into_any()
}

fn overdue(page: &Page, contacts: &Contacts, number: &str, days: i64) -> Option<Row> {
    let task = page.standing.programme.task(number)?;
    let at = page.progress.tasks.iter().find(|row| row.number == number)?;
    let what = view! {
        <a href=page.link(&format!("/tasks/{number}"))><span class="no">{number.to_owned()}</span> " " {missing(page, task, at)}</a>
    };
    Some(Row {
        mark: small_light(page.lang, Light::Overdue),
        what: what.into_any(),
        state: page.lang.days_overdue(days),
        who: calls(page, contacts, answerers(page, task, at).iter()),
        said: at.said.clone(),
        unsaid: None,
        subject: Some(Subject::Task(number.to_owned())),
    })
}

fn behind(page: &Page, contacts: &Contacts, id: &str, serious: bool) -> Option<Row> {
    let (lang, programme) = (page.lang, &page.standing.programme);
    let target = programme.target(id)?;
    let at = page.progress.targets.iter().find(|row| row.id == id)?;
    let pace = match (mean(at), at.needed_per_month) {
        (Some(mean), Some(needed)) => lang.attention_pace(target.short.of(lang), mean, needed),
        _ => target.short.of(lang).to_owned(),
    };
    let (task, row) = open_task(page, target).unzip();
    let who = task.zip(row).map(|(task, row)| {
        answerers(page, task, row).into_iter().take(1).map(|unit| call(page, contacts, &unit)).collect_view()
    });
    let mark = if serious { at.light } else { Light::Lagging };
    Some(Row {
        mark: small_light(lang, mark),
        what: view! { <a href=page.link(&format!("/targets/{id}"))>{pace}</a> }.into_any(),
        state: at.gap.map_or_else(|| lang.light(at.light).to_owned(), |gap| lang.gap_short(gap)),
        who: who.into_any(),
        said: row.and_then(|row| row.said.clone()),
        unsaid: None,
        subject: Some(Subject::Target(id.to_owned())),
    })
}

/// The task on which a target rests: the first of its key task that is still open.
pub fn open_task<'p>(page: &'p Page, target: &Target) -> Option<(&'p Task, &'p TaskProgress)> {
    let of_it = page.standing.programme.tasks.iter().filter(|task| task.key_task == Some(target.key_task));
    let row = |task: &Task| page.progress.tasks.iter().find(|row| row.number == task.number);
    let rows: Vec<_> = of_it.filter_map(|task| Some((task, row(task)?))).collect();
    rows.iter().find(|(_, row)| !row.light.is_closed()).or(rows.first()).copied()
}

/// The last words on the matter, whoever said them: a report, a leader, or the unit in reply.
pub fn last_said(
    page: &Page,
    said: Option<Said>,
    unsaid: Option<String>,
    notes: &[Note],
    subject: Option<&Subject>,
) -> AnyView {
    let lang = page.lang;
    let of_it = notes.iter().filter(|note| Some(&note.subject) == subject);
    let noted = of_it.max_by_key(|note| note.last().1.at).map(|note| {
        let (text, by) = note.last();
        let kind = if note.replies.is_empty() { lang.note_called(note) } else { lang.note_reply() };
        // Who spoke need not be whom to call.
        let who = by.unit.as_deref().map(|unit| page.unit_label(unit));
        let who = who.map_or_else(String::new, |who| format!("{who}{}", lang.pick("：", "：", ": ")));
        (Some(kind), format!("{who}{}", lang.quoted(text)), day_of(by.at))
    });
    let reported = said.map(|said| (None, lang.quoted(&said.text), said.on));
    // On the same day a leader's word comes after the report it answers.
    let Some((kind, quote, on)) = noted.into_iter().chain(reported).max_by_key(|(kind, _, on)| (*on, kind.is_some()))
    else {
        return unsaid.unwrap_or_else(|| "—".to_owned()).into_any();
    };
    let kind = kind.map(|kind| view! { <span class="kind">{kind}</span> " " });
    // The day comes first: of words too long for the row it is the words that are cut.
    view! {
        <span class="words-said" title=quote.clone()>{kind} <span class="when">{lang.short_day(on)}</span> " " <span class="quote">{quote.clone()}</span></span>
        " "
    }
    .into_any()
}

/// What is missing, in nouns.
pub fn missing(page: &Page, task: &Task, at: &TaskProgress) -> String {
    let short = task.short.of(page.lang);
    match missing_parts(page, task, at) {
        None => short.to_owned(),
        Some(parts) => format!("{short}{}{parts}", page.lang.pick("：", "：", ": ")),
    }
}

/// Which of its parts are in, and which are not; none of a task that has no parts.
pub fn missing_parts(page: &Page, task: &Task, at: &TaskProgress) -> Option<String> {
    let (lang, all) = (page.lang, task.slots.len());
    let open = task.slots.iter().filter(|slot| !at.slots.contains(&slot.zh_hans));
    let open: Vec<String> = open.map(|slot| slot.of(lang).to_owned()).collect();
    match (all, open.len()) {
        (0, _) => None,
        (_, 0) => Some(lang.slots_all(all)),
        (_, missing) => Some(lang.slots_done(all - missing, all, &lang.list(&open))),
    }
}

/// Whom to call about a task: the units of the places that lack it, or else the one that spoke last and the first
/// printed.
fn answerers(page: &Page, task: &Task, at: &TaskProgress) -> Vec<String> {
    let programme = &page.standing.programme;
    let answerable = programme.answerable(task, page.view.day);
    let mut units: Vec<String> = Vec::new();
    let lacking = programme.parts_wanted(task).filter(|part| !at.slots.contains(&part.zh_hans));
    let places = lacking.filter_map(|part| programme.place_of_part(task, part)?.unit.clone());
    for unit in places.filter(|unit| answerable.contains(&unit.as_str())) {
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    if units.is_empty() {
        units.extend(at.said.iter().map(|said| said.unit.clone()));
        let first = answerable.first().map(|unit| (*unit).to_owned());
        units.extend(first.filter(|first| !units.contains(first)));
    }
    units
}
