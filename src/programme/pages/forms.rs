//! The fields of each part: what the file says, or what was typed and sent back.

mod calendar;
mod group;
mod place;
mod target;
mod task;
mod unit;

use super::wrong::{Wrong, beside, id_of};
use crate::language::{Lang, Name};
use crate::programme::editing::{Part, Typed};
use crate::programme::{Programme, SealedCopy};
use crate::web::pages::{Page, text_area};
use leptos::prelude::*;

pub(super) fn fields(page: &Page, part: &Part, typed: &Typed, wrong: &[Wrong], source: &str) -> AnyView {
    let programme = page.standing.newest();
    let form = Form { page, typed, wrong };
    let found = match part {
        Part::Target(id) => programme.target(id).map(|target| form.target(programme, target)),
        Part::Task(number) => programme.task(number).map(|task| form.task(programme, task)),
        Part::Unit(id) => programme.unit(id).map(|unit| form.unit(programme, unit)),
        Part::Specialty(id) => programme.specialty(id).map(|specialty| form.specialty(programme, specialty)),
        Part::Group(id) => programme.group(id).map(|group| form.group(programme, group)),
        Part::Place(id) => programme.place(id).map(|place| form.place(programme, place)),
        Part::NewTarget => Some(form.new_target(programme)),
        Part::NewTask => Some(form.new_task(programme)),
        Part::NewUnit => Some(form.new_unit(programme)),
        Part::NewGroup => Some(form.new_group(programme)),
        Part::NewPlace => Some(form.new_place(programme)),
        Part::Stages => Some(form.stages(programme)),
        Part::Calendar => Some(form.calendar(programme, source)),
        Part::Thresholds => Some(form.thresholds(programme)),
        Part::Documents => Some(form.documents(programme)),
    };
    found.unwrap_or_else(|| ().into_any())
}

/// Names in three languages as the area of a form has them, a line each.
fn lines(names: &[Name]) -> String {
    let lines = names.iter().map(|it| format!("{} | {} | {}", it.zh_hans, it.zh_hant, it.en));
    lines.collect::<Vec<_>>().join("\n")
}

struct Form<'p> {
    page: &'p Page,
    typed: &'p Typed,
    wrong: &'p [Wrong],
}

