//! The standing list of those who get issued documents.

use crate::language::Lang;
use crate::messages::recipients::{Kind, Recipient, Slip, understand};
use crate::messages::store::issued;
use crate::problem::{Forbidden, Problem};
use crate::reminders::may_manage;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// What has been typed and cannot be kept as it stands.
#[derive(Clone, Default)]
struct Typed {
    kind: String,
    name: String,
    address: String,
    lang: String,
    slips: Vec<Slip>,
}

pub async fn recipients(page: Page) -> Result<Response, Problem> {
    show(&page, StatusCode::OK, Typed::default()).await
}

async fn show(page: &Page, status: StatusCode, typed: Typed) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let list = issued::recipients(&mut tx, &page.standing.programme.id).await?;
    drop(tx);
    let title = match typed.slips.is_empty() {
        true => page.lang.recipients_title().to_owned(),
        false => format!("{}: {}", page.lang.problem_title(&Problem::Faults(Vec::new())), page.lang.recipients_title()),
    };
    page.show_with(status, &title, false, move |page| {
        let lang = page.lang;
        view! {
            <article class="narrow-page">
                <h1>{lang.recipients_title()}</h1>
                {summary(lang, &typed.slips)}
                <p>{lang.recipients_lead()}</p>
                <p><a href=page.link("/reminders")>{lang.note_back()} " " {lang.reminders_title()}</a></p>
                {table(page, &list)}
                {form(page, &typed)}
            </article>
        }
        .into_any()
    })
    .await
}

fn summary(lang: Lang, slips: &[Slip]) -> Option<AnyView> {
    let items = slips.iter().map(|slip| {
        let field = if *slip == Slip::Address { "#address" } else { "#name" };
        view! { <li><a href=field>{lang.recipient_slip(*slip)}</a></li> }
    });
    (!slips.is_empty())
        .then(|| view! { <div class="error-summary" role="alert"><ul>{items.collect_view()}</ul></div> }.into_any())
}

fn table(page: &Page, list: &[Recipient]) -> AnyView {
    let lang = page.lang;
    if list.is_empty() {
        return view! { <p>{lang.recipients_none()}</p> }.into_any();
    }
    let rows = list.iter().map(|recipient| {
        let remove = page.link(&format!("/reminders/recipients/{}/remove", recipient.id));
        view! {
            <tr>
                <td data-label=lang.recipient_kind()>{lang.recipient_as(recipient.kind)}</td>
                <th scope="row">{recipient.name.clone()}</th>
                <td data-label=lang.person_email()>{recipient.address.clone()}</td>
                <td data-label=lang.person_language()>{recipient.lang.own_name()}</td>
                <td><form class="inline" method="post" action=remove>
                    {form_fields()}
                    <button class="plain" type="submit" aria-label=lang.recipient_remove_named(&recipient.name)>{lang.recipient_remove()}</button>
                </form></td>
            </tr>
        }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=lang.recipients_title()><table class="stacked">
            <thead><tr>
                <th scope="col">{lang.recipient_kind()}</th><th scope="col">{lang.recipient_name()}</th><th scope="col">{lang.person_email()}</th>
                <th scope="col">{lang.person_language()}</th><td></td>
            </tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}

fn form(page: &Page, typed: &Typed) -> AnyView {
    let lang = page.lang;
    let invalid = |wrong: bool| wrong.then_some("true");
    let of_name = typed.slips.iter().any(|slip| *slip != Slip::Address);
    let kinds = Kind::ALL.map(|kind| {
        view! { <option value=kind.to_string() selected={typed.kind == kind.to_string()}>{lang.recipient_as(kind)}</option> }
    });
    view! {
        <h2>{lang.recipient_add()}</h2>
        <form method="post" action=page.link("/reminders/recipients") class="stack">
            {form_fields()}
            <label for="kind">{lang.recipient_kind()}</label><select id="kind" name="kind">{kinds.into_iter().collect_view()}</select>
            <label for="name">{lang.recipient_name()}</label>
            <input id="name" name="name" autocomplete="off" required=true value=typed.name.clone() aria-invalid=invalid(of_name)/>
            <label for="address">{lang.person_email()}</label>
            <input id="address" name="address" type="email" autocomplete="off" required=true value=typed.address.clone() aria-invalid=invalid(typed.slips.contains(&Slip::Address))/>
            <label for="language">{lang.person_language()}</label>{languages(&typed.lang)}
            <button type="submit">{lang.recipient_add()}</button>
        </form>
    }
    .into_any()
}

/// In which language somebody is written to.
fn languages(chosen: &str) -> AnyView {
    let options = Lang::ALL.map(|lang| {
        let tag = lang.to_string();
        view! { <option value=tag.clone() selected={chosen == tag} lang=tag.clone()>{lang.own_name()}</option> }
    });
    view! { <select id="language" name="language">{options.into_iter().collect_view()}</select> }.into_any()
}

pub async fn add(page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    if !may_manage(page.person()?) {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let recipient = match understand(fields.get("name"), fields.get("address")) {
        Ok((name, address)) => Recipient {
            id: String::new(),
            kind: fields
                .get("kind")
                .parse()
                .map_err(|expected: String| Problem::bad_input("kind", expected, fields.get("kind")))?,
            name,
            address,
            lang: fields.get("language").parse().unwrap_or_default(),
        },
        Err(slips) => {
            let of = |name: &str| fields.get(name).to_owned();
            let typed =
                Typed { kind: of("kind"), name: of("name"), address: of("address"), lang: of("language"), slips };
            return show(&page, StatusCode::UNPROCESSABLE_ENTITY, typed).await;
        }
    };
    let (app, programme, here) =
        (page.app.clone(), page.standing.programme.id.clone(), page.link("/reminders/recipients"));
    let answer = act(&page.app, cause(&page, "POST /reminders/recipients", &fields)?, move |tx, cause| {
        let (app, programme, recipient, here) = (app.clone(), programme.clone(), recipient.clone(), here.clone());
        Box::pin(async move {
            issued::add(tx, &programme, &recipient, &cause.actor, &app.audit_key).await?;
            Ok(Answer::see(here))
        })
    })
    .await?;
    Ok(follow(answer))
}

pub async fn remove(page: Page, Path(id): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    if !may_manage(page.person()?) {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let (app, programme, here) =
        (page.app.clone(), page.standing.programme.id.clone(), page.link("/reminders/recipients"));
    let answer = act(&page.app, cause(&page, "POST /reminders/recipients/remove", &fields)?, move |tx, cause| {
        let (app, programme, id, here) = (app.clone(), programme.clone(), id.clone(), here.clone());
        Box::pin(async move {
            issued::remove(tx, &programme, &id, &cause.actor, &app.audit_key).await?;
            Ok(Answer::see(here))
        })
    })
    .await?;
    Ok(follow(answer))
}
