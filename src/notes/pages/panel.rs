//! Notes as other pages show them: all of a subject, those that wait for a unit, and a link from a row.

use crate::attention::ask_of;
use crate::notes::{Kind, Note, Signed, Subject, may_write};
use crate::reports::pages::at;
use crate::web::pages::Page;
use leptos::prelude::*;

/// What a note is about, in a few words.
pub fn subject_name(page: &Page, subject: &Subject) -> String {
    let (lang, programme) = (page.lang, &page.standing.programme);
    match subject {
        Subject::Task(number) => programme
            .task(number)
            .map_or_else(|| number.clone(), |task| lang.task_named(task.short.of(lang), &task.number)),
        Subject::Target(id) => programme.target(id).map_or_else(|| id.clone(), |target| lang.chart_subject(target)),
        Subject::Unit(unit) => page.unit_name(unit),
        Subject::Ask { unit, period } => match ask_of(&page.record, page.view, unit, *period) {
            Some(text) => lang.attention_ask(text, &page.unit_name(unit)),
            None => page.unit_name(unit),
        },
    }
}

/// The page of the thing itself.
pub fn home_of(subject: &Subject) -> String {
    match subject {
        Subject::Task(number) => format!("/tasks/{number}"),
        Subject::Target(id) => format!("/targets/{id}"),
        Subject::Unit(unit) => format!("/units/{unit}"),
        Subject::Ask { .. } => "/attention".to_owned(),
    }
}

