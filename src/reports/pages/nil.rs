//! A nil return: nothing new this month, said on one page with one button.

use super::circumstances::late_reasons;
use super::fields::{field_name, id_of};
use super::filing::{Posted, circumstances};
use super::form::{Sheet, opens_later, sheet};
use super::posted::posted;
use super::report_name;
use crate::calendar::day_of;
use crate::problem::Problem;
use crate::progress::Known;
use crate::reports::{Cell, Draft, Fault, Stated, TEXT_LIMITS, TICKED, TaskEntry, Typed, store};
use crate::review::pages::totals;
use crate::views::{Basis, View};
use crate::web::acts::Answer;
use crate::web::forms::follow;
use crate::web::pages::{Page, form_fields, text_area};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// What the page was sent with, where it could not be filed as it was.
#[derive(Clone, Default)]
struct Asked {
    words: String,
    note: String,
    faults: Vec<Fault>,
    /// There are words in the draft, and nobody has said what becomes of them.
    undecided: bool,
}

/// Whether what a field holds can stand in a nil return as words.
fn is_words(field: &str) -> bool {
    matches!(field, "done" | "problems" | "next" | "ask") || field.starts_with("task.") && field.ends_with(".said")
}

/// What the draft says in words, by the name of its field.
fn words(draft: &Draft) -> Vec<(String, String)> {
    posted(draft).into_iter().filter(|(field, _)| is_words(field)).collect()
}

/// What the draft says that a nil return does not go with.
fn dropped(draft: &Draft) -> Vec<(String, String)> {
    let says_something = |field: &str, value: &str| match Cell::from_field(field) {
        Some(_) => Stated::understand(&Typed::from(value)).map_or(true, |stated| stated.number() > 0),
        None => !is_words(field) && !matches!(field, "nil" | "agreed"),
    };
    posted(draft).into_iter().filter(|(field, value)| says_something(field, value)).collect()
}

/// The draft as a nil return: its words or those of the note, and nothing else.
fn as_nil(draft: Draft, keep: bool, note: &str) -> Draft {
    let said = |task: TaskEntry| TaskEntry { number: task.number, said: task.said, ..TaskEntry::default() };
    let agreed = draft.agreed.clone();
    if !keep {
        return Draft { nil: true, done: note.to_owned(), agreed, ..Draft::default() };
    }
    let tasks = draft.tasks.into_iter().filter(|task| !task.said.is_empty()).map(said).collect();
    Draft { nil: true, entries: Vec::new(), specialties: Vec::new(), policies: Vec::new(), tasks, ..draft }
}

pub async fn nil_page(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let sheet = sheet(&page, &period).await?;
    show(&page, StatusCode::OK, sheet, Asked::default()).await
}

async fn show(page: &Page, status: StatusCode, sheet: Sheet, asked: Asked) -> Result<Response, Problem> {
    let title = page.lang.nil_title(&report_name(page, sheet.period.id));
    page.show_with(status, &title, false, move |page| view(page, &sheet, &asked)).await
}

fn view(page: &Page, sheet: &Sheet, asked: &Asked) -> AnyView {
    let lang = page.lang;
    let path = format!("/my/reports/{}", sheet.period.id);
    let title = lang.nil_title(&report_name(page, sheet.period.id));
    if !sheet.report.state.is_open() {
        return view! { <h1>{title}</h1><p>{lang.form_locked(lang.state(sheet.report.state))}</p> }.into_any();
    }
    if let Some(later) = opens_later(page, &sheet.period) {
        return view! { <h1>{title}</h1>{later}<p><a href=page.link(&path)>{lang.check_back()}</a></p> }.into_any();
    }
    let known = Known::new(&page.standing.programme, &page.record, View::new(day_of(page.now), Basis::Corrected));
    let in_time = sheet.report.version > 0 || day_of(page.now) <= known.report_due(&sheet.unit.id, &sheet.period);
    let lead = if in_time { lang.nil_lead() } else { lang.nil_lead_late() };
    view! {
        <div class="narrow">
            <h1>{title}</h1>
            <p>{sheet.unit.name.of(lang).to_owned()} " · " {lang.form_span(&lang.day(sheet.period.start), &lang.day(sheet.period.end))}</p>
            {faults(page, asked)}
            <p>{lead}</p>
            {totals(page, &sheet.unit, &sheet.period)}
            {dropped_view(page, sheet, &path)}
            <form method="post" action=page.link(&format!("{path}/nil"))>
                {form_fields()}
                <input type="hidden" name="lock" value=sheet.report.lock.to_string()/>
                {words_view(page, sheet, asked)}
                {late_reasons(page, sheet)}
                <p class="buttons"><button type="submit">{lang.nil_confirm()}</button>
                <a class="button second" href=page.link(&path)>{lang.check_back()}</a></p>
            </form>
        </div>
    }
    .into_any()
}

fn faults(page: &Page, asked: &Asked) -> Option<AnyView> {
    let lang = page.lang;
    let colon = lang.pick("：", "：", ": ");
    let undecided = asked.undecided.then(|| {
        view! { <li><a href="#words">{lang.nil_words()}{colon}{lang.nil_choose()}</a></li> }
    });
    let lines = asked.faults.iter().map(|fault| {
        view! { <li>{field_name(page, &fault.field)}{colon}{lang.fault(&fault.kind)}</li> }
    });
    let count = asked.faults.len() + usize::from(asked.undecided);
    (count > 0).then(|| {
        view! { <div class="error-summary" role="alert" tabindex="-1"><p>{lang.form_faults(count as i64)}</p><ul>{undecided}{lines.collect_view()}</ul></div> }.into_any()
    })
}

