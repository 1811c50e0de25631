//! The auditor's page: what was done, by whom, and whether the chain holds (product rules E.18).

use super::search::{DATA, Place, Wanted, actions, heads, seal, search};
mod checks;
mod names;
mod questions;
mod values;

pub use checks::{alarm, check, found};
use names::{chain_name, object_name};

use super::self_check::{Check, latest};
use super::{AuditRow, REFUSED, SIGN_IN};
use crate::calendar::{end_of, shanghai, start_of};
use crate::people::Role;
use crate::people::store::Register;
use crate::problem::Problem;
use crate::web::files::{self, Cell, Sheet};
use crate::web::pages::{Page, encode, form_fields};
use axum::response::Response;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use leptos::prelude::*;

const ROWS: usize = 100;
/// An extract is read in steps, and has at most this many entries.
const STEP: i64 = 1000;
const MOST: usize = 100_000;

/// The fields of the filter, as they stand in the address.
const FIELDS: [&str; 6] = ["object", "person", "chain", "action", "from", "to"];

struct Log {
    rows: Vec<AuditRow>,
    next: Option<Place>,
    check: Option<Check>,
    /// The chain and number of the first entry on the page that does not bear its seal.
    broken: Option<(String, i64)>,
    heads: Vec<(String, i64, String)>,
    actions: Vec<String>,
    people: Register,
}

pub async fn audit_page(page: Page) -> Result<Response, Problem> {
    let wanted = wanted(&page)?;
    let place = match page.asked("after").filter(|text| !text.is_empty()) {
        Some(text) => Some(text.parse().map_err(|_| Problem::NotFound)?),
        None => None,
    };
    let mut tx = page.app.db.read().await?;
    let mut rows = search(&mut tx, &wanted, place.as_ref(), ROWS as i64 + 1).await?;
    let next = (rows.len() > ROWS).then(|| Place::of(&rows[ROWS - 1]));
    rows.truncate(ROWS);
    // The whole of it is checked at night; what is shown is checked as it is shown.
    let broken = rows.iter().find(|row| !row.is_whole(&page.app.audit_key));
    let log = Log {
        broken: broken.map(|row| (row.chain.clone(), row.seq)),
        rows,
        next,
        check: latest(&mut tx).await?,
        heads: heads(&mut tx).await?,
        actions: actions(&mut tx).await?,
        people: Register::read(&mut tx).await?,
    };
    drop(tx);
    page.show(&title(&page, &log), false, move |page| view(page, &log)).await
}

fn wanted(page: &Page) -> Result<Wanted, Problem> {
    let text = |name: &str| page.asked(name).unwrap_or_default().trim().to_owned();
    let day = |name: &str| match text(name) {
        empty if empty.is_empty() => Ok(None),
        text => match text.parse::<NaiveDate>() {
            Ok(day) if (1..=9999).contains(&day.year()) => Ok(Some(day)),
            _ => Err(Problem::bad_input(name, "YYYY-MM-DD", text)),
        },
    };
    Ok(Wanted {
        object: text("object"),
        person: text("person"),
        chain: text("chain"),
        action: text("action"),
        from: day("from")?.map(start_of),
        until: day("to")?.map(end_of),
    })
}

/// The address of this page, or of its extract, with the filter as it is and some of it changed.
fn address(page: &Page, path: &str, changes: &[(&str, &str)]) -> String {
    let kept = FIELDS.iter().filter(|name| changes.iter().all(|(changed, _)| changed != *name));
    let pairs = kept.filter_map(|name| Some((*name, page.asked(name)?))).chain(changes.iter().copied());
    let pairs: Vec<String> =
        pairs.filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={}", encode(value))).collect();
    page.link(&if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) })
}

fn moment(at: DateTime<Utc>) -> String {
    at.with_timezone(&shanghai()).format("%Y-%m-%d %H:%M:%S").to_string()
}

/// The first characters of a digest; the whole stands in the extract.
fn short(digest: &str) -> String {
    if digest.is_empty() { "—".to_owned() } else { digest.chars().take(8).collect() }
}