impl Form<'_> {
    /// What was typed, or else what the file says.
    pub(super) fn value(&self, field: &str, held: impl ToString) -> String {
        if self.typed.has(field) { self.typed.get(field).to_owned() } else { held.to_string() }
    }

    pub(super) fn input(
        &self,
        field: &str,
        label: &str,
        held: impl ToString,
        kind: &'static str,
        needed: bool,
    ) -> AnyView {
        let (id, value) = (id_of(field), self.value(field, held));
        let (wrong, wrong_id) = beside(self.wrong, field).unzip();
        view! {
            <label for=id.clone()>{label.to_owned()}</label>
            {wrong}
            <input id=id name=field.to_owned() type=kind required=needed value=value aria-invalid=wrong_id.as_ref().map(|_| "true") aria-describedby=wrong_id/>
        }
        .into_any()
    }

    pub(super) fn area(&self, field: &str, label: &str, held: String, rows: u8, rule: Option<&str>) -> AnyView {
        let (id, value) = (id_of(field), self.value(field, held));
        let rule_id = format!("{id}-rule");
        let said = rule.map(|rule| view! { <p id=rule_id.clone() class="quiet">{rule.to_owned()}</p> });
        let (wrong, wrong_id) = beside(self.wrong, field).unzip();
        let is_wrong = wrong_id.is_some();
        let described: Vec<String> = rule.map(|_| rule_id.clone()).into_iter().chain(wrong_id).collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        view! {
            <label for=id.clone()>{label.to_owned()}</label>
            {said}
            {wrong}
            {text_area(field.to_owned(), id, rows, &value, described, is_wrong)}
        }
        .into_any()
    }

    /// A name in the three languages.
    pub(super) fn name(&self, field: &str, label: &str, held: Option<&Name>, needed: bool) -> AnyView {
        let inputs = Lang::ALL.map(|lang| {
            let key = format!("{field}.{lang}");
            let tongue = lang.pick("简体", "繁體", "English");
            self.input(&key, tongue, held.map_or("", |name| name.of(lang)), "text", needed)
        });
        view! { <fieldset><legend>{label.to_owned()}</legend>{inputs.into_iter().collect_view()}</fieldset> }.into_any()
    }

    /// A sentence in the three languages, each with room for its lines.
    pub(super) fn sentence(&self, field: &str, label: &str, held: Option<&Name>, rows: u8) -> AnyView {
        let areas = Lang::ALL.map(|lang| {
            let tongue = lang.pick("简体", "繁體", "English");
            let text = held.map_or_else(String::new, |name| name.of(lang).to_owned());
            self.area(&format!("{field}.{lang}"), tongue, text, rows, None)
        });
        view! { <fieldset><legend>{label.to_owned()}</legend>{areas.into_iter().collect_view()}</fieldset> }.into_any()
    }

    /// Some of what is offered, one behind the other, with room for `more`.
    pub(super) fn several(
        &self,
        field: &str,
        label: &str,
        held: &[String],
        more: usize,
        offered: &[(&str, &str)],
    ) -> AnyView {
        let lang = self.page.lang;
        let options: Vec<(&str, &str)> =
            std::iter::once(("", lang.programme_nobody())).chain(offered.iter().copied()).collect();
        let choices = (0..held.len() + more).map(|at| {
            let held = held.get(at).map_or("", String::as_str);
            self.choice(&format!("{field}.{}", at + 1), &format!("{label} {}", at + 1), held, &options)
        });
        choices.collect_view().into_any()
    }

    pub(super) fn yes_no(&self, field: &str, label: &str, is_on: bool) -> AnyView {
        let lang = self.page.lang;
        let words = [("false", lang.programme_no()), ("true", lang.programme_yes())];
        self.choice(field, label, if is_on { "true" } else { "false" }, &words)
    }

    pub(super) fn choice(&self, field: &str, label: &str, held: &str, options: &[(&str, &str)]) -> AnyView {
        let (id, chosen) = (id_of(field), self.value(field, held));
        let (wrong, wrong_id) = beside(self.wrong, field).unzip();
        let options = options.iter().map(|(value, word)| {
            let is_chosen = *value == chosen;
            view! { <option value=(*value).to_owned() selected=is_chosen>{(*word).to_owned()}</option> }
        });
        view! {
            <label for=id.clone()>{label.to_owned()}</label>
            {wrong}
            <select id=id name=field.to_owned() aria-invalid=wrong_id.as_ref().map(|_| "true") aria-describedby=wrong_id>{options.collect_view()}</select>
        }
        .into_any()
    }

    fn thresholds(&self, programme: &Programme) -> AnyView {
        let (lang, limits) = (self.page.lang, &programme.thresholds);
        view! {
            {self.input("lagging_points", lang.programme_lagging(), -limits.lagging_points, "number", true)}
            {self.input("serious_points", lang.programme_serious(), -limits.serious_points, "number", true)}
            {self.input("due_soon_days", lang.programme_due_soon(), limits.due_soon_days, "number", true)}
            {self.input("report_due_soon_days", lang.programme_word("report_due_soon_days"), limits.report_due_soon_days, "number", true)}
            {self.input("stale_days", lang.programme_word("stale_days"), limits.stale_days, "number", true)}
        }
        .into_any()
    }

    fn documents(&self, programme: &Programme) -> AnyView {
        let (lang, look) = (self.page.lang, &programme.documents);
        let copies = [SealedCopy::Required, SealedCopy::Optional, SealedCopy::None];
        let word = |copy: SealedCopy| match copy {
            SealedCopy::Required => "required",
            SealedCopy::Optional => "optional",
            SealedCopy::None => "none",
        };
        let copies = copies.map(|copy| (word(copy), lang.programme_sealed(word(copy))));
        view! {
            {self.choice("sealed_copy", lang.programme_word("sealed_copy"), word(programme.sealed_copy), &copies)}
            {self.yes_no("third_heading_bold", lang.programme_word("third_heading_bold"), look.third_heading_bold)}
            {self.yes_no("single_sided", lang.programme_word("single_sided"), look.single_sided)}
            {self.yes_no("body_digits", lang.programme_word("body_digits"), look.body_digits)}
            {self.yes_no("plain_names", lang.programme_word("plain_names"), look.plain_names)}
            {self.yes_no("fixed_lines", lang.programme_word("fixed_lines"), look.fixed_lines)}
            {self.yes_no("title_bold", lang.programme_word("title_bold"), look.title_bold)}
            {self.yes_no("public", lang.programme_word("public"), look.public)}
            {self.input("copies", lang.programme_word("copies"), look.copies, "number", true)}
        }
        .into_any()
    }
}