/// What is given up by filing a nil return, so that nobody gives it up unawares.
fn dropped_view(page: &Page, sheet: &Sheet, path: &str) -> Option<AnyView> {
    let lang = page.lang;
    let lines: Vec<_> = dropped(&sheet.report.draft)
        .into_iter()
        .map(|(field, value)| {
            let value = if value == TICKED { lang.workbook_yes().to_owned() } else { value };
            view! { <li>{field_name(page, &field)} {lang.pick("：", "：", ": ")} {value}</li> }
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! { <div class="warning"><p>{lang.nil_dropped()}</p><ul>{lines}</ul><p><a href=page.link(path)>{lang.nil_go_back()}</a></p></div> }.into_any()
    })
}

/// Words that are there already are kept or not, as the filer says; where there are none, a note may be written.
fn words_view(page: &Page, sheet: &Sheet, asked: &Asked) -> AnyView {
    let lang = page.lang;
    let words = words(&sheet.report.draft);
    if words.is_empty() {
        let most = TEXT_LIMITS[0].1;
        let wrong = !asked.faults.is_empty();
        return view! {
            <div class="field"><label for="note">{lang.nil_note(most)}</label>
                {text_area("note".into(), "note".into(), 2, &asked.note, None, wrong)}</div>
        }
        .into_any();
    }
    let said = words.into_iter().map(|(field, text)| {
        let name = crate::review::pages::short(&field_name(page, &field));
        view! { <dt id=id_of(&field)>{name}</dt><dd class="said">{text}</dd> }
    });
    let one = |value: &'static str, label: &'static str| {
        view! { <label class="tick"><input type="radio" name="words" value=value checked=asked.words == value required=true/> {label}</label> }
    };
    view! {
        <fieldset class="choice" id="words"><legend>{lang.nil_words()}</legend>
            <dl>{said.collect_view()}</dl>
            {one("keep", lang.nil_keep())}
            {one("drop", lang.nil_drop())}
        </fieldset>
    }
    .into_any()
}

/// Files a nil return in one act. What becomes of words that are in the draft is asked, never decided here.
pub async fn nil(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let posted = Posted::read(page, &period, &body)?;
    let (seen, receipt) = (posted.seen, posted.receipt.clone());
    let circumstances = circumstances(&posted.fields);
    let of = |name: &str| posted.fields.get(name).replace("\r\n", "\n");
    let mut asked = Asked { words: of("words"), note: of("note"), ..Asked::default() };
    let held = sheet(&posted.page, &period).await?;
    // What is in already is answered as it was: the form came twice.
    let undecided = held.report.state.is_open() && !words(&held.report.draft).is_empty();
    if undecided && !matches!(asked.words.as_str(), "keep" | "drop") {
        asked.undecided = true;
        return show(&posted.page, StatusCode::UNPROCESSABLE_ENTITY, held, asked).await;
    }
    let (keep, note) = (asked.words == "keep", asked.note.clone());
    let filed = posted.once("nil", move |tx, cause, place| {
        let (receipt, circumstances, note) = (receipt.clone(), circumstances.clone(), note.clone());
        Box::pin(async move {
            let held = store::get(tx, &place.programme.id, &place.unit.id, place.period).await?;
            let desk = place.desk(cause);
            let saved = desk.save(tx, as_nil(held.draft, keep, &note), seen).await?;
            let (report, _) = desk.submit(tx, Some(saved.lock)).await?;
            let of = (place.programme.id.as_str(), place.unit.id.as_str(), place.period);
            store::keep_circumstances(tx, of, report.version, &circumstances).await?;
            Ok(Answer::see(receipt))
        })
    });
    match filed.await {
        Ok(answer) => Ok(follow(answer)),
        Err(Problem::Faults(faults)) => {
            asked.faults = faults;
            show(&posted.page, StatusCode::UNPROCESSABLE_ENTITY, held, asked).await
        }
        Err(problem) => Err(problem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::ClosureEntry;

    #[test]
    fn a_nil_return_keeps_words_alone_and_names_what_it_gives_up() {
        let tasks = vec![
            TaskEntry {
                number: "9".into(), said: "评审中。".into(), stage: Typed::from("2"), ..TaskEntry::default()
            },
            TaskEntry { number: "6".into(), closures: vec![ClosureEntry::default()], ..TaskEntry::default() },
        ];
        let draft = Draft { tasks, done: "无。".into(), agreed: "王某".into(), ..Draft::default() };
        let given_up: Vec<_> = dropped(&draft).into_iter().map(|(field, _)| field).collect();
        assert_eq!(given_up, ["task.9.stage", "task.6.closure"]);
        let kept = as_nil(draft.clone(), true, "");
        assert!(kept.nil && dropped(&kept).is_empty());
        assert_eq!(words(&kept), words(&draft));
        let bare = as_nil(draft, false, "下月评审。");
        assert_eq!(words(&bare), [("done".to_owned(), "下月评审。".to_owned())]);
        assert_eq!(bare.agreed, "王某");
    }
}