fn signature(page: &Page, by: &Signed) -> String {
    let unit = by.unit.as_deref().map(|unit| page.unit_name(unit)).unwrap_or_default();
    [unit.as_str(), &by.post, &by.name, &at(by.at)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

fn names(page: &Page, units: &[&str]) -> String {
    page.lang.list(&units.iter().map(|unit| page.unit_name(unit)).collect::<Vec<_>>())
}

/// One note with its replies; with its subject where the page is not about that alone.
pub fn item(page: &Page, note: &Note, named: bool, form: Option<AnyView>) -> AnyView {
    let lang = page.lang;
    let subject = named.then(|| {
        let address = page.link(&format!("/notes/{}", note.subject));
        view! { <a href=address>{subject_name(page, &note.subject)}</a> " · " }
    });
    let to: Vec<&str> = note.to.iter().map(String::as_str).collect();
    let waits = note.waits_for();
    let asks = note.kind == Kind::Instruction || note.asked.is_some() && !note.overtaken;
    let in_name = note.asked.as_ref().and_then(|asked| asked.in_name.as_ref());
    let in_name = in_name.map(|by| view! { <strong>{format!("{} {}", by.post, by.name)}</strong> " · " });
    let state = match (asks, waits.is_empty()) {
        (false, _) => None,
        (true, true) => Some(view! { " · " {lang.note_answered()} }.into_any()),
        (true, false) => Some(view! { " · " <strong>{lang.note_waits(&names(page, &waits))}</strong> }.into_any()),
    };
    let replies = note.replies.iter().map(|reply| {
        let promised = reply.promised.map(|day| lang.bracketed(&lang.ladder_promised(&lang.short_day(day))));
        view! { <li><p class="words"><span class="kind">{lang.note_reply()}</span> " " {reply.text.clone()} {promised}</p><p class="quiet">{signature(page, &reply.by)}</p></li> }
    });
    let replies = (!note.replies.is_empty()).then(|| view! { <ul class="said-list">{replies.collect_view()}</ul> });
    view! {
        <li id=format!("note-{}", note.id)>
            <p class="words"><span class="kind">{lang.note_called(note)}</span> " " {note.text.clone()}</p>
            <p class="quiet">{subject} {in_name} {signature(page, &note.by)} " · " {lang.note_to_units(&names(page, &to))} {state}</p>
            {replies}
            {form}
        </li>
    }
    .into_any()
}

/// The notes on a subject, for its own page, and the way to where one writes.
pub fn panel(page: &Page, subject: &Subject, notes: &[Note]) -> AnyView {
    let lang = page.lang;
    // On a unit's page, also what was said to it about other things.
    let shown: Vec<&Note> = notes
        .iter()
        .filter(|note| match subject {
            Subject::Unit(unit) => note.concerns(unit),
            _ => note.subject == *subject,
        })
        .collect();
    let kind = page.visitor.person.as_ref().and_then(may_write).filter(|_| page.view == page.usual);
    let place = page.link(&format!("/notes/{subject}"));
    let write = kind.map(
        |kind| view! { <p class="buttons"><a class="button second" href=place.clone()>{lang.note_write(kind)}</a></p> },
    );
    let own = page.visitor.person.as_ref().and_then(|person| person.unit.as_deref());
    let items = shown.iter().map(|note| {
        let waits = own.is_some_and(|unit| note.waits_for().contains(&unit)) && page.view == page.usual;
        let answer = waits.then(|| {
            let address = page.link(&format!("/notes/{}#reply-{}", note.subject, note.id));
            view! { <p><a href=address>{lang.note_answer()}</a></p> }.into_any()
        });
        item(page, note, note.subject != *subject, answer)
    });
    let list = match shown.is_empty() {
        true => view! { <p>{lang.notes_none()}</p> }.into_any(),
        false => view! { <ul class="said-list">{items.collect_view()}</ul> }.into_any(),
    };
    view! { <section class="notes-panel" aria-labelledby="notes"><h2 id="notes">{lang.notes_heading()}</h2>{list}{write}</section> }.into_any()
}

/// Instructions that wait for the unit's reply, at the top of its home page.
pub fn waiting(page: &Page, unit: &str, notes: &[Note]) -> Option<AnyView> {
    let lang = page.lang;
    let waiting: Vec<&Note> = notes.iter().filter(|note| note.waits_for().contains(&unit)).collect();
    if waiting.is_empty() {
        return None;
    }
    let count = waiting.len() as i64;
    let mine = match waiting.iter().any(|note| note.asked.is_some()) {
        true => lang.ladder_mine(count),
        false => lang.note_mine(count),
    };
    let items = waiting.iter().map(|note| {
        let address = page.link(&format!("/notes/{}#reply-{}", note.subject, note.id));
        let answer = view! { <p><a class="button" href=address>{lang.note_answer()}</a></p> }.into_any();
        item(page, note, true, Some(answer))
    });
    Some(
        view! {
            <section class="owed" aria-labelledby="waiting">
                <h2 id="waiting">{mine}</h2>
                <ul class="said-list">{items.collect_view()}</ul>
            </section>
        }
        .into_any(),
    )
}

/// A small link from a row to what has been said on it, or to where those who may can say something.
/// It says what is to be done there: an answer is awaited, or has come, or one may write.
pub fn link(page: &Page, subject: &Subject, notes: &[Note]) -> Option<AnyView> {
    let lang = page.lang;
    let of_it: Vec<&Note> = notes.iter().filter(|note| note.subject == *subject).collect();
    let kind = page.visitor.person.as_ref().and_then(may_write).filter(|_| page.view == page.usual);
    let instructed = of_it.iter().any(|note| note.kind == Kind::Instruction || note.asked.is_some());
    let word = match (instructed, kind, of_it.last()) {
        (true, ..) if of_it.iter().any(|note| !note.waits_for().is_empty()) => lang.note_waits_short(),
        (true, ..) => lang.note_answered(),
        (false, Some(kind), _) => lang.note_kind(kind),
        (false, None, last) => lang.note_called(last?),
    };
    let awaited = of_it.iter().flat_map(|note| note.waits_for()).map(|unit| page.unit_name(unit));
    let awaited = lang.list(&awaited.collect::<Vec<_>>());
    let label = format!("{word} {awaited} {}", subject_name(page, subject));
    Some(
        view! { <a class="note-link" href=page.link(&format!("/notes/{subject}")) aria-label=label title=awaited>{word}</a> }
            .into_any(),
    )
}
