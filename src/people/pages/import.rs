//! People by the sheet: the template out, the filled-in sheet in, what it would do, and then all of it or nothing.

mod book;

use super::accounts::day;
use crate::audit;
use crate::db::new_id;
use crate::people::roster::{Column, Entry, Known, Line, MOST, Mistake, read};
use crate::people::store::{hash_of, secret};
use crate::people::{Person, store};
use crate::problem::Problem;
use crate::reports::workbook::{Cells, Given, LARGEST_FILE};
use crate::web::App;
use crate::web::acts::{Answer, act};
use crate::web::files::{XLSX, attachment};
use crate::web::forms::{Fields, cause};
use crate::web::pages::{Page, form_fields};
use crate::web::parcel::Parcel;
use crate::web::sheets;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

pub async fn import_page(page: Page) -> Result<Response, Problem> {
    show(&page, StatusCode::OK, Vec::new()).await
}

async fn show(page: &Page, status: StatusCode, wrong: Vec<String>) -> Result<Response, Problem> {
    let title = match wrong.is_empty() {
        true => page.lang.roster_import().to_owned(),
        false => format!("{}: {}", page.lang.roster_import_wrong(wrong.len() as i64), page.lang.roster_import()),
    };
    page.show_with(status, &title, false, move |page| {
        let lang = page.lang;
        let summary = (!wrong.is_empty()).then(|| {
            let lines = wrong.iter().map(|line| view! { <li>{line.clone()}</li> });
            view! { <div class="error-summary" role="alert" tabindex="-1"><p>{lang.roster_import_wrong(wrong.len() as i64)}</p><ul>{lines.collect_view()}</ul></div> }
        });
        view! {
            <div class="narrow spreadsheet">
                <p><a href=page.link("/admin")>{lang.note_back()} " " {lang.nav_admin()}</a></p>
                <h1>{lang.roster_import()}</h1>
                {summary}
                <h2>{lang.workbook_step_take()}</h2>
                <p>{lang.roster_template_lead(MOST)}</p>
                <p><a class="button" href=page.link("/admin/people/template") download="">{lang.roster_template_take()}</a></p>
                <h2>{lang.workbook_step_bring()}</h2>
                <p>{lang.roster_bring_lead()}</p>
                <form method="post" action=page.link("/admin/people/import") enctype="multipart/form-data" class="stack">
                    {form_fields()}
                    <label for="file">{lang.roster_file()}</label>
                    <input id="file" type="file" name="file" accept=".xlsx" required=true/>
                    <button type="submit">{lang.roster_look()}</button>
                </form>
            </div>
        }
        .into_any()
    })
    .await
}

pub async fn template(page: Page) -> Result<Response, Problem> {
    let units: Vec<String> = page.standing.programme.filers().map(|unit| unit.name.of(page.lang).to_owned()).collect();
    let (lang, day) = (page.lang, crate::calendar::day_of(page.now));
    let written = tokio::task::spawn_blocking(move || book::write(lang, &units, day)).await;
    let written = written.map_err(|_| Problem::Internal { id: new_id() })?;
    attachment("people.xlsx", XLSX, written)
}

/// The units people may belong to, under every name.
fn known(page: &Page) -> Vec<Known> {
    let units = page.standing.programme.filers();
    units
        .map(|unit| Known {
            id: unit.id.clone(),
            name: unit.name.clone(),
            aliases: unit.names().map(str::to_owned).collect(),
        })
        .collect()
}

async fn taken(page: &Page) -> Result<Vec<String>, Problem> {
    let mut tx = page.app.db.read().await?;
    Ok(store::accounts(&mut tx).await?.into_iter().map(|account| account.person.login).collect())
}

/// Reads a sheet and shows whom it would give an account. Nothing is kept yet.
pub async fn look(page: Page, parcel: Option<Extension<Parcel>>) -> Result<Response, Problem> {
    let file = match parcel {
        Some(Extension(parcel)) => parcel.file(LARGEST_FILE).await?,
        None => Some(Bytes::new()),
    };
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let (sheet, cells) = match sheets::read(file).await {
        Ok(found) => found,
        Err(refusal) => {
            let why = page.lang.refusal(&refusal, &|name| name.to_owned());
            return show(&page, refused, vec![why]).await;
        }
    };
    let lines = match lines(&page, &sheet, &cells) {
        Ok(lines) => lines,
        Err(wrong) => return show(&page, refused, wrong).await,
    };
    match read(&lines, &known(&page), &taken(&page).await?) {
        Ok(entries) => preview(&page, entries).await,
        Err(mistakes) => {
            let wrong = mistakes.iter().map(|mistake| told(&page, &sheet, mistake)).collect();
            show(&page, refused, wrong).await
        }
    }
}

