//! The review queue, one report in full, and the decisions on it.

use crate::calendar::{Period, PeriodId, day_of};
use crate::figures::FigureId;
use crate::people::{Person, Role};
use crate::problem::Problem;
use crate::progress::figure;
use crate::reports::pages::{Place, at, cell_name, circumstances_view, field_name, report_name, version_row};
use crate::reports::store::{self, ClosureCase, Receipt, Report};
use crate::reports::{Circumstances, Content, Stated};
use crate::review::{Action, State, decide};
use crate::units::{Route, Unit};
use crate::views::{Basis, View};
use crate::web::acts::{Answer, Cause, Work, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields, text_area};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

pub async fn queue(page: Page) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let reports = store::all(&mut tx, &page.standing.programme.id).await?;
    let closures = store::closures_waiting(&mut tx, &page.standing.programme.id).await?;
    drop(tx);
    let person = page.person()?.clone();
    let title = page.lang.nav_review();
    page.show(title, false, move |page| queue_view(page, &person, &reports, &closures)).await
}

/// Whether `person` may do `action` to the report as it stands.
fn may(page: &Page, person: &Person, report: &Report, action: Action) -> bool {
    let unit = page.standing.programme.unit(&report.unit);
    unit.is_some_and(|unit| decide(&report.case(unit), person, action).is_ok())
}

fn waits_for(page: &Page, person: &Person, report: &Report) -> bool {
    may(page, person, report, Action::Accept) || may(page, person, report, Action::Forward)
}

fn queue_view(page: &Page, person: &Person, reports: &[Report], closures: &[ClosureCase]) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let today = day_of(page.now);
    let period = programme.periods.iter().rfind(|period| period.due < today).or(programme.periods.first());
    let Some(period) = period else { return ().into_any() };
    let mine = reports.iter().filter(|report| waits_for(page, person, report)).count() as i64;
    let row = page.progress.reporting.iter().find(|row| row.period == period.id);
    let strip =
        row.map(|row| lang.review_progress(row.expected, row.submitted, row.accepted, row.missing.len() as i64));
    let missing = row.filter(|row| !row.missing.is_empty()).map(|row| {
        let names: Vec<String> = row.missing.iter().map(|unit| page.unit_name(unit)).collect();
        view! { <p><strong>{lang.review_missing()}</strong> {lang.pick("：", "：", ": ")} {lang.list(&names)}</p> }
    });
    let consolidator = page.unit_name(&programme.consolidator);
    let lanes = [
        (Route::ViaConsolidator, lang.review_lane_societies(&consolidator)),
        (Route::Direct, lang.review_lane_direct().to_owned()),
    ];
    let lanes = lanes.into_iter().map(|(route, name)| lane(page, person, reports, route, name));
    let closures = (!closures.is_empty()).then(|| {
        let rows = closures.iter().map(|case| closure_row(page, person, case));
        view! { <section><h2>{lang.review_closures()}</h2>{rows.collect_view()}</section> }
    });
    view! {
        <h1>{lang.review_title(&report_name(page, period.id), mine)}</h1>
        <p class="strong">{strip}</p>
        {missing}
        {crate::extensions::pages::waiting(page)}
        {lanes.collect_view()}
        {closures}
    }
    .into_any()
}

fn lane(page: &Page, person: &Person, reports: &[Report], route: Route, name: String) -> AnyView {
    let lang = page.lang;
    let units = &page.standing.programme.units;
    let in_lane = |report: &&Report| units.iter().any(|unit| unit.id == report.unit && unit.route == route);
    let mut open: Vec<&Report> = reports
        .iter()
        .filter(|report| matches!(report.state, State::Submitted | State::Forwarded | State::Returned))
        .filter(in_lane)
        .collect();
    // What waits for the reader first, then in the order of the programme.
    open.sort_by_key(|report| (!waits_for(page, person, report), units.iter().position(|unit| unit.id == report.unit)));
    let rows: Vec<_> = open.into_iter().map(|report| queue_row(page, person, report)).collect();
    let content = match rows.is_empty() {
        true => view! { <p>{lang.review_empty()}</p> }.into_any(),
        false => view! {
            <div class="scroll" tabindex="0" role="region" aria-label=name.clone()><table class="stacked">
                <thead><tr>
                    <th scope="col">{lang.unit_label()}</th><th scope="col">{lang.period_label()}</th><th scope="col">{lang.task_state()}</th>
                    <th scope="col">{lang.form_section_counts()}</th><th scope="col">{lang.review_open()}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table></div>
        }
        .into_any(),
    };
    view! { <section><h2>{name}</h2>{content}</section> }.into_any()
}

