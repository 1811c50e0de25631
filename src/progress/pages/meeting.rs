//! Meeting mode: five slides, one finding each, all in one document (product rules E.20).

use super::attention::{last_said, missing, open_task};
use super::overview::{cards, conclusion, mean, responsible};
use super::{Contacts, call, contacts, period_name};
use crate::attention::{Finding, Matter, behind_by_light, findings, matters, targets_counted};
use crate::decisions::islands::SlideKeys;
use crate::decisions::pages::{Refused, form, list, settled};
use crate::decisions::{Decision, may_settle};
use crate::figures::{FigureId, Subject};
use crate::lights::Light;
use crate::notes::pages::{link, note_box, said};
use crate::notes::{Note, Subject as About};
use crate::problem::Problem;
use crate::progress::figure as compute;
use crate::remarks::{Remark, pages as remarks};
use crate::snapshots::may_share;
use crate::tasks::Task;
use crate::web::pages::{Page, small_light};
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use std::sync::Arc;

const SLIDES: usize = 5;
/// Rows that can be read from the back of the room.
const ROWS: usize = 6;
/// Characters of owners that stand on a slide beside the matter.
const OWNERS: usize = 60;

/// What the slides show besides what the page itself holds.
#[derive(Clone)]
struct Told {
    contacts: Contacts,
    decisions: Arc<Vec<Decision>>,
    notes: Arc<Vec<Note>>,
    remark: Option<Remark>,
    refused: Option<Refused>,
}

async fn told(page: &Page, refused: Option<Refused>) -> Result<Told, Problem> {
    let (contacts, notes) = (contacts(page).await?, Arc::new(said(page).await?));
    Ok(Told { contacts, notes, refused, ..told_to_all(page).await? })
}

/// What the slides tell whoever sees them: no contacts, no notes.
async fn told_to_all(page: &Page) -> Result<Told, Problem> {
    let (decisions, remark) = (Arc::new(settled(page).await?), remarks::shown(page).await?);
    Ok(Told { contacts: Contacts::default(), decisions, notes: Arc::default(), remark, refused: None })
}

/// The slides of a snapshot link.
pub async fn meeting_frozen(page: &Page) -> Result<Response, Problem> {
    let told = told_to_all(page).await?;
    page.show_alone(StatusCode::OK, page.lang.meeting(), move |page| slides(page, &told)).await
}

pub async fn meeting(page: Page) -> Result<Response, Problem> {
    if let Some(kept) = page.kept()? {
        return Ok(kept);
    }
    let told = told(&page, None).await?;
    page.show_kept_alone(|page| page.lang.meeting().to_owned(), move |page| slides(page, &told)).await
}

/// The slides again, with what was typed on the last and what is wrong with it.
pub async fn meeting_again(page: &Page, status: StatusCode, refused: Refused) -> Result<Response, Problem> {
    let told = told(page, Some(refused)).await?;
    page.show_alone(status, page.lang.meeting(), move |page| slides(page, &told)).await
}

fn slides(page: &Page, told: &Told) -> AnyView {
    let contents = [
        standing(page, told.remark.as_ref()),
        targets(page),
        late(page),
        asks(page, &told.contacts, &told.notes),
        decided(page, &told.decisions, told.refused.as_ref()),
    ];
    let slides = contents.into_iter().zip(1..).map(|(content, number)| slide(page, number, content));
    view! { <main id="content" class="meeting" tabindex="-1">{slides.collect_view()}</main> }.into_any()
}

fn slide(page: &Page, number: usize, content: AnyView) -> AnyView {
    let lang = page.lang;
    let turn = |to: usize, word: &'static str| match (1..=SLIDES).contains(&to) {
        true => {
            let named = format!("{word} {}", lang.meeting_slide(to, SLIDES));
            view! { <a href=format!("#s{to}") aria-label=named>{word}</a> }.into_any()
        }
        // The place stays, so that the other link does not move under the finger.
        false => view! { <span class="unturned" aria-hidden="true">{word}</span> }.into_any(),
    };
    let example = page.standing.head.example.then(|| view! { <strong>{lang.example_data()}</strong> });
    // Whoever came by a snapshot link stays on it.
    let (leave, way) = match &page.snapshot {
        Some(own) => {
            ("#s1".to_owned(), view! { <a href=format!("{own}/sheet?lang={lang}")>{lang.sheet_a3()}</a> }.into_any())
        }
        None => {
            let leave = page.link("/overview");
            (leave.clone(), view! { <a href=leave>{lang.meeting_leave()}</a> }.into_any())
        }
    };
    let keys = (number == 1).then(|| {
        view! { <SlideKeys count=SLIDES as u32 leave=leave.clone() said=lang.meeting_keys().into()/> }
    });
    view! {
        <section id=format!("s{number}") class="slide" aria-labelledby=format!("s{number}-says")>
            <div class="said-here">{content}</div>
            <div class="corner">
                <span>{page.standing.programme.short.of(lang).to_owned()}</span>
                <strong>{lang.as_at_day(&lang.day(page.view.day))}</strong>
                <span>{lang.basis(page.view.basis)}</span>
                {example}
                {keys}
                <span class="turn">
                    {turn(number - 1, lang.meeting_previous())}
                    <strong>{lang.meeting_slide(number, SLIDES)}</strong>
                    {turn(number + 1, lang.meeting_next())}
                    {way}
                </span>
            </div>
        </section>
    }
    .into_any()
}

