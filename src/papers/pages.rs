//! A unit's papers: where they are drafted and filed, what it holds in hand afterwards, and who has filed what.

mod acts;
mod form;

pub use acts::{agree, save};
pub use form::form;

use super::{Filed, Paper, may_agree, papers, store};
use crate::calendar::{Half, day_of, end_of};
use crate::evidence::Brought;
use crate::evidence::pages::hand_over as hand_over_file;
use crate::problem::{Forbidden, Problem};
use crate::reports::pages::at;
use crate::review::may_file;
use crate::summaries::pages::{Format, article, hand_over};
use crate::summaries::papers::{Writing, compose};
use crate::summaries::{Mark, Summary};
use crate::units::Unit;
use crate::web::pages::{Page, form_fields};
use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use leptos::prelude::*;

fn own_unit(page: &Page) -> Result<Unit, Problem> {
    let unit = page.person()?.unit.as_deref().and_then(|id| page.standing.programme.unit(id));
    unit.cloned().ok_or(Problem::NotFound)
}

fn asked(page: &Page, name: &str, unit: &str) -> Result<(Paper, NaiveDate), Problem> {
    let paper: Paper = name.parse().map_err(|_| Problem::NotFound)?;
    let due = paper.due(&page.standing.programme).ok_or(Problem::NotFound)?;
    let owed = paper.owed_by(&page.standing.programme).contains(&unit);
    if owed { Ok((paper, due)) } else { Err(Problem::NotFound) }
}

/// What was filed by the moment of the page; the usual view shows today's too.
async fn filed(page: &Page) -> Result<Vec<Filed>, Problem> {
    let mut tx = page.app.db.read().await?;
    let mut filed = store::all(&mut tx, &page.standing.programme.id).await?;
    filed.retain(|filed| page.view == page.usual || filed.at < end_of(page.view.day));
    Ok(filed)
}

fn of<'f>(filed: &'f [Filed], paper: Paper, unit: &str) -> Vec<&'f Filed> {
    filed.iter().filter(|filed| filed.paper == paper && filed.unit == unit).collect()
}

fn document(page: &Page, unit: &Unit, filed: &Filed) -> Summary {
    let content = &filed.content;
    let file = content.file.as_ref().map(|file| file.name.as_str());
    let writing = Writing { texts: &content.texts, stage: content.stage, file };
    compose(&page.standing.programme, &page.record, (filed.paper, unit), writing, filed.at, page.lang)
}

/// How late a paper first came; none if it was in time.
fn late(first: Option<&&Filed>, due: NaiveDate) -> Option<i64> {
    first.map(|filed| (day_of(filed.at) - due).num_days()).filter(|days| *days > 0)
}