fn queue_row(page: &Page, person: &Person, report: &Report) -> AnyView {
    let lang = page.lang;
    let route = page.standing.programme.unit(&report.unit).map(|unit| unit.route);
    let with = match report.state {
        State::Submitted if route == Some(Route::ViaConsolidator) => lang.review_with_consolidator(),
        State::Submitted | State::Forwarded => lang.review_with_office(),
        _ => lang.review_with_unit(),
    };
    let version =
        page.record.versions.iter().rfind(|version| version.unit == report.unit && version.period == report.period);
    let numbers = version.map(|version| match version.content.nil {
        true => lang.cell_nil().to_owned(),
        false => numbers(page, &version.content),
    });
    let word = if waits_for(page, person, report) { lang.nav_review() } else { lang.show() };
    let name = page.unit_name(&report.unit);
    let label = format!("{word} {name} {}", report_name(page, report.period));
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td data-label=lang.period_label()>{report_name(page, report.period)}</td>
            <td data-label=lang.task_state()>{lang.state(report.state)} " · " {with}</td>
            <td data-label=lang.form_section_counts()>{numbers}</td>
            <td><a class="button small" href=page.link(&format!("/reports/{}/{}", report.unit, report.period)) aria-label=label>{word}</a></td>
        </tr>
    }
    .into_any()
}

/// What is new in a report, each measure by itself: the two are never added.
fn numbers(page: &Page, content: &Content) -> String {
    use crate::targets::Measure;
    let of = |measure: Measure| {
        let stated = content.counts.iter().filter(move |count| count.cell.measure == measure);
        let numbers: Vec<i64> = stated
            .filter_map(|count| match count.stated {
                Stated::Number(number) => Some(number),
                Stated::Blank | Stated::NotApplicable => None,
            })
            .collect();
        (!numbers.is_empty()).then(|| format!("{} +{}", page.lang.measure(measure), numbers.iter().sum::<i64>()))
    };
    let parts: Vec<String> = [Measure::Practising, Measure::Recognised].into_iter().filter_map(of).collect();
    if parts.is_empty() { "—".to_owned() } else { page.lang.list(&parts) }
}

fn closure_row(page: &Page, person: &Person, case: &ClosureCase) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let name = programme
        .task(&case.task)
        .map_or_else(|| case.task.clone(), |task| lang.task_named(task.short.of(lang), &case.task));
    let due = case.due.map(|day| format!(" · {} {}", lang.deadline_label(), lang.day(day)));
    let decides = person.role == Role::Office && person.id != case.requested_by;
    let buttons = decides.then(|| {
        let reason = format!("reason-{}", case.id);
        view! {
            <div class="decide">
                <form method="post" action=page.link(&format!("/review/closures/{}/confirm", case.id))>
                    {form_fields()}
                    <button type="submit" aria-label=format!("{} {name}", lang.review_confirm_closure())>{lang.review_confirm_closure()}</button>
                </form>
                <details><summary>{lang.review_return()} <span class="spoken">{name.clone()}</span></summary>
                    <form method="post" action=page.link(&format!("/review/closures/{}/return", case.id)) class="stack">
                        {form_fields()}
                        <label for=reason.clone()>{lang.review_reason()}</label>
                        <input id=reason.clone() name="reason" required=true maxlength="200"/>
                        <button type="submit" class="second">{lang.review_return()}</button>
                    </form>
                </details>
            </div>
        }
    });
    view! {
        <div class="case">
            <p><strong>{name.clone()}</strong> {due} " · " {page.unit_name(&case.unit)} " · " {lang.finished_on(&lang.day(case.finished_on))}</p>
            <p>{lang.evidence_is(&case.evidence)}</p>
            {buttons}
        </div>
    }
    .into_any()
}

/// One report as the reader may see it.
struct Reading {
    unit: Unit,
    period: Period,
    report: Report,
    receipts: Vec<Receipt>,
    /// The version shown.
    number: i64,
    content: Content,
    /// What goes with it besides what it says.
    said: Option<Circumstances>,
    /// A return that could not be made as it was typed: the field and the reason.
    refused: Option<(String, String)>,
}