/// The lines below the head, or which column is not where it should be, or which cell holds a formula.
fn lines(page: &Page, sheet: &str, cells: &Cells) -> Result<Vec<Line>, Vec<String>> {
    let lang = page.lang;
    let value = |row: u32, column: usize| match cells.get(&(row, column as u32)) {
        Some(Given::Value(text)) => text.clone(),
        _ => String::new(),
    };
    // The sheet may have been taken in another language than the page is read in.
    let heads: Vec<[&str; 6]> =
        crate::language::Lang::ALL.map(|lang| Column::ALL.map(|column| lang.roster_column(column))).to_vec();
    let found: Vec<String> = (0..Column::ALL.len()).map(|column| value(0, column)).collect();
    if !heads.iter().any(|head| head.iter().zip(&found).all(|(head, found)| head == found)) {
        let own = Column::ALL.map(|column| lang.roster_column(column));
        let at = own.iter().zip(&found).position(|(head, found)| head != found).unwrap_or(0);
        let cell = format!("{}1", Column::ALL[at].letter());
        return Err(vec![lang.roster_column_moved(sheet, &cell, own[at], &found[at])]);
    }
    let mut rows: Vec<u32> = cells.keys().map(|(row, _)| *row).filter(|row| *row > 0).collect();
    rows.dedup();
    let within = |column: u32| (column as usize) < Column::ALL.len();
    let formulas = cells.iter().filter_map(|((row, column), given)| match given {
        Given::Formula(_) if *row > 0 && within(*column) => {
            let cell = format!("{}{}", Column::ALL[*column as usize].letter(), row + 1);
            Some(lang.roster_formula(sheet, &cell, &given.shown()))
        }
        _ => None,
    });
    let formulas: Vec<String> = formulas.collect();
    if !formulas.is_empty() {
        return Err(formulas);
    }
    let lines = rows.into_iter().map(|row| Line { row: row + 1, cells: std::array::from_fn(|at| value(row, at)) });
    let lines: Vec<Line> = lines.filter(|line| line.cells.iter().any(|cell| !cell.is_empty())).collect();
    match lines.len() {
        0 => Err(vec![lang.roster_none(sheet)]),
        found if found > MOST => Err(vec![lang.roster_too_many(sheet, MOST, found)]),
        _ => Ok(lines),
    }
}

fn told(page: &Page, sheet: &str, mistake: &Mistake) -> String {
    let lang = page.lang;
    let field = lang.roster_column(mistake.column);
    let said = lang.roster_expected(&mistake.expected, &mistake.found);
    format!("{sheet}!{} {field}{}{said}", mistake.cell(), lang.pick("", "", " "))
}

/// The fields in which the people of a sheet travel from its preview to the act.
const FIELDS: [&str; 6] = ["name", "post", "phone", "role", "unit", "login"];

async fn preview(page: &Page, entries: Vec<Entry>) -> Result<Response, Problem> {
    let title = page.lang.roster_preview(entries.len() as i64);
    page.show(&title, false, move |page| {
        let lang = page.lang;
        let rows = entries.iter().map(|entry| {
            let unit = entry.unit.as_deref().map(|unit| page.unit_name(unit)).unwrap_or_default();
            let said = [&entry.name, &entry.post, &entry.phone, &entry.role.to_string(), entry.unit.as_deref().unwrap_or_default(), &entry.login]
                .map(str::to_owned);
            let hidden = FIELDS.into_iter().zip(said).map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
            view! {
                <tr>
                    <th scope="row">{entry.name.clone()}{hidden.collect_view()}</th>
                    <td data-label=lang.person_post()>{entry.post.clone()}</td>
                    <td data-label=lang.person_phone()>{entry.phone.clone()}</td>
                    <td data-label=lang.person_role()>{lang.role(entry.role)}</td>
                    <td data-label=lang.unit_label()>{unit}</td>
                    <td data-label=lang.account()>{entry.login.clone()}</td>
                </tr>
            }
        });
        view! {
            <h1>{lang.roster_preview(entries.len() as i64)}</h1>
            <p>{lang.roster_preview_lead()}</p>
            <form method="post" action=page.link("/admin/people/open")>
                {form_fields()}
                <div class="scroll" tabindex="0" role="region" aria-label=lang.accounts()><table class="stacked">
                    <thead><tr>{Column::ALL.map(|column| view! { <th scope="col">{lang.roster_column(column)}</th> }).into_iter().collect_view()}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table></div>
                <p class="buttons"><button type="submit">{lang.roster_open(entries.len() as i64)}</button>
                    <a class="button second" href=page.link("/admin/people/import")>{lang.roster_not_yet()}</a></p>
            </form>
        }
        .into_any()
    })
    .await
}