/// ① The conclusion, and the two numbers it turns on.
fn standing(page: &Page, remark: Option<&Remark>) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let big = |id: &FigureId, words: String| {
        let value = compute(programme, &page.record, page.view, id)?.value;
        Some(view! { <p class="big-figure"><span class="big">{page.figure(id, value)}</span> " " {words}</p> })
    };
    let overdue = FigureId::whole(Subject::Tasks(Light::Overdue));
    let overdue = big(&overdue, lang.meeting_overdue_tasks(programme.tasks.len() as i64));
    let reports = programme.latest_due(page.view.day).and_then(|period| {
        let expected = page.progress.reporting.iter().find(|row| row.period == period.id)?.expected;
        let id = FigureId::whole(Subject::Reporting).in_period(period.id);
        big(&id, lang.meeting_reports_in(&period_name(page, period.id), expected))
    });
    view! {
        <h1 id="s1-says" class="finding">{conclusion(page)}</h1>
        {remarks::line(page, remark)}
        <div class="big-figures">{overdue}{reports}</div>
    }
    .into_any()
}

/// ② The targets.
fn targets(page: &Page) -> AnyView {
    let lang = page.lang;
    let all = targets_counted(&page.standing.programme);
    let says = findings(&page.standing.programme, &page.progress).into_iter().find_map(|finding| match finding {
        Finding::TargetsBehind(_) => {
            Some(lang.targets_behind(behind_by_light(&page.standing.programme, &page.progress), all))
        }
        Finding::TargetsStale(ids) => Some(lang.targets_stale(ids.len() as i64, all)),
        Finding::NoTargetBehind | Finding::AllIsWell => Some(lang.no_target_behind(all)),
        _ => None,
    });
    view! {
        <h2 id="s2-says">{says.unwrap_or_else(|| lang.meeting_targets().to_owned())}</h2>
        <div class="cards">{cards(page, false)}</div>
    }
    .into_any()
}

/// ③ What is overdue or behind, each with who answers for it.
fn late(page: &Page) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let all: Vec<AnyView> = matters(programme, &page.record, &page.progress)
        .into_iter()
        .filter_map(|matter| match matter {
            Matter::Overdue { task: number, days } => {
                let task = programme.task(&number)?;
                let at = page.progress.tasks.iter().find(|row| row.number == number)?;
                let what = view! { <a href=page.link(&format!("/tasks/{number}"))><span class="no">{number.clone()}</span> " " {missing(page, task, at)}</a> };
                Some(line(small_light(lang, Light::Overdue), what.into_any(), lang.days_overdue(days), owners(page, task)))
            }
            Matter::Behind { target: id, .. } => {
                let target = programme.target(&id)?;
                let at = page.progress.targets.iter().find(|row| row.id == id)?;
                let pace = match (mean(at), at.needed_per_month) {
                    (Some(mean), Some(needed)) => lang.attention_pace(target.short.of(lang), mean, needed),
                    _ => target.short.of(lang).to_owned(),
                };
                let what = view! { <a href=page.link(&format!("/targets/{id}"))>{pace}</a> };
                let state = at.gap.map_or_else(|| lang.light(at.light).to_owned(), |gap| lang.gap_short(gap));
                let who = open_task(page, target).map(|(task, _)| owners(page, task)).unwrap_or_default();
                Some(line(small_light(lang, at.light), what.into_any(), state, who))
            }
            _ => None,
        })
        .collect();
    let says = if all.is_empty() { lang.meeting_late_none().to_owned() } else { lang.meeting_late(all.len() as i64) };
    view! { <h2 id="s3-says">{says}</h2> {rows(page, all)} }.into_any()
}

/// Who answers for a task: as printed, or where names are long the first two and how many more.
fn owners(page: &Page, task: &Task) -> String {
    let all = responsible(page, task);
    let units = page.standing.programme.answerable(task, page.view.day);
    if all.chars().count() <= OWNERS || units.len() <= 2 {
        return all;
    }
    let first: Vec<String> = units.iter().take(2).map(|unit| page.unit_name(unit)).collect();
    page.lang.meeting_and_more(&page.lang.list(&first), units.len() - 2)
}