async fn reading(page: &Page, unit: &str, period: &str) -> Result<Reading, Problem> {
    let programme = &page.standing.programme;
    let unit = programme.unit(unit).cloned().ok_or(Problem::NotFound)?;
    let id: PeriodId = period.parse().map_err(|_| Problem::NotFound)?;
    let period = programme.period(id).cloned().ok_or(Problem::NotFound)?;
    let mut tx = page.app.db.read().await?;
    let report = store::get(&mut tx, &programme.id, &unit.id, id).await?;
    let receipts = store::receipts(&mut tx, &programme.id, &unit.id, id).await?;
    let asked = page.asked("version").and_then(|number| number.parse().ok());
    let number = asked.unwrap_or(report.version);
    let content = store::content(&mut tx, &programme.id, &unit.id, id, number).await?.ok_or(Problem::NotFound)?;
    let said = store::circumstances(&mut tx, &programme.id, &unit.id, id).await?.remove(&number);
    Ok(Reading { unit, period, report, receipts, number, content, said, refused: None })
}

pub async fn report(page: Page, Path((unit, period)): Path<(String, String)>) -> Result<Response, Problem> {
    let reading = reading(&page, &unit, &period).await?;
    show(&page, StatusCode::OK, reading).await
}

async fn show(page: &Page, status: StatusCode, reading: Reading) -> Result<Response, Problem> {
    let title = format!("{} · {}", reading.unit.name.of(page.lang), report_name(page, reading.period.id));
    page.show_with(status, &title, false, move |page| report_view(page, &reading)).await
}

fn report_view(page: &Page, reading: &Reading) -> AnyView {
    let lang = page.lang;
    let Reading { unit, period, report, receipts, number, content, said, refused } = reading;
    let Some(person) = &page.visitor.person else { return ().into_any() };
    let newest = *number == report.version;
    let act_on = |action: Action| newest && may(page, person, report, action);
    let address = |name: &str| page.link(&format!("/review/{}/{}/{name}", unit.id, period.id));
    let lock = report.lock.to_string();
    let hidden = || view! { {form_fields()} <input type="hidden" name="lock" value=lock.clone()/> };
    let decide =
        [(Action::Accept, "accept", lang.review_accept()), (Action::Forward, "forward", lang.review_forward())];
    let decide = decide.into_iter().filter(|(action, ..)| act_on(*action)).map(|(_, name, word)| {
        view! { <form method="post" action=address(name)>{hidden()}<button type="submit">{word}</button></form> }
    });
    let sends_back = act_on(Action::Return).then(|| {
        let mut fields: Vec<String> = content.counts.iter().map(|count| count.cell.field()).collect();
        fields.extend(content.tasks.iter().map(|task| format!("task.{}.said", task.number)));
        fields.extend(["done", "problems", "next", "ask"].map(str::to_owned));
        let options = fields.into_iter().map(|field| {
            let name = short(&field_name(page, &field));
            let chosen = refused.as_ref().is_some_and(|(field, _)| *field == name);
            view! { <option value=name.clone() selected=chosen>{name.clone()}</option> }
        });
        let asked = refused.is_some();
        let summary = asked.then(|| view! { <p class="error-summary" role="alert">{lang.review_reason_needed()}</p> });
        let reason = refused.as_ref().map_or("", |(_, reason)| reason.as_str());
        view! {
            <details open=asked><summary>{lang.review_return()}</summary>
                {summary}
                <form method="post" action=address("return") class="stack">
                    {hidden()}
                    <label for="field">{lang.review_field()}</label><select id="field" name="field">{options.collect_view()}</select>
                    <label for="reason">{lang.review_reason()}</label>{text_area("reason".into(), "reason".into(), 2, reason, None, asked)}
                    <button type="submit" class="second">{lang.review_return()}</button>
                </form>
            </details>
        }
    });
    let old = (!newest).then(|| view! { <p class="banner" role="status">{lang.review_old_version()}</p> });
    let history = receipts.iter().map(|receipt| version_row(page, unit, period, receipt));
    let shown = receipts.iter().find(|receipt| receipt.number == *number);
    let filed = shown.map(|receipt| {
        format!("{} · {} · {}", receipt.receipt, at(receipt.submitted_at), lang.receipt_version(*number))
    });
    view! {
        <article>
            <h1>{unit.name.of(lang).to_owned()} " · " {report_name(page, period.id)}</h1>
            <p>{lang.my_state(lang.state(report.state))} " · " {filed}</p>
            {old}
            {circumstances_view(page, said.as_ref())}
            {content_view(page, unit, period, content)}
            <div class="decide">{decide.collect_view()}{sends_back}</div>
            <h2>{lang.review_history()}</h2>
            <ul class="history">{history.collect_view()}</ul>
        </article>
    }
    .into_any()
}

