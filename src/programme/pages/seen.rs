//! What a change would do: every value that differs, and what the screens would show, by both plans.

use crate::calendar::day_of;
use crate::lights::Light;
use crate::programme::Programme;
use crate::programme::changes::{Change, changes};
use crate::progress::{Effect, TargetProgress, effects};
use crate::web::pages::{Page, light};
use chrono::NaiveDate;
use leptos::prelude::*;

/// What stands between the newest file and a draft of another.
pub(super) struct Seen {
    pub changes: Vec<Change>,
    /// For each day looked at, what it would show otherwise.
    pub effects: Vec<(NaiveDate, Vec<Effect>)>,
}

impl Seen {
    pub fn of(page: &Page, before: &Programme, after: &Programme, from: NaiveDate) -> Self {
        let today = day_of(page.now);
        let mut days = vec![today, from.max(today)];
        days.dedup();
        let effects = days.into_iter().map(|day| (day, effects(before, after, &page.record, day))).collect();
        Seen { changes: changes(before, after), effects }
    }

    pub fn is_dangerous(&self) -> bool {
        self.changes.iter().any(Change::is_dangerous)
    }
}

/// The values that differ, and what the screens would show.
pub(super) fn seen_view(page: &Page, seen: &Seen, after: &Programme) -> AnyView {
    let lang = page.lang;
    let rows = seen.changes.iter().map(|change| {
        let mark = change.is_dangerous().then(|| view! { " " <strong>{lang.programme_dangerous()}</strong> });
        let said = |value: &Option<String>| value.as_deref().map_or_else(|| "—".into(), |value| in_words(page, value));
        view! { <tr><th scope="row">{subject(page, after, &change.path)} {mark}</th><td data-label=lang.before()>{said(&change.before)}</td><td data-label=lang.after()>{said(&change.after)}</td></tr> }
    });
    let table = (!seen.changes.is_empty()).then(|| {
        view! {
            <h2 id="changes">{lang.programme_changes(seen.changes.len() as i64)}</h2>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="changes"><table class="stacked">
                <thead><tr><th scope="col">{lang.programme_what()}</th><th scope="col">{lang.before()}</th><th scope="col">{lang.after()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></div>
        }
    });
    let days = seen.effects.iter().map(|(day, effects)| {
        let id = format!("screens-{day}");
        let heading = view! { <h2 id=id.clone()>{lang.programme_screens(&lang.day(*day))}</h2> };
        if effects.is_empty() {
            return view! { {heading}<p>{lang.programme_screens_same()}</p> }.into_any();
        }
        let heads = [lang.before(), lang.after()];
        view! { {heading}{effects_table(page, after, effects, heads, &id)} }.into_any()
    });
    let days = (!seen.changes.is_empty()).then(|| days.collect_view());
    view! { {table}{days}<p class="quiet">{lang.programme_history_kept()}</p> }.into_any()
}

/// A row that was written as keys and values, such as a membership, in words, and units by their names; anything else
/// as it stands. Whom it is about stands before it.
fn in_words(page: &Page, value: &str) -> String {
    let lang = page.lang;
    let units: Option<Vec<String>> =
        value.split(", ").map(|id| page.standing.newest().unit(id).map(|unit| unit.name.of(lang).to_owned())).collect();
    if let Some(units) = units {
        return lang.list(&units);
    }
    let pairs: Option<Vec<(&str, &str)>> = value.split(' ').map(|word| word.split_once('=')).collect();
    let Some(pairs) = pairs else { return value.to_owned() };
    let said = pairs.into_iter().filter(|(key, _)| !["unit", "party"].contains(key)).map(|(key, value)| {
        let value = match value {
            "unspecified" => lang.role_unspecified(),
            "lead" => lang.task_lead(),
            "support" => lang.task_support(),
            other => other,
        };
        format!("{} {value}", lang.programme_word(key))
    });
    said.collect::<Vec<_>>().join(lang.pick("，", "，", ", "))
}

/// What two plans show otherwise, side by side.
pub(crate) fn effects_table(
    page: &Page,
    after: &Programme,
    effects: &[Effect],
    heads: [&'static str; 2],
    labelled_by: &str,
) -> AnyView {
    let lang = page.lang;
    let rows = effects.iter().map(|effect| effect_row(page, after, effect, heads));
    view! {
        <div class="scroll" tabindex="0" role="region" aria-labelledby=labelled_by.to_owned()><table class="stacked effects">
            <thead><tr><th scope="col">{lang.programme_screen()}</th><th scope="col">{heads[0]}</th><th scope="col">{heads[1]}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}

fn effect_row(
    page: &Page,
    after: &Programme,
    effect: &Effect,
    [before_head, after_head]: [&'static str; 2],
) -> AnyView {
    let lang = page.lang;
    let lit = |of: Option<Light>| of.map_or_else(|| "—".into_any(), |of| light(lang, of));
    let (name, before, after) = match effect {
        Effect::Target { id, before, after: now } => {
            let name = after.target(id).map_or_else(|| id.clone(), |target| format!("{id} {}", target.short.of(lang)));
            (name, target_cell(page, before.as_deref()), target_cell(page, now.as_deref()))
        }
        Effect::Task { number, before, after: now } => {
            let short = after.task(number).map(|task| task.short.of(lang)).unwrap_or_default();
            (format!("{} {short}", lang.task_number(number)), lit(*before), lit(*now))
        }
        Effect::Specialty { id, before, after: now } => {
            let name = after.specialty(id).map_or_else(|| id.clone(), |it| it.name.of(lang).to_owned());
            (name, lit(*before), lit(*now))
        }
        Effect::Filings { which, before, after: now } => {
            (lang.filings(*which).to_owned(), before.to_string().into_any(), now.to_string().into_any())
        }
    };
    view! { <tr><th scope="row">{name}</th><td data-label=before_head>{before}</td><td data-label=after_head>{after}</td></tr> }.into_any()
}

/// A target as its card says it: number of value, rate against pace, light.
fn target_cell(page: &Page, row: Option<&TargetProgress>) -> AnyView {
    let lang = page.lang;
    let Some(row) = row else { return "—".into_any() };
    let rates =
        row.completion.zip(row.pace).map(|(rate, pace)| lang.programme_rates(&lang.percent(rate), &lang.percent(pace)));
    view! { <span>{format!("{} / {}", row.actual, row.value)} " " {light(lang, row.light)} " " <span class="quiet">{rates}</span></span> }.into_any()
}

/// What a path of a change is about, in words as far as there are any.
fn subject(page: &Page, programme: &Programme, path: &[String]) -> String {
    let lang = page.lang;
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let (name, rest) = match path[..] {
        ["targets", id, ref rest @ ..] => {
            (programme.target(id).map_or_else(|| id.to_owned(), |it| format!("{id} {}", it.short.of(lang))), rest)
        }
        ["tasks", number, ref rest @ ..] => (lang.task_number(number), rest),
        ["units", id, ref rest @ ..] => {
            (programme.unit(id).map_or_else(|| page.unit_name(id), |it| it.name.of(lang).to_owned()), rest)
        }
        ["groups", id, ref rest @ ..] => {
            (programme.group(id).map_or_else(|| id.to_owned(), |it| it.name.of(lang).to_owned()), rest)
        }
        ["places", id, ref rest @ ..] => {
            (programme.place(id).map_or_else(|| id.to_owned(), |it| it.name.of(lang).to_owned()), rest)
        }
        ["specialties", id, ref rest @ ..] => {
            (programme.specialty(id).map_or_else(|| id.to_owned(), |it| it.name.of(lang).to_owned()), rest)
        }
        [head, ref rest @ ..] => (lang.programme_word(head).to_owned(), rest),
        [] => (String::new(), &[][..]),
    };
    let rest = rest.iter().map(|key| match programme.unit(key) {
        Some(unit) => unit.name.of(lang).to_owned(),
        None => lang.programme_word(key).to_owned(),
    });
    std::iter::once(name).chain(rest).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" › ")
}
