//! A task: what it is called, when it is due, who answers for it and what it consists of.

use super::{Form, lines};
use crate::language::Lang;
use crate::programme::Programme;
use crate::tasks::{Deadline, Responsible, Task, TaskRole};
use leptos::prelude::*;

impl Form<'_> {
    pub(super) fn task(&self, programme: &Programme, task: &Task) -> AnyView {
        view! {
            <blockquote lang="zh-Hans"><p>{task.verbatim.clone()}</p><footer>{task.deadline_verbatim.clone()} " · " {task.responsible_verbatim.clone()}</footer></blockquote>
            {self.work(programme, Some(task))}
        }
        .into_any()
    }

    pub(super) fn new_task(&self, programme: &Programme) -> AnyView {
        let lang = self.page.lang;
        view! {
            <p class="quiet">{lang.programme_new_task_rule()}</p>
            {self.input("number", lang.programme_number(), "", "text", true)}
            {self.key_tasks(programme, false)}
            {self.area("verbatim", lang.programme_word("verbatim"), String::new(), 3, None)}
            {self.input("deadline_verbatim", lang.programme_word("deadline_verbatim"), "", "text", true)}
            {self.input("responsible_verbatim", lang.programme_word("responsible_verbatim"), "", "text", true)}
            {self.work(programme, None)}
        }
        .into_any()
    }

    fn work(&self, programme: &Programme, task: Option<&Task>) -> AnyView {
        let lang = self.page.lang;
        let held = task.map(|task| task.responsible.as_slice()).unwrap_or_default();
        view! {
            {self.sentence("name", lang.programme_word("name"), task.map(|it| &it.name), 3)}
            {self.name("short", lang.programme_word("short"), task.map(|it| &it.short), true)}
            {self.deadline(task.map(|it| &it.deadline))}
            <fieldset><legend>{lang.programme_word("responsible")}</legend><p class="quiet">{lang.programme_lead_rule()}</p>
                {self.parties(programme, held)}
                {self.several("party", lang.programme_party(), &[], if task.is_some() { 2 } else { 4 }, &offered(programme, lang))}
            </fieldset>
            {self.sentence("done_when", lang.programme_word("done_when"), task.and_then(|it| it.done_when.as_ref()), 2)}
            {self.area("slots", lang.programme_word("slots"), task.map(|it| lines(&it.slots)).unwrap_or_default(), 4, Some(lang.programme_slots_rule()))}
            {self.area("stages", lang.programme_word("stages"), task.map(|it| lines(&it.stages)).unwrap_or_default(), 4, Some(lang.programme_stages_rule()))}
            {self.sentence("note", lang.programme_word("note"), task.and_then(|it| it.note.as_ref()), 2)}
        }
        .into_any()
    }

    fn deadline(&self, held: Option<&Deadline>) -> AnyView {
        let lang = self.page.lang;
        let (mut date, mut dates, mut day) = (String::new(), String::new(), String::new());
        let kind = match held {
            Some(Deadline::Date { date: on }) => {
                date = on.to_string();
                "date"
            }
            Some(Deadline::Monthly { day: on }) => {
                day = on.to_string();
                "monthly"
            }
            Some(Deadline::Dates { dates: on }) => {
                dates = on.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
                "dates"
            }
            Some(Deadline::AsNeeded) => "as_needed",
            None => "date",
        };
        let kinds = ["date", "monthly", "dates", "as_needed"].map(|kind| (kind, lang.programme_deadline(kind)));
        view! {
            <fieldset><legend>{lang.programme_word("deadline")}</legend>
                {self.choice("deadline", lang.programme_deadline_kind(), kind, &kinds)}
                {self.input("deadline.date", lang.programme_deadline("date"), date, "date", false)}
                {self.input("deadline.day", lang.programme_deadline("monthly"), day, "number", false)}
                {self.input("deadline.dates", lang.programme_deadline("dates"), dates, "text", false)}
            </fieldset>
        }
        .into_any()
    }

    /// The parties in printed order, with the role the office has given each.
    fn parties(&self, programme: &Programme, held: &[Responsible]) -> AnyView {
        let lang = self.page.lang;
        let roles = [
            ("unspecified", lang.role_unspecified()),
            ("lead", lang.task_lead()),
            ("support", lang.task_support()),
            ("none", lang.programme_leaves()),
        ];
        let rows = held.iter().map(|it| {
            let name = match programme.group(&it.party) {
                Some(group) => group.name.of(lang).to_owned(),
                None => programme.unit(&it.party).map_or_else(|| it.party.clone(), |unit| unit.name.of(lang).to_owned()),
            };
            let role = match it.role {
                TaskRole::Unspecified => "unspecified",
                TaskRole::Lead => "lead",
                TaskRole::Support => "support",
            };
            let on = it.on.map(|day| day.to_string()).unwrap_or_default();
            let label = |word: &str| format!("{name} {word}");
            view! {
                <div class="party">
                    {self.choice(&format!("role.{}", it.party), &name, role, &roles)}
                    {self.input(&format!("basis.{}", it.party), &label(lang.programme_word("basis")), it.basis.clone().unwrap_or_default(), "text", false)}
                    {self.input(&format!("on.{}", it.party), &label(lang.programme_lead_on()), on, "date", false)}
                </div>
            }
        });
        rows.collect_view().into_any()
    }
}

/// Whoever can answer for a task: the groups, then the units.
fn offered(programme: &Programme, lang: Lang) -> Vec<(&str, &str)> {
    let groups = programme.groups.iter().map(|group| (group.id.as_str(), group.name.of(lang)));
    groups.chain(programme.units.iter().map(|unit| (unit.id.as_str(), unit.name.of(lang)))).collect()
}