/// The name of a field without its hints.
fn short(label: &str) -> String {
    label.split(['（', '(', '，', ',']).next().unwrap_or(label).trim().to_owned()
}

/// What a report says: counts with what they add to, stages, tasks, narrative.
pub fn content_view(page: &Page, unit: &Unit, period: &Period, content: &Content) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let nil = content.nil.then(|| view! { <p class="strong">{lang.cell_nil()}</p> });
    let rows: Vec<_> = content
        .counts
        .iter()
        .filter(|count| count.stated != Stated::Blank)
        .map(|count| {
            let before = period.start.pred_opt().map_or(0, |day| {
                let mut id = FigureId::measure(count.cell.measure).of_unit(&unit.id);
                id.filter.specialty.clone_from(&count.cell.specialty);
                id.filter.place.clone_from(&count.cell.place);
                id.filter.origin = Some(count.cell.origin);
                id.filter.direction = count.cell.direction;
                let view = View::new(day, Basis::Corrected);
                figure(programme, &page.record, view, &id).map_or(0, |figure| figure.value)
            });
            let (new, after) = match count.stated {
                Stated::Number(new) => (format!("+{new}"), (before + new).to_string()),
                Stated::NotApplicable | Stated::Blank => ("—".to_owned(), before.to_string()),
            };
            let name = cell_name(page, &count.cell);
            view! { <tr><th scope="row">{lang.measure(count.cell.measure)} " · " {name}</th><td class="number">{before}</td><td class="number strong">{new}</td><td class="number">{after}</td></tr> }
        })
        .collect();
    let counts = match rows.is_empty() {
        true => view! { <p>{lang.report_no_counts()}</p> }.into_any(),
        false => view! {
            <div class="scroll" tabindex="0" role="region" aria-label=lang.form_section_counts()><table>
                <thead><tr>
                    <th scope="col">{lang.measure_label()}</th><th scope="col" class="number">{lang.review_before()}</th>
                    <th scope="col" class="number">{lang.review_new()}</th><th scope="col" class="number">{lang.review_after()}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table></div>
        }
        .into_any(),
    };
    let stages = content.stages.iter().map(|reached| {
        let name = programme.specialty(&reached.specialty).map_or(reached.specialty.as_str(), |found| found.name.of(lang));
        let rung = usize::try_from(reached.stage - 1).ok().and_then(|at| programme.specialty_stages.get(at));
        view! { <li>{name.to_owned()} {lang.pick("：", "：", ": ")} {rung.map(|rung| rung.of(lang).to_owned())} " " {lang.day(reached.on)}</li> }
    });
    let tasks = content.tasks.iter().map(|said| {
        let name = programme
            .task(&said.number)
            .map_or_else(|| said.number.clone(), |task| lang.task_named(task.short.of(lang), &said.number));
        let slots = (!said.slots.is_empty()).then(|| format!(" [{}]", lang.list(&said.slots)));
        let closure = said.closure.as_ref().map(|closure| {
            view! { <br/><strong>{lang.form_closure()}</strong> " " {lang.finished_on(&lang.day(closure.on))} " · " {lang.evidence_is(&closure.evidence)} }
        });
        view! { <li>{name} {lang.pick("：", "：", ": ")} {said.said.clone()} {slots} {closure}</li> }
    });
    let texts = [
        (lang.form_done(), &content.done),
        (lang.form_problems(), &content.problems),
        (lang.form_next(), &content.next),
        (lang.form_ask(), &content.ask),
    ];
    let texts = texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| {
        view! { <dt>{short(label)}</dt><dd class="said">{text.clone()}</dd> }
    });
    let lines = (!content.stages.is_empty() || !content.tasks.is_empty())
        .then(|| view! { <ul>{stages.collect_view()}{tasks.collect_view()}</ul> });
    let said = [&content.done, &content.problems, &content.next, &content.ask].iter().any(|text| !text.is_empty());
    let said = said.then(|| view! { <dl>{texts.collect_view()}</dl> });
    view! { {nil} {counts} {lines} {said} }.into_any()
}