/// Opens every account of a preview, or none of them; each gets a link, shown this once.
pub async fn open_all(State(app): State<App>, page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let mut lines: Vec<Line> = Vec::new();
    for (name, value) in fields.all() {
        let Some(at) = FIELDS.iter().position(|field| *field == name) else { continue };
        if at == 0 {
            lines.push(Line { row: lines.len() as u32 + 2, cells: Default::default() });
        }
        let line = lines.last_mut().ok_or_else(|| Problem::bad_input("name", "a name before everything else", name))?;
        line.cells[at] = value.trim().to_owned();
    }
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    if lines.is_empty() || lines.len() > MOST {
        return show(&page, refused, vec![page.lang.roster_none("—")]).await;
    }
    // Somebody may have taken a login since the preview; whoever sends the same form again is told below.
    let entries = match read(&lines, &known(&page), &[]) {
        Ok(entries) => entries,
        Err(mistakes) => return show(&page, refused, mistakes.iter().map(|it| told(&page, "—", it)).collect()).await,
    };
    let people: Vec<(Person, String)> = entries.into_iter().map(|it| (person(it), secret())).collect();
    let hashes: Vec<String> = people.iter().map(|(_, token)| hash_of(token)).collect();
    let made = hashes.first().cloned().unwrap_or_default();
    let (worker, opened, kept) = (app.clone(), people.clone(), made.clone());
    let answer = act(&app, cause(&page, "POST /admin/people/open", &fields)?, move |tx, cause| {
        let (people, hashes, app, made) = (opened.clone(), hashes.clone(), worker.clone(), kept.clone());
        Box::pin(async move {
            for ((person, _), hash) in people.iter().zip(&hashes) {
                if !store::add(tx, person, "", cause.actor.now).await? {
                    // Nothing of it is kept.
                    return Err(Problem::bad_input("login", "an account that is not taken", &person.login));
                }
                let object = format!("person {} {}", person.id, person.role);
                audit::note(tx, &app.audit_key, &cause.actor, "add account", &object).await?;
                store::invite(tx, &person.id, hash, &cause.actor, &app.audit_key).await?;
            }
            Ok(Answer { status: 200, text: made })
        })
    })
    .await;
    match answer {
        Ok(answer) => links(&page, people, answer.text == made).await,
        Err(Problem::BadInput { found, .. }) => show(&page, refused, vec![page.lang.roster_login_taken(&found)]).await,
        Err(problem) => Err(problem),
    }
}

fn person(entry: Entry) -> Person {
    let Entry { name, post, phone, role, unit, login } = entry;
    Person { id: new_id(), login, name, post, phone, role, unit }
}

/// The links of everybody at once, to be handed out.
async fn links(page: &Page, people: Vec<(Person, String)>, is_new: bool) -> Result<Response, Problem> {
    let title = page.lang.roster_opened(people.len() as i64);
    page.show(&title, false, move |page| {
        let lang = page.lang;
        let rows = people.iter().map(|(person, token)| {
            let unit = person.unit.as_deref().map(|unit| page.unit_name(unit)).unwrap_or_default();
            let address = format!("{}/invitation/{token}", page.app.settings.address());
            view! {
                <tr><th scope="row">{person.name.clone()}</th><td data-label=lang.unit_label()>{unit}</td>
                    <td data-label=lang.account()>{person.login.clone()}</td><td data-label=lang.invitation()><code>{address}</code></td></tr>
            }
        });
        let expires = page.now + store::VALID_FOR;
        let table = match is_new {
            true => view! {
                <p>{lang.roster_links_lead(&day(expires))}</p>
                <div class="scroll" tabindex="0" role="region" aria-label=lang.invitation()><table class="stacked">
                    <thead><tr><th scope="col">{lang.person_name()}</th><th scope="col">{lang.unit_label()}</th><th scope="col">{lang.account()}</th><th scope="col">{lang.invitation()}</th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table></div>
            }
            .into_any(),
            false => view! { <p class="banner" role="status">{lang.invitation_made_before()}</p> }.into_any(),
        };
        view! { <h1>{lang.roster_opened(people.len() as i64)}</h1>{table}<p><a href=page.link("/admin")>{lang.note_back()} " " {lang.nav_admin()}</a></p> }.into_any()
    })
    .await
}