/// Stage, moment and lateness of what a unit has filed of a paper.
fn standing(page: &Page, own: &[&Filed], due: NaiveDate) -> String {
    let lang = page.lang;
    let Some(last) = own.last() else { return lang.paper_not_filed().to_owned() };
    let stage = last.content.stage.map(|(stage, _)| lang.paper_stage(stage).to_owned());
    let late = late(own.first(), due).map(|days| lang.paper_late(days));
    let parts = [stage, Some(lang.paper_filed_on(&at(last.at))), late];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

pub async fn own(page: Page) -> Result<Response, Problem> {
    let unit = own_unit(&page)?;
    let filed = filed(&page).await?;
    let title = page.lang.my_papers_title();
    page.show(title, false, move |page| {
        let lang = page.lang;
        let programme = &page.standing.programme;
        let files = page.visitor.person.as_ref().is_some_and(|person| may_file(person, &unit.id));
        let owed = papers(programme).into_iter().filter(|paper| paper.owed_by(programme).contains(&unit.id.as_str()));
        let rows = owed.filter_map(|paper| {
            let (task, due) = paper.task(programme).zip(paper.due(programme))?;
            let (name, path) = (lang.paper_title(paper), format!("/my/papers/{paper}"));
            let own = of(&filed, paper, &unit.id);
            let word = if own.is_empty() { lang.paper_write() } else { lang.paper_rewrite() };
            let write = files.then(|| view! { <a href=page.link(&path) aria-label=format!("{word} {name}")>{word}</a> });
            let receipt = (!own.is_empty()).then(|| {
                let word = lang.paper_receipt_title();
                view! { " " <a href=page.link(&format!("{path}/receipt")) aria-label=format!("{word} {name}")>{word}</a> }
            });
            Some(view! {
                <tr>
                    <th scope="row">{name.clone()} " " <span class="quiet">{lang.paper_task(&task.number)}</span></th>
                    <td data-label=lang.deadline_label()>{lang.day(due)}</td>
                    <td data-label=lang.task_state()>{standing(page, &own, due)}</td>
                    <td data-label=lang.my_to_do()>{write}{receipt}</td>
                </tr>
            })
        });
        view! {
            <h1>{unit.name.of(lang).to_owned()} " · " {lang.my_papers_title()}</h1>
            <p class="quiet">{lang.papers_lead()}</p>
            <div class="scroll" tabindex="0" role="region" aria-label=lang.my_papers_title()><table class="stacked">
                <thead><tr>
                    <th scope="col">{lang.task_label()}</th><th scope="col">{lang.deadline_label()}</th>
                    <th scope="col">{lang.task_state()}</th><th scope="col">{lang.my_to_do()}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></div>
        }
        .into_any()
    })
    .await
}

/// Every paper of every unit, in printed order.
pub async fn all(page: Page) -> Result<Response, Problem> {
    let filed = filed(&page).await?;
    let title = page.lang.papers_title();
    page.show(title, false, move |page| {
        let lang = page.lang;
        let parts = papers(&page.standing.programme).into_iter().map(|paper| overview(page, paper, &filed));
        view! { <h1>{lang.papers_title()}</h1><p class="quiet">{lang.papers_lead()}</p>{parts.collect_view()} }
            .into_any()
    })
    .await
}

fn overview(page: &Page, paper: Paper, filed: &[Filed]) -> Option<AnyView> {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let due = paper.due(programme)?;
    let owed = paper.owed_by(programme);
    let name = lang.paper_title(paper);
    let count = owed.iter().filter(|unit| !of(filed, paper, unit).is_empty()).count();
    let rows = owed.iter().map(|unit| {
        let own = of(filed, paper, unit);
        let readable = page.visitor.person.as_ref().is_some_and(|person| person.may_read(unit));
        let shown = page.unit_name(unit);
        let read = (readable && !own.is_empty()).then(|| {
            let label = lang.paper_read_named(&shown, &name);
            view! { <a href=page.link(&format!("/papers/{paper}/{unit}")) aria-label=label>{lang.paper_read()}</a> }
        });
        let file = own.last().and_then(|last| last.content.file.as_ref()).filter(|_| readable).map(|file| {
            view! { " " <a href=page.link(&format!("/papers/{paper}/{unit}/file")) download="">{file.name.clone()}</a> }
        });
        view! {
            <tr>
                <th scope="row">{shown.clone()}</th>
                <td data-label=lang.task_state()>{standing(page, &own, due)}</td>
                <td data-label=lang.paper_read()>{read}{file}</td>
            </tr>
        }
    });
    let head = format!("{name} · {}", lang.papers_filed_of(count, owed.len()));
    // What is not due yet and what nobody has filed is folded away.
    let open = count > 0 || due <= page.view.day;
    Some(
        view! {
            <details open=open id=paper.to_string()>
                <summary><strong>{head.clone()}</strong> " " <span class="quiet">{lang.day(due)}</span></summary>
                <div class="scroll" tabindex="0" role="region" aria-label=head><table class="stacked">
                    <thead><tr><th scope="col">{lang.unit_label()}</th><th scope="col">{lang.task_state()}</th><th scope="col">{lang.paper_read()}</th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table></div>
            </details>
        }
        .into_any(),
    )
}

/// How many units have filed their summary of a half-year, and where to see which; none if none is owed.
pub async fn of_half(page: &Page, half: Half) -> Result<Option<(String, String)>, Problem> {
    Ok(counted(page, half).await?.map(|(filed, owed, link)| (page.lang.papers_of_half(filed, owed), link)))
}

/// The same for the half-year whose day has passed last, in fewer words.
pub async fn latest_half(page: &Page) -> Result<Option<(String, String)>, Problem> {
    let due = |paper: &Paper| paper.due(&page.standing.programme).filter(|due| *due <= page.view.day);
    let halves = papers(&page.standing.programme).into_iter().filter_map(|paper| match paper {
        Paper::HalfYear(half) => Some((due(&paper)?, half)),
        Paper::WorkPlan | Paper::Experience => None,
    });
    let Some((due, half)) = halves.max_by_key(|(due, _)| *due) else { return Ok(None) };
    let counted = counted(page, half).await?;
    let day = page.lang.short_day(due);
    Ok(counted.map(|(filed, owed, link)| (page.lang.half_counted(&day, filed, owed), link)))
}

/// How many have filed of how many that owe it, and the list of them.
async fn counted(page: &Page, half: Half) -> Result<Option<(usize, usize, String)>, Problem> {
    let paper = Paper::HalfYear(half);
    let owed = paper.owed_by(&page.standing.programme);
    if owed.is_empty() {
        return Ok(None);
    }
    let filed = filed(page).await?;
    let count = owed.iter().filter(|unit| !of(&filed, paper, unit).is_empty()).count();
    Ok(Some((count, owed.len(), page.link(&format!("/papers#{paper}")))))
}

/// What a unit has filed, as it was filed.
pub async fn read(page: Page, Path((name, unit)): Path<(String, String)>) -> Result<Response, Problem> {
    let (paper, due) = asked(&page, &name, &unit)?;
    let unit = page.standing.programme.unit(&unit).cloned().ok_or(Problem::NotFound)?;
    let filed = filed(&page).await?;
    let title = page.lang.paper_title(paper);
    if of(&filed, paper, &unit.id).is_empty() {
        return Err(Problem::NotFound);
    }
    page.show(&title, false, move |page| {
        let own = of(&filed, paper, &unit.id);
        let Some(last) = own.last() else { return ().into_any() };
        let path = format!("/papers/{paper}/{}", unit.id);
        view! {
            <p class="buttons">{files(page, &path, "")}</p>
            {known_by(page, &path, last, &own, due)}
            {article(page, &document(page, &unit, last), true)}
        }
        .into_any()
    })
    .await
}

/// The ways to take a paper away; `query` may ask for the draft.
fn files(page: &Page, path: &str, query: &str) -> AnyView {
    let lang = page.lang;
    view! {
        <a class="button" href=page.link(&format!("{path}/pdf{query}"))>{lang.download_pdf()}</a> " "
        <a class="button second" href=page.link(&format!("{path}/docx{query}"))>{lang.download_docx()}</a>
    }
    .into_any()
}

/// Number, moment and fingerprint of a version, who filed it and who agreed.
/// `path` is the address below which the file of the version filed last is found.
fn known_by(page: &Page, path: &str, last: &Filed, own: &[&Filed], due: NaiveDate) -> AnyView {
    let lang = page.lang;
    let file = last.content.file.as_ref().map(|file| {
        view! {
            <dt>{lang.paper_file_held()}</dt>
            <dd><a href=page.link(&format!("{path}/file")) download="">{file.name.clone()}</a> " " <span class="quiet">{lang.file_size(file.size)}</span></dd>
        }
    });
    let agreed = match last.agreed_at {
        Some(moment) => lang.paper_agreed_on(&at(moment)),
        None => lang.paper_head_agreed(&last.content.head),
    };
    let versions = own.iter().rev().map(|filed| {
        let late = late(Some(filed), due).map(|days| format!(" · {}", lang.paper_late(days)));
        view! { <li>{lang.paper_version(filed.number)} " · " {at(filed.at)} " · " {filed.post.clone()} " " {filed.by.clone()} {late}</li> }
    });
    view! {
        <dl>
            <dt>{lang.receipt_number()}</dt><dd class="strong">{last.receipt.clone()}</dd>
            <dt>{lang.receipt_time()}</dt><dd>{at(last.at)}</dd>
            <dt>{lang.receipt_fingerprint()}</dt><dd><code>{last.fingerprint.clone()}</code></dd>
            {file}
        </dl>
        <p>{agreed}</p>
        <ul class="history">{versions.collect_view()}</ul>
    }
    .into_any()
}

pub async fn receipt(page: Page, Path(name): Path<String>) -> Result<Response, Problem> {
    let unit = own_unit(&page)?;
    let (paper, due) = asked(&page, &name, &unit.id)?;
    let filed = filed(&page).await?;
    let title = page.lang.paper_receipt_title();
    page.show(title, false, move |page| {
        let lang = page.lang;
        let path = format!("/my/papers/{paper}");
        let own = of(&filed, paper, &unit.id);
        let person = page.visitor.person.as_ref();
        let body = match own.last() {
            None => view! { <p>{lang.paper_none_yet()}</p> }.into_any(),
            Some(last) => {
                let agree = (last.agreed_at.is_none() && person.is_some_and(|person| may_agree(person, &unit.id))).then(|| {
                    view! {
                        <form method="post" action=page.link(&format!("{path}/agree"))>
                            {form_fields()}
                            <button type="submit">{lang.paper_agree()}</button>
                        </form>
                    }
                });
                view! { {known_by(page, &path, last, &own, due)} <p class="buttons">{files(page, &path, "")}</p> {agree} {article(page, &document(page, &unit, last), false)} }.into_any()
            }
        };
        view! {
            <h1>{lang.paper_receipt_title()} " · " {lang.paper_title(paper)}</h1>
            {body}
            <p><a href=page.link("/my/papers")>{lang.my_papers_title()}</a></p>
        }
        .into_any()
    })
    .await
}

fn kind(format: &str) -> Result<Format, Problem> {
    Format::of(format).filter(|kind| !matches!(kind, Format::Xlsx)).ok_or(Problem::NotFound)
}

async fn file(
    page: &Page,
    unit: &Unit,
    compose: impl FnOnce(&Page) -> Option<Summary> + Send + 'static,
    paper: Paper,
    format: &str,
) -> Result<Response, Problem> {
    let stem = format!("{paper}-{}", unit.id);
    hand_over(page, kind(format)?, compose, &format!("/papers/{paper}/{}", unit.id), &stem).await
}

/// The file of what was filed last; of the draft, if nothing was or if it is asked for.
pub async fn own_file(page: Page, Path((name, format)): Path<(String, String)>) -> Result<Response, Problem> {
    let unit = own_unit(&page)?;
    let (paper, _) = asked(&page, &name, &unit.id)?;
    let filed = filed(&page).await?;
    let last = of(&filed, paper, &unit.id).pop().filter(|_| page.asked("draft").is_none());
    if format == "file" {
        let brought = match last {
            Some(last) => last.content.file.clone(),
            None => form::held(&page, &unit, paper).await?.draft.file,
        };
        return attached(&page, brought).await;
    }
    kind(&format)?;
    let (last, owner) = (last.cloned(), unit.clone());
    let held = form::held(&page, &unit, paper).await?;
    let compose = move |page: &Page| {
        Some(match last {
            Some(last) => document(page, &owner, &last),
            None => Summary { marks: vec![Mark::Draft], ..form::drafted(page, &owner, paper, &held.draft) },
        })
    };
    file(&page, &unit, compose, paper, &format).await
}

pub async fn filed_file(
    page: Page,
    Path((name, unit, format)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let (paper, _) = asked(&page, &name, &unit)?;
    let unit = page.standing.programme.unit(&unit).cloned().ok_or(Problem::NotFound)?;
    let filed = filed(&page).await?;
    let last = of(&filed, paper, &unit.id).pop().cloned().ok_or(Problem::NotFound)?;
    if format == "file" {
        return attached(&page, last.content.file).await;
    }
    let owner = unit.clone();
    file(&page, &unit, move |page| Some(document(page, &owner, &last)), paper, &format).await
}

/// The file a paper came with.
async fn attached(page: &Page, file: Option<Brought>) -> Result<Response, Problem> {
    let file = file.ok_or(Problem::NotFound)?;
    let format = file.format.parse().map_err(|_| Problem::NotFound)?;
    hand_over_file(&page.app, (&file.name, format, &file.sha256), "attachment").await
}

/// Whoever files for their own unit.
fn files_for(page: &Page, unit: &Unit) -> Result<(), Problem> {
    if may_file(page.person()?, &unit.id) { Ok(()) } else { Err(Problem::Forbidden(Forbidden::Role)) }
}