/// What a decision is taken on, and what it says.
#[derive(Clone)]
struct Decision {
    seen: Option<i64>,
    field: String,
    reason: String,
    queue: String,
}

async fn decision(
    page: &Page,
    (unit, period): (String, String),
    name: &str,
    fields: &Fields,
    work: impl for<'t> Fn(&'t mut crate::db::Tx, &'t Cause, Place, Decision) -> Work<'t> + Send + Sync + 'static,
) -> Result<Response, Problem> {
    let programme = &page.standing.programme;
    let unit = programme.unit(&unit).cloned().ok_or(Problem::NotFound)?;
    let id: PeriodId = period.parse().map_err(|_| Problem::NotFound)?;
    let decision = Decision {
        seen: fields.get("lock").parse().ok(),
        field: fields.get("field").to_owned(),
        reason: fields.get("reason").to_owned(),
        queue: page.link("/review"),
    };
    let asked = cause(page, &format!("POST /review/{}/{id}/{name}", unit.id), fields)?;
    let place = Place { app: page.app.clone(), programme: programme.clone(), unit, period: id };
    let answer = act(&page.app, asked, move |tx, cause| work(tx, cause, place.clone(), decision.clone())).await?;
    Ok(follow(answer))
}

pub async fn forward(page: Page, Path(at): Path<(String, String)>, body: Bytes) -> Result<Response, Problem> {
    decision(&page, at, "forward", &Fields::read(&body)?, |tx, cause, place, decision| {
        Box::pin(async move {
            place.desk(cause).forward(tx, decision.seen).await?;
            Ok(Answer::see(decision.queue))
        })
    })
    .await
}

pub async fn accept(page: Page, Path(at): Path<(String, String)>, body: Bytes) -> Result<Response, Problem> {
    decision(&page, at, "accept", &Fields::read(&body)?, |tx, cause, place, decision| {
        Box::pin(async move {
            place.desk(cause).accept(tx, decision.seen).await?;
            Ok(Answer::see(decision.queue))
        })
    })
    .await
}

pub async fn send_back(page: Page, Path(at): Path<(String, String)>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    if fields.get("field").is_empty() || fields.get("reason").is_empty() {
        let mut reading = reading(&page, &at.0, &at.1).await?;
        reading.refused = Some((fields.get("field").to_owned(), fields.get("reason").to_owned()));
        return show(&page, StatusCode::UNPROCESSABLE_ENTITY, reading).await;
    }
    decision(&page, at, "return", &fields, |tx, cause, place, decision| {
        Box::pin(async move {
            place.desk(cause).send_back(tx, decision.seen, &decision.field, &decision.reason).await?;
            Ok(Answer::see(decision.queue))
        })
    })
    .await
}

async fn closure(page: Page, id: String, body: &[u8], confirms: bool) -> Result<Response, Problem> {
    let fields = Fields::read(body)?;
    let reason = fields.get("reason").to_owned();
    if !confirms && reason.is_empty() {
        return Err(Problem::bad_input("reason", page.lang.review_reason_needed(), ""));
    }
    let name = if confirms { "confirm" } else { "return" };
    let asked = cause(&page, &format!("POST /review/closures/{id}/{name}"), &fields)?;
    let (app, programme, queue) = (page.app.clone(), page.standing.programme.id.clone(), page.link("/review"));
    let answer = act(&page.app, asked, move |tx, cause| {
        let (app, programme, queue, id) = (app.clone(), programme.clone(), queue.clone(), id.clone());
        let sent_back = (!confirms).then(|| reason.clone());
        Box::pin(async move {
            store::decide_closure(tx, &programme, &id, &cause.actor, &app.audit_key, sent_back.as_deref()).await?;
            Ok(Answer::see(queue))
        })
    })
    .await?;
    Ok(follow(answer))
}

pub async fn confirm_closure(page: Page, Path(id): Path<String>, body: Bytes) -> Result<Response, Problem> {
    closure(page, id, &body, true).await
}

pub async fn return_closure(page: Page, Path(id): Path<String>, body: Bytes) -> Result<Response, Problem> {
    closure(page, id, &body, false).await
}