fn line(mark: AnyView, what: AnyView, state: String, who: String) -> AnyView {
    view! { <tr><th scope="row">{mark} " " {what}</th><td class="strong">{state}</td><td>{who}</td></tr> }.into_any()
}

/// A table of the first rows; how many more there are is said, not shown.
fn rows(page: &Page, mut all: Vec<AnyView>) -> AnyView {
    let lang = page.lang;
    if all.is_empty() {
        return ().into_any();
    }
    let more = all.len().saturating_sub(ROWS);
    all.truncate(ROWS);
    let rest =
        (more > 0).then(|| view! { <p><a href=page.link("/tasks")>{lang.attention_more(more as i64)} " →"</a></p> });
    view! {
        <table>
            <thead><tr>
                <th scope="col">{lang.attention()}</th><th scope="col">{lang.attention_state()}</th><th scope="col">{lang.decision_unit()}</th>
            </tr></thead>
            <tbody>{all}</tbody>
        </table>
        {rest}
    }
    .into_any()
}

/// ④ What needs co-ordination: what units ask for, and who is silent.
fn asks(page: &Page, contacts: &Contacts, notes: &[Note]) -> AnyView {
    let lang = page.lang;
    let all = matters(&page.standing.programme, &page.record, &page.progress);
    let asked: Vec<AnyView> = all
        .iter()
        .filter_map(|matter| match matter {
            Matter::Ask { unit, text, on, period } => {
                let about = About::Ask { unit: unit.clone(), period: *period };
                let noted = notes.iter().any(|note| note.subject == about);
                let said = noted.then(|| last_said(page, None, None, notes, Some(&about)));
                let said = [said, noted.then(|| link(page, &about, notes)).flatten(), note_box(page, &about)];
                Some(view! {
                <tr>
                    <th scope="row"><span class="light light-ask"><span class="glyph" aria-hidden="true">"◆"</span></span> " " {text.clone()}</th>
                    <td>{call(page, contacts, unit)}</td><td class="when">{lang.short_day(*on)}</td>
                    <td><div class="voice">{said.into_iter().flatten().collect_view()}</div></td>
                </tr>
                }.into_any())
            }
            _ => None,
        })
        .collect();
    let says =
        if asked.is_empty() { lang.meeting_asks_none().to_owned() } else { lang.meeting_asks(asked.len() as i64) };
    let asked = (!asked.is_empty()).then(|| {
        view! {
            <table aria-labelledby="s4-says">
                <thead><tr>
                    <th scope="col">{lang.attention()}</th><th scope="col">{lang.attention_contact()}</th>
                    <th scope="col">{lang.meeting_asked_on()}</th><th scope="col">{lang.attention_said()}</th>
                </tr></thead>
                <tbody>{asked}</tbody>
            </table>
        }
    });
    let silent = all.iter().find_map(|matter| match matter {
        Matter::Silent { units, period, .. } => {
            let names = units.iter().map(|unit| view! { <li>{call(page, contacts, unit)}</li> });
            Some(view! {
                <h3>{small_light(lang, Light::Stale)} " " {lang.meeting_silent(&period_name(page, *period), units.len() as i64)}</h3>
                <ul class="silent">{names.collect_view()}</ul>
            })
        }
        _ => None,
    });
    view! { <h2 id="s4-says">{says}</h2> {asked} {silent} }.into_any()
}

/// ⑤ What this meeting settles, typed as it is said.
fn decided(page: &Page, decisions: &[Decision], refused: Option<&Refused>) -> AnyView {
    let lang = page.lang;
    let form = page.visitor.person.as_ref().is_some_and(may_settle).then(|| form(page, refused, true));
    // Of earlier meetings only what is still open takes room on the wall.
    let thresholds = &page.standing.programme.thresholds;
    let shown: Vec<Decision> = decisions
        .iter()
        .filter(|decision| decision.on == page.view.day || !decision.light(page.view, thresholds).is_closed())
        .cloned()
        .collect();
    let ways = page.visitor.person.as_ref().map(|person| {
        let share = may_share(person).then(|| view! { <a href=page.link("/snapshots")>{lang.snapshots_title()}</a> });
        view! {
            <p class="ways">
                <a href=page.link("/decisions")>{lang.decisions_all()}</a>
                <a href=page.link("/decisions/minutes")>{lang.decisions_minutes()}</a>
                {share}
            </p>
        }
    });
    view! {
        <h2 id="s5-says">{lang.decisions()}</h2>
        {list(page, &shown, false)}
        {form}
        {ways}
    }
    .into_any()
}