/// Whoever acted, by the name and unit they had then.
fn who(page: &Page, log: &Register, row: &AuditRow) -> (String, String) {
    let person = log.at(&row.person, row.at);
    let name = person.map_or_else(|| row.person.clone(), |person| person.name.clone());
    let unit = person.and_then(|person| person.unit.as_deref()).map(|unit| page.unit_name(unit));
    let role = row.role.parse::<Role>().map_or_else(|_| row.role.clone(), |role| page.lang.role(role).to_owned());
    (name, [Some(role), unit].into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

/// Whether what is shown is whole; the first thing an auditor asks.
fn title(page: &Page, log: &Log) -> String {
    let lang = page.lang;
    match &log.broken {
        Some((chain, seq)) => lang.audit_finding(&lang.audit_broken_at(&chain_name(page, chain), *seq)),
        None if log.rows.is_empty() => lang.audit_finding(lang.audit_nothing()),
        None => lang.audit_finding(&lang.audit_shown_whole(log.rows.len() as i64)),
    }
}

fn view(page: &Page, log: &Log) -> AnyView {
    let lang = page.lang;
    let lines = log.rows.iter().map(|row| line(page, log, row));
    let table = match log.rows.is_empty() {
        true => view! { <p>{lang.audit_nothing()}</p> }.into_any(),
        false => view! {
            <div class="scroll" tabindex="0" role="region" aria-label=lang.nav_audit()><table class="stacked log">
                <thead><tr>
                    <th scope="col">{lang.audit_at()}</th><th scope="col">{lang.audit_who()}</th><th scope="col">{lang.audit_action()}</th>
                    <th scope="col">{lang.audit_object()}</th><th scope="col">{lang.audit_values()}</th><th scope="col">{lang.audit_number()}</th>
                </tr></thead>
                <tbody>{lines.collect_view()}</tbody>
            </table></div>
        }
        .into_any(),
    };
    let on = log.next.as_ref().map(|place| {
        let older = address(page, "/audit", &[("after", &place.to_string())]);
        view! { <a class="button second" rel="next" href=older>{lang.audit_older()}</a> }
    });
    let first = page.asked("after").filter(|text| !text.is_empty()).map(|_| {
        view! { <a class="button second" href=address(page, "/audit", &[])>{lang.audit_newest()}</a> }
    });
    view! {
        <div class="audit">
            <h1>{title(page, log)}</h1>
            {checked(page, log)}
            {questions::questions(page, named(log))}
            {filter(page, log)}
            <p class="quiet">{lang.audit_hint()} " " <a href=address(page, "/audit/csv", &[])>{lang.audit_export()}</a></p>
            {table}
            <p class="buttons">{first}{on}</p>
        </div>
    }
    .into_any()
}

/// Everybody who may stand in the log, by id.
fn named(log: &Log) -> Vec<(String, String)> {
    log.people.everybody().map(|(id, login, is)| (id.to_owned(), format!("{} {login}", is.name))).collect()
}

/// The last self-check, the button for another, and where each chain stands.
fn checked(page: &Page, log: &Log) -> AnyView {
    let lang = page.lang;
    let said = match &log.check {
        Some(check) => found(page, check),
        None => view! { <p>{lang.check_none_yet()}</p> }.into_any(),
    };
    let broken = log.broken.as_ref().map(|(chain, seq)| {
        view! { <p class="error-summary" role="alert">{lang.audit_broken(&chain_name(page, chain), *seq)}</p> }
    });
    let rows = log.heads.iter().map(|(chain, seq, hash)| {
        view! { <tr><th scope="row">{chain_name(page, chain)}</th><td class="number">{*seq}</td><td><code>{hash.clone()}</code></td></tr> }
    });
    view! {
        {broken}
        {said}
        <form class="inline" method="post" action=page.link("/audit/check")>
            {form_fields()}
            <button class="second" type="submit">{lang.check_now()}</button> " " <span class="quiet">{lang.check_note()}</span>
        </form>
        <details class="behind extent">
            <summary>{lang.audit_extent()}</summary>
            <div class="scroll" tabindex="0" role="region" aria-label=lang.audit_extent()><table>
                <thead><tr><th scope="col">{lang.audit_chain()}</th><th scope="col" class="number">{lang.audit_last()}</th><th scope="col">{lang.audit_seal()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></div>
        </details>
    }
    .into_any()
}

fn filter(page: &Page, log: &Log) -> AnyView {
    let lang = page.lang;
    let asked = |name: &str| page.asked(name).unwrap_or_default().to_owned();
    let choice = |name: &'static str, label: &'static str, options: Vec<(String, String)>| {
        let held = asked(name);
        let options = options.into_iter().map(|(value, shown)| {
            let selected = value == held;
            view! { <option value=value selected=selected>{shown}</option> }
        });
        view! { <label>{label}<select name=name><option value="">{lang.filter_all()}</option>{options.collect_view()}</select></label> }
    };
    let chains = [(DATA.to_owned(), lang.audit_data_only().to_owned())]
        .into_iter()
        .chain(log.heads.iter().map(|(chain, ..)| (chain.clone(), chain_name(page, chain))));
    let actions = log.actions.iter().map(|action| (action.clone(), lang.audit_action_named(action).to_owned()));
    view! {
        <form method="get" action="/audit" class="filter">
            {page.kept_fields(&[])}
            <label>{lang.audit_object()}<input name="object" value=asked("object")/></label>
            {choice("person", lang.audit_who(), named(log))}
            {choice("chain", lang.audit_chain(), chains.collect())}
            {choice("action", lang.audit_action(), actions.collect())}
            <label>{lang.audit_from()}<input type="date" name="from" value=asked("from")/></label>
            <label>{lang.audit_to()}<input type="date" name="to" value=asked("to")/></label>
            <button type="submit">{lang.filter_apply()}</button>
            <a href=address(page, "/audit", &[("chain", DATA), ("action", "")])>{lang.audit_data_only()}</a>
            <a href=address(page, "/audit", &[("chain", SIGN_IN), ("action", REFUSED)])>{lang.audit_refused_only()}</a>
            <a href=page.link("/audit")>{lang.audit_clear()}</a>
        </form>
    }
    .into_any()
}

fn line(page: &Page, log: &Log, row: &AuditRow) -> AnyView {
    let lang = page.lang;
    let (name, post) = who(page, &log.people, row);
    let by = address(page, "/audit", &[("person", &row.person)]);
    let about = address(page, "/audit", &[("object", &row.object)]);
    let digests = (!row.before_digest.is_empty() || !row.after_digest.is_empty())
        .then(|| lang.audit_digests(&short(&row.before_digest), &short(&row.after_digest)));
    let changes = values::changes(page, row);
    let shown = match changes.is_empty() {
        true => digests.map(|digests| view! { <span class="quiet">{digests}</span> }.into_any()),
        false => Some(view! { <span title=digests>{changes.join(lang.pick("；", "；", "; "))}</span> }.into_any()),
    };
    let network = (!row.network.is_empty()).then(|| format!(" · {}", row.network));
    let outcome = (row.outcome != "done").then(|| format!(" → {}", lang.audit_outcome(&row.outcome)));
    view! {
        <tr>
            <td class="when" data-label=lang.audit_at()>{moment(row.at)}</td>
            <td data-label=lang.audit_who()><a href=by title=lang.audit_what_did()>{name}</a> " " <span class="quiet">{post} {network}</span></td>
            <td data-label=lang.audit_action()>{lang.audit_action_named(&row.action).to_owned()}{outcome}</td>
            <td data-label=lang.audit_object()><a href=about title=row.object.clone()>{object_name(page, &log.people, row)}</a></td>
            <td data-label=lang.audit_values()>{shown}</td>
            <td data-label=lang.audit_number()><code title=row.hash.clone()>{format!("#{} {}", chain_name(page, &row.chain), row.seq)}</code></td>
        </tr>
    }
    .into_any()
}

/// What the filter keeps, as CSV. The last line seals all that stands before it.
pub async fn csv(page: Page) -> Result<Response, Problem> {
    let wanted = wanted(&page)?;
    let mut tx = page.app.db.read().await?;
    let people = Register::read(&mut tx).await?;
    let mut rows: Vec<AuditRow> = Vec::new();
    let mut place = None;
    loop {
        let more = search(&mut tx, &wanted, place.as_ref(), STEP).await?;
        place = more.last().map(Place::of);
        let last = more.len() < STEP as usize;
        rows.extend(more);
        if last || rows.len() >= MOST {
            break;
        }
    }
    drop(tx);
    let head = [
        "at", "person", "name", "role", "action", "object", "outcome", "before", "after", "request", "network",
        "chain", "seq", "hash",
    ];
    let cells = |row: &AuditRow| {
        let name = people.at(&row.person, row.at).map_or("", |person| &person.name);
        let at = row.at.with_timezone(&shanghai()).to_rfc3339();
        let before = [&at, &row.person, name, &row.role, &row.action, &row.object, &row.outcome];
        let after = [&row.before_digest, &row.after_digest, &row.request, &row.network, &row.chain];
        let mut cells: Vec<Cell> = before.into_iter().map(Cell::text).collect();
        cells.extend(after.into_iter().map(Cell::text));
        cells.extend([Cell::Number(row.seq), Cell::text(&row.hash)]);
        cells
    };
    let sheet =
        Sheet { head: head.map(str::to_owned).to_vec(), rows: rows.iter().map(cells).collect(), ..Sheet::default() };
    let mut bytes = files::csv(&sheet);
    let seal = seal(&page.app.audit_key, &bytes);
    // Who took what away is itself an entry, after those of the extract.
    let mut tx = page.app.db.write().await?;
    let actor = page.visitor.actor(&page.app)?;
    let object = format!("audit {} {}", rows.len(), address(&page, "/audit", &[]));
    super::note(&mut tx, &page.app.audit_key, &actor, "export audit", &object).await?;
    tx.commit().await?;
    bytes.extend(format!("\"seal\",\"hmac-sha256\",\"{seal}\",{}\r\n", rows.len()).into_bytes());
    let name = format!("pilotboard-audit-{}.csv", page.now.with_timezone(&shanghai()).format("%Y-%m-%d-%H%M%S"));
    files::attachment(&name, files::CSV, bytes)
}
