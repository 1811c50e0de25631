//! The parts of a programme and the form of each; what is typed becomes a draft, and the draft is looked at first.

use super::file_page::when_and_why;
use super::forms;
use super::preview::{draft, preview};
use super::proposals::waiting;
use super::removal::named_by;
use super::units_table::units_table;
use super::wrong::{Wrong, summary};
use crate::calendar::day_of;
use crate::people::{Account, store as people};
use crate::problem::Problem;
use crate::programme::Programme;
use crate::programme::editing::{Part, Slip, Typed, remove, write};
use crate::programme::store::{self as programmes, Edition, Proposal};
use crate::web::forms::Fields;
use crate::web::pages::{Page, form_fields};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use leptos::prelude::*;

/// Everything that can be changed, what waits for confirmation, and what has been in force.
pub async fn editor(page: Page) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let id = &page.standing.programme.id;
    let editions = programmes::editions(&mut tx, id).await?;
    let proposals = programmes::proposals(&mut tx, id).await?;
    let accounts = people::accounts(&mut tx).await?;
    drop(tx);
    page.show(page.lang.programme_editor(), false, move |page| view(page, &editions, &proposals, &accounts)).await
}

fn view(page: &Page, editions: &[Edition], proposals: &[Proposal], accounts: &[Account]) -> AnyView {
    let lang = page.lang;
    let programme = page.standing.newest();
    let link = |part: &Part, name: String| {
        let address = page.link(&format!("/admin/programme/{}", part.address()));
        view! { <li><a href=address>{name}</a></li> }
    };
    let targets = programme.targets.iter().map(|it| {
        link(&Part::Target(it.id.clone()), format!("{} {} · {}", it.id, it.short.of(lang), it.wording.of(lang)))
    });
    let tasks = programme.tasks.iter().map(|it| {
        link(&Part::Task(it.number.clone()), format!("{} {}", lang.task_number(&it.number), it.short.of(lang)))
    });
    let specialties =
        programme.specialties.iter().map(|it| link(&Part::Specialty(it.id.clone()), it.name.of(lang).to_owned()));
    let groups = programme.groups.iter().map(|it| link(&Part::Group(it.id.clone()), it.name.of(lang).to_owned()));
    // A zone may bear the name of the unit that reports on it: its city stands before it.
    let places = programme.places.iter().map(|it| {
        let city = it.city.as_deref().and_then(|city| programme.place(city)).map(|city| city.name.of(lang));
        let name = it.name.of(lang);
        link(&Part::Place(it.id.clone()), city.map_or_else(|| name.to_owned(), |city| format!("{city} · {name}")))
    });
    let rows = editions.iter().map(|edition| {
        let from = edition.effective_from.map_or_else(|| lang.programme_from_beginning().to_owned(), |day| day.to_string());
        view! {
            <tr><th scope="row">{edition.number}</th><td data-label=lang.programme_in_force() class="when">{from}</td>
                <td data-label=lang.programme_installed_at() class="when">{crate::reports::pages::at(edition.installed_at)}</td>
                <td data-label=lang.programme_installed_by()>{hand(accounts, &edition.installed_by)}</td>
                <td data-label=lang.programme_reason()>{edition.reason.clone()}</td></tr>
        }
    });
    view! {
        <p><a href=page.link("/admin")>{lang.note_back()} " " {lang.nav_admin()}</a></p>
        <h1>{lang.programme_editor()}</h1>
        <p>{lang.programme_editor_lead()}</p>
        {waiting(page, proposals)}
        <h2>{lang.meeting_targets()}</h2>
        <ul class="programme-parts">{targets.collect_view()}{link(&Part::NewTarget, lang.programme_new_target().to_owned())}</ul>
        <h2>{lang.programme_rules()}</h2>
        <ul class="programme-parts">
            {link(&Part::Thresholds, lang.programme_thresholds().to_owned())}
            {link(&Part::Calendar, lang.programme_calendar().to_owned())}
            {link(&Part::Documents, lang.programme_documents().to_owned())}
        </ul>
        <h2>{lang.programme_tasks()}</h2>
        <ul class="programme-parts">{tasks.collect_view()}{link(&Part::NewTask, lang.programme_new_task().to_owned())}</ul>
        <h2>{lang.programme_specialties()}</h2>
        <ul class="columns">{specialties.collect_view()}{link(&Part::Stages, lang.programme_word("specialty_stages").to_owned())}</ul>
        <h2 id="units">{lang.programme_units()}</h2>
        {units_table(page, accounts)}
        <ul class="columns">{link(&Part::NewUnit, lang.programme_new_unit().to_owned())}<li><a href=page.link("/admin/units/import")>{lang.units_import()}</a></li></ul>
        <h2>{lang.programme_word("groups")}</h2>
        <ul class="programme-parts">{groups.collect_view()}{link(&Part::NewGroup, lang.programme_new_group().to_owned())}</ul>
        <h2>{lang.programme_word("places")}</h2>
        <ul class="columns">{places.collect_view()}{link(&Part::NewPlace, lang.programme_new_place().to_owned())}</ul>
        <h2>{lang.programme_whole()}</h2>
        <ul class="programme-parts"><li><a href=page.link("/programme")>{lang.programme_sheet()}</a></li><li><a href=page.link("/admin/programme/file")>{lang.programme_page()}</a></li></ul>
        <h2 id="editions">{lang.programme_editions()}</h2>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="editions"><table class="stacked">
            <thead><tr><th scope="col">{lang.programme_edition()}</th><th scope="col">{lang.programme_in_force()}</th><th scope="col">{lang.programme_installed_at()}</th><th scope="col">{lang.programme_installed_by()}</th><th scope="col">{lang.programme_reason()}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}

/// Whoever put a file in force: as noted, or by the account where only that was noted.
fn hand(accounts: &[Account], by: &str) -> String {
    let found = accounts.iter().find(|it| it.person.id == by || it.person.login == by);
    found.map_or_else(|| by.to_owned(), |it| format!("{} · {}", it.person.post, it.person.name))
}

/// What a part is called.
fn title(page: &Page, programme: &Programme, part: &Part) -> String {
    let lang = page.lang;
    match part {
        Part::Target(id) => programme.target(id).map_or_else(|| id.clone(), |it| format!("{id} {}", it.short.of(lang))),
        Part::Task(number) => {
            let short = programme.task(number).map(|it| it.short.of(lang)).unwrap_or_default();
            format!("{} {short}", lang.task_number(number))
        }
        Part::Unit(id) => programme.unit(id).map_or_else(|| id.clone(), |it| it.name.of(lang).to_owned()),
        Part::Specialty(id) => programme.specialty(id).map_or_else(|| id.clone(), |it| it.name.of(lang).to_owned()),
        Part::Group(id) => programme.group(id).map_or_else(|| id.clone(), |it| it.name.of(lang).to_owned()),
        Part::Place(id) => programme.place(id).map_or_else(|| id.clone(), |it| it.name.of(lang).to_owned()),
        Part::NewTarget => lang.programme_new_target().to_owned(),
        Part::NewTask => lang.programme_new_task().to_owned(),
        Part::NewUnit => lang.programme_new_unit().to_owned(),
        Part::NewGroup => lang.programme_new_group().to_owned(),
        Part::NewPlace => lang.programme_new_place().to_owned(),
        Part::Stages => lang.programme_word("specialty_stages").to_owned(),
        Part::Calendar => lang.programme_calendar().to_owned(),
        Part::Thresholds => lang.programme_thresholds().to_owned(),
        Part::Documents => lang.programme_documents().to_owned(),
    }
}

/// The name of a group, a unit or a specialty that a field's name holds the id of.
pub(super) fn called(page: &Page, id: &str) -> Option<String> {
    let programme = page.standing.newest();
    let group = programme.group(id).map(|group| &group.name);
    let unit = || programme.unit(id).map(|unit| &unit.name);
    let specialty = || programme.specialties.iter().find(|it| it.id == id).map(|it| &it.name);
    group.or_else(unit).or_else(specialty).map(|name| name.of(page.lang).to_owned())
}

pub(super) async fn source(page: &Page) -> Result<String, Problem> {
    let mut tx = page.app.db.read().await?;
    Ok(programmes::source(&mut tx, &page.standing.programme.id).await?.unwrap_or_default())
}

pub async fn edit_page(page: Page, Path((kind, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let part = Part::named(page.standing.newest(), &kind, &id).ok_or(Problem::NotFound)?;
    show(&page, StatusCode::OK, part, Typed::default(), Vec::new()).await
}

async fn show(
    page: &Page,
    status: StatusCode,
    part: Part,
    typed: Typed,
    wrong: Vec<Wrong>,
) -> Result<Response, Problem> {
    let source = source(page).await?;
    let people = match &part {
        Part::Unit(id) => Some(contacts(page, id).await?),
        _ => None,
    };
    let name = title(page, page.standing.newest(), &part);
    let heading = match wrong.is_empty() {
        true => name.clone(),
        false => format!("{}: {name}", page.lang.problem_title(&Problem::Faults(Vec::new()))),
    };
    let address = page.link(&format!("/admin/programme/{}", part.address()));
    let removable = matches!(part, Part::Target(_) | Part::Task(_) | Part::Unit(_) | Part::Group(_) | Part::Place(_));
    page.show_with(status, &heading, false, move |page| {
        let lang = page.lang;
        let day = Some(typed.get("from")).filter(|day| !day.is_empty()).map_or_else(|| day_of(page.now).to_string(), str::to_owned);
        view! {
            <article class="narrow-page">
                <p><a href=page.link("/admin/programme")>{lang.note_back()} " " {lang.programme_editor()}</a></p>
                <h1>{name.clone()}</h1>
                {summary(page, &wrong)}
                <form method="post" action=address.clone() class="stack part">
                    {form_fields()}
                    {forms::fields(page, &part, &typed, &wrong, &source)}
                    <fieldset><legend>{lang.programme_when_why()}</legend>{when_and_why(page, &day, typed.get("reason"), &wrong)}</fieldset>
                    <p class="buttons"><button type="submit">{lang.programme_look()}</button>{removable.then(|| view! {
                        " " <button class="second" type="submit" name="act" value="remove" formnovalidate=true>{lang.programme_remove()}</button>
                    })}</p>
                </form>
                {people.as_ref().map(|people| contacts_view(page, people))}
            </article>
        }
        .into_any()
    })
    .await
}

/// The people of a unit who are in their posts, each since a day.
async fn contacts(page: &Page, unit: &str) -> Result<Vec<(Account, Option<NaiveDate>)>, Problem> {
    let mut tx = page.app.db.read().await?;
    let mut found = Vec::new();
    for account in people::accounts(&mut tx).await? {
        if account.is_open(page.now) && account.person.belongs_to(unit) {
            let held = people::appointments(&mut tx, &account.person.id).await?;
            let now = held.iter().find(|it| it.since <= page.now && it.until.is_none_or(|until| until > page.now));
            let since = now.map(|it| day_of(it.since));
            found.push((account, since));
        }
    }
    Ok(found)
}

/// Whom to call in the unit. Whoever changes them does so on their page, from a day on and with a reason.
fn contacts_view(page: &Page, people: &[(Account, Option<NaiveDate>)]) -> AnyView {
    let lang = page.lang;
    let rows = people.iter().map(|(account, since)| {
        let person = &account.person;
        view! {
            <tr><th scope="row"><a href=page.link(&format!("/admin/people/{}", person.id))>{person.name.clone()}</a></th>
                <td data-label=lang.person_post()>{person.post.clone()}</td><td data-label=lang.person_role()>{lang.role(person.role)}</td>
                <td data-label=lang.person_phone()>{person.phone.clone()}</td><td data-label=lang.seat_since() class="when">{since.map(|day| day.to_string())}</td></tr>
        }
    });
    let table = match people.is_empty() {
        true => view! { <p>{lang.unit_contacts_none()}</p> }.into_any(),
        false => view! {
            <div class="scroll" tabindex="0" role="region" aria-labelledby="contacts"><table class="stacked">
                <thead><tr><th scope="col">{lang.person_name()}</th><th scope="col">{lang.person_post()}</th><th scope="col">{lang.person_role()}</th><th scope="col">{lang.person_phone()}</th><th scope="col">{lang.seat_since()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></div>
        }
        .into_any(),
    };
    view! {
        <h2 id="contacts">{lang.unit_contact()}</h2>
        {table}
        <p class="quiet">{lang.unit_contacts_note()} " " <a href=page.link("/admin")>{lang.nav_admin()}</a></p>
    }
    .into_any()
}

/// Looks at what the form would change. Nothing is kept yet.
pub async fn try_edit(page: Page, Path((kind, id)): Path<(String, String)>, body: Bytes) -> Result<Response, Problem> {
    let part = Part::named(page.standing.newest(), &kind, &id).ok_or(Problem::NotFound)?;
    let fields = Fields::read(&body)?;
    let typed = Typed(fields.all().map(|(name, value)| (name.to_owned(), value.replace("\r\n", "\n"))).collect());
    let source = source(&page).await?;
    let removes = fields.get("act") == "remove";
    let named = if removes { named_by(&page, page.standing.newest(), &part) } else { Vec::new() };
    let mut wrong: Vec<Wrong> = named.into_iter().map(|said| Wrong::of("", said)).collect();
    let changed = if removes { remove(&source, &part) } else { write(&source, &part, &typed) };
    let changed = changed.unwrap_or_else(|slips| {
        let said = |slip: &Slip| page.lang.programme_slip(slip, &|id| called(&page, id));
        wrong.extend(
            slips.iter().map(|slip| Wrong::of(if typed.has(&slip.field) { &slip.field } else { "" }, said(slip))),
        );
        String::new()
    });
    match draft(&page, if wrong.is_empty() { Ok(changed) } else { Err(wrong) }, &fields, &typed) {
        Ok(draft) => preview(&page, StatusCode::OK, draft, None).await,
        Err(wrong) => show(&page, StatusCode::UNPROCESSABLE_ENTITY, part, typed, wrong).await,
    }
}
